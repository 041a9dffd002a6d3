//! `usage`: users, visits, tokens, downloads, plays of a product.
//!
//! reads: a word of use with the count behind it, users that somebody has, tokens that are used up, a count whose noun
//! stands behind (`4.1T的周调用量`), `这一数字为`, lists. needs: a count without a unit, of people, times or tokens. gives: the
//! product, metric, value, change. does not match: by how much something moved, a gap, what is but supposed.

use super::actor::Subject;
use super::draft::{begins, circumstances, fact, measure, moved};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::used;
use super::{Basis, ChangeBase, Fact, FactKind, step, supposed};
use crate::decimal::Decimal;
use crate::span::{Span, between};
use crate::tag::{MentionKind, Period};

/// Units in which use is counted.
const UNITS: [&str; 10] = ["", "户", "人", "次", "token", "人次", "名", "位", "个", "用户"];

/// Characters between a count and the change that follows it.
const APART: usize = 16;

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], done: &mut [bool]) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    for (i, s) in all.iter().enumerate() {
        let before = i.checked_sub(1).map(|b| &all[b]);
        // `由300万增至500万`: the words of both stand before the first
        let led =
            before.is_some_and(|b| b.clause == s.clause && b.quantity.unit == s.quantity.unit && is_former(page, b));
        let from = before.filter(|_| !led).map_or(0, |b| b.quantity.span.end);
        let from = from.clamp(s.clause.start, s.quantity.span.start);
        let counted = UNITS.contains(&s.quantity.unit.as_str());
        let share = s.quantity.unit == "%" && s.change.is_some();
        if done[i] || !(counted || share) {
            continue;
        }
        let Some((at, metric, carried)) = metric(page, s, from, &out) else { continue };
        if step::difference(page, s).is_some()
            || s.inherited && !share && !carried && !led
            || is_none(page, sentence, s, at)
        {
            // what a count comes from is no figure of its own
            done[i] = is_former(page, s) && all.get(i + 1).is_some_and(|n| n.clause == s.clause);
            continue;
        }
        done[i] = true;
        let subject = match (s.item, out.last().filter(|_| carried && at == from)) {
            (Some(item), _) => used::of_item(page, item),
            (None, Some(before)) => used::beside(page, (from, s.quantity.span.start), before),
            (None, None) => used::product(page, sentence, (from, at), out.last()),
        };
        let level = reached(page, all, i).filter(|k| share && !done[*k]);
        let former = level.filter(|k| *k > i + 1).map(|_| i + 1);
        former.into_iter().for_each(|k| done[k] = true);
        let level = level.map(|k| (k, &all[k]));
        let mut f = one(page, sentence, level.map_or(s, |l| l.1), (metric, subject));
        // the date of the level before is not this one's
        let since = before.filter(|_| led).and_then(|b| dated(page, b));
        f.period = f.period.filter(|p| since.is_none_or(|s| s.period.as_ref() != Some(p)));
        if let (Some((k, _)), Some(change)) = (level, s.change.as_ref()) {
            done[k] = true;
            moved(&mut f, change);
            let since = former.map_or("", |k| between(page.text, s.quantity.span.end, all[k].quantity.span.start));
            let year = ["前一年", "上一年", "上年", "去年"].iter().any(|w| since.contains(w));
            f.change_base = f.change_base.or(year.then_some(ChangeBase::Yoy));
        }
        if let (false, Some(next)) = (share, all.get(i + 1))
            && let Some(change) = next.change.as_ref().filter(|_| follows(page, s, next, led) && !done[i + 1])
        {
            done[i + 1] = true;
            moved(&mut f, change);
        }
        out.push(f);
    }
    out
}

/// Which count is the level that the change at `i` leads to: `MAU环比增长3%至2.1亿`, `增长高达69%，从前一年的510万增至860万`.
fn reached(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> Option<usize> {
    let counted = |s: &&Statement<'_>| UNITS.contains(&s.quantity.unit.as_str());
    let next = all.get(i + 1).filter(counted)?;
    let to = between(page.text, all[i].quantity.span.end, next.quantity.span.start).trim();
    let to = to.trim_start_matches(['，', ',']).trim_end_matches('约');
    let bare = to.trim_start_matches(['已', '升', '增', '涨', '来', '达', '提', '降']);
    if matches!(bare, "至" | "到") || to == "达" {
        return Some(i + 1);
    }
    let last = all.get(i + 2).filter(counted).filter(|l| l.clause == next.clause)?;
    let link = between(page.text, next.quantity.span.end, last.quantity.span.start);
    let leads = to.starts_with(['从', '由']) && to.chars().count() <= APART;
    (leads && link.ends_with(['至', '到']) && link.chars().count() <= 4).then_some(i + 2)
}

fn one(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, (metric, subject): (&str, Subject)) -> Fact {
    let span = Span::new(s.clause.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Usage, metric, subject, span, "usage_words");
    if s.quantity.unit == "%" {
        if let Some(c) = &s.change {
            moved(&mut f, c);
        }
    } else {
        measure(&mut f, s.quantity);
        if metric.ends_with("tokens") {
            f.unit = "token".to_owned();
        }
    }
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    let reckoned = supposed::reckons(between(page.text, sentence.span.start, s.quantity.span.end));
    let start = f.period.as_deref().and_then(|p| begins(p, None));
    let ahead = start.zip(page.head.published_on).is_some_and(|(p, d)| p > d);
    f.basis = Some(if reckoned || ahead { Basis::Forecast } else { Basis::Actual });
    f
}

/// What a count measures, where its words begin, and whether it goes on with the count before.
fn metric(page: &Page<'_>, s: &Statement<'_>, from: usize, out: &[Fact]) -> Option<(usize, &'static str, bool)> {
    let at = s.quantity.span.start;
    let tokens = s.quantity.unit == "token";
    let lead = Span::new(from, at);
    let named = page.triggers_in(lead).filter(|(_, t)| t.kind == "usage");
    // 日均调用量 counts tokens where the count does
    let calls = s.quantity.unit == "次" && lead.of(page.text).contains("调用");
    let fits =
        |m: &str| tokens == m.ends_with("tokens") || !tokens && (s.quantity.unit.is_empty() || calls) || m.is_empty();
    if let Some((w, t)) = { named }.next().filter(|(_, t)| fits(t.metric)) {
        return Some((w.start, t.metric, false));
    }
    let words = lead.of(page.text);
    // `月均处理token数已达1800万亿`
    if s.quantity.unit.is_empty()
        && let Some(at) = used::token_count(words)
    {
        let daily = words.contains("日均") || words.contains("每日") || words.contains("日处理");
        return Some((from + at, if daily { "daily_tokens" } else { "tokens" }, false));
    }
    if tokens {
        let daily = |w: &str| if w.contains("日均") { "daily_tokens" } else { "tokens" };
        let uses = ["消耗", "调用", "处理", "使用", "生成"].iter().filter_map(|w| words.rfind(w)).max();
        if let Some(i) = uses.filter(|i| words[*i..].chars().count() <= 12) {
            let start = ["日均", "月均", "周均", "合计", "累计", "每分钟", "每天", "每日"]
                .iter()
                .filter_map(|w| words[..i].rfind(w))
                .min()
                .unwrap_or(i);
            return Some((from + start, daily(words), false));
        }
        let rest = between(page.text, s.quantity.span.end, s.clause.end).trim_start_matches([' ', '的']);
        let rest = ["Tokens", "tokens", "Token", "token"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
        let noun = ["周", "日均", "月", "日", "总", ""].iter().find_map(|w| rest.strip_prefix(w));
        if noun.is_some_and(|r| ["调用量", "消耗量", "用量", "使用量"].iter().any(|w| r.starts_with(w))) {
            return Some((at, daily(rest), false));
        }
    }
    if let Some((at, metric)) = users(page, s).map(|at| (at, "users")).or_else(|| behind(page, s)) {
        return Some((at, metric, false));
    }
    goes_on(page, s, from, out)
}

/// `这一数字为63万亿`, the next of a list: the metric of the count before.
fn goes_on(page: &Page<'_>, s: &Statement<'_>, from: usize, out: &[Fact]) -> Option<(usize, &'static str, bool)> {
    let before = out.last()?;
    let words = between(page.text, from, s.quantity.span.start);
    let said = ["这一数字", "该数字", "这一指标", "这一数据", "这一规模"].iter().any(|w| words.contains(w));
    let listed = s.item.is_some() && s.inherited && s.quantity.unit == before.unit;
    // `甲以4.1T的周调用量居首，乙以3.2T紧随其后`
    let lead = words.trim_end();
    // `其中甲为3.9T`, `甲（2.4T）`
    let model = || {
        let bare = lead.trim_end_matches(['为', '达', '约', '（', '(', ' ']);
        let at = from + bare.len();
        bare.len() < lead.len() && page.mentions.iter().any(|m| m.kind == MentionKind::Model && m.span.end == at)
    };
    let tokens = s.quantity.unit == "token" && before.unit == "token";
    let ranked = tokens && (lead.ends_with('以') || model());
    let metric = page.metric_of("usage", &before.metric)?;
    (said || listed || ranked).then_some((from, metric, true))
}

/// The date right before a count: 2024年初 of `从2024年初的1000亿次`.
fn dated<'p>(page: &'p Page<'_>, s: &Statement<'_>) -> Option<&'p Period> {
    let at = s.quantity.span.start;
    let last = page.periods.iter().rfind(|p| p.span.end <= at && s.clause.contains(p.span));
    last.filter(|p| matches!(between(page.text, p.span.end, at).trim(), "" | "的" | "的约" | "的近"))
}

/// `从2024年初的1000亿次升至`: whether a count is the level that another comes from.
fn is_former(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let at = s.quantity.span.start;
    let since = dated(page, s);
    let lead = between(page.text, s.clause.start, since.map_or(at, |p| p.span.start));
    let from = ['从', '由', '自'];
    let since = since.is_some_and(|p| p.span.of(page.text).starts_with(from));
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    (since || lead.trim_end().ends_with(from)) && rest.contains(['至', '到'])
}

/// Whether a count is no use: a gap, a need, what would be if.
fn is_none(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, at: usize) -> bool {
    let lead = between(page.text, at.min(s.quantity.span.start), s.quantity.span.start);
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let before = between(page.text, sentence.span.start, s.quantity.span.start);
    let gap = ["缺口", "差距", "的差"].iter().any(|w| rest.contains(w));
    let apart =
        before.rfind("距离").is_some_and(|i| ["仍有", "还有", "尚有", "还差"].iter().any(|w| before[i..].contains(w)));
    let needs = ["需求", "目标", "空间", "上限"].iter().any(|w| lead.contains(w));
    // what a model can take in at once is a size of it
    let context = rest.trim_start_matches([' ', '的', '长']).starts_with("上下文");
    gap || apart || needs || context || is_former(page, s) || supposed::opens(before) || before.contains("假设")
}

/// Whether the change of a count stands right behind it: `MAU 7.61亿，同比增12%`; `led`: whether a level before says since
/// when (`由200万增至600万，增长2倍`).
fn follows(page: &Page<'_>, s: &Statement<'_>, next: &Statement<'_>, led: bool) -> bool {
    let words = between(page.text, s.quantity.span.end, next.quantity.span.start)
        .trim_start_matches([' ', '，', ',', '（', '(']);
    let base = ["同比", "环比", "较", "比"].iter().any(|w| words.starts_with(w));
    let grown = led && ["增长", "增加", "增幅", "提升", "下降", "减少", "降幅"].iter().any(|w| words.starts_with(w));
    (base || grown) && words.chars().count() <= APART && !words.contains(['，', '；', '、'])
}

/// `拥有1500万付费用户`, `吸引了3亿月活用户`, `每天110万次下载`: the noun of use right behind a count that somebody has.
fn behind(page: &Page<'_>, s: &Statement<'_>) -> Option<(usize, &'static str)> {
    const HAS: [&str; 12] = ["拥有", "已有", "达", "达到", "突破", "超", "超过", "有", "吸引", "积累", "每天", "每日"];
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let bare = lead.trim_end_matches(['约', '近', '逾', '了', ' ']);
    let verb = HAS.iter().filter_map(|v| bare.strip_suffix(v)).min_by_key(|h| h.len())?;
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let at = s.quantity.span.end + (rest.len() - rest.trim_start_matches([' ', '的', '名', '个']).len());
    let noun = page.triggers_in(Span::new(at, s.clause.end)).find(|(w, t)| w.start == at && t.kind == "usage");
    let downloads =
        || (s.quantity.unit == "次" && rest.starts_with("下载")).then(|| page.metric_of("usage", "downloads"));
    let metric = noun.map(|(_, t)| t.metric).or_else(|| downloads().flatten())?;
    Some((s.clause.start + verb.len(), metric))
}

/// `拥有超过450万用户`: who has as many users; the verb's place.
fn users(page: &Page<'_>, s: &Statement<'_>) -> Option<usize> {
    let behind = page.text.get(s.quantity.span.end..)?;
    let counted = matches!(s.quantity.unit.as_str(), "" | "户" | "名" | "位" | "个" | "用户");
    let users = s.quantity.unit == "用户"
        || behind.trim_start().starts_with("用户")
        || behind.trim_start().starts_with("活跃用户");
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    // `2019年中国某某用户1367万人`
    let bare = lead.trim_end_matches(['约', '达', '近', '超', '为', '到', '有', '过', ' ']);
    // 用户1 is one of a list
    let many = s.quantity.unit.is_empty() && s.quantity.low >= Decimal::from(10_000);
    let people = many || matches!(s.quantity.unit.as_str(), "名" | "位" | "人");
    let moved = ["新增", "净增", "增加", "流失", "潜在", "目标", "每", "单", "向", "对", "给"];
    if let Some(of) = bare.strip_suffix("用户").filter(|of| people && !moved.iter().any(|w| of.contains(w))) {
        return Some(s.clause.start + of.len());
    }
    let verb = ["拥有", "服务", "连接", "覆盖", "积累", "触达"].iter().filter_map(|v| lead.rfind(v)).max()?;
    (counted && users && lead[verb..].chars().count() <= 8).then_some(s.clause.start + verb)
}
