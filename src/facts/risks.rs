//! `risk`: what the report warns of.
//!
//! reads: sentences behind 风险提示, passages below a heading of risks. needs: nothing else. gives: one fact a risk,
//! its headline where an explanation follows; of a long one the clauses up to the first that says a risk.
//! does not match: disclaimers, risk words in the middle of a text, a heading that names no risk, explanations.

use super::actor::Subject;
use super::draft::{fact, tidy};
use super::numbering::marks;
use super::page::Page;
use super::risk_section::{Place, goes_on, head, opens, place};
use super::{Fact, FactKind};
use crate::layout::{Document, PassageKind};
use crate::lexicon::Phrases;
use crate::span::Span;

/// Characters of a headline that its explanation follows, at most.
const HEADLINE: usize = 40;

/// Letters of a risk that is given whole, at most; of one that ends in 风险.
const WHOLE: usize = 60;
const LONG: usize = 160;

/// The risks of a passage.
pub(super) fn read(page: &Page<'_>, document: &Document, index: usize) -> Vec<Fact> {
    let phrases = &page.lexicon.phrases;
    let kind = document.passages[index].kind;
    if let Some(start) = led(page.text, phrases) {
        let spans = items(page.text, start, phrases);
        return spans.into_iter().filter_map(|s| risk(page, s, true)).collect();
    }
    match place(document, index, phrases) {
        Place::Outside | Place::Explanation => Vec::new(),
        Place::Item => risk(page, Span::new(0, page.text.len()), true).into_iter().collect(),
        Place::Listed { sure } => {
            let item = kind == PassageKind::ListItem;
            let spans = explained(page.text, item, phrases);
            // a list most of whose items are risks is one of risks
            let risky = spans.iter().filter(|s| phrases.risks.is_in(s.of(page.text))).count();
            let sure = sure || spans.len() >= 3 && risky * 2 >= spans.len();
            let kept = spans.into_iter().filter(|s| sure || phrases.risks.is_in(s.of(page.text)));
            kept.filter_map(|s| risk(page, s, item)).collect()
        }
    }
}

/// Where the risks of a passage begin that opens with 风险提示, or ends in it: `…评级。风险提示：…`.
fn led(text: &str, phrases: &Phrases) -> Option<usize> {
    let count = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).count();
    if let Some(rest) = text.trim_start_matches(|c: char| !c.is_alphanumeric()).strip_prefix("风险")
        && rest.starts_with(['：', ':'])
    {
        return Some(text.len() - rest.len());
    }
    let (at, end) = head(text, phrases)?;
    let opens = count(&text[..at]) <= 4 || text[..at].trim_end().ends_with(['。', '；', '】']);
    (opens && !goes_on(&text[end..])).then_some(end)
}

/// One risk; `item`: it is surely one, however long.
fn risk(page: &Page<'_>, span: Span, item: bool) -> Option<Fact> {
    let phrases = &page.lexicon.phrases;
    let mut span = headline(page.text, span, phrases);
    let count = |s: Span| s.of(page.text).chars().filter(|c| c.is_alphanumeric()).count();
    if count(span) > WHOLE {
        span = shortened(page.text, span, item, phrases)?;
    }
    let words = span.of(page.text);
    if count(span) < 2 || phrases.no_risks.is_in(words) || opens(words, phrases) {
        return None;
    }
    let mut f = fact(page, FactKind::Risk, "risk", Subject::default(), span, "risk_list");
    f.object = words.trim().to_owned();
    Some(f)
}

/// Of a long risk the sentence that ends in 风险, else the clauses up to the first that holds a word of risk.
fn shortened(text: &str, span: Span, item: bool, phrases: &Phrases) -> Option<Span> {
    let words = span.of(text);
    let count = words.chars().filter(|c| c.is_alphanumeric()).count();
    if words.ends_with("风险") && count <= LONG {
        return Some(span);
    }
    let mut from = 0;
    let ends = words.match_indices(['，', ',', '；']).map(|(at, _)| at).chain([words.len()]);
    for end in ends.filter(|_| item) {
        if phrases.risks.is_in(&words[from..end]) {
            return Some(tidy(text, Span::new(span.start, span.start + end)));
        }
        from = end;
    }
    (item && count <= LONG).then_some(span)
}

/// A paragraph of a risk section: one risk with its explanation, several of these, or a short list.
fn explained(text: &str, item: bool, phrases: &Phrases) -> Vec<Span> {
    let whole = tidy(text, Span::new(0, text.len()));
    let sentences = pieces(text, 0, &['。']);
    let most = sentences.iter().filter(|s| phrases.risks.is_in(s.of(text))).count() * 3 >= sentences.len() * 2;
    let length = |s: &Span| s.of(text).chars().count();
    let short = |s: &Span| length(s) <= 26 && !says_why(s.of(text), phrases);
    // each second one explains the one before
    let paired = sentences.len().is_multiple_of(2) && sentences.chunks(2).all(|p| length(&p[0]) * 2 <= length(&p[1]));
    if paired && sentences.len() >= 2 && length(&sentences[0]) <= HEADLINE {
        return sentences.chunks(2).map(|p| Span::new(p[0].start, p[p.len() - 1].end)).collect();
    }
    if sentences.len() >= 2 && sentences.iter().all(short) && most && !text.contains(['：', ':']) {
        return items(text, 0, phrases);
    }
    let cut = text.find(['：', ':', '。']).filter(|at| text[..*at].chars().count() <= HEADLINE);
    let why = || sentences.get(1).is_some_and(|s| says_why(s.of(text), phrases));
    if cut.is_some() && (text.chars().count() > HEADLINE || why()) {
        return [whole].into_iter().chain(further(text, &sentences, phrases)).collect();
    }
    // `关键技术受阻风险；下游需要许多技术，…，…`
    if let Some((head, rest)) = text.split_once('；').filter(|_| item) {
        let lone = !rest.trim_end_matches(['；', '。']).contains('；') && head.chars().count() <= 26;
        if lone && rest.chars().count() > HEADLINE && rest.contains('，') {
            return vec![tidy(text, Span::new(0, head.len()))];
        }
    }
    items(text, 0, phrases)
}

/// Headlines behind the first: short sentences that say a risk, each with its explanation before the next.
fn further(text: &str, sentences: &[Span], phrases: &Phrases) -> Vec<Span> {
    let length = |s: &Span| s.of(text).chars().count();
    let headline = |s: &Span| {
        let words = s.of(text);
        length(s) <= 20
            && phrases.risks.is_in(words)
            && !words.contains(['，', '、', '：'])
            && !says_why(words, phrases)
    };
    let around = sentences.windows(3).filter(|w| headline(&w[1]) && length(&w[0]) > 20 && length(&w[2]) > 20);
    let first = sentences.first().is_some_and(|s| length(s) <= 20);
    if first { around.map(|w| w[1]).collect() } else { Vec::new() }
}

/// Whether a sentence explains the one before.
fn says_why(sentence: &str, phrases: &Phrases) -> bool {
    hangs(sentence, phrases) || phrases.risk_whys.opening(sentence).is_some()
}

/// Whether a clause hangs on the one before.
fn hangs(clause: &str, phrases: &Phrases) -> bool {
    phrases.risk_links.opening(clause).is_some()
}

/// The pieces of a risk list: numbered, else by `；`, else by `、` and `，` where all are short.
fn items(text: &str, start: usize, phrases: &Phrases) -> Vec<Span> {
    let body = &text[start..];
    let offset = start + (body.len() - body.trim_start_matches(['：', ':', ' ', '】', '。', '）', ')', '\n']).len());
    let body = &text[offset..];
    let numbers = marks(body, 1);
    if numbers.len() >= 2 || numbers.first().is_some_and(|m| m.0 == 0) {
        return (0..numbers.len())
            .map(|i| {
                let end = numbers.get(i + 1).map_or(body.len(), |m| m.0);
                tidy(text, Span::new(offset + numbers[i].1, offset + end))
            })
            .collect();
    }
    let split = |seps: &[char]| pieces(text, offset, seps);
    let by_semicolon = split(&['；', ';', '。', '\n']);
    if by_semicolon.len() >= 2 {
        return by_semicolon;
    }
    let by_stroke = split(&['/', '。']);
    if by_stroke.len() >= 2 && by_stroke.iter().all(|s| phrases.risks.is_in(s.of(text))) {
        return by_stroke;
    }
    // one sentence: a list where its pieces are short, most of them risks, and none hangs on another
    for seps in [&['、', '，', ',', '。', '；'][..], &['、', '。', '；'][..]] {
        let pieces = split(seps);
        let short = |s: &Span| (3..=26).contains(&s.of(text).chars().count()) && !hangs(s.of(text), phrases);
        let risks = pieces.iter().filter(|s| phrases.risks.is_in(s.of(text))).count();
        if pieces.len() >= 2 && pieces.iter().all(short) && risks * 3 >= pieces.len() * 2 {
            return pieces;
        }
    }
    // behind 风险提示 short items are risks where one of them says so: `竞争加剧、食品安全、单一客户`
    for seps in [&['、', '。', '；'][..], &['、', '，', ',', '。', '；'][..]] {
        let pieces = split(seps);
        let short = |s: &Span| {
            let words = s.of(text);
            (3..=14).contains(&words.chars().count())
                && !hangs(words, phrases)
                && !["等方面", "公司", "若", "如果", "可能", "由于", "受"].iter().any(|w| words.contains(w))
        };
        let told = || pieces.iter().any(|s| phrases.risks.is_in(s.of(text)));
        if start > 0 && pieces.len() >= 3 && pieces.iter().all(short) && told() {
            return pieces;
        }
    }
    by_semicolon
}

/// The words between separators from `offset` on.
fn pieces(text: &str, offset: usize, seps: &[char]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = offset;
    let ends = text[offset..].match_indices(seps).map(|(at, sep)| (offset + at, sep.len())).chain([(text.len(), 0)]);
    for (at, length) in ends {
        if text[from..at].chars().any(char::is_alphanumeric) {
            out.push(tidy(text, Span::new(from, at)));
        }
        from = at + length;
    }
    out
}

/// A headline without its number, without 等 and a disclaimer at its end; `市场竞争加剧风险：随着…` and
/// `竞争加剧的风险。若…`: the words before the explanation.
fn headline(text: &str, span: Span, phrases: &Phrases) -> Span {
    let span = tidy(text, span);
    // signs in front of an item
    let bare = span.of(text).trim_start_matches(|c: char| !c.is_alphanumeric() && !"《“\"‘（(【「".contains(c));
    let span = Span::new(span.end - bare.len(), span.end);
    let words = span.of(text);
    let end = words.find(['：', ':', '。']).filter(|&e| words[..e].chars().count() >= 3).unwrap_or(words.len());
    let head = &words[..end];
    // a number goes with its mark: the 5 of 5G stays
    let digits = head.trim_start_matches(['（', '(']);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let marked = rest.len() < digits.len() && rest.starts_with(['）', ')', '、', '.', '．']);
    let bare = if marked { rest } else { digits };
    let signs = ['）', ')', '、', '.', '．', ' '];
    let bare = bare.trim_start_matches(|c: char| signs.contains(&c) || ('①'..='⑳').contains(&c));
    let bare = ["以及", "此外"].iter().find_map(|w| bare.strip_prefix(*w)).unwrap_or(bare);
    let bare = bare.trim_start_matches(['，', ',']);
    let bare = if bare.chars().count() >= 3 { bare } else { head };
    let start = span.start + end - bare.len();
    let mut kept = bare.trim_end_matches(['等', '。', '；', '，']);
    while let Some(tail) = phrases.risk_tails.closing(kept).filter(|t| t.len() < kept.len()) {
        kept = kept[..kept.len() - tail.len()].trim_end_matches(['。', '；', '，', '、', '等']);
    }
    tidy(text, Span::new(start, start + kept.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_risks() {
        let phrases = Phrases::load();
        let texts = |t: &str| items(t, 0, &phrases).into_iter().map(|s| s.of(t).to_owned()).collect::<Vec<_>>();
        assert_eq!(texts("需求不及预期；竞争加剧；技术迭代"), ["需求不及预期", "竞争加剧", "技术迭代"]);
        assert_eq!(texts("1）需求不及预期；2）竞争加剧，价格下滑"), ["需求不及预期", "竞争加剧，价格下滑"]);
        assert_eq!(texts("需求不及预期，竞争加剧，汇率波动"), ["需求不及预期", "竞争加剧", "汇率波动"]);
        let hanging = "我们假设费用保持稳定，存在人工成本上升过快，导致费用率上行的风险";
        assert_eq!(texts(hanging), [hanging]);
    }
}
