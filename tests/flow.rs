//! What crosses pages and what stands between the text and its figures: page numbers, captions, sources, notes. Drawn
//! pages in, passages out, with look-alikes.

use crate::drawn::Drawn;
use yanbao::layout::{Document, PassageKind, arrange};
use yanbao::span::BBox;

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
                page.words(60.0, 130.0 + 14.0 * i as f32, LINE);
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
    assert!(of(&same, PassageKind::Footer).iter().all(|f| !f.contains("83")), "{:?}", of(&same, PassageKind::Footer));
}

/// Two figures beside each other, the left one's caption of two lines.
fn pair(first: &str, second: &str, right: &str) -> Document {
    let mut page = Drawn::new();
    page.words(60.0, 100.0, first).words(60.0, 111.0, second).words(320.0, 106.0, right);
    for x in [60.0, 320.0] {
        page.0.images.push(BBox { x0: x, y0: 120.0, x1: x + 220.0, y1: 220.0 });
        page.sized(x, 235.0, "资料来源：青岚研究院", 7.0);
    }
    page.read()
}

#[test]
fn a_caption_of_two_lines_stands_beside_one_of_a_single_line() {
    let document = pair("图表1：晨星与远山历年出货量及其占全球的比例（万", "台）", "图表2：晨星历年收入");
    let captions = of(&document, PassageKind::Caption);
    assert_eq!(captions, ["图表1：晨星与远山历年出货量及其占全球的比例（万台）", "图表2：晨星历年收入"]);
    assert!(document.figures.iter().all(|f| f.source == "青岚研究院"), "{:?}", document.figures);
}

#[test]
fn a_caption_on_a_ground_goes_on_in_its_own_type_alone() {
    let read = |color: u32| {
        let mut page = Drawn::new();
        page.fill((58.0, 90.0), (300.0, 116.0), 0x00_33_99).colored(60.0, 100.0, "图1：晨星出货量", 0xFF_FF_FF);
        page.colored(60.0, 111.0, "（2023-2025）", color);
        page.0.images.push(BBox { x0: 60.0, y0: 90.0, x1: 300.0, y1: 220.0 });
        page.words(120.0, 150.0, "晨星一代").words(180.0, 170.0, "晨星二代").words(60.0, 235.0, "资料来源：青岚研究院");
        page.read()
    };
    assert_eq!(of(&read(0xFF_FF_FF), PassageKind::Caption), ["图1：晨星出货量（2023-2025）"]);
    assert_eq!(of(&read(0x66_66_66), PassageKind::Caption), ["图1：晨星出货量"]);
}

#[test]
fn a_heading_s_number_beside_it_is_no_figure_s() {
    let mut page = Drawn::new();
    page.words(60.0, 100.0, "图表1：晨星历年出货量").words(320.0, 100.0, "图表2：晨星历年收入");
    page.bold(170.0, 130.0, "2.3").bold(220.0, 130.0, "晨星的产能集中在华东与西南两地");
    for i in 0..4 {
        page.words(170.0, 150.0 + 14.0 * i as f32, LINE);
    }
    assert_eq!(of(&page.read(), PassageKind::Heading), ["2.3 晨星的产能集中在华东与西南两地"]);
}

#[test]
fn an_entry_of_two_lines_is_one_of_the_contents() {
    let dots = ".".repeat(40);
    let mut page = Drawn::new();
    page.words(60.0, 100.0, &format!("图1：晨星历年出货量{dots}7"));
    page.words(60.0, 114.0, "图2：晨星与远山历年出货量占全球的比例对比（单位：百");
    page.words(80.0, 128.0, &format!("万台）{dots}12"));
    page.words(60.0, 142.0, &format!("图3：晨星历年收入{dots}13"));
    let document = page.read();
    assert_eq!((document.figures.len(), of(&document, PassageKind::Contents).len()), (0, 1), "{:?}", document.passages);
}

#[test]
fn a_note_behind_a_source_is_whole_in_its_own_type() {
    let read = |color: u32| {
        let mut page = Drawn::new();
        page.row(100.0, &[40.0, 300.0, 520.0], &["晨星", "12.5", "13.5"]);
        page.row(114.0, &[40.0, 300.0, 520.0], &["远山", "22.5", "23.5"])
            .across(38.0, 560.0, 92.0)
            .across(38.0, 560.0, 118.0);
        page.colored(40.0, 132.0, "资料来源：青岚研究院。注：晨星按客户的确认口径计算，其余", color);
        page.colored(40.0, 146.0, "按出货的口径计算；两者的货币单位都是亿元人民币；", color);
        page.colored(40.0, 160.0, "远山不含二手设备", color);
        for i in 0..6 {
            page.words(120.0, 190.0 + 14.0 * i as f32, LINE);
        }
        page.read()
    };
    let document = read(0x00_33_99);
    let sources = of(&document, PassageKind::Source);
    assert_eq!(sources.len(), 1, "{sources:?}");
    assert!(sources[0].ends_with("远山不含二手设备"), "{sources:?}");
    assert_eq!(of(&document, PassageKind::Paragraph).len(), 1);
}

/// Two columns of words between rules, or a chart's labels between the lines of its grid.
fn words_between_rules(caption: &str, left: [&str; 3]) -> Document {
    let mut page = Drawn::new();
    page.words(60.0, 90.0, caption).across(58.0, 480.0, 98.0).row(110.0, &[70.0, 320.0], &["公司", "产品"]);
    for (i, name) in left.into_iter().enumerate() {
        let y = 130.0 + 30.0 * i as f32;
        page.across(58.0, 480.0, y - 12.0).words(60.0, y + 6.0, name);
        page.words(180.0, y, "面向工厂与仓库的搬运机器人以及它们的调度软件").words(180.0, y + 11.0, "也包括维护");
    }
    page.across(58.0, 480.0, 208.0).words(60.0, 220.0, "资料来源：青岚研究院");
    page.read()
}

#[test]
fn cells_of_words_between_rules_are_a_table_and_labels_beside_a_scale_are_none() {
    let table = words_between_rules("表1：各家产品", ["晨星股份", "远山科技", "长河集团"]);
    assert_eq!((table.tables.len(), of(&table, PassageKind::Chart).len()), (1, 0), "{:?}", table.passages);
    let second: Vec<&str> = table.tables[0].cells.iter().filter(|c| c.row == 2).map(|c| c.value.as_str()).collect();
    assert_eq!(second[1], "面向工厂与仓库的搬运机器人以及它们的调度软件也包括维护");
    for document in [
        words_between_rules("图表1：各家产品", ["30", "20", "10"]),
        words_between_rules("表1：各家产品", ["30%", "20%", "10%"]),
    ] {
        assert_eq!(document.tables.len(), 0, "{:?}", document.passages);
    }
}

/// A drawing under a caption: boxes of words beside each other, a rule above its source.
fn drawing(label: &str, between: &str) -> Document {
    let mut page = Drawn::new();
    page.words(70.0, 100.0, &format!("{label}1：晨星的产品与客户"));
    for (i, words) in ["晨星的设备共有十二种，", "其中八种已经量产，在用的", "约有三百台。"].iter().enumerate()
    {
        page.words(80.0, 130.0 + 12.0 * i as f32, words);
        page.words(300.0, 126.0 + 12.0 * i as f32, ["远山的设备", "共有九种，其中的", "两种已经停产。"][i]);
    }
    page.words(60.0, 180.0, between).words(60.0, 194.0, between);
    page.across(58.0, 480.0, 220.0).words(60.0, 232.0, "资料来源：青岚研究院");
    for i in 0..5 {
        page.words(60.0, 260.0 + 14.0 * i as f32, LINE);
    }
    page.read()
}

#[test]
fn words_of_a_drawing_between_its_caption_and_its_source_are_no_text() {
    let document = drawing("图", "");
    assert_eq!(of(&document, PassageKind::Chart).len(), 1, "{:?}", document.passages);
    assert_eq!(of(&document, PassageKind::Paragraph).len(), 1);
    assert_eq!(document.figures[0].source, "青岚研究院");
    // running text between them is none of the figure's
    let text = drawing("图", &format!("{LINE}{}", &LINE[..36]));
    assert!(of(&text, PassageKind::Chart).iter().all(|c| !c.contains("并宣布")), "{:?}", text.passages);
}

#[test]
fn a_legend_above_a_scale_is_the_chart_s() {
    let mut page = Drawn::new();
    page.words(60.0, 90.0, "图表1：晨星周转天数").across(58.0, 300.0, 96.0);
    page.row(110.0, &[120.0, 170.0, 220.0], &["晨星股份", "远山科技", "长河集团"]);
    page.row(122.0, &[120.0, 170.0], &["青岚股份", "云帆股份"]);
    for (i, tick) in ["60", "50", "40", "30", "20", "10", "0"].iter().enumerate() {
        page.sized(90.0 - 3.5 * tick.len() as f32, 140.0 + 14.0 * i as f32, tick, 7.0);
    }
    page.across(58.0, 300.0, 240.0).words(60.0, 252.0, "资料来源：青岚研究院");
    let document = page.read();
    let charts = of(&document, PassageKind::Chart);
    assert_eq!((document.tables.len(), charts.len()), (0, 1), "{:?}", document.passages);
    assert!(charts[0].starts_with("晨星股份 远山科技 长河集团\n青岚股份 云帆股份\n60"), "{charts:?}");
}

#[test]
fn a_paragraph_goes_on_behind_a_chart_on_top_of_the_next_page() {
    let mut first = Drawn::numbered(2);
    for i in 0..8 {
        first.words(60.0, 600.0 + 14.0 * i as f32, if i == 7 { "与此相对，远山的份额只有一成，" } else { LINE });
    }
    let mut second = Drawn::numbered(3);
    for (i, tick) in ["200", "150", "100", "50", "0"].iter().enumerate() {
        let y = 130.0 + 16.0 * i as f32;
        second.sized(84.0 - 3.5 * tick.len() as f32, y, tick, 7.0);
        let right = ["40%", "30%", "20%", "10%", "0%"][i];
        second.sized(340.0 - 3.5 * right.len() as f32, y + 7.0, right, 7.0);
    }
    second.sized(100.0, 210.0, "2024E", 7.0).sized(160.0, 210.0, "2025E", 7.0).sized(360.0, 215.0, "2024E", 7.0);
    second.words(60.0, 240.0, "资料来源：青岚研究院").words(320.0, 240.0, "资料来源：云帆研究院");
    for i in 0..6 {
        second.words(60.0, 270.0 + 14.0 * i as f32, if i == 5 { "价格随之下调。" } else { LINE });
    }
    let document = arrange(&[Drawn::numbered(1).0, first.0, second.0]);
    assert_eq!(of(&document, PassageKind::Paragraph).len(), 1, "{:?}", of(&document, PassageKind::Paragraph));
    assert_eq!(of(&document, PassageKind::Chart).len(), 2, "{:?}", of(&document, PassageKind::Chart));
}

#[test]
fn a_heading_goes_on_below_its_full_line_and_ends_before_a_bold_lead() {
    let read = |second: &str, width: usize| {
        let mut page = Drawn::new();
        let first: String = "一、晨星的产能集中在华东与西南两地并且继续扩张的".chars().take(width).collect();
        page.sized(60.0, 90.0, &first, 13.0).sized(60.0, 124.0, second, 13.0);
        for i in 0..8 {
            page.words(60.0, 160.0 + 14.0 * i as f32, LINE);
        }
        of(&page.read(), PassageKind::Heading).join("|")
    };
    assert_eq!(read("节奏", 23), "一、晨星的产能集中在华东与西南两地并且继续扩张节奏");
    assert_eq!(read("产能过剩", 12), "一、晨星的产能集中在华东|产能过剩");
    assert_eq!(read("二、需求", 23), "一、晨星的产能集中在华东与西南两地并且继续扩张|二、需求");
    let mut page = Drawn::new();
    page.0.glyphs.clear();
    page.bold(78.0, 90.0, "1.1 晨星的产能集中在华东与西南两地并且继续扩张");
    for glyph in &mut page.0.glyphs {
        glyph.size = 10.2;
    }
    page.bold(78.0, 104.0, "华东是晨星的主要产地。").words(177.0, 104.0, &LINE[..63]);
    for i in 0..6 {
        page.words(60.0, 118.0 + 14.0 * i as f32, LINE);
    }
    assert_eq!(of(&page.read(), PassageKind::Heading), ["1.1 晨星的产能集中在华东与西南两地并且继续扩张"]);
}

#[test]
fn marks_beside_side_text_are_their_points() {
    let mut page = Drawn::numbered(1);
    for (i, c) in "行业深度报告".chars().enumerate() {
        page.sized(10.0, 200.0 + 16.0 * i as f32, &c.to_string(), 12.0);
    }
    for (i, ends) in [false, true, false, true].into_iter().enumerate() {
        let y = 120.0 + 14.0 * i as f32;
        if i % 2 == 0 {
            page.words(40.0, y, "●");
        }
        page.words(58.0, y, if ends { "价格随之下调。" } else { LINE });
    }
    let document = arrange(&[page.0]);
    assert_eq!(of(&document, PassageKind::ListItem).len(), 2, "{:?}", document.passages);
    assert_eq!(of(&document, PassageKind::Header), ["行 业 深 度 报 告"]);
}

#[test]
fn a_mark_that_hangs_over_its_clipped_column_is_the_line_s_and_hidden_words_stay_hidden() {
    let read = |hidden: &str| {
        let mut page = Drawn::new();
        page.words(60.0, 100.0, LINE).words(366.0, 100.0, hidden).words(60.0, 114.0, "价格随之下调。");
        let from = LINE.chars().count();
        page.0.glyphs[from..from + hidden.chars().count()].iter_mut().for_each(|g| g.clipped = true);
        of(&page.read(), PassageKind::Paragraph).join("|")
    };
    assert_eq!(read("，"), format!("{LINE}，价格随之下调。"));
    assert_eq!(read("模型"), format!("{LINE}价格随之下调。"));
}
