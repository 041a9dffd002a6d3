//! What stands at a page's edges and around its figures: furniture, turned labels, captions that touch, notes, notes in the
//! margin. Drawn pages in, passages out, with look-alikes.

use crate::drawn::Drawn;
use yanbao::layout::{Document, PassageKind, arrange};
use yanbao::pdf::Page;

const LINE: &str = "公司在发布会上展示了新一代产品并宣布面向全部客户开放其中包括图像模型";

fn of(document: &Document, kind: PassageKind) -> Vec<&str> {
    document.passages.iter().filter(|p| p.kind == kind).map(|p| p.text.as_str()).collect()
}

/// Pages of running text, and what else is drawn on each.
fn pages(count: u32, draw: impl Fn(u32, &mut Drawn)) -> Document {
    let page = |n: u32| -> Page {
        let mut page = Drawn::numbered(n);
        for i in 0..20 {
            page.words(60.0, 140.0 + 14.0 * i as f32, LINE);
        }
        draw(n, &mut page);
        page.0
    };
    arrange(&(1..=count).map(page).collect::<Vec<_>>())
}

#[test]
fn a_page_with_its_number_has_no_second_one() {
    let document = pages(6, |n, page| {
        page.words(300.0, 810.0, &format!("{n} / 6")).words(70.0, 790.0, if n == 2 { "-2.00" } else { "" });
        page.words(120.0, 790.0, if n == 3 { "5" } else { "" });
    });
    assert!(of(&document, PassageKind::Footer).iter().all(|f| f.ends_with("/ 6") && f.len() == 5));
    let alone = pages(6, |n, page| {
        page.words(300.0, 810.0, &n.to_string());
    });
    assert_eq!(of(&alone, PassageKind::Footer).len(), 6);
}

#[test]
fn words_that_all_reports_bear_are_furniture_at_the_edge_alone() {
    let document = pages(1, |_, page| {
        page.words(60.0, 60.0, "证券研究报告").words(60.0, 500.0, "证券研究报告");
    });
    assert_eq!(of(&document, PassageKind::Header), ["证券研究报告"]);
    assert_eq!(document.passages.iter().filter(|p| p.text.contains("证券研究报告")).count(), 2);
}

#[test]
fn a_head_that_says_the_front_s_words_in_small_type_is_furniture() {
    let read = |size: f32| {
        let document = pages(2, |n, page| {
            if n == 1 {
                page.sized(60.0, 100.0, "通信行业事件点评", 16.0);
            } else {
                page.sized(400.0, 60.0, "通信行业事件点评", size);
            }
        });
        of(&document, PassageKind::Header).len()
    };
    assert_eq!((read(9.0), read(16.0)), (1, 0));
}

#[test]
fn a_long_head_is_one_also_where_it_stands_lower() {
    let document = pages(8, |n, page| {
        page.words(400.0, if n == 7 { 58.0 } else { 44.0 }, "云帆科技公司首次覆盖报告");
    });
    assert_eq!(of(&document, PassageKind::Header).len(), 8);
}

#[test]
fn a_stamp_at_the_rim_is_furniture_and_a_note_above_the_foot_is_text() {
    let read = |y: f32| {
        let document = pages(3, |n, page| {
            if n == 2 {
                page.sized(300.0, y, "本文件由甲乙下载站提供", 5.0);
            }
        });
        of(&document, PassageKind::Footer).len()
    };
    assert_eq!((read(841.0), read(700.0)), (1, 0));
}

#[test]
fn standing_words_in_two_rows_are_no_table() {
    let front = |word: &str| {
        let mut page = Drawn::numbered(1);
        page.row(130.0, &[260.0, 420.0], &["行业研究", word]).row(
            144.0,
            &[260.0, 420.0],
            &["深度报告", "2026年3月1日"],
        );
        page.across(240.0, 560.0, 120.0).across(240.0, 560.0, 148.0);
        for i in 0..20 {
            page.words(60.0, 180.0 + 14.0 * i as f32, LINE);
        }
        arrange(&[page.0]).tables.len()
    };
    assert_eq!((front("证券研究报告"), front("云帆科技季报")), (0, 1));
}

#[test]
fn turned_labels_stand_with_their_chart() {
    let mut page = Drawn::new();
    page.words(60.0, 100.0, "图1：晨星历年出货量");
    for i in 0..5 {
        page.words(60.0, 120.0 + 16.0 * i as f32, &format!("{}%", 50 - 10 * i));
    }
    for (i, label) in ["2021-01", "2022-01", "2023-01", "2024-01", "2025-01", "2026-01"].iter().enumerate() {
        page.turned(100.0 + 25.0 * i as f32, 240.0, label);
    }
    page.words(60.0, 260.0, "资料来源：青岚研究院");
    for i in 0..6 {
        page.words(60.0, 290.0 + 14.0 * i as f32, LINE);
    }
    let document = page.read();
    let charts = of(&document, PassageKind::Chart);
    assert_eq!(charts.len(), 1, "{charts:?}");
    assert!(charts[0].starts_with("50%") && charts[0].ends_with("2026-01"), "{charts:?}");
    assert_eq!(document.passages.last().map(|p| p.kind), Some(PassageKind::Paragraph));
}

#[test]
fn a_turned_word_at_the_edge_is_furniture() {
    let mut page = Drawn::new();
    page.turned(20.0, 400.0, "行业研究");
    for i in 0..20 {
        page.words(60.0, 140.0 + 14.0 * i as f32, LINE);
    }
    assert_eq!(of(&page.read(), PassageKind::Header), ["行业研究"]);
}

#[test]
fn captions_that_touch_are_two() {
    let mut page = Drawn::new();
    page.words(40.0, 100.0, "图12：晨星与远山各业务的营业收入规模（单位：图13：晨星与远山各业务的归母净利润（单位：");
    page.words(40.0, 112.0, "亿元）").words(40.0 + 21.5 * 9.0 + 9.0, 112.0, "亿元）");
    for x in [40.0, 260.0] {
        page.0.images.push(yanbao::span::BBox { x0: x, y0: 120.0, x1: x + 190.0, y1: 200.0 });
        page.words(x, 215.0, "资料来源：青岚研究院");
    }
    let captions = page.read();
    let captions = of(&captions, PassageKind::Caption);
    assert_eq!(captions.len(), 2, "{captions:?}");
    let mut page = Drawn::new();
    page.words(40.0, 100.0, "图12：晨星的营业收入，与图11：远山的相比");
    assert_eq!(of(&page.read(), PassageKind::Caption).len(), 1);
}

#[test]
fn a_note_in_the_text_s_type_goes_on_while_its_sentence_is_open() {
    let read = |end: &str| {
        let mut page = Drawn::new();
        page.words(60.0, 100.0, "资料来源：青岚研究院");
        page.words(78.0, 120.0, &format!("注：{}{end}", &LINE[..3 * 31])).words(60.0, 134.0, "按各家的口径计算。");
        for i in 0..6 {
            page.words(60.0, 160.0 + 14.0 * i as f32, LINE);
        }
        of(&page.read(), PassageKind::Source).len()
    };
    assert_eq!(read("、"), 2);
}

#[test]
fn a_note_far_right_of_a_source_is_its_own() {
    let read = |x: f32| {
        let mut page = Drawn::new();
        page.words(60.0, 100.0, "资料来源：青岚研究院").words(x, 100.0, "注：收盘价为昨日的");
        of(&page.read(), PassageKind::Source).len()
    };
    assert_eq!((read(300.0), read(60.0 + 11.0 * 9.0)), (2, 1));
}

#[test]
fn a_note_in_the_margin_is_read_apart_from_the_text_beside_it() {
    let lines = ["公司估值与预测是基", "于假设的，可能对未", "来几年的增长过于乐", "观，请谨慎使用！"];
    let mut page = Drawn::new();
    for i in 0..6 {
        page.words(150.0, 100.0 + 14.0 * i as f32, LINE);
    }
    for (i, line) in lines.iter().enumerate() {
        page.words(55.0, 104.0 + 13.0 * i as f32, line);
    }
    let document = page.read();
    assert!(document.passages.iter().any(|p| p.text == lines.concat()), "{:?}", document.passages);
}

#[test]
fn names_whose_first_character_stands_apart_are_no_side_text() {
    let mut page = Drawn::new();
    for (i, (first, rest)) in [("张", "三"), ("李", "四"), ("王", "五"), ("赵", "六"), ("孙", "七")].iter().enumerate()
    {
        let y = 140.0 + 20.0 * i as f32;
        page.words(40.0, y, first).words(58.0, y, &format!("{rest}(021)50000000"));
    }
    assert!(of(&page.read(), PassageKind::Header).is_empty());
}

#[test]
fn a_heading_that_a_page_s_end_breaks_is_one() {
    let read = |rest: &str| {
        let mut pages = Vec::new();
        let mut page = Drawn::numbered(1);
        for i in 0..40 {
            page.words(60.0, 140.0 + 14.0 * i as f32, LINE);
        }
        page.bold(60.0, 730.0, "2.2. 半年的持仓：与贸易有关的仓位下降，云计算和数据中心等两项的受关注");
        pages.push(page.0);
        let mut page = Drawn::numbered(2);
        page.bold(60.0, 130.0, rest);
        for i in 0..20 {
            page.words(60.0, 160.0 + 14.0 * i as f32, LINE);
        }
        pages.push(page.0);
        of(&arrange(&pages), PassageKind::Heading).iter().map(|h| h.to_string()).collect::<Vec<_>>()
    };
    assert!(read("度提升").iter().any(|h| h.ends_with("受关注度提升")), "{:?}", read("度提升"));
    assert!(read("2.3. 展望").contains(&"2.3. 展望".to_owned()));
}

#[test]
fn the_page_behind_a_cover_is_a_front() {
    let read = |cover: &str| {
        let mut first = Drawn::numbered(1);
        first.sized(60.0, 400.0, "晨星放量，长河投产", 28.0);
        for i in 0..8 {
            first.words(60.0, 450.0 + 14.0 * i as f32, cover);
        }
        let mut page = Drawn::numbered(2);
        for i in 0..20 {
            page.words(220.0, 140.0 + 14.0 * i as f32, &LINE[..3 * 34]);
        }
        for (i, words) in ["公司研究", "深度报告", "投资评级", "买入", "收盘价", "股价走势", "张三"].iter().enumerate()
        {
            page.words(40.0, 143.0 + 22.0 * i as f32, words);
        }
        of(&arrange(&[first.0, page.0]), PassageKind::Sidebar).len()
    };
    assert!(read("") > 0);
    assert_eq!(read(LINE), 0);
}

/// A front page's chart with its scale and dates in small type, and a row below it.
fn below_chart(row: [&str; 2]) -> Vec<String> {
    let mut page = Drawn::numbered(1);
    for i in 0..24 {
        page.words(40.0, 120.0 + 14.0 * i as f32, LINE);
    }
    for i in 0..6 {
        page.sized(400.0, 140.0 + 15.0 * i as f32, &format!("{}%", 50 - 10 * i), 5.5);
    }
    for (i, date) in ["03/19", "07/19", "11/19", "03/20"].iter().enumerate() {
        page.sized(415.0 + 35.0 * i as f32, 222.0, date, 5.5);
    }
    page.sized(440.0, 232.0, row[0], 7.0).sized(500.0, 232.0, row[1], 7.0);
    let document = arrange(&[page.0]);
    of(&document, PassageKind::Chart).iter().map(|t| t.to_string()).collect()
}

#[test]
fn a_legend_in_larger_type_is_its_chart_s_and_a_row_of_figures_is_none() {
    let legend = below_chart(["云帆科技", "沪深300"]);
    assert!(legend.iter().any(|c| c.contains("云帆科技")), "{legend:?}");
    let row = below_chart(["绝对收益", "12.5"]);
    assert!(row.iter().all(|c| !c.contains("绝对收益")), "{row:?}");
}
