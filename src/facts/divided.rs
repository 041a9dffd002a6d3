//! What kinds, channels and segments have of a market, and firms of a rank together.
//!
//! reads: indicators in per cent whose words are a part and 占比 and whose subject is a market (`零售渠道占比` of 我国某某市场), a
//! market's own part (`甲市场规模份额`), what firms have of a region's market or output (`五大厂商甲营收占全球市场`, `CR5产能占全国产能`);
//! `前十大供应商合计占据约70%的市场份额`; who leads a market and has so much (`某某的市场份额中，甲处于领先位置，占45%`). gives: `market`
//! `share`, the part or the firms as subject, the market as `object`. does not match: parts of a company's sales and costs,
//! of firms, people and households; figures of whole trades.

use super::actor::{Subject, says_firm};
use super::held::{self, KINDS, OTHERS};
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, fraction, goods, joint, market, share, teller};
use crate::span::{Span, between};

/// Characters of a part's or a market's name.
const NAME: std::ops::RangeInclusive<usize> = 2..=16;

/// What says but when and how much between a part and 占比.
const ASIDES: [&str; 8] = ["目前", "当前", "现阶段", "已经", "合计", "仍", "已", "的"];

/// What is no market by its name.
const NO_MARKETS: [&str; 8] = ["企业", "机构", "公司", "板块", "产业链", "集团", "业务", "代购"];

/// The share that an indicator is, where its words and its subject say so.
pub(super) fn told(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: Fact) -> Fact {
    if f.kind != FactKind::Indicator
        || f.unit != "%"
        || f.low.is_none()
        || s.change.as_ref().is_some_and(|c| c.base.is_some())
    {
        return f;
    }
    let of = part(page, sentence, s, &f).or_else(|| own(page, &f)).or_else(|| output(page, &f));
    let of = of.or_else(|| placed(page, sentence, s, &f));
    match of {
        Some((subject, object)) => fraction::as_share(page, f, subject, object),
        None => f,
    }
}

/// 零售渠道 of 我国某某市场.
fn part(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &Fact) -> Option<(Subject, String)> {
    let phrases = &page.lexicon.phrases;
    let tail = phrases.portions.closing(&f.metric).filter(|_| f.subject_id.is_empty())?;
    let name = bare(&f.metric[..f.metric.len() - tail.len()]);
    let firms = KINDS.iter().any(|k| name.ends_with(k));
    // 乘用车销量 of `乘用车销量中，` is no name
    let sold = phrases.volumes.closing(&f.subject).is_some();
    let own = Some(f.subject.clone()).filter(|w| !page.is_generic(w) && !sold);
    let wide = own.as_ref().is_none_or(|w| is_market(page, sentence, s, w));
    let whole = market::of_size(page, &own.or_else(|| framed(page, sentence, s))?);
    if divides(page, sentence, s) {
        return None;
    }
    let made = is_plain(name, NAME);
    let other = |words: &str| OTHERS.iter().any(|w| words.contains(w));
    let none = page.is_measured(name) || other(name) || !firms && phrases.no_portions.is_in(name);
    let inner = whole.contains(name) || name.ends_with("行业");
    // 北美 of `全球某某市场规模为100亿元，其中北美占比40%`
    let place = phrases.regions.contains(&name) && f.subject.ends_with("市场");
    if !made || none || inner || page.is_generic(name) && !place || page.is_generic(&whole) {
        return None;
    }
    // brands of a kind, not how many firms are of one
    let brands = wide && ["品牌", "厂商"].iter().any(|w| name.ends_with(w));
    let channel = phrases.channels.closing(name).is_some() || tail == "份额占比" && firms;
    let fits = (channel || brands || !firms && wide) && !NO_MARKETS.iter().any(|w| whole.contains(w));
    fits.then(|| (Subject::named(name), whole))
}

/// 中国面板产能 of `中国面板产能占比有望提升至70%`: what a region has of all that is made or shipped of some goods.
fn placed(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &Fact) -> Option<(Subject, String)> {
    let words = f.metric.strip_suffix("占比").filter(|_| f.subject_id.is_empty())?.trim_end_matches("全球");
    let noun = ["产能", "产量", "出货量", "出货"].iter().find(|n| words.ends_with(**n))?;
    let phrases = &page.lexicon.phrases;
    let region = |w: &str| phrases.regions.contains(&w) || phrases.countries.contains(&w);
    let goods = words[..words.len() - noun.len()].trim_end_matches('的');
    let lead = Span::new(sentence.span.start, s.quantity.span.start);
    let acts = page.names_firm(s.clause) || says_firm(lead.of(page.text)) || divides(page, sentence, s);
    // 全球 and 海外 are no land that has a part
    let land = region(&f.subject) && !["全球", "世界", "海外"].contains(&f.subject.as_str());
    let fits = land && !acts && is_plain(goods, NAME) && !page.is_generic(goods) && !page.is_measured(goods);
    fits.then(|| (Subject::named(&format!("{}{words}", f.subject)), goods.to_owned()))
}

/// A part's name without what stands before 占比.
fn bare(words: &str) -> &str {
    let mut words = words;
    while let Some(rest) = ASIDES.iter().find_map(|w| words.strip_suffix(w)) {
        words = rest;
    }
    words
}

/// 我国某某行业 of `我国某某行业中，甲占比30%`.
fn framed(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<String> {
    let before = sentence.before(s.clause.start).next()?;
    let words = before.of(page.text).trim_end_matches(['，', ',', ' ']);
    let words = words.strip_suffix('中').or_else(|| words.strip_suffix('上')).or_else(|| words.strip_suffix("内"))?;
    let end = before.start + words.len();
    let sold = page.lexicon.phrases.volumes.closing(words).filter(|n| !n.ends_with(['收', '入']) && !n.contains('需'));
    let end = end - sold.map_or(0, |n| n.len());
    let wide = sold.is_some() || ["市场", "行业", "产业"].iter().any(|w| words.ends_with(w));
    let name = page.phrase_before(before.start, end).filter(|p| wide && p.end == end)?.of(page.text).trim();
    let acts = page.names_firm(*before) || says_firm(before.of(page.text));
    (!page.is_generic(name) && !acts).then(|| name.to_owned())
}

/// Whether a sentence speaks of what is no market before its figure.
fn divides(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let lead = between(page.text, sentence.span.start, s.quantity.span.start);
    page.lexicon.phrases.divided.is_in(lead)
}

/// Whether a name is said to be a market's, by itself or in its sentence or the one before.
fn is_market(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, name: &str) -> bool {
    let wide = ["市场", "行业", "产业"];
    let near = between(page.text, page.reach(sentence, 1), s.quantity.span.start);
    wide.iter().any(|w| name.ends_with(w)) || wide.iter().any(|w| near.contains(&format!("{name}{w}")))
}

/// `大数据应用市场规模份额`: what a market has of a wider one that no word names.
fn own(page: &Page<'_>, f: &Fact) -> Option<(Subject, String)> {
    let words = f.metric.strip_suffix("份额").filter(|_| f.subject_id.is_empty() && !f.subject.is_empty())?;
    let size = ["的市场规模", "市场规模", "规模", "的市场"].iter().find_map(|w| words.strip_suffix(w))?;
    let same = size.is_empty() || f.subject.ends_with(size);
    (same && !page.is_generic(&f.subject)).then(|| (Subject::named(&f.subject), String::new()))
}

/// `五大厂商甲营收占全球市场`, `CR5产能占全国产能`: what firms have of what a region sells or makes.
fn output(page: &Page<'_>, f: &Fact) -> Option<(Subject, String)> {
    let (part, whole) = f.metric.rsplit_once('占')?;
    let whole = ["比例", "比重", "份额"].iter().find_map(|w| whole.strip_suffix(w)).unwrap_or(whole);
    let whole = whole.trim_start_matches(['到', '据', '了', '有']).trim_end_matches(['的', '总']);
    let phrases = &page.lexicon.phrases;
    let Some(region) = phrases.regions.opening(whole) else { return sold(page, f, (part, whole)) };
    let thing = whole[region.len()..].trim_start_matches('的');
    let kind =
        |w: &str| KINDS.iter().chain(&["巨头"]).any(|k| w.ends_with(k)) || phrases.firm_groups.closing(w).is_some();
    let firms = kind(&f.subject) || kind(part);
    let made = made(thing).filter(|_| f.subject_id.is_empty());
    let noun = made.or_else(|| phrases.volumes.closing(thing)).or(thing.ends_with("市场").then_some("市场"))?;
    let part = made_by(page, part);
    let first = part.starts_with("CR");
    if joint::counts_firms(part) {
        return None;
    }
    let kinds = goods::is_goods(page, part) || phrases.channels.closing(part).is_some();
    if kinds && f.subject_id.is_empty() {
        return Some((Subject::named(part), whole_of(region, thing, noun)));
    }
    if !first && !firms && f.subject_id.is_empty() {
        return None;
    }
    let own = part.strip_prefix(f.subject.as_str()).unwrap_or(part);
    let thing = thing[..thing.len() - noun.len()].trim_end_matches(['总', '的', ' ']);
    let thing = if !thing.is_empty() {
        thing
    } else if first || firms && !own.ends_with("企业") {
        own
    } else {
        ""
    };
    let plain = |w: &str| is_plain(w, 0..=16) && !OTHERS.iter().any(|o| w.contains(o));
    if !plain(own) || !plain(thing) {
        return None;
    }
    if first {
        return Some((Subject::named(&f.subject), own.to_owned()));
    }
    let of = format!("{region}{thing}");
    let named = phrases.regions.contains(&f.subject.as_str()) || f.subject.is_empty();
    let subject = if named {
        Subject::named(&format!("{}{own}", f.subject))
    } else {
        Subject { id: f.subject_id.clone(), name: f.subject.clone() }
    };
    Some((subject, of))
}

/// A market by what a region sells: 国内乘用车 of 国内乘用车销量.
fn whole_of(region: &str, thing: &str, noun: &str) -> String {
    format!("{region}{}", thing[..thing.len() - noun.len()].trim_end_matches(['总', '的', ' ']))
}

/// `5G手机出货量占手机出货量`: what a kind has of all that is sold, by the same noun.
fn sold(page: &Page<'_>, f: &Fact, (part, whole): (&str, &str)) -> Option<(Subject, String)> {
    let volumes = &page.lexicon.phrases.volumes;
    let noun = volumes.closing(whole).filter(|_| f.subject_id.is_empty())?;
    // `折叠屏手机占智能手机出货量`
    let made = goods::is_goods(page, whole[..whole.len() - noun.len()].trim_end_matches('总'));
    let part_noun = volumes.closing(part).filter(|n| noun.ends_with(*n));
    let kind = part_noun
        .map(|n| &part[..part.len() - n.len()])
        .or_else(|| Some(part).filter(|p| made && goods::is_goods(page, p)))?;
    let kind = kind.trim_end_matches(['年', '的', '总']);
    let all = whole[..whole.len() - noun.len()].trim_start_matches("同比").trim_end_matches(['年', '的', '总']);
    let goods = |w: &str| is_plain(w, NAME) && !page.is_generic(w) && !OTHERS.iter().any(|o| w.contains(o));
    let named = goods(kind) && goods(all) && !noun.ends_with(['收', '入', '值']);
    let place = page.lexicon.phrases.regions.contains(&f.subject.as_str()) && !kind.starts_with(&f.subject);
    let placed =
        page.lexicon.phrases.regions.opening(kind).and_then(|r| Some((r, kind[r.len()..].strip_prefix("市场")?)));
    let kind = placed.map_or(kind.to_owned(), |(region, goods)| format!("{region}{goods}"));
    let kind = if place { format!("{}{kind}", f.subject) } else { kind };
    named.then(|| (Subject::named(&kind), all.to_owned()))
}

/// The noun of what is made, in which words end.
fn made(words: &str) -> Option<&'static str> {
    ["总产能", "总产量", "产能", "产量"].into_iter().find(|n| words.ends_with(n))
}

/// A part without the noun of its amount.
fn made_by<'t>(page: &Page<'_>, part: &'t str) -> &'t str {
    let noun = made(part).or_else(|| page.lexicon.phrases.volumes.closing(part)).unwrap_or("");
    part[..part.len() - noun.len()].trim_end_matches(['的', '年', '总', ' '])
}

/// `前十大供应商合计占据约70%的市场份额`: firms of a rank, and the market that stands before them.
pub(super) fn firms(page: &Page<'_>, clause: Span, at: usize) -> Option<(Subject, String)> {
    let lead = between(page.text, clause.start, at);
    let (verb, word) = ["占据了", "占据", "占有", "占", "拥有"].iter().find_map(|w| lead.rfind(w).map(|i| (i, *w)))?;
    let held = lead[verb + word.len()..].trim_matches(['约', '近', '超', '过', '了', '的', ' ']);
    let lead = bare(lead[..verb].trim_end_matches(['共', '同', '约', ' ']));
    let kind = KINDS.iter().find(|k| lead.ends_with(**k))?;
    let head = &lead[..lead.len() - kind.len()];
    let from = ["前", "TOP", "Top"].iter().filter_map(|w| head.rfind(w)).max()?;
    let rank = &lead[from..];
    let before = page.phrase_before(clause.start, clause.start + from).map_or("", |p| p.of(page.text).trim());
    let market = if held.is_empty() { before } else { held };
    let market = if page.is_generic(market) { String::new() } else { market::of_size(page, market) };
    let named = is_plain(rank, 4..=NAME.end() - 4) && (held.is_empty() || is_plain(held, NAME));
    (named && !page.names_firm(Span::new(clause.start, at))).then(|| (Subject::named(rank), market))
}

/// `某某的市场份额中，甲处于领先位置，占45%`: who leads the market that a clause before names.
pub(super) fn led(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    const LEADS: [&str; 7] = ["领先", "第一", "龙头", "首位", "主导", "榜首", "优势"];
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim();
    let rest = between(page.text, s.quantity.span.end, s.clause.end).trim_start_matches(['左', '右', '以', '上']);
    let fits = matches!(lead, "占" | "占比" | "占据" | "占了" | "占有") && s.quantity.unit == "%" && s.change.is_none();
    if !fits || rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut before = sentence.before(s.clause.start);
    let leads = before.next().filter(|c| LEADS.iter().any(|w| c.of(page.text).contains(w)))?;
    let head = before.next()?.of(page.text);
    let words = head.trim_end_matches(['，', ',', ' ']);
    let words = words.strip_suffix('中').or_else(|| words.strip_suffix('上')).map(|w| w.trim_end_matches('之'))?;
    let field = ["的市场份额", "市场份额", "市场"].iter().find_map(|w| words.strip_suffix(w))?;
    let start = leads.start - head.len();
    let name = page.phrase_before(start, start + field.len())?.of(page.text).trim().trim_start_matches('在');
    let first = page.mentions.iter().find(|m| m.span.start >= leads.start)?;
    let holder = held::holder(page, leads.start, first.span.end)?;
    let opens = between(page.text, leads.start, holder.span.start).trim().is_empty();
    let other = page.names_firm(Span::new(holder.span.end, s.quantity.span.start)) || page.is_generic(name);
    (opens && !other).then(|| {
        share::share_of(page, sentence, s, (holder.into(), name), Span::new(s.clause.start, s.quantity.span.end))
    })
}

/// `某机构预计2026年甲占比将达21%`: what a kind has of what is sold, as a house of research counts it, where no company
/// stands whose sales it could be of.
pub(super) fn counted(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span.start;
    let words = page.phrase_before(s.clause.start, s.indicator.end)?;
    let lead = words.of(page.text);
    let phrases = &page.lexicon.phrases;
    let tail = phrases.portions.closing(lead).filter(|_| s.quantity.unit == "%" && s.item.is_none())?;
    let name = bare(&lead[..lead.len() - tail.len()]);
    let sold = name.strip_suffix("销售").unwrap_or(name);
    let sold = phrases.channels.closing(sold).map(|c| &sold[..sold.len() - c.len()]);
    let thing = sold.map(|t| t.trim_end_matches(['的', ' '])).filter(|t| t.chars().count() >= 2);
    let quiet =
        !page.names_firm(Span::new(sentence.span.start, at)) && !says_firm(between(page.text, sentence.span.start, at));
    let of_nobody = page.is_report() && (thing.is_some() || !page.is_of_company());
    let moves = s.change.as_ref().is_some_and(|c| c.base.is_some());
    let frame = framed(page, sentence, s).filter(|_| !page.is_of_company());
    let told = frame.is_some()
        || teller::expecting(page, s.clause).is_some()
        || !teller::said_by(page, sentence, at).is_empty();
    let apart =
        ["结构", "下游", "应用", "领域"].iter().any(|w| between(page.text, sentence.span.start, at).contains(w));
    if !quiet || !of_nobody || moves || !told || apart || divides(page, sentence, s) {
        return None;
    }
    let none = page.is_measured(name) || phrases.no_portions.is_in(name) || OTHERS.iter().any(|w| name.contains(w));
    let fine = is_plain(name, NAME) && !none && !page.is_generic(name);
    let name = if thing.is_some() { bare(lead.trim_end_matches("占比")) } else { name };
    let span = Span::new(words.start, s.quantity.span.end);
    fine.then(|| {
        share::share_of(page, sentence, s, (Subject::named(name), thing.unwrap_or(&frame.unwrap_or_default())), span)
    })
}
