//! Who says it, and on what it rests: `said_by` and `basis` from the words of a sentence.
//!
//! Reads `据彭博社报道`, `根据 IDC 数据`, `TrendForce 预测`; 计划 拟 预算 目标 (plan), 指引 (guidance), 预计 有望
//! (forecast, or plan of one's own spending), 据称 传 (rumour). Does not read: what a table's source
//! line says, hedges that deny (不排除).

use super::Basis;
use super::sentence::Sentence;
use crate::lexicon::Phrases;
use crate::span::{Span, between};

const OPENERS: [&str; 6] = ["根据", "依据", "据", "来自", "按照", "参考"];

/// The source that the sentence names; empty where none.
pub(super) fn said_by(text: &str, sentence: &Sentence, phrases: &Phrases) -> String {
    let words = sentence.span.of(text);
    if let Some(name) = told(words) {
        return name;
    }
    for (opener, at) in OPENERS.iter().flat_map(|o| words.match_indices(o).map(|(at, o)| (o, at))) {
        let rest = &words[at + opener.len()..];
        if rest.starts_with(['此', '悉', '称', '了'])
            || words[..at].ends_with(['占', '证', '数', '依', '票', '单', '根'])
        {
            continue;
        }
        // 数据 in 大数据交易所, 统计 in 统计局 end nothing
        let inside = |w: &str, i: usize| {
            w.starts_with("数据") && rest[..i].ends_with('大') || w == "统计" && rest[i + w.len()..].starts_with('局')
        };
        let ends = |w: &&str| rest.find(*w).filter(|i| !inside(w, *i));
        let end = phrases.source_ends.iter().filter_map(ends).min();
        if let Some(end) = end
            && (1..=24).contains(&rest[..end].trim().chars().count())
            && (!rest[end..].starts_with([',', '，']) || is_house(&rest[..end], phrases))
        {
            let name = clean(&rest[..end]);
            if !name.is_empty() && !phrases.no_sources.iter().any(|w| name.contains(w)) {
                return name;
            }
        }
    }
    String::new()
}

/// Whether what stands between 根据 and a comma alone names somebody: 根据 IDC，; not 根据部署位置，.
fn is_house(name: &str, phrases: &Phrases) -> bool {
    let name = name.trim();
    let latin = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.is_ascii();
    latin || phrases.houses.iter().any(|t| name.ends_with(t)) || name.ends_with('》')
}

/// `《金融时报》报道`, `QuestMobile 数据显示`: the name right before the telling word.
fn told(words: &str) -> Option<String> {
    for tell in ["报道称", "报道", "数据显示", "统计显示", "统计数据显示", "数据，", "调研显示", "披露，", "披露"]
    {
        let Some(at) = words.find(tell) else { continue };
        let lead = words[..at].trim_end();
        let border = ["，", "。", "；", ",", "：", ":", "据", "援引", "旗下"];
        let start = border.iter().filter_map(|b| lead.rfind(b).map(|i| i + b.len())).max().unwrap_or(0);
        let name = clean(&lead[start..]);
        let latin = name.chars().all(|c| c.is_ascii_graphic() || c == ' ');
        if (2..=if latin { 24 } else { 12 }).contains(&name.chars().count())
            && !["公司", "财报", "公告", "年报", "最新"].contains(&name.as_str())
        {
            return Some(name);
        }
    }
    None
}

/// `《金融时报》` → `金融时报`; dates and 最新 in front of the name go.
fn clean(name: &str) -> String {
    let name = name.trim().trim_matches(['《', '》', '“', '”', '"', ' ', '：', ':']);
    let digits = |c: char| c.is_ascii_digit() || "年月日的第".contains(c) || c == ' ';
    let name = name.trim_start_matches(digits).trim_start_matches("最新").trim_start_matches("外媒");
    let mut name = name.trim().trim_matches(['《', '》', '“', '”']);
    for tail in ["官方公众号", "官方"] {
        name = name.strip_suffix(tail).unwrap_or(name);
    }
    // the actor itself, the house, peers and dates are no source
    let none = ["公司", "我们", "可比", "同行", "同业", "历史", "上述", "以上", "相关", "纵观", "FY"];
    if none.iter().any(|w| name.starts_with(w)) {
        return String::new();
    }
    // `科创板日报 2 月 12 日`: the date behind the name goes
    let end =
        name.find(|c: char| c.is_ascii_digit()).filter(|&i| name[i..].contains(['月', '年'])).unwrap_or(name.len());
    let name = name[..end].trim().trim_end_matches(['》', '“', '”', '于', '在', '的', ' ']);
    name.strip_suffix("统计").unwrap_or(name).trim_end_matches(['的', ' ']).to_owned()
}

/// Whether the words around a mention make it a source, not an actor.
pub(super) fn names_a_source(text: &str, span: Span, phrases: &Phrases) -> bool {
    let before = text[..span.start].trim_end();
    let after = text[span.end..].trim_start();
    let opened = ["据", "根据", "来源：", "来源:"].iter().any(|o| before.ends_with(o)) && !before.ends_with("占据");
    opened || phrases.source_tells.iter().any(|t| after.starts_with(t)) && !after.starts_with("数据中心")
}

/// On what a figure at `at` rests. `own`: a statement about the actor's own spending, so that 预计
/// is its plan.
pub(super) fn basis(text: &str, sentence: &Sentence, at: usize, own: bool) -> Basis {
    let here = sentence.clause_at(at);
    // what a figure is compared with colours it not: `22.5%，高于指引的 19%`
    let clause = match compared(here.of(text)) {
        Some(cut) if here.start + cut > at => between(text, here.start, here.start + cut),
        _ => here.of(text),
    };
    let earlier = sentence.clauses.iter().filter(|c| c.end <= here.start).map(|c| c.of(text));
    let mut lead: String = earlier.map(|c| compared(c).map_or(c, |cut| &c[..cut])).collect();
    lead.push_str(between(text, here.start, at.min(sentence.span.end)));
    // 目标客户 are whom one sells to
    let aims = |w: &str| {
        clause.match_indices(w).any(|(i, _)| !clause[i + w.len()..].starts_with(['客', '市', '人', '用', '群']))
    };
    let near = |words: &[&str]| words.iter().any(|w| if *w == "目标" { aims(w) } else { clause.contains(w) });
    let led = |words: &[&str]| words.iter().any(|w| lead.contains(w));
    // 或将 behind 预计 hedges an estimate
    let hedged = near(&["或将"]) && !led(&["预计", "预测", "我们认为"]);
    if near(&["据称", "传闻", "据传", "传言"]) || hedged || led(&["据称", "传闻", "据传"]) {
        return Basis::Rumour;
    }
    if near(&["指引", "guidance"]) || led(&["指引"]) {
        return Basis::Guidance;
    }
    if near(&["我们预计", "我们认为", "我们预判", "有望", "可能", "预测", "假设", "假定", "测算", "我们估算"])
        || led(&["我们预计", "我们预测", "预测", "假设", "假定", "我们测算"])
    {
        return Basis::Forecast;
    }
    if !own && (near(&["预计", "预期", "估计"]) || led(&["预计", "预期"])) {
        return Basis::Forecast;
    }
    let plan = ["计划", "拟", "预算", "目标", "规划", "决定", "拟投", "打算", "会用于", "触发值", "考核", "不低于"];
    if near(&["实际", "完成", "累计"]) && !near(&["计划", "预算"]) {
        return Basis::Actual;
    }
    // `按照年增 5 万片的进度扩产`, `3 年 3800 亿资本开支`
    let paced = near(&["按照", "按"]) && near(&["的进度", "的节奏", "的规划"]);
    if own && over_years(between(text, sentence.clause_at(at).start, at)) || paced {
        return Basis::Plan;
    }
    // 将 behind the figure or the act marks an object: `发布框架将算力注入边缘`
    let will = between(text, here.start, at.max(here.start)).contains('将');
    if will || near(&plan) || led(&["计划", "拟", "预算", "目标"]) && own {
        return Basis::Plan;
    }
    if near(&["预计", "预期", "估计"]) || led(&["预计", "预期"]) {
        return Basis::Plan;
    }
    Basis::Actual
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
fn over_years(lead: &str) -> bool {
    let Some(count) = lead.trim_end().strip_suffix('年').map(str::trim_end) else { return false };
    let digits: String =
        count.chars().rev().take_while(|c| c.is_ascii_digit() || "二三四五两十".contains(*c)).collect();
    let ordinal =
        count.strip_suffix(digits.chars().rev().collect::<String>().as_str()).is_some_and(|t| t.ends_with('第'));
    digits.chars().count() == 1 && digits != "1" && digits != "0" && !ordinal
}
