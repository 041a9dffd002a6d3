//! `yanbao lexicon`: what the program knows of names, and the user's own.

use super::args::{AddName, Lexicon as Typed, LexiconCommand, NameKind};
use super::output::{Hinted, say, to_stdout};
use super::{Ended, names};
use crate::ingest::read_list;
use crate::lexicon::{Change, ChangeKind, Class, Known, Lexicon, Product, UserRow, is_id, is_product, merge};
use crate::store;
use crate::tag;
use anyhow::Context;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

pub fn run(root: &Path, typed: &Typed) -> anyhow::Result<Ended> {
    let lexicon = names::lexicon(root)?;
    match &typed.command {
        LexiconCommand::Lookup { word } => lookup(&lexicon, &word.join(" ")),
        LexiconCommand::List { kind } => list(&lexicon, *kind),
        LexiconCommand::Import { file } => import(root, &lexicon, file),
        LexiconCommand::Add(name) => add(root, &lexicon, name),
        LexiconCommand::Diff { file } => diff(&lexicon, file),
    }
}

fn lookup(lexicon: &Lexicon, word: &str) -> anyhow::Result<Ended> {
    let companies = lexicon.lookup(word);
    let products = products(lexicon, word);
    if companies.is_empty() && products.is_empty() {
        say(&format!("nothing is known as {word:?}"));
        let near = store::nearest(word, &lexicon.names());
        if !near.is_empty() {
            say(&format!("hint: known and near: {}", near.join(", ")));
        }
        return Ok(Ended::Short);
    }
    to_stdout(|out| {
        companies.iter().try_for_each(|k| company(lexicon, k, out))?;
        Ok(products.iter().try_for_each(|(id, (name, kind))| {
            let maker = lexicon.maker(id).unwrap_or("");
            let maker = format!("{} {maker}", lexicon.name_of(maker).unwrap_or(""));
            block(out, &[("id", id), ("name", name), ("kind", kind), ("maker", maker.trim())])
        })?)
    })?;
    Ok(Ended::Well)
}

/// Lines of keys and values, those of no value left out, and an empty one.
fn block(out: &mut dyn Write, lines: &[(&str, &str)]) -> io::Result<()> {
    lines.iter().filter(|l| !l.1.is_empty()).try_for_each(|(key, value)| writeln!(out, "{key:12}  {value}"))?;
    writeln!(out)
}

fn company(lexicon: &Lexicon, known: &Known<'_>, out: &mut dyn Write) -> io::Result<()> {
    let s = known.security;
    let listings = lexicon.listings(&s.id);
    let ids: Vec<&str> = listings.iter().map(|s| &*s.id).collect();
    let aliases = lexicon.aliases(&s.id);
    block(
        out,
        &[
            ("id", &s.id),
            ("name", &s.name),
            ("kind", if s.is_listed() { "company" } else { "organisation" }),
            ("matched", known.matched.word()),
            ("class", class(known.class)),
            ("home", ids.first().unwrap_or(&"")),
            ("listings", &ids.get(1..).unwrap_or_default().join(", ")),
            ("full name", &s.full_name),
            ("English name", &s.english_name),
            ("aliases", &aliases.get(1..).unwrap_or_default().join(", ")),
            ("makes", &made(lexicon, lexicon.home_id(&s.id)).join(", ")),
            ("status", if s.status == "D" { "delisted" } else { "" }),
        ],
    )
}

/// How sure the word alone names it in a text.
fn class(class: Class) -> &'static str {
    match class {
        Class::Firm => "firm: names it wherever it stands whole",
        Class::Support => "support: names it where the report names it surely elsewhere, or among companies",
        Class::Word => "word: an ordinary word too; names it with its code, in a list or a cell of its own",
        Class::Product => "product: found by search, never a mention",
    }
}

/// Models and chips that the word names: as a reader of reports takes it, and as the tables have it.
fn products(lexicon: &Lexicon, word: &str) -> BTreeMap<String, (String, &'static str)> {
    let mut found = BTreeMap::new();
    let document = crate::layout::plain(word);
    for m in tag::names(&document, lexicon, &tag::Frame::default()) {
        match m.kind {
            tag::MentionKind::Model => found.insert(m.id, (m.name, "model")),
            tag::MentionKind::Chip => found.insert(m.id, (m.name, "chip")),
            _ => None,
        };
    }
    for p in lexicon.products.all() {
        let id = p.id();
        if p.surface.eq_ignore_ascii_case(word) || id.eq_ignore_ascii_case(word) {
            found.insert(id, (p.name.to_owned(), p.kind));
        }
    }
    found
}

/// Names of families and chips that a company makes, sorted.
fn made<'l>(lexicon: &'l Lexicon, home: &str) -> Vec<&'l str> {
    let of_it = |p: &Product| !p.maker.is_empty() && lexicon.home_id(p.maker) == home;
    let mut names: Vec<&str> = lexicon.products.all().filter(of_it).map(|p| p.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn list(lexicon: &Lexicon, kind: Option<NameKind>) -> anyhow::Result<Ended> {
    let wanted = |k: NameKind| kind.is_none_or(|kind| kind == k);
    let mut rows: BTreeMap<String, String> = BTreeMap::new();
    for s in lexicon.securities() {
        let (k, word) =
            if s.is_listed() { (NameKind::Company, "company") } else { (NameKind::Organisation, "organisation") };
        if wanted(k) {
            rows.insert(s.id.to_string(), format!("{}\t{word}\t", s.name));
        }
    }
    for p in lexicon.products.all() {
        if wanted(if p.kind == "model" { NameKind::Model } else { NameKind::Chip }) {
            // of one id the first form: the user's own stand before the tables'
            let maker = lexicon.maker(&p.id()).unwrap_or("").to_owned();
            rows.entry(p.id()).or_insert_with(|| format!("{}\t{}\t{maker}", p.name, p.kind));
        }
    }
    to_stdout(|out| Ok(rows.iter().try_for_each(|(id, rest)| writeln!(out, "{id}\t{}", rest.trim_end()))?))?;
    Ok(Ended::Well)
}

fn changes(lexicon: &Lexicon, file: &Path) -> anyhow::Result<Vec<Change>> {
    let rows = read_list(file).with_context(|| format!("reading {}", file.display()))?;
    Ok(lexicon.changes(&rows))
}

fn import(root: &Path, lexicon: &Lexicon, file: &Path) -> anyhow::Result<Ended> {
    let changes = changes(lexicon, file)?;
    let count = |kind| changes.iter().filter(|c| c.kind == kind).count();
    let (new, renamed, more) = (count(ChangeKind::New), count(ChangeKind::Renamed), count(ChangeKind::More));
    let rows: Vec<UserRow> = changes.into_iter().filter(|c| c.kind != ChangeKind::Gone).map(|c| c.row).collect();
    if rows.is_empty() {
        say(&format!("{}: all of it is known, nothing changed", file.display()));
        return Ok(Ended::Well);
    }
    store::change_names(root, |own| merge(&own, &rows))?;
    say(&format!("{}: {new} new, {renamed} renamed, {more} with more names", file.display()));
    say("hint: `yanbao ingest --again PATH…` reads with them what was read before");
    Ok(Ended::Well)
}

fn diff(lexicon: &Lexicon, file: &Path) -> anyhow::Result<Ended> {
    let changes = changes(lexicon, file)?;
    to_stdout(|out| {
        Ok(changes.iter().try_for_each(|c| {
            let (kind, before) = match c.kind {
                ChangeKind::New => ("new", ""),
                ChangeKind::Renamed => ("renamed", c.before.as_str()),
                ChangeKind::More => ("more", ""),
                ChangeKind::Gone => ("gone", ""),
            };
            writeln!(out, "{}", format!("{kind}\t{}\t{}\t{before}", c.row.id, c.row.name).trim_end())
        })?)
    })?;
    say(&format!("{} differences", changes.len()));
    Ok(Ended::Well)
}

fn add(root: &Path, lexicon: &Lexicon, typed: &AddName) -> anyhow::Result<Ended> {
    let row = added(lexicon, typed)?;
    let own = store::names(root)?;
    // a maker or a further name that stands already changes nothing
    let is_known = lexicon.name_of(&row.id).is_some() && !lexicon.knows_less(&row);
    if is_known || merge(&own, std::slice::from_ref(&row)) == own {
        say(&format!("{}: {} is known by all of that, nothing changed", row.id, row.name));
        return Ok(Ended::Well);
    }
    store::change_names(root, |own| merge(&own, std::slice::from_ref(&row)))?;
    let names = if row.aliases.is_empty() { String::new() } else { format!(", also {}", row.aliases.join(", ")) };
    let maker = if row.maker.is_empty() { String::new() } else { format!(", made by {}", row.maker) };
    say(&format!("{}: {}{names}{maker}", row.id, row.name));
    Ok(Ended::Well)
}

/// The row that the words typed make.
fn added(lexicon: &Lexicon, typed: &AddName) -> anyhow::Result<UserRow> {
    let written = typed.id.as_deref().or(typed.code.as_deref()).unwrap_or("").trim();
    let id = known_id(lexicon, written);
    if !is_id(&id) {
        let hint = "write it as 688256.SH, 00700.HK, NVDA.US, org:some-name, model:some-name or chip:some-name";
        return Err(Hinted::error(format!("expected a known code or an id, found {written:?}"), hint));
    }
    let mut aliases: Vec<String> = typed.alias.iter().map(|a| a.trim().to_owned()).collect();
    let name = lexicon.name_of(&id).unwrap_or(typed.name.trim()).to_owned();
    aliases.push(typed.name.trim().to_owned());
    if let Some(wrong) = aliases.iter().find(|n| n.chars().count() < 2 || n.contains(['|', '\t', '\n'])) {
        return Err(Hinted::error(format!("expected a name, found {wrong:?}"), "of two characters or more, without |"));
    }
    aliases.retain(|n| *n != name);
    aliases.sort_unstable();
    aliases.dedup();
    let maker = typed.maker.as_deref().map_or(Ok(String::new()), |m| maker(lexicon, &id, m.trim()))?;
    Ok(UserRow { id, name, aliases, maker, ..UserRow::default() })
}

/// The id of a maker typed as an id, a code or a name, which must be known.
fn maker(lexicon: &Lexicon, id: &str, written: &str) -> anyhow::Result<String> {
    if !is_product(id) {
        let hint = "--maker is for ids that begin with model: or chip:";
        return Err(Hinted::error(format!("{id} is not made by anybody"), hint));
    }
    let found = lexicon.companies(written);
    let known = lexicon.security(&known_id(lexicon, written)).map(|s| lexicon.home_id(&s.id));
    match (known, &found[..]) {
        (Some(id), _) => Ok(id.to_owned()),
        (None, [one]) => Ok(one.security.id.to_string()),
        (None, []) => {
            let hint = "add it first: `yanbao lexicon add NAME org:some-name`";
            Err(Hinted::error(format!("no company or organisation is known as {written:?}"), hint))
        }
        (None, several) => {
            let ids: Vec<&str> = several.iter().map(|k| &*k.security.id).collect();
            Err(Hinted::error(format!("{written:?} names several"), format!("write one of {}", ids.join(", "))))
        }
    }
}

/// The id of a known code, else what is written.
fn known_id(lexicon: &Lexicon, written: &str) -> String {
    lexicon.security(written).or_else(|| lexicon.by_code(written)).map_or(written, |k| &k.id).to_owned()
}
