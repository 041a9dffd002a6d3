//! Who has a further place of a sentence where no list has the name: the words that its clause begins with.
//!
//! reads: `甲位居第三，南岭集团名列第六`, `，日本富岳滑落至第八名`, `；Threads 紧随其后排在第 2`. refuses: measures, scopes and fields (`营收位列第二`,
//! `中国第一`), clauses that name somebody, words behind which a verb stands. Also tells the noun that a clause opens with, and
//! whether that is but what is measured (`产能规模国内`), which is then of the list.

use super::page::{Page, is_plain};
use crate::span::{Span, between};

/// How many characters a subject's words may take.
const WORDS: usize = 24;

/// How many characters such a name has.
const NAME: std::ops::RangeInclusive<usize> = 2..=10;

/// The name of a clause before its verb of ranking.
pub(super) fn name<'t>(page: &Page<'t>, clause: Span, verb: Span) -> Option<&'t str> {
    if page.mentions.iter().any(|m| clause.contains(m.span) && m.span.start < verb.start) {
        return None;
    }
    let phrases = &page.lexicon.phrases;
    let mut words = between(page.text, clause.start, verb.start.max(clause.start)).trim();
    if let Some(i) = ["以", "凭借", "凭"].iter().filter_map(|w| words.rfind(w)).max() {
        words = words[..i].trim_end();
    }
    loop {
        let cut = ["紧随其后", "继续", "则", "同期", "随后"]
            .iter()
            .chain(&phrases.adverbs)
            .find_map(|w| words.strip_suffix(w));
        match cut {
            Some(rest) => words = rest.trim_end(),
            None => break,
        }
    }
    let lands = phrases.countries.iter().chain(&phrases.regions).chain(&["美国", "日本", "韩国", "德国", "法国"]);
    let land = lands.filter(|l| words.starts_with(**l) && !l.is_empty()).max_by_key(|l| l.len());
    let bare = land.map_or(words, |l| words[l.len()..].trim_start());
    let joined: String = bare.chars().filter(|c| *c != ' ').collect();
    let spaced = !bare.contains(' ') || bare.is_ascii();
    let other = phrases.ranked.iter().any(|w| bare.contains(w))
        || phrases.scopes.iter().any(|s| bare.starts_with(s) || words == *s)
        || phrases.opens.iter().any(|o| bare.starts_with(o))
        || page.is_measured(bare)
        || page.is_generic(bare)
        || [
            "在", "从", "由", "连续", "排名", "第", "年", "公司", "份额", "领域", "方面", "位次", "名次", "其", "并",
            "且", "也", "业务", "市场", "，", "率", "速", "比",
        ]
        .iter()
        .any(|w| bare.contains(w))
        || page.triggers_in(clause).any(|(t, _)| t.end <= verb.start);
    (is_plain(&joined, NAME) && spaced && !other && joined.chars().any(char::is_alphabetic)).then_some(bare)
}

/// Words before a place without those that say that it stays: `出货量继续保持`.
pub(super) fn kept(words: &str) -> &str {
    const STAYS: [&str; 10] = ["继续", "坐稳", "仍然", "仍", "依旧", "长期", "连续", "持续", "稳定", "保持"];
    let mut rest = words;
    while let Some(w) = STAYS.iter().find(|w| rest.ends_with(**w)) {
        rest = rest[..rest.len() - w.len()].trim_end();
    }
    rest
}

/// What is measured, of words that tell but that, with where: `产能规模国内`, `全球份额继续坐稳`, `召回率和精确度在同类产品中`.
pub(super) fn measure<'t>(page: &Page<'_>, words: &'t str) -> Option<&'t str> {
    let phrases = &page.lexicon.phrases;
    let within = words.ends_with(['中', '里', '内']).then(|| words.find('在')).flatten();
    let mut rest = kept(within.map_or(words, |i| &words[..i]).trim());
    rest = &rest[..rest.len() - phrases.scopes.closing(rest).map_or(0, str::len)];
    rest = &rest[phrases.scopes.opening(rest).map_or(0, str::len)..];
    let all = |part: &str| {
        let mut left = part.trim();
        while let Some(m) = phrases.measured.closings(left).find(|m| m.chars().count() > 1) {
            left = &left[..left.len() - m.len()];
        }
        // 良率, 召回率, 精确度; not 印度
        let count = left.chars().count();
        left.is_empty() || left.ends_with('率') && (2..=3).contains(&count) || left.ends_with('度') && count == 3
    };
    (!rest.is_empty() && rest.split(['和', '与', '及', '、']).all(all)).then_some(rest)
}

/// What a place is one of, with what its clause says is measured and no more: `产能规模国内居于榜首`.
pub(super) fn with_measure(page: &Page<'_>, (clause, verb): (Span, Span), object: String) -> String {
    let named = page.mentions.iter().any(|m| clause.contains(m.span) && m.span.start < verb.start);
    let opens = if named || object.is_empty() { String::new() } else { opening(page, clause, verb) };
    let measured = measure(page, &opens).filter(|m| !object.contains(*m));
    measured.map_or_else(|| object.clone(), |m| format!("{m} {object}"))
}

/// The noun that a clause begins with, up to its verb or its first number; empty where it has none.
pub(super) fn opening(page: &Page<'_>, clause: Span, verb: Span) -> String {
    let text = page.text;
    let phrases = &page.lexicon.phrases;
    let mut start = clause.start;
    loop {
        let rest = between(text, start, clause.end);
        let bare = rest.trim_start_matches([' ', '，', ',', '、', '●', '•', '：', ':']);
        let at = clause.end - bare.len();
        let opens = phrases.opens.openings(bare).find(|o| *o != "在");
        let dated = page.periods.iter().find(|p| p.span.start == at && p.span.end < clause.end);
        start = at;
        match opens.map(|o| at + o.len()).or(dated.map(|p| p.span.end)) {
            Some(next) => start = next,
            None => break,
        }
    }
    let mut end = if clause.contains(verb) { verb.start } else { clause.end }.max(start);
    let stop = page.quantities.iter().map(|q| q.span.start).chain(page.periods.iter().map(|p| p.span.start));
    end = stop.filter(|s| (start..end).contains(s)).min().unwrap_or(end);
    let acts = phrases.rises.iter().chain(&phrases.falls).chain(&phrases.adverbs);
    let acts = acts.filter(|w| w.chars().count() > 1 || matches!(**w, "为" | "也" | "占" | "已"));
    let rate = |i: usize, w: &str| between(text, i + w.len(), end).starts_with(['率', '速']);
    end = acts
        .filter_map(|w| between(text, start, end).find(w).map(|i| (start + i, w)))
        .filter(|(i, w)| !rate(*i, w))
        .map(|(i, _)| i)
        .min()
        .unwrap_or(end);
    let words = between(text, start, end)
        .trim_matches([' ', '，', ',', '、', '；', '。', '：', ':', '的', '以', '凭', '于', '（', '(', '是']);
    let count = words.chars().filter(|c| c.is_alphanumeric()).count();
    let loose = ["据", "根据", "按", "从", "在", "由于", "截至", "其中", "并", "但", "公司"];
    // `第2-5及第7名`
    let numbered = words.strip_prefix('第').is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    if (2..=WORDS).contains(&count) && !numbered && !loose.iter().any(|w| words.starts_with(w)) {
        words.to_owned()
    } else {
        String::new()
    }
}
