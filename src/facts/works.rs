//! `capex`: what a project costs.
//!
//! reads: totals (总投资 项目金额 固定资产投资) and 投资 behind the name of what is built, in a total's own clause, in one before it or
//! at its sentence's head (`甲项目：…，总投资约78亿美元`); amounts with which something is built (`以3亿元新建产线`, `投入5亿元扩建工厂`);
//! what has been spent on the project that a clause before names. needs: whose it is, a company that the sentence or the one before a
//! `；` names, else the report's own. gives: subject, object = the project. does not match: funds, shares, what is bought; projects
//! that are given up.

use super::actor::Subject;
use super::page::{Page, counts, is_firm};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// Clauses before a total in which its project is sought.
const BEFORE: usize = 3;

/// What begins with a project.
const BEGUN: [&str; 7] = ["开工", "动工", "动土", "奠基", "签约", "落户", "启动"];

/// Characters of words that point to a project, at most.
const POINTER: usize = 6;

/// Characters of a place before a verb of building at most.
const PLACE: usize = 10;

/// Characters of a project's name at most.
const NAME: usize = 24;

/// A project with an amount that it costs.
pub(super) struct Works {
    /// The words that make the amount a cost.
    pub(super) word: Span,
    /// Whose it is, where its own head says so.
    subject: Option<Subject>,
    name: String,
    /// Whether the amount is said to be what all of it costs, not what is or was spent on it.
    total: bool,
}

/// The project that an amount is spent on.
pub(super) fn of(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Works> {
    let phrases = &page.lexicon.phrases;
    let at = s.quantity.span;
    let given_up = || phrases.given_up.is_in(between(page.text, at.end, sentence.span.end));
    let word = Span::new(s.clause.start, at.start);
    if let Some((subject, name)) = project(page, sentence, s) {
        return Some(Works { word, subject: Some(subject), name: name.to_owned(), total: true });
    }
    if let Some((subject, name, total)) = of_before(page, sentence, s) {
        return Some(Works { word, subject: Some(subject), name: name.to_owned(), total });
    }
    let works =
        total(page, sentence, s).or_else(|| building(page, sentence, s)).or_else(|| so_far(page, sentence, s))?;
    // where the project is named: its own clause and the one before
    let from = sentence.before(s.clause.start).next().map_or(s.clause.start, |c| c.start);
    let named = between(page.text, from, at.end);
    // what a customer pays for is an order
    let ordered = ["中标", "合同", "框架", "订单", "采购项目"].iter().any(|w| named.contains(w));
    (!ordered && !phrases.not_built.is_in(named) && !given_up() && is_somebodys(page, sentence, at.start))
        .then_some(works)
}

/// `甲将宣布投资计划。其中，对某厂的投资为`: whether a sentence parts what the one before says of a firm.
pub(super) fn goes_on(page: &Page<'_>, sentence: &Sentence) -> bool {
    let parts = sentence.span.of(page.text).trim_start().starts_with("其中");
    parts && page.earlier(sentence).last().is_some_and(|s| page.names_firm(s.span))
}

/// Whether a place's sentence, or the one that it goes on from over `；`, names who builds, or the report's own company does.
fn is_somebodys(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let before = page.part_before(sentence);
    page.names_actor(sentence, at)
        || before.is_some_and(|s| page.names_firm(s.span))
        || page.is_of_company() && !page.is_of_wide_section()
}

/// `某某工厂总投资99亿元`, `拟在某地投建四期项目，总投资355亿元`.
fn total(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Works> {
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let bare = lead.trim_end_matches([' ', '约', '为', '达', '近', '仅', '高', '：', ':']);
    let bare = bare.trim_end_matches("折合人民币");
    let word = phrases.costs.closing(bare)?;
    let head = bare[..bare.len() - word.len()].trim_end();
    let word = Span::new(s.clause.start + head.len(), s.clause.start + bare.len());
    let head = ["计划", "预计", "拟", "规划", "的", "，"].iter().fold(head, |h, w| h.trim_end().trim_end_matches(w));
    let made = |name: &str| Some(Works { word, subject: None, name: name.to_owned(), total: true });
    if let Some(end) = works_end(page, head).filter(|e| *e == head.len()) {
        return made(name_of(page, &head[..end]));
    }
    let own = head.chars().filter(|c| c.is_alphanumeric()).count() <= 4 && word.of(page.text) != "投资";
    let mut before = sentence.before(s.clause.start).take(BEFORE).filter(|_| own);
    before.find_map(|c| named_in(page, c.of(page.text))).and_then(made)
}

/// `以3.6亿元新建产线`, `投入7500万元扩建工厂`: what is built with an amount.
fn building(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Works> {
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let spends = ["以", "投入", "投资", "斥资", "再投", "追加", "出资", "耗资", "砸"].iter().any(|w| lead.contains(w));
    let rest = between(page.text, s.quantity.span.end, sentence.span.end);
    // `以自有资金25亿元，在某地扩建产线`
    let own = rest.trim_start_matches([' ', '，', ',']);
    let placed = own.strip_prefix('在').and_then(|w| w.char_indices().nth(PLACE).map_or(Some(w), |(i, _)| w.get(..i)));
    let verb = match phrases.building.opening(own) {
        Some(verb) => Some((0, verb)),
        None => placed.and_then(|p| phrases.building.places(p).next()).map(|(i, v)| ('在'.len_utf8() + i, v)),
    };
    let (at, verb) = verb.filter(|_| spends)?;
    let start = s.quantity.span.end + (rest.len() - own.len()) + at;
    let name = object_of(page, &own[at + verb.len()..]);
    // `在某地建厂`: the verb says what
    let whole = name.is_empty() && verb.ends_with('厂');
    let name = if whole { own[..at + verb.len()].trim_start_matches('在') } else { name };
    let word = Span::new(start, start + verb.len());
    (name.chars().count() >= 2).then(|| Works { word, subject: None, name: name.to_owned(), total: false })
}

/// `某某二期仍在推进，截至年末累计投入4.7亿元`: what has been spent on the project that a clause before names.
fn so_far(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Works> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let (at, word) = ["累计投入", "已投入", "累计投资", "累计支出", "已支出", "累计完成投资", "已完成投资"]
        .iter()
        .find_map(|w| lead.rfind(w).map(|i| (i, w)))?;
    let name = sentence.before(s.clause.start).take(BEFORE).find_map(|c| {
        let words = c.of(page.text);
        works_end(page, words).map(|e| name_of(page, &words[..e]))
    })?;
    let word = Span::new(s.clause.start + at, s.clause.start + at + word.len());
    Some(Works { word, subject: None, name: name.to_owned(), total: false })
}

/// What a clause builds: behind its verb, else the project that it ends in.
fn named_in<'t>(page: &Page<'_>, clause: &'t str) -> Option<&'t str> {
    let verbs = &page.lexicon.phrases.building;
    let clause = clause.trim_end_matches(['，', ',', ' ', '”', '"']);
    let begun = verbs.places(clause).map(|(i, v)| i + v.len()).max();
    if let Some(end) = begun.filter(|e| works_end(page, clause).is_none_or(|w| *e == clause.len() || w > *e)) {
        let name = object_of(page, &clause[end..]);
        // `渠道建设，总投资1亿元`
        let name = if end == clause.len() { name_of(page, clause) } else { name };
        return (name.chars().count() >= 2).then_some(name);
    }
    // `某某基地二期已于3月封顶`
    let goes_on = |rest: &str| {
        rest.is_empty()
            || ["已", "正", "将", "于", "目前", "预计", "仍", "规划", "年产", "的", "拥有", "占地"]
                .iter()
                .chain(&BEGUN)
                .any(|w| rest.trim_start().starts_with(w))
    };
    works_end(page, clause).filter(|e| goes_on(&clause[*e..])).map(|e| name_of(page, &clause[..e]))
}

/// Where the last noun of works in words ends.
fn works_end(page: &Page<'_>, words: &str) -> Option<usize> {
    page.lexicon.phrases.works.places(words).map(|(i, w)| i + w.len()).max()
}

/// The name that words end in, without who builds and what comes before it.
fn name_of<'t>(page: &Page<'_>, words: &'t str) -> &'t str {
    let cut =
        ["“", "拟", "的", "：", ":", "，", "。", "；", "）", ")", "、", "其中", "公司", "年", "月", "日", "对", "向"];
    let from = cut.iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
    let name = words[from..].trim();
    let name = page.lexicon.phrases.building.opening(name).map_or(name, |v| name[v.len()..].trim());
    if name.chars().count() > NAME { "" } else { name }
}

/// What a verb of building has behind it, up to the clause's end.
fn object_of<'t>(page: &Page<'_>, words: &'t str) -> &'t str {
    let end = words.find(['，', '。', '；', '（', '(', '！', '】']).unwrap_or(words.len());
    let words = words[..end].rsplit("——").next().unwrap_or("").trim().trim_matches(['“', '”', '"']);
    let end = works_end(page, words).unwrap_or(words.len());
    let name = words[..end].trim_start_matches(['了', '的', ' ']);
    if name.chars().count() > NAME { "" } else { name }
}

/// `甲项目：…，总投资约78亿美元`, `甲公司某项目开工。…，总投资约3亿`: whose project a total is of, and the project.
fn project<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>) -> Option<(Subject, &'d str)> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let lead = lead.trim_end_matches(['约', '为', '达', '近', '高', '：', ':', ' ']).trim_end_matches("折合人民币");
    page.lexicon.phrases.costs.closing(lead).filter(|w| w.contains("总"))?;
    let works = |words: &str| works_end(page, words);
    let index = page.sentences.iter().position(|n| n.span == sentence.span)?;
    let own = between(page.text, sentence.span.start, s.quantity.span.start).split_once(['：', ':']).map(|(h, _)| h);
    let (start, words) = match own.filter(|h| works(h) == Some(h.len())) {
        Some(head) => (sentence.span.start, head),
        None => {
            // `8月20日，甲某项目签约`
            let before = page.sentences[index.checked_sub(1)?].clauses.iter();
            let begun = |words: &str| BEGUN.iter().filter_map(|w| words.find(w)).min();
            let (before, begun) = before.take(BEFORE).find_map(|c| Some((c, begun(c.of(page.text))?)))?;
            let words = before.of(page.text);
            (before.start, &words[..works(&words[..begun])?])
        }
    };
    let end = start + words.len();
    if let Some(m) = page
        .mentions
        .iter()
        .find(|m| m.kind == MentionKind::Company && counts(m) && m.span.start >= start && m.span.end < end)
    {
        let rest = between(page.text, m.span.end, end);
        let rest = rest.rsplit_once("公司").map_or(rest, |(_, r)| r).trim_start_matches(['的', ' ']);
        return Some((m.into(), rest));
    }
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let latin = words.len() - words.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
    let named = latin >= 3 && words.starts_with(|c: char| c.is_ascii_uppercase());
    named.then(|| (Subject::named(&words[..latin]), words[latin..].trim()))
}

/// `甲某某产业化项目于4月签约。…。项目一期计划投资55亿元`, `。截至4月底，累计完成投资32亿元`: the project of a firm that a sentence before
/// speaks of.
fn of_before<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>) -> Option<(Subject, &'d str, bool)> {
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let lead = lead.trim_end_matches(['约', '为', '达', '近', ' ']);
    let done = ["累计完成投资", "累计投资", "已完成投资"].iter().find(|w| lead.ends_with(**w));
    let word = done.copied().or_else(|| phrases.costs.closing(lead).filter(|w| *w != "投资"))?;
    let head = lead[..lead.len() - word.len()].trim_matches(['，', ' ']);
    // 项目, 该项目一期
    let pointer = head.chars().count() <= POINTER && works_end(page, head) == Some(head.len());
    let pointer = pointer || head.is_empty() && (done.is_some() || word.starts_with("项目"));
    let silent = !page.names_firm(Span::new(sentence.span.start, s.quantity.span.start));
    if !silent || !pointer || phrases.not_built.is_in(sentence.span.of(page.text)) {
        return None;
    }
    let mut clauses = page.earlier(sentence).iter().rev().take(BEFORE).flat_map(|s| s.clauses.iter());
    clauses.find_map(|c| {
        let end = c.start + works_end(page, c.of(page.text))?;
        let inside = |m: &&Mention| is_firm(m) && c.contains(m.span) && m.span.end < end;
        let firm = page.mentions.iter().find(inside)?;
        let name = name_of(page, between(page.text, firm.span.end, end));
        let told =
            ["签署", "签订", "公告", "宣布", "披露"].iter().filter_map(|w| name.rfind(w).map(|i| i + w.len())).max();
        let name = &name[told.unwrap_or(0)..];
        (name.chars().count() >= 2).then(|| (firm.into(), name, done.is_none()))
    })
}

/// Makes an amount that of a project.
pub(super) fn settle(f: &mut Fact, page: &Page<'_>, s: &Statement<'_>, works: Works) {
    if let Some(subject) = works.subject {
        (f.subject_id, f.subject) = (subject.id, subject.name);
    }
    f.object = works.name;
    if f.unit.is_empty() {
        f.unit = "CNY".to_owned();
    }
    if !works.total {
        return;
    }
    // the day on which it began or was told is not that of the spending
    if !page.periods.iter().any(|p| s.clause.contains(p.span)) {
        f.period = None;
    }
    if f.basis == Some(Basis::Actual) {
        f.basis = Some(Basis::Plan);
    }
}
