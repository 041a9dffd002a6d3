//! Several things of one act, each with what is its own.
//!
//! reads: versions of what the passage speaks of (`分别发布2.0版本、3.0版本`), a model that but its size names, with its maker
//! (`甲推出7B大模型`), two products at once (`与乙同时发布`). gives: their names; the years dealt to them in order
//! (`2022、2023年陆续发布甲和乙`). refuses: lists of another length than the dates.

use super::act::Act;
use super::latin;
use super::name::{Kind, Name};
use super::thing::stripped;
use crate::facts::page::{Page, is_firm};
use crate::facts::sentence::Sentence;
use crate::facts::spoken;
use crate::span::{Span, between};

/// Words that give to each its own.
const DEALS: [&str; 6] = ["分别", "先后", "陆续", "依次", "相继", "各"];

/// The dates that stand before an act of so many things, in their order.
pub(super) fn dates(page: &Page<'_>, act: &Act, count: usize) -> Option<Vec<String>> {
    let inside = |s: Span| act.clause.contains(s) && s.end <= act.span.start;
    let all: Vec<_> = page.periods.iter().filter(|p| inside(p.span)).collect();
    let last = all.last()?;
    let close = between(page.text, last.span.end, act.span.start);
    if count < 2 || !DEALS.iter().any(|w| close.contains(w)) {
        return None;
    }
    // `2022、2023年` is one span of years
    let joined = last.span.of(page.text).matches(['、', '和', '与', '及']).count() + 1;
    let years = || {
        let (from, to) = last.period.as_deref()?.split_once('/')?;
        let (from, to): (u32, u32) = (from.parse().ok()?, to.parse().ok()?);
        let all: Vec<String> = (from..=to).take(count + 1).map(|y| y.to_string()).collect();
        (joined == count && all.len() == count).then_some(all)
    };
    if all.len() == 1 {
        return years();
    }
    let row = all.windows(2).all(|p| {
        let link = between(page.text, p[0].span.end, p[1].span.start).trim();
        matches!(link, "、" | "和" | "与" | "及")
    });
    // a date that is not known leaves all undealt
    all.iter().map(|p| p.period.clone()).collect::<Option<Vec<_>>>().filter(|_| row && all.len() == count)
}

/// The versions that items but number, of the product that the passage speaks of: `2.0版本、3.0版本`.
pub(super) fn versions(page: &Page<'_>, sentence: &Sentence, act: &Act, items: &[Span]) -> Vec<Name> {
    let number = |item: &Span| {
        let words = item.of(page.text).trim_start();
        let bare = words.trim_start_matches(['V', 'v']);
        let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let digits = &bare[..bare.len() - rest.len()];
        let version = rest.strip_prefix("版本").or_else(|| rest.strip_prefix('版'))?;
        let ends = version.is_empty() || version.starts_with(['（', '(']);
        let head = item.start + item.of(page.text).len() - words.len();
        (ends && digits.contains('.'))
            .then(|| (Span::new(head, item.end - rest.len()), &words[..words.len() - rest.len()]))
    };
    let Some(of) = items.iter().any(|i| number(i).is_some()).then(|| spoken::product(page, sentence, act.span.start))
    else {
        return Vec::new();
    };
    let Some(of) = of.filter(|of| of.id.is_empty()) else { return Vec::new() };
    let named = |(span, number): (Span, &str)| Name::own(&format!("{} {number}", of.name), span);
    items.iter().filter_map(number).map(named).collect()
}

/// A thing with its maker, where but its size and kind name it: `Foobar 7B大模型` of `Foobar推出7B大模型`.
pub(super) fn with_maker(page: &Page<'_>, act: &Act, name: Name) -> Name {
    let thing = &name.subject.name;
    let size = thing.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let sized = size.len() < thing.len() && size.starts_with(['B', 'b']) && size.ends_with("模型");
    match maker(page, act).filter(|_| sized && name.kind == Kind::Class) {
        Some(maker) => Name::own(&format!("{} {thing}", maker.of(page.text)), name.span),
        None => name,
    }
}

/// Who acts right before an act: a known company, else the Latin name that its clause begins with.
pub(super) fn maker(page: &Page<'_>, act: &Act) -> Option<Span> {
    let end = stripped(page, act.clause.start, act.span.start);
    if let Some(m) = page.mentions.iter().find(|m| m.span.end == end && is_firm(m)) {
        return Some(m.span);
    }
    let words = between(page.text, act.clause.start, end);
    let run = latin::runs(page, words).pop().filter(|r| r.end == words.len())?;
    words[..run.start].trim().is_empty().then(|| Span::new(act.clause.start + run.start, end))
}

/// The product that is launched beside another: `与乙同时发布`, of what the sentence speaks of.
pub(super) fn beside(page: &Page<'_>, sentence: &Sentence, act: &Act, name: &Name) -> Option<Name> {
    let behind = between(page.text, name.span.end.min(act.span.start), act.span.start);
    let lead = between(page.text, act.clause.start, name.span.start.max(act.clause.start));
    let lead = lead.trim_end_matches([' ', '“']);
    let head = lead.strip_suffix(['与', '同', '和', '随']).or_else(|| lead.strip_suffix("随着"))?;
    let at = ["同时", "同步", "一同", "一并", "一起", "共同"].iter().any(|w| behind.contains(w));
    let left = stripped(page, act.clause.start, act.clause.start + head.len());
    let bare = between(page.text, act.clause.start, left).trim().is_empty();
    let of = spoken::product(page, sentence, act.span.start).filter(|_| at && bare)?;
    let fresh = of.id != name.subject.id || of.name != name.subject.name;
    fresh.then_some(Name { subject: of, span: act.span, kind: Kind::Own, cut: false, counted: false, numbered: false })
}
