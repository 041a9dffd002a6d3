//! `capacity` that stands in no word of capacity: what a project will make, what a contract covers, what is delivered of it.
//!
//! reads: `投建60GWh储能项目`, `一期30GWh计划2027年投产`, `9万吨某某项目获批` (added); `签署供货合同，总容量7.8GWh` (order); `累计交付约750MW`
//! of data centres; a further level behind one that was read (`计划扩至7万平方米`). does not match: bids that are open, the
//! size of one product (`单箱容量9.2MWh`), what money would be good for (`可对应`).

use super::page::{Page, is_firm};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, Fact};
use crate::decimal::Decimal;
use crate::span::{Span, between};
use crate::tag::Mention;

/// Words for some capacity that a contract may cover.
const WHOLES: [&str; 13] =
    ["专供容量", "涉及", "覆盖", "对应容量", "总容量", "总规模", "容量", "规模", "累计", "合计", "总计", "共计", "共"];

/// Measures of what works give.
const PHYSICAL: [&str; 8] = ["W", "Wh", "FLOPS", "OPS", "t", "VA", "m3", "b/s"];

/// Watts of a plant at least.
const PLANT: u32 = 1_000_000;

/// Characters between a number and the word for what it is built into.
const NOUN: usize = 14;

/// Whether a number is of one piece of a product: 单箱容量, 单机柜功率.
pub(super) fn is_of_one(lead: &str) -> bool {
    let lead = lead.rsplit(['，', '、', ',']).next().unwrap_or(lead);
    let ones = ["单箱", "单柜", "单机柜", "单台", "单舱", "单体", "单套", "单簇", "单卡", "单颗", "单笔"];
    ones.iter().any(|w| lead.contains(w)) && !lead.contains("产能")
}

/// Whether a number is that of the contract that the clause before speaks of, and whether that one was made.
pub(super) fn agreed(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<bool> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let lead = lead.trim().trim_end_matches(['约', '为', '达', '近', '超', '过']);
    let words = sentence.before(s.clause.start).next().filter(|_| WHOLES.contains(&lead))?.of(page.text);
    let any = |list: &[&str]| list.iter().any(|w| words.contains(w));
    let contract = any(&["合同", "协议", "订单", "长约", "租约", "合约", "大单"])
        && any(&["签", "获", "中标", "拿下", "拿到", "达成", "斩获", "敲定"]);
    contract.then(|| !any(&["拟", "未", "传", "意向", "有望", "洽谈", "若"]))
}

/// Whether a number is what a project makes that is built, planned or let begin.
pub(super) fn is_built(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let unit = s.quantity.unit.as_str();
    let (start, end) = beside(page, s);
    let quoted = [' ', '约', '近', '“', '"', '「'];
    let lead = between(page.text, s.clause.start, start).trim_end_matches(quoted);
    let rest = between(page.text, end, s.clause.end);
    let none = ["中标", "订单", "集采", "采购", "销", "产量", "募集", "供应", "招标"];
    let large = unit == "W" && s.quantity.high >= Decimal::from(PLANT);
    let ours = large || matches!(unit, "Wh" | "t" | "t/年" | "片" | "片/月");
    if !ours || none.iter().any(|w| s.clause.of(page.text).contains(w)) {
        return false;
    }
    let made =
        ["项目", "基地", "产线", "生产线", "工厂"].iter().filter_map(|w| rest.find(w).map(|i| i + w.len())).min();
    let made = made.filter(|e| rest[..*e].chars().count() <= NOUN && !rest[..*e].contains(['，', ',', '、']));
    let builds = ["投建", "新建", "兴建", "扩建", "建设", "建"].iter().any(|w| lead.ends_with(w));
    let begins = ["获批", "开工", "动工", "签约", "落地", "奠基", "封顶", "获准", "通过环评"];
    let begun = |e: usize| begins.iter().any(|w| rest[e..].trim_start_matches(['已', '正', '式']).starts_with(w));
    let phase = ["一期", "二期", "三期", "四期"].iter().any(|w| lead.ends_with(w));
    let runs = ["计划", "预计", "将", "拟"].iter().any(|w| rest.starts_with(w))
        && ["投产", "达产", "量产", "投运", "建成"].iter().any(|w| rest.contains(w));
    made.is_some_and(|e| builds || begun(e)) || phase && runs
}

/// From where to where a number and the other one of its project go: `200MW/800MWh储能项目`.
fn beside(page: &Page<'_>, s: &Statement<'_>) -> (usize, usize) {
    let (mut start, mut end) = (s.quantity.span.start, s.quantity.span.end);
    let slash = |from: usize, to: usize| from <= to && between(page.text, from, to).trim() == "/";
    for q in page.quantities_in(s.clause).filter(|q| matches!(q.unit.as_str(), "W" | "Wh")) {
        if slash(q.span.end, start) {
            start = q.span.start;
        } else if slash(end, q.span.start) {
            end = q.span.end;
        }
    }
    (start, end)
}

/// Whether power of computing is said to be built or to stand: `建成10吉瓦算力`, `太空部署的1TW算力`.
pub(super) fn is_computing(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead =
        between(page.text, s.clause.start, s.quantity.span.start).trim_end_matches([' ', '约', '近', '的', '了']);
    let rest = between(page.text, s.quantity.span.end, s.clause.end).trim_start_matches([' ', '的']);
    let stands = ["建成", "部署", "投运", "上线"].iter().any(|w| lead.ends_with(w));
    s.quantity.unit == "W" && stands && ["算力", "计算能力"].iter().any(|w| rest.starts_with(w))
}

/// Whether a number is of one machine that computes: `每个计算柜可提供64 PFLOPS`, `整机总性能约为1 EFLOPS`.
pub(super) fn is_machines(s: &Statement<'_>, clause: &str) -> bool {
    let ones = ["性能", "峰值", "每个", "每台", "每张", "每颗", "单卡", "单柜", "单机", "整机", "单颗", "超节点"];
    let wide = ["智算规模", "算力规模", "智能算力", "总算力", "算力总规模"];
    let computes = matches!(s.quantity.unit.as_str(), "FLOPS" | "OPS");
    computes && ones.iter().any(|w| clause.contains(w)) && !wide.iter().any(|w| clause.contains(w))
}

/// Whether a number is what a line makes each month that has been said to run: `某某工艺已经达产，每月1.5万片`.
pub(super) fn is_monthly(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_matches([' ', '，', '约', '近', '达']);
    let before = sentence.before(s.clause.start).next().map_or("", |c| c.of(page.text));
    let before = before.trim_end_matches(['，', ',', ' ']);
    let runs = ["达产", "投产", "量产", "满产"].iter().any(|w| before.ends_with(w));
    s.quantity.unit.starts_with('片') && lead == "每月" && runs
}

/// Whom the stock read last is compared with: `月产能约35万片，接近乙的37.5万片`.
pub(super) fn compared<'p>(page: &'p Page<'_>, s: &Statement<'_>, last: Option<&Fact>) -> Option<&'p Mention> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim();
    let than = ["接近", "超过", "高于", "低于", "逼近", "仅次于"].iter().any(|w| lead.starts_with(w));
    let same = last.is_some_and(|f| f.metric == "installed" && stem(&f.unit) == stem(&s.quantity.unit));
    let end = s.clause.start + between(page.text, s.clause.start, s.quantity.span.start).trim_end().len();
    let own = end.checked_sub('的'.len_utf8()).filter(|_| than && same && lead.ends_with('的'))?;
    page.mentions.iter().find(|m| is_firm(m) && m.span.start >= s.clause.start && m.span.end == own)
}

/// Whether power is said to run: `一期200MW已交付使用`, `园区已通电1.2GW`.
pub(super) fn is_running(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead =
        between(page.text, s.clause.start, s.quantity.span.start).trim_end_matches([' ', '约', '近', '超', '过']);
    let rest = between(page.text, s.quantity.span.end, s.clause.end).trim_start();
    let phase = ["一期", "二期", "三期", "四期", "首期", "首批"].iter().any(|w| lead.ends_with(w));
    let runs =
        ["已交付", "已投运", "已上线", "已通电", "已投产", "已投用", "已启用"].iter().any(|w| rest.starts_with(w));
    let on = ["已通电", "已上电", "已投用"].iter().any(|w| lead.ends_with(w));
    s.quantity.unit == "W" && (phase && runs || on)
}

/// Whether a number is what works give in a time: `每月可多释放6万片`, `形成6万片的能力`.
pub(super) fn is_given(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let rest = between(page.text, s.quantity.span.end, s.clause.end);
    let yields = ["每月", "每年"].iter().any(|w| lead.contains(w)) && lead.contains("释放");
    yields || lead.contains("形成") && ["的能力", "能力"].iter().any(|w| rest.starts_with(w))
}

/// Who agrees with or orders from whom: the firm before 与 or 向.
pub(super) fn orderer<'p>(page: &'p Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<&'p Mention> {
    let told = Span::new(sentence.span.start, s.quantity.span.start);
    let words = told.of(page.text);
    let agreed = ["敲定", "长约", "租约", "大单", "下单", "订购"].iter().any(|w| words.contains(w));
    let first = page.mentions.iter().find(|m| is_firm(m) && told.contains(m.span)).filter(|_| agreed)?;
    let rest = between(page.text, first.span.end, told.end).trim_start_matches("被曝");
    rest.trim_start().starts_with(['与', '和', '向']).then_some(first)
}

/// Whether chips are ordered by their count: `下单定制芯片约60万颗`.
pub(super) fn is_ordered(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let chip = ["GPU", "ASIC", "TPU", "芯片", "加速器", "加速卡"].iter().any(|w| s.clause.of(page.text).contains(w));
    let made = ["下单", "订购", "追加订购"].iter().any(|w| lead.contains(w));
    matches!(s.quantity.unit.as_str(), "颗" | "张" | "块" | "枚") && chip && made
}

/// Whether a delivery of power is that of data centres: `累计交付约750MW` where the sentence speaks of these.
pub(super) fn is_delivered(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let lead =
        between(page.text, s.clause.start, s.quantity.span.start).trim_end_matches([' ', '约', '近', '超', '过']);
    let words = sentence.span.of(page.text);
    let halls = ["智算中心", "数据中心", "IT负荷", "IDC", "机柜", "算力中心"].iter().any(|w| words.contains(w));
    let given = ["累计交付", "已交付", "新增交付", "净增交付"].iter().any(|w| lead.ends_with(w));
    s.quantity.unit == "W" && halls && given
}

/// Whether a unit measures what works give, also in a time: t/年.
pub(super) fn is_physical(unit: &str) -> bool {
    PHYSICAL.contains(&unit) || PHYSICAL.contains(&stem(unit))
}

/// A unit without the time that it is counted in: 片 of 片/月.
pub(super) fn stem(unit: &str) -> &str {
    unit.split('/').next().unwrap_or(unit)
}

/// Whether a number is another level of the stock read last: `月产能4.5万平方米，计划年底扩至7万平方米`.
pub(super) fn is_level_of(page: &Page<'_>, s: &Statement<'_>, before: Option<&Fact>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end();
    let lead = lead.trim_end_matches(['约', '近', ' ', '每', '月', '了']);
    let verb = [
        "台阶", "拉", "推", "抬升", "攀升", "扩容", "拓展", "扩展", "爬", "扩", "扩产", "扩大", "增", "增加", "提升",
        "爬坡", "爬升", "提高", "扩建", "升",
    ];
    let reached = lead.strip_suffix(['至', '到']).is_some_and(|h| verb.iter().any(|v| h.ends_with(v)));
    let agreed = page.lexicon.phrases.ordered.iter().any(|w| lead.contains(w));
    !agreed
        && before.is_some_and(|f| {
            matches!(f.metric.as_str(), "installed" | "added") && stem(&f.unit) == stem(&s.quantity.unit)
        })
        && reached
}

/// Whether a plant that has begun to run is said to give a number: `已启动试生产，对应产能约40GWh`.
pub(super) fn has_begun(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let lead = lead.trim().trim_end_matches(['约', '为', '近', '达']);
    let own = ["对应产能", "对应年产能", "年产能", "设计年产能", "新增年产能"].contains(&lead);
    let before = sentence.before(s.clause.start).next().map_or("", |c| c.of(page.text));
    let before = before.trim_end_matches(['，', ',']);
    own && ["试生产", "投产", "试产", "投料"].iter().any(|w| before.ends_with(w))
}

/// Makes a fact what its project will make: planned unless it runs, of the time that is said behind it of its running.
pub(super) fn settle(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) {
    f.metric = "added".to_owned();
    let from = s.quantity.span.end;
    // up to the next project
    let next = page.quantities_in(sentence.span).find(|q| q.span.start > from && q.unit == s.quantity.unit);
    let rest = between(page.text, from, next.map_or(sentence.span.end, |q| q.span.start));
    let clause = between(page.text, from, s.clause.end);
    let done = ["已投产", "建成投产", "已达产", "已建成", "正式投产"].iter().any(|w| clause.contains(w));
    if matches!(f.basis, Some(Basis::Actual | Basis::Forecast)) && !done {
        f.basis = Some(Basis::Plan);
    }
    let runs = ["投产", "达产", "量产", "投运", "建成"].iter().filter_map(|w| rest.find(w)).min();
    let until = runs.map_or(from, |i| from + i);
    let dated = page.periods.iter().rfind(|p| p.span.start >= from && p.span.end <= until);
    f.period = dated.and_then(|p| p.period.clone());
}
