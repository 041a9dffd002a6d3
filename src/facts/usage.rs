//! `usage`: users, tokens, downloads, plays of a product.
//!
//! reads: a word of use with the count behind it, users that somebody has. needs: a count without a unit, of people,
//! times or tokens. gives: the product, metric, value or change. does not match: by how much something moved.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact, FactKind, supposed};
use crate::span::{Span, between};
use crate::tag::MentionKind;

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let mut out = Vec::new();
    for (i, s) in all.iter().enumerate() {
        let from =
            i.checked_sub(1).map_or(0, |b| all[b].quantity.span.end).clamp(s.clause.start, s.quantity.span.start);
        let lead = Span::new(from, s.quantity.span.start);
        let metric = page.triggers_in(lead).find(|(_, t)| t.kind == "usage").map(|(w, t)| (w.start, t.metric));
        let metric = metric.or_else(|| users(page, s).map(|at| (at, "users")));
        let Some((at, metric)) = metric else { continue };
        let counted = matches!(
            s.quantity.unit.as_str(),
            "" | "户" | "人" | "次" | "token" | "人次" | "名" | "位" | "个" | "用户"
        );
        let share = s.quantity.unit == "%" && s.change.is_some();
        let moved = super::step::difference(page, s).is_some();
        if used[i] || moved || !(counted || share) || s.inherited && !share {
            continue;
        }
        used[i] = true;
        let subject = product(page, sentence, from, at);
        let mut f =
            fact(page, FactKind::Usage, metric, subject, Span::new(s.clause.start, s.quantity.span.end), "usage_words");
        if share {
            if let Some(c) = &s.change {
                super::draft::moved(&mut f, c);
            }
        } else {
            measure(&mut f, s.quantity);
            if metric.ends_with("tokens") {
                f.unit = "token".to_owned();
            }
        }
        circumstances(&mut f, page, sentence, s.quantity.span.start, false);
        let reckoned = supposed::reckons(between(page.text, sentence.span.start, s.quantity.span.end));
        f.basis = Some(if reckoned { Basis::Forecast } else { Basis::Actual });
        out.push(f);
    }
    out
}

/// `拥有超过450万用户`: who has as many users; the verb's place.
fn users(page: &Page<'_>, s: &Statement<'_>) -> Option<usize> {
    let behind = page.text.get(s.quantity.span.end..)?;
    let counted = matches!(s.quantity.unit.as_str(), "" | "户" | "名" | "位" | "个" | "用户");
    let users = s.quantity.unit == "用户"
        || behind.trim_start().starts_with("用户")
        || behind.trim_start().starts_with("活跃用户");
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let verb = ["拥有", "服务", "连接", "覆盖", "积累", "触达"].iter().filter_map(|v| lead.rfind(v)).max()?;
    (counted && users && lead[verb..].chars().count() <= 8).then_some(s.clause.start + verb)
}

/// The product before a metric: a model, the words in front of it, else the company.
fn product(page: &Page<'_>, sentence: &Sentence, clause: usize, metric: usize) -> Subject {
    if let Some(m) = page
        .mentions
        .iter()
        .rev()
        .find(|m| m.kind == MentionKind::Model && m.span.start >= clause && m.span.end <= metric)
    {
        return m.into();
    }
    let mut words = between(page.text, clause, metric).trim_matches([' ', '，', ',', '●']).to_owned();
    for p in page.periods.iter().filter(|p| p.span.start >= clause && p.span.end <= metric) {
        words = words.replace(p.span.of(page.text), "");
    }
    // `某某独立应用程序在推出后的第一周下载量`: the name ends where what is said of it begins
    for cut in ["独立应用", "在推出", "在上线", "自推出", "自上线", "上线后", "推出后"] {
        words = words.split(cut).next().unwrap_or("").to_owned();
    }
    for cut in ["截至目前", "累计", "当前", "其", "的", "旗下", "且"] {
        words = words.replace(cut, "");
    }
    let words = words.trim().trim_end_matches(['的', '：', ':', ' ']).to_owned();
    // `公司合计付费用户数`: the company itself
    let summed = ["合计", "共计", "总计"].iter().find_map(|t| words.strip_suffix(t)).unwrap_or(&words);
    if matches!(summed, "公司" | "本公司" | "集团") && page.is_of_company() {
        return page.covered();
    }
    if (2..=16).contains(&words.chars().count()) && !words.contains(['，', '。']) {
        return Subject { id: String::new(), name: words };
    }
    // `《剧名》…累计播放量`, `OpenClaw 为…`: what the sentence began with
    let lead = between(page.text, sentence.span.start, metric);
    if let Some((_, rest)) = lead.rsplit_once('《')
        && let Some((name, _)) = rest.split_once('》')
    {
        return Subject::named(name);
    }
    for before in sentence.before(clause) {
        let first = page.periods.iter().find(|p| before.contains(p.span)).map(|p| p.span.start);
        let words = first.and_then(|end| page.text.get(before.start..end)).unwrap_or("");
        let words = words.trim_matches([' ', '，', ',']);
        if (2..=8).contains(&words.chars().count()) && !words.contains(['据', '截', '自', '在']) {
            return Subject::named(words);
        }
    }
    if let Some(name) = latin(lead) {
        return Subject { id: String::new(), name };
    }
    page.actor(sentence, metric)
}

/// The Latin name used last in a text, unless it is quoted as a source or no product's.
fn latin(lead: &str) -> Option<String> {
    const NO_NAMES: [&str; 9] = ["App", "APP", "Agent", "Token", "Tokens", "token", "API", "MAU", "DAU"];
    let mut found = None;
    for word in lead.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | '+')) {
        let at = word.as_ptr() as usize - lead.as_ptr() as usize;
        let quoted = lead[..at].trim_end().ends_with(['据', '照', '自']);
        let name = word.len() >= 4 && word.starts_with(|c: char| c.is_ascii_uppercase()) && !NO_NAMES.contains(&word);
        let tells = ["数据", "报道", "统计", "显示", "预测", "披露"];
        let rest = lead[at + word.len()..].trim_start();
        if name && !quoted && !tells.iter().any(|t| rest.starts_with(t)) {
            found = Some(word.trim_matches(['-', '.']).to_owned());
        }
    }
    found
}
