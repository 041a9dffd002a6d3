//! `ranking`, `score`: what a model or a chip has in a benchmark that is known by its name.
//!
//! reads: `某某的 SimpleQA 仅 54.3`, `HLE中答对 44.4%，乙为 41.6%`, `Pass@1 由 82.1% 提高到 89.6%`, `SWE-bench 测得79.4%`, `Elo 达到 1268` of the list
//! before. needs: a benchmark of the list `benchmarks` in the sentence, or a list that frames it and 分 or Elo; the name or the
//! benchmark right before the number, but for verbs of getting. does not match: margins (领先8分), baselines, other rates.

use super::actor::Subject;
use super::draft::{circumstances, fact, tidy};
use super::page::{Page, counts};
use super::score::{self, Score};
use super::sentence::Sentence;
use super::{Fact, FactKind, benchmarks, framed, modelled};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// What may stand between a name or a benchmark and its score.
const GETS: [&str; 40] = [
    "得分",
    "综合得分",
    "综合",
    "总分",
    "得",
    "为",
    "达到",
    "高达",
    "达",
    "仅",
    "只有",
    "仅为",
    "拿到",
    "取得",
    "获得",
    "录得",
    "得到",
    "测得",
    "答对",
    "跑出",
    "交出",
    "则",
    "约",
    "超过",
    "超",
    "以",
    "凭",
    "成绩",
    "成功率",
    "正确率",
    "准确率",
    "通过率",
    "解决率",
    "分别",
    "不借助工具",
    "借助工具",
    "使用工具",
    "Elo",
    "Pass@1",
    "pass@1",
];
/// What a benchmark is called behind its name.
const KINDS: [&str; 7] = ["测试集", "测试", "评测", "基准", "榜单", "排行榜", "榜"];
/// What rises to a score.
const RISES: [&str; 17] = [
    "提高到",
    "提高至",
    "提升到",
    "提升至",
    "跃升至",
    "跃升到",
    "跃至",
    "攀升至",
    "上升至",
    "跃增至",
    "升至",
    "升到",
    "增至",
    "涨到",
    "冲到",
    "降至",
    "→",
];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, done: &[Fact]) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    if !sentence.span.of(page.text).bytes().any(|b| b.is_ascii_digit()) {
        return out;
    }
    let all = benchmarks::names(page, sentence.span);
    for clause in &sentence.clauses {
        let dealt = clause.of(page.text).contains("分别");
        let elo = clause.of(page.text).find("Elo").map(|i| clause.start + i);
        let mut last: Option<usize> = None;
        let mut nth = 0;
        for s in numbers(page.text, *clause) {
            let taken = done.iter().find(|f| f.span.end == s.span.end);
            let goes_on =
                last.is_some_and(|end| dealt && matches!(between(page.text, end, s.span.start).trim(), "和" | "、"));
            let rated = elo.is_some_and(|e| e < s.span.start);
            let scored = done.iter().chain(&out).any(|f| f.metric == "score" && sentence.span.contains(f.span));
            let owner = owner(page, (*clause, &all, rated, scored), &s);
            if !goes_on && owner.is_none() && taken.is_none() {
                continue;
            }
            (last, nth) = (Some(s.span.end), if goes_on { nth + 1 } else { 0 });
            if taken.is_some() {
                continue;
            }
            let named = owner.flatten().map(Subject::from).or_else(|| acting(page, sentence, s.span.start));
            let Some((whose, of)) = named.zip(benchmark(page, sentence, (&s, &all), goes_on.then_some(nth))) else {
                continue;
            };
            let mut f = fact(
                page,
                FactKind::Ranking,
                "score",
                whose,
                tidy(page.text, Span::new(clause.start, s.span.end)),
                "score_words",
            );
            (f.low, f.high) = (Some(s.low), Some(s.high));
            if s.marks {
                f.unit = if s.rate { "%" } else { "分" }.to_owned();
            }
            circumstances(&mut f, page, sentence, s.span.start, false);
            // the year of AIME 2026 is no date
            f.period = f.period.filter(|p| !of.contains(p.as_str()));
            f.object = of;
            out.push(f);
        }
    }
    out
}

/// The numbers of a clause that may be scores.
fn numbers(text: &str, clause: Span) -> Vec<Score> {
    let words = clause.of(text);
    let mut out: Vec<Score> = Vec::new();
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        let starts = c.is_ascii_digit() && !before.is_ascii_alphanumeric() && !matches!(before, '.' | ',' | '-' | '@');
        let start = clause.start + at;
        if starts && out.last().is_none_or(|o| o.span.end <= start) {
            out.extend(score::number(start, &words[at..]));
        }
        before = c;
    }
    out
}

/// Whether a number is a score by what stands before it, and the name right there if one does. `scored`: whether the
/// sentence has another score before.
fn owner<'d>(
    page: &Page<'d>,
    (clause, benchmarks, elo, scored): (Span, &[Span], bool, bool),
    s: &Score,
) -> Option<Option<&'d Mention>> {
    let lead = between(page.text, clause.start, s.span.start);
    let bare = before(lead);
    let end = clause.start + bare.len();
    let beside = benchmarks.binary_search_by_key(&end, |b| b.end).ok().map(|i| benchmarks[i]);
    let beside = beside.filter(|b| b.start >= clause.start);
    let index = beside.is_some_and(|b| b.of(page.text).ends_with("指数"));
    let decimal = s.low.mantissa() != s.low.trunc().mantissa();
    let rest = between(page.text, s.span.end, clause.end);
    // `约 50 分的智能指数`
    if s.marks && behind(page.text, benchmarks, s) {
        return Some(None);
    }
    let next = score::rest(page.text, clause, s);
    let ends = next.is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '）' | '（' | ','));
    // `90.59 PDMS`, `智能指数 63 与`
    let measured = beside.is_some() && decimal && rest.starts_with(' ') && next.is_some_and(|c| c.is_ascii_uppercase());
    let goes_on = index && next.is_some_and(|c| "与和为双并居".contains(c)) && !rest.starts_with('为');
    if !(s.marks || ends || measured || goes_on || index && rest.starts_with(" 为") || got_first(lead, rest)) {
        return None;
    }
    let first = page.mentions.partition_point(|m| m.span.start < clause.start);
    let mut inside = page.mentions[first..].iter().take_while(|m| m.span.start < end);
    let name = inside.find(|m| m.span.end == end && is_scored(m));
    // `比某某（59.82）高 0.46 分`
    let alone = scored && decimal && lead.ends_with(['（', '(']) && rest.starts_with(['）', ')']);
    let bracket = |m: &&Mention| !lead[bare.len()..].contains(['（', '(']) || (s.marks || alone) && m.span.end == end;
    // `领先某某8分`: a margin
    let ahead = ["领先", "领先于", "落后", "落后于", "超过", "超越", "超出", "高出", "高于", "比", "较"];
    let margin = |m: &Mention| {
        let link = between(page.text, m.span.end, s.span.start).trim_start();
        let lead = between(page.text, clause.start, m.span.start).trim_end();
        !link.starts_with(['的', '（', '(']) && ahead.iter().any(|w| lead.ends_with(w))
    };
    if name.is_some_and(margin) {
        return None;
    }
    if let Some(m) = name.filter(bracket) {
        return Some(Some(m)).filter(|_| s.marks || alone);
    }
    let got = lead.len() > bare.len() + 3;
    let clause_alone = bare.trim().is_empty() && got && s.marks && !s.rate;
    let named = beside.is_some() && (s.marks || got || decimal || index);
    // `某某Bench评测中标准版得分92.5`
    let tells = ["得分", "总分"].iter().any(|w| lead.trim_end().ends_with(w));
    let told = tells && benchmarks.iter().any(|b| b.start >= clause.start && b.end <= s.span.start);
    (named || clause_alone || told || elo && bare.trim().is_empty()).then_some(None)
}

/// `也以 89.71 领先第二名`: a score with which one leads.
fn got_first(lead: &str, rest: &str) -> bool {
    lead.trim_end().ends_with('以') && ["领先", "居", "位", "排"].iter().any(|w| rest.trim_start().starts_with(w))
}

/// Whether a benchmark stands right behind a score and 的.
fn behind(text: &str, benchmarks: &[Span], s: &Score) -> bool {
    let at = benchmarks.partition_point(|b| b.start < s.span.end);
    benchmarks.get(at).is_some_and(|b| between(text, s.span.end, b.start).trim() == "的")
}

/// Words before a score without what gets it.
fn before(lead: &str) -> &str {
    let mut bare = lead.trim_end_matches([' ', '：']);
    if let Some(rest) = RISES.iter().find_map(|r| bare.strip_suffix(r)) {
        let rest = rest.trim_end();
        let from = ["由", "从"].iter().filter_map(|w| rest.rfind(w)).max();
        // `51→54`
        let level = || rest.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '分' | '%'));
        bare = from.map_or_else(level, |i| &rest[..i]).trim_end();
    }
    loop {
        let cut = bare.trim_end_matches([' ', '的', '（', '(', '）', '上', '中', '里', '了', '，']);
        let cut = GETS.iter().filter_map(|g| cut.strip_suffix(g)).min_by_key(|r| r.len()).unwrap_or(cut);
        let cut = KINDS.iter().find_map(|w| cut.strip_suffix(w)).unwrap_or(cut);
        if cut == bare {
            return bare;
        }
        bare = cut;
    }
}

fn is_scored(m: &Mention) -> bool {
    matches!(m.kind, MentionKind::Model | MentionKind::Chip) && counts(m)
}

/// Who is spoken of before a score: the nearest model that nobody is compared with, else that of the sentences before.
pub(super) fn acting(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Subject> {
    let compared = |m: &Mention| {
        let lead = between(page.text, sentence.span.start, m.span.start).trim_end();
        [
            "超过",
            "超越",
            "高于",
            "低于",
            "仅次于",
            "较",
            "与",
            "力压",
            "反超",
            "落后",
            "比",
            "逼近",
            "接近",
            "媲美",
            "持平",
        ]
        .iter()
        .any(|w| lead.ends_with(w))
    };
    // `某某自家榜单`
    let owns = |m: &Mention| ["自家", "官方"].iter().any(|w| page.text[m.span.end..].trim_start().starts_with(w));
    let of =
        |m: &&Mention| sentence.span.contains(m.span) && m.span.end <= at && is_scored(m) && !compared(m) && !owns(m);
    let known = page.mentions.iter().rev().find(of);
    let since = known.map_or(sentence.span.start, |m| m.span.end);
    let stranger = modelled::named(page, Span::new(since, at)).or_else(|| modelled::again(page, sentence, at));
    if let Some((_, name)) = stranger.filter(|(end, _)| *end >= since) {
        return Some(Subject::named(&name));
    }
    if let Some(m) = known {
        return Some(m.into());
    }
    // `行业平均为40%`, `人类专家得分`
    let lead = between(page.text, sentence.span.start, at);
    let others = ["行业", "平均", "人类", "业界", "竞品", "对手", "同类", "上一代", "专家"];
    if page.names_firm(Span::new(sentence.span.start, at)) || others.iter().any(|w| lead.contains(w)) {
        return None;
    }
    match modelled::spoken(page, sentence)? {
        modelled::Spoken::Known(m) => Some(m.into()),
        modelled::Spoken::Named(name) => Some(Subject::named(&name)),
    }
}

/// The benchmark of a score, of those that its sentence names: the nearest by name before it, else of the sentence before
/// behind `；`, else the list that frames points. `nth`: its place in a list of scores.
fn benchmark(
    page: &Page<'_>,
    sentence: &Sentence,
    (s, names_here): (&Score, &[Span]),
    nth: Option<usize>,
) -> Option<String> {
    let whole = |n: &Span| n.of(page.text).to_owned();
    if s.marks && behind(page.text, names_here, s) {
        return names_here.iter().find(|n| n.start >= s.span.end).map(whole);
    }
    let here = &names_here[..names_here.partition_point(|n| n.end <= s.span.start)];
    if let Some(n) = nth {
        return here.get(n).map(whole);
    }
    let near =
        here.last().map(whole).or_else(|| benchmarks::names(page, page.part_before(sentence)?.span).last().map(whole));
    let list = || framed::list(page, sentence, s.span.start).filter(|_| !s.rate);
    near.or_else(list)
}
