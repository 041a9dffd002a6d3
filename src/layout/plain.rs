//! Plain text or Markdown → a [`Document`] of one page.
//!
//! Blank lines part blocks, leading marks tell what a block is, hard-wrapped lines of a block become
//! one text. Spans of the document point into the passages' texts as everywhere; boxes are unknown.
//! A text of a single line is one paragraph, word for word. Refuses nothing.

use super::document::*;
use super::plain_blocks::{Block, blocks};
use super::plain_marks::{self as marks, Mark};
use crate::span::{BBox, Span};
use std::collections::VecDeque;

/// Headings after which only disclaimers, rating scales and contacts stand.
const LAST_PARTS: [&str; 9] =
    ["免责声明", "免责条款", "特别声明", "法律声明", "重要声明", "分析师声明", "分析师承诺", "评级说明", "评级标准"];
/// What follows 投资评级 in the heading of a rating scale.
const SCALES: [&str; 6] = ["", "说明", "的说明", "标准", "体系", "定义"];
/// Sections that stand on the first level though nothing marks their heading.
const SECTIONS: [&str; 12] = [
    "相关标的",
    "风险提示",
    "风险因素",
    "投资建议",
    "投资要点",
    "投资策略",
    "核心观点",
    "本周观点",
    "主要观点",
    "报告要点",
    "盈利预测",
    "行业要闻",
];
/// How many blocks may stand between a caption and its source line.
const FIGURE_REACH: usize = 20;
/// Characters that the name of a trade has at most.
const TRADE: usize = 10;
/// No text inside a figure is as long as this, in characters.
const FIGURE_TEXT: usize = 200;

/// Arranges a decoded text.
pub fn plain(text: &str) -> Document {
    let mut writer = Writer::default();
    let lines = text.lines().filter(|l| !l.trim().is_empty()).collect::<Vec<_>>();
    if let [line] = lines[..] {
        writer.lone(line);
        return writer.document;
    }
    let blocks = blocks(text);
    let title = title(&blocks);
    for (i, block) in blocks.iter().enumerate() {
        if title == Some(i) {
            writer.sections.clear(); // what stands above the title is no section
            writer.push(PassageKind::Title, block.title());
        } else {
            let inside = writer.waits_for_source() && in_figure(&blocks[i..]);
            let parts_text = blocks.get(i + 1).is_some();
            writer.block(block, inside, parts_text);
        }
    }
    writer.finish()
}

/// The first line that is neither the industry's name nor rating, kind, date or author.
fn title(blocks: &[Block]) -> Option<usize> {
    if blocks.len() < 2 {
        return None;
    }
    let ends_front = |b: &Block| {
        let text = b.words();
        matches!(b.mark, Mark::Item(_) | Mark::Contents | Mark::Row(_))
            || SECTIONS.contains(&text)
            || text.contains('。')
    };
    let front = blocks.iter().enumerate().take_while(|(i, b)| *i == 0 || !ends_front(b)).map(|(_, b)| b);
    let candidates = front.enumerate().take(16).filter(|(_, b)| matches!(b.mark, Mark::None | Mark::Heading(1, _)));
    let short = candidates.filter(|(_, b)| b.words().chars().count() <= 60 && !b.words().contains('。'));
    let mut named = short.clone().filter(|(_, b)| matches!(b.mark, Mark::Heading(..)) || !is_front_matter(b.words()));
    // `电力设备及新能源` over the headline is the trade
    let first = named.next();
    let trade = first.filter(|(_, b)| b.mark == Mark::None && b.words().chars().count() <= TRADE);
    let headline = trade.and_then(|_| named.find(|(_, b)| b.words().chars().count() > TRADE));
    let named = headline.or(first);
    named.or(short.clone().next()).map(|(i, _)| i).filter(|i| *i < 12)
}

/// Lines of a front page that are no title: publisher, kind, rating, date, authors.
fn is_front_matter(line: &str) -> bool {
    let count = line.chars().count();
    let ends = [
        "研究",
        "周报",
        "报告",
        "点评",
        "组",
        "评级）",
        "评级)",
        "专题",
        "日报",
        "月报",
        "深度",
        "证券",
        "研究所",
        "行业",
    ];
    let holds = ["分析师", "执业", "@", "联系人", "研究助理", "评级", "证券研究报告"];
    let inked = line.chars().filter(|c| *c != ' ').count();
    let date = inked <= 12 && line.chars().filter(|c| c.is_ascii_digit()).count() >= 4;
    // `公司研究|公司点评`, `电子/消费电子`, `某某股份（600000.SH）`
    let label = count <= 6 || count <= 16 && line.contains(['|', '｜', '/', '·']);
    let listed = count <= 20 && line.ends_with(['）', ')']) && line.chars().filter(char::is_ascii_digit).count() >= 4;
    // `行业：海外科技与互联网`
    let named = ["行业", "公司", "代码", "日期", "报告日期", "评级"]
        .iter()
        .any(|l| line.strip_prefix(l).is_some_and(|r| r.starts_with(['：', ':'])));
    date || label
        || named
        || listed
        || SECTIONS.contains(&line)
        || holds.iter().any(|h| line.contains(h))
        || (count <= 12 && ends.iter().any(|e| line.ends_with(e)))
}

/// Whether a line heads the scale of ratings; `盈利预测与投资评级` and `投资评级：买入` do not.
fn opens_scale(bare: &str) -> bool {
    let whole = |head: &str| matches!(head, "" | "行业" | "公司" | "股票" | "证券");
    bare.rsplit_once("投资评级").is_some_and(|(head, rest)| SCALES.contains(&rest) && (!rest.is_empty() || whole(head)))
}

/// Whether a source line follows before anything that cannot stand inside a figure.
fn in_figure(rest: &[Block]) -> bool {
    for block in rest.iter().take(FIGURE_REACH) {
        match &block.mark {
            Mark::Source(_) => return true,
            Mark::Caption { .. } | Mark::Heading(..) | Mark::Contents => return false,
            Mark::Row(_) => {}
            _ if block.words().chars().count() > FIGURE_TEXT => return false,
            _ => {}
        }
    }
    false
}

/// The document as it grows.
#[derive(Default)]
struct Writer {
    document: Document,
    sections: Vec<(u8, String)>,
    in_contents: bool,
    last_part: bool,
    waiting: VecDeque<usize>,
    source: Option<String>,
}

impl Writer {
    fn lone(&mut self, line: &str) {
        self.document.pages = 1;
        match marks::read(line.trim()) {
            Mark::Caption { label, number, words } => self.caption(line.trim(), label, number, words),
            _ => self.push(PassageKind::Paragraph, line),
        }
    }

    fn waits_for_source(&self) -> bool {
        self.waiting.len() > usize::from(self.source.is_some()) || (!self.waiting.is_empty() && self.source.is_none())
    }

    fn block(&mut self, block: &Block, in_figure: bool, followed: bool) {
        match &block.mark {
            Mark::Contents => self.push(PassageKind::Contents, block.words()),
            Mark::Source(words) => self.source_line(block.words(), words),
            Mark::Caption { label, number, words } => {
                self.caption(block.words(), label.clone(), number.clone(), words.clone());
            }
            Mark::Row(_) if self.in_contents && block.ends_in_page() => self.push(PassageKind::Contents, block.words()),
            Mark::Row(_) => self.table(block),
            Mark::Heading(level, words) if !in_figure => self.heading(*level, words),
            _ if in_figure => self.push(PassageKind::Chart, block.words()),
            Mark::Item(words) => self.text(PassageKind::ListItem, words),
            _ => self.unmarked(block.words(), followed),
        }
    }

    fn unmarked(&mut self, words: &str, followed: bool) {
        let count = words.chars().count();
        let bare = words.trim_end_matches([':', '：']);
        let opens_last = count <= 24
            && (opens_scale(bare)
                || LAST_PARTS
                    .iter()
                    .any(|l| bare.starts_with(l) || bare.contains(&format!("{l}的")) || bare.ends_with(l)));
        let contents = ["目录", "内容目录", "图表目录", "正文目录", "插图目录", "表格目录"]
            .contains(&words.replace([' ', '\u{3000}'], "").as_str());
        if contents {
            self.push(PassageKind::Contents, words);
            self.in_contents = true;
        } else if opens_last || SECTIONS.contains(&words) {
            self.heading(1, words);
        } else if followed
            && count <= 16
            && !words.contains(['。', '，', '；', '：', ':', ',', '@'])
            && !marks::ends_sentence(words)
        {
            self.heading(9, words);
        } else {
            self.text(PassageKind::Paragraph, words);
        }
    }

    fn heading(&mut self, level: u8, words: &str) {
        let bare = words.trim_end_matches([':', '：']);
        let opens_last =
            words.chars().count() <= 24 && (opens_scale(bare) || LAST_PARTS.iter().any(|l| bare.contains(l)));
        self.last_part = opens_last || (self.last_part && level > 2);
        self.in_contents = false;
        self.settle_sources();
        let kind = if self.last_part { PassageKind::Boilerplate } else { PassageKind::Heading };
        self.sections.retain(|s| s.0 < level);
        self.push(kind, words);
        self.sections.push((level, words.to_owned()));
    }

    fn text(&mut self, kind: PassageKind, words: &str) {
        self.settle_sources();
        self.push(if self.last_part { PassageKind::Boilerplate } else { kind }, words);
    }

    fn caption(&mut self, line: &str, label: String, number: String, words: String) {
        if self.source.is_some() {
            self.settle_sources();
        }
        self.push(if self.in_contents { PassageKind::Contents } else { PassageKind::Caption }, line);
        if !self.in_contents {
            self.waiting.push_back(self.document.figures.len());
            let caption_passage = self.document.passages.len() - 1;
            let figure = Figure { caption_passage, page: 1, label, number, caption: words, source: String::new() };
            self.document.figures.push(figure);
        }
    }

    /// Sources belong to the waiting captions in order.
    fn source_line(&mut self, line: &str, words: &str) {
        self.push(PassageKind::Source, line);
        if let Some(figure) = self.waiting.pop_front() {
            self.document.figures[figure].source = words.to_owned();
            self.source = Some(words.to_owned());
        }
    }

    /// Figures side by side over one source line share it; a caption without any source stays without.
    fn settle_sources(&mut self) {
        if let Some(source) = self.source.take() {
            for figure in &self.waiting {
                self.document.figures[*figure].source.clone_from(&source);
            }
        }
        self.waiting.clear();
    }

    fn table(&mut self, block: &Block) {
        if self.last_part {
            return self.push(PassageKind::Boilerplate, block.words());
        }
        let rows = block.rows();
        let mut text = String::new();
        let (mut cells, mut row_number) = (Vec::new(), 0);
        let head = rows.iter().position(|r| r.iter().filter(|c| !c.is_empty()).count() > 1).unwrap_or(0);
        for (i, row) in rows.iter().enumerate() {
            row_number += u32::from(i > head);
            for (j, value) in row.iter().enumerate() {
                text.push_str(if j > 0 {
                    "\t"
                } else if i > 0 {
                    "\n"
                } else {
                    ""
                });
                let span = Span::new(text.len(), text.len() + value.len());
                text.push_str(value);
                if i > head {
                    let header = rows[head].get(j).cloned().unwrap_or_default();
                    cells.push(TableCell {
                        page: 1,
                        row: row_number,
                        column: j as u32 + 1,
                        header,
                        value: value.clone(),
                        passage: self.document.passages.len(),
                        span,
                    });
                }
            }
        }
        let caption = self.waiting.back().map(|f| &self.document.figures[*f]);
        let (number, caption) = caption.map(|f| (f.number.clone(), f.caption.clone())).unwrap_or_default();
        self.push(PassageKind::Table, &text);
        let passage = self.document.passages.len() - 1;
        self.document.tables.push(Table { passage, number, caption, cells });
    }

    fn push(&mut self, kind: PassageKind, text: &str) {
        self.document.pages = 1;
        let line = Line { span: Span::new(0, text.len()), page: 1, bbox: BBox::default(), edges: Vec::new() };
        let section = self.sections.iter().map(|s| s.1.as_str()).collect::<Vec<_>>().join(" / ");
        let passage = Passage { kind, section, text: text.to_owned(), lines: vec![line], size: 0.0, bold: false };
        self.document.passages.push(passage);
    }

    fn finish(mut self) -> Document {
        self.settle_sources();
        self.document
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_headline_of_a_front_is_the_title() {
        let title = |front: &str| {
            let text = format!("某某证券\n{front}\n\n投资要点\n本周市场回暖，建议关注龙头公司。\n");
            let document = super::plain(&text);
            let title = document.passages.iter().find(|p| p.kind == super::PassageKind::Title);
            title.map(|p| p.text.clone()).unwrap_or_default()
        };
        for front in [
            "证券研究报告 | 行业周报 | 计算机\n长任务推高推理账单，云厂商开支接力上修\n——计算机行业周报\n报告日期：2026年05月17日",
            "行业周报\n电力设备及新能源\n长任务推高推理账单，云厂商开支接力上修\n2026年04月12日",
            "行业：海外科技与互联网\n2026 年 3 月 27 日\n长任务推高推理账单，云厂商开支接力上修",
        ] {
            assert_eq!(title(front), "长任务推高推理账单，云厂商开支接力上修", "{front}");
        }
    }

    #[test]
    fn the_scale_of_ratings_is_told_from_a_rating() {
        for head in ["投资评级", "行业投资评级的说明", "投资评级说明"] {
            assert!(super::opens_scale(head), "{head}");
        }
        for other in ["盈利预测与投资评级", "投资评级：买入（维持）"] {
            assert!(!super::opens_scale(other), "{other}");
        }
    }
}
