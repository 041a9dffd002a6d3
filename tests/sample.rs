//! Reports made for tests: invented companies and figures, with every kind of row.

use jiff::civil::date;
use yanbao::decimal::Decimal;
use yanbao::facts::{Analyst, Basis, ChangeBase, DateSource, Fact, FactKind, Head, ReportKind};
use yanbao::layout::{Document, plain};
use yanbao::note::Note;
use yanbao::report::{FileData, Report, assemble};
use yanbao::span::{BBox, Span};
use yanbao::tag::{Approximation, Mention, MentionKind, Period, Quantity, Role, Tags};

/// What a sample report says.
pub struct Sample {
    /// Becomes the bytes, so the id.
    pub name: &'static str,
    pub broker: &'static str,
    pub day: Option<(i16, i8, i8)>,
    /// Company names, each of which is mentioned once a passage that holds it.
    pub companies: &'static [(&'static str, &'static str)],
    pub text: &'static str,
}

/// A weekly of a made-up house.
pub const WEEKLY: Sample = Sample {
    name: "weekly.txt",
    broker: "云山证券",
    day: Some((2026, 3, 5)),
    companies: &[("星河算力", "300999.SZ"), ("北辰芯片", "688999.SH")],
    text: "算力周报\n\n本周观点\n\n星河算力宣布投资 120 亿元建设数据中心，同比增长 66%。北辰芯片的 𠮷 系列出货 3 万片。\n\n\
           图表 1: 星河算力资本开支\n\n公司\t2026\n星河算力\t120\n\n来源：云山证券研究所\n\n相关标的：星河算力、北辰芯片。\n",
};

/// The report of a sample; every row is at its right place.
pub fn report(sample: &Sample) -> Report {
    let document = document(sample);
    let tags = tags(&document, sample);
    let facts = facts(&document);
    let head = Head {
        broker: sample.broker.to_owned(),
        title: document.passages.first().map(|p| p.text.clone()).unwrap_or_default(),
        kind: ReportKind::IndustryWeekly,
        industry: "计算机".to_owned(),
        published_on: sample.day.map(|(y, m, d)| date(y, m, d)),
        date_source: Some(DateSource::Text),
        target_price: Some(Decimal::new(12_50, 2)),
        target_currency: "CNY".to_owned(),
        analysts: vec![
            Analyst { name: "张三".into(), licence: "S1234567890123".into(), ..Analyst::default() },
            Analyst { name: "李四".into(), ..Analyst::default() },
        ],
        ..Head::default()
    };
    let file = FileData {
        name: sample.name.to_owned(),
        blake3: blake3::hash(format!("{}{}", sample.name, sample.text).as_bytes()).to_hex().to_string(),
        bytes: sample.text.len() as u64,
        pdf: None,
        lexicon: "0000000000000000".to_owned(),
        notes: vec![Note::new("pdf", Some(2), "expected glyphs, found none")],
    };
    assemble(&document, &tags, &facts, &head, file)
}

fn document(sample: &Sample) -> Document {
    let mut document = plain(sample.text);
    // boxes as a PDF would give them: one line a passage, ten points a character
    for (i, passage) in document.passages.iter_mut().enumerate() {
        let count = passage.text.chars().count();
        let y = 20.0 * i as f32;
        let line = &mut passage.lines[0];
        line.bbox = BBox::new(50.0, y, 50.0 + 10.0 * count as f32, y + 12.0);
        line.edges = (1..=count).map(|c| 50.0 + 10.0 * c as f32).collect();
    }
    document
}

fn tags(document: &Document, sample: &Sample) -> Tags {
    let mut tags = Tags::default();
    for (i, passage) in document.passages.iter().enumerate() {
        for (name, id) in sample.companies {
            if let Some(at) = passage.text.find(name) {
                let role = if passage.text.contains("相关标的") { Role::Recommended } else { Role::Body };
                tags.mentions.push(Mention {
                    passage: i,
                    span: Span::new(at, at + name.len()),
                    kind: MentionKind::Company,
                    id: (*id).to_owned(),
                    name: (*name).to_owned(),
                    role,
                    rule: "sample",
                });
            }
        }
        if let Some(at) = passage.text.find("120 亿元") {
            let value = Decimal::from(12_000_000_000u64);
            let span = Span::new(at, at + "120 亿元".len());
            let approximation = Approximation::Exact;
            tags.quantities.push(Quantity {
                passage: i,
                span,
                low: value,
                high: value,
                unit: "CNY".into(),
                approximation,
            });
            tags.periods.push(Period { passage: i, span, period: None });
        }
    }
    tags
}

fn facts(document: &Document) -> Vec<Fact> {
    let found = document.passages.iter().enumerate().find_map(|(i, p)| Some((i, p.text.find("投资 120 亿元")?)));
    let Some((passage, at)) = found else { return Vec::new() };
    vec![Fact {
        passage,
        span: Span::new(at, at + "投资 120 亿元".len()),
        kind: FactKind::Capex,
        subject_id: "300999.SZ".into(),
        subject: "星河算力".into(),
        metric: "capex".into(),
        low: Some("12000000000.00".parse().unwrap()),
        high: Some(Decimal::from(12_000_000_000u64)),
        unit: "CNY".into(),
        approximation: Some(Approximation::Exact),
        period: Some("2026".into()),
        change: Some(Decimal::from(66)),
        change_base: Some(ChangeBase::Yoy),
        basis: Some(Basis::Plan),
        said_by: String::new(),
        object: "数据中心".into(),
        rule: "sample",
        confidence: 0.9,
    }]
}
