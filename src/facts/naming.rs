//! The whole name of what a market's figure is of, where a mark, a number or a list within it cuts what stands before
//! the market word.
//!
//! reads: a short form in brackets (`红外（IR）LED市场规模`), a size with its classifier (`6-7寸手机渗透率`), the topic of
//! `甲产品方面，` before a mere kind (`医药级市场规模`), countries run together (`美日韩市场增速分别为`), who has a share in a region
//! (`中国产值在全球的市场份额`), the users among whom something is spread, what other regions of the sentence are measured in. gives: the
//! name as printed, whether words are a pointer. refuses: brackets that say something else (`公司（2019年）`).

use super::actor::Subject;
use super::market::tidy;
use super::nearby;
use super::noun;
use super::page::{Page, is_firm, is_plain};
use super::parallel;
use super::sentence::Sentence;
use super::statement::Statement;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Quantity};

/// Units of a size that is a part of a name: 6寸手机, 8英寸晶圆.
const SIZES: [&str; 9] = ["层", "寸", "英寸", "吋", "nm", "纳米", "代", "代线", "G"];

/// Characters of a short form in brackets, at most.
pub(super) const SHORT: usize = 12;

/// Countries by the one character that they have in `美日韩`.
const COUNTRIES: [(char, &str); 8] = [
    ('美', "美国"),
    ('日', "日本"),
    ('韩', "韩国"),
    ('法', "法国"),
    ('德', "德国"),
    ('英', "英国"),
    ('中', "中国"),
    ('欧', "欧洲"),
];

/// Who a share is spread among: `医美女性用户的渗透率`.
pub(super) const PEOPLE: [&str; 10] =
    ["用户", "人群", "女性", "男性", "消费者", "患者", "求美者", "老年人", "居民", "人口"];

/// Where the words before a market word begin, behind a number that is no part of their name.
pub(super) fn begin(page: &Page<'_>, s: &Statement<'_>, clause: Span) -> usize {
    let start = s.indicator.start;
    let sized = page.quantities_in(clause).find(|q| q.span.end == start).is_some_and(|q| is_size(page, q));
    if sized { clause.start } else { start }
}

/// Whether a number with its classifier is a part of the name behind it.
fn is_size(page: &Page<'_>, q: &Quantity) -> bool {
    let words = q.span.of(page.text).trim_end();
    let words = ["及以上", "及以下", "以上", "以下"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words);
    let named = page.text[q.span.end..].starts_with(char::is_alphabetic);
    named && SIZES.iter().any(|w| words.ends_with(w))
}

/// A name with the head that a short form in brackets parts from it: 红外（IR）LED, 全球(不含美国)除颤仪.
pub(super) fn whole(page: &Page<'_>, clause: Span, name: &str, word: usize) -> Option<String> {
    let lead = between(page.text, clause.start, word);
    let at = clause.start + lead.rfind(name)?;
    let before = between(page.text, clause.start, at);
    let close = before.strip_suffix(['）', ')'])?;
    let open = close.rfind(['（', '('])?;
    let inside = close[open..].trim_start_matches(['（', '(']);
    let latin = inside.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | ' '))
        && inside.starts_with(|c: char| c.is_ascii_alphabetic());
    let without = ["不含", "除", "含"].iter().any(|w| inside.starts_with(w));
    if !(latin && inside.chars().count() <= SHORT || without && !inside.contains(['，', '。', '；'])) {
        return None;
    }
    let head = page.phrase_before(clause.start, clause.start + open)?;
    let named = page.mentions.iter().any(|m| m.kind == MentionKind::Company && m.span.overlaps(head));
    let touches = head.end == clause.start + open;
    let region = page.is_generic(head.of(page.text));
    (touches && !named && (!region || without)).then(|| between(page.text, head.start, at + name.len()).to_owned())
}

/// 我国医药级透明质酸终端产品 of `透明质酸终端产品方面，2018年我国医药级市场规模`: a mere kind with the topic of the sentence.
pub(super) fn of_topic(page: &Page<'_>, sentence: &Sentence, name: &str, word: usize) -> Option<String> {
    if !name.ends_with(['级', '类', '型']) {
        return None;
    }
    let clause = sentence.clause_at(word);
    let first = sentence.before(clause.start).last()?;
    let words = first.of(page.text).trim_end_matches(['，', ',', ' ']);
    let end = ["方面", "领域", "市场方面"].iter().filter_map(|w| words.strip_suffix(*w)).map(str::len).min()?;
    let topic = page.phrase_before(first.start, first.start + end)?.of(page.text).trim();
    let bare = page.lexicon.phrases.regions.opening(topic).map_or(topic, |r| &topic[r.len()..]);
    (!page.is_generic(bare) && !name.contains(bare)).then(|| format!("{name}{bare}"))
}

/// 法国皮肤学级市场 of `法日韩皮肤学级市场增速分别为0.7%/1.6%/13.9%`: the country whose value a figure is.
pub(super) fn country(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, name: &str) -> Option<String> {
    let short = |c: char| COUNTRIES.iter().find(|(s, _)| *s == c).map(|(_, whole)| *whole);
    let run: Vec<&str> = name.chars().map_while(short).collect();
    let rest = &name[name.chars().take(run.len()).map(char::len_utf8).sum::<usize>()..];
    if run.len() < 2 || rest.chars().count() < 2 || rest.starts_with(['国', '洲', '本', '元']) {
        return None;
    }
    let all: Vec<&Quantity> = page.quantities_in(sentence.span).collect();
    let at = all.iter().position(|q| q.span == s.quantity.span)?;
    let (from, to) = parallel::run_of(page.text, &all, at)?;
    (to - from == run.len()).then(|| run.get(at - from).map(|c| format!("{c}{rest}"))).flatten()
}

/// `中国大陆产值在全球的市场份额`: what stands before 在 has the share, the region behind it is the whole.
pub(super) fn held_within(page: &Page<'_>, clause: Span, words: &str, word: usize) -> Option<(Subject, String)> {
    let lead = between(page.text, clause.start, word).trim_end_matches(['的', ' ']);
    let words = words.trim();
    if let Some(part) = part_of(page, clause, lead) {
        return Some(part);
    }
    if let Some(firms) = kind_in(page, clause, lead) {
        return Some(firms);
    }
    let end = lead.strip_suffix(words)?.trim_end().strip_suffix('在')?.len();
    let region = page.lexicon.phrases.regions.opening(words)?;
    // `全球面板市场中的产能`: the measure behind 中 is no part of the whole
    let whole = words.find("市场中").map_or(words, |i| &words[..i]);
    let whole = if page.is_generic(whole) { region } else { tidy(page, whole) };
    let thing = page.phrase_before(clause.start, clause.start + end)?;
    let name = thing.of(page.text).trim();
    let touches = thing.end == clause.start + between(page.text, clause.start, clause.start + end).trim_end().len();
    let named = page.mentions.iter().any(|m| m.kind == MentionKind::Company && m.span.overlaps(thing));
    let firm = ["公司", "集团"].iter().any(|w| name.contains(w));
    (touches && !named && !firm && !page.is_generic(name)).then(|| (Subject::named(name), whole.to_owned()))
}

/// `中国企业在全球某某市场的份额`: firms of a kind, and the market that they have it of.
fn kind_in(page: &Page<'_>, clause: Span, lead: &str) -> Option<(Subject, String)> {
    let at = lead.rfind('在')?;
    let firms = Span::new(noun::trim_start(page, clause.start, clause.start + at), clause.start + at);
    let name = firms.of(page.text).trim();
    let kind = ["企业", "厂商", "品牌", "供应商"].iter().any(|k| name.ends_with(k)) && !page.names_firm(firms);
    let market = tidy(page, lead[at + '在'.len_utf8()..].trim_end_matches("市场").trim());
    let region = page.lexicon.phrases.regions.opening(market)?;
    let plain = market.chars().all(char::is_alphanumeric) && !page.is_generic(&market[region.len()..]);
    (kind && plain && is_plain(name, 4..=12)).then(|| (Subject::named(name), market.to_owned()))
}

/// `我国面米制品占速冻食品总市场份额的51%`: what stands before 占 has the share of what stands behind.
fn part_of(page: &Page<'_>, clause: Span, lead: &str) -> Option<(Subject, String)> {
    let at = lead.rfind('占').filter(|at| *at > 0 && !lead[..*at].ends_with('市'))?;
    let whole = lead[at..].trim_start_matches(['占', '到', '据', '了']).trim_end_matches(['总', '的', ' ']);
    let thing = page.phrase_before(clause.start, clause.start + at).filter(|p| p.end == clause.start + at)?;
    let name = tidy(page, thing.of(page.text).trim());
    let named = page.mentions.iter().any(|m| m.kind == MentionKind::Company && m.span.overlaps(thing));
    let plain = |w: &str| w.chars().count() >= 2 && w.chars().all(char::is_alphabetic) && !page.is_generic(w);
    let firm = ["公司", "集团"].iter().any(|w| name.contains(w));
    (!named && !firm && plain(name) && plain(whole)).then(|| (Subject::named(name), tidy(page, whole).to_owned()))
}

/// 台湾地区医美总人口 of `美国医美总人口渗透率约为5%，台湾地区总人口渗透率约为1.6%`: what the first region of the sentence is measured in.
pub(super) fn alike(page: &Page<'_>, sentence: &Sentence, name: &str, word: Span) -> Option<String> {
    let regions =
        || page.lexicon.phrases.regions.iter().chain(&page.lexicon.phrases.countries).chain(&["台湾", "香港"]);
    let of = |words: &str| {
        let head = regions().filter(|r| words.starts_with(**r)).map(|r| r.len()).max()?;
        Some(head + if words[head..].starts_with("地区") { "地区".len() } else { 0 })
    };
    let head = of(name)?;
    let tail = &name[head..];
    if !PEOPLE.iter().any(|w| tail.ends_with(w)) || tail.chars().count() > 4 {
        return None;
    }
    let mut before = page.triggers_in(sentence.span).filter(|(w, t)| t.metric == "share" && w.end <= word.start);
    before.find_map(|(w, _)| {
        let clause = sentence.clause_at(w.start);
        let other = page.phrase_before(clause.start, w.start)?.of(page.text).trim();
        let thing = other[of(other)?..].strip_suffix(tail)?;
        let plain = (2..=SHORT).contains(&thing.chars().count()) && thing.chars().all(char::is_alphanumeric);
        (plain && !name.contains(thing)).then(|| format!("{}{thing}{tail}", &name[..head]))
    })
}

/// Where the name of a list's item ends, before the market word and the date that only the last one has.
pub(super) fn bare_end(page: &Page<'_>, item: Span, word: Span) -> usize {
    let own = page.triggers_in(item).find(|(w, t)| t.kind == "market" && w.end == item.end).map(|(w, _)| w.start);
    let end = if word.start < word.end && item.contains(word) { word.start } else { own.unwrap_or(item.end) };
    undated(page, item.start, item.start + between(page.text, item.start, end).trim_end_matches(['的', ' ']).len())
}

/// 全球汽车电子 of `全球和中国汽车电子市场规模分别为`: a region of a list with what the last one of it names.
pub(super) fn of_list(page: &Page<'_>, item: Span, thing: &str) -> Option<String> {
    let regions = &page.lexicon.phrases.regions;
    if !regions.contains(&thing) {
        return None;
    }
    let sentence = page.sentences.iter().find(|s| s.span.contains(item))?;
    let rest = Span::new(item.end, sentence.span.end);
    let (word, _) = page.triggers_in(rest).find(|(_, t)| t.kind == "market")?;
    let last = page.phrase_before(item.end, word.start)?.of(page.text).trim();
    let of = last[regions.opening(last)?.len()..].trim_start_matches('的');
    (!page.is_generic(of)).then(|| format!("{thing}{}", tidy(page, of)))
}

/// Where words end without the date behind them: 个人护理电器 of `个人护理电器2023年`.
pub(super) fn undated(page: &Page<'_>, start: usize, end: usize) -> usize {
    let dated = page.periods.iter().find(|p| p.span.end == end && p.span.start > start);
    dated.map_or(end, |p| p.span.start)
}

/// `这4个领域市场规模`, `上述三类产品市场规模`: words that point to what stands elsewhere.
pub(super) fn points(page: &Page<'_>, clause: Span, word: usize) -> bool {
    let lead = between(page.text, clause.start, word).trim_end_matches(['的', ' ']);
    let nouns = ["领域", "市场", "行业", "板块", "品类", "产品", "赛道", "细分领域", "细分市场"];
    let Some(bare) = nouns.iter().filter_map(|n| lead.strip_suffix(*n)).min_by_key(|b| b.len()) else { return false };
    let Some(count) = bare.strip_suffix(['个', '类', '大', '种']) else { return false };
    let many = count.trim_end_matches(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十几多".contains(c));
    many.len() < count.len() && ["这", "该", "此", "上述", "以上", "前述"].iter().any(|w| many.ends_with(w))
}

/// Where the number of a section ends that a page has set into its text: `存在差异4.2某某平台`, `分析1.1.面板板块`.
pub(super) fn numbered(page: &Page<'_>, from: usize, end: usize) -> Option<usize> {
    let words = between(page.text, from, end);
    let mut out = None;
    for (dot, _) in words.match_indices('.') {
        let head = words[..dot].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let rest = words[dot + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = &words[head.len()..words.len() - rest.len()];
        let parts: Vec<&str> = number.trim_end_matches('.').split('.').collect();
        let section = parts.iter().all(|p| (1..=2).contains(&p.len()) && *p != "00" && !p.starts_with('0'));
        let behind = head.chars().next_back().is_none_or(|c| c.is_alphabetic() && !c.is_ascii() && c != '第');
        let next = rest.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
        let unit =
            "寸英代万亿倍元克毫千百个米吨度公版纳微毛兆折年月日次号".contains(rest.chars().next().unwrap_or('年'));
        // what stands before it must be words of another line, not a version (`甲4.2版`) nor a list (`1.甲`)
        let many = parts.len() >= 2 || number.ends_with('.');
        if !section || !behind || !next || unit || !many || head.is_empty() {
            continue;
        }
        let place = Span::new(from + head.len(), from + words.len() - rest.len());
        let counted = page.quantities.iter().any(|q| q.span.overlaps(place) && !q.unit.is_empty());
        let dated = page.periods.iter().any(|p| p.span.overlaps(place));
        if !counted && !dated {
            out = Some(place.end);
        }
    }
    out
}

/// `电机在机器人领域的市场规模`: the market of a thing in a field.
pub(super) fn within(page: &Page<'_>, clause: Span, from: usize, word: usize) -> Option<String> {
    let field = page.phrase_before(from, word)?;
    let at = clause.start + between(page.text, clause.start, field.start).trim_end().strip_suffix('在')?.len();
    let thing = page.phrase_before(clause.start, at).filter(|t| t.end == at)?;
    let whole = between(page.text, thing.start, field.end);
    (!page.is_generic(thing.of(page.text)) && whole.chars().count() <= 20).then(|| tidy(page, whole).to_owned())
}

/// `仅考虑V2I（高速改造）市场空间`: the name before the bracket that stands right before a market word.
pub(super) fn before_bracket<'d>(page: &Page<'d>, clause: Span, word: usize) -> Option<&'d str> {
    let lead = between(page.text, clause.start, word).trim_end_matches(['的', ' ']).strip_suffix(['）', ')'])?;
    let open = lead.rfind(['（', '('])?;
    let name = page.phrase_before(clause.start, clause.start + open)?.of(page.text).trim();
    (!page.is_generic(name)).then(|| tidy(page, name))
}

/// `中国（含港澳台）厂商市场份额`: firms with what stands before the bracket in front of them.
pub(super) fn behind_bracket<'d>(page: &Page<'d>, clause: Span, word: usize) -> Option<&'d str> {
    let lead = between(page.text, clause.start, word);
    let close = lead.rfind(['）', ')'])?;
    let open = lead[..close].rfind(['（', '('])?;
    let start = page.phrase_before(clause.start, clause.start + open)?.start;
    Some(between(page.text, start, word).trim_end_matches(['的', ' ']))
}

/// The name before 占 without what is measured of it and how: 国内POCT of `国内POCT目前整体市场规模约占到`.
pub(super) fn measured<'d>(page: &Page<'d>, from: usize, end: usize) -> Option<&'d str> {
    let phrase = page.phrase_before(from, end)?;
    let words = phrase.of(page.text).trim();
    let bare = ["市场规模", "规模", "销售额", "产值"].iter().find_map(|w| words.strip_suffix(*w)).unwrap_or(words);
    if !bare.is_empty() && !page.is_generic(bare) {
        return Some(words);
    }
    let lead = between(page.text, from, phrase.start).trim_end();
    let lead = ["目前", "当前", "整体", "的"].iter().fold(lead, |l, w| l.trim_end_matches(w));
    let name = page.phrase_before(from, from + lead.len())?.of(page.text).trim();
    (!page.is_generic(name)).then_some(name)
}

/// A market's name whole, where a mark within it, a list or another clause has the rest.
pub(super) fn full(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    word: Span,
    (subject, object): (Subject, String),
) -> (Subject, String) {
    if !subject.id.is_empty() || subject.name.is_empty() {
        return (subject, object);
    }
    let name = subject.name.as_str();
    let longer = whole(page, sentence.clause_at(word.start), name, word.start)
        .or_else(|| of_topic(page, sentence, name, word.start))
        .or_else(|| country(page, sentence, s, name))
        .or_else(|| alike(page, sentence, name, word));
    if let Some(name) = longer {
        return (Subject { id: String::new(), name }, object);
    }
    let (subject, object) =
        nearby::spread(page, sentence, name, word).filter(|_| object.is_empty()).unwrap_or((subject, object));
    // 全球的某某 is 全球某某
    let region = page.lexicon.phrases.regions.opening(&subject.name).filter(|_| subject.id.is_empty());
    let bare = region.and_then(|r| Some(format!("{r}{}", subject.name[r.len()..].strip_prefix('的')?)));
    (bare.map_or(subject, |name| Subject { id: String::new(), name }), object)
}

/// Whether words count something, so that they name no market: `培育50个行业标杆`.
pub(super) fn counts(name: &str) -> bool {
    let counted = |w: &str| name.match_indices(w).any(|(i, _)| name[..i].ends_with(|c: char| c.is_ascii_digit()));
    ["个", "家", "项"].iter().any(|w| counted(w))
}

/// `甲、乙、丙前三大品牌商`: whether a name begins with the last firm of a list, so that what it has is of them all.
pub(super) fn ends_a_list(page: &Page<'_>, clause: Span, name: &str) -> bool {
    let last = |m: &&Mention| {
        is_firm(m)
            && clause.contains(m.span)
            && name.starts_with(m.span.of(page.text))
            && page.text[..m.span.start].ends_with('、')
    };
    page.mentions.iter().any(|m| last(&m))
}
