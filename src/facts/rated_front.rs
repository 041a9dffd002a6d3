//! `rating` in the labels of the front page: the head's rating, the industries' ratings, the box's target price.
//!
//! reads: short lines and boxes of the front page: `公司评级 买入（维持）`, `A股：买入`, `目标价 94.00元`, and the rows of a
//! box that rates several industries. gives: the word as object; a price or a range in its currency, where the report
//! covers a company. does not match: the rating before (上次评级), titles of other reports, prices of a day.

use super::actor::Subject;
use super::covered::currency;
use super::draft::fact;
use super::page::Page;
use super::{Fact, FactKind};
use crate::decimal::Decimal;
use crate::layout::PassageKind;
use crate::lexicon::Lexicon;
use crate::span::{Span, between};
use crate::tag::Approximation;
use regex::Regex;
use std::sync::LazyLock;

/// A box's label of a target price and its amount, in one cell or two.
static TARGET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|\t)((?:未来)?(?:\d{1,2}(?:[-~]\d{1,2})?\s?个月(?:内)?)?\s?(?:目标价[格位]?|合理估值|合理价值|合理股价)(?:区间)?\s?(?:[（(][^）)]{1,8}[）)])?(?:\d{1,2}个月(?:内)?)?[：:\s]*(?:HK\$|US\$|RMB|[￥¥$]|人民币|港币|港元|美元)?\s?([\d,]+(?:\.\d+)?)\s*(?:[-~～—–至]\s*([\d,]+(?:\.\d+)?))?\s*(?:元|港元|港币|美元|人民币)?(?:/股)?)\s*(?:\t|$)",
    )
    .ok()
});

/// Characters of a label, at most: `目标价格（人民币/元）`.
const LABEL: usize = 16;

/// Characters of a label that ends as a sentence does, at most: `维持买入。`.
const BARE: usize = 8;

/// What the labels of one passage say; `done`: whether the head's rating was met.
pub(super) fn read(page: &Page<'_>, done: &mut bool) -> Vec<Fact> {
    let mut out = target(page);
    let rows = industries(page);
    *done |= !rows.is_empty();
    out.extend(rows);
    if out.iter().all(|f| f.metric != "rating") {
        out.extend(rating(page, done));
    }
    out
}

/// Whom a rating is of, beside these words: the listing that the head prints, or that `A股` and `H股` name; in a
/// report of no company its industry.
pub(super) fn subject(page: &Page<'_>, words: &str) -> Subject {
    let company = page.head.company.as_str();
    if company.is_empty() {
        return Subject::named(&page.head.industry);
    }
    let (home, hong_kong) = (words.contains("A股"), words.contains("H股") || words.contains("港股"));
    let listing = |suffixes: &[&str]| {
        let all = page.lexicon.listings(company);
        all.into_iter().map(|s| s.id.to_string()).find(|id| suffixes.iter().any(|x| id.ends_with(x)))
    };
    let id = match (home, hong_kong) {
        (true, false) => listing(&[".SH", ".SZ", ".BJ"]),
        (false, true) => listing(&[".HK"]),
        _ => None,
    };
    Subject { id: id.unwrap_or_else(|| company.to_owned()), ..page.covered() }
}

/// The head's rating where a label prints it.
fn rating(page: &Page<'_>, done: &mut bool) -> Vec<Fact> {
    if page.head.rating.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for line in lines(page.text, page.lexicon) {
        let words = line.of(page.text);
        let count = words.chars().count();
        // what a sentence says of a rating is read from it
        let sentence = count > BARE && words.trim_end().ends_with('。');
        let short = count <= 46 && !words.contains('《') && !sentence;
        let Some(at) = words.find(page.head.rating.as_str()).filter(|_| short) else { continue };
        let marked = page.lexicon.phrases.rated.is_in(words) || words.trim() == page.head.rating;
        let before = page.lexicon.phrases.rated_before.is_in(words);
        if !marked || before || *done && !words.contains('股') {
            continue;
        }
        let mut f = fact(page, FactKind::Rating, "rating", subject(page, words), line, "front_rating");
        f.object = page.head.rating.clone();
        if words.chars().count() > 24 {
            f.span = Span::new(line.start + at, line.start + at + page.head.rating.len());
        }
        out.push(f);
        *done = true;
    }
    out
}

/// Pieces of a label: lines, `A股：…H股：…` apart, and what was before apart.
fn lines(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let share = text[at..].starts_with("H股") && at > from && between(text, from, at).contains("A股");
        let before = at > from && lexicon.phrases.rated_before.opening(&text[at..]).is_some();
        if c == '\n' || share || before {
            out.push(Span::new(from, at));
            from = if c == '\n' { at + 1 } else { at };
        }
    }
    out.push(Span::new(from, text.len()));
    out.retain(|s| !s.of(text).trim().is_empty());
    out
}

/// The rows of a box that rates several industries: `通信 增持（维持）`, and below it `电子 中性（下调）`.
fn industries(page: &Page<'_>) -> Vec<Fact> {
    if !page.head.company.is_empty() || page.document.passages[page.passage].kind != PassageKind::Table {
        return Vec::new();
    }
    let row = |line: Span| {
        let words = line.of(page.text);
        let (name, rest) = words.split_once('\t')?;
        let rest = rest.trim();
        let (rating, _) = page.lexicon.words.ratings.iter().find(|(w, _)| rest.starts_with(w))?;
        let behind = rest[rating.len()..].trim_matches(['（', '）', '(', ')', ' ']);
        let plain = (2..=10).contains(&name.trim().chars().count())
            && name.trim().chars().all(|c| crate::lexicon::is_han(c) || c == '/')
            && !name.contains("评级");
        let acted = behind.is_empty() || behind.chars().count() <= 6 && page.lexicon.phrases.rated.is_in(behind);
        (plain && acted).then(|| (line, name.trim().to_owned(), (*rating).to_owned()))
    };
    let rows: Vec<_> = lines(page.text, page.lexicon).into_iter().filter_map(row).collect();
    if rows.len() < 2 || !rows.iter().any(|(_, name, _)| page.head.industry.starts_with(name.as_str())) {
        return Vec::new();
    }
    let told = rows.into_iter().map(|(line, name, rating)| {
        let subject = Subject { id: String::new(), name };
        let mut f = fact(page, FactKind::Rating, "rating", subject, line, "front_rating");
        f.object = rating;
        f
    });
    told.collect()
}

/// The target price of a box whose row is `目标价 94.00元`; running text has it from its sentences.
fn target(page: &Page<'_>) -> Vec<Fact> {
    let running = page.document.passages[page.passage].kind.is_running_text();
    let label = page.passage.checked_sub(1).map(|i| &page.document.passages[i].text).filter(|_| running);
    // a label alone in the passage before
    let label = label.filter(|l| l.chars().count() <= LABEL);
    let lead = label.map_or(String::new(), |l| format!("{l}\t"));
    let Some(pattern) = TARGET.as_ref().filter(|_| !page.head.company.is_empty() && (!running || !lead.is_empty()))
    else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for line in lines(page.text, page.lexicon) {
        let words = format!("{lead}{}", line.of(page.text));
        let Some(found) = pattern.captures(&words) else { continue };
        let Some(whole) = found.get(1).filter(|w| lead.is_empty() || w.start() == 0 && w.end() > lead.len()) else {
            continue;
        };
        let part = |i: usize| found.get(i).and_then(|m| amount(m.as_str()));
        let (Some(low), high) = (part(2), part(3)) else { continue };
        let start = line.start + whole.start().saturating_sub(lead.len());
        let end = line.start + whole.end().saturating_sub(lead.len());
        let span = Span::new(start, end.max(start));
        let subject = subject(page, whole.as_str());
        let unit = currency(whole.as_str(), &subject.id).to_owned();
        let mut f = fact(page, FactKind::Rating, "target_price", subject, span, "front_target");
        (f.low, f.high, f.unit) = (Some(low), Some(high.unwrap_or(low)), unit);
        f.approximation = Some(Approximation::Exact);
        out.push(f);
    }
    out
}

/// An amount of a label: `1,063.10`.
fn amount(written: &str) -> Option<Decimal> {
    written.replace(',', "").parse().ok().filter(|v: &Decimal| !v.is_zero())
}
