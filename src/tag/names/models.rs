//! AI models: a grammar of versions, sizes and variants behind a family's name.
//!
//! *reads*: product heads of a passage. *needs*: families, variant words. *gives*: models with ids by
//! the slug rules (`Qwen3-235B-A22B` → `model:qwen-3-235b-a22b`). *does not match*: apps, plans and
//! tools (Claude Code, GLM Coding Plan), a maker without a version (Kimi), months and counts behind
//! a name (Gemini 3 月). *source*: gold/ids.md.

use super::hit::{Reading, after, before};
use super::{Product, alone};
use crate::lexicon::{Alone, Family, Lexicon, is_han};
use crate::span::between;
use crate::tag::MentionKind;

/// Behind a number these make it a date, a count or an amount.
const COUNTS: &str = "年月日号个款种倍次家人万亿元%项类名位轮条期代届分点天周季岁美";

/// What the report says of models as a whole.
#[derive(Debug, Default)]
pub struct Report {
    /// Whether a model is named by an unambiguous family.
    has_models: bool,
}

impl Report {
    /// Looks through all passages.
    pub fn of(readings: &[Reading], lexicon: &Lexicon) -> Self {
        let plain = |s: u32| {
            let family = lexicon.surface(s).family.map(|f| &lexicon.products.families[f as usize]);
            family.is_some_and(|f| f.alone != Alone::Context)
        };
        Self { has_models: readings.iter().any(|r| r.products.iter().any(|p| plain(p.2))) }
    }
}

/// The models of a passage, in order, not overlapping.
pub fn read(reading: &Reading, lexicon: &Lexicon, report: &Report) -> Vec<Product> {
    let text = reading.folded.text.as_str();
    let mut found: Vec<Product> = Vec::new();
    for (i, &(start, end, surface)) in reading.products.iter().enumerate() {
        let Some(family) = lexicon.surface(surface).family else { continue };
        let family = &lexicon.products.families[family as usize];
        if found.last().is_some_and(|f| start < f.end)
            || !begins(text, start)
            || crosses_a_seam(text, end, family, lexicon)
        {
            continue;
        }
        // 通义千问 Qwen-Image: a brand before the model's own name
        let brand = after(text, start).is_some_and(is_han);
        if brand && reading.products.get(i + 1).is_some_and(|n| n.0 <= end + 1 && is_of(n.2, &family.maker, lexicon)) {
            continue;
        }
        let Some(model) = model(reading, i, family, lexicon, report, &found) else { continue };
        let slash = slashed(text, &model, family, lexicon);
        found.push(model);
        found.extend(slash);
    }
    found
}

/// A family of that maker: in 可灵 O1 the O1 is no model of another house.
fn is_of(surface: u32, maker: &str, lexicon: &Lexicon) -> bool {
    let family = lexicon.surface(surface).family.map(|f| &lexicon.products.families[f as usize]);
    family.is_some_and(|f| maker.is_empty() || f.maker.is_empty() || *f.maker == *maker)
}

/// 可灵活调用: the Han of a family run on into another word.
fn crosses_a_seam(text: &str, end: usize, family: &Family, lexicon: &Lexicon) -> bool {
    lexicon.words.seams.get(&*family.surface).is_some_and(|s| after(text, end).is_some_and(|c| s.1.contains(c)))
}

fn begins(text: &str, start: usize) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '_' | '.' | '/');
    !after(text, start).is_some_and(|c| c.is_ascii()) || before(text, start).is_none_or(|c| !word(c) || c == '/')
}

#[derive(Debug, Default)]
struct Parts {
    end: usize,
    words: Vec<String>,
    /// Whether the name goes on behind a hyphen at a cell's or line's end, and what stands there is not it.
    cut: bool,
    /// Whether a dot joins the version to the family: FLUX.2.
    dotted: bool,
    numbered: bool,
}

fn model(
    reading: &Reading,
    i: usize,
    family: &Family,
    lexicon: &Lexicon,
    report: &Report,
    found: &[Product],
) -> Option<Product> {
    let (text, (start, end, _)) = (reading.folded.text.as_str(), reading.products[i]);
    if family.alone == Alone::Never {
        return None;
    }
    let parts = parts(text, start, end, lexicon);
    let glued = after(text, end).is_some_and(|c| c.is_ascii_alphabetic()) && parts.words.is_empty();
    let bare = parts.words.is_empty();
    // 混元 Turbo S, GPT mini: words that only a model's name has
    let worded = parts.words.first().is_some_and(|w| lexicon.words.listed("model_word").contains(&w.as_str()));
    let beside = || alone::among_models(reading, i, parts.end, found, lexicon);
    let named = match family.alone {
        Alone::Yes => !bare || !is_app(text, end, lexicon),
        Alone::Context => {
            let letter = family.surface.starts_with('o');
            let small = reading.folded.span(start, end, reading.text).of(reading.text).starts_with('o');
            let digits = family.surface.contains(|c: char| c.is_ascii_digit());
            // Step 1 of a manual, Falcon 9, O3 the gas: one number says too little
            let little = parts.words.len() == 1 && parts.words[0].bytes().all(|b| b.is_ascii_digit());
            let doubtful = !digits && little || letter && digits && !small;
            report.has_models
                && (parts.numbered || digits)
                && (!doubtful
                    || beside()
                    || digits && alone::behind_maker(reading, start, &family.maker, lexicon)
                    || !digits && alone::has_maker(reading, start, &family.maker, lexicon))
        }
        Alone::Maker => {
            let bare_one = || {
                alone::ends_free(text, parts.end)
                    && (alone::behind_maker(reading, start, &family.maker, lexicon) || beside())
                    || alone::in_list_of_models(text, start, parts.end)
            };
            parts.numbered || worded || bare && bare_one()
        }
        _ => parts.numbered || worded,
    };
    if glued || !named || parts.cut || is_app(text, parts.end, lexicon) && !parts.numbered {
        return None;
    }
    Some(product(start, parts.end, family, &parts.words, parts.dotted))
}

fn product(start: usize, end: usize, family: &Family, words: &[String], dotted: bool) -> Product {
    let mut id = format!("model:{}", family.slug);
    let mut name = family.name.to_string();
    for (i, word) in words.iter().enumerate() {
        let dot = dotted && i == 0;
        id.push(if dot { '.' } else { '-' });
        id.push_str(word);
        name.push(if dot {
            '.'
        } else if name.chars().next_back().is_some_and(is_han) || !name.contains('-') {
            ' '
        } else {
            '-'
        });
        name.push_str(&title(word));
    }
    let rule = if words.is_empty() { "family" } else { "model_grammar" };
    Product { start, end, kind: MentionKind::Model, id, name, rule }
}

fn title(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(c) if c.is_ascii_alphabetic() => c.to_ascii_uppercase().to_string() + chars.as_str(),
        _ => word.to_owned(),
    }
}

/// The version, size and variant words from `at`.
fn parts(text: &str, start: usize, at: usize, lexicon: &Lexicon) -> Parts {
    let mut parts = Parts { end: at, ..Parts::default() };
    let ranked = behind_a_rank(text, start);
    let mut at = at;
    while parts.words.len() < 8 {
        let rest = &text[at..];
        let (gap, bracket) = match rest.chars().next() {
            // a cell's or a line's end behind the hyphen: Qwen- Image-2.0
            Some('-') if rest[1..].starts_with([' ', '\n']) => (2, false),
            Some('-') if rest[1..].starts_with('\t') => {
                parts.cut = true;
                break;
            }
            Some('-' | ' ' | '_' | '·') => (1 + usize::from(rest.starts_with('·')), false),
            Some('.') if parts.words.is_empty() && rest[1..].starts_with(|c: char| c.is_ascii_digit()) => (1, false),
            Some('[') => (1, true),
            Some(c) if c.is_ascii_alphanumeric() && (parts.words.is_empty() || parts.words.len() < 3) => (0, false),
            _ => break,
        };
        let distilled = parts.words.last().is_some_and(|w| w == "distill");
        let next = base(text, at + gap)
            .filter(|_| distilled)
            .or_else(|| token(text, at + gap, gap == 0, rest.starts_with('-'), lexicon));
        let wrapped = gap == 2 && rest.starts_with('-');
        let Some((word, end)) = next else {
            parts.cut = wrapped && !parts.words.is_empty();
            break;
        };
        let number = word.bytes().all(|b| b.is_ascii_digit());
        if (wrapped || rest.starts_with(' ')) && is_another_cell(&word, &text[end..], parts.numbered)
            || (wrapped || rest.starts_with(' ')) && ranked && number
        {
            parts.cut = wrapped;
            break;
        }
        parts.dotted |= rest.starts_with('.');
        let end = match bracket {
            true if text[end..].starts_with(']') => end + 1,
            true => break,
            false => end,
        };
        parts.numbered |= word.bytes().any(|b| b.is_ascii_digit());
        parts.words.push(word);
        (at, parts.end) = (end, end);
    }
    parts
}

/// 11 Qwen-Image-Edit 9: a rank before a name, in rows of a table that run as text: a bare number behind
/// the name is its score or another rank.
fn behind_a_rank(text: &str, start: usize) -> bool {
    let rest = text[..start].strip_suffix(' ').unwrap_or("");
    let digits = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && !rest[..rest.len() - digits].ends_with(|c: char| c.is_alphanumeric() || "-.".contains(c))
}

/// The family that a distilled model was made of: DeepSeek-R1-Distill-Qwen-32B.
fn base(text: &str, at: usize) -> Option<(String, usize)> {
    let word = ["qwen", "llama"].into_iter().find(|w| text[at..].starts_with(w))?;
    Some((word.to_owned(), at + word.len()))
}

/// A rank, a score or a count behind a name whose version is read already: Seedream 4.5 1003,
/// deepseek 221B tokens; a build is of four digits with a zero before, or of six and more.
fn is_another_cell(word: &str, rest: &str, numbered: bool) -> bool {
    let digits = word.bytes().all(|b| b.is_ascii_digit());
    let build = word.len() == 4 && word.starts_with('0') || word.len() >= 6;
    digits && (numbered && !build || word.len() == 3) || rest.trim_start_matches(' ').starts_with("token")
}

/// One part of a model's name at `at`: a variant word, a version or a size.
fn token(text: &str, at: usize, glued: bool, hyphened: bool, lexicon: &Lexicon) -> Option<(String, usize)> {
    let rest = &text[at..];
    let length = rest.bytes().take(24).take_while(|b| b.is_ascii_alphanumeric()).count();
    let word = &rest[..length];
    if length == 0 || length == 24 {
        return None;
    }
    let letters = word.bytes().take_while(|b| b.is_ascii_alphabetic()).count();
    if letters == length {
        return variant(text, at, word, glued, lexicon);
    }
    // qwen2max, opus4.5: letters that are a word of their own end before the digits
    if letters >= 3 {
        return lexicon
            .products
            .variants
            .contains(&word[..letters])
            .then(|| (word[..letters].to_owned(), at + letters));
    }
    let mut end = at + letters + rest[letters..].bytes().take_while(|b| b.is_ascii_digit()).count();
    while text[end..].starts_with('.') {
        let digits = text[end + 1..].bytes().take(4).take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits == 4 {
            break;
        }
        end += 1 + digits;
    }
    // a size or a letter behind the number: 235b, 4o, 8x7b, 3.5v
    let tail = text[end..].bytes().take(6).take_while(|b| b.is_ascii_alphanumeric()).count();
    let word_tail = between(text, end, end + tail);
    let unit = matches!(word_tail, "b" | "m" | "o" | "v" | "k" | "t" | "a" | "p" | "s" | "x7b" | "x22b" | "x8b");
    if unit {
        end += tail;
    } else if tail > 0 && !lexicon.products.variants.contains(word_tail) {
        return None;
    }
    let word = between(text, at, end);
    let digits = word.bytes().filter(|b| b.is_ascii_digit()).count();
    let letter_ok = letters == 0
        || matches!(&word[..letters], "v" | "k" | "m" | "r" | "o" | "a" | "t" | "x" | "s" | "e" | "gen" | "h" | "d");
    let counted = !unit
        && !hyphened
        && !["位居", "位列", "位于"].iter().any(|w| text[end..].starts_with(w))
        && after(text, end).is_some_and(|c| COUNTS.contains(c))
        && letters == 0;
    (letter_ok && digits <= 8 && !counted && !is_year(word, text, end)).then(|| (word.to_owned(), end))
}

/// A variant word at `at`, with the second word of such as are written in two.
fn variant(text: &str, at: usize, word: &str, glued: bool, lexicon: &Lexicon) -> Option<(String, usize)> {
    let variants = &lexicon.products.variants;
    let end = at + word.len();
    let second = text[end..].strip_prefix([' ', '-']).unwrap_or("");
    let second = &second[..second.bytes().take(12).take_while(|b| b.is_ascii_alphabetic()).count()];
    let whole = end + 1 + second.len();
    // gemini 3 deep think: two words that are one variant
    let pair = format!("{word}-{second}");
    if variants.contains(pair.as_str()) {
        return Some((pair, whole));
    }
    // 混元 Turbo S is TurboS
    let joined = format!("{word}{second}");
    if second.len() == 1 && variants.contains(joined.as_str()) {
        return Some((joined, whole));
    }
    (variants.contains(word) && !(glued && word.len() < 2)).then(|| (word.to_owned(), end))
}

/// 2025 behind a name is a year, 2512 a build.
fn is_year(word: &str, text: &str, end: usize) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && !text[end..].starts_with('-')
}

fn is_app(text: &str, end: usize, lexicon: &Lexicon) -> bool {
    let rest = text[end..].trim_start_matches([' ', '-']);
    let word: String = rest.chars().take(12).take_while(|c| c.is_ascii_alphanumeric()).collect();
    lexicon.words.listed("app").contains(&word.as_str())
        || lexicon.words.listed("not_model").iter().any(|w| rest.starts_with(w))
}

/// DeepSeek-V3/R1: the second version names a model of the same family.
fn slashed(text: &str, model: &Product, family: &Family, lexicon: &Lexicon) -> Option<Product> {
    let rest = text[model.end..].strip_prefix('/')?;
    let start = text.len() - rest.len();
    let first = rest.bytes().next()?;
    let versioned = first.is_ascii_digit() || rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let (word, end) =
        token(text, start, false, true, lexicon).filter(|_| versioned && first.is_ascii_alphanumeric())?;
    let whole = !text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let lettered = word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.len() <= 5;
    (whole && lettered).then(|| product(start, end, family, &[word], false))
}
