//! The names of an indicator as a reader would write them: bare, and with what its own clause leaves out; figures that
//! can't be what their words say.
//!
//! reads: a subject's adverbs, dates and pronouns (`中国医美市场快速`, `甲企业2018年`, `全球市场中两者`), a metric's verb and company
//! (`有生产企业`, `甲出货份额`), what stands behind the number (`贡献30%的营收`, `投资2亿元打造甲`) or with an earlier figure (`甲收入占比60%，乙
//! 占比17%`). gives: subject, metric, object. refuses: an amount in per cent (`投资规模25%`), a count of money, differences of
//! growths, what several hold together, pointers (相关企业). does not match: names that hold such words (有机硅, 中国).

use super::page::{Page, is_firm};
use super::statement::Statement;
use super::{Fact, doubt, foremost};
use crate::span::{Span, between};

/// What an amount ends in that no percentage is.
const AMOUNTS: [&str; 9] = ["规模", "金额", "数量", "产量", "出货量", "人数", "总数", "面积", "产值"];

/// Words that 有 begins.
const HAVES: [&str; 10] = ["有机", "有效", "有息", "有色", "有线", "有源", "有限", "有关", "有创", "有形"];

/// Makes a figure's names bare; whether it says something then.
pub(super) fn make(page: &Page<'_>, s: &Statement<'_>, f: &mut Fact) -> bool {
    let whose = !f.subject.is_empty();
    if f.subject_id.is_empty() {
        subject(page, s, f);
    }
    let counts = !s.quantity.unit.is_empty() && !s.quantity.unit.is_ascii() && !page.is_money(s.quantity);
    // 获客成本 of `甲披露其获客成本`
    let told = ["披露其", "公告其", "表示其", "称其"].iter().find_map(|w| f.metric.split_once(w));
    if let Some(own) = told.map(|(_, own)| own.to_owned()).filter(|own| own.chars().count() >= 2) {
        f.metric = own;
    }
    // 出货份额 of `小米出货份额`, whose subject it is; a subsidiary's name says more
    let named = page.mentions.iter().filter(|m| m.id == f.subject_id && s.clause.contains(m.span));
    let named = named.map(|m| m.span.of(page.text)).filter(|n| f.metric.starts_with(n)).max_by_key(|n| n.len());
    let own = named.filter(|n| !page.lexicon.is_subsidiary(n, &f.subject_id));
    let own = own.map(|n| f.metric[n.len()..].trim_start_matches(['的', ' ']).trim_start_matches("拥有").to_owned());
    if let Some(own) = own.filter(|o| o.chars().count() >= 3 && o.starts_with(|c: char| c.is_alphabetic())) {
        f.metric = own;
    }
    // `单个甲约2万元，ASP合计8万元`: of all that one thing has
    let lead = between(page.text, s.indicator.end.min(s.quantity.span.start), s.quantity.span.start);
    let each = || ["单个", "单颗", "单只", "单台"].iter().any(|w| page.lead(s.clause.start).contains(w));
    if lead.contains("合计") && !f.metric.contains("合计") && page.is_money(s.quantity) && each() {
        f.metric.push_str("合计");
    }
    let rest = between(page.text, s.quantity.span.end, s.clause.end).trim_start_matches(['的', ' ']);
    if let Some(noun) = ["营收", "收入", "利润", "销量", "销售额"].iter().find(|w| rest.starts_with(**w))
        && f.metric.ends_with("贡献")
    {
        // `前五大客户贡献30%以上的营收`
        f.metric.push_str(noun);
    }
    if f.metric == "投资" && f.object.is_empty() {
        f.object = built(rest).unwrap_or_default();
    }
    if let Some(to) = contributed(page, s, &f.metric) {
        f.metric = to;
    }
    // 国内餐厅数量 of `在2017-2020年国内餐厅数量`
    let dated = f.metric.strip_prefix('在').filter(|m| m.starts_with(|c: char| c.is_ascii_digit()));
    if let Some((_, own)) = dated.and_then(|m| m.split_once('年')).filter(|(_, own)| own.chars().count() >= 2) {
        f.metric = own.trim_start_matches('的').to_owned();
    }
    let verb = f.metric.strip_prefix('有').filter(|m| counts && m.chars().count() >= 2);
    if let Some(bare) = verb.filter(|_| !HAVES.iter().any(|w| f.metric.starts_with(w))) {
        f.metric = bare.to_owned();
    }
    // whose name was none
    !(whose && f.subject.is_empty() && doubt::is_nobodys(page, s, &f.metric))
}

/// Whether a figure can't be what its words say: 收入 of `收入由5款产品贡献`, `复合增长率比甲高19个pct`, what several hold.
pub(super) fn is_senseless(page: &Page<'_>, s: &Statement<'_>, f: &Fact) -> bool {
    let unit = s.quantity.unit.as_str();
    let counts = ["款", "家", "个", "人", "名", "位", "项", "种", "支"].contains(&unit) && !page.is_money(s.quantity);
    let money =
        ["收入", "营收", "利润", "成本", "费用", "市值", "金额", "销售额"].iter().any(|w| f.metric.ends_with(w));
    let lead =
        between(page.text, s.clause.start, s.quantity.span.start).trim_end_matches(['约', '近', '出', '了', ' ']);
    let growth = ["增速", "增长率", "CAGR"].iter().any(|w| f.metric.ends_with(w));
    let apart = growth && unit == "pp" && f.low.is_some() && lead.ends_with(['高', '低']);
    let part = f.subject_id.is_empty() && page.is_money(s.quantity) && foremost::is_part(page, s, &f.subject);
    // `甲、乙和丙前三大品牌份额约65%` is what all hold
    let sums = ["占据", "前三", "前四", "前五", "前十", "三家", "四家", "五家", "合计", "三大", "四大", "五大"];
    let many = sums.iter().any(|w| lead.contains(w)) && foremost::is_one_of_many(page, s, &f.subject_id);
    // 相关企业 are those of something else
    let points = page.is_report() && f.metric.starts_with("相关") && !f.metric.starts_with("相关业务");
    points || counts && money || apart || part || many
}

/// Whether a percentage is of something that it can't be.
pub(super) fn is_no_ratio(page: &Page<'_>, s: &Statement<'_>, f: &Fact) -> bool {
    let ratio = s.quantity.unit == "%" && f.low.is_some() && f.change.is_none();
    // `甲增速超乙增速1.2%`: a difference
    let apart = f.metric.matches("增速").count() >= 2 && f.metric.contains(['超', '高', '低']);
    if apart {
        return true;
    }
    let amount = AMOUNTS.iter().any(|w| f.metric.ends_with(w)) && !f.metric.contains(['占', '比', '率']);
    ratio && amount || is_of_kind(page, s, &f.metric)
}

/// A subject without adverbs and dates behind it, without a pronoun; empty where nothing is left.
fn subject(page: &Page<'_>, s: &Statement<'_>, f: &mut Fact) {
    for pronoun in ["中两者", "中二者", "两者", "二者", "三者"] {
        if let Some(head) = f.subject.strip_suffix(pronoun) {
            f.subject = head.to_owned();
        }
    }
    let torn = ["占比", "一方面", "享受", "受益", "借助"].iter().any(|w| f.subject.starts_with(w));
    let measured = page.lexicon.phrases.measured.contains(&f.subject.as_str());
    if torn || measured || ["疫情", "需求", "供给", "政策"].contains(&f.subject.as_str()) {
        f.subject.clear();
    }
    // 我国手术量 of `我国手术量中脂肪填充`, 中国居民 of 中国居民人均可支配收入
    let within = ["量中", "额中", "收入中", "成本中", "人群中", "用户中", "客户中"];
    let cut = within.iter().filter_map(|w| f.subject.find(w).map(|i| i + w.len() - '中'.len_utf8())).min();
    let cut = cut.or_else(|| f.subject.find("人均可支配").filter(|at| *at > 0));
    f.subject.truncate(cut.unwrap_or(f.subject.len()));
    if let Some(head) = f.subject.strip_suffix("人均").filter(|h| !h.is_empty()) {
        f.subject = head.to_owned();
    }
    let dated = f.subject.ends_with(|c: char| c.is_ascii_digit() || "年月度季底末".contains(c));
    let dates = page.periods.iter().filter(|p| dated && p.span.end <= s.quantity.span.start);
    if let Some(at) = dates.filter_map(|p| f.subject.strip_suffix(p.span.of(page.text))).map(str::len).next_back() {
        f.subject.truncate(at);
    }
    let adverbs = &page.lexicon.phrases.adverbs;
    while let Some(adverb) = adverbs.closing(&f.subject).filter(|w| w.chars().count() >= 2) {
        if adverb.len() == f.subject.len() {
            break;
        }
        f.subject.truncate(f.subject.len() - adverb.len());
    }
}

/// Whether a clause that names a firm has the words of a kind that an earlier clause spoke of.
fn is_of_kind(page: &Page<'_>, s: &Statement<'_>, metric: &str) -> bool {
    let kind = ["企业占比", "品牌占比", "厂商占比", "机构占比", "公司占比"].iter().any(|w| metric.ends_with(w));
    let before = Span::new(s.clause.start, s.quantity.span.start.max(s.clause.start));
    let words = between(page.text, before.start, before.end);
    let own = || metric.strip_suffix("占比").is_some_and(|of| words.contains(of));
    kind && page.mentions.iter().any(|m| before.contains(m.span) && is_firm(m)) && !own()
}

/// What a sum goes to: 新品中心 of `投资1亿元打造新品中心`.
fn built(rest: &str) -> Option<String> {
    let verbs = ["打造", "建设", "用于建设", "兴建", "建立", "建成", "用于"];
    let name = verbs.iter().find_map(|v| rest.strip_prefix(v))?;
    let end = name.find(|c: char| !c.is_alphanumeric()).unwrap_or(name.len());
    (2..=20).contains(&name[..end].chars().count()).then(|| name[..end].to_owned())
}

/// `甲对收入增长的贡献度是31%，乙的贡献度是62%`: to what the second contributes stands with the first.
fn contributed(page: &Page<'_>, s: &Statement<'_>, metric: &str) -> Option<String> {
    let noun = ["贡献度", "贡献率", "贡献比例"].into_iter().find(|w| metric.ends_with(w))?;
    let who = metric.strip_suffix(noun)?.trim_end_matches('的');
    let before = page.lead(s.clause.start);
    let at = before
        .rfind('对')
        .filter(|at| !who.is_empty() && who != "合计" && !metric.contains('对') && !before[*at..].contains('。'))?;
    let end = before[at..].find(noun)?;
    let to = before[at..at + end].trim_end_matches('的');
    (to.chars().count() <= 16 && to.chars().all(char::is_alphabetic)).then(|| format!("{who}{to}的{noun}"))
}

/// What an earlier figure of its sentence says and this one leaves out: 收入 of `甲收入占比60%，乙占比17%`, the business
/// of `甲烘焙业务…，乙相关业务`, the part between 为 and the number (`年费为施工方1万元`).
pub(super) fn complete(page: &Page<'_>, all: &[Statement<'_>], i: usize, f: &mut Fact) {
    let s = &all[i];
    let shares = ["收入占比", "营收占比", "毛利占比", "销量占比", "销售额占比"];
    if f.metric.ends_with("占比") && !shares.iter().any(|w| f.metric.ends_with(w)) && f.metric.chars().count() <= 10 {
        let before = all[..i].iter().rev().map(|b| b.indicator.of(page.text).trim()).find(|w| w.ends_with("占比"));
        let noun = before.and_then(|w| shares.iter().find(|n| w.ends_with(**n) && w.len() > n.len()));
        if let (Some(noun), Some(head)) =
            (noun, f.metric.strip_suffix("占比").filter(|h| !h.ends_with(['数', '量', '额']) && !page.is_measured(h)))
        {
            f.metric = format!("{head}{noun}");
        }
    }
    let lead = page.lead(s.clause.start);
    if let Some(rest) = f.metric.strip_prefix("相关业务")
        && let Some(at) = lead.rfind("业务").filter(|at| !lead[*at..].contains(['。', '；']))
    {
        let head = &lead[..at];
        let from = head
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
        let name = head[from..].trim_start_matches('年');
        let firms = page.mentions.iter().map(|m| m.span.of(page.text));
        let known = firms.filter_map(|n| name.find(n).map(|i| &name[i + n.len()..])).min_by_key(|n| n.len());
        let known = known.unwrap_or(name);
        if (2..=6).contains(&known.chars().count()) {
            f.metric = format!("{known}业务{rest}");
        }
    }
    let own = between(page.text, s.clause.start, s.quantity.span.start);
    let link = own.rfind(f.metric.as_str()).map_or("", |i| &own[i + f.metric.len()..]);
    let payer =
        link.trim().strip_prefix(['为', '是']).filter(|w| f.object.is_empty() && w.ends_with(['方', '端', '版', '户']));
    if let Some(payer) = payer.filter(|w| (2..=5).contains(&w.chars().count()) && w.chars().all(char::is_alphabetic)) {
        f.object = payer.to_owned();
    }
}
