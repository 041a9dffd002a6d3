//! How far an ingest is: a bar on a terminal, a line now and then elsewhere. On standard error.

use super::output::say;
use crate::ingest::Event;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Files between two lines.
const EVERY: u64 = 100;

/// What is shown.
pub struct Progress {
    bar: Mutex<Option<ProgressBar>>,
    begun: Instant,
    files: AtomicU64,
    total: AtomicU64,
    pages: AtomicU64,
}

impl Progress {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self {
            bar: Mutex::new(None),
            begun: Instant::now(),
            files: AtomicU64::new(0),
            total: AtomicU64::new(0),
            pages: AtomicU64::new(0),
        }
    }

    /// Shows what has happened; called from any thread.
    pub fn hear(&self, event: Event) {
        match event {
            Event::Found(files) => self.start(files as u64),
            Event::Read(pages) => self.step(u64::from(pages)),
            Event::Repaired(what) => self.line(&what),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = self.bar.lock().ok().and_then(|mut bar| bar.take()) {
            bar.finish_and_clear();
        }
    }

    fn start(&self, files: u64) {
        self.total.store(files, Ordering::Relaxed);
        if files > 1 && std::io::stderr().is_terminal() {
            let bar = ProgressBar::new(files);
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files  {msg}  {eta} left") {
                bar.set_style(style);
            }
            if let Ok(mut slot) = self.bar.lock() {
                *slot = Some(bar);
            }
        }
    }

    fn step(&self, pages: u64) {
        let files = self.files.fetch_add(1, Ordering::Relaxed) + 1;
        let pages = self.pages.fetch_add(pages, Ordering::Relaxed) + pages;
        let rate = pages as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        let total = self.total.load(Ordering::Relaxed);
        let Ok(bar) = self.bar.lock() else { return };
        match bar.as_ref() {
            Some(bar) => {
                bar.set_position(files);
                bar.set_message(format!("{rate:.0} pages/s"));
            }
            None if files.is_multiple_of(EVERY) && files < total => {
                let left = self.begun.elapsed().as_secs_f64() / files as f64 * (total - files) as f64;
                say(&format!("{files} of {total} files, {pages} pages, {rate:.0} pages/s, {left:.0} s left"));
            }
            None => {}
        }
    }

    fn line(&self, text: &str) {
        match self.bar.lock().ok().and_then(|b| b.clone()) {
            Some(bar) => bar.println(text),
            None => say(text),
        }
    }
}
