//! The places that a text gives: numbers with 第 or 前, 榜首, 次席, numerals dealt out, words of who wins.
//!
//! reads: `第三`, `前三强`, `榜首`, `次席`, `二、三位`; `登顶`, `夺冠`, `卫冕冠军`, `桂冠`, `头名`, `居次`, `次之`, `第二大供应商`. gives: the words and the
//! ranks. refuses: words of who wins where their clause has a number, 冠军 that nobody takes, the firm's own suppliers.

use super::page::Page;
use super::{dealt, ordinal};
use crate::span::{Span, between};

/// A place that a text gives: its words, and the first and last rank it may mean.
pub(super) struct Place {
    pub(super) span: Span,
    pub(super) low: u32,
    pub(super) high: u32,
    /// `榜首`, `首位`: the verb that it needs may be none.
    pub(super) first: bool,
    /// A word that is verb and place: `登顶`, `次之`; 第二大 before its noun.
    pub(super) word: bool,
}

impl Place {
    fn new(start: usize, length: usize, (low, high): (u32, u32), first: bool) -> Self {
        Self { span: Span::new(start, start + length), low, high, first, word: false }
    }
}

/// Words of who wins and their place, and what must stand before them in the clause.
const WORDS: [(&str, u32, &[&str]); 14] = [
    ("登顶", 1, &[]),
    ("夺冠", 1, &[]),
    ("折桂", 1, &[]),
    ("头名", 1, &[]),
    ("头把交椅", 1, &[]),
    ("头筹", 1, &["拔得", "拔"]),
    ("夺魁", 1, &[]),
    ("魁首", 1, &[]),
    ("桂冠", 1, &["摘得", "夺得", "摘下", "斩获", "蝉联", "拿下"]),
    ("冠军", 1, &["卫冕", "夺得", "摘得", "斩获", "蝉联", "成为", "荣获", "问鼎", "获得"]),
    ("亚军", 2, &["夺得", "摘得", "斩获", "蝉联", "获", "居"]),
    ("季军", 3, &["夺得", "摘得", "斩获", "蝉联", "获", "居"]),
    ("居次", 2, &[]),
    ("次之", 2, &[]),
];

/// Nouns of firms that are the second of their kind.
const FIRMS: [&str; 9] = ["供应商", "厂商", "企业", "制造商", "生产商", "服务商", "代工厂", "品牌", "平台"];

/// Nouns of what is sold that is the second of its kind.
const GOODS: [&str; 4] = ["单品", "品类", "品种", "细分市场"];

/// All places of a sentence in their order.
pub(super) fn read(text: &str, sentence: Span, clause: impl Fn(usize) -> Span) -> Vec<Place> {
    let mut out = numbered(text, sentence);
    let words = sentence.of(text);
    let mut more: Vec<Place> = Vec::new();
    // most sentences have none of their characters
    let any = words.contains(['登', '夺', '折', '魁', '桂', '冠', '亚'])
        || words.contains(['头', '军', '次'])
            && ["头名", "头把交椅", "头筹", "季军", "居次", "次之"].iter().any(|w| words.contains(w));
    for (word, n, needs) in WORDS.into_iter().filter(|_| any) {
        for (at, _) in words.match_indices(word) {
            let start = sentence.start + at;
            let of = clause(start);
            let alone = !out.iter().chain(&more).any(|p| of.contains(p.span));
            let lead = &text[of.start.min(start)..start];
            let rest = &words[at + word.len()..];
            // `与头名之间`, `距头名`
            let free = !lead.ends_with(['与', '距', '离', '和', '同'])
                && (word != "居次" || !rest.starts_with('席'))
                && (word != "冠军" || !rest.starts_with(|c: char| c.is_alphanumeric() && c != '的'));
            if alone && free && (needs.is_empty() || needs.iter().any(|w| lead.contains(w))) {
                more.push(Place { word: true, ..Place::new(start, word.len(), (n, n), n == 1) });
            }
        }
    }
    out.extend(more);
    out.extend(bare(words).map(|(at, length, n)| Place::new(sentence.start + at, length, (n, n), false)));
    out.sort_by_key(|p| p.span.start);
    out
}

/// The places by number.
fn numbered(text: &str, sentence: Span) -> Vec<Place> {
    let words = sentence.of(text);
    let mut out = Vec::new();
    for (at, c) in words.char_indices().filter(|(_, c)| is_head(*c)) {
        let start = sentence.start + at;
        let rest = &words[at + c.len_utf8()..];
        // 首位 of `周榜首位`
        let listed = c == '榜' && rest.starts_with("首位");
        let first = ["榜首", "首位"].iter().filter(|_| !listed).find(|w| words[at..].starts_with(**w));
        let bare = c == '首' && ordinal::is_bare_first(&words[..at], rest);
        if let Some(first) = first.copied().or(bare.then_some("首")) {
            out.push(Place::new(start, first.len(), (1, 1), true));
        } else if c == '次' && rest.starts_with('席') {
            out.push(Place::new(start, "次席".len(), (2, 2), false));
        } else if dealt::LISTED.contains(c) {
            let each = dealt::listed(&words[..at], rest, c);
            out.extend(each.map(|(n, end)| Place::new(start, end, (n, n), false)));
        } else if matches!(c, '第' | '前') && !is_past(words[..at].trim_end()) {
            if let Some((n, used)) = ordinal::read(rest).filter(|(n, _)| *n > 0) {
                let low = if c == '第' { n } else { 1 };
                out.push(Place::new(start, c.len_utf8() + used, (low, n), false));
            } else if c == '第'
                && let Some((n, used)) = largest(&words[..at], rest)
            {
                out.push(Place { word: true, ..Place::new(start, c.len_utf8() + used, (n, n), false) });
            }
        }
    }
    out
}

/// `位列42`, `排名18位`: a number right behind a verb of ranking, which closes its clause.
fn bare(words: &str) -> impl Iterator<Item = (usize, usize, u32)> + '_ {
    const VERBS: [&str; 5] = ["位列", "位居", "名列", "排名", "排在"];
    VERBS.iter().flat_map(|v| words.match_indices(v).map(|(i, v)| i + v.len())).filter_map(|at| {
        let rest = &words[at..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let counted = rest[digits..].trim_start_matches(['位', '名']);
        let ends = counted.is_empty() || counted.starts_with(['，', '。', '；', '、', '）', ')', ',']);
        let n = rest[..digits].parse().ok().filter(|n| *n > 0 && digits <= 3 && ends)?;
        Some((at, rest.len() - counted.len(), n))
    })
}

/// `我国是全球某某市场第二大国`: where 是 stands before the market in which a country has the place that ends `lead`.
fn nation(lead: &str, rest: &str) -> Option<usize> {
    let noun = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
    let is = ["为", "是"].iter().filter_map(|w| lead.rfind(w)).max()?;
    let market = &lead[is + "是".len()..];
    let wide = ["全球", "世界", "亚洲", "欧洲"].iter().find_map(|s| market.strip_prefix(s));
    let named = wide.is_some_and(|w| w.chars().count() >= 2 && w.chars().all(char::is_alphabetic));
    (named && noun.ends_with(['国', '场']) && noun.chars().count() <= 5 && market.chars().count() <= 16).then_some(is)
}

/// The verb of a place that is a word of its own: what stands before its scope, or 是 of `我国是全球某某市场第二大国`.
pub(super) fn worded(page: &Page<'_>, clause: Span, place: &Place) -> Span {
    let lead = between(page.text, clause.start, place.span.start);
    if let Some(is) = nation(lead, &page.text[place.span.end..]) {
        return Span::new(clause.start + is, clause.start + is + "是".len());
    }
    let scope = page.lexicon.phrases.scopes.closing(lead).map_or(0, str::len);
    Span::new(place.span.start - scope, place.span.start - scope)
}

/// `，均为国产品牌第一位`: whether a scope and its place are all that is said behind a verb of being.
pub(super) fn is_said(before: &str, behind: &str) -> bool {
    let verb = before.trim_start_matches(['，', ',', ' ']);
    let both = ["均为", "都是", "也是", "亦为", "均是"].contains(&verb);
    let rest = behind.trim_start_matches(['位', '名']);
    both && !rest.starts_with(char::is_alphanumeric)
}

/// Whether a place may begin with a character.
fn is_head(c: char) -> bool {
    matches!(c, '第' | '前' | '榜' | '首' | '次') || dealt::LISTED.contains(c)
}

/// `由第四`, `（去年第5）`: where one was before; 数前三 is no place.
fn is_past(lead: &str) -> bool {
    lead.ends_with(['数', '从', '由', '自'])
        || ["（去年", "(去年", "（上年", "(上年", "（此前", "（原"].iter().any(|w| lead.ends_with(w))
}

/// `为国内第二大某某供应商`, `是全球第一大、国内第二大单品`: the number behind 第 and the bytes up to 大.
fn largest(lead: &str, rest: &str) -> Option<(u32, usize)> {
    let c = rest.chars().next()?;
    let n = dealt::LISTED.chars().position(|l| l == c)? + 1;
    let noun = rest[c.len_utf8()..].strip_prefix('大')?;
    // the first of two has its noun from the second, which goes on with it
    let second = noun.strip_prefix(['，', '、']).and_then(scoped).and_then(|b| b.strip_prefix('第'));
    let noun = second.and_then(|b| b.strip_prefix(|c| dealt::LISTED.contains(c))?.strip_prefix('大')).unwrap_or(noun);
    let noun = &noun[..noun.find(['，', '。', '；', '、', '（', ',']).unwrap_or(noun.len())];
    let lead = ["，", "、"].iter().find_map(|m| first_of_two(lead, m)).unwrap_or(lead);
    let clause = &lead[lead.rfind(['，', '。', '；']).map_or(0, |i| i + '，'.len_utf8())..];
    let is = ["为", "是"].iter().filter_map(|w| clause.rfind(w).map(|i| i + w.len())).max()?;
    let own = ["公司", "其", "客户", "股东"].iter().any(|w| clause[is..].contains(w));
    let fits = !own && noun.chars().count() <= 16 && scoped(clause[is..].trim()).is_some_and(str::is_empty);
    let kind = FIRMS.iter().chain(&GOODS).any(|f| noun.ends_with(f));
    (fits && kind || nation(clause, noun).is_some()).then_some((u32::try_from(n).ok()?, c.len_utf8() + "大".len()))
}

/// What stands behind the scope that words begin with.
fn scoped(words: &str) -> Option<&str> {
    ["全球", "国内", "中国", "世界", "全国", "北美", "欧洲", "亚洲"].iter().find_map(|s| words.strip_prefix(s))
}

/// `某某是国内` of `某某是全球第一大，国内`: the words before a second place as they would stand before it alone.
fn first_of_two<'t>(lead: &'t str, mark: &str) -> Option<&'t str> {
    let (before, scope) = lead.rsplit_once(mark)?;
    let first = before.strip_suffix('大').and_then(|b| b.strip_suffix(|c| dealt::LISTED.contains(c)))?;
    let first = first.strip_suffix('第')?;
    scoped(scope.trim()).filter(|s| s.is_empty()).map(|_| first)
}
