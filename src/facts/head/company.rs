//! The security that a company report is about.
//!
//! Reads a name with its code in the front page's labels (`某某股份（600000.SH）`, a code alone,
//! `股票代码：600000`) and in the running heads of the next pages; the lexicon must know the code.
//! Does not match: codes of related reports, of lists in running text, of comparables' tables.

use super::front::{Front, Item};
use crate::layout::{Document, PassageKind};
use crate::lexicon::Lexicon;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\d.])(\d{6}|0?\d{4})(?:\.(SH|SZ|BJ|HK|SS|sh|sz|hk|bj))?(?:$|[^\d.%亿万元])").ok()
});

/// How often a report names the company it is about, at least.
const OFTEN: usize = 10;

static ESTIMATES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"20\d\d\s?[EF]").ok());

pub(super) fn read(front: &Front<'_>, lexicon: &Lexicon) -> Option<String> {
    let mut votes: BTreeMap<String, i32> = BTreeMap::new();
    let labels = front.items.iter().map(|i| (i, false)).chain(front.heads.iter().map(|i| (i, true)));
    for (item, head) in labels {
        let worth = worth(item, head);
        if worth <= 0 {
            continue;
        }
        for (id, name) in codes(&item.bare, lexicon) {
            let named = !name.is_empty() && item.bare.contains(&name);
            *votes.entry(id).or_default() += worth + if named { 4 } else { 0 };
        }
    }
    // the first by id of equal ones, so that the answer never changes
    let (id, worth) = votes.iter().rev().max_by_key(|(_, n)| **n)?;
    // both listings printed: the home one
    let home = lexicon.home_id(id);
    (*worth >= 6).then(|| if votes.contains_key(home) { home.to_owned() } else { id.clone() })
}

/// The company that a report speaks of whose front prints no code (its head is a picture): one whose code stands
/// somewhere and whose name stands far oftener than any other's. Only where the front page has estimates by year
/// and a rating, as no report of an industry has.
pub(super) fn spoken_of(document: &Document, lexicon: &Lexicon) -> Option<String> {
    let first = || document.passages.iter().take_while(|p| p.page() == 1);
    let years = |text: &str| ESTIMATES.as_ref().map_or(0, |e| e.find_iter(text).count());
    let estimates = first().any(|p| {
        let metric = ["净利润", "EPS", "每股收益"].iter().any(|w| p.text.contains(w));
        p.kind == PassageKind::Table && metric && years(&p.text) >= 2
    });
    if !estimates || !first().any(|p| p.text.contains("评级")) {
        return None;
    }
    let own = document.passages.iter().filter(|p| p.kind != PassageKind::Boilerplate);
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for (id, name) in own.clone().flat_map(|p| codes(&p.text, lexicon)).filter(|(_, name)| name.chars().count() >= 2) {
        let count = || own.clone().map(|p| p.text.matches(name.as_str()).count()).sum();
        named.entry(id).or_insert_with(count);
    }
    let most = named.iter().max_by_key(|(_, n)| **n)?;
    let next = named.iter().filter(|(id, _)| *id != most.0).map(|(_, n)| *n).max().unwrap_or(0);
    (*most.1 >= OFTEN && *most.1 >= 3 * next).then(|| most.0.clone())
}

/// Whether the front has one headline alone that opens with a company's name and code, and that is `id`:
/// `某某股份（600000）：业绩超预期`. Such a title says more of the report than the labels of its series.
pub(super) fn is_titled(front: &Front<'_>, id: &str, lexicon: &Lexicon) -> bool {
    let opens = |item: &Item<'_>| {
        let line = matches!(item.kind, PassageKind::Title | PassageKind::Heading | PassageKind::Paragraph)
            && !is_notice(&item.bare);
        let (name, rest) = item.bare.split_once(['（', '('])?;
        let (_, behind) = rest.split_once(['）', ')'])?;
        let opening = &item.bare[..item.bare.len() - behind.len()];
        let plain = (2..=8).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic);
        let said = behind.chars().count() >= 6 && !behind.contains(['。', '（']);
        let (known, _) =
            codes(opening, lexicon).into_iter().next().filter(|_| line && plain && said && item.is_short())?;
        Some(lexicon.home_id(&known).to_owned())
    };
    let mut titled = front.items.iter().filter_map(opens);
    titled.next().is_some_and(|first| first == lexicon.home_id(id)) && titled.next().is_none()
}

fn worth(item: &Item<'_>, head: bool) -> i32 {
    if item.bare.contains(['《', '<'])
        || item.bare.contains("相关")
        || item.bare.contains('@')
        || item.bare.contains("电话")
        || is_notice(&item.bare)
    {
        return 0;
    }
    let count = item.bare.chars().count();
    match item.kind {
        PassageKind::Title => 8,
        PassageKind::Heading | PassageKind::Header | PassageKind::Sidebar if count <= 60 => {
            4 + i32::from(item.top < 200.0) * 4 + i32::from(head) * 2
        }
        PassageKind::Table if item.bare.contains("代码") => 4,
        PassageKind::Paragraph if count <= 40 => 4 + i32::from(item.top < 200.0) * 4,
        _ => 0,
    }
}

/// Whether a line is the title of a company's announcement that a report tells of: `某某股份（600000）：关于…的公告`.
fn is_notice(line: &str) -> bool {
    line.ends_with("公告") && ["关于", "提示性", "进展公告"].iter().any(|w| line.contains(w))
}

/// Known codes of a text with their standard names.
fn codes(text: &str, lexicon: &Lexicon) -> Vec<(String, String)> {
    let Some(pattern) = CODE.as_ref() else { return Vec::new() };
    let mut out = Vec::new();
    // the sign behind a code may be the one before the next (`0981.HK+688981.SH`): go on at the code's end
    let mut at = 0;
    while let Some(c) = pattern.captures_at(text, at) {
        let Some(end) = c.get(2).or_else(|| c.get(1)).map(|m| m.end()) else { break };
        at = end;
        let digits = c.get(1).map_or("", |m| m.as_str());
        let suffix = c.get(2).map(|m| m.as_str().to_ascii_uppercase());
        let written = match suffix.as_deref() {
            Some("SS") => format!("{digits}.SH"),
            Some(s) => format!("{digits}.{s}"),
            None if digits.len() == 6 => digits.to_owned(),
            // 某某控股（00700）
            None if digits.len() == 5 && text[..at - digits.len()].ends_with(['（', '(']) => format!("{digits}.HK"),
            None => continue,
        };
        if let Some(security) = lexicon.by_code(&written)
            && (suffix.is_some() || digits.len() == 6 || text.contains(&*security.name))
        {
            out.push((security.id.to_string(), security.name.to_string()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_that_opens_with_a_code_covers_its_company() {
        let lexicon = Lexicon::load();
        let titled = |lines: &[&str]| {
            let mut document = crate::facts::head::front::sidebar(lines);
            document.passages.iter_mut().for_each(|p| p.kind = PassageKind::Heading);
            is_titled(&Front::new(&document), "600887.SH", &lexicon)
        };
        assert!(titled(&["行业研究", "伊利股份（600887）：业绩超预期，盈利能力改善"]));
        assert!(!titled(&["伊利股份（600887）：业绩超预期", "光明乳业（600597）：业绩低于预期"]));
        assert!(!titled(&["推荐伊利股份，关注光明乳业"]));
        assert!(!titled(&["伊利股份（600887）：关于全资子公司对外投资的公告"]));
    }

    #[test]
    fn reads_every_code_of_a_bracket() {
        let lexicon = Lexicon::load();
        let read = |text: &str| codes(text, &lexicon).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(read("比亚迪（1211.HK+002594.SZ）半年报点评"), ["01211.HK", "002594.SZ"]);
        assert_eq!(read("比亚迪(002594/1211.HK)"), ["002594.SZ", "01211.HK"]);
        assert_eq!(read("电话 13002594000，目标价 002594.5 元"), Vec::<String>::new());
    }
}
