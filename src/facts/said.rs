//! Who says it, and on what it rests: `said_by` and `basis` from the words of a sentence.
//!
//! Reads `据彭博社报道`, `根据 IDC 数据`, `TrendForce 预测`; 计划 拟 预算 目标 (plan), 指引 (guidance), 预计 有望
//! (forecast, or plan of one's own spending), 据称 传 (rumour). Does not read: what a table's source
//! line says, hedges that deny (不排除).

use super::Basis;
use super::draft::ends;
use super::page::Page;
use super::sentence::Sentence;
use super::supposed::{is_bound, is_filed, reckons};
use crate::lexicon::Phrases;
use crate::span::{Span, between};
use crate::tag::Period;

/// Words of a clause that plans.
const PLANS: [&str; 14] = [
    "计划",
    "拟",
    "预算",
    "目标",
    "规划",
    "决定",
    "拟投",
    "打算",
    "会用于",
    "触发值",
    "考核",
    "不低于",
    "要求到",
    "提出到",
];

const OPENERS: [&str; 6] = ["根据", "依据", "据", "来自", "按照", "参考"];

/// The source of a figure at `at`: the one that its sentence names last before it, else the one that closes the
/// sentence; empty where none.
pub(super) fn said_by(text: &str, sentence: &Sentence, at: usize, phrases: &Phrases) -> String {
    let words = sentence.span.of(text);
    let at = at.saturating_sub(sentence.span.start);
    let mut found = opened(words, phrases);
    found.extend(told(words, phrases));
    // what the house itself takes or expects is nobody else's
    let own = ["我们预计", "我们预测", "我们认为", "我们判断", "我们假设", "假设", "假定"];
    let turned = |s: &&Source| {
        // what a bracket tells beside it stays
        let aside = |w: &str| w.rfind(['（', '(']).is_some_and(|i| !w[i..].contains(['）', ')']));
        words.get(s.end..at).is_some_and(|w| own.iter().any(|o| w.contains(o)) && !aside(w))
    };
    let last = found.iter().filter(|s| s.start <= at).max_by_key(|s| s.start);
    if last.as_ref().is_some_and(turned) {
        return String::new();
    }
    // a source behind the figure is of it where no other figure follows
    let closes = |s: &&Source| !words[s.end..].contains(|c: char| c.is_ascii_digit());
    last.or_else(|| found.iter().find(closes)).map(|s| s.name.clone()).unwrap_or_default()
}

/// A source in its sentence.
struct Source {
    start: usize,
    end: usize,
    name: String,
}

/// The sources that 据, 根据 … open.
fn opened(words: &str, phrases: &Phrases) -> Vec<Source> {
    let mut out = Vec::new();
    for (opener, at) in OPENERS.iter().flat_map(|o| words.match_indices(o).map(|(at, o)| (o, at))) {
        let start = at + opener.len();
        let rest = &words[start..];
        if rest.starts_with(['此', '悉', '称', '了'])
            || words[..at].ends_with(['占', '证', '数', '依', '票', '单', '根'])
        {
            continue;
        }
        // 数据 in 大数据交易所, 统计 in 统计局, 报道 in 经济报道 end nothing
        let inside = |w: &str, i: usize| {
            w.starts_with("数据") && rest[..i].ends_with('大')
                || w == "统计" && rest[i + w.len()..].starts_with('局')
                || w == "报道" && rest[..i].ends_with("经济")
        };
        let ends = |w: &&str| rest.find(*w).filter(|i| !inside(w, *i));
        // what stands in a title ends nothing: `根据《BIM报告》`
        let whole = |end: usize| match rest[..end].rfind('《') {
            Some(i) if !rest[i..end].contains('》') => rest[end..].find('》').map(|c| end + c + '》'.len_utf8()),
            _ => Some(end),
        };
        let end = phrases.source_ends.iter().filter_map(ends).min().and_then(whole);
        if let Some(end) = end
            && (1..=24).contains(&rest[..end].trim().chars().count())
            && (!rest[end..].starts_with([',', '，']) || is_house(&rest[..end], phrases))
        {
            let name = clean(&rest[..end]);
            let bare = phrases.bare_sources.contains(&name.as_str());
            // `按照甲关系测算` names a method
            let method = opener == "按照" && ["测算", "估算"].iter().any(|w| rest[end..].starts_with(w));
            if method && !is_house(&rest[..end], phrases) {
                continue;
            }
            if !name.is_empty() && !bare && !phrases.no_sources.is_in(&name) {
                out.push(Source { start, end: start + end, name });
            }
        }
    }
    out
}

/// Whether what stands between 根据 and a comma alone names somebody: 根据 IDC，; not 根据部署位置，.
fn is_house(name: &str, phrases: &Phrases) -> bool {
    let name = name.trim();
    let latin = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.is_ascii();
    let houses = |name: &str| phrases.houses.closing(name).is_some();
    latin
        || houses(name)
        || name.ends_with('》')
        || name.ends_with("经济报道")
        || name.split(['及', '和', '与', '、']).next().is_some_and(houses)
}

/// `《金融时报》报道`, `QuestMobile 数据显示`: the names right before telling words.
fn told(words: &str, phrases: &Phrases) -> Vec<Source> {
    let tells = ["报道称", "报道", "数据显示", "统计显示", "统计数据显示", "数据，", "调研显示", "披露，", "披露"];
    let mut out = Vec::new();
    for (at, tell) in tells.iter().flat_map(|t| words.match_indices(t)) {
        let lead = words[..at].trim_end();
        // 报道 of `21世纪经济报道指出` is its name
        if lead.ends_with("经济") && tell == "报道" {
            continue;
        }
        let border = ["，", "。", "；", ",", "：", ":", "援引", "旗下"];
        let border = border.iter().filter_map(|b| lead.rfind(b).map(|i| i + b.len())).max().unwrap_or(0);
        // 据 of 大数据 opens nothing
        let opener = lead.rmatch_indices('据').find(|(i, _)| !lead[..*i].ends_with(['数', '占', '证', '票', '单']));
        let start = border.max(opener.map_or(0, |(i, w)| i + w.len()));
        // 某某大数据 is a name
        let big = lead.ends_with('大') && tell.starts_with("数据") && lead.len() > start;
        let name = if big { clean(&format!("{}数据", &lead[start..])) } else { clean(&lead[start..]) };
        let latin = name.chars().all(|c| c.is_ascii_graphic() || c == ' ');
        let known = !["公司", "财报", "公告", "年报", "最新"].contains(&name.as_str())
            && !phrases.bare_sources.contains(&name.as_str());
        if (2..=if latin { 24 } else { 12 }).contains(&name.chars().count()) && known {
            out.push(Source { start, end: at + tell.len(), name });
        }
    }
    out
}

/// A name without the date in front of it; the number of 21世纪经济报道 is its own.
fn dated(name: &str) -> &str {
    let mut rest = name.trim_start_matches(|c: char| "年月日的第 ".contains(c));
    while let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit())
        && let digits = &rest[..rest.len() - behind.len()]
        && (digits.len() == 4 && digits.starts_with(['1', '2'])
            || !digits.is_empty() && behind.starts_with(['年', '月', '日', '-', '.', '/', ' ']))
    {
        rest = behind.trim_start_matches(|c: char| "年月日的第-./ ".contains(c));
    }
    rest
}

/// `《金融时报》` → `金融时报`; dates and 最新 in front of the name go.
fn clean(name: &str) -> String {
    let name = name.trim().trim_matches(['《', '》', '“', '”', '"', ' ', '：', ':']);
    let name = dated(name);
    let name = name.trim_start_matches("最新").trim_start_matches("外媒");
    let mut name = name.trim().trim_matches(['《', '》', '“', '”']);
    for tail in ["官方公众号", "官方"] {
        name = name.strip_suffix(tail).unwrap_or(name);
    }
    // the actor itself, the house, peers and dates are no source
    let none = [
        "公司", "我们", "可比", "同行", "同业", "历史", "上述", "以上", "前文", "上文", "相关", "纵观", "FY", "由于",
        "因为", "随着", "鉴于", "基于", "虽然", "复盘", "回顾", "梳理",
    ];
    if none.iter().any(|w| name.starts_with(w)) {
        return String::new();
    }
    // `科创板日报 2 月 12 日`: the date behind the name goes
    let end =
        name.find(|c: char| c.is_ascii_digit()).filter(|&i| name[i..].contains(['月', '年'])).unwrap_or(name.len());
    let name = name[..end].trim().trim_end_matches(['》', '《', '“', '”', '于', '在', '的', ' ']);
    let name = name.strip_suffix("发布").unwrap_or(name);
    let tails = ["统计", "上半年", "下半年", "前三季度", "全年", "等"];
    let name = tails.iter().find_map(|t| name.strip_suffix(*t)).unwrap_or(name);
    let name = name.trim_end_matches(['的', ' ']);
    // `公众号《甲》` keeps its title whole
    let open = name.contains('《') && !name.contains('》');
    if open { format!("{name}》") } else { name.to_owned() }
}

/// Whether the words around a mention make it a source, not an actor.
pub(super) fn names_a_source(text: &str, span: Span, phrases: &Phrases) -> bool {
    let before = text[..span.start].trim_end();
    let after = text[span.end..].trim_start();
    let opened = ["据", "根据", "来源：", "来源:"].iter().any(|o| before.ends_with(o)) && !before.ends_with("占据");
    // `据某某研究院及某某公司，预计`
    let clause = before.rsplit(['，', '。', '；', '\n']).next().unwrap_or(before).trim_start();
    let rest = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == ' ');
    let joined = ["据", "根据"].iter().any(|o| clause.starts_with(o))
        && before.ends_with(['及', '和', '与', '、'])
        && (rest.starts_with('，') || ["大数据", "数据", "统计", "调研"].iter().any(|w| rest.starts_with(w)));
    opened || joined || phrases.source_tells.opening(after).is_some() && !after.starts_with("数据中心")
}

/// On what a figure at `at` rests. `own`: a statement about the actor's own spending, so that 预计
/// is its plan.
pub(super) fn basis(text: &str, sentence: &Sentence, at: usize, own: bool) -> Basis {
    let here = sentence.clause_at(at);
    // what a figure is compared with colours it not: `22.5%，高于指引的 19%`
    let clause = match compared(here.of(text)) {
        Some(cut) if here.start + cut > at => between(text, here.start, here.start + cut),
        _ => here.of(text),
    };
    let clause = untitled(clause);
    let earlier = sentence.clauses.iter().filter(|c| c.end <= here.start).map(|c| c.of(text));
    // when a building will be ready says nothing of its price
    let earlier = earlier.filter(|c| !["工期", "完工", "竣工"].iter().any(|w| c.contains(w)));
    let mut lead: String = earlier.map(|c| compared(c).map_or(c, |cut| &c[..cut])).collect();
    lead.push_str(between(text, here.start, at.min(sentence.span.end)));
    let lead = untitled(&lead);
    let before = untitled(between(text, here.start, at.max(here.start)));
    let years = over_years(between(text, here.start, at));
    weighed((&clause, &lead, &before), years, own)
}

/// Whether a clause aims at something by `word`: 目标客户 are whom one sells to, 规划化 is how.
fn aims(clause: &str, word: &str) -> bool {
    let other = ['客', '市', '人', '用', '群', '化', '院', '局', '师'];
    clause.match_indices(word).any(|(i, _)| !clause[i + word.len()..].starts_with(other))
}

/// Whether a clause has a word that says on what its figure rests.
fn holds(clause: &str, word: &str) -> bool {
    match word {
        "目标" | "规划" => aims(clause, word),
        "拟" => intends(clause),
        _ => clause.contains(word),
    }
}

/// Whether a clause says what somebody intends: 模拟电路 and 虚拟现实 are things.
fn intends(clause: &str) -> bool {
    clause.match_indices('拟').any(|(i, _)| !clause[..i].ends_with(['虚', '模', '草', '比', '仿', '类']))
}

/// The basis by the words of a figure's clause, those before it in the sentence, and those before it in the clause;
/// `years`: whether a count of years stands right before it.
fn weighed((clause, lead, before): (&str, &str, &str), years: bool, own: bool) -> Basis {
    let near = |words: &[&str]| words.iter().any(|w| holds(clause, w));
    let led = |words: &[&str]| words.iter().any(|w| lead.contains(w));
    // 有望 behind a figure colours what follows: `占比20%有望继续提升`
    let hoped = ["有望", "可能"].iter().any(|w| before.contains(w));
    // 或将 behind 预计 hedges an estimate
    let hedged = near(&["或将"]) && !led(&["预计", "预测", "我们认为"]);
    if near(&["据称", "传闻", "据传", "传言"]) || hedged || led(&["据称", "传闻", "据传"]) {
        return Basis::Rumour;
    }
    let guided = near(&["指引", "guidance"]) || led(&["指引", "业绩预告"]);
    if guided || is_filed(lead) {
        return Basis::Guidance;
    }
    // what the house thinks a share worth
    let worth = lead
        .split_once("给予")
        .is_some_and(|(_, rest)| ["倍", "PE", "市盈率", "目标价", "估值"].iter().any(|w| rest.contains(w)));
    if hoped
        || worth
        || is_valued(clause)
        || near(&["合理估值", "合理价值", "上涨空间", "股价空间", "永续增长率", "折现率"])
    {
        return Basis::Forecast;
    }
    if near(&["我们预计", "我们认为", "我们预判", "预测", "假设", "假定"])
        || reckons(clause)
        || led(&["我们预计", "我们预测", "预测", "假设", "假定", "我们测算"])
    {
        return Basis::Forecast;
    }
    if !own && (near(&["预计", "预期", "估计"]) || led(&["预计", "预期"])) {
        return Basis::Forecast;
    }
    if near(&["实际", "完成", "累计"]) && !near(&["计划", "预算"]) {
        return Basis::Actual;
    }
    // `按照年增 5 万片的进度扩产`, `3 年 3800 亿资本开支`
    let paced = near(&["按照", "按"]) && near(&["的进度", "的节奏", "的规划"]);
    if own && years || paced {
        return Basis::Plan;
    }
    if is_ahead(lead, before) || near(&PLANS) || is_bound(lead, clause) || led(&["计划", "拟", "预算", "目标"]) && own
    {
        return Basis::Plan;
    }
    if near(&["预计", "预期", "估计"]) || led(&["预计", "预期"]) {
        return Basis::Plan;
    }
    if ["未来", "中长期", "远期", "长期空间", "潜在空间"].iter().any(|w| before.contains(w)) {
        return if own { Basis::Plan } else { Basis::Forecast };
    }
    Basis::Actual
}

/// Whether a clause says what a share is worth by somebody's reckoning: `绝对估值：对应股价38-48元`, `DCF视角下`.
fn is_valued(clause: &str) -> bool {
    let now = ["当前", "目前", "现价", "最新", "收盘"].iter().any(|w| clause.contains(w));
    clause.contains("DCF") || clause.contains("对应股价") && !now
}

/// Whether the words before a figure in its clause say that it will be: 将近 does not, nor does 将 behind the figure,
/// which marks an object (`发布框架将算力注入边缘`).
fn is_ahead(lead: &str, before: &str) -> bool {
    before.match_indices('将').any(|(i, w)| !before[i + w.len()..].starts_with('近')) || is_offered(lead, before)
}

/// `拟收购全部股权，交易股份约5亿股`: whether a clause goes on with what an offer before it says.
fn is_offered(lead: &str, before: &str) -> bool {
    let offers = lead.match_indices('拟').any(|(i, w)| {
        let rest = &lead[i + w.len()..];
        !lead[..i].ends_with(['虚', '模', '草', '比', '仿']) && !rest.starts_with(['合', '人', '真', '定'])
    });
    let terms = ["交易股份", "回购", "发行", "募集", "收购", "授予", "认购", "转让", "股本总额", "总股本"];
    offers && terms.iter().any(|w| before.contains(w)) && !["已", "实际"].iter().any(|w| before.contains(w))
}

/// Words without titles and headlines, and without nouns that only look like plans: `《2025年规划》`, 激励计划.
fn untitled(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(i) = rest.find(['《', '【']) {
        let close = if rest[i..].starts_with('《') { '》' } else { '】' };
        let Some(end) = rest[i..].find(close) else { break };
        out.push_str(&rest[..i]);
        rest = &rest[i + end + close.len_utf8()..];
    }
    out.push_str(rest);
    let nouns = [
        "激励计划",
        "持股计划",
        "该计划",
        "本计划",
        "此计划",
        "计划书",
        "计划（草案",
        "计划(草案",
        "操作指引",
        "作业指引",
        "投资指引",
    ];
    nouns.iter().fold(out, |words, noun| if words.contains(noun) { words.replace(noun, "") } else { words })
}

/// Whether a sentence goes on with what one before it, up to `；`, expects: `预计收入8亿元；净利润约为1亿元`.
pub(super) fn goes_on(page: &Page<'_>, sentence: &Sentence) -> Option<Basis> {
    let anew = ["实现", "目前", "当前", "已经", "截至", "截止"];
    let mut index = page.sentences.iter().position(|s| s.span == sentence.span)?;
    for _ in 0..4 {
        let here = page.sentences[index].span;
        // what is of a coming year goes on: `预计2026年收入8亿元；2026年净利润约为1亿元`
        let ahead = |p: &str| page.head.published_on.zip(ends(p)).is_some_and(|(d, end)| end > d);
        let date = |p: &Period| here.contains(p.span) && p.period.as_deref().is_some_and(|p| !ahead(p));
        let dated = page.periods.iter().any(date);
        // `假设…；根据乙，年费5000元`: a source of its own
        let sourced = here.of(page.text).trim_start().starts_with("根据");
        if dated || sourced || anew.iter().any(|w| here.of(page.text).contains(w)) {
            return None;
        }
        let before = &page.sentences[index.checked_sub(1)?];
        if !before.span.of(page.text).trim_end().ends_with(['；', ';']) {
            return None;
        }
        let last = page.quantities_in(before.span).last().map(|q| basis(page.text, before, q.span.start, false));
        if let Some(found) = last.filter(|b| *b != Basis::Actual) {
            let said = ["预计", "预期", "假设", "指引", "预告"].iter().any(|w| before.span.of(page.text).contains(w));
            return said.then_some(found);
        }
        index -= 1;
    }
    None
}

/// Words that compare a figure with another.
pub(super) const COMPARES: [&str; 10] =
    ["高于", "低于", "好于", "优于", "符合", "不及", "超出", "超过", "略超", "接近"];

/// Where a clause begins to compare its figure with what was expected or guided.
fn compared(clause: &str) -> Option<usize> {
    let at = COMPARES.iter().filter_map(|w| clause.find(w)).min()?;
    ["预期", "指引", "预测", "目标", "预计"].iter().any(|w| clause[at..].contains(w)).then_some(at)
}

/// Whether a count of years stands right before an amount: a budget of several years.
pub(super) fn over_years(lead: &str) -> bool {
    let Some(count) = lead.trim_end().strip_suffix('年').map(str::trim_end) else { return false };
    let digits: String =
        count.chars().rev().take_while(|c| c.is_ascii_digit() || "二三四五两十".contains(*c)).collect();
    let ordinal =
        count.strip_suffix(digits.chars().rev().collect::<String>().as_str()).is_some_and(|t| t.ends_with('第'));
    digits.chars().count() == 1 && digits != "1" && digits != "0" && !ordinal
}
