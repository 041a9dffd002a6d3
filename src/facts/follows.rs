//! `price_change` in a clause that names no price: what one before opens, in the sentence or the passage.
//!
//! reads: each of several (`下月全线提价，工业级料件12%，军规级最多20%`), what an amount comes to (`直降1万元，约合3%`), the sum
//! of several (`此轮上浮8%，全年累计已逾两成`), a price set from a day or by someone (`某某自6月1日起再涨20%`, `把某套餐统一上浮5%`)
//! where the passage speaks of prices. gives: whether it fell, the product. does not match: what else moves (`把产能上调5%`).

use super::page::Page;
use super::quoted;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, parallel, priced};
use crate::span::{Span, between};

/// Acts on a price that need no further word, and whether it falls by them.
const ACTS: [(&str, bool); 13] = [
    ("提价", false),
    ("涨价", false),
    ("加价", false),
    ("调涨", false),
    ("普涨", false),
    ("上浮", false),
    ("上调", false),
    ("调升", false),
    ("降价", true),
    ("直降", true),
    ("下调", true),
    ("调降", true),
    ("下浮", true),
];

/// What stands between a product and its own percentage.
const LINKS: [&str; 12] = ["最多", "最高", "至少", "平均", "则", "各", "均", "为", "约", "近", "达", "超"];

/// Words between whom a price is set for and the verb.
const ALL: [&str; 10] = ["统一", "全线", "一律", "普遍", "平均", "进一步", "随后", "再度", "再", "各"];

/// Verbs that a price is set by, and whether it falls by them; 调价 alone is a rise.
const SETS: [(&str, bool); 17] = [
    ("上浮", false),
    ("上调", false),
    ("调升", false),
    ("调高", false),
    ("调涨", false),
    ("普涨", false),
    ("抬高", false),
    ("涨", false),
    ("贵了", false),
    ("调价", false),
    ("下调", true),
    ("调降", true),
    ("下浮", true),
    ("便宜了", true),
    ("便宜", true),
    ("降", true),
    ("砍掉", true),
];

/// Characters of a product's name.
const NAME: std::ops::RangeInclusive<usize> = 2..=24;

/// Whether a number of a clause without a price says that one rose (false) or fell (true), and of what.
pub(super) fn moved(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<(bool, String)> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end();
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    // 调价 tells no direction by itself
    let set_at = lead.trim_end_matches(['约', '近', ' ']).ends_with("调价");
    if rest.starts_with(['的', '份', '股']) || page.lexicon.phrases.prices.is_in(lead) && !set_at {
        return None;
    }
    let before = sentence.before(s.clause.start).next();
    let last = out.last().filter(|f| before.is_some_and(|b| b.start <= f.span.start && f.span.end <= b.end));
    summed(lead, last)
        .or_else(|| worth(page, (lead, s.quantity.span.of(page.text)), *before?))
        .or_else(|| extent(page, sentence, lead))
        .or_else(|| each(page, sentence, s, last))
        .or_else(|| set(page, sentence, s))
        .or_else(|| again(page, sentence, s, out))
}

/// `甲、乙价格环比上涨2%、1%，相比低点分别上涨67%、112%`: each of a second list is of the thing of as many changes before.
fn again(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<(bool, String)> {
    let before = *sentence.before(s.clause.start).next()?;
    let all: Vec<_> = page.quantities_in(s.clause).collect();
    let at = all.iter().position(|q| q.span == s.quantity.span)?;
    let (from, to) = parallel::run_of(page.text, &all, at)?;
    let lead = between(page.text, s.clause.start, all[from].span.start);
    let falls = [("上涨", false), ("上升", false), ("下跌", true), ("下降", true)];
    let (_, falls) = *falls.iter().find(|(w, _)| lead.trim_end().ends_with(w))?;
    let than = lead.trim_start_matches(['，', ' ']);
    let than = ["相比", "较", "比"].iter().any(|w| than.starts_with(w)) && lead.contains("分别");
    let first: Vec<&Fact> = out.iter().filter(|f| before.start <= f.span.start && f.span.end <= before.end).collect();
    let named = first.get(at - from).filter(|f| than && first.len() == to - from && !f.object.is_empty())?;
    Some((falls, named.object.clone()))
}

/// `全年累计已逾三成` behind a change: the sum of it and those before.
fn summed(lead: &str, last: Option<&Fact>) -> Option<(bool, String)> {
    let left = [
        "全年", "年内", "月内", "今年", "已", "累计", "涨幅", "降幅", "跌幅", "升幅", "约", "近", "接", "逾", "超",
        "达",
    ];
    let left = left.iter().fold(lead.to_owned(), |w, l| w.replace(l, ""));
    let f = last.filter(|_| lead.contains("累计") && !left.chars().any(char::is_alphanumeric))?;
    Some((f.low.is_some_and(|l| l.is_sign_negative()), f.object.clone()))
}

/// `某某直降1万元，约合3%`: what the amount before comes to.
fn worth(page: &Page<'_>, (lead, number): (&str, &str), before: Span) -> Option<(bool, String)> {
    let words = ["约合", "折合", "相当于", "折算", "合"];
    // the hedge may be the number's own
    let hedged = lead.is_empty() && words[..3].iter().any(|w| number.starts_with(w));
    let comes = hedged || words.contains(&lead.trim_end_matches(['约', '近', '降', '幅', '涨']));
    let sum = page.quantities_in(before).last().filter(|q| page.is_money(q) && comes)?;
    let words = between(page.text, before.start, sum.span.start);
    let (at, word, falls) = act(words)?;
    let close = words[at + word.len()..].trim().chars().count() <= 2;
    close.then(|| (falls, priced::tidy(page, before, &words[..at])))
}

/// `；乙拟跟进，透露的幅度是10%`: how far one follows what `；` goes on from.
fn extent(page: &Page<'_>, sentence: &Sentence, lead: &str) -> Option<(bool, String)> {
    let said = lead.trim_end_matches(['是', '为', '约', '在', '达']).ends_with("幅度") && lead.chars().count() <= 16;
    let follows = sentence.span.of(page.text).contains("跟进");
    let before = page.earlier(sentence).last().filter(|_| said && follows && goes_on(page, sentence))?;
    act(before.span.of(page.text)).map(|(_, _, falls)| (falls, String::new()))
}

/// The act on a price that words tell last.
fn act(words: &str) -> Option<(usize, &'static str, bool)> {
    ACTS.iter().filter_map(|(w, falls)| words.rfind(w).map(|i| (i, *w, *falls))).max()
}

/// `计划下月全线提价，工业级料件12%`: one of those whose prices the clause before moves.
fn each(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, last: Option<&Fact>) -> Option<(bool, String)> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim();
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let rest = rest.trim_matches(['左', '右', '以', '上', '不', '等', '，', ',', '。', ' ']);
    let mut head = lead;
    for _ in 0..2 {
        head = LINKS.iter().fold(head, |h, l| h.trim_end_matches(l)).trim_end();
    }
    let own = page.quantities_in(s.clause).any(|q| q.span.end <= s.quantity.span.start && q.unit == "%");
    if !rest.is_empty() || own || !is_product(page, s.clause.start, head) {
        return None;
    }
    let opens = sentence.before(s.clause.start).take(2).find_map(|c| {
        let words = c.of(page.text);
        let plain = !page.quantities_in(*c).any(|q| q.unit == "%");
        act(words).filter(|(i, w, _)| plain && words[i + w.len()..].trim_end_matches(['，', ',', '：']).is_empty())
    });
    let (_, _, falls) = opens?;
    let near = sentence.before(s.clause.start).next().is_some_and(|c| act(c.of(page.text)).is_some());
    (near || last.is_some()).then(|| (falls, head.to_owned()))
}

/// `把某套餐统一上浮5%`, `某某自6月1日起再涨20%`, `某某便宜了10%` in a passage of prices.
fn set(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<(bool, String)> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end();
    let lead = lead.trim_end_matches(['约', '近', '超', '逾', '达', '为', ' ']);
    let (head, verb, falls) = SETS
        .iter()
        .filter_map(|(v, falls)| lead.strip_suffix(v).map(|h| (h, *v, *falls)))
        .min_by_key(|(h, ..)| h.len())?;
    let from = page.periods.iter().find(|p| s.clause.contains(p.span) && p.span.end <= s.clause.start + head.len());
    let from = from.filter(|p| between(page.text, p.span.end, s.clause.end).trim_start().starts_with('起'));
    // `某某自6月1日起再涨`: the product stands before the day
    let named =
        from.map_or("", |p| between(page.text, s.clause.start, p.span.start).trim_end_matches(['自', '从', ' ']));
    let head = if named.is_empty() { head } else { named };
    let all = ALL.iter().any(|a| head.ends_with(a));
    let opened = ["把", "将", "对"].iter().any(|w| head.contains(w));
    // by how much one is cheaper than another
    if head.contains(['比', '较']) && !quoted::is_of_time(page, s.clause, s.quantity.span.start) {
        return None;
    }
    let sure = ["便宜了", "便宜", "贵了", "调涨", "普涨"].contains(&verb);
    if !sure && (!speaks(page, sentence, s.clause.start) || !(from.is_some() || all || opened)) {
        return None;
    }
    let head = (0..2).fold(head, |h, _| ALL.iter().fold(h, |h, a| h.trim_end_matches(a)));
    let object = priced::tidy(page, s.clause, head);
    let start = s.clause.start + head.rfind(object.as_str()).unwrap_or(0);
    is_product(page, start, &object).then_some((falls, object))
}

/// Whether a sentence may tell of prices: by its words, or by what it goes on from.
pub(super) fn opens(page: &Page<'_>, sentence: &Sentence) -> bool {
    page.lexicon.phrases.prices.is_in(sentence.span.of(page.text))
        || goes_on(page, sentence)
        || speaks(page, sentence, sentence.span.end)
}

/// Whether what stands before a clause in its passage is of prices that are set, not of shares.
pub(super) fn speaks(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let phrases = &page.lexicon.phrases;
    let words = between(page.text, page.reach(sentence, 2), at);
    let priced = ["提价", "涨价", "加价", "降价", "调价", "调涨"].iter().any(|w| words.contains(w))
        || phrases.prices.is_in(words) && act(words).is_some();
    priced && !phrases.share_prices.is_in(words)
}

/// Whether words name a product, and nothing that is measured.
fn is_product(page: &Page<'_>, from: usize, words: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    let none =
        ["率", "量", "额", "收", "股", "产能", "占", "指引", "预期", "目标", "利润", "税", "薪", "资", "稿", "比"];
    let named = Span::new(from, from + words.len());
    let dated = page.periods.iter().any(|p| named.contains(p.span));
    NAME.contains(&words.chars().count())
        && !dated
        && !page.is_measured(words)
        && !phrases.measured.is_in(words)
        && !none.iter().any(|w| words.contains(w))
        && !["同比", "环比", "其中", "增长", "下降"].iter().any(|w| words.contains(w))
}

/// Whether what `；` goes on from moves prices: `甲颗粒均价周跌2%；乙晶圆则微升1%`.
pub(super) fn goes_on(page: &Page<'_>, sentence: &Sentence) -> bool {
    page.part_before(sentence).is_some_and(|b| {
        let words = b.span.of(page.text);
        let phrases = &page.lexicon.phrases;
        phrases.prices.is_in(words)
            && !phrases.share_prices.is_in(words)
            && page.quantities_in(b.span).any(|q| q.unit == "%" && quoted::is_led(page, b.span, q.span.start))
    })
}
