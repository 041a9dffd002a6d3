//! Entries of sidebars, numbered points, leads and headings of running text. Drawn pages in, passages out, with look-alikes.

use crate::drawn::Drawn;
use yanbao::layout::{Document, PassageKind, arrange};

const LINE: &str = "公司在发布会上展示了新一代产品并宣布面向全部客户开放其中包括图像模型";

fn texts(document: &Document) -> Vec<&str> {
    document.passages.iter().map(|p| p.text.as_str()).collect()
}

fn of(document: &Document, kind: PassageKind) -> Vec<&str> {
    document.passages.iter().filter(|p| p.kind == kind).map(|p| p.text.as_str()).collect()
}

/// A front page with text at the left and these lines in its sidebar.
fn sidebar(lines: &[&[(f32, &str)]]) -> Document {
    let mut page = Drawn::numbered(1);
    for i in 0..24 {
        page.words(40.0, 120.0 + 14.0 * i as f32, LINE);
    }
    for (i, line) in lines.iter().enumerate() {
        for (x, words) in *line {
            page.words(400.0 + x, 120.0 + 13.0 * i as f32, words);
        }
    }
    arrange(&[page.0])
}

#[test]
fn people_and_reports_of_a_sidebar_are_an_entry_each() {
    let document = sidebar(&[
        &[(0.0, "021-50000000 zhang@example.com")],
        &[(0.0, "证券分析师李四")],
        &[(0.0, "《云帆科技：晨星放量》2026-03-01")],
        &[(0.0, "《云帆科技：远山起步》2026-02-01")],
        &[(0.0, "云帆科技：新品带动")],
        &[(0.0, "收入增长 2026-01-01")],
        &[(0.0, "云帆科技：长河投产")],
    ]);
    let all = texts(&document);
    for text in [
        "021-50000000 zhang@example.com",
        "证券分析师李四",
        "《云帆科技：晨星放量》2026-03-01",
        "《云帆科技：远山起步》2026-02-01",
    ] {
        assert!(all.contains(&text), "{text}: {all:?}");
    }
}

#[test]
fn a_date_at_the_right_stands_behind_the_title_s_last_line() {
    let document = sidebar(&[
        &[(0.0, "云帆科技（688999）：晨星放"), (136.0, "2026-03-01")],
        &[(0.0, "量，预收款的增长已经持续")],
        &[(0.0, "云帆科技（688999）：远山起"), (136.0, "2026-02-01")],
        &[(0.0, "步，价格的上涨也在持续")],
    ]);
    let all = texts(&document);
    assert!(all.contains(&"云帆科技（688999）：晨星放量，预收款的增长已经持续 2026-03-01"), "{all:?}");
}

#[test]
fn a_date_in_the_middle_of_a_sentence_ends_no_entry() {
    let mut page = Drawn::new();
    page.words(60.0, 100.0, &format!("{LINE}并定于2026-03-01")).words(60.0, 114.0, "在上海发布。");
    assert_eq!(texts(&page.read()).len(), 1, "{:?}", texts(&page.read()));
}

#[test]
fn a_date_below_a_label_is_a_line_of_its_own() {
    let mut page = Drawn::new();
    page.words(400.0, 60.0, "食品饮料").words(400.0, 72.0, "2026年3月1日");
    for i in 0..8 {
        page.words(60.0, 130.0 + 14.0 * i as f32, LINE);
    }
    assert!(texts(&page.read()).contains(&"2026年3月1日"), "{:?}", texts(&page.read()));
}

/// Lines below a lead that ends in a colon.
fn points(lines: &[(f32, &str)]) -> Vec<(PassageKind, String)> {
    let mut page = Drawn::new();
    page.words(60.0, 100.0, &LINE[..3 * 34]).words(60.0, 114.0, &format!("{}如下：", &LINE[..3 * 31]));
    for (i, (x, words)) in lines.iter().enumerate() {
        page.words(60.0 + x, 128.0 + 14.0 * i as f32, words);
    }
    page.read().passages.iter().map(|p| (p.kind, p.text.clone())).collect()
}

#[test]
fn numbered_points_that_count_on_are_items_of_a_list() {
    let full = &LINE[..3 * 33];
    let found = points(&[
        (0.0, "1. 晨星：收入增长。"),
        (0.0, &format!("2.{full}")),
        (20.0, "大幅度提升。"),
        (0.0, "3. 长河：投产。"),
    ]);
    let items: Vec<&str> = found.iter().filter(|p| p.0 == PassageKind::ListItem).map(|p| p.1.as_str()).collect();
    assert_eq!(items, ["1. 晨星：收入增长。", &format!("2.{full}大幅度提升。"), "3. 长河：投产。"], "{found:?}");
}

#[test]
fn a_number_that_counts_on_in_the_middle_of_a_sentence_opens_nothing() {
    let mut page = Drawn::new();
    let line = format!("公司完成三项动作：1.完成定向增发；2.推出股权激励计划{}；", "并向全部客户开放");
    page.words(60.0, 100.0, &line).words(60.0, 114.0, "3.收购长河股份。");
    assert_eq!(texts(&page.read()).len(), 1, "{:?}", texts(&page.read()));
}

#[test]
fn a_paragraph_that_ends_in_a_colon_does_not_run_on_behind_a_figure() {
    let read = |end: &str| {
        let mut page = Drawn::new();
        page.words(60.0, 100.0, LINE).words(60.0, 114.0, &format!("公司的产品{end}"));
        page.words(60.0, 140.0, "图1：晨星出货量");
        page.0.images.push(yanbao::span::BBox { x0: 60.0, y0: 150.0, x1: 380.0, y1: 220.0 });
        page.words(60.0, 235.0, "资料来源：青岚研究院").words(60.0, 262.0, "考虑到需求的增长，我们看好。");
        of(&page.read(), PassageKind::Paragraph).len()
    };
    assert_eq!((read("如下："), read("，")), (2, 1));
}

#[test]
fn short_lines_far_apart_are_as_many_points() {
    let read = |step: f32| {
        let mut page = Drawn::new();
        for (i, words) in ["大客户占比过高", "市场扩容不及预期", "产品开发不及预期"].iter().enumerate()
        {
            page.words(180.0, 400.0 + step * i as f32, words);
        }
        texts(&page.read()).len()
    };
    assert_eq!((read(29.0), read(13.0)), (3, 1));
}

#[test]
fn a_question_in_larger_type_is_a_heading_and_one_in_the_text_is_none() {
    let read = |size: f32| {
        let mut page = Drawn::new();
        page.sized(60.0, 90.0, "问题一：转云基本成功，如何看待未来？", size);
        for i in 0..12 {
            page.words(60.0, 120.0 + 14.0 * i as f32, LINE);
        }
        of(&page.read(), PassageKind::Heading).len()
    };
    assert_eq!((read(14.0), read(9.0)), (1, 0));
}

#[test]
fn a_bold_lead_that_fills_its_line_stays_with_its_paragraph_beside_a_wide_label() {
    let mut page = Drawn::new();
    let full = |text: &str| format!("{text}{}", &LINE[..3 * (34 - text.chars().count())]);
    page.words(420.0, 86.0, "暂不评级");
    page.words(60.0, 100.0, &full("晨星")).words(60.0, 114.0, &full("远山")).words(60.0, 128.0, "长河投产。");
    page.bold(60.0, 142.0, &format!("{}。", &full("云帆")[..3 * 33]));
    for i in 0..5 {
        page.words(60.0, 156.0 + 14.0 * i as f32, &full("公司"));
    }
    page.words(60.0, 226.0, "放量。");
    let document = page.read();
    assert_eq!(of(&document, PassageKind::Paragraph).len(), 2, "{:?}", texts(&document));
}

#[test]
fn blanks_before_words_bridge_no_gutter() {
    let mut page = Drawn::new();
    for i in 0..8 {
        let y = 100.0 + 14.0 * i as f32;
        page.words(40.0, y, LINE).words(380.0, y, &LINE[..3 * 18]);
    }
    page.words(40.0, 212.0, LINE);
    page.words(40.0 + 36.0 * 9.0, 212.0, "     ").words(380.0, 212.0, "长河股份");
    let all = page.read();
    assert!(texts(&all).iter().all(|t| !t.contains("图像模型长河")), "{:?}", texts(&all));
}

#[test]
fn a_person_below_a_table_is_none_of_its_rows() {
    let read = |role: &str| {
        let mut page = Drawn::new();
        for (i, cells) in
            [["%", "1M", "3M"], ["相对收益", "3.75", "12.71"], ["绝对收益", "4.51", "-1.34"]].iter().enumerate()
        {
            page.row(100.0 + 14.0 * i as f32, &[400.0, 460.0, 510.0], cells);
        }
        page.row(142.0, &[420.0, 510.0], &["张三", role]);
        page.read().tables.iter().flat_map(|t| &t.cells).filter(|c| c.value == "张三").count()
    };
    assert_eq!((read("分析师"), read("2.50")), (0, 1));
}
