//! Exact numbers, Arabic and Chinese, as they are written; units are not known here.
//!
//! Takes characters, gives a numeral with its value and its end, or a value in plain digits. Facts never
//! touch binary floats: a value is a decimal of up to 28 digits.

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
