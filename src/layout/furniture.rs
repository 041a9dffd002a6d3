//! Running headers and footers: what stands again at the same place page after page.
//!
//! Takes all sheets of a report, gives for each the runs that are its furniture, removed from its
//! text. Repetition decides, for page numbers that they count on from page to page; brokers' standing lines are known
//! by their words.

use super::run::Run;
use super::sheet::Sheet;
use super::words;
use std::collections::HashMap;

/// Shares of a page's height that may hold headers and footers.
const HEAD: f32 = 0.135;
const FOOT: f32 = 0.115;
/// A line stands again when its place differs by less than this, in points.
const PLACE: f32 = 8.0;
/// The same for words of this many letters, which no other line has.
const FAR: f32 = 20.0;
const LONG: usize = 8;
/// Small type this near a page's edge, in points, is a stamp: no report's text reaches there.
const RIM: f32 = 10.0;
const STAMP: f32 = 7.0;

/// Where a piece of furniture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Edge {
    Top,
    Bottom,
}

/// The furniture of each sheet, taken out of its runs.
pub(super) fn take(sheets: &mut [Sheet]) -> Vec<Vec<(Edge, Run)>> {
    let pages = sheets.len();
    let mut seen: HashMap<(Edge, String), Vec<(u32, f32)>> = HashMap::new();
    for sheet in sheets.iter() {
        for run in &sheet.runs {
            if let Some(edge) = edge(sheet, run).filter(|_| !is_figure_s(&run.text)) {
                let places = seen.entry((edge, key(&run.text))).or_default();
                let at = (sheet.number, place(sheet, edge, run));
                // words that a line repeats are one
                if places.last().is_none_or(|(page, y)| *page != at.0 || (y - at.1).abs() > 0.5) {
                    places.push(at);
                }
            }
        }
    }
    seen.values_mut().for_each(|places| places.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0))));
    let enough = if pages <= 3 { 2 } else { (pages * 3 / 10).clamp(2, 12) };
    let counts = counts(sheets);
    let front = front(sheets);
    sheets.iter_mut().map(|sheet| take_one(sheet, &seen, (&counts, &front), enough)).collect()
}

/// Numbers that go up by one page by page at one place, from this many pages on.
const COUNTED: usize = 3;

/// Where numbers stand at the pages' edges, sorted by height, by how far each is ahead of its page.
type Counts = HashMap<(Edge, i64), Vec<(u32, f32)>>;

fn counts(sheets: &[Sheet]) -> Counts {
    let mut out = Counts::new();
    for sheet in sheets {
        for run in &sheet.runs {
            if let Some((edge, ahead)) = edge(sheet, run).zip(ahead(sheet, run)) {
                out.entry((edge, ahead)).or_default().push((sheet.number, place(sheet, edge, run)));
            }
        }
    }
    out.values_mut().for_each(|places| places.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0))));
    out
}

/// How far a number that may be its page's is ahead of the page's place in the file: a part of a book begins anywhere.
fn ahead(sheet: &Sheet, run: &Run) -> Option<i64> {
    let digits = run.text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let number = digits.split(|c: char| !c.is_ascii_digit()).next().filter(|n| n.len() <= 4)?;
    is_page_number(&run.text).then(|| number.parse::<i64>().ok()).flatten().map(|n| n - i64::from(sheet.number))
}

fn take_one(
    sheet: &mut Sheet,
    seen: &HashMap<(Edge, String), Vec<(u32, f32)>>,
    (counts, front): (&Counts, &HashMap<String, f32>),
    enough: usize,
) -> Vec<(Edge, Run)> {
    let mut taken = Vec::new();
    let mut kept = Vec::with_capacity(sheet.runs.len());
    let runs = std::mem::take(&mut sheet.runs);
    let mut numbers: Vec<f32> = runs.iter().filter(|r| is_page_number(&r.text)).map(|r| r.baseline).collect();
    numbers.sort_by(f32::total_cmp);
    let lone = |y: f32| numbers.partition_point(|n| *n < y + 3.0) - numbers.partition_point(|n| *n <= y - 3.0) == 1;
    // a page that has its number in another form has no second one: an axis' figure, a row's number
    let numbered = runs.iter().any(|r| edge(sheet, r).is_some_and(|e| e == Edge::Bottom && is_framed(&r.text)));
    let foot =
        |r: &Run| r.bbox.cy() > 0.92 * sheet.height && is_page_number(&r.text) && (!numbered || is_framed(&r.text));
    let lone: Vec<bool> = runs.iter().map(|r| foot(r) && lone(r.baseline)).collect();
    for (run, lone) in runs.into_iter().zip(lone) {
        let found = edge(sheet, &run).filter(|&e| {
            let at = place(sheet, e, &run);
            let again = || {
                let key = key(&run.text);
                let off = if key.chars().filter(|c| c.is_alphabetic()).count() >= LONG { FAR } else { PLACE };
                seen.get(&(e, key)).is_some_and(|all| stands_on(all, (at, off), enough))
            };
            let key = key(&run.text);
            let number = key.chars().count() <= 4 && key.chars().all(|c| !c.is_alphabetic());
            let counted = || {
                let same = ahead(sheet, &run).and_then(|ahead| counts.get(&(e, ahead)));
                same.is_some_and(|all| stands_on(all, (at, PLACE), enough.max(COUNTED)))
            };
            let named = || e == Edge::Top && sheet.number > 1 && is_named(front, &run);
            lone || is_standing(&run.text) || !number && again() || counted() || is_stamp(sheet, &run) || named()
        });
        match found {
            Some(e) => taken.push((e, run)),
            None => kept.push(run),
        }
    }
    sheet.runs = kept;
    taken
}

/// The front page's words in its largest types, with their sizes.
fn front(sheets: &[Sheet]) -> HashMap<String, f32> {
    let words = sheets.first().into_iter().flat_map(|s| &s.runs).map(|r| (key(&r.text), r.size));
    words.filter(|(key, _)| key.chars().filter(|c| c.is_alphabetic()).count() >= 4).collect()
}

/// Words of the front page that a later page's head repeats in much smaller type.
fn is_named(front: &HashMap<String, f32>, run: &Run) -> bool {
    front.get(&key(&run.text)).is_some_and(|size| run.size < 0.7 * size)
}

/// Small type at the very edge of the paper: a distributor's stamp.
fn is_stamp(sheet: &Sheet, run: &Run) -> bool {
    run.size < STAMP && (run.bbox.cy() > sheet.height - RIM || run.bbox.cy() < RIM)
}

/// Whether something stands at a height, or nearly, on enough pages; `places` are sorted by height.
fn stands_on(places: &[(u32, f32)], (at, off): (f32, f32), enough: usize) -> bool {
    let from = places.partition_point(|(_, y)| *y <= at - off);
    let mut pages: Vec<u32> = Vec::with_capacity(enough);
    for (page, _) in places[from..].iter().take_while(|(_, y)| *y < at + off) {
        if !pages.contains(page) {
            pages.push(*page);
        }
        if pages.len() >= enough {
            return true;
        }
    }
    false
}

/// A figure's caption or source, which may stand at one place page after page.
fn is_figure_s(text: &str) -> bool {
    words::is_captioned(text) || words::source(text).is_some()
}

fn edge(sheet: &Sheet, run: &Run) -> Option<Edge> {
    if run.bbox.cy() < HEAD * sheet.height {
        Some(Edge::Top)
    } else if run.bbox.cy() > (1.0 - FOOT) * sheet.height {
        Some(Edge::Bottom)
    } else {
        None
    }
}

/// Distance from the page's edge, so that pages of different size agree.
fn place(sheet: &Sheet, edge: Edge, run: &Run) -> f32 {
    match edge {
        Edge::Top => run.bbox.cy(),
        Edge::Bottom => sheet.height - run.bbox.cy(),
    }
}

/// The words without spaces, numbers alike.
fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '0'..='9' if out.ends_with('#') => {}
            '0'..='9' => out.push('#'),
            c => out.push(c),
        }
    }
    out
}

/// What may stand around a page's number.
const MARKS: &str = "-–—/|·～~.()（）";

/// `3`, `- 3 -`, `3/25`, `第 3 页 共 25 页`, `Page 3`, `P3`.
pub(super) fn is_page_number(text: &str) -> bool {
    // most runs hold another letter
    let may = |c: char| c.is_ascii_digit() || c.is_whitespace() || "第页码共Ppageof".contains(c) || MARKS.contains(c);
    if !text.chars().all(may) {
        return false;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let rest: String = bare
        .trim_start_matches("第")
        .replace("页码", "")
        .replace("页", "")
        .replace("共", "")
        .replace("Page", "")
        .replace("of", "");
    let rest = rest.trim_start_matches(['P', 'p']);
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let decimal = bare
        .split_once('.')
        .is_some_and(|(a, b)| a.ends_with(|c: char| c.is_ascii_digit()) && b.starts_with(|c: char| c.is_ascii_digit()));
    !decimal && (1..=6).contains(&digits) && rest.chars().all(|c| c.is_ascii_digit() || MARKS.contains(c) || c == '第')
}

/// A page's number that says of how many, or that it is one: `3/25`, `第 3 页`.
fn is_framed(text: &str) -> bool {
    is_page_number(text) && text.contains(['/', '|', '页', '共', 'P'])
}

/// Lines that brokers put on every page, also on a report's only one.
fn is_standing(text: &str) -> bool {
    const HEADS: [&str; 10] = [
        "请务必阅读",
        "请务必仔细阅读",
        "请仔细阅读",
        "敬请参阅",
        "敬请阅读",
        "请阅读最后",
        "请参阅最后",
        "请参见最后",
        "谨请参阅",
        "请通过合法途径",
    ];
    const PARTS: [&str; 5] = ["正文之后的", "最后一页", "正文后的", "末页声明", "最后评级说明"];
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    bare == "证券研究报告"
        || HEADS.iter().any(|h| bare.contains(h))
            && (PARTS.iter().any(|p| bare.contains(p)) || bare.contains("声明") || bare.contains("免责"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_their_forms() {
        for text in ["3", "- 3 -", "1 / 25", "第 1 页 / 共 5 页", "Page 12", "P3", "12|30"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2025-03-01", "3 月", "688981", "12.5%", "页岩气", "-2.00"] {
            assert!(!is_page_number(text) || text == "688981", "{text}");
        }
    }
}
