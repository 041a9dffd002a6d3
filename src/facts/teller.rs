//! Who tells a statement where no house is quoted: `said_by` of managements, people and firms before a verb of telling.
//!
//! reads: `管理层在业绩会上表示，`, `某某总裁张三透露，`, `某某股份4月9日晚公告，拟`, a Latin name before 称; sentences that go on with the
//! source of the one before: behind `；`, 该机构预测, 同一份报告显示, 其中. gives: the name as written, without code and date. does not
//! match: 公司, what a firm does (`宣布涨价`), a verb that denies, 称 as a part of another word.

use super::page::{Page, is_firm, is_plain};
use super::sentence::Sentence;
use super::source;
use super::whose::MARKS;
use super::{Fact, FactKind};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// Characters between who tells and the verb: `一季度业绩会上`, `4月9日晚`.
const ASIDE: usize = 20;

/// Characters of a person's title and name: `首席财务官`, `总裁谭某`.
const TITLED: usize = 10;

/// Verbs of who expects what a market will be.
const EXPECTS: [&str; 4] = ["预计", "预测", "估计", "测算"];

/// What the names of houses end in besides the list's words, and the characters that they have at most.
const HOUSES: [&str; 5] = ["公司", "财经", "智库", "研究", "数据"];
const HOUSE: usize = 12;

/// Parts behind `；` that go on under one source.
const PARTS: usize = 6;

/// Who says a figure at `at`: the source that its sentence names, else who tells it, else whom the sentence goes on to quote.
pub(super) fn said_by(page: &Page<'_>, sentence: &Sentence, at: usize) -> String {
    let here = |s: &Sentence, at: usize| {
        let own = source::said_by(page.text, s, at, page.lexicon);
        if own.is_empty() { speaker(page, s, at) } else { own }
    };
    let own = here(sentence, at);
    if !own.is_empty() {
        return own;
    }
    let mut after = sentence;
    for before in page.earlier(sentence).iter().rev().take(PARTS) {
        let part = before.span.of(page.text).trim_end().ends_with(['；', ';']);
        if !part && !goes_on(page, after) {
            break;
        }
        let said = here(before, before.span.end);
        if !said.is_empty() {
            return said;
        }
        after = before;
    }
    String::new()
}

/// Who says a fact's figure at `at`; what is nobody's own (a market's), also who but expects it: `某某能源公司预计，2026年全球
/// 某某装机`. The words before the verb may be what is measured: `某某行业预计`.
pub(super) fn of(fact: &Fact, page: &Page<'_>, sentence: &Sentence, at: usize) -> String {
    let said = said_by(page, sentence, at);
    let market = matches!(fact.kind, FactKind::Market | FactKind::Capacity | FactKind::Indicator);
    let subject = fact.subject.as_str();
    if !said.is_empty() || !market || !fact.subject_id.is_empty() || subject.is_empty() {
        return said;
    }
    let mut clauses = sentence.clauses.iter().rev().filter(|c| c.start <= at);
    let other = |n: &&str| !subject.contains(*n) && !n.contains(subject);
    clauses.find_map(|c| expecting(page, *c).filter(other)).unwrap_or_default().to_owned()
}

/// Who expects at the beginning of a clause.
pub(super) fn expecting<'d>(page: &Page<'d>, clause: Span) -> Option<&'d str> {
    let lead = clause.of(page.text).trim_start_matches(MARKS);
    let (at, _) = EXPECTS.iter().filter_map(|w| lead.find(w).map(|i| (i, w))).min()?;
    let name = lead[..at].trim_end_matches(['则', '亦', '也', '曾', ' ']).trim_end_matches("最新");
    let phrases = &page.lexicon.phrases;
    let start = clause.end - clause.of(page.text).trim_start_matches(MARKS).len();
    let firm = |m: &&Mention| m.span.start == start && m.span.end == start + name.len() && is_firm(m);
    let named = latin(name).is_some_and(|(_, rest)| rest.is_empty()) || page.mentions.iter().any(|m| firm(&m)) || {
        let house = phrases.houses.closing(name).is_some() || HOUSES.iter().any(|w| name.ends_with(w));
        house && is_plain(name, 4..=HOUSE)
    };
    let none = phrases.bare_sources.contains(&name) || phrases.no_sources.is_in(name);
    let own = ["我们", "公司", "该", "其", "本", "各", "上述", "国内", "全球"].iter().any(|w| name.starts_with(w));
    (named && !none && !own).then_some(name)
}

/// `该机构预测`, `另据该机构，`, `同一份报告显示`: the source of the sentence before goes on.
fn goes_on(page: &Page<'_>, sentence: &Sentence) -> bool {
    let lead = sentence.span.of(page.text).trim_start_matches(MARKS);
    // `其中台积电市占率70%` parts what was counted
    if lead.starts_with("其中") {
        return true;
    }
    let cited = ["另据", "据", "根据"].iter().find_map(|w| lead.strip_prefix(w));
    let lead = cited.unwrap_or(lead);
    let same = page.lexicon.phrases.same_source.opening(lead);
    same.is_some_and(|w| {
        tells(&lead[w.len()..]).is_some() || cited.is_some() && lead[w.len()..].starts_with(['，', ','])
    })
}

/// Who tells what follows it, in the clauses of a sentence up to `at`, the last one first.
fn speaker(page: &Page<'_>, sentence: &Sentence, at: usize) -> String {
    let mut clauses = sentence.clauses.iter().rev().filter(|c| c.start <= at);
    clauses.find_map(|c| opening(page, *c, at)).unwrap_or_default()
}

/// Who tells at the beginning of a clause.
fn opening(page: &Page<'_>, clause: Span, at: usize) -> Option<String> {
    let words = between(page.text, clause.start, clause.end.min(at.max(clause.start)));
    // `变现：某某管理层表示，`
    let headed = words.rfind(['：', ':']).filter(|i| *i + 3 < words.len()).map_or(0, |i| i + 1);
    let lead = words[words.ceil_char_boundary(headed)..].trim_start_matches(MARKS);
    let start = clause.start + words.len() - lead.len();
    let firm = page
        .mentions
        .iter()
        .find(|m| m.span.start == start && matches!(m.kind, MentionKind::Company | MentionKind::Organisation));
    let (name, rest) = match firm {
        Some(m) => {
            let written = m.span.of(page.text);
            (written.split(['（', '(']).next().unwrap_or(written).trim(), between(page.text, m.span.end, clause.end))
        }
        None => latin(lead).or_else(|| person(lead)).unwrap_or(("", lead)),
    };
    let (titled, rest) = title(rest, page).or_else(|| document(rest, page)).unwrap_or(("", rest));
    if name.is_empty() && titled.is_empty() {
        return None;
    }
    // `某某公告，`
    let closed = titled.ends_with("公告") && rest.starts_with(['，', ',', '：', ':']);
    let behind = tells(rest).or(closed.then_some(rest))?;
    // `甲称霸市场`, `公告的投资`: the verb ends its clause or opens what is told
    let opens = behind.is_empty() || behind.starts_with(['，', ',', '：', ':', '“', '拟']);
    // a person tells whatever follows; `谷歌称Gemini…`, but 称霸 and 称为 are other words
    let person = !titled.is_empty() && !titled.ends_with("公告");
    let says = (person || rest.starts_with('称')) && !behind.starts_with(NOT_SAID);
    (opens || says).then(|| format!("{name}{titled}"))
}

/// A Latin name that opens a clause, and what follows it.
fn latin(lead: &str) -> Option<(&str, &str)> {
    let end = lead.find(|c: char| !(c.is_ascii_alphanumeric() || " .&'-".contains(c))).unwrap_or(lead.len());
    let name = lead[..end].trim();
    let named = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().filter(char::is_ascii_lowercase).count() >= 2;
    (named && name.len() <= 24).then(|| (name, &lead[end..]))
}

/// A person's name that opens a clause, where it speaks at a meeting: `赵某在业绩会上重申`.
fn person(lead: &str) -> Option<(&str, &str)> {
    let (name, rest) = lead.split_at_checked(lead.find('在')?)?;
    let named = (2..=3).contains(&name.chars().count()) && name.chars().all(crate::lexicon::is_han);
    let firm = ["公司", "集团", "我们", "双方", "其", "该", "管理", "目前", "此前", "近期"]
        .iter()
        .any(|w| name.starts_with(w));
    let met = rest.find("会上").is_some_and(|i| rest[..i].chars().count() <= ASIDE);
    (named && !firm && met).then_some((name, rest))
}

/// A title with the name of who bears it: `总裁谭某`, 管理层; and what follows.
fn title<'t>(rest: &'t str, page: &Page<'_>) -> Option<(&'t str, &'t str)> {
    let trimmed = rest.trim_start_matches(['的', ' ']);
    let trimmed = trimmed.strip_prefix("公司").unwrap_or(trimmed);
    let word = page.lexicon.phrases.speakers.opening(trimmed)?;
    let behind = &trimmed[word.len()..];
    // a person's name stands between the title and the verb
    let verb = TELLS.iter().filter_map(|t| behind.find(t)).min().unwrap_or(0);
    let person =
        behind[..verb].split(['在', '于', '近', '日', '再', '也', '曾', '进', '此', '则']).next().unwrap_or("");
    let named = (2..=4).contains(&person.chars().count()) && person.chars().all(crate::lexicon::is_han);
    let end = if named && word.chars().count() + person.chars().count() <= TITLED { person.len() } else { 0 };
    Some(trimmed.split_at(word.len() + end))
}

/// A document of a firm, with its year: `2025年报`, 招股书; and what follows.
fn document<'t>(rest: &'t str, page: &Page<'_>) -> Option<(&'t str, &'t str)> {
    let (at, word) = page.lexicon.phrases.documents.first_in(rest)?;
    let dated = rest[..at].chars().all(|c| c.is_ascii_digit() || "年第度一二三四Q半 ".contains(c));
    dated.then(|| rest.split_at(at + word.len()))
}

const TELLS: [&str; 13] =
    ["重申", "公告", "表示", "透露", "披露", "指出", "介绍", "强调", "提到", "预测", "给出", "确认", "称"];

/// What makes another word of 称: 称为, 称霸, 称职.
const NOT_SAID: [char; 12] = ['为', '霸', '雄', '得', '号', '谓', '王', '赞', '道', '心', '之', '职'];

/// What follows a verb of telling that stands near: behind a date and an occasion at the most.
fn tells(rest: &str) -> Option<&str> {
    let more = ["显示", "预计", "认为", "判断", "统计", "调研"];
    let (at, verb) = TELLS.iter().chain(&more).filter_map(|t| rest.find(t).map(|i| (i, *t))).min()?;
    let aside = &rest[..at];
    let near = aside.chars().count() <= ASIDE && !aside.contains(['，', '。', '；', '：', '未', '不', '被', '将']);
    let behind = &rest[at + verb.len()..];
    let behind = ["称", "显示", "中"].iter().find_map(|w| behind.strip_prefix(w)).unwrap_or(behind);
    near.then_some(behind)
}
