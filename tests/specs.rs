//! Specs: short text in, what is read out; look-alikes that must not match. One `check` a kind.

use yanbao::layout::{Document, Line, Passage, PassageKind};
use yanbao::lexicon::Lexicon;
use yanbao::span::{BBox, Span};
use yanbao::tag::{Frame, MentionKind, amounts, names, numbers};

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
        // organisations are told where a case asks for them: most cases are about companies or products
        let organisations = case.get("organisations").and_then(|v| v.as_bool()).unwrap_or(false);
        let told = |m: &&yanbao::tag::Mention| organisations || m.kind != MentionKind::Organisation;
        let read = read.iter().filter(|m| m.passage == at).filter(told);
        let got: Vec<String> =
            read.map(|m| format!("{} = {} {}", m.span.of(&document.passages[at].text), m.id, word(m.role))).collect();
        if got != list("want") {
            wrong.push(format!("{file}: {}\n  want {:?}\n  got  {got:?}", text("why").unwrap_or("?"), list("want")));
        }
    }
    wrong
}

/// Paragraphs apart by a blank line as a document.
fn paragraphs(text: &str) -> Document {
    let passages = text.split("\n\n").map(|p| passage(PassageKind::Paragraph, p)).collect();
    Document { pages: 1, passages, ..Document::default() }
}

/// One passage as a document, below those of `above` (`kind:text`); with `plain` a text as it is read from a file.
fn lone(case: &toml::Value) -> Document {
    let text = case.get("text").and_then(|v| v.as_str()).expect("text");
    if case.get("plain").is_some() {
        return yanbao::layout::plain(text);
    }
    let of = case.get("kind").and_then(|v| v.as_str()).unwrap_or("paragraph");
    let above = case.get("above").and_then(|v| v.as_array()).into_iter().flatten().filter_map(|v| v.as_str());
    let above = above.map(|a| a.split_once(':').filter(|p| p.0.is_ascii()).unwrap_or(("paragraph", a)));
    let passages = above.chain([(of, text)]).map(|(k, t)| passage(kind(k), t)).collect();
    Document { pages: 1, passages, ..Document::default() }
}

/// Checks every case of one file of numbers or periods against what `read` says of its document.
fn check_lines(file: &str, toml: &str, read: impl Fn(&toml::Value, &Document) -> Vec<String>) -> Vec<String> {
    let spec: toml::Table = toml.parse().unwrap_or_else(|e| panic!("{file}: {e}"));
    let mut wrong = Vec::new();
    for case in spec["case"].as_array().expect("cases") {
        let got = read(case, &lone(case));
        let want: Vec<&str> = case["want"].as_array().expect("want").iter().filter_map(|v| v.as_str()).collect();
        if got != want {
            let differ = |a: &[String], b: &[String]| a.iter().filter(|x| !b.contains(x)).cloned().collect::<Vec<_>>();
            let want: Vec<String> = want.into_iter().map(str::to_owned).collect();
            wrong.push(format!(
                "{file}: {}\n  missing {:?}\n  read    {:?}",
                case["why"],
                differ(&want, &got),
                differ(&got, &want)
            ));
        }
    }
    wrong
}

fn check_folder(folder: &str, read: impl Fn(&toml::Value, &Document) -> Vec<String>) {
    let mut wrong = Vec::new();
    for file in std::fs::read_dir(folder).expect("specs").map(|f| f.expect("a file").path()) {
        let toml = std::fs::read_to_string(&file).expect("a spec");
        wrong.extend(check_lines(&file.display().to_string(), &toml, &read));
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn quantities_are_read_as_their_specs_say() {
    let lexicon = Lexicon::load();
    check_folder("tests/specs/quantities", |_, document| {
        let line = |q: &yanbao::tag::Quantity| {
            let value = if q.low == q.high { q.low.to_string() } else { format!("{}..{}", q.low, q.high) };
            format!("{} = {value} {} {}", q.span.of(&document.passages[0].text), q.unit, word(q.approximation))
        };
        numbers(document, &lexicon, &Frame::default(), Vec::new()).quantities.iter().map(line).collect()
    });
}

#[test]
fn periods_are_read_as_their_specs_say() {
    let lexicon = Lexicon::load();
    check_folder("tests/specs/periods", |case, document| {
        let published_on = case.get("published").and_then(|v| v.as_str()).map(|d| d.parse().expect("a date"));
        let company = case.get("company").and_then(|v| v.as_str()).map(str::to_owned);
        let frame = Frame { published_on, company, ..Frame::default() };
        let mentions = names(document, &lexicon, &frame);
        let read = numbers(document, &lexicon, &frame, mentions).periods;
        read.iter()
            .map(|p| format!("{} = {}", p.span.of(&document.passages[0].text), p.period.as_deref().unwrap_or("-")))
            .collect()
    });
}

/// Every cell of the tables of a plain text: `row.column value = amount unit`, `-` where it has none.
#[test]
fn table_cells_are_typed_as_their_specs_say() {
    let lexicon = Lexicon::load();
    check_folder("tests/specs/cells", |case, _| {
        let document = yanbao::layout::plain(case["text"].as_str().expect("text"));
        let lines = document.tables.iter().flat_map(|table| {
            table.cells.iter().zip(amounts(&document, table, &lexicon)).map(|(cell, amount)| {
                let amount = amount.map_or("-".to_owned(), |a| format!("{} {}", a.value, a.unit));
                format!("{}.{} {} = {}", cell.row, cell.column, cell.value, amount.trim_end())
            })
        });
        lines.collect()
    });
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

/// A fact in one line: kind metric | subject | low..high unit | period | change base | basis | said by | object.
fn fact_line(f: &yanbao::facts::Fact) -> String {
    let value = match (f.low, f.high) {
        (Some(low), Some(high)) if low == high => format!("{} {}", low.normalize(), f.unit),
        (Some(low), Some(high)) => format!("{}..{} {}", low.normalize(), high.normalize(), f.unit),
        _ => "-".to_owned(),
    };
    let or = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let change = f.change.map_or("-".to_owned(), |c| c.normalize().to_string());
    let subject = if f.subject_id.is_empty() { &f.subject } else { &f.subject_id };
    let parts = [
        format!("{} {}", word(f.kind), f.metric),
        or(subject),
        value.trim().to_owned(),
        or(f.period.as_deref().unwrap_or("")),
        f.change_base.map_or(change.clone(), |b| format!("{change} {}", word(b))),
        f.basis.map_or("-".to_owned(), word),
        or(&f.said_by),
        or(&f.object),
    ];
    parts.join(" | ")
}

#[test]
fn facts_are_read_as_their_specs_say() {
    let lexicon = Lexicon::load();
    check_folder("tests/specs/facts", |case, document| {
        let text = |key: &str| case.get(key).and_then(|v| v.as_str());
        let published_on = text("published").map(|d| d.parse().expect("a date"));
        let company = text("company").unwrap_or_default().to_owned();
        let said = |key: &str| text(key).unwrap_or_default().to_owned();
        let head = yanbao::facts::Head {
            published_on,
            company: company.clone(),
            rating: said("rating"),
            industry: said("industry"),
            broker: said("broker"),
            ..yanbao::facts::Head::default()
        };
        let frame = Frame { published_on, company: Some(company).filter(|c| !c.is_empty()), broker: None };
        let tags = yanbao::tag::tag(document, &lexicon, &frame);
        let facts = yanbao::facts::read(document, &tags, &head, &lexicon);
        let wanted = text("of").map(|k| k.split(' ').collect::<Vec<_>>());
        let read = facts.iter().filter(|f| wanted.as_ref().is_none_or(|w| w.contains(&word(f.kind).as_str())));
        read.map(fact_line).collect()
    });
}

#[test]
fn facts_that_disagree_are_warned_of_as_their_specs_say() {
    let lexicon = Lexicon::load();
    check_folder("tests/specs/agreement", |case, _| {
        let text = |key: &str| case.get(key).and_then(|v| v.as_str());
        let document = paragraphs(text("text").expect("text"));
        let published_on = text("published").or(Some("2026-03-08")).map(|d| d.parse().expect("a date"));
        let head = yanbao::facts::Head { published_on, ..yanbao::facts::Head::default() };
        let frame = Frame { published_on, ..Frame::default() };
        let tags = yanbao::tag::tag(&document, &lexicon, &frame);
        let facts = yanbao::facts::read(&document, &tags, &head, &lexicon);
        let quote = |i: &usize| facts[*i].span.of(&document.passages[facts[*i].passage].text);
        let found = yanbao::facts::disagreements(&document, &tags, &facts);
        found
            .iter()
            .map(|d| format!("{} | {}", d.message, d.facts.iter().map(quote).collect::<Vec<_>>().join(" + ")))
            .collect()
    });
}
