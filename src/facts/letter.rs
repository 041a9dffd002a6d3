//! Letters that a report shows as a figure: what somebody wrote to his customers is no statement of the report.
//!
//! reads: the passages between a figure's caption and its source. needs: a greeting (尊敬的客户：) among the first.
//! gives: which passages are a letter's. does not match: running text between a caption and another figure's source.

use crate::layout::{Document, PassageKind};
use std::ops::Range;

/// Passages that a letter may take, and those among which its greeting stands.
const LONGEST: usize = 40;
const GREETING: usize = 4;

/// The letters of a document, in order.
pub(super) fn letters(document: &Document) -> Vec<Range<usize>> {
    let passages = &document.passages;
    let captions = (0..passages.len()).filter(|&i| passages[i].kind == PassageKind::Caption);
    let letter = |caption: usize| {
        let rest = &passages[caption + 1..];
        let furniture = |kind| matches!(kind, PassageKind::Header | PassageKind::Footer);
        let inside = rest.iter().take(LONGEST).take_while(|p| p.kind.is_running_text() || furniture(p.kind));
        let inside = inside.take_while(|p| p.kind != PassageKind::Caption);
        let count = inside.count();
        let closed = rest.get(count).is_some_and(|p| p.kind == PassageKind::Source);
        let opens = rest.iter().take(count.min(GREETING)).any(|p| is_greeting(&p.text));
        (closed && opens).then_some(caption + 1..caption + 1 + count)
    };
    captions.filter_map(letter).collect()
}

/// Whether a line greets the reader of a letter.
fn is_greeting(text: &str) -> bool {
    let words = text.trim();
    words.chars().count() <= 20
        && ["尊敬的", "亲爱的", "各位", "致全体", "Dear "].iter().any(|w| words.starts_with(w))
        && words.ends_with(['：', ':', '，', ',', '！'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Passage;

    #[test]
    fn a_letter_between_a_caption_and_its_source() {
        let read = |lines: &[&str]| {
            let kind = |i: usize| match i {
                0 => PassageKind::Caption,
                i if i + 1 == lines.len() => PassageKind::Source,
                _ => PassageKind::Paragraph,
            };
            let passage = |(i, text): (usize, &&str)| Passage {
                kind: kind(i),
                section: String::new(),
                text: (*text).to_owned(),
                lines: Vec::new(),
                size: 0.0,
                bold: false,
            };
            let passages = lines.iter().enumerate().map(passage).collect();
            let document = Document { passages, ..Document::default() };
            let texts = letters(&document).into_iter().flatten().map(|i| document.passages[i].text.clone());
            texts.collect::<Vec<_>>()
        };
        let source = "来源：晨星云公众号";
        let letter = ["图表3：晨星云宣布调价", "尊敬的客户：", "自三月一日起，套餐价格上调30%。", source];
        assert_eq!(read(&letter), &letter[1..3]);
        let text = ["图表3：晨星云宣布调价", "我们认为客户的反应有限。", "三月起价格上调30%。", source];
        assert!(read(&text).is_empty());
    }
}
