//! How far the house thinks that a share may rise: `较当前股价有20%-37%的上涨空间`.
//!
//! reads: a percentage before 空间 in a sentence that speaks of a share's price. gives: an `indicator` 上涨空间 of the
//! company, its value or range, `forecast`. does not match: room of a market or a margin (`渗透率有20%的提升空间`).

use super::draft::{circumstances, fact, measure};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact, FactKind};
use crate::span::{Span, between};

/// The rise that a sentence says a share has before it.
pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span;
    let rest = between(page.text, at.end, s.clause.end).trim_start_matches(['的', '左', '右', '以', '上', ' ']);
    let rest = ["涨", "行", "升", "上涨", "上行", "上升"].iter().find_map(|w| rest.strip_prefix(*w)).unwrap_or(rest);
    let lead = between(page.text, s.clause.start, at.start);
    let priced = ["股价", "收盘价", "现价", "市值"].iter().any(|w| lead.contains(w));
    if s.quantity.unit != "%" || !rest.starts_with("空间") || !priced || !page.is_of_company() {
        return None;
    }
    let start = ["较", "相较", "相比", "距"].iter().filter_map(|w| lead.find(w)).min().unwrap_or(0);
    let end = at.end + between(page.text, at.end, s.clause.end).find("空间")? + "空间".len();
    let span = Span::new(s.clause.start + start, end);
    let mut f = fact(page, FactKind::Indicator, "上涨空间", page.covered(), span, "indicator_words");
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, at.start, false);
    f.period = None;
    f.basis = Some(Basis::Forecast);
    Some(f)
}
