//! The index from outside: what is found, and what is not.

use crate::sample::{self, Sample, WEEKLY};
use yanbao::search::{Found, Index, Indexer, WordList, parse};
use yanbao::store::Filter;

const NOTES: Sample = Sample {
    name: "notes.txt",
    broker: "海岸证券",
    day: Some((2026, 2, 20)),
    companies: &[("星河算力", "300999.SZ")],
    text: "模型点评\n\n跟踪沪深 300 与 A 股市场，GPT-5.3-Codex 与 Seedance2.0 更新。\n\n資本開支上調，企業計劃擴產，星河算力受益。\n\n\
           国产 芯片的供给在改善，产能与价格都在上行；市场对资本的开支更谨慎。\n\n免责声明\n\n本报告所称资本开支仅供参考。\n",
};

fn index() -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let words = WordList::new(vec!["星河算力".into()]);
    let mut indexer = Indexer::open(folder.path(), words.clone(), "0").unwrap();
    for sample in [&WEEKLY, &NOTES] {
        indexer.add(&sample::report(sample)).unwrap();
    }
    indexer.commit(1).unwrap();
    indexer.add(&sample::report(&NOTES)).unwrap(); // again: nothing is there twice
    indexer.commit(2).unwrap();
    indexer.close().unwrap();
    let index = Index::open(folder.path(), words).unwrap();
    (folder, index)
}

fn ask(index: &Index, words: &str, filter: &Filter) -> Found {
    let expand = |word: &str| if word == "xhsl" { vec!["星河算力".to_owned()] } else { Vec::new() };
    index.search(&parse(words).unwrap(), filter, 50, &expand).unwrap()
}

fn texts(found: &Found) -> Vec<String> {
    let reports = [sample::report(&WEEKLY), sample::report(&NOTES)];
    let text = |hit: &yanbao::search::Hit| {
        let report = reports.iter().find(|r| r.report.report_id == hit.report).unwrap();
        report.passages[hit.passage as usize - 1].text.clone()
    };
    found.hits.iter().map(text).collect()
}

#[test]
fn words_stand_as_written_whatever_the_spaces_forms_and_characters() {
    let (_folder, index) = index();
    let count = |words: &str| ask(&index, words, &Filter::default()).total;
    for words in ["沪深300", "沪深 300", "\"沪深300\"", "A股", "A股市场", "gpt-5.3-codex", "GPT", "5.3-codex", "codex"]
    {
        assert_eq!(count(words), 1, "{words}");
    }
    for words in ["seedance2.0", "\"Seedance 2.0\"", "Seedance", "企业计划扩产", "企業計劃", "\"国产芯片\"", "𠮷"]
    {
        assert_eq!(count(words), 1, "{words}");
    }
    for words in ["沪深3", "GPT-5", "eedance", "\"深沪\"", "\"国产 供给\"", "没有的词"] {
        assert_eq!(count(words), 0, "{words}");
    }
}

#[test]
fn all_words_a_phrase_or_and_not() {
    let (_folder, index) = index();
    let count = |words: &str| ask(&index, words, &Filter::default()).total;
    assert_eq!(count("产能 谨慎"), 1);
    assert_eq!(count("\"产能 谨慎\""), 0);
    assert_eq!(count("沪深300 OR 谨慎"), 2);
    assert_eq!(count("星河算力 -数据中心 -资本开支 -相关标的"), 1, "the table");
    assert_eq!(count("title:模型点评 谨慎"), 1);
    assert_eq!(count("title:算力周报 谨慎"), 0);
    assert_eq!(count("(沪深300 OR 谨慎) NOT 产能"), 1);
    assert_eq!(count("股"), 1, "one character is the beginning of a pair");
    assert_eq!(count("价格"), 1);
}

#[test]
fn the_phrase_stands_before_its_scattered_words_and_text_before_disclaimers() {
    let (_folder, index) = index();
    let found = ask(&index, "资本开支", &Filter::default());
    let texts = texts(&found);
    let place = |part: &str| texts.iter().position(|t| t.contains(part)).unwrap_or(usize::MAX);
    assert!(place("資本開支") < place("资本的开支"), "{texts:?}");
    assert!(place("資本開支") < place("仅供参考"), "{texts:?}");
}

#[test]
fn other_names_of_the_same_company_count_as_the_word() {
    let (_folder, index) = index();
    let found = ask(&index, "xhsl", &Filter::default());
    assert!(found.total >= 4);
    let text = "星河算力受益";
    assert_eq!(found.needles.marks(text)[0].of(text), "星河算力");
}

#[test]
fn filters_choose() {
    let (_folder, index) = index();
    let count = |filter: Filter| ask(&index, "星河算力", &filter).total;
    let of = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let all = count(Filter::default());
    let one = count(Filter { brokers: of(&["海岸证券"]), ..Filter::default() });
    assert_eq!(one, 1);
    assert_eq!(count(Filter { brokers: of(&["海岸证券", "云山证券"]), ..Filter::default() }), all);
    assert_eq!(count(Filter { since: Some("2026-03-01".into()), ..Filter::default() }), all - one);
    assert_eq!(count(Filter { until: Some("2026-03-01".into()), ..Filter::default() }), one);
    assert_eq!(count(Filter { facts: of(&["capex"]), ..Filter::default() }), 1);
    assert_eq!(count(Filter { tickers: of(&["688999.SH"]), ..Filter::default() }), 2);
    assert_eq!(count(Filter { analysts: of(&["S1234567890123"]), ..Filter::default() }), all);
    assert_eq!(count(Filter { kinds: of(&["macro"]), ..Filter::default() }), 0);
    let report = sample::report(&NOTES).report.report_id;
    assert_eq!(count(Filter { reports: vec![report], ..Filter::default() }), one);
}

#[test]
fn the_index_knows_its_reports_and_its_batch() {
    let (_folder, index) = index();
    assert_eq!(index.state().batch, 2);
    let mut expected: Vec<(String, u64)> =
        [&WEEKLY, &NOTES].map(sample::report).map(|r| (r.report.report_id.clone(), r.passages.len() as u64)).into();
    expected.sort();
    assert_eq!(index.reports().unwrap(), expected);
}

#[test]
fn the_index_stays_that_of_the_lexicon_its_texts_were_cut_with() {
    let folder = tempfile::tempdir().unwrap();
    let open = |lexicon: &str| Indexer::open(folder.path(), WordList::new(Vec::new()), lexicon).unwrap();
    let mut first = open("a");
    first.add(&sample::report(&WEEKLY)).unwrap();
    first.commit(1).unwrap();
    drop(first);
    let mut second = open("b");
    assert_eq!(second.state().lexicon, "a");
    second.set_lexicon("b");
    second.commit(2).unwrap();
    drop(second);
    assert_eq!(Index::open(folder.path(), WordList::new(Vec::new())).unwrap().state().lexicon, "b");
}
