//! Who says it: `said_by` from the words of a sentence.
//!
//! reads: 据 根据 … before a name (`据彭博社报道`, `根据 IDC 数据`), names before telling words (`《金融时报》报道`), known houses and
//! papers in brackets (`（IDC数据）`), before a verb of telling (`TrendForce 预计`, `SEMI 本周公布`, `IDC 口径`) and in the head of a news item (`【5月5日，日经】`).
//! gives: the name without its date and titles. does not match: what a table's source line says, the actor itself (公司, 我们), houses that
//! but act (`IDC 机房`).

use super::sentence::Sentence;
use crate::lexicon::{Lexicon, Phrases};
use crate::span::Span;
use crate::tag::{Mention, MentionKind};

/// Where a paper is from, before its title.
const LANDS: [&str; 7] = ["韩国", "台湾", "日本", "英国", "美国", "德国", "外媒"];

const OPENERS: [&str; 6] = ["根据", "依据", "据", "来自", "按照", "参考"];

/// The source of a figure at `at`: the one that its sentence names last before it, else the one that closes the
/// sentence; empty where none.
pub(super) fn said_by(text: &str, sentence: &Sentence, at: usize, lexicon: &Lexicon) -> String {
    let words = sentence.span.of(text);
    let at = at.saturating_sub(sentence.span.start);
    let found = sentence.sources.get_or_init(|| sources(words, lexicon));
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

/// All sources of a sentence, as its words open, tell or report them.
fn sources(words: &str, lexicon: &Lexicon) -> Vec<Source> {
    let mut found = opened(words, lexicon);
    found.extend(told(words, &lexicon.phrases));
    found.extend(cited(words, lexicon));
    let apart = |k: &Source| !found.iter().any(|s| s.start <= k.end && k.start <= s.end);
    let known: Vec<Source> = reported(words, lexicon).into_iter().filter(apart).collect();
    found.extend(known);
    found
}

/// A source in its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    start: usize,
    end: usize,
    name: String,
}

/// The sources that 据, 根据 … open.
fn opened(words: &str, lexicon: &Lexicon) -> Vec<Source> {
    let phrases = &lexicon.phrases;
    let mut out = Vec::new();
    // most sentences name nobody
    if !words.contains(['据', '自', '按', '参']) {
        return out;
    }
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
            && (!rest[end..].starts_with([',', '，'])
                || is_house(&rest[..end], phrases)
                || is_known(&rest[..end], lexicon))
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
    if !words.contains(['报', '据', '显', '研', '披']) {
        return out;
    }
    for (at, tell) in tells.iter().flat_map(|t| words.match_indices(t)) {
        let lead = words[..at].trim_end();
        // `具体幅度未披露` tells nothing
        if lead.ends_with(['未', '不', '无']) {
            continue;
        }
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

/// `（IDC数据）`, `（数据来源：某协会）`: the house that a bracket names behind what it says.
fn cited(words: &str, lexicon: &Lexicon) -> Vec<Source> {
    let mut out = Vec::new();
    for (open, mark) in words.match_indices(['（', '(']) {
        let start = open + mark.len();
        let Some(inner) = words[start..].find(['）', ')']).map(|i| &words[start..start + i]) else { continue };
        let labels = ["数据来源：", "资料来源：", "来源：", "数据来源:", "资料来源:", "来源:"];
        let labelled = labels.iter().find_map(|l| inner.strip_prefix(l));
        let bare = ["统计数据", "数据", "统计"].iter().find_map(|w| inner.strip_suffix(w));
        let Some(name) = labelled.or(bare).map(clean) else { continue };
        let phrases = &lexicon.phrases;
        let house = is_house(&name, phrases) || is_known(&name, lexicon) || phrases.reporters.contains(&name.as_str());
        let generic = phrases.bare_sources.contains(&name.as_str()) || phrases.no_sources.is_in(&name);
        if (2..=16).contains(&name.chars().count()) && house && !generic && !name.contains(['，', '、', '；']) {
            out.push(Source { start, end: start + inner.len(), name });
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
    // 韩国《每日经济》
    let place = LANDS.iter().find_map(|p| name.trim().strip_prefix(*p));
    let name = place.filter(|n| n.starts_with('《')).unwrap_or(name);
    let name = name.trim().trim_matches(['《', '》', '“', '”', '"', ' ', '：', ':']);
    let name = dated(name);
    let name = name.trim_start_matches("最新").trim_start_matches("外媒");
    let mut name = name.trim().trim_matches(['《', '》', '“', '”']);
    for tail in ["官方公众号", "官方", "此前", "最新"] {
        name = name.strip_suffix(tail).unwrap_or(name);
    }
    // the actor itself, the house, peers and dates are no source
    let none = [
        "该", "其", "公司", "我们", "可比", "同行", "同业", "历史", "上述", "以上", "前文", "上文", "相关", "纵观",
        "FY", "由于", "因为", "随着", "鉴于", "基于", "虽然", "复盘", "回顾", "梳理",
    ];
    if none.iter().any(|w| name.starts_with(w)) {
        return String::new();
    }
    let name = name.split("引述").next().unwrap_or(name);
    // `管理层在业绩会上的介绍`
    let name = name.trim_end_matches('的');
    let occasion = name.ends_with(['上', '中', '会']).then(|| name.split_once('在')).flatten();
    let name = occasion.map_or(name, |(who, _)| who);
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

/// Characters between a known house and its verb of telling: `TrendForce 3月10日更新预测`.
const TELLING: usize = 12;

/// Characters before the head of a news item, and of who says it there.
const HEAD: usize = 12;
const NAME: usize = 16;

/// Known houses and papers that tell something: before a verb of telling, or in the head of a news item.
fn reported(words: &str, lexicon: &Lexicon) -> Vec<Source> {
    const TELLS: [&str; 21] = [
        "预计", "预测", "认为", "判断", "指出", "公布", "更新", "统计", "口径", "数据", "显示", "表示", "称", "报告",
        "调研", "援引", "测算", "发布", "披露", "估计", "消息",
    ];
    // what a house has out: `LightCounting在4月的报告里`
    const NOUNS: [&str; 7] = ["报告", "数据", "统计", "调研", "预测", "测算", "口径"];
    let vendors = lexicon.words.vendor_names.places(words);
    let known = vendors.chain(lexicon.phrases.reporters.places(words));
    let unnamed = |name: &str| ["同业", "外资", "某", "另一"].iter().any(|w| name.starts_with(w));
    let known = known.chain(lexicon.phrases.banks.places(words).filter(|b| !unnamed(b.1)));
    let source = |(i, name): (usize, &'static str)| {
        let (mut lead, mut rest) = (&words[..i], &words[i + name.len()..]);
        let inside = |c: char| name.is_ascii() && c.is_ascii_alphanumeric();
        if lead.ends_with(inside) || rest.starts_with(inside) {
            return None;
        }
        // 韩国《每日经济》
        if let (Some(before), Some(after)) = (lead.strip_suffix('《'), rest.strip_prefix('》')) {
            let place = LANDS.iter().find_map(|p| before.strip_suffix(*p));
            (lead, rest) = (place.unwrap_or(before), after);
        }
        let clause = rest.split(['，', '。', '；', '、']).next().unwrap_or("");
        let tell = TELLS.iter().filter_map(|t| clause.find(t).map(|j| (j, *t))).min();
        let near = tell.filter(|(j, t)| {
            clause[..*j].chars().count() <= TELLING
                && !clause[..*j].contains('将')
                && (!clause[..*j].contains('的') || NOUNS.contains(t))
        });
        let opens = lead.trim_end().is_empty()
            || lead.ends_with(['，', '。', '；', '：', ':', '）', ')', '】', '•', ' ', '按', '由', '据', '日', '在']);
        // `财联社5月15日电，`
        let wired = clause.strip_suffix('电').filter(|c| c.ends_with('日') && c.chars().count() <= TELLING);
        let near = near.or(wired.map(|c| (c.len(), "电")));
        let (j, t) = near.filter(|_| opens && !clause.starts_with("数据中心"))?;
        Some(Source { start: i, end: i + name.len() + j + t.len(), name: name.to_owned() })
    };
    known.filter_map(source).chain(item_head(words, lexicon)).collect()
}

/// Who says a news item by its head: `【5月5日，某某官网】`, `某某（5月6日，投资者关系记录表）：`.
fn item_head(words: &str, lexicon: &Lexicon) -> Option<Source> {
    let open = words.find(['【', '（', '(']).filter(|i| words[..*i].chars().count() <= HEAD)?;
    let inner = words[open..].trim_start_matches(['【', '（', '(']);
    let from = words.len() - inner.len();
    let close = inner.find(['】', '）', ')'])?;
    let headed = words[open..].starts_with('【')
        || inner[close..].trim_start_matches(['】', '）', ')']).starts_with(['：', ':']);
    let (date, name) = inner[..close].rsplit_once(['，', ','])?;
    let name = name.trim();
    let dated = date.ends_with('日') && date.contains(|c: char| c.is_ascii_digit());
    let named = (2..=NAME).contains(&name.chars().count()) && !name.contains(|c: char| c.is_ascii_digit());
    let bare = lexicon.phrases.bare_sources.contains(&name);
    (headed && dated && named && !bare).then(|| Source { start: from, end: from + close, name: name.to_owned() })
}

/// Whether words are a house or a paper that is known by name.
fn is_known(name: &str, lexicon: &Lexicon) -> bool {
    let name = name.trim();
    lexicon.words.vendor_names.contains(&name) || lexicon.phrases.reporters.contains(&name)
}

/// Whether a mention is a house that but counts, where no exchange lists it: IDC, TrendForce.
pub(super) fn is_counter(m: &Mention, text: &str, lexicon: &Lexicon) -> bool {
    m.kind == MentionKind::Organisation && lexicon.words.vendor_names.contains(&m.span.of(text))
}
