//! What is a trade's or a place's and not the company's, and places that are neither.
//!
//! reads: figures that nobody in their sentence is said to have, in a report that covers a company; who says them;
//! regions and 行业 that a clause names on the way. gives: the trade's name where a word says it, empty where none does.
//! refuses: what only a company has (`营收`), clauses that speak of 公司 or name somebody.

use super::actor::says_firm;
use super::indicator;
use super::page::{Page, is_firm, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::whose::MARKS;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Quantity};

/// Characters that a figure's noun has behind the kind of firms that it is of.
const KIND: usize = 6;

/// What a figure is of that nobody in its sentence is said to have and that is not the company's which a report covers:
/// a price of goods that it buys, what it counts of its market (`据公司统计，目前每桌成本`), a channel said to be the
/// largest (`甲渠道是第一大奶粉销售渠道，…甲渠道占比`), the cost of a thing in a bracket. Empty: of no name.
pub(super) fn trade<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<&'t str> {
    if !page.is_of_company() {
        return None;
    }
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let acts = page.names_firm(s.clause);
    if says_firm(lead) || acts {
        return None;
    }
    if phrases.raw_prices.closing(words).is_some() {
        return Some("");
    }
    if let Some(name) = taking(page, s, words) {
        return Some(name);
    }
    if phrases.of_companies.closing(words).is_some() {
        return None;
    }
    let bare = counts_trade(page, sentence, s) || costs(page, s, words);
    if bare { Some("") } else { largest(page, sentence, s, words) }
}

/// 全球某某设备 of `某某设备的全球销售额`, in a sentence that names no company.
pub(super) fn worldwide(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<String> {
    let words = s.indicator.of(page.text);
    let at = ["全球销售额", "全球销售收入", "全球总销售额"].iter().find_map(|w| words.find(w))?;
    let thing = words[..at].trim_end_matches(['的', ' ']);
    let name = page.phrase_before(s.indicator.start, s.indicator.start + thing.len()).map_or("", |p| p.of(page.text));
    let own = thing.contains("公司") || page.names_actor(sentence, s.quantity.span.start);
    (name.chars().count() >= 2 && !page.is_generic(name) && !own).then(|| format!("全球{name}"))
}

/// What a trade takes in by far exceeds a part of a company, in yuan.
const TRADE: i64 = 100_000_000_000;

/// 餐饮业 of `餐饮业收入4万亿元`.
pub(super) fn taking<'t>(page: &Page<'_>, s: &Statement<'_>, words: &'t str) -> Option<&'t str> {
    let name = ["总收入", "营业收入", "收入", "产值"].iter().find_map(|w| words.strip_suffix(w))?;
    (page.is_money(s.quantity) && s.quantity.low >= TRADE.into() && is_trade(name)).then_some(name)
}

/// Whether a name says that it is a market's or a trade's.
pub(super) fn is_wide(name: &str) -> bool {
    ["市场", "行业", "产业"].iter().any(|w| name.ends_with(w)) || is_trade(name)
}

/// Whether a name is that of a trade by its last character: 餐饮业; no 企业.
fn is_trade(name: &str) -> bool {
    const OTHERS: [&str; 8] = ["企业", "营业", "商业", "工业", "副业", "主业", "事业", "就业"];
    name.ends_with('业') && is_plain(name, 3..=12) && !OTHERS.iter().any(|w| name.ends_with(w))
}

/// `据公司统计，`: the company says it of its market.
fn counts_trade(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let lead = between(page.text, sentence.span.start, s.clause.start).trim_start_matches(MARKS);
    let opens = ["据公司", "根据公司"].iter().find_map(|w| lead.strip_prefix(w));
    let says = |rest: &str| ["统计", "调研", "估算", "测算"].iter().any(|w| rest.starts_with(w));
    opens.is_some_and(|rest| says(rest) && !rest.contains("公司"))
}

/// 奶粉 of `甲渠道是第一大奶粉销售渠道，…，甲渠道占比`, in a passage that has spoken of no company yet.
fn largest<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &str) -> Option<&'t str> {
    let lead = between(page.text, sentence.span.start, s.clause.start);
    let marks = ["第一大", "最大的"];
    let (i, mark) = marks.iter().filter_map(|w| lead.find(w).map(|i| (i, *w))).min()?;
    let (thing, _) = indicator::split(page, words);
    let before = between(page.text, 0, s.clause.start);
    let named = page.mentions.iter().any(|m| m.span.end <= s.clause.start && is_firm(m));
    if thing.is_empty() || !lead[..i].contains(thing) || named || says_firm(before) {
        return None;
    }
    let rest = &lead[i + mark.len()..];
    let end = ["销售渠道", "渠道", "市场", "品类"].iter().filter_map(|w| rest.find(w)).min()?;
    let name = rest[..end].trim_end_matches('的');
    Some(if (2..=8).contains(&name.chars().count()) { name } else { "" })
}

/// `（冷库建设成本约为2000元/立方米）`: what a thing costs, said in a bracket.
fn costs(page: &Page<'_>, s: &Statement<'_>, words: &str) -> bool {
    let cost = ["建设成本", "造价", "投资成本", "改造成本"].iter().any(|w| words.ends_with(w));
    cost && page.text[..s.indicator.start].trim_end().ends_with(['（', '('])
}

/// 中国餐饮 of `中国餐饮年度报告`: whom a source counts by its title.
pub(super) fn counted_by<'s>(page: &Page<'_>, source: &'s str) -> Option<&'s str> {
    let title = source.trim_matches(['《', '》']);
    let tails = ["年度报告", "发展报告", "行业报告", "白皮书", "蓝皮书"];
    let name = tails.iter().find_map(|t| title.strip_suffix(t))?;
    let region = page.lexicon.phrases.regions.iter().find(|r| name.starts_with(**r))?;
    let plain = name.chars().all(char::is_alphabetic) && name.chars().count() <= 10;
    (plain && name[region.len()..].chars().count() >= 2).then_some(name)
}

/// Whether a region that begins a clause is not whom it is about: where a company works (`全国已推行的省份数`), the whole
/// of a share (`全球设备产量的20%`), the field that others hold (`全球市场长期由甲、乙主导`).
pub(super) fn is_no_region_of(page: &Page<'_>, clause: Span, region: Span) -> bool {
    let rest = between(page.text, region.end, clause.end);
    if is_all_over(page, region.of(page.text), rest) || is_sold_by_company(page, region) {
        return true;
    }
    // 中国企业起步较晚
    let firms = ["企业", "厂商", "品牌", "玩家"].iter().any(|w| rest.starts_with(w));
    let held = firms || holders(rest).is_some();
    let first = page.quantities_in(clause).next();
    held || first.is_some_and(|q| is_denominator(page, clause, q))
}

/// Nouns of what a company takes in where it sells.
const TAKEN: [&str; 4] = ["收入", "营收", "毛利率", "毛利"];

/// Whether what a region's words name is sold there by the company that the text covers: 美国家具收入, or behind its own
/// revenue `其中全球云收入`.
pub(super) fn is_sold_by_company(page: &Page<'_>, region: Span) -> bool {
    let rest = page.text.get(region.end..).unwrap_or_default();
    let plain = rest.find(|c: char| !c.is_alphanumeric()).map_or(rest, |i| &rest[..i]);
    let Some(at) = TAKEN.iter().filter_map(|w| plain.find(w)).min().filter(|_| page.is_of_company()) else {
        return false;
    };
    let thing = &plain[..at];
    let sold = (1..=8).contains(&thing.chars().count()) && !page.lexicon.phrases.no_region_parts.is_in(thing);
    let whole = ["我国", "中国", "全国", "全球", "世界"].contains(&region.of(page.text));
    let within = page.text[..region.start].trim_end().ends_with("其中");
    let own = || {
        let sentence = page.sentences.iter().rev().find(|s| s.span.start <= region.start);
        let from = sentence.map_or(region.start, |s| s.span.start);
        page.triggers_in(Span::new(from, region.start)).any(|(_, t)| t.metric == "revenue")
    };
    sold && (within && own() || !whole && page.speaks_of_own())
}

/// `全国已推行云转型的省份数` in a text on a company: where it has done so.
pub(super) fn is_all_over(page: &Page<'_>, region: &str, rest: &str) -> bool {
    let rest = ["范围内", "各地", "已", "累计", "共"].iter().fold(rest, |r, w| r.strip_prefix(w).unwrap_or(r));
    let acts = ["推行", "推广", "布局", "开设", "签约", "拥有经销商", "设立"].iter().any(|w| rest.starts_with(w));
    // `全国经销商数量` in a text on a company: its own
    let sells = rest.starts_with("经销商") && page.speaks_of_own();
    region == "全国" && page.is_of_company() && (acts || sells)
}

/// `建立行业口碑`, `树立行业标杆`: no trade.
pub(super) fn is_reputation(words: &str, behind: &str) -> bool {
    let verbs = ["建立行业", "树立行业", "打造行业", "引领行业", "成为行业", "形成行业"];
    let named = ["口碑", "标杆", "标准", "壁垒", "典范", "龙头"].iter().any(|w| behind.starts_with(w));
    named && verbs.iter().any(|v| words.ends_with(v))
}

/// Who holds a field: `由甲、乙等国际龙头主导`.
pub(super) fn holders(words: &str) -> Option<&str> {
    let from = words.find('由')? + '由'.len_utf8();
    let verbs = ["主导", "垄断", "占据", "把控"];
    let end = verbs.iter().filter_map(|v| words[from..].find(v)).min()?;
    Some(words[from..from + end].trim()).filter(|w| !w.contains(['，', '。', '；']))
}

/// `贡献了全球甲产量的10%，全球乙产量的20%`: the whole of a share whose part the clause before names.
fn is_denominator(page: &Page<'_>, clause: Span, quantity: &Quantity) -> bool {
    if quantity.unit != "%" || !page.text[..quantity.span.start].ends_with('的') {
        return false;
    }
    let lead = between(page.text, clause.start, quantity.span.start);
    let goes_on = page.text[..clause.start].trim_end().ends_with(['，', ',', '、']);
    goes_on && !["占", "为", "达", "至", "比", "有"].iter().any(|w| lead.contains(w))
}

/// Whether a statement is but such a whole: no figure of its own.
pub(super) fn is_whole(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let words = s.clause.of(page.text).trim_start_matches(MARKS);
    let wide = ["全球", "世界", "全国"].iter().any(|w| words.starts_with(w));
    wide && s.change.is_none() && is_denominator(page, s.clause, s.quantity)
}

/// Where the name of a region's others ends: `其他国家及中东` of 亚洲其他国家及中东.
pub(super) fn others(rest: &str) -> Option<usize> {
    let words = ["其他国家", "其它国家", "其他地区", "其它地区"];
    let mut end = words.iter().find(|w| rest.starts_with(**w)).map(|w| w.len())?;
    let more = ["中东", "非洲", "拉美", "欧洲", "北美", "南美", "大洋洲", "东南亚"];
    let behind = &rest[end..];
    let joined = behind.strip_prefix(['及', '和', '与']).and_then(|r| more.iter().find(|m| r.starts_with(**m)));
    end += joined.map_or(0, |m| '及'.len_utf8() + m.len());
    Some(end)
}

/// Bytes of what goes on with a region's name: 中国台湾地区, 印度地区.
pub(super) fn tail(rest: &str) -> usize {
    ["台湾地区", "台湾", "香港", "澳门", "地区"].iter().find(|w| rest.starts_with(**w)).map_or(0, |w| w.len())
}

/// Where the kind of firms ends that words begin with, where no company of the clause is meant: 美容机构 of `美容机构毛利率`.
pub(super) fn kind_of_firms(page: &Page<'_>, s: &Statement<'_>, words: &str) -> Option<usize> {
    // `Top1企业营收` is one firm's
    let one = |at: usize| words[..at].contains("Top") || words[..at].ends_with("龙头");
    let kinds = page.lexicon.phrases.firm_kinds.places(words).filter(|(at, _)| *at > 0 && !one(*at));
    // 企业服务 is sold to firms
    let end = kinds.map(|(at, w)| at + w.len()).filter(|end| !words[*end..].starts_with("服务")).max()?;
    let lead = between(page.text, s.clause.start, s.indicator.start);
    let named = |m: &Mention| m.kind == MentionKind::Company && s.clause.contains(m.span);
    let own = lead.contains("公司") || words.contains("公司") || page.mentions.iter().any(named);
    let noun = words[end..].trim_start_matches('的');
    // what clinics have of a company's sales is its own
    let measured =
        noun.chars().count() <= KIND && indicator::is_noun(page, noun) && !noun.ends_with(['比', '例', '重']);
    (!own && measured && !noun.is_empty()).then_some(end)
}

/// The kind of firms and its noun, where the kind is a name by itself: 美容机构, 毛利率; not 占比前20名经销商.
pub(super) fn named_kind<'t>(page: &Page<'_>, s: &Statement<'_>, words: &'t str) -> Option<(&'t str, &'t str)> {
    let (firms, noun) = words.split_at(kind_of_firms(page, s, words)?);
    let plain = firms.chars().all(|c| c.is_alphabetic()) && (3..=8).contains(&firms.chars().count());
    let verb = ["占", "卖", "应用", "合作", "新增", "合计", "总计"].iter().any(|w| firms.contains(w));
    let level = page.is_money(s.quantity) || s.quantity.unit == "%";
    (plain && !verb && level).then(|| (firms, noun.trim_start_matches('的')))
}
