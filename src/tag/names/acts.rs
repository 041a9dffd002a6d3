//! Names that need support, supported by what stands right behind them: only a company has a utilisation rate.
//!
//! *reads*: the words around one hit. *needs*: the lists `has_or_does` and `does` of the lexicon. *gives*: yes or no.
//! *does not match*: names of two characters before a mere noun (`石油收入`), names that cling to a word before them
//! (`本次荣耀发布会`), several companies' nickname. *source*: 华新科单月营收, 传音排名第四, 玖龙签下项目 in print.

use super::hit::{Hit, before};
use crate::lexicon::{Lexicon, is_han};

/// How the rule is called.
pub const RULE: &str = "named_by_act";

/// What may stand before a name that begins a statement: dates, joints.
const BEFORE: &str = "年月日度和与及由被让对向如而但则是的";

/// Whether the words behind a hit say that it is a company.
pub fn as_company(text: &str, hit: &Hit, lexicon: &Lexicon) -> bool {
    let free = before(text, hit.start).is_none_or(|c| !c.is_alphanumeric() || is_han(c) && BEFORE.contains(c));
    let Some(form) = hit.surface.map(|s| lexicon.surface(s)).filter(|_| free) else { return false };
    let rest = undated(&text[hit.outer..]);
    let list = if form.length <= 2 { "does" } else { "has_or_does" };
    form.meanings.len() == 1
        && ["does", list].iter().any(|l| lexicon.words.listed(l).iter().any(|w| rest.starts_with(w)))
        && !lexicon.words.listed("no_act").iter().any(|w| rest.starts_with(w))
}

/// What follows behind the dates that a text begins with: `2018年、2019年营收`, `一季度的营收`.
fn undated(text: &str) -> &str {
    let date = |c: char| c.is_ascii_digit() || "年月季度上下半前一二三四、和-q单".contains(c);
    let rest = text.trim_start_matches([' ', '的']);
    let behind = rest.trim_start_matches(date);
    let dated = rest[..rest.len() - behind.len()].contains(['年', '月', '度', 'q']);
    if dated { behind.trim_start_matches(['的', ' ']) } else { rest }
}
