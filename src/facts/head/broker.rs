//! Which house published the report.
//!
//! Reads the analysts' licences (the first four digits are the house's) and the names in legal
//! text, running heads, feet and source lines. Gives the standard name. Where two houses share a
//! prefix (renamed or merged), the printed name decides. A house that the table does not know is
//! given as printed where heads, feet or source lines name it twice. Does not read running text:
//! reports speak of other houses.

use super::Analyst;
use crate::layout::{Document, PassageKind};
use crate::lexicon::Lexicon;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Passages looked at in each place: names repeat, more would cost and say nothing new.
const ENOUGH: usize = 24;
/// What a licence is worth against one printed name.
const LICENCE: u32 = 12;

/// `云帆证券 行业周报`, `Wind，云帆证券研究所`: a house by its form, at the beginning or after a mark.
static UNKNOWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s，、,:：|·])(\p{Han}{2,4}证券)(?:股份|有限|研究|经济研究|行业|公司|策略|[\s|·，。]|$)").ok()
});

pub(super) fn read(document: &Document, lexicon: &Lexicon, analysts: &[Analyst]) -> String {
    let mut votes: BTreeMap<&str, u32> = BTreeMap::new();
    for analyst in analysts {
        for broker in lexicon.words.brokers_of_licence(&analyst.licence) {
            *votes.entry(broker.name).or_default() += LICENCE;
        }
    }
    let places = |kinds: &'static [PassageKind]| document.passages.iter().filter(|p| kinds.contains(&p.kind));
    let edges = places(&[PassageKind::Header, PassageKind::Footer]).take(ENOUGH);
    let legal = document.passages.iter().rev().filter(|p| p.kind == PassageKind::Boilerplate).take(ENOUGH);
    let sources = places(&[PassageKind::Source]).take(ENOUGH);
    let front =
        document.passages.iter().take_while(|p| p.page() == 1).filter(|p| p.text.chars().count() <= 60).take(ENOUGH);
    let publisher = |text: &str| text.contains("研究") || text.contains("整理") || text.contains("预测");
    for passage in edges.chain(legal).chain(front) {
        if let Some(broker) = lexicon.words.broker_in(clip(&passage.text)) {
            *votes.entry(broker.name).or_default() += 2;
        }
    }
    for passage in sources.filter(|p| publisher(&p.text)) {
        if let Some(broker) = lexicon.words.broker_in(clip(&passage.text)) {
            *votes.entry(broker.name).or_default() += 3;
        }
    }
    // of two with equal votes the first by name, so that the answer never changes
    let best = votes.into_iter().rev().max_by_key(|(_, n)| *n);
    let known = best.filter(|(_, n)| *n >= 2).map(|(name, _)| name.to_owned());
    known.unwrap_or_else(|| {
        let edges = places(&[PassageKind::Header, PassageKind::Footer, PassageKind::Source]);
        let front = document.passages.iter().take_while(|p| p.page() == 1).filter(|p| p.text.chars().count() <= 60);
        let legal = places(&[PassageKind::Boilerplate, PassageKind::Paragraph]).map(|p| clip(&p.text));
        as_printed(edges.chain(front).map(|p| p.text.as_str()), legal).unwrap_or_default()
    })
}

/// The house that these texts name most often; with its legal name in the `legal` ones, twice at least.
fn as_printed<'t>(texts: impl Iterator<Item = &'t str>, legal: impl Iterator<Item = &'t str>) -> Option<String> {
    let pattern = UNKNOWN.as_ref()?;
    let mut votes: BTreeMap<&str, u32> = BTreeMap::new();
    for house in texts.flat_map(|t| pattern.captures_iter(clip(t))).filter_map(|c| c.get(1)) {
        // 上市证券, 有价证券 are securities, not houses
        if ["上市", "有价", "该类", "发行"].iter().any(|w| house.as_str().ends_with(&format!("{w}证券"))) {
            continue;
        }
        *votes.entry(house.as_str()).or_default() += 1;
    }
    for text in legal {
        let named = |house: &str| {
            let after = text.split_once(house).map_or("", |t| t.1);
            after.starts_with("股份有限") || after.starts_with("有限")
        };
        votes.iter_mut().filter(|(house, _)| named(house)).for_each(|(_, n)| *n += 1);
    }
    let best = votes.into_iter().rev().max_by_key(|(_, n)| *n);
    best.filter(|(_, n)| *n >= 2).map(|(name, _)| name.to_owned())
}

/// Legal text names its house at once.
fn clip(text: &str) -> &str {
    let end = text.char_indices().nth(400).map_or(text.len(), |(i, _)| i);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_that_no_table_knows_is_given_as_printed() {
        let texts = ["云帆证券·行业周报·计算机", "来源：各公司公告，云帆证券研究所", "来源：某地方证券研究所"];
        let none = std::iter::empty;
        assert_eq!(as_printed(texts.into_iter(), none()).as_deref(), Some("云帆证券"));
        assert_eq!(as_printed(texts.into_iter().take(1), none()), None, "once is not enough");
        let legal = ["本报告由云帆证券股份有限公司编写"];
        assert_eq!(as_printed(texts.into_iter().take(1), legal.into_iter()).as_deref(), Some("云帆证券"));
        let others = ["持有该公司已发行证券的投资者", "上市证券"];
        assert_eq!(as_printed(others.into_iter().cycle().take(6), none()), None);
    }
}
