//! Lines of a plain text → blocks, each one thing to a reader.
//!
//! Takes the decoded text, gives its blocks in order, never empty: a marked line with the lines it
//! goes on over, a run of table rows, a paragraph joined from its hard-wrapped lines. A paragraph that a
//! page break cut (three blank lines and no sentence end before them) is whole again.

use super::plain_marks::{self as marks, Mark};

/// One thing: its marks and its joined text.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What marks it.
    pub mark: Mark,
    text: String,
    rows: Vec<Vec<String>>,
}

impl Block {
    /// Its text, never empty.
    pub fn words(&self) -> &str {
        &self.text
    }

    /// Its words as a title: without the mark of a heading.
    pub fn title(&self) -> &str {
        if let Mark::Heading(_, words) = &self.mark { words } else { &self.text }
    }

    /// Whether each of its rows is a few words and a page number.
    pub fn ends_in_page(&self) -> bool {
        let page = |c: &String| (1..=3).contains(&c.len()) && c.bytes().all(|b| b.is_ascii_digit());
        self.rows.iter().all(|r| r.len() == 2 && page(&r[1]))
    }

    /// Its rows, where it is a table.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }
}

/// Parts the text.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut blank = 0;
    let mut run: Vec<String> = Vec::new();
    let mut gap = 0;
    for line in text.lines().chain([""]) {
        let line = clean(line);
        if line.is_empty() {
            if !run.is_empty() {
                close(&mut found, std::mem::take(&mut run), gap);
                blank = 0;
            }
            blank += 1;
        } else {
            if run.is_empty() {
                gap = blank;
            }
            run.push(line);
        }
    }
    found
}

/// Without white space at the ends, zero-width characters, and Markdown's emphasis.
fn clean(line: &str) -> String {
    let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
    line.replace("**", "").replace("__", "")
}

/// Parts the lines between two blank ones and adds what they are.
fn close(found: &mut Vec<Block>, lines: Vec<String>, gap: usize) {
    let marked = lines.iter().map(|l| marks::read(l)).collect::<Vec<_>>();
    let widest = lines.iter().map(|l| marks::width(l)).max().unwrap_or(0);
    let own = lines.iter().all(|l| marks::ends_sentence(l));
    let before = found.len();
    for (i, (line, mark)) in lines.iter().zip(marked).enumerate() {
        let goes_on = i > 0 && mark == Mark::None && !own && wraps(&lines[i - 1], line, widest);
        match (found.last_mut().filter(|_| i > 0), mark) {
            (Some(last), Mark::None) if goes_on && !matches!(last.mark, Mark::Row(_) | Mark::Contents) => {
                join(&mut last.text, line);
                if let Mark::Item(words) | Mark::Source(words) | Mark::Heading(_, words) = &mut last.mark {
                    join(words, line);
                }
            }
            (Some(last), Mark::Row(cells)) if matches!(last.mark, Mark::Row(_)) => {
                if !is_rule(&cells) {
                    last.rows.push(cells);
                }
                last.text.push('\n');
                last.text.push_str(line);
            }
            (_, mark) => {
                let rows = if let Mark::Row(cells) = &mark { vec![cells.clone()] } else { Vec::new() };
                found.push(Block { mark, text: line.clone(), rows });
            }
        }
    }
    heal(found, before, gap);
}

/// Columns beyond which no editor breaks lines: longer ones are paragraphs.
const WRAPPED: usize = 160;

/// Markdown's `|---|:--:|` below a header.
fn is_rule(cells: &[String]) -> bool {
    cells.iter().all(|c| !c.is_empty() && c.chars().all(|c| matches!(c, '-' | ':')))
}

/// Whether `line` goes on with the sentence of `last`: `last` is about as wide as the block, and
/// `line` does not open with a label of its own (`分析师：`).
fn wraps(last: &str, line: &str, widest: usize) -> bool {
    let full = marks::width(last) * 10 >= widest * if marks::ends_sentence(last) { 9 } else { 6 };
    let label = line.split_once([':', '：']).is_some_and(|(label, _)| label.chars().count() <= 8);
    full && (30..=WRAPPED).contains(&marks::width(last))
        && widest <= WRAPPED
        && !label
        && !is_apart(last)
        && !is_apart(line)
}

/// Whether a line of a front page stands by itself: `公司研究 | 行业周报`, `——某某行业周报`, a date.
fn is_apart(line: &str) -> bool {
    let dated = |c: char| c.is_ascii_digit() || "年月日-./ ".contains(c);
    line.contains(['|', '｜'])
        || line.starts_with("——")
        || line.chars().filter(char::is_ascii_digit).count() >= 6 && line.chars().all(dated)
}

/// Puts a line behind another: no space beside a Han character, one between words.
fn join(first: &mut String, second: &str) {
    let wide = |c: Option<char>| c.is_none_or(|c| !c.is_ascii());
    if !wide(first.chars().next_back()) && !wide(second.chars().next()) {
        first.push(' ');
    }
    first.push_str(second);
}

/// Joins a paragraph that a page break cut in two.
fn heal(found: &mut Vec<Block>, at: usize, gap: usize) {
    if at == 0 || gap < 3 || at >= found.len() || found[at].mark != Mark::None {
        return;
    }
    let last = &found[at - 1];
    let cut = matches!(last.mark, Mark::None | Mark::Item(_))
        && last.text.chars().count() >= 20
        && !marks::ends_sentence(&last.text)
        && last.text.contains(['，', '。', ',', '、'])
        && found[at].text.contains(['，', '。', ',']);
    if cut {
        let rest = found.remove(at);
        let last = &mut found[at - 1];
        join(&mut last.text, &rest.text);
        if let Mark::Item(words) = &mut last.mark {
            join(words, &rest.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        blocks(text).into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn hard_wrapped_lines_are_one() {
        let text = "本周服务器出货量继续回升，渠道库存降到三周以下的水平，\n厂商排产已经到了六月。\n\nShipments of servers went up again in the week and the\nchannel is empty.";
        assert_eq!(
            texts(text),
            [
                "本周服务器出货量继续回升，渠道库存降到三周以下的水平，厂商排产已经到了六月。",
                "Shipments of servers went up again in the week and the channel is empty."
            ]
        );
    }

    #[test]
    fn lines_of_their_own_stay() {
        assert_eq!(texts("分析师：张三\n分析师：李四").len(), 2);
        assert_eq!(texts("买入：涨幅超过一成；\n增持：涨幅不到一成。").len(), 2);
        assert_eq!(texts("- 甲\n- 乙\n- 丙").len(), 3);
    }

    #[test]
    fn a_page_break_does_not_cut_a_sentence() {
        let text = "据公司公告，新产线将在 2026 年 4 月底前完成调试，首批样品于 5\n\n\n\n月交付客户，量产在下半年。";
        assert_eq!(texts(text).len(), 1);
    }

    #[test]
    fn rows_make_a_table() {
        let found = blocks("| 公司 | 收入 |\n|---|---|\n| 甲 | 12 |");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].rows(), [vec!["公司", "收入"], vec!["甲", "12"]]);
    }
}
