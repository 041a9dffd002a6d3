//! `financial`: how a company's figure moves, said without a number: `一季度收入指引为环比持平`, `全年收入同比翻番`.
//!
//! reads: 持平, 翻番 … behind a figure of a company in its clause or alone behind a level (`，规模同比翻倍`), with the base it is said
//! against. needs: a company, 同比 or 环比.
//! gives: the change. does not match: clauses with a number behind the figure (that one says it), suppositions, 不会翻番.

use super::draft::{circumstances, fact};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, ChangeBase, Fact, FactKind, change, supposed};
use crate::span::{Span, between};
use crate::tag::Approximation;

/// Characters between a figure and how it moves.
const NEAR: usize = 12;

/// The figures of a sentence whose change but a word says.
pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>]) -> Vec<Fact> {
    let words = sentence.span.of(page.text);
    if change::in_words(words).is_none() || supposed::opens(words) {
        return Vec::new();
    }
    let figures =
        page.triggers_in(sentence.span).filter(|(_, t)| t.kind == "financial" && !t.metric.ends_with("margin"));
    figures.filter_map(|(word, trigger)| moved(page, sentence, all, *word, trigger.metric)).collect()
}

/// Gives a level how it moved where the clause behind it says so in words: `GMV超过2700亿元，规模同比翻倍`.
pub(super) fn onto(page: &Page<'_>, sentence: &Sentence, out: &mut [Fact]) {
    let level = |f: &&mut Fact| {
        matches!(f.kind, FactKind::Financial | FactKind::Market | FactKind::Usage)
            && f.low.is_some()
            && f.change.is_none()
    };
    for f in out.iter_mut().filter(level).filter(|f| f.unit != "%") {
        let rest = between(page.text, f.span.end, sentence.span.end).trim_start_matches("人民币");
        let Some(rest) = rest.strip_prefix(['，', ',']) else { continue };
        let start = sentence.span.end - rest.len();
        let words = rest.split(['，', ',', '。', '；', '、', '（']).next().unwrap_or("");
        let Some((value, (at, end))) = change::in_words(words) else { continue };
        let lead = words[..at].trim_start_matches("规模").trim_start_matches("实现");
        let base = match lead.trim_end_matches("基本").trim_end_matches("大致").trim_end_matches("接近") {
            "同比" | "较上年" | "较去年" | "同比增长" => ChangeBase::Yoy,
            "环比" => ChangeBase::Qoq,
            _ => continue,
        };
        if words[end..].trim().is_empty() && !lead.ends_with("接近") {
            (f.change, f.change_base) = (Some(value), Some(base));
            f.span.end = start + end;
        }
    }
}

fn moved(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    word: Span,
    metric: &'static str,
) -> Option<Fact> {
    let clause = sentence.clause_at(word.start);
    let rest = between(page.text, word.end, clause.end);
    let (value, (at, end)) = change::in_words(rest)?;
    let lead = &rest[..at];
    let base = change::base(lead)?;
    // `营收同比翻番，增长102%`: a number says it
    let next = sentence.clauses.iter().find(|c| c.start >= clause.end).copied();
    let here = |s: &&Statement<'_>| s.clause == clause || Some(s.clause) == next && s.change.is_some();
    let counted = all.iter().filter(here).any(|s| s.quantity.span.start >= word.end);
    let denied = ["不", "未", "难", "并非", "而非"].iter().any(|w| lead.contains(w));
    if counted || denied || lead.chars().count() > NEAR {
        return None;
    }
    let subject = page.actor(sentence, word.start);
    if subject.id.is_empty() {
        return None;
    }
    let span = Span::new(page.phrase_before(clause.start, word.end).map_or(word.start, |p| p.start), word.end + end);
    let mut f = fact(page, FactKind::Financial, metric, subject, span, "company_figure");
    (f.change, f.change_base) = (Some(value), Some(base));
    circumstances(&mut f, page, sentence, word.start, false);
    let about = ["大致", "基本", "大体", "约"].iter().any(|w| lead.contains(w));
    f.approximation = Some(if about { Approximation::About } else { Approximation::Exact });
    if f.basis == Some(Basis::Plan) {
        f.basis = Some(Basis::Guidance);
    }
    (f.basis != Some(Basis::Forecast)).then_some(f)
}
