//! `recommendation`: the report's lists of securities in words.
//!
//! reads: mentions with the recommended role, grouped by the list they stand in. needs: nothing else.
//! gives: one fact a list with the ids in printed order, its theme as the subject where a label says one; a code
//! written behind a name is that listing. does not match: past recommendations and
//! disclaimers (their passages are no running text).

use super::actor::Subject;
use super::draft::fact;
use super::page::Page;
use super::{Fact, FactKind};
use crate::lexicon::Cue;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Role};

/// Marks that end one list where another begins.
const BREAKS: [&str; 5] = ["。", "\n", "等，", "等。", "等；"];

/// Characters of a list's theme, at most.
const THEME: usize = 14;

/// One fact a recommended list.
pub(super) fn recommendations(page: &Page<'_>) -> Vec<Fact> {
    let named: Vec<_> =
        page.mentions.iter().filter(|m| m.role == Role::Recommended && m.kind == MentionKind::Company).collect();
    let mut out: Vec<Fact> = Vec::new();
    let mut of = None;
    let mut i = 0;
    while i < named.len() {
        // `光模块：推荐甲，关注乙`: both are of it
        let apart = i == 0 || ends_list(page, between(page.text, named[i - 1].span.end, named[i].span.start));
        let mut end = i + 1;
        while end < named.len() {
            let between = page.text.get(named[end - 1].span.end..named[end].span.start).unwrap_or("");
            if ends_list(page, between) || begins_anew(page, between) {
                break;
            }
            end += 1;
        }
        let first = named[i].span.start;
        let last = named[end - 1].span.end;
        let start = cue_start(page, first);
        of = theme(page, first).or(of.filter(|_| !apart));
        let mut ids: Vec<String> = Vec::new();
        for id in named[i..end].iter().map(|m| listing(page, m)) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let mut f = fact(
            page,
            FactKind::Recommendation,
            "recommended",
            of.map(Subject::named).unwrap_or_default(),
            Span::new(start, last),
            "recommended_list",
        );
        f.object = ids.join(";");
        out.push(f);
        i = end;
    }
    out
}

/// Whether what stands between two names ends the list of the first: a sentence's end, behind `；` a label, a number or a cue of
/// its own. `相关公司如影像的甲；耗材的乙` is one list.
fn ends_list(page: &Page<'_>, between: &str) -> bool {
    let Some((_, part)) = between.rsplit_once(['；', ';']).filter(|(head, _)| !head.contains(['。', '\n'])) else {
        return BREAKS.iter().any(|b| between.contains(b));
    };
    let part = part.trim_start();
    let numbered = part.starts_with(|c: char| !c.is_alphabetic());
    let cued = page.lexicon.words.cue_places(part).next().is_some();
    numbered || cued || part.contains(['：', ':', '。', '\n']) || BREAKS.iter().any(|b| part.contains(b))
}

/// Whether another list begins between two names: behind a comma with a cue of its own (`，其他建议关注`, `，关注`), or with the
/// label of a group in brackets (`】，封测【`).
fn begins_anew(page: &Page<'_>, between: &str) -> bool {
    let Some((_, rest)) = between.split_once(['，', ',']) else { return false };
    let bare = rest.trim_start_matches(['并', '同', '时', '其', '次', '他', '也', '还', '可', '另', '外', ' ']);
    let lead = rest.len() - bare.len();
    let cued = page.lexicon.words.cue_places(rest).any(|((from, _), kind)| kind != Cue::Weak || from == lead);
    let label = rest.trim_end().strip_suffix('【').map_or("", str::trim);
    cued || between.trim_start().starts_with('】') && label.chars().count() >= 2
}

/// The listing that a mention is of: the code written in brackets behind it, also of a company that belongs to
/// another by now, else the name's.
fn listing(page: &Page<'_>, m: &Mention) -> String {
    let rest = page.text.get(m.span.end..).unwrap_or("").trim_start_matches(' ');
    let inside =
        rest.strip_prefix(['（', '(']).and_then(|r| r.split_once(['）', ')'])).map(|(inside, _)| inside.trim());
    inside.and_then(|code| page.lexicon.written_code(code)).unwrap_or_else(|| m.id.clone())
}

/// What a list is of by the label before its names: 光模块 of `光模块：甲、乙`, `（1）光模块板块：建议关注甲`, `光模块【甲`.
fn theme<'d>(page: &Page<'d>, first: usize) -> Option<&'d str> {
    const ENDS: [char; 7] = ['；', ';', '。', '，', ',', '】', '\n'];
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, page.sentence_at(first)?.span.start, first);
    let lead = lead.rsplit(ENDS).next().unwrap_or(lead);
    let part = lead.rsplit(['：', ':', '【']).map(|part| uncued(page, part)).find(|part| !part.is_empty())?;
    // `（2）`, `3）`, `①`
    let marks = |c: char| !c.is_alphabetic() && !c.is_ascii_digit();
    let part = part.trim_start_matches(marks);
    let number = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let part = if number.starts_with(['）', ')', '、', '.']) { number.trim_start_matches(marks) } else { part };
    let part = part.strip_prefix("包括").unwrap_or(part).trim_end_matches('的');
    let named = phrases.theme_tails.closing(part).map_or(part, |tail| &part[..part.len() - tail.len()]);
    let plain = named.chars().all(|c| c.is_alphanumeric() || "&/+、 -".contains(c));
    let acts = phrases.no_themes.is_in(named)
        || [&phrases.predicates, &phrases.rises, &phrases.falls].iter().any(|list| list.closing(named).is_some());
    ((2..=THEME).contains(&named.chars().count()) && plain && !acts).then_some(named)
}

/// Words without the cue of advice that they end in.
fn uncued<'d>(page: &Page<'d>, words: &'d str) -> &'d str {
    let words = words.trim();
    let last = page.lexicon.words.cue_places(words).last().filter(|((_, to), _)| *to == words.len());
    last.map_or(words, |((from, _), _)| words[..from].trim_end())
}

/// Where the list's words begin: its clause.
fn cue_start(page: &Page<'_>, first: usize) -> usize {
    let sentence = page.sentences.iter().find(|s| s.span.start <= first && first < s.span.end);
    sentence.map_or(first, |s| s.clause_at(first).start)
}
