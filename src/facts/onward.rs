//! Figures of a market whose noun no market word is, or stands in an earlier clause.
//!
//! reads: `某某市场2025年约为218亿美元`, a level of a later year that goes on with the size before (`；预计2030年达到260亿元`), its
//! compound growth (`；2025-2030年CAGR为9%`), what 其中 says of a part (`其中中国为46亿美元，占34%`, `其中某某增速约6%`), a growth
//! that is revised (`增速由20%上修到28%`), the level that a compound growth leads to, what follows upon a list of parts. gives: `market` facts of the market before or of its part. does not match: clauses that
//! name a company, a noun behind the number, markets where shares are traded (资本市场).

use super::actor::says_firm;
use super::draft::{circumstances, fact, measure, moved};
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{
    Basis, Fact, FactKind, change, divided, expands, figures, fraction, goods, growth, held, market, noun, said,
    statement, teller, volume,
};
use crate::span::{Span, between};
use crate::tag::Quantity;

/// Characters of a part's name.
const PART: usize = 12;

/// What stands beside the years of a growth.
const WHEN: &str = "年均的期间同至到预计将有望并且未来对应";

/// What is traded in markets that sell nothing.
pub(super) const TRADED: [&str; 14] =
    ["资本", "二级", "一级", "股票", "债券", "期货", "货币", "金融", "信贷", "转债", "基金", "人才", "权益", "证券"];

/// How a size comes from one level to another.
pub(super) const RISES: [char; 7] = ['增', '升', '扩', '提', '上', '降', '减'];

/// What stands for the size before.
const POINTERS: [&str; 5] = ["这一规模", "该规模", "这一市场规模", "该市场规模", "这一数字"];

/// Words between a part's name and its figure's clause.
const LEADS: [&str; 9] = ["其中", "并", "且", "而", "预计", "预期", "有望", "将", "到"];

/// The figure of a clause in which no noun stands, and the shares that need none.
pub(super) fn silent(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let noun = s.indicator.of(page.text);
    let bare = noun.is_empty() || page.lexicon.phrases.links.contains(&noun);
    let onward = bare.then(|| read(page, sentence, s, out)).flatten();
    onward
        .or_else(|| held::read(page, sentence, s, out))
        .or_else(|| fraction::read(page, sentence, s, out))
        .or_else(|| divided::led(page, sentence, s))
}

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let rest = between(page.text, s.quantity.span.end, s.clause.end).trim_start_matches(['左', '右', ' ']);
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let from = (lead.contains('由') || lead.contains('从')) && RISES.iter().any(|w| rest.starts_with(*w));
    let listed = rest.starts_with(['和', '与', '及']) && page.is_over_years(s.quantity.span.start);
    if rest.starts_with(char::is_alphanumeric) && !from && !listed || s.item.is_some() {
        return None;
    }
    if page.is_money(s.quantity) && s.change.is_none() {
        return bare(page, sentence, s)
            .or_else(|| expands::begun(page, sentence, s))
            .or_else(|| part(page, sentence, s, out))
            .or_else(|| reached(page, sentence, s, out))
            .or_else(|| later(page, sentence, s, out))
            .or_else(|| grown_to(page, sentence, s, out));
    }
    if s.quantity.unit != "%" {
        return None;
    }
    let moved = s.change.as_ref().and_then(|_| bare(page, sentence, s));
    moved
        .or_else(|| compound(page, sentence, s, out))
        .or_else(|| portion(page, sentence, s, out))
        .or_else(|| grown(page, sentence, s, out))
        .or_else(|| revised(page, sentence, s))
}

/// The words of a clause before its number, without dates, levels and what opens it; `None` behind another number.
fn words<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<&'d str> {
    let mut at = s.quantity.span.start;
    if let Some(first) = page.quantities_in(Span::new(s.clause.start, at)).next() {
        // the second of `2026年和2027年分别达到1450亿美元和1560亿美元`, the level of `预计增长26%突破1万亿美元`
        let link = between(page.text, first.span.end, at).trim();
        let listed = page.is_over_years(at) && page.is_over_years(first.span.start);
        let level = s.quantity.span.of(page.text);
        let beyond = link.is_empty() && ["突破", "超", "逾"].iter().any(|w| level.starts_with(w));
        let grown = first.unit == "%" && (beyond || ["至", "到", "突破", "达到", "达"].contains(&link));
        if !listed && !grown {
            return None;
        }
        at = first.span.start;
    }
    let (start, end) = noun::trim_end(page, s.clause.start, at);
    let start = noun::trim_start(page, start, end.max(start));
    let mut words = between(page.text, start, end.max(start)).trim();
    while let Some(rest) = LEADS.iter().find_map(|l| words.strip_prefix(l)) {
        words = rest.trim_start();
    }
    Some(words)
}

/// `某某市场2025年约为218亿美元`: a size whose noun is the market itself.
fn bare(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let lead = Span::new(s.clause.start, s.quantity.span.start);
    let ends = s.indicator.of(page.text).trim_end().trim_end_matches(['就', '便', '也', '即', '则']);
    let name = page.phrase_before(s.clause.start, s.indicator.start + ends.len())?;
    let thing = name.of(page.text).trim().strip_suffix("市场")?;
    let head = between(page.text, s.clause.start, name.start).rfind(['：', ':']).unwrap_or(0);
    let lead = Span::new(told_from(page, s.clause.start + head, name.start), lead.end);
    let before = between(page.text, s.clause.start, name.start);
    let into = before.ends_with(['在', '从', '向', '对', '于', '入', '占', '往', '拓', '给', '由', '把', '将', '的']);
    let traded = TRADED.iter().any(|w| thing.ends_with(w));
    if s.inherited || into || traded || page.is_generic(thing) || !is_plain(thing, 2..=20) || is_firms(page, lead) {
        return None;
    }
    let level = between(page.text, name.end, s.quantity.span.end);
    let says = ["为", "达", "约", "破", "至", "到", "超", "近", "由", "从"].iter().any(|w| level.contains(w));
    let name = format!("{thing}市场");
    if let Some(change) = &s.change {
        let rate = ["同比", "今年", "明年", "增长", "下滑", "下降", "萎缩"].iter().any(|w| level.contains(w));
        let mut f = drafted(page, sentence, s, ("growth", &name));
        growth::grew(&mut f, s.quantity, change);
        if f.change.is_some() {
            (f.low, f.high) = (f.change, f.change);
        }
        return rate.then_some(f);
    }
    says.then(|| size(page, sentence, s, &name))
}

/// Behind who foretells (`甲公司预测2026年某某市场将增长20%`): he does nothing of it.
pub(super) fn told_from(page: &Page<'_>, from: usize, name: usize) -> usize {
    let lead = between(page.text, from, name);
    let told = ["预测", "预计", "预期"].iter().filter_map(|w| lead.rfind(w).map(|i| i + w.len())).max();
    told.map_or(from, |i| from + i)
}

/// Whether a company acts within a span.
pub(super) fn is_firms(page: &Page<'_>, span: Span) -> bool {
    let words = span.of(page.text);
    page.names_firm(span) || says_firm(words) || words.contains("我们")
}

/// `；预计2030年达到260亿元`: a later year's level of the size before.
fn later(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let lead = Span::new(s.clause.start, s.quantity.span.start);
    let dated = page.periods.iter().any(|p| lead.contains(p.span) && p.period.is_some());
    let level = ["达", "为", "破", "至", "到", "超", "约"]
        .iter()
        .any(|w| between(page.text, lead.start, s.quantity.span.end).contains(w));
    let own = page.is_measured(s.indicator.of(page.text).trim());
    let words = words(page, s)?;
    let words = behind_teller(page, sentence, s, words);
    let told = POINTERS.iter().any(|p| words.ends_with(p));
    if !dated || !level || own && !told || !words.is_empty() && !told {
        return None;
    }
    let base = base(page, sentence, s, out).filter(|b| b.unit == s.quantity.unit);
    let mut f = size(page, sentence, s, &base?.subject);
    let first = page.quantities_in(Span::new(lead.start, lead.end)).next().filter(|q| q.unit == "%");
    if let Some(c) = first.and_then(|q| change::read(page.text, q, lead.start, &page.lexicon.phrases)) {
        moved(&mut f, &c);
    }
    // what a year will have come to that is not over
    let year = f.period.as_deref().filter(|p| p.len() == 4).and_then(|p| p.parse::<i16>().ok());
    if year.zip(page.head.published_on).is_some_and(|(y, d)| y >= d.year()) {
        f.basis = Some(Basis::Forecast);
    }
    Some(f)
}

/// `到2030年，某某市场将以29%的复合增速增长，达到20亿美元`: the level that the compound growth right before leads to.
fn grown_to(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let base = paced(page, sentence, s, out)?;
    let link = between(page.text, base.span.end, s.quantity.span.start).trim_start_matches("增长");
    let bare = link.trim_start_matches(['，', ',', '并']).trim_start_matches("预计");
    let reached = ["达到", "达", "至", "到", "增至", "增长至", "增长到", "将达", "将达到"].contains(&bare);
    let mut f = size(page, sentence, s, &base.subject);
    // the year that the growth leads to
    let last = base.period.as_deref().map(|p| p.rsplit('/').next().unwrap_or(p).to_owned());
    f.period = f.period.filter(|p| !p.contains('/')).or(last);
    reached.then_some(f)
}

/// Words without the house that says them: `某某预计2026年将达到546亿美元`.
fn behind_teller<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>, words: &'d str) -> &'d str {
    let source = teller::said_by(page, sentence, s.quantity.span.start);
    let words = words.trim_start_matches("根据").trim_start_matches('据');
    let rest = words.strip_prefix(source.as_str()).filter(|_| !source.is_empty()).unwrap_or(words);
    let told = ["预计", "预测", "预估", "估计", "认为"].iter().find_map(|w| rest.strip_prefix(w));
    told.unwrap_or(rest).trim()
}

/// `由2024年的10亿元扩大到2029年的20亿元`: the level that the size right before comes to.
fn reached(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let base = out.last().filter(|f| f.kind == FactKind::Market && f.metric == "size" && f.subject_id.is_empty())?;
    let from = base.span.end.min(s.quantity.span.start);
    let link = between(page.text, from, s.quantity.span.start);
    let rises = link.starts_with(RISES) && link.chars().count() <= 12 && (link.contains('到') || link.contains('至'));
    let own = base.span.start >= s.clause.start && base.unit == s.quantity.unit && base.subject.ends_with("市场");
    (rises && own).then(|| size(page, sentence, s, &base.subject))
}

/// The size that a clause goes on with: the market's size last read in its sentence, where nothing else was, or the last
/// figure before `；`.
pub(super) fn base(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let at = s.quantity.span.start;
    let is_size = |f: &&Fact| f.kind == FactKind::Market && f.metric == "size" && f.subject_id.is_empty();
    let own = |q: &&Quantity| q.unit == "%" && s.clause.contains(q.span);
    if let Some(first) = page.quantities_in(sentence.span).find(|q| !own(q)).filter(|q| q.span.start < at) {
        let mut before = out.iter().rev().skip_while(|f| matches!(f.metric.as_str(), "cagr" | "growth"));
        let size = before.next().filter(is_size).filter(|f| f.span.end >= first.span.end)?;
        return (!is_firms(page, Span::new(size.span.end.min(at), at))).then(|| size.clone());
    }
    let before = page.earlier(sentence).last()?;
    let all = statement::statements(page, before);
    let last = all.iter().rev().find(|s| s.quantity.unit != "%")?;
    let i = all.iter().position(|s| s.quantity.span == last.quantity.span)?;
    let f = figures::typed(page, before, last, all.first()?).ok()?.or_else(|| expands::begun(page, before, last));
    let f = f.or_else(|| volume::read(page, before, &all, i, &[]))?;
    let acts = is_firms(page, Span::new(last.quantity.span.end, at));
    (is_size(&&f) && !f.subject.is_empty() && !acts).then_some(f)
}

/// The compound growth of a market last read in the same sentence, with no firm between: `复合增速为8%，较2000-2010年间20%的复合增速`.
pub(super) fn paced(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let last = out.last().filter(|f| f.kind == FactKind::Market && f.metric == "cagr" && f.subject_id.is_empty())?;
    let at = s.quantity.span.start;
    let own = last.span.start >= sentence.span.start && last.span.end <= at;
    (own && !is_firms(page, Span::new(last.span.end, at))).then(|| last.clone())
}

/// `，2025-2030年CAGR为9%`: the compound growth of the size before.
fn compound(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let at = s.quantity.span.start;
    let lead = between(page.text, s.clause.start, at);
    let grows =
        lead.trim_end_matches([' ', '约', '近', '了']).strip_suffix("复合增长").map(|l| s.clause.start + l.len());
    let noun = page.triggers_in(Span::new(s.clause.start, at)).find(|(_, t)| t.metric == "cagr").map(|(w, _)| *w);
    let word = noun.or(grows.map(|start| Span::new(start, start + "复合增长".len())))?;
    let own = page.phrase_before(s.clause.start, word.start).map(|p| p.of(page.text).trim());
    let close = between(page.text, word.end, at).chars().count() <= 4;
    let name = match own.filter(|o| !page.is_generic(o)) {
        Some(own) => valued(page, s, own)?,
        None if says_more(page, Span::new(s.clause.start, word.start), WHEN) => return None,
        None => base(page, sentence, s, out)?.subject,
    };
    if !close {
        return None;
    }
    let mut f = drafted(page, sentence, s, ("cagr", &name));
    f.period = growth::span_of_years(page, s, f.period.take());
    Some(f)
}

/// `PC出货量为5亿台，其中甲、乙分别为3亿和2亿台，2020-2025年CAGR为4%`: what follows upon a list of parts is of the whole; upon goods
/// whose demand rises it is of them.
pub(super) fn of_whole(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let at = s.quantity.span.start;
    let word = page.triggers_in(Span::new(s.clause.start, at)).find(|(_, t)| t.metric == "cagr")?.0;
    let before = sentence.before(s.clause.start).next()?;
    let words = before.of(page.text);
    let listed = words.trim_start_matches(['，', ' ']).starts_with("其中") && words.contains("分别");
    if s.quantity.unit != "%" || says_more(page, Span::new(s.clause.start, word.start), WHEN) {
        return None;
    }
    let is_size = |f: &&Fact| f.kind == FactKind::Market && f.metric == "size" && f.subject_id.is_empty();
    let whole = || out.iter().rev().find(|f| f.span.end <= before.start).filter(is_size).map(|f| f.subject.clone());
    let name = if listed { whole()? } else { goods::rising(page, sentence, s)? };
    let mut f = drafted(page, sentence, s, ("cagr", &name));
    f.period = growth::span_of_years(page, s, f.period.take());
    (!is_firms(page, Span::new(before.start, at))).then_some(f)
}

/// Whether words say more than when; `but`: what may stand beside a date.
pub(super) fn says_more(page: &Page<'_>, lead: Span, but: &str) -> bool {
    let dated = |at: usize| page.periods.iter().any(|p| p.span.start <= at && at < p.span.end);
    let words = lead.of(page.text).char_indices().filter(|(i, c)| c.is_alphabetic() && !dated(lead.start + i));
    words.filter(|(_, c)| !but.contains(*c)).count() > 0
}

/// 全球某某 of 全球某某产值: a whole trade by the noun of what it makes.
fn valued(page: &Page<'_>, s: &Statement<'_>, words: &str) -> Option<String> {
    let name = ["总产值", "产值", "市场规模", "销售额"].iter().find_map(|w| words.strip_suffix(w))?;
    let region = page.lexicon.phrases.regions.opening(name)?;
    let acts = is_firms(page, Span::new(s.clause.start, s.quantity.span.start));
    let thing = &name[region.len()..];
    (!acts && !page.is_generic(thing) && is_plain(thing, 2..=20)).then(|| name.to_owned())
}

/// `其中中国为46亿美元`, `其中存储器为46亿美元`: a part of the size before.
fn part(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_start();
    let name = words(page, s).filter(|_| lead.starts_with("其中"))?.trim_end_matches("市场");
    let base = base(page, sentence, s, out).filter(|b| b.unit == s.quantity.unit)?;
    Some(size(page, sentence, s, &named(page, s, name, &base.subject)?))
}

/// The name of a part: 中国半导体 of 中国 in 全球半导体; of its own words otherwise.
fn named(page: &Page<'_>, s: &Statement<'_>, name: &str, whole: &str) -> Option<String> {
    let regions = &page.lexicon.phrases.regions;
    let acts = is_firms(page, Span::new(s.clause.start, s.quantity.span.start));
    let other = ["其他", "其余", "前", "近", "企业", "厂商"].iter().any(|w| name.contains(w));
    if acts || other || page.is_measured(name) {
        return None;
    }
    if regions.contains(&name) || page.lexicon.phrases.countries.contains(&name) {
        let thing = regions.opening(whole).map(|r| &whole[r.len()..]).filter(|t| !t.is_empty())?;
        return Some(format!("{name}{thing}"));
    }
    (is_plain(name, 2..=PART) && !page.is_generic(name)).then(|| name.to_owned())
}

/// `，占34%`: what the part before has of its whole.
fn portion(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim();
    let [.., whole, part] = out else { return None };
    let size = |f: &Fact| f.kind == FactKind::Market && f.metric == "size" && f.subject_id.is_empty();
    if !matches!(lead, "占" | "占比" | "占比约" | "占比为" | "约占" | "占比达") || !size(whole) || !size(part)
    {
        return None;
    }
    let inner = part.low < whole.low && between(page.text, whole.span.end, part.span.end).contains("其中");
    let mut f = drafted(page, sentence, s, ("share", &part.subject));
    f.object.clone_from(&whole.subject);
    f.period.clone_from(&part.period);
    (inner && s.change.is_none()).then_some(f)
}

/// `其中某某增速约6%`: how a part of the market before grows.
fn grown(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_start();
    let words = words(page, s).filter(|_| lead.starts_with("其中"))?;
    let name = ["增速", "增长率", "增幅"].iter().find_map(|w| words.strip_suffix(w))?;
    let name = named(page, s, name.trim_end_matches(['的', '年']), "")?;
    base(page, sentence, s, out)?;
    Some(drafted(page, sentence, s, ("growth", &name)))
}

/// `将全球某某出货增速由20%上修到28%`: what the growth of a market is now expected to be.
fn revised(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    const VERBS: [&str; 7] = ["上修", "下修", "上调", "下调", "调高", "调低", "修正"];
    let at = s.quantity.span.start;
    let lead = between(page.text, s.clause.start, at).trim_end();
    let to = lead.strip_suffix(['至', '到', '为'])?;
    let lead = VERBS.iter().find_map(|v| to.strip_suffix(v))?;
    let before = match page.quantities_in(Span::new(s.clause.start, at)).last().filter(|q| q.unit == "%") {
        Some(first) if first.span.end == s.clause.start + lead.trim_end().len() => {
            between(page.text, s.clause.start, first.span.start).trim_end().strip_suffix(['由', '从'])?
        }
        Some(_) => return None,
        None => lead,
    };
    let before = before.trim_end();
    let noun = ["预测", "预期", "预估"].iter().find_map(|w| before.strip_suffix(w)).unwrap_or(before);
    let noun = ["的增速", "增速", "的增长率", "增长率", "增幅"].iter().find_map(|w| noun.strip_suffix(*w))?;
    let noun = ["出货量", "出货", "销量", "需求", "市场规模", "规模", "年"]
        .iter()
        .find_map(|w| noun.strip_suffix(*w))
        .unwrap_or(noun);
    let name = page.phrase_before(s.clause.start, s.clause.start + noun.len())?;
    let name = market::tidy(page, name.of(page.text));
    let region = page.lexicon.phrases.regions.opening(name)?;
    let fine = !page.is_generic(&name[region.len()..]);
    let mut f = drafted(page, sentence, s, ("growth", name));
    f.basis = Some(Basis::Forecast);
    fine.then_some(f)
}

pub(super) fn size(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, name: &str) -> Fact {
    drafted(page, sentence, s, ("size", name))
}

/// A market's figure with its circumstances.
pub(super) fn drafted(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (metric, name): (&'static str, &str),
) -> Fact {
    let span = Span::new(s.clause.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Market, metric, super::actor::Subject::named(name), span, "market_figure");
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    said::expected(&mut f);
    f.object = growth::scenario(page, sentence, s).or_else(|| growth::case(page, sentence, s)).unwrap_or_default();
    f
}
