//! Chips: names of a table, with the model number that may follow a line's name.
//!
//! *reads*: product heads of a passage. *needs*: chips and what must stand around each. *gives*:
//! chips with ids by the slug rules (`昇腾 910B` → `chip:ascend-910b`). *does not match*: A100 公路,
//! L4 自动驾驶, H1 2025, memory (HBM3), architectures (X86, CUDA), instances (p5e.48xlarge).
//! *source*: gold/ids.md.

use super::hit::{Reading, after, before};
use super::{Product, alone, chip_number};
use crate::lexicon::{Chip, Lexicon, Need};
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
        let (end, number) = chip_number::behind(text, end, lexicon);
        if ends_inside(text, end) || begins_with(&text[end..], "not_chip", lexicon) || is_road(&text[end..], lexicon) {
            continue;
        }
        let (start, number) = chip_number::generation(text, start, number);
        let mut near =
            || *computing.get_or_insert_with(|| lexicon.words.listed("computing").iter().any(|w| has(text, w)));
        let enough = match chip.need {
            Need::Nothing => true,
            Need::Report | Need::Passage => near() || in_list(&found, start),
            Need::Maker => alone::has_maker(reading, start, &chip.maker, lexicon),
            Need::Behind => {
                (alone::behind_maker(reading, start, &chip.maker, lexicon)
                    || is_called_chip(text, start) && alone::has_maker(reading, start, &chip.maker, lexicon))
                    && !chip_number::counts(text, end)
            }
            Need::Model => !number.is_empty() || chip.slug.len() > 3 && text[end..].starts_with("系列"),
            Need::Never => false,
        };
        if enough {
            let read = product(start, end, chip, &number);
            // 深算三号 DCU, DCU 深算三号: the line's second name beside the first
            if let Some(last) = found.last_mut().filter(|l| start - l.end <= 1 && is_line(&l.id, &read.id)) {
                let start = last.start;
                *last = if last.id.len() < read.id.len() {
                    Product { start, ..read }
                } else {
                    Product { end, ..last.clone() }
                };
                continue;
            }
            let slash = chip_number::slashed(text, end, &number);
            let free = |to: &usize| !reading.products.iter().any(|p| p.0 > end && p.0 < *to);
            let slash = slash.filter(|s| free(&s.0)).map(|(to, n)| product(end + 1, to, chip, &n));
            found.push(read);
            found.extend(slash);
        }
    }
    found
}

/// 2 纳米芯片 M6: the noun of chips right before a name.
fn is_called_chip(text: &str, start: usize) -> bool {
    let lead = text[..start].trim_end_matches([' ', '“', '"']);
    ["芯片", "处理器"].iter().any(|w| lead.ends_with(w))
}

/// One of two ids is the other's line.
fn is_line(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

fn begins_with(rest: &str, list: &str, lexicon: &Lexicon) -> bool {
    lexicon.words.listed(list).iter().any(|w| rest.starts_with(w))
}

/// A10 高速, A100 高速拥堵: a motorway; 高速互联 is what a chip has.
fn is_road(rest: &str, lexicon: &Lexicon) -> bool {
    rest.starts_with("高速") && !begins_with(rest, "fast", lexicon)
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

fn product(start: usize, end: usize, chip: &Chip, number: &str) -> Product {
    let (mut id, mut name) = (format!("chip:{}", chip.slug), chip.name.to_string());
    if !number.is_empty() {
        // a series of one letter is written together with its number: MTT S5000
        let glued = chip.slug.rsplit_once('-').is_some_and(|p| p.1.len() == 1);
        id = format!("{id}{}{number}", if glued { "" } else { "-" });
        name = format!("{name}{}{}", if glued { "" } else { " " }, chip_number::printed(number));
    }
    Product { start, end, kind: MentionKind::Chip, id, name, rule: "chip" }
}
