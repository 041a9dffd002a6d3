//! `model_spec` and `chip_spec`: what is said of a model's or a chip's size.
//!
//! reads: parameters, context, training tokens of a model; memory, bandwidth, compute, power of a chip. needs: the unit
//! that the metric has, or a bare count beside its noun (`总参数1050亿`). gives: subject, metric, value. does not match: a
//! size without a model, what was before (`从 355B`, `由…的36万亿`), a chip that another one is only compared with, what the
//! sentence calls unproved.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, launch, sized, system};
use crate::decimal::Decimal;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// Characters before a value in which its noun stands, and behind it.
const LEAD: usize = 24;
const BEHIND: usize = 12;

/// Watts that no chip and no rack of them draws.
const DRAWS: u32 = 500_000;

/// What a value measures.
type Metric = (FactKind, &'static str);

/// The words around a value: from the value before it, its sentence's last ones, those behind.
struct Around<'t> {
    close: &'t str,
    lead: &'t str,
    behind: &'t str,
}

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let mut out = Vec::new();
    // the size before, with what its bracket says
    let mut skipped: Option<(usize, Metric)> = None;
    let mut last: Option<(usize, Metric)> = None;
    for (i, s) in all.iter().enumerate() {
        // the number of a model's name is no value: `文心5.5参数量为`
        let named = |s: &Statement<'_>| {
            let mut models = page.mentions.iter().filter(|m| m.kind == MentionKind::Model);
            models.find(|m| m.span.overlaps(s.quantity.span)).map(|m| m.span.end)
        };
        if used[i] || is_unproved(page, sentence, s) || named(s).is_some() {
            continue;
        }
        let from = i.checked_sub(1).map_or(sentence.span.start, |b| named(&all[b]).unwrap_or(all[b].quantity.span.end));
        let around = around(page, sentence, from, s);
        let before = skipped.filter(|(at, _)| at + 1 == i);
        let latest = last.filter(|(at, _)| at + 1 == i);
        // `参数超万亿（1T）`: said twice
        if latest.is_some() && around.close.is_empty() && all[i - 1].quantity.low == s.quantity.low {
            used[i] = true;
            continue;
        }
        let latest = latest.filter(|(at, _)| all[*at].quantity.unit == s.quantity.unit);
        // `H100为3.4TB/s，H200为4.8TB/s`
        if let Some((metric, subject)) = latest.and_then(|(_, m)| Some((m, beside(page, from, s)?))) {
            (used[i], last) = (true, Some((i, metric)));
            out.push(one(page, sentence, s, (metric, subject)));
            continue;
        }
        let metric = match before {
            // `由36万亿Token扩充到52万亿`
            Some((_, metric)) if reaches(around.close) => Some(metric),
            _ => spec((&s.quantity.unit, s.quantity.span.of(page.text)), &around, page.text, sentence),
        };
        let Some(metric) = metric.filter(|_| !is_vast(s)) else { continue };
        last = Some((i, metric));
        // `由乙的8TB/s提升至22TB/s`: the other one's own figure
        if let Some(m) = chip_before(page, s).filter(|_| metric.0 == FactKind::ChipSpec) {
            used[i] = true;
            out.push(one(page, sentence, s, (metric, m.into())));
            continue;
        }
        if is_before(page, s, from) || before.is_some() && around.close == "激活" {
            skipped = Some((i, before.map_or(metric, |(_, metric)| metric)));
            continue;
        }
        let subjects = if metric.0 == FactKind::ModelSpec {
            sized::models(page, sentence, s, from)
        } else {
            chips(page, sentence, s, &mut used[i])
        };
        for subject in subjects {
            used[i] = true;
            out.push(one(page, sentence, s, (metric, subject)));
        }
    }
    out
}

/// Whether a value is but supposed, or what its sentence calls unproved.
fn is_unproved(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    const DOUBTS: [&str; 7] = ["未得到证实", "未经证实", "尚未证实", "不属实", "不予采信", "坊间流传", "市场传闻"];
    let lead = between(page.text, sentence.span.start, s.quantity.span.start);
    ["倘若", "假如", "假设", "如果"].iter().any(|w| lead.contains(w))
        || DOUBTS.iter().any(|w| sentence.span.of(page.text).contains(w))
}

/// Whether a power is that of thousands of chips.
fn is_vast(s: &Statement<'_>) -> bool {
    s.quantity.unit == "W" && s.quantity.high > Decimal::from(DRAWS)
}

/// Whose the next value of the same metric is where its name alone stands before it: `，而乙为45万亿`.
fn beside(page: &Page<'_>, from: usize, s: &Statement<'_>) -> Option<Subject> {
    const REACHES: [&str; 12] =
        ["为", "则为", "是", "则是", "达", "达到", "则达到", "则达", "仅", "仅为", "高达", "约"];
    let close = Span::new(from, s.quantity.span.start);
    let m = page.mentions.iter().find(|m| close.contains(m.span))?;
    let lead = between(page.text, from, m.span.start).trim_matches(['，', '、', '；', ',', ' ', '和', '而', '但']);
    let tail = between(page.text, m.span.end, close.end).trim();
    if !lead.is_empty() || !REACHES.contains(&tail) {
        return None;
    }
    if matches!(m.kind, MentionKind::Model | MentionKind::Chip) {
        return Some(m.into());
    }
    // a maker stands for its model that was named
    let of = |o: &&Mention| o.kind == MentionKind::Model && o.span.end <= m.span.start;
    let own = |o: &&Mention| o.span.of(page.text).starts_with(m.span.of(page.text));
    page.mentions.iter().rev().filter(of).find(own).map(Subject::from)
}

fn one(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, (metric, subject): (Metric, Subject)) -> Fact {
    let span = Span::new(s.clause.start, s.quantity.span.end);
    let mut f = fact(page, metric.0, metric.1, subject, span, "spec_words");
    measure(&mut f, s.quantity);
    if metric.0 == FactKind::ModelSpec {
        f.unit = if metric.1.ends_with("params") { "param" } else { "token" }.to_owned();
    }
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    f.period = None;
    f
}

/// The chip of a level that another one comes from: 乙 of `由乙的8TB/s提升至22TB/s`.
fn chip_before<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<&'d Mention> {
    let at = s.quantity.span.start;
    let m = page.mentions.iter().rev().find(|m| m.kind == MentionKind::Chip && m.span.end <= at)?;
    let of = between(page.text, m.span.end, at).trim() == "的" && is_base(page, s.clause, m);
    (of && between(page.text, s.quantity.span.end, s.clause.end).contains(['至', '到'])).then_some(m)
}

/// Whether a chip is the one that another one's level comes from.
fn is_base(page: &Page<'_>, clause: Span, m: &Mention) -> bool {
    clause.contains(m.span) && between(page.text, clause.start, m.span.start).trim_end().ends_with(['由', '从'])
}

fn around<'t>(page: &Page<'t>, sentence: &Sentence, from: usize, s: &Statement<'_>) -> Around<'t> {
    let at = s.quantity.span.start;
    let lead = between(page.text, sentence.span.start, at);
    let start = lead.char_indices().rev().nth(LEAD - 1).map_or(0, |(i, _)| i);
    let rest = between(page.text, s.quantity.span.end, sentence.span.end);
    let end = rest.char_indices().nth(BEHIND).map_or(rest.len(), |(i, _)| i);
    let close = between(page.text, from, at).trim_matches(['(', '（', ' ']);
    Around { close, lead: &lead[start..], behind: &rest[..end] }
}

/// Whether a value is what was before: `从 355B 扩展至 744B`, `由甲的36万亿Token扩充到52万亿`.
fn is_before(page: &Page<'_>, s: &Statement<'_>, from: usize) -> bool {
    let lead = between(page.text, from.max(s.clause.start), s.quantity.span.start).trim_end();
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let named = ["从", "由"].iter().filter_map(|w| lead.rfind(w).map(|i| &lead[i + w.len()..])).next();
    let near = named.is_some_and(|w| w.chars().count() <= 16 && w.ends_with('的'));
    lead.ends_with(['从', '由']) || near && rest.contains(['至', '到'])
}

/// Whether words between two values say but that the second is reached.
fn reaches(close: &str) -> bool {
    close.chars().count() <= 8 && close.trim_end_matches(['了', '约', ' ']).ends_with(['至', '到'])
}

fn spec((unit, value): (&str, &str), around: &Around<'_>, text: &str, sentence: &Sentence) -> Option<Metric> {
    let Around { close, lead, behind } = around;
    let has = |words: &[&str]| words.iter().any(|w| lead.contains(w) || behind.contains(w));
    let near = |words: &[&str]| words.iter().any(|w| close.contains(w));
    let all = sentence.span.of(text);
    let params = ["参数", "总参"];
    let whole = behind.trim_start_matches([' ', '的']).starts_with("总参");
    let active = !whole
        && (close.contains("激活")
            || behind.trim_start_matches([' ', '的']).starts_with("激活")
            || runs(close, behind));
    match unit {
        "param" if active => Some((FactKind::ModelSpec, "active_params")),
        "param" => Some((FactKind::ModelSpec, "params")),
        // a count without a unit needs its noun right beside it
        "" if active && (close.contains("激活") || behind.contains("参数")) => {
            Some((FactKind::ModelSpec, "active_params"))
        }
        "" if near(&params) || params.iter().any(|w| behind.trim_start_matches([' ', '的']).starts_with(w)) => {
            Some((FactKind::ModelSpec, "params"))
        }
        // `上下文长度仍停在128K`
        "" if near(&["上下文"]) && value.trim_end().ends_with(['K', 'k', 'M', '万']) => {
            Some((FactKind::ModelSpec, "context"))
        }
        "token" => tokens(around, all).map(|m| (FactKind::ModelSpec, m)),
        "" if near(&["训练语料", "训练数据", "训练 token", "训练token", "训练 Token", "训练Token"]) => {
            Some((FactKind::ModelSpec, "training_tokens"))
        }
        "B" if has(&["显存", "内存", "HBM", "GDDR"]) => Some((FactKind::ChipSpec, "memory")),
        "B/s" | "b/s" => bandwidth(around).filter(|_| unit == "B/s" || has(&["交换"])).map(|m| (FactKind::ChipSpec, m)),
        "FLOPS" | "OPS" if has(&["算力", "FP", "INT", "性能"]) && !is_of_many(all) => {
            Some((FactKind::ChipSpec, "compute"))
        }
        "W" if has(&["功耗", "TDP"]) => Some((FactKind::ChipSpec, "power")),
        _ => None,
    }
}

/// Whether a count is of what works at once: `单次推理只动用380亿参数`, `推理时仅510亿参数参与运算`.
fn runs(close: &str, behind: &str) -> bool {
    const EACH: [&str; 7] = ["单次", "每次", "推理时", "每个token", "每个Token", "每个词元", "前向"];
    let uses = ["动用", "启用", "调用", "使用", "用到", "只用", "仅用"].iter().any(|w| close.contains(w));
    let works = ["参数参与", "个参数参与", "参与运算", "参与计算"].iter().any(|w| behind.trim_start().starts_with(w));
    EACH.iter().any(|w| close.contains(w)) && (uses || works)
}

/// Whether a sentence speaks of the computing power of many machines.
fn is_of_many(sentence: &str) -> bool {
    ["智算规模", "算力规模", "总规模", "集群规模", "规模达", "规模为", "规模超"].iter().any(|w| sentence.contains(w))
}

/// What tokens are of: the noun named last before them, else one behind.
fn tokens(around: &Around<'_>, sentence: &str) -> Option<&'static str> {
    let nouns = [
        ("上下文", "context"),
        ("窗口", "context"),
        ("预训练", "training_tokens"),
        ("训练数据", "training_tokens"),
        ("语料", "training_tokens"),
        ("训练", "training_tokens"),
    ];
    let last = |words: &str| nouns.iter().filter_map(|(w, m)| words.rfind(w).map(|i| (i, *m))).max().map(|(_, m)| m);
    let behind = around.behind.split(['，', '；', '。']).next().unwrap_or("");
    // `384K 最大输出`: what one can write at once
    if ["最大输出", "输出", "最长输出"].iter().any(|w| behind.trim_start_matches([' ', '的']).starts_with(w))
    {
        return None;
    }
    last(around.close)
        .filter(|_| !behind.contains("上下文"))
        .or_else(|| last(behind))
        .or_else(|| last(around.lead))
        .or_else(|| sentence.contains("预训练").then_some("training_tokens"))
}

/// Of what a rate of bytes is: the words right before it say, else those around.
fn bandwidth(around: &Around<'_>) -> Option<&'static str> {
    let links = ["片间", "卡间", "互联", "互连", "NVLink"];
    let any = |words: &str| links.iter().any(|w| words.contains(w));
    let close = around.close.rsplit(['，', '、', '；']).next().unwrap_or(around.close);
    // `32GB显存（1TB/s）`
    if ["存", "HBM"].iter().any(|w| close.trim_end_matches([' ', '（', '(']).ends_with(w)) {
        return Some("bandwidth");
    }
    if close.contains("带宽") || any(close) {
        return Some(if any(close) { "interconnect" } else { "bandwidth" });
    }
    // `4TB/s访存带宽，2TB/s互联带宽`
    let behind = around.behind.split(['，', '、', '；', '。']).next().unwrap_or(around.behind);
    if behind.contains("带宽") && !any(behind) {
        return Some("bandwidth");
    }
    let words = format!("{}{}", around.lead, around.behind);
    if any(&words) {
        return Some("interconnect");
    }
    words.contains("带宽").then_some("bandwidth")
}

/// The chip that a value is of; `none`: whether the value is of chips that have no name.
fn chips(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, none: &mut bool) -> Vec<Subject> {
    let at = s.quantity.span.start;
    // `较乙的288GB多出一半`
    let right = |m: &&Mention| m.kind == MentionKind::Chip && between(page.text, m.span.end, at).trim() == "的";
    if let Some(m) = page.mentions.iter().rev().filter(|m| m.span.end <= at).find(right) {
        return vec![m.into()];
    }
    if let Some(m) = chip_behind(page, s) {
        return vec![m.into()];
    }
    if let Some(name) = system::of(page, sentence, at).or_else(|| sized::chip(page, sentence, at)) {
        return vec![name];
    }
    let led = between(page.text, sentence.span.start, at);
    let chip = |m: &Mention| m.kind == MentionKind::Chip && sentence.span.contains(m.span) && m.span.end <= at;
    if let Some(name) = computes(page, led, &s.quantity.unit).filter(|_| !page.mentions.iter().any(chip)) {
        return vec![name];
    }
    // `国内厂商主流产品的算力`, `每柜可提供`: of no chip that a sentence before named
    let many = ["柜", "服务器", "集群", "园区", "机架"].iter().any(|w| led.contains(w));
    let others =
        ["国内", "国产", "厂商", "企业"].iter().any(|w| led.contains(w)) || many && !led.contains(['该', '其']);
    let near = |m: &Mention| m.span.end <= at && (!others || sentence.span.contains(m.span));
    let subject = page.actor_of(sentence, at, |m| {
        m.kind == MentionKind::Chip && near(m) && !is_yardstick(page, m) && !is_base(page, s.clause, m)
    });
    if subject.id.starts_with("chip:") {
        return vec![subject];
    }
    *none = others;
    Vec::new()
}

/// `“Nova 300在FP4精度下提供10 POPS算力`: what computes and begins a sentence with its name and number is a chip.
fn computes(page: &Page<'_>, lead: &str, unit: &str) -> Option<Subject> {
    let led = lead.trim_start_matches(['“', '"', ' ', '，']);
    let head = &led[..led.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'))).unwrap_or(led.len())];
    let named = head.starts_with(|c: char| c.is_ascii_uppercase()) && head.contains(|c: char| c.is_ascii_digit());
    let name = (matches!(unit, "FLOPS" | "OPS") && named).then(|| launch::latin_name(page, head)).flatten();
    name.map(|n| Subject::named(&n))
}

/// `功耗1400W的某某`: the chip right behind its figure.
fn chip_behind<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<&'d Mention> {
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let at = rest.find('的').filter(|i| rest[..*i].chars().count() <= 4)? + "的".len();
    let start = s.quantity.span.end + at;
    let near = |m: &&Mention| m.span.start >= start && between(page.text, start, m.span.start).chars().count() <= 6;
    page.mentions.iter().filter(|m| m.kind == MentionKind::Chip && s.clause.contains(m.span)).find(near)
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
