//! Entries of a narrow column, one below the other: people with their addresses, reports with their dates.
//!
//! Takes two lines of a column, tells whether an entry ends between them; and rows, whose dates at the right it sets
//! behind the titles that go on below. *does not match*: a date or an address in the middle of a sentence.

use super::block::TextLine;
use super::run::Run;

/// Width of a column in ems up to which it holds entries.
const NARROW: f32 = 26.0;
/// Characters that the line above a date has at most where both are labels.
const LABEL: usize = 16;

/// Whether `below` begins an entry behind `above`, which is its entry's first line where `first`; `width` is the column's
/// in ems.
pub(super) fn begins(above: &TextLine, below: &TextLine, (first, width): (bool, f32)) -> bool {
    let (text, next) = (above.words(), below.words());
    let short = first && text.chars().count() <= LABEL && !text.ends_with(['，', '、', '：', ':', '于', '至', '》']);
    if short && (is_date(&next) || is_date(&text)) {
        return true;
    }
    // a date apart, behind its title
    let apart = above.runs.len() >= 2 && above.runs.last().is_some_and(|r| is_date(&r.text));
    apart
        || width < NARROW
            && (is_dated(&text) || text.ends_with('》') && next.starts_with('《') || is_person_s(&text, &next))
}

/// A title and its date.
fn is_dated(text: &str) -> bool {
    let Some(at) = text.rfind([' ', '》']) else { return is_date(text) };
    is_date(text[at..].trim_start_matches([' ', '》', '-', '—', '_']))
}

/// The last line of a person's: an address, or a licence with no address below it.
fn is_person_s(text: &str, next: &str) -> bool {
    let last = text.rsplit([' ', '：', ':']).next().unwrap_or_default();
    let han = next.starts_with(super::repair::is_wide);
    let phone = |t: &str| t.chars().filter(char::is_ascii_digit).count() >= 7;
    let licence = last.len() == 14 && last.starts_with('S') && phone(last);
    let address = last.contains('@') && !last.ends_with('@');
    let lead = next.split(' ').next().unwrap_or_default();
    let label = ["执业", "登记", "证书", "资格", "邮箱", "电话"].iter().any(|w| lead.contains(w));
    let own = next.contains('@') || phone(next) && !next.contains('S');
    han && !label && (address || licence && !own)
}

/// `2026-03-03`, `2026.03`, `2026/3/3`, `2026年3月3日` and nothing else.
pub(super) fn is_date(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '（' | '）')).collect();
    let parts: Vec<&str> = bare.split(['-', '.', '/', '年', '月']).filter(|p| !p.is_empty()).collect();
    let year = parts.first().is_some_and(|y| y.len() == 4 && (y.starts_with("20") || y.starts_with("19")));
    let digits = |p: &str| p.chars().all(|c| c.is_ascii_digit());
    let small = |p: &str| (1..=2).contains(&p.trim_end_matches('日').len()) && digits(p.trim_end_matches('日'));
    year && (2..=3).contains(&parts.len()) && digits(parts[0]) && parts[1..].iter().all(|p| small(p))
}

/// Sets a date that stands at the right of a title's first line behind the title's last.
pub(super) fn date_last(rows: Vec<TextLine>) -> Vec<TextLine> {
    let dated = |row: &TextLine| {
        row.zone.is_none() && row.runs.len() == 2 && is_date(&row.runs[1].text) && !is_date(&row.runs[0].text)
    };
    let mut out: Vec<TextLine> = Vec::with_capacity(rows.len());
    let mut held: Option<Run> = None;
    for mut row in rows {
        let goes_on = out.last().is_some_and(|above| goes_on(above, &row, held.as_ref()));
        if !goes_on {
            put(&mut out, held.take());
        }
        if dated(&row) {
            put(&mut out, held.take());
            // the line stays as wide: it is full
            held = row.runs.pop();
        }
        out.push(row);
    }
    put(&mut out, held);
    out
}

/// Whether a row goes on with a title whose date is held.
fn goes_on(above: &TextLine, row: &TextLine, held: Option<&Run>) -> bool {
    let (Some(date), [run]) = (held, row.runs.as_slice()) else { return false };
    let close = row.bbox.y0 - above.bbox.y1 < 0.9 * run.size;
    close && (run.bbox.x0 - above.bbox.x0).abs() < 2.0 && (run.size - date.size).abs() < 0.6
}

fn put(out: &mut [TextLine], held: Option<Run>) {
    if let (Some(run), Some(row)) = (held, out.last_mut()) {
        row.bbox.x1 = row.bbox.x1.max(run.bbox.x1);
        row.runs.push(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_look_alikes() {
        for text in ["2026-03-03", "2026.03", "2026/3/3", "2026年3月3日", "(2026-03-03)"] {
            assert!(is_date(text), "{text}");
        }
        for text in ["2026", "2026-03-03，", "1998.5亿元", "2026年", "021-35082732", "2026年报"] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn ends_of_entries_and_look_alikes() {
        assert!(is_dated("《晨星季报点评》2026-03-03") && is_dated("晨星季报点评 2026.03"));
        assert!(!is_dated("公司于2026-03-03"));
        assert!(is_person_s("021-60190000 wang@example.com", "分析师 李四"));
        assert!(is_person_s("张三 登记编号：S1220500000005", "李四 登记编号：S1220500000002"));
        assert!(!is_person_s("张三 登记编号：S1220500000005", "研究员 zhang@example.com"));
        assert!(!is_person_s("张三 登记编号：S1220500000005", "zhang@example.com"));
        assert!(!is_person_s("zhang@example.com", "执业证书编号：S1220500000005"));
    }
}
