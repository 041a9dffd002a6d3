//! Quantities: every number with its unit in running text, as exact decimals.
//!
//! Takes a passage of running text and the lexicon; gives quantities in order of place, which do not
//! overlap, and notes of numbers too long for a decimal. One pass finds numbers, one joins ranges,
//! lists and approximation words; both are linear. Durations are periods. Numbers of tables are `cell`'s.

mod approximate;
mod bare;
mod cell;
mod item;
mod join;
mod money;
mod part;
mod unit;

use super::written::Written;
use super::{Approximation, Quantity};
use crate::decimal::Decimal;
use crate::layout::Passage;
use crate::lexicon::Lexicon;
use crate::note::Note;
pub use cell::amounts;
use unit::Unit;

/// A number that was found, with what is written beside it. Places are characters of [`Written`].
#[derive(Debug, Clone, PartialEq)]
struct Item {
    /// Where it begins, with sign and currency in front.
    start: usize,
    /// Where the number alone ends.
    number_end: usize,
    /// Where it ends, with its unit.
    end: usize,
    low: Decimal,
    high: Decimal,
    /// `万 亿` and their like that are written, multiplied; 1 where none is.
    scale: Decimal,
    unit: Option<Unit>,
    /// Written with Arabic digits.
    arabic: bool,
    /// Has digits of its own: 百亿 has none and needs 近, 超 or their like.
    digits: bool,
    /// Vague or already a range.
    vague: bool,
    /// Part of a name, an ordinal, a label: never a quantity, yet it parts others.
    name: bool,
    approximation: Approximation,
}

/// Adds every quantity of the passage, the document's `index`-th, of which `written` is the text.
pub(super) fn read(
    (index, passage): (usize, &Passage),
    written: &Written,
    lexicon: &Lexicon,
    found: &mut Vec<Quantity>,
    notes: &mut Vec<Note>,
) {
    let (items, long) = item::items(&written.chars, lexicon);
    for (start, end) in long {
        let span = written.span(start, end);
        let digits = span.of(&passage.text).chars().count();
        let message = format!("expected a number of up to 28 digits, found one of {digits} characters");
        notes.push(Note::new("tag", Some(passage.page_at(span.start)), message));
    }
    let mut items = join::join(&written.chars, items, lexicon);
    bare::decide(&written.chars, &mut items, lexicon);
    let mut floor = 0;
    for item in items.iter_mut().filter(|i| !i.name) {
        unit::each(&written.chars, item, floor, lexicon);
        floor = item.end;
    }
    approximate::spread(&written.chars, &mut items);
    for item in items {
        let Some(unit) = item.unit.filter(|_| !item.name) else { continue };
        let span = written.span(item.start, item.end);
        let (low, high) = if item.low <= item.high { (item.low, item.high) } else { (item.high, item.low) };
        found.push(Quantity {
            passage: index,
            span,
            low: low.normalize(),
            high: high.normalize(),
            unit: unit.name,
            approximation: item.approximation,
        });
    }
}
