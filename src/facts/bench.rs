//! `ranking`, `score`: what a model or a chip has in a benchmark that is known by its name.
//!
//! reads: `某某的 SimpleQA 仅 54.3`, `HLE中答对 44.4%，乙为 41.6%`, `Pass@1 由 82.1% 提高到 89.6%`, `SWE-bench 测得79.4%`, `Elo 达到 1268` of the list
//! before. needs: a benchmark of the list `benchmarks` in the sentence, or a list that frames it and 分 or Elo; the name or the
//! benchmark right before the number, but for verbs of getting. does not match: margins (领先8分), baselines, other rates.

use super::draft::{circumstances, fact, tidy};
use super::page::{Page, counts};
use super::score::{self, Score};
use super::sentence::Sentence;
use super::{Fact, FactKind, framed};
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
/// What rises to a score.
const RISES: [&str; 10] = ["提高到", "提高至", "提升到", "提升至", "升至", "升到", "增至", "涨到", "冲到", "降至"];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, done: &[Fact]) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    let benchmarks = names(page, sentence.span);
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
            let owner = owner(page, (*clause, &benchmarks, rated), &s);
            if !goes_on && owner.is_none() && taken.is_none() {
                continue;
            }
            (last, nth) = (Some(s.span.end), if goes_on { nth + 1 } else { 0 });
            if taken.is_some() {
                continue;
            }
            let named = owner.flatten().or_else(|| acting(page, sentence, s.span.start));
            let Some((m, of)) = named.zip(benchmark(page, sentence, (&s, &benchmarks), goes_on.then_some(nth))) else {
                continue;
            };
            let mut f = fact(
                page,
                FactKind::Ranking,
                "score",
                m.into(),
                tidy(page.text, Span::new(clause.start, s.span.end)),
                "score_words",
            );
            (f.low, f.high) = (Some(s.low), Some(s.high));
            if s.marks {
                f.unit = if s.rate { "%" } else { "分" }.to_owned();
            }
            circumstances(&mut f, page, sentence, s.span.start, false);
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

/// Whether a number is a score by what stands before it, and the name right there if one does.
fn owner<'d>(
    page: &Page<'d>,
    (clause, benchmarks, elo): (Span, &[Span], bool),
    s: &Score,
) -> Option<Option<&'d Mention>> {
    let rest = score::rest(page.text, clause, s);
    let free = s.marks || rest.is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '）' | ','));
    if !free {
        return None;
    }
    let lead = between(page.text, clause.start, s.span.start);
    let bare = before(lead);
    let end = clause.start + bare.len();
    let first = page.mentions.partition_point(|m| m.span.start < clause.start);
    let mut inside = page.mentions[first..].iter().take_while(|m| m.span.start < end);
    let name = inside.find(|m| m.span.end == end && is_scored(m));
    let bracket = |m: &&Mention| !lead[bare.len()..].contains(['（', '(']) || s.marks && m.span.end == end;
    if let Some(m) = name.filter(bracket) {
        return Some(Some(m)).filter(|_| s.marks);
    }
    let got = lead.len() > bare.len() + 3;
    let clause_alone = bare.trim().is_empty() && got && s.marks && !s.rate;
    let named = benchmarks.binary_search_by_key(&end, |b| b.end).is_ok_and(|i| benchmarks[i].start >= clause.start);
    (named && (s.marks || got || s.low.mantissa() != s.low.trunc().mantissa())
        || clause_alone
        || elo && bare.trim().is_empty())
    .then_some(None)
}

/// Words before a score without what gets it.
fn before(lead: &str) -> &str {
    let mut bare = lead.trim_end_matches([' ', '：']);
    if let Some(rest) = RISES.iter().find_map(|r| bare.strip_suffix(r)) {
        let rest = rest.trim_end();
        let from = ["由", "从"].iter().filter_map(|w| rest.rfind(w)).max();
        bare = from.map_or(rest, |i| &rest[..i]).trim_end();
    }
    loop {
        let cut = bare.trim_end_matches([' ', '的', '（', '(', '）', '上', '中', '里', '了', '，']);
        let cut = GETS.iter().filter_map(|g| cut.strip_suffix(g)).min_by_key(|r| r.len()).unwrap_or(cut);
        let cut = ["测试", "评测", "基准"].iter().find_map(|w| cut.strip_suffix(w)).unwrap_or(cut);
        if cut == bare {
            return bare;
        }
        bare = cut;
    }
}

fn is_scored(m: &Mention) -> bool {
    matches!(m.kind, MentionKind::Model | MentionKind::Chip) && counts(m)
}

/// Who is spoken of before a score: the nearest model that nobody is compared with.
fn acting<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<&'d Mention> {
    let compared = |m: &Mention| {
        let lead = between(page.text, sentence.span.start, m.span.start).trim_end();
        ["超过", "超越", "高于", "低于", "仅次于", "较", "与", "力压", "反超", "落后", "比"]
            .iter()
            .any(|w| lead.ends_with(w))
    };
    let of = |m: &&Mention| sentence.span.contains(m.span) && m.span.end <= at && is_scored(m) && !compared(m);
    page.mentions.iter().rev().find(of)
}

/// The benchmark of a score, of those that its sentence names: the nearest by name before it, else of the sentence before behind `；`, else the list
/// that frames points. `nth`: its place in a list of scores.
fn benchmark(
    page: &Page<'_>,
    sentence: &Sentence,
    (s, names_here): (&Score, &[Span]),
    nth: Option<usize>,
) -> Option<String> {
    let here = &names_here[..names_here.partition_point(|n| n.end <= s.span.start)];
    let whole = |n: &Span| n.of(page.text).to_owned();
    if let Some(n) = nth {
        return here.get(n).map(whole);
    }
    let near = here.last().map(whole).or_else(|| names(page, page.part_before(sentence)?.span).last().map(whole));
    let list = || framed::list(page, sentence, s.span.start).filter(|_| !s.rate);
    near.or_else(list)
}

/// The last benchmark that a span names.
pub(super) fn nearest<'t>(page: &Page<'t>, span: Span) -> Option<&'t str> {
    names(page, span).last().map(|n| n.of(page.text))
}

/// The benchmarks that a span names, in order.
fn names(page: &Page<'_>, span: Span) -> Vec<Span> {
    let words = span.of(page.text);
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut out: Vec<Span> = Vec::new();
    for (at, name) in page.lexicon.phrases.benchmarks.places(words) {
        let end = at + name.len();
        if !words[..at].ends_with(part) && !words[end..].starts_with(part) {
            out.push(Span::new(span.start + at, span.start + end));
        }
    }
    out.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut last = 0;
    out.retain(|s| (s.start >= last).then(|| last = s.end).is_some());
    out
}
