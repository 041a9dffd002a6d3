//! Captions, sources and notes of several lines: which rows below the first go on with it.
//!
//! Takes a region's rows from such a line on, gives how many of the next belong to it. A line goes on where it is full,
//! or where what stands below is no wider, set exactly as it and apart from the text around. *does not match*: the
//! paragraph, the next caption, the next source below.

use super::block::TextLine;
use super::words;
use super::zones::is_set_alike;
use crate::span::BBox;

/// Lines that may go on with a caption, a source or a note.
const LINES: usize = 3;

/// How many rows below a full caption or source line go on with its sentence.
pub(super) fn wrapped(rows: &[TextLine], bounds: BBox) -> usize {
    let head = rows[0].words();
    let note = words::is_note(&head) || words::source(&head).is_some();
    let mut n = 0;
    while n < LINES && n + 1 < rows.len() && goes_on(rows, n, note, bounds) {
        n += 1;
    }
    n
}

/// Whether row `n + 1` goes on with row `n`.
fn goes_on(rows: &[TextLine], n: usize, note: bool, bounds: BBox) -> bool {
    let (line, next) = (&rows[n], &rows[n + 1]);
    let (text, below) = (line.words(), next.words());
    let room = if note { 2.4 } else { 1.6 } * line.size();
    let full = (bounds.x1 - line.bbox.x1 < room || is_open(&text)) && solid(line);
    // a note in its own type, or a caption in light type on a ground, is as wide as its own lines are
    let alike = line.runs.iter().chain(&next.runs).all(|r| is_set_alike(&line.runs[0], r));
    let level = (line.bbox.x0 - next.bbox.x0).abs() < 3.0 && next.bbox.x1 < line.bbox.x1 + room;
    let set = |r: &&TextLine| r.zone.is_none() && r.runs.first().is_some_and(|f| is_set_alike(&line.runs[0], f));
    let own = note && rows[n + 1..].iter().take_while(set).count() <= LINES;
    let full = full || alike && level && (own || is_light(line.color()) && !note);
    let close = next.bbox.y0 - line.bbox.y1 < 1.4 * line.size() && (next.size() - line.size()).abs() < 0.6;
    let plain = solid(next)
        && next.zone.is_none()
        && (note || next.bold() == line.bold())
        && words::caption(&below).is_none()
        && words::source(&below).is_none()
        && !words::is_note(&below);
    // a caption's second line is what is left of it: short; a note, in its own type, may be of several lines
    let further = note && (is_open(&text) || rows.len() < n + 5 || rows[n + 2..n + 5].iter().any(|r| ends(line, r)));
    let short = next.bbox.width() < 0.7 * bounds.width() || further;
    full && close && plain && short && !ends_note(&text)
}

fn solid(line: &TextLine) -> bool {
    line.runs.len() == 1 || line.runs.iter().map(|r| r.bbox.width()).sum::<f32>() > 0.9 * line.bbox.width()
}

/// Whether a row is of another type than a note, or none of its words.
fn ends(note: &TextLine, row: &TextLine) -> bool {
    row.zone.is_some() || (row.size() - note.size()).abs() > 0.6
}

/// A sentence's end; a note counts on behind a semicolon.
fn ends_note(text: &str) -> bool {
    words::ends_sentence(text) && !text.ends_with(['；', ';'])
}

/// Ends inside brackets, or in the middle of a list.
pub(super) fn is_open(text: &str) -> bool {
    let count = |marks: &[char]| text.matches(marks).count();
    count(&['（', '(']) > count(&['）', ')']) || count(&['《']) > count(&['》']) || text.ends_with(['，', '、', '：'])
}

/// Nearly white: words on a ground.
fn is_light(color: u32) -> bool {
    (0..3).all(|byte| color >> (8 * byte) & 0xFF > 0xD0)
}
