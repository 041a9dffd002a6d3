//! Places given to the names behind them: `装车量排名前三甲分别为甲、乙、丙`.
//!
//! reads: 前 with a number, a noun of those who are counted, 分别为 or 依次为, as many names. gives: each name its own place, of
//! what the words before 排名 or the list say. refuses: another count of names, customers and holders of a firm, lists of no
//! measure, shares by their rise of a day.

use super::actor::Subject;
use super::draft::{circumstances, fact};
use super::page::Page;
use super::sentence::Sentence;
use super::{Fact, FactKind, dealt, framed, ordinal};
use crate::decimal::Decimal;
use crate::span::{Span, between};

/// Words between the names and those who are counted.
const DEALS: [&str; 8] = ["分别为", "分别是", "依次为", "依次是", "分别由", "依次：", "分别：", "依次"];
/// How many characters those who are counted take.
const COUNTED: usize = 10;
/// Characters that a name in such a list has.
const NAME: std::ops::RangeInclusive<usize> = 2..=12;

pub(super) fn read(page: &Page<'_>, sentence: &Sentence) -> Vec<Fact> {
    let mut out = Vec::new();
    let words = sentence.span.of(page.text);
    if !DEALS.iter().any(|d| words.contains(d)) {
        return out;
    }
    for clause in &sentence.clauses {
        let Some((at, names)) = list(page, *clause) else { continue };
        let object = object(page, sentence, *clause, at);
        if object.is_empty() || object.ends_with(['幅', '跌']) {
            continue;
        }
        for (i, (subject, span)) in (1_u32..).zip(names) {
            let mut f = fact(page, FactKind::Ranking, "rank", subject, Span::new(clause.start, span.end), "rank_words");
            (f.low, f.high) = (Some(Decimal::from(i)), Some(Decimal::from(i)));
            circumstances(&mut f, page, sentence, at, false);
            f.object.clone_from(&object);
            out.push(f);
        }
    }
    out
}

/// Whether a place at the begin of words is dealt out to the names behind it.
pub(super) fn deals(behind: &str) -> bool {
    let near = behind.char_indices().nth(COUNTED).map_or(behind, |(i, _)| &behind[..i]);
    DEALS.iter().any(|d| near.contains(d))
}

/// Where 前 stands in a clause, and the names behind it with where they stand.
fn list(page: &Page<'_>, clause: Span) -> Option<(usize, Vec<(Subject, Span)>)> {
    let words = clause.of(page.text);
    let (at, count, rest) = words.match_indices('前').find_map(|(i, c)| {
        let (n, rest) = ordinal::count(&words[i + c.len()..])?;
        (2..=10).contains(&n).then_some((i, n, rest))
    })?;
    let (end, deal) =
        DEALS.iter().filter_map(|d| rest.find(d).map(|i| (i, *d))).min_by_key(|(i, d)| (*i, usize::MAX - d.len()))?;
    let counted = &rest[..end];
    if counted.chars().count() > COUNTED
        || ["客户", "股东", "供应商", "持有人", "个股", "股票"].iter().any(|w| counted.contains(w))
    {
        return None;
    }
    let start = clause.end - rest.len() + end + deal.len();
    let tail = between(page.text, start, clause.end);
    let tail = tail.find(['，', '。', '；', '\n']).unwrap_or(tail.len());
    let out = dealt::of_list(page, Span::new(start, start + tail), NAME)?;
    (u32::try_from(out.len()) == Ok(count)).then_some((clause.start + at, out))
}

/// Of what the places are: the words before 排名 behind a date or a name, with a clause before that says by what they are
/// counted (`在出货量上，全球前五`); else the list that frames them.
fn object(page: &Page<'_>, sentence: &Sentence, clause: Span, at: usize) -> String {
    let lead = between(page.text, clause.start, at).trim_end();
    let verb = ["排名", "排行", "位居", "位列"].iter().find_map(|w| lead.strip_suffix(w)).unwrap_or(lead);
    let end = clause.start + verb.trim_end_matches(['的', ' ']).len();
    let stands = |e: &usize| (clause.start..end).contains(e);
    let dated = page.periods.iter().map(|p| p.span.end).filter(stands);
    let from = dated.chain(page.mentions.iter().map(|m| m.span.end).filter(stands)).max().unwrap_or(clause.start);
    let words = between(page.text, from, end).trim_matches([' ', '的', '，', '在', '从', '：']);
    let words = words.rsplit(['，', '：', ':']).next().unwrap_or(words);
    let topic = sentence.before(clause.start).next().and_then(|c| by(page, *c));
    let scope = page.lexicon.phrases.scopes.contains(&words);
    match topic {
        Some(topic) if scope || words.is_empty() => format!("{topic} {words}").trim_end().to_owned(),
        _ if !scope && (2..=24).contains(&words.chars().count()) => words.to_owned(),
        _ => framed::list(page, sentence, at).unwrap_or_default(),
    }
}

/// `在出货量上，`: by what the clause behind counts.
fn by<'t>(page: &Page<'t>, clause: Span) -> Option<&'t str> {
    let words = clause.of(page.text).trim_matches([' ', '，', ',']);
    let name = words.strip_prefix(['在', '按', '从']).unwrap_or(words);
    let name = ["方面", "来看", "上", "看", "计"].iter().find_map(|w| name.strip_suffix(w))?;
    let counted = page.lexicon.phrases.ranked.closing(name).is_some();
    (counted && (2..=16).contains(&name.chars().count())).then_some(name)
}
