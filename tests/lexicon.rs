//! The lexicon: its tables' shape, its lookups, users' lists.

use std::collections::HashSet;

use yanbao::lexicon::{ImportError, Lexicon, Phrases, TABLES, UserRow, read_rows, read_text, rows, table};

#[test]
fn tables_are_sorted_and_unique() {
    for (name, text) in TABLES {
        assert!(!text.contains('\r'), "{name}: carriage returns");
        let columns = text.lines().next().unwrap_or("").split('\t').count();
        let body: Vec<&str> = text.lines().skip(1).collect();
        assert!(body.windows(2).all(|w| w[0] < w[1] || key(w[0]) < key(w[1])), "{name}: not sorted or not unique");
        for (i, row) in body.iter().enumerate() {
            assert_eq!(row.split('\t').count(), columns, "{name}: line {}", i + 2);
        }
    }
}

fn key(row: &str) -> Vec<&str> {
    row.split('\t').collect()
}

#[test]
fn every_id_is_known() {
    let ids: HashSet<&str> = rows(table("securities")).chain(rows(table("organisations"))).map(|[id]| id).collect();
    let check = |table: &str, id: &str| assert!(id.is_empty() || ids.contains(id), "{table}: unknown id {id}");
    rows(table("aliases")).for_each(|[_, id]| check("aliases", id));
    rows(table("listings")).for_each(|[id, home]| [id, home].iter().for_each(|i| check("listings", i)));
    rows(table("brokers")).for_each(|[_, _, _, id]| check("brokers", id));
    rows(table("families")).for_each(|[_, _, _, id]| check("families", id));
    rows(table("chips")).for_each(|[_, _, _, id]| check("chips", id));
    rows(table("vendors")).for_each(|[_, id]| check("vendors", id));
}

#[test]
fn every_list_of_phrases_has_a_field() {
    let lists: HashSet<&str> = rows(table("phrases")).map(|[list]| list).collect();
    assert_eq!(lists, Phrases::NAMES.iter().copied().collect());
}

/// Every rule that writes facts has its row of counts, and no row is of a rule that is gone.
#[test]
fn every_rule_of_facts_is_counted() {
    let mut source = String::new();
    for folder in ["src/facts", "src/facts/launch"] {
        for file in std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|p| p.is_file()) {
            source += &std::fs::read_to_string(file).unwrap();
        }
    }
    let named = |word: &str| source.contains(&format!("\"{word}\""));
    let lexicon = Lexicon::load();
    for rule in lexicon.rules.names() {
        assert!(named(rule), "rules.tsv: no rule {rule} in src/facts");
    }
    let specs = std::fs::read_dir("tests/specs/facts").unwrap().map(|f| f.unwrap().path());
    let text = |p: std::path::PathBuf| -> toml::Table { std::fs::read_to_string(p).unwrap().parse().unwrap() };
    let cases: Vec<toml::Value> = specs.flat_map(|p| text(p)["case"].as_array().unwrap().clone()).collect();
    assert!(cases.len() > 30);
    let frame = yanbao::tag::Frame::default();
    let known: HashSet<&str> = lexicon.rules.names().collect();
    for case in &cases {
        let document = yanbao::layout::plain(case["text"].as_str().unwrap());
        let tags = yanbao::tag::tag(&document, &lexicon, &frame);
        for fact in yanbao::facts::read(&document, &tags, &yanbao::facts::Head::default(), &lexicon) {
            assert!(known.contains(fact.rule), "rules.tsv: no row of {}", fact.rule);
            assert_eq!(fact.confidence, lexicon.rules.confidence(fact.rule));
        }
    }
}

#[test]
fn homes_are_homes() {
    let lexicon = Lexicon::load();
    for [_, home] in rows(table("listings")) {
        assert_eq!(lexicon.home_id(home), home);
    }
    assert_eq!(lexicon.home_id("BABA.US"), "09988.HK");
    assert_eq!(lexicon.home_id("00981.HK"), "688981.SH");
}

#[test]
fn looks_up() {
    let lexicon = Lexicon::load();
    let ids = |found: Vec<yanbao::lexicon::Found>| found.iter().map(|f| f.security.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(lexicon.by_name("寒武纪")), ["688256.SH"]);
    assert_eq!(ids(lexicon.by_name("阿里巴巴")), ["09988.HK"]);
    for code in ["688981", "688981.SH", "688981 CH", "SH688981"] {
        assert_eq!(lexicon.by_code(code).map(|s| &*s.id), Some("688981.SH"), "{code}");
    }
    assert_eq!(lexicon.by_code("430017").or(lexicon.by_code("430017.BJ")).map(|s| &*s.id), Some("920017.BJ"));
    assert!(lexicon.by_pinyin("hanwuji").iter().any(|s| s.id == "688256.SH"));
    assert!(lexicon.by_pinyin("HWJ").iter().any(|s| s.id == "688256.SH"));
    assert_eq!(lexicon.name_of("chip:h200"), Some("H200"));
    assert_eq!(lexicon.maker("model:glm-5"), Some("02513.HK"));
    assert_eq!(lexicon.maker("model:qwen-image-2.0"), Some("09988.HK"));
    assert!(lexicon.aliases("00700.HK").contains(&"腾讯"));
    assert_eq!(lexicon.words.broker("国泰海通").map(|b| b.name), Some("国泰海通证券"));
    assert_eq!(lexicon.words.broker_in("请阅读国金证券研究所的声明").map(|b| b.name), Some("国金证券"));
    assert_eq!(lexicon.words.brokers_of_licence("S1130525120005").first().map(|b| b.name), Some("国金证券"));
    assert_eq!(lexicon.words.rating("买入-B"), Some("buy"));
}

#[test]
fn the_hash_follows_the_user() {
    let row = UserRow {
        id: "688256.SH".into(),
        name: "寒武纪-U".into(),
        aliases: vec!["思元厂".into()],
        ..UserRow::default()
    };
    let plain = Lexicon::load();
    let mine = Lexicon::with(&[row]);
    assert_eq!(plain.hash(), Lexicon::load().hash());
    assert_ne!(plain.hash(), mine.hash());
    assert_eq!(mine.name_of("688256.SH"), Some("寒武纪-U"));
    assert_eq!(mine.by_name("寒武纪").len(), 1);
    assert_eq!(mine.by_name("思元厂").len(), 1);
}

#[test]
fn lists_are_read_as_users_have_them() {
    let tushare = "ts_code,symbol,name,area,industry,market\n000001.SZ,000001,平安银行,深圳,银行,主板\n430017.BJ,430017,星昊医药,北京,医药,北交所\n";
    let read = read_text(tushare).expect("tushare");
    assert_eq!((read.len(), read[0].id.as_str(), read[0].name.as_str()), (2, "000001.SZ", "平安银行"));
    let akshare = "code,name\n600000,浦发银行\n000002,万 科A\n920002,万达轴承\n";
    let ids: Vec<String> = read_text(akshare).expect("akshare").into_iter().map(|r| r.id).collect();
    assert_eq!(ids, ["600000.SH", "000002.SZ", "920002.BJ"]);
    let sheet: Vec<Vec<String>> = [
        ["A股列表", "", ""],
        ["公司代码", "公司简称", "公司全称"],
        ["600519", "贵州茅台", "贵州茅台酒股份有限公司"],
        ["数据来源：Wind", "", ""],
    ]
    .iter()
    .map(|r| r.iter().map(|c| (*c).to_owned()).collect())
    .collect();
    let read = read_rows(&sheet).expect("an exchange's sheet");
    assert_eq!((read.len(), read[0].full_name.as_str()), (1, "贵州茅台酒股份有限公司"));
    let choice = "\u{FEFF}\"证券代码\"\t\"证券名称\"\n\"00700.HK\"\t\"腾讯控股\"\n";
    assert_eq!(read_text(choice).expect("choice")[0].id, "00700.HK");
}

#[test]
fn a_wrong_list_is_refused_whole() {
    let error = |text: &str| read_text(text).expect_err("refused");
    assert_eq!(error("a,b\n1,2\n"), ImportError::NoHeader { lines: 2 });
    assert_eq!(
        error("code,name\n600000,浦发银行\nabc,坏\n"),
        ImportError::NotACode { line: 3, column: 1, found: "abc".into() }
    );
    assert_eq!(
        error("code,name\n600000.XX,浦发银行\n"),
        ImportError::UnknownExchange { line: 2, column: 1, found: "xx".into() }
    );
    assert_eq!(error("code,name\n600000,\n"), ImportError::NoName { line: 2, column: 2 });
    assert_eq!(
        error("code,name\n600000,浦发银行\n600000,浦发银行\n"),
        ImportError::Twice { line: 3, column: 1, id: "600000.SH".into(), first_line: 2 }
    );
    assert!(matches!(
        error("code,name\n600000,浦发\n600000,浦发银行\n"),
        ImportError::TwoNames { line: 3, first_line: 2, .. }
    ));
    assert!(matches!(error("code,name\n600000,\u{FFFD}\u{FFFD}\n"), ImportError::Encoding { line: 2, column: 2, .. }));
}
