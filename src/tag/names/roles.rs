//! The part a mention plays.
//!
//! *reads*: a hit, its passage's kind and words. *needs*: the publisher and the covered company.
//! *gives*: a role. *does not match*: a data vendor or the publisher as a company where its code
//! stands beside it. *source*: contract section 3.

use super::hit::{Hit, Reading};
use crate::layout::PassageKind;
use crate::lexicon::Lexicon;
use crate::span::between;
use crate::tag::Role;

/// Whom the report belongs to: homes of the covered company and of the publisher.
#[derive(Debug, Clone, Copy, Default)]
pub struct Owner {
    /// The company the report covers.
    pub company: Option<u32>,
    /// The publisher's own security.
    pub publisher: Option<u32>,
}

/// The role of a hit whose entity is `home`.
pub fn role(reading: &Reading, hit: &Hit, home: u32, owner: Owner, lexicon: &Lexicon) -> Role {
    let plain = by_kind(reading.kind);
    if matches!(plain, Role::Boilerplate | Role::Source) {
        return plain;
    }
    let text = reading.folded.text.as_str();
    if in_source(text, hit.start) || as_vendor(text, hit, home, lexicon) {
        return Role::Source;
    }
    let bare = hit.code.is_none();
    if bare && Some(home) == owner.publisher && Some(home) != owner.company && plain != Role::Table && !hit.recommended
    {
        return Role::Boilerplate;
    }
    if hit.recommended {
        return Role::Recommended;
    }
    if plain == Role::Body && Some(home) == owner.company {
        return Role::Subject;
    }
    plain
}

/// The role that a passage's kind gives.
pub fn by_kind(kind: PassageKind) -> Role {
    use PassageKind::*;
    match kind {
        Title => Role::Subject,
        Heading => Role::Heading,
        Paragraph | ListItem | Sidebar => Role::Body,
        Table => Role::Table,
        Caption => Role::Caption,
        Source => Role::Source,
        Chart | Contents | Header | Footer | Boilerplate => Role::Boilerplate,
    }
}

/// Behind 资料来源： on its line.
fn in_source(text: &str, at: usize) -> bool {
    let back: usize = text[..at].chars().rev().take(80).map(char::len_utf8).sum();
    let line = between(text, at - back, at);
    let line = line.rsplit('\n').next().unwrap_or(line);
    line.rfind("来源:").is_some_and(|i| !line[i..].contains(['。', '\t']))
}

/// 同花顺 iFinD, 根据东方财富数据: a vendor named as such.
fn as_vendor(text: &str, hit: &Hit, home: u32, lexicon: &Lexicon) -> bool {
    if hit.code.is_some() || !lexicon.is_vendor(home) {
        return false;
    }
    let (left, right) = (&text[..hit.start], &text[hit.end..]);
    let right = right.trim_start_matches([' ', ',']);
    right.starts_with("ifind")
        || right.starts_with("choice")
        || right.starts_with("数据") && !right.starts_with("数据中心")
        || left.ends_with("根据")
        || left.ends_with('据')
        || right.starts_with("统计")
        || right.starts_with("指数")
        || right.starts_with("行业")
        || right.starts_with("板块")
        || lexicon.entity(home).id.starts_with("org:") && FORETELLS.iter().any(|w| right.starts_with(w))
}

/// What stands behind the name of a house that but counts: `某某咨询预计2025年市场规模`, `甲和乙预测`.
const FORETELLS: [&str; 11] = ["预计", "预测", "预估", "估算", "估计", "认为", "调研", "显示", "、", "和", "及"];
