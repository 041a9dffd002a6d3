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
use super::{Fact, FactKind, indicator, market, said};
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
    said::expected(&mut f);
    let nobodys = f.kind == FactKind::Indicator && f.subject.is_empty() && indicator::is_noun(page, run);
    (!nobodys || !page.is_report()).then_some(f)
}

/// What an owner gives of an amount: `享受回款额1%的返利`.
const GIVEN: [&str; 8] = ["返利", "返点", "返现", "奖励", "补贴", "佣金", "提成", "分成"];

/// Where a count is of those that stand behind it: `平台中已有超7万家企业`.
const OWNED: [&str; 5] = ["已有", "现有", "共有", "拥有", "汇聚"];

/// A metric's words by the noun behind the number: 返利占回款额 of `回款额1%的返利`, 企业数 of `平台中已有7万家企业`,
/// 投入基站数 of `投入3万个基站`, 份额替代空间 of `份额替代仍有50%空间`.
pub(super) fn noun(page: &Page<'_>, s: &Statement<'_>, words: &str) -> Option<String> {
    let rest = between(page.text, s.quantity.span.end, s.clause.end).trim_start();
    if s.inherited || s.item.is_some() {
        return None;
    }
    let lead = between(page.text, s.indicator.start, s.quantity.span.start).trim_end();
    if s.quantity.unit == "%" {
        // `年费为原价的三分之一`: 年费占原价
        let part = s.quantity.span.of(page.text).contains("分之") && lead.ends_with('的');
        if let Some((of, whole)) = words.split_once('为').filter(|_| part) {
            let of = of.trim_end_matches(['仅', '约', '只']);
            let named = of.chars().count() >= 2 && whole.chars().count() >= 2;
            return named.then(|| format!("{of}占{whole}"));
        }
        let given = rest.strip_prefix('的').and_then(|r| GIVEN.iter().find(|g| r.starts_with(**g)));
        if let Some(given) = given {
            return Some(format!("{given}占{words}"));
        }
        let from = lead.rfind(words)?;
        let head = ["仍有", "还有", "尚有"].iter().find_map(|w| lead[from..].trim_end_matches('约').strip_suffix(w))?;
        let head = head.trim_start_matches("通过").trim();
        let named = (2..=10).contains(&head.chars().count()) && head.chars().all(char::is_alphabetic);
        return (rest.starts_with("空间") && named).then(|| format!("{head}空间"));
    }
    if s.change.is_some() || s.quantity.unit.is_ascii() {
        return None;
    }
    let run = rest.find(|c: char| !c.is_alphanumeric()).map_or(rest, |i| &rest[..i]);
    let thing = (2..=4).contains(&run.chars().count()) && run.chars().all(char::is_alphabetic);
    if thing && place(page, s).is_some() && !run.ends_with(['数', '量']) {
        return Some(format!("{run}数"));
    }
    (thing && words == "投入" && matches!(s.quantity.unit.as_str(), "个" | "座" | "台" | "辆" | "架"))
        .then(|| format!("投入{run}数"))
}

/// Where those are whom a number counts: 云平台 of `云平台中已有7万家企业`.
pub(super) fn place<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<&'d str> {
    let lead: &'d str = between(page.text, s.clause.start, s.quantity.span.start);
    let lead = lead.trim_end_matches(['超', '近', '约', '了', ' ', '过']);
    let lead = OWNED.iter().find_map(|w| lead.strip_suffix(w))?.strip_suffix(['中', '上', '内'])?;
    Some(page.phrase_before(s.clause.start, s.clause.start + lead.len())?.of(page.text).trim())
}
