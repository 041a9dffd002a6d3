//! Parts of a whole that the words around a percentage name apart: `甲收入中87%为国外客户业务`, `新签合同中，乙合同占比已达15%`.
//!
//! reads: a percentage behind `…中` with 为 and a noun behind it, and those of the same list; a clause that but says
//! among what the next ones count (`公司新签合同中，`). gives: 国外客户业务占甲收入 as an indicator; the whole as `object`.
//! refuses: years (`五年中`), verbs behind the number, clauses that name who acts.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, indicator};
use crate::span::{Span, between};
use crate::tag::MentionKind;

/// Characters that a whole and a part may have.
const NAME: std::ops::RangeInclusive<usize> = 2..=16;

/// `甲收入中87%为国外客户业务，13%为国内客户业务`.
pub(super) fn behind(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span;
    let rest = between(page.text, at.end, s.clause.end);
    let part = ["为", "是", "来自于", "来自"].iter().find_map(|w| rest.strip_prefix(*w))?;
    if s.quantity.unit != "%" {
        return None;
    }
    let part = part.trim_end_matches(['，', ',', '。', '；', ' ', ')', '）']);
    let whole = head(page, s.clause, at.start).or_else(|| {
        let own = between(page.text, s.clause.start, at.start).trim_matches(['，', '而', '约', '近', '有', ' ']);
        let earlier = sentence.before(s.clause.start).next().filter(|_| own.is_empty())?;
        let q = page.quantities_in(*earlier).next().filter(|q| q.unit == "%")?;
        ["为", "是", "来自"].iter().any(|w| page.text[q.span.end..].starts_with(w)).then_some(())?;
        head(page, *earlier, q.span.start)
    })?;
    let verb = page.lexicon.phrases.predicates.iter().any(|w| w.chars().count() >= 2 && part.contains(*w));
    let named = is_plain(part, NAME) && !verb;
    if !named || page.is_generic(part) {
        return None;
    }
    let span = Span::new(whole.start, at.end);
    let metric = format!("{part}占{}", whole.of(page.text).trim());
    let subject = page.actor(sentence, at.start);
    let nobodys = subject == Subject::default() && page.is_report() && indicator::is_noun(page, whole.of(page.text));
    let mut f = fact(page, FactKind::Indicator, &metric, subject, span, "indicator_words");
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, at.start, false);
    (!nobodys).then_some(f)
}

/// The whole before 中 right before a percentage.
fn head(page: &Page<'_>, clause: Span, at: usize) -> Option<Span> {
    let lead = between(page.text, clause.start, at).trim_end_matches(['约', '近', '有', '超', '过', '，', ' ']);
    let whole = lead.strip_suffix("当中").or_else(|| lead.strip_suffix('中'))?;
    let end = clause.start + whole.len();
    let span = page.phrase_before(clause.start, end).filter(|p| p.end == end)?;
    let counted = page.lexicon.phrases.counted_among.closing(whole).is_some();
    (counted && NAME.contains(&span.of(page.text).chars().count())).then_some(span)
}

/// `公司施工业务新签合同中，甲合同占比已达15%，乙合同占比达30%`: among what a clause before says that its shares count.
pub(super) fn among<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>, words: &str) -> Option<&'d str> {
    let clause = sentence.clause_at(s.indicator.start);
    if s.quantity.unit != "%" || !words.contains('占') {
        return None;
    }
    let parts = page.earlier(sentence).iter().rev().take(2);
    let parts = parts.take_while(|b| b.span.of(page.text).trim_end().ends_with(['；', ';']));
    let earlier = parts.flat_map(|b| b.clauses.iter().rev());
    let before = sentence.before(clause.start).chain(earlier);
    let framed = |c: &&Span| {
        let words = c.of(page.text).trim_end_matches(['，', ',', ' ']);
        words.ends_with('中') && page.quantities_in(**c).next().is_none()
    };
    let frame = before.take(4).find(framed)?;
    let acts = |m: &crate::tag::Mention| {
        m.kind == MentionKind::Company && m.span.start >= frame.end && m.span.end <= s.quantity.span.start
    };
    let end = frame.start + frame.of(page.text).trim_end_matches(['，', ',', ' ']).trim_end_matches('中').len();
    let name = page.phrase_before(frame.start, end).filter(|p| p.end == end)?.of(page.text).trim();
    let counted = page.lexicon.phrases.counted_among.closing(name).is_some();
    let fits = counted && NAME.contains(&name.chars().count()) && !page.mentions.iter().any(acts);
    (fits && !words.contains(name)).then_some(name)
}

/// 占集团营收 of `，在集团营收中占比11%`: a share whose whole alone its words name.
pub(super) fn within(page: &Page<'_>, s: &Statement<'_>, words: &str) -> Option<String> {
    let whole = words.strip_suffix("中占比").or_else(|| words.strip_suffix("中的占比"))?;
    let at = s.indicator.start + s.indicator.of(page.text).rfind(words)?;
    let lead = between(page.text, s.clause.start, at);
    let lead = page
        .periods
        .iter()
        .filter(|p| s.clause.contains(p.span) && p.span.end <= at)
        .fold(lead.to_owned(), |l, p| l.replace(p.span.of(page.text), ""));
    let bare = lead.trim_start_matches(['，', ',', ' ', '年', '月', '末']).trim_end();
    (matches!(bare, "在" | "在公司" | "在集团") && whole.chars().count() >= 2).then(|| format!("占{whole}"))
}

/// Whether 约 stands before 占, apart from its number: `约占总收入的46%`.
pub(super) fn is_about(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    lead.rfind('占').is_some_and(|i| lead[..i].trim_end().ends_with(['约', '近']) || lead[..i].ends_with("大概"))
}
