//! `price_change`, behind a price that is quoted, and beside one that was read: how far what the clause before prices has moved.
//!
//! reads: changes with no noun of their own behind a price (`均价15.8万元/吨，周环比上涨3.6%，较年初已累计上行31%`, `比2月高出约4%`),
//! before one (`某某年初以来下滑12%，目前报价6万元/吨`), of another product beside one (`某某现货均价周跌2%，另一某某则微升1%`). gives: whether it fell, the base that its words
//! name. does not match: changes of something that the clause names (`出货量下滑5%`), levels (`降至17%`), by how much one is
//! dearer than another, what each per cent would bring (`每上行1%`).

use super::draft::{begins, ends};
use super::page::Page;
use super::parallel;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, ChangeBase, Fact, change};
use crate::span::{Span, between};
use crate::tag::{Period, Quantity};
use jiff::ToSpan;

/// Clauses before a change in which its price is quoted.
const BEFORE: usize = 3;

/// Days after a report in which a date without a year is the coming one.
const NEAR: i64 = 120;

/// Characters of another product's name at most.
const NAME: std::ops::RangeInclusive<usize> = 2..=16;

/// Words that say since when or how, and name nothing that is measured.
const LINKS: [&str; 31] = [
    "周环比",
    "月环比",
    "环比",
    "同比",
    "周度",
    "年初以来",
    "今年以来",
    "年内",
    "年初",
    "上年",
    "去年",
    "同期",
    "上月",
    "上周",
    "上季度",
    "累计",
    "以来",
    "一周",
    "单周",
    "单月",
    "已",
    "相较",
    "相比",
    "较",
    "比",
    "则",
    "仍",
    "均",
    "再",
    "的",
    "继续",
];

/// Words by which a price is said to have risen.
const UP: [&str; 12] = ["上涨", "上行", "上扬", "上升", "走高", "高出", "高了", "抬升", "微涨", "微升", "涨幅", "涨"];

/// Words by which a price is said to have fallen.
const DOWN: [&str; 15] = [
    "降", "降低", "下跌", "下行", "下降", "下滑", "走低", "低了", "低出", "回落", "跌去", "微跌", "微降", "跌幅", "跌",
];

/// The verb that words end in, and whether it says that something fell.
fn verb(lead: &str) -> Option<(&str, bool)> {
    let lead = lead.trim_end().trim_end_matches(['约', '近', '了', '超', '逾', '达', '为', ' ', '幅']);
    let ends = |words: &[&str]| words.iter().filter_map(|w| lead.strip_suffix(w)).min_by_key(|h| h.len());
    let bare = |w: &str| lead.strip_suffix(w);
    match (ends(&UP), ends(&DOWN)) {
        (Some(up), Some(down)) => Some(if up.len() < down.len() { (up, false) } else { (down, true) }),
        (Some(up), None) => Some((up, false)),
        (None, Some(down)) => Some((down, true)),
        (None, None) => bare("上调").map(|h| (h, false)).or_else(|| bare("下调").map(|h| (h, true))),
    }
}

/// Whether a number stands behind a verb of prices that move.
pub(super) fn is_led(page: &Page<'_>, within: Span, at: usize) -> bool {
    verb(between(page.text, within.start, at)).is_some()
}

/// Words of a clause without its dates.
fn undated(page: &Page<'_>, from: usize, to: usize) -> String {
    let (mut words, mut at) = (String::new(), from);
    for p in page.periods.iter().filter(|p| p.span.start >= from && p.span.end <= to) {
        words.push_str(between(page.text, at, p.span.start.max(at)));
        at = at.max(p.span.end);
    }
    words.push_str(between(page.text, at, to));
    words
}

/// Whether a percentage without a noun says that the price quoted before rose (false) or fell (true), and where it is quoted.
pub(super) fn moved(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<(bool, Span)> {
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let level = level(page, sentence, s)?;
    let words = undated(page, s.clause.start, first(page, s).span.start);
    let words = match than(page, s) {
        Some(q) => words.replace(q.span.of(page.text), ""),
        None => words,
    };
    // of a price, 增长 is told where another one stands beside it
    let words = words.as_str();
    let compared = than(page, s).is_some();
    let grows = || {
        words.trim_end_matches(['约', '近', '了', ' ']).strip_suffix("增长").filter(|_| compared).map(|h| (h, false))
    };
    let (head, falls) = match verb(words).or_else(grows) {
        Some(v) => v,
        // `周环比-2.6%`
        None if s.quantity.span.of(page.text).starts_with(['-', '－', '+']) => {
            (words, s.quantity.high.is_sign_negative())
        }
        None => return None,
    };
    let left = LINKS.iter().fold(head.to_owned(), |w, l| w.replace(l, ""));
    let bare = !left.chars().any(char::is_alphanumeric);
    (bare && !rest.starts_with('的')).then_some((falls, level))
}

/// The first value of the list that a change stands in, else its own: `环比上涨8%/6%/3%`.
fn first<'q>(page: &Page<'q>, s: &Statement<'q>) -> &'q Quantity {
    let all: Vec<_> = page.quantities_in(s.clause).collect();
    let at = all.iter().position(|q| q.span == s.quantity.span);
    let run = at.and_then(|at| parallel::run_of(page.text, &all, at));
    run.map_or(s.quantity, |(from, _)| all[from])
}

/// The price of another time that a change is reckoned from: `相比5月20日32美元上涨90%`.
fn than<'q>(page: &Page<'q>, s: &Statement<'q>) -> Option<&'q Quantity> {
    let mut before = page.quantities_in(s.clause).take_while(|q| q.span.end <= s.quantity.span.start);
    let one = before.next().filter(|q| page.is_money(q) || q.unit.contains('/'))?;
    // `较2023年的6967元同比下降4%` is the level's own change
    let based = between(page.text, one.span.end, s.quantity.span.start).contains('比');
    (before.next().is_none() && !based && is_of_time(page, s.clause, one.span.start)).then_some(one)
}

/// The clause before a change that quotes a price, where between them there are but other changes.
fn level(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Span> {
    let before = first(page, s).span.start;
    let other = than(page, s).map(|q| q.span);
    if page.quantities_in(s.clause).any(|q| q.span.end <= before && Some(q.span) != other) {
        return None;
    }
    for clause in sentence.before(s.clause.start).take(BEFORE) {
        let mut inside = page.quantities_in(*clause);
        let words = clause.of(page.text);
        let priced = [
            "均价",
            "售价",
            "报价",
            "价格",
            "现货价",
            "合约价",
            "单价",
            "出厂价",
            "加工费",
            "中标价",
            "市场价",
            "收购价",
            "渠道价",
            "供货价",
            "租金",
            "期铜",
            "期铝",
            "期货",
        ]
        .iter()
        .any(|w| words.contains(w));
        let quoted = |q: &&Quantity| page.is_money(q) || q.unit.contains('/') && q.unit.len() > 1;
        if priced && page.quantities_in(*clause).last().is_some_and(|q| quoted(&q)) {
            return Some(*clause);
        }
        let first = inside.next();
        if first.is_none_or(|q| q.unit != "%") || words.contains(['价', '率', '量', '额']) {
            return None;
        }
    }
    None
}

/// A product whose change needs no noun, for the clause behind it quotes the price: `某某年初以来下滑12%，目前报价6万元/吨`; whether
/// it fell, and what it is.
pub(super) fn ahead(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<(bool, String)> {
    const OTHERS: [&str; 10] = ["股", "指数", "板块", "量", "率", "额", "收入", "利润", "产能", "库存"];
    let next = sentence.clauses.iter().find(|c| c.start >= s.clause.end)?;
    let level = page.quantities_in(*next).next().filter(|q| q.unit.contains('/') && q.unit.len() > 1)?;
    let lead = between(page.text, next.start, level.span.start);
    let quotes = ["报价", "现价", "最新价", "均价", "报"]
        .iter()
        .any(|w| lead.trim_end_matches(['为', '约', '在', ' ']).ends_with(w));
    let bare = page.text[s.quantity.span.end..next.start].trim_matches(['，', ',', '左', '右', ' ']).is_empty();
    let (head, falls) = verb(between(page.text, s.clause.start, s.quantity.span.start))?;
    // since when it moved stands between the two
    let end = s.clause.start + head.len();
    let dated = page.periods.iter().find(|p| p.span.start > s.clause.start && p.span.end <= end);
    let since =
        ["年初", "今年", "上周", "上月", "年内", "一周", "本周", "本月"].iter().filter_map(|w| head.find(w)).min();
    let cut = dated.map(|p| p.span.start - s.clause.start).into_iter().chain(since).min()?;
    let name = head[..cut].trim_end_matches(['自', '从', '较', '比', '在', ' ']);
    let name = super::priced::tidy(page, s.clause, name);
    let name = ["主要产品", "主力产品", "主导产品"].iter().fold(name.as_str(), |n, w| n.trim_start_matches(w));
    let firm = page.names_firm(Span::new(s.clause.start, end)) && !page.is_of_company();
    let fits = (2..=20).contains(&name.chars().count()) && !OTHERS.iter().any(|w| name.contains(w));
    (quotes && bare && !firm && fits).then(|| (falls, name.to_owned()))
}

/// Another product beside one whose price a clause before moves, and whether it fell: `，512Gb颗粒则微升1.2%`.
pub(super) fn beside<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<(&'d str, bool)> {
    let lead: &'d str = between(page.text, s.clause.start, s.quantity.span.start);
    let based = |t: &str| lead.trim_end().strip_suffix(t).filter(|h| h.ends_with(['季', '月', '比']));
    let based = || based("增").map(|h| (h, false)).or_else(|| based("减").map(|h| (h, true)));
    let (head, falls) = verb(lead).or_else(based)?;
    let tails = ["则", "单月", "单周", "一周", "周", "季", "环比"];
    let name = tails.iter().find_map(|t| head.trim_end().strip_suffix(t))?;
    let name = ["料", "将", "预计", "亦", "也"].iter().fold(name, |n, t| n.trim_end_matches(t));
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let phrases = &page.lexicon.phrases;
    let other = page.is_measured(name) || phrases.measured.is_in(name) || name.contains(['率', '量', '额', '收', '股']);
    (!other && NAME.contains(&name.chars().count()) && !page.periods.iter().any(|p| s.clause.contains(p.span)))
        .then_some((name, falls))
}

/// Whether what a number is compared with is but another time: `比2月高出`, `较去年同期低了`.
pub(super) fn is_of_time(page: &Page<'_>, clause: Span, at: usize) -> bool {
    let lead = between(page.text, clause.start, at);
    let based = lead.contains("基础上").then(|| lead.rfind('在')).flatten().map(|i| i + '在'.len_utf8());
    let Some(than) = ["较", "比", "相对"].iter().filter_map(|w| lead.rfind(w).map(|i| i + w.len())).max().or(based)
    else {
        return false;
    };
    let from = clause.start + than;
    let dated = page.periods.iter().any(|p| p.span.start == from && p.span.end <= at);
    dated || ["去年", "上年", "上月", "上周", "上季", "年初"].iter().any(|w| lead[than..].starts_with(w))
}

/// Whether a price is lower than at another time: `均价较去年同期低了一成`.
pub(super) fn is_lower(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    ["低了", "低出"].iter().any(|w| lead.contains(w)) && is_of_time(page, s.clause, s.quantity.span.start)
}

/// Whether a percentage is no change of a price: what each of it would bring, a level reached, another measure's.
pub(super) fn is_none(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let each = ["每上行", "每上涨", "每涨", "每提升", "每提高", "每下降", "每下跌", "每跌", "每变动", "每降", "每增加"];
    let extent = ["幅", "增速"].iter().any(|w| lead.contains(w));
    let reached = lead.trim_end_matches(['约', '近', ' ']).ends_with(['至', '到']) && !extent;
    let measured = ["毛利率", "净利率", "利润率", "占比", "渗透率"].iter().any(|w| lead.contains(w));
    each.iter().any(|w| lead.contains(w)) || reached && measured
}

/// Whether a change is what was expected before another took its place: `合约价由季增5%修正为季增9%`.
pub(super) fn is_revised(page: &Page<'_>, s: &Statement<'_>) -> bool {
    const VERBS: [&str; 10] = ["修正", "上修", "下修", "调升", "调降", "调高", "调低", "上调", "扩大", "收窄"];
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let from = lead.rfind(['由', '从']).is_some_and(|i| page.lexicon.phrases.prices.is_in(&lead[..i]));
    let rest = page.rest(s.quantity.span.end).trim_start_matches(['，', ',', ' ']);
    let to = VERBS.iter().find_map(|v| rest.strip_prefix(v)).is_some_and(|r| r.starts_with(['至', '到', '为']));
    if !from || !to || s.quantity.unit != "%" {
        return false;
    }
    let next = page.quantities.partition_point(|q| q.span.start < s.quantity.span.end);
    page.quantities.get(next).is_some_and(|q| q.unit == "%")
}

/// The period of a change that is compared with another one: March of `3月均价0.5元，比2月高出4%`.
pub(super) fn settle(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, own: bool) {
    let at = s.quantity.span.start;
    if is_of_time(page, s.clause, at) {
        let than = page.periods.iter().rfind(|p| s.clause.contains(p.span) && p.span.end <= at);
        if let Some(than) = than.filter(|t| t.period == f.period) {
            let inside = |p: &&Period| sentence.span.contains(p.span) && p.span.end <= than.span.start;
            f.period = page.periods.iter().rev().find(inside).and_then(|p| p.period.clone());
        }
    }
    // `降价20%，5月20日生效`
    let next = sentence.clauses.iter().find(|c| c.start >= s.clause.end);
    let from =
        |c: &Span| page.periods.iter().find(|p| c.contains(p.span)).map(|p| (p, between(page.text, p.span.end, c.end)));
    if let Some((p, rest)) = next.and_then(from) {
        let begins = rest.trim_start_matches(['起', '正', '式']);
        if ["生效", "执行", "实施"].iter().any(|w| begins.starts_with(w)) {
            f.period = p.period.clone().or(f.period.take());
        }
    }
    coming(f, page, sentence, own);
    // `此前6月已将某某价格上调`: 将 is no plan there
    let lead = between(page.text, s.clause.start, at);
    let over = f.period.as_deref().and_then(ends).zip(page.head.published_on).is_some_and(|(e, d)| e < d);
    if f.basis == Some(Basis::Plan) && over && lead.contains("已将") {
        f.basis = Some(Basis::Actual);
    }
    // what moves in a week is of no year that was named before
    let weekly = ["周环比", "一周", "单周", "周跌", "周涨"].iter().any(|w| lead.contains(w));
    f.period = f.period.take().filter(|p| !weekly || p.len() > 4);
    let since = ["自年初", "从年初"].iter().any(|w| lead.contains(w)) && !lead.contains("以来");
    if let Some(published) = page.head.published_on.filter(|_| since) {
        f.period = Some(format!("{}-01-01/{published}", published.year()));
    }
    f.change_base = base(page, s, f.period.as_deref());
}

/// A day or month without a year, from which on a price is told to move, is the coming one where that is near:
/// `自7月1日起调涨` in a report of June.
fn coming(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, own: bool) {
    let Some(published) = page.head.published_on else { return };
    let later = if own { Basis::Plan } else { Basis::Forecast };
    if f.period.as_deref().and_then(|p| begins(p, None)).is_some_and(|d| d > published)
        && f.basis == Some(Basis::Actual)
    {
        f.basis = Some(later);
    }
    let Some((year, rest)) = f.period.as_deref().and_then(|p| p.split_at_checked(4)) else { return };
    if year.parse() != Ok(published.year() - 1) || rest.is_empty() || rest.contains('/') {
        return;
    }
    let next = format!("{}{rest}", published.year());
    let mut said = page.periods.iter().filter(|p| sentence.span.contains(p.span) && p.period == f.period);
    let bare = said.any(|p| !p.span.of(page.text).contains('年') && !p.span.of(page.text).contains(year));
    let words = sentence.span.of(page.text);
    let told = ["起", "将", "拟", "预计", "宣布", "生效", "执行", "通知"].iter().any(|w| words.contains(w));
    let near = ends(&next).is_some_and(|d| d > published && d <= published.saturating_add(NEAR.days()));
    if bare && told && near {
        f.period = Some(next);
        if f.basis == Some(Basis::Actual) {
            f.basis = Some(later);
        }
    }
}

/// The base of a price's change by its clause's words, where these are a price's.
fn base(page: &Page<'_>, s: &Statement<'_>, period: Option<&str>) -> Option<ChangeBase> {
    let lead = between(page.text, s.clause.start, first(page, s).span.start);
    let any = |words: &[&str]| words.iter().any(|w| lead.contains(w));
    if any(&["周环比", "一周", "单周", "周跌", "周涨", "单周跳涨", "较上周", "比上周"]) {
        return Some(ChangeBase::Period);
    }
    if any(&["月环比", "单月", "较上月", "比上月"]) {
        return Some(ChangeBase::Mom);
    }
    if any(&["年初以来", "今年以来", "年内累计", "全年累计", "较年初", "比年初", "自年初", "从年初"])
    {
        return Some(ChangeBase::Ytd);
    }
    if any(&["上季基础上", "上季度基础上"]) {
        return Some(ChangeBase::Qoq);
    }
    if lead.contains("以来") {
        return Some(ChangeBase::Period);
    }
    // `比2月高出`, of March
    if is_of_time(page, s.clause, s.quantity.span.start) {
        let than = page.periods.iter().rfind(|p| s.clause.contains(p.span) && p.span.end <= s.quantity.span.start);
        let month = |p: &str| Some((p.get(..4)?.parse::<i32>().ok()? * 12, p.get(5..7)?.parse::<i32>().ok()?));
        let of = |p: &str| (p.len() == 7 && p.contains('-')).then(|| month(p)).flatten().map(|(y, m)| y + m);
        let (then, now) = (than.and_then(|p| of(p.period.as_deref()?)), period.and_then(of));
        if then.zip(now).is_some_and(|(a, b)| a + 1 == b) {
            return Some(ChangeBase::Mom);
        }
    }
    change::base(lead)
}
