//! Front pages and scales: a sidebar's headings, key data, chart and people apart; drawn pages in, passages out.

use crate::drawn::Drawn;
use yanbao::layout::{Document, PassageKind, arrange};

const LINE: &str = "公司在发布会上展示了新一代产品并宣布面向全部客户开放";

fn of(document: &Document, kind: PassageKind) -> Vec<&str> {
    document.passages.iter().filter(|p| p.kind == kind).map(|p| p.text.as_str()).collect()
}

/// A front page's running text, left of a sidebar at 380.
fn front() -> Drawn {
    let mut page = Drawn::numbered(1);
    page.sized(60.0, 90.0, "晨星上修全年指引，运营商开支回升", 18.0);
    for i in 0..30 {
        page.words(60.0, 120.0 + 15.0 * i as f32, LINE);
    }
    page
}

/// Ticks below each other that end at `x`.
fn scale(page: &mut Drawn, x: f32, y: f32, ticks: &[&str]) {
    for (i, tick) in ticks.iter().enumerate() {
        page.sized(x - 3.5 * tick.len() as f32, y + 16.0 * i as f32, tick, 7.0);
    }
}

#[test]
fn a_sidebar_s_price_chart_is_a_chart_with_its_dates_and_legend() {
    let mut page = front();
    page.bold(380.0, 130.0, "股价走势").sized(420.0, 150.0, "晨星股份", 7.0).sized(480.0, 150.0, "沪深300", 7.0);
    scale(&mut page, 400.0, 164.0, &["24%", "8%", "-8%", "-24%", "-40%"]);
    for (i, date) in ["2025-03", "2025-07", "2025-11"].iter().enumerate() {
        page.sized(404.0 + 50.0 * i as f32, 240.0, date, 7.0);
    }
    page.bold(380.0, 262.0, "相关研究").words(380.0, 278.0, "《晨星：产能爬坡》2025-09-01");
    let document = arrange(&[page.0]);
    let charts = of(&document, PassageKind::Chart);
    assert_eq!(charts, ["晨星股份 沪深300\n24%\n8%\n-8%\n-24%\n-40%\n2025-03 2025-07 2025-11"]);
    assert!(of(&document, PassageKind::Sidebar).contains(&"股价走势"), "{:?}", of(&document, PassageKind::Sidebar));
    assert_eq!(document.tables.len(), 0);
}

#[test]
fn a_scale_at_the_right_of_its_plot_has_its_legend_left_of_it() {
    let mut page = front();
    page.sized(400.0, 150.0, "晨星股份", 7.0).sized(450.0, 150.0, "沪深300", 7.0);
    scale(&mut page, 520.0, 164.0, &["24%", "8%", "-8%", "-24%", "-40%"]);
    let document = arrange(&[page.0]);
    assert_eq!(of(&document, PassageKind::Chart), ["晨星股份 沪深300\n24%\n8%\n-8%\n-24%\n-40%"]);
}

#[test]
fn numbers_that_fall_in_a_table_are_its_column() {
    let table = |cells: [&str; 5], labels: bool| {
        let mut page = Drawn::new();
        for (i, cell) in cells.iter().enumerate() {
            let y = 100.0 + 16.0 * i as f32;
            page.words(200.0, y, cell).words(260.0, y, ["华东", "华南", "华北", "西南", "东北"][i]);
            if labels {
                page.words(100.0, y, ["晨星", "远山", "长河", "青岚", "云帆"][i]);
            }
        }
        page.read()
    };
    let falling = ["50%", "40%", "30%", "20%", "10%"];
    for document in [table(falling, true), table(falling, false), table(["1", "2", "3", "4", "5"], true)] {
        assert_eq!((document.tables.len(), of(&document, PassageKind::Chart).len()), (1, 0));
    }
}

#[test]
fn columns_that_all_fall_by_equal_steps_are_a_table() {
    let mut page = Drawn::new();
    for row in 0..6 {
        let y = 100.0 + 16.0 * row as f32;
        for column in 0..5 {
            page.words(100.0 + 50.0 * column as f32, y, &format!("{:.1}", 30.0 - 1.5 * row as f32 - column as f32));
        }
    }
    let document = page.read();
    assert_eq!((document.tables.len(), of(&document, PassageKind::Chart).len()), (1, 0));
}

#[test]
fn a_chart_with_a_scale_and_a_legend_of_two_rows_under_a_caption_is_no_table() {
    let mut page = Drawn::new();
    page.words(60.0, 90.0, "图1：各产品毛利率").across(58.0, 300.0, 96.0);
    page.row(110.0, &[120.0, 200.0], &["晨星一代", "远山一代"]).row(121.0, &[120.0, 200.0], &["晨星二代", "远山二代"]);
    scale(&mut page, 90.0, 112.0, &["40.0%", "30.0%", "20.0%", "10.0%", "0.0%"]);
    for (i, year) in ["2022", "2023", "2024", "2025"].iter().enumerate() {
        page.sized(110.0 + 45.0 * i as f32, 188.0, year, 7.0);
    }
    page.across(58.0, 300.0, 196.0).words(60.0, 206.0, "资料来源：青岚研究院");
    let document = page.read();
    assert_eq!((document.tables.len(), of(&document, PassageKind::Chart).len()), (0, 1));
    assert_eq!(document.figures[0].source, "青岚研究院");
}

#[test]
fn a_sidebar_between_rules_is_key_data_people_and_headings() {
    let mut page = front();
    let x = 380.0;
    for y in [110.0, 210.0, 300.0] {
        page.across(x - 2.0, 540.0, y);
    }
    page.sized(x + 50.0, 126.0, "买入（首次）", 12.0);
    for (i, (label, value)) in
        [("分析师：", "甲先生"), ("邮箱：", "jia@yunfan.example"), ("编号：", "S1230525010001")].iter().enumerate()
    {
        page.words(x, 150.0 + 14.0 * i as f32, label).words(x + 60.0, 150.0 + 14.0 * i as f32, value);
    }
    page.bold(x, 224.0, "基本数据");
    for (i, (label, value)) in
        [("收盘价（元）", "33.30"), ("总股本（亿股）", "2.30"), ("市净率", "4.1")].iter().enumerate()
    {
        page.words(x, 240.0 + 14.0 * i as f32, label).words(x + 110.0, 240.0 + 14.0 * i as f32, value);
    }
    page.bold(x, 284.0, "最近一年走势");
    let document = arrange(&[page.0]);
    assert_eq!(of(&document, PassageKind::Table), ["收盘价（元）\t33.30\n总股本（亿股）\t2.30\n市净率\t4.1"]);
    let aside = of(&document, PassageKind::Sidebar);
    for text in ["买入（首次）", "基本数据", "最近一年走势"] {
        assert!(aside.contains(&text), "{text}: {aside:?}");
    }
}

#[test]
fn labels_and_values_without_white_between_them_are_two_columns() {
    let mut page = front();
    page.across(378.0, 540.0, 110.0).across(378.0, 540.0, 190.0);
    for (i, (label, x, value)) in [
        ("收盘价（元）", 512.5, "33.30"),
        ("一年内最高与最低价（元）", 490.0, "44.25/30.9"),
        ("上证指数与深证成指", 476.5, "3123.11/11206"),
        ("市净率", 521.5, "4.1"),
    ]
    .iter()
    .enumerate()
    {
        page.sized(380.0, 126.0 + 16.0 * i as f32, label, 8.0).words(*x, 126.0 + 16.0 * i as f32, value);
    }
    let document = arrange(&[page.0]);
    let values: Vec<(u32, &str)> = document.tables[0].cells.iter().map(|c| (c.column, c.value.as_str())).collect();
    assert_eq!(values[..4], [(1, "收盘价（元）"), (2, "33.30"), (1, "一年内最高与最低价（元）"), (2, "44.25/30.9")]);
}

#[test]
fn three_lines_beside_a_title_are_a_sidebar_and_beside_labels_a_table() {
    let read = |size: f32, left: [&str; 3]| {
        let mut page = Drawn::numbered(1);
        for (i, (y, words)) in [72.0, 96.0, 112.0].into_iter().zip(left).enumerate() {
            page.sized(60.0, y, words, if i == 1 { size } else { 9.0 });
            let aside = ["评级：买入（维持）", "分析师：甲先生", "编号：S1230525010001"][i];
            page.sized(430.0, [72.0, 92.0, 112.0][i], aside, 8.0);
        }
        for i in 0..6 {
            page.words(60.0, 150.0 + 15.0 * i as f32, &LINE.repeat(2));
        }
        arrange(&[page.0])
    };
    let front = read(18.0, ["电力设备行业", "锂价回升，电池开始补库存", "行业周报"]);
    assert_eq!(of(&front, PassageKind::Title), ["锂价回升，电池开始补库存"]);
    assert_eq!(of(&front, PassageKind::Sidebar).len(), 3, "{:?}", front.passages);
    assert_eq!(of(&read(9.0, ["评级", "姓名", "编号"]), PassageKind::Sidebar).len(), 0);
}

#[test]
fn a_front_behind_a_bare_cover_gives_the_head() {
    let lexicon = yanbao::lexicon::Lexicon::load();
    let head = |cover: &[&str], rating: &str| {
        let (mut first, mut second) = (Drawn::numbered(1), Drawn::numbered(2));
        first.sized(60.0, 300.0, "冷链龙头扩产，订单持续回升", 24.0);
        for (i, words) in cover.iter().enumerate() {
            first.words(60.0, 340.0 + 15.0 * i as f32, words);
        }
        second.bold(60.0, 60.0, "伊利股份(600887.SH)").words(60.0, 84.0, rating);
        second.words(60.0, 108.0, "2026年2月10日").words(60.0, 132.0, "分析师：林一舟 S9990512010001");
        for i in 0..24 {
            second.words(60.0, 160.0 + 15.0 * i as f32, LINE);
        }
        let head = yanbao::facts::head(&arrange(&[first.0, second.0]), &lexicon, "x.pdf", None);
        let names: Vec<String> = head.analysts.into_iter().map(|a| a.name).collect();
        (head.published_on.map(|d| d.to_string()).unwrap_or_default(), head.rating, names.join(";"))
    };
    let behind = ("2026-02-10".to_owned(), "买入".to_owned(), "林一舟".to_owned());
    assert_eq!(head(&["—晨星股份深度报告"], "投资评级：买入"), behind);
    // a second page without a rating, and a first page that has one
    assert_eq!(head(&["—晨星股份深度报告"], "本期内容"), Default::default());
    let own = ("".to_owned(), "增持".to_owned(), "".to_owned());
    assert_eq!(head(&["投资评级：增持"], "投资评级：买入"), own);
}
