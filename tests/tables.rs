//! Tables and their sources from where words and rules stand: drawn pages in, cells out, with look-alikes.

use crate::drawn::{Drawn, WHITE};
use proptest::prelude::*;
use yanbao::layout::{Document, arrange};
use yanbao::pdf::Page;
use yanbao::span::BBox;

/// Rows of the only table, its cells as `header=value`.
fn rows(document: &Document) -> Vec<Vec<String>> {
    assert_eq!(document.tables.len(), 1, "{:?}", texts(document));
    let mut out: Vec<Vec<String>> = Vec::new();
    for cell in &document.tables[0].cells {
        out.resize(out.len().max(cell.row as usize), Vec::new());
        out[cell.row as usize - 1].push(format!("{}={}", cell.header, cell.value));
    }
    out
}

fn texts(document: &Document) -> Vec<&str> {
    document.passages.iter().map(|p| p.text.as_str()).collect()
}

#[test]
fn a_rule_between_every_two_rows_makes_one_row_of_wrapped_cells() {
    let xs = [60.0, 100.0, 180.0, 230.0];
    let mut page = Drawn::new();
    page.across(58.0, 300.0, 90.0).row(102.0, &xs, &["名次", "名称", "得分", "地区"]).across(58.0, 300.0, 106.0);
    let names = [["晨星-", "轻量版"], ["远山", "二代"], ["长河-", "标准版"], ["青岚", "三代"], ["云帆-", "Pro"]];
    for (i, name) in names.iter().enumerate() {
        let y = 106.0 + 28.0 * i as f32;
        page.row(y + 18.0, &xs, &[&(i + 1).to_string(), "", &(990 - 7 * i).to_string(), "华东"]);
        page.words(100.0, y + 12.0, name[0]).words(100.0, y + 24.0, name[1]).across(58.0, 300.0, y + 28.0);
    }
    let rows = rows(&page.read());
    assert_eq!(rows.len(), 5, "{rows:?}");
    assert_eq!(rows[0], ["名次=1", "名称=晨星-轻量版", "得分=990", "地区=华东"]);
    assert_eq!(rows[4], ["名次=5", "名称=云帆-Pro", "得分=962", "地区=华东"]);
}

#[test]
fn rules_between_groups_of_rows_leave_the_rows_apart() {
    let xs = [60.0, 180.0, 240.0];
    let mut page = Drawn::new();
    page.across(58.0, 300.0, 90.0).row(102.0, &xs, &["产品", "去年", "今年"]).across(58.0, 300.0, 106.0);
    for group in 0..4 {
        let y = 106.0 + 48.0 * group as f32;
        for line in 0..3 {
            let number = 10 * group + line + 1;
            let (name, last, this) = (format!("产品{number}"), format!("{number}.5"), format!("{number}.7"));
            page.row(y + 13.0 + 15.0 * line as f32, &xs, &[&name, &last, &this]);
        }
        page.across(58.0, 300.0, y + 48.0);
    }
    let rows = rows(&page.read());
    assert_eq!(rows.len(), 12, "{rows:?}");
    assert_eq!(rows[4], ["产品=产品12", "去年=12.5", "今年=12.7"]);
}

#[test]
fn rules_around_a_few_rows_part_no_other_rows_and_a_header_needs_none_below_it() {
    let xs = [60.0, 180.0, 240.0, 300.0];
    let table = |ruled: fn(usize) -> bool| {
        let mut page = Drawn::new();
        page.across(58.0, 340.0, 90.0).row(102.0, &xs, &["指标", "2024A", "2025E", "2026E"]);
        for i in 0..8 {
            let y = 113.0 + 11.0 * i as f32;
            page.row(y, &xs, &[&format!("科目{i}"), &format!("1,{i}00"), &format!("2,{i}00"), &format!("3,{i}00")]);
            if ruled(i) {
                page.across(58.0, 340.0, y + 2.0);
            }
        }
        rows(&page.read())
    };
    for ruled in [|i| matches!(i, 3 | 4 | 7), |_| true] {
        let rows = table(ruled);
        assert_eq!(rows.len(), 8, "{rows:?}");
        assert_eq!(rows[0], ["指标=科目0", "2024A=1,000", "2025E=2,000", "2026E=3,000"]);
    }
}

/// Two statements: figures of the left end where labels of the right begin; `gap` points lie between in two rows.
fn statements(gap: f32) -> Document {
    let mut page = Drawn::new();
    let (left, right) = ([60.0, 150.0, 236.0], [268.0, 380.0, 430.0]);
    page.row(100.0, &left, &["利润表", "2024A", "2025E"]).row(100.0, &right, &["负债表", "2024A", "2025E"]);
    let names = ["营业收入", "营业成本", "获利能力", "毛利率", "净利率", "现金", "存货", "商誉", "负债"];
    for (i, name) in names.into_iter().enumerate() {
        let y = 113.0 + 13.0 * i as f32;
        page.words(left[0], y, name).words(right[0], y, &format!("其他{name}"));
        if i != 2 {
            page.words(left[1], y, "1,234").words(right[1], y, "56.7").words(right[2], y, "58.9");
            let last = format!("{},321", i + 1);
            let gap = if matches!(i, 1 | 4) { gap } else { 12.0 };
            page.words(right[0] - gap - 4.5 * last.len() as f32, y, &last);
        }
    }
    page.read()
}

#[test]
fn statements_that_nearly_touch_are_two_and_a_section_s_label_is_a_row() {
    for gap in [12.0, 1.0] {
        let document = statements(gap);
        let value = |table: usize, row: u32, column: u32| {
            let cells = &document.tables[table].cells;
            cells.iter().find(|c| (c.row, c.column) == (row, column)).map(|c| c.value.as_str())
        };
        assert_eq!(document.tables.len(), 2, "{gap}: {:?}", texts(&document));
        assert_eq!((value(0, 1, 1), value(0, 1, 3)), (Some("营业收入"), Some("1,321")), "{gap}");
        assert_eq!((value(0, 3, 1), value(0, 4, 1)), (Some("获利能力"), Some("毛利率")), "{gap}");
        assert_eq!((value(1, 7, 1), value(1, 7, 3)), (Some("其他存货"), Some("58.9")), "{gap}");
    }
}

/// A statement of five columns with a second header of years, or of other words, in its middle.
fn stacked(second: [&str; 4]) -> Document {
    let mut page = Drawn::new();
    let rows = [
        ["利润表（百万元）", "2024A", "2025E", "2026E"],
        ["营业收入", "1,321", "1,544", "1,766"],
        ["营业成本", "1,001", "1,102", "1,203"],
        ["净利润", "121", "152", "183"],
        second,
        ["毛利率", "24.2%", "28.6%", "31.9%"],
        ["净资产收益率", "10.1%", "11.2%", "12.3%"],
    ];
    for (i, row) in rows.iter().enumerate() {
        for (x, text) in [60.0, 220.0, 300.0, 380.0].into_iter().zip(row) {
            page.words(x, 100.0 + 14.0 * i as f32, text);
        }
    }
    page.read()
}

#[test]
fn a_second_header_of_the_same_years_heads_a_table_of_its_own() {
    let document = stacked(["主要财务比率", "2024A", "2025E", "2026E"]);
    let headers = |t: usize| document.tables[t].cells.iter().map(|c| c.header.as_str()).collect::<Vec<_>>();
    assert_eq!(document.tables.len(), 2, "{:?}", texts(&document));
    assert_eq!((headers(0)[0], headers(1)[0], headers(1)[3]), ("利润表（百万元）", "主要财务比率", "2026E"));
    assert_eq!((document.tables[0].cells.len(), document.tables[1].cells.len()), (12, 8));
    assert_eq!(document.tables[1].cells[0].row, 1);
    // other years and figures are rows of the body
    for row in [["其中：海外", "2023A", "2024A", "2025E"], ["研发费用", "202", "203", "204"]] {
        assert_eq!(stacked(row).tables.len(), 1);
    }
}

#[test]
fn numbers_before_words_of_running_text_are_not_cut_off() {
    let mut page = Drawn::new();
    for i in 0..8 {
        page.words(60.0, 100.0 + 14.0 * i as f32, "公司去年出货1,234万台并在华东新建5座数据中心其中3座已投产");
    }
    let document = page.read();
    assert_eq!((document.passages.len(), document.tables.len()), (1, 0));
}

#[test]
fn a_white_header_over_several_columns_is_each_one_s() {
    let edges = [60.0, 120.0, 180.0, 240.0, 300.0, 360.0];
    let xs = [70.0, 130.0, 190.0, 250.0, 310.0];
    let mut page = Drawn::new();
    page.colored(70.0, 108.0, "公司", WHITE).colored(167.0, 102.0, "每股", WHITE).colored(285.0, 102.0, "估值", WHITE);
    for (x, year) in xs[1..].iter().zip(["2024A", "2025E", "2024A", "2025E"]) {
        page.colored(*x, 116.0, year, WHITE);
    }
    page.across(120.0, 360.0, 106.0);
    let body = [
        ["晨星", "1.10", "1.35", "20.1", "16.4"],
        ["远山", "", "0.80", "", "31.0"],
        ["长河", "2.20", "2.41", "9.9", "9.0"],
    ];
    for (i, texts) in body.iter().enumerate() {
        let y = 134.0 + 16.0 * i as f32;
        page.row(y, &xs, texts).across(60.0, 360.0, y + 5.0);
    }
    page.across(60.0, 360.0, 90.0);
    for x in edges {
        page.down(x, 121.0, 171.0);
    }
    let rows = rows(&page.read());
    assert_eq!(rows[0], ["公司=晨星", "每股 2024A=1.10", "每股 2025E=1.35", "估值 2024A=20.1", "估值 2025E=16.4"]);
    // a blank stays one: the number beside it keeps its column
    assert_eq!(rows[1], ["公司=远山", "每股 2025E=0.80", "估值 2025E=31.0"]);
}

/// A table without rules whose last column is text; `label` is the line of three on which the labels stand.
fn announcements(label: usize) -> Vec<Vec<String>> {
    let xs = [60.0, 110.0, 160.0, 230.0];
    let mut page = Drawn::new();
    page.words(60.0, 60.0, "表1：本周公告").row(80.0, &xs, &["简称", "代码", "日期", "内容"]);
    for row in 0..4 {
        let (full, last) = ("公司拟在华东新建一座数据中心并于年内开工预计投产", "现已获得批准。");
        for (line, text) in [full, full, last].into_iter().enumerate() {
            let y = 98.0 + 18.0 * (row * 3 + line) as f32;
            page.words(xs[3], y, text);
            if line == label {
                page.row(y, &xs, &[["晨星", "远山", "长河", "青岚"][row], "90001", "2026-03-05"]);
            }
        }
    }
    page.words(60.0, 330.0, "资料来源：公司公告");
    rows(&page.read())
}

#[test]
fn labels_at_their_rows_tops_and_in_their_middle() {
    for label in [0, 1] {
        let rows = announcements(label);
        assert_eq!(rows.len(), 4, "{label}: {rows:?}");
        for row in rows {
            assert!(row.last().is_some_and(|c| c.matches("数据中心").count() == 2 && c.ends_with("批准。")), "{row:?}");
        }
    }
}

#[test]
fn a_ranking_without_a_header_keeps_its_first_row() {
    let xs = [60.0, 100.0, 240.0];
    let list = |first: &str| {
        let mut page = Drawn::new();
        for (i, name) in ["晨星", "远山", "长河", "青岚", "云帆"].into_iter().enumerate() {
            let number = if i == 0 { first.to_owned() } else { format!("{}.", i + 1) };
            page.row(100.0 + 14.0 * i as f32, &xs, &[&number, name, "12B 次"]).across(
                58.0,
                300.0,
                104.0 + 14.0 * i as f32,
            );
        }
        rows(&page.read())
    };
    assert_eq!(list("1.").len(), 5);
    assert_eq!(list("排名").len(), 4, "a header");
}

#[test]
fn two_sources_beside_each_other_wrap_each_in_its_column() {
    let mut page = Drawn::new();
    page.words(60.0, 100.0, "图1：晨星出货量").words(320.0, 100.0, "图2：远山出货量");
    page.0.images.push(BBox { x0: 60.0, y0: 110.0, x1: 280.0, y1: 200.0 });
    page.0.images.push(BBox { x0: 320.0, y0: 110.0, x1: 540.0, y1: 200.0 });
    page.words(60.0, 215.0, "资料来源：青岚研究院、长河数据、").words(320.0, 215.0, "资料来源：云帆证券研究所");
    page.words(60.0, 228.0, "云帆证券研究所");
    let document = page.read();
    let sources: Vec<&str> = document.figures.iter().map(|f| f.source.as_str()).collect();
    assert_eq!(sources, ["青岚研究院、长河数据、云帆证券研究所", "云帆证券研究所"]);
}

#[test]
fn a_version_at_a_line_s_head_opens_no_paragraph_and_a_point_does() {
    let long = "公司在发布会上展示了新一代产品并宣布面向全部客户开放其中包括图像模型晨星与视频模型";
    let paragraphs = |last: &str, next: &str| {
        let mut page = Drawn::new();
        page.words(60.0, 100.0, &format!("{long}长河")).words(60.0, 114.0, &format!("{long}长河"));
        page.words(60.0, 128.0, last).words(60.0, 142.0, next);
        page.read().passages.len()
    };
    assert_eq!(paragraphs(long, "2.0、以及语音模型青岚的预览版。"), 1);
    assert_eq!(paragraphs("产品将于下月开放。", "2.1 风险"), 2);
}

/// Words anywhere on a page, and rules.
fn pages() -> impl Strategy<Value = Page> {
    let word = prop::sample::select(vec![
        "晨星",
        "出货",
        "12.5",
        "-",
        "2025E",
        "表1：出货",
        "资料来源：公司",
        "1.",
        "Qwen-",
        "订单很多。",
    ]);
    // on a grid, so that rows and columns come about, and a little off it
    let place = (0u8..12, 0u8..30, 0u8..4, word);
    let rule = (0u8..12, 0u8..30, 1u8..12, any::<bool>());
    (prop::collection::vec(place, 0..60), prop::collection::vec(rule, 0..24)).prop_map(|(words, rules)| {
        let mut page = Drawn::numbered(1);
        let mut taken = std::collections::BTreeSet::new();
        for (x, y, off, word) in words {
            if taken.insert((x, y)) {
                page.words(40.0 + 45.0 * f32::from(x), 60.0 + 14.0 * f32::from(y) + f32::from(off) * 0.4, word);
            }
        }
        for (x, y, length, flat) in rules {
            let (x, y, length) = (38.0 + 45.0 * f32::from(x), 63.0 + 14.0 * f32::from(y), f32::from(length));
            if flat {
                page.across(x, x + 45.0 * length, y)
            } else {
                page.down(x, y, y + 14.0 * length)
            };
        }
        page.0
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_glyph_is_in_one_passage_and_every_cell_at_its_place(page in pages()) {
        let document = arrange(std::slice::from_ref(&page));
        let ink = |text: &str| { let mut c: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect(); c.sort_unstable(); c };
        let drawn: String = page.glyphs.iter().flat_map(|g| g.text.chars().collect::<Vec<_>>()).collect();
        let read: String = document.passages.iter().map(|p| p.text.as_str()).collect();
        prop_assert_eq!(ink(&drawn), ink(&read));
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        for cell in document.tables.iter().flat_map(|t| &t.cells) {
            prop_assert_eq!(bare(cell.span.of(&document.passages[cell.passage].text)), bare(&cell.value));
        }
        prop_assert_eq!(document, arrange(std::slice::from_ref(&page)));
    }
}

#[test]
fn a_header_in_the_middle_over_years_is_each_one_s_and_one_over_words_is_its_own() {
    let xs = [60.0, 150.0, 220.0, 290.0, 360.0, 430.0, 500.0];
    let mut page = Drawn::new();
    page.across(58.0, 540.0, 86.0).words(152.0, 97.0, "目标").words(290.0, 97.0, "净利").words(465.0, 97.0, "P/E");
    page.row(110.0, &xs, &["公司", "价格", "2024A", "2025E", "2026E", "2025E", "2026E"]).across(58.0, 540.0, 114.0);
    for (n, name) in ["晨星", "远山", "长河", "青岚"].into_iter().enumerate() {
        let y = 127.0 + 14.0 * n as f32;
        page.row(y, &xs, &[name, "12.50", "1,021", "1,132", "1,243", "20.5", "18.1"]);
    }
    let rows = rows(&page.across(58.0, 540.0, 172.0).read());
    let heads: Vec<&str> = rows[0].iter().map(|c| c.split('=').next().unwrap_or("")).collect();
    assert_eq!(heads, ["公司", "目标 价格", "净利 2024A", "净利 2025E", "净利 2026E", "P/E 2025E", "P/E 2026E"]);
}

#[test]
fn a_code_and_a_name_that_touch_are_two_cells_where_other_rows_have_them_apart() {
    let xs = [60.0, 120.0, 200.0, 260.0];
    let mut page = Drawn::new();
    page.row(90.0, &xs, &["代码", "名称", "股价", "市值"]);
    for (n, name) in ["晨星股份", "远山科技", "长河数据", "青岚股份"].into_iter().enumerate() {
        let y = 104.0 + 14.0 * n as f32;
        let x = if n == 1 { 101.0 } else { xs[1] };
        page.words(60.0, y, &format!("60{n}123.SH")).words(x, y, name);
        page.row(y, &xs[2..], &["12.5", &format!("{}", 90 + n)]);
    }
    let rows = rows(&page.read());
    assert_eq!(rows[1], ["代码=601123.SH", "名称=远山科技", "股价=12.5", "市值=91"]);
    // in a list they are one
    let mut list = Drawn::new();
    for (n, name) in ["晨星股份", "远山科技", "长河数据", "青岚股份"].into_iter().enumerate() {
        list.words(60.0, 104.0 + 14.0 * n as f32, &format!("60{n}123.SH{name}"));
    }
    assert!(list.read().tables.is_empty());
}
