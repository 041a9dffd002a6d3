//! `capex`: what somebody invests where 投资 alone says so.
//!
//! reads: an amount behind a clause that ends in a plan or a sum (`宣布…的投资计划，合计约10亿美元`, `缩减对某厂的投资规模，即从100亿
//! 减至6亿`) or counts plants (`生产线共6条，合计投资金额近2000亿元`), 投资 at a place or for a plant (`在某州的投资从…减至…`, `针对第二厂的投资估计为`), another year's level of the spending before
//! (`，2026年将增长4%，达到595亿美元`). gives: the word that the amount goes with. does not match: funds and shares (`not_built`),
//! what a region invests, a plan of something else between.

use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, onward};
use crate::span::{Span, between};

/// What such an amount begins with.
const SUMS: [&str; 10] = ["合计", "总计", "共计", "总额", "总金额", "共", "即", "预计", "估计", "高达"];

/// What places and plants end in.
const PLACES: [char; 9] = ['州', '省', '市', '县', '厂', '国', '地', '区', '园'];

/// Characters of a place at most.
const PLACE: usize = 16;

/// The word that an amount goes with.
pub(super) fn word(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Span> {
    let phrases = &page.lexicon.phrases;
    let before = sentence.before(s.clause.start).next().copied();
    let near = between(page.text, before.map_or(s.clause.start, |b| b.start), s.clause.end);
    if phrases.not_built.is_in(near) || phrases.not_capex.is_in(near) || near.contains("计划书") {
        return None;
    }
    let lead = lead(page, s)?;
    planned(page, before, lead)
        .or_else(|| of_lines(page, before, lead))
        .or_else(|| placed(page, lead))
        .or_else(|| again(page, sentence, s, out))
}

/// `在建和已建的生产线共6条，合计投资金额近2000亿元`: what the plants cost that the clause before counts.
fn of_lines(page: &Page<'_>, before: Option<Span>, lead: Span) -> Option<Span> {
    let phrases = &page.lexicon.phrases;
    let bare = lead.of(page.text).trim_matches(['，', ',', ' ', '约', '近', '为', '达', '超', '过']);
    let sum = phrases.costs.closing(bare).filter(|w| *w != "投资" && bare.len() <= w.len() + "合计".len())?;
    let counts = phrases.works.is_in(before?.of(page.text)) && page.quantities_in(before?).next().is_some();
    let at = lead.start + lead.of(page.text).find(bare)? + bare.len();
    counts.then(|| Span::new(at - sum.len(), at))
}

/// The words before an amount, or before the level that it comes from.
fn lead(page: &Page<'_>, s: &Statement<'_>) -> Option<Span> {
    let at = s.quantity.span.start;
    let first = page.quantities_in(Span::new(s.clause.start, at)).find(|q| page.is_money(q));
    let Some(first) = first else { return Some(Span::new(s.clause.start, at)) };
    let link = between(page.text, first.span.end, at);
    let moves = link.starts_with(['减', '增', '缩', '扩', '上', '下', '提', '降']) && link.ends_with(['至', '到']);
    moves.then(|| Span::new(s.clause.start, first.span.start))
}

/// `…的投资计划，合计约`: the plan that the clause before ends in.
fn planned(page: &Page<'_>, before: Option<Span>, lead: Span) -> Option<Span> {
    let words = before?.of(page.text).trim_end_matches(['，', ',', ' ']);
    let plan = page.lexicon.phrases.plans.closing(words)?;
    let mut bare = lead.of(page.text).trim_matches(['，', ',', ' ']);
    while let Some(rest) = ["约", "近", "从", "由", "为", "达"].iter().find_map(|w| bare.strip_suffix(w)) {
        bare = rest.trim_end();
    }
    let end = before?.start + words.len();
    let sum = bare.is_empty() || SUMS.contains(&bare);
    sum.then(|| Span::new(end - plan.len(), end))
}

/// `在某州的投资从`, `针对第二厂的投资估计为`: 投资 behind where it goes.
fn placed(page: &Page<'_>, lead: Span) -> Option<Span> {
    let mut bare = lead.of(page.text).trim_end();
    let links = ["从", "由", "约", "近", "为", "达", "估计", "预计", "将", "额", "规模", "金额", "总额"];
    while let Some(rest) = links.iter().find_map(|w| bare.strip_suffix(w)) {
        bare = rest.trim_end();
    }
    let head = bare.strip_suffix("投资")?;
    let place = head.trim_end_matches('的');
    let (from, to) = ["针对", "在", "对"].iter().find_map(|w| place.rfind(w).map(|i| (i, i + w.len())))?;
    let name = &place[to..];
    let fits = name.ends_with(PLACES) && (2..=PLACE).contains(&name.chars().count());
    let plain = name.chars().all(char::is_alphanumeric) && !place[..from].ends_with(['存', '现', '针']);
    (fits && plain).then(|| Span::new(lead.start + head.len(), lead.start + bare.len()))
}

/// `，2026年将增长4%，达到595亿美元`: another year of the spending before.
fn again(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Span> {
    const MOVES: &str = "将会预计有望同比增长下降减少至到达约为进一步再则而";
    let last = out.last().filter(|f| f.low.is_some() && f.unit == s.quantity.unit)?;
    let since = Span::new(last.span.end, s.quantity.span.start.max(last.span.end));
    let mut years = page.periods.iter().filter(|p| since.contains(p.span));
    let other = years.next().is_some_and(|p| p.period.is_some() && p.period != last.period) && years.next().is_none();
    let level = since.of(page.text).trim_end().ends_with(['至', '到', '达', '为']);
    let own = last.span.start >= sentence.span.start && other && level;
    (own && !onward::says_more(page, since, MOVES)).then_some(last.span)
}
