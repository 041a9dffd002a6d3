//! `capex`: what a passage that speaks of capital spending goes on to say of it.
//!
//! reads: amounts behind words of spending (投入 预算 指引 安排 砸下) in sentences that follow one with a capex word, before anything else
//! is measured; totals that are raised (`总额提高至`); shares of an amount that its sentence gives (`其中一半`, `约六成用于`, `60%投向`).
//! gives: the word that an amount goes with; a share's part, computed. does not match: sentences that say of amounts that they are
//! none (`均不属于资本开支`), what others had expected (`不及市场预期的`).

use super::draft::tidy;
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, said, supposed};
use crate::decimal::Decimal;
use crate::span::{Span, between};
use crate::tag::Approximation;

/// Bytes between a capex word and a sentence that goes on with it, some 160 characters.
const REACH: usize = 480;

/// Characters behind an amount in which it is said to have moved on.
const NEXT: usize = 8;

/// Characters of what a share buys at most.
const OBJECT: usize = 20;

/// The capex word of an earlier sentence that one may go on with: the last before it, nothing else measured between.
pub(super) fn topic(page: &Page<'_>, sentence: &Sentence) -> Option<Span> {
    let before = page.triggers.partition_point(|(s, _)| s.start < sentence.span.start);
    let near = |s: &Span| s.end + REACH >= sentence.span.start;
    let mut earlier = page.triggers[..before].iter().rev().take_while(|(s, _)| near(s));
    let word = earlier.find(|(_, t)| t.kind == "capex").map(|(s, _)| *s)?;
    let since = between(page.text, word.end, sentence.span.start);
    let phrases = &page.lexicon.phrases;
    let denied =
        page.earlier(sentence).iter().rev().find(|s| s.span.contains(word)).is_some_and(|s| is_denied(page, s));
    (!phrases.not_capex.is_in(since) && !phrases.not_built.is_in(since) && !denied).then_some(word)
}

/// The word with which an amount goes on with a topic, or raises an amount of its sentence.
pub(super) fn carried(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    topic: Option<Span>,
    out: &[Fact],
) -> Option<Span> {
    let phrases = &page.lexicon.phrases;
    let clause = s.clause.of(page.text);
    let supposed = || {
        let words = between(page.text, sentence.span.start, s.quantity.span.start);
        supposed::opens(words) || ["假设", "情景", "推演"].iter().any(|w| words.contains(w))
    };
    let priced = phrases.share_prices.is_in(clause);
    if phrases.not_built.is_in(clause) || phrases.not_capex.is_in(clause) || priced || supposed() {
        return None;
    }
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    if let (Some(topic), Some((i, w))) = (topic, phrases.spends.places(clause).next()) {
        let word = Span::new(s.clause.start + i, s.clause.start + i + w.len());
        let near = between(page.text, s.quantity.span.end.min(word.end), word.start.max(s.quantity.span.start));
        return (near.chars().count() <= 30).then_some(if word.end <= s.quantity.span.start { word } else { topic });
    }
    // `其中，甲、乙、丙分别为451亿、376亿、369亿美元` behind what they spend together, also of things
    let of_firms = page.names_firm(Span::new(s.clause.start, s.quantity.span.start));
    let listed = lead.contains("分别") && (of_firms || s.item.is_some());
    let nothing = || {
        page.triggers_in(s.clause).all(|(_, t)| t.kind != "capex")
            && !page.is_measured(lead.trim_end_matches(['为', '达']).trim_end_matches("分别"))
    };
    if let Some(topic) =
        topic.filter(|t| listed && nothing() && page.earlier(sentence).last().is_some_and(|b| b.span.contains(*t)))
    {
        return Some(topic);
    }
    // `亚马逊重申2,000亿美元左右`, `甲维持1800亿美元的全年计划不变` behind another's
    let bare = lead.trim_end_matches([' ', '约', '了', '近', '逾']);
    let verb = ["重申", "维持"].iter().find(|w| bare.ends_with(**w));
    if let Some(verb) = verb.filter(|_| page.names_firm(Span::new(s.clause.start, s.quantity.span.start)) && nothing())
    {
        let at = s.clause.start + lead.rfind(verb).unwrap_or(0);
        return (topic.is_some() || !out.is_empty()).then(|| Span::new(at, at + verb.len()));
    }
    // `已投入1.5亿美元，后续还要追加0.8亿美元`
    let more = ["追加", "再投", "再投入", "还将投入", "还需投入"].iter().find(|w| bare.ends_with(**w));
    if let Some(more) = more.filter(|_| !out.is_empty()) {
        let end = s.clause.start + bare.len();
        return Some(Span::new(end - more.len(), end));
    }
    let raised = ["提高至", "提高到", "上调至", "上调到", "增至", "增加至", "追加至", "提升至", "扩大至"];
    let whole = ["总额", "规模", "金额", "预算", "额度"].iter().any(|w| lead.contains(w));
    let word = raised.iter().find_map(|w| lead.rfind(w).map(|i| (i, w.len()))).filter(|_| whole)?;
    (!out.is_empty()).then(|| Span::new(s.clause.start + word.0, s.clause.start + word.0 + word.1))
}

/// `再投35亿元，项目达产后…`: whether the clause behind one says what its amount builds.
pub(super) fn goes_on(page: &Page<'_>, sentence: &Sentence, clause: Span) -> bool {
    let next = sentence.clauses.iter().find(|c| c.start >= clause.end).map_or("", |c| c.of(page.text));
    let head: String = next.chars().take(6).collect();
    ["项目", "用于"].iter().any(|w| head.starts_with(w)) && page.lexicon.phrases.built.is_in(next)
}

/// `将在某地建设先进封装园区，预计投入10亿元`: whether the clause before builds what an amount pays for.
pub(super) fn pays_for(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let lead = ["预计", "计划", "拟", "将", "总", "共", "约", "近", "逾", " "]
        .iter()
        .fold(lead.to_owned(), |l, w| l.replace(w, ""));
    let before = sentence.before(s.clause.start).next().map_or("", |c| c.of(page.text));
    let builds = ["建设", "新建", "扩建", "兴建", "投建", "建造", "设厂", "建厂"].iter().any(|w| before.contains(w));
    let bare = matches!(lead.as_str(), "投入" | "投资" | "耗资" | "投入资金");
    bare && builds && page.lexicon.phrases.built.is_in(before) && page.names_actor(sentence, s.clause.start)
}

/// `1520亿美元（约9682亿元人民币）`: an amount said again in another currency.
pub(super) fn is_converted(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> bool {
    let s = &all[i];
    i.checked_sub(1).map(|b| &all[b]).is_some_and(|b| {
        let link = between(page.text, b.quantity.span.end, s.quantity.span.start).trim_start_matches(['左', '右', ' ']);
        let bracket = link.strip_prefix(['（', '(']).map(|l| l.trim_matches(['约', '折', '合', '当', ' ']));
        bracket == Some("") && page.is_money(b.quantity) && b.quantity.unit != s.quantity.unit
    })
}

/// Whether a sentence says of amounts that they are no capital spending.
pub(super) fn is_denied(page: &Page<'_>, sentence: &Sentence) -> bool {
    let words = sentence.span.of(page.text);
    let denies = ["不属于", "不计入", "不构成", "并非", "不包含在", "不在"].iter().filter_map(|w| words.find(w)).min();
    denies.is_some_and(|i| {
        let rest = &words[i..];
        ["开支", "支出", "投入", "产能", "投资"].iter().any(|w| rest.contains(w))
    }) || ["与扩产无关", "与产能无关", "与产能投入无关", "与资本开支无关", "与主业投入无关"]
        .iter()
        .any(|w| words.contains(w))
}

/// `前值为1150亿美元`, `由1750亿美元上修至…`, `同比多出15亿元`: whether an amount is what was said before, or a difference.
pub(super) fn is_former(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let former = ["前值", "原指引", "原先指引", "此前指引", "原区间"].iter().any(|w| lead.contains(w));
    let rest: String = between(page.text, s.quantity.span.end, s.clause.end).chars().take(NEXT).collect();
    let turns = ["上修", "上调", "上移", "抬", "提高", "提升", "下修", "下调", "收窄", "调整", "减", "缩"]
        .iter()
        .any(|w| rest.contains(w));
    let dated =
        page.periods.iter().any(|p| s.clause.contains(p.span) && lead.trim_end().ends_with(p.span.of(page.text)));
    // `比三个月前的预测高出近300亿美元`: by how much
    let bare = lead.trim_end_matches([' ', '约', '了', '近', '逾', '超', '出']);
    let once = ["此前为", "此前是", "原为", "之前为", "先前为", "此前仅"].iter().any(|w| bare.ends_with(w));
    let step = ["高", "多", "增加", "减少", "少", "低", "缩减"].iter().any(|w| bare.ends_with(w));
    // `较此前的43亿美元上调55%`
    let words = lead.trim_start_matches(['，', ',', ' ', '（', '(']);
    let than = words.strip_prefix(['较', '比']).is_some_and(|w| {
        ["此前", "原先", "原来", "之前", "前次", "先前", "上次", "原计划", "原预算"].iter().any(|p| w.starts_with(p))
    });
    step || once
        || than
        || former
        || lead.trim_end().ends_with(['由', '从', '自']) && turns && rest.contains(['至', '到']) && !dated
}

/// `不及市场此前期待的380亿美元`: whether a clause gives what others had expected.
pub(super) fn is_others_view(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let market =
        ["市场此前预期", "市场预期", "一致预期", "市场原先预期", "此前市场预期"].iter().any(|w| lead.contains(w));
    if market {
        return true;
    }
    let compares = said::COMPARES.iter().filter_map(|w| lead.find(w)).min();
    compares.is_some_and(|i| ["预期的", "期待的", "预期值", "一致预期", "预期"].iter().any(|w| lead[i..].contains(w)))
}

/// `其中一半预算将用于采购 AI 芯片`, `约60%用于购置服务器`: shares of the amount before them in their sentence.
pub(super) fn shares(page: &Page<'_>, all: &[Statement<'_>], out: &mut Vec<Fact>, used: &mut [bool]) {
    for (i, s) in all.iter().enumerate().filter(|(_, s)| s.quantity.unit == "%" && s.change.is_none()) {
        let at = s.quantity.span;
        let whole = out.iter().rev().find(|f| f.span.end <= at.start && f.rule != "capex_share" && f.low.is_some());
        let Some(whole) = whole.filter(|_| !used[i]) else { continue };
        let behind = between(page.text, at.end, s.clause.end);
        let lead = between(page.text, s.clause.start, at.start);
        let Some(object) = bought(behind).filter(|_| lead.chars().count() <= 12 || lead.contains("其中")) else {
            continue;
        };
        let hundred = Decimal::from(100);
        let share = |v: Option<Decimal>| v?.checked_mul(s.quantity.low)?.checked_div(hundred).map(|v| v.normalize());
        let mut part = part_of(page, whole, s.clause, object);
        (part.low, part.high) = (share(whole.low), share(whole.high));
        part.approximation =
            Some(s.quantity.approximation).filter(|a| *a != Approximation::Exact).or(whole.approximation);
        used[i] = true;
        out.push(part);
    }
}

/// What stands behind a share as bought with it.
fn bought(behind: &str) -> Option<&str> {
    const BUYS: [&str; 9] = ["用于采购", "用于建设", "用于购置", "用于", "投向", "投入", "面向", "采购", "购置"];
    let rest = behind.trim_start_matches(|c: char| "以上左右的将会资金拟 预算".contains(c));
    let word = BUYS.iter().find(|w| rest.starts_with(**w))?;
    let object = rest[word.len()..].trim_matches([' ', '，', '。', '；', '）']);
    // `六成用于服务器、四成用于网络`
    let next = BUYS.iter().filter_map(|w| object.find(w)).min();
    let object = next.map_or(object, |i| object[..i].rsplit_once('、').map_or(object, |(first, _)| first));
    ((1..=OBJECT).contains(&object.chars().count())).then_some(object)
}

/// A part of an amount of the same sentence.
fn part_of(page: &Page<'_>, whole: &Fact, clause: Span, object: &str) -> Fact {
    Fact {
        change: None,
        change_base: None,
        rule: "capex_share",
        confidence: page.lexicon.rules.confidence("capex_share"),
        span: tidy(page.text, clause),
        object: object.to_owned(),
        ..whole.clone()
    }
}
