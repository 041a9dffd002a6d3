//! The price target on the front page.
//!
//! Reads `目标价（元）：25.6`, `6个月目标价 97.01 元`, `合理价值 21.50-24.00 元` in labels, then in a
//! sentence. Gives the value (a range's lower end is none: left empty) and its currency: the written
//! one, else the listing's.

use super::front::Front;
use crate::decimal::Decimal;
use regex::Regex;
use std::sync::LazyLock;

static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:目标价格?|合理价值|目标价位)(?:（([^）]*)）|\(([^)]*)\))?(?:\d{1,2}个月(?:内)?)?[：:\t为至到]*([\d,]+(?:\.\d+)?)(元|港元|港币|美元|人民币)?(\d|-|~|—)?").ok()
});

pub(super) fn read(front: &Front<'_>, company: Option<&str>) -> (Option<Decimal>, String) {
    let labels = front.items.iter().map(|i| i.bare.clone());
    let prose = front.prose.iter().map(|p| p.chars().filter(|c| !c.is_whitespace()).collect::<String>());
    for text in labels.chain(prose) {
        if let Some(found) = LABEL.as_ref().and_then(|p| p.captures(&text)) {
            let part = |i: usize| found.get(i).map_or("", |m| m.as_str());
            let range = !part(5).is_empty();
            let value = part(3).replace(',', "").parse::<Decimal>().ok().filter(|v| !v.is_zero() && !range);
            if let Some(value) = value {
                let unit = format!("{}{}{}", part(1), part(2), part(4));
                return (Some(value), currency(&unit, company).to_owned());
            }
        }
    }
    (None, String::new())
}

fn currency(unit: &str, company: Option<&str>) -> &'static str {
    if unit.contains("港") || unit.contains("HK") {
        "HKD"
    } else if unit.contains("美") || unit.contains("US") {
        "USD"
    } else if unit.contains('元') || unit.contains("RMB") || unit.contains("人民币") {
        "CNY"
    } else {
        match company.and_then(|id| id.rsplit_once('.')).map(|(_, exchange)| exchange) {
            Some("HK") => "HKD",
            Some("US") => "USD",
            _ => "CNY",
        }
    }
}
