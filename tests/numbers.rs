//! Properties of quantities and periods over any text: no panic, spans that slice, order, no overlap,
//! the same again; long texts in linear time.

use crate::period_form::{document, is_period};
use proptest::prelude::*;
use yanbao::lexicon::Lexicon;
use yanbao::span::Span;
use yanbao::tag::{Frame, numbers};

/// Pieces that the scanners look at, so that random joins of them meet every branch.
const PIECES: [&str; 72] = [
    "1",
    "20",
    "2025",
    "3.5",
    ",",
    "，",
    "000",
    " ",
    "\n",
    "-",
    "—",
    "~",
    "至",
    "到",
    "/",
    "、",
    "和",
    "%",
    "亿",
    "万",
    "千",
    "百",
    "十",
    "元",
    "美元",
    "人民币",
    "$",
    "US$",
    "个",
    "百分点",
    "分之",
    "一",
    "两",
    "几",
    "数",
    "多",
    "余",
    "半",
    "点",
    "兆",
    "K",
    "M",
    "B",
    "T",
    "Q",
    "H",
    "FY",
    "E",
    "年",
    "月",
    "日",
    "季度",
    "上",
    "前",
    "近",
    "约",
    "超",
    "以上",
    "左右",
    "起",
    "去年",
    "同期",
    "截至",
    "底",
    "（",
    "）",
    "负",
    "+",
    "角",
    "分",
    "𠮷",
    "ＡＢ９",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40).prop_map(|p| p.concat());
    prop_oneof![pieces, any::<String>()]
}

fn frame() -> Frame {
    Frame { published_on: "2026-03-06".parse().ok(), ..Frame::default() }
}

thread_local! {
    static LEXICON: Lexicon = Lexicon::load();
}

fn in_order(spans: &[Span], text: &str) -> Result<(), TestCaseError> {
    for span in spans {
        prop_assert!(text.get(span.start..span.end).is_some_and(|s| !s.is_empty()), "{span:?} of {text:?}");
    }
    prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "{spans:?} of {text:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn numbers_of_any_text(text in text()) {
        let document = document(&text);
        LEXICON.with(|lexicon| {
            let read = numbers(&document, lexicon, &frame(), Vec::new());
            let spans: Vec<Span> = read.quantities.iter().map(|q| q.span).collect();
            in_order(&spans, &text)?;
            prop_assert!(read.quantities.iter().all(|q| q.low <= q.high));
            let spans: Vec<Span> = read.periods.iter().map(|p| p.span).collect();
            in_order(&spans, &text)?;
            let odd = read.periods.iter().filter_map(|p| p.period.as_deref()).find(|p| !is_period(p));
            prop_assert_eq!(odd, None, "{}", text);
            prop_assert_eq!(&read, &numbers(&document, lexicon, &frame(), Vec::new()));
            Ok(())
        })?;
    }
}

#[test]
fn long_texts_take_linear_time() {
    let started = std::time::Instant::now();
    LEXICON.with(|lexicon| {
        for piece in
            ["9", "1/", "1、", "（", "1-", "万", "一", "12,", "百分之", "2025-", "近", "5%—", "十", "1 ", "1亿", "上"]
        {
            let document = document(&piece.repeat(200_000 / piece.chars().count()));
            numbers(&document, lexicon, &frame(), Vec::new());
        }
    });
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn a_number_too_long_is_noted() {
    LEXICON.with(|lexicon| {
        let read = numbers(&document(&"9".repeat(1_000_000)), lexicon, &frame(), Vec::new());
        assert!(read.quantities.is_empty());
        assert_eq!(read.notes.len(), 1);
        assert_eq!(read.notes[0].page, Some(1));
    });
}
