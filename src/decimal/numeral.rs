//! A numeral as written, Arabic or Chinese or both: `3,800`, `三千八百亿`, `1.2万亿`, `3亿5000万`,
//! `两个亿`, `八点五`, `拾万零五十六`, and the vague ones: `十几`, `数十亿`, `八九`; `3000多` is at least 3000.
//!
//! Pure arithmetic over narrow characters; of words it knows those that begin with a scale (千瓦, 兆字节). A scale with no
//! digit before it (`百亿`) is read as one of it and says so. Never panics; linear in the numeral.

use rust_decimal::Decimal;

use super::arabic;
use super::han::{big_scale, digit, is_numeral, small_scale};

/// A numeral.
#[derive(Debug, Clone, PartialEq)]
pub struct Numeral {
    /// Least and greatest value, equal where it is not vague; `None`: more digits than a decimal holds.
    pub value: Option<(Decimal, Decimal)>,
    /// The large scales (`万 亿 兆`) in it, multiplied; 1 where none is written.
    pub scale: Decimal,
    /// One past its last character.
    pub end: usize,
    /// Written with Arabic digits.
    pub arabic: bool,
    /// Has a digit: `百亿` alone has none.
    pub digits: bool,
    /// Two Chinese digits side by side, which a unit may read as one number (`五五折`).
    pub pair: bool,
    /// More than two Chinese digits side by side: a year, a name.
    pub string: bool,
    /// `3000多`, `20余`: at least the value.
    pub more: bool,
    /// A version or date with points: no number.
    pub dotted: bool,
}

type Pair = (Decimal, Decimal);

/// What has been read so far: `total` up to the last large scale, `section` up to the last of
/// `十 百 千`, `pending` since.
struct Reader<'t> {
    t: &'t [char],
    i: usize,
    total: Option<Pair>,
    section: Option<Pair>,
    pending: Option<Pair>,
    small: u32,
    last: Option<i64>,
    out: Numeral,
}

fn times(a: Pair, by: Decimal) -> Option<Pair> {
    Some((a.0.checked_mul(by)?, a.1.checked_mul(by)?))
}

fn plus(a: Option<Pair>, b: Option<Pair>) -> Option<Pair> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.checked_add(b.0)?, a.1.checked_add(b.1)?)),
        (a, b) => a.or(b),
    }
}

/// The sum of what there is; `None` on overflow.
fn sum(parts: [Option<Pair>; 3]) -> Option<Pair> {
    let zero = (Decimal::ZERO, Decimal::ZERO);
    parts.into_iter().flatten().try_fold(zero, |a, b| plus(Some(a), Some(b)))
}

/// Reads the numeral that begins at `at`; `None` where none does.
pub fn read(t: &[char], at: usize) -> Option<Numeral> {
    let first = *t.get(at)?;
    if !is_numeral(first) {
        return None;
    }
    let out = Numeral {
        value: None,
        scale: Decimal::ONE,
        end: at,
        arabic: false,
        digits: false,
        pair: false,
        string: false,
        more: false,
        dotted: false,
    };
    let mut r = Reader { t, i: at, total: None, section: None, pending: None, small: u32::MAX, last: None, out };
    if first.is_ascii_digit() {
        let run = arabic::read(t, at);
        r.i = run.end;
        r.out.arabic = true;
        r.out.digits = true;
        r.out.dotted = run.dotted;
        r.out.end = run.end;
        if run.dotted || run.value.is_none() {
            return Some(r.out);
        }
        r.pending = run.value.map(|v| (v, v));
    }
    let mut fits = true;
    while let Some(&c) = t.get(r.i) {
        match r.step(c) {
            Some(true) => {}
            Some(false) => break,
            None => {
                fits = false;
                break;
            }
        }
    }
    r.finish(at, fits)
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> char {
        self.t.get(self.i + ahead).copied().unwrap_or('\0')
    }

    fn read_any(&self) -> bool {
        self.total.is_some() || self.section.is_some() || self.pending.is_some()
    }

    /// One character further; `Some(false)` where the numeral ends before it, `None` on overflow.
    fn step(&mut self, c: char) -> Option<bool> {
        if let Some(d) = digit(c) {
            return Some(self.digits(d));
        }
        if let Some(m) = small_scale(c) {
            return self.small(m);
        }
        if let Some(s) = big_scale(c) {
            return self.big(s);
        }
        match c {
            '几' | '数' => Some(self.vague_digit(c)),
            '多' | '余' if self.read_any() => self.more(),
            '个' if self.pending.is_some() && matches!(self.peek(1), '亿' | '万') && !matches!(self.peek(2), '联') =>
            {
                self.i += 1;
                Some(true)
            }
            '点' => Some(self.fraction()),
            '0'..='9' if self.last.is_some() && self.pending.is_none() => self.arabic_rest(),
            _ => Some(false),
        }
    }

    /// A run of Chinese digits.
    fn digits(&mut self, first: u32) -> bool {
        if self.pending.is_some() {
            return false;
        }
        let run: Vec<u32> = self.t[self.i..].iter().map_while(|c| digit(*c)).take(40).collect();
        let zero = first == 0 && run.len() > 1 && self.read_any();
        let run = if zero { &run[1..] } else { &run[..] };
        self.i += run.len() + usize::from(zero);
        self.out.digits = true;
        self.pending = Some(match run {
            [d] => (Decimal::from(*d), Decimal::from(*d)),
            [a, b] if a < b && *a > 0 => {
                self.out.pair = true;
                (Decimal::from(*a), Decimal::from(*b))
            }
            _ => {
                self.out.pair |= run.len() == 2;
                self.out.string = true;
                let value = run.iter().take(20).fold(0i64, |n, d| n.saturating_mul(10).saturating_add(i64::from(*d)));
                (Decimal::from(value), Decimal::from(value))
            }
        });
        true
    }

    fn vague_digit(&mut self, c: char) -> bool {
        let next = self.peek(1);
        let before = self.section.is_some();
        let scaled = small_scale(next).is_some() || big_scale(next).is_some();
        if self.pending.is_some() || !(scaled || (c == '几' && before)) || (c == '数' && before) {
            return false;
        }
        let low = if before { Decimal::ZERO } else { Decimal::ONE };
        self.pending = Some((low, Decimal::TEN));
        self.out.digits = true;
        self.i += 1;
        true
    }

    fn small(&mut self, m: u32) -> Option<bool> {
        // 千瓦, 千克 … are units; 百分 is a part
        if m == 1000 && matches!(self.peek(1), '瓦' | '克' | '米' | '伏' | '升' | '帕' | '赫' | '兆') {
            return Some(false);
        }
        let by = Decimal::from(m);
        if let Some(pending) = self.pending {
            if m >= self.small && self.section.is_some() {
                return Some(false);
            }
            self.section = plus(self.section, Some(times(pending, by)?));
        } else if let (Some(section), true) = (self.section, !self.out.digits && m != 10) {
            self.section = Some(times(section, by)?); // 十百, 百千: seldom, but a number
        } else if m == 10 && (self.section.is_none() || self.small > 10) && self.last.is_none() {
            self.out.digits = true;
            self.section = plus(self.section, Some((by, by)));
        } else if self.section.is_none() && self.last.is_none() {
            self.section = Some((by, by));
        } else {
            return Some(false);
        }
        self.pending = None;
        self.small = m;
        self.i += 1;
        Some(true)
    }

    fn big(&mut self, s: i64) -> Option<bool> {
        if s == 1_000_000_000_000
            && matches!(self.peek(1), '瓦' | '字' | '比' | '赫' | '欧' | '帕' | '伏' | '位' | '易' | '驰')
        {
            return Some(false);
        }
        let by = Decimal::from(s);
        let section = plus(self.section.take(), self.pending.take());
        self.small = u32::MAX;
        match (self.total, section) {
            (None, None) => self.total = Some((by, by)),
            (None, Some(sec)) => self.total = Some(times(sec, by)?),
            (Some(total), None) => self.total = Some(times(total, by)?),
            (Some(total), Some(sec)) if self.last.is_some_and(|l| s < l) => {
                self.total = plus(Some(total), Some(times(sec, by)?))
            }
            (Some(total), Some(sec)) => self.total = Some(times(plus(Some(total), Some(sec))?, by)?),
        }
        if section.is_none() || self.last.is_none() {
            self.out.scale = self.out.scale.checked_mul(by)?;
        }
        self.last = Some(s);
        self.i += 1;
        Some(true)
    }

    /// `3000多`, `20余`: more than what is written.
    fn more(&mut self) -> Option<bool> {
        let next = self.peek(1);
        if next == '多' || next == '余' || (self.t[self.i] == '余' && next == '额') {
            return Some(false);
        }
        self.out.more = true;
        self.i += 1;
        Some(small_scale(next).is_some() || big_scale(next).is_some())
    }

    /// `八点五`: only between Chinese digits.
    fn fraction(&mut self) -> bool {
        let run: Vec<u32> = self.t[self.i + 1..].iter().map_while(|c| digit(*c)).take(20).collect();
        if run.is_empty()
            || !self.out.digits
            || self.out.arabic
            || self.out.pair && !self.out.string
            || !(self.pending.is_some() || self.section.is_some())
        {
            return false;
        }
        let value = run.iter().fold(0i128, |n, d| n * 10 + i128::from(*d));
        let part = Decimal::try_from_i128_with_scale(value, run.len() as u32).unwrap_or_default();
        self.i += 1 + run.len();
        self.pending = plus(self.pending, Some((part, part)));
        true
    }

    /// `3亿5000万`: Arabic digits go on only before a smaller scale.
    fn arabic_rest(&mut self) -> Option<bool> {
        let run = arabic::read(self.t, self.i);
        let next = self.t.get(run.end).copied().unwrap_or('\0');
        let scaled = big_scale(next).is_some_and(|s| self.last.is_some_and(|l| s < l))
            || (next == '千' && self.last == Some(100_000_000));
        let (Some(value), true) = (run.value, scaled) else { return Some(false) };
        self.pending = Some((value, value));
        self.i = run.end;
        Some(true)
    }

    fn finish(mut self, at: usize, fits: bool) -> Option<Numeral> {
        if self.i == at {
            return None;
        }
        self.out.end = self.i;
        // 一百二, 三千五: the last digit counts the next lower place
        if let (Some(p), Some(_), false) = (self.pending, self.section, self.out.arabic)
            && self.small >= 100
            && self.small != u32::MAX
            && p.0.scale() == 0
            && self.t[self.i - 1] != '多'
            && !matches!(self.t[self.i.saturating_sub(2)], '零' | '〇')
        {
            self.pending = times(p, Decimal::from(self.small / 10));
        }
        self.out.value = sum([self.total, self.section, self.pending]).filter(|_| fits);
        Some(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let Some(n) = read(&chars, 0) else { return "none".into() };
        let Some((low, high)) = n.value else { return "too long".into() };
        let rest: String = chars[n.end..].iter().collect();
        let plain = |d: Decimal| d.normalize().to_string();
        if low == high { format!("{} {rest}", plain(low)) } else { format!("{}..{} {rest}", plain(low), plain(high)) }
    }

    #[test]
    fn chinese_and_mixed() {
        for (text, want) in [
            ("三千八百亿", "380000000000 "),
            ("1.2万亿", "1200000000000 "),
            ("3亿5000万", "350000000 "),
            ("两个亿卢布", "200000000 卢布"),
            ("四十九兆九千五百九十二亿元", "49959200000000 元"),
            ("拾万零五十六点叁叁个", "100056.33 个"),
            ("一百零五", "105 "),
            ("十五", "15 "),
            ("八点五成", "8.5 成"),
            ("壹万二千三百四十五元", "12345 元"),
            ("肆佰叁拾万圆", "4300000 圆"),
            ("二千五", "2500 "),
            ("七十百分位", "70 百分位"),
            ("百万万分之", "10000000000 分之"),
            ("5万千瓦", "50000 千瓦"),
            ("500兆瓦", "500 兆瓦"),
            ("1亿2千万台", "120000000 台"),
            ("3万5000家", "30000 5000家"),
            ("五五折", "55 折"),
        ] {
            assert_eq!(value(text), want, "{text}");
        }
    }

    #[test]
    fn vague() {
        for (text, want) in [
            ("几十万块", "100000..1000000 块"),
            ("数十亿元", "1000000000..10000000000 元"),
            ("十几块", "10..20 块"),
            ("3000多元", "3000 元"),
            ("20余万台", "200000 台"),
            ("5亿多元", "500000000 元"),
            ("八九亿", "800000000..900000000 "),
            ("三五百块", "300..500 块"),
            ("二三十", "20..30 "),
            ("1200多万", "12000000 "),
            ("十余家", "10 家"),
        ] {
            assert_eq!(value(text), want, "{text}");
        }
        assert_eq!(value("几家"), "none");
        assert_eq!(value("数据"), "none");
    }
}
