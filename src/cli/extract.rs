//! `yanbao extract`: one file's report, as JSON or Markdown, without a store.

use super::Ended;
use super::args::{Extract, ExtractFormat};
use super::output::to_stdout;
use crate::export;
use crate::lexicon::Lexicon;
use crate::pipeline;
use anyhow::Context;
use std::path::Path;

/// Stack of the reading thread: as in an ingest.
const STACK: usize = 64 << 20;

pub fn run(store: &Path, typed: &Extract) -> anyhow::Result<Ended> {
    let path = &typed.file;
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let own = crate::store::names(store)?;
    let read = move || pipeline::read(&bytes, &name, &Lexicon::with(&own));
    let reader = std::thread::Builder::new().stack_size(STACK).spawn(read)?;
    let crashed = |_| pipeline::Refusal::new(pipeline::Reason::Crashed, "the program failed on it");
    let report = reader.join().map_err(crashed).and_then(|r| r);
    let report = report.with_context(|| format!("refused {}", path.display()))?;
    to_stdout(|out| {
        if typed.format == ExtractFormat::Md {
            return Ok(export::write_markdown(&report, out)?);
        }
        serde_json::to_writer(&mut *out, &report).map_err(std::io::Error::from)?;
        Ok(out.write_all(b"\n")?)
    })?;
    Ok(Ended::Well)
}
