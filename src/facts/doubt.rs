//! Statements of which no figure is read: their words leave open what is measured, or the number is no level.
//!
//! refuses: lists that no names, years or things can be given to (`甲和乙的占比分别为` of two that can't be told apart),
//! pointers (`该类客户`, `上述地区`), words that hold a verb (`分布于`), a holding without its holder, a multiple of
//! another's figure (`为中国的2.7倍`), a threshold that but chooses whom is spoken of (`营收1亿元以上的企业`).

use super::actor::says_firm;
use super::page::Page;
use super::parallel;
use super::statement::Statement;
use super::{Fact, goods, indicator, manner, said, step};
use crate::span::{Span, between};
use crate::tag::{Approximation, MentionKind, Quantity};

/// Characters in which whose figure it is a multiple of stands: `相当于全球平均水平的`.
const MULTIPLE: usize = 12;

/// Characters of a noun that names nothing by itself, at most.
const NOUN: usize = 9;

/// Whether the number at `i` is no figure of anybody: a table's row, a threshold, a difference, `两者` without 分别.
pub(super) fn is_none(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> bool {
    let s = &all[i];
    let words = s.indicator.of(page.text);
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let nobody = ["他们", "它们", "两者", "二者"].iter().any(|w| words.contains(w)) && !lead.contains("分别");
    // 100ml of `3.8g/100ml`; 两家 of `…亿元，两家企业`
    let of = page.text[..s.quantity.span.start]
        .strip_suffix('/')
        .is_some_and(|t| t.ends_with(|c: char| c.is_ascii_alphabetic()));
    let same = i > 0 && all[i - 1].quantity.unit == s.quantity.unit;
    let per = of && !same && !matches!(s.quantity.unit.as_str(), "%" | "pp" | "x" | "");
    // `两家公司净利润分别减少6%和33%` of two that are named elsewhere
    let pair = ["两家公司", "三家公司", "上述公司"].iter().any(|w| lead.contains(w))
        && lead.contains("分别")
        && page.actor_listed(s.quantity.span.start).is_none();
    // `投入10万元（对应1-2个模块）`
    let aside = i > 0 && between(page.text, all[i - 1].quantity.span.end, s.quantity.span.start).contains(['（', '(']);
    let turned = s.inherited
        && (all[i - 1].clause != s.clause || aside)
        && matches!(s.quantity.unit.as_str(), "家" | "人" | "个" | "名" | "位")
        && page.is_money(all[i - 1].quantity);
    // `规模将以20%的复合增长率增长`: the rate's noun stands behind
    let rest = between(page.text, s.quantity.span.end, s.clause.end).trim_start_matches(['的', ' ']);
    let rate = ["复合", "年复合", "年均复合", "CAGR"].iter().any(|w| rest.starts_with(w));
    let turned = turned || rate && s.quantity.unit == "%" && lead.contains('以');
    nobody
        || per
        || pair
        || turned
        || is_open(s)
        || is_skill(page, s)
        || manner::is_manner(page, s)
        || step::is_reckoned(page, all, i)
        || is_row(words)
        || is_no_level(page, all, i)
        || is_threshold(page, all, i)
}

/// Whether an indicator's words are a piece of a clause with a verb of its own: `贡献了全球设备产量的20%`, `股权换取`,
/// `对总营收的贡献`, `跑输指数4个百分点`.
fn is_torn_clause(page: &Page<'_>, s: &Statement<'_>, words: &str) -> bool {
    let raw = s.indicator.of(page.text);
    let reasons = ["受益于", "得益于", "由于", "高于", "低于"];
    let verb = |w: &&&str| !reasons.contains(*w) && !matches!(**w, "来自" | "用于");
    let acts = page.lexicon.phrases.no_metric.iter().filter(verb).any(|w| raw.contains(*w));
    let starts = reasons
        .iter()
        .chain(&["排名", "维持", "保持", "处于", "相比", "均有", "不同程度", "占比较"])
        .any(|w| words.starts_with(*w))
        || words.starts_with('对') && words.ends_with("贡献");
    let ranks = ["跑输", "跑赢", "第一家", "首家"].iter().any(|w| raw.contains(w));
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end();
    let gives = words.ends_with("贡献") && page.is_money(s.quantity);
    let owns = ["拥有", "具备"].iter().any(|w| lead.ends_with(w)) && words.ends_with("公司");
    acts || starts || ranks || gives || owns
}

/// Whether the statement at `i` with the indicator `words` is refused.
pub(super) fn refuses(page: &Page<'_>, all: &[Statement<'_>], i: usize, words: &str) -> bool {
    let s = &all[i];
    let phrases = &page.lexicon.phrases;
    if is_torn_clause(page, s, words) {
        return true;
    }
    let verb = phrases.no_metric.places(words).any(|(at, _)| at > 0);
    let holding =
        matches!(words, "持股" | "占股" | "持股比例" | "占股比例" | "持股占比" | "累计持股比例" | "合计持股比例");
    let plural = ["各区域", "各地区", "各业务", "各产品", "各品类"].iter().any(|w| words.contains(w));
    let each = ["分别持股", "各持股", "均持股"].iter().any(|w| words.contains(w));
    // 300 firms of `业务量占比20%，超过300家公司` are no share
    let counted = !s.quantity.unit.is_empty() && !s.quantity.unit.is_ascii() && !s.quantity.unit.starts_with('成');
    // 甲公司 of `龙头甲公司和乙公司营收分别增长`
    let named = page.mentions.iter().rfind(|m| m.span.end <= s.quantity.span.start);
    let named = named.is_some_and(|m| m.kind == MentionKind::Company && words.ends_with(m.span.of(page.text)));
    let unfit = named || s.inherited && counted && ["占比", "比例", "比重"].iter().any(|w| words.ends_with(w));
    unfit
        || verb
        || holding
        || each
        || plural
        || is_multiple(page, s)
        || is_pointer(page, s, words)
        || is_torn(page, all, i)
}

/// Whether a figure whose subject is not found says nothing: a bare noun in a report whose front page is read, and what
/// 公司 is said to have.
pub(super) fn is_nobodys(page: &Page<'_>, s: &Statement<'_>, words: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let own = phrases.of_companies.closing(words).is_some() || says_firm(lead);
    // 汽车占比 of nobody's sales
    let share = ["占比", "比重", "比例"].iter().any(|w| words.ends_with(w)) && words.matches('占').count() < 2;
    // 归母净利润复合增长率 says of what it is
    let noun = indicator::is_noun(page, words) && words.chars().count() <= NOUN && !goods::is_volume(page, words);
    page.is_report() && (noun || own || share && words.chars().count() <= 10)
}

/// `占比从1.4%提升至5.3%`: the level from which something moved says nothing without its date.
pub(super) fn is_undated_start(page: &Page<'_>, s: &Statement<'_>, f: &Fact) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end().trim_end_matches(['约', '近', ' ']);
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    page.is_report() && f.period.is_none() && lead.ends_with(['由', '从', '自']) && rest.contains(['至', '到', '为'])
}

/// Whether a noun says nothing of a company without the thing that it measures: 总数, 规模.
pub(super) fn is_hollow(words: &str) -> bool {
    ["总数", "数量", "规模", "总规模", "金额", "总额", "比例", "差距", "空间", "水平", "价格", "次数", "体量", "需求"]
        .contains(&words)
}

/// `占比20%，超过300家公司`: a share counts nothing.
pub(super) fn is_count_of_ratio(s: &Statement<'_>, words: &str) -> bool {
    let ratio = ["占比", "比重", "占有率", "渗透率", "续费率", "转化率", "增速", "增长率", "CAGR"];
    !s.quantity.unit.is_empty() && !s.quantity.unit.is_ascii() && ratio.iter().any(|r| words.ends_with(r))
}

/// Whether words are an amount: what a figure is of never is.
pub(super) fn is_amount(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit()) && words.ends_with(['元', '%'])
        || words.contains(|c: char| c.is_ascii_digit()) && words.ends_with("百分点")
}

/// `规模为中国的2.7倍`.
fn is_multiple(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end().trim_end_matches(['约', '近']);
    let from = lead.char_indices().rev().nth(MULTIPLE).map_or(0, |(at, _)| at);
    let lead = &lead[from..];
    let over = page.text[s.quantity.span.end..].starts_with('于');
    let of = lead.ends_with('的') && ["为", "是", "相当于", "达"].iter().any(|w| lead.contains(w));
    s.quantity.unit == "x" && (over || of)
}

/// `该类客户占比`, `前述4个地区`: what is meant stands elsewhere.
fn is_pointer(page: &Page<'_>, s: &Statement<'_>, words: &str) -> bool {
    let points = ["该", "此", "这", "上述", "前述", "以上", "其余", "前者", "后者"];
    let raw = s.indicator.of(page.text).trim_start();
    let lead = page.text[..s.indicator.start].trim_end();
    let named = page.lexicon.phrases.no_pointers.opening(raw).is_some();
    let from = lead.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
    let near = lead[from..].rsplit(['，', '。', '；', ' ', '：']).next().unwrap_or("");
    let points = points.iter().any(|p| words.starts_with(p)) || points[..5].iter().any(|p| raw.starts_with(p));
    // `发达国家这个数值则是1%`
    let again = ["这个数", "这一数", "该数值", "这个比", "这一比", "该比例"].iter().any(|w| words.contains(w));
    again
        || points && !named
        || ["该", "此", "前述", "上述"].iter().any(|p| near.starts_with(p)) && near.chars().count() <= 4
}

/// Whether the number stands in a list whose members the words name together but these rules could not part.
fn is_torn(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> bool {
    let quantities: Vec<&Quantity> = all.iter().map(|s| s.quantity).collect();
    let Some((from, to)) = parallel::run_of(page.text, &quantities, i) else {
        return false;
    };
    let first = &all[from];
    let start = first.quantity.span.start;
    let parted = all[from..to].iter().any(|s| s.item.is_some() || page.actor_listed(s.quantity.span.start).is_some())
        || all[from + 1..to].iter().any(|s| !s.inherited || s.indicator != first.indicator)
        || page.is_over_years(start);
    let words = between(page.text, first.clause.start, start);
    let ratio = between(page.text, first.quantity.span.end, all[from + 1].quantity.span.start).contains(['~', '→']);
    let level = words.trim_end().ends_with(['由', '从', '自']) && !words.contains("各自");
    // `甲、乙的占比分别为`: two names, not two dates
    let name = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphabetic() && !"年月日季度底末初".contains(c) || "”“》《）".contains(c))
    };
    let joined = words.char_indices().any(|(at, c)| {
        let behind = words[at + c.len_utf8()..].chars().find(|c| *c != ' ');
        matches!(c, '和' | '与' | '及' | '、' | '/')
            && name(words[..at].chars().next_back())
            && (name(behind) || behind.is_some_and(|c| c.is_ascii_digit()))
    });
    !parted && !ratio && !level && (joined || words.contains("各自"))
}

/// `较上年增加8家、减少2家`, `38%：62%`, `低于24亿元的市场预期`: by how much something moved, the parts of a ratio
/// and what others expected are no levels.
fn is_no_level(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> bool {
    let s = &all[i];
    let at = s.quantity.span;
    let ratio = |from: usize, to: usize| matches!(between(page.text, from, to).trim(), "：" | ":");
    let parted = i.checked_sub(1).is_some_and(|b| ratio(all[b].quantity.span.end, at.start))
        || all.get(i + 1).is_some_and(|n| ratio(at.end, n.quantity.span.start));
    let from = i.checked_sub(1).map_or(s.clause.start, |b| all[b].quantity.span.end.max(s.clause.start));
    let lead = between(page.text, from, at.start).trim_end().trim_end_matches(['约', '近', '了', '逾', '超', ' ']);
    let phrases = &page.lexicon.phrases;
    let verb = phrases.rises.closings(lead).chain(phrases.falls.closings(lead)).find(|w| w.chars().count() == 2);
    let moved = verb.is_some_and(|v| !v.ends_with(['至', '幅', '速']))
        && (lead.contains(['较', '比']) || s.inherited)
        && !matches!(s.quantity.unit.as_str(), "%" | "pp" | "x");
    let apart = ["减亏", "增亏", "多增", "少增"].iter().any(|w| lead.ends_with(w));
    let tail = between(page.text, at.end, s.clause.end).trim_start_matches(['的', ' ']);
    let named =
        ["市场", "一致", "彭博", "此前", "原先", "前期", "Wind", "万得"].iter().find_map(|w| tail.strip_prefix(*w));
    let tail = named.unwrap_or(tail).trim_start_matches("一致");
    let words = between(page.text, from, at.end);
    let compared = said::COMPARES.iter().any(|w| words.contains(w));
    let expected = tail.starts_with("预期") && compared;
    // `有6个产品年收入在5亿元以上` counts products
    let counts = i.checked_sub(1).map(|b| all[b].quantity).filter(|q| q.span.end > s.clause.start).is_some_and(|q| {
        let noun = between(page.text, q.span.end, at.start);
        let over = page.text[at.end..].starts_with(['以', '之']) || s.quantity.approximation != Approximation::Exact;
        let whole = noun.chars().all(char::is_alphabetic) && noun.trim_end().ends_with('在');
        matches!(q.unit.as_str(), "个" | "家" | "款" | "种") && whole && over
    });
    // a table's row: numbers with nothing but blanks between them
    let blank = |a: usize, b: usize| {
        let gap = between(page.text, all[a].quantity.span.end, all[b].quantity.span.start);
        !gap.is_empty() && gap.trim().is_empty()
    };
    let links =
        (i.saturating_sub(2)..=i).filter(|a| a + 2 < all.len() && blank(*a, a + 1) && blank(a + 1, a + 2)).count();
    // `[30%,50%)`: an interval
    let open = page.text[..at.start].ends_with('[');
    let close = page.text[at.end..].starts_with([')', ']'])
        && between(page.text, from.min(at.start), at.start).contains(',')
        || page.text[at.end..].starts_with(")") && page.text[..at.start].ends_with(',');
    // `低于行业平均水平（50元）`: what a bracket compares with
    let before = page.text[..at.start].trim_end();
    let head = before
        .strip_suffix(['（', '('])
        .map_or("", |h| between(page.text, s.clause.start.min(h.len()), h.len()).trim_end());
    let beside = ["水平", "平均", "均值", "平均值"].iter().any(|w| head.ends_with(w))
        && said::COMPARES.iter().any(|w| head.contains(w));
    // `增速较2季度（15.5%）扩大`: what is compared with
    let end = before.strip_suffix(['（', '(']).map_or(0, |h| h.trim_end().len());
    let dated = page.periods.iter().any(|p| p.span.end == end && p.span.start >= s.clause.start);
    let beside = beside || dated && head.contains(['较', '比']) && s.quantity.unit == "%";
    let step = is_yearly(page, lead) && s.quantity.unit == "pp";
    let compares = step || beside || expected || moved || apart;
    compares || parted && s.change.is_none() || counts || links > 0 || open || close || is_defined(page, s)
}

/// `从4%增长到14%，年增长2pct`: a step of each year, not of the span.
fn is_yearly(page: &Page<'_>, lead: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    ["每年", "年均", "年"].iter().any(|w| {
        lead.rsplit_once(w).is_some_and(|(head, verb)| {
            let moves = phrases.rises.iter().chain(&phrases.falls).any(|v| *v == verb);
            moves && !head.ends_with(|c: char| c.is_ascii_digit() || "今去上本当全半前期两三几多".contains(c))
        })
    })
}

/// `占比提高了3~4个百分点`: neither end of a range of points says the step, and none of them the level.
fn is_open(s: &Statement<'_>) -> bool {
    s.change.is_some() && s.quantity.low != s.quantity.high && s.quantity.unit != "%"
}

/// `盈利能力提升2%`, `上调盈利预测5%`: what is measured is no profit.
fn is_skill(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let words = between(page.text, s.indicator.start, s.quantity.span.start);
    ["盈利能力", "盈利预测"].iter().any(|w| words.contains(w))
}

/// `占比40%以上的才能称之为寡头`: a number that defines a word.
fn is_defined(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let behind: String = page.text[s.quantity.span.end..].chars().take(40).collect();
    ["称之为", "称为", "被认为是"].iter().any(|w| behind.contains(w)) && s.clause.of(page.text).contains("以上")
}

/// A table's row that stands as text: several blanks, numbers between them.
fn is_row(words: &str) -> bool {
    words.matches(' ').count() >= 3 && words.chars().any(|c| c.is_ascii_digit())
}

/// What looks like a figure of somebody and is none of his: no other kind takes it.
pub(super) struct Refused;

/// The whole name of `研发投入500万元以上的企业占比`, a threshold in it.
pub(super) fn chosen(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> Option<Span> {
    let before = i.checked_sub(1).filter(|b| all[*b].clause == all[i].clause && is_threshold(page, all, *b))?;
    Some(Span::new(all[before].indicator.start, all[i].indicator.end))
}

/// Whether a number but says which ones are meant: `营收1亿元以上的企业占比30%`.
fn is_threshold(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> bool {
    let s = &all[i];
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let bounds = ["以上", "以下", "以内", "之间"];
    let inside = bounds.iter().any(|w| s.quantity.span.of(page.text).ends_with(w)).then_some(rest);
    // `占比超10%的领域分别为`
    let over = matches!(s.quantity.approximation, Approximation::Over | Approximation::Under);
    let alone = all.get(i + 1).is_none_or(|n| n.quantity.span.start >= s.clause.end);
    let over = (over && alone && rest.starts_with('的')).then_some(rest);
    let behind = || bounds.iter().find_map(|w| rest.strip_prefix(*w));
    let Some(rest) = inside.or_else(behind).or(over) else { return false };
    let noun: String =
        rest.trim_start_matches(['的', ' ']).chars().take(12).take_while(|c| c.is_alphabetic()).collect();
    let measured = all.get(i + 1).is_some_and(|n| n.quantity.span.start < s.clause.end);
    let chosen =
        ["企业", "公司", "客户", "家庭", "经销商", "门店", "项目", "人群", "省份", "城市", "地区", "国家", "领域"];
    noun.chars().count() >= 2 && (measured || rest.starts_with('的')) && chosen.iter().any(|w| noun.contains(w))
}
