//! Document + lexicon → mentions, quantities and periods.
//!
//! Looks at passages and their kinds, never at coordinates. Knows no fact kind.

mod names;
mod tags;

pub use names::names;
pub use tags::{Approximation, Frame, Mention, MentionKind, Period, Quantity, Role, Tags};
