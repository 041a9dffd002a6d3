//! What the catalogue knows: files seen, and the values its filters may take.

use super::reader::Store;
use super::{Filter, StoreError};
use std::collections::BTreeMap;

/// A file as it was when it was last looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Size in bytes.
    pub size: u64,
    /// Time of its last change, nanoseconds since 1970.
    pub mtime: i64,
    /// Id of its report; absent where it was refused.
    pub report: Option<String>,
    /// The contract's word where it was refused.
    pub reason: Option<String>,
    /// What was expected and found, where it was refused.
    pub message: String,
    /// Version of the program that read it.
    pub version: String,
    /// Hash of the lexicon that read it.
    pub lexicon: String,
}

/// A filter's value that nothing in the store carries, with the nearest ones that something does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The filter, as typed: `--broker`.
    pub filter: &'static str,
    /// What was typed.
    pub value: String,
    /// At most five, nearest first; may be empty.
    pub nearest: Vec<String>,
}

impl Store {
    /// Every file that was looked at, by its path.
    pub fn seen(&self) -> Result<BTreeMap<String, Seen>, StoreError> {
        let sql = "SELECT path, size, mtime, report_id, reason, message, version, lexicon FROM file";
        let wrong = |e| self.sql_error(e);
        let mut statement = self.db().prepare(sql).map_err(wrong)?;
        let rows = statement.query_map([], |r| {
            let seen = Seen {
                size: r.get::<_, i64>(1)? as u64,
                mtime: r.get(2)?,
                report: r.get(3)?,
                reason: r.get(4)?,
                message: r.get::<_, Option<String>>(5)?.unwrap_or_default(),
                version: r.get(6)?,
                lexicon: r.get(7)?,
            };
            Ok((r.get(0)?, seen))
        });
        rows.map_err(wrong)?.collect::<Result<_, _>>().map_err(wrong)
    }

    /// Version and lexicon that read each stored report, by its id.
    pub fn versions(&self) -> Result<BTreeMap<String, (String, String)>, StoreError> {
        let wrong = |e| self.sql_error(e);
        let mut statement = self.db().prepare("SELECT report_id, version, lexicon FROM report").map_err(wrong)?;
        let rows = statement.query_map([], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?)))).map_err(wrong)?;
        rows.collect::<Result<_, _>>().map_err(wrong)
    }

    /// Whether some report was read with another lexicon than that of this hash.
    pub fn is_older(&self, lexicon: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM report WHERE lexicon != ?1)";
        self.db().query_row(sql, [lexicon], |r| r.get(0)).map_err(|e| self.sql_error(e))
    }

    /// Ids that a name or id written in some report stands for; empty where none does.
    pub fn ids_named(&self, word: &str) -> Result<Vec<String>, StoreError> {
        self.texts(
            "SELECT DISTINCT id FROM mention WHERE id = ?1 COLLATE NOCASE
             OR name = ?1 COLLATE NOCASE OR text = ?1 COLLATE NOCASE
             OR (length(?1) >= 4 AND id LIKE ?1 || '.%') ORDER BY 1",
            &[word],
        )
    }

    /// Values of the filter that nothing in the store carries. Dates are not looked at.
    pub fn unknown_values(&self, filter: &Filter) -> Result<Vec<Wrong>, StoreError> {
        let lists: [(&'static str, &[String], &str); 4] = [
            ("--broker", &filter.brokers, "SELECT DISTINCT broker FROM report WHERE broker IS NOT NULL"),
            ("--industry", &filter.industries, "SELECT DISTINCT industry FROM report WHERE industry IS NOT NULL"),
            (
                "--analyst",
                &filter.analysts,
                "SELECT name FROM analyst UNION SELECT licence FROM analyst WHERE licence != ''",
            ),
            ("--model", &filter.models, "SELECT DISTINCT id FROM mention WHERE kind = 'model'"),
        ];
        let mut wrong = Vec::new();
        for (name, values, sql) in lists {
            if values.is_empty() {
                continue;
            }
            let known = self.texts(sql, &[])?;
            for value in values.iter().filter(|v| !known.contains(v)) {
                wrong.push(Wrong { filter: name, value: value.clone(), nearest: nearest(value, &known) });
            }
        }
        Ok(wrong)
    }

    /// Ids of all models and chips mentioned, sorted.
    pub fn product_ids(&self) -> Result<Vec<String>, StoreError> {
        self.texts("SELECT DISTINCT id FROM mention WHERE kind IN ('model', 'chip') ORDER BY 1", &[])
    }

    /// Names and ids of all listed companies mentioned, for the nearest to a wrong one.
    pub fn company_names(&self) -> Result<Vec<String>, StoreError> {
        self.texts(
            "SELECT DISTINCT id FROM mention WHERE kind IN ('company', 'organisation')
             UNION SELECT DISTINCT name FROM mention WHERE kind IN ('company', 'organisation')",
            &[],
        )
    }
}

/// The known words nearest to one: those that hold it or that it holds, then by edits; at most five,
/// none farther than half its letters.
pub fn nearest(word: &str, known: &[String]) -> Vec<String> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let mut ranked: Vec<(usize, &String)> = known
        .iter()
        .filter(|k| !k.is_empty())
        .filter_map(|k| {
            let other: Vec<char> = k.to_lowercase().chars().collect();
            let held = |a: &[char], b: &[char]| a.len() > 1 && b.windows(a.len()).any(|w| w == a);
            let far = if held(&word, &other) || held(&other, &word) { 0 } else { edits(&word, &other) };
            (far <= word.len().max(other.len()) / 2).then_some((far, k))
        })
        .collect();
    ranked.sort();
    ranked.into_iter().take(5).map(|(_, k)| k.clone()).collect()
}

/// Levenshtein's distance.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], best);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_known_words() {
        let known: Vec<String> = ["国金证券", "国信证券", "海通证券", "industry_weekly"].map(String::from).into();
        assert_eq!(nearest("国金", &known), ["国金证券"]);
        assert_eq!(nearest("国全证券", &known)[0], "国信证券");
        assert_eq!(nearest("industry_weekli", &known), ["industry_weekly"]);
        assert!(nearest("zzz", &known).is_empty());
    }
}
