//! `capacity`: a stock of capacity, what is added to it, an order for it, how far it is used.
//!
//! reads: statements whose clause holds a capacity word (产能 装机 稼动率 算力规模 订单 容量). needs: a unit of
//! capacity (W, FLOPS, wafers, machines a year; % for utilisation). gives: metric, subject, value.
//! does not match: 产能 without a number, money of an order, floor space, what one machine computes, former levels.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure, moved};
use super::page::{Page, is_firm};
use super::plant;
use super::sentence::Sentence;
use super::statement::Statement;
use super::step;
use super::{Basis, Fact, FactKind, held, project, utilised};
use crate::decimal::Decimal;
use crate::span::{Span, between};
use crate::tag::Mention;

/// Watts below which a number is that of racks, not of an order.
const RACK: u32 = 1_000_000;

/// How the name of a land's market begins.
const MARKETS: [&str; 4] = ["全国", "全球", "中国", "我国"];

/// What joins the numbers of a list.
pub(super) const LISTED: [char; 5] = ['/', '、', '和', '及', '与'];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    for (i, s) in all.iter().enumerate() {
        if used[i] || s.change.is_some() && s.quantity.unit != "%" {
            continue;
        }
        let before = out.last().filter(|f| sentence.span.contains(f.span));
        let built = project::is_built(page, s);
        let Some(metric) = metric(page, sentence, s, before, built) else { continue };
        used[i] = true;
        // `月产能从9万片提升到15万片`: what a firm had; a land's is of the first year of the sentence's span
        let at = s.quantity.span.start;
        let former = held::is_former(page, s) && (!page.is_over_years(at) || page.names_actor(sentence, at));
        if plant::is_model(page, sentence, s) || former {
            continue;
        }
        let start = if s.indicator.start == s.indicator.end || !s.clause.contains(s.indicator) {
            s.clause.start
        } else {
            s.indicator.start.max(s.clause.start).min(s.quantity.span.start)
        };
        let end = tail(page.text, s.quantity.span.end, s.clause.end);
        let span = Span::new(if metric == "order" || metric == "added" { s.clause.start } else { start }, end);
        let mut f = fact(page, FactKind::Capacity, metric, owner(page, sentence, s), span, "capacity_words");
        match s.change.as_ref().filter(|_| metric != "utilisation") {
            Some(c) => moved(&mut f, c),
            None => measure(&mut f, s.quantity),
        }
        circumstances(&mut f, page, sentence, s.quantity.span.start, false);
        let other = project::compared(page, s, before);
        if let Some(m) = other.or_else(|| project::orderer(page, sentence, s).filter(|_| metric == "order")) {
            let by = Subject::from(m);
            (f.subject_id, f.subject) = (by.id, by.name);
        }
        before.into_iter().for_each(|b| part_of(&mut f, page, s, b));
        if metric != "utilisation" {
            to_run(&mut f, page, sentence, s);
        }
        plant::settle(&mut f, page, sentence, s, piece(page, s));
        if built {
            project::settle(&mut f, page, sentence, s);
        }
        expected(&mut f, page, sentence, s);
        if let Some(c) = all.get(i + 1).and_then(|n| n.change.as_ref()).filter(|_| s.quantity.unit != "%") {
            // `由5万片增加20%至6万片` is how the second came about
            if !step::leads_on(page, all, i + 1) {
                moved(&mut f, c);
            }
            used[i + 1] = true;
        }
        step::lead_to(page, all, i, &mut f);
        out.push(f);
    }
    out
}

/// What a capacity takes from the one before it: the year within which it is (`截至2025年末产能10万片，年内净增2万片`), that it is
/// planned (`计划新增90万吨，其中60万吨在上半年投产`).
fn part_of(f: &mut Fact, page: &Page<'_>, s: &Statement<'_>, before: &Fact) {
    let words = s.clause.of(page.text);
    let within = ["年内", "全年"].iter().any(|w| words.trim_start_matches(['，', ' ']).starts_with(w));
    if let Some(year) = before.period.as_deref().and_then(|p| p.strip_suffix("-12")).filter(|_| within) {
        f.period = Some(year.to_owned());
    }
    let part = words.contains("其中") || before.unit == f.unit && words.contains("投产");
    if part && before.basis == Some(Basis::Plan) && !words.contains('已') {
        f.basis = Some(Basis::Plan);
    }
}

/// What a trade will have, and what a market adds in a year that is not over, is nobody's plan but expected.
fn expected(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) {
    let at = s.quantity.span.start;
    let ahead = f.basis == Some(Basis::Plan) || between(page.text, sentence.span.start, at).contains('将');
    let year = f.period.as_deref().filter(|p| p.len() == 4).and_then(|p| p.parse::<i16>().ok());
    let open = year.zip(page.head.published_on).is_some_and(|(y, d)| y >= d.year());
    let market = f.subject_id.is_empty() && MARKETS.iter().any(|m| f.subject.starts_with(m));
    let trade = ahead && plant::trade(page, sentence, at) == Some(&f.subject);
    let moves = market && f.low.is_none() && f.basis == Some(Basis::Plan);
    if trade || moves || market && open && f.basis == Some(Basis::Actual) {
        f.basis = Some(Basis::Forecast);
    }
}

/// `设计产能8万吨，预计于2027年中投产`: what is to run later is planned, of the time that is said there.
fn to_run(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) {
    let from = s.quantity.span.end;
    let rest = between(page.text, from, sentence.span.end);
    let Some(at) = ["预计", "计划", "拟"].iter().filter_map(|w| rest.find(w)).min() else { return };
    let runs = ["投产", "达产", "建成", "量产", "投运"].iter().filter_map(|w| rest[at..].find(w)).min();
    let Some(runs) = runs.filter(|_| f.basis == Some(Basis::Actual)) else { return };
    f.basis = Some(Basis::Plan);
    let said = Span::new(from + at, from + at + runs);
    // `设备计划四季度搬入，明年上半年量产`: the time that is said last before it runs
    if let Some(p) = page.periods.iter().rfind(|p| said.contains(p.span)).and_then(|p| p.period.clone()) {
        f.period = Some(p);
    }
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    if f.metric == "installed" && (lead.contains("设计产能") || lead.trim_end().ends_with("建成")) {
        f.metric = "added".to_owned();
    }
}

fn metric(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    last: Option<&Fact>,
    built: bool,
) -> Option<&'static str> {
    let before = last.map(|f| f.metric.as_str());
    let clause = s.clause.of(page.text);
    let unit = s.quantity.unit.as_str();
    let lead = page.text.get(s.clause.start..s.quantity.span.start)?;
    if unit == "%" {
        let used = || utilised::is(page, sentence, s, before).then_some("utilisation");
        return changed(page, sentence, s).or_else(used);
    }
    if is_not_so(page, sentence, s) {
        return None;
    }
    if let Some(metric) = plainly(page, sentence, s, last, built) {
        return Some(metric);
    }
    if is_none(page, sentence, s) {
        return None;
    }
    let physical = project::is_physical(unit);
    let stock = &page.lexicon.phrases.stock;
    let around = |words: &[&'static str]| words.iter().any(|w| clause.contains(w));
    let phrases = &page.lexicon.phrases;
    let ordered = around(&phrases.ordered);
    // `智算规模达61 EFLOPS，全年净增17 EFLOPS`
    let same = last.is_some_and(|f| project::stem(&f.unit) == project::stem(unit));
    let grows = before.is_some() && (physical || same) && phrases.added.is_in(lead);
    let racks = is_racks(unit, lead);
    let word =
        around(stock) || grows || racks || s.inherited && stock.iter().any(|w| sentence.span.of(page.text).contains(w));
    let gives = project::is_given(page, s);
    let speaks = word || gives || around(&["扩产"]);
    let makes = around(&["产能", "年产", "扩产", "月产", "产线", "投片"]);
    let measures = physical || racks || gives || makes || grows || s.inherited && word;
    // `新签订单，总计134MW`
    let ordered = ordered || before == Some("order") && physical && !around(stock);
    if !speaks && !ordered || !measures {
        return None;
    }
    // `新增的8万吨产能…提供空间`: what stands right before the number says which
    let before_it = |words: &[&'static str]| words.iter().filter_map(|w| lead.rfind(w)).max();
    let nearer = before_it(&phrases.added) > before_it(&phrases.ordered);
    // the power of one rack (`8kW机柜新签均价`) is no order
    let small = unit == "W" && s.quantity.high < Decimal::from(RACK);
    if small && (ordered || lead.contains("总功率")) {
        return None;
    }
    if ordered && physical && !nearer && !around(&["装机", "新增装机"]) {
        return Some("order");
    }
    Some(if is_added(page, s, before) { "added" } else { "installed" })
}

/// Whether a capacity is but intended, which binds nobody, given up, or what there was: `原有6000吨产线扩建至1.5万吨`.
fn is_not_so(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let words = sentence.span.of(page.text);
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    // `单线规模应不低于8万吨` is what a rule asks for
    let lead = between(page.text, s.clause.start, s.quantity.span.end);
    let asked = ["应不低于", "应不小于", "须不低于", "需不低于", "不得低于", "应达到", "不应低于"];
    // `产线退出后，关闭的产能为136万平米`
    let closed = ["关闭的", "退出的", "淘汰的", "关停的"].iter().any(|w| lead.contains(w));
    closed
        || asked.iter().any(|w| lead.contains(w))
        || ["意向书", "无约束力", "可研"].iter().any(|w| words.contains(w))
        || page.lexicon.phrases.given_up.is_in(words)
        || ["扩建至", "扩产至", "扩充至", "扩建到"].iter().any(|w| rest.contains(w))
}

/// `总产能将减少2.4%`, `新增装机同比下降51%`: the metric of a change that stands alone.
fn changed(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<&'static str> {
    let words = s.indicator.of(page.text).trim_end();
    let first = !s.inherited && s.item.is_none() && sentence.span.contains(s.indicator);
    if !first || s.change.is_none() || s.quantity.unit != "%" || s.quantity.low != s.quantity.high {
        return None;
    }
    let ends = |nouns: &[&str]| nouns.iter().any(|w| words.ends_with(w));
    if ends(&["新增装机", "新增装机量", "新增装机容量", "新增装机规模"]) {
        return Some("added");
    }
    ends(&["总产能", "年产能", "月产能", "总装机", "累计装机", "装机容量"]).then_some("installed")
}

/// Whether a number in a measure of its own is what a land or a works can make: `我国某某年产能500万加仑`.
fn is_yearly(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let words = s.indicator.of(page.text).trim_end();
    let unit = s.quantity.unit.as_str();
    let other = unit.is_empty()
        || matches!(unit, "%" | "x" | "pp" | "家" | "人" | "条" | "座" | "个" | "次" | "倍" | "英寸" | "寸" | "nm");
    ["年产能", "月产能", "总产能"].iter().any(|w| words.ends_with(w))
        && !other
        && !s.inherited
        && !page.is_money(s.quantity)
}

/// What is counted of a firm that lets racks.
const RACKS: [&str; 9] =
    ["机架", "投产机柜", "投运机柜", "运营机柜", "在营机柜", "机柜资源", "机柜规模", "机柜总数", "机柜数量"];

/// Whether a number counts racks.
fn is_racks(unit: &str, lead: &str) -> bool {
    matches!(unit, "架" | "个" | "台") && RACKS.iter().any(|w| lead.contains(w))
}

/// Whether a number is of no capacity by its unit or its clause's words.
fn is_none(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let (clause, unit) = (s.clause.of(page.text), s.quantity.unit.as_str());
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let physical = project::is_physical(unit);
    // how fast a switch is, is none of a network
    if unit == "b/s" && !["带宽储备", "带宽资源", "总带宽", "储备带宽"].iter().any(|w| clause.contains(w))
    {
        return true;
    }
    // `64 PFLOPS的FP8性能`: what one product can do
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    if matches!(unit, "FLOPS" | "OPS") && rest.contains("性能") {
        return true;
    }
    let sought = || project::agreed(page, sentence, s) == Some(false);
    if project::is_machines(s, clause) || lead.contains("可对应") || physical && (project::is_of_one(lead) || sought())
    {
        return true;
    }
    !physical
        && !page.lexicon.phrases.pieces.contains(&project::stem(unit))
        && unit != "架"
        && (!matches!(unit, "m2" | "张") || !clause.contains("产能"))
        && !is_yearly(page, s)
        || clause.contains("招工")
        || clause.contains("招聘")
        || clause.contains("出货")
        || clause.contains("销量")
        || clause.contains("保有量")
        || clause.contains("产销规模")
        || clause.contains("产量") && !clause.contains("产能") && !s.inherited
}

/// Whether a number's own words say that it is added to a stock.
fn is_added(page: &Page<'_>, s: &Statement<'_>, before: Option<&str>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let near = lead.trim_end_matches(['约', '近', '了', ' ']);
    let levels = is_level(page, s);
    let own = piece(page, s);
    let head = page.text[..s.quantity.span.start].trim_end();
    let goes_on = s.inherited && before == Some("added") && head.ends_with(LISTED);
    let freed = ["扩大", "释放", "释放产能"].iter().any(|w| near.ends_with(w));
    let all = own.contains("累计投产");
    (freed || page.lexicon.phrases.added.is_in(own) || goes_on) && !levels && !all
}

/// The metric where no word of capacity needs to say so.
fn plainly(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    last: Option<&Fact>,
    built: bool,
) -> Option<&'static str> {
    let unit = s.quantity.unit.as_str();
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    if built || project::has_begun(page, sentence, s) {
        return Some("added");
    }
    let large = matches!(unit, "W" | "Wh") && s.quantity.high >= Decimal::from(RACK);
    if large && project::agreed(page, sentence, s) == Some(true) {
        return Some("order");
    }
    if large && project::is_running(page, s) {
        return Some("installed");
    }
    if project::is_ordered(page, s) {
        return Some("order");
    }
    if project::is_delivered(page, sentence, s) {
        return Some(if lead.contains("增") { "added" } else { "installed" });
    }
    if project::is_computing(page, s) || project::is_monthly(page, sentence, s) {
        return Some("installed");
    }
    let ramped = unit.starts_with('片') && lead.contains("爬坡") && lead.trim_end().ends_with("每月");
    let another = ramped || project::compared(page, s, last).is_some() || project::is_level_of(page, s, last);
    another.then_some("installed")
}

/// `由5万片扩张为16万片`, `增加到20万片`: what there was, and what there is then.
fn is_level(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let mut end = s.quantity.span.start;
    // `增加到2025年的18亿千瓦`
    let head = between(page.text, s.clause.start, end).trim_end().trim_end_matches('的').len();
    if let Some(p) = page.periods.iter().find(|p| p.span.end == s.clause.start + head && p.span.start > s.clause.start)
    {
        end = p.span.start;
    }
    let lead = between(page.text, s.clause.start, end).trim_end();
    let near = lead.trim_end_matches(['约', '近', '了', ' ']);
    let grown = ["增加", "扩张", "扩产", "扩充", "扩建", "扩大", "提升", "增长"];
    let head = near.trim_end_matches(['至', '到']);
    let grown = head.len() < near.len() && grown.iter().any(|w| head.ends_with(w));
    grown || lead.ends_with(['由', '从']) || lead.contains(['由', '从']) && lead.ends_with(['至', '到', '为'])
}

/// The words of a clause that are of one of its numbers: `实际产能58万吨、在建产能41万吨` holds two such pieces.
fn piece<'d>(page: &Page<'d>, s: &Statement<'_>) -> &'d str {
    let own = s.quantity.span;
    // `5万片12英寸产能扩张`: a size is no other capacity
    let others = || page.quantities_in(s.clause).filter(|q| q.unit == s.quantity.unit);
    let from = others().filter(|q| q.span.end <= own.start).last().map_or(s.clause.start, |q| q.span.end);
    let to = others().find(|q| q.span.start >= own.end).map_or(s.clause.end, |q| q.span.start);
    let behind = between(page.text, own.end, to);
    between(page.text, from, own.end + behind.find(['、', '，', ',']).unwrap_or(behind.len()))
}

/// A company where one is named or meant, else the words that are measured.
fn owner(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Subject {
    let words = s.indicator.of(page.text);
    let market =
        ["全国", "中国", "我国", "全球", "风电", "太阳能", "光伏", "新能源", "市场"].iter().any(|w| words.contains(w));
    // 中国 of 中国移动 is a company's
    let firm = |m: &&Mention| is_firm(m) && m.span.start >= s.indicator.start && m.span.end <= s.indicator.end;
    let market = market && page.mentions.iter().find(firm).is_none_or(|m| !m.span.of(page.text).contains("国"));
    // 国内冷库容量 is no company's; 国内产量 is read as the region's
    let market = market || words.starts_with("国内") && ["容量", "装机"].iter().any(|w| words.contains(w));
    if market {
        return Subject::named(&plant::market(page, s));
    }
    // an order's capacity goes to whom it is provided
    let clause = s.clause.of(page.text);
    if let Some(at) = clause.find("向").filter(|_| clause.contains("提供")) {
        let from = s.clause.start + at;
        if let Some(m) = page.mentions.iter().find(|m| m.span.start >= from && m.span.end <= s.clause.end) {
            return m.into();
        }
    }
    if let Some(of) = plant::bracketed(page, s) {
        return of;
    }
    if let Some(plants) = plant::counted(page, sentence, s.quantity.span.start) {
        return plant::of_region(page, s.quantity.span.start, plants);
    }
    if let Some(trade) = plant::trade(page, sentence, s.quantity.span.start) {
        return Subject::named(trade);
    }
    if let Some(works) = plant::unknown(page, sentence, s.quantity.span.start) {
        return Subject::named(works);
    }
    if let Some(place) = plant::region(page, sentence, s.quantity.span.start) {
        return Subject::named(place);
    }
    if let Some(topic) = page.led_by_topic(sentence, s.quantity.span.start) {
        return Subject::named(topic.of(page.text));
    }
    page.actor(sentence, s.quantity.span.start)
}

/// `约 500 MW（兆瓦）的容量`: the quote goes on over a bracket to the noun.
fn tail(text: &str, at: usize, end: usize) -> usize {
    let rest = between(text, at, end);
    ["的容量", "装机", "容量", "产能", "订单"]
        .iter()
        .filter_map(|w| rest.find(w).filter(|i| rest[..*i].chars().count() <= 14).map(|i| at + i + w.len()))
        .max()
        .unwrap_or(at)
}
