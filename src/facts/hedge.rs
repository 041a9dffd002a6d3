//! Hedges that stand apart from their number: 大约 of `大约增加1000元`, 约 of `约占总收入的46%`.
//!
//! reads: the words of a clause before a number that says nothing of its own. gives: about, over or under. does not match:
//! hedges of another number, words that hold one (节约, 最近, 超市).

use crate::tag::Approximation;

/// Verbs that may stand between a hedge and its number.
const VERBS: [&str; 23] = [
    "增加", "减少", "增长", "下降", "提升", "提高", "降低", "上涨", "下跌", "上升", "新增", "净增", "占到", "占", "为",
    "只有", "有", "达", "需要", "需", "共", "合计", "贡献",
];

/// Hedges, the longest first.
const HEDGES: [(&str, Approximation); 12] = [
    ("大约", Approximation::About),
    ("大概", Approximation::About),
    ("大致", Approximation::About),
    ("将近", Approximation::About),
    ("接近", Approximation::About),
    ("不足", Approximation::Under),
    ("不到", Approximation::Under),
    ("超过", Approximation::Over),
    ("约", Approximation::About),
    ("近", Approximation::About),
    ("逾", Approximation::Over),
    ("超", Approximation::Over),
];

/// The words up to a number without the hedges right before it.
pub(super) fn trim(lead: &str) -> &str {
    let words = HEDGES.iter().map(|(w, _)| *w).chain(["至少", "了", "共", " "]);
    let mut head = lead;
    while let Some(rest) = words.clone().find_map(|w| head.strip_suffix(w)) {
        head = rest;
    }
    head
}

/// How the words up to a number (`lead`, of its clause, from the number before) hedge it.
pub(super) fn apart(lead: &str) -> Option<Approximation> {
    let lead = lead.trim_end();
    // `约占公司总收入的`
    let share = ["约占", "大约占", "近占"].iter().filter_map(|w| lead.rfind(w).map(|i| i + w.len())).max();
    if share.is_some_and(|i| !lead[i..].contains(|c: char| c.is_ascii_digit() || "，、；：（）".contains(c))) {
        return Some(Approximation::About);
    }
    let verb = VERBS.iter().find(|v| lead.ends_with(**v))?;
    let head = lead[..lead.len() - verb.len()].trim_end();
    let (word, kind) = HEDGES.iter().find(|(w, _)| head.ends_with(w))?;
    let before = head[..head.len() - word.len()].chars().next_back();
    let inside = match *word {
        "近" => before.is_some_and(|c| "最附靠亲贴新".contains(c)),
        "约" => before.is_some_and(|c| "节签履预违条契纽合".contains(c)),
        "超" => before == Some('高'),
        _ => false,
    };
    (!inside).then_some(*kind)
}

#[cfg(test)]
mod tests {
    use super::{Approximation, apart};

    #[test]
    fn a_hedge_stands_before_the_verb() {
        assert_eq!(apart("每吨成本大约增加"), Some(Approximation::About));
        assert_eq!(apart("授予的股票约占公司总股本的"), Some(Approximation::About));
        assert_eq!(apart("客户超过新增"), Some(Approximation::Over));
        assert_eq!(apart("每吨成本节约为"), None);
        assert_eq!(apart("约占3家、客户"), None);
    }
}
