//! Properties: whatever the input, nothing panics and every text stands at its place.

use proptest::prelude::*;
use std::sync::LazyLock;
use yanbao::layout::plain;
use yanbao::lexicon::Lexicon;
use yanbao::search::{parse, snippet};
use yanbao::store::Filter;

/// Loaded once: a case would cost a tenth of a second otherwise.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// Lines as they occur in reports, in any order.
fn lines() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(vec![
        "",
        "# ",
        "## ",
        "一、",
        "（二）",
        "1.",
        "1.2 ",
        "1) ",
        "- ",
        "● ",
        "①",
        "图表 1: ",
        "图 2：",
        "来源：",
        "| a | ",
        "\t",
        "免责声明",
        "目录",
        "风险提示",
        "  ",
        "\u{feff}",
        "**",
    ]);
    let words = prop::sample::select(vec![
        "",
        "算力需求回升",
        "订单很多。",
        "Shipments rose",
        "120 亿元，",
        "甲\t乙\t3",
        "……12",
        "....3",
        "𠮷",
        "e\u{301}",
        "。",
        "-",
    ]);
    let end = prop::sample::select(vec!["\n", "\n\n", "\n\n\n\n", "\r\n", " ", "\u{c}"]);
    prop::collection::vec((mark, words.clone(), words, end), 0..24)
        .prop_map(|parts| parts.into_iter().map(|(a, b, c, d)| format!("{a}{b}{c}{d}")).collect())
}

/// Names, numbers, dates and the words that bind them: what readers of facts cut at.
const PIECES: [&str; 44] = [
    "美的",
    "美的集团",
    "寒武纪",
    "中国移动",
    "的",
    "和",
    "两家",
    "公司",
    "2010年",
    "2026年3月",
    "去年同期",
    "一季度",
    "年底",
    "资本开支",
    "收入",
    "净利润",
    "毛利率",
    "市场规模",
    "产能",
    "价格",
    "同比",
    "增长",
    "下降",
    "上调",
    "至",
    "由",
    "为",
    "约",
    "超过",
    "预计",
    "55%",
    "12%-15%",
    "120 亿元",
    "3.2 万片",
    "800G",
    "H200",
    "Qwen3.5",
    "，",
    "。",
    "、",
    "（",
    "）",
    "：",
    "建议关注",
];

#[test]
fn a_name_whose_end_looks_like_a_link_is_read() {
    // ended the program on a real report
    for text in ["美的两家", "格力和美的两家公司市场占有率超过 55%，形成双寡头竞争格局。"]
    {
        let text = format!("标题是这样的一句话，是吗\n\n{text}\n");
        assert!(yanbao::pipeline::read(text.as_bytes(), "a.txt", &LEXICON).is_ok());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), text in any::<bool>()) {
        let name = if text { "a.txt" } else { "a.pdf" };
        let _ = yanbao::pipeline::read(&bytes, name, &LEXICON);
    }

    #[test]
    fn every_line_of_a_plain_document_spans_its_text(text in lines()) {
        let document = plain(&text);
        for passage in &document.passages {
            prop_assert!(!passage.text.is_empty());
            prop_assert_eq!(passage.lines.len(), 1);
            prop_assert_eq!(passage.lines[0].span.of(&passage.text), passage.text.as_str());
        }
        for table in &document.tables {
            for cell in &table.cells {
                prop_assert!(document.passages[cell.passage].text.contains(cell.value.as_str()));
            }
        }
        for figure in &document.figures {
            prop_assert!(document.passages[figure.caption_passage].text.contains(&figure.caption));
        }
    }

    #[test]
    fn no_text_is_lost(text in lines()) {
        let plainly = |s: &str| s.chars().filter(|c| "算力需求回升订单很多亿𠮷".contains(*c)).count();
        let kept: usize = plain(&text).passages.iter().map(|p| plainly(&p.text)).sum();
        prop_assert_eq!(kept, plainly(&text));
    }

    #[test]
    fn any_question_is_read_or_refused(text in "[ ()\"“”a算力\\-:ORNTtile]{0,30}") {
        let _ = parse(&text);
    }

    #[test]
    fn any_sentence_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..16)) {
        let text = format!("算力点评\n\n{}\n", pieces.concat());
        let report = yanbao::pipeline::read(text.as_bytes(), "20260305.txt", &LEXICON).unwrap();
        for fact in &report.facts {
            let passage: Vec<char> = report.passages[fact.passage as usize - 1].text.chars().collect();
            let quote: String = passage[fact.start as usize..fact.end as usize].iter().collect();
            prop_assert_eq!(&quote, &fact.quote);
        }
    }

    #[test]
    fn a_report_s_json_comes_back(text in lines()) {
        if let Ok(report) = yanbao::pipeline::read(text.as_bytes(), "a.md", &LEXICON) {
            let json = serde_json::to_string(&report).unwrap();
            prop_assert_eq!(serde_json::from_str::<yanbao::report::Report>(&json).unwrap(), report);
        }
    }
}

#[test]
fn whatever_is_indexed_is_found_and_marked_as_it_stands() {
    use yanbao::search::{Index, Indexer, WordList};
    let text = "一、需求\n\n㍿算力 需求ＡＩ回升, e\u{301}t GPT-5.3 与 1,600 亿元；沪深 300（A 股）。\n\n- 𠮷野家 a.b-c_d 涨 3%。\n";
    let report = yanbao::pipeline::read(text.as_bytes(), "a.txt", &LEXICON).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut indexer = Indexer::open(folder.path(), WordList::new(Vec::new()), "0").unwrap();
    indexer.add(&report).unwrap();
    indexer.commit(1).unwrap();
    indexer.close().unwrap();
    let index = Index::open(folder.path(), WordList::new(Vec::new())).unwrap();
    for passage in &report.passages {
        let chars: Vec<char> = passage.text.chars().collect();
        for from in 0..chars.len() {
            for to in from + 1..=chars.len() {
                // a phrase that cuts no Latin run is found, and marked where it stands
                let latin = |i: usize| {
                    chars.get(i).is_some_and(|c| c.is_ascii_alphanumeric() || ".-_,\u{301}㍿ＡＩ".contains(*c))
                };
                let cuts = |i: usize| i > 0 && latin(i - 1) && latin(i);
                let phrase: String = chars[from..to].iter().collect();
                if cuts(from) || cuts(to) || phrase.contains('"') || !phrase.chars().any(char::is_alphanumeric) {
                    continue;
                }
                let ask = parse(&format!("\"{phrase}\"")).unwrap();
                let found = index.search(&ask, &Filter::default(), 10, &|_| Vec::new()).unwrap();
                assert!(found.hits.iter().any(|h| h.passage == passage.passage), "{phrase:?} in {:?}", passage.text);
                let marks = found.needles.marks(&passage.text);
                assert!(!marks.is_empty(), "{phrase:?} in {:?}", passage.text);
                for width in [1, 7, 20, 500] {
                    let part = snippet(&passage.text, &marks, width);
                    part.marks.iter().for_each(|m| assert!(!m.of(&part.text).is_empty()));
                }
            }
        }
    }
}
