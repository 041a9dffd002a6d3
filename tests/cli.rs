//! The binary from outside: output, messages, exit codes.

use std::path::Path;
use std::process::{Command, Output, Stdio};

pub struct Place {
    pub folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yanbao"));
        command.args(args).current_dir(self.folder.path()).env_remove("YANBAO_STORE");
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::new(self.command(args).output().unwrap())
    }
}

#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn new(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

fn filled() -> Place {
    let place = Place::new();
    place.write("in/算力.txt", "算力点评\n\n某云公司上调资本开支，计划新建三座数据中心。\n\n订单, \"加急\" 的居多。\n");
    place.write("in/deep/NOTE.MD", "# 周报\n\n- 资本开支维持高位。\n");
    place.write("in/.hidden.txt", "不读");
    place.write("in/picture.png", "不读");
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    place
}

#[test]
fn ingest_query_export() {
    let place = filled();
    let again = place.run(&["ingest", "in"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    assert!(again.err.contains("stored 0, unchanged 2, refused 0"), "{}", again.err);
    let found = place.run(&["query", "资本开支"]);
    assert_eq!(found.code, 0);
    assert!(found.out.contains("**资本开支**") && found.out.contains("p. 1"), "{}", found.out);
    let jsonl = place.run(&["query", "资本开支", "--format", "jsonl"]);
    assert_eq!(jsonl.out.lines().count(), 2);
    for line in jsonl.out.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text: Vec<char> = row["text"].as_str().unwrap().chars().collect();
        let mark = |i: usize| row["marks"][0][i].as_u64().unwrap() as usize;
        assert_eq!(text[mark(0)..mark(1)].iter().collect::<String>(), "资本开支");
    }
    let nothing = place.run(&["query", "没有这个词"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""));
    let csv = place.run(&["export", "passages"]).out;
    assert!(csv.starts_with("report_id,file,page,passage,kind,section,text,bbox\n"));
    assert!(csv.contains("\"订单, \"\"加急\"\" 的居多。\""), "{csv}");
    let to_file = place.run(&["export", "reports", "-o", "r.jsonl"]);
    assert_eq!((to_file.code, to_file.out.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(place.path("r.jsonl")).unwrap().lines().count(), 2);
    assert_eq!(place.run(&["verify"]).code, 0);
    assert_eq!(
        place.run(&["export", "tickers"]).out,
        "period,id,name,reports,mentions,brokers,recommended,previous_mentions,new\n"
    );
}

#[test]
fn show_and_extract() {
    let place = filled();
    let shown = place.run(&["show", "算力.txt"]);
    assert_eq!(shown.code, 0);
    assert!(shown.out.contains("report_id") && shown.out.contains("passages"), "{}", shown.out);
    let id = shown.out.lines().next().unwrap().split_whitespace().nth(1).unwrap().to_owned();
    assert_eq!(place.run(&["show", &id[..6]]).out, shown.out);
    assert_eq!(place.run(&["show", "no such"]).code, 2);
    let json = place.run(&["extract", "in/算力.txt"]);
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report["report"]["report_id"], id.as_str());
    place.write("x.pdf", "no pdf");
    let refused = place.run(&["extract", "x.pdf"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("refused x.pdf: not_a_pdf"), "{}", refused.err);
    assert_eq!(place.run(&["extract", "absent.pdf"]).code, 2);
}

#[test]
fn a_file_that_cannot_be_read_is_one_refused_line_and_the_others_stand() {
    let place = Place::new();
    place.write("in/good.txt", "订单回升，交付提前。");
    place.write("in/bad.pdf", "this is no pdf");
    place.write("in/empty.txt", " \n");
    let ran = place.run(&["ingest", "in", "absent.pdf"]);
    assert_eq!(ran.code, 1);
    let lines: Vec<&str> = ran.err.lines().filter(|l| l.starts_with("refused ")).collect();
    assert_eq!(lines.len(), 3, "{}", ran.err);
    for (file, reason) in [("bad.pdf", "not_a_pdf"), ("empty.txt", "no_text"), ("absent.pdf", "io")] {
        assert!(lines.iter().any(|l| l.contains(file) && l.contains(reason)), "{file}: {}", ran.err);
    }
    assert!(ran.err.contains("stored 1, unchanged 0, refused 3"), "{}", ran.err);
    let again = place.run(&["ingest", "in"]);
    assert_eq!(again.code, 1, "what was refused is told again");
    assert!(again.err.contains("unchanged 1, refused 2"), "{}", again.err);
    assert_eq!(place.run(&["export", "reports"]).out.lines().count(), 2);
}

#[test]
fn what_cannot_run_says_why_and_what_to_do() {
    let place = Place::new();
    std::fs::create_dir(place.path("empty")).unwrap();
    let empty = place.run(&["ingest", "empty"]);
    assert_eq!(empty.code, 0);
    assert!(empty.err.contains("no .pdf, .txt or .md file in empty"), "{}", empty.err);
    let absent = place.run(&["ingest", "absent"]);
    assert_eq!(absent.code, 2);
    assert!(absent.err.contains("absent"), "{}", absent.err);
    for args in [&["query", "算力"][..], &["export", "reports"], &["show", "a"], &["verify"]] {
        let ran = place.run(&[args, &["--store", "nowhere"]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains("no store at nowhere") && ran.err.contains("hint: "), "{}", ran.err);
        assert!(!place.path("nowhere").exists(), "a reader makes no store");
    }
    place.write("old/store.json", "{\"store_version\":0}");
    let other = place.run(&["query", "算力", "--store", "old"]);
    assert_eq!(other.code, 2);
    assert!(other.err.contains("version 0") && other.err.contains("hint: "), "{}", other.err);
    let place = filled();
    for file in ["catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm"] {
        let _ = std::fs::remove_file(place.path("index").join(file));
    }
    let lost = place.run(&["query", "资本开支"]);
    assert_eq!(lost.code, 2);
    assert!(lost.err.contains("has no catalogue") && lost.err.contains("hint: `yanbao ingest"), "{}", lost.err);
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    assert_eq!(place.run(&["query", "资本开支"]).code, 0);
    assert_eq!(place.run(&["nonsense"]).code, 2);
    assert_eq!(place.run(&["--help"]).code, 0);
}

#[test]
fn an_unknown_filter_value_is_answered_with_the_nearest() {
    let place = filled();
    let kind = place.run(&["export", "facts", "--fact", "capx"]);
    assert_eq!((kind.code, kind.out.as_str()), (2, ""));
    assert!(kind.err.contains("capex"), "{}", kind.err);
    for (filter, value) in
        [("--broker", "云山"), ("--kind", "weekly"), ("--since", "last week"), ("--report", "zz"), ("--ticker", "甲")]
    {
        let ran = place.run(&["query", "资本开支", filter, value]);
        assert_eq!(ran.code, 2, "{filter}");
        assert!(ran.err.contains(value) && ran.err.contains("hint: "), "{}", ran.err);
    }
    assert_eq!(place.run(&["query", "资本开支", "--kind", "other"]).code, 0);
    assert_eq!(place.run(&["query", "资本开支", "--kind", "macro"]).code, 1);
    assert_eq!(place.run(&["query", ""]).code, 2);
}

#[test]
fn any_number_of_passages_may_be_asked_for_but_none() {
    let place = filled();
    for limit in ["1", "999999999999", "18446744073709551615"] {
        assert_eq!(place.run(&["query", "资本开支", "-n", limit]).code, 0, "{limit}");
    }
    for limit in ["0", "-1", "many"] {
        assert_eq!(place.run(&["query", "资本开支", "-n", limit]).code, 2, "{limit}");
    }
}

#[test]
fn dates_given_more_than_once_are_alternatives() {
    let place = Place::new();
    for day in ["05", "12", "20"] {
        place.write(&format!("in/202603{day}.txt"), &format!("订单 {day}。"));
    }
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    let count = |args: &[&str]| place.run(&[&["export", "reports"], args].concat()).out.lines().count() - 1;
    assert_eq!(count(&["--since", "2026-03-10"]), 2);
    assert_eq!(count(&["--since", "2026-03-10", "--since", "2026-03-01"]), 3);
    assert_eq!(count(&["--until", "2026-03-10", "--until", "2026-03-15"]), 2);
}

#[test]
fn an_ending_that_names_no_format_is_an_error() {
    let place = filled();
    let ran = place.run(&["export", "reports", "-o", "r.xls"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(".xls") && ran.err.contains("hint: ") && !place.path("r.xls").exists(), "{}", ran.err);
    for args in [&["-o", "r.CSV"][..], &["-o", "r"], &["-o", "r.xls", "--format", "jsonl"]] {
        assert_eq!(place.run(&[&["export", "reports"], args].concat()).code, 0, "{args:?}");
    }
}

#[test]
fn a_table_is_folded_by_what_it_can_be_folded_by() {
    let place = Place::new();
    place.write("in/a.txt", "算力周报\n\n阿里巴巴2026年资本开支1200亿元。\n\n阿里巴巴2026年资本开支1300亿元。\n");
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    let folded = place.run(&["export", "facts", "--by", "subject", "--fact", "capex", "--format", "jsonl"]).out;
    let row: serde_json::Value = serde_json::from_str(&folded).unwrap();
    assert_eq!((&row["low"], &row["high"]), (&120_000_000_000u64.into(), &130_000_000_000u64.into()), "{folded}");
    assert_eq!((&row["statements"], &row["reports"]), (&2.into(), &1.into()), "{folded}");
    for args in [&["facts", "--by", "week"][..], &["tickers", "--by", "subject"], &["mentions", "--by", "week"]] {
        let ran = place.run(&[&["export"], args].concat());
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains("hint: "), "{}", ran.err);
    }
    assert_eq!(place.run(&["export", "tickers"]).out, place.run(&["export", "tickers", "--by", "week"]).out);
}

#[test]
fn an_empty_store_finds_nothing_and_says_no_more() {
    let place = Place::new();
    std::fs::create_dir(place.path("in")).unwrap();
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    place.run(&["lexicon", "add", "云山实验室", "org:yunshan"]);
    let ran = place.run(&["query", "算力"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, "nothing found for 算力\n"));
}

#[test]
fn keys_and_values_stand_apart() {
    let place = Place::new();
    place.write("in/a.txt", "算力周报\n\n投资建议\n\n建议关注：寒武纪、中芯国际、浪潮信息。\n");
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    let shown = place.run(&["show", "a.txt"]).out;
    assert!(shown.contains("recommendation  p. 1"), "{shown}");
}

#[test]
fn the_store_may_be_named_by_the_environment() {
    let place = filled();
    let ran = place.command(&["export", "reports"]).env("YANBAO_STORE", place.path("index")).output().unwrap();
    assert_eq!(Ran::new(ran).out.lines().count(), 3);
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_no_error_and_a_full_disk_is() {
    let place = Place::new();
    let line = "订单回升，交付提前，价格上行。\n\n".repeat(20_000);
    place.write("in/long.txt", &line);
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    let mut child =
        place.command(&["export", "passages"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ran = Ran::new(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    if Path::new("/dev/full").exists() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = Ran::new(place.command(&["export", "passages"]).stdout(full).output().unwrap());
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("standard output") && ran.err.contains("No space left"), "{}", ran.err);
        let ran = place.run(&["export", "passages", "-o", "/dev/full"]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("/dev/full"), "{}", ran.err);
    }
}

#[test]
#[cfg(unix)]
fn killed_at_any_moment_the_next_run_goes_on() {
    let place = Place::new();
    for i in 0..200 {
        place.write(&format!("in/{i:03}.txt"), &format!("第 {i} 份\n\n订单 {} 台，交付提前。\n", i * 7));
    }
    for wait in [5, 20, 40, 80, 120, 200, 10, 60] {
        let mut child = place.command(&["ingest", "in"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let last = place.run(&["ingest", "in"]);
    assert_eq!(last.code, 0, "{}", last.err);
    let verified = place.run(&["verify"]);
    assert_eq!((verified.code, verified.out.as_str()), (0, ""));
    assert!(verified.err.contains("200 reports checked"), "{}", verified.err);
    assert_eq!(place.run(&["export", "reports"]).out.lines().count(), 201);
}
