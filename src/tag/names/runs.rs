//! Lists that show by themselves what they are of: three nicknames in a row, Taiwan's short names in a passage
//! on Taiwan's companies.
//!
//! *reads*: the hits of one passage and what stands between them. *needs*: classes of names. *gives*: chosen
//! hits, rule `list`. *does not match*: two nicknames, items that go on behind the name, single Taiwan names
//! among others. *source*: lists of airlines, of parcel carriers (圆通、韵达、申通), monthly sales of Taiwan's makers.

use super::hit::{Hit, after, before};
use super::judge::{best, is_joint, is_taiwans, list_item};
use crate::lexicon::{Class, Lexicon};

/// So many nicknames side by side are no words any more.
const ENOUGH: usize = 3;

/// 国航、东航、南航: whole items, each the nickname of a company.
pub fn of_nicknames(hits: &mut [Hit], text: &str, lexicon: &Lexicon) {
    let fits = |hit: &Hit, joined: usize| {
        let nickname = best(hit, lexicon).is_some_and(|m| m.class == Class::Support && m.short);
        (nickname || hit.chosen.is_some()) && list_item(text, hit, joined, lexicon)
    };
    let mut from = 0;
    while from < hits.len() {
        let mut to = from + 1;
        if fits(&hits[from], 0) {
            let joint = |i: usize| text.get(hits[i - 1].outer..hits[i].start).is_some_and(is_joint);
            while to < hits.len() && joint(to) && fits(&hits[to], to - from) {
                to += 1;
            }
        }
        // one that several share is what its neighbours are: `judge` says so
        let own = |h: &Hit| h.chosen.is_some() || h.surface.is_some_and(|s| lexicon.surface(s).meanings.len() == 1);
        let owned = hits[from..to].iter().filter(|h| own(h)).count();
        if to - from >= ENOUGH && owned >= ENOUGH - 1 {
            hits[from..to].iter_mut().filter(|h| own(h)).for_each(|h| choose(h, lexicon));
        }
        from = to;
    }
}

/// （新唐、义隆）beside 联发科, 联咏 and 瑞昱: a passage that names three of Taiwan's surely lists the others, too.
pub fn of_taiwan(hits: &mut [Hit], text: &str, lexicon: &Lexicon) {
    let chosen = hits.iter().filter_map(|h| h.chosen);
    let mut sure: Vec<u32> = chosen.map(|c| c.0).filter(|e| is_taiwans(lexicon, *e)).collect();
    sure.sort_unstable();
    sure.dedup();
    if sure.len() < ENOUGH {
        return;
    }
    for hit in hits.iter_mut().filter(|h| h.chosen.is_none()) {
        let item = before(text, hit.start).is_some_and(|c| "(、".contains(c))
            && after(text, hit.outer).is_some_and(|c| ")、".contains(c));
        let one = best(hit, lexicon).is_some_and(|m| m.class == Class::Support && is_taiwans(lexicon, m.entity));
        if item && one {
            choose(hit, lexicon);
        }
    }
}

fn choose(hit: &mut Hit, lexicon: &Lexicon) {
    let meaning = best(hit, lexicon).filter(|_| hit.chosen.is_none());
    hit.chosen = hit.chosen.or(meaning.map(|m| (lexicon.home(m.entity), "list")));
}
