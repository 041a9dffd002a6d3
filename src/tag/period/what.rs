//! What a stretch of time says, before it is resolved against the report's date.
//!
//! Plain values: `stretch` makes them, the door of the room resolves them.

use super::point::{Grain, Point};

/// What a stretch says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// One date.
    One(Point),
    /// From one to another.
    Span(Point, Point),
    /// From a date to the report's.
    Since(Point),
    /// A rule of the table of words.
    Word(&'static str),
    /// A day (Monday is 0) of the week so many weeks from the report's.
    Weekday(i8, i8),
    /// So many of a grain before (negative) or after the report.
    Around(i16, Grain),
    /// From the first day of a year to the report's date where that lies in it, else the year.
    YearToDate(i16),
    /// The day of the month that its sentence named a day of last: `3月2日和5日`.
    SameMonth(u8),
    /// A duration, or something nothing can resolve.
    Open,
}

/// A stretch and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub start: usize,
    pub end: usize,
    pub what: What,
}
