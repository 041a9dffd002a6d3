//! `model_spec` and `chip_spec`: what is said of a model's or a chip's size.
//!
//! reads: parameters, context, training tokens of a model; memory, bandwidth, compute, power of a chip. needs: the unit
//! that the metric has. gives: subject, metric, value. does not match: a size without a model, `从 355B` (what was
//! before), a chip that another one is only compared with.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
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
