//! Properties of names over any text: no panic, spans that slice, order, no overlap of one kind, the
//! same again.

use proptest::prelude::*;
use yanbao::layout::{Document, Line, Passage, PassageKind};
use yanbao::lexicon::{Lexicon, fold, read_text};
use yanbao::span::{BBox, Span};
use yanbao::tag::{Frame, names};

/// Pieces that the taggers look at, so that random joins of them meet every branch.
const PIECES: [&str; 48] = [
    "寒武纪",
    "中芯国际",
    "机器人",
    "太阳能",
    "（",
    "）",
    "(",
    ")",
    "688256.SH",
    "981 HK",
    "600519",
    "NVDA",
    ".O",
    "、",
    "，",
    "。",
    "\t",
    "\n",
    " ",
    "建议关注",
    "相关标的",
    "：",
    "等",
    "有限公司",
    "香港",
    "集团",
    "以下简称“",
    "称",
    "”",
    "移动",
    "联通",
    "电信",
    "运营商",
    "GPT-",
    "5.3",
    "-Codex",
    "[",
    "]",
    "豆包大模型",
    "昇腾",
    "910B",
    "/",
    "Qwen",
    "来源：",
    "ＡＭＤ",
    "\u{FFFD}",
    "é",
    "𠀀",
];

fn document(texts: &[String], kinds: &[usize]) -> Document {
    use PassageKind::*;
    let all = [Title, Heading, Paragraph, ListItem, Table, Caption, Source, Chart, Sidebar, Boilerplate];
    let passages = texts.iter().zip(kinds).filter(|(t, _)| !t.is_empty()).map(|(text, kind)| Passage {
        kind: all[kind % all.len()],
        section: String::new(),
        text: text.clone(),
        lines: vec![Line { span: Span::new(0, text.len()), page: 1, bbox: BBox::default(), edges: Vec::new() }],
        size: 0.0,
        bold: false,
    });
    Document { passages: passages.collect(), pages: 1, ..Document::default() }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
    LEXICON.get_or_init(Lexicon::load)
}

fn holds(document: &Document) -> Result<(), TestCaseError> {
    let frame = Frame { published_on: None, company: Some("688256.SH".into()), broker: Some("国金证券".into()) };
    let read = names(document, lexicon(), &frame);
    for m in &read {
        let text = &document.passages[m.passage].text;
        prop_assert!(text.get(m.span.start..m.span.end).is_some_and(|t| !t.is_empty()), "{m:?}");
    }
    for pair in read.windows(2) {
        prop_assert!((pair[0].passage, pair[0].span) <= (pair[1].passage, pair[1].span), "{pair:?}");
        let same = pair[0].passage == pair[1].passage && pair[0].kind == pair[1].kind;
        prop_assert!(!same || !pair[0].span.overlaps(pair[1].span), "{pair:?}");
    }
    prop_assert_eq!(&read, &names(document, lexicon(), &frame));
    Ok(())
}

#[test]
fn a_cue_inside_a_defined_name_is_no_end() {
    // found by `joined_pieces`
    holds(&document(&["建议关注981 HK以下简称“建议关注建议关注)".to_owned()], &[2])).expect("holds");
}

#[test]
fn a_ticker_that_is_a_name_too_is_one_mention_with_its_name() {
    // found by `joined_pieces`
    for text in ["AMD（AMD/", "AMD（AMD，", "英特尔（INTC）、AMD(AMD;超威半导体"] {
        holds(&document(&[text.to_owned()], &[2])).expect("holds");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn joined_pieces(parts in prop::collection::vec(prop::collection::vec(0..PIECES.len(), 0..30), 1..4), kinds in prop::collection::vec(0..10usize, 4)) {
        let texts: Vec<String> = parts.iter().map(|p| p.iter().map(|i| PIECES[*i]).collect()).collect();
        holds(&document(&texts, &kinds))?;
    }

    #[test]
    fn any_text(text in any::<String>(), kind in 0..10usize, table in any::<bool>()) {
        holds(&document(std::slice::from_ref(&text), &[kind]))?;
        let folded = fold(&text, table);
        for (at, c) in folded.text.char_indices() {
            let span = folded.span(at, at + c.len_utf8(), &text);
            prop_assert!(text.get(span.start..span.end).is_some());
        }
        let _ = read_text(&text);
    }
}

#[test]
fn a_data_centre_is_no_data_vendor() {
    let text = "IDC 机房建设提速，IDC/CDN 服务商受益。据 IDC 统计，出货增长。IDC 数据显示出货下降，IDC 数据中心扩容。";
    let document = yanbao::layout::plain(text);
    let read = yanbao::tag::names(&document, &yanbao::lexicon::Lexicon::load(), &yanbao::tag::Frame::default());
    let rules: Vec<&str> = read.iter().filter(|m| m.id == "org:idc_firm").map(|m| m.rule).collect();
    assert_eq!(rules, ["named_as_source"; 2]);
}
