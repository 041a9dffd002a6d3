//! What a house reckons: the verb in front of what a number measures, and on what such a number rests.
//!
//! reads: words before a noun that is measured (`推断甲客户收入占比`, `测算得出乙利率`, `根据丙数据计算到2020年份额`). gives: the words
//! behind the verb, whether the number is the house's own estimate, the year that 次年 and 近5年 count from. does not
//! match: 云计算, 计算机, 推断芯片, 通过率.

use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, relative};
use crate::lexicon::Phrases;
use crate::span::between;
use crate::tag::Period;

/// Bytes before a number in which a year of its name is sought.
const REACH: usize = 240;

/// The words behind the last verb of saying or reckoning.
pub(super) fn behind<'t>(phrases: &Phrases, words: &'t str) -> &'t str {
    let grows = |w: &&str| ["复合", "年均", "年复合", "年化", "CAGR"].iter().any(|g| w.starts_with(g));
    let during = words.strip_prefix("期间").filter(grows);
    let words = during.unwrap_or(words);
    let verbs = phrases.reckonings.places(words).filter(|(i, verb)| is_verb(words, *i, verb));
    match verbs.map(|(i, verb)| i + verb.len()).max() {
        Some(end) if words[end..].chars().count() >= 2 => &words[end..],
        Some(_) => words,
        None => words.strip_prefix("计算").filter(|w| is_done(phrases, w)).unwrap_or(words),
    }
}

/// Whether a word is no part of a thing's name: 显示器, 推断芯片, 训练和推断.
fn is_verb(words: &str, at: usize, verb: &str) -> bool {
    let rest = &words[at + verb.len()..];
    let thing = rest.starts_with(['器', '屏', '面', '卡', '模', '芯', '驱', '材', '性', '的', '能']);
    let listed = verb.starts_with("推断") && words[..at].ends_with(['和', '与', '及', '、', '/', '的', '于', '型']);
    // 增速 alone is of whatever
    let bare = verb == "次年" && rest.chars().count() < 3;
    !thing && !listed && !bare
}

/// Whether 计算 has an object: 股权成本 of `计算股权成本`.
fn is_done(phrases: &Phrases, behind: &str) -> bool {
    behind.chars().count() >= 2 && phrases.computing.opening(behind).is_none()
}

/// Whether the words before a number say that the house itself reckoned it: `据此推断…约10%`, `采用甲模型计算股权成本为8%`.
pub(super) fn is_own(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let verbs = ["推断", "推算", "计算得出", "计算得到", "计算到"];
    let verb = verbs.iter().any(|w| lead.rfind(w).is_some_and(|i| is_verb(lead, i, w)));
    verb || s
        .indicator
        .of(page.text)
        .trim_start()
        .strip_prefix("计算")
        .is_some_and(|b| is_done(&page.lexicon.phrases, b))
}

/// A period counted from what the sentence named before: 次年 from a year, 近5年 from the end of a span.
pub(super) fn counted(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Option<String>> {
    let at = s.quantity.span.start;
    let lead = between(page.text, s.clause.start, at);
    let years = lead.rfind("年后").filter(|i| lead[..*i].trim_end().ends_with(|c: char| c.is_ascii_digit()));
    if years.is_some_and(|i| lead[..i].trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').ends_with("未来")) {
        return Some(None);
    }
    let next = lead.rfind("次年");
    let near = lead.rfind('近').filter(|i| lead[*i..].chars().take(6).any(|c| c == '年'));
    let (from, is_next) = next.map(|i| (i, true)).or(near.map(|i| (i, false)))?;
    let from = s.clause.start + from;
    let inside = page.periods.iter().rev().filter(|p| sentence.span.contains(p.span) && p.span.end <= from);
    let named = inside.filter_map(|p| p.period.as_deref()).next()?;
    if page.periods.iter().any(|p| p.span.start > from + "近".len() && p.span.end <= at && p.period.is_some()) {
        return None;
    }
    if is_next {
        let year: u16 = named.get(..4).filter(|_| named.len() == 4)?.parse().ok()?;
        return Some(Some(format!("{}", year + 1)));
    }
    // `2008-2018年十年间…，近5年复合增速`
    let (_, end) = named.split_once('/').filter(|_| named.len() == 9)?;
    let count: String = lead[from - s.clause.start..].chars().skip(1).take_while(|c| *c != '年').collect();
    let count: u16 = match count.trim() {
        "三" => 3,
        "五" => 5,
        "十" => 10,
        digits => digits.parse().ok()?,
    };
    let end: u16 = end.parse().ok()?;
    (1..=20).contains(&count).then(|| Some(format!("{}/{end}", end.saturating_sub(count))))
}

/// 奶粉营收规模CAGR of `奶粉2025年营收规模…CAGR`: the year of a figure is no part of its name.
pub(super) fn undated(page: &Page<'_>, s: &Statement<'_>, f: &mut Fact, compound: bool) {
    if !f.metric.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let near = |p: &&Period| p.span.end <= s.quantity.span.start && p.span.end + REACH > s.quantity.span.start;
    for p in page.periods.iter().filter(near) {
        let year = p.period.as_deref().filter(|y| y.len() == 4);
        let own = year.is_some_and(|y| compound || f.period.as_deref().is_some_and(|p| p.contains(y)));
        let words = p.span.of(page.text);
        let Some(at) = f.metric.find(words).filter(|at| own && *at > 0) else { continue };
        let behind = f.metric[at + words.len()..].trim_start_matches('年');
        let inside =
            behind.chars().count() >= 2 && behind.starts_with(|c: char| c.is_alphabetic() && c != '来' && c != '前');
        if inside
            && f.metric[..at].ends_with(|c: char| c.is_alphabetic() && !"到看为".contains(c) || c == '）')
            && words.ends_with(|c: char| c.is_ascii_digit() || c == '年')
        {
            f.metric = relative::join(&f.metric[..at], behind);
        }
    }
}
