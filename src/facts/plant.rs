//! `capacity`, around a number: which plant, size or product it is of, whether it is there yet, whose it is.
//!
//! reads: a plant at the head of a clause (`南通厂…`), a wafer's size, the noun behind 年产, what a bracket sums up
//! (`新建3个车间（共计658 m³）`), 在建 规划 拟, the trade that a clause begins with. gives: object, basis, subject.
//! does not match: kinds of plants (晶圆厂), the size of a model plant (`月产能1万片的晶圆厂投资…`).
//! source: fresh readings of the sample corpus.

use super::actor::Subject;
use super::page::{Page, is_firm};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact, fleet, whose};
use crate::span::{Span, between};

/// Characters that the name of a plant has.
const NAME: std::ops::RangeInclusive<usize> = 3..=8;

/// Characters of a kind of plants.
const KIND: usize = 12;

/// Object, basis and metric of a number whose own words are `piece`.
pub(super) fn settle(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, piece: &str) {
    let at = s.quantity.span;
    let lead = between(page.text, sentence.span.start, at.start);
    if f.metric != "utilisation" && f.basis == Some(Basis::Actual) && is_to_be(f, lead, piece) {
        f.basis = Some(Basis::Plan);
    }
    if matches!(f.metric.as_str(), "installed" | "added") && is_project(page, sentence, s) {
        let told =
            ["拟", "计划", "将", "签约", "公告", "预计", "达产后", "投产后", "建成后", "规划", "届时", "设计", "实施"];
        if f.basis == Some(Basis::Forecast) || f.basis == Some(Basis::Actual) && told.iter().any(|w| lead.contains(w)) {
            f.basis = Some(Basis::Plan);
        }
        // `二期规划月产能8万片`: what a works will make in all
        let monthly = f.unit == "片/月" || ["月产", "每月"].iter().any(|w| lead.contains(w));
        let level = f.unit.starts_with('片') && monthly && f.metric == "installed";
        let more = ["新增", "增加", "扩", "投建", "新建", "另建", "再建", "增"].iter().any(|w| lead.contains(w));
        if f.basis == Some(Basis::Plan) {
            if !level || more {
                f.metric = "added".to_owned();
            }
            f.period = f.period.take().filter(|_| page.periods.iter().any(|p| sentence.span.contains(p.span)));
        }
    }
    if f.metric != "utilisation" && is_funded(f, page, at.start) {
        f.period = None;
    }
    if let Some((head, stands)) = fleet::head(page, sentence, s) {
        f.object = head;
        f.metric = if stands { "installed" } else { "added" }.to_owned();
        f.basis = Some(if stands { Basis::Actual } else { Basis::Plan });
    } else if let Some((thing, end)) = made(page, s) {
        f.object = thing.to_owned();
        f.span.end = f.span.end.max(end);
    } else if let Some((start, things)) = summed(page, sentence, at.start) {
        f.object = things.to_owned();
        f.span.start = start;
        f.metric = "added".to_owned();
    } else if let Some(plants) = counted(page, sentence, at.start).filter(|p| *p != f.subject) {
        f.object = plants.to_owned();
    } else if let Some(plant) = plant(page, sentence, at.start) {
        f.object = plant.to_owned();
    } else if let Some(product) = fleet::product(page, sentence, s).filter(|_| f.metric != "utilisation") {
        f.object = product.to_owned();
    } else if f.metric == "utilisation"
        && let Some(size) = size(piece)
    {
        f.object = size.to_owned();
    }
}

/// `投建年产60GWh项目`, `达产后年产24万片`, `规划产能30GWh`: what a project will give, not what there is in all.
fn is_project(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let at = s.quantity.span;
    let lead = between(page.text, s.clause.start, at.start);
    let whole = [
        "现有",
        "已建",
        "已有",
        "已投产",
        "合计",
        "总产能",
        "在运",
        "已投运",
        "建成产能",
        "规划为",
        "规划达",
        "增至",
        "扩至",
        "提升至",
        "提升到",
        "扩大至",
        "爬",
        "达到",
        "目前",
        "由",
        "从",
        "满产",
        "全部建成",
    ];
    let tells = [
        "投建",
        "新建",
        "扩建",
        "兴建",
        "另建",
        "再建",
        "规划",
        "达产后",
        "投产后",
        "建成后",
        "对应年产能",
        "对应产能",
        "设计IT容量",
        "设计 IT 容量",
    ];
    // `实施年产50万吨某某、10万吨某某项目`
    let carried = lead.contains("实施") && s.clause.of(page.text).contains("项目");
    let told = carried || tells.iter().any(|w| lead.contains(w)) || lead.trim_end().ends_with("建设");
    // the hedge is the number's own: `智算规模突破200EFLOPS`
    let beyond = at.of(page.text).starts_with("突破");
    told && !beyond && !whole.iter().any(|w| lead.contains(w)) && !sentence.span.of(page.text).contains("终止")
}

/// Whether a capacity is planned or under construction.
fn is_to_be(f: &Fact, lead: &str, piece: &str) -> bool {
    let own =
        ["全部建成", "设计功率", "在建", "拟建", "规划", "筹建", "可新增", "将新增"].iter().any(|w| piece.contains(w));
    // `规划产能分别…，合计…`
    let clause = lead.rsplit(['，', ',']).next().unwrap_or(lead);
    let sum = clause.trim_start().starts_with("合计")
        && lead
            .rfind("规划产能")
            .is_some_and(|i| !["现有", "实际", "已", "目前"].iter().any(|w| lead[i..].contains(w)));
    // `实际产能57万吨、在建产能41万吨，合计产能100万吨`
    let with = ["在建", "拟建", "规划"].iter().any(|w| lead.contains(w))
        && ["合计", "总产能", "共计"].iter().any(|w| piece.contains(w));
    let money = ["拟发行", "拟募", "募投", "拟投", "IPO新增", "IPO 新增", "用于建设", "用于扩", "用于新建"];
    let done = ["已投产", "已建成", "已达产", "已于"].iter().any(|w| lead.contains(w));
    let funded = f.metric == "added" && money.iter().any(|w| lead.contains(w)) && !done;
    own || sum || with || funded
}

/// `2018年拟定增募资10亿元用于扩充产能80万只`: the year is that of the money.
fn is_funded(f: &Fact, page: &Page<'_>, at: usize) -> bool {
    let dated = page.periods.iter().rfind(|p| p.span.end <= at && p.period == f.period);
    let words = dated.map_or("", |p| between(page.text, p.span.end, at));
    let raises = ["募资", "募集", "定增", "增发", "发行"].iter().any(|w| words.contains(w));
    raises && words.contains("用于") && !words.contains('。')
}

/// `年产80万个电源模块`: the noun behind the number, and where it ends.
fn made<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<(&'d str, usize)> {
    const NONE: [&str; 9] = ["产能", "产线", "生产线", "规模", "能力", "左右", "以上", "以下", "增"];
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end_matches(['约', '近', ' ', '各']);
    let listed = lead.ends_with(['、', '和', '及']) && lead.contains("年产");
    if !listed && !["年产", "月产", "日产"].iter().any(|w| lead.ends_with(w)) {
        return None;
    }
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let noun = rest.split(['、', '，', ',', '。', '；', '的', '（', '(', '及', '和', '与', '/', '等']).next()?.trim();
    let noun = noun.trim_end_matches("项目").trim_end_matches("生产");
    let end = s.quantity.span.end + rest.find(noun)? + noun.len();
    ((2..=10).contains(&noun.chars().count()) && !NONE.iter().any(|w| noun.contains(w))).then_some((noun, end))
}

/// `新建3个多功能车间，…（共计658 m³）`: what a bracket sums up, and where its clause begins.
fn summed<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<(usize, &'d str)> {
    let lead = between(page.text, sentence.span.start, at);
    let open = lead.rfind(['（', '('])?;
    let sum = lead[open..].trim_start_matches(['（', '(', ' ']);
    if !["共计", "合计", "总计", "共"].contains(&sum.trim_end_matches(['约', '近', ' '])) {
        return None;
    }
    let (from, act) =
        ["新建", "扩建", "在建", "新增"].iter().filter_map(|w| lead[..open].rfind(w).map(|i| (i, *w))).max()?;
    let rest = &lead[from + act.len()..open];
    let things = rest.split(['，', ',', '、', '。']).next()?.trim();
    let counted = things.starts_with(|c: char| c.is_ascii_digit() || "一两二三四五六七八九十".contains(c));
    (counted && (3..=16).contains(&things.chars().count())).then_some((sentence.span.start + from, things))
}

/// The plant that the clause of a number, or one before it in the sentence, begins with: `南通厂9月单月扭亏`.
fn plant<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<&'d str> {
    let clauses = sentence.clauses.iter().rev().filter(|c| c.start < at);
    clauses.map(|c| between(page.text, c.start, c.end.min(at))).find_map(|words| {
        let words = words.trim_start_matches(|c: char| !c.is_alphabetic());
        let words = words.trim_start_matches(['年', '月', '日', '末', '底']);
        let words = words.strip_prefix("公司").unwrap_or(words);
        let end = words.find('厂')? + '厂'.len_utf8();
        let name = &words[..end];
        let kind =
            ["晶圆", "大厂", "代工", "各", "的", "在", "将", "建", "投", "拥有", "其", "该", "全", "电", "国", "海外"];
        let whole = !words[end..].starts_with(['商', '家', '房', '区', '址', '务', '长']);
        let bare = name.chars().all(|c| c.is_alphanumeric());
        (whole && bare && NAME.contains(&name.chars().count()) && !kind.iter().any(|w| name.contains(w)))
            .then_some(name)
    })
}

/// A wafer's size in the words of a number, where it is the only one: 8英寸.
fn size(piece: &str) -> Option<&str> {
    let at = piece.find("英寸")?;
    let head = piece[..at].trim_end();
    let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &piece[at + "英寸".len()..];
    (digits > 0 && !rest.contains("英寸") && rest.starts_with("产能"))
        .then(|| &piece[head.len() - digits..at + "英寸".len()])
}

/// The trade that a sentence speaks of by the first words of a clause where no company is named: 晶圆大厂.
pub(super) fn trade<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<&'d str> {
    if page.names_actor(sentence, at) {
        return None;
    }
    let clauses = sentence.clauses.iter().rev().filter(|c| c.start < at);
    clauses.into_iter().find_map(|c| {
        let dated = page.periods.iter().rfind(|p| c.contains(p.span) && p.span.end <= at);
        let words = between(page.text, dated.map_or(c.start, |p| p.span.end), c.end.min(at));
        let words = words.trim_start_matches(|c: char| !c.is_alphabetic());
        let end = ["大厂", "厂商", "制造商"].iter().filter_map(|w| words.find(w).map(|i| i + w.len())).min()?;
        let name = &words[..end];
        let bare = name.chars().all(|c| c.is_alphanumeric());
        (bare && (3..=KIND).contains(&name.chars().count()) && !name.contains('的')).then_some(name)
    })
}

/// A place whose running stock a clause tells where its sentence names no firm: `某某州在运数据中心功率约500MW`.
pub(super) fn region<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<&'d str> {
    if page.names_actor(sentence, sentence.span.end) {
        return None;
    }
    sentence.clauses.iter().rev().filter(|c| c.start < at).find_map(|c| {
        let words: &'d str = between(page.text, c.start, c.end.min(at)).trim_start();
        let end = ["在运", "在建", "已建", "存量"].iter().filter_map(|w| words.find(w)).min()?;
        let name = words[..end].trim_end();
        let place = whose::places(page).any(|p| name.starts_with(p)) || name.ends_with(['州', '省', '市', '县']);
        let bare = name.chars().all(crate::lexicon::is_han) && (2..=KIND).contains(&name.chars().count());
        (place && bare).then_some(name)
    })
}

/// Whose works a sentence of a report on no company begins with where it names no firm that the lexicon has: 某某新能源 of
/// `某某新能源襄阳基地三期开工，达产后年产能80GWh`; of a place's cluster of data centres, that.
pub(super) fn unknown<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<&'d str> {
    if page.is_of_company() {
        return None;
    }
    sentence.clauses.iter().rev().filter(|c| c.start < at).find_map(|c| {
        let words: &'d str = between(page.text, c.start, c.end.min(at)).trim_start();
        let (i, noun) = ["基地", "工厂", "集群"].iter().filter_map(|w| words.find(w).map(|i| (i, *w))).min()?;
        let name = &words[..i];
        let told = Span::new(c.start, at);
        let firm = page.mentions.iter().any(|m| is_firm(m) && told.contains(m.span));
        if firm || between(page.text, c.start, at).contains("公司") {
            return None;
        }
        if !name.chars().all(crate::lexicon::is_han) || name.contains(['的', '在', '于', '拟', '将', '其', '该'])
        {
            return None;
        }
        if noun == "集群" {
            return (name.chars().count() >= 4).then(|| &words[..i + noun.len()]);
        }
        let place = whose::places(page).filter_map(|p| name.rfind(p)).filter(|i| *i > 0).min();
        // where the place is none that a list has, the works' whole name
        let end = place.unwrap_or(i + noun.len());
        let least = if place.is_some() { 3 } else { 6 };
        (least..=KIND).contains(&words[..end].chars().count()).then(|| &words[..end])
    })
}

/// `月产能1万片的晶圆厂资本开支为…`: the size of a model plant, which is nobody's.
pub(super) fn is_model(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let Some(noun) = rest.strip_prefix('的') else { return false };
    let plant = ["厂", "产线", "基地"].iter().filter_map(|w| noun.find(w)).min();
    let cost = ["资本开支", "投资", "成本", "造价"].iter().any(|w| noun.contains(w));
    cost && plant.is_some_and(|i| noun[..i].chars().count() <= KIND) && !page.names_actor(sentence, s.clause.start)
}

/// `12英寸晶圆厂共建45座、在建24座，规划产能…`: the kind of plants that a sentence counts; nobody's own.
pub(super) fn counted<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<&'d str> {
    let words = between(page.text, sentence.span.start, at).trim_start();
    let end = words.find('厂')? + '厂'.len_utf8();
    let name = words[..end].trim();
    let many = ["共建", "共有", "现有", "已建", "在建"].iter().any(|w| words[end..].starts_with(w));
    let bare = name.chars().all(|c| c.is_alphanumeric() || c == ' ');
    (many && bare && (3..=KIND).contains(&name.chars().count()) && !page.names_actor(sentence, at)).then_some(name)
}

/// Whose plants a sentence counts: the region's that the passage speaks of, else of no one.
pub(super) fn of_region(page: &Page<'_>, at: usize, plants: &str) -> Subject {
    let named = |i: usize| page.mentions.iter().any(|m| m.span.contains(Span::new(i, i + 1)));
    let lead = between(page.text, 0, at);
    // 中国内地 is not 国内
    let found = |r: &str| lead.rfind(r).filter(|i| !(named(*i) || r == "国内" && lead[..*i].ends_with('中')));
    let region = ["中国", "我国", "全国", "国内"].into_iter().filter_map(|r| found(r).map(|i| (i, r)));
    let name = region.max().map_or(plants, |(_, r)| if r == "国内" { "我国" } else { r });
    Subject::named(name)
}

/// Whose a capacity is that stands in the bracket behind a works: `甲武汉10.5代线（B17）（新增产能120千片/月）、乙…`; of nobody where
/// no list has the name.
pub(super) fn bracketed(page: &Page<'_>, s: &Statement<'_>) -> Option<Subject> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let open = lead.rfind(['（', '(']).filter(|i| !lead[*i..].contains(['）', ')']))?;
    let mut head = lead[..open].trim_end();
    while let Some(inner) = head.strip_suffix(['）', ')']) {
        head = inner[..inner.rfind(['（', '('])?].trim_end();
    }
    let works = ["线", "厂", "基地", "项目"].iter().any(|w| head.ends_with(w));
    let item = head
        .rfind(['、', '，', '；', '：', '于'])
        .map_or(0, |i| i + head[i..].chars().next().map_or(0, char::len_utf8));
    let within = Span::new(s.clause.start + item, s.clause.start + head.len());
    let firm = page.mentions.iter().find(|m| is_firm(m) && within.contains(m.span));
    works.then(|| firm.map_or_else(Subject::default, Subject::from))
}

/// The name of the market whose capacity a statement's words are: 中国风电 of `某某网预计中国2026年风电新增装机可达`.
pub(super) fn market(page: &Page<'_>, s: &Statement<'_>) -> String {
    const NOUNS: [&str; 12] = [
        "年产能",
        "月产能",
        "总产能",
        "新增装机容量",
        "装机容量",
        "新增装机规模",
        "装机规模",
        "累计",
        "新增装机",
        "装机",
        "总量",
        "新增",
    ];
    let words = s.indicator.of(page.text);
    let begin = ["预计", "预测"].iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
    let from = s.indicator.start + begin;
    let dates = page.periods.iter().filter(|p| p.span.start >= from && p.span.end <= s.indicator.end);
    let mut name = words[begin..].trim_end_matches(['可', '将']).to_owned();
    for date in dates.map(|p| p.span.of(page.text)) {
        name = name.replace(&format!("{date}全年"), "").replace(date, "");
    }
    NOUNS.iter().fold(name, |n, t| n.strip_suffix(t).unwrap_or(&n).to_owned())
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_of_the_capacity_behind_it() {
        assert_eq!(size("整体8英寸产能利用率超过100%"), Some("8英寸"));
        assert_eq!(size("8英寸和12英寸产能利用率"), None);
        assert_eq!(size("产能利用率95%"), None);
    }
}
