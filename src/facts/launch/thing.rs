//! Where the thing stands that an act is of: behind it, before it, or defined by it.
//!
//! gives: the words of each item. `推出了甲、乙和丙` are three; `推出的甲打通了…` ends at its verb; `甲已于5月正式发布` ends before
//! its date and adverbs.

use super::act::{self, Act};
use super::licence;
use crate::facts::page::{Page, is_firm};
use crate::facts::sentence::Sentence;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// Characters of a circumstance between a thing and its act: 面向企业客户.
const ASIDE: usize = 22;

/// Bytes of an item within which 和 may join names.
const JOINED: usize = 600;

/// The items behind an act, and whether 的 stands between.
pub(super) fn behind(page: &Page<'_>, act: &Act) -> (Vec<Span>, bool) {
    let words = between(page.text, act.span.end, act.clause.end);
    let rest = words.trim_start_matches(['了', '过', '出', ' ', '：', ':', '涉']);
    let of = rest.starts_with('的');
    let rest = rest.trim_start_matches(['的', '及', ' ']);
    let from = act.clause.end - rest.len();
    // 已 of `推出的甲已应用于` is the verb's
    let thing = rest[..border(page, rest)].trim_end_matches(['已', '均', '现']);
    (items(page, Span::new(from, from + thing.len())), of)
}

/// An item from its firm on, where before it stands but what that one is: `某某区企业甲摄像头`.
pub(super) fn behind_title(page: &Page<'_>, item: Span) -> Span {
    let firm = page.mentions.iter().find(|m| item.contains(m.span) && is_firm(m));
    let title = |m: &&Mention| {
        ["企业", "公司", "厂商"].iter().any(|w| between(page.text, item.start, m.span.start).ends_with(w))
    };
    firm.filter(title).map_or(item, |m| Span::new(m.span.start, item.end))
}

/// Whether an item begins with a title that words other than a kind of product follow: `《某办法》规范手术`.
pub(super) fn is_of_paper(page: &Page<'_>, item: Span) -> bool {
    let words = item.of(page.text).trim_start();
    let behind = words.strip_prefix('《').and_then(|w| w.split_once('》')).map_or("", |(_, behind)| behind.trim());
    !behind.is_empty() && page.lexicon.phrases.launched.opening(behind).is_none() && !behind.starts_with(['（', '('])
}

/// How far words go on before what ends a thing.
fn border(page: &Page<'_>, rest: &str) -> usize {
    let ends = &page.lexicon.phrases.thing_ends;
    let mut closes: Vec<char> = Vec::new();
    // `推出应用于某某的甲`: what a thing is for stands before it
    let whom = rest.trim_start_matches(['更', '可', '专']);
    let purpose = ["应用于", "用于", "适用于", "面向", "针对"].iter().any(|w| whom.starts_with(w));
    let purpose = rest.find(['的', '，', '。']).filter(|i| purpose && rest[*i..].starts_with('的')).unwrap_or(0);
    for (i, c) in rest.char_indices() {
        if closes.last() == Some(&c) {
            closes.pop();
            continue;
        }
        if let Some(close) = closing(c).filter(|close| rest[i..].contains(*close)) {
            closes.push(close);
            continue;
        }
        let stops = matches!(c, '。' | '；' | '，' | ',' | '：' | '】' | '）' | ')' | '\n' | '！' | ';' | '|');
        // `里程碑式的、用于构建平台的甲`: what stands before 的 ends nothing
        let free = i > purpose && !rest[..i].trim_end().ends_with(['的', '、']);
        // `推出的甲在北美推送`
        let there = c == '在' && i > 0 && page.lexicon.phrases.launches.is_in(&rest[i..]);
        // `推出甲并开源`
        let also = c == '并' && act_opens(page, &rest[i + c.len_utf8()..]);
        let so_that =
            c == '以' && !["以太", "以上", "以下", "以内", "以及", "以外"].iter().any(|w| rest[i..].starts_with(w));
        if closes.is_empty() && (stops || free && (so_that || there || also || ends.opening(&rest[i..]).is_some())) {
            return i;
        }
    }
    rest.len()
}

/// Whether words open with an act that closes them or takes nothing: `并开源，`.
fn act_opens(page: &Page<'_>, words: &str) -> bool {
    let verb = page.lexicon.phrases.launches.opening(words);
    verb.is_some_and(|w| !words[w.len()..].starts_with(|c: char| c.is_alphanumeric()))
}

/// What closes what a mark opens.
fn closing(open: char) -> Option<char> {
    [('《', '》'), ('“', '”'), ('‘', '’'), ('（', '）'), ('(', ')'), ('「', '」'), ('‚', '‛'), ('【', '】')]
        .iter()
        .find(|(o, _)| *o == open)
        .map(|(_, close)| *close)
}

/// The items of a list: at 、, and at 和 between two that end as names do.
pub(super) fn items(page: &Page<'_>, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    let mut closes: Vec<char> = Vec::new();
    let words = span.of(page.text);
    for (i, c) in words.char_indices() {
        if closes.last() == Some(&c) {
            closes.pop();
        } else if let Some(close) = closing(c).filter(|close| words[i..].contains(*close)) {
            closes.push(close);
        } else if c == '、' && closes.is_empty() && !words[..i].ends_with('的') {
            out.extend(halves(page, Span::new(start, span.start + i)));
            start = span.start + i + c.len_utf8();
        }
    }
    out.extend(halves(page, Span::new(start, span.end)));
    let more = |s: &Span| !matches!(s.of(page.text).trim().chars().next(), None | Some('等'));
    let mut kept: Vec<Span> = out.into_iter().filter(more).collect();
    if let Some(last) = kept.last_mut() {
        *last = before_rest(page, *last);
    }
    kept
}

/// An item without what counts it: `甲等多款新品`, `甲三款产品`.
fn before_rest(page: &Page<'_>, item: Span) -> Span {
    let words = item.of(page.text);
    let end = words.match_indices('等').map(|(i, w)| (i, i + w.len())).find(|(i, end)| {
        let (lead, rest) = (&words[..*i], &words[*end..]);
        *i > 0
            && !lead.ends_with(['高', '平', '中', '同', '相', '优'])
            && !rest.starts_with(['级', '待', '效', '离', '于'])
    });
    let counts = |i: usize| {
        // the number of a version stands before the count: `甲3.0三款产品`
        let han = words[..i].trim_end_matches(|c: char| "两三四五六七八九十".contains(c));
        let lead = if han.len() < i { han } else { han.trim_end_matches(|c: char| c.is_ascii_digit()) };
        let kind = words[i..].chars().skip(1).collect::<String>();
        let noun = page.lexicon.phrases.launched.closing(&kind).is_some() || kind.ends_with("新品");
        (lead.len() < i && !lead.is_empty() && noun && ends_a_name(page, item.start, item.start + lead.len()))
            .then_some(lead.len())
    };
    let counted = || words.match_indices(['款', '大']).find_map(|(i, _)| counts(i));
    let end = end.map(|(i, _)| i).or_else(counted);
    end.map_or(item, |i| Span::new(item.start, item.start + i))
}

/// The names that 和 joins in an item, in order.
fn halves(page: &Page<'_>, item: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut todo = vec![item];
    while let Some(item) = todo.pop() {
        match split(page, item) {
            Some((left, right)) => todo.extend([right, left]),
            None => out.push(item),
        }
    }
    out
}

/// Both sides of 和 where each ends as a name does.
fn split(page: &Page<'_>, item: Span) -> Option<(Span, Span)> {
    let words = item.of(page.text);
    if words.len() > JOINED {
        return None;
    }
    for joint in ["以及", "及", "和", "与", "并"] {
        for (i, w) in words.match_indices(joint) {
            let left = Span::new(item.start, item.start + i);
            let right = Span::new(left.end + w.len(), item.end);
            let names = |s: Span| s.of(page.text).chars().count() >= 2 && ends_a_name(page, s.start, s.end);
            let whole = joint != "并" && page.lexicon.phrases.launched.closing(left.of(page.text)).is_some()
                || right.of(page.text).trim_start().starts_with(['“', '‘', '‚', '「']);
            if names(left) && (whole || names(right)) {
                return Some((left, right));
            }
        }
    }
    None
}

/// Whether a name may end at a place: a mention, a mark, a Latin letter, a noun of products.
fn ends_a_name(page: &Page<'_>, from: usize, end: usize) -> bool {
    let words = between(page.text, from, end).trim_end();
    let end = from + words.len();
    let phrases = &page.lexicon.phrases;
    let known = || page.mentions.iter().any(|m| is_product(m.kind) && m.span.end == end);
    // `Foo®甲乙`: a brand's Han name behind its letters
    let brand = words.rsplit_once(['®', '™']).map_or("", |(_, han)| han);
    words.ends_with(['”', '’', '》', '」', '‛', '）', ')', '+', '®', '™'])
        || (2..=4).contains(&brand.chars().count()) && brand.chars().all(crate::lexicon::is_han)
        || words.ends_with(|c: char| c.is_ascii_alphanumeric())
        || phrases.launched.closing(words).is_some()
        || phrases.launch_versions.closing(words).is_some()
        || known()
}

pub(super) fn is_product(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Model | MentionKind::Chip)
}

/// The end of what stands from `from` to `end`, without dates and adverbs behind it.
pub(super) fn stripped(page: &Page<'_>, from: usize, mut end: usize) -> usize {
    loop {
        let words = between(page.text, from, end).trim_end();
        end = from + words.len();
        if let Some(p) = page.periods.iter().find(|p| p.span.end == end && p.span.start >= from) {
            end = p.span.start;
        } else if let Some(w) = page.lexicon.phrases.launch_adverbs.closing(words) {
            end -= w.len();
        } else {
            return end;
        }
    }
}

/// `甲是2023年才发布的`: whether 是 and 的 stand around an act and its date, and nothing behind.
pub(super) fn is_cleft(page: &Page<'_>, act: &Act) -> bool {
    let end = stripped(page, act.clause.start, act.span.start);
    let dated = page.periods.iter().any(|p| p.span.start >= end && p.span.end <= act.span.start);
    let rest = between(page.text, act.span.end, act.clause.end).strip_prefix('的');
    let ends = rest.is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric()));
    dated && ends && between(page.text, act.clause.start, end).ends_with('是')
}

/// The items that the words behind a count name: `放出两款新模型，分别是甲与乙`, `推出两款模型：甲和乙`.
pub(super) fn told(page: &Page<'_>, sentence: &Sentence, items: &[Span]) -> Vec<Span> {
    let [item] = items else { return Vec::new() };
    let words = item.of(page.text);
    let count = words.trim_start_matches(|c: char| c.is_ascii_digit() || "两三四五六七八九十".contains(c));
    let counted = count.len() < words.len() && count.starts_with(['款', '个', '种', '大']);
    let rest = between(page.text, item.end, sentence.span.end);
    let of = ["，分别是", "，分别为", ",分别是", ",分别为", "，依次是", "，依次为", "：", ":"];
    let Some(word) = of.iter().find(|w| rest.starts_with(**w)).filter(|_| counted) else { return Vec::new() };
    let from = item.end + word.len();
    let end = from + border(page, between(page.text, from, sentence.span.end));
    self::items(page, Span::new(from, end))
}

/// The items right before an act.
pub(super) fn before(page: &Page<'_>, act: &Act) -> Vec<Span> {
    let from = start(page, act);
    let mut end = stripped(page, from, act.span.start);
    if is_cleft(page, act) {
        end -= "是".len();
    }
    for _ in 0..2 {
        let words = between(page.text, from, end);
        // `甲获国家药监局批准上市`
        let by = words.rfind('获').filter(|_| act.word.starts_with('批'));
        let aside = by.or_else(|| circumstance(words));
        let Some(i) = aside.filter(|i| *i > 0 && words[*i..].chars().count() <= ASIDE) else { break };
        let holds = page.mentions.iter().any(|m| is_product(m.kind) && m.span.start > from + i && m.span.end <= end);
        // `面向中小企业的云存储服务`
        let whose = words[i..].contains('的') && ends_a_name(page, from, end);
        if holds
            || whose
            || words[i..].contains(['”', '》', '‛'])
            || words[..i].ends_with(['方', '现', '存', '内', '潜'])
        {
            break;
        }
        end = stripped(page, from, from + i);
    }
    // `甲项目首发量产` is of what the project makes
    if act.word == "首发量产" {
        end -= between(page.text, from, end).strip_suffix("项目").map_or(0, |_| "项目".len());
    }
    let front = front(page, from, end);
    let drug = act.is_for_sale() && licence::is_drug(page, between(page.text, front, end));
    if front < end && (drug || ends_a_name(page, front, end)) { items(page, Span::new(front, end)) } else { Vec::new() }
}

/// Where the last circumstance in words begins: 面向企业客户, 自4月17日; not 自主研发, 基于, 向量.
fn circumstance(words: &str) -> Option<usize> {
    let opens = |i: usize, w: &str| {
        let (lead, rest) = (&words[..i], &words[i + w.len()..]);
        match w {
            "自" | "从" => rest.starts_with(|c: char| c.is_ascii_digit() || "今去本上".contains(c)),
            "于" => !lead.ends_with(['基', '由', '关', '用', '位', '对', '适', '属', '至', '源']),
            "在" => !rest.starts_with(['线', '研', '售']),
            "向" => !rest.starts_with(['量', '导']) && !lead.ends_with(['方', '面', '定', '双', '正']),
            "对" => !rest.starts_with(['话', '标', '讲', '象']),
            _ => true,
        }
    };
    ["面向", "向", "在", "自", "从", "针对", "对", "于", "登陆"]
        .iter()
        .filter_map(|w| words.rmatch_indices(w).map(|(i, _)| i).find(|i| opens(*i, w)))
        .max()
}

/// Where the words that name what is before an act begin: behind a mark or a verb of saying.
fn start(page: &Page<'_>, act: &Act) -> usize {
    let words = between(page.text, act.clause.start, act.span.start);
    let mut closes: Vec<char> = Vec::new();
    let mut from = 0;
    for (i, c) in words.char_indices() {
        if closes.last() == Some(&c) {
            closes.pop();
            if c == '】' && i + c.len_utf8() < words.len() {
                from = i + c.len_utf8();
            }
        } else if let Some(close) = closing(c).filter(|close| words[i..].contains(*close)) {
            closes.push(close);
        } else if closes.is_empty() {
            let says = ["宣布", "预告", "表示", "称", "披露", "透露", "确认", "显示", "公告"];
            let verb = says.iter().find(|w| words[i..].starts_with(**w)).map(|w| i + w.len());
            // `re:Invent`
            let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let inside = c == ':' && word(words[..i].chars().next_back()) && word(words[i + 1..].chars().next());
            // a bracket that nothing opened closes a list's number: 4）
            let mark = !inside && matches!(c, '：' | ':' | '【' | '】' | '●' | '■' | '（' | '）' | ')');
            let mark = mark.then_some(i + c.len_utf8());
            from = verb.or(mark).unwrap_or(from);
        }
    }
    act.clause.start + from
}

/// Where a name begins behind the dates and adverbs that open its clause.
fn front(page: &Page<'_>, mut from: usize, end: usize) -> usize {
    loop {
        let words = between(page.text, from, end);
        let rest = words.trim_start_matches([' ', '，', ',', '●', '■', '•', '◼']);
        from += words.len() - rest.len();
        if let Some(p) = page.periods.iter().find(|p| p.span.start == from && p.span.end <= end) {
            from = p.span.end;
        } else if let Some(w) = page.lexicon.phrases.launch_fronts.opening(rest) {
            from += w.len();
        } else {
            return from;
        }
    }
}

/// Whether nothing stands behind an act that it could be of.
pub(super) fn is_free(page: &Page<'_>, act: &Act) -> bool {
    let words = between(page.text, act.span.end, act.clause.end);
    let rest = words.trim_start();
    let at = act.clause.end - rest.len();
    rest.is_empty()
        || act.word == "亮相"
        || act::is_since(page, act)
        || act.word == "定档" && page.periods.iter().any(|p| p.span.start == at)
        || rest.starts_with(['，', ',', '。', '；', '】', '）', ')', '、', '！', '：', '”', ';', '—', '|'])
        || ["于", "在", "并", "至"].iter().any(|w| rest.starts_with(w))
}

/// Whether items end in a noun of products.
pub(super) fn is_of_kind(page: &Page<'_>, items: &[Span]) -> bool {
    items.last().is_some_and(|i| page.lexicon.phrases.launched.closing(i.of(page.text).trim_end()).is_some())
}

/// `甲是某某推出的平台`: 甲.
pub(super) fn defined(page: &Page<'_>, act: &Act) -> Option<Span> {
    let lead = between(page.text, act.clause.start, act.span.start);
    let at = lead
        .find('是')
        .filter(|i| !lead[..*i].ends_with(['论', '都', '就', '正', '便', '而', '还', '不', '也', '但']))?;
    let from = lead[..at]
        .rfind(['：', ':', ' ', '”', '。'])
        .map_or(0, |i| i + lead[i..].chars().next().map_or(0, char::len_utf8));
    let span = Span::new(act.clause.start + from, act.clause.start + at);
    (2..=16).contains(&span.of(page.text).chars().count()).then_some(span)
}
