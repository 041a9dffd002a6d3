//! How readable a page's text is.
//!
//! Measured on the sample corpus: readable pages have under 2 % characters without meaning;
//! pages whose fonts lie have over 40 %.

use super::page::{Page, Quality};
use crate::span::BBox;

/// Share of meaningless characters from which a page counts as garbled.
const GARBLED: f32 = 0.3;
/// Glyphs below which a page full of images counts as scanned.
const FEW: usize = 40;
/// Share of the page under images from which it counts as one of images.
const COVERED: f32 = 0.5;

/// Judges by the share of U+FFFD, private-use and control characters, and by images.
pub(super) fn judge(page: &Page) -> Quality {
    let mut seen = 0usize;
    let mut bad = 0usize;
    for c in page.glyphs.iter().flat_map(|g| g.text.chars()).filter(|c| !c.is_whitespace()) {
        seen += 1;
        // private-use bullets stand alone and are few: layout turns them into list marks
        bad += usize::from(c == '\u{FFFD}' || c.is_control() || ('\u{E000}'..='\u{F8FF}').contains(&c));
    }
    let area = (page.width * page.height).max(1.0);
    let covered: f32 = page.images.iter().map(|b: &BBox| b.width() * b.height()).sum::<f32>() / area;
    match seen {
        0 if page.images.is_empty() => Quality::Empty,
        n if n < FEW && covered > COVERED => Quality::Scanned,
        0 => Quality::Empty,
        n if n >= FEW && bad as f32 / n as f32 > GARBLED => Quality::Garbled,
        _ => Quality::Good,
    }
}
