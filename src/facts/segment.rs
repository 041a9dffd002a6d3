//! The part of a company that a figure is of: 造价业务 of 造价业务收入.
//!
//! reads: the words right before the metric; what stands before `：` at the head of the sentence or of one before
//! it in the passage (`2）伺服电机：`), `某某业务，`; the part of the figure before, behind 其中 or for another ratio;
//! what a clause before defines (`甲类是公司…的品类`) or is a share of (`，约占总收入的46%`: see `lead`).
//! gives: the part's words; empty where the figure is the whole company's; `None` where it is of a part that no word
//! names. refuses: 整体, 公司, names of companies.

use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{lead, noun};
use crate::layout::Document;
use crate::span::{Span, between};
use crate::tag::MentionKind;

/// Characters that the name of a part may have.
pub(super) const NAME: std::ops::RangeInclusive<usize> = 2..=14;

/// Characters that the name of a part may have behind its company's.
const SHORT: usize = 8;

/// The part that the statement with a metric at `metric` is of.
pub(super) fn segment(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, metric: Span) -> Option<String> {
    let name = named(page, sentence, s, metric);
    let phrases = &page.lexicon.phrases;
    // 上市公司 of `其中主要上市公司收入` are others
    let opens = phrases.no_parts.opening(&name).is_some() && phrases.firm_tails.closing(&name).is_none();
    let name = worded(&name, opens).to_owned();
    let pointer = ["该", "此", "这"].iter().find_map(|w| name.strip_prefix(w));
    let bare = pointer.unwrap_or(&name);
    let nameless = page.lexicon.phrases.parts.contains(&bare);
    // `成为国内首个营收过200亿元的企业`
    if ["第一个", "首个", "第一家", "首家"].iter().any(|w| name.ends_with(w)) {
        return None;
    }
    // 此业务 and 产品 alone name none; of which part 该板块 is must be known
    match (nameless || pointer.is_some(), is_part_of_sales(page, sentence, s, metric)) {
        (true, _) => (!(pointer.is_some() && nameless)).then(String::new),
        (false, true) if name.is_empty() => lead::topic(page, sentence, s.clause),
        _ => Some(name),
    }
}

/// The name of a part; none where the words go on with a clause (`受到以上板块`, 两者有产品, 取得): `no_part`. What a part
/// is said to be is no part of its name: 甲 of `甲作为填充产品`.
fn worded(name: &str, no_part: bool) -> &str {
    let head = name.split_once("作为").map_or(name, |(head, _)| head).trim();
    if no_part || head.chars().count() < 2 && name.chars().count() > 1 { "" } else { head }
}

/// `，约占总收入的46%` right behind an amount of revenue: it is of a part.
fn is_part_of_sales(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, metric: Span) -> bool {
    let sales = ["收入", "营收", "销售额"].iter().any(|w| metric.of(page.text).ends_with(w));
    let rest = between(page.text, s.quantity.span.end, sentence.span.end);
    let bare = rest.trim_start_matches(['，', ',', ' ', '元', '（', '(', '约', '近']);
    let of = bare.strip_prefix('占').unwrap_or("").trim_start_matches(['到', '了', '比', '据']);
    let whole = of.trim_start_matches("公司").trim_start_matches(['的', '总']);
    let whole = whole.trim_start_matches("当年").trim_start_matches("全年");
    let whole = [
        "销售收入",
        "营业总收入",
        "营业收入",
        "总收入",
        "总营收",
        "整体收入",
        "主营业务收入",
        "主营收入",
        "收入",
        "营收",
    ]
    .iter()
    .any(|w| whole.starts_with(w));
    sales && s.change.is_none() && whole
}

fn named(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, metric: Span) -> String {
    let clause = sentence.clause_at(metric.start);
    let lead = between(page.text, clause.start, s.quantity.span.start.max(clause.start));
    if let Some(firm) = held(lead) {
        return firm.to_owned();
    }
    if let Some(part) = that(page, sentence, metric.start) {
        return part;
    }
    if let Some(own) = own(page, clause.start.max(sentence.span.start), metric.start) {
        return both(page, sentence, clause, metric).unwrap_or(own);
    }
    if let Some(other) = ["还原后", "备考", "主营业务收入"].iter().find(|w| lead.contains(**w)) {
        return other.trim_end_matches("收入").to_owned();
    }
    // `剔除汇兑损益，净利率为…`
    let without = sentence.before(clause.start).next().map_or("", |c| bare(c.of(page.text)));
    if ["若不考虑", "不考虑", "剔除", "扣除"].iter().any(|w| without.starts_with(w)) && without.chars().count() <= 14
    {
        return without.to_owned();
    }
    if let Some(whole) = lead::whole_of(page, sentence, s.quantity.span.end) {
        return whole;
    }
    // `公司造价业务盈利优越，整体毛利率在…` is the part's
    if ["整体", "综合"].iter().any(|w| lead.contains(w))
        && !lead.contains("公司")
        && let Some(part) = clause_lead(page, sentence, clause).filter(|p| is_part(page.document, p))
    {
        return part;
    }
    let own = ["公司", "集团", "整体", "综合", "总", "归母", "归属", "扣非", "每股"].iter().any(|w| lead.contains(w));
    if let Some(part) = lead::defined(page, sentence, clause).filter(|_| !own) {
        return part;
    }
    if own || lead.contains("合计") {
        return summed(page, clause, lead).unwrap_or_default();
    }
    // what a heading speaks of is no part of a company that the clause names
    let named = page
        .mentions
        .iter()
        .any(|m| m.kind == MentionKind::Company && m.span.start >= clause.start && m.span.end <= metric.start);
    before(page, sentence, clause)
        .or_else(|| clause_lead(page, sentence, clause))
        .or_else(|| lead::goes_well(page, sentence, clause, metric))
        .or_else(|| heading(page, sentence).filter(|_| !named))
        .unwrap_or_default()
}

/// `国内外某某业务合计实现收入`: the one part of which all places are summed up.
fn summed(page: &Page<'_>, clause: Span, lead: &str) -> Option<String> {
    let words = page.phrase_before(clause.start, clause.start + lead.find("合计")?)?.of(page.text).trim();
    let part = page.lexicon.phrases.parts.closing(words).is_some();
    (part && words.starts_with("国内外") && NAME.contains(&words.chars().count())).then(|| words.to_owned())
}

/// `工业、汽车收入2亿美元`: one amount of all parts that stand before its noun.
fn both(page: &Page<'_>, sentence: &Sentence, clause: Span, metric: Span) -> Option<String> {
    let from = clause.start.max(sentence.span.start);
    let last = page.phrase_before(from, metric.start)?;
    let dates = page.periods.iter().filter(|p| p.span.start >= from && p.span.end <= last.start);
    let from = dates.map(|p| p.span.end).max().unwrap_or(from);
    let first = between(page.text, from, last.start).find('、')?;
    let from = page.phrase_before(from, from + first).map_or(from, |p| p.start);
    let lead = between(page.text, from, last.start);
    let list = lead.trim_end().strip_suffix('、')?.trim();
    let phrases = &page.lexicon.phrases;
    let plain = |item: &str| {
        (1..=8).contains(&item.chars().count())
            && item.chars().all(char::is_alphabetic)
            && phrases.measured.closing(item).is_none()
    };
    let named = page.mentions.iter().any(|m| m.span.start >= from && m.span.end <= metric.start);
    let words = between(page.text, from, last.end).trim();
    (list.split('、').all(plain) && !named && words.chars().count() <= 20).then(|| words.to_owned())
}

/// `…开始布局设计业务，2021年该业务完成整合，毛利率达到…`: the part that was named before 该业务.
fn that(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<String> {
    let lead = between(page.text, sentence.span.start, at);
    if !lead.contains('该') {
        return None;
    }
    let parts = page.lexicon.phrases.parts.iter();
    let (noun, at) = parts.filter_map(|p| Some((*p, lead.rfind(&format!("该{p}"))?))).max_by_key(|f| f.1)?;
    if let Some(end) = lead[..at].rfind(noun).map(|i| i + noun.len()) {
        let name = page.phrase_before(sentence.span.start, sentence.span.start + end)?.of(page.text).trim();
        return (NAME.contains(&name.chars().count()) && !name.contains('该')).then(|| name.to_owned());
    }
    told(page, sentence, at).or_else(|| heading(page, sentence)).or_else(|| Some(format!("该{noun}")))
}

/// 储能电池 of `储能电池收入275亿元；该板块毛利率为15%`: the part of the figure before in the sentence, or in what `；` ends.
fn told(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<String> {
    let from = page.part_before(sentence).map_or(sentence.span.start, |b| b.span.start);
    let before = Span::new(from, sentence.span.start + at);
    let (metric, _) = page.triggers_in(before).filter(|(_, t)| t.kind == "financial").last()?;
    let earlier = page.sentences.iter().find(|s| s.span.contains(*metric))?;
    own(page, earlier.clause_at(metric.start).start, metric.start).filter(|p| !p.starts_with(['该', '此']))
}

/// `公司旗下硅光半导体公司上半年营收`: a firm that it holds.
fn held(lead: &str) -> Option<&str> {
    let (_, behind) = lead.split_once("旗下")?;
    let end = behind.find("公司")? + "公司".len();
    let name = behind[..end].trim_start_matches(['的', ' ']);
    let named = is_plain(name, 5..=20) && !name.starts_with('子');
    named.then_some(name)
}

/// The words right before a metric, where they name a part.
fn own(page: &Page<'_>, from: usize, metric: usize) -> Option<String> {
    let phrases = &page.lexicon.phrases;
    let Some(span) = page.phrase_before(from, metric) else {
        if let Some(word) = short(page, from, metric) {
            return Some(word.to_owned());
        }
        if let Some(product) = of_firm(page, from, metric) {
            return Some(product.to_owned());
        }
        // `某某业务2025年实现营业收入`: the part stands before the date
        let dated = page.periods.iter().rev().find(|p| p.span.start > from && p.span.end <= metric)?;
        let span = page.phrase_before(from, dated.span.start)?;
        let words = span.of(page.text).trim();
        let firm = page.mentions.iter().any(|m| m.span.overlaps(span));
        let inner = page.text[..span.start].trim_end().ends_with("其中");
        let spoken = !firm && NAME.contains(&words.chars().count()) && !page.is_generic(words);
        let part = phrases.parts.closing(words).is_some() || spoken && (inner || is_part(page.document, words));
        return part.then(|| words.to_owned());
    };
    let mut words = span.of(page.text).trim();
    loop {
        // 调整后 of 调整后造价收入 says that it is another figure
        let cut = phrases.adverbs.opening(words).or_else(|| phrases.part_leads.opening(words));
        let cut = cut.filter(|w| !words[w.len()..].starts_with('后'));
        let tail = phrases.part_tails.closing(words);
        words = match (cut, tail) {
            (Some(w), _) => words[w.len()..].trim_start(),
            (None, Some(w)) => words[..words.len() - w.len()].trim_end(),
            (None, None) => break,
        };
    }
    let whole = phrases.wholes.closing(words).is_some()
        || words.ends_with(['和', '与', '及', '使', '令'])
        || words.starts_with(['有', '年']) && !words.ends_with("业务")
        || words.ends_with('/');
    let rest = matches!(words, "其他" | "其它" | "其他业务" | "其它业务");
    // `公司2023年国内新签订单`: what it sells there
    let region = matches!(words, "国内" | "海外" | "境外" | "境内" | "国外");
    let sized = NAME.contains(&words.chars().count()) && (rest || region || !page.is_generic(words));
    (!whole && (sized || is_letter(page, words))).then(|| words.to_owned())
}

/// BOTOX of `甲的BOTOX（保妥适）2025年销售额`: a company's product before its date.
fn of_firm<'d>(page: &Page<'d>, from: usize, metric: usize) -> Option<&'d str> {
    let dated = page.periods.iter().rev().find(|p| p.span.start > from && p.span.end <= metric)?;
    let firm = page
        .mentions
        .iter()
        .rfind(|m| m.kind == MentionKind::Company && m.span.start >= from && m.span.end <= dated.span.start)?;
    let words = between(page.text, firm.span.end, dated.span.start).trim().strip_prefix('的')?;
    let name = words.split(['（', '(']).next().unwrap_or(words).trim();
    let aside = words.len() == name.len() || words.ends_with(['）', ')']);
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | ' '));
    let noun = page.is_measured(name) || page.lexicon.phrases.predicates.is_in(name) || page.is_generic(name);
    (aside && plain && !noun && NAME.contains(&name.chars().count())).then_some(name)
}

/// 云 of `其中云收入`, `公司云收入`, `2023年云收入`: a part of one character, where the report speaks of its business.
fn short<'d>(page: &Page<'d>, from: usize, metric: usize) -> Option<&'d str> {
    let lead = between(page.text, from, metric).trim_end();
    let at = lead.char_indices().next_back().filter(|(_, c)| crate::lexicon::is_han(*c))?.0;
    let (before, word) = (lead[..at].trim_end(), &lead[at..]);
    let begins = before.is_empty() || before.ends_with(['，', '、', '；', '：', '年', '月', '度']);
    let begins = begins || ["其中", "公司", "实现"].iter().any(|w| before.ends_with(w)) || before.ends_with("半年");
    (begins && is_letter(page, word)).then_some(word)
}

/// Whether a word is one Han character that the report uses as a part's name, and no pointer or measure.
fn is_letter(page: &Page<'_>, word: &str) -> bool {
    let han = word.chars().count() == 1 && word.chars().all(crate::lexicon::is_han);
    han && !"总新原本该其此各主年月日毛净元的约现度对而之且则".contains(word) && is_part(page.document, word)
}

/// `设计业务，…，毛利率为`: a clause of the sentence, before the metric's, that names a part alone.
fn clause_lead(page: &Page<'_>, sentence: &Sentence, clause: Span) -> Option<String> {
    let parts = &page.lexicon.phrases.parts;
    let before = sentence.before(clause.start);
    for earlier in before {
        // `10. 2025年某某业务`
        let head = earlier.of(page.text).trim_start_matches([' ', '（', '(']);
        let bare_head = head.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = bare_head.len() < head.len() && bare_head.starts_with(['.', '、', '）', ')']);
        let from = earlier.end - if numbered { bare_head.len() } else { head.len() };
        let from = from + if numbered { bare_head.chars().next().map_or(0, char::len_utf8) } else { 0 };
        let start = noun::trim_start(page, from, earlier.end);
        let words = between(page.text, start, earlier.end);
        let words =
            bare(words.split_once(['：', ':']).map_or(words, |(head, rest)| label(parts, head).unwrap_or(rest)));
        // `工程施工业务由于…`: the part leads its clause
        let end = parts.iter().filter_map(|p| words.find(*p).map(|i| i + p.len())).min().unwrap_or(words.len());
        let words = &words[..end];
        // 甲公司业务 is all that it does; what it bought (`甲公司收购乙产品`) is no part
        let firm = page.mentions.iter().rfind(|m| m.kind == MentionKind::Company && earlier.contains(m.span));
        let behind = firm.and_then(|m| words.rsplit_once(m.span.of(page.text))).map(|w| w.1);
        if behind.is_some_and(|w| parts.contains(&w) || w.chars().count() > SHORT) {
            continue;
        }
        let words = behind.unwrap_or(words);
        // 公司造价业务 is its part where the report speaks of that as of one
        let words = words.strip_prefix("公司").filter(|w| is_part(page.document, w)).unwrap_or(words);
        if ["公司", "整体"].iter().any(|w| words.contains(w)) {
            // `硅光业务，我们假设公司…`: the part that the sentence begins with
            let first = sentence.clauses.first().filter(|c| c.end <= clause.start)?;
            let head = first.of(page.text);
            let end = parts.iter().filter_map(|p| head.find(*p).map(|i| i + p.len())).min()?;
            let label = page.phrase_before(first.start, first.start + end)?.of(page.text).trim();
            return (NAME.contains(&label.chars().count()) && is_part(page.document, label)).then(|| label.to_owned());
        }
        // 第一大业务 is named elsewhere
        let ranked =
            ["第", "最大", "核心", "主要", "主力", "支柱", "相比", "对比", "考虑"].iter().any(|w| words.starts_with(w));
        let named = !ranked && !words.contains("我们") && !words.starts_with(|c: char| c.is_ascii_digit() || c == '年');
        if named && NAME.contains(&words.chars().count()) && parts.iter().any(|p| words.ends_with(*p)) {
            return Some(words.to_owned());
        }
    }
    None
}

/// A clause's label; `None` for a slogan (`甲与实际业务充分结合：`), behind which the clause itself begins.
fn label<'t>(parts: &[&str], head: &'t str) -> Option<&'t str> {
    let end = parts.iter().filter_map(|p| head.find(*p).map(|i| i + p.len())).min().unwrap_or(head.len());
    let slogan = head[..end].contains('与') && head[end..].chars().count() >= 3;
    (!slogan).then_some(head)
}

/// What stands before `：` at the head of this sentence, or of the nearest one before in the passage.
fn heading(page: &Page<'_>, sentence: &Sentence) -> Option<String> {
    let index = page.sentences.iter().position(|s| s.span == sentence.span)?;
    let head = page.sentences[..=index].iter().rev().find_map(|s| s.span.of(page.text).split_once(['：', ':']))?.0;
    let name = bare(head);
    let name = name.strip_suffix("方面").unwrap_or(name);
    let part = page.lexicon.phrases.parts.closing(name).is_some();
    let digits = name.starts_with(|c: char| c.is_ascii_digit());
    let firm = page.mentions.iter().any(|m| m.kind == MentionKind::Company && m.span.of(page.text) == name);
    let named =
        NAME.contains(&name.chars().count()) && !page.is_generic(name) && !name.contains("我们") && !digits && !firm;
    (named && (part || is_part(page.document, name))).then(|| name.to_owned())
}

/// `其中7-9月实现营业收入`, `毛利率分别为`: the part of the figure before in the sentence; behind 其中 or for
/// one quarter also the last one of the sentence before.
fn before(page: &Page<'_>, sentence: &Sentence, clause: Span) -> Option<String> {
    let goes_on = |words: &str| {
        let words = words.trim_start_matches([' ', '，', ',']);
        words.starts_with("其中") || words.chars().take(6).collect::<String>().contains("单季")
    };
    let part = |within: Span, until: usize| {
        let inside = |w: &Span| within.contains(*w) && w.end <= until;
        let (metric, _) = page.triggers.iter().find(|(w, t)| t.kind == "financial" && inside(w))?;
        let earlier = page.sentences.iter().find(|s| s.span.contains(*metric))?;
        own(page, earlier.clause_at(metric.start).start, metric.start)
    };
    // `其中婴配奶粉业务推出新品，推动收入增长`: the part that 其中 itself names
    let last = sentence.clauses.iter().rev().filter(|c| c.start <= clause.start).find(|c| goes_on(c.of(page.text)));
    if let Some(name) = last.and_then(|c| inner(page, c.of(page.text))) {
        return Some(name.to_owned());
    }
    if goes_on(clause.of(page.text)) && clause.start > sentence.span.start {
        return part(sentence.span, clause.start);
    }
    let before = page.earlier(sentence).last();
    // `此前，2024年…` goes on with the part of the sentence before
    if sentence.span.of(page.text).trim_start().starts_with("此前") {
        let earlier = before?;
        return clause_lead(page, earlier, *earlier.clauses.last()?);
    }
    let earlier = before.filter(|_| goes_on(sentence.span.of(page.text)))?;
    part(earlier.span, earlier.span.end)
}

/// 甲业务 of `其中甲业务下半年推出`.
fn inner<'t>(page: &Page<'_>, words: &'t str) -> Option<&'t str> {
    let rest = words.trim_start_matches([' ', '，', ',']).strip_prefix("其中")?;
    let end = page.lexicon.phrases.parts.iter().filter_map(|p| rest.find(*p).map(|i| i + p.len())).min()?;
    let name = &rest[..end];
    let plain = name.chars().all(char::is_alphabetic) && !page.lexicon.phrases.predicates.is_in(name);
    (plain && NAME.contains(&name.chars().count()) && !page.is_generic(name)).then_some(name)
}

/// A clause without the marks, numbers and colons around it.
pub(super) fn bare(words: &str) -> &str {
    let words = words.trim().trim_end_matches(['，', ',', '：', ':', '；']);
    words.trim_start_matches(|c: char| !c.is_alphabetic() || "一二三四五六七八九十".contains(c) && words.contains('、'))
}

/// Whether the report speaks of a name as of a part: 某某业务, 某某收入.
pub(super) fn is_part(document: &Document, name: &str) -> bool {
    const TELLS: [&str; 8] = ["业务", "产品", "板块", "收入", "营收", "毛利率", "销量", "事业部"];
    // sought in every passage: what the search needs of the name is made once
    let finder = memchr::memmem::Finder::new(name);
    let tells = |text: &str| {
        finder
            .find_iter(text.as_bytes())
            .any(|i| text.get(i + name.len()..).is_some_and(|rest| TELLS.iter().any(|t| rest.starts_with(t))))
    };
    document.passages.iter().any(|p| tells(&p.text))
}
