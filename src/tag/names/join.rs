//! Joins a name with what stands beside it: its code, its second name, its code in the next cell.
//!
//! *reads*: the hits of one passage. *needs*: homes of listings. *gives*: fewer hits, each with its
//! code. *does not match*: a code of another company behind a name (both stand). *source*: contract
//! section 2: a name with its code beside it, in brackets or in the next cell, is one mention.

use super::hit::{Hit, Reading, after};
use crate::lexicon::{Class, Lexicon};
use crate::span::between;

/// Joins the hits of a passage.
pub fn join(reading: &mut Reading, lexicon: &Lexicon, table: bool) {
    let text = reading.folded.text.as_str();
    let mut joined: Vec<Hit> = Vec::with_capacity(reading.hits.len());
    let hits = std::mem::take(&mut reading.hits);
    let mut i = 0;
    while let Some(mut hit) = hits.get(i).cloned() {
        i += 1;
        if hit.surface.is_some() {
            while let Some(next) = hits.get(i) {
                let Some(code) = beside(text, &hit, next, table, lexicon) else { break };
                hit.code = hit.code.or(code);
                hit.end = hit.end.max(next.end);
                hit.outer = close(text, next.end);
                hit.end = with_bracket(text, hit.end);
                i += 1;
            }
            if hit.code.is_none() {
                ticker(text, &mut hit, lexicon);
            }
            // a ticker that is a name too: AMD（AMD/…
            while hits.get(i).is_some_and(|next| next.start < hit.end) {
                i += 1;
            }
        } else if let Some(name) = hits.get(i)
            && name_behind(text, &hit, name, table, lexicon)
            && !has_own_code(text, name, hits.get(i + 1), table, lexicon)
        {
            hit.surface = name.surface;
            hit.name_end = name.end;
            hit.end = name.end;
            hit.outer = name.end;
            i += 1;
        }
        joined.push(hit);
    }
    if table {
        joined.iter_mut().for_each(|hit| ticker_cell(text, hit, lexicon));
        same_row(text, &mut joined, lexicon);
        // a ticker that is a name too, in the cell before the name that took it
        let mut end = 0;
        joined.sort_by_key(|h| (h.start, std::cmp::Reverse(h.end)));
        joined.retain(|h| {
            let free = h.start >= end;
            end = end.max(h.end);
            free
        });
    }
    joined.retain(|h| h.surface.is_some() || h.sure_code || table && is_cell(text, h.start, h.end));
    reading.hits = joined;
}

/// Whether a hit is a whole cell.
pub fn is_cell(text: &str, start: usize, end: usize) -> bool {
    let left = text[..start].chars().next_back().is_none_or(|c| c == '\t' || c == '\n');
    left && after(text, end).is_none_or(|c| c == '\t' || c == '\n')
}

fn homes(hit: &Hit, lexicon: &Lexicon) -> Vec<u32> {
    let meanings = hit.surface.map_or(&[][..], |s| &lexicon.surface(s).meanings);
    meanings.iter().map(|m| lexicon.home(m.entity)).collect()
}

/// Share marks behind a name: 寒武纪-U, 百度集团-SW.
fn skip_mark(rest: &str) -> &str {
    for mark in ["-sw", "-uw", "-wr", "-w", "-u", "-s", "-b", "-h", "-a", "a股", "h股", "港股"] {
        if let Some(behind) = rest.strip_prefix(mark)
            && (behind.starts_with(['(', '\t', ' ', ',', ')', '、', '/']) || behind.is_empty())
        {
            return behind;
        }
    }
    rest
}

/// `Some(code)` where `next` belongs to the name `hit`: its code (or a second name, without code).
fn beside(text: &str, hit: &Hit, next: &Hit, table: bool, lexicon: &Lexicon) -> Option<Option<u32>> {
    let gap = skip_mark(text.get(hit.end..next.start)?);
    let gap = gap.strip_prefix(['”', '"', '】', '》']).unwrap_or(gap);
    let gap = gap
        .strip_prefix("公司")
        .or(gap.strip_prefix("股份有限公司"))
        .or(gap.strip_prefix("有限公司"))
        .filter(|g| g.starts_with('('))
        .unwrap_or(gap);
    let homes = homes(hit, lexicon);
    if let (Some(code), None) = (next.code, next.surface) {
        let opens = matches!(
            gap,
            "" | "("
                | "["
                | "【"
                | " "
                | " ("
                | ":"
                | ","
                | ", "
                | "(股票代码:"
                | "(代码:"
                | "(证券代码:"
                | "股票代码:"
                | "-"
        );
        let mine = homes.contains(&lexicon.home(code));
        // one name with two listings: the second is a mention of its own; a sure name takes the code
        // that stands in its bracket also where the tables do not join the two listings
        let firm =
            hit.surface.is_some_and(|s| lexicon.surface(s).meanings.first().is_some_and(|m| m.class == Class::Firm));
        let given = firm && next.sure_code && opens && !matches!(gap, "" | "," | ", " | " " | "-");
        if hit.code.is_none() && (opens || table && gap == "\t") && (mine || given) {
            return Some(Some(code));
        }
        return None;
    }
    // also broken over a line in its cell
    let opens = gap.trim_matches([' ', '\n']) == "(" && !gap.contains('\t');
    let closes = text[next.end..].trim_start_matches([' ', '\n']);
    let closes = closes.strip_prefix("inc.").or(closes.strip_prefix("corp.")).unwrap_or(closes);
    let closes = closes.split_once(')').is_some_and(|(rest, _)| {
        rest.is_empty() || rest.len() <= 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ')
    });
    // TrendForce集邦咨询; not 亚马逊AWS, 英伟达GB300, of which the second is something of the first
    let latin = |h: &Hit| h.surface.is_some_and(|s| lexicon.surface(s).latin);
    let vendor = homes.first().is_some_and(|h| lexicon.is_vendor(*h));
    let beside = vendor && matches!(gap, "" | " ") && latin(hit) != latin(next);
    let second = next.surface.is_some() && next.code.is_none() && (opens && closes || beside) && hit.code.is_none();
    let same = second && homes.first().is_some_and(|h| self::homes(next, lexicon).contains(h));
    same.then_some(None)
}

fn name_behind(text: &str, hit: &Hit, next: &Hit, table: bool, lexicon: &Lexicon) -> bool {
    let (Some(code), Some(gap)) = (hit.code, text.get(hit.end..next.start)) else { return false };
    let near = matches!(gap, "" | " " | ")" | ":" | "-" | "/" | ",") || table && gap == "\t";
    near && next.surface.is_some() && homes(next, lexicon).contains(&lexicon.home(code))
}

/// BABA US，阿里巴巴-W（9988.HK）: the name belongs to the code behind it, the first code is another listing.
fn has_own_code(text: &str, name: &Hit, next: Option<&Hit>, table: bool, lexicon: &Lexicon) -> bool {
    if next.is_some_and(|n| n.surface.is_none() && beside(text, name, n, table, lexicon).is_some()) {
        return true;
    }
    let mut alone = name.clone();
    ticker(text, &mut alone, lexicon);
    alone.code.is_some()
}

/// A bare ticker or Hong Kong code in the bracket behind a name: 英伟达（NVDA）, 腾讯控股（0700）.
fn ticker(text: &str, hit: &mut Hit, lexicon: &Lexicon) {
    let rest = skip_mark(&text[hit.end..]);
    let Some(inside) = rest.strip_prefix('(') else { return };
    let mark = inside.char_indices().take(16).find(|c| matches!(c.1, ')' | ',' | '/' | ';'));
    let Some((end, _)) = mark else { return };
    let written = inside[..end].trim();
    let Some(code) = lexicon.by_code(written).and_then(|s| lexicon.index(&s.id)) else { return };
    if homes(hit, lexicon).contains(&lexicon.home(code)) {
        hit.code = Some(code);
        hit.end = text.len() - inside.len() + end;
        hit.outer = close(text, hit.end);
        hit.end = with_bracket(text, hit.end);
    }
}

/// A bare ticker in the cell before a name: `IBKR` beside 盈透证券.
fn ticker_cell(text: &str, hit: &mut Hit, lexicon: &Lexicon) {
    let Some(row) = text[..hit.start].strip_suffix('\t').filter(|_| hit.code.is_none() && hit.surface.is_some()) else {
        return;
    };
    let start = row.rfind(['\t', '\n']).map_or(0, |i| i + 1);
    let cell = row[start..].trim();
    if !(1..=10).contains(&cell.len()) || !cell.is_ascii() || !cell.bytes().any(|b| b.is_ascii_alphabetic()) {
        return;
    }
    let code = lexicon.by_code(cell).and_then(|s| lexicon.index(&s.id));
    if let Some(code) = code.filter(|c| homes(hit, lexicon).contains(&lexicon.home(*c))) {
        hit.code = Some(code);
        hit.start = start;
    }
}

/// Past a bracket that closes right behind the code.
fn with_bracket(text: &str, end: usize) -> usize {
    if text[end..].starts_with(')') { end + 1 } else { end }
}

/// Past the bracket that is open at `at`, with a rating or other short words before it closes.
fn close(text: &str, at: usize) -> usize {
    for (i, (offset, c)) in text[at..].char_indices().enumerate() {
        match c {
            ')' | ']' | '】' => return at + offset + c.len_utf8(),
            '(' | '\n' | '\t' | '。' | '、' => return at,
            _ if i > 12 => return at,
            _ => {}
        }
    }
    at
}

/// Name and code in two cells of one row, also with a cell between them, are one mention.
fn same_row(text: &str, hits: &mut Vec<Hit>, lexicon: &Lexicon) {
    let mut drop = std::collections::HashSet::new();
    for i in 0..hits.len() {
        let Some(code) = hits[i].code.filter(|_| hits[i].surface.is_none()) else { continue };
        let home = lexicon.home(code);
        let near = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter(|j| *j < hits.len());
        let name = near.into_iter().find(|&j| {
            let (a, b) = if j < i { (hits[j].end, hits[i].start) } else { (hits[i].end, hits[j].start) };
            hits[j].surface.is_some()
                && hits[j].code.is_none()
                && !between(text, a, b).contains('\n')
                && homes(&hits[j], lexicon).contains(&home)
        });
        if let Some(j) = name {
            hits[j].code = Some(code);
            drop.insert(i);
        }
    }
    let mut at = 0;
    hits.retain(|_| {
        at += 1;
        !drop.contains(&(at - 1))
    });
}
