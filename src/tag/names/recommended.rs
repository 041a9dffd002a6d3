//! Lists of related or suggested stocks: 相关标的：A、B；建议关注 C、D 等; 【】 and groups; lists that
//! begin behind a heading or run over to the next passage.
//!
//! *reads*: the chosen hits of all passages. *needs*: cue words. *gives*: the hits that stand in a
//! list, marked. *does not match*: 推荐 as a rating, 英伟达 in 英伟达产业链, customers (苹果等客户), what a
//! disclaimer says of past recommendations. *source*: contract, `role`; the sample reports.

use super::hit::{Hit, Reading};
use crate::layout::PassageKind;
use crate::lexicon::{Cue, Lexicon};
use crate::span::between;

/// How far behind its cue, or behind the one before it, a recommended name may begin, in characters.
const REACH: usize = 90;
/// The same for a weak cue.
const NEAR: usize = 22;
/// Passages that a list may run on over.
const MOST: usize = 12;
/// Characters of a group's label in a list over passages, at most.
const LABEL: usize = 40;

/// Marks the recommended hits of all passages.
pub fn mark(readings: &mut [Reading], lexicon: &Lexicon, own: Option<u32>) {
    let mut carry = 0;
    let mut headed = false;
    for reading in readings {
        // a table under a caption that is a cue: 表7 某某产业相关标的
        match reading.kind {
            PassageKind::Caption => headed = captions(&reading.folded.text, lexicon),
            PassageKind::Table if headed => {
                let listed = |h: &&mut Hit| h.chosen.is_some_and(|c| lexicon.entity(c.0).is_listed());
                reading.hits.iter_mut().filter(listed).for_each(|h| h.recommended = true);
            }
            PassageKind::Table | PassageKind::Source => {}
            _ => headed = false,
        }
        if !matches!(
            reading.kind,
            PassageKind::Paragraph | PassageKind::ListItem | PassageKind::Sidebar | PassageKind::Heading
        ) {
            continue;
        }
        let text = std::mem::take(&mut reading.folded.text);
        let mut open = false;
        if reading.kind == PassageKind::Heading {
            carry = if heads(&text, lexicon) { MOST } else { 0 };
        } else {
            let mut marked = 0;
            let begins_open = carry > 0;
            if !is_disclaimer(&text) {
                if begins_open && goes_on(reading, &text) {
                    marked += region(reading, &text, 0, sentence(&text, 0, lexicon), REACH, lexicon, own).0;
                }
                let found = cues(&text, lexicon, &reading.hits);
                marked += worth(reading, &text, lexicon, own);
                let mut end = 0;
                for (i, &(at, reach)) in found.iter().enumerate() {
                    if at >= end {
                        end = sentence(&text, at, lexicon);
                    }
                    // what the next cue as strong reads is its own: every name is looked at twice at most
                    let next = found[i + 1..].iter().find(|n| n.1 >= reach).map_or(end, |n| n.0.min(end));
                    let (count, runs_on) = region(reading, &text, at, next, reach, lexicon, own);
                    marked += count;
                    open = runs_on;
                }
            }
            // a label of the list's next group names nobody: `功率器件：供不应求`
            let label =
                begins_open && !text.contains('。') && text.chars().count() <= LABEL && !named(reading, lexicon);
            carry = match (open || is_cue(&text, lexicon), begins_open && marked > 0 || label) {
                (true, _) => MOST,
                (false, true) => carry - 1,
                _ => 0,
            };
        }
        reading.folded.text = text;
    }
}

/// Whether a passage behind an open list is its next part: a name first, or behind a label, a mark or a reason
/// (受益于国产替代的). 首次覆盖并给予 is another statement.
fn goes_on(reading: &Reading, text: &str) -> bool {
    let first = reading.hits.iter().find(|h| h.chosen.is_some());
    first.is_some_and(|h| {
        let before = text[..h.start].trim_end();
        before.is_empty()
            || before.ends_with(['的', '及', '和', '如', '括', '为', '荐', '注'])
            || !before.ends_with(char::is_alphanumeric)
    })
}

/// A heading that is a cue: 五、相关标的.
fn heads(text: &str, lexicon: &Lexicon) -> bool {
    let words = text.trim_end_matches([':', ' ']);
    lexicon.words.cues.iter().any(|(cue, kind)| *kind != Cue::Weak && words.ends_with(cue))
        && words.chars().count() <= 16
}

/// A passage that is a cue and no more: 建议关注.
fn is_cue(text: &str, lexicon: &Lexicon) -> bool {
    let words = text.trim_end_matches([':', ' ']);
    lexicon.words.cues.iter().any(|(cue, kind)| *kind != Cue::Weak && *cue == words)
}

/// Whether a passage names a listed company.
fn named(reading: &Reading, lexicon: &Lexicon) -> bool {
    reading.hits.iter().filter_map(|h| h.chosen).any(|c| lexicon.entity(c.0).is_listed())
}

/// Whether the table below a caption lists what the report suggests: 建议关注标的, 本周金股; not 可比公司估值, not how
/// a list did.
fn captions(text: &str, lexicon: &Lexicon) -> bool {
    let others = ["可比", "走势", "表现", "收益率", "涨跌", "回顾", "历史", "调整"];
    let suggests = |cue: &str, kind: Cue| match kind {
        Cue::Noun => ["标的", "组合", "个股", "金股"].iter().any(|w| cue.ends_with(w)),
        Cue::Verb => ["推荐", "关注"].iter().any(|w| cue.ends_with(w)),
        Cue::Weak => false,
    };
    lexicon.words.cue_places(text).into_iter().any(|((a, b), kind)| suggests(&text[a..b], kind))
        && !others.iter().any(|w| text.contains(w))
}

fn is_disclaimer(text: &str) -> bool {
    ["不构成", "本报告", "免责", "评级说明", "相对同期", "不曾因"].iter().any(|w| text.contains(w))
}

/// One past the sentence that holds `at`, or past the part of it that advises.
fn sentence(text: &str, at: usize, lexicon: &Lexicon) -> usize {
    let end = text[at..].find(['。', '!', '\n']).map_or(text.len(), |i| at + i);
    let against = lexicon.words.listed("advised_against").iter().filter_map(|w| text[at..end].find(w)).min();
    against.map_or(end, |i| at + i)
}

/// 恒瑞医药、百济神州等值得重点关注: the names stand before the verb.
fn worth(reading: &mut Reading, text: &str, lexicon: &Lexicon, own: Option<u32>) -> usize {
    let mut marked = 0;
    for (at, _) in text.match_indices("值得") {
        let window: usize = text[at..].chars().take(8).map(char::len_utf8).sum();
        let verb = &text[at..at + window];
        if !["关注", "布局", "配置", "重视", "买入"].iter().any(|v| verb.contains(v)) || verb.contains('的')
        {
            continue;
        }
        let mut to = at;
        let last = reading.hits.partition_point(|h| h.outer <= at);
        for i in (0..last).rev() {
            let hit = &reading.hits[i];
            let gap = text.get(hit.outer..to).unwrap_or("-");
            let joins = if to == at { ends_list(gap) } else { joined(text, hit.outer, to) };
            let Some((entity, _)) = hit.chosen.filter(|_| joins) else { break };
            to = hit.start;
            if lexicon.entity(entity).is_listed() && own != Some(lexicon.home(entity)) {
                reading.hits[i].recommended = true;
                marked += 1;
            }
        }
    }
    marked
}

/// What may stand between the last name and 值得.
fn ends_list(gap: &str) -> bool {
    let rest = gap.strip_prefix('等').unwrap_or(gap);
    let of = ["", "公司", "标的", "个股", "龙头", "企业", "相关公司", "相关标的", "优质公司", "龙头公司", "龙头企业"];
    of.contains(&rest.trim_end_matches(['均', '都', '也', '仍', '更']))
}

/// Where lists begin: one past each cue, with the reach it gives.
fn cues(text: &str, lexicon: &Lexicon, hits: &[Hit]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if hits.is_empty() && !text.ends_with(':') {
        return found;
    }
    for (cue, kind) in lexicon.words.cue_places(text) {
        let end = cue.1;
        let rest = &text[end..];
        let weak = kind == Cue::Weak;
        // `相关公司积极参与…`: what they do, not who they are
        let acts = kind == Cue::Noun
            && text[cue.0..cue.1].ends_with("公司")
            && rest.starts_with(crate::lexicon::is_han)
            && !lexicon.words.listed("lists_companies").iter().any(|w| rest.starts_with(w));
        let lead = &text[..cue.0];
        let named = || hits.iter().any(|h| h.outer == cue.0 && h.chosen.is_some());
        let others = weak && (lexicon.words.listed("who_else_likes").iter().any(|w| lead.ends_with(w)) || named());
        let denied = ["不", "不再", "暂未", "勿", "难以"].iter().any(|w| lead.ends_with(w));
        if rest.starts_with("的是") || acts || others || denied {
            continue;
        }
        let word = rest.starts_with(['”', '"', ')', '意', '评', '位', '官', '算', '系', '的', '度', '者'])
            && !rest.starts_with("的标的")
            && !rest.starts_with("的公司");
        if !(word && (weak || rest.starts_with('的')) && kind != Cue::Verb) {
            found.push((end, if weak { NEAR } else { REACH }));
        }
    }
    for (at, _) in text.match_indices("建议") {
        let window: usize = text[at..].chars().take(18).map(char::len_utf8).sum();
        let window = between(text, at, at + window);
        for verb in ["关注", "布局", "配置", "买入", "增持"] {
            if let Some(i) = window.find(verb) {
                found.push((at + i + verb.len(), REACH));
            }
        }
    }
    found.sort_unstable_by_key(|f| (f.0, std::cmp::Reverse(f.1)));
    found.dedup_by_key(|f| f.0);
    found
}

/// Marks what is listed in `from..to`; gives how many, and whether the list runs on behind the passage.
fn region(
    reading: &mut Reading,
    text: &str,
    from: usize,
    to: usize,
    reach: usize,
    lexicon: &Lexicon,
    own: Option<u32>,
) -> (usize, bool) {
    let mut at = from;
    let mut marked = Vec::new();
    let first = reading.hits.partition_point(|h| h.start < from);
    for (i, hit) in reading.hits.iter().enumerate().skip(first) {
        if hit.start >= to
            || (between(text, at, hit.start).chars().count() > if marked.is_empty() { reach } else { REACH })
        {
            break;
        }
        let Some((entity, _)) = hit.chosen else { continue };
        if !lexicon.entity(entity).is_listed() || own == Some(lexicon.home(entity)) {
            continue;
        }
        // a cue may stand inside a name that the report itself defines: such a name runs over the region's end
        let rest = text.get(hit.outer..to).unwrap_or("");
        // 苹果、华为等客户: the whole run speaks of others
        let others = others(rest) || of_chain(rest);
        let ends = ends_item(rest) || text[..from].ends_with("看好") && prospects(rest);
        // `看好苹果、小米手机销量`: the run speaks of what follows it
        if others || reach == NEAR && !ends {
            let mut start = hit.start;
            while let Some(&j) = marked.last().filter(|&&j: &&usize| joined(text, reading.hits[j].outer, start)) {
                start = reading.hits[j].start;
                marked.pop();
            }
        }
        if others {
            continue;
        }
        // 东阳光 润泽科技: folded, the names touch
        let touches = reading.hits.get(i + 1).is_some_and(|n| n.start == hit.outer && n.chosen.is_some());
        if (ends || touches) && !leads_away(between(text, from, hit.start), lexicon) {
            marked.push(i);
            at = hit.outer;
        }
    }
    let last = marked.last().map(|&i| reading.hits[i].outer);
    let runs_on = to == text.len()
        && match last {
            None => text.ends_with(':') && text.len() - from <= 3 * REACH,
            Some(end) => text[end..].is_empty() || matches!(&text[end..], "、" | "," | ";"),
        };
    for &i in &marked {
        reading.hits[i].recommended = true;
    }
    (marked.len(), runs_on)
}

fn joined(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|gap| gap.chars().count() <= 3 && gap.contains(['、', '和', '及', '与', '/']))
}

/// What follows an item of a list: a mark, a joint, 等, or nothing.
fn ends_item(rest: &str) -> bool {
    let Some(c) = rest.chars().next() else { return true };
    !c.is_alphanumeric() || "等和与及以或也并".contains(c) || stands_for(rest)
}

/// 以甲为代表的设备商: one of the firms that are advised; not 以特斯拉为代表的车型价格.
fn stands_for(rest: &str) -> bool {
    const FIRMS: [&str; 9] = ["商", "厂", "公司", "企业", "龙头", "标的", "个股", "股", "板块"];
    let Some(of) = ["为代表", "为首"].iter().find_map(|w| rest.strip_prefix(w)) else { return false };
    let of = of.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(of);
    of.is_empty() || FIRMS.iter().any(|w| of.trim_end_matches('等').ends_with(w))
}

/// `看好甲、乙的长期成长`: of the companies themselves; not 看好甲的新品.
fn prospects(rest: &str) -> bool {
    let Some(of) = rest.strip_prefix('的') else { return false };
    let of = of.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(of);
    ["成长", "发展", "前景", "潜力", "投资机会", "布局机会", "投资价值", "配置价值"].iter().any(|w| of.contains(w))
}

/// 等客户, 产业链: the names stand for others.
fn others(rest: &str) -> bool {
    let rest = rest.strip_prefix('等').unwrap_or(rest);
    ["客户", "大客户", "头部客户", "产业链", "供应链", "链", "巨头", "大厂", "云厂商", "海外", "互联网厂商", "合作"]
        .iter()
        .any(|w| rest.starts_with(w))
}

/// `苹果及面板产业链`: the chain of a customer beside another; not 某某股份及产业链龙头.
fn of_chain(rest: &str) -> bool {
    let Some(thing) = ["以及", "及", "和", "与", "、"].iter().find_map(|w| rest.strip_prefix(w)) else {
        return false;
    };
    let thing = thing.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(thing);
    let chain = ["产业链", "供应链"].iter().find_map(|w| thing.split_once(w));
    let firms = |behind: &str| ["龙头", "公司", "标的", "企业", "个股", "相关"].iter().any(|w| behind.starts_with(w));
    chain.is_some_and(|(before, behind)| before.chars().count() <= 8 && !firms(behind))
}

/// Words before a name that make it a customer, rival or partner.
fn leads_away(before: &str, lexicon: &Lexicon) -> bool {
    lexicon.words.listed("leads_away").iter().any(|w| before.ends_with(w))
}
