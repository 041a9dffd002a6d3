//! Shares of a market that stand right behind the names of those who hold them, also of names that no list has.
//!
//! reads: names before a bracket (`与第3位甲（4.9%）`, `依次为甲（5.1%）、乙（5.0%，丙收购）`), before 份额 and 占 (`甲份额高达96.5%，乙占3.4%`),
//! in a list (`市场份额依次为甲6%、乙1.5%`, `甲、乙市占率分别为40%、25%`), before 以 (`甲以50%的市场份额居首`), behind 加上. needs: a sentence that speaks of shares, and
//! for a name alone its market. gives: `market share` of the name right before the number, the market as object. does not match: who
//! stands in a bracket behind the number (`5.0%，丙持股20%`), places, kinds (`其他网站`), shares of sales.

use super::actor::Subject;
use super::page::{Page, is_firm, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, market, parallel, share, sharer};
use crate::span::{Span, between};

/// Nouns of a share.
const SHARES: [&str; 5] = ["份额", "市占率", "占有率", "市场占比", "市占"];

/// Words between a name and its number that say but how much.
const HEDGES: [char; 10] = ['约', '近', '达', '高', '为', '超', '仅', '到', '过', ' '];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let at = s.quantity.span;
    if s.quantity.unit != "%" || s.change.is_some() || at.of(page.text).starts_with(['+', '-', '＋']) {
        return None;
    }
    if let Some(f) = dealt(page, sentence, s).or_else(|| sharer::read(page, sentence, s, out)) {
        return Some(f);
    }
    let from = number_before(page, s);
    let lead = between(page.text, from, at.start).trim_end_matches(HEDGES);
    let rest = page.rest(at.end);
    let near = page.lead_in(sentence, at.start);
    let told = is_told(page, near);
    let shape = shape(lead, rest)?;
    let whole = || SHARES.iter().any(|w| rest.split('。').next().unwrap_or(rest).contains(w));
    let last = out.last().filter(|f| f.kind == FactKind::Market && f.metric == "share");
    let listed = last.is_some_and(|f| f.span.end == from);
    let begins = ["依次为", "分别为", "依次是", "分别是"].iter().any(|w| lead.contains(w));
    let fits = match shape.how {
        How::Bracket | How::Added => told,
        How::Noun => true,
        How::Holds => told || shape.ratio && whole(),
        How::By => true,
        How::List => told && (begins || listed && lead.starts_with('、')),
    };
    if !fits {
        return None;
    }
    let (subject, start) = name(page, from, from + shape.end)?;
    let known = !subject.id.is_empty() || page.names_firm(Span::new(start, start + subject.name.len()));
    // these the other rules of shares read where a list has the name
    if known && matches!(shape.how, How::Noun | How::Holds | How::By) {
        return None;
    }
    let object = field(page, sentence, start).or_else(|| last.map(|f| f.object.clone())).unwrap_or_default();
    if object.is_empty() && !known {
        return None;
    }
    // `储能电池市场份额12%，铁锂占8%`: whose share was said is no market
    if object == subject.name || last.is_some_and(|f| f.subject == object) {
        return None;
    }
    let close = match shape.how {
        How::Bracket if rest.starts_with('）') => '）'.len_utf8(),
        How::By => SHARES.iter().filter_map(|w| rest.find(w).map(|i| i + w.len())).min().unwrap_or(0),
        _ => 0,
    };
    let span = Span::new(start, at.end + close);
    Some(share::share_of(page, sentence, s, (subject, &object), span))
}

/// `甲、乙和丙市占率分别为40%、25%和12%`: each of a list in which not all names are known.
fn dealt(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let at = ["分别", "依次"].iter().filter_map(|w| lead.rfind(w)).max()?;
    let head = lead[..at].trim_end();
    let names = SHARES.iter().filter_map(|w| head.strip_suffix(w)).min_by_key(|h| h.len())?;
    let names = names.trim_end_matches("市场").trim_end_matches(['的', ' ']);
    let all: Vec<_> = page.quantities_in(s.clause).filter(|q| q.span.start >= s.clause.start + at).collect();
    let place = all.iter().position(|q| q.span == s.quantity.span)?;
    let (from, to) = parallel::run_of(page.text, &all, place).filter(|(from, _)| *from == 0)?;
    let first = names.find(['、', '/', '和'])?;
    let begin = page
        .lexicon
        .phrases
        .share_opens
        .iter()
        .filter_map(|w| names[..first].rfind(w).map(|i| i + w.len()))
        .max()
        .unwrap_or(0);
    let end = s.clause.start + names.len();
    let items = parallel::items(page.text, s.clause.start + begin, end, to - from)?;
    let all: Option<Vec<_>> = items.iter().map(|i| name(page, i.start, i.end)).collect();
    let (subject, start) = all?.into_iter().nth(place)?;
    if page.actor_listed(s.quantity.span.start).is_some() {
        return None;
    }
    let object = field(page, sentence, items.first()?.start)?;
    Some(share::share_of(page, sentence, s, (subject, &object), Span::new(start, s.quantity.span.end)))
}

/// Gives a share that says of no market the one that its sentence speaks of before: `2023年某某市场CR3达66%，其中甲市占率37%`.
pub(super) fn placed(page: &Page<'_>, sentence: &Sentence, f: &mut Fact) {
    let bare = f.kind == FactKind::Market && f.metric == "share" && f.object.is_empty() && !f.subject_id.is_empty();
    if let Some(market) = bare.then(|| field(page, sentence, f.span.start)).flatten() {
        f.object = market;
    }
}

/// How a name stands before its number.
enum How {
    /// `甲（4.9%）`
    Bracket,
    /// `甲份额高达96.5%`
    Noun,
    /// `乙占3.4%`, `乙占比3.4%`
    Holds,
    /// `加上甲的3.1%`
    Added,
    /// `甲以50%的市场份额`
    By,
    /// `依次为甲6%、乙1.5%`
    List,
}

struct Shape {
    how: How,
    /// Where the name ends in the words before the number.
    end: usize,
    /// Whether 占比 stands there, which may be of sales.
    ratio: bool,
}

/// How the words before a number end.
fn shape(lead: &str, rest: &str) -> Option<Shape> {
    let bare = rest.trim_start_matches(['左', '右', '以', '上']);
    let free = !bare.starts_with(|c: char| c.is_alphanumeric());
    let cut =
        |how: How, head: &str, ratio: bool| Some(Shape { how, end: head.trim_end_matches(['的', ' ']).len(), ratio });
    if let Some(head) = lead.strip_suffix(['（', '(']) {
        let closed = rest.starts_with(['）', ')', '，', ',', '、']);
        return cut(How::Bracket, head, false).filter(|_| closed);
    }
    let by = ["凭借", "以", "凭"].iter().find_map(|w| lead.strip_suffix(w));
    if let Some(head) = by {
        let noun = rest.trim_start_matches(['的', ' ']);
        return cut(How::By, head, false)
            .filter(|_| SHARES.iter().any(|w| noun.trim_start_matches("市场").starts_with(w)));
    }
    if !free {
        return None;
    }
    if let Some(head) = lead.strip_suffix('的') {
        return cut(How::Added, head, false).filter(|_| head.contains("加上"));
    }
    if let Some(head) = ["市场份额", "份额"].iter().find_map(|w| lead.strip_suffix(w)) {
        return cut(How::Noun, head, false);
    }
    if let Some(head) = lead.strip_suffix("占比") {
        return cut(How::Holds, head, true);
    }
    if let Some(head) = ["占据", "占了", "占"].iter().find_map(|w| lead.strip_suffix(w)) {
        return cut(How::Holds, head, false);
    }
    cut(How::List, lead, false)
}

/// Where the number before in the clause ends; the clause's begin where there is none.
fn number_before(page: &Page<'_>, s: &Statement<'_>) -> usize {
    let before = page.quantities_in(Span::new(s.clause.start, s.quantity.span.start)).last();
    before.map_or(s.clause.start, |q| q.span.end)
}

/// Whether the last noun before a number that one may have is a share's.
fn is_told(page: &Page<'_>, near: &str) -> bool {
    let Some(at) = SHARES.iter().filter_map(|w| near.rfind(w).map(|i| i + w.len())).max() else { return false };
    !page.lexicon.phrases.no_share_nouns.is_in(&near[at..])
}

/// Who is named right before a place, and where the name begins.
fn name(page: &Page<'_>, from: usize, end: usize) -> Option<(Subject, usize)> {
    let words = between(page.text, from, end);
    let mark = words.rfind(|c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '-' | '+' | '.' | '&'));
    let mut start = mark.map_or(0, |i| i + words[i..].chars().next().map_or(1, char::len_utf8));
    start = page
        .lexicon
        .phrases
        .share_opens
        .iter()
        .filter_map(|w| words.rfind(w).map(|i| i + w.len()))
        .fold(start, usize::max);
    if let Some(place) = words[start..].find('第') {
        let tail = &words[start + place..];
        let close =
            tail.char_indices().take(6).find(|(_, c)| matches!(c, '位' | '名')).map(|(i, c)| i + c.len_utf8())?;
        start += place + close;
    }
    start = words.len() - words[start..].trim_start_matches(['与', '和', '及', '而', '的', '为', '是', ' ']).len();
    let name = words[start..].trim_end();
    let (start, end) = (from + start, from + start + name.len());
    if let Some(m) = page.mentions.iter().find(|m| m.span.end == end && is_firm(m) && m.span.start >= start) {
        return Some((m.into(), m.span.start));
    }
    let phrases = &page.lexicon.phrases;
    let dated = page.periods.iter().any(|p| p.span.start < end && p.span.end > start);
    let place = phrases.regions.contains(&name)
        || phrases.countries.contains(&name)
        || phrases.regions.closing(name) == Some(name);
    let fits = is_plain(name, 2..=8) && name.chars().any(char::is_alphabetic);
    let other = place || dated || page.is_generic(name) || page.is_measured(name) || phrases.predicates.is_in(name);
    (fits && !other && !page.lexicon.phrases.no_sharers.is_in(name)).then(|| (Subject::named(name), start))
}

/// The market that a sentence speaks of before a place: `在2013年某某市场（含平台）中，`, `某某市场份额依次为`.
pub(super) fn field(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<String> {
    let near = page.lead_in(sentence, at);
    let from = at - near.len();
    near.rmatch_indices("市场").find_map(|(i, w)| {
        let rest = &near[i + w.len()..];
        let ends =
            rest.is_empty() || rest.starts_with(['中', '上', '里', '内', '，', '（', '(', '份', '占', ' ', 'C', '由']);
        let name = page.phrase_before(from, from + i).filter(|_| ends)?.of(page.text).trim();
        let name = market::tidy(page, name.trim_start_matches('在'));
        (!page.is_generic(name) && is_plain(name, 2..=16)).then(|| name.to_owned())
    })
}
