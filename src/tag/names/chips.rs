//! Chips: names of a table, with the model number that may follow a line's name.
//!
//! *reads*: product heads of a passage. *needs*: chips and what must stand around each. *gives*:
//! chips with ids by the slug rules (`昇腾 910B` → `chip:ascend-910b`). *does not match*: A100 公路,
//! L4 自动驾驶, H1 2025, memory (HBM3), architectures (X86, CUDA), instances (p5e.48xlarge).
//! *source*: gold/ids.md.

use super::Product;
use super::hit::{Reading, after, before};
use crate::lexicon::{Chip, Lexicon, Need};
use crate::span::between;
use crate::tag::MentionKind;

/// The chips of a passage, in order, not overlapping.
pub fn read(reading: &Reading, lexicon: &Lexicon) -> Vec<Product> {
    let text = reading.folded.text.as_str();
    let mut found: Vec<Product> = Vec::new();
    let mut computing = None;
    for &(start, end, surface) in &reading.products {
        let Some(chip) = lexicon.surface(surface).chip else { continue };
        let chip = &lexicon.products.chips[chip as usize];
        if found.last().is_some_and(|f| start < f.end) || !begins(text, start) {
            continue;
        }
        let (end, number) = number(text, end);
        if ends_inside(text, end) || begins_with(&text[end..], "not_chip", lexicon) {
            continue;
        }
        let mut near =
            || *computing.get_or_insert_with(|| lexicon.words.listed("computing").iter().any(|w| has(text, w)));
        let enough = match chip.need {
            Need::Nothing => true,
            Need::Report | Need::Passage => near() || in_list(&found, start),
            Need::Maker => has_maker(text, start, chip, lexicon),
            Need::Model => !number.is_empty() || chip.slug.len() > 3 && text[end..].starts_with("系列"),
            Need::Never => false,
        };
        if enough {
            let read = product(start, end, chip, &number);
            // 深算三号 DCU: the line's second name behind the first
            if let Some(last) = found.last_mut().filter(|l| l.id.starts_with(&read.id) && start - l.end <= 1) {
                last.end = end;
                continue;
            }
            found.push(read);
        }
    }
    found
}

fn begins_with(rest: &str, list: &str, lexicon: &Lexicon) -> bool {
    lexicon.words.listed(list).iter().any(|w| rest.starts_with(w))
}

/// A word of computing, Latin ones as whole words.
fn has(text: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return text.contains(word);
    }
    let letter = |c: char| c.is_ascii_alphabetic();
    text.match_indices(word)
        .take(64)
        .any(|(at, w)| !before(text, at).is_some_and(letter) && !after(text, at + w.len()).is_some_and(letter))
}

fn in_list(found: &[Product], start: usize) -> bool {
    found.last().is_some_and(|f| start - f.end <= 4)
}

/// The maker named within the forty characters before or the ten behind.
fn has_maker(text: &str, start: usize, chip: &Chip, lexicon: &Lexicon) -> bool {
    let back: usize = text[..start].chars().rev().take(40).map(char::len_utf8).sum();
    let front: usize = text[start..].chars().take(16).map(char::len_utf8).sum();
    let window = between(text, start - back, start + front);
    lexicon
        .find(window)
        .any(|(_, _, s)| lexicon.surface(s).meanings.iter().any(|m| lexicon.entity(m.entity).id == chip.maker))
}

fn begins(text: &str, start: usize) -> bool {
    let Some(first) = after(text, start) else { return false };
    !first.is_ascii()
        || before(text, start).is_none_or(|c| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '@' | '_')))
}

/// Goes on as a Latin word: `h100s`, `a100.com`, `p5e.48xlarge`.
fn ends_inside(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    match (before(text, end), rest.next()) {
        (Some(l), Some(c)) if l.is_ascii_alphanumeric() && c.is_ascii_alphanumeric() => true,
        (_, Some('.')) => rest.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => false,
    }
}

/// A model number behind a line's name: `昇腾 910b`, `gb300 nvl72`, `tpu v7`, `rtx 5090`.
fn number(text: &str, end: usize) -> (usize, String) {
    // 深算三号: a generation in Han
    if let Some(n) = ["一号", "二号", "三号", "四号", "五号"].iter().position(|g| text[end..].starts_with(g))
    {
        return (end + "一号".len(), (n + 1).to_string());
    }
    let line = before(text, end).is_some_and(|c| !c.is_ascii_digit());
    let rest = &text[end..];
    let gap = rest.bytes().take_while(|b| matches!(b, b' ' | b'-')).count().min(1);
    let word_length = rest[gap..].bytes().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
    let word = between(rest, gap, gap + word_length);
    let behind = &rest[gap + word_length..];
    let digits = word.bytes().filter(|b| b.is_ascii_digit()).count();
    let letters = word.bytes().take_while(|b| b.is_ascii_alphabetic()).count();
    let year = word.len() == 4 && (word.starts_with("20") || word.starts_with("19"));
    let counted = behind.chars().next().is_some_and(|c| "年月日个款种倍次家人万亿元%片颗张台卡号".contains(c));
    let named = line && digits > 0 && letters <= 2 && !year && !(counted && letters == 0 && digits < 3);
    // 昇腾 384 超节点: as many chips in one
    let cluster = letters == 0 && behind.starts_with("超节点");
    if word_length == 12 || cluster || !named && !word.starts_with("nvl") {
        return (end, String::new());
    }
    // snapdragon 8 gen 5
    let generation = behind.strip_prefix(" gen").map_or("", |b| b.strip_prefix([' ', '-']).unwrap_or(b));
    let count = generation.bytes().take(2).take_while(|b| b.is_ascii_digit()).count();
    if count > 0 {
        let end = text.len() - generation.len() + count;
        return (end, format!("{word}-gen-{}", &generation[..count]));
    }
    (end + gap + word_length, word.to_owned())
}

fn product(start: usize, end: usize, chip: &Chip, number: &str) -> Product {
    let (mut id, mut name) = (format!("chip:{}", chip.slug), chip.name.to_owned());
    if !number.is_empty() {
        // a series of one letter is written together with its number: MTT S5000
        let glued = chip.slug.rsplit_once('-').is_some_and(|p| p.1.len() == 1);
        id = format!("{id}{}{number}", if glued { "" } else { "-" });
        let number = number.replace("-gen-", " Gen ");
        let number = if number.contains(' ') { number } else { number.to_ascii_uppercase() };
        name = format!("{name}{}{number}", if glued { "" } else { " " });
    }
    Product { start, end, kind: MentionKind::Chip, id, name, rule: "chip" }
}
