//! `financial`: what a part of a company takes in, where only the company's revenue is called so.
//!
//! reads: amounts behind the name of a part (`AWS贡献376亿美元`, `数据中心分部58亿美元`, `其中Google Cloud 200亿美元`) in sentences that go on
//! with a company's revenue, or whose part contributes it (`某业务贡献13亿元`); how a part grows. needs: the company, and the part's noun (业务 板块 …), 贡献, 其中, or words that split the company (`分产品看`).
//! gives: revenue with the part as object. does not match: other nouns between the revenue and the amount (资本开支, 存货), other
//! companies, suppositions.

use super::actor::Subject;
use super::change::Change;
use super::draft::{circumstances, fact, measure, moved};
use super::page::{Page, is_firm};
use super::sentence::Sentence;
use super::statement::Statement;
use super::whose::MARKS;
use super::{ChangeBase, Fact, FactKind, parallel, reported, supposed};
use crate::lexicon::Trigger;
use crate::span::{Span, between};
use crate::tag::Mention;

/// Sentences over which the parts of a company's revenue are told.
const REACH: usize = 3;

/// Characters that the name of a part may have.
const NAME: std::ops::RangeInclusive<usize> = 2..=16;

/// What stands between a part and its amount.
const LINKS: [char; 7] = [' ', '约', '近', '逾', '超', '仅', '过'];

/// `AWS贡献376亿美元` behind `亚马逊一季度净销售额1,815亿美元`.
pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    if let Some(f) = grows(page, sentence, s).or_else(|| labelled(page, sentence, s)) {
        return Some(f);
    }
    if !page.is_money(s.quantity) || s.inherited && s.change.is_some() {
        return None;
    }
    let at = s.quantity.span.start;
    let part = named(page, s)?;
    // `金山办公订阅业务贡献13亿元`: the verb says that it is revenue
    let own = part.earns && page.names_firm(Span::new(s.clause.start, part.span.start));
    let revenue =
        revenue_before(page, sentence, at).or_else(|| own.then(|| Span::new(s.clause.start, s.clause.start)))?;
    let split = is_split(page, sentence, at);
    let told = between(page.text, revenue.start, at);
    let elsewhere = !own && is_elsewhere(page, revenue, part.span.start);
    if !(part.sure || split) || supposed::opens(told) || elsewhere {
        return None;
    }
    let subject = match own {
        true => Some(page.actor(sentence, part.span.start)).filter(|c| !c.id.is_empty() && !c.id.starts_with("org:")),
        false => whose(page, sentence, revenue, Span::new(part.span.start, at)),
    }?;
    let span = Span::new(part.span.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Financial, "revenue", subject, span, "segment_amount");
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, at, false);
    f.object = part.span.of(page.text).to_owned();
    reported::dated(&mut f, page, sentence, s);
    reported::settle(&mut f, page);
    Some(f)
}

/// The name of a part before its amount.
struct Part {
    span: Span,
    /// Whether its noun, 贡献 or 其中 makes it a part.
    sure: bool,
    /// Whether its noun and verb say that it takes in the amount: `订阅业务贡献`.
    earns: bool,
}

/// `美国商业业务同比大增121%`: how a part's revenue grows.
fn grows(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let first = !s.inherited || s.item.is_some();
    let change = s.change.as_ref().filter(|c| c.base.is_some() && s.quantity.unit == "%" && first)?;
    let words = s.indicator.of(page.text);
    page.lexicon.phrases.part_nouns.closing(words)?;
    let lead = between(page.text, s.indicator.end, s.quantity.span.start);
    // `甲、乙、丙业务分别增长1%、2%、3%`: each has its own
    let words = match s.item {
        Some(item) => item,
        None if lead.contains("分别") => return None,
        None => s.indicator,
    };
    let named =
        page.mentions.iter().filter(|m| is_firm(m) && m.span.start >= s.clause.start && m.span.end <= words.end);
    let dates = page.periods.iter().filter(|p| words.contains(p.span));
    let ends = named.map(|m| m.span.end).chain(dates.map(|p| p.span.end));
    let start = ends.max().unwrap_or(words.start).max(words.start);
    let name = between(page.text, start, words.end).trim();
    let plain = NAME.contains(&name.chars().count()) && name.chars().all(|c| c.is_alphanumeric() || " &+-".contains(c));
    let subject = page.actor(sentence, s.quantity.span.start);
    let company = !subject.id.is_empty() && !subject.id.starts_with("org:");
    if !plain || !company || lead.contains('，') || page.lexicon.phrases.not_taken_in.is_in(name) {
        return None;
    }
    let span = Span::new(start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Financial, "revenue", subject, span, "segment_amount");
    moved(&mut f, change);
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    f.approximation = Some(s.quantity.approximation);
    f.object = name.to_owned();
    reported::dated(&mut f, page, sentence, s);
    reported::settle(&mut f, page);
    Some(f)
}

/// `各业务收入增速分别为甲（13%）、乙（10%）`: how the part grew before whose bracket the rate stands.
fn labelled(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span;
    let lead = between(page.text, s.clause.start, at.start).trim_end_matches(['+', '＋', ' ']);
    let lead = lead.strip_suffix(['（', '('])?;
    let (head, list) = lead.split_once("分别为").filter(|_| page.text[at.end..].starts_with(['）', ')']))?;
    let of = ["增速", "增长率", "增幅"].iter().find_map(|w| head.strip_suffix(w))?.trim_end_matches("同比");
    let sales = ["收入", "营收", "销售额"].iter().any(|w| of.ends_with(w));
    let others = ["公司", "企业", "厂商", "行业", "市场"].iter().any(|w| of.contains(w));
    let name = list.rsplit(['、', '）', ')']).next().unwrap_or(list).trim_start_matches(['和', '与', '及']);
    let span = Span::new(s.clause.start + lead.len() - name.len(), at.end);
    let firm = page.mentions.iter().any(|m| m.span.overlaps(span) && is_firm(m));
    let plain = NAME.contains(&name.chars().count()) && name.chars().all(char::is_alphanumeric);
    let subject = page.actor(sentence, at.start);
    let company = !subject.id.is_empty() && !subject.id.starts_with("org:");
    if s.quantity.unit != "%" || !sales || others || firm || !plain || !company {
        return None;
    }
    let mut f = fact(page, FactKind::Financial, "revenue", subject, span, "segment_amount");
    moved(&mut f, &Change { value: s.quantity.low, base: Some(ChangeBase::Yoy), span: at });
    circumstances(&mut f, page, sentence, at.start, false);
    name.clone_into(&mut f.object);
    reported::settle(&mut f, page);
    Some(f)
}

fn named(page: &Page<'_>, s: &Statement<'_>) -> Option<Part> {
    let phrases = &page.lexicon.phrases;
    let listed = run(page, s);
    // a list of values has its names before the first
    let from = s.clause.start;
    let words = between(page.text, from, listed.as_ref().map_or(s.quantity.span.start, |(first, ..)| *first));
    let lead = words.trim_start_matches(MARKS);
    let among = ["其中", "具体看"].iter().any(|w| lead.starts_with(w));
    let lead = lead.trim_start_matches("其中").trim_start_matches(['，', '：', ' ']);
    let bare = lead.trim_end_matches(LINKS);
    let verb = phrases.amounts_to.closing(bare).unwrap_or("");
    let name = bare[..bare.len() - verb.len()].trim_end_matches(['则', '也', '亦', ' ']);
    let name = match (name.strip_suffix("分别"), listed) {
        (Some(names), Some((_, index, count))) => one_of(names, index, count)?,
        (None, None) => name,
        _ => return None,
    };
    let mut start = from + words.len() - lead.len() + lead.find(name)?;
    let end = start + name.len();
    // `金山办公一季度订阅业务`: whose and when stands before the part
    let names = page.mentions.iter().filter(|m| is_firm(m)).map(|m| m.span);
    let before = names.chain(page.periods.iter().map(|p| p.span)).filter(|p| p.start >= start && p.end < end);
    start = before.map(|p| p.end).max().unwrap_or(start);
    let name = between(page.text, start, end).trim_start();
    let start = end - name.len();
    let span = Span::new(start, start + name.len());
    let plain = |c: char| c.is_alphanumeric() || " &+-.".contains(c);
    let fits = NAME.contains(&name.chars().count())
        && name.chars().all(plain)
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !page.is_measured(name)
        && !phrases.not_taken_in.is_in(name)
        && page.periods.iter().all(|p| !p.span.overlaps(span))
        && page.triggers_in(span).all(|(_, t)| is_aside(t));
    let noun = phrases.part_nouns.closing(name).is_some();
    let verbal = matches!(verb, "贡献" | "贡献了" | "进账" | "创收");
    fits.then_some(Part { span, sure: among || verbal || noun, earns: noun && verbal })
}

/// Whether a trigger names no amount: a group of firms, a trade.
fn is_aside(t: &Trigger) -> bool {
    matches!(t.kind, "group" | "topic")
}

/// Whether an amount of another noun or another company stands between a revenue and a place: `存货50亿元，其中…`.
fn is_elsewhere(page: &Page<'_>, revenue: Span, at: usize) -> bool {
    let goes_with = |w: &str| {
        w.ends_with(['率', '速', '比', '幅'])
            || w.ends_with("收入")
            || w.chars().count() < 2
            || ["营收", "销售额", "增长", "同比"].contains(&w)
    };
    let since = between(page.text, revenue.end, at);
    let other = |m: &Mention| is_firm(m) && m.span.start > revenue.end && m.span.end <= at;
    page.lexicon.phrases.measured.places(since).any(|(_, w)| !goes_with(w)) || page.mentions.iter().any(other)
}

/// The company whose revenue it is; a firm that the part names is one of its own.
fn whose(page: &Page<'_>, sentence: &Sentence, revenue: Span, part: Span) -> Option<Subject> {
    let before = page.sentence_at(revenue.start).unwrap_or(sentence);
    let mut subject = page.actor(before, revenue.end);
    if subject.id.is_empty() {
        subject = page.actor(sentence, revenue.end.max(sentence.span.start));
    }
    let named = page.mentions.iter().find(|m| is_firm(m) && part.contains(m.span));
    let own = named.is_none_or(|m| m.id == subject.id || m.id.starts_with("org:"));
    (own && !subject.id.is_empty() && !subject.id.starts_with("org:")).then_some(subject)
}

/// Whether a passage says how a company's revenue is split: `分产品看`, `按应用拆分`.
pub(super) fn is_split(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    page.lexicon.phrases.splits.is_in(between(page.text, page.reach(sentence, REACH), at))
}

/// The list of values that a statement stands in: where its first value begins, its place, their number.
fn run(page: &Page<'_>, s: &Statement<'_>) -> Option<(usize, usize, usize)> {
    let all: Vec<_> = page.quantities_in(s.clause).collect();
    let at = all.iter().position(|q| q.span == s.quantity.span)?;
    let (from, to) = parallel::run_of(page.text, &all, at)?;
    Some((all[from].span.start, at - from, to - from))
}

/// 工业与汽车 of `电脑与平板、工业与汽车分别录得13亿元和10亿元`: the name of a value in a list.
fn one_of(names: &str, index: usize, count: usize) -> Option<&str> {
    let names: Vec<&str> = names.split('、').collect();
    (names.len() == count).then(|| names[index].trim())
}

/// The word for revenue that a company's figures before a place begin with, where no other noun of theirs stands since.
fn revenue_before(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Span> {
    let from = page.reach(sentence, REACH);
    let before = page.triggers.partition_point(|(w, _)| w.start < at);
    let mut nouns = page.triggers[..before].iter().rev().take_while(|(w, _)| w.start >= from);
    let margin = |t: &Trigger| t.kind == "financial" && t.metric.ends_with("margin");
    nouns.find(|(_, t)| !is_aside(t) && !margin(t)).filter(|(_, t)| t.metric == "revenue").map(|(w, _)| *w)
}
