//! The front page's prices: the target, and the share's own on the day of the report.
//!
//! Reads `目标价（元）：25.6`, `6个月目标价 97.01 元`, `合理价值 21.50-24.00 元` in labels, then in a sentence; the
//! share's price (`收盘价（元） 15.12`, `当前股价：14.8 元`) in labels alone. Gives the value (of a range of
//! targets none) and its currency: the written one, else the listing's. Does not match: highest and lowest prices.

use super::front::Front;
use crate::decimal::Decimal;
use regex::Regex;
use std::sync::LazyLock;

/// What stands behind a price's label: a unit in brackets, a currency, the number, its unit, the sign of a range or a multiple.
const AMOUNT: &str = r"(?:（([^）]*)）|\(([^)]*)\))?(?:\d{1,2}个月(?:内)?)?[：:\t为至到]*(RMB|HK\$|US\$|[￥¥$]|人民币|港币|港元|美元)?([\d,]+(?:\.\d+)?)(元|港元|港币|美元|人民币)?(\d|/|-|~|～|—|–|至|倍|[xX]|亿|万|%)?";

static TARGET: LazyLock<Option<Regex>> =
    LazyLock::new(|| labelled("目标价格?|目标价位|合理价值|合理估值|合理股价", "(?:区间)?"));

static CURRENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| labelled("收盘价格?|昨收盘|最新价格?|当前价格?|当前股价|最新股价|现价", ""));

fn labelled(labels: &str, tail: &str) -> Option<Regex> {
    Regex::new(&format!("(?:{labels}){tail}{AMOUNT}")).ok()
}

/// A price label whose number stands in the next item.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:收盘价格?|昨收盘|最新价格?|当前价格?|当前股价|最新股价|现价)(?:（[^）]*）|\([^)]*\))?[：:]?$").ok()
});

/// A price with its currency; empty where none is printed.
pub(super) type Price = (Option<Decimal>, String);

/// The price target.
pub(super) fn target(front: &Front<'_>, company: Option<&str>) -> Price {
    let labels = front.items.iter().map(|i| i.bare.clone());
    let prose = front.prose.iter().map(|p| p.chars().filter(|c| !c.is_whitespace()).collect::<String>());
    first(labels.chain(prose), &TARGET, company)
}

/// The share's price that the report is written at.
pub(super) fn current(front: &Front<'_>, company: Option<&str>) -> Price {
    let ends = |text: &str| LABEL.as_ref().is_some_and(|l| l.is_match(text));
    let labels = front.items.iter().enumerate().filter(|(_, i)| i.is_short()).map(|(n, item)| {
        // label and number may be two lines
        let next = front.items.get(n + 1).filter(|_| ends(&item.bare)).map_or("", |next| next.bare.as_str());
        format!("{}{next}", item.bare)
    });
    first(labels, &CURRENT, company)
}

fn first(texts: impl Iterator<Item = String>, pattern: &Option<Regex>, company: Option<&str>) -> Price {
    for text in texts {
        let Some(found) = pattern.as_ref().and_then(|p| p.captures(&text)) else { continue };
        let part = |i: usize| found.get(i).map_or("", |m| m.as_str());
        // `12.5/13.1` is a range, `12.5元/股` none
        let range = found.get(6).is_some_and(|m| m.as_str() != "/" || !text[m.end()..].starts_with('股'));
        let value = part(4).replace(',', "").parse::<Decimal>().ok().filter(|v| !v.is_zero() && !range);
        if let Some(value) = value {
            let unit = format!("{}{}{}{}", part(1), part(2), part(3), part(5));
            return (Some(value), currency(&unit, company).to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::head::front::sidebar;

    fn read(lines: &[&str]) -> (String, String) {
        let document = sidebar(lines);
        let front = Front::new(&document);
        let word = |(value, currency): Price| value.map(|v| format!("{v} {currency}")).unwrap_or_default();
        (word(target(&front, Some("600000.SH"))), word(current(&front, Some("600000.SH"))))
    }

    #[test]
    fn the_target_and_the_day_s_price() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(read(&["目标价：12.50 元", "当前股价：9.80 元"]), pair("12.50 CNY", "9.80 CNY"));
        assert_eq!(read(&["市场数据", "收盘价（港元）", "9.80", "一年最低/最高价 7.1/12.3"]), pair("", "9.80 HKD"));
        assert_eq!(read(&["07 月 11 日收盘价(元)\t1,033.30"]), pair("", "1033.30 CNY"));
        assert_eq!(read(&["目标价：人民币12.50", "收盘价：港币 9.80"]), pair("12.50 CNY", "9.80 HKD"));
        assert_eq!(read(&["合理价值 12.50 元/股（人民币）"]), pair("12.50 CNY", ""));
        // what a share is worth as a range, a multiple or for the whole company
        assert_eq!(read(&["合理估值 11.20 - 12.50 元", "合理价值 25 倍", "合理估值320亿元"]), pair("", ""));
        // a highest price, a range, a price in a sentence
        assert_eq!(read(&["52 周最高价：12.3", "最新价 7.1/12.3"]), pair("", ""));
        assert_eq!(read(&["按收盘价9.80元计算，公司市值约为一百亿元，目标市值仍有空间。"]), pair("", ""));
    }
}
