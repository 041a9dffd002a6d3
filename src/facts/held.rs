//! Shares of a market whose noun is but 份额, stands before, or is left out.
//!
//! reads: `甲的份额约为21%`, `在某某市场，公司份额为10%`, `；某某份额约4%` of whom the part before `；` speaks, `乙以12%紧随其后`, `乙约为15%`
//! behind a share, `甲、乙以13%和12%分列第二、第三`, `丙从15%跃升至22%`, `超过丁的21%`, `某某市场上，甲占了35%`, `…销量68万台，其中甲占29%`,
//! `甲在国内某某出货中的占比为41%`, `某某企业合计份额超过九成`. gives: `market share` facts, their holder and the market that the
//! words around name. does not match: fund units (`认购基金份额`), shares of sales, costs,
//! orders and customers.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::page::{Page, is_firm, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, market, noun, parallel, said};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Quantity, Role};

/// What a clause speaks of whose 份额 or 占比 is of no market.
pub(super) const OTHERS: [&str; 24] = [
    "基金", "ETF", "REIT", "认购", "认缴", "公允", "营收", "收入", "利润", "成本", "采购", "股权", "信托", "理财",
    "客户", "订单", "费用", "持有", "持股", "支出", "投资", "产能", "员工", "资产",
];

/// What a place in a list begins with.
const PLACES: [&str; 13] =
    ["紧随", "居", "位居", "位列", "排", "名列", "次之", "领先", "稳居", "领跑", "守住", "升至", "跻身"];

/// Firms of a kind, who may hold a share as one does.
pub(super) const KINDS: [&str; 7] = ["企业", "厂商", "品牌", "服务商", "供应商", "运营商", "龙头"];

/// Words between a holder and a value that say but that it holds it.
const HOLDS: [&str; 20] = [
    "一家", "就", "则", "也", "已", "仍", "约", "为", "占", "据", "有", "了", "仅", "达", "到", "近", "的", "超", "过",
    "独",
];

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> Option<Fact> {
    let at = s.quantity.span;
    let clause = s.clause.of(page.text);
    if s.quantity.unit != "%" || s.change.is_some() || s.item.is_some() {
        return None;
    }
    // what no word near calls a share is none
    let near = between(page.text, page.reach(sentence, 1), s.clause.end);
    if !near.contains(['份', '占', '比', '率', '拿', '握']) && !out.last().is_some_and(is_share) {
        return None;
    }
    let rest = between(page.text, at.end, s.clause.end).trim_start_matches([' ', '的']);
    // whether its sentence, or the part before it, speaks of shares
    let from = page.part_before(sentence).map_or(sentence.span.start, |b| b.span.start);
    let told = ["份额", "市占率", "占有率"].iter().any(|w| between(page.text, from, s.quantity.span.end).contains(w));
    let free = !rest.starts_with(char::is_alphanumeric);
    let moves = || {
        let lead = between(page.text, s.clause.start, at.start);
        (lead.contains('由') || lead.contains('从'))
            && rest.starts_with(['升', '降', '滑', '跌', '增', '提', '回', '下', '上'])
    };
    let (subject, object) = by_noun(page, sentence, s)
        .filter(|_| free || moves())
        .or_else(|| listed(page, s, told))
        .or_else(|| among(page, s).filter(|_| free))
        .or_else(|| moved_to(page, s, told))
        .or_else(|| within(page, s, told).filter(|_| free))
        .or_else(|| placed(page, sentence, s, (rest, out)))
        .or_else(|| taken(page, sentence, s, rest))
        .or_else(|| of_size(page, s, out).filter(|_| free))
        .or_else(|| next(page, s, out).filter(|_| free || PLACES.iter().any(|p| rest.starts_with(p))))?;
    if OTHERS.iter().any(|w| clause.contains(w)) {
        return None;
    }
    let object = if object.is_empty() { market_of(page, sentence, s, out) } else { object };
    // of a list the words before the first are each one's
    let list = page.actor_listed(at.start).is_some();
    let span = Span::new(if list { s.clause.start } else { start(page, s) }, at.end);
    let mut f = fact(page, FactKind::Market, "share", subject, span, "market_figure");
    measure(&mut f, s.quantity);
    f.object = object;
    circumstances(&mut f, page, sentence, at.start, false);
    said::expected(&mut f);
    Some(f)
}

/// Where the words of a share begin: behind the value before it.
pub(super) fn start(page: &Page<'_>, s: &Statement<'_>) -> usize {
    let before = page.quantities_in(Span::new(s.clause.start, s.quantity.span.start)).last();
    before.map_or(s.clause.start, |q| q.span.end)
}

/// The last one before a place who may hold a share, where nothing but its code in brackets, a date or 的 stands between.
pub(super) fn holder<'d>(page: &Page<'d>, from: usize, end: usize) -> Option<&'d Mention> {
    let may = |m: &&Mention| {
        (is_firm(m) || m.kind == MentionKind::Chip)
            && m.role != Role::Source
            && m.span.start >= from
            && m.span.end <= end
    };
    let m = page.mentions.iter().rev().find(may)?;
    let mut link = between(page.text, m.span.end, end).to_owned();
    for p in page.periods.iter().filter(|p| p.span.start >= m.span.end && p.span.end <= end) {
        let date = p.span.of(page.text);
        link = link.replace(&format!("在{date}"), "").replace(date, "");
    }
    let coded = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '（' | '）' | '(' | ')' | ' ' | '的' | '年');
    let bracket = link.trim().is_empty() || link.trim_end().ends_with(['）', ')', '的', '年']);
    // Azure of 微软Azure
    let brand = (2..=8).contains(&link.len()) && link.chars().all(|c| c.is_ascii_alphabetic());
    (brand || bracket && link.chars().all(coded)).then_some(m)
}

/// `甲的份额约为21%`: whose a bare 份额 is, and its market where the words name one.
fn by_noun(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<(Subject, String)> {
    let from = s.clause.start;
    let lead = between(page.text, from, s.quantity.span.start);
    let at = from + lead.rfind("份额")?;
    let word = Span::new(at, at + "份额".len());
    let known = page.triggers.iter().any(|(w, t)| t.kind == "market" && w.overlaps(word));
    let behind = between(page.text, word.end, s.quantity.span.start);
    let said =
        !behind.contains(['，', '、', '：', '占', '比', '率', '增', '数', '量', '额']) && !behind.contains("分别");
    let level = said && behind.chars().count() <= 18;
    if known || !level || page.actor_listed(s.quantity.span.start).is_some() {
        return None;
    }
    let own = between(page.text, from, at).trim_end_matches(['的', ' ']);
    if let Some(m) = holder(page, from, at) {
        return Some((m.into(), String::new()));
    }
    // `甲受益于新品，份额提升1个百分点至33%`
    let led = own.is_empty() && sentence.before(from).any(|c| page.names_firm(*c));
    if (own.ends_with("公司") || led) && page.names_actor(sentence, at) {
        return Some(page.actor(sentence, at)).filter(|a| !a.id.is_empty()).map(|a| (a, String::new()));
    }
    let group = own.trim_end_matches("合计").trim_end_matches('的');
    let begin = noun::trim_start(page, from, from + group.len());
    let name = between(page.text, begin, from + group.len()).trim();
    let kind = KINDS.iter().any(|k| name.ends_with(k)) && !page.names_firm(Span::new(from, at));
    if kind {
        return is_plain(name, 4..=PLAIN).then(|| (Subject::named(name), String::new()));
    }
    spoken_of(page, sentence, s, name).or_else(|| unlisted(page, sentence, s, Span::new(from, at)))
}

/// `甲、乙的份额分别为5%和4%`, `甲、乙以13%和12%分列第二、第三`: each of a list of firms.
fn listed(page: &Page<'_>, s: &Statement<'_>, told: bool) -> Option<(Subject, String)> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let bare = |words: &str| words.chars().all(|c| !c.is_alphabetic() || "分别依次为达约和与及近".contains(c));
    if let Some(by) = lead.rfind('以').filter(|i| told && bare(&lead[i + '以'.len_utf8()..])) {
        return one_of(page, s, s.clause.start + by);
    }
    let at = s.clause.start + lead.rfind("份额").filter(|i| bare(&lead[i + "份额".len()..]))?;
    let word = Span::new(at, at + "份额".len());
    let known = page.triggers.iter().any(|(w, t)| t.kind == "market" && w.overlaps(word));
    page.actor_listed(s.quantity.span.start).filter(|_| !known).map(|m| (m.into(), String::new()))
}

/// Whose the value is of as many firms before 以 as there are values before 分列, of which not all need be known.
fn one_of(page: &Page<'_>, s: &Statement<'_>, by: usize) -> Option<(Subject, String)> {
    let all: Vec<&Quantity> = page.quantities_in(Span::new(by, s.clause.end)).filter(|q| q.unit == "%").collect();
    let behind = between(page.text, all.last()?.span.end, s.clause.end).trim_start_matches("的份额");
    let placed = ["分列", "分居", "分获"].iter().any(|w| behind.starts_with(w));
    let place = all.iter().position(|q| q.span == s.quantity.span).filter(|_| placed && all.len() >= 2)?;
    let item = *parallel::items(page.text, s.clause.start, by, all.len())?.get(place)?;
    if let Some(m) = holder(page, item.start, item.end) {
        return Some((m.into(), String::new()));
    }
    let name = item.of(page.text).trim_matches(['，', ',', ' ']);
    (is_plain(name, 2..=8) && !page.is_generic(name)).then(|| (Subject::named(name), String::new()))
}

/// `丙从15%跃升至22%`, `超过丁的21%`: another's share where those before were given.
fn moved_to(page: &Page<'_>, s: &Statement<'_>, told: bool) -> Option<(Subject, String)> {
    let at = s.quantity.span.start;
    let lead = between(page.text, s.clause.start, at).trim_end();
    let than = ["超过", "高于", "低于", "仅次于", "略低于", "略高于", "领先于", "落后于"];
    let than = than.iter().any(|w| lead.trim_start_matches(['，', ' ']).starts_with(w)) && lead.ends_with('的');
    let whose = |from: usize, end: usize| holder(page, from, end).map(|m| (m.into(), String::new()));
    if than && told {
        return whose(s.clause.start, s.clause.start + lead.len());
    }
    let bare = lead.strip_suffix(['至', '到'])?;
    let mut own = page.quantities_in(Span::new(s.clause.start, at));
    let (first, more) = (own.next().filter(|q| q.unit == "%")?, own.next());
    let moves = between(page.text, first.span.end, s.clause.start + bare.len());
    let turns = [&page.lexicon.phrases.rises, &page.lexicon.phrases.falls].iter().any(|l| l.closing(moves).is_some());
    let turns = turns || ["退", "退守", "收缩", "滑落", "缩"].contains(&moves);
    let head = between(page.text, s.clause.start, first.span.start).trim_end();
    let head = head.strip_suffix(['从', '由'])?.trim_end_matches(['则', '也', '却', '亦', ' ']);
    let found = whose(s.clause.start, s.clause.start + head.len());
    found.filter(|_| turns && moves.chars().count() <= 6 && more.is_none() && told)
}

/// `某某中甲占55%` where those around give shares: the field, and who has so much of it.
fn within(page: &Page<'_>, s: &Statement<'_>, told: bool) -> Option<(Subject, String)> {
    let from = start(page, s);
    let lead = between(page.text, from, s.quantity.span.start).trim_end_matches(['约', '近', ' ', '超']);
    let end = from + lead.strip_suffix('占').filter(|_| told)?.len();
    let m = holder(page, from, end)?;
    let head = between(page.text, from, m.span.start).trim_end().strip_suffix('中')?;
    let field = page.phrase_before(from, from + head.len())?.of(page.text).trim();
    let plain = is_plain(field, 3..=PLAIN) && !page.is_generic(field) && !page.is_measured(field);
    plain.then(|| (m.into(), field.trim_start_matches('在').to_owned()))
}

/// Whether a value is what a move came from, of a time that no date of its own says: `由上季的42%升至43.6%`.
pub(super) fn is_former(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let at = s.quantity.span;
    let lead = between(page.text, s.clause.start, at.start);
    let Some(from) = lead.rfind(['由', '从']) else { return false };
    let words = &lead[from..];
    let dated = words.contains(|c: char| c.is_ascii_digit());
    let rest = between(page.text, at.end, s.clause.end).trim_start_matches([' ', '左', '右']);
    let turn = [&page.lexicon.phrases.rises, &page.lexicon.phrases.falls].iter().find_map(|l| l.opening(rest));
    let to = turn.is_some_and(|t| t.ends_with(['至', '到']) || rest[t.len()..].trim_start().starts_with(['至', '到']));
    let plain = words.chars().count() <= 10 && !words.contains(['，', '；']);
    plain && (to || leads_on(page, s, rest)) && !dated
}

/// Whether the noun of what is counted and a verb stand before a level: `由3万片晶圆扩至5万片晶圆`.
fn leads_on(page: &Page<'_>, s: &Statement<'_>, rest: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    let Some(head) = rest.find(['至', '到']).map(|i| &rest[..i]) else { return false };
    let short = head.chars().count() <= MOVE && head.chars().all(crate::lexicon::is_han);
    let turns = [&phrases.rises, &phrases.falls].iter().any(|l| l.closing(head).is_some());
    let turns = turns || ["扩", "扩产", "扩充", "扩建"].iter().any(|w| head.ends_with(w));
    s.quantity.unit != "%" && short && turns
}

/// Characters of what is counted and the verb behind it.
const MOVE: usize = 8;

/// `百吉2025年份额14%，位列第二`: one whom no list has, by the date behind the name and the place in the next clause.
fn unlisted(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, lead: Span) -> Option<(Subject, String)> {
    let next = page.text[s.clause.end..].trim_start();
    let placed = ["位列", "位居", "排名", "排在", "排第", "居", "名列"].iter().any(|w| next.starts_with(w));
    let dated = page.periods.iter().find(|p| lead.contains(p.span))?;
    let tail = between(page.text, dated.span.end, lead.end).trim_matches(['年', '的', ' ']);
    let name = between(page.text, lead.start, dated.span.start).trim();
    let fine = placed && tail.is_empty() && is_plain(name, 2..=5) && !page.is_generic(name);
    (fine && !page.names_actor(sentence, lead.end)).then(|| (Subject::named(name), String::new()))
}

/// Characters of a name.
const PLAIN: usize = 12;

/// `；某某份额约4%`: of whom the part before `；` gives a share already, in another market.
fn spoken_of(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, name: &str) -> Option<(Subject, String)> {
    let before = page.part_before(sentence)?;
    let words = before.span.of(page.text);
    let shares = words.contains("份额") || words.contains("市占率");
    let end = before.span.end;
    let silent = !page.names_actor(sentence, s.quantity.span.start) && page.names_actor(before, end);
    let fine = shares && silent && is_plain(name, 3..=PLAIN) && !page.is_generic(name);
    let actor = fine.then(|| page.actor(before, end)).filter(|a| !a.name.is_empty())?;
    Some((actor, market::tidy(page, name).to_owned()))
}

/// `甲在国内某某出货中的占比为41%`: what one has among all that are sold.
fn among(page: &Page<'_>, s: &Statement<'_>) -> Option<(Subject, String)> {
    let from = s.clause.start;
    let lead = between(page.text, from, s.quantity.span.start);
    if !lead.contains('中') {
        return None;
    }
    let nouns = ["中的占比", "中所占比重", "中所占的比重", "中的比重", "中的比例", "中占比"];
    let (end, noun) = nouns.iter().filter_map(|w| lead.rfind(w).map(|i| (i, *w))).max_by_key(|(i, w)| (*i, w.len()))?;
    let near = lead[end + noun.len()..].chars().count() <= 6;
    let at = lead[..end].rfind('在')?;
    let mut of = from + at + "在".len();
    if let Some(p) = page.periods.iter().find(|p| p.span.start == of) {
        of = p.span.end;
    }
    let whole = between(page.text, of, from + end).trim_start_matches(['年', ' ']);
    let region = page.lexicon.phrases.regions.opening(whole)?;
    let fine = near && is_plain(whole, 4..=20) && !page.is_generic(&whole[region.len()..]);
    let own = page.phrase_before(from, from + at).map(|p| p.of(page.text).trim());
    let group = || own.filter(|o| KINDS.iter().any(|k| o.ends_with(k)) && is_plain(o, 4..=PLAIN)).map(Subject::named);
    let subject = holder(page, from, from + at).map(Subject::from).or_else(group)?;
    fine.then(|| (subject, whole.to_owned()))
}

/// `乙以12%紧随其后`, `甲以70%的份额居首`: a share by the place that it gives.
fn placed(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (rest, out): (&str, &[Fact]),
) -> Option<(Subject, String)> {
    let lead = between(page.text, s.clause.start, s.quantity.span.start).trim_end();
    let at = s.clause.start + lead.strip_suffix('以').or_else(|| lead.strip_suffix('凭'))?.len();
    let of = rest.strip_prefix("份额").unwrap_or(rest).trim_start();
    let near = Span::new(page.earlier(sentence).last().map_or(sentence.span.start, |b| b.span.start), at);
    let told = rest.starts_with("份额")
        || out.last().is_some_and(is_share)
        || ["份额", "市占率", "占有率"].iter().any(|w| near.of(page.text).contains(w));
    let place = PLACES.iter().any(|p| of.starts_with(p));
    holder(page, s.clause.start, at).filter(|_| told && place).map(|m| (m.into(), String::new()))
}

fn is_share(f: &Fact) -> bool {
    f.kind == FactKind::Market && f.metric == "share"
}

/// `某某市场上，甲占了35%`, `甲、乙分别占据30%和22%的市场`: who takes how much of the market that the sentence speaks of.
fn taken(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, rest: &str) -> Option<(Subject, String)> {
    let from = start(page, s);
    let lead = between(page.text, from, s.quantity.span.start).trim_end();
    let listed = page.actor_listed(s.quantity.span.start);
    let all = between(page.text, s.clause.start, s.quantity.span.start);
    let taken = ["占据", "占有", "占了", "占", "拿走", "握有", "拿下"].iter().any(|v| all.contains(v));
    let whole = rest.strip_prefix("市场").is_some_and(|r| !r.starts_with(char::is_alphanumeric));
    if !taken || !whole && rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    if let Some(m) = listed {
        return field(page, sentence, s.clause).map(|f| (m.into(), f));
    }
    let mut bare = lead;
    while let Some(rest) = HOLDS.iter().find_map(|w| bare.strip_suffix(w)) {
        bare = rest;
    }
    let field = field(page, sentence, s.clause);
    let end = from + bare.trim_end().len();
    if bare.len() == lead.len() {
        return None;
    }
    if let Some(m) = holder(page, from, end) {
        return field.map(|f| (m.into(), f));
    }
    // `第三方服务商合计占有42%的市场`
    let name = page.phrase_before(from, from + bare.trim_end_matches("合计").len()).filter(|_| whole)?.of(page.text);
    let kind = KINDS.iter().any(|k| name.ends_with(k)) && !page.names_firm(Span::new(from, end));
    (kind && is_plain(name, 4..=PLAIN)).then(|| (Subject::named(name), String::new()))
}

/// `…销量约68万台，其中甲占29%`: whose share of the market it is whose size was read last.
fn of_size(page: &Page<'_>, s: &Statement<'_>, out: &[Fact]) -> Option<(Subject, String)> {
    let whole = out.last().filter(|f| f.kind == FactKind::Market && f.metric == "size" && f.subject_id.is_empty())?;
    let at = s.quantity.span.start;
    let lead = between(page.text, s.clause.start, at);
    let near = whole.span.end <= s.clause.start && between(page.text, whole.span.end, s.clause.start).trim() == "，";
    let bare = lead.strip_prefix("其中").filter(|_| near || whole.span.end == s.clause.start)?;
    let end = ["占到了", "占到", "占据", "占了", "占比", "占"]
        .iter()
        .find_map(|w| bare.trim_end_matches(['约', '近', '为', '达', '超', ' ']).strip_suffix(w))?;
    let from = s.clause.start + lead.len() - bare.len();
    holder(page, from, from + end.trim_end().len()).map(|m| (m.into(), whole.subject.clone()))
}

/// The market that a clause before names as what it speaks of: `国内某某市场上，`, `在某某市场，`, `全球某某市场格局稳固，`.
pub(super) fn field(page: &Page<'_>, sentence: &Sentence, clause: Span) -> Option<String> {
    let before = sentence.before(clause.start).next()?;
    let words = before.of(page.text).trim_end_matches(['，', ',', ' ']);
    let end = before.start + words.find("市场").or_else(|| words.find("领域"))?;
    let tail = between(page.text, end, before.start + words.len());
    let mid =
        ["上", "中", "里", "内", "方面", ""].iter().any(|w| tail == format!("市场{w}") || tail == format!("领域{w}"));
    let shape = tail.starts_with("市场格局") || tail.starts_with("市场集中");
    let name = page.phrase_before(before.start, end).filter(|_| mid || shape)?;
    let name = name.of(page.text).trim();
    (!page.is_generic(name) && is_plain(name, 2..=20) && !page.names_firm(*before)).then(|| name.to_owned())
}

/// `乙约为15%`, `乙15%` behind the share of another one.
fn next(page: &Page<'_>, s: &Statement<'_>, out: &[Fact]) -> Option<(Subject, String)> {
    let last = out.last().filter(|f| is_share(f) && !f.subject.is_empty())?;
    let at = s.quantity.span.start;
    let from = last.span.end.min(at);
    if page.quantities_in(Span::new(from, at)).next().is_some() {
        return None;
    }
    let lead = between(page.text, from, at);
    let bare = lead.trim_end().trim_end_matches(['则', '也', '约', '为', '占', '仅', '有', '近', '达', '以', ' ']);
    let m = holder(page, from, from + bare.len())?;
    let link = between(page.text, from, m.span.start).trim_start_matches(['左', '右', '的', '份', '额']).trim();
    let place = PLACES.iter().any(|p| link.starts_with(p)) && link.ends_with(['，', ',']) && link.chars().count() <= 8;
    let joins = place || matches!(link, "，" | "、" | "；" | "和" | "，而" | "，其中" | ",");
    (joins && m.id != last.subject_id).then(|| (m.into(), last.object.clone()))
}

/// The market of a share whose own words name none: of the clause before, or the one whose figure was read last.
pub(super) fn market_of(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> String {
    let last = || {
        let f = out.last().filter(|f| f.kind == FactKind::Market)?;
        let of = if is_share(f) { &f.object } else { &f.subject };
        (is_share(f) || f.subject_id.is_empty()).then(|| of.clone())
    };
    field(page, sentence, s.clause).or_else(last).unwrap_or_default()
}
