//! `price_change`: whose price it is that moved, by its words.
//!
//! reads: each of a list of prices (`甲、乙均价分别为…，环比分别上涨`) or in brackets behind 涨幅前三, the noun before a price word (`服务器CPU价格`), behind 对 or 将 (`对陶瓷电容提价`, `将某服务涨价`), in the clause of the percentage
//! or one before it, the things of a list behind 分别. gives: the product's name without who sets its price and when. does not match: what sums products up (两者 整体).

use super::page::{Page, is_code, is_firm};
use super::parallel;
use super::price::BEFORE;
use super::sentence::Sentence;
use super::statement::Statement;
use crate::decimal::Decimal;
use crate::span::{Span, between};
use crate::tag::Quantity;

/// Characters of a product's name at most.
const OBJECT: usize = 60;

/// Before these the product stands.
const PRICES: [&str; 50] = [
    "结算价",
    "采购价",
    "代工价",
    "收于",
    "月租金",
    "供货价",
    "渠道价",
    "合约均价",
    "订阅费",
    "年费",
    "月费",
    "便宜",
    "贵了",
    "跳涨",
    "调涨",
    "输入价",
    "输出价",
    "调用价",
    "接口价",
    "加工费",
    "刊例价",
    "目录价",
    "分销价",
    "市场价",
    "代工费",
    "议价",
    "降幅",
    "涨幅",
    "价格体系",
    "价格",
    "合约价",
    "代工价",
    "终端价",
    "现货价",
    "出厂价",
    "报价",
    "租金",
    "ASP",
    "电费",
    "电价",
    "均价",
    "售价",
    "单价",
    "提价",
    "涨价",
    "降价",
    "加价",
    "进行",
    "上涨",
    "涨",
];

/// Behind these its name begins.
const OPENS: [&str; 41] = [
    "来看",
    "承认",
    "坦言",
    "发出",
    "带动",
    "推动",
    "拉动",
    "预估",
    "修正为",
    "上修至",
    "宣布",
    "通知",
    "公告",
    "假设",
    "上调其",
    "调涨",
    "调升",
    "上调",
    "下调",
    "调整",
    "计划将",
    "将其",
    "对其",
    "对",
    "将",
    "把",
    "起",
    "其中",
    "其",
    "，",
    "的",
    "预计",
    "预测",
    "显示",
    "认为",
    "统计",
    "价目表中",
    "口径下",
    "监测",
    "公布",
    "：",
];

/// What makes of 显示 a thing.
const SCREENS: [char; 7] = ['器', '屏', '面', '驱', '卡', '模', '芯'];

/// Words around its name that say how, when or by whose choice.
const LOOSE: [&str; 36] = [
    "主流",
    "如",
    "普遍",
    "也",
    "均维持",
    "跟",
    "实现",
    "单周",
    "单月",
    "月内",
    "即日",
    "而后",
    "而",
    "则在",
    "则",
    "本周",
    "新签",
    "一次性",
    "整体",
    "实际",
    "平均",
    "今年以来",
    "年度",
    "的",
    "含税",
    "中标",
    "周度",
    "终端",
    "累计",
    "已",
    "全线",
    "年初以来",
    "现货",
    "国内",
    "调",
    "此前",
];

/// What got dearer: the noun before the price word, behind 对 or 将, of the clause or of one before.
pub(super) fn object(page: &Page<'_>, sentence: &Sentence, clause: Span, at: usize) -> String {
    let own = named(page, clause, between(page.text, clause.start, at.min(clause.end)));
    if !own.is_empty() {
        return own;
    }
    let mut before = sentence.before(clause.start).take(BEFORE).map(|c| named(page, *c, c.of(page.text)));
    before.find(|o| !o.is_empty()).unwrap_or_default()
}

/// Words without the date, or the first part of one, that they end in: 二季度 of `某某二季度年度议价`.
fn undated<'t>(words: &'t str, date: &str) -> Option<&'t str> {
    let heads = date.char_indices().rev().filter(|(i, _)| *i > 0).map(|(i, c)| &date[..i + c.len_utf8()]);
    heads.into_iter().find_map(|h| words.strip_suffix(h)).map(str::trim)
}

/// The product whose price some words of a clause speak of.
pub(super) fn named(page: &Page<'_>, clause: Span, lead: &str) -> String {
    let whole = |w: &str| matches!(w, "ASP" | "电费" | "电价");
    let Some(end) = PRICES.iter().filter_map(|w| lead.find(w).map(|i| if whole(w) { i + w.len() } else { i })).min()
    else {
        return String::new();
    };
    // `调涨某某报价`: what is raised stands behind its verb
    let raised = |w: &str| {
        let rest = lead[end..].strip_prefix(w)?;
        let noun = ["报价", "价格", "售价", "出厂价", "合约价"].iter().filter_map(|p| rest.find(p)).min()?;
        (noun > 0).then(|| tidy(page, clause, &lead[end..end + w.len() + noun]))
    };
    if let Some(name) = ["调涨", "调升"].iter().find_map(|w| raised(w)) {
        return name;
    }
    tidy(page, clause, &lead[..end])
}

/// The product in the first words of a clause: without who sets its price, when and how.
pub(super) fn tidy(page: &Page<'_>, clause: Span, lead: &str) -> String {
    let head = lead.trim_end_matches(['）', ')', ' ', '的', '再', '平', '均', '最', '高', '统', '一']);
    // what stands in a bracket is of the name: `氢氧化锂（粗粒）`
    let close = lead[head.len()..].chars().next().filter(|c| "）)".contains(*c));
    let open = head.rfind(['（', '(']).is_some_and(|i| !head[i..].contains(['）', ')']));
    let head = &lead[..head.len() + close.filter(|_| open).map_or(0, char::len_utf8)];
    // 显示 of 显示器 tells nothing
    let thing = |end: usize| head[..end].ends_with("显示") && head[end..].starts_with(SCREENS);
    let opens = OPENS.iter().filter_map(|w| head.rfind(w).map(|i| i + w.len()));
    let start = opens.filter(|end| !thing(*end)).max().unwrap_or(0);
    let mut words = head[start..].trim();
    // who sets the price stands before what it is of
    let from = clause.start + start;
    if let Some(m) =
        page.mentions.iter().find(|m| is_firm(m) && m.span.start == from && m.span.end <= from + words.len())
    {
        words = words[m.span.end - from..].trim_start();
    }
    let dates = || page.periods.iter().filter(|p| clause.contains(p.span)).map(|p| p.span.of(page.text));
    // when and how stand on both sides of it: `2025年公司某某二季度累计`
    for _ in 0..3 {
        words = words.strip_prefix("公司").unwrap_or(words);
        for date in dates() {
            words = words.strip_prefix(date).unwrap_or(words).trim_start_matches(['起', ' ', '、']);
        }
        words = words.trim_start_matches(['自', ' ', '，', '（', '(']).trim_end_matches("产品");
        words = LOOSE.iter().fold(words, |w, x| w.trim().trim_start_matches(x).trim_end_matches(x)).trim();
        words = dates().find_map(|d| undated(words, d)).unwrap_or(words);
    }
    let whole = ["两者", "全年"].iter().any(|w| words.ends_with(w))
        || ["公司", "提高", "官宣", "宣布", "发布", "促进", "分别"].iter().any(|w| words.contains(w));
    if whole || words.chars().count() > OBJECT { String::new() } else { words.to_owned() }
}

/// `甲、乙均价分别为11、12万元/吨，周环比分别上涨1%、2%`: whether the price fell that the change at `i` of a second list is of, and the
/// thing of that price.
fn each(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> Option<(bool, String)> {
    let s = &all[i];
    let (level, change) = (all.get(s.of?)?, s.change.as_ref()?);
    if !level.quantity.unit.contains('/') || level.quantity.unit.len() == 1 {
        return None;
    }
    if let Some(name) = of_size(page, level) {
        return Some((change.value.is_sign_negative(), name));
    }
    let item = level.item?;
    let words = item.of(page.text);
    let priced = page.lexicon.phrases.prices.is_in(level.clause.of(page.text));
    let end = PRICES.iter().filter_map(|w| words.find(w)).min().unwrap_or(words.len());
    let bare = |n| LOOSE.iter().fold(n, |n: &str, w| n.trim_start_matches(w)).trim();
    let code = Some(bare(words[..end].trim())).filter(|w| is_code(w));
    let name = code.or_else(|| page.phrase_before(item.start, item.start + end).map(|p| p.of(page.text).trim()));
    let name = bare(name.filter(|_| priced)?);
    (2..=20).contains(&name.chars().count()).then(|| (change.value.is_sign_negative(), name.to_owned()))
}

/// The thing of one size of a list of prices: 43寸面板 of `32/43/55寸面板均价分别为`.
fn of_size(page: &Page<'_>, level: &Statement<'_>) -> Option<String> {
    let all: Vec<_> = page.quantities_in(level.clause).collect();
    let at = all.iter().position(|q| q.span == level.quantity.span)?;
    let (from, to) = parallel::run_of(page.text, &all, at)?;
    let lead = between(page.text, level.clause.start, all[from].span.start);
    let head = lead.rfind('：').map_or(0, |i| i + '：'.len_utf8());
    let clause = Span::new(level.clause.start + head, level.clause.end);
    sized(&named(page, clause, &lead[head..]), to - from, at - from)
}

/// Whether a sentence speaks of shares and indices; 本周涨幅 of products is none of these.
pub(super) fn is_of_shares(page: &Page<'_>, words: &str) -> bool {
    let goods = ["的产品", "的品种", "的化工品"].iter().any(|w| words.contains(w));
    let shares = &page.lexicon.phrases.share_prices;
    // `本轮某某涨价行情`
    let words = ["涨价行情", "提价行情", "降价行情"].iter().fold(words.to_owned(), |w, m| w.replace(m, ""));
    shares.is_in(&if goods { words.replace("本周涨幅", "") } else { words })
}

/// One thing of a list of prices, and whether its price fell.
pub(super) fn one_of(page: &Page<'_>, all: &[Statement<'_>], i: usize) -> Option<(bool, String)> {
    let most = || page.sentence_at(all[i].quantity.span.start).and_then(|n| gained(page, n, &all[i]));
    each(page, all, i).or_else(most)
}

/// `涨幅前三的产品为甲（+15%）、乙（+8%）`: one of those whose prices have moved most, and whether it fell.
fn gained(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<(bool, String)> {
    let at = s.quantity.span;
    let near = page.lead_in(sentence, at.start);
    let open = near.trim_end_matches(['+', '-', '＋']).strip_suffix(['（', '('])?;
    let told = ["产品", "品种", "化工品", "价格"].iter().any(|w| near.contains(w));
    let (turn, falls) = [("涨幅", false), ("跌幅", true), ("降幅", true)]
        .iter()
        .filter_map(|(w, falls)| near.rfind(w).map(|i| (i + w.len(), *falls)))
        .max()?;
    let most = ["前", "居", "较大", "最大"].iter().any(|w| near[turn..].trim_start().starts_with(w));
    let begin = open.rfind(['、', '，', '为', '是', '：', '有']).map_or(0, |i| i + '、'.len_utf8());
    let name = open[begin..].trim();
    let fits = (2..=12).contains(&name.chars().count()) && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    let closed = page.rest(at.end).starts_with(['）', ')']);
    let firm = page.names_firm(Span::new(at.start - (near.len() - begin), at.start));
    (told && most && fits && closed && !firm && !page.is_measured(name)).then(|| (falls, name.to_owned()))
}

/// `甲、乙和丙价格分别上涨3%、2%和1%`: the thing of a value of a list, with the noun that the last of them has for all
/// (`32英寸、43英寸面板`).
pub(super) fn dealt(page: &Page<'_>, all: &[Statement<'_>], i: usize, object: &str) -> Option<String> {
    let s = &all[i];
    if let Some((_, name)) = one_of(page, all, i) {
        return Some(name);
    }
    let all: Vec<_> = page.quantities_in(s.clause).collect();
    let at = all.iter().position(|q| q.span == s.quantity.span)?;
    let (from, to) = parallel::run_of(page.text, &all, at)?;
    if let Some(name) = sized(object, to - from, at - from) {
        return Some(name);
    }
    let lead = between(page.text, s.clause.start, all[from].span.start);
    let apart = ["分别", "依次", "各"].iter().any(|w| lead.contains(w));
    let start = s.clause.start + lead.rfind(object).filter(|_| apart && !object.is_empty())?;
    // 铜、铝、锌
    let short: Vec<&str> = object.split(['、', '/']).map(str::trim).collect();
    if short.len() == to - from && short.iter().all(|n| n.chars().count() == 1) {
        return short.get(at - from).map(|n| (*n).to_owned());
    }
    let items = parallel::items(page.text, start, start + object.len(), to - from)?;
    let name = items.get(at - from)?.of(page.text).trim();
    let last = items.last()?.of(page.text).trim();
    let shared = name.chars().last().and_then(|c| last.rfind(c).map(|i| &last[i + c.len_utf8()..])).unwrap_or("");
    Some(format!("{name}{shared}"))
}

/// The thing that a second value of a clause has of its own: `甲价格涨幅达1.5倍、乙也涨逾1倍`.
pub(super) fn second(page: &Page<'_>, s: &Statement<'_>) -> Option<String> {
    let earlier = |q: &&Quantity| q.unit == s.quantity.unit && q.span.end <= s.quantity.span.start;
    let before = page.quantities_in(s.clause).filter(earlier).last().filter(|q| q.unit == "x")?;
    let words = between(page.text, before.span.end, s.quantity.span.start).strip_prefix('、')?;
    let end = words.rfind('涨')?;
    Some(tidy(page, s.clause, words[..end].trim_end_matches('上'))).filter(|n| n.chars().count() >= 2)
}

/// The thing of one size of several: 43寸面板 of `32/43/55寸面板`, where as many values are told.
fn sized(object: &str, count: usize, at: usize) -> Option<String> {
    let parts: Vec<&str> = object.split(['/', '、']).map(str::trim).collect();
    let size = |p: &str| p.trim_end_matches(['寸', '英', '"', '”', '″']).parse::<Decimal>().is_ok();
    let (last, sizes) = parts.split_last()?;
    let number = last.len() - last.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let fits = count >= 2 && parts.len() == count && number > 0 && sizes.iter().all(|p| size(p));
    let of = parts.get(at).filter(|_| fits)?;
    let size = of.trim_end_matches(|c: char| !c.is_ascii_digit());
    Some(if at + 1 == count { (*last).to_owned() } else { format!("{size}{}", &last[number..]) })
}
