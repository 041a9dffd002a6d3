//! `yanbao ingest`: the run, its progress, its summary.

use super::Ended;
use super::args::Ingest;
use super::names;
use super::output::say;
use super::progress::Progress;
use crate::ingest::{Options, Summary, ingest};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub fn run(store: &Path, typed: &Ingest) -> anyhow::Result<Ended> {
    let stop = stop_on_ctrl_c();
    quiet_readers();
    let lexicon = names::lexicon(store)?;
    let progress = Progress::new();
    let options =
        Options { paths: &typed.paths, store, again: typed.again, largest: typed.max_size.saturating_mul(1_000_000) };
    let summary = ingest(&options, &lexicon, &stop, &|event| progress.hear(event));
    progress.end();
    let summary = summary?;
    sum_up(&summary, typed);
    let whole = summary.refused.is_empty() && summary.left == 0;
    Ok(if whole { Ended::Well } else { Ended::Short })
}

fn sum_up(s: &Summary, typed: &Ingest) {
    for r in &s.refused {
        say(&format!("refused {}: {} ({})", r.path, r.reason, r.message));
    }
    if s.stored + s.unchanged + s.refused.len() + s.left == 0 {
        let paths = typed.paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ");
        say(&format!("no .pdf, .txt or .md file in {paths}"));
    }
    say(&format!(
        "stored {}, unchanged {}, refused {}, pages {}, mentions {}, facts {}, warnings {}, seconds {:.2}",
        s.stored,
        s.unchanged,
        s.refused.len(),
        s.pages,
        s.mentions,
        s.facts,
        s.warnings,
        s.seconds
    ));
    if s.older > 0 {
        say(&format!("{} of the unchanged were read by another version or lexicon", s.older));
        say("hint: `yanbao ingest --again PATH…` brings them up to date");
    }
    if s.left > 0 {
        say(&format!("stopped: {} files are left", s.left));
        say("hint: the same command goes on with them");
    }
}

/// The first Ctrl-C ends the run after its batch, the second at once.
fn stop_on_ctrl_c() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    let handler = move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        say("stopping after this batch; once more stops at once");
    };
    if ctrlc::set_handler(handler).is_err() {
        say("warning: Ctrl-C will stop the run at once");
    }
    stop
}

/// A file that the program fails on is one refused line, not a stack trace.
pub fn quiet_readers() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let of_reader = std::thread::current().name().is_some_and(|n| n.starts_with("reader-"));
        if !of_reader || std::env::var_os("RUST_BACKTRACE").is_some() {
            default(info);
        }
    }));
}
