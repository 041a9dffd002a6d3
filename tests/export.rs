//! Tables as a user gets them: the ticker-mention table, and every table in every format.

use crate::sample::{self, Sample, WEEKLY};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::path::Path;
use yanbao::export::{By, Format, TickerOptions, write, write_comentions, write_subjects, write_tickers};
use yanbao::report::Report;
use yanbao::store::{Batch, Filter, Store, Table, Writer};

const NEXT: Sample = Sample {
    name: "next.txt",
    broker: "海岸证券",
    day: Some((2026, 3, 12)),
    companies: &[("星河算力", "300999.SZ"), ("云杉存储", "600999.SH")],
    text: "存储周报\n\n星河算力订单回升，云杉存储扩产。\n\n云杉存储提价。\n",
};
const UNDATED: Sample = Sample { name: "undated.txt", day: None, ..NEXT };

fn store(root: &Path, samples: &[&Sample]) -> Store {
    store_of(root, samples.iter().map(|s| sample::report(s)).collect())
}

fn store_of(root: &Path, reports: Vec<Report>) -> Store {
    let mut writer = Writer::open(root).unwrap();
    let batch = Batch { number: 1, entries: Vec::new() };
    writer.put(&batch, &reports).unwrap();
    writer.mark_done(&batch, &reports).unwrap();
    drop(writer);
    Store::open(root).unwrap()
}

fn tickers(store: &Store, filter: &Filter, by: By, top: Option<usize>, only_new: bool) -> Vec<String> {
    let mut out = Vec::new();
    write_tickers(store, filter, TickerOptions { by, top, only_new }, Format::Csv, &mut out).unwrap();
    String::from_utf8(out).unwrap().lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn tickers_by_week() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), &[&WEEKLY, &NEXT, &UNDATED]);
    let all = Filter::default();
    let rows = tickers(&store, &all, By::Week, None, false);
    assert_eq!(
        rows,
        [
            "2026-W10,300999.SZ,星河算力,1,4,1,1,,true",
            "2026-W10,688999.SH,北辰芯片,1,2,1,1,,true",
            "2026-W11,600999.SH,云杉存储,1,2,1,0,0,true",
            "2026-W11,300999.SZ,星河算力,1,1,1,0,4,false",
            "undated,600999.SH,云杉存储,1,2,1,0,,",
            "undated,300999.SZ,星河算力,1,1,1,0,,",
        ]
    );
    let since = Filter { since: Some("2026-03-10".into()), ..Filter::default() };
    assert_eq!(tickers(&store, &since, By::Week, None, false), rows[2..4], "what was before is still known");
    assert_eq!(tickers(&store, &since, By::Week, None, true), rows[2..3]);
    assert_eq!(tickers(&store, &all, By::Week, Some(1), false), [&rows[0], &rows[2], &rows[4]].map(String::clone));
    let one = Filter { tickers: vec!["688999.SH".into()], ..Filter::default() };
    assert_eq!(tickers(&store, &one, By::Week, None, false), rows[1..2]);
}

#[test]
fn tickers_by_other_periods() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), &[&WEEKLY, &NEXT]);
    let all = Filter::default();
    assert_eq!(tickers(&store, &all, By::Month, Some(1), false), ["2026-03,300999.SZ,星河算力,2,5,2,1,,true"]);
    assert_eq!(tickers(&store, &all, By::All, Some(1), false), ["all,300999.SZ,星河算力,2,5,2,1,,"]);
    let brokers = tickers(&store, &all, By::Broker, Some(1), false);
    assert_eq!(brokers, ["云山证券,300999.SZ,星河算力,1,4,1,1,,", "海岸证券,600999.SH,云杉存储,1,2,1,0,,"]);
    let reports = tickers(&store, &all, By::Report, None, false);
    assert!(reports[0].ends_with("300999.SZ,星河算力,1,4,1,1,,true"), "{reports:?}");
    assert!(reports[3].ends_with("300999.SZ,星河算力,1,1,1,0,,false"), "{reports:?}");
}

#[test]
fn every_table_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), &[&WEEKLY, &NEXT]);
    for table in Table::ALL {
        let written = |format: Format| {
            let mut out = Vec::new();
            let rows = write(&store, table, &Filter::default(), format, &mut out).unwrap();
            (rows, String::from_utf8(out).unwrap())
        };
        let (rows, text) = written(Format::Csv);
        let mut csv = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(csv.headers().unwrap().iter().collect::<Vec<_>>(), table.columns());
        let csv: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
        assert!(rows > 0 && csv.len() as u64 == rows, "{}", table.name());
        let (_, jsonl) = written(Format::Jsonl);
        for (line, record) in jsonl.lines().zip(&csv) {
            let row: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
            assert_eq!(row.keys().collect::<std::collections::BTreeSet<_>>().len(), table.columns().len());
            for (column, cell) in table.columns().iter().zip(record.iter()) {
                let same = match &row[*column] {
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::String(s) => s.clone(),
                    list @ serde_json::Value::Array(_) => list.to_string().replace(',', ", "),
                    other => other.to_string(),
                };
                let cell = if *column == "bbox" { cell.replace(".0", "") } else { cell.to_owned() };
                assert_eq!(same.replace(".0", ""), cell.replace(".0", ""), "{} {column}", table.name());
            }
        }
        assert_eq!(written(Format::Md).1.lines().count() as u64, rows + 2);
        assert_eq!(written(Format::Screen { width: 80 }).1.lines().count() as u64, rows + 1);
    }
}

#[test]
fn the_views_are_the_contract_s_tables() {
    let folder = tempfile::tempdir().unwrap();
    drop(store(folder.path(), &[&WEEKLY]));
    let db = rusqlite::Connection::open(folder.path().join("catalog.sqlite")).unwrap();
    for table in Table::ALL {
        let statement = db.prepare(&format!("SELECT * FROM \"{}\"", table.name())).unwrap();
        let names: Vec<_> = statement.column_names().collect();
        assert_eq!(names[..table.columns().len()], table.columns());
    }
}

fn bytes(store: &Store, table: Table, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    write(store, table, &Filter::default(), format, &mut out).unwrap();
    out
}

#[test]
fn parquet_holds_what_csv_holds() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), &[&WEEKLY, &NEXT]);
    for table in Table::ALL {
        let parquet = bytes(&store, table, Format::Parquet);
        assert_eq!(parquet, bytes(&store, table, Format::Parquet), "same rows, same bytes");
        let text = String::from_utf8(bytes(&store, table, Format::Csv)).unwrap();
        let mut csv = csv::Reader::from_reader(text.as_bytes());
        let path = folder.path().join("table.parquet");
        std::fs::write(&path, parquet).unwrap();
        let file = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
        let mut rows = 0;
        for (row, record) in file.get_row_iter(None).unwrap().zip(csv.records()) {
            let (row, record) = (row.unwrap(), record.unwrap());
            rows += 1;
            let cells: Vec<(&String, &Field)> = row.get_column_iter().collect();
            assert_eq!(cells.iter().map(|c| c.0.as_str()).collect::<Vec<_>>(), table.columns());
            for ((name, field), cell) in cells.iter().zip(record.iter()) {
                let text = match field {
                    Field::Null => String::new(),
                    Field::Str(s) => s.clone(),
                    Field::Long(n) => n.to_string(),
                    Field::Double(d) => d.to_string(),
                    other => other.to_string(),
                };
                assert_eq!(text, cell, "{} {name}", table.name());
            }
        }
        assert_eq!(rows, file.metadata().file_metadata().num_rows());
        assert!(rows > 0, "{}", table.name());
    }
}

#[test]
fn xlsx_is_read_back() {
    use calamine::{Data, Reader};
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), &[&WEEKLY, &NEXT]);
    for table in Table::ALL {
        let xlsx = bytes(&store, table, Format::Xlsx);
        assert_eq!(xlsx, bytes(&store, table, Format::Xlsx), "same rows, same bytes");
        let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(xlsx)).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        let head: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(head, table.columns());
        let rows = String::from_utf8(bytes(&store, table, Format::Jsonl)).unwrap().lines().count();
        assert_eq!(range.height(), rows + 1, "{}", table.name());
        if table == Table::Facts {
            let column = head.iter().position(|h| h == "low").unwrap();
            assert_eq!(range.get((1, column)), Some(&Data::Float(12_000_000_000.0)));
        }
    }
}

#[test]
fn companies_that_stand_together() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), &[&WEEKLY, &NEXT]);
    let written = |filter: &Filter, top, format| {
        let mut out = Vec::new();
        write_comentions(&store, filter, top, format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let csv = |filter: &Filter, top| -> Vec<String> {
        written(filter, top, Format::Csv).lines().map(str::to_owned).collect()
    };
    let all = Filter::default();
    assert_eq!(
        csv(&all, None),
        [
            "id_a,name_a,id_b,name_b,passages,reports,lists",
            "300999.SZ,星河算力,688999.SH,北辰芯片,2,1,0",
            "300999.SZ,星河算力,600999.SH,云杉存储,1,1,0",
        ]
    );
    assert_eq!(csv(&all, Some(1)).len(), 2);
    let one = Filter { tickers: vec!["600999.SH".into()], ..Filter::default() };
    assert_eq!(csv(&one, None)[1..], ["300999.SZ,星河算力,600999.SH,云杉存储,1,1,0"]);
    let late = Filter { since: Some("2026-03-10".into()), ..Filter::default() };
    assert_eq!(csv(&late, None).len(), 2);
    let screen = written(&all, None, Format::Screen { width: 100 });
    let bars: Vec<usize> = screen.lines().map(|l| l.chars().filter(|c| *c == '█').count()).collect();
    assert_eq!(bars, [0, 16, 8], "{screen}");
}

/// Reports that say of the sample's statement what they like: low, high; and one of another unit.
fn statements() -> Vec<Report> {
    let of = |name: &'static str, broker: &'static str, day: Option<(i16, i8, i8)>, numbers: &[(i64, i64)]| {
        let mut report = sample::report(&Sample { name, broker, day, ..WEEKLY });
        let fact = report.facts[0].clone();
        report.facts = numbers
            .iter()
            .map(|(low, high)| {
                let mut fact = fact.clone();
                (fact.low, fact.high) = (Some((*low).into()), Some((*high).into()));
                fact
            })
            .collect();
        report
    };
    let mut other = of("c.txt", "海岸证券", Some((2026, 3, 9)), &[(7, 7), (5, 5), (6, 6)]);
    other.facts[0].unit = Some("USD".into());
    other.facts[1].object = None;
    (other.facts[2].low, other.facts[2].high, other.facts[2].unit) = (None, None, None);
    vec![
        of("b.txt", "云山证券", Some((2026, 3, 12)), &[(90, 100), (105, 110)]),
        of("a.txt", "海岸证券", Some((2026, 3, 5)), &[(120, 120)]),
        of("d.txt", "海岸证券", None, &[(80, 80)]),
        other,
    ]
}

#[test]
fn statements_of_the_same_thing_are_one_row() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_of(folder.path(), statements());
    let written = |filter: &Filter, top, format| {
        let mut out = Vec::new();
        write_subjects(&store, filter, top, format, &mut out).unwrap();
        out
    };
    let csv = |filter: &Filter, top| String::from_utf8(written(filter, top, Format::Csv)).unwrap();
    let (all, head) = (Filter::default(), "capex,300999.SZ,星河算力,capex,2026,数据中心");
    let expected = format!(
        "kind,subject_id,subject,metric,period,object,unit,low,high,newest_low,newest_high,newest_on,\
         statements,reports,brokers,first_on,last_on\n\
         {head},CNY,80,120,90,110,2026-03-12,4,3,2,2026-03-05,2026-03-12\n\
         capex,300999.SZ,星河算力,capex,2026,,CNY,5,5,5,5,2026-03-09,1,1,1,2026-03-09,2026-03-09\n\
         {head},USD,7,7,7,7,2026-03-09,1,1,1,2026-03-09,2026-03-09\n\
         {head},,,,,,,1,1,1,2026-03-09,2026-03-09\n"
    );
    assert_eq!(csv(&all, None), expected);
    assert_eq!(csv(&all, Some(1)).lines().count(), 4, "one a unit");
    let one = Filter { brokers: vec!["云山证券".into()], ..Filter::default() };
    assert_eq!(
        csv(&one, None).lines().nth(1).unwrap(),
        format!("{head},CNY,90,110,90,110,2026-03-12,2,1,1,2026-03-12,2026-03-12")
    );
    assert_eq!(csv(&Filter { facts: vec!["risk".into()], ..Filter::default() }, None).lines().count(), 1);
    let path = folder.path().join("t.parquet");
    std::fs::write(&path, written(&all, None, Format::Parquet)).unwrap();
    let parquet = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
    let row = parquet.get_row_iter(None).unwrap().next().unwrap().unwrap();
    let kinds: Vec<bool> = row.get_column_iter().map(|(_, f)| matches!(f, Field::Long(_))).collect();
    assert_eq!(kinds.iter().position(|k| *k), Some(12), "counts are numbers");
    assert!(written(&all, None, Format::Xlsx).starts_with(b"PK"));
}
