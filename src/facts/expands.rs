//! How fast a whole trade or some goods grow, where no noun of an amount says what of them.
//!
//! reads: `2025年某某行业逆势增长5%`, what another year's clause says of the growth before (`2026年有望扩大增幅至8%`), what goes
//! on with a size (`未来将维持5%左右的增速`), both levels of a market that a clause names (`某某市场稳步增长，由…增长至…`), goods that
//! head their passage before a colon (`服务器：…，Q4有望同比增长14%`). gives: `market` `growth`, `cagr`, `size`. needs: nobody who
//! acts between. does not match: what shares do (上涨, 板块, 持仓), a trade's profit, the change of a level.

use super::actor::says_firm;
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, goods, growth, market, noun, onward};
use crate::span::{Span, between};

/// Characters of a trade's name, its noun aside.
const NAME: std::ops::RangeInclusive<usize> = 2..=14;

/// Characters between a year and the growth that it brings: `经济复苏有望驱动增长至`.
const CAUSE: usize = 14;

/// Characters between 由 and the second of two levels.
const FROM: usize = 28;

/// Nouns of a growth that may have a level.
const RATES: [&str; 5] = ["增长率", "增速", "增幅", "增长", "成长率"];

/// What a sentence speaks of whose trades are baskets of shares.
const SHARES: [&str; 10] = ["指数", "板块", "持仓", "配置", "资金", "估值", "股价", "基金", "融资", "市值"];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let words = sentence.span.of(page.text);
    if s.quantity.unit != "%" || s.item.is_some() || !page.is_report() || SHARES.iter().any(|w| words.contains(w)) {
        return None;
    }
    trade(page, sentence, s)
        .or_else(|| again(page, sentence, s, out))
        .or_else(|| kept(page, sentence, s, out))
        .or_else(|| headed(page, sentence, s))
}

/// `2025年某某行业逆势增长5%`: a trade by its name alone.
fn trade(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span.start;
    let lead = between(page.text, s.clause.start, at);
    let ends = ["行业", "产业"].iter().filter_map(|w| lead.rfind(w).map(|i| i + w.len()));
    let end = s.clause.start + ends.max().filter(|_| s.change.is_some() && !s.inherited)?;
    let grows = ["增长", "萎缩", "下滑", "收缩"].iter().any(|w| between(page.text, end, at).contains(w));
    let name = page.phrase_before(s.clause.start, end)?;
    let thing = name.of(page.text).trim();
    let thing = thing.strip_suffix("行业").or_else(|| thing.strip_suffix("产业"))?;
    let from = onward::told_from(page, s.clause.start, name.start).min(at);
    let firm = page.names_firm(Span::new(from, at)) || says_firm(between(page.text, from, at));
    let named = is_plain(thing, NAME) && !page.is_generic(thing) && !thing.ends_with(['子', '各', '该', '全', '大']);
    (grows && named && !firm && is_silent(page, end, at)).then(|| grown(page, sentence, s, name.of(page.text).trim()))
}

/// `全球某某市场稳步增长，由2020年的42亿美元增长至2025年的52亿美元`: both levels of the market that the clause before names.
pub(super) fn begun(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_start_matches(['，', ',', ' ']);
    let dated = |words: &str| words.starts_with(|c: char| c.is_ascii_digit());
    let from = lead.strip_prefix(['由', '从']).filter(|w| dated(w) && w.chars().count() <= FROM)?;
    let first = page.quantities_in(s.clause).find(|q| page.is_money(q))?;
    // the level that it comes from, or the one behind it
    let second = from.rsplit(['至', '到']).next().is_some_and(dated) && onward::RISES.iter().any(|w| from.contains(*w));
    let before = sentence.before(s.clause.start).next()?;
    let words = before.of(page.text);
    let end = words.rfind("市场")?;
    let moves = ["增长", "扩张", "扩容", "态势", "扩大", "发展", "规模"].iter().any(|w| words[end..].contains(w));
    let name = page.phrase_before(before.start, before.start + end)?.of(page.text).trim();
    let into =
        between(page.text, before.start, before.start + end - name.len().min(end)).ends_with(['在', '向', '对', '于']);
    let silent =
        page.quantities_in(*before).next().is_none() && !onward::is_firms(page, Span::new(before.start, s.clause.end));
    let plain = is_plain(&name.replace('的', ""), 3..=20) && !page.is_generic(name);
    let fits = moves && !into && silent && plain && !onward::TRADED.iter().any(|w| name.ends_with(w));
    (fits && (first.span == s.quantity.span || second))
        .then(|| onward::size(page, sentence, s, &format!("{}市场", market::of_size(page, name))))
}

/// Whether nothing but dates and how it went stands between a name and its growth.
fn is_silent(page: &Page<'_>, from: usize, at: usize) -> bool {
    let (start, end) = noun::trim_end(page, from, at);
    let words = between(page.text, start, end.max(start));
    let how = [
        "逆势", "继续", "恢复", "有望", "整体", "出现", "小幅", "大幅", "快速", "高速", "首次", "同比", "增长", "下滑",
        "萎缩", "收缩",
    ];
    how.iter().fold(words.to_owned(), |words, h| words.replace(h, "")).trim().is_empty()
}

/// `，2026年有望扩大增幅至8%`: the growth of another year that goes on with the one before.
fn again(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let last = last(sentence, out).filter(|f| f.metric == "growth")?;
    let at = s.quantity.span.start;
    let lead = Span::new(s.clause.start, at);
    let date = page.periods.iter().find(|p| lead.contains(p.span) && p.period.is_some() && p.period != last.period)?;
    let head = between(page.text, lead.start, date.span.start).trim_matches(['，', ',', ' ']);
    let level = between(page.text, date.span.end, at).trim_end_matches(['约', ' ', '近']);
    let grows = match ["达到", "至", "到", "达", "为"].iter().find_map(|w| level.strip_suffix(w)) {
        Some(words) => {
            let cause = RATES.iter().find_map(|w| words.strip_suffix(w))?;
            let noun = cause.trim_end_matches(['将', '有', '望', '续']).trim_end_matches("预计");
            cause.chars().count() <= CAUSE && !page.is_measured(noun)
        }
        None => s.change.is_some() && is_silent(page, date.span.end, at),
    };
    let opens = ["", "预计", "而", "且", "并", "到"].contains(&head);
    (grows && opens && !is_acted(page, last.span.end, at)).then(|| grown(page, sentence, s, &last.subject))
}

/// `，预计未来也将维持5%左右的增速`: how the market of the size or the growth before goes on.
fn kept(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let last = last(sentence, out)?;
    let at = s.quantity.span;
    let rest = between(page.text, at.end, s.clause.end).trim_start_matches(['左', '右', '以', '上', '的', ' ']);
    let rate = RATES.iter().find_map(|w| rest.strip_prefix(w))?;
    let lead = between(page.text, s.clause.start, at.start);
    let bare = lead.trim_end_matches(['约', '近', '超', '过', ' ', '在', '了']);
    let verb = ["维持", "保持"].iter().find_map(|w| bare.strip_suffix(w))?;
    let when = Span::new(s.clause.start, s.clause.start + verb.len());
    let silent = !onward::says_more(page, when, "年预计未来也将仍会有望继续并且其后续期间可");
    let ends = !rate.starts_with(char::is_alphanumeric);
    let mut f = grown(page, sentence, s, &last.subject);
    f.span.end = s.clause.end - rate.len();
    (silent && ends && !is_acted(page, last.span.end, at.start)).then_some(f)
}

/// `服务器：需求回暖，Q4有望同比增长14%`: goods that the head of their passage names.
fn headed(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span.start;
    let (head, _) = between(page.text, sentence.span.start, at).split_once(['：', ':'])?;
    let name = head.trim_start_matches(|c: char| !c.is_alphanumeric()).trim();
    let end = sentence.span.start + head.len();
    let sold = goods::is_goods(page, name) && goods::is_sold(page, sentence, s, (name, "销量"));
    let rest =
        between(page.text, s.quantity.span.end, s.clause.end).trim_start_matches(['左', '右', '以', '上', '的', ' ']);
    let compound = ["CAGR", "复合增", "年复合增"].iter().any(|w| rest.starts_with(w));
    let moves = s.change.as_ref().is_some_and(|c| c.base.is_some());
    if !sold || end >= s.clause.start || !moves && !compound {
        return None;
    }
    // whatever else is measured on the way is what moves
    let between_them = between(page.text, end, s.clause.start);
    let measures = page.lexicon.phrases.measured.places(between_them).any(|(_, w)| w.chars().count() >= 2);
    if measures || !is_silent(page, s.clause.start, at) {
        return None;
    }
    if !compound {
        return Some(grown(page, sentence, s, name));
    }
    let mut f = onward::drafted(page, sentence, s, ("cagr", name));
    f.period = growth::span_of_years(page, s, f.period.take());
    Some(f)
}

/// The market's figure that a sentence has read last.
fn last<'o>(sentence: &Sentence, out: &'o [Fact]) -> Option<&'o Fact> {
    let f = out.last().filter(|f| f.kind == FactKind::Market && f.subject_id.is_empty() && !f.subject.is_empty())?;
    (matches!(f.metric.as_str(), "size" | "growth") && f.span.start >= sentence.span.start).then_some(f)
}

/// Whether somebody acts between a figure and the next.
fn is_acted(page: &Page<'_>, from: usize, at: usize) -> bool {
    page.names_firm(Span::new(from.min(at), at)) || says_firm(between(page.text, from.min(at), at))
}

/// The growth of a market.
fn grown(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, name: &str) -> Fact {
    let mut f = onward::drafted(page, sentence, s, ("growth", &market::of_size(page, name)));
    if let Some(change) = &s.change {
        growth::grew(&mut f, s.quantity, change);
        if f.change.is_some() {
            (f.low, f.high) = (f.change, f.change);
        }
    }
    f
}
