//! A second reader: the characters that `pdf-extract` finds in the samples are those that we find.
//!
//! It panics on every named CMap but Identity, so it reads only the samples whose fonts are embedded.

use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::Path;

/// Samples that it can read: Typst, XeLaTeX, LibreOffice.
const BOTH: [&str; 5] = [
    "yunfan-weekly-2026w11",
    "yunfan-company-jinshan",
    "changting-weekly-2026w11",
    "changting-weekly-2026w13",
    "beichen-weekly-2026w12",
];

fn count(text: impl Iterator<Item = char>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    text.filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c) || c.is_ascii_digit())
        .for_each(|c| *counts.entry(c).or_default() += 1);
    counts
}

fn share(a: &BTreeMap<char, usize>, b: &BTreeMap<char, usize>) -> f64 {
    let both: usize = a.iter().map(|(c, n)| (*n).min(b.get(c).copied().unwrap_or(0))).sum();
    both as f64 / a.values().sum::<usize>() as f64
}

#[test]
fn two_readers_find_the_same_characters() {
    for name in BOTH {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(format!("{name}.pdf"));
        let bytes = std::fs::read(path).expect("a sample");
        let theirs = catch_unwind(|| pdf_extract::extract_text_from_mem(&bytes)).expect("it reads").expect("it reads");
        let file = yanbao::pdf::read(&bytes).expect("a sample");
        let glyphs = file.pages.iter().flat_map(|p| &p.glyphs);
        let ours = count(glyphs.flat_map(|g| g.text.chars().collect::<Vec<_>>()));
        let theirs = count(theirs.chars());
        let (recall, precision) = (share(&theirs, &ours), share(&ours, &theirs));
        assert!(recall >= 0.999 && precision >= 0.999, "{name}: recall {recall}, precision {precision}");
    }
}
