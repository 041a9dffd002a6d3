//! `financial`: what a company has been ordered, where no `在手订单` says so.
//!
//! reads: contracts and orders won (`签订13.1亿元设备采购合同`, `获得6亿元采购订单`, a contract in the clause before `合同金额约45亿元`),
//! what one is worth (`签订了一份价值3亿美元的雷达协议`, `这份合同价值高达5亿元`), amounts of orders in hand (`在手储能订单金额逾180亿元`).
//! gives: orders, of whom the sentence is about, the thing, or with whom, as object. does not match: loans, frames, takeovers,
//! what is but intended, what the one spoken of buys.

use super::actor::{Subject, says_firm};
use super::draft::{circumstances, fact, measure, moved};
use super::page::{Page, is_firm, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::whose::MARKS;
use super::{Basis, Fact, FactKind, supposed};
use crate::span::{Span, between};
use crate::tag::Mention;

/// Characters of what is ordered, between its amount and the noun.
const THING: usize = 16;

/// What stands between a noun and its amount.
const LINKS: [char; 10] = [' ', '约', '近', '逾', '超', '为', '达', '过', '高', '到'];

/// Words of one who orders, and does not win, what a contract is worth.
const BUYS: [&str; 9] = ["采购", "购买", "购入", "订购", "租", "聘", "代言", "外包", "委托"];

/// An amount that is ordered.
pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    if !page.is_money(s.quantity) || s.inherited && s.change.is_some() {
        return None;
    }
    let at = s.quantity.span;
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, s.clause.start, at.start);
    let rest = between(page.text, at.end, s.clause.end);
    let noun = phrases.order_nouns.first_in(rest).filter(|(i, _)| rest[..*i].chars().count() <= THING);
    let noun = noun.filter(|_| phrases.order_verbs.is_in(lead));
    let signed = signed(page, lead).filter(|_| page.led_by_topic(sentence, at.start).is_none());
    let named = signed.is_some() || phrases.order_amounts.closing(lead.trim_end_matches(LINKS)).is_some();
    let before = contract(page, sentence, s);
    let noun = noun.or_else(|| valued(page, s));
    let worth = is_worth(page, sentence, s);
    if noun.is_none() && !named && before.is_none() && !worth {
        return None;
    }
    let whole = between(page.text, sentence.span.start, s.clause.end);
    if phrases.no_orders.is_in(whole) || supposed::opens(whole) {
        return None;
    }
    let subject = party(page, sentence, at.start).unwrap_or_else(|| page.actor(sentence, at.start));
    let start = before.map_or(s.clause.start + signed.map_or(0, |(verb, _)| verb), |c| c.start);
    let end = noun.map_or(at.end, |(i, w)| at.end + i + w.len());
    let mut f = fact(page, FactKind::Financial, "orders", subject, Span::new(start, end), "orders_won");
    measure(&mut f, s.quantity);
    if let Some(c) = s.change.as_ref() {
        moved(&mut f, c);
    }
    circumstances(&mut f, page, sentence, at.start, false);
    let thing = noun.map_or(signed.map_or("", |(_, thing)| thing), |(i, _)| rest[..i].trim_matches(['的', '元', ' ']));
    let plain = (thing.chars().count() >= 2 || signed.is_some() && !thing.is_empty())
        && thing.chars().all(char::is_alphanumeric);
    f.object = if plain { thing.to_owned() } else { other(page, sentence, s, &f.subject).unwrap_or_default() };
    let won = !matches!(f.basis, Some(Basis::Plan | Basis::Forecast));
    (won && !f.subject.is_empty()).then_some(f)
}

/// Where a verb of winning stands, and what is ordered between it and the contract before its amount: 云 of
/// `签署云合同22亿元`.
fn signed<'t>(page: &Page<'_>, lead: &'t str) -> Option<(usize, &'t str)> {
    let bare = lead.trim_end_matches(LINKS);
    let head = ["合同金额", "合同总额", "合同额", "合同", "订单"].iter().find_map(|w| bare.strip_suffix(w))?;
    // 新签订单 is a noun of its own
    let (at, verb) = page.lexicon.phrases.order_verbs.last_in(head).filter(|(_, v)| *v != "新签")?;
    let thing = head[at + verb.len()..].trim_matches(['的', '了', ' ']);
    let paid = BUYS.iter().any(|w| thing.contains(w));
    (thing.is_empty() || is_plain(thing, 1..=6) && !paid).then_some((at, thing))
}

/// The clause with the contract whose amount a clause gives: `签订设备供货合同，金额约45亿元`.
fn contract(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Span> {
    const AMOUNT: [&str; 6] = ["金额", "合同额", "合同金额", "合同总额", "总额", "总金额"];
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let amount = AMOUNT.contains(&lead.trim_start_matches(MARKS).trim_end_matches(LINKS));
    let clause = *sentence.before(s.clause.start).next().filter(|_| amount)?;
    let words = clause.of(page.text);
    let phrases = &page.lexicon.phrases;
    let (at, _) = phrases.order_verbs.last_in(words)?;
    phrases.order_nouns.is_in(&words[at..]).then_some(clause)
}

/// `签订了一份价值3亿美元的雷达供货协议`: the noun behind an amount that an agreement is worth.
fn valued<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<(usize, &'d str)> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end_matches(LINKS);
    let rest: &'d str = between(page.text, s.quantity.span.end, s.clause.end);
    let first = |nouns: &[&str]| nouns.iter().filter_map(|w| rest.find(w).map(|i| (i, &rest[i..i + w.len()]))).min();
    // `中标某电网2.3亿元项目`
    let works = first(&["项目", "标段", "工程"]).filter(|(i, _)| rest[..*i].chars().count() <= THING);
    let won = works.filter(|_| is_won(page, s.clause, lead));
    if won.is_some() {
        return won;
    }
    let (at, noun) = first(&["协议", "合约"])?;
    let near = rest[..at].chars().count() <= THING && !BUYS.iter().any(|w| s.clause.of(page.text).contains(w));
    (lead.ends_with("价值") && near && page.lexicon.phrases.order_verbs.is_in(lead)).then_some((at, noun))
}

/// Whether 中标 is said of who acts, not of another that no list has: `公司招标，江南建设中标`.
fn is_won(page: &Page<'_>, clause: Span, lead: &str) -> bool {
    let Some(at) = lead.find("中标") else { return false };
    let who = lead[..at]
        .trim_matches(MARKS)
        .trim_end_matches(['已', '成', '功', '近', '日', '期', '连', '续', '累', '计', '共', '合']);
    let head = Span::new(clause.start, clause.start + at);
    let dated = page.periods.iter().any(|p| head.contains(p.span) && who.ends_with(p.span.of(page.text)));
    who.is_empty() || dated || says_firm(who) || page.names_firm(head)
}

/// `获得乙的合同，这份多年合同价值高达5亿元`, `合同累计总额达到2亿元`: whether an amount is what one's contracts are worth.
fn is_worth(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end_matches(LINKS);
    let Some(noun) = phrases.order_worths.closing(lead) else { return false };
    let told = between(page.text, sentence.span.start, s.clause.start);
    let won = phrases.order_verbs.is_in(told) || told.contains("达成");
    let agreed = ["协议", "合同", "合作", "订单"].iter().any(|w| told.contains(w));
    // of a project that no word before says to be won the value is an asset's
    let whole = between(page.text, sentence.span.start, s.clause.end);
    let sure = won && agreed || noun.starts_with("合同") && noun.contains("累计") || noun.starts_with("累计");
    sure && page.names_actor(sentence, s.quantity.span.start) && !BUYS.iter().any(|w| whole.contains(w))
}

/// With whom: `与乙签订`, `获得乙的合同`.
fn other(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, own: &str) -> Option<String> {
    let words = between(page.text, sentence.span.start, s.quantity.span.start);
    let closed = ["签订", "签署", "达成", "签约", "签下"];
    let with = words.find('与').and_then(|i| {
        let rest = &words[i + '与'.len_utf8()..];
        closed.iter().filter_map(|w| rest.find(w)).min().map(|end| &rest[..end])
    });
    let of = ["获得", "赢得", "拿下", "斩获"]
        .iter()
        .find_map(|w| words.split_once(w))
        .and_then(|(_, rest)| ["的合同", "的订单"].iter().filter_map(|w| rest.find(w)).min().map(|end| &rest[..end]));
    let name = with.or(of)?.split(['（', '(']).next()?.trim();
    (is_plain(name, 2..=16) && name != own).then(|| name.to_owned())
}

/// `甲与乙签订合同`: the one that the sentence is about, not whom it signs with.
fn party(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Subject> {
    // `公司与甲签订合作协议`
    let lead = between(page.text, sentence.span.start, at).trim_start_matches(MARKS);
    if page.is_of_company() && ["公司与", "公司和", "公司同"].iter().any(|w| lead.starts_with(w)) {
        return Some(page.covered());
    }
    let firms = |m: &&Mention| is_firm(m) && sentence.span.contains(m.span) && m.span.end <= at;
    let mut named = page.mentions.iter().filter(firms);
    let (first, second) = (named.next()?, named.next()?);
    let link = between(page.text, first.span.end, second.span.start).trim_end();
    let with = link.ends_with(['与', '和', '同', '向', '获', '由']) || page.lexicon.phrases.order_verbs.is_in(link);
    (with && named.next().is_none()).then(|| first.into())
}
