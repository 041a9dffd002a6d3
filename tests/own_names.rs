//! A user's own names: imported, added, laid over the lexicon of a store, and what filters make of names.

use crate::cli::Place;

const LIST: &str = "ts_code,name,fullname\n300999.SZ,金龙鱼,\n399999.SZ,星河算力,星河算力股份有限公司\n";

fn filled() -> Place {
    let place = Place::new();
    place.write(
        "in/a.txt",
        "算力周报\n\n星河算力（399999.SZ）宣布扩产。寒武纪（688256.SH）与中芯国际（688981.SH）合作，智谱（02513.HK）发布 GLM-5。\n\n\
         中芯国际（00981.HK）港股走强。\n",
    );
    place
}

#[test]
fn a_list_is_laid_over_the_lexicon() {
    let place = filled();
    place.write("list.csv", LIST);
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    let before = place.run(&["export", "mentions"]).out;
    assert!(!before.contains(",星河算力,"), "{before}");
    let diff = place.run(&["lexicon", "diff", "list.csv"]);
    assert!(diff.out.starts_with("new\t399999.SZ\t星河算力\n"), "{}", &diff.out[..200]);
    assert!(diff.out.contains("gone\t000001.SZ\t平安银行\n") && !diff.out.contains("300999.SZ"));
    assert!(!place.path("index/names.tsv").exists(), "a diff changes nothing");
    let import = place.run(&["lexicon", "import", "list.csv"]);
    assert_eq!((import.code, import.out.as_str()), (0, ""), "{}", import.err);
    assert!(import.err.contains("1 new, 0 renamed"), "{}", import.err);
    assert!(place.run(&["lexicon", "lookup", "xinghesuanli"]).out.contains("399999.SZ"));
    assert!(place.run(&["lexicon", "lookup", "星河算力股份有限公司"]).out.contains("full name"));
    for args in [&["export", "mentions"][..], &["query", "扩产"]] {
        let older = place.run(args);
        assert_eq!(older.code, 0);
        assert!(older.err.contains("another lexicon") && older.err.contains("--again"), "{}", older.err);
    }
    let again = place.run(&["ingest", "in", "--again"]);
    assert!(again.err.contains("stored 1"), "{}", again.err);
    let after = place.run(&["export", "mentions", "--ticker", "xhsl"]);
    assert!(after.out.contains(",399999.SZ,星河算力,星河算力"), "{}", after.out);
    assert!(after.err.contains("xhsl: 星河算力") && !after.err.contains("another lexicon"), "{}", after.err);
    let second = place.run(&["lexicon", "import", "list.csv"]);
    assert!(second.err.contains("nothing changed"), "{}", second.err);
    let extract = place.run(&["extract", "in/a.txt"]);
    assert!(extract.out.contains("\"399999.SZ\""));
    let extract = place.run(&["extract", "in/a.txt", "--store", "elsewhere"]);
    assert!(!extract.out.contains("\"星河算力\""));
}

#[test]
fn lists_in_every_coat() {
    let place = Place::new();
    let (gb, _, _) = encoding_rs::GB18030.encode(LIST);
    std::fs::write(place.path("gb.csv"), &gb).unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "A股列表").unwrap();
    for (row, (code, name)) in (2..).zip([("公司代码", "公司简称"), ("399999", "星河算力")]) {
        sheet.write(row, 1, code).unwrap();
        sheet.write(row, 2, name).unwrap();
    }
    sheet.write(4, 1, 2).unwrap(); // a spreadsheet took 000002 for a number
    sheet.write(4, 2, "万科A").unwrap();
    book.save(place.path("list.xls")).unwrap(); // called by the wrong ending
    for file in ["gb.csv", "list.xls"] {
        let diff = place.run(&["lexicon", "diff", file]);
        assert!(diff.out.starts_with("new\t399999.SZ\t星河算力\n"), "{file}: {} {}", diff.err, diff.out.len());
        assert!(!diff.out.contains("renamed"), "{file}");
        assert_eq!(diff.out.contains("gone\t000002.SZ"), file == "gb.csv", "{file}");
    }
}

#[test]
fn a_wrong_list_names_its_line_and_changes_nothing() {
    let place = Place::new();
    place.write("bad.csv", "code,name\n600000,浦发银行\n600001.XX,坏\n");
    place.write("two.csv", "code,name\n399999,星河算力\n399999,星河\n");
    place.write("none.csv", "a,b\n1,2\n");
    std::fs::write(place.path("torn.xlsx"), b"PK\x03\x04 torn").unwrap();
    std::fs::write(place.path("bytes.csv"), b"code,name\n600000,\xff\xff\xff\n").unwrap();
    for (file, said) in [
        ("bad.csv", "line 3, column 1: unknown exchange `xx`"),
        ("two.csv", "line 3, column 1: `399999.SZ` is `星河` here and `星河算力` in line 2"),
        ("none.csv", "code and a name column"),
        ("torn.xlsx", "workbook"),
        ("bytes.csv", "line 2, column 2"),
        ("absent.csv", "absent.csv"),
    ] {
        let ran = place.run(&["lexicon", "import", file]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{file}");
        assert!(ran.err.contains(said), "{file}: {}", ran.err);
        assert!(!place.path("index").exists(), "{file}");
    }
    place.write("index/store.json", "{\"store_version\":1}");
    place.write("index/names.tsv", "id\tname\tfull_name\tenglish_name\taliases\nx\ty\t\t\t\n");
    let broken = place.run(&["lexicon", "lookup", "寒武纪"]);
    assert_eq!(broken.code, 2);
    assert!(broken.err.contains("names.tsv") && broken.err.contains("line 2, column 1"), "{}", broken.err);
}

#[test]
fn names_are_added() {
    let place = Place::new();
    assert_eq!(place.run(&["lexicon", "add", "寒老大", "688256"]).code, 0);
    assert_eq!(place.run(&["lexicon", "add", "云山实验室", "org:yunshan", "--alias", "云山"]).code, 0);
    assert_eq!(place.run(&["lexicon", "add", "寒二", "--code", "SH688256"]).code, 0);
    let found = place.run(&["lexicon", "lookup", "寒老大"]).out;
    assert!(found.contains("688256.SH") && found.contains("alias") && found.contains("寒二"), "{found}");
    assert!(place.run(&["lexicon", "lookup", "云山"]).out.contains("org:yunshan"));
    let stands = std::fs::read(place.path("index/names.tsv")).unwrap();
    for args in [&["寒武纪", "688256"][..], &["寒王", "688256.SH"], &["寒二", "688256"], &["云山", "org:yunshan"]]
    {
        let ran = place.run(&[&["lexicon", "add"], args].concat());
        assert!(ran.code == 0 && ran.err.contains("nothing changed"), "{args:?}: {}", ran.err);
    }
    assert_eq!(std::fs::read(place.path("index/names.tsv")).unwrap(), stands);
    let example = place.run(&["lexicon", "add", "思元厂", "688256.SH"]);
    assert!(example.err.contains("688256.SH: 寒武纪, also 思元厂"), "{}", example.err);
    for args in [&["某某", "123"][..], &["某", "688256.SH"], &["甲|乙", "688256.SH"], &["某某", "org:某"]] {
        let ran = place.run(&[&["lexicon", "add"], args].concat());
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains("hint: "), "{}", ran.err);
    }
}

#[test]
fn models_chips_and_their_makers_are_added() {
    let place = Place::new();
    place.write(
        "in/a.txt",
        "周报\n\n星河大模型 2.0 发布，训练用云山 X1 与自研云山 X1 集群；云山实验室开源星河-Coder。GLM-5 亦即大圣。\n",
    );
    let add = |args: &[&str]| place.run(&[&["lexicon", "add"], args].concat());
    let ids = |args: &[&str]| {
        let ran = place.run(&[&["export", "mentions", "--format", "jsonl"], args].concat());
        let id = |l: &str| serde_json::from_str::<serde_json::Value>(l).unwrap()["id"].as_str().unwrap().to_owned();
        ran.out.lines().map(id).collect::<Vec<_>>()
    };
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    assert_eq!(ids(&[]), ["model:glm-5"]);
    assert_eq!(add(&["云山实验室", "org:yunshan"]).code, 0);
    let model = add(&["星河大模型", "model:xinghe", "--maker", "org:yunshan", "--alias", "星河"]);
    assert!(model.err.contains("model:xinghe: 星河大模型, also 星河, made by org:yunshan"), "{}", model.err);
    assert_eq!(add(&["云山 X1", "chip:yunshan-x1", "--maker", "云山实验室"]).code, 0);
    assert_eq!(add(&["大圣", "model:glm-5"]).code, 0);
    let again = add(&["星河", "model:xinghe", "--maker", "org:yunshan"]);
    assert!(again.err.contains("nothing changed"), "{}", again.err);
    assert!(place.run(&["export", "mentions"]).err.contains("another lexicon"), "own products are in the hash");
    assert_eq!(place.run(&["ingest", "in", "--again"]).code, 0);
    let all = [
        "model:xinghe-2.0",
        "chip:yunshan-x1",
        "chip:yunshan-x1",
        "org:yunshan",
        "model:xinghe-coder",
        "model:glm-5",
        "model:glm-5",
    ];
    assert_eq!(ids(&[]), all);
    assert_eq!(ids(&["--ticker", "云山实验室", "--with-products"]), all[..5]);

    let found = place.run(&["lexicon", "lookup", "星河 3.0"]).out;
    assert!(found.contains("model:xinghe-3.0") && found.contains("云山实验室 org:yunshan"), "{found}");
    assert!(place.run(&["lexicon", "lookup", "云山实验室"]).out.contains("makes         云山 X1, 星河大模型"));
    let list = place.run(&["lexicon", "list", "--kind", "model"]).out;
    assert!(list.contains("model:xinghe\t星河大模型\tmodel\torg:yunshan\n"), "{list}");
    place.write(
        "list.csv",
        "id,name,maker,alias\nmodel:xinghe,星河大模型,,银河\nchip:yunshan-x1,云山X1,00700.HK,\nchip:h200,H200,,\n",
    );
    let diff = place.run(&["lexicon", "diff", "list.csv"]);
    assert_eq!(diff.out, "more\tchip:yunshan-x1\t云山X1\nmore\tmodel:xinghe\t星河大模型\n", "{}", diff.err);
    for (args, said) in [
        (&["某模型", "model:某"][..], "model:some-name"),
        (&["某模型", "model:mou", "--maker", "无人知晓"], "无人知晓"),
        (&["某某", "org:mou", "--maker", "00700.HK"], "not made by anybody"),
    ] {
        let ran = add(args);
        assert!(ran.code == 2 && ran.err.contains(said) && ran.err.contains("hint: "), "{args:?}: {}", ran.err);
    }
}

#[test]
fn all_meanings_of_a_word() {
    let place = Place::new();
    let look = |word: &str| place.run(&["lexicon", "lookup", word]).out;
    for word in ["688981", "SH688981", "688981 CH", "中芯国际", "zhongxinguoji"] {
        let out = look(word);
        assert!(out.contains("688981.SH") && out.contains("listings      00981.HK"), "{word}: {out}");
    }
    assert!(look("HWJ").contains("matched       initials"));
    assert!(look("Cambricon").contains("matched       English name"));
    assert!(look("GLM-5").contains("model:glm-5") && look("H200").contains("chip:h200"));
    assert!(look("字节跳动").contains("kind          organisation"));
    let unknown = place.run(&["lexicon", "lookup", "寒武记"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    assert!(unknown.err.contains("寒武纪"), "{}", unknown.err);
    let chips = place.run(&["lexicon", "list", "--kind", "chip"]).out;
    assert!(chips.lines().all(|l| l.starts_with("chip:")) && chips.contains("chip:h200\tH200\tchip\tNVDA.US"));
}

#[test]
fn tickers_by_any_name_and_with_their_products() {
    let place = filled();
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    let ids = |args: &[&str]| -> Vec<String> {
        let ran = place.run(&[&["export", "mentions", "--format", "jsonl"], args].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let id = |l: &str| serde_json::from_str::<serde_json::Value>(l).unwrap()["id"].as_str().unwrap().to_owned();
        ran.out.lines().map(id).collect()
    };
    for word in ["688256", "寒武纪", "hanwuji", "hwj", "Cambricon", "中科寒武纪科技股份有限公司"] {
        assert_eq!(ids(&["--ticker", word]), ["688256.SH"], "{word}");
    }
    assert_eq!(ids(&["--ticker", "中芯国际"]), ["688981.SH", "00981.HK"], "all listings of a name");
    assert_eq!(ids(&["--ticker", "981 HK"]), ["00981.HK"], "that listing of a code");
    assert_eq!(ids(&["--ticker", "智谱"]), ["02513.HK"]);
    assert_eq!(ids(&["--ticker", "02513.HK", "--with-products"]), ["02513.HK", "model:glm-5"]);
    assert!(ids(&["--ticker", "贵州茅台"]).is_empty(), "known, and not in the store");
    let found = place.run(&["query", "发布", "--ticker", "智谱", "--with-products"]);
    assert_eq!(found.code, 0, "{}", found.err);
    let unknown = place.run(&["export", "mentions", "--ticker", "寒武记"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("寒武纪"), "{}", unknown.err);
    assert_eq!(place.run(&["export", "mentions", "--with-products"]).code, 2);
}

#[test]
fn files_that_people_open() {
    let place = filled();
    assert_eq!(place.run(&["ingest", "in"]).code, 0);
    let pairs = place.run(&["export", "comentions", "--top", "1"]).out;
    assert_eq!(pairs.lines().count(), 2, "{pairs}");
    for (file, magic) in [("m.xlsx", &b"PK"[..]), ("m.parquet", b"PAR1"), ("t.xlsx", b"PK")] {
        let table = if file.starts_with('t') { "tickers" } else { "mentions" };
        assert_eq!(place.run(&["export", table, "-o", file]).code, 0);
        assert!(std::fs::read(place.path(file)).unwrap().starts_with(magic), "{file}");
    }
    let bom = place.run(&["export", "mentions", "--bom"]).out;
    assert!(bom.starts_with("\u{feff}report_id,"), "{bom}");
    assert!(bom.lines().next().unwrap().ends_with(",end,rule"), "{bom}");
    assert_eq!(place.run(&["export", "mentions", "--bom", "--format", "md"]).code, 2);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(place.path("m.xlsx")).unwrap();
    let links = book.worksheet_range("Sheet1");
    assert!(links.unwrap().height() > 3);
    use calamine::Reader as _;
}
