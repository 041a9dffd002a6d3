//! Of what, and among whom, a place in a list is: the object of a rank.
//!
//! reads: the list that is named (`在某某榜单中`, `《某榜》`, one of an earlier sentence), the field (`某某方面`,
//! `以某某为统计口径`, `某某公司共有260家`), the measure (市场份额, 月均活跃用户, `新建20座晶圆厂`) and the scope (全球乳业)
//! of the rank's own clause, else of the clauses before it; what is left out behind an earlier place is that place's.
//! does not match: measures of a clause that is about somebody else; verbs, adverbs, scopes in front of a measure.

use super::actor::Subject;
use super::board::{behind_scopes, field, is_list, list, listed};
use super::exceeds::{exceeded, source};
use super::page::Page;
use super::sentence::Sentence;
use super::{board, framed, indicator, unlisted};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// How many characters a list's words may take between its verb and the place.
pub(super) const SCOPE: usize = 20;
/// How many characters a measure with its field may take.
const MEASURE: usize = 30;

/// Nouns that say no more than that firms are counted.
const FIRMS: [&str; 3] = ["企业", "公司", "厂商"];

/// What a place is one of, in words of the text; all may be empty.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranked {
    pub(super) list: String,
    field: String,
    pub(super) measure: String,
    scope: String,
    /// Whether the scope stands before the place as a measure does: `全球排名第三`.
    alone: bool,
}

/// The rank before one: where it stands, whose it is, of what.
pub(super) struct Before<'a> {
    pub(super) place: Span,
    pub(super) subjects: &'a [Subject],
    pub(super) ranked: &'a Ranked,
}

impl Ranked {
    /// The words in the order list, field, measure, scope; empty where the text does not say of what.
    pub(super) fn words(&self, page: &Page<'_>) -> String {
        // 全球 alone says not of what; 行业 is the subject's
        let scope = self.scope.as_str();
        let field = scope.contains('业') || scope == "市场";
        let bare = scope.is_empty() || !self.alone && !field && page.lexicon.phrases.scopes.contains(&scope);
        if self.list.is_empty() && self.field.is_empty() && self.measure.is_empty() && bare {
            return String::new();
        }
        let mut out: Vec<&str> = Vec::new();
        for part in [&self.list, &self.field, &self.measure, &self.scope] {
            if !part.is_empty() && !out.iter().any(|o| o == part) {
                out.push(part);
            }
        }
        out.join(" ")
    }

    /// `占全球市场份额37%`: the place that a share is counted in.
    fn part_area(&mut self, page: &Page<'_>) {
        let (area, words) = behind_scopes(page, &self.measure);
        let (area, words) = (area.to_owned(), words.to_owned());
        if !area.is_empty() {
            self.measure = words;
            if self.scope.is_empty() {
                self.scope = area;
            }
        }
    }

    fn is_open(&self) -> bool {
        self.list.is_empty() && self.measure.is_empty()
    }

    /// Takes from the rank before what this one leaves out. `same`: it is the same one's.
    fn inherit(&mut self, page: &Page<'_>, before: &Ranked, same: bool) {
        let listed = !self.list.is_empty();
        if !listed {
            self.list.clone_from(&before.list);
        }
        if self.measure.is_empty() {
            self.measure.clone_from(&before.measure);
            self.field.clone_from(&before.field);
        }
        let places = &page.lexicon.phrases.scopes;
        let lead = |s: &str| places.iter().filter(|p| s.starts_with(**p)).map(|p| p.len()).max();
        // one has not two places in one list
        if self.scope.is_empty() && !same && !listed {
            self.scope.clone_from(&before.scope);
        } else if let (Some(own), Some(of)) = (lead(&self.scope), lead(&before.scope)) {
            // `全球晶圆代工企业第3位，中国大陆企业第一`
            let category = &before.scope[of..];
            let rest = &self.scope[own..];
            if !category.is_empty() && category.ends_with(rest) {
                self.scope = format!("{}{category}", &self.scope[..own]);
            }
        }
    }
}

/// What the place behind a verb is one of.
pub(super) fn read(
    page: &Page<'_>,
    sentence: &Sentence,
    (verb, place): (Span, Span),
    subjects: &[Subject],
    before: Option<&Before<'_>>,
) -> Ranked {
    let mut out = own(page, sentence, verb, place);
    if let Some(noun) = framed::behind(between(page.text, place.start, sentence.span.end)) {
        noun.clone_into(&mut out.list);
        return out;
    }
    let framed = framed::here(page, sentence, verb.start);
    let own_measure = !out.measure.is_empty();
    let clause = sentence.clause_at(place.start);
    let fresh = page.mentions.iter().any(|m| clause.contains(m.span) && is_actor(m) && m.span.end <= place.start);
    let from = before.map_or(sentence.span.start, |b| b.place.end);
    let whole = out.scope.contains(['榜', '《']) || is_measure(page, &out.scope);
    let named = page
        .lexicon
        .phrases
        .scopes
        .iter()
        .any(|s| out.scope.strip_prefix(*s).is_some_and(|rest| !rest.is_empty() && !FIRMS.contains(&rest)));
    let same = before.is_some_and(|b| b.subjects.iter().map(|s| &s.name).eq(subjects.iter().map(|s| &s.name)));
    if out.is_open() && !whole {
        out.measure = carried(page, sentence, (from, clause), subjects, fresh, named).unwrap_or_default();
    }
    // over a sentence's end only where a list or a field frames both
    let frames = |b: &Before<'_>| {
        let carries = !b.ranked.list.is_empty() || !b.ranked.field.is_empty();
        let part = page.part_before(sentence).is_some_and(|p| p.span.contains(b.place));
        part || b.place.start >= sentence.span.start || carries && out.scope.is_empty() && framed.is_none()
    };
    if let Some(b) = before.filter(|b| out.measure.is_empty() && !whole && frames(b)) {
        out.inherit(page, b.ranked, same);
    }
    if out.is_open() && !whole && before.is_some() {
        let from = sentence.span.start;
        out.measure = carried(page, sentence, (from, clause), subjects, fresh, named).unwrap_or_default();
    }
    if !own_measure {
        out.part_area(page);
    }
    if out.field.is_empty() && !whole {
        let other = |f: &String| !subjects.iter().any(|s| s.name == *f);
        out.field = field(page, sentence, clause, &out).filter(other).unwrap_or_default();
    }
    let counted = !out.measure.is_empty() && !is_measure(page, &out.measure);
    let bare = out.scope.is_empty() && !own_measure;
    if out.list.is_empty() && (out.measure.is_empty() && !named || counted || bare) {
        out.list = framed.or_else(|| listed(page, sentence)).unwrap_or_default();
    }
    if out.words(page).is_empty() {
        out.list = framed::list(page, sentence, verb.start).unwrap_or_default();
        let beside = || board::beside(page, sentence, clause).or_else(|| exceeded(page, sentence, clause, verb));
        out.measure = if out.list.is_empty() { beside().unwrap_or_default() } else { out.measure };
    }
    out
}

/// Parts words that are both whose a place is and of what: `甲两行业市场规模增速` → 甲两行业, 市场规模增速; `甲占收入` of 甲 is
/// 占收入.
pub(super) fn apart(page: &Page<'_>, subject: &mut Subject, object: &mut String) {
    if !subject.id.is_empty() || !object.starts_with(subject.name.as_str()) || subject.name.is_empty() {
        return;
    }
    let rest = object[subject.name.len()..].to_owned();
    if rest.trim_start_matches('的').chars().count() >= 2 && !rest.starts_with(' ') {
        *object = rest.trim_start_matches('的').to_owned();
        return;
    }
    let mut head = subject.name.as_str();
    loop {
        let (of, noun) = indicator::split(page, head.trim_end_matches('的'));
        if of == noun || of.is_empty() {
            break;
        }
        head = of;
    }
    head = head.strip_suffix("市场").filter(|_| subject.name[head.len()..].starts_with("规模")).unwrap_or(head);
    let noun = subject.name[head.len()..].trim_start_matches(['的', ' ']).to_owned();
    if head.chars().count() >= 2 && noun.chars().count() >= 2 && !page.is_generic(head) {
        *object = format!("{noun}{rest}");
        subject.name = head.trim_end_matches('的').to_owned();
    }
}

/// What the rank's own clause says.
fn own(page: &Page<'_>, sentence: &Sentence, verb: Span, place: Span) -> Ranked {
    let text = page.text;
    let clause = sentence.clause_at(place.start);
    let lead = between(text, clause.start, verb.start);
    let scope = between(text, verb.end, place.start)
        .trim_matches([' ', '至', '到', '在', '于', '为', '了', '的'])
        .trim_end_matches(['中', '里', '之']);
    let among = lead.rfind('在').map(|i| &lead[i + "在".len()..]).and_then(|a| Some(&a[..a.rfind(['中', '上'])?]));
    let among = among.map(str::trim).filter(|a| (2..=SCOPE).contains(&a.chars().count()) && !is_list(a));
    let named = list(lead, false)
        .or_else(|| board::right_before(page, Span::new(clause.start, verb.start)))
        .or_else(|| list(between(text, sentence.span.start, clause.start), true))
        .or_else(|| sentence.before(clause.start).find_map(|c| board::named(c.of(text))));
    let named = named.filter(|_| !scope.contains(['《', '榜']));
    let mut out = Ranked { list: named.unwrap_or("").to_owned(), ..Ranked::default() };
    if among.is_none() && named.is_none_or(|n| !lead.contains(n)) {
        out.measure = measure(page, clause, verb.start, true);
        // `市占率70.2%稳居第一`
        if out.measure.is_empty()
            && let Some(q) = page.quantities_in(clause).find(|q| q.unit == "%" && q.span.end == verb.start)
        {
            out.measure = measure(page, clause, valued(page, clause, q.span.start), true);
        }
    }
    if !scope.is_empty() && out.list.is_empty() {
        among.unwrap_or("").clone_into(&mut out.field);
    }
    let scope = if scope.is_empty() { among.unwrap_or("") } else { scope };
    scope.clone_into(&mut out.scope);
    // 全球 of `全球排名第三` says among whom, not of what
    out.alone = page.lexicon.phrases.scopes.contains(&out.measure.as_str()) && out.scope.is_empty();
    if out.alone {
        out.scope = std::mem::take(&mut out.measure);
    }
    // `甲为销售额排名前二的大单品`
    let noun = between(text, place.end, clause.end).trim_end_matches(['，', ',', '。', '；', ' ']).strip_prefix('的');
    let part = |n: &&str| (2..=6).contains(&n.chars().count()) && page.lexicon.phrases.parts.closing(n).is_some();
    if let Some(noun) = noun.filter(part).filter(|_| lead.contains(['为', '是'])) {
        noun.clone_into(&mut out.field);
    }
    // `北美（市场份额第四）`, `某某设备龙头企业（全球市场份额第四）`
    if let Some(open) = lead.rfind(['（', '(']).filter(|o| !lead[*o..].contains(['）', ')'])) {
        let head = lead[..open].trim_end();
        let phrases = &page.lexicon.phrases;
        if let Some(at) = phrases.scopes.closing(head).or_else(|| phrases.regions.closing(head))
            && out.scope.is_empty()
        {
            (*at).clone_into(&mut out.scope);
        }
    }
    out
}

/// What is compared: the words right before a place, behind the subject, a number or a date. `own`: of the rank's
/// clause, where also `全球乳品` before 排名 says it.
pub(super) fn measure(page: &Page<'_>, clause: Span, end: usize, own: bool) -> String {
    let phrases = &page.lexicon.phrases;
    let lead = without_duration(between(page.text, clause.start, end));
    let mut lead = unlisted::kept(lead.trim_end());
    while let Some(word) = phrases.adverbs.closing(lead) {
        lead = unlisted::kept(without_duration(&lead[..lead.len() - word.len()]).trim_end());
    }
    let stands = |end: usize| (end > clause.start && end <= clause.start + lead.len()).then(|| end - clause.start);
    let ends = (page.mentions.iter().map(|m| m.span.end))
        .chain(page.quantities.iter().map(|q| q.span.end))
        .chain(page.periods.iter().map(|p| p.span.end));
    let border = ends.filter_map(stands).max().unwrap_or(0);
    let mark = mark(lead, own);
    let mut words = lead[border.max(mark)..].trim();
    loop {
        let bare = words.trim_start_matches(['的', ' ', '以']);
        let adverbs = phrases.adverbs.iter().filter(|w| w.chars().count() > 1);
        let mut opens = phrases.opens.iter().chain(&phrases.rank_leads).chain(adverbs);
        // 占 of 占比 opens nothing
        let opened = opens.find(|o| bare.starts_with(**o) && (own || !phrases.ranked.contains(&bare)));
        let rest = opened.map_or(bare, |o| bare[o.len()..].trim_start());
        if rest == words {
            break;
        }
        words = rest;
    }
    if !is_measure(page, words) {
        // `全球乳品排名第一`
        let at = phrases.scopes.first_in(words).map(|(i, _)| i).filter(|_| own);
        return at.map_or(String::new(), |at| words[at..].to_owned());
    }
    let longest = if own { SCOPE } else { MEASURE };
    let held = (2..=longest).contains(&words.chars().count()) && !words.contains(['第', '榜', '《']);
    if held { words.to_owned() } else { String::new() }
}

/// Where the noun of a measure begins: behind the last mark; behind 的 only where no field stands before it.
fn mark(lead: &str, own: bool) -> usize {
    const FIELDS: [&str; 11] = ["领域", "市场", "业务", "产品", "行业", "板块", "品类", "赛道", "规模", "服务", "设备"];
    let mut at = 0;
    for (i, c) in lead.char_indices() {
        let behind = &lead[i + c.len_utf8()..];
        let cuts = match c {
            '，' | '司' | '在' | '）' | '（' | '(' | ')' | '为' | '后' | '从' | '：' | ':' | '●' | '以' => {
                true
            }
            '、' => own,
            '年' => !behind.starts_with(['均', '复', '化', '产', '销']),
            '的' => !FIELDS.iter().any(|f| lead[..i].ends_with(f)),
            _ => false,
        };
        if cuts {
            at = i + c.len_utf8();
        }
    }
    at
}

/// A clause's words before `连续 3 个季度`, `连续五年` at their end.
fn without_duration(lead: &str) -> &str {
    let Some(at) = lead.rfind("连续") else { return lead };
    let rest = &lead[at + "连续".len()..];
    let loose = |c: char| c.is_ascii_digit() || " 一二两三四五六七八九十多数个年季度月周届次".contains(c);
    if rest.chars().all(loose) { lead[..at].trim_end().trim_end_matches(['已', '经', '也']) } else { lead }
}

/// Whether words end with what places are counted by.
fn is_measure(page: &Page<'_>, words: &str) -> bool {
    page.lexicon.phrases.ranked.closing(words).is_some()
        || page
            .lexicon
            .triggers
            .find(words)
            .any(|(_, end, t)| matches!(t.kind, "financial" | "usage" | "share") && words[end..].chars().count() <= 2)
}

fn is_actor(m: &Mention) -> bool {
    super::page::counts(m)
        && matches!(m.kind, MentionKind::Company | MentionKind::Organisation | MentionKind::Model | MentionKind::Chip)
}

/// The measure of the clauses before a place's own, the nearest first: `市占率为27%，稳居行业第一`. Where the rank's
/// clause names somebody (`fresh`), only one counted in the same unit is theirs too: `有3000项专利，乙以1995项位居第二`.
fn carried(
    page: &Page<'_>,
    sentence: &Sentence,
    (from, clause): (usize, Span),
    subjects: &[Subject],
    fresh: bool,
    named: bool,
) -> Option<String> {
    let counted: Vec<&str> = page.quantities_in(clause).map(|q| q.unit.as_str()).collect();
    let before = sentence.clauses.iter().rev().filter(|c| c.end <= clause.start && c.end > from);
    for (back, c) in before.enumerate() {
        let others = page.mentions.iter().any(|m| c.contains(m.span) && is_actor(m) && !is_of(page, m, subjects));
        let mut found = None;
        for q in page.quantities_in(*c) {
            let shared = counted.contains(&q.unit.as_str());
            if (fresh || others) && !shared || named && back > 0 {
                continue;
            }
            let lead = valued(page, *c, q.span.start);
            let words = measure(page, *c, lead, false);
            found = Some(words).filter(|w| !w.is_empty()).or_else(|| things(page, *c, q.span)).or(found);
        }
        if let Some(words) = found {
            return Some(words);
        }
        if fresh && counted.is_empty() || others && !fresh {
            return None;
        }
    }
    None
}

fn is_of(page: &Page<'_>, m: &Mention, subjects: &[Subject]) -> bool {
    let home = page.lexicon.home_id(&m.id);
    subjects.iter().any(|s| s.id == m.id || !s.id.is_empty() && (s.id == home || page.lexicon.home_id(&s.id) == home))
}

/// Where the words that bring a value begin before it: `市场份额分别为16%`.
pub(super) fn valued(page: &Page<'_>, clause: Span, at: usize) -> usize {
    const REACHES: [&str; 13] = ["达到", "高达", "共有", "达", "至", "到", "突破", "逾", "超", "有", "是", "了", "已"];
    let mut lead = between(page.text, clause.start, at).trim_end();
    let phrases = &page.lexicon.phrases;
    loop {
        let words =
            REACHES.iter().chain(&phrases.rises).chain(&phrases.falls).chain(&phrases.trailing).chain(&phrases.adverbs);
        let stands = |w: &&&str| lead.ends_with(**w) && !w.ends_with(['速', '幅', '量', '率']);
        let Some(word) = words.filter(stands).max_by_key(|w| w.len()) else { break };
        lead = lead[..lead.len() - word.len()].trim_end();
    }
    source(page, clause.start + lead.len())
}

/// `新建20座晶圆厂`, `共有3000项人工智能专利`: things that are counted, with the verb that makes them.
fn things(page: &Page<'_>, clause: Span, quantity: Span) -> Option<String> {
    const MAKES: [&str; 6] = ["新建", "新增", "在建", "投产", "申请", "发布"];
    let counter = quantity.of(page.text).chars().last()?;
    let noun = between(page.text, quantity.end, clause.end).trim_matches([' ', '，', ',', '。', '；']);
    let alone = (2..=12).contains(&noun.chars().count()) && noun.chars().all(|c| c.is_alphabetic());
    if !alone || !"项座家个条款件艘架台套".contains(counter) || noun.contains(['为', '占', '的', '较', '以'])
    {
        return None;
    }
    let lead = between(page.text, clause.start, quantity.start).trim_end();
    let make = MAKES.iter().find(|m| lead.ends_with(**m)).unwrap_or(&"");
    Some(format!("{make}{noun}"))
}
