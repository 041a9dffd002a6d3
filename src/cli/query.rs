//! `yanbao query`: ranked passages, the words marked.

use super::Ended;
use super::args::{Query, QueryFormat};
use super::output::{self, say};
use super::{filters, names, output::to_stdout};
use crate::export::{Columns, ExportError, Format};
use crate::search::{self, Found, Index, WordList};
use crate::span::Span;
use crate::store::{Cell, Passage, Store};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

const COLUMNS: [&str; 12] = [
    "rank",
    "score",
    "report_id",
    "file",
    "broker",
    "title",
    "published_on",
    "page",
    "passage",
    "kind",
    "text",
    "marks",
];
/// Characters of a passage that are shown on a screen.
const SHOWN: usize = 160;

pub fn run(root: &Path, typed: &Query) -> anyhow::Result<Ended> {
    let store = Store::open(root)?;
    let lexicon = names::lexicon(root)?;
    let filter = filters::meant(&store, &typed.filters, || Ok(&lexicon))?;
    let words = typed.words.join(" ");
    let ask = search::parse(&words)?;
    let index = Index::open(&store.search_folder(), WordList::new(lexicon.names()))?;
    if index.state().batch > 0 && index.state().lexicon != lexicon.hash() {
        names::say_older();
    }
    let told = RefCell::new(BTreeSet::new());
    let expand = |word: &str| {
        let names = lexicon.expansions(word);
        if !names.is_empty() && told.borrow_mut().insert(word.to_owned()) {
            say(&format!("{word}: also {}", names.join(", ")));
        }
        names
    };
    let found = index.search(&ask, &filter, usize::try_from(typed.limit).unwrap_or(usize::MAX), &expand)?;
    let mut passages = Vec::new();
    for hit in &found.hits {
        passages.extend(store.passage(&hit.report, hit.passage)?.map(|p| (hit.score, p)));
    }
    if passages.is_empty() {
        say(&format!("nothing found for {words}"));
        return Ok(Ended::Short);
    }
    to_stdout(|out| match typed.format {
        QueryFormat::Table => Ok(show(&passages, &found, out)?),
        QueryFormat::Jsonl => Ok(write(&passages, &found, Format::Jsonl, out)?),
        QueryFormat::Csv => Ok(write(&passages, &found, Format::Csv, out)?),
    })?;
    if found.total > passages.len() {
        say(&format!("{} of {} passages; --limit shows more", passages.len(), found.total));
    }
    Ok(Ended::Well)
}

/// For eyes: colour on a terminal, asterisks elsewhere.
fn show(passages: &[(f32, Passage)], found: &Found, out: &mut dyn Write) -> std::io::Result<()> {
    let colour = output::screen().is_some() && std::env::var_os("NO_COLOR").is_none();
    let (bold, end) = if colour { ("\x1b[1;31m", "\x1b[0m") } else { ("**", "**") };
    for (rank, (_, p)) in passages.iter().enumerate() {
        let text = p.text.replace(['\n', '\r', '\t'], " ");
        let snippet = search::snippet(&text, &found.needles.marks(&text), SHOWN);
        let head = [
            p.title.as_deref().unwrap_or(&p.file),
            p.broker.as_deref().unwrap_or(""),
            p.published_on.as_deref().unwrap_or(""),
            &format!("p. {}", p.page),
            &p.report_id,
        ];
        let head = head.into_iter().filter(|h| !h.is_empty()).collect::<Vec<_>>().join(" · ");
        writeln!(out, "{}. {head}", rank + 1)?;
        writeln!(out, "   {}", marked(&snippet.text, &snippet.marks, bold, end))?;
    }
    Ok(())
}

fn marked(text: &str, marks: &[Span], open: &str, close: &str) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for mark in marks {
        shown.push_str(&text[at..mark.start]);
        shown.push_str(open);
        shown.push_str(mark.of(text));
        shown.push_str(close);
        at = mark.end;
    }
    shown.push_str(&text[at..]);
    shown
}

/// For programs: the whole text, the marks as pairs of character positions.
fn write(passages: &[(f32, Passage)], found: &Found, format: Format, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut sink = format.open(Columns::of(COLUMNS.to_vec()), out)?;
    for (rank, (score, p)) in passages.iter().enumerate() {
        let text = |t: &Option<String>| t.clone().map_or(Cell::Null, Cell::Text);
        let chars = |byte: usize| p.text[..byte].chars().count();
        let marks = found.needles.marks(&p.text);
        let marks = marks.iter().map(|m| format!("[{}, {}]", chars(m.start), chars(m.end))).collect::<Vec<_>>();
        sink.row(&[
            Cell::Int(rank as i64 + 1),
            Cell::Number(format!("{score:.3}")),
            Cell::Text(p.report_id.clone()),
            Cell::Text(p.file.clone()),
            text(&p.broker),
            text(&p.title),
            text(&p.published_on),
            Cell::Int(i64::from(p.page)),
            Cell::Int(i64::from(p.passage)),
            Cell::Text(p.kind.clone()),
            Cell::Text(p.text.clone()),
            Cell::Json(format!("[{}]", marks.join(", "))),
        ])?;
    }
    sink.end().map(|_| ())
}
