//! `yanbao extract`: one file's report, as JSON or Markdown; of the store it reads the user's names alone.

use super::args::{Extract, ExtractFormat};
use super::ingest::quiet_readers;
use super::output::to_stdout;
use super::{Ended, debug_pages, names};
use crate::export;
use crate::ingest::read_one;
use anyhow::Context;
use std::path::Path;

pub fn run(store: &Path, typed: &Extract) -> anyhow::Result<Ended> {
    quiet_readers();
    let path = &typed.file;
    let lexicon = names::lexicon(store)?;
    let report = read_one(path, &lexicon).with_context(|| format!("refused {}", path.display()))?;
    if let Some(folder) = &typed.debug_pages {
        debug_pages::run(&report, path, folder)?;
        return Ok(Ended::Well);
    }
    to_stdout(|out| {
        if typed.format == ExtractFormat::Md {
            return Ok(export::write_markdown(&report, out)?);
        }
        serde_json::to_writer(&mut *out, &report).map_err(std::io::Error::from)?;
        Ok(out.write_all(b"\n")?)
    })?;
    Ok(Ended::Well)
}
