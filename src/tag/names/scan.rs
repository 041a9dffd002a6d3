//! Finds names and codes in a passage.
//!
//! *reads*: one folded passage. *needs*: the lexicon's automaton and codes. *gives*: hits in order,
//! whole words only. *does not match*: Latin names inside words, addresses and domains; Latin words
//! in another case than a name's; names inside longer names. *source*: contract section 2.

use super::hit::{Hit, Reading, after, before};
use super::longer::{self, Inside};
use crate::lexicon::{Class, Lexicon, Surface, exchange, listed};
use crate::span::between;

/// Fills a reading's hits and product heads.
pub fn scan(reading: &mut Reading, lexicon: &Lexicon) {
    let text = reading.folded.text.as_str();
    let mut codes = codes(reading, lexicon);
    let mut hits = Vec::new();
    let mut from = 0;
    // a form that is refused at its edges gives way to one that begins inside it
    'again: loop {
        for (start, end, surface) in lexicon.find(&text[from..]) {
            let (start, end) = (start + from, end + from);
            let form = lexicon.surface(surface);
            if form.family.is_some() || form.chip.is_some() {
                reading.products.push((start, end, surface));
            }
            if form.meanings.is_empty() {
                continue;
            }
            let product = form.family.is_some() || form.chip.is_some();
            let whole = is_whole(text, start, end, form) && is_written(reading, start, end, form);
            let within = if whole { longer::inside(text, start, end, form, lexicon) } else { Inside::Words };
            if within == Inside::Nothing && !product && gives_way(text, start, end, form, lexicon) {
                from = start + after(text, start).map_or(1, char::len_utf8);
                continue 'again;
            }
            if within == Inside::Nothing {
                hits.push(Hit::name(start, end, surface));
            } else if within == Inside::Words && !product {
                from = start + after(text, start).map_or(1, char::len_utf8);
                continue 'again;
            }
        }
        break;
    }
    let mut c = 0;
    hits.retain(|h: &Hit| {
        while codes.get(c).is_some_and(|code: &Hit| code.end <= h.start) {
            c += 1;
        }
        codes.get(c).is_none_or(|code| code.start >= h.end)
    });
    hits.append(&mut codes);
    hits.sort_by_key(|h| h.start);
    reading.hits = hits;
}

/// 其中华为: a word of two characters whose last begins a sure name gives way to it.
fn gives_way(text: &str, start: usize, end: usize, form: &Surface, lexicon: &Lexicon) -> bool {
    let weak = form.meanings.first().is_some_and(|m| m.class != Class::Firm);
    let Some(last) = before(text, end).filter(|c| weak && form.length == 2 && crate::lexicon::is_han(*c)) else {
        return false;
    };
    let from = end - last.len_utf8();
    let few: usize = text[from..].chars().take(8).map(char::len_utf8).sum();
    let next = lexicon.find(&text[from..from + few]).next().filter(|n| n.0 == 0 && n.1 > last.len_utf8());
    let of_them = text[..start].ends_with('其');
    let firm = |s: u32| lexicon.surface(s).meanings.first().filter(|m| m.class == Class::Firm);
    let sure = |s: u32| firm(s).is_some_and(|m| !m.short || of_them);
    next.is_some_and(|n| sure(n.2)) && before(text, start).is_some_and(crate::lexicon::is_han)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !crate::lexicon::is_wide(c)
}

/// Latin edges stand at a word's edge, and not in an address or a domain.
fn is_whole(text: &str, start: usize, end: usize, form: &Surface) -> bool {
    let (first, last) = (after(text, start), before(text, end));
    if first.is_some_and(is_word) {
        let mut left = text[..start].chars().rev();
        match left.next() {
            Some(c) if is_word(c) && !(form.latin && is_behind_time(&text[..start])) => return false,
            Some('@' | '_') => return false,
            Some('.') if left.next().is_some_and(is_word) => return false,
            _ => {}
        }
    }
    if last.is_some_and(is_word) {
        let mut right = text[end..].chars();
        match right.next() {
            Some(c) if is_word(c) => {
                return form.latin && form.length >= 4 && (is_time(&text[end..]) || is_kind(&text[end..]));
            }
            Some('@' | '_') => return false,
            Some('.') if form.latin => {
                let rest = &text[end + 1..];
                let word: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
                return word.is_empty() || exchange(&word).is_some();
            }
            _ => {}
        }
    }
    true
}

/// The kind of company set right behind its name: SemtechCorporation.
fn is_kind(rest: &str) -> bool {
    ["corporation", "technologies", "electronics", "holdings", "limited", "group", "corp", "inc", "ltd"]
        .iter()
        .filter_map(|w| rest.strip_prefix(w))
        .any(|behind| !behind.starts_with(is_word))
}

/// A year or a quarter set right behind a name, as texts without spaces have it: Nike2020年, TSMC2025Q4.
fn is_time(rest: &str) -> bool {
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, behind) = rest.split_at(count);
    let year = count == 4 && (digits.starts_with("20") || digits.starts_with("19")) || count == 2;
    let quarter = |c: char| behind.starts_with(c) && behind[1..].starts_with(['1', '2', '3', '4']);
    year && (behind.starts_with('年') || quarter('q') || quarter('h'))
}

/// A name set right behind a quarter or a half with its year: 3Q20AMD, 1H21Nike.
fn is_behind_time(head: &str) -> bool {
    let word: String = head.chars().rev().take_while(|c| is_word(*c)).take(6).collect();
    let mut back = word.chars();
    let year = back.by_ref().take(2).filter(char::is_ascii_digit).count() == 2;
    let mark = back.next().is_some_and(|c| matches!(c, 'q' | 'h'));
    year && mark && back.next().is_some_and(|c| matches!(c, '1'..='4')) && back.next().is_none()
}

/// A Latin name stands as the tables write it, in capitals, or, where it is no ordinary word, small.
fn is_written(reading: &Reading, start: usize, end: usize, form: &Surface) -> bool {
    if !form.latin {
        return true;
    }
    let text = reading.folded.span(start, end, reading.text).of(reading.text);
    let plain = |c: char| {
        if matches!(c, '\u{FF01}'..='\u{FF5E}') { char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c) } else { c }
    };
    if text == form.written || text.chars().map(plain).eq(form.written.chars()) {
        return true;
    }
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let ordinary = form.meanings.iter().all(|m| m.class != Class::Firm);
    let capital = text.chars().next().is_some_and(|c| !c.is_lowercase());
    !ordinary && form.length >= 4 && (capital || form.length >= 5 && letters().all(|c| c.is_lowercase()))
        || form.length >= 5 && letters().all(|c| c.is_uppercase())
}

/// Codes with their exchange, and six digits in brackets or in a cell of their own.
fn codes(reading: &Reading, lexicon: &Lexicon) -> Vec<Hit> {
    let text = reading.folded.text.as_str();
    let bytes = text.as_bytes();
    let mut hits = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let free = at == 0 || !matches!(bytes[at - 1], b'.' | b'@' | b'_' | b'-' | b'\'');
        let hit = if free && end - at <= 10 { code_at(reading, lexicon, at, end) } else { None };
        at = hit.as_ref().map_or(end, |h| h.end);
        hits.extend(hit);
    }
    hits
}

fn code_at(reading: &Reading, lexicon: &Lexicon, start: usize, end: usize) -> Option<Hit> {
    let text = reading.folded.text.as_str();
    let (word, rest) = (between(text, start, end), &text[end..]);
    let digits = word.bytes().all(|b| b.is_ascii_digit());
    if let Some(found) = behind_exchange(reading, lexicon, start, end) {
        return Some(found);
    }
    if let Some(sign @ ('.' | ' ')) = rest.chars().next() {
        let suffix: &str = &rest[1..1 + rest[1..].bytes().take_while(|b| b.is_ascii_alphanumeric()).count()];
        let spaced = sign == ' ' && matches!(suffix, "ch" | "hk" | "us" | "tt" | "jp" | "ks" | "gr")
            || sign == ' ' && digits && word.len() == 6 && matches!(suffix, "sh" | "sz" | "bj");
        // 12.5 is met a hundred times more often than 600519.SH
        let lettered = suffix.starts_with(|c: char| c.is_ascii_alphabetic()) && (sign == '.' || spaced);
        if let Some(exchange) = Some(suffix).filter(|_| lettered).and_then(exchange) {
            let end = end + 1 + suffix.len();
            // S.A., U.S.: initials, not a ticker with its exchange
            let initials = word.len() == 1 && suffix.len() == 1;
            if !initials
                && (digits || is_upper(reading, start, end))
                && let Some(entity) = listed(word, exchange, |id| lexicon.find_code(id))
            {
                return Some(Hit::code(start, end, entity, true));
            }
        }
    }
    if word.len() >= 6 && !digits {
        let prefix = word.get(..2).filter(|p| matches!(*p, "sh" | "sz" | "bj" | "hk"))?;
        let entity = listed(&word[2..], exchange(prefix)?, |id| lexicon.find_code(id))?;
        return Some(Hit::code(start, end, entity, true));
    }
    // 中国电信（728HK）
    if let Some(code) = word.strip_suffix("hk").filter(|c| !c.is_empty() && c.bytes().all(|b| b.is_ascii_digit())) {
        let bracketed =
            matches!(before(text, start), Some('(' | '[')) && matches!(after(text, end), Some(')' | ']' | ','));
        let entity = listed(code, "HK", |id| lexicon.find_code(id)).filter(|_| bracketed)?;
        return Some(Hit::code(start, end, entity, true));
    }
    if !digits || word.len() != 6 || rest.starts_with('.') {
        return None;
    }
    let entity = crate::lexicon::mainland(word, |id| lexicon.find_code(id))?;
    let mut left = text[..start].chars().rev();
    let opened = matches!(left.next(), Some('(' | '[' | '【')) && left.next().is_some_and(crate::lexicon::is_han);
    let closed = matches!(after(text, end), Some(')' | ']' | '】' | ',' | '/' | ' '));
    Some(Hit::code(start, end, entity, opened && closed))
}

/// The exchange before the code: NASDAQ:NVDA, SH.600519, HKEX: 700.
fn behind_exchange(reading: &Reading, lexicon: &Lexicon, start: usize, end: usize) -> Option<Hit> {
    let text = reading.folded.text.as_str();
    let (place, sign) = (between(text, start, end), after(text, end)?);
    let exchange = match (place, sign) {
        ("nasdaq" | "nyse" | "amex", ':') => "US",
        ("hkex" | "sehk" | "hkg" | "hk", ':') | ("hk", '.') => "HK",
        ("sse" | "sha" | "sh", ':') | ("sh", '.') => "SH",
        ("szse" | "she" | "sz", ':') | ("sz", '.') => "SZ",
        ("bj", ':' | '.') => "BJ",
        _ => return None,
    };
    let rest = text[end + 1..].trim_start_matches(' ');
    let from = text.len() - rest.len();
    let to = from + rest.bytes().take(10).take_while(|b| b.is_ascii_alphanumeric()).count();
    let whole = exchange == "US" || to - from >= 3 && between(text, from, to).bytes().all(|b| b.is_ascii_digit());
    let entity = listed(between(text, from, to), exchange, |id| lexicon.find_code(id))?;
    (whole && is_upper(reading, from, to)).then(|| Hit::code(start, to, entity, true))
}

fn is_upper(reading: &Reading, start: usize, end: usize) -> bool {
    let text = reading.folded.span(start, end, reading.text).of(reading.text);
    !text.chars().any(|c| c.is_lowercase())
}
