//! What kind of report it is, and of which industry.
//!
//! Reads the labels that houses print on the front and in running heads (公司深度, 行业周报, 策略研究,
//! 晨会 …). A weekly is known by its label, or by an industry report that speaks of the week. The
//! industry is as printed on the front.

use super::ReportKind;
use super::company as security;
use super::front::Front;
use crate::layout::PassageKind;
use crate::lexicon::Lexicon;

const WEEKLY: [&str; 8] = ["周报", "周观点", "周度", "每周", "一周", "双周", "周刊", "周跟踪"];
const OTHERS: [(&str, ReportKind); 20] = [
    ("晨会", ReportKind::Morning),
    ("晨报", ReportKind::Morning),
    ("早报", ReportKind::Morning),
    ("晨讯", ReportKind::Morning),
    ("早间", ReportKind::Morning),
    ("宏观研究", ReportKind::Macro),
    ("宏观点评", ReportKind::Macro),
    ("宏观报告", ReportKind::Macro),
    ("宏观专题", ReportKind::Macro),
    ("宏观经济", ReportKind::Macro),
    ("金融工程", ReportKind::Quant),
    ("量化研究", ReportKind::Quant),
    ("金工", ReportKind::Quant),
    ("固定收益", ReportKind::FixedIncome),
    ("债券研究", ReportKind::FixedIncome),
    ("固收", ReportKind::FixedIncome),
    ("策略研究", ReportKind::Strategy),
    ("策略报告", ReportKind::Strategy),
    ("投资策略", ReportKind::Strategy),
    ("策略周报", ReportKind::Strategy),
];

/// Judges the kind; `covered`: the company that the front names with its code.
pub(super) fn read(front: &Front<'_>, covered: Option<&str>, broker: &str, lexicon: &Lexicon) -> ReportKind {
    let covers = covered.is_some();

    let phrases = &lexicon.phrases;
    // 中金公司研究部 is a house's, no 公司研究
    let mut labels = front.labels();
    if broker.ends_with("公司") {
        labels = labels.replace(broker, "");
    }
    let hits = |words: &[&str]| words.iter().filter(|w| labels.contains(**w)).count();
    let (company, industry) = (hits(&phrases.company_kinds), hits(&phrases.industry_kinds));
    let titled = || covered.is_some_and(|id| security::is_titled(front, id, lexicon));
    if covers && (company >= industry || titled()) {
        return ReportKind::Company;
    }
    if industry == 0
        && company == 0
        && let Some((_, kind)) = OTHERS.iter().find(|(w, _)| labels.contains(w))
    {
        return *kind;
    }
    if industry > 0
        || front.items.iter().any(|i| {
            i.is_short() && i.bare.ends_with("行业") || i.kind == PassageKind::Title && i.bare.contains("行业")
        })
    {
        let weekly = hits(&WEEKLY) > 0 || front.weeks >= 3;
        return if weekly { ReportKind::IndustryWeekly } else { ReportKind::Industry };
    }
    match OTHERS.iter().find(|(w, _)| labels.contains(w)) {
        Some((_, kind)) => *kind,
        None if covers || company > 0 => ReportKind::Company,
        None if !self::industry(front, lexicon).is_empty() => ReportKind::Industry,
        None => ReportKind::Other,
    }
}

/// What joins an industry with its part: 食品饮料/速冻食品, 建筑装饰·专业工程, 食品饮料|乳制品Ⅲ.
const JOINTS: [char; 4] = ['/', '·', '|', '｜'];

/// Words that are nothing but an industry and its part, each as short as one.
fn joined(words: &str) -> Option<&str> {
    let kinds =
        ["研究", "报告", "周报", "点评", "深度", "行业", "证券", "公司", "专题", "动态", "评级", "维持", "首次"];
    let count = words.split(JOINTS).count();
    let short = |p: &str| (2..=8).contains(&p.chars().count()) && p.chars().all(crate::lexicon::is_han);
    let plain = words.split(JOINTS).map(unlevelled).all(|p| short(p) && !kinds.iter().any(|k| p.contains(k)));
    ((2..=3).contains(&count) && plain).then_some(words)
}

/// An industry without the level of its class: 乳制品Ⅲ.
fn unlevelled(word: &str) -> &str {
    word.trim_end_matches(['Ⅰ', 'Ⅱ', 'Ⅲ', 'I'])
}

/// The industry as printed; empty where the front has none.
pub(super) fn industry(front: &Front<'_>, lexicon: &Lexicon) -> String {
    let known =
        |word: &str| lexicon.words.industries.contains(word) || lexicon.words.industries.contains(unlevelled(word));
    let mut guess = String::new();
    for item in front.items.iter().chain(&front.heads).filter(|i| i.is_short() && i.kind != PassageKind::Chart) {
        let bare = item.bare.as_str();
        for label in ["所属行业", "行业分类", "行业"] {
            if let Some(rest) = bare.strip_prefix(label)
                && let Some(rest) = rest.strip_prefix(['：', ':', '\t', '|'])
                && let Some(word) = rest.split(['\t', '（', '(', '|']).next()
                && let Some(word) = joined(word).or(word.split('/').next())
                && (2..=14).contains(&word.chars().count())
                && !word.contains("评级")
            {
                return word.to_owned();
            }
        }
        if !guess.is_empty() {
            continue;
        }
        let stem = ["行业研究", "行业深度", "行业周报", "行业点评", "行业专题", "行业动态", "行业报告", "行业"]
            .iter()
            .find_map(|s| bare.split_once(s))
            .map(|p| p.0);
        let marks = ['·', '|', '/', '\t', '-', '—', '│', '丨', '（', '(', '●'];
        // `计算机2022年08月29日`, `上市公司简评 元件Ⅱ`: behind a blank, before a date
        let dated = bare.find("20").map_or(bare, |at| &bare[..at]);
        let whole = [bare].into_iter().chain(item.text.split_whitespace()).filter_map(joined);
        let mut whole = whole.filter(|w| w.split(JOINTS).any(&known));
        let mut parts = bare.split(marks).chain([dated]).chain(item.text.split_whitespace());
        let part = whole.next().or_else(|| parts.find(|p| known(p)));
        if let Some(word) = part.or(stem.filter(|s| known(s))) {
            guess = word.to_owned();
        }
    }
    if !guess.is_empty() {
        return guess;
    }
    let short = front.items.iter().filter(|i| i.is_short() && i.kind != PassageKind::Chart);
    short.filter_map(|i| doubled(&i.bare, &known)).next().unwrap_or_default().to_owned()
}

/// An industry and its part whose blank is lost: 非银金融保险Ⅱ, also behind other words of the line.
fn doubled<'t>(bare: &'t str, known: &impl Fn(&str) -> bool) -> Option<&'t str> {
    let pieces = bare.split(|c: char| !crate::lexicon::is_han(c) && !"ⅠⅡⅢI".contains(c));
    pieces.filter(|p| p.chars().count() <= 12).find(|p| {
        let cuts = p.char_indices().map(|(at, _)| p.split_at(at));
        cuts.into_iter().any(|(a, b)| a.chars().count() >= 2 && b.chars().count() >= 2 && known(a) && known(b))
    })
}

#[cfg(test)]
mod tests {
    use super::{doubled, joined};

    #[test]
    fn two_industries_without_a_blank_are_one_and_its_part() {
        let known = |w: &str| ["非银金融", "保险", "保险II"].contains(&w);
        assert_eq!(doubled("昨收盘:43.45非银金融保险II", &known), Some("非银金融保险II"));
        assert_eq!(doubled("非银金融保险业绩点评", &known), None);
        assert_eq!(doubled("保险", &known), None);
    }

    #[test]
    fn an_industry_and_its_part_are_one() {
        assert_eq!(joined("食品饮料/速冻食品"), Some("食品饮料/速冻食品"));
        assert_eq!(joined("建筑装饰·专业工程"), Some("建筑装饰·专业工程"));
        assert_eq!(joined("食品饮料|乳制品III"), Some("食品饮料|乳制品III"));
        for label in [
            "公司研究·深度报告",
            "公司深度|食品饮料",
            "医药|Wind",
            "通信/维持",
            "计算机",
            "电子/2026年03月06日",
            "总市值/流通市值的比例说明",
        ] {
            assert_eq!(joined(label), None, "{label}");
        }
    }
}
