//! `rating` in running text: this house's rating of a company or an industry, and its target price.
//!
//! reads: `维持“买入”评级`, `给予增持评级`;
//! `目标价 25.6 元`, `合理估值区间为 42-48 元`. needs: a rating word of the lexicon beside 评级 or its action. gives: the word as
//! object. does not match: the scale, another house's rating, the last rating.

use super::actor::Subject;
use super::draft::{fact, measure};
use super::page::Page;
use super::rated_front::subject;
use super::sentence::Sentence;
use super::{Fact, FactKind};
use crate::decimal::Decimal;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Quantity, Role};

/// Bytes that a bracket with a code and a rating may hold.
const BRACKET: usize = 60;

/// Marks that a rating may open with.
const QUOTES: [char; 4] = ['“', '‚', '「', '"'];

/// Words before a target price; those behind the first also stand before what the whole company is worth.
const TARGETS: [&str; 5] = ["目标价", "合理估值", "合理价值", "合理市值", "合理股价"];

/// Ratings and target prices that running text gives.
pub(super) fn in_text(page: &Page<'_>) -> Vec<Fact> {
    let mut out: Vec<Fact> = page.mentions.iter().filter_map(|m| bracketed(page, m)).collect();
    for sentence in &page.sentences {
        let words = sentence.span.of(page.text);
        // `建议“持有”某某`, without the word
        let quoted = words.contains(QUOTES);
        let worded = words.contains("评级") || TARGETS.iter().any(|t| words.contains(t));
        if !quoted && !worded {
            continue;
        }
        for clause in &sentence.clauses {
            if is_others(page, sentence, *clause) {
                continue;
            }
            let own = |span: &(Span, Span)| worded || right_behind(page, span.1.end).is_some();
            if let Some(span) = rated(page, *clause).filter(own) {
                let named = right_behind(page, span.1.end)
                    .or_else(|| rated_industry(page, *clause, span.1.start))
                    .unwrap_or_else(|| rated_company(page, sentence, *clause, span.1.start));
                let mut f = fact(page, FactKind::Rating, "rating", named, span.0, "said_rating");
                f.object = span.1.of(page.text).to_owned();
                out.push(f);
            }
            out.extend(target(page, sentence, *clause));
        }
    }
    out
}

/// `给予“买入”某某（0981.HK）`: the company that a rating in quotation marks stands before.
fn right_behind(page: &Page<'_>, at: usize) -> Option<Subject> {
    let rest = page.text[at..].strip_prefix(['”', '"', '」'])?;
    let start = page.text.len() - rest.len();
    page.mentions.iter().find(|m| m.kind == MentionKind::Company && m.span.start == start).map(Subject::from)
}

/// Characters between a house and what it does: `高盛在最新报告中将…`.
const DOES: usize = 14;

/// Whether a clause gives another house's view: one that the sentence names before it and says to rate or to set a price.
fn is_others(page: &Page<'_>, sentence: &Sentence, clause: Span) -> bool {
    const VERBS: [&str; 12] =
        ["将", "把", "给予", "维持", "上调", "下调", "重申", "发布", "发表", "首次", "目标价", "报告"];
    let lead = between(page.text, sentence.span.start, clause.end);
    if !VERBS.iter().any(|v| lead.contains(v)) {
        return false;
    }
    let banks = page.lexicon.phrases.banks.places(lead);
    let brokers = page.lexicon.words.brokers.iter().filter(|b| b.name != page.head.broker);
    let brokers = brokers.filter_map(|b| lead.find(b.name).map(|i| (i, b.name)));
    let mut houses = banks.chain(brokers);
    houses.any(|(i, name)| {
        let behind: String = lead[i + name.len()..].chars().take(DOES).collect();
        let behind = behind.split(['。', '；', '、']).next().unwrap_or("");
        VERBS.iter().any(|v| behind.contains(v)) && !lead[..i].ends_with(['推', '荐', '注', '持', '予'])
    })
}

/// `维持通信行业“强于大市”评级`: the industry that a clause rates, where no company stands behind it.
fn rated_industry(page: &Page<'_>, clause: Span, at: usize) -> Option<Subject> {
    let lead = between(page.text, clause.start, at);
    let (i, word) = ["行业", "板块"].iter().filter_map(|w| lead.rfind(w).map(|i| (i, *w))).max()?;
    let from = clause.start + i + word.len();
    let company = |m: &&Mention| m.kind == MentionKind::Company && m.span.start >= from && m.span.end <= at;
    if page.mentions.iter().any(|m| company(&m)) {
        return None;
    }
    let name = lead[..i].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let opens =
        ["我们", "维持", "给予", "继续", "首次", "覆盖", "因此", "故", "对", "将", "上调", "下调", "看好", "该"];
    let mut name = name;
    while let Some(rest) = opens.iter().find_map(|o| name.strip_prefix(*o)) {
        name = rest;
    }
    let short = (2..=8).contains(&name.chars().count());
    let own = || Some(page.head.industry.as_str()).filter(|h| !h.is_empty());
    (if short { Some(name) } else { own() }).map(Subject::named)
}

/// `目标价25.6元`, `合理估值区间为42-48元`: what a clause says that a share is worth.
fn target(page: &Page<'_>, sentence: &Sentence, clause: Span) -> Option<Fact> {
    let words = clause.of(page.text);
    let (at, label) = TARGETS.iter().filter_map(|t| words.find(t).map(|i| (i, *t))).min()?;
    let from = clause.start + at;
    let money = |q: &&Quantity| page.lexicon.units.is_currency(q.unit.split('/').next().unwrap_or(""));
    let first = page.quantities.iter().filter(money).find(|q| clause.contains(q.span) && q.span.start > from)?;
    // `合理市值约541亿元，对应47.91元/股`: what a share is worth stands behind the whole
    let after = || {
        let next = page.quantities.iter().filter(money).find(|q| q.span.start >= first.span.end)?;
        let words = between(page.text, first.span.end, next.span.start);
        let bound = sentence.span.contains(next.span) && words.chars().count() <= 10 && words.contains("对应");
        Some(next).filter(|n| bound && n.unit.ends_with("/share"))
    };
    // `目标价由731港元上调至758港元`: what it is now
    let raised = || {
        let was = page.text[..first.span.start].trim_end().ends_with(['由', '从']);
        let mut next = page
            .quantities
            .iter()
            .filter(money)
            .filter(|n| was && clause.contains(n.span) && n.span.start >= first.span.end);
        next.find(|n| page.text[..n.span.start].trim_end().ends_with(['至', '到']))
    };
    let q = raised().unwrap_or(if is_per_share(page, first) { first } else { after().unwrap_or(first) });
    if label != "目标价" && !(is_per_share(page, q) && page.is_of_company()) {
        return None;
    }
    let named = rated_company(page, sentence, clause, from);
    let mut f = fact(page, FactKind::Rating, "target_price", named, Span::new(from, q.span.end), "said_target");
    measure(&mut f, q);
    f.unit = q.unit.split('/').next().unwrap_or("").to_owned();
    Some(f)
}

/// Whether an amount is written as the price of a share: `48.14元`, `47.91元/股`.
pub(super) fn is_per_share(page: &Page<'_>, q: &Quantity) -> bool {
    let money = page.is_money(q) || q.unit.ends_with("/share");
    money && q.high < Decimal::from(10_000) && !q.span.of(page.text).contains(['万', '亿'])
}

/// Whether words before an amount say that it is a target price, which no other kind takes.
pub(super) fn is_target(page: &Page<'_>, words: &str, q: &Quantity) -> bool {
    let fair = || TARGETS[1..].iter().any(|t| words.contains(t));
    words.contains("目标价") || page.is_of_company() && is_per_share(page, q) && fair()
}

/// `某某股份（600000，买入）`: the rating beside the code in the bracket behind a name.
fn bracketed(page: &Page<'_>, m: &Mention) -> Option<Fact> {
    if m.kind != MentionKind::Company || matches!(m.role, Role::Source | Role::Boilerplate | Role::Table) {
        return None;
    }
    let rest = page.text.get(m.span.start..)?;
    let open = rest.find(['（', '('])?;
    let inside = rest[open..].trim_start_matches(['（', '(']);
    let close = inside.find(['）', ')']).filter(|c| *c <= BRACKET)?;
    let from = m.span.start + rest.len() - inside.len();
    // the bracket is the name's own: it opens inside the mention or right behind it
    if m.span.start + open > m.span.end || from + close > page.text.len() {
        return None;
    }
    let mut parts = inside[..close].split(['，', ',', '/', '、', '；', ';', ' ', '：', ':']).map(str::trim);
    let coded = parts.clone().any(|p| p.bytes().filter(u8::is_ascii_digit).count() >= 4);
    let rating = parts.find(|p| page.lexicon.words.ratings.iter().any(|(w, _)| w == p)).filter(|_| coded)?;
    let mut f = fact(page, FactKind::Rating, "rating", m.into(), Span::new(m.span.start, from + close), "said_rating");
    f.object = rating.to_owned();
    Some(f)
}

/// In a company report its company, unless the clause names another; else whom the text speaks of.
fn rated_company(page: &Page<'_>, sentence: &Sentence, clause: Span, at: usize) -> Subject {
    let here = page.mentions.iter().any(|m| m.kind == MentionKind::Company && clause.contains(m.span));
    let covered = || subject(page, clause.of(page.text));
    if page.is_of_company() && !here {
        return covered();
    }
    let named = page.actor(sentence, at);
    // of the covered company that listing which the words or the head name
    if named.name.is_empty() || page.is_of_company() && named.id == page.own.id { covered() } else { named }
}

/// `维持“买入”评级` in a clause: the quote and the word.
fn rated(page: &Page<'_>, clause: Span) -> Option<(Span, Span)> {
    let words = clause.of(page.text);
    let Some(end) = words.find("评级") else { return quoted(page, clause) };
    let before = |w: &str| {
        words[..end].rfind(w).is_some_and(|at| {
            between(words, at + w.len(), end).chars().all(|c| "”\"』」】投资的 ’'‛‚》〉』>＂）)".contains(c))
        })
    };
    let Some((rating, _)) = page.lexicon.words.ratings.iter().find(|(w, _)| before(w)) else {
        return behind(page, clause, end + "评级".len()).or_else(|| quoted(page, clause));
    };
    let at = words[..end].rfind(rating)?;
    let action = page.lexicon.phrases.rated.first_in(&words[..at])?.0;
    let quote = Span::new(clause.start + action, clause.start + end + "评级".len());
    Some((quote, Span::new(clause.start + at, clause.start + at + rating.len())))
}

/// `维持行业评级为“同步大市-A”`: the rating behind the word.
fn behind(page: &Page<'_>, clause: Span, end: usize) -> Option<(Span, Span)> {
    let words = clause.of(page.text);
    let told = words[end..].strip_prefix(['为', '至', '是'])?;
    let inside = told.trim_start_matches([' ', '“', '‚', '「', '"']);
    let at = words.len() - inside.len();
    let is = |w: &str| inside.strip_prefix(w).is_some_and(|r| !r.starts_with(crate::lexicon::is_han));
    let (rating, _) = page.lexicon.words.ratings.iter().find(|(w, _)| is(w))?;
    let action = page.lexicon.phrases.rated.first_in(&words[..end - "评级".len()])?.0;
    let span = Span::new(clause.start + at, clause.start + at + rating.len());
    Some((Span::new(clause.start + action, span.end), span))
}

/// `维持某某（700 HK）“买入”`: a rating in quotation marks behind its action, the word 评级 left out.
fn quoted(page: &Page<'_>, clause: Span) -> Option<(Span, Span)> {
    let words = clause.of(page.text);
    let advised = || words.find("建议").filter(|i| words[i + "建议".len()..].starts_with(QUOTES)).map(|i| (i, "建议"));
    let (action, word) = page.lexicon.phrases.rated.first_in(words).or_else(advised)?;
    let from = action + word.len();
    let open = words[from..].find(QUOTES).map(|i| from + i)?;
    let inside = words[open..].trim_start_matches(QUOTES);
    let at = words.len() - inside.len();
    let (rating, _) = page
        .lexicon
        .words
        .ratings
        .iter()
        .find(|(w, _)| inside.strip_prefix(*w).is_some_and(|r| r.starts_with(['”', '‛', '」', '"'])))?;
    let span = Span::new(clause.start + at, clause.start + at + rating.len());
    // 给予“推荐”人奖励
    let rest = page.text[span.end..].trim_start_matches(['”', '‛', '」', '"', '的']);
    let on = rest.starts_with(crate::lexicon::is_han) && !rest.starts_with("评级");
    let free = !on || right_behind(page, span.end).is_some();
    free.then(|| (Span::new(clause.start + action, span.end), span))
}
