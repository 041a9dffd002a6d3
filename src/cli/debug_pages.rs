//! `yanbao extract --debug-pages`: a report's pages as pictures, its passages drawn and numbered in reading order.
//!
//! Takes the report and the PDF that it was read from; writes one PNG a page, `page-001.png` and on. Each line of
//! a passage is tinted, the passage outlined on each of its pages, its number at the corner; the colour is the kind's.

use super::output::{Hinted, say, to_file};
use crate::layout::PassageKind;
use crate::pdf::{Mark, draw};
use crate::report::Report;
use crate::span::{BBox, Place};
use anyhow::Context;
use std::fs;
use std::path::Path;

/// Draws `pdf`, of which `report` was read, into the folder.
pub fn run(report: &Report, pdf: &Path, folder: &Path) -> anyhow::Result<()> {
    if report.report.pdf.is_none() {
        let message = format!("expected a PDF to draw, found a text file: {}", pdf.display());
        return Err(Hinted::error(message, "--debug-pages draws pages of PDFs alone"));
    }
    let bytes = fs::read(pdf).with_context(|| format!("reading {}", pdf.display()))?;
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let mut drawn = 0;
    draw(&bytes, &marks(report), |page, png| {
        drawn += 1;
        to_file(&folder.join(format!("page-{page:03}.png")), |out| Ok(out.write_all(&png)?))
    })?;
    let count = report.passages.len();
    say(&format!("{drawn} pages with {count} numbered passages drawn into {}", folder.display()));
    Ok(())
}

/// The marks of all passages.
fn marks(report: &Report) -> Vec<Mark> {
    let mut marks = Vec::new();
    for passage in &report.passages {
        let colour = colour(passage.kind);
        let mark = |page, bbox, filled, number| Mark { page, bbox, colour, filled, number };
        let bbox = |p: &Place| BBox::new(p.bbox[0], p.bbox[1], p.bbox[2], p.bbox[3]);
        marks.extend(passage.boxes.iter().map(|place| mark(place.page, bbox(place), true, None)));
        for on_page in passage.boxes.chunk_by(|a, b| a.page == b.page) {
            let whole = on_page.iter().map(bbox).reduce(BBox::union).unwrap_or_default();
            marks.push(mark(on_page[0].page, whole, false, Some(passage.passage)));
        }
    }
    marks
}

/// Red, green and blue of a kind; `--help` names them.
fn colour(kind: PassageKind) -> [u8; 3] {
    match kind {
        PassageKind::Title | PassageKind::Heading => [0x1d, 0x4e, 0xd8],
        PassageKind::Paragraph | PassageKind::ListItem => [0x15, 0x80, 0x3d],
        PassageKind::Table => [0xea, 0x58, 0x0c],
        PassageKind::Caption | PassageKind::Source => [0x93, 0x33, 0xea],
        PassageKind::Chart => [0xdb, 0x27, 0x77],
        PassageKind::Sidebar => [0x0e, 0x74, 0x90],
        PassageKind::Contents | PassageKind::Header | PassageKind::Footer | PassageKind::Boilerplate => {
            [0x6b, 0x72, 0x80]
        }
    }
}
