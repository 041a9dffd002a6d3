//! The store made whole again: a catalogue made anew, damaged reports, and the same report issued twice.

use crate::sample::{self, Sample, WEEKLY};
use crate::store::{open_and_close, rows, run, run_with, steps};
use std::path::{Path, PathBuf};
use yanbao::ingest::verify;
use yanbao::report::Report;
use yanbao::store::{Filter, Store, Table, Writer};

fn without_catalogue(root: &Path) {
    for file in ["catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm"] {
        let _ = std::fs::remove_file(root.join(file));
    }
}

fn file_of(root: &Path, id: &str) -> PathBuf {
    root.join(format!("reports/{}/{id}.json", &id[..2]))
}

/// A folder of so many reports.
fn files(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..count {
        std::fs::write(folder.path().join(format!("{i}.txt")), format!("订单 {i} 台，交付提前。")).unwrap();
    }
    folder
}

#[test]
fn a_catalogue_made_anew_is_whole_or_empty() {
    let files = files(130);
    let folder = tempfile::tempdir().unwrap();
    let (root, empty) = (folder.path().join("st"), folder.path().join("empty"));
    run(&root, files.path());
    let last = Store::open(&root).unwrap().ids().unwrap().pop().unwrap();
    without_catalogue(&root);
    // an empty catalogue that fails on the last report stands for a kill on the way
    open_and_close(&empty);
    std::fs::copy(empty.join("catalog.sqlite"), root.join("catalog.sqlite")).unwrap();
    let db = rusqlite::Connection::open(root.join("catalog.sqlite")).unwrap();
    let fail = format!(
        "CREATE TRIGGER t BEFORE INSERT ON report WHEN NEW.report_id = '{last}' BEGIN SELECT RAISE(ABORT, 'x'); END"
    );
    db.execute_batch(&fail).unwrap();
    assert!(Writer::open(&root).is_err());
    db.execute_batch("DROP TRIGGER t").unwrap();
    drop(db);
    open_and_close(&root);
    assert_eq!(verify(&Store::open(&root).unwrap()).unwrap(), (130, Vec::new()));
}

#[test]
fn a_report_that_is_gone_or_cut_is_made_anew() {
    let files = files(3);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("st");
    run(&root, files.path());
    let ids = Store::open(&root).unwrap().ids().unwrap();
    let whole: Vec<String> = ids.iter().map(|id| std::fs::read_to_string(file_of(&root, id)).unwrap()).collect();
    std::fs::remove_file(file_of(&root, &ids[0])).unwrap();
    std::fs::write(file_of(&root, &ids[1]), &whole[1].as_bytes()[..whole[1].len() / 2]).unwrap();
    let again = run(&root, files.path());
    assert_eq!((again.stored, again.unchanged), (2, 1));
    let store = Store::open(&root).unwrap();
    assert_eq!(verify(&store).unwrap(), (3, Vec::new()));
    let now: Vec<String> = ids.iter().map(|id| std::fs::read_to_string(file_of(&root, id)).unwrap()).collect();
    assert_eq!(now, whole);
    // damage that does not show at its end
    std::fs::write(file_of(&root, &ids[2]), whole[2].replacen('{', "?", 1)).unwrap();
    assert_eq!(verify(&store).unwrap().1.len(), 1);
    let again = run_with(&root, files.path(), true);
    assert_eq!((again.stored, again.unchanged), (1, 2));
    assert_eq!(verify(&store).unwrap(), (3, Vec::new()));
}

#[test]
fn a_report_that_cannot_be_read_does_not_stop_a_repair() {
    let files = files(3);
    for lost in ["search", "catalogue", "both"] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("st");
        run(&root, files.path());
        let id = Store::open(&root).unwrap().ids().unwrap().remove(1);
        std::fs::write(file_of(&root, &id), "{\"no\": \"report\"}\n").unwrap();
        if lost != "catalogue" {
            std::fs::remove_dir_all(root.join("search")).unwrap();
        }
        if lost != "search" {
            without_catalogue(&root);
        }
        let again = run(&root, files.path());
        assert_eq!((again.stored, again.unchanged), (1, 2), "{lost}");
        assert_eq!(verify(&Store::open(&root).unwrap()).unwrap(), (3, Vec::new()), "{lost}");
    }
}

#[test]
fn a_journal_that_is_none_does_not_stop_a_run() {
    let files = files(1);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("st");
    steps(&root, &[sample::report(&WEEKLY)], 2);
    std::fs::write(root.join("batch.json"), "{").unwrap();
    assert_eq!(run(&root, files.path()).stored, 1);
    assert!(!root.join("batch.json").exists());
    assert_eq!(verify(&Store::open(&root).unwrap()).unwrap(), (2, Vec::new()), "what is on disk is in the catalogue");
}

fn sentences(from: u32) -> String {
    let sentence = |i: u32| {
        format!("第 {i} 家公司本季出货 {} 台，毛利率为 {} 个点，订单能见度到 {} 月。", i * 37, i * 7 % 41, i % 12 + 1)
    };
    (from..from + 60).map(sentence).collect::<Vec<_>>().join("\n\n")
}

/// The issues of a report, each of a day in March (0: undated), and another report.
fn issues(days: &[i8]) -> Vec<Report> {
    let of = |day: i8, text: String| {
        let (name, text) = (format!("{day}.txt").leak(), format!("周报\n\n仅供 {day} 号客户\n\n{text}\n").leak());
        sample::report(&Sample { name, day: (day > 0).then_some((2026, 3, day)), text, ..WEEKLY })
    };
    let same = days.iter().map(|d| of(*d, sentences(1)));
    same.chain([of(1, sentences(100))]).collect()
}

/// Of which report each is another issue, in the order of `reports`.
fn marks(root: &Path, reports: &[Report]) -> Vec<Option<String>> {
    let store = Store::open(root).unwrap();
    reports.iter().map(|r| store.duplicate_of(&r.report.report_id).unwrap()).collect()
}

#[test]
fn the_same_report_issued_twice_is_marked_whatever_came_in_first() {
    let reports = issues(&[3, 2, 4, 0]);
    let first = Some(reports[1].report.report_id.clone());
    let expected = [first.clone(), None, first.clone(), first, None];
    for order in [[0, 1, 2, 3, 4], [3, 2, 1, 0, 4], [2, 4, 0, 3, 1], [1, 3, 4, 2, 0]] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("st");
        for i in order {
            steps(&root, &[reports[i].clone()], 4);
        }
        assert_eq!(marks(&root, &reports), expected, "{order:?}");
        let table = rows(&Store::open(&root).unwrap(), Table::Reports, &Filter::default());
        without_catalogue(&root);
        open_and_close(&root);
        assert_eq!(marks(&root, &reports), expected, "{order:?}, made anew");
        assert_eq!(rows(&Store::open(&root).unwrap(), Table::Reports, &Filter::default()), table);
        // read anew, the first one has another date, then another text
        let mut late = reports[1].clone();
        late.report.published_on = Some("2026-03-30".into());
        steps(&root, &[late.clone()], 4);
        let second = Some(reports[0].report.report_id.clone());
        assert_eq!(marks(&root, &reports), [None, second.clone(), second.clone(), second.clone(), None]);
        late.passages = reports[4].passages.clone();
        steps(&root, &[late], 4);
        let other = Some(reports[4].report.report_id.clone());
        assert_eq!(marks(&root, &reports), [None, other, second.clone(), second, None]);
    }
}
