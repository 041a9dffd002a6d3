//! What crosses pages and what stands between the text and its figures: page numbers, captions, sources, notes. Drawn
//! pages in, passages out, with look-alikes.

use crate::drawn::Drawn;
use yanbao::layout::{Document, PassageKind, arrange};

const LINE: &str = "公司在发布会上展示了新一代产品并宣布面向全部客户开放其中包括图像模型";

fn of(document: &Document, kind: PassageKind) -> Vec<&str> {
    document.passages.iter().filter(|p| p.kind == kind).map(|p| p.text.as_str()).collect()
}

/// Six pages of running text, with the given word beside the standing line near the foot of each.
fn numbered(word: impl Fn(u32) -> String) -> Document {
    let pages: Vec<_> = (1..=6)
        .map(|n| {
            let mut page = Drawn::numbered(n);
            (0..20).for_each(|i| {
                page.words(60.0, 100.0 + 14.0 * i as f32, LINE);
            });
            page.words(60.0, 765.0, "云帆证券研究所出品").words(370.0, 765.0, &word(n));
            page.0
        })
        .collect();
    arrange(&pages)
}

#[test]
fn a_number_that_counts_on_from_page_to_page_is_the_page_s() {
    for document in [numbered(|n| n.to_string()), numbered(|n| (n + 30).to_string())] {
        assert_eq!(of(&document, PassageKind::Paragraph).len(), 1, "{:?}", of(&document, PassageKind::Paragraph));
    }
    let same = numbered(|n| [17, 4, 83, 29, 61, 50][n as usize - 1].to_string());
    assert!(same.passages.iter().any(|p| p.text == "83"), "{:?}", of(&same, PassageKind::Footer));
}
