//! The whole of a share, the state of a count, the product of a region's share, where the sentence has them elsewhere.
//!
//! reads: `研发费用构成…分别占比`, `租金费用占营收的9%，其中后厨占比`, what a percentage goes to (`其中40%用于甲`, `76%的门店分布于乙`),
//! the state behind a count (`项目22个已经进入商业化阶段`), 分位 behind the number, what the region before is of
//! (`我国奶粉CR5达51%，国产品牌份额占比`), a cost in per cent. gives: the figure with it. refuses: pointers (`该类客户占比`),
//! one value for two (`甲和乙占比分别约为20%`), an amount in per cent whose words a bracket cuts.

use super::actor::Subject;
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, grown, indicator, nearby, parallel, plain, relative};
use crate::span::{Span, between};
use crate::tag::Quantity;

/// What a part of a whole does behind its percentage.
const GOES: [&str; 9] = ["用于", "分布于", "分布在", "位于", "集中于", "集中在", "投向", "销往", "流向"];

/// Characters that the words behind such a verb may have.
const PLACE: std::ops::RangeInclusive<usize> = 2..=32;

/// Characters that a whole or a thing may have.
const NAME: std::ops::RangeInclusive<usize> = 2..=12;

/// What kinds of shares end in that need a product: 国产品牌, B端, 二线城市.
const KINDS: [&str; 11] = ["品牌", "端", "渠道", "城市", "企业", "厂商", "高端", "地区", "龙头", "内资", "外资"];

/// The figure of `all[i]` with what its own clause leaves out; `None` where it would say something else.
pub(super) fn mended(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    i: usize,
    mut f: Fact,
) -> Option<Fact> {
    let s = &all[i];
    if is_for_two(page, all, i, &f.metric) || !unbracketed(s, &mut f) {
        return None;
    }
    if !plain::make(page, s, &mut f) || plain::is_senseless(page, s, &f) {
        return None;
    }
    plain::complete(page, all, i, &mut f);
    grown::mended(page, sentence, all, i, &mut f)?;
    nearby::regional(page, sentence, &mut f);
    if s.quantity.unit != "%" {
        if let Some(state) = state(page, s, &f.metric) {
            f.metric = format!("{state}{}", f.metric);
        }
        if let Some(verb) = counted(page, all, i, &f.metric) {
            f.metric = format!("{verb}{}", f.metric);
        }
        return Some(f);
    }
    if !goes(page, s, &mut f) || page.is_report() && is_pointer(page, &f.metric) {
        return None;
    }
    ratio(&mut f);
    if plain::is_no_ratio(page, s, &f) {
        return None;
    }
    if page.text[s.quantity.span.end..].trim_start().starts_with("分位") && !f.metric.ends_with("分位") {
        let past = if s.clause.of(page.text).contains("历史") { "历史" } else { "" };
        f.metric = format!("{}{past}分位", f.metric);
    }
    if let Some(members) = members(page, s, &f.metric) {
        f.metric = format!("{members}{}", f.metric);
    }
    if f.metric.ends_with("占比") {
        owner(page, sentence, s, &mut f);
        let whole = built(page, sentence, s, &f.metric).or_else(|| before(page, all, i, &f.metric));
        if let Some(whole) = whole {
            f.metric = format!("{whole}中{}", f.metric);
        }
        // 招标企业 of `招标企业造价师占比`
        let own = f.metric.strip_prefix(f.subject.as_str()).map(|m| m.trim_start_matches('的'));
        if let Some(own) = own.filter(|m| f.subject_id.is_empty() && m.chars().count() >= 5) {
            f.metric = own.to_owned();
        }
        if let Some(name) = product(page, sentence, s, &f) {
            f.subject = name;
        }
    }
    Some(f)
}

/// 甲、乙合计占比: the members of a list that 合计 sums up.
fn members<'d>(page: &Page<'d>, s: &Statement<'_>, words: &str) -> Option<&'d str> {
    let lead = between(page.text, s.clause.start, s.indicator.start);
    let names = lead.strip_suffix('、').filter(|_| words.contains("合计") && s.item.is_none())?;
    let from = names.rfind(['，', ',', '；', '：', '（', ' ']);
    let from = s.clause.start + from.map_or(0, |at| at + names[at..].chars().next().map_or(1, char::len_utf8));
    let start = super::noun::trim_start(page, from, s.indicator.start);
    let names = between(page.text, start, s.indicator.start);
    let mut each = names.trim_end_matches('、').split('、');
    let plain = |one: &str| is_plain(one, 1..=10);
    each.all(plain).then_some(names)
}

/// `收入结构中，软件占比40%`: no structure is whose a share is.
fn owner(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &mut Fact) {
    // `药企构成公司外包收入的主体，药企占比`
    let lead = between(page.text, sentence.span.start, s.quantity.span.start);
    let part = !f.subject.is_empty() && lead.contains(&format!("{}构成公司", f.subject));
    if f.subject_id.is_empty() && (part || ["结构", "构成"].iter().any(|w| f.subject.ends_with(w))) {
        let whole = if page.is_of_company() { page.covered() } else { Subject::default() };
        (f.subject_id, f.subject) = (whole.id, whole.name);
    }
}

/// `烘焙类和蒸煮类营收占比分别约为20%`: one number of two things.
fn is_for_two(page: &Page<'_>, all: &[Statement<'_>], i: usize, words: &str) -> bool {
    let s = &all[i];
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let (of, noun) = indicator::split(page, words);
    let joined = |c: char| matches!(c, '和' | '与' | '及' | '、');
    let pair = of != noun && of.trim_matches(joined).contains(joined) && s.quantity.low == s.quantity.high;
    if s.item.is_some() || s.inherited || !pair || !lead.contains("分别") {
        return false;
    }
    let quantities: Vec<&Quantity> = all.iter().map(|s| s.quantity).collect();
    parallel::run_of(page.text, &quantities, i).is_none()
}

/// Cuts a bracket that the words leave open; whether they still measure the number: `研发支出（含资本化研发费用` is no rate.
fn unbracketed(s: &Statement<'_>, f: &mut Fact) -> bool {
    let open = f.metric.rfind(['（', '(']).filter(|i| !f.metric[*i..].contains(['）', ')']));
    let Some(open) = open.filter(|i| *i > 0) else { return true };
    f.metric.truncate(open);
    s.quantity.unit != "%" || f.low.is_none() || f.metric.contains(['率', '比', '速', '幅', '占'])
}

/// `其中40%用于建设甲`, `76%的门店分布于乙`: gives the figure what goes where; whether it says of what it is.
fn goes(page: &Page<'_>, s: &Statement<'_>, f: &mut Fact) -> bool {
    let rest = between(page.text, s.quantity.span.end, s.clause.end).trim_start();
    if f.low.is_none() || f.metric.contains(['占', '率']) {
        return true;
    }
    let Some((at, verb)) = GOES.iter().filter_map(|v| rest.find(v).map(|i| (i, *v))).min() else { return true };
    let counted = rest[..at].trim().trim_start_matches("以上").trim_start_matches("左右");
    let noun = counted.strip_prefix('的').unwrap_or("");
    if noun.is_empty() != counted.is_empty() || noun.chars().count() > 8 || !noun.chars().all(char::is_alphabetic) {
        return true;
    }
    let place: String = rest[at + verb.len()..].trim_end_matches(['，', ',', '；', '。', ' ']).replace(' ', "");
    let ranks = ["第", "首位", "前列", "水平", "区间", "之间", "左右", "高位", "低位", "分位", "中枢"]
        .iter()
        .any(|w| place.contains(w));
    if ranks || !PLACE.contains(&place.chars().count()) {
        return ranks;
    }
    f.metric = match noun {
        "" => format!("{}{verb}{place}占比", f.metric),
        _ => format!("{verb}{place}的{noun}占比"),
    };
    true
}

/// `该类客户占比`: nobody who reads the row alone knows which.
fn is_pointer(page: &Page<'_>, words: &str) -> bool {
    let points = ["该", "此类", "上述", "前述", "这类", "这些"].iter().any(|w| words.starts_with(w));
    points && page.lexicon.phrases.no_pointers.opening(words).is_none()
}

/// `来自甲的收入达到76%`, `销售费用由38%降至31%`: a level in per cent of an amount is its share, of a cost its rate.
fn ratio(f: &mut Fact) {
    if f.low.is_none() || f.change.is_some() || f.metric.contains(['占', '率', '比', '增', '降']) {
        return;
    }
    let comes = ["来自", "来源于"].iter().any(|w| f.metric.starts_with(w));
    if comes && ["收入", "营收", "利润", "订单", "销售额"].iter().any(|w| f.metric.ends_with(w)) {
        f.metric.push_str("占比");
    } else if ["费用", "三费"].iter().any(|w| f.metric.ends_with(w)) {
        f.metric.push('率');
    }
}

/// In which state those are that a number counts: 商业化阶段 of `项目22个已经进入商业化阶段`.
fn state<'d>(page: &Page<'d>, s: &Statement<'_>, words: &str) -> Option<&'d str> {
    let unit = s.quantity.unit.as_str();
    if unit.is_empty() || unit.is_ascii() || page.is_money(s.quantity) {
        return None;
    }
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let end = rest.find(['，', ',', '；', '。', '（', '(', '、']).unwrap_or(rest.len());
    let rest = rest[..end].trim();
    let rest = rest.strip_prefix(words).unwrap_or(rest);
    let mut state = rest;
    while let Some(bare) = ["已经", "已", "正在", "正", "均", "尚", "仍", "进入", "处于", "处在", "在"]
        .iter()
        .find_map(|w| state.strip_prefix(w))
        .filter(|b| b.chars().count() >= 2)
    {
        state = bare;
    }
    let staged = ["阶段", "期临床", "在研", "上市"].iter().any(|w| state.ends_with(w));
    let plain = is_plain(state, NAME);
    (staged && plain && state.len() < rest.len() && !words.contains(state)).then_some(state)
}

/// 新增 of `新增企业客户超过1100家，其中特级企业逾990家`: what is among the things that a verb counts.
fn counted(page: &Page<'_>, all: &[Statement<'_>], i: usize, words: &str) -> Option<&'static str> {
    let s = &all[i];
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_start_matches(['，', ',', ' ', '；']);
    let same = |b: &&Statement<'_>| b.quantity.unit == s.quantity.unit && !s.quantity.unit.is_ascii();
    let before = all[..i].last().filter(|b| same(b) && lead.starts_with("其中"))?;
    let whole = before.indicator.of(page.text);
    let verbs = ["新增", "净增", "新开", "新签", "累计"];
    verbs.into_iter().find(|v| whole.contains(v) && !verbs.iter().any(|v| words.contains(v)))
}

/// Whether times are of no such noun: `成本平台迭代40次`.
pub(super) fn is_uncountable(unit: &str, noun: &str) -> bool {
    unit == "次"
        && matches!(noun, "成本" | "收入" | "营收" | "费用" | "利润" | "毛利" | "投入" | "资产" | "产值" | "价格")
}

/// Whether words end in a noun of which pieces are counted: 成本数据 of `存储了成本数据3000条`.
pub(super) fn is_record(unit: &str, words: &str) -> bool {
    matches!(unit, "条" | "份" | "组" | "例")
        && ["数据", "记录", "信息", "样本", "数据集"].iter().any(|w| words.ends_with(w))
}

/// 研发费用 of `研发费用构成前三位分别是甲、乙，分别占比`: an amount whose parts the sentence gives.
fn built<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>, words: &str) -> Option<&'d str> {
    let lead = between(page.text, sentence.span.start, s.quantity.span.start);
    let at = ["构成", "结构", "组成"].iter().filter_map(|w| lead.rfind(w)).max()?;
    // CDMO收入 of `甲构成公司CDMO收入基石，收入占比40%`
    let made = lead[at..].strip_prefix("构成").map(|m| m.trim_start_matches("公司").trim_start_matches('的'));
    if let Some(made) = made.filter(|_| page.lexicon.phrases.amounts.closing(&lead[..at]).is_none()) {
        let (end, noun) = page.lexicon.phrases.amounts.places(made).next()?;
        let name = &made[..end + noun.len()];
        let plain = is_plain(name, NAME) && end > 0;
        let start = s.quantity.span.start - lead.len() + lead.find(made)?;
        return plain.then(|| Span::new(start, start + name.len()).of(page.text));
    }
    let end = sentence.span.start + at;
    let clause = sentence.clause_at(end.saturating_sub(1));
    let name = page.phrase_before(clause.start, end)?.of(page.text).trim();
    let amount = page.lexicon.phrases.amounts.closing(name).is_some();
    (amount && NAME.contains(&name.chars().count()) && !words.contains(name)).then_some(name)
}

/// 租金费用 of `租金费用占营收的9%，其中后厨占比30%`: the whole that the figure before is of.
fn before<'d>(page: &Page<'d>, all: &[Statement<'_>], i: usize, words: &str) -> Option<&'d str> {
    let listed = |k: &usize| all[*k].quantity.unit == "%" && all[*k].indicator.of(page.text).ends_with("占比");
    let first = (0..=i).rev().take_while(listed).last()?;
    let s = &all[first];
    let lead = between(page.text, s.clause.start, s.indicator.start.max(s.clause.start));
    let lead = lead.trim_start_matches(['，', ',', ' ', '；']);
    if !lead.starts_with("其中") && !s.indicator.of(page.text).starts_with("其中") || all[i].inherited {
        return None;
    }
    let before = all[..first].iter().rev().find(|b| b.clause.end <= s.clause.start)?;
    let whole = relative::tidy(page, indicator::own_words(page, before.indicator));
    let whole = whole.split_once('占').map_or(whole, |(of, _)| of).trim();
    let rate = whole.ends_with(['率', '比', '速', '幅', '重', '例']);
    let named = page.lexicon.phrases.amounts.closing(whole).is_some() && !rate;
    let bare = words.strip_suffix("占比").is_some_and(|part| part.chars().count() >= 2 && !page.is_measured(part));
    (named && bare && NAME.contains(&whole.chars().count()) && !words.contains(whole)).then_some(whole)
}

/// 我国奶粉 of `我国奶粉CR5达51%，国产品牌和外资品牌的份额占比`: a region with the product that it was of before.
fn product(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &Fact) -> Option<String> {
    let of = f.metric.strip_suffix("占比").map(|m| m.trim_end_matches("份额").trim_end_matches('的'))?;
    if !page.lexicon.phrases.regions.contains(&f.subject.as_str()) || !KINDS.iter().any(|k| of.ends_with(k)) {
        return None;
    }
    let mut before = sentence.before(s.clause.start);
    let special = before.find_map(|c| {
        let words = c.of(page.text).trim_end_matches(['，', ',', ' ']);
        ["尤其是", "特别是"].iter().find_map(|w| words.strip_prefix(w)).filter(|n| is_thing(page, n))
    });
    if let Some(thing) = special {
        return Some(format!("{}{thing}", f.subject));
    }
    let earlier = page.earlier(sentence).last().map(|e| e.span);
    let own = Span::new(sentence.span.start, s.clause.start);
    let lead = [Some(own), earlier].into_iter().flatten().map(|span| span.of(page.text));
    let rest = lead.filter_map(|l| l.find(&f.subject).map(|at| &l[at + f.subject.len()..])).next()?;
    let rest = rest.trim_start_matches('的');
    let nouns = page.lexicon.phrases.measured.places(rest).filter(|(_, w)| w.chars().count() >= 2).map(|(at, _)| at);
    let links = ["用于", "在", "的", "市场", "行业", "CR", "，"].iter().filter_map(|w| rest.find(w));
    let thing = &rest[..nouns.chain(links).min()?];
    // 奶粉 of `高端及超高端奶粉占比…，一线城市高端+超高端占比`
    let bare = thing.trim_start_matches(|c| of.contains(c) || matches!(c, '及' | '和' | '与'));
    let thing = if bare.chars().count() >= 2 { bare } else { thing };
    (is_thing(page, thing) && !of.contains(thing)).then(|| format!("{}{thing}", f.subject))
}

fn is_thing(page: &Page<'_>, words: &str) -> bool {
    let verb = page.lexicon.phrases.predicates.is_in(words);
    let plain = is_plain(words, NAME);
    plain && !verb && !page.is_generic(words)
}
