//! The sample corpus from end to end: what the sources say is what the reports give.
//!
//! The head lines of `corpus/src/reports/*.report` are what a reader sees on the page. A field that is not
//! read yet stands in `GAPS` with its reason, and the test fails as soon as it is read: then its line goes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use yanbao::lexicon::Lexicon;
use yanbao::pipeline;
use yanbao::report::Report;

/// Sample, field, why it is not read.
const GAPS: [(&str, &str, &str); 1] =
    [("yunfan-company-jinshan", "industry", "the running head's last part is not looked at")];
/// Share of the sources' paragraphs that stand whole in one passage, in percent.
const WHOLE: usize = 98;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

struct Source {
    name: String,
    head: BTreeMap<String, String>,
    blocks: Vec<String>,
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(folder().join("src/reports")).expect("sources") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a source");
        let (head, body) = text.split_once("\n\n").expect("a head");
        let pair = |l: &str| l.split_once(':').map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned()));
        sources.push(Source {
            name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
            head: head.lines().filter_map(pair).collect(),
            blocks: body.trim().split("\n\n").map(str::to_owned).collect(),
        });
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    sources
}

fn read(name: &str, lexicon: &Lexicon) -> Report {
    let file = format!("{name}.pdf");
    let bytes = std::fs::read(folder().join(&file)).expect("the sample's PDF");
    pipeline::read(&bytes, &file, lexicon).unwrap_or_else(|e| panic!("{file}: {e}"))
}

fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value).expect("a value") {
        serde_json::Value::String(s) => s,
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Field by field: wanted and read.
fn fields(source: &Source, report: &Report) -> Vec<(&'static str, String, String)> {
    let want = |key: &str| source.head.get(key).cloned().unwrap_or_default();
    let r = &report.report;
    let text = |v: &Option<String>| v.clone().unwrap_or_default();
    let action = match want("action").as_str() {
        "维持" => "maintain",
        "首次" => "initiate",
        "上调" => "upgrade",
        _ => "",
    };
    let analysts: Vec<String> = r.analysts.iter().map(|a| format!("{}/{}", a.name, a.licence)).collect();
    let source_of_date = if want("date_source").is_empty() { "text".to_owned() } else { want("date_source") };
    let currency = if want("target").is_empty() { "" } else { "CNY" };
    let currency = if want("currency").is_empty() { currency.to_owned() } else { want("currency") };
    vec![
        ("broker", want("broker"), text(&r.broker)),
        ("title", want("title"), text(&r.title)),
        ("kind", want("kind"), word(r.kind)),
        ("industry", want("industry"), text(&r.industry)),
        ("published_on", want("date"), text(&r.published_on)),
        ("date_source", source_of_date, word(r.date_source)),
        ("rating", want("rating"), text(&r.rating)),
        ("rating_action", action.to_owned(), word(r.rating_action)),
        ("target_price", want("target").trim_end_matches(".00").to_owned(), word(r.target_price)),
        ("target_currency", currency, text(&r.target_currency)),
        ("company", want("company_id"), text(&r.company)),
        ("analysts", want("analysts").replace("; ", ";"), analysts.join(";")),
    ]
}

/// Adds what is neither right nor a known gap, and a gap that is none any more.
fn judge(name: &str, field: &str, right: bool, told: impl FnOnce() -> String, wrong: &mut Vec<String>) {
    match (right, GAPS.iter().any(|g| g.0 == name && g.1 == field)) {
        (true, false) | (false, true) => {}
        (true, true) => wrong.push(format!("{name} {field}: is read now, take it out of GAPS")),
        (false, false) => wrong.push(format!("{name} {field}: {}", told())),
    }
}

#[test]
fn heads_are_what_the_sources_say() {
    let lexicon = Lexicon::load();
    let mut wrong = Vec::new();
    for source in sources() {
        let report = read(&source.name, &lexicon);
        for (field, want, got) in fields(&source, &report) {
            judge(&source.name, field, want == got, || format!("want {want:?}, read {got:?}"), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_caption_is_a_figure_with_its_source() {
    let lexicon = Lexicon::load();
    let mut wrong = Vec::new();
    for source in sources() {
        let report = read(&source.name, &lexicon);
        let got: Vec<(&str, &str)> =
            report.figures.iter().map(|f| (f.caption.as_str(), f.source.as_deref().unwrap_or(""))).collect();
        let lines =
            source.blocks.iter().flat_map(|b| b.lines()).filter(|l| l.starts_with("图: ") || l.starts_with("表"));
        for line in lines.filter_map(|l| l.split_once(": ")).map(|l| l.1) {
            let parts: Vec<&str> = line.split(" | ").map(str::trim).collect();
            let right = got.contains(&(parts[0], parts[1]));
            let field = format!("caption {}", parts[0]);
            judge(&source.name, &field, right, || format!("{:?} not in {got:?}", parts[1]), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paragraphs_stand_whole() {
    let lexicon = Lexicon::load();
    let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (mut whole, mut broken) = (0, Vec::new());
    for source in sources() {
        let report = read(&source.name, &lexicon);
        let passages: Vec<String> = report.passages.iter().map(|p| bare(&p.text)).collect();
        for block in source.blocks.iter().filter(|b| !b.starts_with(['#', '-', '●', '图', '表'])) {
            let want = bare(block);
            if passages.iter().any(|p| p.contains(&want)) {
                whole += 1;
            } else {
                broken.push(format!("{}: {}", source.name, block.chars().take(40).collect::<String>()));
            }
        }
    }
    let all = whole + broken.len();
    println!("{whole} of {all} paragraphs stand whole; broken:\n{}", broken.join("\n"));
    assert!(whole * 100 >= all * WHOLE, "{whole} of {all} paragraphs stand whole; broken:\n{}", broken.join("\n"));
}

#[test]
fn four_weeks_five_houses_and_every_kind_of_sample_is_there() {
    let sources = sources();
    let set = |key: &str| sources.iter().map(|s| s.head[key].clone()).collect::<BTreeSet<_>>().len();
    let weeklies = sources.iter().filter(|s| s.head["kind"] == "industry_weekly");
    let weeks: BTreeSet<String> = weeklies
        .map(|s| s.head["date"].parse::<jiff::civil::Date>().expect("a date").iso_week_date())
        .map(|w| format!("{}-{}", w.year(), w.week()))
        .collect();
    assert!(sources.len() >= 14 && weeks.len() == 4, "{} reports, weeks {weeks:?}", sources.len());
    assert_eq!(set("broker"), 5);
    assert!(set("writer") >= 5);
    for kind in ["company", "industry", "strategy"] {
        assert!(sources.iter().any(|s| s.head["kind"] == kind), "{kind}");
    }
    let bytes: u64 = std::fs::read_dir(folder())
        .expect("samples")
        .map(|f| f.expect("a file").metadata().expect("its size").len())
        .sum();
    assert!(bytes <= 6_000_000, "the corpus is {bytes} bytes");
}
