//! What a licence to sell is of: a drug or a device by its generic name.
//!
//! reads: `甲片获得药品注册证书`, `获得甲试剂盒等3项医疗器械注册证`, `某某抑制剂乙替尼获批上市`. needs: an act by which it may be sold,
//! and a name that ends as those of drugs and devices do (`drug_ends`), or begins with 注射用. gives: the name without its dose,
//! its brackets, its class, whose it is. does not match: leave to try it (临床), what counts without a name (`86张注册证`).

use super::name::Name;
use super::thing;
use crate::facts::page::{Page, is_firm};
use crate::span::{Span, between};

/// Characters of a generic name.
const NAME: std::ops::RangeInclusive<usize> = 4..=24;

/// Words between a name and the paper that say of what sort that is.
const SORTS: [&str; 11] =
    ["药品", "医疗器械", "生产", "第三类", "第二类", "三类", "二类", "III类", "II类", "产品", "的"];

/// The drugs and devices that stand between the verb of getting and the paper.
pub(super) fn within(page: &Page<'_>, span: Span) -> Vec<Span> {
    let mut words = span.of(page.text).trim_end();
    if words.contains("临床") || words.contains(['，', '；']) {
        return Vec::new();
    }
    while let Some(rest) = SORTS.iter().find_map(|s| words.strip_suffix(s)) {
        words = rest.trim_end();
    }
    // 某局颁发的, 关于
    let from = words.rfind('的').map_or(0, |i| i + "的".len());
    let from = from + if words[from..].starts_with("关于") { "关于".len() } else { 0 };
    let items = thing::items(page, Span::new(span.start + from, span.start + words.len()));
    items.into_iter().filter(|i| drug(page, *i).is_some()).collect()
}

/// Whether words end in the name of a drug or device.
pub(super) fn is_drug(page: &Page<'_>, words: &str) -> bool {
    let words = unclosed(words.trim());
    let end = page.lexicon.phrases.drug_ends.closing(words);
    let own = end.map(|e| words[..words.len() - e.len()].chars().count());
    words.contains("注射用") || own.is_some_and(|n| n >= 2)
}

/// The drug or device that an item names.
pub(super) fn drug(page: &Page<'_>, item: Span) -> Option<Name> {
    let words = item.of(page.text);
    let whole = unclosed(words.trim_end());
    let end = item.start + whole.len();
    let start = item.start + whose(whole);
    let firm = page.mentions.iter().find(|m| m.span.start == start && m.span.end < end && is_firm(m));
    let start = firm.map_or(start, |m| m.span.end);
    let named = undosed(between(page.text, start, end));
    let named = behind_class(page, named);
    let plain = named.chars().all(|c| c.is_alphanumeric() || "-—/（）()·αβγ".contains(c));
    // a code is named without 注射用
    let code = named.trim_start_matches("注射用").is_ascii();
    let fine = !code && NAME.contains(&named.chars().count()) && plain && is_drug(page, named);
    fine.then(|| Name::own(named, Span::new(end - named.len(), end)))
}

/// Words without the bracket that closes them.
fn unclosed(words: &str) -> &str {
    let cut = match words.chars().last() {
        Some('）') => words.rfind('（'),
        Some(')') => words.rfind('('),
        _ => None,
    };
    cut.map_or(words, |i| words[..i].trim_end())
}

/// Where a name begins behind whose it is: `的`, `子公司某某生物`.
fn whose(words: &str) -> usize {
    let of = words.rfind('的').map_or(0, |i| i + "的".len());
    let Some(own) = words[of..].find("公司").map(|i| of + i + "公司".len()) else { return of };
    let firms = ["生物", "制药", "药业", "医药", "医疗"];
    let firm = firms.iter().filter_map(|w| words[own..].find(w).map(|i| own + i + w.len())).min();
    firm.filter(|i| words[*i..].chars().count() >= *NAME.start()).unwrap_or(own)
}

/// A name without the dose before it: 500mg.
fn undosed(words: &str) -> &str {
    let words = words.trim_start();
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let unit = ["mg", "ml", "mL", "μg", "g", "%", "％"].iter().find_map(|u| rest.strip_prefix(u));
    unit.filter(|_| rest.len() < words.len()).map_or(words, str::trim_start)
}

/// A name without the class before it: `某某抑制剂乙替尼` is 乙替尼.
fn behind_class<'t>(page: &Page<'_>, words: &'t str) -> &'t str {
    let classes = ["抑制剂", "激动剂", "拮抗剂", "抗体", "新药", "药物", "仿制药", "产品"];
    let from = classes.iter().filter_map(|c| words.rfind(c).map(|i| i + c.len())).max();
    from.map(|i| &words[i..]).filter(|w| w.chars().count() >= *NAME.start() && is_drug(page, w)).unwrap_or(words)
}
