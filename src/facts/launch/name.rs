//! The name of a thing, as a reader would say it.
//!
//! reads: the words of one item. gives, the first that fits: a model or chip that the lexicon knows; what stands in
//! quotation marks; `名为甲的`; a Latin name; the name behind its kind (`豆奶产品植选`); a noun phrase that ends in a noun of
//! products; the bare words. refuses: documents, plans, several without names (`三款产品`), kinds without a word of their own.

use super::latin;
use super::thing::{self, is_product};
use crate::facts::actor::Subject;
use crate::facts::page::{Page, is_firm};
use crate::lexicon::is_han;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// Of what sort a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A model or chip of the lexicon.
    Known,
    /// A name of its own.
    Own,
    /// A kind of product.
    Class,
    /// Words without a noun of products.
    Plain,
}

/// A thing's name in its place.
pub(super) struct Name {
    pub(super) subject: Subject,
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// Whether words that end a name follow it.
    pub(super) cut: bool,
    /// Whether what follows counts it among products: `甲等多款产品`.
    pub(super) counted: bool,
    /// Whether the name holds a number.
    pub(super) numbered: bool,
}

impl Name {
    /// What has a name of its own.
    pub(super) fn own(name: &str, span: Span) -> Self {
        let numbered = name.contains(|c: char| c.is_ascii_digit());
        Self { subject: Subject::named(name), span, kind: Kind::Own, cut: false, counted: false, numbered }
    }
}

/// The marks of quoted names.
const MARKS: [(char, char); 5] = [('“', '”'), ('‘', '’'), ('「', '」'), ('‚', '‛'), ('"', '"')];

/// Characters behind a name in which its list ends.
const LIST: usize = 40;

/// Whether a list of items ends in plans (`第一期、第二期持股计划`), and whether it is of several without names
/// (`90余款软件、平台`).
pub(super) fn are_others(page: &Page<'_>, items: &[Span]) -> (bool, bool) {
    let [first, .., last] = items else { return (false, false) };
    let words = bare(page, *last).0.of(page.text);
    let phrases = &page.lexicon.phrases;
    let plans = phrases.not_launched.closing(words).is_some() || phrases.no_products.closing(words).is_some();
    (plans, bare(page, *first).1)
}

/// The name of an item.
pub(super) fn name(page: &Page<'_>, item: Span, titles: bool) -> Option<Name> {
    let (mut item, several) = bare(page, thing::behind_title(page, item));
    // `首款SUV——YU9`
    if let Some((head, _)) = item.of(page.text).rsplit_once("——") {
        item.start += head.len() + "——".len();
    }
    let words = item.of(page.text);
    // `某某发布的榜单中`
    let within = words.trim_end_matches(['中', '里', '上']);
    // `甲成功上市预计今年…`
    let expects = ["预计", "有望", "将于"].iter().any(|w| words.starts_with(w));
    if words.is_empty()
        || expects
        || within.len() < words.len() && page.lexicon.phrases.no_products.closing(within).is_some()
    {
        return None;
    }
    if let Some(m) = meant(page, item) {
        return Some(known(m, item));
    }
    if is_pronoun(page, item) {
        return None;
    }
    if let Some(i) = words.find("名为") {
        let rest = words[i + "名为".len()..].trim_start_matches(['“', '「', ' ']);
        let end = rest.find(['的', '”', '」']).unwrap_or(rest.len());
        return (end > 0).then(|| named(page, item, words.len() - rest.len(), &rest[..end], Kind::Own));
    }
    let phrases = &page.lexicon.phrases;
    if words.contains('《') {
        let title = inside(words, '《', '》').filter(|_| titles)?;
        return (2..=24).contains(&title.1.chars().count()).then(|| named(page, item, title.0, title.1, Kind::Own));
    }
    let head = head(page, words);
    if let Some(m) = mentioned(page, item, head) {
        return m;
    }
    if let Some(quoted) = quoted(page, item, head) {
        return quoted;
    }
    if several || phrases.not_launched.closing(words).is_some() {
        return None;
    }
    spoken(page, item, head)
}

/// What has neither a known nor a quoted name.
fn spoken(page: &Page<'_>, item: Span, head: usize) -> Option<Name> {
    let phrases = &page.lexicon.phrases;
    let words = item.of(page.text);
    let tail = unbracketed(&words[head..]);
    if let Some(run) = latin::run(page, &tail) {
        let rest = tail[run.end..].trim();
        let class = phrases.launched.closing(rest).is_some() || phrases.launch_versions.closing(rest).is_some();
        let start = if is_graded(&tail) || latin::goes_with(page, &tail, &run) { 0 } else { run.start };
        let own = latin::called(&tail[start..], run.end - start).to_owned();
        // `ACAP框架` is ACAP, `BIMSpace正向设计产品` the whole
        let kind = phrases.launched.closing(rest).unwrap_or("");
        if unversioned(page, &rest[..rest.len() - kind.len()]).is_empty() {
            return Some(plain(page, item, own, Kind::Own));
        }
        if class {
            return Some(plain(page, item, tail[run.start..].trim().to_owned(), Kind::Own));
        }
        if rest.chars().count() <= 6 && rest.chars().all(is_han) && phrases.not_launched.closing(rest).is_none() {
            return Some(plain(page, item, tail[run.start..].trim().to_owned(), Kind::Own));
        }
    }
    let tail = unversioned(page, &tail);
    if let Some(whole) = latin::version_of(page, words, head, tail) {
        return Some(plain(page, item, whole.to_owned(), Kind::Own));
    }
    // `数维设计的公测版`: what 的 stands before
    let tail = (if tail.is_empty() && head > 0 { words[..head].trim_end_matches('的') } else { tail }).trim();
    let letters = tail.chars().filter(|c| c.is_alphanumeric()).count();
    if let Some(own) = behind_kind(page, tail) {
        return Some(plain(page, item, own.to_owned(), Kind::Own));
    }
    if phrases.launched.closing(tail).is_some() {
        return ((4..=26).contains(&letters) && !is_at_large(page, tail))
            .then(|| plain(page, item, tail.to_owned(), Kind::Class));
    }
    if is_numbered(page, tail, letters) {
        return Some(plain(page, item, tail.to_owned(), Kind::Own));
    }
    let versioned = tail.len() < unbracketed(&words[head..]).trim().len() && letters >= 4;
    let kind = if versioned { Kind::Class } else { Kind::Plain };
    let fine = !is_at_large(page, tail) && phrases.no_products.closing(tail).is_none();
    ((2..=12).contains(&letters) && fine && !tail.contains(['的', '或']))
        .then(|| plain(page, item, tail.to_owned(), kind))
}

/// Whether Han and a number behind them are a name: `精灵G3`, `问界M9`, 鸿蒙6, `语音识别模型3.0`.
fn is_numbered(page: &Page<'_>, tail: &str, letters: usize) -> bool {
    let number = tail.trim_start_matches(is_han);
    let number = number.strip_prefix(' ').unwrap_or(number);
    let han = tail.len() - number.len();
    let model = number.starts_with(|c: char| c.is_ascii_alphabetic()) && number.contains(|c: char| c.is_ascii_digit());
    let count = number.len() <= 4 && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let model = model || count && (6..=12).contains(&han);
    let short = model && han > 0 && number.chars().all(|c| c.is_ascii_alphanumeric()) && letters <= 8;
    let kind = &tail[..han];
    let version = number.len() <= 4 && number.contains('.') && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let named = || page.lexicon.phrases.launched.closing(kind.trim_end()).is_some() && !is_at_large(page, kind);
    short || version && letters <= 16 && named()
}

/// An item without what stands before its name, and whether it is of several.
fn bare(page: &Page<'_>, item: Span) -> (Span, bool) {
    let (mut start, mut several) = (item.start, false);
    loop {
        let words = between(page.text, start, item.end);
        let rest = words.trim_start_matches([' ', '\u{3000}', '了']);
        start += words.len() - rest.len();
        if let Some(lead) = page.lexicon.phrases.product_leads.opening(rest) {
            start += lead.len();
            continue;
        }
        // 新品牌 is a brand
        let fresh = rest.strip_prefix("新品").filter(|r| r.starts_with(is_han) && !r.starts_with(['牌', '种', '类']));
        if fresh.is_some_and(|r| r.chars().count() >= 2 && !r.starts_with(['发', '上', '系', '推'])) {
            start += "新品".len();
            continue;
        }
        let count = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "两三四五六七八九十多数几余各".contains(c));
        let counted = count.len() < rest.len();
        if counted && rest[..rest.len() - count.len()].ends_with('余') {
            return (Span::new(item.end - count.len(), item.end), true);
        }
        if counted
            && let Some(c) =
                ["款", "个", "大", "种", "项", "类", "条", "代", "家"].iter().find(|c| count.starts_with(**c))
        {
            start += rest.len() - count.len() + c.len();
            several = true;
            continue;
        }
        if let Some(m) = page.mentions.iter().find(|m| m.span.start == start && is_firm(m) && m.span.end < item.end) {
            let left = between(page.text, m.span.end, item.end);
            let apart = left.starts_with(is_han) || m.span.of(page.text).ends_with(is_han);
            // `甲11Pro` is a name with its maker's
            let model = left.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = left.len() - model.len();
            let model = (1..=2).contains(&digits) && model.starts_with(|c: char| c.is_ascii_uppercase());
            if apart && !model && !is_graded(left) && left.chars().filter(|c| c.is_alphanumeric()).count() >= 4 {
                start = m.span.end;
                continue;
            }
        }
        let words = between(page.text, start, item.end).trim_end();
        return (Span::new(start, start + words.len()), several);
    }
}

/// Whether words are Han and a grade, which alone names nothing: `笔记本Pro`.
fn is_graded(words: &str) -> bool {
    let grades = ["Pro", "Max", "Ultra", "Plus", "Air", "Mini", "mini", "Lite", "SE"];
    let han = grades.iter().find_map(|g| words.strip_suffix(g)).map(str::trim_end);
    han.is_some_and(|h| (2..=6).contains(&h.chars().count()) && h.chars().all(is_han))
}

/// `该模型`: the one named last before.
fn meant<'d>(page: &Page<'d>, item: Span) -> Option<&'d Mention> {
    let words = item.of(page.text);
    let kind = match words.strip_prefix(['该', '此'])?.trim_start_matches(['款', '系', '列']) {
        "模型" | "大模型" => MentionKind::Model,
        "芯片" => MentionKind::Chip,
        _ => return None,
    };
    page.mentions.iter().rev().find(|m| m.kind == kind && m.span.end <= item.start)
}

/// Whether an item but points at something: 该芯片.
pub(super) fn is_pronoun(page: &Page<'_>, item: Span) -> bool {
    let kind = item.of(page.text).trim().strip_prefix(['该', '此', '这']);
    kind.is_some_and(|k| {
        page.lexicon.phrases.launched.contains(&k.trim_start_matches(['一', '款', '个', '颗', '种', '台']))
    })
}

/// Where the head of a phrase begins: behind the last 的 that is not quoted.
fn head(page: &Page<'_>, words: &str) -> usize {
    let at = words.rmatch_indices('的').find(|(i, _)| {
        !MARKS.iter().any(|(open, close)| words[..*i].rfind(*open).is_some_and(|o| !words[o..*i].contains(*close)))
    });
    let behind = at.map_or(0, |(i, w)| i + w.len());
    let rest = words[behind..].trim();
    let version = page.lexicon.phrases.launch_versions.contains(&rest);
    if rest.is_empty() || version { 0 } else { behind }
}

/// A known model or chip of an item; none where another product is named after it.
fn mentioned(page: &Page<'_>, item: Span, head: usize) -> Option<Option<Name>> {
    let text = page.text;
    let inside = || page.mentions.iter().filter(|m| is_product(m.kind) && item.contains(m.span));
    let at = item.start + head;
    let phrases = &page.lexicon.phrases;
    if let Some(m) = inside().find(|m| m.span.start >= at) {
        let rest = unbracketed(between(text, m.span.end, item.end));
        let rest = rest.trim();
        let other = phrases.launched.closing(rest).is_some_and(|c| !phrases.model_nouns.contains(&c))
            && rest.chars().count() <= 12;
        if phrases.not_launched.is_in(rest) {
            return Some(None);
        }
        if other {
            let whole = unbracketed(between(text, m.span.start, item.end));
            return Some(Some(plain(page, item, whole, Kind::Class)));
        }
        return Some(Some(known(m, item)));
    }
    let rest = between(text, at, item.end);
    let again = ["升级", "版本", "系列", "更新", "新版", "预览"].iter().any(|w| rest.contains(w));
    inside().next_back().filter(|_| again).map(|m| Some(known(m, item)))
}

fn known(m: &Mention, item: Span) -> Name {
    let span = if item.contains(m.span) { m.span } else { item };
    let numbered = m.name.contains(|c: char| c.is_ascii_digit());
    Name { subject: m.into(), span, kind: Kind::Known, cut: false, counted: false, numbered }
}

/// What stands between two marks, and where.
fn inside(words: &str, open: char, close: char) -> Option<(usize, &str)> {
    let start = words.find(open)? + open.len_utf8();
    let end = start + words[start..].find(close)?;
    Some((start, &words[start..end]))
}

/// A name in quotation marks; none where it is but a notion, a plan, a function.
fn quoted(page: &Page<'_>, item: Span, head: usize) -> Option<Option<Name>> {
    let words = item.of(page.text);
    let tail = &words[head..];
    let (start, inner) = MARKS.iter().find_map(|(open, close)| inside(tail, *open, *close))?;
    let rest = tail[start + inner.len()..].trim_start_matches(['”', '’', '」', '‛', '"', ' ']);
    let rest = unbracketed(rest);
    let phrases = &page.lexicon.phrases;
    // `上线“某某”功能`
    let feature = rest.starts_with("功能") && inner.chars().filter(|c| is_han(*c)).count() >= 3;
    let none = phrases.no_products.opening(&rest).is_some() && !feature
        || phrases.not_launched.opening(&rest).is_some()
        || phrases.not_launched.closing(inner).is_some()
        || phrases.no_products.closing(inner).is_some() && !feature;
    let fine = (2..=24).contains(&inner.chars().count()) && !inner.contains(['，', '。']);
    Some((fine && !none).then(|| named(page, item, head + start, inner, Kind::Own)))
}

/// `豆奶产品植选`: what stands behind the kind of product, a few Han alone.
fn behind_kind<'t>(page: &Page<'_>, tail: &'t str) -> Option<&'t str> {
    let phrases = &page.lexicon.phrases;
    let (i, kind) = phrases.launched.last_in(tail)?;
    let own = tail[i + kind.len()..].trim_start_matches([' ', '—', '-', '–']);
    // `常温奶酪薄脆` is a kind of food
    let model = own.contains(|c: char| c.is_ascii_digit()) && own.starts_with(|c: char| c.is_ascii_uppercase());
    let least = if model || ["产品", "品牌", "软件", "平台"].contains(&kind) { 2 } else { 3 };
    let fine =
        (least..=5).contains(&own.chars().count()) && own.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric());
    let other = phrases.no_products.is_in(own) || phrases.not_launched.is_in(own) || phrases.launch_generic.is_in(own);
    // `人形机器人H2`: a letter and a number alone are no name
    let own = if model && own.len() <= 3 { tail } else { own };
    (i > 0 && fine && !other && phrases.launch_generic.opening(tail).is_none()).then_some(own)
}

/// Whether words are but a kind of product without one of their own: 新产品, 重磅产品.
fn is_at_large(page: &Page<'_>, words: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    let mut rest = words.trim();
    let mut large = false;
    while let Some(w) = phrases.launch_generic.opening(rest) {
        rest = rest[w.len()..].trim_start();
        large |= w.chars().count() >= 2;
    }
    let kind = phrases.launched.closing(rest).unwrap_or("");
    let own = rest[..rest.len() - kind.len()].chars().filter(|c| c.is_alphanumeric()).count();
    let before = &rest[..rest.len() - kind.len()];
    let fresh = ["产品", "模块", "功能", "车型", "模型"].contains(&kind)
        && ["新", "相关", "系列"].iter().any(|w| before.ends_with(w));
    own < 2 || large && own < 3 || fresh || kind == "品牌"
}

/// A phrase without what its brackets hold.
fn unbracketed(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(i) = rest.find(['（', '(']) {
        let close = if rest[i..].starts_with('（') { '）' } else { ')' };
        out.push_str(&rest[..i]);
        let Some(end) = rest[i..].find(close) else { return out.trim().to_owned() };
        rest = &rest[i + end + close.len_utf8()..];
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// A phrase without the version that closes it: 公测版.
fn unversioned<'t>(page: &Page<'_>, words: &'t str) -> &'t str {
    let mut rest = words.trim();
    while let Some(v) = page.lexicon.phrases.launch_versions.closing(rest) {
        rest = rest[..rest.len() - v.len()].trim_end();
    }
    rest.trim_end_matches(['的', ' '])
}

fn named(page: &Page<'_>, item: Span, at: usize, words: &str, kind: Kind) -> Name {
    let start = item.start + at;
    let mut name = plain(page, item, words.trim().to_owned(), kind);
    name.span = Span::new(start, start + words.len());
    name
}

fn plain(page: &Page<'_>, item: Span, name: String, kind: Kind) -> Name {
    let rest = between(page.text, item.end, page.text.len());
    let phrases = &page.lexicon.phrases;
    let cut = phrases.thing_ends.opening(rest).is_some();
    // another item of its list may stand between
    let list: String = rest.chars().take(LIST).take_while(|c| !"，。；".contains(*c)).collect();
    let counted = list.split_once('等').is_some_and(|(_, kind)| {
        let kind = kind.trim_start_matches(|c: char| c.is_ascii_digit() || "多两三四五六七八九十款个大".contains(c));
        ["新品", "单品", "产品"].iter().any(|w| kind.starts_with(w)) || phrases.launched.opening(kind).is_some()
    });
    let numbered = name.contains(|c: char| c.is_ascii_digit());
    Name { subject: Subject::named(&name), span: item, kind, cut, counted, numbered }
}
