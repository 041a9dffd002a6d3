//! Properties: whatever the input, nothing panics and every text stands at its place.

use proptest::prelude::*;
use std::sync::LazyLock;
use yanbao::layout::plain;
use yanbao::lexicon::Lexicon;
use yanbao::search::{parse, snippet};
use yanbao::store::Filter;

/// Loaded once: a case would cost a tenth of a second otherwise.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// Statements read for each run of the tests.
const CASES: u32 = 3000;

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

#[test]
fn a_name_whose_end_looks_like_a_link_is_read() {
    // ended the program on a real report
    for text in ["美的两家", "格力和美的两家公司市场占有率超过 55%，形成双寡头竞争格局。"]
    {
        let text = format!("标题是这样的一句话，是吗\n\n{text}\n");
        assert!(yanbao::pipeline::read(text.as_bytes(), "a.txt", &LEXICON).is_ok());
    }
}

/// What rooms of facts look for, in any order: dates, names, metrics, verbs, quantities, brackets.
fn statements() -> impl Strategy<Value = String> {
    let parts: Vec<&str> = concat!(
        "2026年 1月2日 2025-2027年 25Q1 2026H1 上周 本周 去年同期 截至2025年末 2024/2025年 近三年 日前 25-26年 ",
        "寒武纪 中芯国际（688981.SH） 美的 格力和美的 两家 三款 工业富联 腾讯 谷歌 中国 公司 某某股份 DeepSeek-V3 GPT-5.3 H200 豆包 ",
        "资本开支 资本支出 产能 年产 产能利用率 营收 归母净利润 毛利率 股价 均价 价格 参数量 日均Token调用量 上下文 用户数 ",
        "预计 指引 宣布 发布 上调 下调 上调至 增至 同比增长 环比下降 同比 环比 增速 较上月 累计 分别为 分别 约 超过 有望 ",
        "维持 首次覆盖 “买入”评级 给予 目标价 建议关注 推荐 相关标的 受益标的 风险提示 不及预期 风险 据 表示 认为 ",
        "120亿元 10%~12% 3.5pct 21.2万片/月 1.6TB 1600-1850亿美元 8B 1M 128K 95元/股 2倍 -5% +15.3% 3nm 万亿级 12英寸 ",
        "管理层 公告 称 该机构预测 同一份报告显示 其中 在业绩会上 贡献 业务 板块 分产品看 签订 采购合同 订单金额 亏损 持平 翻番 维持 重申 前值为 ",
        "当季 全年 单季 份额 紧随其后 居首 分列第二、第三 次之 登顶 得分 MMLU 腰斩 打六折 开工率 规划月产能 拿出 登陆 见面 ",
        "， 。 ； 、 ： （ ） ( ) “ ” 《 》 【 】 ： / - ~ 和 与 的 在 从 至 为 到 其中 ； 1） 2、 ①"
    )
    .split_whitespace()
    .collect();
    prop::collection::vec(prop::sample::select(parts), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]
    #[test]
    fn any_statement_is_read(text in statements()) {
        let report = yanbao::pipeline::read(format!("# 标题\n\n{text}。\n").as_bytes(), "a.md", &LEXICON).unwrap();
        for fact in &report.facts {
            prop_assert!(report.passages.iter().any(|p| p.text.contains(&fact.quote)));
        }
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

#[test]
fn a_sentence_of_very_many_quantities_is_read_within_its_limits_and_says_so() {
    let lexicon = Lexicon::load();
    let read = |text: String| yanbao::pipeline::read(text.as_bytes(), "a.txt", &lexicon).expect("it reads");
    let list: String = (1..=1000).map(|n| format!("{n}亿元、")).collect();
    let report = read(format!("# 周报\n\n晨星2025年资本开支分别为{list}5亿元。\n"));
    assert!(report.facts.len() <= 400 && report.quantities.len() == 1001);
    assert!(report.warnings.iter().any(|w| w.message.contains("quantities in a sentence")), "{:?}", report.warnings);
    // 100,000 characters without an end
    let clause = "晨星科技2025年营业收入35亿元，同比增长12.5%，";
    let report = read(format!("# 周报\n\n{}。\n", clause.repeat(3600)));
    assert!(report.warnings.iter().any(|w| w.message.contains("in pieces")), "{:?}", report.warnings);
    assert!(report.facts.len() >= 3600, "all of it is read: {}", report.facts.len());
    let report = read(format!("# 周报\n\n{}。\n", clause.repeat(20)));
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
}

#[test]
fn a_launch_of_a_very_long_list_does_not_go_deep() {
    let text = format!("# 周报\n\n2026年3月，甲公司发布{}。\n", "A1和".repeat(20_000));
    let report = yanbao::pipeline::read(text.as_bytes(), "a.txt", &LEXICON).expect("it reads");
    assert!(report.facts.iter().filter(|f| f.kind == yanbao::facts::FactKind::Release).count() <= 1);
}

/// A passage beyond what is read at once gives what its sentences give, block by block.
#[test]
fn a_very_long_passage_gives_the_facts_of_its_sentences() {
    let sentence = "2025年浪潮信息营业收入12亿元，同比增长5%，毛利率为20%。中国光伏行业竞争激烈，市场规模达300亿元。";
    let facts = |times: usize| {
        let text = sentence.repeat(times);
        let report = yanbao::pipeline::read(text.as_bytes(), "a.txt", &LEXICON).expect("it reads");
        report.facts.into_iter().map(|f| (f.subject, f.metric, f.low, f.change, f.period)).collect::<Vec<_>>()
    };
    let one = facts(1);
    assert!(one.len() >= 3, "{one:?}");
    let many = facts(300);
    assert_eq!(many.len(), 300 * one.len());
    assert!(many.chunks(one.len()).skip(1).all(|c| c == &many[..one.len()] || c == &many[one.len()..2 * one.len()]));
}
