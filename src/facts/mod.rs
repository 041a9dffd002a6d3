//! Document + tags → facts, and what the report says of itself (its head).
//!
//! Reads no file and invents no words that the document lacks: every fact carries its evidence.

mod fact;
mod head;

pub use fact::{Basis, ChangeBase, Fact, FactKind};
pub use head::{Analyst, DateSource, Head, RatingAction, ReportKind, head};
