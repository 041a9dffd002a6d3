//! What the beginning and the end of a line of plain text say about it.
//!
//! Takes one trimmed line, gives its kind with the line's words; looks at no other line.
//! Sources of the marks: Markdown, and the numbering of Chinese broker reports (`一、`, `（一）`,
//! `1.1`, `图表 12:`, `资料来源：`), as met in the sample corpus.

/// A line as its marks tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A heading of that level, 1 outermost.
    Heading(u8, String),
    /// An item of a list; a bullet is dropped, a number stays.
    Item(String),
    /// `图表 12: words`.
    Caption { label: String, number: String, words: String },
    /// A source line's words after `来源：`.
    Source(String),
    /// A line of a table of contents.
    Contents,
    /// Cells of a table's row.
    Row(Vec<String>),
    /// Nothing marks it.
    None,
}

const BULLETS: &str = "-*+•●■◆▪➢✓◼·–—";
const LABELS: [&str; 9] = ["图表", "图", "表格", "表", "Figure", "Exhibit", "Table", "Chart", "Fig."];
const SOURCES: [&str; 6] = ["来源", "资料来源", "数据来源", "资料及数据来源", "Source", "Sources"];

/// Whether the line ends like a sentence or a part of one that is followed by nothing.
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '）', ')', '」'])
        .ends_with(['。', '！', '？', '；', '!', '?', ';', '：', ':', '…'])
}

/// Width in columns: Han characters are two wide.
pub fn width(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Reads the marks of one trimmed, non-empty line.
pub fn read(line: &str) -> Mark {
    source(line)
        .or_else(|| contents(line).then_some(Mark::Contents))
        .or_else(|| row(line))
        .or_else(|| caption(line))
        .or_else(|| markdown_heading(line))
        .or_else(|| numbered(line))
        .or_else(|| item(line))
        .unwrap_or(Mark::None)
}

/// `来源：words`.
fn source(line: &str) -> Option<Mark> {
    let (label, words) = line.split_once([':', '：'])?;
    SOURCES.contains(&label.trim()).then(|| Mark::Source(words.trim().to_owned()))
}

/// Dot leaders, or one tab, before a page number of at most three digits.
fn contents(line: &str) -> bool {
    let head = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - head.len();
    if !(1..=3).contains(&digits) {
        return false;
    }
    let body = head.trim_end();
    let leaders = body.ends_with("....") || body.ends_with("……") || body.ends_with(". . .") || body.ends_with("····");
    let tab = head.ends_with('\t') && !body.contains('\t');
    leaders || (tab && (numbered(body).is_some() || caption(body).is_some() || body.chars().count() > 8))
}

/// Cells between tabs or Markdown's bars.
fn row(line: &str) -> Option<Mark> {
    let cells = |parts: std::str::Split<'_, char>| parts.map(|c| c.trim().to_owned()).collect::<Vec<_>>();
    if line.starts_with('|') && line.len() > 1 {
        return Some(Mark::Row(cells(line.trim_matches('|').split('|'))));
    }
    line.contains('\t').then(|| Mark::Row(cells(line.split('\t'))))
}

/// `图表 12: words`, `图 3-1 words`; a sentence that begins so is none.
pub fn caption(line: &str) -> Option<Mark> {
    let label = LABELS.iter().find(|l| line.starts_with(**l))?;
    let rest = line[label.len()..].trim_start();
    let number: String = rest.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '.')).collect();
    let number = number.trim_end_matches(['.', '-']).to_owned();
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let after = &rest[number.len()..];
    let words = after.trim_start().trim_start_matches([':', '：', '.', '、']).trim_start();
    let parted = after.starts_with([':', '：', '.', '、', ' ', '\u{3000}', '\t']);
    let sentence = words.contains('。') || words.ends_with('，');
    (parted && !sentence && !words.is_empty()).then(|| Mark::Caption {
        label: (*label).to_owned(),
        number,
        words: words.to_owned(),
    })
}

fn markdown_heading(line: &str) -> Option<Mark> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    ((1..=6).contains(&level) && words.starts_with([' ', '\t']))
        .then(|| Mark::Heading(level as u8, words.trim().trim_end_matches('#').trim_end().to_owned()))
}

/// Headings and items that begin with a number. A short line without a sentence's end is a heading.
fn numbered(line: &str) -> Option<Mark> {
    let short = line.chars().count() <= 60 && !ends_sentence(line) && !line.contains('。');
    let opened = line.starts_with(['（', '(']);
    let body = if opened { &line[line.chars().next()?.len_utf8()..] } else { line };
    let han: String = body.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).collect();
    let after = &body[han.len()..];
    if !han.is_empty() && han.chars().count() <= 3 {
        let level = if opened && after.starts_with(['）', ')']) {
            2
        } else if !opened && after.starts_with(['、', '.', '．']) {
            1
        } else {
            return None;
        };
        return short.then(|| Mark::Heading(level, line.to_owned()));
    }
    if let Some(c) = line.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        return (line.len() > c.len_utf8()).then(|| Mark::Item(line.to_owned()));
    }
    let number: String = body.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let digits = number.trim_end_matches('.');
    let parts = digits.split('.').collect::<Vec<_>>();
    let small = !digits.is_empty() && parts.iter().all(|p| (1..=2).contains(&p.len()));
    if !small || parts.len() > 4 {
        return None;
    }
    let after = &body[number.len()..];
    if after.starts_with([')', '）']) {
        return (after.chars().nth(1).is_some()).then(|| Mark::Item(line.to_owned()));
    }
    let dotted = number.ends_with('.') || after.starts_with('、');
    let spaced = parts.len() > 1 && after.starts_with([' ', '\u{3000}']);
    // `5.4重点跟踪`; 3.5亿部 is a number
    let measured = |c: char| !crate::lexicon::is_han(c) || "亿万千百十倍元个台部年月日吨英寸米折成版代".contains(c);
    let glued = parts.len() > 1 && short && after.chars().next().is_some_and(|c| !measured(c));
    if opened || !(dotted && !after.is_empty() || spaced || glued) {
        return None;
    }
    Some(if short { Mark::Heading(parts.len() as u8, line.to_owned()) } else { Mark::Item(line.to_owned()) })
}

/// A bullet and its words.
fn item(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let private = ('\u{e000}'..='\u{f8ff}').contains(&first);
    let rest = &line[first.len_utf8()..];
    let ascii = first.is_ascii() || matches!(first, '–' | '—' | '·');
    let bullet = private || (BULLETS.contains(first) && (!ascii || rest.starts_with([' ', '\t'])));
    let words = rest.trim();
    (bullet && !words.is_empty()).then(|| Mark::Item(words.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, line: &str) -> Mark {
        Mark::Heading(level, line.to_owned())
    }

    #[test]
    fn headings() {
        assert_eq!(read("一、需求先行"), heading(1, "一、需求先行"));
        assert_eq!(read("（二）供给跟上"), heading(2, "（二）供给跟上"));
        assert_eq!(read("1.2 出货量回升"), heading(2, "1.2 出货量回升"));
        assert_eq!(read("## 风险"), heading(2, "风险"));
        assert_eq!(read("3.2重点公司跟踪"), heading(2, "3.2重点公司跟踪"));
        assert_eq!(read("3.2亿部"), Mark::None);
        assert_eq!(read("一、这是一句很完整的话。"), Mark::None);
        assert_eq!(read("1.5 亿台"), heading(2, "1.5 亿台"), "a lone number line cannot be told apart");
        assert_eq!(read("2026.03.05"), Mark::None);
        assert_eq!(read("十年磨一剑"), Mark::None);
    }

    #[test]
    fn items_and_look_alikes() {
        assert_eq!(read("● 出口放缓"), Mark::Item("出口放缓".into()));
        assert_eq!(read("- 出口放缓"), Mark::Item("出口放缓".into()));
        assert_eq!(read("1) 需求不及预期。"), Mark::Item("1) 需求不及预期。".into()));
        assert_eq!(read("① 需求"), Mark::Item("① 需求".into()));
        assert_eq!(read("-5% 以下"), Mark::None);
    }

    #[test]
    fn captions_sources_contents() {
        let caption = |l: &str, n: &str, w: &str| Mark::Caption { label: l.into(), number: n.into(), words: w.into() };
        assert_eq!(read("图表 12: 出货量（万台）"), caption("图表", "12", "出货量（万台）"));
        assert_eq!(read("表1：盈利预测"), caption("表", "1", "盈利预测"));
        assert_eq!(read("Figure 3. Shipments"), caption("Figure", "3", "Shipments"));
        assert_eq!(read("图 1 显示出货量回升。"), Mark::None);
        assert_eq!(read("图书 12 册"), Mark::None);
        assert_eq!(read("资料来源：某协会"), Mark::Source("某协会".into()));
        assert_eq!(read("来源可靠：是"), Mark::None);
        assert_eq!(read("图表 1: 出货量\t3"), Mark::Contents);
        assert_eq!(read("风险提示 ........ 12"), Mark::Contents);
        assert_eq!(read("甲公司\t12"), Mark::Row(vec!["甲公司".into(), "12".into()]));
    }
}
