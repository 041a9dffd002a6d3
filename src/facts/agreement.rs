//! Agreement: statements of one report that cannot all be so.
//!
//! Takes the document, its quantities and its facts; gives the facts that disagree, each with what was
//! expected and found. Reads: two values of one thing (subject, metric, period, basis, same words),
//! parts said to make a total or to be its parts, a change against the two levels it is said between, a CAGR against its end
//! points. Changes no fact. Silent where the words leave room: hedged values, parts that may not be all,
//! changes whose levels stand in another sentence.

use super::sentence::{Sentence, sentences};
use super::{Fact, FactKind};
use crate::decimal::{Decimal, plain};
use crate::layout::Document;
use crate::span::between;
use crate::tag::{Approximation, Quantity, Tags};
use std::collections::BTreeMap;

/// Facts that disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// Indexes of the facts concerned, ascending; at least one.
    pub facts: Vec<usize>,
    /// Page on which the last of them stands.
    pub page: u32,
    /// What was expected and what was found.
    pub message: String,
}

/// All disagreements of a report, by the place of the last fact concerned.
pub fn disagreements(document: &Document, tags: &Tags, facts: &[Fact]) -> Vec<Disagreement> {
    let mut out = twice(document, facts);
    let mut at = 0;
    for (passage, text) in document.passages.iter().map(|p| p.text.as_str()).enumerate() {
        let from = at;
        at += facts[at..].iter().take_while(|f| f.passage == passage).count();
        let first = tags.quantities.partition_point(|q| q.passage < passage);
        let last = tags.quantities.partition_point(|q| q.passage <= passage);
        if from == at || last - first < 3 {
            continue;
        }
        let said = Said { document, text, facts: &facts[from..at], from };
        for sentence in sentences(text) {
            let here = tags.quantities[first..last].iter().filter(|q| sentence.span.contains(q.span));
            let here: Vec<&Quantity> = here.collect();
            out.extend(said.totals(&sentence, &here));
            out.extend(said.levels(&sentence, &here));
        }
        out.extend(said.growths());
    }
    out.sort_by(|a, b| (a.facts.last(), &a.facts, &a.message).cmp(&(b.facts.last(), &b.facts, &b.message)));
    out
}

/// Two values of one thing in the same words. Said about the same thing in other words they may be of
/// another scope, so they are left alone.
fn twice(document: &Document, facts: &[Fact]) -> Vec<Disagreement> {
    type Key<'a> = (FactKind, &'a str, &'a str, &'a str, &'a str, &'a str, Option<super::Basis>, String);
    let mut groups: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (i, f) in facts.iter().enumerate() {
        // an indicator's words are too free to be sure that two name one thing
        let free = matches!(f.kind, FactKind::Indicator | FactKind::Ranking | FactKind::PriceChange);
        let text = document.passages[f.passage].text.as_str();
        // `造价业务：`, `分产品看`: what stands below is a part's, in words that may be anywhere above
        let headed = f.kind == FactKind::Financial && f.object.is_empty() && is_headed(&text[..f.span.start]);
        let span = f.period.as_deref().is_none_or(|p| p.contains('/'));
        let bare = f.object.starts_with('该') || f.subject.is_empty() || f.low.is_none() || free || headed || span;
        let Some(period) = f.period.as_deref().filter(|_| !bare && f.low == f.high) else { continue };
        let words = words(f.span.of(text));
        let subject = if f.subject_id.is_empty() { &f.subject } else { &f.subject_id };
        let key =
            (f.kind, subject.as_str(), f.metric.as_str(), period, f.unit.as_str(), f.object.as_str(), f.basis, words);
        groups.entry(key).or_default().push(i);
    }
    let mut out = Vec::new();
    for group in groups.values() {
        let first = &facts[group[0]];
        // a list's values stand in one sentence: they are of several things
        let sentence = |f: &Fact| facts[group[0]].passage != f.passage;
        let other = group.iter().find(|i| sentence(&facts[**i]) && apart(first, &facts[**i]));
        if let Some(other) = other.filter(|_| group.len() < 4) {
            let value = |f: &Fact| format!("{} {}", f.low.map(plain).unwrap_or_default(), f.unit);
            let message = format!(
                "two statements of one thing disagree ({} {} {}): expected {}, found {}",
                first.subject,
                first.metric,
                first.period.as_deref().unwrap_or(""),
                value(first).trim(),
                value(&facts[*other]).trim()
            );
            out.push(disagreement(document, facts, vec![group[0], *other], message));
        }
    }
    out
}

/// Whether what stands before a figure may make it a part's: a head with a colon, a word for parts.
fn is_headed(before: &str) -> bool {
    ["：", ":", "业务", "板块", "产品", "分部", "版块", "项目", "其中"].iter().any(|w| before.contains(w))
}

/// Whether two values are apart by more than rounding, and not so far that they must be of two scopes.
fn apart(a: &Fact, b: &Fact) -> bool {
    let exact = |f: &Fact| f.approximation.is_none_or(|a| a == Approximation::Exact);
    let (Some(x), Some(y)) = (a.low, b.low) else { return false };
    let (low, high) = (x.min(y), x.max(y));
    exact(a)
        && exact(b)
        && low > Decimal::ZERO
        && !rounds_to(low, high)
        && low.checked_mul(Decimal::TWO).is_some_and(|most| high < most)
}

/// Whether two values are one, the less exact one rounded: they differ by at most half of its last digit.
fn rounds_to(a: Decimal, b: Decimal) -> bool {
    let last = |d: Decimal| {
        let d = d.normalize();
        let mut unit = Decimal::new(1, d.scale());
        while let Some(ten) = unit.checked_mul(Decimal::TEN).filter(|t| d % *t == Decimal::ZERO && *t <= d.abs()) {
            unit = ten;
        }
        unit
    };
    let step = last(a).max(last(b)) / Decimal::TWO;
    a.checked_sub(b).is_some_and(|d| d.abs() <= step)
}

/// The words of a quote without its numbers, dates and marks.
fn words(quote: &str) -> String {
    quote.chars().filter(|c| c.is_alphabetic() && !"年月日".contains(*c)).collect()
}

fn disagreement(document: &Document, facts: &[Fact], mut which: Vec<usize>, message: String) -> Disagreement {
    which.sort_unstable();
    which.dedup();
    let last = which.last().map_or(&facts[0], |i| &facts[*i]);
    let page = document.passages[last.passage].page_at(last.span.start);
    Disagreement { facts: which, page, message }
}

/// The facts of one passage.
struct Said<'d> {
    document: &'d Document,
    text: &'d str,
    facts: &'d [Fact],
    /// Index of the first among all facts.
    from: usize,
}

impl Said<'_> {
    /// The facts that speak of these quantities, and the warning; none where no fact does.
    fn warn(&self, quantities: &[&Quantity], message: String) -> Option<Disagreement> {
        let speaks = |f: &Fact| {
            let number = |q: &Quantity| f.low == Some(q.low) || f.change.is_some_and(|c| c.abs() == q.low.abs());
            quantities.iter().any(|q| f.span.overlaps(q.span) && number(q))
        };
        let which: Vec<usize> = (0..self.facts.len()).filter(|i| speaks(&self.facts[*i])).collect();
        let first = *which.first()?;
        let page = self.document.passages[self.facts[first].passage].page_at(self.facts[first].span.start);
        let facts = which.into_iter().map(|i| i + self.from).collect();
        Some(Disagreement { facts, page, message })
    }

    /// `甲 30 亿元、乙 20 亿元，合计 60 亿元`; shares that are 分别 and make more than the whole.
    fn totals(&self, sentence: &Sentence, all: &[&Quantity]) -> Vec<Disagreement> {
        let mut out = Vec::new();
        for (i, total) in all.iter().enumerate().skip(2).filter(|(_, q)| exact(q)) {
            let lead = between(self.text, all[i - 1].span.end, total.span.start);
            let named = ["合计", "共计", "总计"].iter().any(|w| lead.contains(w));
            if !named || lead.chars().count() > 14 || lead.contains(['。', '；', '占']) {
                continue;
            }
            let mut parts = vec![all[i - 1]];
            for pair in all[..i].windows(2).rev() {
                let link = between(self.text, pair[0].span.end, pair[1].span.start);
                if link.contains(['，', ',', '；', '（', '(']) || link.chars().count() > 12 {
                    break;
                }
                parts.push(pair[0]);
            }
            let same = parts.len() >= 2 && parts.iter().all(|p| p.unit == total.unit && exact(p));
            let Some(sum) = parts.iter().try_fold(Decimal::ZERO, |s, p| s.checked_add(p.low)).filter(|_| same) else {
                continue;
            };
            let slack = total.low / Decimal::ONE_HUNDRED;
            if sum.checked_sub(total.low).is_some_and(|d| d.abs() > slack) {
                let message =
                    format!("parts do not make their total: expected {}, found {}", plain(total.low), plain(sum));
                parts.push(total);
                out.extend(self.warn(&parts, message));
            }
        }
        out.extend(self.parts(sentence, all));
        out
    }

    /// `收入 100 亿元，其中甲 60 亿元、乙 50 亿元`: parts that make more than their whole.
    fn parts(&self, sentence: &Sentence, all: &[&Quantity]) -> Option<Disagreement> {
        let at = sentence.span.start + sentence.span.of(self.text).find("其中")?;
        let first = all.iter().position(|q| q.span.start > at)?;
        let whole = all.get(first.checked_sub(1)?).filter(|q| exact(q) && q.unit != "%")?;
        let behind = between(self.text, whole.span.end, at).trim();
        let mut parts: Vec<&Quantity> = Vec::new();
        for q in all[first..].iter().filter(|q| q.unit != "%") {
            let link = between(self.text, parts.last().map_or(at, |p| p.span.end), q.span.start);
            if q.unit != whole.unit || !exact(q) || link.chars().count() > 24 || link.contains(['（', '(', '同', '较'])
            {
                break;
            }
            parts.push(q);
        }
        let sum = parts.iter().try_fold(Decimal::ZERO, |s, p| s.checked_add(p.low))?;
        let most = whole.low.checked_mul(Decimal::new(102, 2))?;
        if parts.len() < 2 || !matches!(behind, "，" | "," | "") || sum <= most {
            return None;
        }
        let message = format!("parts make more than their total: expected {}, found {}", plain(whole.low), plain(sum));
        parts.push(whole);
        self.warn(&parts, message)
    }

    /// `从 10 元上调至 12 元，涨幅 30%`: a change that its own two levels do not make.
    fn levels(&self, sentence: &Sentence, all: &[&Quantity]) -> Vec<Disagreement> {
        let mut out = Vec::new();
        for three in all.windows(3) {
            let [old, new, change] = [three[0], three[1], three[2]];
            let led = between(self.text, sentence.span.start, old.span.start).trim_end_matches([' ', '的']);
            let dated = led
                .rfind(['从', '由'])
                .is_some_and(|i| led[i..].chars().count() <= 12 && !led[i..].contains(['，', '；', '。']));
            let link = between(self.text, old.span.end, new.span.start);
            let reaches = ["至", "到"].iter().any(|w| link.contains(w)) && !link.contains(['。', '；']);
            let tail = between(self.text, new.span.end, change.span.start);
            let moves = ["涨幅", "增幅", "降幅", "上涨", "增长", "下降", "下跌", "提升", "上调", "下调"];
            let close = tail.chars().count() <= 8 && moves.iter().any(|w| tail.contains(w));
            let yearly = ["年均", "复合", "同比", "CAGR", "环比"].iter().any(|w| tail.contains(w));
            let plain_units = old.unit == new.unit && change.unit == "%" && old.unit != "%";
            if !(dated && reaches && close && plain_units) || yearly || !three.iter().all(|q| exact(q)) {
                continue;
            }
            let Some(found) = growth(old.low, new.low) else { continue };
            let slack = Decimal::ONE + change.low.abs() / Decimal::from(20);
            if found.abs().checked_sub(change.low.abs()).is_some_and(|d| d.abs() > slack) {
                let message = format!(
                    "a change is not what its two levels make: expected {}, found {}",
                    plain(found.round_dp(1)),
                    plain(change.low)
                );
                out.extend(self.warn(three, message));
            }
        }
        out
    }

    /// A CAGR whose first and last year stand in the same passage.
    fn growths(&self) -> Vec<Disagreement> {
        let mut out = Vec::new();
        for (i, f) in self.facts.iter().enumerate().filter(|(_, f)| f.metric == "cagr" && f.low == f.high) {
            let Some((first, last)) = f.period.as_deref().and_then(years) else { continue };
            let level = |year: i32, unit: Option<&str>| {
                let year = year.to_string();
                self.facts.iter().position(|g| {
                    let same = g.kind == f.kind && g.subject == f.subject && g.period.as_deref() == Some(&year);
                    same && g.low == g.high && g.unit != "%" && unit.is_none_or(|u| g.unit == u)
                })
            };
            let Some(a) = level(first, None) else { continue };
            let Some(b) = level(last, Some(&self.facts[a].unit)) else { continue };
            let (Some(rate), Some(x), Some(y)) = (f.low, self.facts[a].low, self.facts[b].low) else { continue };
            // the rate rounded, and a point for the rounding of its ends
            let slack = Decimal::ONE + rate.abs() / Decimal::from(20);
            let ends = compounded(x, rate - slack, last - first).zip(compounded(x, rate + slack, last - first));
            if ends.is_some_and(|(least, most)| y < least || y > most) {
                let message = format!(
                    "a compound growth is not what its end points make: expected {} by {last} at {}%, found {}",
                    compounded(x, rate, last - first).map(|v| plain(v.round())).unwrap_or_default(),
                    plain(rate),
                    plain(y)
                );
                let mut facts = vec![a + self.from, b + self.from, i + self.from];
                facts.sort_unstable();
                out.push(Disagreement {
                    facts,
                    page: self.document.passages[f.passage].page_at(f.span.start),
                    message,
                });
            }
        }
        out
    }
}

/// A value after some years of a growth in percent.
fn compounded(value: Decimal, rate: Decimal, years: i32) -> Option<Decimal> {
    let step = Decimal::ONE.checked_add(rate.checked_div(Decimal::ONE_HUNDRED)?)?;
    (0..years).try_fold(value, |v, _| v.checked_mul(step))
}

fn exact(q: &Quantity) -> bool {
    q.approximation == Approximation::Exact && q.low == q.high && q.low > Decimal::ZERO
}

/// The percentage from one level to another.
fn growth(old: Decimal, new: Decimal) -> Option<Decimal> {
    new.checked_sub(old)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(old)
}

/// `2020/2028` → the two years.
fn years(period: &str) -> Option<(i32, i32)> {
    let (a, b) = period.split_once('/')?;
    let year = |t: &str| t.parse::<i32>().ok().filter(|y| (1990..2100).contains(y));
    Some((year(a)?, year(b)?)).filter(|(a, b)| a < b && b - a < 40)
}
