//! `release`: a product, model or chip that is launched, opened, approved.
//!
//! reads: clause by clause the act (发布 推出 上线 开源 获批 亮相 …, `act`), then the thing behind it, else the one before it
//! (`thing`), else what the clauses before speak of (`carried`), as a reader would name it (`name`), each of several with its
//! own date (`shared`). needs: a name of its own, else somebody who launches a kind of product.
//! gives: the product; the date; whether it is done, planned or rumoured. does not match: reports, policies and plans that
//! are 发布, shares that are listed, what is put off or denied, habits (`持续推出新品`).

mod act;
mod carried;
mod latin;
mod licence;
mod name;
mod shared;
mod thing;

use super::draft::{begins, fact};
use super::page::{Page, is_firm};
use super::sentence::Sentence;
use super::when::Carried;
use super::{Basis, Fact, FactKind, teller};
use crate::span::{Span, between};
use act::Act;
use jiff::civil::Date;
use name::{Kind, Name};

/// Characters that may stand before an act without somebody who acts: the actor is that of a clause before.
const ELIDED: usize = 14;

/// What is launched in a sentence, in order.
pub(super) fn read(page: &Page<'_>, sentence: &Sentence) -> Vec<Fact> {
    found(page, sentence, |_| true)
}

/// What a figure's label stands before: only what has a name of its own.
pub(super) fn captioned(page: &Page<'_>) -> Vec<Fact> {
    page.sentences.iter().flat_map(|s| found(page, s, |k| matches!(k, Kind::Known | Kind::Own))).collect()
}

fn found(page: &Page<'_>, sentence: &Sentence, keeps: impl Fn(Kind) -> bool) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    if !page.lexicon.phrases.launches.is_in(sentence.span.of(page.text)) {
        return out;
    }
    for clause in &sentence.clauses {
        for act in act::acts(page, sentence, *clause) {
            let names = launched(page, sentence, &act);
            let dates = shared::dates(page, &act, names.len());
            for (i, name) in names.into_iter().enumerate().filter(|(_, n)| keeps(n.kind)) {
                let same = |f: &Fact| f.subject_id == name.subject.id && f.subject == name.subject.name;
                if !out.iter().any(|f| same(f) && clause.contains(f.span)) {
                    let mut f = release(page, sentence, &act, name);
                    f.period = dates.as_ref().and_then(|d| d.get(i).cloned()).or(f.period);
                    // `甲获批准，5月上市销售` is one launch
                    if act.word == "上市销售" {
                        out.retain(|o| o.subject != f.subject || o.period.is_some());
                    }
                    out.push(f);
                }
            }
        }
    }
    let this = |f: &Fact| ["本次", "此次"].iter().any(|w| f.span.of(page.text).starts_with(w));
    // `计划下周发布甲，本次发布涉及乙`
    for i in 1..out.len() {
        if this(&out[i]) {
            out[i].basis = out[i - 1].basis;
        }
    }
    out
}

/// A Latin name in words, where they hold one.
pub(super) fn latin_name(page: &Page<'_>, words: &str) -> Option<String> {
    latin::run(page, words).map(|r| words[r.start..r.end].to_owned())
}

/// Where the last Latin name stands in words.
pub(super) fn latin_place(page: &Page<'_>, words: &str) -> Option<(usize, usize)> {
    latin::run(page, words).map(|r| (r.start, r.end))
}

/// Where all Latin names stand in words, in order.
pub(super) fn latin_places(page: &Page<'_>, words: &str) -> Vec<(usize, usize)> {
    latin::runs(page, words).into_iter().map(|r| (r.start, r.end)).collect()
}

/// What is launched last within a part of a sentence, where its name stands in no list.
pub(super) fn name_between(page: &Page<'_>, sentence: &Sentence, part: Span) -> Option<String> {
    if !page.lexicon.phrases.launches.is_in(part.of(page.text)) {
        return None;
    }
    let facts = found(page, sentence, |k| k == Kind::Own);
    let last = facts.into_iter().rev().find(|f| f.span.end > part.start && f.span.end <= part.end)?;
    latin::run(page, &last.subject).map(|_| last.subject)
}

/// What a sentence launches whose name ends in words.
pub(super) fn name_with(page: &Page<'_>, sentence: &Sentence, words: &str) -> Option<String> {
    found(page, sentence, |k| k == Kind::Own).into_iter().map(|f| f.subject).find(|s| s.ends_with(words))
}

/// The things that an act is of: those of its clause, else what the clauses before speak of.
fn launched(page: &Page<'_>, sentence: &Sentence, act: &Act) -> Vec<Name> {
    let mut found = direct(page, sentence, act);
    if found.is_empty() && !act.is_joined {
        found = carried::read(page, sentence, act);
    }
    found.into_iter().map(|n| shared::with_maker(page, act, n)).collect()
}

/// The things that the clause of an act names.
fn direct(page: &Page<'_>, sentence: &Sentence, act: &Act) -> Vec<Name> {
    if act.is_joined {
        return Vec::new();
    }
    if !act.licensed.is_empty() {
        return act.licensed.iter().filter_map(|i| licence::drug(page, *i)).collect();
    }
    let (items, of) = if act::is_since(page, act) { (Vec::new(), false) } else { thing::behind(page, act) };
    // `发布《某办法》规范甲、乙建设`: what a paper is about
    if items.len() > 1 && thing::is_of_paper(page, items[0]) {
        return Vec::new();
    }
    let versions = if of { Vec::new() } else { shared::versions(page, sentence, act, &items) };
    if !versions.is_empty() {
        return versions;
    }
    let close = act::is_close(page, act);
    let mut found: Vec<Name> = Vec::new();
    if act.takes_an_object() && (act.word != "开源" || close) {
        let listed = items.len() > 1;
        let names = items.iter().filter_map(|i| name::name(page, *i, act.takes_titles()));
        found = names.filter(|n| fits(page, sentence, act, n, (of, listed))).collect();
        // a list that ends in plans, or of so many products, is of no products with names
        let (plans, several) = name::are_others(page, &items);
        found.retain(|n| match n.kind {
            Kind::Known | Kind::Own => true,
            Kind::Class => !several,
            Kind::Plain => !several && !plans,
        });
        let past = act::is_dated_from(page, act);
        found.retain(|n| !past || matches!(n.kind, Kind::Known | Kind::Own));
    }
    let defines = of && matches!(act.word, "推出" | "发布" | "上线") && thing::is_of_kind(page, &items);
    if defines && !found.iter().any(|n| matches!(n.kind, Kind::Known | Kind::Own)) {
        // `甲是某某推出的平台`
        let of = thing::defined(page, act).and_then(|s| name::name(page, s, false));
        if let Some(name) = of.filter(|n| n.kind != Kind::Plain || n.subject.name.chars().count() <= 8) {
            found = vec![name];
        }
    }
    if found.is_empty() && !of {
        let told = thing::told(page, sentence, &items);
        let names = told.iter().filter_map(|i| name::name(page, *i, false));
        found = names.filter(|n| n.kind != Kind::Plain && fits(page, sentence, act, n, (of, true))).collect();
    }
    let cleft = of && items.is_empty() && thing::is_cleft(page, act);
    if found.is_empty() && (!of || cleft) {
        let open = cleft || thing::is_free(page, act);
        let before = thing::before(page, act);
        let drug = |i: &Span| act.is_for_sale().then(|| licence::drug(page, *i)).flatten();
        let names = before.iter().filter_map(|i| drug(i).or_else(|| name::name(page, *i, true)));
        found = names.filter(|n| passive(page, sentence, act, n, open)).collect();
        let other = found.first().and_then(|n| shared::beside(page, sentence, act, n));
        found.extend(other);
    }
    found
}

/// Whether a thing behind an act is launched by it; `of`: whether it stands behind 的, `listed`: beside others.
fn fits(page: &Page<'_>, sentence: &Sentence, act: &Act, name: &Name, (of, listed): (bool, bool)) -> bool {
    let habit = act::is_habit(page, sentence, act);
    match name.kind {
        Kind::Class | Kind::Plain if act.is_loose() => false,
        // `甲开源的乙`: but says whose it is
        Kind::Known if of && !listed => is_told(page, sentence, act),
        Kind::Known => act.word != "上市" || act::is_close(page, act),
        _ if act.is_approval() || act.word == "官宣" => false,
        // `在国内上市了凝胶“甲”`
        Kind::Own => act.word != "上市" || act::is_close(page, act) || page.rest(act.span.end).starts_with('了'),
        Kind::Class => {
            !habit
                && !act::is_of_many(page, act)
                && !matches!(act.word, "开源" | "推送" | "放出")
                && is_acted(page, sentence, act, of)
        }
        Kind::Plain => {
            let new = matches!(act.word, "推出" | "上市" | "上线" | "首发");
            let dated = || page.dated(sentence, act.span.start).is_some_and(|d| d.1 != Carried::Sentence);
            let told = if of { name.cut } else { listed && name.counted || act::is_close(page, act) && dated() };
            new && !habit && !act::is_of_many(page, act) && told && is_acted(page, sentence, act, of)
        }
    }
}

/// Whether a launch behind which 的 stands is told as news: with a date, or as the newest.
fn is_told(page: &Page<'_>, sentence: &Sentence, act: &Act) -> bool {
    let dated = page.periods.iter().any(|p| act.clause.contains(p.span));
    let words = between(page.text, sentence.span.start, act.span.start);
    let news =
        ["最新", "近日", "近期", "刚", "日前", "本周", "上周", "今日", "昨日", "新"].iter().any(|w| words.contains(w));
    dated || news
}

/// Whether a thing before an act is what is launched; `open`: whether nothing stands behind the act.
fn passive(page: &Page<'_>, sentence: &Sentence, act: &Act, name: &Name, open: bool) -> bool {
    let whole = !matches!(act.word, "批准" | "官宣");
    match name.kind {
        Kind::Class if act.is_loose() => false,
        Kind::Known => (open || act.word != "开源") && whole && (act.word != "上市" || name.numbered),
        Kind::Own => open && (whole && !act.is_approval() || is_licensed(page, act, name)),
        Kind::Class => open && whole && !act.is_approval() && act.word != "商用" && !act::is_habit(page, sentence, act),
        // `甲、乙等多款产品获批上市`
        Kind::Plain => open && act.is_for_sale() && name.counted,
    }
}

/// Whether an authority licenses a drug or a device with a Latin or a marked name: `甲获NMPA批准`.
fn is_licensed(page: &Page<'_>, act: &Act, name: &Name) -> bool {
    let words = act.clause.of(page.text);
    let by = ["药监", "NMPA", "FDA", "EMA", "上市", "注册证"].iter().any(|w| words.contains(w));
    let marked = page.text[..name.span.start].ends_with(['“', '「']);
    act.is_approval() && by && (marked || name.subject.name.is_ascii())
}

/// Whether somebody launches: named in the clause, or before it where nothing else stands before the act.
fn is_acted(page: &Page<'_>, sentence: &Sentence, act: &Act, of: bool) -> bool {
    let lead = Span::new(act.clause.start, act.span.start);
    let words = lead.of(page.text);
    let latin = !of && shared::maker(page, act).is_some();
    if latin || page.names_firm(lead) || ["公司", "集团", "旗下"].iter().any(|w| words.contains(w)) {
        return true;
    }
    let left = between(page.text, lead.start, thing::stripped(page, lead.start, lead.end));
    let before = Span::new(sentence.span.start, lead.start);
    let named = || page.names_firm(before) || before.of(page.text).contains("公司");
    !of && left.chars().count() <= ELIDED && (named() || page.is_of_company() || page.before.is_some())
}

fn release(page: &Page<'_>, sentence: &Sentence, act: &Act, name: Name) -> Fact {
    let at = act.span.start;
    let span = Span::new(act.clause.start.min(name.span.start), name.span.end.max(act.span.end));
    let rule = if name.kind == Kind::Known { "release_act" } else { "release_app" };
    let thing = name.span;
    let mut f = fact(page, FactKind::Release, "release", name.subject, span, rule);
    f.period = period(page, sentence, act, thing);
    f.basis = Some(basis(page, &f, act, thing.start));
    f.period = f.period.take().map(|p| told_year(page, act, p, f.basis == Some(Basis::Plan)));
    f.said_by = teller::said_by(page, sentence, at);
    f
}

/// The date of a launch: of its sentence alone, never a number of the thing's name (机器人H2).
fn period(page: &Page<'_>, sentence: &Sentence, act: &Act, thing: Span) -> Option<String> {
    let at = act.span.start;
    if act.word == "定档"
        && let Some(p) = page.periods.iter().find(|p| p.span.start >= act.span.end && act.clause.contains(p.span))
    {
        return p.period.clone();
    }
    // `配合最新发布的甲`: of no date said before
    let words = act.clause.of(page.text);
    let latest =
        ["最新", "近期", "此前"].iter().any(|w| between(page.text, act.clause.start, at).trim_end().ends_with(w));
    let own = page.periods.iter().any(|p| act.clause.contains(p.span));
    if latest && !own && words.contains('的') {
        return None;
    }
    // a date of another sentence is of what happened there
    let dated = page.dated(sentence, at).filter(|d| d.1 != Carried::Sentence && !is_later(page, sentence, at, d.1));
    let period = dated.map(|d| finer(page, sentence, at, d.0))?;
    let mut written =
        page.periods.iter().filter(|p| sentence.span.contains(p.span) && p.period.as_ref() == Some(&period));
    let first = written.next();
    let named = first.is_some_and(|p| thing.contains(p.span)) && written.next().is_none();
    // 本周要闻 heads a list
    let heads = first.is_some_and(|p| {
        let rest = between(page.text, p.span.end, sentence.span.end);
        ["要闻", "新闻", "动态", "回顾", "观点"].iter().any(|w| rest.starts_with(w))
    });
    (!named && !heads).then_some(period)
}

/// Whether a date of a clause before is but what the launch came after: `2018年落地，此后推出甲`.
fn is_later(page: &Page<'_>, sentence: &Sentence, at: usize, carried: Carried) -> bool {
    let since = page.periods.iter().rev().find(|p| sentence.span.contains(p.span) && p.span.end <= at);
    let lead = between(page.text, since.map_or(sentence.span.start, |p| p.span.end), at);
    // `从2012年开始研发，并推出甲`: when something else began
    let began = since.is_some_and(|p| {
        let opens = p.span.of(page.text).starts_with(['从', '自']) || page.text[..p.span.start].ends_with(['从', '自']);
        let rest = page.text[p.span.end..].trim_start();
        opens && ["开始", "起", "以来"].iter().any(|w| rest.starts_with(w) || p.span.of(page.text).ends_with(w))
    });
    if began && carried != Carried::Own {
        return true;
    }
    // `甲于9月上市，乙已开启预售`: the date of another maker's launch
    let here = sentence.clause_at(at);
    let there = since.map_or(here, |p| sentence.clause_at(p.span.start));
    let firms = |s: Span| page.mentions.iter().filter(move |m| s.contains(m.span) && is_firm(m));
    let mut acting = firms(Span::new(here.start, at.max(here.start)));
    let others = acting.any(|m| firms(there).next().is_some() && firms(there).all(|o| o.id != m.id))
        && page.lexicon.phrases.launches.is_in(there.of(page.text));
    if carried == Carried::Clause && others {
        return true;
    }
    carried == Carried::Clause
        && ["此后", "其后", "之后", "随后", "后续", "开始", "以来"].iter().any(|w| lead.contains(w))
}

/// A day or a month without a year: to come, of this year or the next (`定档5月28日`); done, of this one or the last (`已于5月28日`).
fn told_year(page: &Page<'_>, act: &Act, period: String, plan: bool) -> String {
    // 5月 is over when its last days are
    let month = period.len() == "2026-05".len() && period.contains('-') && !period.contains(['Q', 'H']);
    let day = if month { format!("{period}-28") } else { period.clone() };
    let day = day.parse::<Date>().ok().filter(|_| month || period.len() == 10);
    let Some((day, published)) = day.zip(page.head.published_on) else { return period };
    let written = page.periods.iter().find(|p| act.clause.contains(p.span) && p.period.as_ref() == Some(&period));
    let yearless = written.is_some_and(|p| !p.span.of(page.text).contains('年'));
    let done = between(page.text, act.clause.start, act.span.start).contains('已');
    let step = match (plan && !done, day < published, day > published) {
        (true, true, _) => 1,
        (_, _, true) if done => -1,
        _ => 0,
    };
    let year = day.year().checked_add(step).filter(|_| yearless && step != 0);
    let moved = year.and_then(|y| Date::new(y, day.month(), day.day()).ok());
    let moved = moved.filter(|m| (*m > published) == plan || done).map(|m| m.to_string());
    moved.map_or(period, |m| if month { m[.."2026-05".len()].to_owned() } else { m })
}

/// The day in the same sentence that a year belongs to which but stands in a name: `3月21日，在2019云峰会上`.
fn finer(page: &Page<'_>, sentence: &Sentence, at: usize, period: String) -> String {
    let inside = || page.periods.iter().filter(|p| sentence.span.contains(p.span) && p.span.end <= at);
    let bare = |year: &str| inside().any(|p| p.period.as_deref() == Some(year) && p.span.of(page.text) == year);
    if period.len() != 4 || !bare(&period) {
        return period;
    }
    let day = inside().filter_map(|p| p.period.as_deref()).find(|p| p.len() > 4 && p.starts_with(&period));
    day.map_or_else(|| period.clone(), str::to_owned)
}

/// Whether it is done, to come, or but told.
fn basis(page: &Page<'_>, f: &Fact, act: &Act, thing: usize) -> Basis {
    let lead = between(page.text, act.clause.start, act.span.start);
    // `将甲开源`: 将 marks what is opened; in a title it is a name's
    let marks = |i: usize| act.clause.start + i + "将".len() == thing;
    let titled = |i: usize| lead[..i].rfind('《').is_some_and(|o| !lead[o..i].contains('》'));
    let near = |i: usize| lead[i + "将".len()..].starts_with('近');
    let will = lead.match_indices('将').any(|(i, _)| !near(i) && !marks(i) && !titled(i));
    let aims = |w: &&str| lead.match_indices(*w).any(|(i, _)| !lead[..i].ends_with(['虚', '模', '激', '励', '股']));
    if ["据称", "传闻", "据传", "传言", "知情人士", "或将", "据悉", "爆料", "猜测"].iter().any(|w| lead.contains(w))
        || lead.trim_start().starts_with('传')
    {
        return Basis::Rumour;
    }
    let plans = [
        "计划",
        "拟",
        "预计",
        "预期",
        "即将",
        "会于",
        "会在",
        "有望",
        "初步确定",
        "定档",
        "下月",
        "下周",
        "明年",
        "规划",
        "打算",
        "力争",
        "预告",
    ];
    let published = page.head.published_on;
    let ahead = f.period.as_deref().and_then(|p| begins(p, None)).zip(published).is_some_and(|(p, d)| p > d);
    // `已于5月28日上线`: whatever year the day was taken for
    let done = ["已于", "已在", "已经", "已正式"].iter().any(|w| lead.contains(w));
    if will || ahead && !done || plans.iter().any(aims) { Basis::Plan } else { Basis::Actual }
}
