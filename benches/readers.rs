//! One reader over many files as a whole process, for `benches/compare.py`: `readers glyphs|pdf-extract FILE…`.
//!
//! `glyphs` is the room `pdf` alone, `pdf-extract` the Rust crate of that name. Says how many files and pages were
//! read; the exit code is the number of files that were not. `cargo bench` alone gives it no files: it does nothing.
#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a process that reads files and tells of it

use std::panic::catch_unwind;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).filter(|w| !w.starts_with("--")).collect();
    let Some((reader, files)) = words.split_first() else { return ExitCode::SUCCESS };
    let read = match reader.as_str() {
        "glyphs" => glyphs,
        "pdf-extract" => pdf_extract,
        _ => return ExitCode::SUCCESS, // the name of a bench, meant for `stages`
    };
    let pages: Vec<Option<usize>> = files.iter().map(|f| std::fs::read(f).ok().and_then(|b| read(&b))).collect();
    let failed = pages.iter().filter(|p| p.is_none()).count();
    println!("files {}, pages {}, not read {failed}", files.len(), pages.into_iter().flatten().sum::<usize>());
    ExitCode::from(u8::try_from(failed).unwrap_or(u8::MAX))
}

/// Pages of a file whose glyphs were read.
fn glyphs(bytes: &[u8]) -> Option<usize> {
    let file = yanbao::pdf::read(bytes).ok()?;
    Some(std::hint::black_box(file).pages.len())
}

/// It panics on fonts that it does not know; a file that it gives no text of is one not read.
fn pdf_extract(bytes: &[u8]) -> Option<usize> {
    let pages = catch_unwind(|| pdf_extract::extract_text_from_mem_by_pages(bytes)).ok()?.ok()?;
    pages.iter().any(|p| !p.trim().is_empty()).then_some(pages.len())
}
