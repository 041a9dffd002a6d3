//! The house's own rules, held by reading the sources: floors, headers, sizes, names, the module tree.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms and their floors. A room names only rooms on lower floors.
const FLOORS: [(&str, u8); 15] = [
    ("span", 0),
    ("decimal", 0),
    ("lexicon", 0),
    ("note", 1),
    ("pdf", 2),
    ("layout", 3),
    ("tag", 4),
    ("facts", 5),
    ("report", 6),
    ("pipeline", 6),
    ("store", 6),
    ("search", 7),
    ("export", 7),
    ("ingest", 8),
    ("cli", 9),
];
/// `report` is what `pipeline` and `store` hand on: they share its floor and may name it. A place in a
/// text is what the lexicon's finders give.
const SAME_FLOOR: [(&str, &str); 3] = [("pipeline", "report"), ("store", "report"), ("lexicon", "span")];
/// `main.rs` and `lib.rs` are no rooms.
const DOORS: [&str; 2] = ["main.rs", "lib.rs"];
const FORBIDDEN_NAMES: [&str; 8] = ["utils", "util", "common", "helpers", "helper", "manager", "processor", "misc"];

struct Source {
    /// Path below `src`, with `/`.
    path: String,
    text: String,
}

impl Source {
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or("");
        first.strip_suffix(".rs").unwrap_or(first)
    }

    fn lines(&self) -> usize {
        self.text.lines().count()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let below = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                sources.push(Source { path: below, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|f| f.0 == room).map(|f| f.1)
}

/// Rooms that a source names as `crate::room`, or in `use crate::{room, …}`.
fn named(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let word = |s: &str| s.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let (mut depth, mut start) = (0, 0);
                for (i, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => {
                            names.push(word(&list[start..i]));
                            break;
                        }
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            names.push(word(&list[start..i]));
                            start = i + 1;
                        }
                        _ => {}
                    }
                }
            }
            None => names.push(word(rest)),
        }
    }
    names
}

#[test]
fn a_room_names_only_rooms_on_lower_floors() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| !DOORS.contains(&s.path.as_str())) {
        let Some(own) = floor(source.room()) else {
            wrong.push(format!("{}: its room has no floor", source.path));
            continue;
        };
        for name in named(&source.text) {
            let other = floor(&name);
            let allowed = name == source.room()
                || other.is_none_or(|f| f < own)
                || SAME_FLOOR.contains(&(source.room(), name.as_str()));
            if !allowed {
                wrong.push(format!("{} (floor {own}) names {name} (floor {})", source.path, other.unwrap_or(0)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_are_found_however_they_are_written() {
    let text = "use crate::store::Store;\n// crate::cli\nuse crate::{pdf, layout::{Document, Line},\n tag};\nfn f() -> crate::note::Note {}";
    assert_eq!(named(text), ["store", "pdf", "layout", "tag", "note"]);
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for source in sources() {
        assert!(source.text.starts_with("//! "), "{} has no header", source.path);
    }
}

#[test]
fn files_and_functions_are_of_a_size_to_read() {
    let mut wrong = Vec::new();
    let sources = sources();
    for source in &sources {
        let cap = if source.path == "main.rs" { 30 } else { 400 };
        if source.lines() > cap {
            wrong.push(format!("{}: {} lines, at most {cap}", source.path, source.lines()));
        }
        for (name, lines) in functions(&source.text) {
            if lines > 60 {
                wrong.push(format!("{}: fn {name} has {lines} lines, at most 60", source.path));
            }
        }
    }
    let mut sizes: Vec<usize> = sources.iter().map(Source::lines).collect();
    sizes.sort_unstable();
    let median = sizes[sizes.len() / 2];
    if median >= 150 {
        wrong.push(format!("half of the files have {median} lines or more, wanted under 150"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Functions with their lengths, by the indentation that rustfmt gives their ends.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let words: Vec<&str> = code.split(' ').collect();
        let fns = words.iter().position(|w| *w == "fn").filter(|at| {
            words[..*at]
                .iter()
                .all(|w| w.starts_with("pub") || matches!(*w, "const" | "async" | "unsafe" | "in" | "extern"))
        });
        let Some(at) = fns else { continue };
        let name = words.get(at + 1).map_or("", |w| w.split(['(', '<']).next().unwrap_or(""));
        let end = lines[i..].iter().position(|l| {
            *l == format!("{indent}}}") || (l.starts_with(indent) && l.ends_with(" }") && l.contains("fn "))
        });
        found.push((name.to_owned(), end.map_or(1, |e| e + 1)));
    }
    found
}

#[test]
fn no_room_reaches_over_its_door() {
    for source in sources() {
        let code = source.text.lines().filter(|l| !l.trim_start().starts_with("//"));
        let reach = code.filter(|l| l.contains("super::super")).count();
        assert_eq!(reach, 0, "{} names super::super", source.path);
    }
}

#[test]
fn every_file_is_in_the_module_tree() {
    let sources = sources();
    let text = |path: &str| sources.iter().find(|s| s.path == path).map(|s| s.text.as_str()).unwrap_or("");
    for source in sources.iter().filter(|s| !DOORS.contains(&s.path.as_str())) {
        let parts: Vec<&str> = source.path.split('/').collect();
        let (module, parent) = match parts[..] {
            [file] => (file.strip_suffix(".rs").unwrap(), "lib.rs".to_owned()),
            [folder, "mod.rs"] => (folder, "lib.rs".to_owned()),
            [folder, file] => (file.strip_suffix(".rs").unwrap(), format!("{folder}/mod.rs")),
            [outer, folder, "mod.rs"] => (folder, format!("{outer}/mod.rs")),
            [outer, folder, file] => (file.strip_suffix(".rs").unwrap(), format!("{outer}/{folder}/mod.rs")),
            _ => panic!("{}: folders are nested deeper than 2", source.path),
        };
        let declared = text(&parent).lines().any(|l| {
            let l = l.trim_start();
            l.ends_with(&format!("mod {module};")) && !l.starts_with("//")
        });
        assert!(declared, "{} is not declared in {parent}", source.path);
    }
}

/// Third-party libraries whose types stop at one room (`hayro_` is all of that family), with the room.
const STOPS: [(&str, &str); 14] = [
    ("hayro_", "pdf"),
    ("ttf_parser", "pdf"),
    ("daachorse", "lexicon"),
    ("rusqlite", "store"),
    ("fs4", "store"),
    ("tantivy", "search"),
    ("jieba_rs", "search"),
    ("::parquet", "export"),
    ("rust_xlsxwriter", "export"),
    ("calamine", "ingest"),
    ("crossbeam_channel", "ingest"),
    ("clap", "cli"),
    ("anyhow", "cli"),
    ("indicatif", "cli"),
];

/// Code without comments: what a source names.
fn code(source: &Source) -> impl Iterator<Item = &str> {
    source.text.lines().map(|l| l.split("//").next().unwrap_or("")).filter(|l| !l.trim().is_empty())
}

#[test]
fn a_library_s_types_stop_at_one_room() {
    let sources = sources();
    for (library, room) in STOPS {
        let names = |l: &str| {
            let mut at = l.match_indices(library).map(|(at, _)| l[..at].chars().next_back());
            let whole = at.any(|before| before.is_none_or(|c| !c.is_alphanumeric() && c != '_'));
            whole && (l.contains("::") || l.trim_start().starts_with("use "))
        };
        let rooms: BTreeSet<&str> = sources.iter().filter(|s| code(s).any(names)).map(Source::room).collect();
        assert_eq!(rooms, BTreeSet::from([room]), "{library}");
    }
}

#[test]
fn one_room_prints() {
    // lints deny the macros; these are the ways around them
    for source in sources().iter().filter(|s| s.room() != "cli") {
        let prints =
            code(source).find(|l| ["stdout()", "stderr()", "print!(", "println!("].iter().any(|p| l.contains(p)));
        assert_eq!(prints, None, "{} prints", source.path);
    }
}

#[test]
fn names_say_what_a_file_is_for() {
    for source in sources() {
        for part in source.path.split('/') {
            let name = part.strip_suffix(".rs").unwrap_or(part);
            assert!(!FORBIDDEN_NAMES.contains(&name), "{}: {name} says nothing", source.path);
        }
    }
}
