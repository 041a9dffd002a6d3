//! What each part is to a reader: title, heading, text, contents, sidebar, boilerplate.
//!
//! Takes all parts in reading order, gives each a kind and the section it stands in. Legal text
//! is known by its headings and phrases; from a legal heading in a report's last pages on,
//! everything is boilerplate.

use super::document::PassageKind;
use super::paragraph::Draft;
use super::part::{Body, Part, is_contents_head};
use super::title;
use super::words::{self, Opening};

/// A part's kind and section.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    pub(super) kind: PassageKind,
    pub(super) section: String,
}

/// Headings of legal and contact text.
const LEGAL: [&str; 40] = [
    "分析师声明",
    "分析师承诺",
    "分析师介绍",
    "分析师简介",
    "分析师简历",
    "分析师与研究助理简介",
    "分析师团队介绍",
    "研究团队介绍",
    "团队介绍",
    "作者简介",
    "投资评级说明",
    "投资评级的说明",
    "投资评级定义",
    "投资评级标准",
    "投资评级体系",
    "投资评级系统",
    "评级说明",
    "评级标准",
    "公司评级",
    "行业评级体系",
    "股票投资评级",
    "股票评级",
    "公司投资评级",
    "行业投资评级",
    "证券投资评级",
    "免责声明",
    "免责条款",
    "免责申明",
    "法律声明",
    "重要声明",
    "特别声明",
    "重要提示",
    "一般声明",
    "信息披露",
    "披露声明",
    "联系我们",
    "机构销售",
    "销售团队",
    "Disclaimer",
    "法律主体声明",
];

/// Sentences that only legal text holds.
const PHRASES: [&str; 22] = [
    "不构成对任何人",
    "不构成任何投资建议",
    "不构成投资建议",
    "本报告仅供",
    "证券投资咨询业务资格",
    "证券投资咨询执业资格",
    "证券投资咨询资格",
    "勤勉的职业态度",
    "本报告版权",
    "版权均归",
    "版权归",
    "未经书面许可",
    "未经本公司",
    "不承担任何法律责任",
    "不承担任何责任",
    "任何形式的分享证券投资收益",
    "利益冲突",
    "接收到任何形式的",
    "得到任何形式的补偿",
    "本人具有中国证券业协会",
    "相对同期",
    "为免生疑",
];

/// Judges all parts.
pub(super) fn judge(parts: &[Part], body: f32) -> Vec<Judged> {
    let last_page = parts.iter().map(|p| p.page).max().unwrap_or(1);
    let title = title::find(parts, body);
    let mut sections: Vec<(u8, String)> = Vec::new();
    let mut legal_from = None;
    let mut contents_page = 0;
    let mut before = PassageKind::Paragraph;
    parts
        .iter()
        .enumerate()
        .map(|(i, part)| {
            let words = match &part.body {
                Body::Text(draft) => draft.words(),
                Body::Caption(l) | Body::Source(l) | Body::Table(l) | Body::Chart(l) => {
                    l.first().map(|l| l.words()).unwrap_or_default()
                }
            };
            if is_contents_head(&words) {
                contents_page = part.page;
            }
            let late = part.page > 1 && (part.page + 4 >= last_page || part.page * 10 >= last_page * 7);
            if legal_from.is_none() && late && is_legal_heading(part, &words) {
                legal_from = Some(i);
            }
            let kind = match &part.body {
                _ if legal_from.is_some() => PassageKind::Boilerplate,
                Body::Text(_) if title == Some(i) => PassageKind::Title,
                // a list of figures that goes on over a page
                Body::Text(_) if before == PassageKind::Contents && is_numbered_entry(&words) => PassageKind::Contents,
                Body::Text(draft) => text_kind(draft, &words, part.page == contents_page),
                Body::Caption(_) if words::is_contents(&words) => PassageKind::Contents,
                Body::Caption(_) => PassageKind::Caption,
                Body::Source(_) => PassageKind::Source,
                Body::Table(_) if is_legal(&words) => PassageKind::Boilerplate,
                Body::Table(_) => PassageKind::Table,
                Body::Chart(_) => PassageKind::Chart,
            };
            before = kind;
            let section = sections.iter().map(|(_, s)| s.as_str()).collect::<Vec<_>>().join(" / ");
            if kind == PassageKind::Heading
                && let Body::Text(draft) = &part.body
            {
                let level = level(draft, &words, body);
                sections.retain(|(l, _)| *l < level);
                sections.push((level, words));
            }
            Judged { kind, section }
        })
        .collect()
}

/// A caption with a page's number behind it.
fn is_numbered_entry(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit());
    (1..=3).contains(&(words.len() - bare.len())) && bare.ends_with(' ') && words::caption(words).is_some()
}

fn text_kind(draft: &Draft, text: &str, contents_page: bool) -> PassageKind {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if draft.contents || is_contents_head(text) || contents_page && words::is_contents(text) {
        PassageKind::Contents
    } else if is_legal(&bare) {
        PassageKind::Boilerplate
    } else if draft.aside {
        PassageKind::Sidebar
    } else if draft.heading {
        PassageKind::Heading
    } else if draft.item || matches!(words::opening(text), Opening::Bullet | Opening::Point) {
        PassageKind::ListItem
    } else {
        PassageKind::Paragraph
    }
}

fn is_legal(text: &str) -> bool {
    let hits = PHRASES.iter().filter(|p| text.contains(**p)).count();
    hits >= 2
        || hits == 1
            && text.chars().count() < 160
            && (text.contains("本报告") || text.contains("本公司") || text.contains("声明") || text.contains("评级"))
}

fn is_legal_heading(part: &Part, words: &str) -> bool {
    let bare: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
    let short = bare.chars().count() <= 22;
    match &part.body {
        Body::Text(_) | Body::Table(_) => {
            short && LEGAL.iter().any(|h| bare.starts_with(h) || bare.ends_with(h)) && !words::is_contents(words)
        }
        _ => false,
    }
}

/// 1 for the outermost. Numbering decides, else the size against the running text.
fn level(draft: &Draft, text: &str, body: f32) -> u8 {
    match words::opening(text) {
        Opening::Numbered(n) => n,
        _ if draft.size() > 1.25 * body => 1,
        _ if draft.size() > 1.08 * body => 2,
        _ => 4,
    }
}
