//! Golden documents: a few sample reports, one snapshot a stage, so that a change shows where the journey bent.
//!
//! Accept a change that is meant: `INSTA_UPDATE=always cargo test golden`, then read the diff of `tests/snapshots`.
//! Facts, quantities and periods are held by their specs, not here.

use std::fmt::Write;
use std::path::Path;
use yanbao::layout::{self, Document};
use yanbao::lexicon::Lexicon;
use yanbao::pdf;
use yanbao::tag::{Frame, names};

/// One a writer, each with something the others lack.
const SAMPLES: [&str; 5] = [
    "yunfan-weekly-2026w10",
    "qinglan-weekly-2026w11",
    "changting-weekly-2026w13",
    "beichen-comment-memory",
    "lingdong-weekly-2026w12",
];
/// Characters of a passage that a snapshot shows.
const SHOWN: usize = 36;

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(format!("{name}.pdf"))).expect("a sample")
}

fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value).expect("a value") {
        serde_json::Value::String(s) => s,
        serde_json::Value::Null => "-".to_owned(),
        other => other.to_string(),
    }
}

fn pages(file: &pdf::File) -> String {
    let mut out = String::new();
    for p in &file.pages {
        let text: String =
            p.glyphs.iter().filter(|g| !g.clipped).flat_map(|g| g.text.chars().collect::<Vec<_>>()).collect();
        let unknown = text.chars().filter(|c| *c == '\u{fffd}').count();
        let mut faces: Vec<&str> = p.faces.iter().map(|f| f.name.as_str()).collect();
        faces.sort_unstable();
        faces.dedup();
        writeln!(
            out,
            "page {}: {:.0} x {:.0}, {:?}, glyphs {}, unknown {unknown}, rules {}, fills {}, images {}, drawings {}",
            p.number,
            p.width,
            p.height,
            p.quality,
            p.glyphs.len(),
            p.rules.len(),
            p.fills.len(),
            p.images.len(),
            p.drawings.len()
        )
        .expect("text");
        writeln!(out, "  {}", faces.join(", ")).expect("text");
    }
    out
}

fn passages(document: &Document) -> String {
    let line = |p: &layout::Passage| {
        let text: String = p.text.replace('\n', " / ").replace('\t', " | ");
        let count = text.chars().count();
        let shown: String = text.chars().take(SHOWN).collect();
        let more = if count > SHOWN { format!(" … {count}") } else { String::new() };
        format!("{} {:11} {shown}{more}", p.page(), p.kind.as_str())
    };
    document.passages.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn captions(document: &Document) -> String {
    let figures =
        document.figures.iter().map(|f| format!("{} {} {} {} <- {}", f.page, f.label, f.number, f.caption, f.source));
    let tables = document.tables.iter().map(|t| {
        let (rows, columns) = t.cells.iter().fold((0, 0), |(r, c), x| (r.max(x.row), c.max(x.column)));
        format!("table {} {}: {rows} x {columns}", t.number, t.caption)
    });
    figures.chain(tables).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_stage_gives_what_it_gave() {
    let lexicon = Lexicon::load();
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        for name in SAMPLES {
            let file = pdf::read(&bytes(name)).expect("a sample");
            insta::assert_snapshot!(format!("{name}.1-pages"), pages(&file));
            let document = layout::arrange(&file.pages);
            insta::assert_snapshot!(format!("{name}.2-passages"), passages(&document));
            insta::assert_snapshot!(format!("{name}.3-captions"), captions(&document));
            let head = yanbao::facts::head(&document, &lexicon, &format!("{name}.pdf"), file.info.created);
            let rows = [
                ("broker", head.broker.clone()),
                ("title", head.title.clone()),
                ("subtitle", head.subtitle.clone()),
                ("kind", word(head.kind)),
                ("industry", head.industry.clone()),
                ("published_on", head.published_on.map(|d| d.to_string()).unwrap_or_default()),
                ("rating", format!("{} {}", head.rating, word(head.rating_action))),
                ("company", head.company.clone()),
                (
                    "analysts",
                    head.analysts.iter().map(|a| format!("{}/{}", a.name, a.licence)).collect::<Vec<_>>().join(";"),
                ),
            ];
            let rows: Vec<String> = rows.iter().map(|(k, v)| format!("{k}: {v}")).collect();
            insta::assert_snapshot!(format!("{name}.4-head"), rows.join("\n"));
            let frame = Frame {
                published_on: head.published_on,
                company: Some(head.company.clone()).filter(|c| !c.is_empty()),
                broker: Some(head.broker.clone()).filter(|b| !b.is_empty()),
            };
            let mentions = names(&document, &lexicon, &frame);
            let rows = mentions.iter().map(|m| {
                let p = &document.passages[m.passage];
                format!("{} {:12} {:22} {}", p.page_at(m.span.start), word(m.role), m.id, m.span.of(&p.text))
            });
            insta::assert_snapshot!(format!("{name}.5-mentions"), rows.collect::<Vec<_>>().join("\n"));
        }
    });
}
