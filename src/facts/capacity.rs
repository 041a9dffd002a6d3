//! `capacity`: a stock of capacity, what is added to it, an order for it, how far it is used.
//!
//! reads: statements whose clause holds a capacity word (产能 装机 稼动率 算力规模 订单 容量). needs: a unit of
//! capacity (W, FLOPS, wafers, machines a year; % for utilisation). gives: metric, subject, value.
//! does not match: 产能 without a number, money of an order, floor space, growth alone.

use super::draft::{circumstances, fact, measure, moved};
use super::page::{Page, Subject};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind};
use crate::span::{Span, between};

const PHYSICAL: [&str; 7] = ["W", "Wh", "FLOPS", "OPS", "t", "VA", "m3"];
const ADDED: [&str; 10] = ["新增", "增加了", "扩产", "年增", "新建", "增加", "净增", "扩建", "投产", "扩张"];
const ORDERED: [&str; 7] = ["订单", "提供约", "将提供", "采购", "租用", "中标", "提供"];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    for (i, s) in all.iter().enumerate() {
        if used[i] || s.change.is_some() && s.quantity.unit != "%" {
            continue;
        }
        let before = out.last().filter(|f| sentence.span.contains(f.span)).map(|f| f.metric.clone());
        let Some(metric) = metric(page, sentence, s, before.as_deref()) else { continue };
        used[i] = true;
        let start =
            if s.inherited { s.clause.start } else { s.indicator.start.max(s.clause.start).min(s.quantity.span.start) };
        let end = tail(page.text, s.quantity.span.end, s.clause.end);
        let span = Span::new(if metric == "order" || metric == "added" { s.clause.start } else { start }, end);
        let mut f = fact(page, FactKind::Capacity, metric, owner(page, sentence, s), span, "capacity_words");
        measure(&mut f, s.quantity);
        circumstances(&mut f, page, sentence, s.quantity.span.start, false);
        if let Some(c) = all.get(i + 1).and_then(|n| n.change.as_ref()).filter(|_| s.quantity.unit != "%") {
            moved(&mut f, c);
            used[i + 1] = true;
        }
        out.push(f);
    }
    out
}

fn metric(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, before: Option<&str>) -> Option<&'static str> {
    let clause = s.clause.of(page.text);
    let unit = s.quantity.unit.as_str();
    let lead = page.text.get(s.clause.start..s.quantity.span.start)?;
    if unit == "%" {
        let used = ["利用率", "稼动率", "开工率", "上架率"].iter().any(|w| lead.contains(w));
        // `产能利用率60%，目前已爬坡至80%`
        let own = page.lexicon.phrases.measured.iter().any(|w| w.chars().count() >= 2 && lead.contains(w));
        let goes_on = before == Some("utilisation") && !own && ["至", "到"].iter().any(|w| lead.contains(w));
        return (s.change.is_none() && (used && !s.inherited || goes_on)).then_some("utilisation");
    }
    let physical = PHYSICAL.contains(&unit);
    if !physical && !page.lexicon.phrases.pieces.contains(&unit)
        || clause.contains("出货")
        || clause.contains("销量")
        || clause.contains("保有量")
    {
        return None;
    }
    let stock = &page.lexicon.phrases.stock;
    let around = |words: &[&str]| words.iter().any(|w| clause.contains(w));
    let word = around(stock) || s.inherited && stock.iter().any(|w| sentence.span.of(page.text).contains(w));
    let speaks = word || around(&ORDERED) || around(&["扩产"]);
    let measures = physical || around(&["产能", "年产", "扩产", "月产", "产线"]) || s.inherited && word;
    if !speaks || !measures {
        return None;
    }
    if around(&ORDERED) && physical && !around(&["装机", "新增装机"]) {
        return Some("order");
    }
    Some(if around(&ADDED) { "added" } else { "installed" })
}

/// A company where one is named or meant, else the words that are measured.
fn owner(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Subject {
    let words = s.indicator.of(page.text);
    let market =
        ["全国", "中国", "我国", "全球", "风电", "太阳能", "光伏", "新能源", "市场"].iter().any(|w| words.contains(w));
    if market {
        let name = ["新增装机容量", "装机容量", "新增装机", "装机", "总量", "新增"]
            .iter()
            .fold(words.to_owned(), |n, t| n.strip_suffix(t).unwrap_or(&n).to_owned());
        return Subject { id: String::new(), name };
    }
    // an order's capacity goes to whom it is provided
    let clause = s.clause.of(page.text);
    if let Some(at) = clause.find("向").filter(|_| clause.contains("提供")) {
        let from = s.clause.start + at;
        if let Some(m) = page.mentions.iter().find(|m| m.span.start >= from && m.span.end <= s.clause.end) {
            return Subject { id: m.id.clone(), name: m.name.clone() };
        }
    }
    if let Some(topic) = page.led_by_topic(sentence, s.quantity.span.start) {
        return Subject { id: String::new(), name: topic.of(page.text).to_owned() };
    }
    page.actor(sentence, s.quantity.span.start)
}

/// `约 500 MW（兆瓦）的容量`: the quote goes on over a bracket to the noun.
fn tail(text: &str, at: usize, end: usize) -> usize {
    let rest = between(text, at, end);
    ["的容量", "装机", "容量", "产能", "订单"]
        .iter()
        .filter_map(|w| rest.find(w).filter(|i| rest[..*i].chars().count() <= 14).map(|i| at + i + w.len()))
        .max()
        .unwrap_or(at)
}
