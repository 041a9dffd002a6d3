//! `capex`: who spends how much on building or buying capacity.
//!
//! reads: statements whose indicator, clause or sentence holds a capex word (资本开支 …), or a weak one
//! (投资 投入 预算 …) with something that is built; changes without an amount (`同比增长 66%`, 持平).
//! needs: money, or a change beside the word itself. gives: subject, amount, period, basis, change, object.
//! does not match: 红包, 研发, 并购 and other spending that builds nothing; income and profit in the
//! same sentence; 不排除. source: design/reading.md, the gold's conventions.

use super::draft::{circumstances, fact, measure, moved};
use super::invested;
use super::joint;
use super::outlay;
use super::page::Page;
use super::sentence::Sentence;
use super::spent;
use super::statement::Statement;
use super::step;
use super::works::{self, Works};
use super::{ChangeBase, Fact, FactKind, change};
use crate::decimal::Decimal;
use crate::span::{Span, between};

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, statements: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let strong: Vec<Span> =
        page.triggers_in(sentence.span).filter(|(_, t)| t.kind == "capex").map(|(s, _)| *s).collect();
    let weak: Vec<Span> =
        page.triggers_in(sentence.span).filter(|(_, t)| t.kind == "capex_weak").map(|(s, _)| *s).collect();
    let topic = outlay::topic(page, sentence);
    let built = || page.lexicon.phrases.building.is_in(sentence.span.of(page.text));
    let none = strong.is_empty() && weak.is_empty() && !built() && topic.is_none();
    if none
        || outlay::is_denied(page, sentence)
        || sentence.span.of(page.text).contains("不排除") && statements.is_empty()
    {
        return Vec::new();
    }
    let mut out = Vec::new();
    // the last amount that is no part of another and no other is compared with
    let mut whole = None;
    for i in 0..statements.len() {
        let works = works::of(page, sentence, &statements[i]);
        let bare = statements[i].quantity.unit.is_empty() && works.is_some();
        if used[i] || !page.is_money(statements[i].quantity) && !bare {
            continue;
        }
        let found = trigger(page, sentence, statements, i, (&strong, &weak), works.as_ref())
            .or_else(|| outlay::carried(page, sentence, &statements[i], topic, &out).map(|t| (t, "capex_carried")))
            .or_else(|| invested::word(page, sentence, &statements[i], &out).map(|t| (t, "invested_in_capacity")));
        let said = outlay::is_former(page, &statements[i]) || outlay::is_converted(page, statements, i);
        if found.is_some() && said {
            used[i] = true;
            continue;
        }
        if let Some((trigger, rule)) = found.filter(|_| !outlay::is_others_view(page, &statements[i]))
            && (works.is_some() || !is_plants(page, sentence, &statements[i], trigger))
            && (rule != "invested_in_capacity" || works.is_some() || is_firm(page, sentence, &statements[i]))
        {
            used[i] = true;
            let mut f = amount(page, sentence, statements, i, trigger, rule, used);
            // a part of an amount is of its year; so is a budget that names none
            let clause = statements[i].clause;
            let part = ["其中", "预算"].iter().any(|w| clause.of(page.text).contains(w));
            let own = page.periods.iter().any(|p| clause.contains(p.span));
            if let Some(whole) = whole.and_then(|k: usize| out.get(k)).filter(|_: &&Fact| part && !own) {
                f.period = whole.period.clone();
            }
            if let Some(works) = works {
                works::settle(&mut f, page, &statements[i], works);
            }
            spent::by_trade(&mut f, page, &statements[i], out.last());
            spent::of_thing(&mut f, page, sentence, &statements[i]);
            spent::in_currency(&mut f, page, statements[i].quantity);
            whole = if part || is_compared(page, &statements[i]) { whole } else { Some(out.len()) };
            out.push(f);
        }
    }
    out.extend(spent::part_moves(page, sentence, statements, &out, used));
    out.extend(change_alone(page, sentence, statements, &strong, used));
    out.extend(spent::level_alone(page, sentence, &out));
    outlay::shares(page, statements, &mut out, used);
    out
}

/// What a plant of some kind costs (`28nm 晶圆厂资本开支为…`), and nobody who builds it.
fn is_plants(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, trigger: Span) -> bool {
    let lead = between(page.text, s.clause.start, trigger.start).trim_end_matches(['的', ' ']);
    let plant = ["晶圆厂", "工艺", "制程", "工厂", "产线", "电站", "基站"].iter().any(|w| lead.ends_with(w));
    plant && !page.has_actor(sentence, s.quantity.span.start)
}

/// An investment that somebody makes: not a unit's cost, not a supposition, not small change.
fn is_firm(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    const UNIT: [&str; 9] = ["每个", "单个", "一个项目", "平均", "假设", "保守估计", "每年每", "单位", "每台"];
    let clause = s.clause.of(page.text);
    let small = Decimal::from(10_000_000u32);
    let vague = s.quantity.low.checked_mul(Decimal::from(5)).is_some_and(|v| v < s.quantity.high);
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    !UNIT.iter().any(|w| clause.contains(w))
        && !page.lexicon.phrases.not_invested.is_in(lead)
        && s.quantity.high >= small
        && !vague
        && (page.has_actor(sentence, s.quantity.span.start) || works::goes_on(page, sentence))
}

/// The capex word that a money amount belongs to.
fn trigger(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    i: usize,
    (strong, weak): (&[Span], &[Span]),
    works: Option<&Works>,
) -> Option<(Span, &'static str)> {
    let s = &all[i];
    let clause = s.clause.of(page.text);
    let at = s.quantity.span;
    let between = |t: &Span| {
        let (a, b) = if t.end <= at.start { (t.end, at.start) } else { (at.end, t.start) };
        page.text.get(a..b.max(a)).unwrap_or("")
    };
    let other = |t: &Span| page.lexicon.phrases.not_capex.is_in(between(t)) || between(t).chars().count() > 60;
    let same = strong.iter().filter(|t| s.clause.contains(**t) && !other(t));
    if let Some(t) = same.min_by_key(|t| t.start.abs_diff(at.start)) {
        return Some((*t, "capex_word"));
    }
    if page.lexicon.phrases.not_built.is_in(clause) || page.lexicon.phrases.not_capex.is_in(clause) {
        return None;
    }
    let built = |text: &str| page.lexicon.phrases.built.is_in(text);
    let near = weak.iter().find(|t| s.clause.contains(**t) && !other(t));
    let led = strong.iter().rfind(|t| t.end <= at.start && !other(t));
    if let Some(t) = near
        && (built(clause)
            || outlay::goes_on(page, sentence, s.clause)
            || outlay::pays_for(page, sentence, s)
            || led.is_some()
            || works.is_some()
            || page.triggers_in(s.clause).any(|(g, t)| t.kind == "group" && g.end <= at.start)
            || strong.iter().any(|s| sentence.span.contains(*s)))
    {
        return Some((*t, "invested_in_capacity"));
    }
    if let Some(works) = works {
        return Some((works.word, "invested_in_capacity"));
    }
    // `公司拟将2026年固定资产投资控制在500亿元左右`; that of a country is a statistic
    let own = clause.find("固定资产投资").filter(|i| clause[..*i].len() < at.start - s.clause.start);
    if let Some(i) = own.filter(|_| page.names_actor(sentence, at.start) && !page.lexicon.phrases.regions.is_in(clause))
    {
        let word = Span::new(s.clause.start + i, s.clause.start + i + "固定资产投资".len());
        return Some((word, "capex_word"));
    }
    // `2019年资本开支预算…，其中5G 60-80亿元`, `…用于5G网络建设`
    let part = clause.contains("其中")
        || clause.contains("用于")
        || s.inherited
        || all[..i].iter().any(|b| b.clause == s.clause);
    // what a bracket adds makes no clause long
    let short = clause.split(['（', '(']).next().is_some_and(|c| c.chars().count() <= 24);
    led.filter(|_| part || built(clause) || short).map(|t| (*t, "capex_carried"))
}

#[allow(clippy::too_many_arguments)] // one statement with all that stands around it
fn amount(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    i: usize,
    trigger: Span,
    rule: &'static str,
    used: &mut [bool],
) -> Fact {
    let s = &all[i];
    let mut span = Span::new(s.clause.start, s.quantity.span.end);
    if trigger.start >= s.quantity.span.end && s.clause.contains(trigger) {
        span.end = trigger.end;
    }
    let subject = joint::together(page, s.clause, s.quantity.span.start);
    let subject = subject.unwrap_or_else(|| page.actor(sentence, s.quantity.span.start));
    let subject = spent::trade(page, sentence, (trigger, s.quantity.span.start), &subject).unwrap_or(subject);
    let mut f = fact(page, FactKind::Capex, "capex", subject, span, rule);
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, s.quantity.span.start, true);
    spent::change_before(&mut f, page, all, i, used);
    let own_end = own_end(page, sentence, s, f.period.as_deref());
    for (k, next) in all.iter().enumerate().skip(i + 1).filter(|(_, n)| n.quantity.span.start < own_end) {
        let phrases = &page.lexicon.phrases;
        let other = |c: &str| phrases.not_capex.is_in(c) || phrases.not_built.is_in(c);
        let elsewhere = next.clause != s.clause && other(next.clause.of(page.text));
        if page.is_money(next.quantity) && !is_compared(page, next) || spent::part(page, next).is_some() || elsewhere {
            break;
        }
        let free = f.change.is_none() && !used[k] && !step::leads_on(page, all, k);
        if let Some(c) = next.change.as_ref().filter(|_| free) {
            used[k] = true;
            step_by(&mut f, between(page.text, s.quantity.span.end, next.quantity.span.start), c);
        }
    }
    // the words behind the amount, up to the next amount
    let tail_end = all[i + 1..]
        .iter()
        .find(|n| page.is_money(n.quantity) && !is_compared(page, n))
        .map_or(sentence.span.end, |n| n.quantity.span.start);
    let tail_end = tail_end.min(own_end);
    if f.change.is_none()
        && let Some((value, _)) = page.text.get(s.quantity.span.end..tail_end).and_then(change::in_words)
    {
        f.change = Some(value);
        f.change_base = Some(ChangeBase::Yoy);
    }
    // `资本开支与上年持平，约 543 亿元`
    if f.change.is_none() && between(page.text, trigger.end, s.quantity.span.start).contains("持平") {
        f.change = Some(Decimal::ZERO);
        f.change_base = Some(ChangeBase::Yoy);
    }
    spent::change_behind_bracket(&mut f, page, sentence, &all[i..]);
    spent::settle(&mut f, page, sentence, s.quantity.span.start, rule == "invested_in_capacity");
    f.object = object(page, s, trigger);
    f
}

/// Gives an amount its change with the base that the words before that name.
fn step_by(f: &mut Fact, lead: &str, change: &change::Change) {
    moved(f, change);
    f.change_base = f.change_base.or_else(|| change::base(lead)).or_else(|| {
        ["较去年", "比去年", "较上年", "比上年"].iter().any(|w| lead.contains(w)).then_some(ChangeBase::Yoy)
    });
}

/// `较去年实际开支 749 亿元，增加 4%`: an amount that another is compared with.
fn is_compared(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let words = s.clause.of(page.text).trim_start_matches(['，', ' ']);
    let level = ["相当", "持平"].iter().any(|w| words.contains(w));
    ["较", "比", "相比", "相较"].iter().any(|w| words.starts_with(w)) || words.starts_with('与') && level
}

/// Where what is said of an amount ends: at another year that has its own, at the end of a bracket that holds it.
fn own_end(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, period: Option<&str>) -> usize {
    let from = s.quantity.span.end;
    let than = |at: usize| page.text[..at].trim_end().ends_with(['较', '比', '与', '同', '和', '（', '(']);
    let other = page.periods.iter().find(|p| {
        let year = p.period.as_deref().filter(|y| y.len() >= 4 && !y.contains('/'));
        sentence.span.contains(p.span)
            && p.span.start >= from
            && year.zip(period).is_some_and(|(y, own)| y.get(..4) != own.get(..4))
            && !than(p.span.start)
    });
    let lead = between(page.text, sentence.span.start, s.quantity.span.start);
    let inside = lead.rfind(['（', '(']).is_some_and(|o| !lead[o..].contains(['）', ')']));
    let close = between(page.text, from, sentence.span.end).find(['）', ')']).filter(|_| inside).map(|i| from + i);
    let end = other.map_or(sentence.span.end, |p| p.span.start);
    end.min(close.unwrap_or(end)).max(from)
}

/// What is bought: between 用于/投资/加码 and the clause's end, or the words before the weak trigger.
fn object(page: &Page<'_>, s: &Statement<'_>, trigger: Span) -> String {
    let rest = Span::new(s.quantity.span.end, s.clause.end);
    let next = page.quantities_in(rest).find(|q| page.is_money(q)).map_or(rest.end, |q| q.span.start);
    let after = between(page.text, rest.start, next);
    // a headline ends at its bracket
    let after = after.split('】').next().unwrap_or("");
    const BUYS: [&str; 13] = [
        "用于采购",
        "用于建设",
        "用于",
        "加码",
        "投资建设",
        "建成",
        "建立",
        "兴建",
        "打造",
        "投资",
        "建设",
        "采购",
        "投向",
    ];
    for word in BUYS {
        if let Some(at) = after.find(word) {
            let rest = after[at + word.len()..].rsplit("——").next().unwrap_or("");
            let rest = rest.trim_matches([' ', '，', '。', '；', '）', '、', '】']);
            if (1..=16).contains(&rest.chars().count()) && !["计划", "项目", "预算", "规划"].contains(&rest) {
                return rest.to_owned();
            }
        }
    }
    // `其中5G 60-80亿元`
    let part = page.text.get(s.clause.start..s.quantity.span.start).and_then(|l| l.rsplit_once("其中"));
    let part = part.map(|(_, words)| words.trim().trim_end_matches(['约', '为', '的'])).unwrap_or("");
    if page.lexicon.phrases.built.closing(part).is_some() && part.chars().count() <= 12 {
        return part.to_owned();
    }
    let lead = page.text.get(s.clause.start..trigger.start.max(s.clause.start)).unwrap_or("");
    // `某某 2019 年 5G 网络资本开支`: what is built, right before the trigger
    let built = page.lexicon.phrases.built.closing(lead.trim_end());
    let Some(built) = built else { return String::new() };
    let end = lead.trim_end().len();
    let start = end - built.len();
    let head = lead[..start].trim_end();
    let wider = page.lexicon.phrases.built.closing(head).map_or(start, |b| head.len() - b.len());
    lead[wider..end].trim().to_owned()
}

/// `资本支出同比增长 66%`, `资本开支与去年持平`: a change and no amount.
fn change_alone(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    strong: &[Span],
    used: &mut [bool],
) -> Vec<Fact> {
    let mut out = Vec::new();
    for t in strong {
        let clause = sentence.clause_at(t.start);
        let words = clause.of(page.text);
        let amount = all.iter().any(|s| clause.contains(s.quantity.span) && page.is_money(s.quantity));
        let supposed =
            ["虽然", "尽管", "如果", "若"].iter().any(|w| words.trim_start_matches(['，', ' ']).starts_with(w));
        if amount || supposed {
            continue;
        }
        let found = all.iter().enumerate().find(|(i, s)| {
            !used[*i]
                && !all[..*i].iter().any(|b| b.quantity.span.start > t.end && page.is_money(b.quantity))
                && s.change.is_some()
                && s.quantity.span.start > t.end
                && between(page.text, t.end, s.quantity.span.start).chars().count() <= 26
        });
        let words = change::in_words(between(page.text, t.end, clause.end));
        let (value, base, end) = match (found, words) {
            (Some((i, s)), _) => {
                used[i] = true;
                let c = s.change.as_ref();
                (c.map(|c| c.value), c.and_then(|c| c.base), s.quantity.span.end)
            }
            // the amount in the next clause says it
            (None, Some(_)) if all.iter().zip(used.iter()).any(|(s, u)| *u && is_next(page, s, *t)) => continue,
            (None, Some((value, (_, b)))) => (Some(value), Some(ChangeBase::Yoy), t.end + b),
            (None, None) => continue,
        };
        let subject = page.actor(sentence, t.start);
        let subject = spent::trade(page, sentence, (*t, t.start), &subject).unwrap_or(subject);
        let mut f =
            fact(page, FactKind::Capex, "capex", subject, Span::new(clause.start.min(t.start), end), "capex_change");
        f.change = value.map(|v| v.normalize());
        // `相比4G时期提升50%`
        let words = between(page.text, clause.start, end);
        let era = ["时期", "时代"].iter().any(|w| words.contains(w))
            && ["相比", "较", "比"].iter().any(|w| words.contains(w));
        f.change_base = base.or(Some(if era { ChangeBase::Period } else { ChangeBase::Yoy }));
        circumstances(&mut f, page, sentence, t.start, true);
        spent::estimated(&mut f, page, sentence, t.start);
        f.approximation = found.map(|(_, s)| s.quantity.approximation);
        out.push(f);
    }
    out
}

/// Whether an amount stands a few words behind a capex word.
fn is_next(page: &Page<'_>, s: &Statement<'_>, word: Span) -> bool {
    let near = between(page.text, word.end, s.quantity.span.start).chars().count() <= 20;
    page.is_money(s.quantity) && s.quantity.span.start > word.end && near
}
