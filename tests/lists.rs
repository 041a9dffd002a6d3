//! Users' securities lists in the coats in which they come, and lists that are wrong: each refused whole,
//! with its line and column.

use crate::cli::Place;

/// Invented securities, laid out as Shanghai's and Shenzhen's exchanges publish their lists (BIFF).
const SSE: &[u8] = include_bytes!("lists/sse.xls");
const SZSE: &[u8] = include_bytes!("lists/szse.xls");

/// What a list adds: `id name` of the new ones, sorted by id.
fn new(place: &Place, file: &str) -> Vec<String> {
    let ran = place.run(&["lexicon", "diff", file]);
    assert_eq!(ran.code, 0, "{file}: {}", ran.err);
    let line = |l: &str| l.strip_prefix("new\t").map(|l| l.replace('\t', " "));
    ran.out.lines().filter_map(line).collect()
}

#[test]
fn columns_by_their_names() {
    let place = Place::new();
    let lists = [
        (
            "tushare",
            "ts_code,symbol,name,area,industry,fullname,enname,market,exchange,list_status\n\
          309901.SZ,309901,星河算力,深圳,软件,星河算力股份有限公司,\"Star River, Inc.\",创业板,SZSE,L\n",
        ),
        ("akshare a", "code,name\n309901,星 河算力\n"),
        ("akshare sz", "板块,A股代码,A股简称,A股上市日期\n创业板,309901,星河算力,2025-01-06\n"),
        ("akshare sh", "证券代码\t证券简称\t公司全称\t上市日期\n309901\t星河算力\t星河算力股份有限公司\t2025-01-06\n"),
        ("wind", "证券代码,证券简称,所属行业\n309901.SZ,星河算力,软件\n,,\n数据来源：Wind,,\n"),
        ("choice", "\"证券代码\"\t\"证券名称\"\t\"公司英文名称\"\n\"309901.SZ\"\t\"星河算力\"\t\"Star River\"\n"),
        ("ifind", "同花顺代码;证券名称;总市值\n309901.SZ;星河算力;12.5\n"),
        ("spreadsheet", "代码,名称,交易所\n=\"309901\",星河算力,深交所\n"),
        ("windows", "代码,名称\r\n309901,星河算力\r\n"),
        ("two-line header", "\"证券\n代码\",\"证券\n简称\"\n309901,星河算力\n"),
    ];
    for (name, text) in lists {
        for coat in ["utf-8", "utf-8 with a mark", "gb18030"] {
            let bytes = match coat {
                "gb18030" => encoding_rs::GB18030.encode(text).0.into_owned(),
                "utf-8" => text.as_bytes().to_vec(),
                _ => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            };
            std::fs::write(place.path("list.csv"), bytes).unwrap();
            let read = yanbao::ingest::read_list(&place.path("list.csv")).unwrap_or_else(|e| panic!("{name}: {e}"));
            let found: Vec<String> = read.iter().map(|r| r.id.clone() + &r.name.replace(' ', "")).collect();
            assert_eq!(found, ["309901.SZ星河算力"], "{name}, {coat}");
        }
    }
    place.write("hk.csv", "Stock Code,Name of Securities,Category\n9894,星河控股,Equity\n9895,远山集团,Equity\n");
    assert_eq!(new(&place, "hk.csv"), ["09894.HK 星河控股", "09895.HK 远山集团"]);
}

#[test]
fn workbooks_of_the_exchanges() {
    let place = Place::new();
    std::fs::write(place.path("sse.xls"), SSE).unwrap();
    std::fs::write(place.path("szse.xls"), SZSE).unwrap();
    assert_eq!(new(&place, "sse.xls"), ["609901.SH 星河算力", "609902.SH 远山\"芯\"材"]);
    // codes that a spreadsheet took for numbers, a title line, a sheet of notes before the list
    assert_eq!(new(&place, "szse.xls"), ["009901.SZ 临江储能", "309902.SZ 北辰传感"]);
    assert_eq!(place.run(&["lexicon", "import", "sse.xls"]).code, 0);
    let names = std::fs::read_to_string(place.path("index/names.tsv")).unwrap();
    assert!(names.contains("609901.SH\t星河算力\t\tStar River Computing Co., Ltd.\t星河算力科技\t\n"), "{names}");

    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "说明").unwrap();
    let sheet = book.add_worksheet();
    for (column, words) in [["A股代码", "009901"], ["A股简称", "临江储能"], ["英文名称", "Linjiang"]].iter().enumerate()
    {
        for (row, word) in (3..).zip(words) {
            sheet.write(row, column as u16 + 1, *word).unwrap();
        }
    }
    book.save(place.path("szse.xlsx")).unwrap();
    assert_eq!(new(&place, "szse.xlsx"), ["009901.SZ 临江储能"]);
    // text that an exchange calls a workbook
    let place = Place::new();
    let text = encoding_rs::GB18030.encode("公司代码\t公司简称\n609901\t星河算力\n").0;
    std::fs::write(place.path("text.xls"), text).unwrap();
    assert_eq!(new(&place, "text.xls"), ["609901.SH 星河算力"]);
}

/// Every wrong list, with what is said of it; nothing of any stays behind.
#[test]
fn wrong_lists_name_line_and_column() {
    let place = Place::new();
    let good = "code,name\n309901,星河算力\n";
    let lists: [(&str, String, &str); 13] = [
        ("no header", "甲,乙\n1,2\n".into(), "expected a header with a code and a name column"),
        ("empty", String::new(), "expected a header"),
        ("no name column", "code,industry\n309901,软件\n".into(), "expected a header"),
        ("no code", format!("{good}星河,远山\n"), "line 3, column 1: expected a security's code, found `星河`"),
        ("a short code", format!("{good}6099012,远山\n"), "line 3, column 1"),
        ("no name", format!("{good}609901,\n"), "line 3, column 2: expected a name"),
        (
            "twice",
            format!("{good}609901,远山\n309901,星河算力\n"),
            "line 4, column 1: `309901.SZ` stands already in line 2",
        ),
        (
            "two names",
            format!("{good}\n309901,远山\n"),
            "line 4, column 1: `309901.SZ` is `远山` here and `星河算力` in line 2",
        ),
        ("unknown suffix", format!("{good}609901.QQ,远山\n"), "line 3, column 1: unknown exchange `qq`"),
        (
            "unknown exchange",
            "name,code,exchange\n星河,309901,火星\n".into(),
            "line 2, column 3: unknown exchange `火星`",
        ),
        ("open quote", format!("{good}609901,\"远山\n609902,\"临江\n"), "line 3, column 2: a quote is opened"),
        (
            "never closed",
            format!("{good}609901,\"远山\n609902,临江\n609903,北辰\n"),
            "line 3, column 2: a quote is opened",
        ),
        ("more cells", format!("{good}609901,Far Hill, Inc.\n"), "line 3, column 3: expected at most 2 cells"),
    ];
    for (what, text, said) in lists {
        place.write("list.csv", &text);
        refused(&place, what, said);
    }
    for (what, bytes, said) in [
        ("half of a character", [good.as_bytes(), b"609901,\xE6\x98\xFF\n"].concat(), "line 3, column 2: not text"),
        (
            "utf-16 without a mark",
            "code,name\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "line 1, column 1: not text",
        ),
        ("a torn workbook", SSE[..3000].to_vec(), "workbook"),
        ("a workbook of other bytes", [&SSE[..8], &[7; 4000][..]].concat(), "workbook"),
    ] {
        std::fs::write(place.path("list.csv"), bytes).unwrap();
        refused(&place, what, said);
    }
}

fn refused(place: &Place, what: &str, said: &str) {
    for verb in ["import", "diff"] {
        let ran = place.run(&["lexicon", verb, "list.csv"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{what}: {}", ran.err);
        assert!(ran.err.contains(said) && ran.err.contains("list.csv"), "{what}: {}", ran.err);
        assert!(!place.path("index").exists(), "{what}: {verb} left something");
    }
}

#[test]
fn a_refused_list_leaves_the_names_that_stood() {
    let place = Place::new();
    place.write("list.csv", "code,name\n309901,星河算力\n");
    assert_eq!(place.run(&["lexicon", "import", "list.csv"]).code, 0);
    let stands = std::fs::read(place.path("index/names.tsv")).unwrap();
    place.write("list.csv", "code,name\n609901,远山\n609902,\n");
    assert_eq!(place.run(&["lexicon", "import", "list.csv"]).code, 2);
    assert_eq!(std::fs::read(place.path("index/names.tsv")).unwrap(), stands);
}
