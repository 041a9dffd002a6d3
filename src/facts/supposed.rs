//! What is but supposed: assumptions that a calculation starts from, cases, what a house reckons.
//!
//! reads: `以每公里100万元测算`, `按每个项目10万元计算，`, `在产销率95%情况下，产能将用尽`, the numbered points behind `核心假设：`.
//! Also what a company's prospectus expects of it, and a plan up to a year that holds for what follows.
//! does not match: 成本测算产品 (a thing), a case that was so (`在收入下降的情况下利润仍增长`).

use super::page::Page;
use super::sentence::Sentence;
use crate::span::between;

/// Whether words say that a figure was reckoned: 测算 of 成本测算产品 is a thing.
pub(super) fn reckons(words: &str) -> bool {
    let thing = |rest: &str| ["产品", "软件", "业务", "系统", "工具", "师", "模块"].iter().any(|w| rest.starts_with(w));
    ["测算", "估算", "估测"].iter().any(|w| words.match_indices(w).any(|(i, w)| !thing(&words[i + w.len()..])))
}

/// Whether a figure is what something is reckoned from: `以每公里100万元测算`.
pub(super) fn is_input(lead: &str, rest: &str) -> bool {
    lead.trim_start().starts_with('以') && reckons(rest)
}

/// Whether what a figure says is but supposed: `按每年10万个项目，每个项目投入10万元计算，`, `在产销率95%情况下，产能将用尽`.
pub(super) fn is_supposed(text: &str, sentence: &Sentence, at: usize) -> bool {
    let clause = sentence.clause_at(at);
    let (here, after) = (between(text, at, clause.end), between(text, clause.end, sentence.span.end));
    let case = ["情况下", "前提下", "条件下"].iter().any(|w| here.contains(w));
    let then = ["将", "预计", "有望", "则", "可达"].iter().any(|w| after.contains(w));
    let counts = ["计算，", "计，", "测算，", "估算，"].iter().any(|w| here.ends_with(w));
    let by = || sentence.clauses.iter().filter(|c| c.start <= at).map(|c| c.of(text).trim_start());
    case && then || counts && by().any(|c| c.starts_with(['按', '以']))
}

/// Whether one of the clauses of some words opens a supposition: `若合约价再涨20%`, `推演：若增速维持在30%`.
pub(super) fn opens(words: &str) -> bool {
    let begins = |clause: &str| {
        let clause = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
        ["若", "如果", "假如", "倘若", "我们假设"].iter().any(|w| clause.starts_with(w))
    };
    words.split(['，', '：', '；']).any(begins)
}

/// Whether a sentence is one of the assumptions that a lead-in announces: `基于以下假设：`, then `3. 占比50%`.
pub(super) fn is_assumed(page: &Page<'_>, sentence: &Sentence) -> bool {
    let leads = |text: &str| {
        let named = || ["以下假设", "如下假设", "假设如下", "核心假设", "关键假设"].iter().any(|w| text.contains(w));
        text.contains("假设") && (text.trim_end().ends_with(['：', ':']) || named())
    };
    let item = |text: &str| {
        let text = text.trim_start();
        text.starts_with(|c: char| c.is_ascii_digit() || "（(①②③④⑤⑥●-".contains(c)) || text.starts_with("假设")
    };
    // `假设1）占比为5:4。2）比例提升到50%。`
    let before = page.lead(sentence.span.start);
    let numbered = || ["假设1", "假设 1", "假设（1", "假设(1", "假设①"].iter().any(|w| before.contains(w));
    // `甲规模测算：假定1）渗透率5%；2）…，2025-2030年规模为`
    let reckoned = || before.contains("测算：") && ["假定", "假设"].iter().any(|w| before.contains(w));
    if leads(before) || reckoned() || item(sentence.span.of(page.text)) && numbered() {
        return true;
    }
    let before = page.document.passages[..page.passage].iter().rev().filter(|p| p.kind.is_running_text()).take(8);
    if !item(page.text) {
        return false;
    }
    for passage in before {
        if leads(&passage.text) {
            return true;
        }
        if !item(&passage.text) {
            return false;
        }
    }
    false
}

/// Whether a company's own prospectus expects something of it; what that cites of its market is none of its own.
pub(super) fn is_filed(lead: &str) -> bool {
    let any = |words: &[&str]| words.iter().any(|w| lead.contains(w));
    any(&["招股书", "招股说明书"]) && any(&["预计", "预期"]) && lead.contains("公司") && !lead.contains("市场规模")
}

/// `计划到2027年收入超过300亿元，市值超过500亿元`: a plan up to a year holds for what follows it.
pub(super) fn is_bound(lead: &str, clause: &str) -> bool {
    ["计划到", "要求到", "力争到", "提出到"].iter().any(|w| lead.contains(w))
        && !["目前", "当前", "已", "现有"].iter().any(|w| clause.contains(w))
}

/// `我们估算市场规模约200亿元，渠道占比约20%`: what the house reckons holds for what follows it.
pub(super) fn is_own(lead: &str) -> bool {
    ["我们估算", "我们测算", "我们估计", "我们推算"].iter().any(|w| lead.contains(w))
}
