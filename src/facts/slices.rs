//! Shares that a list gives of one market: what its firms have of it, what kinds it is made of.
//!
//! reads: items of a name, 占 or 占比 and a value behind words that say whose shares they are: the market (`在某某市场中，甲占比70%，第二名乙占比14%`),
//! how many hold it (`集中度较分散，甲占比35%、乙占比23%`), its demand (`某某下游需求占比中，丙约占26%`), how it is taken apart (`细分来看，排在前列的
//! 为丙占32%、丁占15%`, of the market whose size was told before). needs: a second item, or a known firm in a market. gives: `market
//! share` with the market as `object`, the place of 第二名乙. does not match: sales, costs, customers and holdings of a firm.

use super::actor::{Subject, says_firm};
use super::draft::{circumstances, fact};
use super::held::{self, OTHERS};
use super::page::{Page, is_firm};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, market, ordinal, share};
use crate::decimal::Decimal;
use crate::span::{Span, between};
use crate::tag::Quantity;

/// Items of a list that are looked at before and behind one.
const ITEMS: usize = 8;

/// Characters of an item's and of a market's name.
const NAME: std::ops::RangeInclusive<usize> = 2..=24;

/// What one has, longest first.
const VERBS: [&str; 5] = ["占据", "占有", "占比", "占到", "占"];

/// Words between a verb and its value.
const HEDGES: [char; 11] = ['约', '近', '超', '过', '达', '到', '为', '逾', '高', '仅', ' '];

/// One name with its value.
struct Item {
    name: Span,
    /// The place of `第二名乙`.
    place: Option<u32>,
}

/// What a list shares out.
enum Frame {
    /// A market, whose shares firms and kinds have.
    Market(String),
    /// A market of which firms alone have shares.
    Firms(String),
}

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    if s.change.is_some() {
        return None;
    }
    let (item, subject, market) = slice(page, sentence, s.quantity)?;
    Some(share::share_of(page, sentence, s, (subject, &market), Span::new(item.name.start, s.quantity.span.end)))
}

/// The places that stand before names of such a list: `第二名乙占比14%`.
pub(super) fn places(page: &Page<'_>, sentence: &Sentence) -> Vec<Fact> {
    let words = sentence.span.of(page.text);
    if !words.contains('第') || !words.contains('占') {
        return Vec::new();
    }
    let ranked = |q: &Quantity| {
        let (item, subject, market) = slice(page, sentence, q)?;
        let n = Decimal::from(item.place?);
        let span = Span::new(item.name.start, q.span.end);
        let mut f = fact(page, FactKind::Ranking, "rank", subject, span, "rank_words");
        (f.low, f.high) = (Some(n), Some(n));
        circumstances(&mut f, page, sentence, q.span.start, false);
        f.object = market;
        (!f.object.is_empty()).then_some(f)
    };
    page.quantities_in(sentence.span).filter_map(ranked).collect()
}

/// The item of a value, who has it and the market.
fn slice(page: &Page<'_>, sentence: &Sentence, q: &Quantity) -> Option<(Item, Subject, String)> {
    let item = item(page, sentence, q)?;
    let (first, several) = list(page, sentence, q)?;
    let frame = frame(page, sentence, first)?;
    let firm = firm(page, &item);
    let (market, firms) = match &frame {
        Frame::Market(name) => (name, false),
        Frame::Firms(name) => (name, true),
    };
    let words = item.name.of(page.text);
    let phrases = &page.lexicon.phrases;
    let none = page.is_generic(words)
        || page.is_measured(words)
        || phrases.no_portions.closing(words).is_some()
        || OTHERS.iter().any(|w| words.contains(w))
        || market.contains(words);
    let latin = words.starts_with(|c: char| c.is_ascii_uppercase()) && words.is_ascii();
    if firm.is_none() && (none || firms && !latin || !several) {
        return None;
    }
    Some((item, firm.unwrap_or_else(|| Subject::named(words)), market.clone()))
}

/// The known firm that an item's name is.
fn firm(page: &Page<'_>, item: &Item) -> Option<Subject> {
    let m = held::holder(page, item.name.start, item.name.end)?;
    (m.span.start == item.name.start && is_firm(m)).then(|| m.into())
}

/// The name before a value, where it has the shape of an item.
fn item(page: &Page<'_>, sentence: &Sentence, q: &Quantity) -> Option<Item> {
    let at = q.span;
    let rest = page.rest(at.end).trim_start_matches([' ', '左', '右', '以', '上']);
    if q.unit != "%"
        || rest.starts_with(|c: char| c.is_alphanumeric() || c == '的') && !rest.starts_with(['和', '及', '与'])
    {
        return None;
    }
    let clause = sentence.clause_at(at.start);
    let here = page.quantities.partition_point(|o| o.span.start < at.start);
    let before = here.checked_sub(1).and_then(|i| page.quantities.get(i));
    let from = before.map_or(clause.start, |p| p.span.end.max(clause.start));
    let lead = between(page.text, from, at.start).trim_end_matches(HEDGES);
    let lead = VERBS.iter().find_map(|v| lead.strip_suffix(v))?.trim_end_matches(['约', '仅', '则', '已', '将', ' ']);
    let name = lead.rsplit(['，', '、', '：', ':', '；', ',']).next()?;
    let name = name.strip_prefix("左右").or_else(|| name.strip_prefix("以上")).unwrap_or(name);
    let name = ["其中", "而", "和", "及", "与"].iter().find_map(|w| name.strip_prefix(w)).unwrap_or(name);
    // `排在前列的为甲`
    let cut = ["为", "是"].iter().filter_map(|w| name.find(w)).filter(|i| name[..*i].contains('的')).min();
    let name = cut.map_or(name, |i| &name[i + "为".len()..]).trim();
    let (place, name) = placed(name);
    let start = from + lead.len() - name.len();
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '&' | '.' | '/'));
    let named = plain && NAME.contains(&name.chars().count()) && !name.starts_with(|c: char| c.is_ascii_digit());
    named.then(|| Item { name: Span::new(start, start + name.len()), place })
}

/// A name behind its place: 第二名乙.
fn placed(name: &str) -> (Option<u32>, &str) {
    let Some(rest) = name.strip_prefix('第') else { return (None, name) };
    let Some((n, behind)) = ordinal::count(rest) else { return (None, name) };
    match behind.strip_prefix(['名', '位']) {
        Some(behind) => (Some(n), behind.trim_start_matches(['的', '是', ' '])),
        None => (None, name),
    }
}

/// Where the first item of a value's list begins, and whether the list has a second.
fn list(page: &Page<'_>, sentence: &Sentence, q: &Quantity) -> Option<(usize, bool)> {
    let all = &page.quantities;
    let here = all.partition_point(|o| o.span.start < q.span.start);
    let mut first = item(page, sentence, q)?.name.start;
    let mut several = false;
    for earlier in all[here.saturating_sub(ITEMS)..here].iter().rev() {
        let Some(before) = item(page, sentence, earlier).filter(|_| joins(page, earlier, first)) else { break };
        (first, several) = (before.name.start, true);
    }
    let next = all.get(here + 1).filter(|n| n.span.end <= sentence.span.end);
    let goes_on = || next.and_then(|n| item(page, sentence, n)).is_some_and(|n| joins(page, q, n.name.start));
    Some((first, several || goes_on()))
}

/// Whether nothing but a mark, a link or a place stands between a value and the next item's name.
fn joins(page: &Page<'_>, value: &Quantity, next: usize) -> bool {
    let link = between(page.text, value.span.end, next).trim_start_matches(['左', '右', '以', '上', ' ']);
    let bare = link.trim_start_matches(['，', '、', ',', '；', '和', '及', '与', '而', ' ']).trim_start_matches("其中");
    let place = bare.starts_with('第') && bare.chars().count() <= 5;
    value.span.end <= next && link.starts_with(['，', '、', ',', '和', '及', '与']) && (bare.is_empty() || place)
}

/// What a list whose first name stands at `at` shares out.
fn frame(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Frame> {
    let head = between(page.text, sentence.span.start, at);
    let head = head.trim_end_matches(['第', '一', '名', '位', '为', '是', ' ', '，', ',', '：', ':']);
    let end = sentence.span.start + head.len();
    let mark = |h: &str| h.char_indices().rfind(|(_, c)| "，,：:；".contains(*c)).map_or(0, |(i, c)| i + c.len_utf8());
    let last = mark(head);
    let near = mark(head[..last].trim_end_matches(['，', ',', '：', ':', '；']));
    let told = Span::new(sentence.span.start + near, end);
    let words = told.of(page.text);
    let acts = page.names_firm(told) || says_firm(words) || page.lexicon.phrases.divided.is_in(words);
    if acts || OTHERS.iter().any(|w| head.contains(w)) {
        return None;
    }
    let clause = Span::new(sentence.span.start + last, end);
    framed(page, clause).map(Frame::Market).or_else(|| {
        let held = page.lexicon.phrases.concentration.is_in(words);
        let apart = page.lexicon.phrases.apart.is_in(words);
        match (held, apart) {
            (true, _) => Some(Frame::Firms(of_shape(page, told).unwrap_or_default())),
            (_, true) => sized(page, sentence, told).map(Frame::Market),
            _ => None,
        }
    })
}

/// 某某 of `在某某市场中`, `某某下游需求占比中`.
fn framed(page: &Page<'_>, clause: Span) -> Option<String> {
    let words = clause.of(page.text);
    let inner = ["之中", "当中", "中", "上", "里", "内", "方面", "来看"].iter().find_map(|w| words.strip_suffix(w))?;
    let noun = ["占比", "结构", "分布", "格局"].iter().find_map(|w| inner.strip_suffix(w));
    let bare = noun.unwrap_or(inner).trim_end_matches('的');
    let of = match page.lexicon.phrases.demands.closing(bare).and_then(|w| bare.strip_suffix(w)) {
        Some(of) if noun.is_some() => of,
        _ => ["市场", "领域", "行业"].iter().find_map(|w| bare.strip_suffix(w))?,
    };
    name(page, Span::new(clause.start, clause.start + of.len()))
}

/// 某某 of `某某门槛较低，集中度分散`, `某某市场集中度较高`, where the clauses name a market.
fn of_shape(page: &Page<'_>, told: Span) -> Option<String> {
    let words = told.of(page.text);
    let nouns = ["市场", "行业", "集中度", "竞争格局", "技术门槛", "门槛", "壁垒"];
    nouns.iter().filter_map(|w| words.find(w)).find_map(|i| name(page, Span::new(told.start, told.start + i)))
}

/// The market whose size stands before a list in its sentence or in the one before.
fn sized(page: &Page<'_>, sentence: &Sentence, told: Span) -> Option<String> {
    let from = page.earlier(sentence).last().map_or(sentence.span.start, |b| b.span.start);
    let size = |t: &crate::lexicon::Trigger| t.kind == "market" && t.metric == "size";
    let (word, _) = page.triggers_in(Span::new(from, told.end)).filter(|(_, t)| size(t)).last()?;
    let earlier = page.sentence_at(word.start).unwrap_or(sentence);
    if page.names_firm(earlier.span) || says_firm(earlier.span.of(page.text)) {
        return None;
    }
    name(page, Span::new(earlier.clause_at(word.start).start, word.start))
}

/// A market's name at the end of words.
fn name(page: &Page<'_>, words: Span) -> Option<String> {
    let name = page.phrase_before(words.start, words.end)?.of(page.text).trim().trim_start_matches('在');
    let name = market::of_size(page, name);
    let plain = name.chars().all(char::is_alphanumeric) && NAME.contains(&name.chars().count());
    (plain && !page.is_generic(&name) && !page.lexicon.phrases.regions.contains(&name.as_str())).then_some(name)
}
