//! Decides which hits are mentions, and of whom.
//!
//! *reads*: the hits of all passages. *needs*: what the report names surely, lists, cells. *gives*:
//! a chosen entity and the rule's name on each hit that counts. *does not match*: words that are
//! also names without a code, a list of companies or a cell of their own. *source*: reading.md.

use crate::span::between;
use std::collections::HashSet;

use super::acts;
use super::hit::{Hit, Reading, after, before};
use super::join::is_cell;
use super::runs;
use crate::layout::PassageKind;
use crate::lexicon::{Class, Lexicon, Meaning, is_han};

/// What a report names beyond doubt.
#[derive(Debug, Default)]
pub struct Known {
    /// Homes of companies named by an unambiguous form, a full name or a code.
    pub sure: HashSet<u32>,
    /// The home of the company the report covers.
    pub own: Option<u32>,
}

/// Gathers what is beyond doubt.
pub fn known(readings: &[Reading], lexicon: &Lexicon, company: Option<&str>) -> Known {
    let own = company.and_then(|c| lexicon.index(c)).map(|i| lexicon.home(i));
    let mut known = Known { sure: own.into_iter().collect(), own };
    for reading in readings.iter().filter(|r| r.kind != PassageKind::Boilerplate) {
        for hit in &reading.hits {
            if let Some(code) = hit.code {
                known.sure.insert(lexicon.home(code));
            } else if let Some(meaning) = best(hit, lexicon).filter(|m| m.class == Class::Firm && !m.short) {
                known.sure.insert(lexicon.home(meaning.entity));
            }
        }
    }
    known
}

pub fn best<'l>(hit: &Hit, lexicon: &'l Lexicon) -> Option<&'l Meaning> {
    hit.surface.and_then(|s| lexicon.surface(s).meanings.first())
}

/// Judges all passages: first by what is beyond doubt, then also by what lists showed to be companies.
pub fn judge_all(readings: &mut [Reading], known: &mut Known, lexicon: &Lexicon) {
    let mut shown = HashSet::new();
    for reading in readings.iter_mut() {
        judge(reading, known, lexicon);
        for hit in &reading.hits {
            let Some(rule) = hit.chosen.map(|c| c.1).filter(|r| matches!(*r, "list" | "cell" | acts::RULE)) else {
                continue;
            };
            let long = hit.surface.is_some_and(|s| lexicon.surface(s).length >= 3);
            let fits = |m: &&Meaning| m.class == Class::Support && (!m.short || rule == acts::RULE) && long;
            let meaning = best(hit, lexicon).filter(fits);
            shown.extend(meaning.map(|m| lexicon.home(m.entity)).filter(|h| !known.sure.contains(h)));
        }
    }
    headed(readings, lexicon);
    if shown.is_empty() {
        return;
    }
    known.sure.extend(&shown);
    for reading in readings {
        let open =
            |h: &Hit| h.chosen.is_none() && best(h, lexicon).is_some_and(|m| shown.contains(&lexicon.home(m.entity)));
        if reading.hits.iter().any(open) {
            judge(reading, known, lexicon);
        }
    }
}

/// So many items that a sure company heads make a digest of news on companies.
const DIGEST: usize = 2;

/// 【新产业】获得注册证 beside 【甲科技】 and 【乙医药】, 一品红：子公司…: a word that is also a company's name is one where it heads an
/// item of a digest as sure companies head the others.
fn headed(readings: &mut [Reading], lexicon: &Lexicon) {
    let heads = |reading: &Reading| {
        let text = reading.folded.text.as_str();
        let lead = text.len() - text.trim_start_matches(|c: char| !c.is_alphabetic()).len();
        let first = reading.hits.first().filter(|h| h.start == lead && text[h.outer..].starts_with(['】', ':']))?;
        Some((text[..lead].ends_with('【'), first.chosen))
    };
    let all: Vec<_> = readings.iter().map(heads).collect();
    let sure = |bracket: bool| all.iter().flatten().filter(|(b, chosen)| *b == bracket && chosen.is_some()).count();
    let alike = [sure(false), sure(true)];
    for (reading, (bracket, chosen)) in readings.iter_mut().zip(&all).filter_map(|(r, h)| Some((r, (*h)?))) {
        let name = best(&reading.hits[0], lexicon).filter(|m| !m.short && m.class <= Class::Word);
        if let Some(meaning) = name.filter(|_| chosen.is_none() && alike[usize::from(bracket)] >= DIGEST) {
            reading.hits[0].chosen = Some((lexicon.home(meaning.entity), "list"));
        }
    }
}

/// Judges the hits of one passage.
fn judge(reading: &mut Reading, known: &Known, lexicon: &Lexicon) {
    let text = reading.folded.text.as_str();
    let table = reading.kind == PassageKind::Table;
    for i in 0..reading.hits.len() {
        let hit = &reading.hits[i];
        let quoted = reading.kind == PassageKind::Source || as_source(text, hit, lexicon);
        let source = if quoted { source(hit, lexicon) } else { None };
        reading.hits[i].chosen = alone(hit, text, table, known, lexicon).or(source);
    }
    runs::of_nicknames(&mut reading.hits, text, lexicon);
    runs::of_taiwan(&mut reading.hits, text, lexicon);
    // support runs along a list in both directions
    for i in 0..reading.hits.len() {
        listed(&mut reading.hits, i, text, lexicon);
    }
    for i in (0..reading.hits.len()).rev() {
        listed(&mut reading.hits, i, text, lexicon);
    }
    if table {
        cells(&mut reading.hits, text, lexicon);
    }
}

/// What a hit says by itself and by the report.
fn alone(hit: &Hit, text: &str, table: bool, known: &Known, lexicon: &Lexicon) -> Option<(u32, &'static str)> {
    if let Some(code) = hit.code {
        return Some((code, if hit.surface.is_some() { "name_and_code" } else { "code" }));
    }
    let meanings = &lexicon.surface(hit.surface?).meanings;
    let home = |m: &Meaning| lexicon.home(m.entity);
    let counted = |m: &&Meaning| m.class != Class::Product;
    let meaning = match meanings.iter().filter(counted).find(|m| known.sure.contains(&home(m))) {
        Some(m) => m,
        None => meanings.iter().find(counted)?,
    };
    let sure = known.sure.contains(&home(meaning));
    // 世界第一: Taiwan's names of two characters are parts of words as nicknames are
    let two = is_taiwans(lexicon, meaning.entity) && hit.surface.is_some_and(|s| lexicon.surface(s).length <= 2);
    let word_like = || stands_free(text, hit.start, hit.end) || table && is_cell(text, hit.start, hit.end);
    match meaning.class {
        Class::Firm if meaning.full => Some((home(meaning), "full_name")),
        Class::Firm => Some((home(meaning), "name")),
        Class::Support if sure && (!meaning.short && !two || ends_free(text, hit.end, meaning, lexicon)) => {
            Some((home(meaning), "named_elsewhere"))
        }
        Class::Support if !two && acts::as_company(text, hit, lexicon) => Some((home(meaning), acts::RULE)),
        Class::Word if sure && word_like() => Some((home(meaning), "named_elsewhere_and_free")),
        _ => None,
    }
}

/// A data vendor whose name is a word too: IDC is a data centre but where figures are said to be its own.
fn source(hit: &Hit, lexicon: &Lexicon) -> Option<(u32, &'static str)> {
    let meaning = best(hit, lexicon).filter(|m| m.class == Class::Word)?;
    let id = &*lexicon.entity(meaning.entity).id;
    let vendor = id.starts_with("org:") && lexicon.words.vendors.iter().any(|v| v.1 == id);
    vendor.then(|| (lexicon.home(meaning.entity), "named_as_source"))
}

/// 据 IDC, IDC 数据显示, 来源：IDC.
fn as_source(text: &str, hit: &Hit, lexicon: &Lexicon) -> bool {
    let (left, right) = (&text[..hit.start], &text[hit.end..]);
    left.ends_with(['据', '照'])
        || left.ends_with("来源:")
        || right.starts_with("数据") && !right.starts_with("数据中心")
        || lexicon.words.listed("source_says").iter().any(|w| right.starts_with(w))
}

/// Whether a nickname ends where it stands: 中恒 in 中恒博瑞 is another company's name.
fn ends_free(text: &str, end: usize, meaning: &Meaning, lexicon: &Lexicon) -> bool {
    let rest = &text[end..];
    if meaning.short && lexicon.words.listed("behind_nickname").iter().any(|w| rest.starts_with(w)) {
        return true;
    }
    let predicate = "是将在为于有发公的与和拟已实完近持股作主全也以及等、从对均由或向不则还能可提推宣表预增营收目年上下产业采投开参等旗自国";
    rest.chars().next().is_none_or(|c| !is_han(c) || predicate.contains(c))
}

/// Whether what stands around it lets a word be a name: nothing Han before it but a joint, and
/// behind it a mark or the beginning of a predicate.
fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let left = before(text, start).is_none_or(|c| !is_han(c) || "如括为的注荐是和与及对由即称关除".contains(c));
    let right = after(text, end)
        .is_none_or(|c| !is_han(c) || "是将在为于有发公和与及等拟已实完近持股作主全以".contains(c))
        || text[end..].starts_with("分别");
    left && right
}

/// Whether the text between two hits only joins the items of a list.
pub fn is_joint(gap: &str) -> bool {
    let gap = figures(gap).map_or(gap, |f| f.1);
    let strong = gap.contains(['、', '/', '和', '与', '及', '\t', '】']);
    strong && gap.chars().count() <= 6 && gap.chars().all(|c| "、/和与及以()[]【】“”\" ,·或\t".contains(c))
}

/// Figures in brackets behind a name, and what follows them: 埃斯顿（+5.2%）、机器人（+3.1%）.
fn figures(rest: &str) -> Option<(&str, &str)> {
    let found = rest.strip_prefix('(').and_then(|g| g.split_once(')'));
    let found = found.filter(|f| f.0.len() <= 24 && f.0.contains(|c: char| c.is_ascii_digit()));
    found.filter(|f| f.0.chars().all(|c| c.is_ascii_digit() || "+-.,%/亿万元倍xpct股约 ".contains(c)))
}

fn listed(hits: &mut [Hit], i: usize, text: &str, lexicon: &Lexicon) {
    if hits[i].chosen.is_some() {
        return;
    }
    let Some(meaning) = of_kin(hits, i, lexicon).filter(|m| m.class <= Class::Word) else { return };
    let reach = |step: isize| {
        let (mut at, mut count) = (i as isize, 0);
        while count < 2 {
            let next = at + step;
            let Some(other) = usize::try_from(next).ok().and_then(|n| hits.get(n)) else { break };
            let (a, b) = if step < 0 { (other, &hits[at as usize]) } else { (&hits[at as usize], other) };
            let gap = text.get(a.outer..b.start).unwrap_or("");
            if other.chosen.is_none() || !is_joint(gap) {
                break;
            }
            (at, count) = (next, count + 1);
        }
        count
    };
    let (left, right) = (reach(-1), reach(1));
    if is_taiwans(lexicon, meaning.entity) && !beside_taiwan(hits, i, lexicon) {
        return;
    }
    let around = match meaning.class {
        Class::Support => left + right >= 1 && list_item(text, &hits[i], left, lexicon),
        // with a figure of its own it is an item as its neighbours are
        _ if left + right >= 1 && (figures(&text[hits[i].end..]).is_some() || is_capital(&hits[i], lexicon)) => true,
        // 推荐小商品城、某某股份
        _ if right >= 1 && is_advised(text, hits[i].start, lexicon) => true,
        _ => left >= 1 && right >= 1 || left >= 2 || right >= 2 && stands_free(text, hits[i].start, hits[i].end),
    };
    let word = is_capital(&hits[i], lexicon) || left >= 2 && has_of_companies(&text[hits[i].outer..]);
    let ends = left == 0 || word || stands_free(text, hits[i].start, hits[i].end) || meaning.class == Class::Support;
    if around && ends {
        hits[i].chosen = Some((lexicon.home(meaning.entity), "list"));
    }
}

/// Whether a cue of advice stands right before a place.
fn is_advised(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    lexicon.words.cues.iter().any(|(cue, _)| text[..at].trim_end_matches(':').ends_with(cue))
}

/// An English word with a capital in Chinese text (Coherent, Visa) is a name beside another; ABF or AOI may be none.
fn is_capital(hit: &Hit, lexicon: &Lexicon) -> bool {
    hit.surface.is_some_and(|s| {
        let form = lexicon.surface(s);
        form.latin && form.length >= 4 && form.written.chars().skip(1).all(|c| c.is_ascii_lowercase())
    })
}

/// The meaning of a shared nickname is that of its neighbour's trade: 工行、中信、招行 are banks, 华泰、中信 brokers.
fn of_kin(hits: &[Hit], i: usize, lexicon: &Lexicon) -> Option<Meaning> {
    let meanings = &lexicon.surface(hits[i].surface?).meanings;
    let trade = |entity: u32| {
        let security = lexicon.entity(entity);
        ["银行", "证券", "保险"].into_iter().find(|t| security.name.contains(t) || security.full_name.contains(t))
    };
    let near = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
    let around = near.filter_map(|j| trade(hits.get(j)?.chosen?.0)).next();
    let kin = meanings.iter().find(|m| m.short && around.is_some() && trade(m.entity) == around);
    kin.or(meanings.first()).copied()
}

/// Whether a listed name is an item by itself: nothing Han clings to it (中芯京城 is not 京城). Behind two
/// companies a predicate or what companies of its kind have may follow: 蔚来/小鹏/理想销量.
pub fn list_item(text: &str, hit: &Hit, joined: usize, lexicon: &Lexicon) -> bool {
    let left = joined > 0
        || before(text, hit.start).is_none_or(|c| !is_han(c) || "如括为的注荐是和与及对由即有像等".contains(c));
    let right = after(text, hit.outer).is_none_or(|c| !is_han(c) || "等和与及或是将在为于的均以也已".contains(c))
        || joined > 0 && text[hit.outer..].starts_with("分别");
    let free = best(hit, lexicon).is_some_and(|m| ends_free(text, hit.outer, m, lexicon));
    let right = right || joined >= 2 && (free || has_of_companies(&text[hit.outer..]));
    left && right
}

/// Words for what a company has, behind its name.
fn has_of_companies(rest: &str) -> bool {
    ["销量", "销售", "交付", "订单", "股价", "市值", "份额", "市占", "毛利", "新车", "车型"]
        .iter()
        .any(|w| rest.starts_with(w))
}

/// Taiwan's short names are common words: another Taiwan company stands beside.
fn beside_taiwan(hits: &[Hit], i: usize, lexicon: &Lexicon) -> bool {
    let near = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter_map(|j| hits.get(j)?.chosen);
    near.into_iter().any(|(entity, _)| is_taiwans(lexicon, entity))
}

/// Whether a listing is Taiwan's.
pub fn is_taiwans(lexicon: &Lexicon, entity: u32) -> bool {
    matches!(lexicon.entity(entity).exchange(), "TW" | "TWO")
}

/// A word that fills a cell counts where its column names companies.
fn cells(hits: &mut [Hit], text: &str, lexicon: &Lexicon) {
    let (mut column, mut at) = (0, 0);
    let mut places = Vec::with_capacity(hits.len());
    for hit in hits.iter() {
        let passed = between(text, at, hit.start);
        column = match passed.rfind('\n') {
            Some(line) => passed[line..].matches('\t').count(),
            None => column + passed.matches('\t').count(),
        };
        at = hit.start;
        places.push(column);
    }
    let sure = |h: &Hit| h.chosen.is_some() && is_cell(text, h.start, h.name_end.max(h.end));
    let columns: HashSet<usize> = hits.iter().zip(&places).filter(|(h, _)| sure(h)).map(|(_, p)| *p).collect();
    for (hit, place) in hits.iter_mut().zip(places) {
        if hit.chosen.is_none() && columns.contains(&place) && is_cell(text, hit.start, hit.end) {
            let meaning = best(hit, lexicon).filter(|m| m.class != Class::Product);
            hit.chosen = meaning.map(|m| (lexicon.home(m.entity), "cell"));
        }
    }
}
