//! Changes: `同比增长 66%`, `环比下降 14.7%`, `较去年增加 4%`, `持平`, `翻倍`.
//!
//! Of a rate (a margin, a share) the change is in percentage points, as reports write it.
//! A percentage is a change where a base or a direction stands right before it; its sign is the
//! direction's, once: `下滑 -3%` is -3.

use super::ChangeBase;
use crate::decimal::Decimal;
use crate::lexicon::{Phrases, Wordlist};
use crate::span::{Span, between};
use crate::tag::Quantity;

/// A change with its base.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    pub(super) value: Decimal,
    pub(super) base: Option<ChangeBase>,
    /// From the base or direction word to the number's end.
    pub(super) span: Span,
}

/// Whether the text before a percentage makes it a change. `from`: how far back one may look.
pub(super) fn read(text: &str, quantity: &Quantity, from: usize, phrases: &Phrases) -> Option<Change> {
    if !matches!(quantity.unit.as_str(), "%" | "x" | "pp") {
        return None;
    }
    let lead = between(text, from.min(quantity.span.start), quantity.span.start);
    // `2.35 亿（-46.5%）`: a signed percentage alone in a bracket behind an amount
    let second = matches!(lead.trim(), "，" | "," | "，+" | ",+") && is_in_bracket(text, from);
    if from < quantity.span.start
        && (second || matches!(lead.trim(), "（" | "(" | "（+" | "(+"))
        && matches!(quantity.unit.as_str(), "%" | "pp")
    {
        let signed = quantity.low.is_sign_negative() || lead.ends_with('+') || quantity.span.of(text).starts_with('+');
        let rest = text[quantity.span.end..].trim_start().trim_start_matches(['，', ',', ' ']);
        let based = ["yoy", "YoY", "YOY", "同比"].iter().find_map(|w| rest.strip_prefix(*w)).unwrap_or(rest);
        let close = based.trim_start().starts_with(['）', ')']);
        return (signed && close).then_some(Change {
            value: quantity.low,
            base: Some(ChangeBase::Yoy),
            span: quantity.span,
        });
    }
    if let Some(grown) = grown(text, quantity, lead) {
        return Some(grown);
    }
    let base = base(lead);
    // `从16%降低至13%`: the level it starts from
    if base.is_none() && lead.trim_end().ends_with(['从', '由', '自']) || is_range(quantity, lead) {
        return None;
    }
    let tail: String = lead.chars().rev().take(9).collect::<Vec<_>>().into_iter().rev().collect();
    // a direction is of its own clause: `保持高速增长，占比由 5%`
    let tail = tail.rsplit(['，', ',', '；']).next().unwrap_or(&tail);
    let (down, up) = (turn(tail, &phrases.falls), turn(tail, &phrases.rises));
    let (down, up) = (down.or_else(|| than(lead, '少')), up.or_else(|| than(lead, '多')));
    if base.is_none() && down.is_none() && up.is_none() {
        return None;
    }
    let base = base.or_else(|| yearly(lead));
    // `提升至 70%`, `降至 5%` give the level, not the change
    let level = ["至", "到", "为", "达"].iter().any(|w| tail.trim_end_matches(['约', '近', '了', ' ']).ends_with(w));
    // `下降至 2024 年的 6.23%`
    let turn = down.max(up).map_or("", |at| &tail[at..]);
    // `收入增长分别为13%、12%`: the noun of a change
    let noun = is_noun(tail, phrases);
    let reaches = (level || turn.contains(['至', '到'])) && base.is_none() && !noun;
    if reaches {
        return None;
    }
    let hundred = Decimal::ONE_HUNDRED;
    let value = if quantity.unit == "x" { quantity.low.checked_mul(hundred)? } else { quantity.low };
    let falls = down.is_some_and(|d| up.is_none_or(|u| d > u));
    // `降低50倍` says no percentage
    if falls && quantity.unit == "x" {
        return None;
    }
    let value = if falls { -value.abs() } else { value };
    let start = text[..quantity.span.start].len() - anchored(lead, phrases).len();
    Some(Change { value, base, span: Span::new(start, quantity.span.end) })
}

/// `增速达到9~14%`: a range is the growth's own level.
fn is_range(quantity: &Quantity, lead: &str) -> bool {
    let noun = lead.trim_end().trim_end_matches(|c: char| "约近在为达到至".contains(c));
    quantity.low != quantity.high && ["增速", "增长率", "增幅"].iter().any(|w| noun.ends_with(w))
}

/// Whether what ends at `at` is an amount with which a bracket begins: `（1.7亿元，+24%）`.
fn is_in_bracket(text: &str, at: usize) -> bool {
    let lead = &text[..at];
    let near = lead.char_indices().rev().nth(16).map_or(0, |(i, _)| i);
    let lead = &lead[near..];
    let open = lead.rfind(['（', '(']).filter(|i| !lead[*i..].contains(['）', ')']));
    open.is_some() && lead.ends_with(['元', '台', '部', '万', '亿'])
}

/// Whether a clause's words end in the noun of a change and what links it to its number: `收入增长分别为`, `收入增长约为`.
fn is_noun(tail: &str, phrases: &Phrases) -> bool {
    let head = tail.trim_end().trim_end_matches(['约', '近', '为', '是', '在']);
    let each = head.strip_suffix("分别");
    if each.is_some_and(|h| h.ends_with("增长") || h.ends_with("下降")) {
        return true;
    }
    let amount = |w: &str| phrases.amounts.closing(w).is_some();
    head.len() < tail.trim_end().len() && head.strip_suffix("增长").is_some_and(amount)
}

/// Where a word of direction stands last: 增 of 增值税, 降 of 降息 and 加 of 加工占比 are none.
fn turn(tail: &str, words: &Wordlist) -> Option<usize> {
    let link = |c: char| "了约近超逾达至到为价幅不过高".contains(c);
    let other = |i: usize, w: &str| {
        w.chars().count() == 1 && tail[i + w.len()..].starts_with(|c: char| c.is_alphabetic() && !link(c))
    };
    words.places(tail).rev().find(|(i, w)| !other(*i, w)).map(|(i, _)| i)
}

/// `实现57.8%的增长`, `保持20%以上的增速`: a change whose noun stands behind its number.
fn grown(text: &str, quantity: &Quantity, lead: &str) -> Option<Change> {
    let rest = text[quantity.span.end..].trim_start_matches(['的', ' ']);
    let tied = text[quantity.span.end..].trim_start().starts_with('的');
    let clause = lead.rsplit(['，', ',', '；', '。']).next().unwrap_or(lead);
    let at_once = rest.strip_prefix("同比");
    let how = ["高速", "快速", "最高", "较高", "平均"].iter().find_map(|w| at_once.unwrap_or(rest).strip_prefix(*w));
    let rest = how.or(at_once).unwrap_or(rest);
    let up = ["增长", "增速", "增幅", "涨幅"].iter().find_map(|w| rest.strip_prefix(*w));
    let down = ["下降", "下滑", "跌幅", "降幅"].iter().find_map(|w| rest.strip_prefix(*w));
    let behind = up.or(down)?;
    let verb = ["实现", "取得", "录得", "保持"].iter().any(|w| clause.contains(w));
    let other =
        ["空间", "来自", "贡献", "潜力", "至", "到", "目标", "率", "点", "由"].iter().any(|w| behind.starts_with(w));
    let rate = ["复合", "CAGR", "增速", "增长率", "增幅", "占"].iter().any(|w| clause.contains(w));
    // `实现十倍以上的增长`
    let times = quantity.unit == "x" && up.is_some() && verb;
    if quantity.unit != "%" && !times || other || rate || !(tied || verb) {
        return None;
    }
    let times = times.then(|| quantity.low.checked_mul(Decimal::ONE_HUNDRED)).flatten();
    let value = times.unwrap_or(if up.is_some() { quantity.low } else { -quantity.low.abs() });
    let base = at_once.map(|_| ChangeBase::Yoy).or_else(|| base(clause)).or_else(|| yearly(clause));
    let end = text.len() - behind.len();
    Some(Change { value, base, span: Span::new(quantity.span.start, end) })
}

/// `比上年少0.9%`: where 少 or 多 ends a comparison in words before a percentage, counted from the back as a turn.
fn than(lead: &str, word: char) -> Option<usize> {
    let clause = lead.rsplit(['，', ',', '；', '。']).next().unwrap_or(lead).trim_end();
    let head = clause.trim_end_matches(['约', '近', '出', '了']).strip_suffix(word)?;
    (head.contains(['比', '较']) && !head.ends_with(['至', '不', '最'])).then_some(0)
}

/// `甲每年保持8%增速`, `每年提升2个百分点`: what moves every year moves against the year before.
fn yearly(lead: &str) -> Option<ChangeBase> {
    let clause = lead.rsplit(['，', ',', '；', '。']).next().unwrap_or(lead);
    clause.contains("每年").then_some(ChangeBase::Yoy)
}

/// The part of the lead from its last base word on, else its direction word.
fn anchored<'t>(lead: &'t str, phrases: &Phrases) -> &'t str {
    let at = ["同比", "环比", "较", "YoY", "yoy", "QoQ", "同增", "同降"].iter().filter_map(|w| lead.rfind(w)).max();
    let dir = phrases.falls.last_in(lead).max(phrases.rises.last_in(lead)).map(|(i, _)| i);
    &lead[at.or(dir).unwrap_or(lead.len())..]
}

/// What stands behind 较 where it means rather.
const DEGREES: [char; 15] = ['为', '高', '低', '大', '小', '多', '少', '快', '慢', '强', '弱', '好', '差', '长', '短'];

/// The base that the nearest words name.
pub(super) fn base(lead: &str) -> Option<ChangeBase> {
    let tail = lead.char_indices().rev().nth(15).map_or(lead, |(i, _)| &lead[i..]);
    // most figures are compared with none
    if !tail.contains(['同', '较', '比', '环', '季', '年', '今', '相', 'Y', 'y', 'Q', 'q']) {
        return None;
    }
    let last = |words: &[&str]| words.iter().filter_map(|w| tail.rfind(w)).max();
    let yoy = last(&[
        "同比",
        "YoY",
        "yoy",
        "YOY",
        "Yoy",
        "较去年",
        "较上年",
        "同增",
        "同降",
        "比上年",
        "比去年",
        "较前一年",
        "比前一年",
    ]);
    let qoq = last(&["环比", "QoQ", "qoq", "QOQ", "较上季", "较上月", "季增", "季减"]);
    let ytd = last(&[
        "年初至今",
        "今年以来",
        "年初以来",
        "较年初",
        "比年初",
        "较上年末",
        "较去年末",
        "较上年底",
        "较去年底",
        "比上年末",
    ]);
    // 水平较高 compares nothing
    let than = tail.rfind('较').filter(|i| !tail[i + '较'.len_utf8()..].starts_with(DEGREES));
    // `相比2020年增速不低于67%`
    let other = than.max(last(&["相比20", "相较", "相比于"]));
    // `较去年10月`, `较去年底高点`: a day of that year, not the year
    let dated = |at: &usize| {
        let rest = tail[*at..].trim_start_matches(['较', '比']);
        let rest = rest.strip_prefix("去年").or_else(|| rest.strip_prefix("上年"));
        rest.is_some_and(|r| {
            r.starts_with(|c: char| c.is_ascii_digit())
                || ["底高", "底低", "末高", "末低", "高点", "低点"].iter().any(|w| r.starts_with(w))
        })
    };
    let (yoy, ytd) = (yoy.filter(|i| !dated(i)), ytd.filter(|i| !dated(i)));
    let best = [yoy, qoq, ytd, other].into_iter().flatten().max()?;
    Some(match best {
        // 较上年末 holds 较上年
        b if Some(b) == ytd => ChangeBase::Ytd,
        b if Some(b) == yoy => ChangeBase::Yoy,
        b if Some(b) == qoq => ChangeBase::Qoq,
        _ => ChangeBase::Period,
    })
}

/// `持平`, `翻倍`, `翻番` in a clause: a change without a number.
pub(super) fn in_words(clause: &str) -> Option<(Decimal, (usize, usize))> {
    if !clause.contains(['平', '翻', '当']) {
        return None;
    }
    for (word, value) in
        [("持平", 0), ("翻倍", 100), ("翻番", 100), ("翻一番", 100), ("大体相当", 0), ("大致相当", 0), ("基本相当", 0)]
    {
        if let Some(at) = clause.find(word) {
            return Some((Decimal::from(value), (at, at + word.len())));
        }
    }
    None
}
