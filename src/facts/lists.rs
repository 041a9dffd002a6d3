//! `recommendation` and `risk`: the report's lists in words.
//!
//! reads: mentions with the recommended role, grouped by the list they stand in; sentences behind
//! 风险提示. needs: nothing else. gives: one fact a list with the ids in printed order; one a risk.
//! does not match: past recommendations and disclaimers (their passages are no running text), risk
//! words in the middle of a text, a heading that names no risk.

use super::actor::Subject;
use super::draft::{fact, tidy};
use super::page::Page;
use super::{Fact, FactKind};
use crate::layout::{Document, Passage, PassageKind};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::tag::{MentionKind, Role};

/// Characters of a risk's headline, at most.
const HEADLINE: usize = 40;

/// Passages of a section of risks, at most.
const SECTION: usize = 30;

/// Marks that end one list where another begins.
const BREAKS: [&str; 8] = ["。", "；", "\n", "等，", "等。", "等；", "等，例如", ";"];

/// One fact a recommended list.
pub(super) fn recommendations(page: &Page<'_>) -> Vec<Fact> {
    let named: Vec<_> =
        page.mentions.iter().filter(|m| m.role == Role::Recommended && m.kind == MentionKind::Company).collect();
    let mut out: Vec<Fact> = Vec::new();
    let mut i = 0;
    while i < named.len() {
        let mut end = i + 1;
        while end < named.len() {
            let between = page.text.get(named[end - 1].span.end..named[end].span.start).unwrap_or("");
            if BREAKS.iter().any(|b| between.contains(b)) {
                break;
            }
            end += 1;
        }
        let first = named[i].span.start;
        let last = named[end - 1].span.end;
        let start = cue_start(page, first);
        let mut ids: Vec<&str> = Vec::new();
        for m in &named[i..end] {
            if !ids.contains(&m.id.as_str()) {
                ids.push(&m.id);
            }
        }
        let mut f = fact(
            page,
            FactKind::Recommendation,
            "recommended",
            Subject::default(),
            Span::new(start, last),
            "recommended_list",
        );
        f.object = ids.join(";");
        out.push(f);
        i = end;
    }
    out
}

/// Where the list's words begin: its clause.
fn cue_start(page: &Page<'_>, first: usize) -> usize {
    let sentence = page.sentences.iter().find(|s| s.span.start <= first && first < s.span.end);
    sentence.map_or(first, |s| s.clause_at(first).start)
}

const HEADS: [&str; 5] = ["风险提示", "风险因素", "主要风险", "投资风险", "风险分析"];

/// The risks of a passage; `led`: the heading above it is 风险提示.
pub(super) fn risks(page: &Page<'_>, led: bool) -> Vec<Fact> {
    let head = HEADS.iter().filter_map(|h| page.text.find(h).map(|at| (at, at + h.len()))).min();
    let start = match head {
        Some((at, end)) if page.text[..at].chars().filter(|c| c.is_alphanumeric()).count() <= 4 => end,
        // `…评级。风险提示：…` at a paragraph's end
        Some((at, end)) if page.text[..at].trim_end().ends_with(['。', '；', '】']) => end,
        _ if led => 0,
        _ => return Vec::new(),
    };
    let mut out = Vec::new();
    let spans =
        if head.is_none() && led { explained(page.text, page.lexicon) } else { items(page.text, start, page.lexicon) };
    // a list most of whose items are risks is one of risks
    let risky = spans.iter().filter(|s| is_risk(s.of(page.text), page.lexicon)).count();
    let listed = spans.len() >= 3 && risky * 2 >= spans.len();
    for span in spans {
        let headline = headline(page.text, span);
        let words = headline.of(page.text);
        let count = words.chars().filter(|c| c.is_alphanumeric()).count();
        let section = head.is_none() && led && !listed && !is_risk(span.of(page.text), page.lexicon);
        if section
            || !(2..=60).contains(&count)
            || words.contains("以下风险")
            || words.starts_with("详见")
            || words.contains("请参")
            || opens_risks(words)
        {
            continue;
        }
        let mut f = fact(page, FactKind::Risk, "risk", Subject::default(), headline, "risk_list");
        f.object = headline.of(page.text).trim().to_owned();
        out.push(f);
    }
    out
}

/// Whether a passage is the heading of a section of risks.
pub(super) fn opens_risks(text: &str) -> bool {
    if text.len() > 64 || text.chars().count() > 16 {
        return false;
    }
    text.chars().filter(|c| c.is_alphanumeric()).eq("风险".chars()) || HEADS.iter().any(|w| text.contains(w))
}

/// In a section of risks whose first passage is numbered 1: whether this passage is one of its numbered headlines,
/// or explains one. `None` elsewhere.
pub(super) fn risk_headline(document: &Document, index: usize) -> Option<bool> {
    let number = |p: &Passage| numbered(&p.text).first().filter(|m| m.0 == 0).is_some() || later(&p.text);
    let headline = |p: &Passage| number(p) && p.text.chars().count() <= HEADLINE;
    let own = &document.passages[index];
    let mut after = own;
    for passage in document.passages[..index].iter().rev().take(SECTION).filter(|p| p.kind.is_running_text()) {
        if opens_risks(&passage.text) {
            let first = numbered(&after.text).first().is_some_and(|m| m.0 == 0);
            return (first && headline(after)).then(|| headline(own));
        }
        if passage.kind == PassageKind::Heading && !headline(passage) || passage.kind == PassageKind::Title {
            return None;
        }
        after = passage;
    }
    None
}

/// `2、…`: a numbered line behind the first.
fn later(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(']).trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.starts_with(['、', '）', ')', '.', '．'])
}

/// The risk that a numbered headline names.
pub(super) fn headed_risk(page: &Page<'_>) -> Vec<Fact> {
    let headline = headline(page.text, Span::new(0, page.text.len()));
    let mut f = fact(page, FactKind::Risk, "risk", Subject::default(), headline, "risk_list");
    f.object = headline.of(page.text).trim().to_owned();
    if f.object.chars().count() >= 2 { vec![f] } else { Vec::new() }
}

/// A paragraph of a risk section: one risk with its explanation, or a short list.
fn explained(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let whole = tidy(text, Span::new(0, text.len()));
    let head = text.find(['：', ':', '。']).is_some_and(|at| text[..at].chars().count() <= 40);
    if head && text.chars().count() > 40 { vec![whole] } else { items(text, 0, lexicon) }
}

/// The pieces of a risk list: numbered, else by `；`, else by `、` and `，` where all are short.
fn items(text: &str, start: usize, lexicon: &Lexicon) -> Vec<Span> {
    let body = &text[start..];
    let offset = start + (body.len() - body.trim_start_matches(['：', ':', ' ', '】', '。', '）', ')']).len());
    let body = &text[offset..];
    let marks = numbered(body);
    if marks.len() >= 2 || marks.first().is_some_and(|m| m.0 == 0) {
        return (0..marks.len())
            .map(|i| {
                let end = marks.get(i + 1).map_or(body.len(), |m| m.0);
                tidy(text, Span::new(offset + marks[i].1, offset + end))
            })
            .collect();
    }
    let split = |seps: &[char]| -> Vec<Span> {
        let mut out = Vec::new();
        let mut from = 0;
        for (at, c) in body.char_indices().chain([(body.len(), '。')]) {
            if at == body.len() || seps.contains(&c) {
                if at > from {
                    out.push(tidy(text, Span::new(offset + from, offset + at)));
                }
                from = (at + c.len_utf8()).min(body.len());
            }
        }
        out.retain(|s| s.of(text).chars().any(char::is_alphanumeric));
        out
    };
    let by_semicolon = split(&['；', ';', '。', '\n']);
    if by_semicolon.len() >= 2 {
        return by_semicolon;
    }
    // one sentence: a list where its pieces are short and most of them are risks
    for marks in [&['、', '，', ',', '。', '；'][..], &['、', '。', '；'][..]] {
        let pieces = split(marks);
        let short = pieces.iter().all(|s| (3..=26).contains(&s.of(text).chars().count()));
        let risks = pieces.iter().filter(|s| is_risk(s.of(text), lexicon)).count();
        if short && pieces.len() >= 2 && risks * 3 >= pieces.len() * 2 {
            return pieces;
        }
    }
    // behind 风险提示 short items over 、 are risks where one of them says so: `竞争加剧、食品安全、单一客户`
    let pieces = split(&['、', '。', '；']);
    let short = |s: &Span| {
        let words = s.of(text);
        (3..=14).contains(&words.chars().count())
            && !["等方面", "公司", "若", "如果", "可能", "由于", "受"].iter().any(|w| words.contains(w))
    };
    if start > 0 && pieces.len() >= 3 && pieces.iter().all(short) && pieces.iter().any(|s| is_risk(s.of(text), lexicon))
    {
        return pieces;
    }
    by_semicolon
}

/// Words that one of most risks holds.
fn is_risk(words: &str, lexicon: &Lexicon) -> bool {
    lexicon.phrases.risks.is_in(words)
}

/// Places of `1)`, `（1）`, `①`, `1、`: (start of the mark, end of the mark).
fn numbered(body: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut expected = 1u32;
    for (at, c) in body.char_indices() {
        let rest = &body[at..];
        let circled = ('①'..='⑳').contains(&c) && u32::from(c) - u32::from('①') + 1 == expected;
        let digits = format!("{expected}");
        let plain =
            ["）", ")", "、", "."].iter().find_map(|m| rest.strip_prefix(&digits).and_then(|r| r.strip_prefix(*m)));
        let bracket = ["（", "("]
            .iter()
            .find_map(|b| rest.strip_prefix(*b)?.strip_prefix(&digits))
            .and_then(|r| r.strip_prefix(['）', ')']));
        let clean = !body[..at].ends_with(|p: char| p.is_ascii_digit() || p == '.');
        let left = if circled {
            Some(&rest[c.len_utf8()..])
        } else {
            bracket.or(plain.filter(|r| clean && !r.starts_with(|p: char| p.is_ascii_digit())))
        };
        if let Some(left) = left {
            out.push((at, body.len() - left.len()));
            expected += 1;
        }
    }
    out
}

/// A headline without its number and without 等 at its end; `市场竞争加剧风险：随着…` and `竞争加剧的风险。若…`: the words before the explanation.
fn headline(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let end = words.find(['：', ':', '。']).filter(|&e| words[..e].chars().count() >= 3).unwrap_or(words.len());
    let head = &words[..end];
    // a number goes with its mark: the 5 of 5G stays
    let digits = head.trim_start_matches(['（', '(']);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let marked = rest.len() < digits.len() && rest.starts_with(['）', ')', '、', '.', '．']);
    let bare = if marked { rest } else { digits }.trim_start_matches(['）', ')', '、', '.', '．', ' ']);
    let bare = if bare.chars().count() >= 3 { bare } else { head };
    let start = span.start + end - bare.len();
    let kept = bare.trim_end_matches(['等', '。', '；']);
    tidy(text, Span::new(start, start + kept.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_risks() {
        let lexicon = Lexicon::load();
        let texts = |t: &str| items(t, 0, &lexicon).into_iter().map(|s| s.of(t).to_owned()).collect::<Vec<_>>();
        assert_eq!(texts("需求不及预期；竞争加剧；技术迭代"), ["需求不及预期", "竞争加剧", "技术迭代"]);
        assert_eq!(texts("1）需求不及预期；2）竞争加剧，价格下滑"), ["需求不及预期", "竞争加剧，价格下滑"]);
        assert_eq!(texts("需求不及预期，竞争加剧，汇率波动"), ["需求不及预期", "竞争加剧", "汇率波动"]);
    }
}
