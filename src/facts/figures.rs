//! `financial`, and the order in which a figure's kind is sought: `market`, `financial`, then `indicator`.
//!
//! reads: statements by the trigger in their indicator. needs: a metric of a company (revenue, profit,
//! margin …) with the unit it has. gives: metric, subject, value, change, period, the part of the company.
//! does not match: statements another kind took; numbers without words; an industry's revenue.

use super::actor::Subject;
use super::change::Change;
use super::doubt::Refused;
use super::draft::{circumstances, fact, measure, moved};
use super::page::Page;
use super::segment::segment;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{
    Basis, ChangeBase, Fact, FactKind, apiece, aside, behind, doubt, expands, fitting, growth, held, joint, loss,
    market, onward, orders, paced, parts, portion, relative, reported, sector, several, share, sharer, slices, step,
    trade, upside, volume, winners,
};
use crate::lexicon::Trigger;
use crate::span::{Span, between};
use crate::tag::MentionKind;

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    let mut made: Vec<Option<usize>> = vec![None; all.len()];
    for i in 0..all.len() {
        let s = &all[i];
        if used[i] {
            continue;
        }
        let at = s.quantity.span.start;
        let former = |f: &Fact| f.kind == FactKind::Market && held::is_former(page, s) && !page.is_over_years(at);
        let own = apiece::read(page, sentence, s, &out)
            .or_else(|| headed(page, sentence, all, s))
            .or_else(|| paced::read(page, sentence, s, &out))
            .or_else(|| several::next(page, sentence, s, &out))
            .or_else(|| expands::read(page, sentence, s, &out));
        if let Some(mut held) = own.or_else(|| onward::silent(page, sentence, s, &out)) {
            if former(&held) {
                continue;
            }
            step::lead_to(page, all, i, &mut held);
            made[i] = Some(out.len());
            out.push(held);
            continue;
        }
        let words = s.indicator.of(page.text);
        // `由5万片增加37%至7万片` is how the second came about
        if words.is_empty() || step::leads_on(page, all, i) || doubt::is_none(page, all, i) {
            continue;
        }
        let (change, grows) = relative::growth(s, words);
        // `月产能5万片（同比+19%，环比+3%）`: of a figure that another kind has read
        if change.is_some() && s.inherited && s.of.or(i.checked_sub(1)).is_some_and(|b| made[b].is_none() && used[b]) {
            used[i] = true;
            continue;
        }
        if onto(page, all, i, (change.as_ref(), grows), (&mut out, &mut made)) {
            continue;
        }
        let Ok(read) = typed(page, sentence, s, &all[0]) else { continue };
        let read = read
            .or_else(|| onward::read(page, sentence, s, &out).or_else(|| multiple(page, sentence, s)))
            .or_else(|| share::part_of(page, sentence, s))
            .or_else(|| volume::read(page, sentence, all, i, &out));
        if let Some(mut f) = read.filter(|f| !former(f)) {
            step::lead_to(page, all, i, &mut f);
            loss::goes_on(page, s, out.last(), &mut f);
            if volume::led_to(out.last(), s, &mut f) {
                out.pop();
            }
            made[i] = Some(out.len());
            out.push(f);
        }
    }
    several::each(page, all, &made, &mut out);
    out.iter_mut().for_each(|f| apiece::placed(page, sentence, f));
    out
}

/// Whether the number at `i` is how a figure before it moved; gives it that. `made`: the fact that each statement made.
fn onto(
    page: &Page<'_>,
    all: &[Statement<'_>],
    i: usize,
    (change, grows): (Option<&Change>, bool),
    (out, made): (&mut Vec<Fact>, &mut [Option<usize>]),
) -> bool {
    let s = &all[i];
    let (Some(c), Some(base)) = (change, step::of(page, all, i).and_then(|b| made[b])) else { return false };
    let of = &out[base];
    let bound = s.inherited || s.of.is_some() || grows;
    // a list of growths is of as many things
    let apart = of.metric == "growth" && s.item.is_some();
    if !bound || of.unit == "%" && c.base.is_none() || of.low.is_none() || apart {
        return false;
    }
    // `较去年同期减少 5 个pct` behind an amount is of its growth
    if s.quantity.unit == "pp" && !matches!(of.unit.as_str(), "%" | "") {
        return true;
    }
    made[i] = Some(base);
    if of.change.is_none() && s.quantity.low == s.quantity.high {
        moved(&mut out[base], c);
        out[base].span.end = out[base].span.end.max(s.quantity.span.end);
        return true;
    }
    let mut more = again(page, of, s, c);
    // of `（QoQ+1%，YoY+7%）` the one over a year is the level's own
    let short = matches!(of.change_base, Some(ChangeBase::Qoq | ChangeBase::Mom)) && of.metric != "growth";
    if short && c.base == Some(ChangeBase::Yoy) && more.low == more.change && more.change.is_some() {
        let of = &mut out[base];
        std::mem::swap(&mut of.change, &mut more.change);
        std::mem::swap(&mut of.change_base, &mut more.change_base);
        of.span.end = more.span.end;
        more.low = more.low.and(more.change);
        more.high = more.low;
    }
    out.push(more);
    true
}

/// A figure whose noun or verb does not stand right before it.
fn headed(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], s: &Statement<'_>) -> Option<Fact> {
    parts::read(page, sentence, s)
        .or_else(|| aside::read(page, sentence, s))
        .or_else(|| slices::read(page, sentence, s))
        .or_else(|| winners::read(page, sentence, s))
        .or_else(|| volume::worldwide(page, sentence, s))
        .or_else(|| orders::read(page, sentence, s))
        .or_else(|| share::behind(page, sentence, s))
        .or_else(|| given(page, sentence, s))
        .or_else(|| upside::read(page, sentence, s))
        .or_else(|| portion::behind(page, sentence, s))
        .or_else(|| behind::read(page, sentence, all, s))
}

/// A second change of the same figure (`YoY+28%，QoQ+2%`), or a range of it (`同比增长20%-30%`): a statement of its own,
/// without the amount.
fn again(page: &Page<'_>, base: &Fact, s: &Statement<'_>, change: &Change) -> Fact {
    let mut f = Fact {
        span: Span::new(base.span.start, s.quantity.span.end.max(base.span.end)),
        low: None,
        high: None,
        unit: String::new(),
        approximation: Some(s.quantity.approximation),
        ..base.clone()
    };
    f.span = super::draft::tidy(page.text, f.span);
    growth::grew(&mut f, s.quantity, change);
    // `四季度出货增长2%，全年预计下滑10%`
    let year = base.period.as_deref().and_then(|p| p.get(..4)).filter(|y| y.starts_with("20"));
    if between(page.text, s.clause.start, s.quantity.span.start).contains("全年") && base.low == base.change {
        f.period = year.map(str::to_owned).or(f.period);
    }
    if f.kind == FactKind::Market && matches!(f.metric.as_str(), "growth" | "size") {
        f.metric = "growth".to_owned();
        if f.change.is_some() {
            (f.low, f.high, f.unit) = (f.change, f.change, "%".to_owned());
        }
    }
    f
}

/// The metric of the last trigger in the indicator's words.
pub(super) fn typed(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    first: &Statement<'_>,
) -> Result<Option<Fact>, Refused> {
    let unit = s.quantity.unit.as_str();
    let is = |w: &Span, t: &Trigger| {
        let kind = matches!(t.kind, "financial" | "market" | "balance");
        w.overlaps(s.indicator) && kind && fitting::is_named(page.text, *w, t)
    };
    let Some((word, trigger)) = page.triggers.iter().rfind(|(w, t)| is(w, t)).filter(|(_, t)| t.kind != "balance")
    else {
        return Ok(None);
    };
    // CR5市占率 is of all five
    let close = |w: &Span| between(page.text, w.end.min(word.start), word.start).trim().is_empty();
    let concentrated = page.triggers.iter().rfind(|(w, t)| t.word.starts_with("CR") && w.end <= word.start && close(w));
    let (word, trigger) = concentrated.filter(|_| trigger.metric == "share").map_or((word, trigger), |(w, t)| (w, t));
    let trigger = &fitting::meant(page, s, *word, *trigger);
    let fits = fitting::fits(page, s, trigger.metric);
    if fitting::is_rate_alone(page, s, (*word, trigger), fits) {
        return Ok(None);
    }
    let grows = growth(page, s, *word).filter(|_| !fits);
    let change = s.change.as_ref().filter(|_| trigger.metric != "cagr").or(grows.as_ref());
    // 业绩, 盈利 and 销售额 name a figure only beside its amount
    let loose = matches!(trigger.word, "业绩" | "盈利" | "销售额") && !fits;
    if !fits && change.is_none() || loose || step::difference(page, s).is_some() || loss::is_anothers(page, s, *word) {
        return Ok(None);
    }
    if trigger.kind == "financial" && is_effect(page, s, *word) {
        return Err(Refused);
    }
    // `净利率下降使得利润增速降至3%` is of another noun
    let behind = between(page.text, word.end, s.indicator.end);
    // `渗透率提升，…成本占比高达65%`, `份额差距`
    let apart = trigger.metric == "share" && sharer::is_of_else(behind);
    let other = ["占比", "比例", "比重", "增速", "增长率", "增幅", "份额", "贡献度", "贡献率"]
        .iter()
        .any(|w| behind.trim_end().ends_with(w));
    if ["使得", "导致", "致使", "带动", "拉动"].iter().any(|w| behind.contains(w))
        || other && behind.contains('的')
        || apart
    {
        return Ok(None);
    }
    let rate = matches!(trigger.metric, "share" | "roe") || trigger.metric.ends_with("margin");
    let level = unit != "%" || rate && !fitting::steps(page, s);
    let moves = change.filter(|_| !fits || !level);
    if trigger.kind == "market" {
        return market::read(page, sentence, s, (*word, *trigger), moves, first);
    }
    company_figure(page, sentence, s, (*word, trigger), moves)
}

/// `对净利润影响5000万元`, `增厚净利润`, `减亏`: what changes a figure is not the figure.
fn is_effect(page: &Page<'_>, s: &Statement<'_>, word: Span) -> bool {
    let behind = between(page.text, word.end, s.quantity.span.start).trim_start_matches(['的', ' ', '产', '生']);
    let before = between(page.text, s.clause.start, word.start).trim_end();
    let before = ["公司", "上市公司", "当期", "全年", "年度", "的"].iter().fold(before, |b, w| b.trim_end_matches(w));
    let moved = ["影响", "拖累", "贡献", "冲击"].iter().any(|w| behind.starts_with(w));
    let verb = ["影响", "增厚", "减少", "拖累", "冲减", "侵蚀", "减记"].iter().any(|w| before.ends_with(w));
    moved && before.contains('对') || verb || ["减亏", "生命周期"].iter().any(|w| s.clause.of(page.text).contains(w))
}

/// A figure of a company, or of a part of it.
fn company_figure(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (word, trigger): (Span, &Trigger),
    moves: Option<&Change>,
) -> Result<Option<Fact>, Refused> {
    if loss::is_none(page, sentence, s) {
        return Err(Refused);
    }
    let (subject, named) = earner(page, sentence, s);
    let industry = || is_of_industry(page, sentence, s) || sector::is_nobodys(page, sentence, s, &subject);
    if !named || industry() {
        return Ok(None); // an industry's revenue is an indicator
    }
    let said = Span::new(s.indicator.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Financial, trigger.metric, subject, said, "company_figure");
    match moves {
        Some(c) => growth::grew(&mut f, s.quantity, c),
        None => measure(&mut f, s.quantity),
    }
    f.object = segment(page, sentence, s, word).ok_or(Refused)?;
    if f.object.is_empty() {
        f.object = page.subsidiary(sentence, s.quantity.span.start, &f.subject_id).to_owned();
    }
    let Some(part) = beside_list(page, s, &f.object) else { return Ok(None) };
    f.object.truncate(part);
    // 扣非后 of any noun of profit
    if f.metric == "net_profit" && f.object.starts_with("扣非") {
        f.metric = "net_profit_deducted".to_owned();
        f.object.clear();
    }
    // `单车盈利8000元`, `每股盈利`: what one piece brings is no part of the company
    if f.object.starts_with(['单', '每', '吨']) {
        return Ok(None);
    }
    // a company that the lexicon has not is no part of this one
    if page.lexicon.phrases.firm_tails.closing(&f.object).is_some() {
        return Ok(None);
    }
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    if let Some(item) = s.item {
        let words = item.of(page.text);
        // 海外 of `国内/海外收入分别为…，毛利率分别为…`
        let nouns = [trigger.word, "营业收入", "销售收入", "收入", "营收"];
        let end = item.start + nouns.iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words).len();
        f.object = page.phrase_before(item.start, end).map_or("", |p| p.of(page.text)).trim().to_owned();
    }
    reported::dated(&mut f, page, sentence, s);
    reported::settle(&mut f, page);
    if doubt::is_undated_start(page, s, &f) || !loss::settled(page, s, word, &mut f) {
        return Err(Refused);
    }
    Ok(Some(f))
}

/// How much of a part's name is no piece of a list over firms: nothing where the last of the list is all that it says
/// (`甲、乙医疗业务分别实现营收`). `None` where the list is one of which nobody knows whose is whose (`甲、高校和丙分别`).
fn beside_list(page: &Page<'_>, s: &Statement<'_>, part: &str) -> Option<usize> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let listed = page.actor_listed(s.quantity.span.start).is_some();
    let open = !listed && s.item.is_none() && lead.contains("分别") && lead.contains(&format!("、{part}"));
    let several = part.contains(['、', '和', '与', '及']);
    (!(open && several)).then(|| if listed && lead.contains(&format!("、{part}")) { 0 } else { part.len() })
}

/// Whose a figure is, one's or several firms' together, and whether it is a firm's at all.
fn earner(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> (Subject, bool) {
    let at = s.quantity.span.start;
    if let Some(all) = joint::together(page, s.clause, at) {
        return (all, true);
    }
    let one = page.actor(sentence, at);
    let named = !one.id.is_empty();
    (one, named)
}

/// Whether a figure's words, or those before it, speak of an industry, a market or a region.
fn is_of_industry(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let words = s.indicator.of(page.text);
    let topic = |w: &Span, t: &Trigger| t.kind == "topic" && !sector::is_part(page, *w, t);
    let split = parts::is_split(page, sentence, s.quantity.span.start);
    !split && (page.triggers_in(s.indicator).any(|(w, t)| topic(w, t)) || words.contains("市场"))
        || words.contains("可支配收入")
        || trade::kind_of_firms(page, s, words).is_some()
        || trade::taking(page, s, words).is_some()
        || between(page.text, sentence.span.start, s.quantity.span.start).contains("全行业")
        || opens_with_region(page, s, words)
            && !page.is_named_at(s.indicator.start)
            && !page.mentions.iter().any(|m| m.kind == MentionKind::Company && s.indicator.contains(m.span))
        || page.led_by_topic(sentence, s.quantity.span.start).is_some()
}

/// Whether the words are a region's own: no part of the covered company there.
fn opens_with_region(page: &Page<'_>, s: &Statement<'_>, words: &str) -> bool {
    let region = page.lexicon.phrases.regions.opening(words);
    // 国内外业务 is sold by somebody
    let both = words.starts_with("国内外") && words.contains("业务");
    region.filter(|_| !both).is_some_and(|r| {
        let start = s.indicator.start;
        !trade::is_sold_by_company(page, Span::new(start, start + r.len()))
    })
}

/// `收入增速分别为25%、20%`: how a figure grew, said by the noun of its growth; a compound growth is another.
fn growth(page: &Page<'_>, s: &Statement<'_>, word: Span) -> Option<Change> {
    let behind = between(page.text, word.end, s.indicator.end).trim_start_matches(['的', ' ']);
    let base = behind.starts_with("同比").then_some(super::ChangeBase::Yoy);
    let noun = behind.trim_start_matches("同比").trim_start_matches("年");
    let is =
        ["增速", "增长率", "增幅"].iter().any(|w| noun.starts_with(w) && noun.chars().count() <= w.chars().count() + 3);
    (is && s.quantity.unit == "%").then_some(Change { value: s.quantity.low, base, span: s.quantity.span })
}

/// `给予公司2026年25倍PE`: the multiple that the house thinks fair.
fn given(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span;
    let rest = between(page.text, at.end, s.clause.end).trim_start_matches(['的', ' ']);
    let (_, metric) = page.lexicon.words.estimates.iter().find(|(w, _)| rest.starts_with(w))?;
    let lead = between(page.text, s.clause.start, at.start);
    let verb = ["给予", "给与"].iter().filter_map(|w| lead.find(w)).min()?;
    if !matches!(*metric, "pe" | "pb" | "ps") || s.quantity.unit != "x" {
        return None;
    }
    let subject = page.actor(sentence, at.start);
    let span = Span::new(s.clause.start + verb, at.end);
    let named = !subject.id.is_empty();
    let mut f = fact(page, FactKind::Forecast, metric, subject, span, "estimate_in_text");
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, at.start, false);
    f.basis = Some(Basis::Forecast);
    named.then_some(f)
}

/// `对应PE分别为17、14倍`: what the share costs by the house's estimates.
fn multiple(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let words = s.indicator.of(page.text).trim_end();
    let (_, metric) = page.lexicon.words.estimates.iter().find(|(w, _)| words.ends_with(w))?;
    let at = s.quantity.span.start;
    let clause = sentence.clause_at(at).of(page.text);
    let others = ["行业", "平均", "可比", "同业", "板块", "历史"].iter().any(|w| clause.contains(w));
    let fits = matches!(*metric, "pe" | "pb") && matches!(s.quantity.unit.as_str(), "x" | "");
    // 当前股价 is of the share that the report covers
    let own = words.contains("股价") && !page.names_actor(sentence, at);
    let subject = if own && page.is_of_company() { page.covered() } else { page.actor(sentence, at) };
    if !fits || s.change.is_some() || subject.id.is_empty() || others {
        return None;
    }
    let span = Span::new(s.indicator.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Forecast, metric, subject, span, "estimate_in_text");
    measure(&mut f, s.quantity);
    f.unit = "x".to_owned();
    circumstances(&mut f, page, sentence, at, false);
    // a multiple of a year that is over, and one that is assumed (`给予 30 倍PE`), is no estimate
    let year = f.period.as_deref().and_then(|p| p.get(..4)).and_then(|y| y.parse::<i16>().ok());
    let ahead = year.zip(page.head.published_on).is_some_and(|(y, d)| y >= d.year());
    let named = year.is_some() && (ahead || own && page.is_of_company() || f.basis == Some(Basis::Forecast));
    f.basis = Some(Basis::Forecast);
    named.then_some(f)
}
