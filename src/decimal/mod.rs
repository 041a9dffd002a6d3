//! Exact numbers and the units they are in.
//!
//! Facts never touch binary floats: a value is a decimal of up to 28 digits, and its unit is the
//! written form of the contract's section 2 (`CNY`, `%`, `W`, `token`, `片/月`, or empty).

mod arabic;
mod han;
mod numeral;

pub use han::{big_scale, digit, is_numeral};
pub use numeral::{Numeral, read};
pub use rust_decimal::Decimal;

/// The exact number in plain digits, without exponent and without trailing zeros after the point.
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}
