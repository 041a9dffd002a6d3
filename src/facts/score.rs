//! `ranking`, `score`: what a model, a chip or a company has in a benchmark or a list.
//!
//! reads: `在某基准上得分 88.7`, `拿到 82.3 分`, `以 1532 分居首`, `某模型（52 分）`, the benchmark of the clause, of one before it
//! or of the sentence before; rates too (`得分79.6%`, `取得81.4%的成绩`, `乙同项为80.8%`). needs: a name before the number, a benchmark by its Latin name. gives: the score with 分
//! where it is written. does not match: 分别, 分钟, 百分点, marks of what is no benchmark (考试, 满分).

use super::draft::{circumstances, fact, tidy};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, benchmarks, board, framed};
use crate::decimal::{self, Decimal};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// A number that is a score, where it stands with its unit, and whether a unit is written.
pub(super) struct Score {
    pub(super) span: Span,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) marks: bool,
    pub(super) rate: bool,
}

pub(super) fn read(page: &Page<'_>, sentence: &Sentence) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    // a score is a number, and one with 分, in a list of names, or behind a verb of scoring
    if !sentence.span.of(page.text).bytes().any(|b| b.is_ascii_digit()) {
        return out;
    }
    for clause in sentence.clauses.iter().filter(|c| c.of(page.text).bytes().any(|b| b.is_ascii_digit())) {
        let mut all: Vec<Score> = marked(page.text, *clause);
        if let Some(s) = worded(page.text, *clause).or_else(|| item(page.text, *clause))
            && !all.iter().any(|m| m.span.start == s.span.start)
        {
            all.insert(0, s);
        }
        for s in &all {
            let holds = |m: &&Mention| {
                matches!(m.kind, MentionKind::Model | MentionKind::Chip | MentionKind::Company)
                    && sentence.span.contains(m.span)
                    && m.span.end <= s.span.start
            };
            let same = page.mentions.iter().rev().find(holds);
            let lead = between(page.text, sentence.span.start, s.span.start);
            let carried = || before(page, sentence).filter(|_| lead.contains("该模型"));
            let Some(m) = same.or_else(carried) else { continue };
            let again = || same_item(page.text, *clause, s).and_then(|()| Some(out.last()?.object.clone()));
            let Some(list) = again().or_else(|| benchmark_of(page, sentence, *clause, s)) else { continue };
            let span = tidy(page.text, Span::new(clause.start, s.span.end));
            let mut f = fact(page, FactKind::Ranking, "score", m.into(), span, "score_words");
            (f.low, f.high) = (Some(s.low), Some(s.high));
            if s.marks {
                f.unit = if s.rate { "%" } else { "分" }.to_owned();
            }
            circumstances(&mut f, page, sentence, s.span.start, false);
            f.period = f.period.filter(|p| !list.contains(p.as_str()));
            f.object = list;
            out.push(f);
        }
    }
    out
}

/// The numbers that are scores are no other figures.
pub(super) fn claim(all: &[Statement<'_>], facts: &[Fact], used: &mut [bool]) {
    for (s, used) in all.iter().zip(used) {
        *used |= facts.iter().any(|f| f.metric == "score" && f.span.end == s.quantity.span.end);
    }
}

/// Words for a score, before its number.
const SCORES: [&str; 4] = ["得分", "跑分", "评分", "成绩"];

/// `乙同项为80.8%`: the number behind a word for the benchmark of the score before.
fn item(text: &str, clause: Span) -> Option<Score> {
    let words = clause.of(text);
    if !words.contains('同') {
        return None;
    }
    let behind = ITEMS.iter().find_map(|w| words.find(w).map(|i| &words[i + w.len()..]))?;
    let behind = behind.trim_start_matches(['得', '分', '为', '达', '则', '是', ' ']);
    number(clause.end - behind.len(), behind)
}

/// Words for the benchmark of the score before.
const ITEMS: [&str; 4] = ["同项", "同一测试", "同一基准", "同榜"];

/// Whether a score is of the benchmark of the one before.
fn same_item(text: &str, clause: Span, score: &Score) -> Option<()> {
    let lead = between(text, clause.start, score.span.start);
    ITEMS.iter().any(|w| lead.contains(w)).then_some(())
}

/// The first model of the sentence before: whom 该模型 means.
pub(super) fn before<'d>(page: &Page<'d>, sentence: &Sentence) -> Option<&'d Mention> {
    let last = page.earlier(sentence).last()?.span;
    page.mentions.iter().find(|m| m.kind == MentionKind::Model && last.contains(m.span))
}

/// `得分 88.7`: a number right behind a word for a score.
fn worded(text: &str, clause: Span) -> Option<Score> {
    let words = clause.of(text);
    SCORES.iter().find_map(|word| {
        let at = words.find(word)?;
        let behind = words[at + word.len()..].trim_start_matches([' ', '为', '达', '到', '高', '约', '超', '过', '：']);
        number(clause.end - behind.len(), behind)
    })
}

/// `拿到 82.3 分`, `以 1532 分`, `（52 分）`: numbers before 分.
fn marked(text: &str, clause: Span) -> Vec<Score> {
    const TAKES: [&str; 12] = ["得到", "拿到", "取得", "获得", "录得", "拿下", "得", "获", "以", "为", "达", "（"];
    let words = clause.of(text);
    let mut out: Vec<Score> = Vec::new();
    if !words.contains('分') && !words.contains("的成绩") {
        return out;
    }
    for take in TAKES {
        for (at, _) in words.match_indices(take) {
            let behind = words[at + take.len()..].trim_start_matches([' ', '了', '到']);
            let start = clause.end - behind.len();
            let scored = |s: &Score| {
                let rest = between(text, s.span.end, clause.end);
                !s.rate || ["的成绩", "的得分", "的分数"].iter().any(|w| rest.starts_with(w))
            };
            let read = number(start, behind);
            let margin = ["领先", "落后", "高出", "超出"].iter().any(|w| words[..at].contains(w));
            let read = read.filter(|s| !margin && s.marks && scored(s) && !out.iter().any(|o| o.span.start == start));
            out.extend(read);
        }
    }
    out.sort_by_key(|s| s.span.start);
    out
}

/// A number at the begin of words with its 分.
pub(super) fn number(start: usize, words: &str) -> Option<Score> {
    let chars: Vec<char> = words.chars().take(16).collect();
    let number = decimal::read(&chars, 0).filter(|n| n.arabic && !n.pair)?;
    let (low, high) = number.value?;
    let gap = chars.get(number.end..)?.iter().take_while(|c| **c == ' ').count();
    let unit = chars.get(number.end + gap).is_some_and(|c| *c == '分');
    let next = chars.get(number.end + gap + 1);
    // 1487分位列第三
    let placed = next == Some(&'位') && chars.get(number.end + gap + 2).is_some_and(|c| matches!(c, '列' | '居'));
    let other = next.is_some_and(|c| "别之钟布行位数部辨销类成红".contains(*c)) && !placed;
    let rate = chars.get(number.end + gap).is_some_and(|c| matches!(c, '%' | '％'));
    let marks = unit && !other || rate;
    let end = if marks { number.end + gap + 1 } else { number.end };
    let used: usize = chars[..end].iter().map(|c| c.len_utf8()).sum();
    Some(Score { span: Span::new(start, start + used), low, high, marks, rate })
}

/// The character behind a score in its clause.
pub(super) fn rest(text: &str, clause: Span, score: &Score) -> Option<char> {
    between(text, score.span.end, clause.end).trim_start().chars().next()
}

/// The benchmark of a score: of its own clause, of the nearest clause before it, of the sentence before.
fn benchmark_of(page: &Page<'_>, sentence: &Sentence, clause: Span, score: &Score) -> Option<String> {
    let lead = between(page.text, clause.start, score.span.start);
    let word = SCORES.iter().filter_map(|w| lead.rfind(w)).max();
    let whole = between(page.text, sentence.span.start, clause.start + word.unwrap_or(lead.len()));
    let near = if word.is_some() { benchmark(whole) } else { on(lead) };
    // a model's name is no benchmark's
    let is_name =
        |l: &&str| page.mentions.iter().any(|m| sentence.span.contains(m.span) && l.contains(m.span.of(page.text)));
    if let Some(near) = near.filter(|n| !is_name(n)) {
        return Some(near.to_owned());
    }
    if !score.marks && word.is_none() {
        return None;
    }
    let named =
        |c: &Span| board::named(c.of(page.text)).or_else(|| on(c.of(page.text))).or_else(|| alone(c.of(page.text)));
    // `某榜中该模型以1487分`
    let inner = ["榜中", "榜上", "榜单中", "榜单上"]
        .iter()
        .find_map(|w| lead.find(w).map(|i| &lead[..i + w.len() - "中".len()]));
    let inner = inner.map(str::trim).filter(|l| is_latin(l) && l.chars().count() <= 30);
    let here = inner.or_else(|| sentence.before(clause.start).find_map(named));
    let here = here.or_else(|| benchmarks::nearest(page, Span::new(sentence.span.start, score.span.start)));
    let listed = || page.earlier(sentence).last()?.clauses.iter().rev().find_map(named);
    let list = |l: &&str| is_latin(l) || ["榜", "榜单", "指数"].iter().any(|w| l.ends_with(w));
    let framed = || framed::list(page, sentence, score.span.start).filter(|_| !score.rate);
    here.or_else(listed).filter(list).map(str::to_owned).or_else(framed)
}

/// Whether a name has Latin letters, as benchmarks do.
fn is_latin(name: &str) -> bool {
    name.chars().filter(char::is_ascii_alphabetic).count() >= 2
}

/// `SWE-bench Verified上，`: a clause of a benchmark's Latin name alone.
fn alone(words: &str) -> Option<&str> {
    let words = words.trim().trim_end_matches(['，', ',', ' ']);
    let name = ["测试中", "评测中", "测试上", "评测上", "上", "中"].iter().find_map(|w| words.strip_suffix(w))?;
    let name = name.trim();
    (name.is_ascii() && is_latin(name) && name.len() <= 30).then_some(name)
}

/// `在某基准上`: the words between 在 and 上 or 中.
fn on(words: &str) -> Option<&str> {
    let from = words.rfind('在')? + "在".len();
    let len = ["测试", "基准", "评测", "上", "中", "里"].iter().filter_map(|w| words[from..].find(w)).min()?;
    let name = words[from..from + len].trim();
    (is_latin(name) && name.chars().count() <= 30).then_some(name)
}

/// The words between 在 and 上, 中 or the score: the benchmark.
fn benchmark(lead: &str) -> Option<&str> {
    let lead = lead.trim_end_matches([' ', '的', '中', '上', '测', '试', '基', '准', '里']);
    let start = ["在", "，", "、", ","].iter().filter_map(|w| lead.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
    let words = lead[start..].trim();
    let cased = words.is_ascii() && words.split(' ').all(|w| w.starts_with(|c: char| !c.is_ascii_lowercase()));
    let named = !words.contains(char::is_whitespace) || lead[..start].ends_with('在') || cased;
    (is_latin(words) && named && words.chars().count() <= 30).then_some(words)
}
