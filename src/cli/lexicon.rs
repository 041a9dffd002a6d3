//! `yanbao lexicon`: what the program knows of names, and the user's own.

use super::args::{Lexicon as Typed, LexiconCommand, NameKind};
use super::output::{Hinted, say, to_stdout};
use super::{Ended, names};
use crate::ingest::read_list;
use crate::lexicon::{Change, ChangeKind, Class, Known, Lexicon, UserRow, is_id, merge};
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
        LexiconCommand::Add { name, id, code, alias } => {
            add(root, &lexicon, name, id.as_deref(), code.as_deref(), alias)
        }
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
    let is = |surface: &str, id: &str| surface.eq_ignore_ascii_case(word) || id.eq_ignore_ascii_case(word);
    for (id, name, surface, kind) in tables(lexicon) {
        if is(surface, &id) {
            found.insert(id, (name.to_owned(), kind));
        }
    }
    found
}

/// Families of models and chips: id, name, written form, kind.
fn tables(lexicon: &Lexicon) -> impl Iterator<Item = (String, &'static str, &'static str, &'static str)> + '_ {
    let models = lexicon.products.families.iter().map(|f| (format!("model:{}", f.slug), f.name, f.surface, "model"));
    models.chain(lexicon.products.chips.iter().map(|c| (format!("chip:{}", c.slug), c.name, c.surface, "chip")))
}

/// Names of families and chips that a company makes, sorted.
fn made(lexicon: &Lexicon, home: &str) -> Vec<&'static str> {
    let of_it = |id: &str| lexicon.maker(id).is_some_and(|m| lexicon.home_id(m) == home);
    let mut names: Vec<&str> = tables(lexicon).filter(|t| of_it(&t.0)).map(|t| t.1).collect();
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
    for (id, name, _, word) in tables(lexicon) {
        if wanted(if word == "model" { NameKind::Model } else { NameKind::Chip }) {
            let maker = lexicon.maker(&id).unwrap_or("").to_owned();
            rows.insert(id, format!("{name}\t{word}\t{maker}"));
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

fn add(
    root: &Path,
    lexicon: &Lexicon,
    name: &str,
    id: Option<&str>,
    code: Option<&str>,
    aliases: &[String],
) -> anyhow::Result<Ended> {
    let written = id.or(code).unwrap_or("").trim();
    let known = lexicon.security(written).or_else(|| lexicon.by_code(written));
    let id = known.map_or(written, |k| &k.id).to_owned();
    if !is_id(&id) {
        let hint = "write it as 688256.SH, 00700.HK, NVDA.US or org:some-name";
        return Err(Hinted::error(format!("expected a known code or an id, found {written:?}"), hint));
    }
    let mut further: Vec<String> = aliases.iter().map(|a| a.trim().to_owned()).collect();
    let standard = known.map_or(name.trim(), |k| &k.name).to_owned();
    further.push(name.trim().to_owned());
    if let Some(wrong) = further.iter().find(|n| n.chars().count() < 2 || n.contains(['|', '\t', '\n'])) {
        return Err(Hinted::error(format!("expected a name, found {wrong:?}"), "of two characters or more, without |"));
    }
    further.retain(|n| *n != standard);
    further.sort_unstable();
    further.dedup();
    let row = UserRow { id: id.clone(), name: standard.clone(), aliases: further.clone(), ..UserRow::default() };
    let (own, aliases) = (store::names(root)?, lexicon.aliases(&id));
    let is_known = known.is_some() && further.iter().all(|n| aliases.contains(&n.as_str()));
    if is_known || merge(&own, std::slice::from_ref(&row)) == own {
        say(&format!("{id}: {standard} is known by all of that, nothing changed"));
        return Ok(Ended::Well);
    }
    store::change_names(root, |own| merge(&own, &[row]))?;
    let names = if further.is_empty() { String::new() } else { format!(", also {}", further.join(", ")) };
    say(&format!("{id}: {standard}{names}"));
    Ok(Ended::Well)
}
