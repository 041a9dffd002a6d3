//! Figures whose noun stands behind their number: `实现1418万台出货量`, `达到98亿美元的市场规模`.
//!
//! reads: an amount with nothing measured before it and a measured noun right behind, at the clause's end. gives: the
//! company's figure, the market's size, else an indicator. refuses: shares (`share`), parts that but contribute to
//! a company without being named.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::frame::{self, Head};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, indicator, market};
use crate::span::{Span, between};

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span;
    let rest = between(page.text, at.end, s.clause.end);
    let bare = rest.trim_start_matches(['的', ' ']);
    let start = at.end + rest.len() - bare.len();
    let run = bare.find(|c: char| !c.is_alphanumeric()).map_or(bare, |i| &bare[..i]);
    let word = Span::new(start, start + run.len());
    let trigger = page.triggers.iter().find(|(w, _)| *w == word).map(|(_, t)| *t);
    let named = page.lexicon.phrases.measured.contains(&run) && run.chars().count() >= 2 && run != "规模";
    let held = s.clause.of(page.text).contains("子公司");
    if !named && trigger.is_none()
        || held
        || matches!(s.quantity.unit.as_str(), "%" | "pp" | "x" | "")
        || s.change.is_some()
    {
        return None;
    }
    let before = s.indicator.of(page.text).trim();
    let lead = between(page.text, s.clause.start, at.start).trim_end().trim_end_matches(['了', '约', '近', ' ']);
    let verb = ["实现", "达到", "贡献", "完成", "形成"].iter().find(|v| lead.ends_with(**v))?;
    if page
        .lexicon
        .phrases
        .measured
        .iter()
        .any(|m| m.chars().count() >= 2 && before.trim_end_matches(*verb).ends_with(m))
    {
        return None;
    }
    let span = Span::new(at.start, word.end);
    let actor = page.actor(sentence, at.start);
    let mut f = match trigger {
        Some(t) if t.kind == "market" && t.metric == "size" => {
            let topic = page.topic_at(sentence, at.start).map_or("", |t| market::tidy(page, t.of(page.text)));
            let subject = Subject::named(topic);
            fact(page, FactKind::Market, "size", subject, span, "market_figure")
        }
        Some(t) if t.kind == "financial" && !actor.id.is_empty() && page.is_money(s.quantity) => {
            fact(page, FactKind::Financial, t.metric, actor, span, "company_figure")
        }
        _ => {
            let of = page.led_by_topic(sentence, at.start).map(|t| page.wider(t).of(page.text).to_owned());
            let subject = of.map_or(actor, |name| super::actor::Subject { id: String::new(), name });
            fact(page, FactKind::Indicator, run, subject, span, "indicator_words")
        }
    };
    match frame::carried(page, sentence, all, s) {
        Head::Thing(thing) | Head::Part(thing) if !f.subject_id.is_empty() => f.object = thing.to_owned(),
        _ if *verb == "贡献" && !f.subject_id.is_empty() => return None,
        _ => {}
    }
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, at.start, false);
    market::expected(&mut f);
    let nobodys = f.kind == FactKind::Indicator && f.subject.is_empty() && indicator::is_noun(page, run);
    (!nobodys || !page.is_report()).then_some(f)
}
