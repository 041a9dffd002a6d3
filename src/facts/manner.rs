//! Numbers that say how something is done, or so much of what: no level of anything by themselves.
//!
//! reads: a percentage that a clause begins with and a verb behind it (`，100%覆盖主要业态`), a multiple behind 翻 (`数量翻3倍`:
//! three or four times, nobody can tell), an amount per so many of something (`含量3.8g/100ml`), a rate of exchange
//! (`1美元=7人民币`). does not match: `，20%左右`, `，5%的增速`, amounts per one (`元/吨`).

use super::page::Page;
use super::statement::Statement;
use crate::span::between;

/// Verbs that a percentage right before them is the manner of.
const VERBS: [&str; 14] =
    ["覆盖", "采用", "使用", "控股", "国产", "自主", "自研", "投向", "用于", "来自", "实现", "兼容", "支持", "满产"];

/// Whether the number of a statement is of such a kind.
pub(super) fn is_manner(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_start_matches(['，', ',', ' ', '；']);
    let rest = &page.text[s.quantity.span.end..];
    let done = s.inherited && lead.is_empty() && s.quantity.unit == "%" && VERBS.iter().any(|v| rest.starts_with(v));
    let turned = s.quantity.unit == "x" && lead.trim_end_matches(['了', '约', '近', '超', ' ']).ends_with('翻');
    let per = rest.strip_prefix('/').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    // 1美元 of `汇率为1美元=7人民币`
    let equal = [rest, lead].iter().any(|w| w.trim_start().starts_with(['=', '＝'])) || lead.ends_with(['=', '＝']);
    // 0.5元 of `0.5/0.6元` is of a list
    let written = s.quantity.span.of(page.text).ends_with(|c: char| c.is_ascii_alphabetic());
    // `收入中只有10亿元销售给国内`: a part whose name stands behind it
    let part = ["中只有", "中仅有", "中仅"].iter().any(|w| lead.trim_end_matches(['约', '近', ' ']).ends_with(w))
        && rest.starts_with(|c: char| c.is_alphabetic() && !"左以多余的".contains(c));
    // `其中4亿台为固定频率的`: what they are stands behind the number
    let bare = lead.trim_end_matches(['约', '近', ' ']);
    let named = page.is_report() && bare == "其中" && ["为", "是"].iter().any(|w| rest.starts_with(w));
    done || turned
        || part
        || named
        || is_in_a_name(page, s)
        || equal && page.is_money(s.quantity)
        || per && written && s.quantity.unit != "x"
}

/// Whether a number stands in the name of a technology: `超高强度2000MPa热冲压成型技术`.
fn is_in_a_name(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let written = s.quantity.span.of(page.text);
    let physical = written.ends_with(|c: char| c.is_ascii_alphabetic()) && s.indicator.end == s.quantity.span.start;
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let name: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let kinds = ["技术", "工艺", "平台", "产线", "生产线", "材料", "模组", "钢板"];
    physical && (3..=12).contains(&name.chars().count()) && kinds.iter().any(|w| name.ends_with(w))
}
