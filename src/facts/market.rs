//! `market`: the size, the growth or a share of a market.
//!
//! reads: a market word (市场规模 渗透率 复合增速) with the words before it, else the topic that the sentence or
//! those before it speak of. gives: the market as subject, metric, value, its span of years for a compound
//! growth. does not match: the compound growth of a company's revenue or profit (an indicator).

use super::actor::Subject;
use super::change::Change;
use super::doubt::Refused;
use super::draft::{circumstances, fact, measure};
use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact, FactKind, foremost, growth, indicator, joint, naming, nearby, said, share};
use crate::lexicon::Trigger;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// The fact of a statement whose indicator holds the market word `word`; `change`: what the figure says moved.
pub(super) fn read(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (word, trigger): (Span, Trigger),
    change: Option<&Change>,
    first: &Statement<'_>,
) -> Result<Option<Fact>, Refused> {
    // 中国市场占比 is what a region has of a whole
    let part = trigger.word == "市场占比" && s.item.is_none();
    if part || trigger.metric == "cagr" && growth::is_no_markets(page, sentence, s, word) {
        return Ok(None);
    }
    // the words of an earlier clause: `这4个领域市场规模从7亿元增长至16亿元，年均复合增长率23%`
    if page.is_report() && naming::points(page, sentence.clause_at(word.start), word.start) {
        return Err(Refused);
    }
    let metric = if change.is_some() && trigger.metric == "size" { "growth" } else { trigger.metric };
    let ranks = if trigger.metric == "share" { share::ranks(page, sentence, s, word)? } else { None };
    let of = ranks.unwrap_or_else(|| market(page, sentence, s, (word, trigger), first));
    let (subject, mut object) = naming::full(page, sentence, s, word, of);
    let subject = resolved(page, sentence, (word, trigger), subject);
    // a share or a growth of nobody says nothing; the compound growth of a company is no market's
    let nobody = subject == Subject::default() && object.is_empty();
    let size = trigger.metric == "size";
    let counted = || trigger.metric == "share" && share::is_counted(page, sentence, word, "");
    if nobody && (size && page.is_report() || trigger.word.starts_with("CR") || counted())
        || is_senseless(page, &subject, (word, trigger))
        || trigger.metric == "share" && foremost::is_one_of_many(page, s, &subject.id)
        || size && subject.id.is_empty() && foremost::is_part(page, s, &subject.name)
        || subject.id.is_empty() && naming::ends_a_list(page, s.clause, &subject.name)
    {
        return Err(Refused);
    }
    if nobody && !size || trigger.metric == "cagr" && !subject.id.is_empty() {
        return Ok(None);
    }
    let short = subject.id.is_empty() && subject.name.chars().count() >= 2 && page.own.name.starts_with(&subject.name);
    let subject = if short { page.covered() } else { subject };
    if trigger.metric == "share" && !subject.id.is_empty() {
        object = share::market_of(page, sentence, word, &subject.id, object);
    }
    let span = Span::new(s.indicator.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Market, metric, subject, span, "market_figure");
    match change {
        Some(c) if trigger.metric != "share" || s.quantity.unit != "x" => growth::grew(&mut f, s.quantity, c),
        _ => measure(&mut f, s.quantity),
    }
    if size {
        f.unit = unit_of_size(&f);
    }
    if let (Some(value), "growth") = (f.change, metric) {
        (f.low, f.high, f.unit) = (Some(value), Some(value), "%".to_owned());
    }
    // CR5 is the share of the five largest
    f.object = if trigger.word.starts_with("CR") { trigger.word.to_owned() } else { object };
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    settle(page, sentence, s, &mut f);
    Ok(Some(f))
}

/// Period, case and basis as a market's figure has them.
fn settle(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &mut Fact) {
    if f.metric == "cagr" {
        f.period = growth::span_of_years(page, s, f.period.take());
    }
    if f.object.is_empty() {
        let case = || growth::case(page, sentence, s);
        f.object = growth::scenario(page, sentence, s).or_else(case).unwrap_or_default();
    }
    said::expected(f);
    let size = matches!(f.metric.as_str(), "size" | "growth");
    if size && growth::is_potential(between(page.text, s.clause.start, s.quantity.span.start)) {
        f.basis = Some(Basis::Forecast);
    }
}

/// `某某是中国医疗器械最大的细分市场，市场规模为`: what is the largest, where its clause says so.
/// A pointer (`这4个领域市场规模`) names nobody where no company is covered whose it could be.
fn resolved(page: &Page<'_>, sentence: &Sentence, (word, trigger): (Span, Trigger), subject: Subject) -> Subject {
    let pointer = subject.id.is_empty() && is_no_name(page, &subject.name);
    if trigger.metric == "size" && pointer && !page.is_of_company() {
        return Subject::default();
    }
    let named = || {
        let clause = sentence.before(word.start).next()?;
        let words = clause.of(page.text);
        let end = words.find('是').filter(|i| words[*i..].contains(&subject.name))?;
        let name = page.phrase_before(clause.start, clause.start + end)?.of(page.text).trim();
        (!page.is_generic(name)).then(|| tidy(page, name).to_owned())
    };
    let most = subject.id.is_empty() && subject.name.contains("最大的");
    let name = most.then(named).flatten();
    name.map(|name| Subject { id: String::new(), name }).unwrap_or(subject)
}

/// An amount of money also without its unit (`市场空间超千亿`); `39亿元/年` is a size too.
fn unit_of_size(f: &Fact) -> String {
    let bare = f.unit.strip_suffix("/年").unwrap_or(&f.unit);
    if f.low.is_some() && bare.is_empty() { "CNY".to_owned() } else { bare.to_owned() }
}

/// Whether a figure is of what no reader can tell: a pointer, a place without what is sold there, 日 of `美、日CR3`.
fn is_senseless(page: &Page<'_>, subject: &Subject, (word, trigger): (Span, Trigger)) -> bool {
    let place = || page.is_report() && says_no_product(page, &subject.name, trigger);
    subject.id.is_empty() && (is_no_name(page, &subject.name) || place())
        || trigger.word.starts_with("CR") && is_short(page, word)
}

/// 日 of `美、日CR3` is short for a market that no word names.
fn is_short(page: &Page<'_>, word: Span) -> bool {
    let before = page.text[..word.start].trim_end();
    let list = before.strip_suffix(['美', '日', '德', '法', '英', '韩']);
    list.is_some_and(|w| w.ends_with(['、', '和', '与']))
}

/// 中国 of `2018年中国市场规模约3亿美元`: a place of which no word says what is sold there.
fn says_no_product(page: &Page<'_>, name: &str, trigger: Trigger) -> bool {
    let bare = name.trim_end_matches("市场");
    let place = page.lexicon.phrases.regions.contains(&bare);
    place && (trigger.metric != "share" || trigger.word.starts_with("渗透") || matches!(bare, "国内" | "全球" | "海外"))
}

/// What points to a market and names none: 此估算, 两家企业, `甲最主要的应用`.
fn is_no_name(page: &Page<'_>, name: &str) -> bool {
    let points = ["此", "该", "这", "其", "上述", "两者", "二者", "双方"].iter().any(|w| name.starts_with(w));
    let bare = ["厂商", "企业", "品牌", "客户", "用户", "公司", "均价"].contains(&name)
        || page.lexicon.phrases.firm_groups.contains(&name);
    let words = ["最主要的", "两家", "三家", "三足鼎立", "双寡头", "预示", "蓝海", "红海", "最快", "促进", "带动"];
    let bare = bare || matches!(name, "综合" | "成熟市场" | "单业务");
    let other = ["其他", "其它", "其余"].iter().any(|w| name.starts_with(w));
    points && !other || bare || words.iter().any(|w| name.contains(w))
}

/// The market that a figure is of; of nobody where no words name it. A share is a company's where one is named
/// before it; its market is the object then.
fn market(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (word, trigger): (Span, Trigger),
    first: &Statement<'_>,
) -> (Subject, String) {
    let clause = sentence.clause_at(word.start);
    let held = trigger.metric == "share" && !trigger.word.starts_with("CR");
    if let Some(both) = held.then(|| joint::joined(page, sentence, s, word)).flatten() {
        return both;
    }
    // CR5 is of all five, and so is what two have together
    let together = |lead: &str| ["两家", "两强", "三家", "前三", "前五", "前十"].iter().any(|w| lead.contains(w));
    let joint = trigger.word.starts_with("CR") || together(between(page.text, clause.start, word.start));
    let share = trigger.metric == "share" && !joint;
    // `美国市场规模…，占全球市场份额达到37%`: whose size was said has the share
    let part = between(page.text, s.indicator.start, word.start).starts_with('占');
    if let Some(begun) = Some(first.indicator).filter(|i| share && part && i.end <= s.indicator.start) {
        let from = page.phrase_before(begun.start, begun.end).map(|p| tidy(page, p.of(page.text)));
        if let Some(begun) = from.filter(|b| !page.is_generic(b)) {
            return named(begun);
        }
    }
    if share && let Some(first) = foremost::holder(page, sentence, word) {
        return first;
    }
    if let Some(of) = owned(page, sentence, s, (word, clause), share) {
        return of;
    }
    let from = if s.indicator.start < word.start { naming::begin(page, s, clause) } else { clause.start };
    let words = words_of(page, from, word.start);
    if share && let Some(held) = naming::held_within(page, clause, words, word.start) {
        return held;
    }
    if let Some(of) = worded(page, sentence, clause, Span::new(from, word.start), (word, words, share)) {
        return of;
    }
    if share && let Some(led) = share::leader(page, sentence, word) {
        return led;
    }
    if (share || trigger.metric == "size")
        && words.is_empty()
        && let Some(name) = naming::before_bracket(page, clause, word.start)
    {
        return named(name);
    }
    if share && share::is_counted(page, sentence, word, words) {
        return Default::default();
    }
    unnamed(page, sentence, (word, trigger, joint), words, first)
}

/// Whose figure it is where the words before the market word name somebody or something; `lead`: where they stand.
fn worded(
    page: &Page<'_>,
    sentence: &Sentence,
    clause: Span,
    lead: Span,
    (word, words, share): (Span, &str, bool),
) -> Option<(Subject, String)> {
    let from = lead.start;
    let firm = ["厂商", "企业", "品牌"].contains(&words);
    if firm && let Some(whole) = naming::behind_bracket(page, clause, word.start) {
        return Some(named(whole));
    }
    if let Some(m) = company(page, from, word.start) {
        let behind = between(page.text, m.span.end, word.start).trim();
        if page.is_generic(behind) {
            return Some((m.into(), String::new()));
        }
        if share {
            let object = if page.is_generic(words) { "" } else { tidy(page, words) };
            return Some((m.into(), object.to_owned()));
        }
        return Some(named(between(page.text, m.span.start, word.start).trim_end_matches(['的', ' '])));
    }
    if !words.is_empty() && !page.is_generic(words) {
        let held = || share::held_in(page, sentence, lead).or_else(|| share::holder(page, sentence, word, words));
        if share && let Some(actor) = held() {
            return Some((actor, tidy(page, words).to_owned()));
        }
        let Some(whole) = naming::within(page, clause, from, word.start) else {
            return Some(named(tidy(page, words)));
        };
        // `甲在FPGA的全球市场份额`
        return Some(match whole.split_once('在').filter(|_| share) {
            Some((holder, field)) => (named(holder.trim()).0, field.trim().to_owned()),
            None => named(&whole),
        });
    }
    None
}

/// Whose figure it is where 公司, a list or a bracket before the word says so.
fn owned(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (word, clause): (Span, Span),
    share: bool,
) -> Option<(Subject, String)> {
    let lead = between(page.text, s.indicator.start, word.start);
    if let Some(at) = lead.rfind("公司").map(|i| s.indicator.start + i + "公司".len()) {
        let of = page.phrase_before(at, word.start).map_or("", |p| tidy(page, p.of(page.text)));
        let object = if share && !page.is_generic(of) { of } else { "" };
        // `公司油条产品在餐饮渠道的市占率`
        let object = naming::within(page, Span::new(at, clause.end), at, word.start)
            .filter(|_| share)
            .unwrap_or_else(|| object.to_owned());
        return Some((page.actor(sentence, word.start), object));
    }
    if let Some(m) = page.actor_listed(s.quantity.span.start).filter(|_| share) {
        // 监护仪 of `甲、乙和丙监护仪市占率分别为`
        let of = company(page, clause.start, word.start).and_then(|last| page.phrase_before(last.span.end, word.start));
        let of = of.map(|p| tidy(page, p.of(page.text))).filter(|of| !page.is_generic(of));
        return Some((m.into(), of.unwrap_or_default().to_owned()));
    }
    if let Some(of) = one_of_list(page, s, clause, word, share) {
        return Some(of);
    }
    let owner = share::bracketed(page, clause, word.start).filter(|_| share)?;
    let company = page.mentions.iter().find(|m| m.kind == MentionKind::Company && m.span.of(page.text) == owner);
    Some(company.map_or_else(|| named(owner), |m| (m.into(), String::new())))
}

/// The words that name a market, also before 预计: `其中仅某某一项预计市场容量超…`.
fn words_of<'d>(page: &Page<'d>, from: usize, word: usize) -> &'d str {
    let phrase = |end: usize| page.phrase_before(from, end).map_or("", |p| p.of(page.text).trim());
    let words = phrase(word);
    let lead = between(page.text, from, word).trim_end();
    let expected = ["预计", "有望", "预期"].iter().find_map(|w| lead.strip_suffix(w)).filter(|_| words.is_empty());
    expected.map_or(words, |bare| phrase(from + bare.trim_end_matches("一项").len()))
}

fn named(name: &str) -> (Subject, String) {
    (Subject::named(name), String::new())
}

/// The last company that a stretch names.
pub(super) fn company<'d>(page: &Page<'d>, from: usize, to: usize) -> Option<&'d Mention> {
    let inside = |m: &&Mention| m.kind == MentionKind::Company && m.span.start >= from && m.span.end <= to;
    page.mentions.iter().rev().find(inside)
}

/// The thing of a list that a figure is of; `某某公司在空调、冰箱领域的份额分别为` is the company's, in that market.
fn one_of_list(page: &Page<'_>, s: &Statement<'_>, clause: Span, word: Span, share: bool) -> Option<(Subject, String)> {
    let cases = ["悲观", "中性", "乐观", "保守", "谨慎", "基准"];
    let item = s.item.filter(|i| !cases.iter().any(|w| i.of(page.text).contains(w)))?;
    let end = naming::bare_end(page, item, word);
    let thing = tidy(page, page.phrase_before(item.start, end)?.of(page.text));
    // 全球 of `全球和中国汽车电子市场规模分别为`
    let whole = naming::of_list(page, item, thing);
    let thing = whole.as_deref().unwrap_or(thing);
    let owner = company(page, clause.start, item.start + 1).or_else(|| company(page, clause.start, s.indicator.start));
    // `在冰箱领域的份额` is somebody's
    let at = page.phrase_before(item.start, end)?.start;
    let lead = between(page.text, clause.start, at);
    let listed = |rest: &str| rest.trim().is_empty() || rest.trim_end().ends_with(['、', '和', '与', '及']);
    let inside = lead.rfind('在').is_some_and(|i| listed(&lead[i + '在'.len_utf8()..]));
    if share && owner.is_none() && inside {
        let sentence = page.sentences.iter().find(|n| n.span.contains(clause))?;
        return Some((page.actor(sentence, item.start), thing.to_owned()));
    }
    Some(owner.filter(|_| share).map_or_else(|| named(thing), |m| (m.into(), thing.to_owned())))
}

/// Whose figure it is where the words before it name at most a region: what the text speaks of.
fn unnamed(
    page: &Page<'_>,
    sentence: &Sentence,
    (word, trigger, joint): (Span, Trigger, bool),
    region: &str,
    first: &Statement<'_>,
) -> (Subject, String) {
    let topic = page.topic_at(sentence, word.start);
    // `甲市场份额为3%；…，2019年市场规模` is of the market of its own sentence
    let far = topic.is_none_or(|t| t.end <= sentence.span.start) && region.is_empty();
    let near = || match trigger.metric {
        "share" if trigger.word.starts_with("渗透") => nearby::spreading(page, sentence, word.start),
        "share" => None,
        _ => nearby::shared(page, sentence, word.start),
    };
    if let Some(own) = far.then(near).flatten() {
        return named(own);
    }
    // `某某行业收入为…。甲收入137亿元，市场份额降至33%` is of whom its own sentence names
    let acts = trigger.metric == "share" && !trigger.word.starts_with("渗透") && !joint;
    let other = acts && far && page.names_firm(Span::new(sentence.span.start, word.start))
        || acts && !region.is_empty() && topic.is_some_and(|t| share::is_led(page, sentence, t));
    if let Some(topic) = topic.filter(|_| !other) {
        return named(tidy(page, &page.in_region(region, topic)));
    }
    // the amount that the sentence began with: `智能算力规模为…，复合增长率达到…`, `传感器出货量…，对应市场规模`
    let begun = Some(first.indicator).filter(|i| i.end <= word.start && sentence.span.contains(*i));
    let size = begun.and_then(|i| page.phrase_before(i.start, i.end)).map(|p| p.of(page.text));
    if let Some(begun) = size.filter(|b| b.ends_with("规模") && !page.is_generic(b)) {
        return named(tidy(page, begun));
    }
    if page.lexicon.phrases.regions.opening(region).is_some() {
        // `公司为龙头，国内市占率9%`
        let actor = page.actor(sentence, word.start);
        if acts && !actor.id.is_empty() && page.names_actor(sentence, word.start) {
            return (actor, region.to_owned());
        }
        let thing = nearby::led(page, sentence).map(|thing| format!("{region}{thing}"));
        return named(thing.as_deref().unwrap_or(region));
    }
    if !joint && page.names_actor(sentence, word.start) {
        return (page.actor(sentence, word.start), String::new());
    }
    // `GDP（国内生产总值）的年复合增速` has a noun of its own
    let own = between(page.text, first.indicator.end.max(sentence.clause_at(word.start).start), word.start);
    let own = own.chars().filter(|c| c.is_alphabetic() && !"年均的期间".contains(*c)).count() >= 2;
    if !(trigger.metric == "size" || trigger.metric == "cagr" && !own) {
        return Default::default();
    }
    let led = page.led_by_topic(sentence, word.start).map(|t| page.wider(t).of(page.text));
    let thing = begun.and_then(|i| indicator::thing(page, i)).or(led.filter(|t| !page.is_generic(t)));
    thing.map_or_else(Default::default, |market| named(tidy(page, market)))
}

/// A market's name without what trails behind it.
pub(super) fn tidy<'t>(page: &Page<'_>, name: &'t str) -> &'t str {
    let mut name = name.trim();
    while let Some(tail) = page.lexicon.phrases.market_tails.closing(name) {
        name = name[..name.len() - tail.len()].trim_end();
    }
    // `晶圆厂全球市场份额`: the region is the share's
    let region = page.lexicon.phrases.regions.closings(name).find(|r| name.len() > r.len() + 3);
    name = region.map_or(name, |r| name[..name.len() - r.len()].trim_end_matches(['的', '在', ' ']));
    if naming::counts(name) {
        return "";
    }
    name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '~' | '～' | ' ' | '年'))
}

/// The name of a market whose size is told: `中国某某市场长期` is 中国某某, so is `中国实现某某`.
pub(super) fn of_size(page: &Page<'_>, name: &str) -> String {
    let bare = tidy(page, name);
    let name = tidy(page, bare.strip_suffix("市场").filter(|b| !page.is_generic(b)).unwrap_or(bare));
    let region = page.lexicon.phrases.regions.opening(name);
    let made = region.and_then(|r| Some((r, ["实现", "的"].iter().find_map(|l| name[r.len()..].strip_prefix(l))?)));
    made.map_or_else(|| name.to_owned(), |(region, thing)| format!("{region}{thing}"))
}
