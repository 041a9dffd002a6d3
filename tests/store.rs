//! The store: what goes in comes out, and a kill between any two steps loses nothing.

use crate::sample::{self, Sample, WEEKLY};
use std::path::Path;
use yanbao::ingest::{Options, Summary, ingest, verify};
use yanbao::lexicon::Lexicon;
use yanbao::report::Report;
use yanbao::search::{Indexer, WordList};
use yanbao::store::{Batch, Cell, Entry, Filter, Store, StoreError, Table, Writer};

const SECOND: Sample = Sample { name: "second.txt", day: Some((2026, 3, 12)), ..WEEKLY };
const UNDATED: Sample = Sample { name: "undated.txt", broker: "海岸证券", day: None, ..WEEKLY };

fn entry(report: &Report) -> Entry {
    Entry {
        path: format!("/in/{}", report.report.file),
        size: report.report.bytes,
        mtime: 1,
        blake3: report.report.blake3.clone(),
        report: Some(report.report.report_id.clone()),
        reason: None,
        message: String::new(),
        version: report.report.version.clone(),
        lexicon: report.report.lexicon.clone(),
    }
}

/// The steps of a batch, up to and with step `steps` (of four); what is left is what a kill leaves.
pub fn steps(root: &Path, reports: &[Report], steps: usize) {
    let mut writer = Writer::open(root).unwrap();
    let number = writer.store().last_batch().unwrap() + 1;
    let batch = Batch { number, entries: reports.iter().map(entry).collect() };
    if steps >= 1 {
        writer.put(&batch, &reports[..if steps == 1 { reports.len() / 2 } else { reports.len() }]).unwrap();
    }
    if steps >= 3 {
        let folder = writer.store().search_folder();
        let mut indexer = Indexer::open(&folder, WordList::new(Vec::new()), "0").unwrap();
        reports.iter().for_each(|r| indexer.add(r).unwrap());
        indexer.commit(number).unwrap();
    }
    if steps >= 4 {
        writer.mark_done(&batch, reports).unwrap();
    }
}

/// An ingest of nothing but an empty folder: opens, repairs, closes.
pub fn open_and_close(root: &Path) -> Summary {
    let empty = tempfile::tempdir().unwrap();
    run(root, empty.path())
}

pub fn run(root: &Path, folder: &Path) -> Summary {
    run_with(root, folder, false)
}

pub fn run_with(root: &Path, folder: &Path, again: bool) -> Summary {
    let paths = [folder.to_owned()];
    let options = Options { paths: &paths, store: root, again, largest: 1 << 30 };
    ingest(&options, &Lexicon::load(), &false.into(), &|_| {}).unwrap()
}

pub fn rows(store: &Store, table: Table, filter: &Filter) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    store
        .select::<()>(table, filter, |row| {
            rows.push(row.to_vec());
            Ok(())
        })
        .unwrap()
        .unwrap();
    rows
}

#[test]
fn a_kill_between_any_two_steps_loses_nothing_that_stood_and_nothing_is_there_twice() {
    let reports = [sample::report(&SECOND), sample::report(&UNDATED)];
    for killed_after in 0..=4 {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("st");
        steps(&root, &[sample::report(&WEEKLY)], 4);
        steps(&root, &reports, killed_after);
        open_and_close(&root);
        open_and_close(&root);
        let store = Store::open(&root).unwrap();
        let kept = [0, 1, 2, 2, 2][killed_after];
        assert_eq!(store.ids().unwrap().len(), 1 + kept, "killed after {killed_after}");
        assert_eq!(store.ids().unwrap(), store.ids_on_disk().unwrap());
        assert_eq!(verify(&store).unwrap(), (1 + kept, Vec::new()), "killed after {killed_after}");
        assert_eq!(store.seen().unwrap().len(), 1 + kept, "what is lost is read again: it was not seen");
        assert!(!root.join("batch.json").exists());
    }
}

#[test]
fn what_is_removed_is_made_anew_from_the_reports() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("st");
    steps(&root, &[sample::report(&WEEKLY), sample::report(&SECOND)], 4);
    let before = rows(&Store::open(&root).unwrap(), Table::Facts, &Filter::default());
    std::fs::remove_dir_all(root.join("search")).unwrap();
    open_and_close(&root);
    assert_eq!(verify(&Store::open(&root).unwrap()).unwrap().1, []);
    for file in ["catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm"] {
        let _ = std::fs::remove_file(root.join(file));
    }
    open_and_close(&root);
    let store = Store::open(&root).unwrap();
    assert_eq!(verify(&store).unwrap(), (2, Vec::new()));
    assert_eq!(rows(&store, Table::Facts, &Filter::default()), before);
}

#[test]
fn verify_sees_what_does_not_agree() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("st");
    steps(&root, &[sample::report(&WEEKLY)], 4);
    let mut report = sample::report(&WEEKLY);
    report.mentions[0].start += 1;
    report.mentions.pop();
    let id = report.report.report_id.clone();
    std::fs::write(root.join(format!("reports/{}/{id}.json", &id[..2])), serde_json::to_string(&report).unwrap())
        .unwrap();
    let problems = verify(&Store::open(&root).unwrap()).unwrap().1;
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems.iter().all(|p| p.report == id));
}

#[test]
fn rows_come_back_exactly_and_filters_choose() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("st");
    steps(&root, &[sample::report(&WEEKLY), sample::report(&UNDATED)], 4);
    let store = Store::open(&root).unwrap();
    for table in Table::ALL {
        for row in rows(&store, table, &Filter::default()) {
            assert_eq!(row.len(), table.columns().len());
        }
    }
    let fact = &rows(&store, Table::Facts, &Filter { brokers: vec!["云山证券".into()], ..Filter::default() })[0];
    let at = |name: &str| Table::Facts.columns().iter().position(|c| *c == name).unwrap();
    assert_eq!(fact[at("low")], Cell::Number("12000000000".into()));
    assert_eq!(fact[at("confidence")], Cell::Real(0.9));
    assert_eq!(fact[at("said_by")], Cell::Null);
    let count = |table, filter: Filter| rows(&store, table, &filter).len();
    let ticker = |id: &str| Filter { tickers: vec![id.into()], ..Filter::default() };
    assert_eq!(count(Table::Reports, Filter::default()), 2);
    assert_eq!(count(Table::Reports, ticker("000000.SZ")), 0);
    assert_eq!(count(Table::Facts, ticker("300999.SZ")), 2);
    assert_eq!(count(Table::Facts, ticker("688999.SH")), 0);
    assert_eq!(count(Table::Passages, Filter { facts: vec!["capex".into()], ..Filter::default() }), 2);
    assert_eq!(count(Table::Reports, Filter { since: Some("2026-03-05".into()), ..Filter::default() }), 1);
    assert_eq!(count(Table::Mentions, Filter { analysts: vec!["李四".into()], ..ticker("688999.SH") }), 4);
    let reports = rows(&store, Table::Reports, &Filter::default());
    let at = Table::Reports.columns().iter().position(|c| *c == "analysts").unwrap();
    assert_eq!(reports[0][at], Cell::Text("张三/S1234567890123;李四".into()));
}

#[test]
fn one_writer_and_one_version() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("st");
    let first = Writer::open(&root).unwrap();
    assert!(matches!(Writer::open(&root).err(), Some(StoreError::Locked(_))));
    drop(first);
    std::fs::write(root.join("store.json"), "{\"store_version\":99}").unwrap();
    assert!(matches!(Writer::open(&root).err(), Some(StoreError::Version { .. })));
    assert!(matches!(Store::open(&root).err(), Some(StoreError::Version { .. })));
    let foreign = folder.path().join("photos");
    std::fs::create_dir(&foreign).unwrap();
    std::fs::write(foreign.join("a.jpg"), "x").unwrap();
    assert!(matches!(Writer::open(&foreign).err(), Some(StoreError::Foreign(_))));
    assert_eq!(std::fs::read_dir(&foreign).unwrap().count(), 1, "nothing is left in a folder that is not ours");
}

#[test]
fn the_same_folder_gives_the_same_store() {
    let files = tempfile::tempdir().unwrap();
    for i in 0..150 {
        let text = format!("第 {i} 份\n\n公司在 {i} 月出货 {} 台，毛利率回升。\n", i * 37);
        std::fs::write(files.path().join(format!("{i:03}.txt")), text).unwrap();
    }
    std::fs::write(files.path().join("copy of 7.txt"), std::fs::read(files.path().join("007.txt")).unwrap()).unwrap();
    let stores: Vec<_> = (0..2)
        .map(|_| {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().join("st");
            let summary = run(&root, files.path());
            assert_eq!((summary.stored, summary.unchanged), (150, 1));
            (folder, root)
        })
        .collect();
    let all = |root: &Path| {
        let store = Store::open(root).unwrap();
        assert_eq!(verify(&store).unwrap().1, []);
        Table::ALL.map(|t| rows(&store, t, &Filter::default()))
    };
    assert_eq!(all(&stores[0].1), all(&stores[1].1));
    let again = run(&stores[0].1, files.path());
    assert_eq!((again.stored, again.unchanged), (0, 151));
    let store = Store::open(&stores[0].1).unwrap();
    let twin = store.reports_named("007.txt").unwrap();
    assert_eq!(store.paths(&twin[0]).unwrap().len(), 2, "one report, two paths");
}

#[test]
fn what_another_version_read_stands_until_it_is_asked_for_again() {
    let files = tempfile::tempdir().unwrap();
    std::fs::write(files.path().join("a.txt"), "订单回升，交付提前。").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("st");
    assert_eq!(run(&root, files.path()).stored, 1);
    let db = rusqlite::Connection::open(root.join("catalog.sqlite")).unwrap();
    db.execute_batch("UPDATE file SET version = '0.0.0'; UPDATE report SET version = '0.0.0'").unwrap();
    let plain = run(&root, files.path());
    assert_eq!((plain.stored, plain.unchanged, plain.older), (0, 1, 1));
    let again = run_with(&root, files.path(), true);
    assert_eq!((again.stored, again.unchanged, again.older), (1, 0, 0));
    let again = run_with(&root, files.path(), true);
    assert_eq!((again.stored, again.unchanged, again.older), (0, 1, 0));
    assert_eq!(verify(&Store::open(&root).unwrap()).unwrap(), (1, Vec::new()));
}

#[test]
fn a_file_that_changes_is_a_new_report_and_one_that_moves_is_not() {
    let files = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("st");
    std::fs::write(files.path().join("a.txt"), "订单回升，交付提前。").unwrap();
    run(&root, files.path());
    std::fs::rename(files.path().join("a.txt"), files.path().join("b.txt")).unwrap();
    assert_eq!(run(&root, files.path()).unchanged, 1);
    std::fs::write(files.path().join("b.txt"), "订单下滑，交付推迟。价格走低。").unwrap();
    assert_eq!(run(&root, files.path()).stored, 1);
    assert_eq!(Store::open(&root).unwrap().ids().unwrap().len(), 2);
}

#[test]
fn what_a_killed_writer_left_half_written_is_swept_away() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("st");
    let report = sample::report(&WEEKLY);
    steps(&root, std::slice::from_ref(&report), 2);
    let half = root.join("reports").join(&report.report.report_id[..2]).join(".tmpHALF");
    std::fs::write(&half, "{").unwrap();
    open_and_close(&root);
    assert!(!half.exists());
    std::fs::write(&half, "{").unwrap();
    open_and_close(&root);
    assert!(!half.exists(), "no journal is needed for it");
    assert_eq!(Store::open(&root).unwrap().ids().unwrap().len(), 1);
}
