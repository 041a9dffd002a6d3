//! The published schema: made from the types, and true of every report.

use crate::sample::{self, WEEKLY};
use std::path::Path;
use yanbao::lexicon::Lexicon;

fn validator() -> jsonschema::Validator {
    let schema = serde_json::from_str(&yanbao::report::schema()).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn the_file_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/report.schema.json");
    let made = yanbao::report::schema();
    if std::env::var_os("YANBAO_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &made).unwrap();
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stands == made, "schema/report.schema.json is not what the types say: YANBAO_BLESS=1 cargo test schema");
}

#[test]
fn a_report_with_every_kind_of_row_is_valid_and_comes_back() {
    let report = sample::report(&WEEKLY);
    assert!(!report.mentions.is_empty() && !report.facts.is_empty() && !report.figures.is_empty());
    assert!(!report.tables.is_empty() && !report.quantities.is_empty() && !report.warnings.is_empty());
    let text = serde_json::to_string(&report).unwrap();
    let json = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> = validator().iter_errors(&json).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert_eq!(serde_json::from_str::<yanbao::report::Report>(&text).unwrap(), report);
    assert!(text.contains("\"low\":12000000000,"), "numbers are plain and exact");
    assert!(text.contains("\"confidence\":0.9,"));
}

#[test]
fn what_the_pipeline_reads_is_valid() {
    let text = "行业周报\n\n一、需求\n\n- 订单回升，交付提前。\n\n图表 1: 出货量\n\n来源：某协会\n";
    let report = yanbao::pipeline::read(text.as_bytes(), "a.txt", &Lexicon::load()).unwrap();
    assert!(validator().is_valid(&serde_json::to_value(&report).unwrap()));
    let again = yanbao::pipeline::read(text.as_bytes(), "a.txt", &Lexicon::load()).unwrap();
    assert_eq!(serde_json::to_string(&report).unwrap(), serde_json::to_string(&again).unwrap());
}

#[test]
fn a_report_that_lies_is_not_valid() {
    let mut json = serde_json::to_value(sample::report(&WEEKLY)).unwrap();
    json["passages"][0]["kind"] = "poem".into();
    assert!(!validator().is_valid(&json));
}

#[test]
fn places_are_characters_and_boxes() {
    let report = sample::report(&WEEKLY);
    for m in &report.mentions {
        let text: Vec<char> = report.passages[m.passage as usize - 1].text.chars().collect();
        assert_eq!(text[m.start as usize..m.end as usize].iter().collect::<String>(), m.text);
    }
    let fact = &report.facts[0];
    assert_eq!(fact.quote, "投资 120 亿元");
    let (start, width) = (fact.start as f32, fact.quote.chars().count() as f32);
    let b = fact.boxes[0].bbox;
    assert_eq!((b[0], b[2]), (50.0 + 10.0 * start, 50.0 + 10.0 * (start + width)));
    assert_eq!(report.report.status, "partial", "a page could not be read");
}
