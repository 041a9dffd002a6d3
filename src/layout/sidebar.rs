//! A front page's sidebar between rules → its key data, apart from headings, notes and people.
//!
//! Takes the runs between two rules of a narrow column, gives the stretches that are rows of cells. What stands between
//! them (a heading set off by its type, a note, an analyst with address and licence) is left to the column's text.

use super::block::TextLine;
use super::run::Run;
use super::sheet::Sheet;
use super::words;
use crate::span::BBox;

/// Share of the page's width below which a column is a sidebar.
const NARROW: f32 = 0.45;
/// Steps of this many usual ones part two stretches.
const STEP: f32 = 1.8;

/// Whether a zone stands in a sidebar.
pub(super) fn is_narrow(sheet: &Sheet, zone: BBox) -> bool {
    sheet.front && zone.width() < NARROW * sheet.width
}

/// Stretches of rows, from the top; `runs` are sorted by baseline.
pub(super) fn sections(sheet: &Sheet, runs: &[usize]) -> Vec<Vec<usize>> {
    let all = &sheet.runs;
    let rows: Vec<&[usize]> = runs.chunk_by(|a, b| is_level(&all[*a], &all[*b])).collect();
    let step = usual(rows.windows(2).map(|p| all[p[1][0]].baseline - all[p[0][0]].baseline));
    let cells = || rows.iter().filter(|r| r.len() >= 2).map(|r| &all[r[0]]);
    let size = usual(cells().map(|r| r.size));
    let bold = cells().filter(|r| r.bold).count() * 2 > cells().count();
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for (i, row) in rows.iter().enumerate() {
        let far = i > 0 && all[row[0]].baseline - all[rows[i - 1][0]].baseline > STEP * step;
        let cells_at = |i: usize| rows.get(i).is_some_and(|r| r.len() >= 2);
        // a word between whole rows, or above the first one
        let between = (i == 0 || !open || far || cells_at(i - 1)) && cells_at(i + 1);
        if is_heading(row, all, (size, bold, between)) {
            open = false;
            continue;
        }
        match out.last_mut() {
            Some(section) if open && !far => section.extend(*row),
            _ => out.push(row.to_vec()),
        }
        open = true;
    }
    out.retain(|section| !is_people(section, all));
    out
}

/// Whether two runs stand on one line.
fn is_level(a: &Run, b: &Run) -> bool {
    b.baseline - a.baseline < 0.45 * a.size.min(b.size).max(1.0)
}

/// Whether most lines of a stretch are several cells.
pub(super) fn is_cells(runs: &[Run], section: &[usize]) -> bool {
    let lines = || section.chunk_by(|a, b| is_level(&runs[*a], &runs[*b]));
    let many = lines().filter(|l| l.len() >= 2).count();
    many >= 2 && many * 2 >= lines().count()
}

/// A line alone that is set off from the rows' labels by its type, or stands between whole rows; or a note.
fn is_heading(row: &[usize], runs: &[Run], (size, bold, between): (f32, bool, bool)) -> bool {
    let [one] = row else { return false };
    let run = &runs[*one];
    let count = run.text.chars().count();
    let word = run.text.chars().any(char::is_alphabetic) && count <= 24;
    let short = count <= 10 && !run.text.chars().any(|c| c.is_ascii_digit()) && !run.text.contains(['（', '(']);
    words::is_note(&run.text) || word && (run.bold && !bold || run.size > size + 0.4 || between && short)
}

/// Analysts with their addresses and licences.
fn is_people(section: &[usize], runs: &[Run]) -> bool {
    let lines = section.chunk_by(|a, b| is_level(&runs[*a], &runs[*b])).count();
    section.iter().filter(|i| is_contact(&runs[**i].text)).count() * 4 >= lines
}

/// Whether rows of cells are a person's labelled lines (`分析师：` and the name, `邮箱：` and the address), not a table.
pub(super) fn is_person(rows: &[TextLine]) -> bool {
    let labelled = |row: &TextLine| row.runs.len() == 1 || row.runs[0].text.ends_with(['：', ':']);
    // a name or a role alone, and the address behind it
    let role = |row: &TextLine| match row.runs.as_slice() {
        [_] => true,
        [first, second] => first.text.chars().count() <= 4 && (is_contact(&second.text) || is_phone(&second.text)),
        _ => false,
    };
    rows.iter().all(|r| r.runs.len() <= 2 && labelled(r) || role(r))
        && rows.iter().flat_map(|r| &r.runs).any(|r| is_contact(&r.text))
}

/// A person's name, and what he is: none of the rows of the table above.
pub(super) fn is_role(row: &TextLine) -> bool {
    const ROLES: [&str; 5] = ["分析师", "分析员", "研究助理", "研究员", "联系人"];
    let [name, role] = row.runs.as_slice() else { return false };
    let han = name.text.chars().filter(|c| *c != ' ').all(super::repair::is_wide);
    han && (2..=5).contains(&name.text.chars().count())
        && ROLES.contains(&role.text.trim())
        && !ROLES.contains(&name.text.trim())
}

/// `010-56790000`, `(021)38470000`.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (10..=13).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || "-()（） +".contains(c))
}

/// An address for letters, or a licence.
fn is_contact(text: &str) -> bool {
    let licence = |t: &str| t.chars().take_while(char::is_ascii_digit).count() >= 10;
    text.contains('@') || text.split('S').skip(1).any(licence)
}

/// The middle one of some figures; 0 where there are none.
fn usual(values: impl Iterator<Item = f32>) -> f32 {
    let mut all: Vec<f32> = values.collect();
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(0.0)
}
