//! Whose a figure is where its own clause says so against what its sentence spoke of before.
//!
//! reads: 其 and 该国 behind the noun that they stand for, a share of sales that come from a customer (`来自甲的收入占比`),
//! firms that a clause begins with (`各类信息服务商…`), what a comparison (`与发达国家1%相比`) and an example in a bracket
//! are of, names of companies that the lexicon has not (`某某电网公司排名第6`), the product that a list's heading names.
//! refuses: pronouns whose noun does not stand right before them, kinds of companies (`上市公司`).

use super::actor::{Subject, says_firm};
use super::frame;
use super::page::{Page, is_firm};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{indicator, theme, trade};
use crate::layout::PassageKind;
use crate::span::{Span, between};
use crate::tag::Mention;

/// Characters that the name of a company may have.
const NAME: std::ops::RangeInclusive<usize> = 4..=12;

/// Passages before a list's item in which what heads the list is sought.
const ITEMS: usize = 8;

/// Marks before a clause's first word.
pub(super) const MARKS: [char; 9] = [' ', '，', ',', '；', '●', '•', '、', '“', '\n'];

/// Whose an indicator is by the words of its own clause, and the indicator's words without that.
pub(super) fn told<'t>(
    page: &Page<'t>,
    sentence: &Sentence,
    s: &Statement<'_>,
    words: &'t str,
) -> Option<(Subject, &'t str)> {
    if words.contains("股价对应") && page.is_of_company() && !page.names_actor(sentence, s.quantity.span.start) {
        return Some((page.covered(), words));
    }
    among(page, sentence, words)
        .or_else(|| held(page, sentence, s, words))
        .or_else(|| compared(page, s, words))
        .or_else(|| exchange(words))
        .or_else(|| pronoun(page, sentence, s, words))
        .or_else(|| theme::product(page, sentence, s, words))
        .or_else(|| theme::goods(page, sentence, s, words))
        .or_else(|| theme::is_slogan(page, sentence).then(|| (Subject::default(), words)))
        .or_else(|| customer(page, sentence, s, words))
        .or_else(|| example(page, s, words))
        .or_else(|| firms(page, sentence, s, words))
        .or_else(|| board(page, sentence, s, words))
        .or_else(|| {
            let (region, noun) = dated(page, words).filter(|_| !page.is_named_at(s.indicator.start))?;
            // 中国2020年半导体销售额 is the size of 中国半导体
            let (of, size) = indicator::split(page, noun);
            let sized = of != size && page.lexicon.phrases.sizes.contains(&size);
            let whole = || (Subject::named(&format!("{region}{of}")), size);
            Some(if sized { whole() } else { (Subject::named(region), noun) })
        })
}

/// 发达国家 of `与发达国家信息化率1%的水平相比，我国`.
fn compared<'t>(page: &Page<'_>, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let clause = s.clause.of(page.text).trim_start_matches(MARKS);
    if !["与", "和", "同", "较", "相比", "相较"].iter().any(|w| clause.starts_with(w)) {
        return None;
    }
    let rest = between(page.text, s.quantity.span.end, s.clause.end).trim_end_matches(MARKS);
    if !["相比", "相较", "比较", "对比"].iter().any(|w| rest.ends_with(w)) {
        return None;
    }
    let end = ["国家", "地区"].iter().filter_map(|w| words.find(w).map(|i| i + w.len())).min()?;
    let noun = words[end..].trim_start_matches(['的', ' ']);
    (noun.chars().count() >= 2 && end <= 8 * '国'.len_utf8()).then(|| (Subject::named(&words[..end]), noun))
}

/// `…较为类似的日本，其人均消费量`, `客户为7000家特级企业，其项目数量`, `新加坡…，其制造业产值占该国…`.
fn pronoun<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let clause = s.clause.of(page.text).trim_start_matches(MARKS);
    let of_state = words.contains("该国") || clause.contains("该国");
    let others = ["其中", "其他", "其它", "其余", "其次", "其实", "其后", "其间"];
    if !of_state && (!clause.starts_with('其') || others.iter().any(|w| clause.starts_with(w))) {
        return None;
    }
    let before = sentence.before(s.clause.start).next()?;
    let named = if of_state { None } else { behind_verb(page, *before) };
    named.or_else(|| place(page, sentence, *before)).map(|name| (Subject::named(name), words))
}

/// The place, or the firms, that a clause ends in as what it says something of.
fn behind_verb<'t>(page: &Page<'t>, clause: Span) -> Option<&'t str> {
    let words = clause.of(page.text).trim_end_matches(MARKS);
    let end = clause.start + words.len();
    if let Some(name) = places(page).filter(|p| words.ends_with(p)).max_by_key(|p| p.len()) {
        let lead = &words[..words.len() - name.len()];
        return lead.ends_with(['的', '是', '为', '即']).then(|| between(page.text, end - name.len(), end));
    }
    let groups = page.lexicon.phrases.firm_groups.iter().chain(&["企业", "厂商", "居民", "家庭"]);
    if !groups.into_iter().any(|g| words.ends_with(g) && *g != "子公司") {
        return None;
    }
    let verb = ["为", "是", "包括"].iter().filter_map(|v| words.rfind(v).map(|i| i + v.len())).max()?;
    let start = clause.start + verb;
    let counted = page.quantities_in(Span::new(start, end)).last().map_or(start, |q| q.span.end);
    let name = between(page.text, counted, end).trim_start_matches(['左', '右', '以', '上', '多', '余', '的', ' ']);
    let named = page.mentions.iter().any(|m| clause.contains(m.span) && m.span.start >= start && is_firm(m));
    ((2..=14).contains(&name.chars().count()) && !named).then_some(name)
}

/// The country or town that a sentence begins with, where no company is named up to the end of `clause`.
fn place<'t>(page: &Page<'t>, sentence: &Sentence, clause: Span) -> Option<&'t str> {
    let start = frame::opened(page, sentence.span.start, clause.end);
    let rest = between(page.text, start, clause.end);
    let name = places(page).filter(|p| rest.starts_with(p)).max_by_key(|p| p.len())?;
    let goes = ["在", "的", "是", "作为", "也", "，", "贡献", "已"].iter().any(|w| rest[name.len()..].starts_with(w));
    let lead = Span::new(sentence.span.start, clause.end);
    let named = page.names_firm(lead);
    (goes && !named).then(|| between(page.text, start, start + name.len()))
}

/// The names of countries and towns.
pub(super) fn places<'p>(page: &'p Page<'_>) -> impl Iterator<Item = &'p str> {
    let regions = page.lexicon.phrases.regions.iter().copied().filter(|r| !matches!(*r, "国内" | "海外" | "世界"));
    regions.chain(page.lexicon.phrases.countries.iter().copied())
}

/// `来自甲的收入占比`, `甲销售额占公司营收16%`: a customer's share in the sales of the company.
fn customer<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let shares = lead.contains('占') && (lead.contains("来自") || lead.contains("占公司"));
    if !shares {
        return None;
    }
    let here = |m: &&Mention| s.clause.contains(m.span) && m.span.end <= s.quantity.span.start && is_firm(m);
    let named = page.mentions.iter().find(here)?;
    let behind = between(page.text, named.span.end, s.quantity.span.start);
    let comes = page.text[..named.span.start].ends_with("来自") && behind.contains('占');
    let owner = comes || behind.contains("占公司") && named.id != page.own.id;
    if !owner {
        return None;
    }
    let subject = if page.is_of_company() {
        page.covered()
    } else {
        page.actor_of(sentence, s.quantity.span.start, |m| is_firm(m) && m.id != named.id)
    };
    Some((subject, words))
}

/// `（例如一个某某软件单价15万）`: what a bracket gives as an example is of nobody.
fn example<'t>(page: &Page<'t>, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    if !page.text[..s.indicator.start].ends_with(['（', '(']) {
        return None;
    }
    let bare = ["例如", "比如", "譬如"].iter().find_map(|w| words.strip_prefix(w))?;
    let bare = ["一个", "一套", "一台", "单个", "某"].iter().fold(bare, |w, p| w.strip_prefix(p).unwrap_or(w));
    (bare.chars().count() >= 2).then(|| (Subject::default(), bare))
}

/// `运营商流量收入…，各类信息服务商…`: firms that a clause begins with, behind others.
fn firms<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let at = s.quantity.span.start;
    if s.clause.start == sentence.span.start || !page.names_actor(sentence, s.clause.start) {
        return None;
    }
    let start = frame::opened(page, s.clause.start, at);
    let lead = between(page.text, start, at);
    let groups = page.lexicon.phrases.firm_groups.iter().chain(&page.lexicon.phrases.firm_words);
    let end = groups.filter(|g| **g != "子公司").filter_map(|g| lead.find(*g).map(|i| i + g.len())).min()?;
    let name = &lead[..end];
    let plain = (4..=12).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic);
    let pointer = ["其", "该", "此", "这", "公司", "与", "和", "为", "对", "向", "下游", "在", "国内", "海外", "国外"];
    let verb = page.lexicon.phrases.predicates.is_in(name);
    let open = pointer.iter().any(|p| name.starts_with(p)) || lead[end..].starts_with(['、', '和', '与', '及', '数']);
    let acts = page.mentions.iter().any(|m| s.clause.contains(m.span) && m.span.end <= at && is_firm(m));
    if !plain || open || verb || acts || says_firm(lead) {
        return None;
    }
    let rest = words.strip_prefix(name).map(|w| w.trim_start_matches(['的', ' ']));
    Some((Subject::named(name), rest.filter(|w| w.chars().count() >= 2).unwrap_or(words)))
}

/// A company that the lexicon has not, where it begins the clause at `at` or one before it in the sentence, and no
/// other company is named from there on.
pub(super) fn stranger<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<&'d str> {
    let lead = between(page.text, sentence.span.start, at);
    let trades = &page.lexicon.phrases.firm_trades;
    let traded = |w: &str| lead.match_indices(w).any(|(i, _)| trades.iter().any(|t| lead[..i].ends_with(*t)));
    if !traded("公司") && !traded("集团") {
        return None;
    }
    for clause in sentence.clauses.iter().rev().filter(|c| c.start < at) {
        let start = frame::opened(page, clause.start, clause.end.min(at));
        let rest = between(page.text, start, clause.end.min(at));
        if page.mentions.iter().any(|m| clause.contains(m.span) && m.span.start < at && is_firm(m)) {
            return None;
        }
        let tails = ["公司", "集团"].iter().filter_map(|w| rest.find(w));
        let Some(end) = tails.min() else { continue };
        let name = &rest[..end + "公司".len()];
        return is_company(page, &rest[..end], clause.start == sentence.span.start).then_some(name);
    }
    None
}

/// Whether what stands before 公司 or 集团 is a company's own name: 国家电网, not 软件 or 同时.
fn is_company(page: &Page<'_>, head: &str, first: bool) -> bool {
    let kinds = [
        "上市", "子", "母", "分", "总", "该", "本", "各", "些", "有限", "可比", "同业", "两", "多", "我", "贵", "类",
        "目标", "标的", "参股", "旗下", "其", "前", "对", "与", "受", "若", "的", "据", "年", "时", "下", "股份", "计",
    ];
    let trades = &page.lexicon.phrases.firm_trades;
    let trade = trades.iter().filter_map(|t| head.strip_suffix(*t)).find(|h| (2..=6).contains(&h.chars().count()));
    let own = !page.own.name.is_empty() && page.own.name.chars().take(2).all(|c| head.contains(c));
    let verb = page.lexicon.phrases.predicates.is_in(head);
    let generic = kinds.iter().any(|k| head.contains(k)) || head.ends_with('家');
    let Some(name) = trade.filter(|_| first) else { return false };
    let wide =
        page.is_generic(name) && name != "国家" || ["业", "大型", "知名", "龙头"].iter().any(|w| name.contains(w));
    NAME.contains(&head.chars().count()) && head.chars().all(char::is_alphabetic) && !own && !verb && !generic && !wide
}

/// 某某平台 of the items below `2）OceanBase（…）：`.
pub(super) fn listed<'d>(page: &Page<'d>) -> Option<&'d str> {
    let passages = &page.document.passages;
    if passages[page.passage].kind != PassageKind::ListItem || !page.text.starts_with(['●', '•', '■', '◆', '-'])
    {
        return None;
    }
    let before = passages[page.passage.saturating_sub(ITEMS)..page.passage].iter().rev();
    let heading = before
        .take_while(|p| p.kind == PassageKind::ListItem)
        .find(|p| p.text.starts_with(|c: char| c.is_ascii_digit() || c == '（'))?;
    let words = heading.text.trim_end().strip_suffix(['：', ':'])?;
    let bare = words
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '（' | '）' | '(' | ')' | '.' | '、' | ' '));
    let end = bare.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+'))).unwrap_or(bare.len());
    let rest = &bare[end..];
    (end >= 4 && (rest.is_empty() || rest.starts_with(['（', '(']))).then(|| &bare[..end])
}

/// `日本1987-1992年CAGR`: a region's growth of what the text spoke of before, with the years between.
pub(super) fn dated<'t>(page: &Page<'_>, words: &'t str) -> Option<(&'t str, &'t str)> {
    let region = page.lexicon.phrases.regions.iter().find(|r| words.starts_with(**r))?;
    let rest = &words[region.len()..];
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let noun = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "-~—至到年月–".contains(c));
    (noun.chars().count() >= 2 && rest[..rest.len() - noun.len()].contains('年'))
        .then(|| (&words[..region.len()], indicator::bare(page, noun)))
}

/// 我国某某企业 of `我国共有近6万家…的某某企业。其中，个体户占比30%`.
fn among<'t>(page: &Page<'t>, sentence: &Sentence, words: &'t str) -> Option<(Subject, &'t str)> {
    let own = sentence.span.of(page.text).trim_start_matches(MARKS);
    if !own.starts_with("其中") || !words.ends_with("占比") {
        return None;
    }
    let before = page.earlier(sentence).last()?;
    let counted = page.quantities_in(before.span).next().filter(|q| matches!(q.unit.as_str(), "家" | "户" | "个"))?;
    if page.names_firm(before.span) {
        return None;
    }
    let text = before.span.of(page.text).trim_end_matches(['。', '；', ';', ' ']);
    let rest = between(page.text, counted.span.end, before.span.start + text.len());
    let name = rest.rsplit('的').next().unwrap_or(rest);
    let lead = between(page.text, before.span.start, counted.span.start);
    let region = page.lexicon.phrases.regions.iter().find(|r| lead.contains(**r)).copied().unwrap_or("");
    let firms = ["企业", "公司", "厂商", "机构", "门店", "项目"].iter().any(|w| name.ends_with(w));
    let plain = (4..=14).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic);
    (firms && plain && lead.contains('有')).then(|| (Subject::named(&format!("{region}{name}")), words))
}

/// The region alone of a subject whose thing an earlier sentence named, where the growth is of another thing:
/// `我国甲容量…；同期乙保有量…，增长率`.
pub(super) fn of_another(page: &Page<'_>, subject: Subject, whole: Option<&str>, own: &str) -> Subject {
    let Some(whole) = whole else { return subject };
    // `来自甲的收入占比超过30%，2025年占比降至23%`: the customer of the clause before
    if whole.split_once("来自").is_some_and(|(_, of)| !subject.name.is_empty() && of.starts_with(&subject.name)) {
        return if page.is_of_company() { page.covered() } else { Subject::default() };
    }
    let region = page.lexicon.phrases.regions.iter().find(|r| subject.name.starts_with(**r));
    let Some(region) = region.filter(|r| subject.id.is_empty() && subject.name.len() > r.len()) else {
        return subject;
    };
    let (thing, noun) = indicator::split(page, whole.strip_suffix(own).unwrap_or(whole));
    let grows = !["占", "比重", "比例", "份额"].iter().any(|w| own.contains(w));
    let other = grows
        && thing != noun
        && thing.chars().count() >= 3
        && thing.len() < whole.len()
        && !page.is_generic(thing)
        && !subject.name.contains(thing)
        && !thing.contains(&subject.name[region.len()..]);
    if other { Subject::named(region) } else { subject }
}

/// `在运营商取消漫游费后，联通…`: whom a clause that but says when names does not act in the next one.
pub(super) fn is_circumstance(page: &Page<'_>, sentence: &Sentence, span: Span, at: usize) -> bool {
    let clause = sentence.clause_at(span.start);
    if clause.end > at {
        return false;
    }
    let words = clause.of(page.text).trim_matches(MARKS);
    (words.starts_with('在') || words.starts_with('当'))
        && ["后", "时", "之前", "背景下", "情况下"].iter().any(|w| words.ends_with(w))
}

/// `全球市场长期由甲、乙等龙头主导，产品精度`: theirs.
fn held<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let before = sentence.before(s.clause.start).next()?;
    let firms = trade::holders(before.of(page.text))?;
    let bare = indicator::is_noun(page, words) || words.starts_with("产品");
    let acts = page.names_firm(s.clause);
    let named = (2..=30).contains(&firms.chars().count());
    (bare && named && !acts && page.quantities_in(*before).next().is_none()).then(|| (Subject::named(firms), words))
}

/// `甲类企业上涨约22%，而乙模式下的增长率仅9%`: a clause that sets others against the firms before, with a thing of its
/// own.
fn turns<'t>(page: &Page<'_>, s: &Statement<'_>, field: &str, words: &'t str) -> Option<(Subject, &'t str)> {
    let clause = s.clause.of(page.text).trim_start_matches(MARKS);
    if !clause.starts_with('而') || s.inherited || clause.contains(field) || indicator::is_noun(page, words) {
        return None;
    }
    let Some(end) = words.find("模式下").map(|i| i + "模式".len()) else {
        return Some((Subject::default(), words));
    };
    let noun = words[end..].trim_start_matches(['下', '的']);
    Some((Subject::named(&words[..end]), if noun.chars().count() >= 2 { noun } else { words }))
}

/// 业绩 of `甲和乙业绩分别下滑3%和5%`: of a list over companies the last one's name is no part of the words.
pub(super) fn unnamed<'t>(page: &Page<'_>, s: &Statement<'_>, words: &'t str) -> &'t str {
    if page.actor_listed(s.quantity.span.start).is_none() {
        return words;
    }
    let named = page.mentions.iter().find(|m| m.span.start == s.indicator.start);
    let rest = named.and_then(|m| words.strip_prefix(m.span.of(page.text))).unwrap_or(words);
    // `丙（某某业务）近3年CAGR`
    let rest =
        rest.split_once(['）', ')']).filter(|(head, _)| !head.contains(['（', '('])).map_or(rest, |(_, own)| own);
    let rest = rest.trim_start_matches(['的', ' ']);
    if rest.chars().count() >= 2 { rest } else { words }
}

/// Whose a figure is in a sentence that sets a field or begins with firms, and its words without that.
pub(super) fn of_field<'t>(page: &Page<'_>, s: &Statement<'_>, field: &str, words: &'t str) -> (Subject, &'t str) {
    turns(page, s, field, words).unwrap_or_else(|| {
        let rest = words.strip_prefix(field).map(|r| r.trim_start_matches(['的', ' ']));
        let rest = rest.filter(|r| r.chars().count() >= 3);
        (Subject::named(field), rest.unwrap_or(words))
    })
}

/// 港股 of 港股日均成交额: a stock market's own figure.
fn exchange(words: &str) -> Option<(Subject, &str)> {
    let markets = ["港股", "A股", "美股", "沪深两市", "两市", "沪市", "深市", "科创板", "创业板", "北交所"];
    let market = markets.iter().find(|m| words.starts_with(**m))?;
    let rest = words[market.len()..].trim_start_matches(['市', '场', '的', ' ']);
    let traded = ["日均", "成交", "总成交", "平均成交", "总市值", "融资余额", "IPO", "估值", "换手"];
    traded.iter().any(|w| rest.starts_with(w)).then(|| (Subject::named(market), rest))
}

/// `人工智能板块受到支持最多，补贴占比67%`: of the sector that the clause before begins with.
fn board<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let before = sentence.before(s.clause.start).next()?;
    if !before.of(page.text).contains("板块") || words.contains("板块") || words.contains("行业") {
        return None;
    }
    let name = theme::sector(page, *before, &["板块"])?;
    let pointer = ["其", "该", "各", "公司", "此", "多", "我们", "以上", "上述", "受", "两大", "三大", "四大"];
    let pointer = pointer.iter().any(|w| name.contains(w));
    let acts = page.names_actor(sentence, s.quantity.span.start);
    (!pointer && !acts).then(|| (Subject::named(name), words))
}
