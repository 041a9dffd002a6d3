//! The rating this report gives, and what it does to it.
//!
//! Reads rating words (the lexicon's) in the front page's labels; the one beside its action
//! (`买入（维持）`, `维持 增持`, `首次评级 买入-A`) or beside 评级 wins. Then a sentence that gives the
//! rating (`维持“买入”评级`). Does not match: the last rating, a scale of several words, the ratings of
//! other companies in a table.

use super::RatingAction;
use super::front::{Front, Item};
use crate::layout::PassageKind;
use crate::lexicon::Lexicon;

const ACTIONS: [(&str, RatingAction); 14] = [
    ("维持", RatingAction::Maintain),
    ("重申", RatingAction::Maintain),
    ("maintain", RatingAction::Maintain),
    ("Maintain", RatingAction::Maintain),
    ("首次", RatingAction::Initiate),
    ("初次", RatingAction::Initiate),
    ("新评级", RatingAction::Initiate),
    ("上调", RatingAction::Upgrade),
    ("调高", RatingAction::Upgrade),
    ("调升", RatingAction::Upgrade),
    ("提升", RatingAction::Upgrade),
    ("下调", RatingAction::Downgrade),
    ("调低", RatingAction::Downgrade),
    ("调降", RatingAction::Downgrade),
];

pub(super) fn read(front: &Front<'_>, lexicon: &Lexicon) -> (String, Option<RatingAction>) {
    let mut best: Option<(i32, String, Option<RatingAction>)> = None;
    for (i, item) in front.items.iter().enumerate() {
        if let Some((worth, rating, action)) = judge(item, lexicon)
            && worth > 0
            && best.as_ref().is_none_or(|(w, ..)| worth > *w)
        {
            // the action may stand on the line above or below
            let near = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter_map(|j| front.items.get(j));
            let beside = near.filter(|n| n.bare.chars().count() <= 12).find_map(|n| action_in(&n.bare));
            best = Some((worth, rating, action.or(beside)));
        }
    }
    let said = sentence(front, lexicon);
    match (best, said) {
        (Some((_, rating, action)), said) => {
            let action = action.or_else(|| said.filter(|(r, _)| rating.starts_with(r.as_str())).and_then(|(_, a)| a));
            (rating, action)
        }
        (None, Some((rating, action))) => (rating, action),
        (None, None) => (String::new(), None),
    }
}

/// Marks around a rating's word.
const QUOTES: [char; 17] =
    ['“', '”', '"', '【', '】', '「', '」', '‘', '’', '‚', '‛', '『', '』', '〈', '〉', '＂', '\''];

/// The rating before this report: `上次评级：某`, in one label or in two; empty where none is printed.
pub(super) fn previous(front: &Front<'_>, lexicon: &Lexicon) -> String {
    for (i, item) in front.items.iter().enumerate().filter(|(_, item)| item.is_short()) {
        let before = lexicon.phrases.rated_before.first_in(&item.bare);
        let Some(end) = before.map(|(at, w)| at + w.len()) else { continue };
        let rest = &item.bare[end..];
        let rest = rest.strip_prefix("评级").unwrap_or(rest).trim_start_matches(['：', ':', '\t', '（', '(']);
        let next = front.items.get(i + 1).filter(|_| rest.is_empty()).map_or("", |n| n.bare.as_str());
        let leads = |text: &str| words(text, lexicon).into_iter().find(|(at, _)| *at == 0).map(|(_, word)| word);
        if let Some(word) = leads(rest).or_else(|| leads(next).filter(|w| w.len() == next.len())) {
            return word;
        }
    }
    String::new()
}

/// The rating in one label, with its worth.
fn judge(item: &Item<'_>, lexicon: &Lexicon) -> Option<(i32, String, Option<RatingAction>)> {
    // `行业评级：某（维持） 上次评级：某`: what was before is none of ours
    let before = lexicon.phrases.rated_before.first_in(&item.bare);
    let bare = before.map_or(item.bare.as_str(), |(at, _)| &item.bare[..at]);
    let count = bare.chars().count();
    let legal = matches!(
        item.kind,
        PassageKind::Boilerplate | PassageKind::Chart | PassageKind::Source | PassageKind::Contents
    );
    if count > 44 || legal || ["《", "标准", "说明", "相关"].iter().any(|w| bare.contains(w)) {
        return None;
    }
    let found = words(bare, lexicon);
    let (at, rating) = found.first()?.clone();
    // `继续看好半导体产业` rates nothing
    let object = || bare[at + rating.len()..].starts_with(crate::lexicon::is_han);
    if rating == "看好" && object() && !bare.contains("评级") {
        return None;
    }
    let action = action_in(bare);
    let mut worth = item.size.min(24.0) as i32 / 6;
    let labelled = bare.contains("评级") || bare.contains("投资建议");
    worth += if action.is_some() { 8 } else { 0 } + if labelled { 5 } else { 0 };
    if rating.len() == bare.len() {
        worth += if item.kind == PassageKind::Table { 0 } else { 4 };
    }
    if item.kind == PassageKind::Table && !labelled && action.is_none() {
        return None;
    }
    if found.len() > 1 && action.is_none() {
        worth -= 4;
    }
    // a rating word inside a longer phrase is a word: 推荐标的, 持有人
    let rest = bare.len() - rating.len();
    if action.is_none() && !labelled && rest > 12 || at > 60 {
        return None;
    }
    Some((worth, rating, action))
}

/// `维持“买入”评级` in running text.
fn sentence(front: &Front<'_>, lexicon: &Lexicon) -> Option<(String, Option<RatingAction>)> {
    for text in &front.prose {
        let bare: String = text.chars().filter(|c| !c.is_whitespace() && !QUOTES.contains(c)).collect();
        for (at, rating) in words(&bare, lexicon) {
            let after = &bare[at + rating.len()..];
            let before: String = bare[..at].chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
            if after.starts_with("评级") || after.starts_with("的评级") || after.starts_with("投资评级") {
                return Some((rating, action_in(&before)));
            }
        }
    }
    None
}

fn action_in(text: &str) -> Option<RatingAction> {
    ACTIONS.iter().find(|(w, _)| text.contains(w)).map(|(_, a)| *a)
}

/// Rating words of a text with their places, longest first at each place, none inside another.
fn words(text: &str, lexicon: &Lexicon) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    for (word, _) in &lexicon.words.ratings {
        for (at, _) in text.match_indices(word) {
            let inside = out.iter().any(|(a, w)| *a <= at && at < a + w.len());
            if !inside {
                out.push((at, (*word).to_owned()));
            }
        }
    }
    out.sort();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::head::front::sidebar;

    #[test]
    fn what_was_before_is_apart() {
        let lexicon = Lexicon::load();
        let before = |lines: &[&str]| previous(&Front::new(&sidebar(lines)), &lexicon);
        assert_eq!(before(&["行业评级：强于大市（维持） 上次评级：中性"]), "中性");
        assert_eq!(before(&["评级 增持", "前次评级", "买入"]), "买入");
        assert_eq!(before(&["上次评级：", "行业报告 | 深度研究"]), "");
        assert_eq!(before(&["买入（维持）", "上次报告给出的增持评级已经过期"]), "");
    }
}
