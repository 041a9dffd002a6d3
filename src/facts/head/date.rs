//! When the report was published.
//!
//! Reads dates on the front page: one that is labelled so, or stands alone near the top, wins;
//! dates of prices, of other reports and inside sentences lose. Then running heads, then the
//! file's name, then the PDF's own date. Never the file system.

use super::DateSource;
use super::front::{Front, Item};
use crate::layout::PassageKind;
use crate::lexicon::Phrases;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

static WRITTEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"((?:19|20)\d{2})[年\-/.](\d{1,2})[月\-/.](\d{1,2})日?").ok());
static PACKED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|\D)(20[0-3]\d)(0[1-9]|1[0-2])([0-3]\d)(?:\D|$)").ok());

/// Words beside a date that is the report's own, and beside one that is not.
const OWN: [&str; 7] = ["发布日期", "报告日期", "发布时间", "报告时间", "撰写日期", "出具日期", "发表日期"];

pub(super) fn read(
    front: &Front<'_>,
    file_name: &str,
    pdf_created: Option<Date>,
    phrases: &Phrases,
) -> (Option<Date>, Option<DateSource>) {
    let mut best: Option<(i32, Date)> = None;
    let mut related: Option<PassageKind> = None;
    for (i, item) in front.items.iter().enumerate() {
        // below 相关报告 dates are other reports', as long as the column goes on
        if item.bare.contains("相关") && item.bare.chars().count() <= 10 {
            related = Some(item.kind);
        } else if related.is_some_and(|k| k != item.kind) {
            related = None;
        }
        let before = i.checked_sub(1).map(|j| front.items[j].bare.as_str()).unwrap_or("");
        for (date, length) in dates(&item.bare) {
            let worth = worth(item, before, length, phrases) - if related.is_some() { 9 } else { 0 };
            // of equal ones the latest: the others are of prices and of reports before
            if worth > 0 && best.is_none_or(|(w, d)| worth > w || worth == w && date > d) {
                best = Some((worth, date));
            }
        }
    }
    if let Some((_, date)) = best {
        return (Some(date), Some(DateSource::Text));
    }
    let head = front.heads.iter().filter(|i| i.kind == PassageKind::Header && !phrases.other_dates.is_in(&i.bare));
    if let Some((date, _)) = head.flat_map(|i| dates(&i.bare)).next() {
        return (Some(date), Some(DateSource::Text));
    }
    if let Some(date) = in_name(file_name) {
        return (Some(date), Some(DateSource::FileName));
    }
    (pdf_created, pdf_created.map(|_| DateSource::Pdf))
}

fn worth(item: &Item<'_>, before: &str, length: usize, phrases: &Phrases) -> i32 {
    let count = item.bare.chars().count();
    let mut worth = 0;
    if OWN.iter().any(|w| item.bare.contains(w) || before.ends_with(w)) {
        worth += 20;
    }
    if length * 10 >= count * 6 {
        worth += 6;
    } else if count <= 40 {
        worth += 2;
    } else {
        worth -= 6;
    }
    if phrases.other_dates.is_in(&item.bare) || before.contains("相关") {
        worth -= 9;
    }
    if item.top < 220.0 {
        worth += 2;
    }
    if item.kind == PassageKind::Chart || item.kind == PassageKind::Source {
        worth -= 8;
    }
    worth
}

/// Dates in a text, each with the number of characters it takes.
fn dates(text: &str) -> Vec<(Date, usize)> {
    let Some(pattern) = WRITTEN.as_ref() else { return Vec::new() };
    pattern.captures_iter(text).filter_map(|c| Some((date(&c)?, c.get(0)?.as_str().chars().count()))).collect()
}

fn date(c: &regex::Captures<'_>) -> Option<Date> {
    let part = |i: usize| c.get(i).map(|m| m.as_str());
    Date::new(part(1)?.parse().ok()?, part(2)?.parse().ok()?, part(3)?.parse().ok()?).ok()
}

/// `20250711`, `2025-07-11` in a file's name.
fn in_name(name: &str) -> Option<Date> {
    let written = dates(name).first().map(|(d, _)| *d);
    written.or_else(|| PACKED.as_ref()?.captures(name).and_then(|c| date(&c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_in_their_forms() {
        let day = |y, m, d| Date::new(y, m, d).expect("a date");
        assert_eq!(dates("发布日期：2025年7月11日")[0].0, day(2025, 7, 11));
        assert_eq!(dates("公司深度|2022.02.22")[0].0, day(2022, 2, 22));
        assert_eq!(in_name("云帆-周报-20260306.pdf"), Some(day(2026, 3, 6)));
        assert_eq!(in_name("202603061530.pdf"), None);
        assert!(dates("2025年13月40日").is_empty());
    }
}
