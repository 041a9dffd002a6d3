//! Which companies are named together: pairs in one passage, and in one list of recommended stocks.

use super::reader::Store;
use super::{Filter, StoreError, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Two companies that stand together somewhere; `a` has the smaller id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comention {
    /// Id and standard name of one.
    pub a: (String, String),
    /// Id and standard name of the other.
    pub b: (String, String),
    /// Passages that name both, sources and boilerplate aside.
    pub passages: u64,
    /// Reports with such a passage or list.
    pub reports: u64,
    /// Recommended lists that hold both.
    pub lists: u64,
}

#[derive(Default)]
struct Sum {
    passages: u64,
    lists: u64,
    /// Numbers of the reports, sorted.
    reports: Vec<i64>,
}

type Pairs = BTreeMap<(String, String), Sum>;

impl Store {
    /// All pairs, the most passages first, then lists, reports, ids. Of the filters those on reports
    /// choose reports, tickers choose pairs that hold one of them. Another issue of an earlier report
    /// is left out.
    pub fn comentions(&self, filter: &Filter) -> Result<Vec<Comention>, StoreError> {
        let of_reports = Filter { tickers: Vec::new(), ..filter.clone() };
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut pairs = Pairs::new();
        let mut here: (i64, i64, BTreeSet<String>) = (0, 0, BTreeSet::new());
        let sql = "SELECT t.report, t.passage, t.id, t.name FROM report r JOIN mention t ON t.report = r.report
             WHERE {} AND r.duplicate_of IS NULL AND t.kind = 'company' AND t.role NOT IN ('source', 'boilerplate')
             ORDER BY t.report, t.passage";
        self.each(sql, of_reports.on(Table::Reports), |r| {
            let (report, passage, id): (i64, i64, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
            if (report, passage) != (here.0, here.1) {
                add(&mut pairs, &here.2, here.0, filter, |sum| &mut sum.passages);
                here = (report, passage, BTreeSet::new());
            }
            if !names.contains_key(&id) {
                names.insert(id.clone(), r.get(3)?);
            }
            here.2.insert(id);
            Ok(())
        })?;
        add(&mut pairs, &here.2, here.0, filter, |sum| &mut sum.passages);
        let sql = "SELECT t.report, t.object FROM report r JOIN fact t ON t.report = r.report
             WHERE {} AND r.duplicate_of IS NULL AND t.kind = 'recommendation' ORDER BY t.report, t.n";
        self.each(sql, of_reports.on(Table::Reports), |r| {
            let object: String = r.get::<_, Option<String>>(1)?.unwrap_or_default();
            let ids = object.split(';').filter(|i| names.contains_key(*i)).map(str::to_owned).collect();
            add(&mut pairs, &ids, r.get(0)?, filter, |sum| &mut sum.lists);
            Ok(())
        })?;
        Ok(sorted(pairs, &names))
    }
}

/// Counts every pair of the ids once.
fn add(pairs: &mut Pairs, ids: &BTreeSet<String>, report: i64, filter: &Filter, count: fn(&mut Sum) -> &mut u64) {
    let asked = |id: &String| filter.tickers.is_empty() || filter.tickers.contains(id);
    for (i, a) in ids.iter().enumerate() {
        for b in ids.iter().skip(i + 1).filter(|b| asked(a) || asked(b)) {
            let sum = pairs.entry((a.clone(), b.clone())).or_default();
            *count(sum) += 1;
            if let Err(at) = sum.reports.binary_search(&report) {
                sum.reports.insert(at, report);
            }
        }
    }
}

fn sorted(pairs: Pairs, names: &BTreeMap<String, String>) -> Vec<Comention> {
    let named = |id: String| {
        let name = names.get(&id).cloned().unwrap_or_default();
        (id, name)
    };
    let mut all: Vec<Comention> = pairs
        .into_iter()
        .map(|((a, b), s)| Comention {
            a: named(a),
            b: named(b),
            passages: s.passages,
            reports: s.reports.len() as u64,
            lists: s.lists,
        })
        .collect();
    // pairs come by id: equal counts stay so
    all.sort_by_key(|c| std::cmp::Reverse((c.passages, c.lists, c.reports)));
    all
}
