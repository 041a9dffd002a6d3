//! Latin names in a phrase: `编码助手 Codex`, `首款推理服务器NX5260`, `ACAP多核异构计算平台`.
//!
//! gives: the run of Latin words that names a product. refuses: words of the trade (AI, SaaS, IoT), figures (28nm, 5G) and
//! short letters before a long description.

use crate::facts::page::Page;
use crate::lexicon::is_han;

/// A Latin name's place in its phrase.
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
}

fn joins(c: char) -> bool {
    // `Señal`, `Zürich`: Latin letters with their marks
    let marked = matches!(c, 'À'..='ɏ') && c.is_alphabetic();
    c.is_ascii_alphanumeric() || marked || matches!(c, ' ' | '-' | '.' | '+' | '/' | '—' | '–' | '®' | '&' | '_')
}

/// The last run of Latin words in a phrase that names something.
pub(super) fn run(page: &Page<'_>, words: &str) -> Option<Run> {
    runs(page, words).pop()
}

/// A Latin name that ends so far in words, with the noun behind it where it but says how a screen shines: `microLED电视`.
pub(super) fn called(words: &str, end: usize) -> &str {
    if words[..end].ends_with("LED") { words } else { &words[..end] }
}

/// `甲的OLED版本`: the whole where a word of the trade tells which one of a thing it is, and names nothing itself; `head`: where
/// it begins, `tail`: it without 版本.
pub(super) fn version_of<'t>(page: &Page<'_>, words: &'t str, head: usize, tail: &str) -> Option<&'t str> {
    let which = head > 0 && words[head..].len() > tail.len() && page.lexicon.phrases.latin_words.contains(&tail);
    (which && run(page, &words[..head]).is_some()).then(|| words.trim())
}

/// Whether a number or a few letters go with the Han before them: `海豹06 DM-i`, `小米MIX`.
pub(super) fn goes_with(page: &Page<'_>, words: &str, run: &Run) -> bool {
    let (lead, name) = (&words[..run.start], &words[run.start..run.end]);
    let letters = name.chars().filter(char::is_ascii_alphabetic).count();
    let few = letters == 1 || letters <= 3 && page.lexicon.phrases.launched.closing(lead).is_none();
    let number = few || name.starts_with(|c: char| c.is_ascii_digit());
    number && lead.chars().count() <= 4 && lead.chars().all(is_han)
}

/// All runs of Latin words in a phrase that name something, in order.
pub(super) fn runs(page: &Page<'_>, words: &str) -> Vec<Run> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in words.split_inclusive(|c| !joins(c)) {
        let start = at;
        at += piece.len();
        let piece = piece.trim_end_matches(|c| !joins(c));
        let edges = [' ', '-', '.', '—', '–', '/', '&', '_'];
        let head = piece.trim_start_matches(edges);
        let run = head.trim_end_matches(edges);
        let start = start + piece.len() - head.len();
        let here = Run { start, end: start + run.len() };
        if names(page, run, words[here.end..].trim()) {
            found.push(here);
        }
    }
    found
}

/// Whether a run of Latin words is a name, before the words that follow it.
fn names(page: &Page<'_>, run: &str, rest: &str) -> bool {
    let generic = |w: &str| {
        let bare = w.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        page.lexicon.phrases.latin_words.contains(&w)
            || w.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | '+'))
            || w.starts_with(|c: char| c.is_ascii_digit()) && w.chars().count() <= 6
            || bare.is_empty()
    };
    if run.split(' ').all(generic) {
        return false;
    }
    let letters = run.chars().filter(char::is_ascii_alphabetic).count();
    let digits = run.chars().any(|c| c.is_ascii_digit());
    let upper = run.chars().any(|c| c.is_ascii_uppercase());
    if run.starts_with(|c: char| c.is_ascii_digit()) {
        return (rest.is_empty() && run.contains(' ') || rest.starts_with("系列") && run.contains('-')) && letters >= 3;
    }
    // `T80系列扫地机`
    let number = run.chars().filter(char::is_ascii_digit).count();
    if letters == 1 && upper && number >= 2 && !run.contains(' ') {
        return rest.is_empty() || rest.starts_with("系列");
    }
    let short = letters <= 3 && rest.chars().count() > 4;
    !short && (upper && letters >= 3 || digits && letters >= 2 || letters >= 5)
}
