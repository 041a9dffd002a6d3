//! Names that a cut has torn from a verb, a date or a list, and lists that are one name.
//!
//! reads: what stands before a market word (`19年来销量出现负|增长`, `甲厂总市场|份额`), a slash (`IDC/CDN板块`), an enumeration mark
//! (`自建、在建及合作牧场`, `特、一级企业`, an industry's name). gives: whether words are such a remainder, where the whole name begins. refuses: lists of things that
//! each stand by themselves (`酸奶、奶酪及奶粉收入`), slashes between measures (`PE/PB`).

use super::page::Page;
use crate::span::between;

/// What names end in that hold for all names of a list with slashes.
const HEADS: [&str; 7] = ["板块", "业务", "产品", "市场", "行业", "领域", "产业"];

/// Characters that what an item of a list says of their common noun may have.
const KINDS: std::ops::RangeInclusive<usize> = 2..=3;

/// Whether words are what is left of a date or a verb: 来销量出现负 of `19年来销量出现负增长`.
pub(super) fn is_rest(words: &str) -> bool {
    let dated =
        ["来销", "来收", "来产", "来出", "来进", "来的", "来我", "来行", "来市", "来营", "来公", "来整", "来增"];
    dated.iter().any(|w| words.starts_with(w)) || words.ends_with("出现负") || words.ends_with("呈现负")
}

/// Whether 市场 before `behind` is but the head of a measure: 总市场|份额.
pub(super) fn is_measure(word: &str, behind: &str) -> bool {
    word == "市场" && ["份额", "占有率"].iter().any(|w| behind.starts_with(w))
}

/// Where what is measured begins in words: 市场份额 is one word.
pub(super) fn measured_from(words: &str, at: usize) -> usize {
    let whole = ["份额", "占有率"].iter().any(|w| words[at..].starts_with(w));
    words[..at].strip_suffix("市场").filter(|of| whole && !of.is_empty()).map_or(at, str::len)
}

/// Where a name begins whose last part stands behind a mark at `cut`: IDC/CDN板块, 自建、在建及合作牧场.
pub(super) fn begun(page: &Page<'_>, from: usize, cut: usize, end: usize) -> Option<usize> {
    let lead = between(page.text, from, cut);
    let rest = between(page.text, cut, end);
    if let Some(rest) = rest.strip_prefix('/') {
        let latin = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let behind = rest.trim_start_matches(latin);
        let name = lead.trim_end_matches(latin);
        let named = name.len() + 2 <= lead.len() && behind.len() + 2 <= rest.len();
        return (named && HEADS.iter().any(|h| behind.starts_with(h))).then(|| from + name.len());
    }
    let rest = rest.strip_prefix('、')?;
    if let Some(start) = whole_name(page, (from, cut, end)).or_else(|| short(lead, rest).map(|at| from + at)) {
        return Some(start);
    }
    // 自建、在建及: kinds of one noun end alike
    let kind = &rest[..rest.find(['及', '和', '与'])?];
    let count = kind.chars().count();
    let (at, _) = lead.char_indices().rev().nth(count.checked_sub(1)?)?;
    let alike = lead.chars().next_back() == kind.chars().next_back();
    let verb = kind.ends_with(['建', '产', '营', '有', '购', '研']);
    (KINDS.contains(&count) && alike && verb).then_some(from + at)
}

/// Where the name of an industry begins that holds the mark at `cut`: 信息传输、软件和信息技术服务业.
fn whole_name(page: &Page<'_>, (from, cut, end): (usize, usize, usize)) -> Option<usize> {
    let words = between(page.text, from, end);
    let names = page.lexicon.phrases.sector_names.places(words);
    names.map(|(at, name)| (from + at, from + at + name.len())).find(|(a, b)| *a < cut && cut < *b).map(|(a, _)| a)
}

/// Where a list of names of one character begins in `lead`, whose last one stands before the mark: 特、一级企业.
fn short(lead: &str, rest: &str) -> Option<usize> {
    let class = |c: char| "特一二三四五六七八九十甲乙丙丁大中小微".contains(c);
    let mut head = lead.strip_suffix(class)?;
    while let Some(next) = head.strip_suffix('、').and_then(|h| h.strip_suffix(class)) {
        head = next;
    }
    let open = |c: char| !c.is_alphabetic() || "年月末底中的国在和及为".contains(c);
    let begins = head.chars().next_back().is_none_or(open);
    let kind = rest.chars().nth(1).is_some_and(|c| matches!(c, '级' | '线' | '类' | '等' | '型' | '档' | '甲'));
    (begins && kind && rest.starts_with(class)).then_some(head.len())
}

#[cfg(test)]
mod tests {
    use super::{is_measure, is_rest};

    #[test]
    fn what_a_date_or_a_verb_leaves_is_no_name() {
        assert!(is_rest("来销量出现负") && !is_rest("来料加工"));
        assert_eq!(super::short("其中特", "一级企业"), Some(6));
        assert_eq!(super::short("占比最大", "一级企业"), None);
        assert!(is_measure("市场", "份额占比") && !is_measure("市场", "规模"));
    }
}
