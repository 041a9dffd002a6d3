//! `market`: the size, the growth or a share of a market.
//!
//! reads: a market word (市场规模 渗透率 复合增速) with the words before it, else the topic that the sentence or
//! those before it speak of. gives: the market as subject, metric, value, its span of years for a compound
//! growth. does not match: the compound growth of a company's revenue or profit (an indicator).

use super::actor::Subject;
use super::change::Change;
use super::draft::{circumstances, fact, measure, moved};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact, FactKind, indicator, share};
use crate::lexicon::Trigger;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// The fact of a statement whose indicator holds the market word `word`; `change`: what the figure says moved.
pub(super) fn read(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (word, trigger): (Span, Trigger),
    change: Option<&Change>,
    first: &Statement<'_>,
) -> Option<Fact> {
    if trigger.metric == "cagr" && (is_of_amounts(page, sentence, s, word) || is_of_counts(page, sentence, s, word)) {
        return None;
    }
    let metric = if change.is_some() && trigger.metric == "size" { "growth" } else { trigger.metric };
    let (subject, mut object) = market(page, sentence, s, (word, trigger), first);
    // a share or a growth of nobody says nothing
    if subject == Subject::default() && object.is_empty() && trigger.metric != "size" {
        return None;
    }
    if object.is_empty() && trigger.metric == "share" && !subject.id.is_empty() {
        object = share::leads_in(page, sentence, word)
            .unwrap_or_else(|| page.subsidiary(sentence, word.start, &subject.id).to_owned());
    }
    let span = Span::new(s.indicator.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Market, metric, subject, span, "market_figure");
    match change {
        Some(c) if trigger.metric != "share" || s.quantity.unit == "pp" => moved(&mut f, c),
        _ => measure(&mut f, s.quantity),
    }
    // CR5 is the share of the five largest
    f.object = if trigger.word.starts_with("CR") { trigger.word.to_owned() } else { object };
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    if trigger.metric == "cagr" {
        f.period = span_of_years(page, s, f.period.take());
    }
    expected(&mut f);
    Some(f)
}

/// A market plans nothing: what is planned of it is expected.
pub(super) fn expected(f: &mut Fact) {
    if f.basis == Some(Basis::Plan) {
        f.basis = Some(Basis::Forecast);
    }
}

/// Whether a compound growth is of revenue, profit or another amount that the words before it name.
fn is_of_amounts(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, word: Span) -> bool {
    let measured = |words: &str| {
        let words = words.trim_end_matches(['的', ' ', '年']);
        page.lexicon.phrases.amounts.iter().any(|w| words.ends_with(w))
    };
    let words = between(page.text, s.indicator.start, word.start);
    let clause = sentence.clause_at(word.start);
    let lead = between(page.text, clause.start, word.start);
    if measured(words) || measured(lead) {
        return true;
    }
    // a clause of its own goes on with the last amount of the sentence: `营业收入从…增长到…，CAGR 为 13%`
    let alone = page.phrase_before(clause.start, word.start).is_none_or(|p| page.is_generic(p.of(page.text)));
    let last = page.triggers.iter().rev().find(|(w, t)| {
        let amount = matches!(t.kind, "market" | "topic" | "financial") && t.metric != "cagr";
        sentence.span.contains(*w) && w.end <= word.start && amount
    });
    // an amount of something else grows too: `冷库容量从…增长至…，CAGR 为 12%`
    let amount = page
        .quantities_in(sentence.span)
        .filter(|q| q.span.end <= word.start && !matches!(q.unit.as_str(), "%" | "pp"))
        .last();
    let other = amount.is_some_and(|q| {
        let governs = page
            .triggers
            .iter()
            .rev()
            .find(|(w, t)| w.end <= q.span.start && matches!(t.kind, "market" | "topic" | "financial"));
        let here = governs.filter(|(w, _)| sentence.span.contains(*w));
        let size = between(page.text, sentence.span.start, q.span.start).contains("规模");
        !size && here.is_none_or(|(_, t)| t.kind == "financial")
    });
    let company = page
        .mentions
        .iter()
        .any(|m| m.kind == MentionKind::Company && clause.contains(m.span) && m.span.end <= word.start);
    // `甲营收80亿元，其中乙和丙CAGR分别为20%和30%`: parts of a company grow
    let financial = last.is_some_and(|(_, t)| t.kind == "financial");
    let parts = financial && !lead.contains("市场") && !lead.contains("行业") && page.names_actor(sentence, word.start);
    parts || alone && (financial || other || company)
}

/// Whether a compound growth without words of its own is of what the amount before it counts, or of what a company
/// does: `从业人员从…增至…，复合增速为`, `甲公司烘焙业务CAGR`.
fn is_of_counts(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, word: Span) -> bool {
    let clause = sentence.clause_at(word.start);
    if let Some(m) = company(page, s.indicator.start.max(clause.start), word.start) {
        let behind = between(page.text, m.span.end, word.start).trim_end_matches(['的', ' ']);
        return page.lexicon.phrases.parts.iter().any(|p| behind.ends_with(p));
    }
    let own = page.phrase_before(s.indicator.start.max(clause.start), word.start);
    let before = page
        .quantities_in(sentence.span)
        .filter(|q| q.span.end <= word.start && !matches!(q.unit.as_str(), "%" | "pp" | "x"));
    own.is_none()
        && before
            .last()
            .is_some_and(|q| !page.is_money(q) && matches!(q.unit.as_str(), "人" | "家" | "个" | "户" | "辆" | "项"))
}

/// The market that a figure is of; of nobody where no words name it. A share is a company's where one is named
/// before it; its market is the object then.
fn market(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (word, trigger): (Span, Trigger),
    first: &Statement<'_>,
) -> (Subject, String) {
    let clause = sentence.clause_at(word.start);
    // CR5 is of all five, and so is what two have together
    let together = |lead: &str| ["两家", "两强", "三家", "前三", "前五", "前十"].iter().any(|w| lead.contains(w));
    let joint = trigger.word.starts_with("CR") || together(between(page.text, clause.start, word.start));
    let share = trigger.metric == "share" && !joint;
    // `美国市场规模…，占全球市场份额达到37%`: whose size was said has the share
    let part = between(page.text, s.indicator.start, word.start).starts_with('占');
    if let Some(begun) = Some(first.indicator).filter(|i| share && part && i.end <= s.indicator.start) {
        let from = page.phrase_before(begun.start, begun.end).map(|p| tidy(page, p.of(page.text)));
        if let Some(begun) = from.filter(|b| !page.is_generic(b)) {
            return named(begun);
        }
    }
    let lead = between(page.text, s.indicator.start, word.start);
    if let Some(at) = lead.rfind("公司").map(|i| s.indicator.start + i + "公司".len()) {
        let of = page.phrase_before(at, word.start).map_or("", |p| tidy(page, p.of(page.text)));
        let object = if share && !page.is_generic(of) { of } else { "" };
        return (page.actor(sentence, word.start), object.to_owned());
    }
    if let Some(m) = page.actor_listed(s.quantity.span.start).filter(|_| share) {
        return (m.into(), String::new());
    }
    if let Some(of) = one_of_list(page, s, clause, word, share) {
        return of;
    }
    if share && let Some(owner) = share::bracketed(page, clause, word.start) {
        let company = page.mentions.iter().find(|m| m.kind == MentionKind::Company && m.span.of(page.text) == owner);
        return company.map_or_else(|| named(owner), |m| (m.into(), String::new()));
    }
    let from = if s.indicator.start < word.start { s.indicator.start } else { clause.start };
    let words = words_of(page, from, word.start);
    if let Some(m) = company(page, from, word.start) {
        let behind = between(page.text, m.span.end, word.start).trim();
        if page.is_generic(behind) {
            return (m.into(), String::new());
        }
        if share {
            let object = if page.is_generic(words) { "" } else { tidy(page, words) };
            return (m.into(), object.to_owned());
        }
        return named(between(page.text, m.span.start, word.start).trim_end_matches(['的', ' ']));
    }
    if !words.is_empty() && !page.is_generic(words) {
        if share && let Some(actor) = share::held_in(page, sentence, Span::new(from, word.start)) {
            return (actor, tidy(page, words).to_owned());
        }
        return named(&within(page, clause, from, word.start).unwrap_or_else(|| tidy(page, words).to_owned()));
    }
    if share && let Some(led) = share::leader(page, sentence, word) {
        return led;
    }
    unnamed(page, sentence, (word, trigger, joint), words, first)
}

/// `电机在机器人领域的市场规模`: the market of a thing in a field.
fn within(page: &Page<'_>, clause: Span, from: usize, word: usize) -> Option<String> {
    let field = page.phrase_before(from, word)?;
    let at = clause.start + between(page.text, clause.start, field.start).trim_end().strip_suffix('在')?.len();
    let thing = page.phrase_before(clause.start, at).filter(|t| t.end == at)?;
    let whole = between(page.text, thing.start, field.end);
    (!page.is_generic(thing.of(page.text)) && whole.chars().count() <= 20).then(|| tidy(page, whole).to_owned())
}

/// The words that name a market, also before 预计: `其中仅某某一项预计市场容量超…`.
fn words_of<'d>(page: &Page<'d>, from: usize, word: usize) -> &'d str {
    let phrase = |end: usize| page.phrase_before(from, end).map_or("", |p| p.of(page.text).trim());
    let words = phrase(word);
    let lead = between(page.text, from, word).trim_end();
    let expected = ["预计", "有望", "预期"].iter().find_map(|w| lead.strip_suffix(w)).filter(|_| words.is_empty());
    expected.map_or(words, |bare| phrase(from + bare.trim_end_matches("一项").len()))
}

fn named(name: &str) -> (Subject, String) {
    (Subject { id: String::new(), name: name.to_owned() }, String::new())
}

/// The last company that a stretch names.
pub(super) fn company<'d>(page: &Page<'d>, from: usize, to: usize) -> Option<&'d Mention> {
    let inside = |m: &&Mention| m.kind == MentionKind::Company && m.span.start >= from && m.span.end <= to;
    page.mentions.iter().rev().find(inside)
}

/// The thing of a list that a figure is of; `某某公司在空调、冰箱领域的份额分别为` is the company's, in that market.
fn one_of_list(page: &Page<'_>, s: &Statement<'_>, clause: Span, word: Span, share: bool) -> Option<(Subject, String)> {
    let item = s.item?;
    let end = if item.contains(word) { word.start } else { item.end };
    let thing = tidy(page, page.phrase_before(item.start, end)?.of(page.text));
    let owner = company(page, clause.start, item.start + 1).or_else(|| company(page, clause.start, s.indicator.start));
    // `在冰箱领域的份额` is somebody's
    let lead = between(page.text, clause.start, item.start).trim_end();
    if share && owner.is_none() && lead.ends_with('在') {
        let sentence = page.sentences.iter().find(|n| n.span.contains(clause))?;
        return Some((page.actor(sentence, item.start), thing.to_owned()));
    }
    Some(owner.filter(|_| share).map_or_else(|| named(thing), |m| (m.into(), thing.to_owned())))
}

/// Whose figure it is where the words before it name at most a region: what the text speaks of.
fn unnamed(
    page: &Page<'_>,
    sentence: &Sentence,
    (word, trigger, joint): (Span, Trigger, bool),
    region: &str,
    first: &Statement<'_>,
) -> (Subject, String) {
    if let Some(topic) = page.topic_at(sentence, word.start) {
        return named(tidy(page, &page.in_region(region, topic)));
    }
    // the amount that the sentence began with: `智能算力规模为…，复合增长率达到…`, `传感器出货量…，对应市场规模`
    let begun = Some(first.indicator).filter(|i| i.end <= word.start && sentence.span.contains(*i));
    let size = begun.and_then(|i| page.phrase_before(i.start, i.end)).map(|p| p.of(page.text));
    if let Some(begun) = size.filter(|b| b.ends_with("规模") && !page.is_generic(b)) {
        return named(tidy(page, begun));
    }
    if page.lexicon.phrases.regions.iter().any(|r| region.starts_with(r)) {
        return named(region);
    }
    if !joint && page.names_actor(sentence, word.start) {
        return (page.actor(sentence, word.start), String::new());
    }
    // `GDP（国内生产总值）的年复合增速` has a noun of its own
    let own = between(page.text, first.indicator.end.max(sentence.clause_at(word.start).start), word.start);
    let own = own.chars().filter(|c| c.is_alphabetic() && !"年均的期间".contains(*c)).count() >= 2;
    if !(trigger.metric == "size" || trigger.metric == "cagr" && !own) {
        return Default::default();
    }
    let led = page.led_by_topic(sentence, word.start).map(|t| page.wider(t).of(page.text));
    let thing = begun.and_then(|i| indicator::thing(page, i)).or(led.filter(|t| !page.is_generic(t)));
    thing.map_or_else(Default::default, |market| named(tidy(page, market)))
}

/// A market's name without what trails behind it.
pub(super) fn tidy<'t>(page: &Page<'_>, name: &'t str) -> &'t str {
    let mut name = name.trim();
    while let Some(tail) = page.lexicon.phrases.market_tails.iter().find(|t| name.ends_with(**t)) {
        name = name[..name.len() - tail.len()].trim_end();
    }
    // `晶圆厂全球市场份额`: the region is the share's
    let region = page.lexicon.phrases.regions.iter().find(|r| name.ends_with(**r) && name.len() > r.len() + 3);
    name = region.map_or(name, |r| name[..name.len() - r.len()].trim_end_matches(['的', '在', ' ']));
    name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '~' | '～' | ' ' | '年'))
}

/// A compound growth is of a span: the two years that its sentence or the one before names; none where
/// it names one alone.
pub(super) fn span_of_years(page: &Page<'_>, s: &Statement<'_>, period: Option<String>) -> Option<String> {
    let period = period?;
    let report = page.head.published_on.map_or(i32::MAX, |d| i32::from(d.year()));
    let mark = if period.starts_with("FY") { "FY" } else { "" };
    let year = |p: &str| {
        let p = p.trim_start_matches("FY");
        p.get(..4).and_then(|y| y.parse::<i32>().ok()).filter(|_| p.len() == 4 || p.len() == 7)
    };
    let from = page.sentences.iter().rev().find(|n| n.span.start <= s.quantity.span.start).map_or(0, |n| n.span.start);
    let named = page.periods.iter().filter(|p| p.span.start >= from && p.span.end <= s.quantity.span.start);
    let mut years: Vec<i32> = named.filter_map(|p| year(p.period.as_deref()?)).collect();
    years.dedup();
    // `预计至2030年…，近5年复合增速`, `截至2019年…，近5年复合增速`: the years up to the one that the sentence names
    let length = period.split_once('/').and_then(|(a, b)| Some(year(b)? - year(a)?));
    let relative = page.periods.iter().any(|p| {
        p.span.end <= s.quantity.span.start
            && p.period.as_deref() == Some(&period)
            && p.span.of(page.text).starts_with('近')
    });
    if let (Some(n), true, Some(last)) =
        (length, relative, years.iter().rev().find(|y| **y != report && **y + 2 >= report))
    {
        return Some(format!("{}/{last}", last - n));
    }
    // no growth of years is of a day or a quarter
    if year(&period).is_none() {
        return Some(period).filter(|p| p.contains('/'));
    }
    match years[..] {
        [.., first, last] if first < last => Some(format!("{mark}{first}/{mark}{last}")),
        _ => None,
    }
}
