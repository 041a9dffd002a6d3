//! Numbers in Arabic digits: grouping commas, grouping blanks, decimals, powers of ten.
//!
//! *reads*: narrow characters from a place where a digit stands. *gives*: the value and where it ends.
//! *does not match*: dotted runs (`1.2.3`, `2026.03.05`), which are names. *source*: ISO 80000-1 for the
//! blank as a group mark; Chinese reports for the full-width comma amid half-width ones.

use rust_decimal::Decimal;

/// A run of Arabic digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Run {
    /// Its value; `None` where it has more digits than a decimal holds.
    pub value: Option<Decimal>,
    /// One past its last character.
    pub end: usize,
    /// A version or a date with points, no number.
    pub dotted: bool,
}

fn is_digit(t: &[char], i: usize) -> bool {
    t.get(i).is_some_and(char::is_ascii_digit)
}

fn three_digits(t: &[char], i: usize) -> bool {
    (i..i + 3).all(|k| is_digit(t, k)) && !is_digit(t, i + 3)
}

/// Digits of a value as they come.
struct Digits {
    value: i128,
    scale: u32,
    fits: bool,
}

impl Digits {
    fn push(&mut self, c: char, fraction: bool) {
        let d = i128::from(c as u32 - '0' as u32);
        if fraction && self.scale >= 27 {
            return; // beyond what a decimal holds; a fraction this fine is no report's
        }
        match self.value.checked_mul(10).and_then(|v| v.checked_add(d)) {
            Some(v) if v < 79_000_000_000_000_000_000_000_000_000 => self.value = v,
            _ if fraction => return,
            _ => self.fits = false,
        }
        self.scale += u32::from(fraction);
    }
}

/// Reads the run at `at`, where a digit stands. Linear in its length.
pub(super) fn read(t: &[char], at: usize) -> Run {
    let mut digits = Digits { value: 0, scale: 0, fits: true };
    let mut end = at;
    while is_digit(t, end) {
        digits.push(t[end], false);
        end += 1;
    }
    let lead = end - at;
    if lead <= 3 && (lead > 1 || t[at] != '0') {
        end = groups(t, at, end, &mut digits);
    }
    if t.get(end) == Some(&'.') && is_digit(t, end + 1) {
        end += 1;
        while is_digit(t, end) {
            digits.push(t[end], true);
            end += 1;
        }
        if t.get(end) == Some(&'.') && is_digit(t, end + 1) {
            while is_digit(t, end) || (t.get(end) == Some(&'.') && is_digit(t, end + 1)) {
                end += 1;
            }
            return Run { value: None, end, dotted: true };
        }
    }
    let value = digits.fits.then(|| Decimal::try_from_i128_with_scale(digits.value, digits.scale).ok()).flatten();
    power(t, Run { value, end, dotted: false })
}

/// `1,234,567`, `1 600` before a scale or a unit, and one full-width comma amid half-width ones.
fn groups(t: &[char], at: usize, from: usize, digits: &mut Digits) -> usize {
    let mut end = from;
    let mut mark = None;
    while let Some(&c) = t.get(end) {
        let opened = mark == Some(',');
        let grouping = match c {
            ',' => mark != Some(' '),
            '，' => opened && t.get(end + 4) == Some(&',') || t.get(end + 1) == Some(&'0') || lone_comma(t, at, end),
            ' ' => mark != Some(',') && blank_groups(t, at, end),
            _ => false,
        };
        if !grouping || !three_digits(t, end + 1) {
            break;
        }
        mark = mark.or(Some(c));
        (end + 1..end + 4).for_each(|k| digits.push(t[k], false));
        end += 4;
    }
    end
}

/// `1，600亿元`: behind one digit and before three with a scale or a unit, where no list is under way.
fn lone_comma(t: &[char], at: usize, end: usize) -> bool {
    let free = at.checked_sub(1).is_none_or(|k| t[k].is_alphabetic() && !t[k].is_ascii());
    end == at + 1 && free && three_digits(t, end + 1) && t.get(end + 4).is_some_and(|c| SCALES.contains(c))
}

/// What a number grouped by blanks or a full-width comma is followed by.
const SCALES: [char; 12] = ['万', '亿', '元', '美', '港', '%', '家', '台', '部', '人', '户', '吨'];

/// Whether blanks group digits here: what follows the groups is written right behind them.
fn blank_groups(t: &[char], at: usize, mut end: usize) -> bool {
    if at > 0 && (t[at - 1].is_ascii_alphanumeric() || matches!(t[at - 1], ' ' | '图' | '表')) {
        return false;
    }
    let mut groups = 0;
    while t.get(end) == Some(&' ') && three_digits(t, end + 1) && groups < 8 {
        end += 4;
        groups += 1;
    }
    t.get(end).is_some_and(|c| SCALES.contains(c))
}

/// `7.5e19`, `1.5×10^25`.
fn power(t: &[char], run: Run) -> Run {
    let at = run.end;
    let start = match t.get(at) {
        Some('e' | 'E') => at + 1,
        Some('×' | 'x' | '*')
            if t.get(at + 1) == Some(&'1') && t.get(at + 2) == Some(&'0') && t.get(at + 3) == Some(&'^') =>
        {
            at + 4
        }
        _ => return run,
    };
    let start = start + usize::from(matches!(t.get(start), Some('+')));
    let length = (start..start + 3).take_while(|k| is_digit(t, *k)).count();
    let end = start + length;
    if !(1..=2).contains(&length) || t.get(end).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/')) {
        return run;
    }
    let exponent = t[start..end].iter().fold(0u32, |n, c| n * 10 + (*c as u32 - '0' as u32));
    let ten = 10i128.checked_pow(exponent).and_then(|p| Decimal::try_from_i128_with_scale(p, 0).ok());
    let value = run.value.and_then(|v| v.checked_mul(ten?));
    Run { value, end, dotted: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> (Option<String>, usize, bool) {
        let chars: Vec<char> = text.chars().collect();
        let run = read(&chars, 0);
        (run.value.map(|v| v.normalize().to_string()), run.end, run.dotted)
    }

    #[test]
    fn reads_digits() {
        assert_eq!(run("2,781.9E"), (Some("2781.9".into()), 7, false));
        assert_eq!(run("1 600亿"), (Some("1600".into()), 5, false));
        assert_eq!(run("1 600 吨"), (Some("1".into()), 1, false));
        assert_eq!(run("120，150亿"), (Some("120".into()), 3, false), "a list");
        assert_eq!(run("1，600亿元"), (Some("1600".into()), 5, false));
        assert_eq!(run("1，600只"), (Some("1".into()), 1, false));
        assert_eq!(run("233,333，333,434.344元").0, Some("233333333434.344".into()));
        assert_eq!(run("7.5e19次").0, Some("75000000000000000000".into()));
        assert_eq!(run("1.2×10^3 ").0, Some("1200".into()));
        assert_eq!(run("20e").1, 2);
    }

    #[test]
    fn names_and_numbers_too_long() {
        assert!(run("2026.03.05").2);
        assert_eq!(run(&"9".repeat(60)), (None, 60, false));
    }
}
