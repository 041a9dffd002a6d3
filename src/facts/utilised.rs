//! `capacity`, how far it is used: which percentages are a utilisation.
//!
//! reads: a word of use before the number (产能利用率 稼动率 上架率), what goes on from one that was read: to another
//! level (`目前已爬坡至80%`), of another time (`，而2024年仅为76%`, `全年平均99%`), of another firm or kind of firms (`某某同期为78%`,
//! `二线厂商在78%附近`). does not match: changes, what is but supposed (`若稼动率跌破85%`), another measure of the clause.

use super::page::{Page, is_firm};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{capacity, supposed};
use crate::span::{Span, between};

/// Words for how far capacity is used.
const RATES: [&str; 7] = ["利用率", "稼动率", "开工率", "上架率", "租出率", "出租率", "负荷率"];

/// Words that name no other measure before the number of a time or a firm.
const LINKS: [&str; 26] = [
    "预估",
    "预计",
    "有望",
    "落在",
    "录得",
    "维持",
    "微降至",
    "回升至",
    "较",
    "的",
    "去年同期",
    "上年同期",
    "其中",
    "平均",
    "全年",
    "同期",
    "当期",
    "水平",
    "仅",
    "为",
    "则",
    "而",
    "约",
    "近",
    "达",
    "在",
];

/// Characters of a kind of firms at most.
const KIND: usize = 12;

/// Whether a percentage says how far capacity is used; `before`: the metric read last in its sentence.
pub(super) fn is(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, before: Option<&str>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let says = |words: &str| {
        let lines = words.contains("负荷") && ["产线", "封装线", "生产线", "厂"].iter().any(|w| words.contains(w));
        lines || RATES.iter().any(|w| words.contains(w))
    };
    let used = says(lead);
    // `产能利用率60%，目前已爬坡至80%`
    // also `由98%升至99%` of one clause
    let last = page.quantities_in(s.clause).filter(|q| q.span.end <= s.quantity.span.start).last();
    let near = last.map_or(lead, |q| between(page.text, q.span.end, s.quantity.span.start));
    let own = page.lexicon.phrases.measured.places(near).any(|(_, w)| w.chars().count() >= 2);
    let goes_on = before == Some("utilisation") && !own && ["至", "到"].iter().any(|w| lead.contains(w));
    // a list: `产能利用率分别为94%/92%`
    let head = page.text[..s.quantity.span.start].trim_end();
    let listed = before == Some("utilisation") && s.inherited && head.ends_with(capacity::LISTED);
    // `产能利用率稳步上升，于2024Q4提升至85%`
    let earlier = between(page.text, sentence.span.start, s.clause.start);
    let last = earlier.trim_end_matches(['，', ',']).rsplit(['，', ',']).next().unwrap_or("");
    let moved = !own
        && before.is_none()
        && says(last)
        && ["至", "到"].iter().any(|w| lead.trim_end_matches(['约', '近', ' ']).ends_with(w));
    let led = before == Some("utilisation") || before.is_none() && says(last);
    let another = led && is_another(page, s);
    let is = used && !s.inherited || goes_on || listed || moved || another;
    s.change.is_none() && is && !supposed::opens(between(page.text, sentence.span.start, s.quantity.span.start))
}

/// Whether a clause says but when or whose its number is: `而2024年仅为`, `联电（2303.TW）同期为`, `二线厂商在`.
fn is_another(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let at = s.quantity.span.start;
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    if rest.starts_with(['的', '份', '股']) || page.quantities_in(s.clause).any(|q| q.span.end <= at) {
        return false;
    }
    let inside = |span: Span| span.start >= s.clause.start && span.end <= at;
    let dates = page.periods.iter().map(|p| p.span).filter(|p| inside(*p));
    let firms = page.mentions.iter().filter(|m| is_firm(m) && inside(m.span)).map(|m| m.span);
    let mut taken: Vec<Span> = dates.chain(firms).collect();
    taken.sort_by_key(|t| t.start);
    let (mut words, mut from) = (String::new(), s.clause.start);
    for t in &taken {
        words.push_str(between(page.text, from, t.start.max(from)));
        from = from.max(t.end);
    }
    words.push_str(between(page.text, from, at));
    let trade = ["厂商", "大厂"].iter().find_map(|w| words.find(w).map(|i| i + w.len()));
    let trade = trade.filter(|e| words[..*e].chars().count() <= KIND);
    let averaged = words.contains("平均") || words.contains("同期");
    let words = &words[trade.unwrap_or(0)..];
    let left = LINKS.iter().fold(words.to_owned(), |w, l| w.replace(l, ""));
    let bare = !left.chars().any(char::is_alphanumeric);
    bare && (averaged || trade.is_some() || !taken.is_empty())
}
