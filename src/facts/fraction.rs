//! Shares of a market that 占 says: what somebody or something has of all that is sold.
//!
//! reads: `某某企业合计占全球某某出货量的56%`, `甲占国内某某市场的49%`, `，占全球的54%` and `占总装车量38%` behind the size of the part,
//! `前五大厂商合计占73%` where the sentence speaks of a market, what one market is of another (`甲市场规模占乙市场比重为45%`). gives: `market share`, the whole as `object`. needs: a whole that
//! is a region's or a market's. does not match: shares of revenue, cost, orders, customers, of a company's own sales; what
//! two things have of a demand.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::held::{self, KINDS, OTHERS};
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, joint, market, onward, said};
use crate::span::{Span, between};

/// How its facts are called.
const RULE: &str = "market_figure";

/// Characters of a holder or of a whole at most.
const NAME: usize = 20;

/// Verbs of having a part, longest first.
const VERBS: [&str; 6] = ["占据了", "占据", "占到", "占有", "占了", "占"];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let at = s.quantity.span;
    let from = held::start(page, s);
    let lead = between(page.text, from, at.start);
    let rest = between(page.text, at.end, s.clause.end).trim_start_matches([' ', '左', '右', '以', '上', '之', '间']);
    if s.quantity.unit != "%" || s.change.is_some() || s.item.is_some() || rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let verb = lead.rfind('占')?;
    let word = VERBS.iter().find(|v| lead[verb..].starts_with(**v))?;
    let end = from + lead[..verb].trim_end_matches(HEDGES).len();
    let (whole, bare) = whole(page, Span::new(from + verb + word.len(), at.start))?;
    let other = between(page.text, from, at.end);
    let led = Span::new(from, end);
    let subject = if !onward::says_more(page, led, "年月合计共约") {
        // 三家公司 is a count before its verb
        let all = || joint::pair(page, sentence, s.clause, Span::new(from, from)).filter(|_| !bare);
        of_part(page, s, out, (&whole, bare)).or_else(all)?
    } else if bare {
        return None;
    } else if whole.is_empty() {
        group(page, led, out)?
    } else {
        holder(page, led)?
    };
    if OTHERS.iter().any(|w| other.contains(w)) {
        return None;
    }
    let mut f = fact(page, FactKind::Market, "share", subject, Span::new(from, at.end), RULE);
    measure(&mut f, s.quantity);
    f.object = if whole.is_empty() { held::market_of(page, sentence, s, out) } else { whole };
    circumstances(&mut f, page, sentence, at.start, false);
    said::expected(&mut f);
    Some(f)
}

/// What may stand before 占.
const HEDGES: [char; 14] = ['约', '已', '仅', '将', '共', '就', '也', '均', '合', '计', '总', ' ', '，', ','];

/// The market that is divided, and whether its words name but the total of what was said before (`总装车量`); empty where
/// none stand there. `None` where they are of something else.
fn whole(page: &Page<'_>, span: Span) -> Option<(String, bool)> {
    let mut start = span.start;
    if let Some(p) = page.periods.iter().find(|p| p.span.start == start && p.span.end <= span.end) {
        start = p.span.end;
    }
    let words = between(page.text, start, span.end).trim_end_matches([' ', '约', '近', '超', '过', '达', '为']);
    let words = words.trim_end_matches(['的', ' ']).trim_end_matches("比重").trim_end_matches("比例");
    let words = words.trim_end_matches(['的', ' ']).trim_start_matches(['年', '的', ' ']);
    if words.is_empty() || matches!(words, "比" | "比约") {
        return Some((String::new(), false));
    }
    let phrases = &page.lexicon.phrases;
    let noun = phrases.volumes.closing(words).filter(|n| !n.ends_with(['收', '入']));
    let name = market::of_size(page, noun.map_or(words, |n| &words[..words.len() - n.len()]));
    if matches!(name.as_str(), "总" | "") && noun.is_some() || phrases.regions.contains(&words) {
        return Some((words.to_owned(), true));
    }
    let placed = phrases.regions.opening(&name).or_else(|| name.starts_with("整体").then_some("整体"))?;
    let thing = &name[placed.len()..];
    // `占全国的采浆量`: what is made is no thing, but a whole
    let made = words.ends_with('量') || words.ends_with("产能");
    let sold = noun.is_some() || words.ends_with("市场") || made;
    let thing = thing.trim_start_matches('的');
    let name = format!("{placed}{thing}");
    let named = is_plain(&name, 4..=NAME) && !page.is_generic(thing) && (made || !page.is_measured(thing));
    (sold && named).then_some((name, false))
}

/// The part of a market whose size stands right before.
fn of_part(page: &Page<'_>, s: &Statement<'_>, out: &[Fact], (whole, bare): (&str, bool)) -> Option<Subject> {
    let last = out.last().filter(|f| f.kind == FactKind::Market && f.metric == "size")?;
    let near = between(page.text, last.span.end.min(s.quantity.span.start), s.quantity.span.start);
    let close = !near.contains(['；', '。']) && near.chars().count() <= 2 * NAME;
    // `中国…，占全球的`
    let smaller = !bare || last.subject.get(..whole.len()) != Some(whole);
    (close && smaller && !whole.is_empty()).then(|| Subject { id: last.subject_id.clone(), name: last.subject.clone() })
}

/// `前五大企业合计占73%`: the first of a market, where the sentence has spoken of one.
fn group(page: &Page<'_>, lead: Span, out: &[Fact]) -> Option<Subject> {
    let words = lead.of(page.text).trim_start_matches(['，', ',', ' ', '其', '中', '而']);
    let ranks = ["前两", "前二", "前三", "前四", "前五", "前六", "前八", "前十"];
    let kind = KINDS.iter().any(|k| words.ends_with(k)) && ranks.iter().any(|r| words.starts_with(r));
    let told = out.last().is_some_and(|f| f.kind == FactKind::Market) && !page.names_firm(lead);
    (kind && told && is_plain(words, 4..=NAME)).then(|| Subject::named(words))
}

/// Who has a part: a firm, firms of a kind.
fn holder(page: &Page<'_>, lead: Span) -> Option<Subject> {
    if let Some(m) = held::holder(page, lead.start, lead.end) {
        return Some(m.into());
    }
    let words = page.phrase_before(lead.start, lead.end)?.of(page.text).trim();
    let kind = KINDS.iter().any(|k| words.ends_with(k)) && !page.names_firm(lead);
    (kind && is_plain(words, 4..=NAME)).then(|| Subject::named(words))
}

/// The share that an indicator of a firm or of firms is whose noun is but 份额: `合计份额70%`, `份额提高1个百分点至33%`.
pub(super) fn told(page: &Page<'_>, s: &Statement<'_>, f: Fact) -> Fact {
    if let Some((part, whole)) = of_another(page, &f) {
        return as_share(page, f, Subject::named(&part), whole);
    }
    let noun = ["份额", "市占率", "市占比"].iter().find_map(|w| f.metric.strip_suffix(w));
    let bare = noun.map(|lead| lead.trim_start_matches("不过").trim_start_matches(['但', '而', '其']));
    let place = bare.and_then(|l| l.strip_suffix('的')?.strip_prefix('在')).filter(|p| is_place(p)).map(str::to_owned);
    let bare = bare.is_some_and(|l| matches!(l, "" | "合计" | "装车" | "出货" | "销量" | "装机" | "全球" | "国内"));
    let held = f.kind == FactKind::Indicator && f.unit == "%" && f.low.is_some() && !f.subject.is_empty();
    let firms = !f.subject_id.is_empty() || KINDS.iter().any(|k| f.subject.ends_with(k));
    if !bare && place.is_none() || !held || !firms || OTHERS.iter().any(|w| s.clause.of(page.text).contains(w)) {
        return f;
    }
    let subject = Subject { id: f.subject_id.clone(), name: f.subject.clone() };
    let object = place.unwrap_or_else(|| f.object.clone());
    as_share(page, f, subject, object)
}

/// `甲在各线城市的份额`: whether words are where something is sold.
fn is_place(words: &str) -> bool {
    let ends = ["城市", "地区", "市场", "渠道", "端", "县域", "省份", "海外", "国内"];
    is_plain(words, 2..=NAME) && ends.iter().any(|w| words.ends_with(w))
}

/// An indicator as the share that it is.
pub(super) fn as_share(page: &Page<'_>, f: Fact, of: Subject, object: String) -> Fact {
    let (confidence, metric) = (page.lexicon.rules.confidence(RULE), "share".to_owned());
    let (kind, subject_id, subject) = (FactKind::Market, of.id, of.name);
    let mut f = Fact { kind, metric, subject_id, subject, object, rule: RULE, confidence, ..f };
    said::expected(&mut f);
    f
}

/// What one market is of another, by the words of an indicator: `团餐市场规模占餐饮市场比重`.
fn of_another(page: &Page<'_>, f: &Fact) -> Option<(String, String)> {
    let figure = f.kind == FactKind::Indicator && f.unit == "%" && f.low.is_some() && f.subject_id.is_empty();
    let (part, whole) = f.metric.rsplit_once('占').filter(|_| figure)?;
    let whole = ["比例", "比重", "份额"].iter().find_map(|w| whole.strip_suffix(w)).unwrap_or(whole);
    let sizes = ["总市场规模", "市场总规模", "整体市场规模", "市场规模", "整体市场", "市场"];
    let whole = sizes.iter().find_map(|w| whole.trim_end_matches('的').strip_suffix(w))?;
    let part = ["市场规模", "规模", "市场"].iter().find_map(|w| part.strip_suffix(w)).unwrap_or(part);
    let name = match part {
        "" => f.subject.clone(),
        part if page.lexicon.phrases.regions.contains(&f.subject.as_str()) => format!("{}{part}", f.subject),
        part if f.subject.contains(part) => f.subject.clone(),
        part => part.to_owned(),
    };
    let plain = |name: &str| is_plain(name, 2..=NAME) && !page.is_generic(name);
    (plain(&name) && plain(whole)).then(|| (name, whole.to_owned()))
}
