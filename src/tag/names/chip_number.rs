//! What stands behind a chip line's name: its model number, its grade and its generation.
//!
//! *reads*: the folded text behind a name. *needs*: grades (Elite, 至尊版, Ti). *gives*: where the chip's
//! name ends, and its parts joined by hyphens: `昇腾 910b`, `gb300 nvl72`, `tpu v7`, `骁龙 8 至尊版`.
//! *does not match*: years, counts (酷睿 3 款), clusters (昇腾 384 超节点), levels of memory.
//! *source*: gold/ids.md; names as their makers print them.

use super::hit::before;
use crate::lexicon::{Lexicon, is_han};
use crate::span::between;

/// Counting words: a short number before them is no chip's.
const COUNTS: &str = "年月日个款种倍次家人万亿元%片颗张台卡号";

/// The end of the chip whose line ends at `end`, and its number; empty where it has none.
pub fn behind(text: &str, end: usize, lexicon: &Lexicon) -> (usize, String) {
    // 深算三号: a generation in Han
    if let Some(n) = ["一号", "二号", "三号", "四号", "五号"].iter().position(|g| text[end..].starts_with(g))
    {
        return (end + "一号".len(), (n + 1).to_string());
    }
    // 酷睿 Ultra 9: a grade before the number
    let graded = grade(text, end, lexicon).and_then(|(at, word)| {
        let (to, number) = first(text, at, lexicon)?;
        Some((to, format!("{word}-{number}")))
    });
    let Some((mut at, mut number)) = graded.or_else(|| first(text, end, lexicon)) else { return (end, String::new()) };
    if let Some((to, part)) = model(text, at).filter(|_| before(text, at).is_some_and(|c| c.is_ascii_digit())) {
        number = format!("{number}-{part}");
        at = to;
    }
    while let Some((to, part)) = grade(text, at, lexicon).or_else(|| gen_number(text, at)) {
        number = format!("{number}-{part}");
        at = to;
    }
    (at, number)
}

/// 第五代骁龙 8 至尊版: the generation before the name is its last part, where the number says none.
pub fn generation(text: &str, start: usize, number: String) -> (usize, String) {
    let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let Some(rest) = text[..start].strip_suffix('代').filter(|_| !number.is_empty() && !number.contains("gen-"))
    else {
        return (start, number);
    };
    let found = digits.iter().zip(1..).find_map(|(han, n)| {
        let head = rest.strip_suffix(han).or_else(|| rest.strip_suffix(char::from_digit(n, 10)?))?;
        head.strip_suffix('第').map(|head| (head.len(), n))
    });
    found.map_or((start, number.clone()), |(start, n)| (start, format!("{number}-gen-{n}")))
}

/// A number as it stands in a standard name: `8-elite-gen-5` → `8 Elite Gen 5`.
pub fn printed(number: &str) -> String {
    let word = |w: &str| match w {
        "gen" | "elite" | "extreme" | "plus" | "super" | "max" | "ultra" | "pro" => {
            w[..1].to_ascii_uppercase() + &w[1..]
        }
        "ti" => "Ti".to_owned(),
        _ => w.to_ascii_uppercase(),
    };
    number.split('-').map(word).collect::<Vec<_>>().join(" ")
}

/// The number itself: `910b`, `v7`, `nvl72`, `8+`; a letter alone before a grade (骁龙 X Elite).
fn first(text: &str, end: usize, lexicon: &Lexicon) -> Option<(usize, String)> {
    let line = before(text, end).is_some_and(|c| !c.is_ascii_digit());
    let rest = &text[end..];
    let gap = rest.bytes().take_while(|b| matches!(b, b' ' | b'-')).count().min(1);
    let length = rest[gap..].bytes().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
    let word = between(rest, gap, gap + length);
    let behind = &rest[gap + length..];
    let digits = word.bytes().filter(|b| b.is_ascii_digit()).count();
    let letters = word.bytes().take_while(|b| b.is_ascii_alphabetic()).count();
    let year = word.len() == 4 && (word.starts_with("20") || word.starts_with("19"));
    let counted = behind.chars().next().is_some_and(|c| COUNTS.contains(c));
    let named = line && digits > 0 && letters <= 2 && !year && !(counted && letters == 0 && digits < 3);
    // 昇腾 384 超节点: as many chips in one
    let cluster = letters == 0 && behind.starts_with("超节点");
    let lettered = line && length == 1 && letters == 1 && grade(text, end + gap + length, lexicon).is_some();
    if length == 12 || cluster || !named && !lettered && !word.starts_with("nvl") {
        return None;
    }
    // 邃思 2.0: a version, not the clock of a processor (3.5GHz)
    let dotted = behind.strip_prefix('.').map_or(0, |b| b.bytes().take_while(u8::is_ascii_digit).count());
    let over = behind[usize::from(dotted > 0) + dotted..].chars().next();
    let version = before(text, end).is_some_and(is_han) && letters == 0 && word.len() == 1 && dotted == 1;
    if version && !over.is_some_and(|c| c.is_ascii_alphanumeric() || COUNTS.contains(c)) {
        let to = end + gap + length + 2;
        return Some((to, between(text, end + gap, to).to_owned()));
    }
    if dotted > 0 && letters == 0 {
        return None;
    }
    let plus = named && letters == 0 && behind.starts_with('+');
    Some((end + gap + length + usize::from(plus), format!("{word}{}", if plus { "+" } else { "" })))
}

/// A counting word behind a number: 寒武纪 590 元.
pub fn counts(text: &str, end: usize) -> bool {
    text[end..].chars().next().is_some_and(|c| COUNTS.contains(c) || c == ',')
}

/// 昇腾 910C/920: the number behind a stroke names a chip of the same line.
pub fn slashed(text: &str, end: usize, number: &str) -> Option<(usize, String)> {
    let rest = text[end..].strip_prefix('/').filter(|_| number.len() >= 3)?;
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let length = digits + rest[digits..].bytes().take(3).take_while(u8::is_ascii_alphabetic).count();
    let whole = (3..=4).contains(&digits) && length <= digits + 2 && !counts(rest, length);
    let whole = whole && !rest[length..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    whole.then(|| (end + 1 + length, rest[..length].to_owned()))
}

/// The model behind a class of one digit: 锐龙 7 9800X3D, Core i9-14900K.
fn model(text: &str, at: usize) -> Option<(usize, String)> {
    let class = text[..at].bytes().rev().take_while(u8::is_ascii_alphanumeric).collect::<Vec<_>>();
    let rest = text[at..].strip_prefix([' ', '-'])?;
    let length = rest.bytes().take(9).take_while(|b| b.is_ascii_alphanumeric()).count();
    let digits = rest.bytes().take_while(|b| b.is_ascii_digit()).count();
    let one = matches!(class.as_slice(), [b'0'..=b'9'] | [b'0'..=b'9', b'i']);
    let sold = length <= 8 && (3..=5).contains(&digits) && !(length == 4 && rest.starts_with("20"));
    (one && sold).then(|| (text.len() - rest.len() + length, rest[..length].to_owned()))
}

/// A grade behind a number: Elite, 至尊版, Ti.
fn grade(text: &str, at: usize, lexicon: &Lexicon) -> Option<(usize, String)> {
    let rest = text[at..].strip_prefix([' ', '-']).unwrap_or(&text[at..]);
    if let Some(behind) = rest.strip_prefix("至尊版") {
        return Some((text.len() - behind.len(), "elite".to_owned()));
    }
    let length = rest.bytes().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
    let word = &rest[..length];
    let apart = rest.len() < text.len() - at || before(text, at).is_some_and(is_han);
    let known = apart && lexicon.words.listed("chip_grade").contains(&word);
    known.then(|| (text.len() - rest.len() + length, word.to_owned()))
}

/// `gen 5` behind a number or a grade.
fn gen_number(text: &str, at: usize) -> Option<(usize, String)> {
    let rest = text[at..].strip_prefix(" gen").or_else(|| text[at..].strip_prefix("gen"))?;
    let rest = rest.strip_prefix([' ', '-']).unwrap_or(rest);
    let count = rest.bytes().take(2).take_while(|b| b.is_ascii_digit()).count();
    (count > 0).then(|| (text.len() - rest.len() + count, format!("gen-{}", &rest[..count])))
}
