//! By how much something moved, and what stands between the two levels of a move.
//!
//! reads: an amount right behind a verb of change (`成本大约增加1000元`), a change between two levels (`由5万片增加37%至7万片`) or
//! before the one it leads to (`营收环比增长3%至16亿元`),
//! a change behind an aside (`投入6亿元，占收入30%，同比增长9%`), the numbers of a calculation (`17%*70%=11.9%`), room to
//! grow (`有1.2倍提升空间`). gives: which statement has the change, what a metric's words end in. does not match: levels
//! (`增加至`), changes in per cent, what is counted (`新增5家门店`).

use super::draft::moved;
use super::page::Page;
use super::statement::Statement;
use super::{Fact, hedge};
use crate::lexicon::Wordlist;
use crate::span::{Span, between};
use crate::tag::Quantity;

/// Characters that room to grow has before its noun.
const ROOM: usize = 6;

/// Whether the change at `i` leads from the level before it, if one is told, to the one behind: `由5万片增加37%至7万片`.
pub(super) fn leads_on(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> bool {
    let s = &all[i];
    let (Some(next), Some(_)) = (all.get(i + 1), &s.change) else { return false };
    let link = between(page.text, s.quantity.span.end, next.quantity.span.start).trim_start_matches([' ', '，', ',']);
    // `其中甲同比增长24%，达到528亿美元`
    if next.item.is_some() && next.inherited && s.item.is_none() && link.starts_with("达") {
        return true;
    }
    // `渗透率环比提升1pct、同比提升9pct至68%`: neither is a figure of its own
    let more = s.quantity.unit == "pp" && next.quantity.unit == "pp" && next.inherited && next.clause == s.clause;
    if more && link.starts_with('、') && next.change.is_some() && leads_on(page, all, i + 1) {
        return true;
    }
    let behind = i.checked_sub(1).map(|b| &all[b]).is_some_and(|b| {
        let link = between(page.text, b.quantity.span.end, s.quantity.span.start);
        b.quantity.unit == "pp" && b.change.is_some() && !b.inherited && link.starts_with('、')
    });
    let one = (!s.inherited || behind && s.quantity.unit == "pp") && s.of.is_none();
    // `毛利率下滑0.5pct至21.1%`, `销量增长20%至50万辆`
    let level = match s.quantity.unit.as_str() {
        "%" => !matches!(next.quantity.unit.as_str(), "%" | "pp" | "bp" | "x" | ""),
        "pp" => next.quantity.unit == "%",
        _ => false,
    };
    if is_reached(link) && one && next.inherited && level {
        return true;
    }
    let Some(before) = i.checked_sub(1).map(|b| &all[b]) else { return false };
    let reaches = link.starts_with(['至', '到', '达']) && link.chars().count() <= 12;
    reaches && before.quantity.unit == next.quantity.unit && s.quantity.unit != next.quantity.unit && {
        let lead = between(page.text, before.clause.start, before.quantity.span.start);
        let lead = lead.char_indices().rev().nth(12).map_or(lead, |(at, _)| &lead[at..]);
        // `将比2025年的60亿美元增长16%，达到70亿美元`
        let than = link.starts_with("达") && lead.trim_start_matches('，').contains(['比', '较']);
        if link.starts_with("达") { than } else { lead.contains(['由', '从', '自']) }
    }
}

/// Whether words between a change and an amount say that this is the level reached: `营收环比增长3%至16亿元`,
/// `净利润同比增长62%，达到10亿元`.
pub(super) fn is_reached(link: &str) -> bool {
    let verb = link.trim_matches([' ', '，', ',', '约', '近', '超', '过', '了']);
    ["至", "到", "达", "达到", "升至", "降至", "增至"].contains(&verb)
}

/// Gives a figure the change that leads to it from the level before.
pub(super) fn lead_to(page: &Page<'_>, all: &[Statement<'_>], i: usize, f: &mut Fact) {
    let change = i.checked_sub(1).filter(|b| leads_on(page, all, *b)).and_then(|b| all[b].change.as_ref());
    if let Some(c) = change.filter(|_| f.change.is_none()) {
        moved(f, c);
    }
}

/// The statement that has the change at `i`: behind a share of the amount before it (`投入6亿元，占收入30%，同比增长9%`)
/// that amount, else the one before.
pub(super) fn of(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> Option<usize> {
    let s = &all[i];
    let before = s.of.or(i.checked_sub(1))?;
    // `复合增长率达15%，并分别实现同比增长29%、38%`: a year's growth is no change of the compound one
    let compound = ["复合", "CAGR", "年均增"].iter().any(|w| all[before].indicator.of(page.text).contains(w));
    if compound && all[before].clause != s.clause && s.change.as_ref().is_some_and(|c| c.base.is_some()) {
        return None;
    }
    if let Some(head) = compared(page, all, before) {
        return Some(head);
    }
    let Some(amount) = before.checked_sub(1).filter(|_| s.of.is_none() && all[before].clause != s.clause) else {
        return Some(before);
    };
    let words = all[before].clause.of(page.text).trim_start();
    let aside = words.starts_with('占') || words.starts_with("约占");
    let counted =
        |i: usize| !matches!(all[i].quantity.unit.as_str(), "%" | "pp" | "bp" | "x" | "" | "人" | "名" | "家" | "户");
    let based = s.change.as_ref().is_some_and(|c| c.base.is_some()) && s.quantity.unit == "%";
    let fits = aside && based && all[before].quantity.unit == "%" && counted(amount);
    Some(if fits { amount } else { before })
}

/// The statement whose level is compared with the one at `base`, which a change follows: the first of
/// `单价为6000元，较2023年的6500元下降8%`.
fn compared(page: &Page<'_>, all: &[Statement<'_>], base: usize) -> Option<usize> {
    let (level, head) = (&all[base], base.checked_sub(1)?);
    let from = all[head].quantity.span.end.max(level.clause.start);
    let lead = between(page.text, from, level.quantity.span.start);
    let than = lead.trim_start_matches(['，', ',', ' ', '（', '(']);
    let dated = page.periods.iter().any(|p| p.span.start >= from && p.span.end <= level.quantity.span.start);
    let whole = than.chars().count() <= 14 && than.trim_end().ends_with('的') && dated;
    let same = all[head].quantity.unit.split('/').next() == level.quantity.unit.split('/').next();
    (than.starts_with(['较', '比']) && whole && same && level.inherited).then_some(head)
}

/// The verb of a difference, with 净: 净减少 of `人口净减少3000万人`.
pub(super) fn difference<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<&'d str> {
    if matches!(s.quantity.unit.as_str(), "%" | "pp" | "bp" | "x") {
        return None;
    }
    let lead: &'d str = between(page.text, s.clause.start, s.quantity.span.start);
    let head = hedge::trim(lead);
    let verb = page.lexicon.phrases.differences.closing(head)?;
    let start = head.len() - verb.len();
    let start = if head[..start].ends_with('净') { start - '净'.len_utf8() } else { start };
    Some(&head[start..])
}

/// A metric's words with what they end in where their number is no level: 劳动人口净减少, 用户数提升空间.
pub(super) fn ended(page: &Page<'_>, s: &Statement<'_>, words: &str) -> Option<String> {
    if s.item.is_some() || s.inherited {
        return None;
    }
    let end = difference(page, s).filter(|_| s.change.is_none()).or_else(|| room(page, s))?;
    let words = words.trim_end_matches('净');
    let owns = ["存在", "还有", "仍有", "具有", "具备"];
    let words = owns.iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words);
    (!words.ends_with(end)).then(|| format!("{words}{end}"))
}

/// Whether a percentage is the value of the growth that a metric names: `增长率8%`, not `增速下降8%`.
pub(super) fn is_rate(page: &Page<'_>, s: &Statement<'_>, metric: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, s.indicator.end, s.quantity.span.start);
    let turn = |list: &Wordlist| list.places(lead).any(|(_, w)| w.chars().count() > 1);
    let turns = turn(&phrases.rises) || turn(&phrases.falls);
    s.quantity.unit == "%"
        && !turns
        && ["增速", "增长率", "增幅", "降幅", "变动率", "中枢", "贡献度", "贡献率"].iter().any(|w| metric.ends_with(w))
}

/// Whether the number at `i` is but a part of a calculation whose head stands before another number:
/// `增值税为17%，17%*70%=11.9%`.
pub(super) fn is_reckoned(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> bool {
    const SIGNS: [char; 6] = ['*', '×', '=', '＝', '÷', '+'];
    let joined = |a: usize| {
        all.get(a + 1).is_some_and(|n| {
            // the second of `17%*70%=11.9%` is no quantity by itself
            let link = between(page.text, all[a].quantity.span.end, n.quantity.span.start).trim();
            link.starts_with(SIGNS) && link.ends_with(SIGNS) && !link.chars().any(char::is_alphabetic)
        })
    };
    if !joined(i) && !i.checked_sub(1).is_some_and(joined) {
        return false;
    }
    let first = (0..i).rev().take_while(|b| joined(*b)).last().unwrap_or(i);
    all[first].inherited
}

/// `由0.8亿元增加值9.4亿元`: a slip of the pen for 增加至.
pub(super) fn is_slip(page: &Page<'_>, before: &Statement<'_>, quantity: &Quantity, words: Span) -> bool {
    words.of(page.text) == "增加值"
        && before.quantity.unit == quantity.unit
        && page.text[..before.quantity.span.start].trim_end().ends_with(['由', '从'])
}

/// What room behind a multiple or a share a thing has: 提升空间 of `用户数存在约1.2倍提升空间`.
pub(super) fn room<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<&'d str> {
    let rest: &'d str = between(page.text, s.quantity.span.end, s.clause.end);
    let rest = rest.trim_start_matches(['的', ' ']);
    let end = rest.find("空间").filter(|_| matches!(s.quantity.unit.as_str(), "x" | "%" | "pp"))? + "空间".len();
    let noun = &rest[..end];
    let grows = ["提升", "增长", "上升", "下降", "成长", "改善", "降低"].iter().any(|w| noun.contains(w));
    (grows && noun.chars().count() <= ROOM && noun.chars().all(char::is_alphabetic)).then_some(noun)
}
