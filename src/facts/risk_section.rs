//! Where a passage stands in a section of risks.
//!
//! reads: the passages above, up to a heading 风险提示. gives: whether a passage is one risk, a list of them, or
//! the explanation of one. does not match: what stands below a heading that names no risk, a number out of turn
//! (the next chapter's), notes in the margin.

use super::numbering::{leading, marks};
use crate::layout::{Document, Passage, PassageKind};
use crate::lexicon::Phrases;

/// Running passages of a section, at most: the longest of the sample corpus has 30.
const SECTION: usize = 60;

/// Characters of a line that is an item by itself, at most.
const LINE: usize = 30;

/// What a passage of running text is to a section of risks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Outside,
    /// One numbered risk.
    Item,
    /// Risks, or one with its explanation; `sure`: also what holds no word of risk.
    Listed {
        sure: bool,
    },
    Explanation,
}

/// Where the words 风险提示 stand at the head of a text: their first byte and the one behind.
pub(super) fn head(text: &str, phrases: &Phrases) -> Option<(usize, usize)> {
    phrases.risk_heads.first_in(text).map(|(at, word)| (at, at + word.len()))
}

/// Whether what stands behind the words 风险提示 goes on as a heading: `风险提示与催化剂`.
pub(super) fn goes_on(rest: &str) -> bool {
    rest.trim_start().starts_with(['与', '和', '及', '、', '&', '＆']) || rest.starts_with("以及")
}

/// Whether a passage is the heading of a section of risks.
pub(super) fn opens(text: &str, phrases: &Phrases) -> bool {
    if text.len() > 64 || text.chars().count() > 16 {
        return false;
    }
    let count = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).count();
    let behind = |end: usize| goes_on(&text[end..]) || count(&text[end..]) <= 2 || !text.contains(['：', ':', '。']);
    text.chars().filter(|c| c.is_alphanumeric()).eq("风险".chars()) || head(text, phrases).is_some_and(|h| behind(h.1))
}

/// The place of a passage.
pub(super) fn place(document: &Document, index: usize, phrases: &Phrases) -> Place {
    let own = &document.passages[index];
    if !is_text(own) || is_chapter(own) || is_end(own, phrases) {
        return Place::Outside;
    }
    let Some((opening, between)) = above(document, index, phrases) else { return Place::Outside };
    let first = inline(opening, phrases);
    let mut next = first + 1;
    let mut alone = true;
    for p in &between {
        let found = leading(&p.text, next).len();
        if p.kind == PassageKind::Heading && found == 0 && !is_subhead(p) {
            return Place::Outside;
        }
        alone &= found <= 1;
        next += found as u32;
    }
    match leading(&own.text, next).len() {
        1 if (is_mixed(opening, phrases) || is_chapter_of_its_own(own, opening, next))
            && !phrases.risks.is_in(&own.text) =>
        {
            Place::Outside
        }
        1 => Place::Item,
        0 if next > 1 && alone => Place::Explanation,
        0 if first > 0 || between.iter().any(|p| p.kind == PassageKind::Caption) => Place::Outside,
        0 => unnumbered(document, (index, own), &between, phrases),
        _ => Place::Listed { sure: true },
    }
}

fn unnumbered(document: &Document, (index, own): (usize, &Passage), between: &[&Passage], phrases: &Phrases) -> Place {
    let leads = |p: &&Passage| p.text.trim_end().ends_with(['：', ':']);
    let above = between.iter().rposition(|p| p.kind == PassageKind::Heading);
    let led = between.last().is_some_and(|p| {
        leads(p) && p.text.contains("风险") && !p.text.contains("以下") && p.text.chars().count() <= 40
    });
    let headed = own.kind == PassageKind::Paragraph
        && above.is_some_and(|at| !between[at..].iter().any(leads))
        && !own.text.trim_end().ends_with(['；', ';']);
    if led || headed {
        return Place::Explanation;
    }
    // short lines, most of which are risks
    let line = |p: &&Passage| is_text(p) && p.kind != PassageKind::Heading && is_line(&p.text);
    let below = document.passages[index + 1..].iter().take_while(line);
    let lines: Vec<&Passage> = between.iter().copied().chain([own]).chain(below).take(SECTION).collect();
    let risks = lines.iter().filter(|p| phrases.risks.is_in(&p.text)).count();
    let sure = lines.iter().all(line) && lines.len() >= 2 && risks * 2 >= lines.len();
    // a list right below the heading: `客户集中；技术替代；需求下滑。`
    let pieces: Vec<&str> = own.text.split(['；', ';', '。']).filter(|w| !w.trim().is_empty()).collect();
    let short = pieces.len() >= 2 && pieces.iter().all(|w| w.chars().count() <= LINE);
    let listed = between.is_empty() && short && own.text.contains(['；', ';']);
    Place::Listed { sure: sure || listed && phrases.risks.is_in(&own.text) }
}

/// The heading 风险提示 above a passage and what stands between, in order.
fn above<'d>(document: &'d Document, index: usize, phrases: &Phrases) -> Option<(&'d Passage, Vec<&'d Passage>)> {
    let mut between = Vec::new();
    let running = document.passages[..index].iter().rev().filter(|p| p.kind.is_running_text() || is_contents(p));
    for p in running.filter(|p| p.kind != PassageKind::Sidebar).take(SECTION) {
        if opens(&p.text, phrases) || inline(p, phrases) > 0 {
            between.reverse();
            return Some((p, between));
        }
        let plain = p.kind == PassageKind::Heading && !is_subhead(p) && !p.text.contains(|c: char| c.is_ascii_digit());
        let ends = p.kind == PassageKind::Title || is_contents(p) || is_chapter(p) || is_end(p, phrases);
        if ends || plain && !is_counted(&p.text) {
            return None;
        }
        between.push(p);
    }
    None
}

/// How many numbered risks stand on the line of the words 风险提示 themselves: `风险提示：1、需求下滑；`.
fn inline(p: &Passage, phrases: &Phrases) -> u32 {
    let start = |at: usize| p.text[..at].chars().filter(|c| c.is_alphanumeric()).count() <= 4;
    // the words stand within the first letters
    let opening = p.text.char_indices().nth(24).map_or(p.text.as_str(), |(at, _)| &p.text[..at]);
    if !opening.contains("风险") {
        return 0;
    }
    let found = head(opening, phrases).filter(|h| start(h.0) && p.text[h.1..].starts_with(['：', ':']));
    found.map_or(0, |h| marks(p.text[h.1..].trim_start_matches(['：', ':', ' ']), 1).len() as u32)
}

/// `投资建议与风险提示`: not all below is a risk.
fn is_mixed(opening: &Passage, phrases: &Phrases) -> bool {
    let before = head(&opening.text, phrases).map_or("", |h| opening.text[..h.0].trim_end());
    before.chars().count() >= 3 && before.ends_with(['与', '和', '及', '、', '&', '＆'])
}

/// `4、风险提示`, and now `5、投资建议`; a numbered heading on another page than that of the section.
fn is_chapter_of_its_own(own: &Passage, opening: &Passage, next: u32) -> bool {
    let elsewhere = own.kind == PassageKind::Heading && own.page() != opening.page();
    elsewhere || next.checked_sub(1).is_some_and(|n| !leading(&opening.text, n).is_empty())
}

fn is_text(p: &Passage) -> bool {
    matches!(p.kind, PassageKind::Paragraph | PassageKind::ListItem | PassageKind::Heading)
}

/// `免责声明`, `投资建议` on a line of its own, also where the type is not that of a heading.
fn is_end(p: &Passage, phrases: &Phrases) -> bool {
    p.text.len() <= 48 && phrases.risk_ends.is_in(&p.text) && !phrases.risks.is_in(&p.text)
}

fn is_contents(p: &Passage) -> bool {
    p.kind == PassageKind::Contents
}

/// `六、投资建议`: the next chapter.
fn is_chapter(p: &Passage) -> bool {
    p.text.starts_with(|c: char| "一二三四五六七八九十".contains(c)) && p.text.contains('、')
}

/// A heading inside of a section of risks.
fn is_subhead(p: &Passage) -> bool {
    p.text.contains("风险") || p.text.trim_end().ends_with(['：', ':'])
}

/// `（二）…`, `②…`: begins with a mark of a list without a digit.
fn is_counted(text: &str) -> bool {
    text.starts_with(['（', '(']) || text.starts_with(|c: char| ('①'..='⑳').contains(&c))
}

fn is_line(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['。', '；', ';', '，']);
    bare.chars().count() <= LINE && !bare.contains(['。', '：', ':', '；'])
}
