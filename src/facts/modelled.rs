//! A model that no list has: its Latin name where the words beside it say that it is a model.
//!
//! reads: a name with its size (`某某-80B`), with a version and a grade (`某某-1.2-Flash`), before its size's noun (`某某 总参数量为`), behind
//! 模型 or before it; what an earlier sentence launched, where it is said again or goes on. gives: the name as written, where it
//! ends. refuses: words of the trade (MoE), known names, what another one is compared with.

use super::page::Page;
use super::sentence::Sentence;
use super::{benchmarks, launch};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// Sentences over which a model that is spoken of holds.
const BACK: usize = 4;

/// Words behind a name that only a model has.
const OWNS: [&str; 15] = [
    "总参数",
    "总参",
    "参数量",
    "参数规模",
    "激活参数",
    "的总参数",
    "的参数",
    "的激活参数",
    "的上下文",
    "上下文长度",
    "上下文窗口",
    "的训练",
    "采用MoE",
    "采用 MoE",
    "（MoE",
];

/// Words before a name that others are compared with, or that it was made of.
const COMPARED: [&str; 20] = [
    "媲美", "超越", "超过", "对标", "优于", "逼近", "接近", "相比", "力压", "反超", "落后", "不及", "追平", "看齐",
    "持平", "基于", "蒸馏", "高于", "低于", "取代",
];

/// The model without an id that a span names last, and where its name ends.
pub(super) fn named(page: &Page<'_>, span: Span) -> Option<(usize, String)> {
    let words = span.of(page.text);
    let all = launch::latin_places(page, words).into_iter().rev();
    let free = |(s, e): &(usize, usize)| !benchmarks::is_anothers(page, Span::new(span.start + s, span.start + e));
    let mut fits = all.filter(|(s, e)| is_model(page, words, (*s, *e))).filter(free);
    fits.next().map(|(s, e)| (span.start + e, words[s..e].to_owned()))
}

/// Whether the words of a Latin name and those beside it say that it is a model.
fn is_model(page: &Page<'_>, words: &str, (start, end): (usize, usize)) -> bool {
    let (lead, run, rest) = (&words[..start], &words[start..end], &words[end..]);
    let lead = lead.trim_end().trim_end_matches(['“', '「', '"']).trim_end();
    let rest = rest.trim_start().trim_start_matches(['”', '」', '"']).trim_start();
    let letters = run.chars().filter(char::is_ascii_alphabetic).count();
    let own = run.starts_with(|c: char| c.is_ascii_uppercase())
        && letters >= 3
        && run.contains(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    if !own || is_compared(lead) || page.lexicon.phrases.benchmarks.is_in(run) {
        return false;
    }
    let numbered = run.contains(|c: char| c.is_ascii_digit() || c == '-');
    let behind = lead.ends_with("模型") && letters >= 4;
    let before = ["模型", "大模型"].iter().any(|w| rest.starts_with(w)) && numbered;
    let owns = OWNS.iter().any(|w| rest.starts_with(w)) && letters >= 4;
    is_sized(run) || is_graded(page, run) || behind || before || owns
}

/// Whether words before a name say that something else is compared with it.
fn is_compared(lead: &str) -> bool {
    let clause = &lead[lead.rfind(['，', '。', '；', '：']).unwrap_or(0)..];
    COMPARED.iter().any(|w| clause.contains(w)) || lead.ends_with(['较', '比', '由', '从'])
}

/// `WeNova-80B`: a name that ends in its size.
fn is_sized(run: &str) -> bool {
    let Some((name, size)) = run.rsplit_once('-') else { return false };
    let digits = size.trim_end_matches(['B', 'T']);
    digits.len() + 1 == size.len()
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && name.chars().filter(char::is_ascii_alphabetic).count() >= 3
}

/// `Nova-Code-1.2-Flash`: a name with a version and a grade, joined by hyphens.
fn is_graded(page: &Page<'_>, run: &str) -> bool {
    let variants = &page.lexicon.products.variants;
    let mut parts = run.split('-').skip(1);
    let version = |p: &str| p.trim_start_matches(['V', 'v']).starts_with(|c: char| c.is_ascii_digit());
    run.split('-').count() >= 3
        && run.split('-').any(version)
        && parts.any(|p| variants.contains(p.to_ascii_lowercase().as_str()))
}

/// The model that the sentences before speak of: known or not.
pub(super) enum Spoken<'d> {
    Known(&'d Mention),
    Named(String),
}

/// The model of the nearest sentence before that has one, of which it speaks and with which it compares nothing.
pub(super) fn spoken<'d>(page: &Page<'d>, sentence: &Sentence) -> Option<Spoken<'d>> {
    page.earlier(sentence).iter().rev().take(BACK).find_map(|s| {
        if let Some(name) = launch::name_between(page, s, s.span) {
            return Some(Spoken::Named(name));
        }
        let of = |m: &&Mention| m.kind == MentionKind::Model && s.span.contains(m.span);
        let told = |m: &&Mention| !is_compared(between(page.text, s.span.start, m.span.start));
        let known = page.mentions.iter().filter(of).find(told);
        known.map(Spoken::Known).or_else(|| named(page, s.span).map(|(_, n)| Spoken::Named(n)))
    })
}

/// A name that a sentence before launched or called a model, where a sentence says it again before a byte: where it ends.
pub(super) fn again(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<(usize, String)> {
    let lead = between(page.text, sentence.span.start, at);
    if !lead.contains(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    page.earlier(sentence).iter().rev().take(BACK).find_map(|s| {
        let name = launch::name_between(page, s, s.span).or_else(|| named(page, s.span).map(|n| n.1))?;
        let from = lead.rfind(&name)?;
        let joined = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let whole = !lead[..from].ends_with(joined) && !lead[from + name.len()..].starts_with(joined);
        whole.then(|| (sentence.span.start + from + name.len(), name))
    })
}
