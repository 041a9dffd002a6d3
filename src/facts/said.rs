//! On what a figure rests: `basis` from the words of a sentence.
//!
//! Reads 计划 拟 预算 目标 (plan), 指引 (guidance), 预计 有望 (forecast, or plan of one's own spending), 据称 传 (rumour). Does not
//! read: hedges that deny (不排除).

use super::draft::ends;
use super::page::Page;
use super::sentence::Sentence;
use super::supposed::{is_bound, is_filed, reckons};
use super::{Basis, Fact};
use crate::span::between;
use crate::tag::Period;
use std::borrow::Cow;

/// Words of a clause that plans.
const PLANS: [&str; 15] = [
    "计划",
    "拟",
    "预算",
    "目标",
    "规划",
    "决定",
    "拟投",
    "打算",
    "会用于",
    "决议",
    "触发值",
    "考核",
    "不低于",
    "要求到",
    "提出到",
];

/// On what a figure at `at` rests. `own`: a statement about the actor's own spending, so that 预计
/// is its plan.
pub(super) fn basis(text: &str, sentence: &Sentence, at: usize, own: bool) -> Basis {
    let here = sentence.clause_at(at);
    // what a figure is compared with colours it not: `22.5%，高于指引的 19%`
    let clause = match compared(here.of(text)) {
        Some(cut) if here.start + cut > at => between(text, here.start, here.start + cut),
        _ => here.of(text),
    };
    let clause = untitled(clause);
    let earlier = sentence.clauses.iter().filter(|c| c.end <= here.start).map(|c| c.of(text));
    // when a building will be ready says nothing of its price
    let earlier = earlier.filter(|c| !["工期", "完工", "竣工"].iter().any(|w| c.contains(w)));
    let mut lead: String = earlier.map(|c| compared(c).map_or(c, |cut| &c[..cut])).collect();
    lead.push_str(between(text, here.start, at.min(sentence.span.end)));
    let lead = untitled(&lead);
    let before = untitled(between(text, here.start, at.max(here.start)));
    let years = over_years(between(text, here.start, at));
    weighed((&clause, &lead, &before), years, own)
}

/// Whether a clause aims at something by `word`: 目标客户 are whom one sells to, 规划化 is how.
fn aims(clause: &str, word: &str) -> bool {
    let other = ['客', '市', '人', '用', '群', '化', '院', '局', '师'];
    clause.match_indices(word).any(|(i, _)| !clause[i + word.len()..].starts_with(other))
}

/// Whether a clause has a word that says on what its figure rests.
fn holds(clause: &str, word: &str) -> bool {
    match word {
        "目标" | "规划" => aims(clause, word),
        "拟" => intends(clause),
        _ => clause.contains(word),
    }
}

/// Whether a clause says what somebody intends: 模拟电路 and 虚拟现实 are things.
fn intends(clause: &str) -> bool {
    clause.match_indices('拟').any(|(i, _)| !clause[..i].ends_with(['虚', '模', '草', '比', '仿', '类']))
}

/// The basis by the words of a figure's clause, those before it in the sentence, and those before it in the clause;
/// `years`: whether a count of years stands right before it.
fn weighed((clause, lead, before): (&str, &str, &str), years: bool, own: bool) -> Basis {
    let near = |words: &[&str]| words.iter().any(|w| holds(clause, w));
    let led = |words: &[&str]| words.iter().any(|w| lead.contains(w));
    // 有望 behind a figure colours what follows: `占比20%有望继续提升`
    let hoped = ["有望", "可能"].iter().any(|w| before.contains(w)) || is_revised(before);
    // 或将 behind 预计 hedges an estimate
    let hedged = near(&["或将"]) && !led(&["预计", "预测", "我们认为"]);
    if near(&["据称", "传闻", "据传", "传言"]) || hedged || led(&["据称", "传闻", "据传", "知情人士"])
    {
        return Basis::Rumour;
    }
    // `指引为…，而2025年实际支出为…`
    if near(&["实际"]) && !near(&["计划", "预算", "指引", "预计"]) {
        return Basis::Actual;
    }
    let guided = near(&["指引", "guidance"]) || led(&["指引", "业绩预告"]);
    if guided || is_filed(lead) {
        return Basis::Guidance;
    }
    // what the house thinks a share worth
    let worth = lead
        .split_once("给予")
        .is_some_and(|(_, rest)| ["倍", "PE", "市盈率", "目标价", "估值"].iter().any(|w| rest.contains(w)));
    if hoped
        || worth
        || is_valued(clause)
        || near(&["合理估值", "合理价值", "上涨空间", "股价空间", "永续增长率", "折现率"])
    {
        return Basis::Forecast;
    }
    if near(&["我们预计", "我们认为", "我们预判", "预测", "假设", "假定"])
        || reckons(clause)
        || led(&["我们预计", "我们预测", "预测", "假设", "假定", "我们测算"])
    {
        return Basis::Forecast;
    }
    if !own && (near(&["预计", "预期", "估计"]) || led(&["预计", "预期"])) {
        return Basis::Forecast;
    }
    if near(&["实际", "完成", "累计"]) && !near(&["计划", "预算"]) {
        return Basis::Actual;
    }
    // `按照年增 5 万片的进度扩产`, `3 年 3800 亿资本开支`
    let paced = near(&["按照", "按"]) && near(&["的进度", "的节奏", "的规划"]);
    if own && years || paced {
        return Basis::Plan;
    }
    // 模拟 is no 拟
    let plans = || ["计划", "拟", "预算", "目标"].iter().any(|w| holds(lead, w));
    if is_ahead(lead, before) || near(&PLANS) || is_bound(lead, clause) || own && plans() {
        return Basis::Plan;
    }
    if near(&["预计", "预期", "估计"]) || led(&["预计", "预期"]) {
        return Basis::Plan;
    }
    if ["未来", "中长期", "远期", "长期空间", "潜在空间"].iter().any(|w| before.contains(w)) {
        return if own { Basis::Plan } else { Basis::Forecast };
    }
    Basis::Actual
}

/// `我们调整公司20-22年EPS至1.7元`, `上调2026年归母净利润为12亿元`: what the house now reckons; a company revises its own outlook.
fn is_revised(before: &str) -> bool {
    let verbs = ["调整", "上调", "下调", "上修", "下修", "调高", "调低"];
    let Some((at, verb)) = verbs.iter().find_map(|v| before.rfind(v).map(|i| (i, *v))) else { return false };
    let (who, what) = (&before[..at], &before[at + verb.len()..]);
    let to = ["至", "为", "到"].iter().any(|w| what.contains(w));
    let earned = ["EPS", "净利", "盈利", "每股收益", "利润", "营收", "收入"].iter().any(|w| what.contains(w));
    // `经调整净利润`, `公司上调收入指引`
    let own = who.ends_with(['经', '后', '司']) || who.ends_with("管理层") || what.starts_with('后');
    let house = who.contains("我们") || verb != "调整" && who.chars().count() <= 6 && what.contains('年');
    to && earned && house && !own
}

/// Whether a clause says what a share is worth by somebody's reckoning: `绝对估值：对应股价38-48元`, `DCF视角下`.
fn is_valued(clause: &str) -> bool {
    let now = ["当前", "目前", "现价", "最新", "收盘"].iter().any(|w| clause.contains(w));
    clause.contains("DCF") || clause.contains("对应股价") && !now
}

/// Whether the words before a figure in its clause say that it will be: 将近 does not, nor does 将 behind the figure,
/// which marks an object (`发布框架将算力注入边缘`).
fn is_ahead(lead: &str, before: &str) -> bool {
    before.match_indices('将').any(|(i, w)| !before[i + w.len()..].starts_with('近')) || is_offered(lead, before)
}

/// `拟收购全部股权，交易股份约5亿股`: whether a clause goes on with what an offer before it says.
fn is_offered(lead: &str, before: &str) -> bool {
    let offers = lead.match_indices('拟').any(|(i, w)| {
        let rest = &lead[i + w.len()..];
        !lead[..i].ends_with(['虚', '模', '草', '比', '仿']) && !rest.starts_with(['合', '人', '真', '定'])
    });
    let terms = ["交易股份", "回购", "发行", "募集", "收购", "授予", "认购", "转让", "股本总额", "总股本"];
    offers && terms.iter().any(|w| before.contains(w)) && !["已", "实际"].iter().any(|w| before.contains(w))
}

/// Words without titles and headlines, and without nouns that only look like plans: `《2025年规划》`, 激励计划.
fn untitled(words: &str) -> Cow<'_, str> {
    if !words.contains(['《', '【']) && !words.contains("计划") && !words.contains("指引") {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(i) = rest.find(['《', '【']) {
        let close = if rest[i..].starts_with('《') { '》' } else { '】' };
        let Some(end) = rest[i..].find(close) else { break };
        out.push_str(&rest[..i]);
        rest = &rest[i + end + close.len_utf8()..];
    }
    out.push_str(rest);
    let nouns = [
        "激励计划",
        "持股计划",
        "该计划",
        "本计划",
        "此计划",
        "计划书",
        "计划（草案",
        "计划(草案",
        "操作指引",
        "作业指引",
        "投资指引",
    ];
    nouns.iter().fold(out, |words, noun| if words.contains(noun) { words.replace(noun, "") } else { words }).into()
}

/// Whether a sentence goes on with what one before it, up to `；`, expects: `预计收入8亿元；净利润约为1亿元`.
pub(super) fn goes_on(page: &Page<'_>, sentence: &Sentence) -> Option<Basis> {
    let anew = ["实现", "目前", "当前", "已经", "截至", "截止"];
    let mut index = page.sentences.iter().position(|s| s.span == sentence.span)?;
    for _ in 0..4 {
        let here = page.sentences[index].span;
        // what is of a coming year goes on: `预计2026年收入8亿元；2026年净利润约为1亿元`
        let ahead = |p: &str| page.head.published_on.zip(ends(p)).is_some_and(|(d, end)| end > d);
        let date = |p: &Period| here.contains(p.span) && p.period.as_deref().is_some_and(|p| !ahead(p));
        let dated = page.periods.iter().any(date);
        // `假设…；根据乙，年费5000元`: a source of its own
        let sourced = here.of(page.text).trim_start().starts_with("根据");
        if dated || sourced || anew.iter().any(|w| here.of(page.text).contains(w)) {
            return None;
        }
        let before = &page.sentences[index.checked_sub(1)?];
        if !before.span.of(page.text).trim_end().ends_with(['；', ';']) {
            return None;
        }
        let last = page.quantities_in(before.span).last().map(|q| basis(page.text, before, q.span.start, false));
        if let Some(found) = last.filter(|b| *b != Basis::Actual) {
            let said = ["预计", "预期", "假设", "指引", "预告"].iter().any(|w| before.span.of(page.text).contains(w));
            return said.then_some(found);
        }
        index -= 1;
    }
    None
}

/// Words that compare a figure with another.
pub(super) const COMPARES: [&str; 10] =
    ["高于", "低于", "好于", "优于", "符合", "不及", "超出", "超过", "略超", "接近"];

/// Where a clause begins to compare its figure with what was expected or guided.
fn compared(clause: &str) -> Option<usize> {
    let at = COMPARES.iter().filter_map(|w| clause.find(w)).min()?;
    ["预期", "指引", "预测", "目标", "预计"].iter().any(|w| clause[at..].contains(w)).then_some(at)
}

/// Whether a count of years stands right before an amount: a budget of several years.
pub(super) fn over_years(lead: &str) -> bool {
    let Some(count) = lead.trim_end().strip_suffix('年').map(str::trim_end) else { return false };
    let digits: String =
        count.chars().rev().take_while(|c| c.is_ascii_digit() || "二三四五两十".contains(*c)).collect();
    let ordinal =
        count.strip_suffix(digits.chars().rev().collect::<String>().as_str()).is_some_and(|t| t.ends_with('第'));
    digits.chars().count() == 1 && digits != "1" && digits != "0" && !ordinal
}

/// A market plans nothing: what is planned of it is expected.
pub(super) fn expected(f: &mut Fact) {
    if f.basis == Some(Basis::Plan) {
        f.basis = Some(Basis::Forecast);
    }
}
