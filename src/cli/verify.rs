//! `yanbao verify`: what does not agree, one line each.

use super::Ended;
use super::output::{say, to_stdout};
use crate::ingest::verify;
use crate::store::Store;
use std::path::Path;

pub fn run(store: &Path) -> anyhow::Result<Ended> {
    let (reports, problems) = verify(&Store::open(store)?)?;
    to_stdout(|out| {
        for p in &problems {
            let of = if p.report.is_empty() { "store" } else { &p.report };
            writeln!(out, "{of}: {}", p.message)?;
        }
        Ok(())
    })?;
    say(&format!("{reports} reports checked, {} problems", problems.len()));
    if problems.is_empty() {
        return Ok(Ended::Well);
    }
    say(
        "hint: `yanbao ingest --again` of the same files brings store and index together, and makes damaged reports anew",
    );
    Ok(Ended::Short)
}
