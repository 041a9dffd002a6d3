//! How fast each stage of the journey is, in pages (or questions) a second: `cargo bench`.
//!
//! Over `corpus/`, or the PDFs of the folder that `YANBAO_BENCH_DIR` names. One thread, files read beforehand.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // a bench reads files

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use std::path::PathBuf;
use std::sync::LazyLock;
use yanbao::facts;
use yanbao::layout::{self, Document, PassageKind};
use yanbao::lexicon::Lexicon;
use yanbao::pdf::{self, File};
use yanbao::pipeline;
use yanbao::report::Report;
use yanbao::search::{Index, Indexer, WordList, parse};
use yanbao::store::Filter;
use yanbao::tag::{self, Frame};

fn main() {
    divan::main();
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);
static BYTES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folder = std::env::var_os("YANBAO_BENCH_DIR").map_or(here, PathBuf::from);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let paths = entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|x| x == "pdf"));
    let mut files: Vec<_> = paths
        .filter_map(|p| Some((p.file_name()?.to_string_lossy().into_owned(), std::fs::read(&p).ok()?)))
        .filter(|(_, bytes)| pdf::read(bytes).is_ok())
        .collect();
    files.sort();
    files
});
static FILES: LazyLock<Vec<File>> = LazyLock::new(|| BYTES.iter().filter_map(|(_, b)| pdf::read(b).ok()).collect());
static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| FILES.iter().map(|f| layout::arrange(&f.pages)).collect());
static REPORTS: LazyLock<Vec<Report>> =
    LazyLock::new(|| BYTES.iter().filter_map(|(name, b)| pipeline::read(b, name, &LEXICON).ok()).collect());

fn pages() -> ItemsCount {
    ItemsCount::new(FILES.iter().map(|f| f.pages.len()).sum::<usize>())
}

/// The bytes of text that facts are read from: all but what is drawn in charts.
fn text() -> BytesCount {
    let passages = DOCUMENTS.iter().flat_map(|d| &d.passages);
    BytesCount::new(passages.filter(|p| p.kind != PassageKind::Chart).map(|p| p.text.len()).sum::<usize>())
}

/// Bytes to glyphs.
#[divan::bench(sample_count = 10)]
fn a_pdf(bencher: Bencher) {
    bencher
        .counter(pages())
        .bench(|| BYTES.iter().map(|(_, b)| pdf::read(black_box(b)).map_or(0, |f| f.pages.len())).sum::<usize>());
}

/// Glyphs to passages.
#[divan::bench(sample_count = 10)]
fn b_layout(bencher: Bencher) {
    bencher
        .counter(pages())
        .bench(|| FILES.iter().map(|f| layout::arrange(black_box(&f.pages)).passages.len()).sum::<usize>());
}

/// Passages to mentions, quantities and periods.
#[divan::bench(sample_count = 10)]
fn c_tag(bencher: Bencher) {
    LazyLock::force(&LEXICON);
    let frame = Frame { published_on: None, company: None, broker: None };
    bencher
        .counter(pages())
        .bench(|| DOCUMENTS.iter().map(|d| tag::tag(black_box(d), &LEXICON, &frame).mentions.len()).sum::<usize>());
}

/// Passages to mentions alone, in bytes of the text that may hold them.
#[divan::bench(sample_count = 10)]
fn c_names(bencher: Bencher) {
    LazyLock::force(&LEXICON);
    let frame = Frame { published_on: None, company: None, broker: None };
    bencher
        .counter(text())
        .bench(|| DOCUMENTS.iter().map(|d| tag::names(black_box(d), &LEXICON, &frame).len()).sum::<usize>());
}

/// Running text to quantities and periods, in bytes of text.
#[divan::bench(sample_count = 10)]
fn c_numbers(bencher: Bencher) {
    LazyLock::force(&LEXICON);
    let frame = Frame { published_on: "2026-03-06".parse().ok(), company: None, broker: None };
    let running = |d: &Document| {
        let running = d.passages.iter().filter(|p| p.kind.is_running_text());
        running.map(|p| p.text.len()).sum::<usize>()
    };
    bencher.counter(BytesCount::new(DOCUMENTS.iter().map(running).sum::<usize>())).bench(|| {
        let count = |d: &Document| tag::numbers(black_box(d), &LEXICON, &frame, Vec::new()).quantities.len();
        DOCUMENTS.iter().map(count).sum::<usize>()
    });
}

/// Passages to the report's head.
#[divan::bench(sample_count = 10)]
fn d_head(bencher: Bencher) {
    bencher.counter(pages()).bench(|| {
        DOCUMENTS.iter().map(|d| facts::head(black_box(d), &LEXICON, "a.pdf", None).title.len()).sum::<usize>()
    });
}

/// Tags to facts, in bytes of the text that may hold them.
#[divan::bench(sample_count = 10)]
fn d_facts(bencher: Bencher) {
    let frame = Frame { published_on: None, company: None, broker: None };
    let tagged: Vec<_> =
        DOCUMENTS.iter().map(|d| (d, tag::tag(d, &LEXICON, &frame), facts::head(d, &LEXICON, "a.pdf", None))).collect();
    bencher
        .counter(text())
        .bench(|| tagged.iter().map(|(d, t, h)| facts::read(black_box(d), t, h, &LEXICON).len()).sum::<usize>());
}

/// Bytes to reports: all stages.
#[divan::bench(sample_count = 10)]
fn e_pipeline(bencher: Bencher) {
    LazyLock::force(&LEXICON);
    bencher.counter(pages()).bench(|| {
        BYTES
            .iter()
            .map(|(name, b)| pipeline::read(black_box(b), name, &LEXICON).map_or(0, |r| r.passages.len()))
            .sum::<usize>()
    });
}

/// Reports to words and pairs in an index.
#[divan::bench(sample_count = 5)]
fn f_index(bencher: Bencher) {
    LazyLock::force(&REPORTS);
    bencher.counter(pages()).bench(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut indexer = Indexer::open(folder.path(), WordList::new(LEXICON.names()), "0").expect("an index");
        REPORTS.iter().for_each(|r| indexer.add(r).expect("added"));
        indexer.commit(1).expect("committed");
        indexer.close().expect("closed");
    });
}

/// The names: parsed, put into an automaton.
#[divan::bench(sample_count = 10)]
fn g_lexicon() -> Lexicon {
    Lexicon::load()
}

/// Questions to 1,000 reports.
#[divan::bench(args = ["\"资本开支\"", "资本开支", "算力 OR 液冷", "资本开支 -芯片", "寒武纪 订单"], sample_count = 50)]
fn h_query(bencher: Bencher, words: &str) {
    static INDEX: LazyLock<(tempfile::TempDir, Index)> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut indexer = Indexer::open(folder.path(), WordList::new(LEXICON.names()), "0").expect("an index");
        for (i, report) in REPORTS.iter().cycle().take(1_000).enumerate() {
            let mut report = report.clone();
            report.report.report_id = format!("{i:016x}");
            indexer.add(&report).expect("added");
        }
        indexer.commit(1).expect("committed");
        indexer.close().expect("closed");
        let index = Index::open(folder.path(), WordList::new(LEXICON.names())).expect("an index");
        (folder, index)
    });
    let ask = parse(words).expect("a question");
    let search = || {
        INDEX.1.search(black_box(&ask), &Filter::default(), 10, &|w| LEXICON.expansions(w)).expect("an answer").total
    };
    search(); // the word list is loaded by the first question that needs it
    bencher.counter(ItemsCount::new(1usize)).bench(search);
}
