//! Many files into a store: found, read in parallel, kept batch by batch.
//!
//! Takes files and folders, leads each through pipeline, store and index; a file that fails is one refused
//! line and the others go on. Knows no query, and no format of reports. Also here, because they need store and
//! index at once: bringing the two together again after a kill, and checking them against each other; and,
//! because they read a file of the user with the same care: one report alone, and a list of securities.

mod error;
mod lead;
mod list;
mod one;
mod recover;
mod summary;
mod verify;
mod walk;

pub use error::IngestError;
pub use lead::{Options, ingest};
pub use list::{ListError, read_list};
pub use one::read_one;
pub use summary::{Event, Refused, Summary};
pub use verify::{Problem, verify};
