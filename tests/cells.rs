//! Tables that rules or grounds part into cells: drawn pages in, cells out, with look-alikes.

use crate::drawn::{Drawn, WHITE};
use yanbao::layout::{Document, PassageKind};
use yanbao::pdf::Rule;
use yanbao::span::BBox;

const GROUND: u32 = 0xD0_E0_F0;

/// Rows of the document's tables, cells as `header=value`.
fn rows(document: &Document) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    for table in &document.tables {
        let first = out.len();
        for cell in &table.cells {
            out.resize(out.len().max(first + cell.row as usize), Vec::new());
            out[first + cell.row as usize - 1].push(format!("{}={}", cell.header, cell.value));
        }
    }
    out
}

fn rule(page: &mut Drawn, (x0, y0): (f32, f32), (x1, y1): (f32, f32), color: u32) {
    page.0.rules.push(Rule { bbox: BBox { x0, y0, x1, y1 }, horizontal: x1 - x0 > y1 - y0, color });
}

/// Rows parted by white rules, on grounds that do not fill their cells or on paper; some cells wrap.
fn white_rules(ground: Option<u32>) -> Document {
    let xs = [60.0, 150.0, 220.0, 290.0];
    let mut page = Drawn::new();
    for row in 0..6 {
        let y = 100.0 + 28.0 * row as f32;
        if row == 5 {
            rule(&mut page, (58.0, y + 28.0), (352.0, y + 29.0), WHITE);
        }
        for x in xs {
            if let Some(color) = ground {
                page.fill((x - 2.0, y + 1.0), (x + 62.0, y + 27.0), color);
            }
        }
        rule(&mut page, (58.0, y), (352.0, y + 1.0), WHITE);
        page.row(y + 17.0, &xs[1..], &["7.1%", &format!("{}.5", 10 + row), "9,100"]);
        page.words(60.0, y + 12.0, "某某数据中").words(60.0, y + 23.0, "心甲机房");
    }
    page.read()
}

#[test]
fn white_rules_part_rows_on_grounds_and_are_not_seen_on_paper() {
    let rows = rows(&white_rules(Some(GROUND)));
    assert_eq!(rows.len(), 6, "{rows:?}");
    assert!(rows.iter().all(|r| r.len() == 4), "{rows:?}");
    let paper = white_rules(None);
    assert!(paper.tables.iter().all(|t| t.cells.iter().map(|c| c.row).max() != Some(6)), "{:?}", paper.tables);
}

/// A table of three columns between white rules: a label over two rows, a cell over two columns, text in the middle of
/// its cells' heights.
fn merged(rules: u32, ground: Option<u32>) -> Document {
    let mut page = Drawn::new();
    let (x, y) = ([60.0, 130.0, 230.0, 480.0], [100.0, 120.0, 160.0, 200.0, 240.0]);
    if let Some(ground) = ground {
        page.fill((x[0], y[0]), (x[3], y[1]), 0x20_40_80).fill((x[0], y[1]), (x[3], y[4]), ground);
    }
    for at in [1, 3] {
        rule(&mut page, (x[0], y[at]), (x[3], y[at]), rules);
    }
    rule(&mut page, (x[1], y[2]), (x[3], y[2]), rules);
    rule(&mut page, (x[0], y[4]), (x[3], y[4]), rules);
    rule(&mut page, (x[1], y[0]), (x[1], y[3]), rules);
    rule(&mut page, (x[2], y[0]), (x[2], y[4]), rules);
    let head = if ground.is_some() { WHITE } else { 0 };
    page.colored(80.0, 113.0, "类别", head).colored(160.0, 113.0, "产品", head).colored(330.0, 113.0, "说明", head);
    page.words(72.0, 163.0, "服务器");
    let text = ["面向数据中心的整机柜产品，支持液", "冷与高密度部署。"];
    for (row, name) in [(1, "晨星一号"), (2, "远山二号")] {
        page.words(150.0, y[row] + 23.0, name);
        page.words(235.0, y[row] + 15.0, text[0]).words(235.0, y[row] + 30.0, text[1]);
    }
    page.words(110.0, 223.0, "运维服务").words(235.0, 223.0, "按年收费。");
    page.read()
}

#[test]
fn rules_around_merged_cells_part_them_also_in_white_on_a_ground() {
    let text = "面向数据中心的整机柜产品，支持液冷与高密度部署。";
    for (rules, ground) in [(0, None), (WHITE, Some(GROUND))] {
        let rows = rows(&merged(rules, ground));
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert_eq!(rows[0], ["类别=服务器".into(), "产品=晨星一号".into(), format!("说明={text}")]);
        assert_eq!(rows[1], ["产品=远山二号".into(), format!("说明={text}")]);
        assert_eq!(rows[2], ["类别=运维服务", "说明=按年收费。"]);
    }
}

/// A table of which each cell's ground is drawn in pieces, as word processors do: padding at the sides, a box a line.
fn pieces(line: u32) -> Document {
    let mut page = Drawn::new();
    let text = ["面向数据中心的整机柜产品，支持", "液冷与高密度部署，已在华东批量", "交付。"];
    page.row(95.0, &[66.0, 306.0], &["产品", "说明"]);
    for (x, width) in [(60.0, 240.0), (300.0, 240.0)] {
        page.fill((x, 84.0), (x + width, 99.0), 0x20_40_80);
        for row in 0..4 {
            let y = 100.0 + 46.0 * row as f32;
            page.fill((x, y), (x + 5.0, y + 45.0), line).fill((x + width - 5.0, y), (x + width, y + 45.0), line);
            for n in 0..3 {
                page.fill((x + 5.0, y + 15.0 * n as f32), (x + width - 5.0, y + 15.0 * (n + 1) as f32), line);
            }
            page.across(x, x + width, y + 45.5);
        }
    }
    page.across(60.0, 540.0, 99.5).down(300.0, 84.0, 284.0);
    for row in 0..4 {
        let y = 100.0 + 46.0 * row as f32;
        page.words(66.0, y + 26.0, ["晨星", "远山", "长河", "青岚"][row]);
        for (n, text) in text.iter().enumerate() {
            page.words(306.0, y + 11.0 + 15.0 * n as f32, text);
        }
    }
    page.read()
}

#[test]
fn the_grounds_of_a_cell_s_lines_part_no_rows() {
    for line in [GROUND, WHITE] {
        let rows = rows(&pieces(line));
        assert_eq!(rows.len(), 4, "{rows:?}");
        assert!(rows.iter().all(|r| r.len() == 2 && r[1].ends_with("交付。")), "{rows:?}");
    }
}

#[test]
fn rules_around_groups_of_rows_leave_the_rows_apart_and_a_plot_s_lines_are_no_table_s() {
    let mut page = Drawn::new();
    let (x, y) = ([60.0, 180.0, 300.0, 420.0], [100.0, 116.0, 160.0, 204.0]);
    for at in x {
        page.down(at, y[0], y[3]);
    }
    for at in y {
        page.across(x[0], x[3], at);
    }
    page.row(112.0, &x[..3], &["产品", "地区", "客户"]);
    for (n, name) in ["晨星", "远山", "长河", "青岚", "云帆", "北辰"].into_iter().enumerate() {
        page.row(128.0 + 14.0 * n as f32 + if n > 2 { 2.0 } else { 0.0 }, &x[..3], &[name, "华东", "云厂商"]);
    }
    assert_eq!(rows(&page.read()).len(), 6, "{:?}", rows(&page.read()));

    let mut plot = Drawn::new();
    plot.words(60.0, 90.0, "图1：晨星出货量（万台）");
    for n in 0..5 {
        let y = 110.0 + 20.0 * n as f32;
        plot.across(80.0, 300.0, y).words(62.0, y + 3.0, &format!("{}", 40 - 10 * n));
        plot.down(80.0 + 55.0 * n as f32, 110.0, 190.0);
    }
    plot.row(202.0, &[90.0, 145.0, 200.0, 255.0], &["2022", "2023", "2024", "2025"]);
    plot.words(60.0, 218.0, "资料来源：青岚研究院");
    let document = plot.read();
    assert!(document.tables.is_empty(), "{:?}", document.tables);
    assert!(document.passages.iter().any(|p| p.kind == PassageKind::Chart));
}

/// Rows between rules; the text of all cells stands in the middle of its row's height, its lines `gap` points apart.
fn centred(gap: f32) -> Document {
    let xs = [60.0, 130.0, 260.0, 400.0];
    let mut page = Drawn::new();
    page.across(58.0, 540.0, 86.0).row(97.0, &xs, &["项目", "进展", "目标", "用途"]).across(58.0, 540.0, 102.0);
    let (full, last) = ("已完成开发并进入客户", "验证。");
    for row in 0..4 {
        let y = 102.0 + 56.0 * row as f32;
        let mut cell = |x: f32, lines: &[&str]| {
            for (n, text) in lines.iter().enumerate() {
                page.words(x, y + 31.0 + gap * (n as f32 - (lines.len() - 1) as f32 / 2.0), text);
            }
        };
        cell(xs[0], &[["晨星平", "远山平", "长河平", "青岚平"][row], "台"]);
        cell(xs[1], &[full, full, last]);
        cell(xs[2], &[full, full, full, last]);
        cell(xs[3], &[full, last]);
        page.across(58.0, 540.0, y + 56.0);
    }
    page.read()
}

#[test]
fn cells_centred_on_each_other_between_rules_are_one_row() {
    let rows = rows(&centred(12.0));
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert_eq!(rows[1][0], "项目=远山平台");
    assert!(rows.iter().all(|r| r.len() == 4 && r[2].ends_with("验证。")), "{rows:?}");
}

#[test]
fn several_rows_between_two_rules_stay_apart() {
    let xs = [60.0, 130.0, 260.0];
    let mut page = Drawn::new();
    page.across(58.0, 440.0, 86.0).row(97.0, &xs, &["时间", "部门", "内容"]).across(58.0, 440.0, 102.0);
    for group in 0..4 {
        for row in 0..3 {
            let y = 102.0 + 84.0 * group as f32 + 28.0 * row as f32;
            page.row(y + 18.0, &xs, &[&format!("202{row}.{group}1"), "某部门"]);
            page.words(xs[2], y + 12.0, "关于推进智能制造的意见，").words(xs[2], y + 24.0, "已经发布。");
        }
        page.across(58.0, 440.0, 102.0 + 84.0 * (group + 1) as f32);
    }
    let rows = rows(&page.read());
    assert!(rows.iter().all(|r| r.iter().all(|c| !c.contains("01202") && !c.contains("某部门某部门"))), "{rows:?}");
}
