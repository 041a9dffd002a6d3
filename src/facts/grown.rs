//! Growths, gaps and sums whose head stands in another clause of their sentence.
//!
//! reads: a growth of a region or of nothing (`中国半导体销售额同比增长19%，…欧洲同比增长率为-9%`), the amount that the clauses before
//! it move; 差距 behind two rates; 合计 of what the clauses before it name one by one; the ten best products that a
//! clause before speaks of. gives: the words with their head. refuses: 合计 and a noun of nobody, a bare 差距.

use super::page::Page;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, indicator, relative};
use crate::span::{Span, between};

/// Characters that a head may have.
const HEAD: std::ops::RangeInclusive<usize> = 2..=14;

/// What names of places end in that the lexicon has not.
const PLACES: [&str; 4] = ["地区", "市场", "国家", "区域"];

/// Amounts that grow beside those of the lexicon.
const GROWS: [&str; 6] = ["产能", "规模", "容量", "出口", "进口", "支出"];

/// Gives a figure its head; `None` where it says nothing without one.
pub(super) fn mended(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    i: usize,
    f: &mut Fact,
) -> Option<()> {
    let s = &all[i];
    if let Some(noun) = f.metric.strip_prefix("合计") {
        let noun = noun.to_owned();
        // 前五大厂商 are several
        let region = page.lexicon.phrases.regions.contains(&f.subject.as_str());
        if f.subject_id.is_empty() && !f.subject.is_empty() && !region {
            return Some(());
        }
        return summed(page, sentence, all, i, &noun).map(|words| words.into_iter().for_each(|w| f.metric = w));
    }
    if f.metric == "差距" {
        f.metric = format!("{}差距", compared(page, all, i, &f.subject)?);
        return Some(());
    }
    if let Some(best) = best(page, sentence, s, &f.metric).filter(|_| f.object.is_empty()) {
        f.metric = format!("{best}{}", f.metric);
        return Some(());
    }
    traded(page, sentence, s, f);
    let Some((place, growth)) = bare(page, f) else { return Some(()) };
    let (place, growth) = (place.to_owned(), growth.to_owned());
    let region = page.lexicon.phrases.regions.contains(&f.subject.as_str());
    let Some(head) = head(page, sentence, s, region) else {
        return (!page.is_report() || f.subject.is_empty() || !region).then_some(());
    };
    // IDM模式下的同比增长率 of nobody
    let of = if f.subject.is_empty() && place.ends_with('下') { format!("{place}的") } else { String::new() };
    f.metric = if f.low.is_none() { format!("{of}{head}") } else { format!("{of}{head}{growth}") };
    // 亚太其他地区 of a list of regions
    if s.item.is_some() && !place.is_empty() && f.subject_id.is_empty() {
        f.subject = place;
    }
    Some(())
}

/// A growth that names at most a place, and that: 欧洲, 同比增长率.
fn bare<'t>(page: &Page<'_>, f: &'t Fact) -> Option<(&'t str, &'t str)> {
    let phrases = &page.lexicon.phrases;
    let words = f.metric.as_str();
    let growth = phrases.relatives.closings(words).filter(|w| w.contains(['增', '速', '幅']) || w.contains("变动"));
    let growth = growth.max_by_key(|w| w.len())?;
    let of = words[..words.len() - growth.len()].trim_end_matches(['的', '年', '全']);
    let place = of.is_empty()
        || phrases.regions.contains(&of)
        || of == f.subject
        || PLACES.iter().any(|p| of.ends_with(p)) && of.chars().count() <= 8
        || of.ends_with("模式下");
    // what a trade or a thing grows by is its own
    let wide = f.subject_id.is_empty() && (f.subject.is_empty() || phrases.regions.contains(&f.subject.as_str()));
    let firms =
        ["厂", "企业", "厂商", "模式", "公司"].iter().any(|w| f.subject.ends_with(w)) && f.subject_id.is_empty();
    (place && (wide || firms)).then(|| (of, &words[of.len()..]))
}

/// A growth of nothing with the amount that a clause before moves: `甲产能将加速，全年增长率将来到7%`.
pub(super) fn of(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, words: &str) -> Option<String> {
    let year = words.trim_start_matches('全').trim_start_matches('年');
    if !relative::is_growth(year) {
        return None;
    }
    let lead = between(page.text, s.clause.start, s.indicator.start);
    let dates = page.periods.iter().filter(|p| s.clause.contains(p.span)).map(|p| p.span.of(page.text));
    let lead = dates.fold(lead.to_owned(), |lead, date| lead.replace(date, ""));
    // `分销渠道稳健增长、增速为`: of what its own clause says
    if lead.chars().filter(|c| c.is_alphabetic()).count() > 4 {
        return None;
    }
    let head = head(page, sentence, s, false)?;
    Some(format!("{head}{words}"))
}

/// The amount that a clause before moves; without the place that it is of where `region`.
fn head<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>, region: bool) -> Option<&'d str> {
    let phrases = &page.lexicon.phrases;
    let compares = |c: &&Span| !["快于", "慢于", "高于", "低于", "超过"].iter().any(|w| c.of(page.text).contains(w));
    sentence.before(s.clause.start).take_while(compares).find_map(|clause| {
        let words = clause.of(page.text);
        let amounts = phrases.amounts.places(words).filter(|(_, w)| w.chars().count() >= 2);
        let ends = amounts.map(|(at, w)| at + w.len());
        let more = GROWS.iter().filter_map(|w| words.find(w).map(|at| at + w.len()));
        let end = ends.chain(more).max()?;
        let rest = words[end..].trim_start();
        if rest.starts_with(['率', '占', '比', '结', '构']) {
            return None;
        }
        let phrase = page.phrase_before(clause.start, clause.start + end)?;
        let name = indicator::bare(page, phrase.of(page.text));
        let name = phrases.regions.iter().filter(|_| region).find_map(|r| name.strip_prefix(*r)).unwrap_or(name);
        let moved =
            phrases.rises.places(name).filter(|(_, w)| w.chars().count() == 2).map(|(at, w)| at + w.len()).max();
        let name = moved.filter(|at| *at < name.len()).map_or(name, |at| &name[at..]);
        let name = name.rsplit_once("下的").map_or(name, |(_, noun)| noun).trim_start_matches(['的', '是']);
        HEAD.contains(&name.chars().count()).then_some(name)
    })
}

/// `甲对收入增长的贡献度是31%，乙的贡献度是62%，合计贡献度`: the noun with whom it sums up; `Some(None)` where the words
/// need nobody.
fn summed(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], i: usize, noun: &str) -> Option<Option<String>> {
    let phrases = &page.lexicon.phrases;
    let held = noun.trim_start_matches('约').starts_with('占');
    if !held && (!indicator::is_noun(page, noun) || phrases.of_companies.closing(noun).is_some()) {
        return Some(None);
    }
    let parts = all[..i].iter().filter(|b| !b.inherited && sentence.span.contains(b.indicator));
    let of = parts.filter_map(|b| {
        let words = relative::tidy(page, indicator::own_words(page, b.indicator));
        words.strip_suffix(noun).map(|w| w.trim_end_matches('的')).filter(|w| w.chars().count() >= 2)
    });
    let of: Vec<&str> = of.collect();
    let [first, rest @ ..] = of.as_slice() else { return (!page.is_report()).then_some(None) };
    if rest.is_empty() || held {
        return (!page.is_report()).then_some(None);
    }
    let (head, what) = first.find('对').filter(|at| *at > 0).map_or((*first, ""), |at| first.split_at(at));
    let last = rest.iter().map(|r| format!("和{r}")).collect::<String>();
    Some(Some(format!("{head}{last}{what}合计{noun}")))
}

/// 信息化率 of `发达国家信息化率1%，我国信息化率0.1%，差距高达10倍`.
fn compared<'d>(page: &Page<'d>, all: &[Statement<'_>], i: usize, subject: &str) -> Option<&'d str> {
    let before = all[..i].iter().rev().find(|b| !b.inherited && b.indicator.start < b.indicator.end)?;
    let words = relative::tidy(page, indicator::own_words(page, before.indicator));
    let words = words.strip_prefix(subject).unwrap_or(words).trim_start_matches('的');
    ((page.is_measured(words) || words.ends_with('率')) && HEAD.contains(&words.chars().count())).then_some(words)
}

/// 前十大单品 of `公司前十大单品贡献突出，2020年销售额达4亿元`: of the best ones what they sell is.
fn best<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>, words: &str) -> Option<&'d str> {
    let noun = ["销售额", "收入", "营收", "销量", "营业收入"].iter().any(|w| words.starts_with(w));
    if !noun || words.contains("前") || s.item.is_some() {
        return None;
    }
    let silent = |c: &&Span| c.end <= s.indicator.start && page.quantities_in(**c).all(|q| q.unit.is_empty());
    let clause = sentence.before(s.indicator.start).find(silent)?;
    let lead = clause.of(page.text);
    let rest = lead.trim_start_matches(['，', ' ', '；', '●']).trim_start_matches("公司").trim_start_matches('的');
    let count = rest.strip_prefix('前')?;
    let count = count.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十两".contains(c));
    let of = count.strip_prefix('大').or_else(|| count.strip_prefix('名')).filter(|_| !rest.starts_with("前大"))?;
    let phrases = &page.lexicon.phrases;
    let verbs = phrases.predicates.places(of).map(|(at, _)| at).min();
    let cut = verbs.into_iter().chain(of.find('对')).chain(of.find("贡献")).filter(|at| *at > 0).min()?;
    let name = &rest[..rest.len() - of.len() + cut];
    let start = clause.start + lead.find(name)?;
    HEAD.contains(&name.chars().count()).then(|| Span::new(start, start + name.len()).of(page.text))
}

/// `国内甲业务的利润空间受到挤压，行业平均毛利率为10%`: the trade that 行业 of the next clause points to.
fn traded(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &mut Fact) {
    let own = s.indicator.of(page.text).starts_with("行业") && f.subject_id.is_empty();
    let Some(clause) = sentence.before(s.indicator.start).find(|c| c.end <= s.indicator.start).filter(|_| own) else {
        return;
    };
    let Some(at) = clause.of(page.text).rfind("业务的") else { return };
    let end = clause.start + at + "业务".len();
    let Some(name) = page.phrase_before(clause.start, end).map(|p| p.of(page.text).trim()) else { return };
    let verbs = ["导致", "使得", "造成", "带动", "推动"];
    let name =
        verbs.iter().filter_map(|v| name.rsplit_once(*v)).map(|(_, of)| of).min_by_key(|of| of.len()).unwrap_or(name);
    let named = HEAD.contains(&name.chars().count()) && !page.names_firm(*clause);
    if named && clause.of(page.text).find("公司").is_none() && name.chars().all(char::is_alphanumeric) {
        f.metric = f.metric.strip_prefix("行业").unwrap_or(&f.metric).to_owned();
        f.subject = name.to_owned();
    }
}

/// Whether words behind a noun but lead to its number: 对应 of `中值对应为`, 将来 of `增长率将来到`.
pub(super) fn is_led(page: &Page<'_>, mut rest: &str) -> bool {
    while let Some(tail) =
        page.lexicon.phrases.trailing.opening(rest).or(["来", "将", "估"].into_iter().find(|w| rest.starts_with(w)))
    {
        rest = &rest[tail.len()..];
    }
    rest.trim().is_empty()
}
