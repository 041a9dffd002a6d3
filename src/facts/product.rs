//! `model_spec`, `chip_spec`, `usage` and `release`: what is said of models, chips and products.
//!
//! reads: parameters, context, training tokens of a model; memory, bandwidth, compute, power of a chip;
//! users, tokens, downloads, plays; 发布 推出 上线 获批 of a model, chip or product. needs: the unit that the
//! metric has. gives: subject, metric, value. does not match: a size without a model, reports and
//! results that are 发布, `从 355B` (what was before).

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact, FactKind, supposed};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

pub(super) fn specs(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let mut out = Vec::new();
    // the size before, with what its bracket says
    let mut skipped = None;
    for (i, s) in all.iter().enumerate() {
        if used[i] {
            continue;
        }
        let from = i.checked_sub(1).map_or(sentence.span.start, |b| all[b].quantity.span.end);
        let close = between(page.text, from, s.quantity.span.start).trim_matches(['(', '（', ' ']);
        let lead: String = between(page.text, sentence.span.start, s.quantity.span.start)
            .chars()
            .rev()
            .take(24)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let behind: String = between(page.text, s.quantity.span.end, sentence.span.end).chars().take(12).collect();
        // `从 355B 扩展至 744B`: the first is what was before
        let before = lead.trim_end().ends_with('从') || lead.trim_end().ends_with('由');
        if before || skipped == Some(i.wrapping_sub(1)) && close == "激活" {
            skipped = Some(i);
            continue;
        }
        let Some((kind, metric)) = spec(&s.quantity.unit, close, &lead, &behind, page.text, sentence) else { continue };
        let wanted = if kind == FactKind::ModelSpec { MentionKind::Model } else { MentionKind::Chip };
        let at = s.quantity.span.start;
        // `国内厂商主流产品的算力`: of no chip that a sentence before named
        let led = between(page.text, sentence.span.start, at);
        let others = ["国内", "国产", "厂商", "企业"].iter().any(|w| led.contains(w));
        let measured = |m: &Mention| {
            let near = m.span.end <= at && (!others || sentence.span.contains(m.span));
            kind == FactKind::ModelSpec || near && !is_yardstick(page, m)
        };
        let subject = page.actor_of(sentence, at, |m| m.kind == wanted && measured(m));
        let maker = || page.actor_of(sentence, s.quantity.span.start, |m| m.kind == MentionKind::Organisation);
        let subject = if !is_kind(&subject, wanted) {
            match kind {
                FactKind::ModelSpec => maker(),
                _ => {
                    used[i] = others;
                    continue;
                }
            }
        } else {
            subject
        };
        if subject.name.is_empty() || subject.id.contains('.') && !subject.id.contains(':') {
            continue;
        }
        used[i] = true;
        let mut f = fact(page, kind, metric, subject, Span::new(s.clause.start, s.quantity.span.end), "spec_words");
        measure(&mut f, s.quantity);
        circumstances(&mut f, page, sentence, s.quantity.span.start, false);
        f.period = None;
        out.push(f);
    }
    out
}

/// Whether a chip is named only to compare with: `处于A100产品阶段`, `接近英伟达H100的算力`.
fn is_yardstick(page: &Page<'_>, chip: &Mention) -> bool {
    const TELLS: [&str; 11] =
        ["处于", "接近", "相当于", "对标", "媲美", "逼近", "优于", "超过", "超越", "不及", "看齐"];
    let clause = page.sentences.iter().find(|s| s.span.contains(chip.span)).map(|s| s.clause_at(chip.span.start));
    let from = clause.map_or(chip.span.start, |c| c.start);
    let lead = between(page.text, from, chip.span.start);
    let told = TELLS.iter().filter_map(|w| lead.rfind(w).map(|i| i + w.len())).max();
    // its maker's name may stand between
    told.is_some_and(|i| lead[i..].chars().count() <= 8)
}

fn is_kind(subject: &Subject, kind: MentionKind) -> bool {
    let prefix = if kind == MentionKind::Model { "model:" } else { "chip:" };
    subject.id.starts_with(prefix)
}

fn spec(
    unit: &str,
    close: &str,
    lead: &str,
    behind: &str,
    text: &str,
    sentence: &Sentence,
) -> Option<(FactKind, &'static str)> {
    let has = |words: &[&str]| words.iter().any(|w| lead.contains(w) || behind.contains(w));
    let all = sentence.span.of(text);
    match unit {
        "param" if close.ends_with("激活") || close.ends_with("激活参数") => {
            Some((FactKind::ModelSpec, "active_params"))
        }
        "param" => Some((FactKind::ModelSpec, "params")),
        "token" if has(&["上下文"]) => Some((FactKind::ModelSpec, "context")),
        "token" if has(&["预训练", "训练数据", "语料"]) || all.contains("预训练") => {
            Some((FactKind::ModelSpec, "training_tokens"))
        }
        "B" if has(&["显存", "内存", "HBM"]) => Some((FactKind::ChipSpec, "memory")),
        "B/s" if has(&["片间", "互联", "互连", "NVLink"]) => Some((FactKind::ChipSpec, "interconnect")),
        "B/s" if has(&["带宽"]) => Some((FactKind::ChipSpec, "bandwidth")),
        "FLOPS" | "OPS" if has(&["算力", "FP", "INT", "性能"]) && !all.contains("规模") => {
            Some((FactKind::ChipSpec, "compute"))
        }
        "W" if has(&["功耗", "TDP"]) => Some((FactKind::ChipSpec, "power")),
        _ => None,
    }
}

pub(super) fn usage(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
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

/// A product without a model's name, launched by a company that the clause names, or by the report's own: the noun
/// phrase behind the act up to a noun of a product, or a Latin name.
fn app(page: &Page<'_>, sentence: &Sentence, clause: Span, (at, act): (usize, &str)) -> Option<Fact> {
    let from = at + act.len();
    let actor = page.mentions.iter().rev().find(|m| {
        matches!(m.kind, MentionKind::Company | MentionKind::Organisation)
            && clause.contains(m.span)
            && m.span.end <= at
    });
    let lead = between(page.text, actor.map_or(clause.start, |m| m.span.end), at);
    let own = lead.contains("公司");
    if !own && actor.is_none_or(|_| lead.chars().count() > 12) {
        return None;
    }
    let rest = between(page.text, from, clause.end);
    let rest = rest.split(['、', '（', '(', '“', '《', '：', '，', '。', '；']).next().unwrap_or("");
    let phrases = &page.lexicon.phrases;
    let noun = phrases.launched.places(rest).map(|(i, n)| i + n.len()).max();
    let latin = rest.rfind(|c: char| c.is_ascii_alphanumeric()).map(|i| i + 1);
    let end = noun.max(latin.filter(|l| noun.is_none_or(|n| rest[n.min(*l)..*l].chars().count() <= 14)))?;
    let words = &rest[..end];
    // what it rests on and who uses it stand before 的
    let head = rest.rfind('的').filter(|i| *i < end).map_or(0, |i| i + '的'.len_utf8());
    let thing = words[head..].trim();
    if words.chars().count() > 36 || phrases.not_launched.is_in(&rest[head..]) {
        return None;
    }
    let name = latin_name(thing).unwrap_or_else(|| bare_product(page, thing));
    let count = name.chars().filter(|c| c.is_alphanumeric()).count();
    if count < 4 || phrases.launched.contains(&name) {
        return None;
    }
    let span = Span::new(clause.start, from + end);
    let mut f = fact(page, FactKind::Release, "release", Subject::named(name), span, "release_app");
    circumstances(&mut f, page, sentence, from, true);
    f.approximation = None;
    Some(f)
}

/// The Latin name in a phrase: `ES600S MEC服务器` → ES600S MEC; its last one.
fn latin_name(thing: &str) -> Option<&str> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '+');
    let runs = thing.split(|c: char| !part(c)).map(|w| w.trim().trim_matches(['-', '.']));
    let named = |w: &&str| w.len() >= 4 && w.starts_with(|c: char| c.is_ascii_uppercase());
    runs.rev().find(named).map(|w| w.strip_suffix(" App").unwrap_or(w))
}

/// `首款全新边缘计算服务器` → 边缘计算服务器.
fn bare_product<'t>(page: &Page<'_>, thing: &'t str) -> &'t str {
    let mut rest = thing.trim();
    while let Some(lead) = page.lexicon.phrases.product_leads.opening(rest) {
        rest = rest[lead.len()..].trim_start();
    }
    rest
}

/// Models and chips that are launched.
pub(super) fn releases(page: &Page<'_>, sentence: &Sentence) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    for clause in &sentence.clauses {
        let words = clause.of(page.text);
        let launches = page.lexicon.phrases.launches.places(words);
        let Some((at, act)) = launches.max_by_key(|(i, act)| (act.len(), std::cmp::Reverse(*i))) else { continue };
        let at = clause.start + at;
        let things: Vec<_> = page
            .mentions
            .iter()
            .filter(|m| matches!(m.kind, MentionKind::Model | MentionKind::Chip) && clause.contains(m.span))
            .collect();
        let behind = things.iter().find(|m| {
            m.span.start >= at
                && between(page.text, at + act.len(), m.span.start.max(at + act.len())).chars().count() <= 14
        });
        let before =
            things.iter().rev().find(|m| m.span.end <= at && between(page.text, m.span.end, at).chars().count() <= 16);
        // 开源 before a noun is an adjective: only what is behind it is opened
        let before = before.filter(|_| act != "开源");
        let Some(m) = behind.or(before) else {
            out.extend(app(page, sentence, *clause, (at, act)));
            continue;
        };
        let export = act == "批准" || act == "获批";
        if export && m.kind != MentionKind::Chip || out.iter().any(|f| f.subject_id == m.id) {
            continue;
        }
        let span = Span::new(clause.start, m.span.end.max(at + act.len()));
        let mut f = fact(page, FactKind::Release, "release", (*m).into(), span, "release_act");
        circumstances(&mut f, page, sentence, at, true);
        f.approximation = None;
        out.push(f);
    }
    out
}
