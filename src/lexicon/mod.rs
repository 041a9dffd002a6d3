//! Names and words the house knows: securities, aliases, organisations, brokers, models, chips;
//! loaded once, read-only.
//!
//! Takes the embedded tables under `data/` and, where a user has them, own rows; gives lookups and
//! the one automaton that finds every written form. Knows nothing of PDFs, facts or the disk.

mod code;
mod delimited;
mod fold;
mod import;
mod import_error;
mod lookup;
mod measures;
mod names;
mod phrases;
mod pinyin;
mod product;
mod rows;
mod rules;
mod security;
mod surface;
mod times;
mod triggers;
mod units;
mod user;
mod wordlist;
mod words;

pub use code::{exchange, listed, mainland};
pub use delimited::read_text;
pub use fold::{Folded, fold, fold_name, is_han, is_wide};
pub use import::{UserRow, read_rows};
pub use import_error::ImportError;
pub use lookup::{Known, Matched};
pub use measures::{Measures, Per};
pub use names::{Found, Lexicon};
pub use phrases::Phrases;
pub use pinyin::letters;
pub use product::{Alone, Chip, Family, Need, Product, Products};
pub use rows::{TABLES, rows, table};
pub use rules::Rules;
pub use security::Security;
pub use surface::{Class, Meaning, Surface};
pub use times::Times;
pub use triggers::{Trigger, Triggers};
pub use units::{Unit, UnitKind, Units};
pub use user::{Change, ChangeKind, from_tsv, is_id, is_product, merge, to_tsv};
pub use wordlist::Wordlist;
pub use words::{Broker, Cue, Group, Tail, Words};
