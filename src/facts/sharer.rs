//! Shares whose holders the shape of their clause names.
//!
//! reads: the holder behind 的 (`以51%的市占率超越份额降至49%的甲`), firms of places dealt their shares (`欧洲、美国和日本公司分别占40%、
//! 30%和20%市场份额，中国公司仅为3%`), who has so much in the market that the clause before names (`在全球某某市场，甲占比10%，而在中国
//! 市场，甲占比26%`, `甲和乙占比合计超过50%`). gives: `market share` facts. does not match: shares of sales and costs, 占比 behind a
//! clause that names no market.

use super::actor::Subject;
use super::held::{self, KINDS, OTHERS};
use super::page::{Page, is_firm, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, apiece, market, parallel, share};
use crate::span::{Span, between};

/// Words between a holder and a value that say but how much.
const HEDGES: [char; 12] = ['约', '近', '达', '高', '为', '超', '仅', '到', '过', '则', '有', ' '];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    if OTHERS.iter().any(|w| s.clause.of(page.text).contains(w)) {
        return None;
    }
    if let Some((subject, object, span)) = behind(page, sentence, s) {
        return Some(share::share_of(page, sentence, s, (subject, &object), span));
    }
    let (subject, object) =
        dealt(page, sentence, s).or_else(|| next(page, s, out)).or_else(|| within(page, sentence, s, out))?;
    let span = Span::new(s.clause.start, s.quantity.span.end);
    Some(share::share_of(page, sentence, s, (subject, &object), span))
}

/// Whether the words between a share's noun and a number name another measure: `份额差距`, `渗透率提升，…成本占比`.
pub(super) fn is_of_else(behind: &str) -> bool {
    let gap = ["差距", "差额", "差异", "之差"].iter().any(|w| behind.contains(w));
    let part = ["成本占比", "费用占比", "支出占比", "收入占比"].iter().any(|w| behind.contains(w));
    gap || part
}

/// `份额降至49%的甲`: who stands right behind the number; its market stands before.
fn behind(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<(Subject, String, Span)> {
    let (at, clause) = (s.quantity.span, s.clause);
    let lead = between(page.text, clause.start, at.start);
    let noun = ["市场份额", "份额", "市占率", "占有率"].iter().filter_map(|w| lead.rfind(w).map(|i| (i, i + w.len())));
    let (begin, end) = noun.max_by_key(|(i, end)| (*end, usize::MAX - i))?;
    let turn = lead[end..].trim_matches(HEDGES).trim_end_matches(['至', ' ']);
    let phrases = &page.lexicon.phrases;
    let level = turn.is_empty() || phrases.rises.contains(&turn) || phrases.falls.contains(&turn);
    let start = at.end + page.rest(at.end).strip_prefix('的').map(|_| '的'.len_utf8())?;
    let m = page.mentions.iter().find(|m| m.span.start == start && is_firm(m)).filter(|_| level)?;
    let object = apiece::field(page, sentence, at.start).unwrap_or_default();
    Some((m.into(), object, Span::new(clause.start + begin, m.span.end)))
}

/// `欧洲、美国和日本公司分别占40%、30%和20%市场份额`: firms of as many places as there are values.
fn dealt(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<(Subject, String)> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let verbs = ["分别占据", "分别占有", "分别占", "分别拥有"];
    let (at, verb) = verbs.iter().find_map(|v| lead.rfind(v).map(|i| (i, *v)))?;
    let names = lead[..at].trim_end();
    let kind = kind(names)?;
    let first = s.clause.start + at + verb.len();
    let all: Vec<_> = page.quantities_in(Span::new(first, s.clause.end)).filter(|q| q.unit == "%").collect();
    let place = all.iter().position(|q| q.span == s.quantity.span)?;
    let rest = page.rest(all.last()?.span.end).trim_start_matches(['的', ' ']);
    let whole = ["市场", "份额"].iter().any(|w| rest.starts_with(w));
    let end = s.clause.start + names.len();
    let items = parallel::items(page.text, s.clause.start, end, all.len()).filter(|_| whole)?;
    let of = |i: &Span| i.of(page.text).trim().trim_end_matches(kind).to_owned();
    let places = items.iter().all(|i| is_place(page, &of(i)));
    let object = page.topic_at(sentence, s.clause.start).map(|t| market::tidy(page, t.of(page.text)).to_owned())?;
    places.then(|| (Subject::named(&format!("{}{kind}", of(&items[place]))), object))
}

/// `，中国公司仅为3%`: firms of another place behind those of a list.
fn next(page: &Page<'_>, s: &Statement<'_>, out: &[Fact]) -> Option<(Subject, String)> {
    let last = out.last().filter(|f| f.kind == FactKind::Market && f.metric == "share" && !f.object.is_empty())?;
    kind(&last.subject)?;
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end_matches(HEDGES);
    let name = lead.trim_end_matches(['占', '比']).trim_start_matches(['而', ' ']);
    let place = kind(name).is_some_and(|k| is_place(page, &name[..name.len() - k.len()]));
    place.then(|| (Subject::named(name), last.object.clone()))
}

/// The noun of firms in which a name ends.
fn kind(name: &str) -> Option<&'static str> {
    KINDS.iter().chain(&["公司"]).find(|k| name.ends_with(**k)).copied()
}

fn is_place(page: &Page<'_>, name: &str) -> bool {
    page.lexicon.phrases.regions.contains(&name) || page.lexicon.phrases.countries.contains(&name)
}

/// `在全球某某市场，甲占比10%，而在中国市场，甲占比26%`, `甲和乙占比合计超过50%`: who has so much of the market of the clause before.
fn within(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<(Subject, String)> {
    let from = s.clause.start;
    let lead = between(page.text, from, s.quantity.span.start).trim_end_matches(HEDGES);
    let bare = lead.strip_suffix("合计").unwrap_or(lead).strip_suffix("占比")?;
    let names = bare.strip_suffix("合计").unwrap_or(bare).trim_end();
    let several = bare.len() < lead.len() - "占比".len() || names.len() < bare.len();
    let rest = page.rest(s.quantity.span.end);
    let before = sentence.before(from).next()?;
    let opens = before.of(page.text).trim_end_matches(['，', ',', ' ']);
    let names_market = opens.ends_with("市场") && opens.contains('在') && !rest.starts_with(char::is_alphanumeric);
    if !names_market || page.quantities_in(Span::new(from, s.quantity.span.start)).next().is_some() {
        return None;
    }
    let object = held::field(page, sentence, s.clause).or_else(|| {
        // 中国市场 of the goods whose other market was spoken of right before
        let region = opens.rsplit('在').next()?.strip_suffix("市场").filter(|r| is_place(page, r))?;
        let last = out.last().filter(|f| f.kind == FactKind::Market && f.metric == "share")?;
        let regions = &page.lexicon.phrases.regions;
        let thing = regions.opening(&last.object).map(|r| &last.object[r.len()..]).filter(|t| !t.is_empty())?;
        Some(format!("{region}{thing}"))
    })?;
    if let Some(m) = held::holder(page, from, from + names.len()).filter(|m| m.span.start == from && !several) {
        return Some((m.into(), object));
    }
    let all: Vec<&str> = names.split(['、', '和', '与', '及']).collect();
    let plain = |n: &&str| is_plain(n, 2..=8) && !page.is_generic(n) && !page.is_measured(n) && !is_place(page, n);
    let named = page.mentions.iter().any(|m| is_firm(m) && m.span.start >= from && m.span.end <= from + names.len());
    (several && named && all.len() >= 2 && all.iter().all(plain)).then(|| (Subject::named(names), object))
}
