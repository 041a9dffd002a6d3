//! What a whole market sells, ships, installs or makes: the size of that market.
//!
//! reads: an indicator of nobody whose noun is an amount that is sold (`全球某某出货量为3亿部`, `国内某某市场收入`, `我国某某产值`)
//! and whose words name a region or a market with what is sold there, or a part of the market whose size was read right
//! before, growths by their own noun (`全球某某市场整体增速为4%`, `某某行业产量的复合增速`), goods that all sell (`goods`). gives: `market` `size` with its change, `growth`
//! where the change stands alone. does not match: what a company, a group of some firms (`全球前十大厂商产值`) or a brand sells; output and exports, which stay indicators; what one person eats; shares.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::page::{Page, is_firm};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{ChangeBase, Fact, FactKind, divided, fraction, goods, indicator, market, onward, said, trade};
use crate::span::{Span, between};
use crate::tag::{Mention, Quantity};

/// How its facts are called.
const RULE: &str = "market_figure";

/// What makes of a whole market some of its firms, and what is needed but not sold.
const SOME: [&str; 10] = ["资金", "人才", "前十", "前五", "前三", "前二", "头部", "龙头", "部分", "其他"];

/// Units of what is not sold.
const NO_GOODS: [&str; 12] = ["倍", "家", "人", "户", "次", "名", "位", "项", "条", "款", "个品牌", "城"];

/// Nouns of revenue, which regions and households have too.
const REVENUES: [&str; 3] = ["收入", "营收", "总收入"];

/// Any other figure: an indicator, or the size of a market that its words name.
pub(super) fn read(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    i: usize,
    out: &[Fact],
) -> Option<Fact> {
    let Some(f) = indicator::read(page, sentence, all, i) else { return divided::counted(page, sentence, &all[i]) };
    let f = goods::freed(page, sentence, &all[i], f);
    if let Some(name) = paced(page, &all[i]).filter(|_| f.kind == FactKind::Indicator) {
        return Some(grown(page, f, &name, all[i].quantity));
    }
    let rate = rated(page, &all[i], &f).and_then(|(metric, noun, g)| {
        let name = named(page, sentence, (&all[i], &g, noun), out)?;
        Some(paced_by(page, g, metric, &name))
    });
    if rate.is_some() {
        return rate;
    }
    let noun = page.lexicon.phrases.volumes.closing(&f.metric);
    Some(match noun.and_then(|noun| named(page, sentence, (&all[i], &f, noun), out)) {
        Some(name) => sized(page, f, &name),
        None => divided::told(page, sentence, &all[i], fraction::told(page, &all[i], f)),
    })
}

/// The market whose amount an indicator is, by its noun.
fn named(
    page: &Page<'_>,
    sentence: &Sentence,
    (s, f, noun): (&Statement<'_>, &Fact, &str),
    out: &[Fact],
) -> Option<String> {
    let name = name(page, sentence, s, f, noun).and_then(|n| as_before(page, sentence, (s, f), n, out))?;
    let wide = is_market(page, (s, f), &name, out) || goods::is_sold(page, sentence, s, (&name, noun));
    (wide && !is_firms(page, s, &name)).then_some(name)
}

/// The market that an indicator's subject and words name.
fn name(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &Fact, noun: &str) -> Option<String> {
    let each = ["人均", "户均"].iter().any(|w| f.metric.contains(w) || f.subject.contains(w));
    if f.kind != FactKind::Indicator || !f.subject_id.is_empty() || !is_amount(page, f) || each {
        return None;
    }
    let head = f.metric[..f.metric.len() - noun.len()].trim_end_matches(['年', '的', ' ']);
    let dated = page.periods.iter().any(|p| p.span.of(page.text).trim_end_matches('年') == head);
    let head = if dated { "" } else { head };
    // 某某设备11月 of `某某设备11月出货额`
    let date = page
        .periods
        .iter()
        .filter(|p| sentence.span.contains(p.span))
        .find_map(|p| head.strip_suffix(p.span.of(page.text)));
    let head = date.filter(|h| h.chars().count() >= 2).unwrap_or(head);
    let (of, regions) = (f.subject.as_str(), &page.lexicon.phrases.regions);
    let region = |words: &str| regions.contains(&words) || page.lexicon.phrases.countries.contains(&words);
    let name = if head.is_empty() || of.contains(head) {
        of.to_owned()
    } else if of.is_empty() || head.contains(of) {
        head.to_owned()
    } else if region(of) && is_there(page, sentence, s, of) {
        format!("{of}{head}")
    } else if region(of) && goods::is_goods(page, head) {
        head.to_owned()
    } else {
        return None;
    };
    let name = name.trim_end_matches(['在', '的', ' ']).trim_end_matches("批发").trim_end_matches("零售");
    let whole = ["厂商", "供应商", "企业"].iter().find_map(|w| name.strip_suffix(w)).unwrap_or(name);
    let whole = whole.trim_end_matches(['的', ' ']).trim_end_matches("整体");
    let own = ["业务", "部门", "板块", "公司", "门店", "渠道", "客户", "居民", "财政", "政府"];
    let sold = noun == "营收" && regions.opening(whole).is_some();
    let revenue = !sold && !trade::is_wide(whole) || own.iter().any(|w| whole.contains(w));
    let revenue = REVENUES.contains(&noun) && revenue;
    (!revenue && !SOME.iter().any(|w| whole.contains(w))).then(|| market::of_size(page, whole))
}

/// `某某设备的全球销售额`: what the world buys of a thing.
pub(super) fn worldwide(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    if !page.is_money(s.quantity) || s.change.is_some() {
        return None;
    }
    let name = trade::worldwide(page, sentence, s)?;
    let span = Span::new(s.indicator.start, s.quantity.span.end);
    let mut f = fact(page, FactKind::Market, "size", Subject::named(&name), span, RULE);
    measure(&mut f, s.quantity);
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    said::expected(&mut f);
    Some(f)
}

/// Whether a region is that of a figure's own words: its sentence names it, or they point to it (`其某某业产值`).
fn is_there(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, region: &str) -> bool {
    let lead = between(page.text, sentence.span.start, s.quantity.span.start);
    s.item.is_some() || lead.contains(region) || lead.trim_start_matches(['，', ' ']).starts_with('其')
}

/// A market's name; of a region alone (`预估2026年全球销量为`) what is sold there stands in the size before.
fn as_before(
    page: &Page<'_>,
    sentence: &Sentence,
    (s, f): (&Statement<'_>, &Fact),
    name: String,
    out: &[Fact],
) -> Option<String> {
    if !name.is_empty() && !page.lexicon.phrases.regions.contains(&name.as_str()) {
        return Some(name);
    }
    let Some(base) = onward::base(page, sentence, s, out).filter(|b| b.unit == f.unit) else {
        return goods::before(page, sentence, s, &name);
    };
    if base.subject.starts_with(&name) {
        return Some(base.subject);
    }
    // `全球某某销量为50万台，其中国内销量9万台`
    let within = between(page.text, s.clause.start, s.quantity.span.start).contains("其中");
    let whole = page.lexicon.phrases.regions.opening(&base.subject).filter(|_| within)?;
    Some(format!("{name}{}", &base.subject[whole.len()..]))
}

/// Whether a figure is a count, an amount of money or how one moved, no share.
fn is_amount(page: &Page<'_>, f: &Fact) -> bool {
    let unit = f.unit.as_str();
    let counted = !unit.is_empty() && !unit.is_ascii() && !NO_GOODS.contains(&unit)
        || matches!(unit, "Wh" | "W" | "t" | "m2" | "L");
    let level = counted || page.lexicon.units.is_currency(unit);
    f.low.is_some() && level || f.low.is_none() && f.change.is_some()
}

/// Whether a name is that of a region's market or of a trade, or a part of the market read before.
fn is_market(page: &Page<'_>, (s, f): (&Statement<'_>, &Fact), name: &str, out: &[Fact]) -> bool {
    let phrases = &page.lexicon.phrases;
    let thing = |region: &str| {
        let rest = name[region.len()..].trim_start_matches(['的', ' ']);
        rest.chars().count() >= 2 && !page.is_generic(rest) && !page.is_measured(rest)
    };
    let placed = phrases.regions.opening(name).or_else(|| phrases.countries.opening(name));
    let wide = trade::is_wide(&f.subject)
        || trade::is_wide(name)
        || ["市场", "行业", "产业"].iter().any(|w| f.metric.contains(w));
    let goes_on = || {
        let same = |b: &&Fact| b.kind == FactKind::Market && b.metric == "size" && b.subject_id.is_empty();
        let lead = between(page.text, s.clause.start, s.quantity.span.start);
        lead.contains("其中") && out.last().filter(same).is_some_and(|b| b.unit == f.unit)
    };
    // batteries alone are counted by what is built into cars
    let cells = f.metric.ends_with("装车量") && name.ends_with("电池");
    let named = name.chars().count() >= 2 && !page.is_generic(name);
    match placed {
        Some(region) => thing(region),
        None => named && (wide || cells || goes_on()),
    }
}

/// Whether a firm stands in the words of a figure's name.
fn is_firms(page: &Page<'_>, s: &Statement<'_>, name: &str) -> bool {
    let lead = Span::new(s.clause.start, s.quantity.span.start.max(s.clause.start));
    let inside = |m: &&Mention| is_firm(m) && lead.contains(m.span);
    page.mentions.iter().any(|m| inside(&m) && name.contains(m.span.of(page.text)))
}

/// Gives a size the growth right before that led to it: `产值环比增长26%，达到241亿美元`; whether it is that.
pub(super) fn led_to(last: Option<&Fact>, s: &Statement<'_>, f: &mut Fact) -> bool {
    let Some(last) = last.filter(|l| l.kind == FactKind::Market && l.metric == "growth") else { return false };
    let same = f.kind == FactKind::Market && f.metric == "size" && last.subject == f.subject && last.period == f.period;
    let led = same && s.inherited && f.change.is_none() && last.change.is_some();
    if led {
        (f.change, f.change_base) = (last.change, last.change_base);
        f.span.start = f.span.start.min(last.span.start);
    }
    led
}

/// The growth that an indicator is by its own noun (`某某销量同比增速`, `某某行业产量的复合增速`): its metric, the noun of the
/// amount that grows, and the indicator of that.
fn rated(page: &Page<'_>, s: &Statement<'_>, f: &Fact) -> Option<(&'static str, &'static str, Fact)> {
    let level = f.unit == "%" && f.low.is_some() && f.low == f.high;
    let moved = f.low.is_none() && f.change.is_some();
    let rate = f.kind == FactKind::Indicator && f.subject_id.is_empty() && (level || moved);
    let head = PACES.iter().chain(&["CAGR"]).find_map(|w| f.metric.strip_suffix(w)).filter(|_| rate)?;
    let compound = ["年均复合", "年复合", "复合"].iter().find_map(|w| head.strip_suffix(w));
    let head = compound.unwrap_or(head).trim_end_matches("同比").trim_end_matches(['的', '年', ' ']);
    let made = || Some("产量").filter(|n| compound.is_some() && head.ends_with(n));
    let noun = page.lexicon.phrases.volumes.closing(head).or_else(made)?;
    let metric = if compound.is_some() || f.metric.ends_with("CAGR") { "cagr" } else { "growth" };
    // what a growth was before it is revised: `增速由10%上修到18%`
    let behind = between(page.text, s.quantity.span.end, s.clause.end).trim_start();
    let former = ["上修", "下修", "上调", "下调", "调高", "调低", "修正"].iter().any(|w| behind.starts_with(w));
    let moves = former || level && s.change.as_ref().is_some_and(|c| c.base.is_some());
    let base = f.metric.contains("同比").then_some(ChangeBase::Yoy);
    let g = Fact {
        metric: head.to_owned(),
        change: f.low.or(f.change),
        change_base: base,
        low: None,
        high: None,
        ..f.clone()
    };
    (!moves).then_some((metric, noun, g))
}

/// The growth of a market that its noun gives.
fn paced_by(page: &Page<'_>, f: Fact, metric: &str, name: &str) -> Fact {
    let mut f = sized(page, f, name);
    if metric == "cagr" {
        (f.metric, f.change, f.change_base) = (metric.to_owned(), None, None);
    }
    f
}

/// Nouns of a growth.
const PACES: [&str; 4] = ["增速", "增长率", "增幅", "成长率"];

/// The market whose growth its own noun says: `全球某某市场整体增速仅为4%`.
fn paced(page: &Page<'_>, s: &Statement<'_>) -> Option<String> {
    let words = page.phrase_before(s.clause.start, s.indicator.end).filter(|_| !s.inherited && s.item.is_none())?;
    let head = PACES.iter().find_map(|w| words.of(page.text).trim_end().strip_suffix(w))?;
    let bare = ["同比", "整体", "总体", "年", "的", "规模"].iter().fold(head, |h, w| h.trim_end_matches(w).trim_end());
    let name = bare.strip_suffix("市场").filter(|n| !page.is_generic(n))?.trim_end();
    let firm = page.names_firm(Span::new(words.start, words.start + bare.len()));
    let plain = name.chars().count() >= 3 && !name.contains(['，', '、', '（', '和', '与', '的', '该', '其', '此']);
    let rate = s.change.is_none() && s.quantity.unit == "%" && s.quantity.low == s.quantity.high;
    (rate && plain && !firm).then(|| format!("{name}市场"))
}

/// The growth of a market that an indicator gives as a rate.
fn grown(page: &Page<'_>, f: Fact, name: &str, quantity: &Quantity) -> Fact {
    let (id, change) = (String::new(), Some(quantity.low));
    sized(page, Fact { subject_id: id, change, low: None, high: None, object: String::new(), ..f }, name)
}

/// The size or the growth of a market.
fn sized(page: &Page<'_>, mut f: Fact, name: &str) -> Fact {
    (f.kind, f.subject, f.rule) = (FactKind::Market, name.to_owned(), RULE);
    f.confidence = page.lexicon.rules.confidence(RULE);
    if f.low.is_some() {
        f.metric = "size".to_owned();
    } else {
        (f.low, f.high, f.unit) = (f.change, f.change, "%".to_owned());
        f.metric = "growth".to_owned();
    }
    said::expected(&mut f);
    f
}
