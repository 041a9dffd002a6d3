//! Order, paragraphs and figures from where words stand: drawn pages in, passages out, with look-alikes.

use crate::drawn::Drawn;
use yanbao::layout::{Document, PassageKind, arrange};
use yanbao::span::BBox;

const LINE: &str = "公司在发布会上展示了新一代产品并宣布面向全部客户开放其中包括图像模型";

fn of(document: &Document, kind: PassageKind) -> Vec<&str> {
    document.passages.iter().filter(|p| p.kind == kind).map(|p| p.text.as_str()).collect()
}

/// A front page's table of estimates: header cells on a ground, one column shaded. `grid`: its numbers stand in columns.
fn estimates(grid: bool) -> Document {
    let mut page = Drawn::new();
    let xs = [60.0, 180.0, 240.0, 300.0, 360.0];
    page.words(60.0, 90.0, "图表1：盈利预测");
    for (i, row) in ["营业收入", "归母净利润", "每股收益", "市盈率"].into_iter().enumerate() {
        let y = 120.0 + 16.0 * i as f32;
        let off = if grid { 0.0 } else { 37.0 * (i as f32 % 3.0) };
        page.words(xs[0], y, row);
        for (column, x) in xs[1..].iter().enumerate() {
            page.words(x + off * column as f32 / 3.0, y, &format!("{}.{}", 10 + 7 * i + column, column));
        }
        page.fill((125.0, y - 9.0), (150.0 + 5.0 * i as f32, y + 2.0), 0x33_66_99);
    }
    page.words(60.0, 200.0, "资料来源：青岚研究院");
    page.read()
}

#[test]
fn grounds_make_no_chart_of_a_table_and_labels_of_bars_are_no_table() {
    let table = estimates(true);
    assert_eq!((table.tables.len(), of(&table, PassageKind::Chart).len()), (1, 0));
    assert_eq!(table.tables[0].caption, "盈利预测");
    let chart = estimates(false);
    assert_eq!((chart.tables.len(), of(&chart, PassageKind::Chart).len()), (0, 1));
}

#[test]
fn a_caption_whose_words_stand_apart_is_no_running_head() {
    let pages: Vec<_> = (1..=6)
        .map(|n| {
            let mut page = Drawn::numbered(n);
            let name = ["晨星", "远山", "长河", "青岚", "云帆", "北辰"][n as usize - 1];
            page.words(60.0, 70.0, &format!("图表{}", 2 * n)).words(110.0, 70.0, &format!("{name}出货量"));
            page.words(320.0, 70.0, &format!("图表{}", 2 * n + 1)).words(370.0, 70.0, &format!("{name}收入"));
            page.words(60.0, 180.0, "资料来源：青岚研究院").words(320.0, 180.0, "资料来源：青岚研究院");
            page.words(60.0, 30.0, "云帆证券 行业周报");
            page.0
        })
        .collect();
    let document = arrange(&pages);
    assert_eq!(document.figures.len(), 12);
    assert!(document.figures.iter().all(|f| f.source == "青岚研究院"), "{:?}", document.figures);
    assert_eq!(of(&document, PassageKind::Header).len(), 6, "what stands there again and is no caption");
}

#[test]
fn two_statements_beside_each_other_under_one_rule_are_two_tables() {
    let mut page = Drawn::new();
    page.words(60.0, 80.0, "财务报表").across(58.0, 540.0, 86.0);
    for (x, head) in [(60.0, "利润表"), (310.0, "负债表")] {
        page.across(x - 2.0, x + 228.0, 100.0);
        page.row(112.0, &[x, x + 90.0, x + 140.0, x + 190.0], &[head, "2024A", "2025E", "2026E"]);
        page.across(x - 2.0, x + 228.0, 116.0);
        for i in 0..8 {
            let (y, name) = (130.0 + 14.0 * i as f32, format!("{}科目{i}", &head[..3]));
            let values: Vec<String> = (0..3).map(|c| format!("{}", 100 * i + c)).collect();
            page.row(y, &[x, x + 90.0, x + 140.0, x + 190.0], &[&name, &values[0], &values[1], &values[2]]);
        }
        page.across(x - 2.0, x + 228.0, 236.0);
    }
    let document = page.across(58.0, 540.0, 260.0).read();
    assert_eq!(document.tables.len(), 2, "{:?}", of(&document, PassageKind::Table));
    assert!(document.tables.iter().all(|t| t.cells.len() == 32), "eight rows of four");
    assert_eq!(document.tables[1].cells[1].header, "2024A");
}

#[test]
fn two_lines_a_column_are_columns_where_the_page_has_that_gutter() {
    let columns = |lower: usize| {
        let mut page = Drawn::new();
        for i in 0..6 {
            let line = if i == 5 { format!("{}。", &LINE[..69]) } else { LINE[..72].to_owned() };
            page.words(60.0, 100.0 + 14.0 * i as f32, &line).words(310.0, 100.0 + 14.0 * i as f32, &line);
        }
        page.across(60.0, 520.0, 190.0).words(60.0, 210.0, &format!("{LINE}{}。", &LINE[..39]));
        for i in 0..lower {
            let y = 240.0 + 14.0 * i as f32;
            let line = if i + 1 == lower { format!("{}。", &LINE[..69]) } else { LINE[..72].to_owned() };
            page.words(60.0, y, &line).words(310.0, y, &line);
        }
        page.read()
    };
    let read = columns(2);
    assert_eq!(read.tables.len(), 0);
    let last: Vec<&str> = read.passages.iter().rev().take(2).map(|p| p.text.as_str()).collect();
    assert!(last.iter().all(|t| *t == format!("{}{}。", &LINE[..72], &LINE[..69])), "{last:?}");
}

#[test]
fn a_title_goes_on_with_its_last_character_and_behind_its_comma() {
    let title = |first: &str, second: &str, gap: f32| {
        let mut page = Drawn::numbered(1);
        page.sized(60.0, 120.0, first, 20.0).sized(60.0, 120.0 + gap, second, 20.0).words(500.0, 96.0, "公司研究");
        for i in 0..12 {
            page.words(60.0, 240.0 + 14.0 * i as f32, LINE);
        }
        let document = arrange(&[page.0]);
        of(&document, PassageKind::Title).join("|")
    };
    assert_eq!(title("晨星上修全年指引，运营商资本开支增", "长", 38.0), "晨星上修全年指引，运营商资本开支增长");
    assert_eq!(title("晨星：上修全年指引，", "资本开支重回增长", 48.0), "晨星：上修全年指引，资本开支重回增长");
    assert_eq!(
        title("晨星上修全年指引，运营商资本开支", "见底，曙光将至", 24.0),
        "晨星上修全年指引，运营商资本开支见底，曙光将至"
    );
    assert_eq!(title("晨星上修全年指引，开支增长", "行业周报", 48.0), "晨星上修全年指引，开支增长");
}

/// Paragraphs of lines set below each other; a line with `*` in front is bold.
fn paragraphs(lines: &[&str]) -> Vec<String> {
    let mut page = Drawn::new();
    for (i, line) in lines.iter().enumerate() {
        let y = 100.0 + 14.0 * i as f32;
        match line.strip_prefix('*') {
            Some(bold) => page.bold(60.0, y, bold),
            None => {
                page.words(60.0 + 9.0 * line.chars().take_while(|c| *c == '　').count() as f32, y, line.trim_start())
            }
        };
    }
    page.read().passages.into_iter().map(|p| p.text).collect()
}

#[test]
fn a_sentence_counts_on_at_a_line_s_head_and_a_list_opens_its_points() {
    let inline = format!("{}1）", &LINE[..93]);
    assert_eq!(paragraphs(&[&inline, LINE, "2）价格也随之下调并于下月起执行。"]).len(), 1);
    let ends = format!("{}。", &LINE[..96]);
    let point = format!("1）{}；", &LINE[..90]);
    assert_eq!(paragraphs(&[&ends, &point, "2）价格下调。", "3）需求回升。"]).len(), 4);
}

#[test]
fn a_bold_lead_begins_a_paragraph_and_bold_words_inside_do_not() {
    let ends = format!("{}。", &LINE[..96]);
    let lead = format!("*{LINE}");
    assert_eq!(paragraphs(&[LINE, &ends, &lead, LINE, "销量回升。"]).len(), 2);
    assert_eq!(paragraphs(&[LINE, LINE, &lead, LINE, "销量回升。"]).len(), 1);
}

#[test]
fn a_point_s_further_lines_stand_right_of_its_mark() {
    let first = format!("a）{}", &LINE[..93]);
    let hung = format!("　　{}", &LINE[..90]);
    assert_eq!(paragraphs(&[&first, &hung, "　　价格随之下调。"]).len(), 1);
    // two that are indented behind a line without a mark are paragraphs of their own
    let ends = format!("{}。", &LINE[..96]);
    assert_eq!(paragraphs(&[&ends, &hung, "价格随之下调。"]).len(), 2);
}

#[test]
fn a_note_of_several_lines_is_whole_and_the_text_below_it_is_not_its() {
    let mut page = Drawn::new();
    page.words(60.0, 100.0, "图1：晨星出货量");
    page.0.images.push(BBox { x0: 60.0, y0: 110.0, x1: 375.0, y1: 200.0 });
    page.sized(60.0, 215.0, "资料来源：青岚研究院", 7.0);
    page.sized(
        60.0,
        225.0,
        "注：出货量按客户的确认口径计算，其中包括尚未交付的订单与已经交付的订单两个部分并且也",
        7.0,
    );
    page.sized(60.0, 235.0, "不含二手设备。", 7.0);
    for i in 0..5 {
        page.words(60.0, 260.0 + 14.0 * i as f32, LINE);
    }
    let document = page.read();
    let notes = of(&document, PassageKind::Source);
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[1].ends_with("不含二手设备。"), "{notes:?}");
    assert_eq!(of(&document, PassageKind::Paragraph).len(), 1);
}

/// Wrapped cells on grounds that change from row to row, or on one ground.
fn shaded(several: bool) -> Document {
    let mut page = Drawn::new();
    page.words(60.0, 80.0, "表1：管理层").row(100.0, &[60.0, 120.0, 220.0], &["姓名", "职务", "简历"]);
    page.fill((58.0, 88.0), (470.0, 104.0), 0x88_44_22);
    for row in 0..4 {
        let y = 104.0 + 48.0 * row as f32;
        if several || row == 0 {
            page.fill((58.0, y), (470.0, y + 48.0), if row % 2 == 0 { 0xE8_D0_D0 } else { 0xF4_EA_EA });
        }
        page.words(60.0, y + 28.0, ["甲先生", "乙女士", "丙先生", "丁女士"][row]).words(120.0, y + 28.0, "董事");
        for line in 0..3 {
            page.words(
                220.0,
                y + 14.0 + 14.0 * line as f32,
                ["曾在华东的数据中心工作多年并负责采购", "其后", "现任"][line],
            );
        }
    }
    page.words(60.0, 320.0, "资料来源：青岚研究院");
    page.read()
}

#[test]
fn grounds_that_change_part_rows() {
    let document = shaded(true);
    let table = &document.tables[0];
    assert_eq!(table.cells.iter().map(|c| c.row).max(), Some(4));
    let first: Vec<&str> = table.cells.iter().filter(|c| c.row == 1).map(|c| c.value.as_str()).collect();
    assert_eq!(first, ["甲先生", "董事", "曾在华东的数据中心工作多年并负责采购其后现任"]);
}

#[test]
fn a_page_of_very_many_glyphs_cells_or_columns_is_read_in_time_and_whole() {
    let count = |page: &Drawn| {
        page.read().passages.iter().map(|p| p.text.chars().filter(|c| !c.is_whitespace()).count()).sum::<usize>()
    };
    // 200,000 glyphs on one page
    let mut glyphs = Drawn::new();
    for i in 0..2000 {
        glyphs.words(10.0, 10.0 + 0.4 * i as f32, &"晨".repeat(100));
    }
    assert_eq!(count(&glyphs), 200_000);
    // 10,000 cells
    let mut cells = Drawn::new();
    for row in 0..200 {
        for column in 0..50 {
            cells.sized(10.0 + 11.0 * column as f32, 10.0 + 4.0 * row as f32, "9.1", 3.3);
        }
    }
    assert_eq!(count(&cells), 30_000);
    // a thousand columns
    let mut columns = Drawn::new();
    for row in 0..6 {
        for column in 0..1000 {
            columns.sized(10.0 + 14.0 * column as f32, 100.0 + 12.0 * row as f32, "九", 9.0);
        }
    }
    assert_eq!(count(&columns), 6_000);
}

#[test]
fn turned_glyphs_and_boxes_without_size_or_turned_round_lose_nothing() {
    let mut page = Drawn::new();
    page.words(60.0, 100.0, "晨星出货").words(60.0, 120.0, "远山出货").words(60.0, 140.0, "长河出货");
    for (i, glyph) in page.0.glyphs.iter_mut().enumerate() {
        match i % 6 {
            0 => glyph.angle = (i * 37 % 360) as u16,
            1 => glyph.bbox = BBox { x0: glyph.x, y0: glyph.y, x1: glyph.x, y1: glyph.y },
            2 => glyph.bbox = BBox { x0: 90.0, y0: 90.0, x1: 60.0, y1: 60.0 },
            3 => glyph.size = 0.0,
            _ => {}
        }
    }
    page.0.rules.push(yanbao::pdf::Rule {
        bbox: BBox { x0: 90.0, y0: 90.0, x1: 60.0, y1: 60.0 },
        horizontal: true,
        color: 0,
    });
    page.fill((300.0, 300.0), (200.0, 200.0), 0x12_34_56);
    let read: String = page.read().passages.iter().map(|p| p.text.clone()).collect();
    let mut ink: Vec<char> = read.chars().filter(|c| !c.is_whitespace()).collect();
    let mut drawn: Vec<char> = "晨星出货远山出货长河出货".chars().collect();
    ink.sort_unstable();
    drawn.sort_unstable();
    assert_eq!(ink, drawn);
}

#[test]
fn a_limit_that_a_page_meets_is_told_with_its_page() {
    let warned = |boxes: usize, columns: usize| -> Vec<String> {
        let mut page = Drawn::new();
        page.0.width = 1300.0;
        for i in 0..boxes {
            let (x, y) = (60.0 + 5.0 * (i % 80) as f32, 100.0 + 5.0 * (i / 80) as f32);
            page.fill((x, y), (x + 3.0, y + 3.0), 0x33_66_99);
        }
        for row in 0..3 {
            for column in 0..columns {
                page.words(10.0 + 20.0 * column as f32, 50.0 + 14.0 * row as f32, "九");
            }
        }
        let notes = page.read().notes;
        assert!(notes.iter().all(|n| n.page == Some(2) && n.room == "layout"), "{notes:?}");
        notes.into_iter().map(|n| n.message).collect()
    };
    assert_eq!(warned(4000, 40), Vec::<String>::new());
    let met = warned(4001, 60);
    assert_eq!(met.len(), 2, "{met:?}");
    assert!(met.iter().any(|m| m.contains("4000 coloured boxes")) && met.iter().any(|m| m.contains("48 left edges")));
}

#[test]
fn a_date_that_a_paragraph_s_end_breaks_is_joined_and_a_title_before_a_number_is_not() {
    let paragraphs = |last: &str, next: &str| {
        let mut page = Drawn::new();
        page.words(60.0, 100.0, &format!("{LINE}{LINE}")[..3 * 50]).words(60.0, 114.0, last);
        page.words(60.0, 142.0, next);
        page.read().passages.iter().map(|p| p.text.clone()).collect::<Vec<_>>()
    };
    let joined = paragraphs("据媒体报道，公司初步确定 2026 年 2", "月 14 日发布新一代模型。");
    assert_eq!(joined.len(), 1, "{joined:?}");
    assert_eq!(paragraphs("据媒体报道，公司去年收入增长约 12", "% 而利润持平。").len(), 1);
    assert_eq!(paragraphs("据媒体报道，公司发布了模型 2", "月度活跃用户继续增长。").len(), 2);
}

#[test]
fn an_entry_of_contents_over_two_lines_is_contents_and_a_sentence_between_lists_is_text() {
    let list = |line: &str| {
        let mut page = Drawn::new();
        page.words(60.0, 80.0, "图表目录");
        for (n, y) in [(1, 110.0), (2, 135.0), (4, 215.0), (5, 240.0)] {
            page.words(60.0, y, &format!("图表 {n}: 晨星出货量")).words(480.0, y, "7");
        }
        page.words(60.0, 165.0, line).words(480.0, 171.0, "8").words(60.0, 178.0, "第一");
        let document = page.read();
        document.passages.iter().filter(|p| p.kind != PassageKind::Contents).map(|p| p.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(list("图表 3: 在公开的权威评测榜单中新一代的晨星位居全球第四国内"), Vec::<String>::new());
    assert!(!list("我们认为，晨星将在明年放量。").is_empty());
}

#[test]
fn numbered_sections_are_headings_also_long_ones_and_questions_and_figures_are_none() {
    let headings = |line: &str| {
        let mut page = Drawn::new();
        page.words(60.0, 100.0, line);
        for n in 0..6 {
            page.words(60.0, 130.0 + 14.0 * n as f32, &format!("{LINE}{LINE}")[..3 * 52]);
        }
        of(&page.read(), PassageKind::Heading).len()
    };
    for line in ["2.2.1 收购细则：晨星集团于上海通过下属企业向长河股份发起要约收购并承诺锁定", "1.3 大模型能带来什么？"]
    {
        assert_eq!(headings(line), 1, "{line}");
    }
    for line in ["2.2 亿元的收入来自海外。", "公司能带来什么？", "1.2 公司去年收入增长，利润持平。"]
    {
        assert_eq!(headings(line), 0, "{line}");
    }
}

#[test]
fn a_sentence_in_larger_type_whose_first_line_is_bold_is_one_paragraph() {
    let mut page = Drawn::new();
    page.bold(60.0, 100.0, &LINE[..3 * 28]).words(
        60.0,
        112.0,
        "可能。目前数据应用的政策尚不完善而不同机构内部仍相对困难",
    );
    page.words(60.0, 124.0, "。");
    for n in 0..20 {
        page.sized(60.0, 150.0 + 12.0 * n as f32, LINE, 7.5);
    }
    let document = page.read();
    assert!(of(&document, PassageKind::Heading).is_empty(), "{:?}", of(&document, PassageKind::Heading));
}
