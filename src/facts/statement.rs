//! Sentences → statements: each quantity with the words that say what it measures.
//!
//! Takes a page's sentence, gives one statement a quantity in order. A quantity's indicator is the
//! last noun phrase before it; one without (`、28%`, `，同比增长 5%`) goes with the indicator before.

use super::ChangeBase;
use super::change::{self, Change};
use super::nearby;
use super::noun;
use super::page::Page;
use super::parallel;
use super::sentence::Sentence;
use super::{step, things};
use crate::span::{Span, between};
use crate::tag::Quantity;

/// Characters between a clause's head and its number where it says but to which level, dates aside.
const LEVEL: usize = 10;

/// Characters of the words that the clause before a number measures, at most.
const HEAD: usize = 20;

/// A quantity in its sentence.
#[derive(Debug, Clone)]
pub(super) struct Statement<'d> {
    pub(super) quantity: &'d Quantity,
    /// The words that name what is measured; may be empty, may stand in an earlier clause.
    pub(super) indicator: Span,
    /// Whether the indicator stands before an earlier quantity.
    pub(super) inherited: bool,
    /// Set where the percentage says how something changed.
    pub(super) change: Option<Change>,
    /// The clause of the quantity.
    pub(super) clause: Span,
    /// In a list over things (`甲、乙收入分别为`): the thing, whose noun stands at the last one's end.
    pub(super) item: Option<Span>,
    /// In a list of changes behind a list of values: the statement whose value this one changes.
    pub(super) of: Option<usize>,
}

/// The statements of a sentence.
pub(super) fn statements<'d>(page: &Page<'d>, sentence: &Sentence) -> Vec<Statement<'d>> {
    let mut out: Vec<Statement<'d>> = Vec::new();
    let mut from = sentence.span.start;
    for quantity in page.quantities_in(sentence.span) {
        let clause = sentence.clause_at(quantity.span.start);
        let indicator = noun::before(page, Span::new(from.max(sentence.span.start), quantity.span.start), clause);
        let mut change = change::read(page.text, quantity, from, &page.lexicon.phrases);
        let (indicator, inherited) = match (indicator, out.last()) {
            // 增加值 for 增加至
            (Some(words), Some(before)) if step::is_slip(page, before, quantity, words) => (before.indicator, true),
            (Some(words), _) => (words, false),
            // `新增客户数大幅增长，达到1600家`: the clause before says what is measured
            (None, _) if let Some(noun) = head_noun(page, sentence, clause, (from, quantity)) => {
                // the clause before says that it moved, this one to which level
                change = change.filter(|c| c.base.is_some());
                (noun, false)
            }
            // an amount behind a rate goes on with the last amount: `规模 109 亿元，CAGR 20%，2022 年达 277 亿元`
            (None, Some(before)) if before.quantity.unit == "%" && !matches!(quantity.unit.as_str(), "%" | "pp") => {
                let same = out.iter().rev().find(|s| s.quantity.unit == quantity.unit);
                // `净利润同比增长27%/48%至3.9亿元` says the level of what has grown
                let link = between(page.text, before.quantity.span.end, quantity.span.start);
                let named = |s: &Statement<'_>| page.is_measured(s.indicator.of(page.text).trim());
                let reached = |s: &Statement<'_>| link.trim() == "至" || step::is_reached(link) && named(s);
                let grown = out.iter().rev().find(|s| !s.inherited).filter(|s| s.change.is_some() && reached(s));
                (grown.or(same).map_or_else(|| amount_of(page, before.indicator, quantity), |s| s.indicator), true)
            }
            (None, Some(before)) => (before.indicator, true),
            (None, None) => (Span::new(quantity.span.start, quantity.span.start), false),
        };
        let turned = out.last().filter(|b| inherited && b.quantity.unit != quantity.unit);
        let item = turned.and_then(|b| nearby::among(page, b, clause));
        out.push(Statement { quantity, indicator, inherited, change, clause, item, of: None });
        from = quantity.span.end;
    }
    if out.len() >= 2 {
        pair(page, &mut out);
        bracketed(page, &mut out);
        carry(page, &mut out);
        things::beside_asides(page, &mut out);
    }
    out
}

/// The words of a rate that an amount behind it goes on with: 市场规模 of `市场规模CAGR为24%，2020年达333亿元`; none of
/// a CAGR alone.
fn amount_of(page: &Page<'_>, rate: Span, quantity: &Quantity) -> Span {
    let words = rate.of(page.text).trim_end();
    let growths = page.lexicon.phrases.relatives.iter().filter(|r| !r.contains(['占', '比', '份']));
    let Some(growth) = growths.filter(|r| words.ends_with(**r)).map(|r| r.len()).max() else { return rate };
    let head = words[..words.len() - growth].trim_end_matches(['的', ' ']);
    let named = page.is_measured(head);
    if named && page.is_money(quantity) {
        Span::new(rate.start, rate.start + head.len())
    } else {
        Span::new(quantity.span.start, quantity.span.start)
    }
}

/// What a clause before measures at its head, where none of those between has a number and the number's own says but
/// to which level: `毛利率受益于规模效应，有所提升，达到 35%`.
fn head_noun(page: &Page<'_>, sentence: &Sentence, clause: Span, (from, quantity): (usize, &Quantity)) -> Option<Span> {
    let at = quantity.span.start;
    let lead = between(page.text, clause.start, at);
    let dated: usize = page
        .periods
        .iter()
        .filter(|p| p.span.start >= clause.start && p.span.end <= at)
        .map(|p| p.span.of(page.text).chars().count())
        .sum();
    let phrases = &page.lexicon.phrases;
    // 约为 may be part of the quantity
    let said = between(page.text, clause.start, quantity.span.end);
    let leveled = ["达", "至", "为", "到", "自", "由", "从"].iter().any(|w| said.contains(w));
    // `净利润恢复增长，比去年同期增长 8%`
    let compares = ["比", "较", "同比"].iter().any(|w| lead.trim_start().starts_with(w));
    let exceeds = said.contains("超过");
    if !leveled && !compares && !exceeds || lead.chars().count() > LEVEL + dated {
        return None;
    }
    let noun_at = |words: &str| {
        let lists = [&phrases.measured, &phrases.counted];
        let found = lists.iter().filter_map(|list| list.places(words).find(|(_, w)| w.chars().count() >= 2));
        found.map(|(i, w)| (i, std::cmp::Reverse(i + w.len()))).min().map(|(i, end)| (i, end.0))
    };
    let before = sentence.clauses.iter().rev().filter(|c| c.end <= clause.start && c.start >= from);
    let moves = |c: &Span| phrases.rises.is_in(c.of(page.text)) || phrases.falls.is_in(c.of(page.text));
    for earlier in before.take_while(|c| leveled || moves(c)) {
        let start = noun::trim_start(page, earlier.start, earlier.end);
        let words = between(page.text, start, earlier.end);
        let Some((_, mut end)) = noun_at(words) else { continue };
        // 营业收入和净利润, 产能利用率
        while let Some((i, to)) = noun_at(&words[end..]) {
            let gap = &words[end..end + i];
            if gap.starts_with('占') {
                return None;
            }
            if !(gap.is_empty() || gap.starts_with(['和', '与', '及', '、']) && gap.chars().count() <= 8) {
                break;
            }
            end += to;
        }
        // `渗透率进一步提升，连续九个月超过 60%`: the noun itself moved
        let mut turns = [&phrases.rises, &phrases.falls, &phrases.adverbs].into_iter();
        if exceeds && !leveled && !turns.any(|list| list.opening(&words[end..]).is_some()) {
            return None;
        }
        let head = &words[..end];
        let verb = [&phrases.rises, &phrases.falls].iter().any(|l| l.places(head).any(|(_, w)| w.chars().count() >= 2));
        let plain = head.chars().all(|c| c.is_alphanumeric() || c == '的' || c == '、');
        let reason = phrases.reasons.opening(words).is_some() || words[end..].starts_with('的') || head.contains('占');
        return (plain && !verb && !reason && head.chars().count() <= HEAD).then(|| Span::new(start, start + end));
    }
    None
}

/// Gives each change of a list the value that it changes, and the direction of the first one.
fn pair(page: &Page<'_>, out: &mut [Statement<'_>]) {
    let quantities: Vec<&Quantity> = out.iter().map(|s| s.quantity).collect();
    apart(page, out, &quantities);
    for (i, of) in parallel::changed(page.text, &quantities).into_iter().enumerate() {
        let Some(value) = of else { continue };
        let before = out[i - 1].quantity;
        let first = out[i - 1].of.and_then(|_| out[i - 1].change.clone());
        let s = &mut out[i];
        s.of = Some(value);
        // `13.0/18.6亿（+34.8%/42.4%）`: the sign behind the bracket makes it a change
        let lead = between(page.text, before.span.end, s.quantity.span.start).trim();
        let signed = lead.ends_with(['+', '＋']) || s.quantity.span.of(page.text).starts_with(['+', '＋', '-']);
        let rates = ["增速", "增幅", "增长率"].iter().any(|w| lead.contains(w));
        if s.change.is_none() && first.is_none() && (rates || lead.starts_with(['（', '(']) && signed) {
            s.change = Some(Change { value: s.quantity.low, base: Some(ChangeBase::Yoy), span: s.quantity.span });
            continue;
        }
        if let Some(first) = first.filter(|_| s.change.is_none()) {
            let unsigned = is_unsigned(page.text, before) && is_unsigned(page.text, s.quantity);
            let falls = first.value.is_sign_negative() && unsigned;
            let value = if falls { -s.quantity.low.abs() } else { s.quantity.low };
            s.change = Some(Change { value, base: first.base, span: s.quantity.span });
        }
    }
}

/// `1.5亿元（-50.6%）、4.0亿元（10.3%）`: beside a signed change in a bracket those without a sign are changes too.
fn bracketed(page: &Page<'_>, out: &mut [Statement<'_>]) {
    let within = |s: &Statement<'_>, before: &Statement<'_>| {
        let link = between(page.text, before.quantity.span.end, s.quantity.span.start).trim();
        let closed = page.text[s.quantity.span.end..].starts_with(['）', ')']);
        let amount = !matches!(before.quantity.unit.as_str(), "%" | "pp" | "x" | "");
        s.quantity.unit == "%" && amount && closed && matches!(link, "（" | "(" | "（+" | "(+")
    };
    let signed = (1..out.len()).any(|i| within(&out[i], &out[i - 1]) && out[i].change.is_some());
    for i in (1..out.len()).filter(|_| signed) {
        if out[i].change.is_none() && within(&out[i], &out[i - 1]) {
            let (value, span) = (out[i].quantity.low, out[i].quantity.span);
            out[i].change = Some(Change { value, base: Some(ChangeBase::Yoy), span });
        }
    }
}

/// `营收 10 亿元，净利润 2 亿元，同比分别增长 5%、8%`: each change of a list is of one of the amounts before it.
fn apart(page: &Page<'_>, out: &mut [Statement<'_>], quantities: &[&Quantity]) {
    for (from, to) in parallel::runs(page.text, quantities) {
        let Some(first) = from.checked_sub(to - from) else { continue };
        let lead = between(page.text, quantities[from - 1].span.end, quantities[from].span.start);
        let amounts =
            out[first..from].iter().all(|s| !matches!(s.quantity.unit.as_str(), "%" | "pp" | "x") && !s.inherited);
        let more = first > 0 && !out[first - 1].inherited && out[first - 1].clause.end > out[first].clause.start;
        let moved = ["同比", "环比", "较上年", "增长", "下降"].iter().any(|w| lead.contains(w));
        let bare = lead.chars().count() <= 14 && lead.contains("分别") && moved;
        if !bare || !amounts || more || quantities[from].unit != "%" {
            continue;
        }
        let change = out[from].change.clone();
        for i in from..to {
            let unsigned = is_unsigned(page.text, quantities[i]) && is_unsigned(page.text, quantities[from]);
            let falls = change.as_ref().is_some_and(|c| c.value.is_sign_negative()) && unsigned;
            let value = if falls { -quantities[i].low.abs() } else { quantities[i].low };
            let base = change.as_ref().and_then(|c| c.base).or_else(|| change::base(lead));
            out[i].of = Some(first + i - from);
            out[i].change = Some(Change { value, base, span: quantities[i].span });
        }
    }
}

/// `分别下降 3%、2%和 1%`: the direction is of all of a list; so is what `A 和 B 分别为` names, one by one.
fn carry(page: &Page<'_>, out: &mut [Statement<'_>]) {
    let quantities: Vec<&Quantity> = out.iter().map(|s| s.quantity).collect();
    for (from, to) in parallel::runs(page.text, &quantities) {
        let first = out[from].clone();
        for s in out[from + 1..to].iter_mut().filter(|s| s.inherited && s.change.is_none()) {
            let Some(c) = &first.change else { continue };
            let falls = c.value.is_sign_negative()
                && is_unsigned(page.text, first.quantity)
                && is_unsigned(page.text, s.quantity);
            let value = if falls { -s.quantity.low.abs() } else { s.quantity.low };
            s.change = Some(Change { value, base: c.base, span: s.quantity.span });
        }
        let parts = nouns(page, first.indicator);
        let lead = between(page.text, first.indicator.end, first.quantity.span.start);
        let words = first.indicator.of(page.text);
        let apart = lead.contains("分别") || words.contains("分别");
        let sentence = page.sentences.iter().find(|s| s.span.contains(first.quantity.span)).map_or(0, |s| s.span.start);
        // `甲、乙成本平均占餐饮业成本的`: each is a share of that
        let of = words.char_indices().find(|(i, c)| *c == '占' && words[*i..].chars().count() > 3).map(|(i, _)| i);
        let of = of.map(|i| words[..i].trim_end_matches(['平', '均', '合', '计', '约', '各']).len());
        let of = of.filter(|i| *i > 0);
        let end = words.find("分别").or(of).map_or(first.indicator.end, |i| first.indicator.start + i);
        let own = parallel::items(page.text, sentence, end, to - from);
        if let Some(items) = own
            .or_else(|| things::named_before(page, (first.clause, end), first.quantity.span.start, to - from))
            .filter(|all| all.iter().all(|i| things::is_thing(page, *i)))
            .filter(|all| {
                let listed = to - from >= 3 || things::beside(page, all, [first.quantity, out[from + 1].quantity]);
                (apart || listed && !page.is_over_years(first.quantity.span.start)) && parts.len() != to - from
            })
        {
            let whole =
                |s: &Span| page.lexicon.phrases.measured.closings(s.of(page.text)).any(|w| w.chars().count() >= 2);
            // 营收 of `营收/业绩复合增速` grows too
            let rate =
                |s: Option<&Span>| s.is_some_and(|s| page.lexicon.phrases.relatives.closing(s.of(page.text)).is_some());
            let each = of.is_none() && items.iter().all(whole) && (!rate(items.last()) || rate(items.first()));
            for (s, item) in out[from..to].iter_mut().zip(items) {
                if each {
                    s.indicator = item;
                } else {
                    s.item = Some(item);
                }
            }
            continue;
        }
        if parts.len() == to - from {
            let tail = |p: &Span| page.lexicon.phrases.relatives.closing(p.of(page.text)).is_some();
            let shared = parts.last().is_some_and(tail) && !parts.first().is_some_and(tail);
            for (s, part) in out[from..to].iter_mut().zip(parts) {
                // 营收 of `营收和净利润CAGR` grows too
                if shared {
                    s.item = Some(part);
                } else {
                    s.indicator = part;
                }
            }
        }
    }
}

/// The nouns of `管理费用率和销售费用率`, where each is one that is measured.
fn nouns(page: &Page<'_>, words: Span) -> Vec<Span> {
    let text = words.of(page.text);
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), '和')]) {
        if at == text.len() || matches!(c, '和' | '与' | '、' | '及' | '/') {
            out.push(Span::new(words.start + start, words.start + at));
            start = (at + c.len_utf8()).min(text.len());
        }
    }
    let measured = |s: &Span| page.lexicon.phrases.measured.closing(s.of(page.text).trim_end()).is_some();
    if out.len() >= 2 && out.iter().all(measured) { out } else { Vec::new() }
}

/// Whether a number has no sign of its own, so that the word before its list gives it one.
fn is_unsigned(text: &str, quantity: &Quantity) -> bool {
    !quantity.low.is_sign_negative() && !text[..quantity.span.start].trim_end().ends_with(['+', '＋'])
}
