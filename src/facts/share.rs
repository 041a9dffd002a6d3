//! Shares of a market: who holds them, and the market that the words around the number name.
//!
//! reads: shares whose noun stands behind the number (`以37%的市占率`), parts of a market (`在国内市场占6%`), names before
//! a bracket, what several hold together, the field that a clause before leads. gives: `market share` facts, or their
//! owner and market for the statement that `market` reads. refuses: shares of a customer's sales.

use super::actor::{Subject, says_firm};
use super::doubt::Refused;
use super::draft::{circumstances, fact, measure};
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Fact, FactKind, board, divided, foremost, joint, market, naming, parallel, said};
use crate::lexicon::Trigger;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Quantity};

/// Bytes behind a number in which the noun of its share may begin.
const BEHIND: usize = 36;

/// `以37%的市占率位列第一`, `占据约70%的先进制程市场份额`: a share whose noun stands behind its number.
pub(super) fn behind(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    let at = s.quantity.span;
    if s.quantity.unit != "%" || s.change.is_some() {
        return None;
    }
    let end = list_end(page, s);
    let rest = between(page.text, end, sentence.span.end);
    let share = |t: &Trigger| t.kind == "market" && t.metric == "share" && !t.word.starts_with("CR");
    let close = Span::new(end, sentence.span.end.min(end + BEHIND));
    let found = page.triggers.iter().find(|(w, t)| share(t) && w.start >= close.start && w.start < close.end);
    let loose = rest.trim_start_matches(['的', ' ']);
    let word = match found {
        Some((word, _)) => *word,
        // a share of sales that a customer has is none of a market
        None if loose.starts_with("份额") && !["营收", "收入"].iter().any(|w| s.clause.of(page.text).contains(w)) =>
        {
            let start = end + rest.len() - loose.len();
            Span::new(start, start + "份额".len())
        }
        None => return None,
    };
    let of = between(page.text, end, word.start).trim_matches(['的', ' ']);
    let plain = of.chars().all(|c| c.is_alphabetic() || c == '的');
    // `市占率为37%的市场份额领先者`: the number has a noun of its own
    let own = page.triggers.iter().any(|(w, t)| share(t) && s.indicator.contains(*w));
    if !plain || own {
        return None;
    }
    // `远高于其他网站5%以下的份额` is of nobody
    let lead = between(page.text, s.clause.start, at.start);
    if ["其他", "其它", "其余"].iter().any(|w| lead.rfind(w).is_some_and(|i| is_plain(&lead[i..], 2..=8))) {
        return None;
    }
    let all = joint::together(page, s.clause, at.start).or_else(|| joint::pair(page, sentence, s.clause, word));
    if all.is_none() && joint::counts_firms(between(page.text, s.clause.start, at.start)) {
        return None;
    }
    if all.is_none()
        && let Some((subject, market)) = divided::firms(page, s.clause, at.start)
    {
        let object = if page.is_generic(of) { market } else { market::tidy(page, of).to_owned() };
        return Some(share_of(page, sentence, s, (subject, &object), Span::new(s.clause.start, word.end)));
    }
    let before = Span::new(sentence.span.start, at.start);
    if let Some(item) = s.item.filter(|_| all.is_none() && !page.names_firm(before) && !says_firm(before.of(page.text)))
    {
        return kind(page, sentence, s, item, (of, word.end));
    }
    let many = |one: &Subject| all.is_none() && foremost::is_one_of_many(page, s, &one.id);
    let subject = all.clone().unwrap_or_else(|| page.actor(sentence, at.start));
    if subject.name.is_empty() || !page.names_actor(sentence, at.start) || many(&subject) {
        return None;
    }
    let lead = if s.inherited { at.start } else { s.indicator.start.max(s.clause.start).min(at.start) };
    let object = if page.is_generic(of) { "" } else { market::tidy(page, of) };
    let object = market_of_taken(page, sentence, s, (word, object));
    Some(share_of(page, sentence, s, (subject, &object), Span::new(lead, word.end)))
}

/// The market of a share: by its own words, by those between the verb and the number, of the clause before.
fn market_of_taken(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, (word, own): (Span, &str)) -> String {
    let object = if own.is_empty() { taken(page, s.clause, s.quantity.span.start) } else { own };
    match board::market_before(page, sentence, s.clause) {
        Some(market) if object.is_empty() => market,
        _ if object.is_empty() => foremost::taken(page, sentence, word).unwrap_or_default(),
        _ => object.to_owned(),
    }
}

/// `甲、乙及丙是某某市场的三大部分，分别占有14%、13%和10%的市场份额`: one of the kinds that divide a market.
fn kind(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, item: Span, (of, end): (&str, usize)) -> Option<Fact> {
    // `丙是某某市场的三大部分`
    let end_of_name = item.of(page.text).find('是').map_or(item.end, |i| item.start + i);
    let name = page.phrase_before(item.start, end_of_name)?.of(page.text).trim();
    let object = if page.is_generic(of) { "" } else { market::tidy(page, of) };
    let fine = is_plain(name, 2..=14) && !page.is_generic(name);
    fine.then(|| share_of(page, sentence, s, (Subject::named(name), object), Span::new(s.clause.start, end)))
}

/// Where the values end whose noun stands behind the last of them: `甲、乙分别以14%、12%的市占率`.
fn list_end(page: &Page<'_>, s: &Statement<'_>) -> usize {
    let mut end = s.quantity.span.end;
    if page.actor_listed(s.quantity.span.start).is_none() && s.item.is_none() {
        return end;
    }
    let behind = page.quantities.partition_point(|q| q.span.start < end);
    for q in &page.quantities[behind..] {
        let link = between(page.text, end, q.span.start);
        if q.unit != "%" || !link.trim_matches(['、', '和', '与', '及', ' ', ',']).is_empty() {
            break;
        }
        end = q.span.end;
    }
    end
}

/// `拿下了FPGA全球58%的市场份额`: the market between the verb and the number.
fn taken<'d>(page: &Page<'d>, clause: Span, at: usize) -> &'d str {
    let lead = between(page.text, clause.start, at);
    let verbs = ["拿下了", "拿下", "占据了", "占据", "占有", "获得了", "获得", "取得了", "取得", "拥有"];
    let Some(from) = verbs.iter().find_map(|v| lead.rfind(v).map(|i| i + v.len())) else { return "" };
    let words = market::tidy(page, lead[from..].trim_end_matches(['约', '近', '超', '过', ' ']));
    let plain = words.chars().all(char::is_alphanumeric) && words.chars().count() <= 12;
    if plain && !page.is_generic(words) { words } else { "" }
}

/// The market of a company's share, with its brand in front.
pub(super) fn market_of(page: &Page<'_>, sentence: &Sentence, word: Span, id: &str, object: String) -> String {
    let before = || board::market_before(page, sentence, sentence.clause_at(word.start));
    let led = || leads_in(page, sentence, word).or_else(before).unwrap_or_default();
    let of = if object.is_empty() { led() } else { object };
    of_brand(page.subsidiary(sentence, word.start, id), of)
}

/// A brand whose parent the subject is stands before the market of its share.
fn of_brand(brand: &str, market: String) -> String {
    if brand.is_empty() || market.contains(brand) {
        market
    } else if market.is_empty() {
        brand.to_owned()
    } else {
        format!("{brand} {market}")
    }
}

/// `行业前三市占率分别为19%、12%和9%`, `Top1~Top3`: each value of a list is of one rank, with the market. `None` where
/// no ranks are listed; refused where the list has another length or is of other markets.
pub(super) fn ranks(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    word: Span,
) -> Result<Option<(Subject, String)>, Refused> {
    let clause = sentence.clause_at(word.start);
    let lead = between(page.text, clause.start, word.start);
    let heads = [("前二", 2), ("前两", 2), ("前三", 3), ("前四", 4), ("前五", 5)];
    let top = |n: usize| {
        ["Top", "TOP"].iter().find_map(|w| lead.find(&format!("{w}1")).filter(|_| lead.contains(&format!("{w}{n}"))))
    };
    let found = heads.iter().find_map(|(w, n)| lead.rfind(w).map(|i| (i, *n)));
    let Some((at, count)) = found.or_else(|| (2..=10).rev().find_map(|n| top(n).map(|i| (i, n)))) else {
        return Ok(None);
    };
    let all: Vec<&Quantity> = page.quantities_in(sentence.span).collect();
    let run =
        parallel::runs(page.text, &all).into_iter().find(|(a, b)| (*a..*b).any(|i| all[i].span == s.quantity.span));
    let Some((from, to)) = run.filter(|_| !page.is_over_years(s.quantity.span.start)) else { return Ok(None) };
    let link = between(page.text, word.end, all[from].span.start);
    let rank = (from..to).position(|i| all[i].span == s.quantity.span).unwrap_or_default() + 1;
    if to - from != count || link.chars().count() > 6 {
        return Err(Refused);
    }
    let named = page.phrase_before(clause.start, clause.start + at).map(|p| p.of(page.text).trim().to_owned());
    let market = named.filter(|n| !page.is_generic(n)).or_else(|| {
        let region = lead[..at].trim();
        page.topic_at(sentence, clause.start + at).map(|t| page.in_region(region, t))
    });
    let market = market.ok_or(Refused)?;
    let name = market::tidy(page, &market).to_owned();
    Ok(Some((Subject { id: String::new(), name }, format!("Top{rank}"))))
}

/// Whose share it is where the words before it name but its market: a business is the covered company's; `在…中` stands
/// behind the holder, whom the sentence or its first clause names; `甲是龙头，某某市占率` is its own.
pub(super) fn holder(page: &Page<'_>, sentence: &Sentence, word: Span, words: &str) -> Option<Subject> {
    let named = page.names_actor(sentence, word.start);
    let actor = || Some(page.actor(sentence, word.start)).filter(|a| !a.id.is_empty());
    if ["业务", "事业部"].iter().any(|w| words.ends_with(w)) && page.is_of_company() {
        return if named { actor() } else { Some(page.covered()) };
    }
    // `根据公司公告，某某渗透率达到…`: what a company announces is its own
    let region = page.lexicon.phrases.regions.opening(words).is_some();
    let wide = region || ["行业", "市场", "厂商", "企业", "品牌"].iter().any(|w| words.contains(w));
    if announced(page, sentence) && !wide && page.is_of_company() && !other(page, sentence) {
        return Some(page.covered());
    }
    let clause = sentence.clause_at(word.start);
    let lead = between(page.text, clause.start, word.start).trim_end_matches(['的', ' ']);
    // `公司2010年上市时的造价产品市占率`
    if let Some(own) = lead.rfind("公司").map(|i| clause.start + i + "公司".len())
        && let Some(at) = page.phrase_before(own, word.start).map(|p| p.start)
    {
        let gap = between(page.text, own, at);
        let dated = page.periods.iter().any(|p| p.span.start >= own && p.span.end <= at);
        if named && (gap.trim().is_empty() || dated && gap.chars().count() <= 14) {
            return actor();
        }
    }
    if lead.ends_with('中') && lead.contains('在') {
        let head = sentence.before(clause.start).find_map(|c| {
            let word = page.triggers_in(*c).find(|(_, t)| t.kind == "market")?.0;
            let head = page.phrase_before(c.start, word.start)?.of(page.text).trim();
            (!page.is_generic(head)).then_some(head)
        });
        let other = || head.map(Subject::named);
        return other().or_else(|| actor().filter(|_| named));
    }
    let firms = ["厂商", "企业", "品牌", "国产", "外资", "公司", "龙头"].iter().any(|w| words.contains(w));
    let before = sentence.before(clause.start).next()?;
    let is = ["作为", "公司是", "公司为"].iter().any(|w| before.of(page.text).contains(w))
        || page.mentions.iter().any(|m| {
            m.kind == MentionKind::Company
                && before.contains(m.span)
                && page.text[m.span.end..].starts_with(['是', '为'])
        });
    let leads = ["龙头", "领先", "领军", "第一", "头部"].iter().any(|w| before.of(page.text).contains(w));
    let held = !word.of(page.text).starts_with("渗透") && !firms;
    (is && leads && held && named).then(actor).flatten()
}

/// Whether a sentence, or the one before that it goes on with (`其中，…`), rests on what the company announced.
fn announced(page: &Page<'_>, sentence: &Sentence) -> bool {
    let tells = |text: &str| ["据公司公告", "据公司年报", "据公司披露", "据公司招股"].iter().any(|w| text.contains(w));
    let words = sentence.span.of(page.text);
    let before = page.sentences.iter().rev().filter(|s| s.span.end <= sentence.span.start);
    tells(words) || words.trim_start().starts_with("其中") && before.take(2).any(|s| tells(s.span.of(page.text)))
}

/// Whether a sentence names another company than the covered one.
fn other(page: &Page<'_>, sentence: &Sentence) -> bool {
    let named = |m: &Mention| m.kind == MentionKind::Company && sentence.span.contains(m.span);
    page.mentions.iter().any(|m| named(m) && m.id != page.own.id)
}

/// `前十大品牌中国产品牌5个，市占率达39%`: what the clause before counts holds the share, and no word says so surely.
pub(super) fn is_counted(page: &Page<'_>, sentence: &Sentence, word: Span, words: &str) -> bool {
    let clause = sentence.clause_at(word.start);
    let before = sentence.before(clause.start).next();
    let end = |c: &Span| c.start + c.of(page.text).trim_end_matches(['，', ',', ' ']).len();
    words.is_empty()
        && before.is_some_and(|c| {
            page.quantities_in(*c).any(|q| q.span.end == end(c) && matches!(q.unit.as_str(), "个" | "家"))
        })
}

/// The fact of a share and the market that it is of.
pub(super) fn share_of(
    page: &Page<'_>,
    sentence: &Sentence,
    s: &Statement<'_>,
    (subject, market): (Subject, &str),
    span: Span,
) -> Fact {
    let mut f = fact(page, FactKind::Market, "share", subject, span, "market_figure");
    measure(&mut f, s.quantity);
    f.object = market.to_owned();
    if !f.subject_id.is_empty() {
        f.object = of_brand(page.subsidiary(sentence, s.quantity.span.start, &f.subject_id), f.object);
    }
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    said::expected(&mut f);
    f
}

/// `甲在国内速冻食品市场仅占比6%`, `高速光模块将占到全球光器件市场一半`: a share of the market that the words name.
pub(super) fn part_of(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Fact> {
    if s.quantity.unit != "%" || s.change.is_some() {
        return None;
    }
    let words = s.indicator.of(page.text).trim_end();
    let bare = ["占比", "占比约", "占"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words);
    let bare = bare.trim_end_matches(['仅', '约', '只', '也', '的', ' ']);
    let holds = bare.len() < words.len();
    let end = s.indicator.start + bare.len();
    let (from, market) = if holds && bare.ends_with("市场") {
        let at = bare.rfind('在')?;
        (s.indicator.start + at, Span::new(s.indicator.start + at + '在'.len_utf8(), end))
    } else if bare.ends_with("市场") {
        let (at, verb) = ["占到", "占据", "占了", "占"].iter().find_map(|v| bare.rfind(v).map(|i| (i, *v)))?;
        (s.indicator.start + at, Span::new(s.indicator.start + at + verb.len(), end))
    } else {
        return None;
    };
    if page.is_generic(market.of(page.text)) {
        return None;
    }
    let subject = match market::company(page, s.clause.start, from) {
        Some(m) => m.into(),
        None if between(page.text, s.clause.start, from).contains("公司") => page.actor(sentence, from),
        None => {
            let own =
                between(page.text, s.clause.start, from).trim_end().trim_end_matches(['将', '已', '仅', '约', '可']);
            Subject::named(naming::measured(page, s.clause.start, s.clause.start + own.len())?)
        }
    };
    let span = Span::new(s.indicator.start, s.quantity.span.end);
    Some(share_of(page, sentence, s, (subject, market.of(page.text).trim()), span))
}

/// `Autodesk（全球市占率 68%）`: whose share a bracket gives, the name right before it.
pub(super) fn bracketed<'d>(page: &Page<'d>, clause: Span, at: usize) -> Option<&'d str> {
    let lead = between(page.text, clause.start, at);
    let open = lead.rfind(['（', '(']).filter(|o| !lead[*o..].contains(['）', ')']))?;
    let head = lead[..open].trim_end();
    let end = clause.start + head.len();
    if let Some(m) = page.mentions.iter().find(|m| m.kind == MentionKind::Company && m.span.end == end) {
        return Some(m.span.of(page.text));
    }
    let name = page.phrase_before(clause.start, end)?.of(page.text).trim();
    let latin =
        name.rsplit(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '&'))).next()?.trim();
    let named = if latin.len() >= 3 { latin } else { name };
    (2..=24).contains(&named.chars().count()).then_some(named)
}

/// `在热水器领域的市场份额`: whose it is where no company stands in the words.
pub(super) fn held_in(page: &Page<'_>, sentence: &Sentence, lead: Span) -> Option<Subject> {
    let at = page.phrase_before(lead.start, lead.end)?.start;
    // 三、四线城市
    let before = page.text[..at].trim_end().trim_end_matches(['、', '一', '二', '三']);
    let inside = before.ends_with('在') && page.names_actor(sentence, at);
    Some(page.actor(sentence, at)).filter(|a| inside && !a.id.is_empty())
}

/// `在光模块领域是全球龙头，全球市场份额超过40%`: who leads, and the market.
pub(super) fn leader(page: &Page<'_>, sentence: &Sentence, word: Span) -> Option<(Subject, String)> {
    let market = leads_in(page, sentence, word)?;
    let actor = page.actor(sentence, word.start);
    (!actor.id.is_empty() && page.names_actor(sentence, word.start)).then_some((actor, market))
}

/// `作为硅光模块细分领域龙头，市占率超30%`: the market that the clause before names.
fn leads_in(page: &Page<'_>, sentence: &Sentence, word: Span) -> Option<String> {
    let clause = sentence.clause_at(word.start);
    let before = sentence.before(clause.start).next()?;
    let words = before.of(page.text);
    let heads = ["作为", "在"].iter().find_map(|w| words.find(w).map(|i| i + w.len()));
    let (from, lead) = ["是全球龙头", "是国内龙头", "是龙头", "龙头", "领导者", "领军"]
        .iter()
        .find_map(|w| words.find(w))
        .zip(heads)?;
    if from < lead {
        return None;
    }
    let end = from - words[..from].len()
        + words[..from].trim_end_matches(['的', '细', '分', '领', '域', '行', '业', '市', '场']).len();
    let name = page.phrase_before(before.start + lead, before.start + end)?.of(page.text).trim();
    (!page.is_generic(name)).then(|| market::tidy(page, name).to_owned())
}

/// `甲是全球某某领域龙头，…，全球市场份额达25%`: whether a clause names a topic but to say who leads it.
pub(super) fn is_led(page: &Page<'_>, sentence: &Sentence, topic: Span) -> bool {
    let clause = sentence.clause_at(topic.start);
    let ends = clause.of(page.text).trim_end_matches(['，', ',', ' ']);
    let leads = ["龙头", "龙头企业", "龙头公司", "领导者", "领军企业", "领先企业"].iter().any(|w| ends.ends_with(w));
    let is = |m: &Mention| clause.contains(m.span) && page.rest(m.span.end).starts_with(['是', '为', '作']);
    leads && page.mentions.iter().any(|m| m.kind == MentionKind::Company && m.span.end <= topic.start && is(m))
}
