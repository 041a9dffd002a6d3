//! Reports on disk: one JSON a report (the truth), and over them a SQLite catalogue made from it.
//!
//! Takes reports in batches, gives them back by id and their rows by table and filter. Runs no stage
//! and knows nothing of the index but the folder it stands in. Refuses a folder that is no store, a
//! store of another version, and a second writer. A batch goes: journal, JSON files, (the caller's
//! index), catalogue; killed anywhere, [`Writer::left_over`] says what is to be done again.

mod batch;
mod comentions;
mod error;
mod files;
mod filter;
mod issue;
mod known;
mod names;
mod put;
mod reader;
mod schema;
mod select;
mod sketch;
mod subjects;
mod table;
mod tickers;
mod writer;

pub use batch::{Batch, Entry};
pub use comentions::Comention;
pub use error::StoreError;
pub use filter::Filter;
pub use known::{Seen, Wrong, nearest};
pub use names::{change_names, names};
pub use reader::{Passage, Store};
pub use subjects::Statements;
pub use table::{Cell, Table};
pub use tickers::TickerCount;
pub use writer::Writer;

/// Version of the store's layout on disk. Another one is refused.
pub const STORE_VERSION: u32 = 1;
