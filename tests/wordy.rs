//! Tables of words whose cells have several lines: drawn pages in, cells out, with look-alikes.

use crate::drawn::{Drawn, SIZE};
use yanbao::layout::{Document, arrange};

const PITCH: f32 = 12.0;
const XS: [f32; 3] = [60.0, 130.0, 330.0];

/// Cells of each table's rows, as `header=value`, by table and row.
fn rows(document: &Document) -> Vec<Vec<Vec<String>>> {
    let of = |table: &yanbao::layout::Table| {
        let mut out: Vec<Vec<String>> = Vec::new();
        for cell in &table.cells {
            out.resize(out.len().max(cell.row as usize), Vec::new());
            out[cell.row as usize - 1].push(format!("{}={}", cell.header, cell.value));
        }
        out
    };
    document.tables.iter().map(of).collect()
}

/// Lines of a row's cells from `y` on, each cell in the middle of the row's height; gives the height.
fn row(page: &mut Drawn, y: f32, cells: [&[&str]; 3]) -> f32 {
    let most = cells.iter().map(|c| c.len()).max().unwrap_or(0) as f32;
    for (x, lines) in XS.iter().zip(cells) {
        let top = y + (most - lines.len() as f32) / 2.0 * PITCH;
        lines.iter().enumerate().for_each(|(n, line)| {
            page.words(*x, top + PITCH * n as f32 + SIZE, line);
        });
    }
    most * PITCH
}

fn caption(page: &mut Drawn, y: f32) {
    page.words(60.0, y, "表 1：园区三家做软件的公司");
    page.across(58.0, 530.0, y + 6.0);
    page.row(y + 20.0, &XS, &["公司", "做什么", "长处"]);
    page.across(58.0, 530.0, y + 26.0);
}

const FIRST: [&[&str]; 3] = [
    &["甲公司"],
    &[
        "为工厂与仓库写排产的软件，也为车",
        "间的机器写联网的程序，按年收取服",
        "务的费用，第三年起收费略有下降，",
        "老客户可以用旧的价格续约。",
    ],
    &["做得最早，客户最多的一家，同行多从", "它那里出来。"],
];
const SECOND: [&[&str]; 3] = [
    &["乙公司"],
    &["只做一件事，把图纸里的构件数清楚，", "再把清单送到采购部门手里。"],
    &["数得准也数得快，图纸改了以后能够只", "数改动的部分，其余的部分照旧，省下", "许多时间。"],
];
const THIRD: [&[&str]; 3] = [
    &["丙公司"],
    &["从外地来，先代理别人的软件，后来自", "己写，眼下两样都卖，自己写的卖得多", "一些。"],
    &["价格低。"],
];

#[test]
fn cells_of_several_lines_in_the_middle_of_their_rows_are_whole() {
    let mut page = Drawn::new();
    caption(&mut page, 100.0);
    let mut y = 128.0;
    for cells in [FIRST, SECOND, THIRD] {
        y += row(&mut page, y, cells);
    }
    page.across(58.0, 530.0, y + 3.0).words(60.0, y + 16.0, "资料来源：园区管委会");
    let tables = rows(&page.read());
    assert_eq!(tables.len(), 1, "{tables:?}");
    assert_eq!(tables[0].len(), 3, "{tables:?}");
    for (row, cells) in tables[0].iter().zip([FIRST, SECOND, THIRD]) {
        let want: Vec<String> =
            ["公司", "做什么", "长处"].iter().zip(cells).map(|(h, c)| format!("{h}={}", c.concat())).collect();
        assert_eq!(row, &want);
    }
}

/// Two pages: a table of two rows to the first one's foot, and what stands on top of the second.
fn over_the_page(top: impl Fn(&mut Drawn)) -> Document {
    let (mut first, mut second) = (Drawn::numbered(2), Drawn::numbered(3));
    caption(&mut first, 640.0);
    let y = 668.0 + row(&mut first, 668.0, FIRST);
    row(&mut first, y, SECOND);
    top(&mut second);
    arrange(&[Drawn::numbered(1).0, first.0, second.0])
}

#[test]
fn a_table_over_the_page_s_end_keeps_its_columns() {
    let document = over_the_page(|page| {
        let y = 100.0 + row(page, 100.0, THIRD);
        page.words(60.0, y + 14.0, "资料来源：园区管委会");
    });
    let tables = rows(&document);
    assert_eq!(tables.len(), 1, "{tables:?}");
    let want: Vec<String> =
        ["公司", "做什么", "长处"].iter().zip(THIRD).map(|(h, c)| format!("{h}={}", c.concat())).collect();
    assert_eq!(tables[0].last(), Some(&want));
}

#[test]
fn running_text_below_a_page_s_end_goes_on_with_no_table() {
    let text = "园区里还有几家更小的公司，各自做着自己熟悉的那一小块，这里不再一一列出，读者可以";
    let document = over_the_page(|page| {
        (0..4).for_each(|n| {
            page.words(60.0, 70.0 + 14.0 * n as f32, text);
        });
        page.words(60.0, 140.0, "资料来源：园区管委会");
    });
    assert_eq!(rows(&document)[0].len(), 2, "{:?}", document.tables);
}

#[test]
fn rows_of_figures_beside_a_label_of_their_group_stay_rows() {
    let mut page = Drawn::new();
    caption(&mut page, 100.0);
    for group in 0..2 {
        let y = 128.0 + 3.0 * PITCH * group as f32;
        let label = if group == 0 { "东边" } else { "西边" };
        page.words(60.0, y + PITCH + SIZE, label);
        for n in 0..3 {
            let line = y + PITCH * n as f32 + SIZE;
            page.words(130.0, line, ["写排产软件的公司", "数构件", "代理外地软件"][n]);
            page.words(330.0, line, ["12.5", "8.0", "4.5"][n]);
        }
    }
    page.across(58.0, 530.0, 206.0).words(60.0, 220.0, "资料来源：园区管委会");
    let document = page.read();
    assert_eq!(rows(&document)[0].len(), 6, "{:?}", rows(&document));
    assert!(document.tables[0].cells.iter().all(|c| c.value.chars().count() <= 9), "{:?}", rows(&document));
}
