//! Specs: short text in, what is read out; look-alikes that must not match. One `check` a kind.

use yanbao::layout::{Document, Line, Passage, PassageKind};
use yanbao::lexicon::Lexicon;
use yanbao::span::{BBox, Span};
use yanbao::tag::{Frame, MentionKind, names};

fn passage(kind: PassageKind, text: &str) -> Passage {
    let line = Line { span: Span::new(0, text.len()), page: 1, bbox: BBox::default(), edges: Vec::new() };
    Passage { kind, section: String::new(), text: text.to_owned(), lines: vec![line], size: 0.0, bold: false }
}

fn kind(word: &str) -> PassageKind {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).expect("a passage kind of the contract")
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).expect("a word").as_str().expect("a word").to_owned()
}

/// Checks every case of one file; gives what differs.
fn check(file: &str, toml: &str, lexicon: &Lexicon) -> Vec<String> {
    let spec: toml::Table = toml.parse().unwrap_or_else(|e| panic!("{file}: {e}"));
    let mut wrong = Vec::new();
    for case in spec["case"].as_array().expect("cases") {
        let text = |key: &str| case.get(key).and_then(|v| v.as_str());
        let list = |key: &str| {
            case.get(key)
                .and_then(|v| v.as_array())
                .map_or(Vec::new(), |a| a.iter().filter_map(|v| v.as_str()).collect())
        };
        let mut document = Document { pages: 1, ..Document::default() };
        for also in list("also") {
            let (k, t) = also.split_once(':').filter(|p| p.0.is_ascii()).unwrap_or(("paragraph", also));
            document.passages.push(passage(kind(k), t));
        }
        let at = document.passages.len();
        document.passages.push(passage(kind(text("kind").unwrap_or("paragraph")), text("text").expect("text")));
        let frame = Frame {
            published_on: None,
            company: text("company").map(str::to_owned),
            broker: text("broker").map(str::to_owned),
        };
        let read = names(&document, lexicon, &frame);
        let read = read.iter().filter(|m| m.passage == at && m.kind != MentionKind::Organisation);
        let got: Vec<String> =
            read.map(|m| format!("{} = {} {}", m.span.of(&document.passages[at].text), m.id, word(m.role))).collect();
        if got != list("want") {
            wrong.push(format!("{file}: {}\n  want {:?}\n  got  {got:?}", text("why").unwrap_or("?"), list("want")));
        }
    }
    wrong
}

#[test]
fn names_are_read_as_their_specs_say() {
    let lexicon = Lexicon::load();
    let mut wrong = Vec::new();
    for file in std::fs::read_dir("tests/specs/names").expect("specs").map(|f| f.expect("a file").path()) {
        let toml = std::fs::read_to_string(&file).expect("a spec");
        wrong.extend(check(&file.display().to_string(), &toml, &lexicon));
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}
