//! Firms that no list has, by the words around their names: what facts take for mentions besides the tagged ones.
//!
//! reads: the unknown names of a list over firms that are measured, dealt their values or bear a firm's tail (`甲、乙药业和丙净利率
//! 分别为`), a name with a sure tail before what a firm earns (`某某药业净利润`), one with any that invests (`某某电子拟投资`) or behind what it is (`龙头某某电子的营收`); those
//! names wherever else the document has them. gives: mentions without a listing, known names of a list too that alone
//! say too little. refuses: sectors, goods and kinds of firms (`消费电子收入`, `商业银行`), subsidiaries, whole lists of which one is none.

use super::page::{is_firm, is_plain, part};
use super::sentence::sentences;
use super::topic::is_generic;
use crate::layout::Document;
use crate::lexicon::Lexicon;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Period, Quantity, Role, Tags};
use std::ops::RangeInclusive;

/// Characters that such a name has.
const NAME: RangeInclusive<usize> = 2..=8;

/// Characters from which a name stands for itself wherever the document has it.
const WHOLE: usize = 3;

/// Names of one document beyond which it is a directory; no more are sought in its whole text.
const NAMES: usize = 64;

/// Bytes of what a name is said to earn, at most: 归属于上市公司股东的扣除非经常性损益的净利润.
const EARNED: usize = 90;

/// What the ids of such firms begin with while facts are read; no fact is given with one.
pub(super) const ID: &str = "stranger:";

/// What no name begins with: pointers, counts, and what but links it to its clause.
const FRONTS: [char; 29] = [
    '其', '该', '各', '某', '本', '我', '此', '多', '两', '三', '四', '五', '前', '后', '在', '对', '由', '从', '如',
    '以', '按', '据', '被', '把', '将', '向', '为', '是', '于',
];

/// Titles that but a firm's name follows; behind 公司 stands what it makes.
const LEADERS: [&str; 5] = ["龙头", "巨头", "大厂", "友商", "独角兽"];

/// What joins the names of a list.
const JOINS: [&str; 5] = ["以及", "、", "和", "与", "及"];

/// The tags with the firms that no list has; `None` where the document has none.
pub(super) fn widened(document: &Document, tags: &Tags, lexicon: &Lexicon) -> Option<Tags> {
    let mut found: Vec<Mention> = Vec::new();
    let running = || document.passages.iter().enumerate().filter(|(_, p)| p.kind.is_running_text());
    for (passage, p) in running() {
        let quantities = part(&tags.quantities, passage, |q| q.passage);
        if quantities.is_empty() {
            continue;
        }
        let named = part(&tags.mentions, passage, |m| m.passage);
        let periods = part(&tags.periods, passage, |p| p.passage);
        let reader = Reader { passage, text: &p.text, named, periods, quantities, lexicon };
        for sentence in sentences(&p.text) {
            sentence.clauses.iter().for_each(|clause| found.extend(reader.clause(*clause)));
        }
    }
    let mut names: Vec<String> = found.iter().filter(|m| m.id.starts_with(ID)).map(|m| m.name.clone()).collect();
    names.retain(|n| n.chars().count() >= WHOLE);
    names.sort_by_key(|n| std::cmp::Reverse(n.len()));
    names.dedup();
    names.truncate(NAMES);
    for (passage, p) in running().filter(|(i, _)| !part(&tags.quantities, *i, |q| q.passage).is_empty()) {
        for name in &names {
            let places = p.text.match_indices(name.as_str());
            found.extend(places.map(|(at, _)| mention(passage, Span::new(at, at + name.len()), name)));
        }
    }
    found.retain(|m| within(part(&tags.mentions, m.passage, |t| t.passage), m.span).is_empty());
    if found.is_empty() {
        return None;
    }
    found.sort_by_key(|m| (m.passage, m.span.start, std::cmp::Reverse(m.span.end)));
    found.dedup_by(|b, a| a.passage == b.passage && b.span.start < a.span.end);
    let mut mentions = tags.mentions.clone();
    mentions.extend(found);
    mentions.sort_by_key(|m| (m.passage, m.span.start));
    Some(Tags { mentions, ..tags.clone() })
}

/// The mentions that touch a span; they are sorted and do not overlap.
fn within(named: &[Mention], span: Span) -> &[Mention] {
    let from = named.partition_point(|m| m.span.end <= span.start);
    let to = named.partition_point(|m| m.span.start < span.end);
    &named[from..to.max(from)]
}

/// A mention of a firm that no list has.
fn mention(passage: usize, span: Span, name: &str) -> Mention {
    Mention {
        passage,
        span,
        kind: MentionKind::Company,
        id: format!("{ID}{name}"),
        name: name.to_owned(),
        role: Role::Body,
        rule: "stranger",
    }
}

/// A passage whose clauses are looked at.
struct Reader<'d> {
    passage: usize,
    text: &'d str,
    named: &'d [Mention],
    periods: &'d [Period],
    quantities: &'d [Quantity],
    lexicon: &'d Lexicon,
}

/// What one of a list is.
enum Piece {
    /// A tagged firm.
    Tagged,
    /// A name that the lexicon has, of which a text must say more.
    Known(Mention),
    /// A name that no list has.
    Strange(Mention),
}

impl Reader<'_> {
    /// The firms of a clause that were not tagged.
    fn clause(&self, clause: Span) -> Vec<Mention> {
        let phrases = &self.lexicon.phrases;
        let (list, measured, dealt) = self.list(clause);
        let Some(pieces) = list
            .iter()
            .enumerate()
            .map(|(i, span)| self.piece(*span, i > 0 && i + 1 == list.len()))
            .collect::<Option<Vec<_>>>()
        else {
            return Vec::new();
        };
        let tagged = pieces.iter().filter(|p| matches!(p, Piece::Tagged)).count();
        let known = pieces.iter().filter(|p| matches!(p, Piece::Known(_))).count();
        let titled = list.first().is_some_and(|first| phrases.firm_titles.closing(&self.text[..first.start]).is_some());
        let of_firms = tagged >= 1 || known >= 2 || titled && known >= 1;
        let takes = |m: &Mention| {
            let lead = &self.text[..m.span.start];
            let titled = LEADERS.iter().any(|w| lead.ends_with(w));
            let tail = phrases.name_tails.closing(&m.name).is_some();
            let sure = phrases.sure_tails.closing(&m.name).is_some();
            match pieces.len() {
                1 if self.is_listed(&m.name) => false,
                1 => {
                    measured && (sure || tail && titled) && self.earns(m.span.end)
                        || tail && self.invests(Span::new(m.span.end, clause.end))
                }
                _ => of_firms && (dealt || tail || measured && self.earns(list.last().map_or(m.span.end, |l| l.end))),
            }
        };
        let mut out = Vec::new();
        for piece in &pieces {
            match piece {
                Piece::Strange(m) if takes(m) => out.push(m.clone()),
                Piece::Known(m) if pieces.len() > 1 && of_firms && (measured || dealt) => out.push(m.clone()),
                _ => {}
            }
        }
        out
    }

    /// The pieces of the list that a clause begins with, up to its first number; whether what is measured stands right
    /// behind them, and whether the values are dealt out.
    fn list(&self, clause: Span) -> (Vec<Span>, bool, bool) {
        let next = self.quantities.partition_point(|q| q.span.start < clause.start);
        let end = self.quantities.get(next).map_or(clause.end, |q| q.span.start.min(clause.end));
        let dealt = ["分别", "依次"].iter().filter_map(|w| between(self.text, clause.start, end).find(w)).min();
        let end = dealt.map_or(end, |i| clause.start + i);
        let mut spans: Vec<Span> = Vec::new();
        let mut from = clause.start;
        let mut at = clause.start;
        while at < end {
            let rest = between(self.text, at, end);
            let next = self.named.get(self.named.partition_point(|m| m.span.start < at));
            if let Some(m) = next.filter(|m| m.span.start == at && m.span.end <= end) {
                at = m.span.end;
            } else if let Some(join) = JOINS.iter().find(|j| rest.starts_with(**j)) {
                spans.push(Span::new(from, at));
                at += join.len();
                from = at;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        spans.push(Span::new(from, end.max(from)));
        if let [one] = spans.as_mut_slice() {
            let words = one.of(self.text);
            let noun = self.lexicon.phrases.measured.places(words).find(|(_, w)| w.chars().count() >= 2);
            one.end = one.start + words[..noun.map_or(words.len(), |(i, _)| i)].trim_end_matches(['的', ' ']).len();
        }
        if let Some(first) = spans.first_mut() {
            first.start = self.begun(*first);
        }
        let mut measured = false;
        if let Some(last) = spans.last_mut() {
            let words = last.of(self.text);
            let cut = self.cut(words);
            last.end = last.start + cut;
            let rest = between(self.text, last.end, clause.end).trim_start_matches(['的', ' ']);
            measured = self.lexicon.phrases.measured.opening(rest).is_some() || self.earns(clause.end - rest.len());
        }
        (spans, measured, dealt.is_some())
    }

    /// Where the first name of a list begins: behind dates and what opens a clause, behind what the firms are.
    fn begun(&self, first: Span) -> usize {
        let phrases = &self.lexicon.phrases;
        let mut start = first.start;
        let before = self.periods.partition_point(|p| p.span.start < first.end);
        if let Some(p) = self.periods[..before].last().filter(|p| p.span.end > start && p.span.end <= first.end) {
            start = p.span.end;
        }
        let words = between(self.text, start, first.end);
        let titles = phrases.firm_titles.places(words).map(|(i, w)| i + w.len());
        let marks = words
            .char_indices()
            .filter(|(_, c)| "的：:（(“”》】 ，,；月份".contains(*c))
            .map(|(i, c)| i + c.len_utf8());
        start += titles.chain(marks).filter(|i| *i < words.len()).max().unwrap_or(0);
        loop {
            let rest = between(self.text, start, first.end);
            let bare = rest.trim_start_matches(|c: char| !c.is_alphabetic() || c == '年');
            let open = phrases.opens.opening(bare).map_or(0, str::len);
            if bare.len() == rest.len() && open == 0 {
                return start;
            }
            start = first.end - bare.len() + open;
        }
    }

    /// Where a list's last name ends: before what is measured, before what is said of it.
    fn cut(&self, words: &str) -> usize {
        let phrases = &self.lexicon.phrases;
        let whole = |i: usize| words[..i].chars().count() >= *NAME.start();
        let ends = |list: &crate::lexicon::Wordlist| {
            list.places(words).find(|(i, w)| whole(*i) && w.chars().count() >= 2).map(|(i, _)| i)
        };
        let marks = [
            "的", "近", "在", "为", "占", "均", "都", "（", "(", "等", "也", "已", "将", "业务", "市占", "市场", "略",
            "则", "了", "拟", "计划", "宣布", "公告", "投资", "斥资", "投建",
        ];
        let marks = marks.iter().filter_map(|w| words.match_indices(w).map(|(i, _)| i).find(|i| whole(*i)));
        let digit = words.char_indices().find(|(i, c)| whole(*i) && c.is_ascii_digit()).map(|(i, _)| i);
        // 研发费用 of `甲研发费用`
        let figure = self.lexicon.triggers.find(words).map(|(i, ..)| i).find(|i| whole(*i));
        let lists = [&phrases.measured, &phrases.head_verbs, &phrases.adverbs, &phrases.predicates];
        let first = lists.into_iter().filter_map(ends).chain(marks).chain(digit).chain(figure).min();
        first.unwrap_or(words.len())
    }

    /// What one of a list is; `None` where it is no firm. Behind the last one's name may stand what all have.
    fn piece(&self, span: Span, last: bool) -> Option<Piece> {
        let named = within(self.named, span);
        if let Some(m) = named.iter().find(|m| is_firm(m) && m.span.start >= span.start && m.span.end <= span.end) {
            // nothing but a tail (龙沙 of 龙沙制药) and a bracket beside the name
            let beside = between(self.text, m.span.end, span.end);
            let tail = self.lexicon.phrases.name_tails.opening(beside).map_or(0, str::len);
            let beside = beside[tail..].trim_start();
            let shared = last && is_plain(beside, NAME);
            let head = between(self.text, span.start, m.span.start).trim_start();
            let titled = head.is_empty() || self.lexicon.phrases.firm_titles.closing(head).is_some();
            let own = titled && (beside.is_empty() || beside.starts_with(['（', '(']) || shared);
            return own.then_some(Piece::Tagged);
        }
        let words = span.of(self.text).trim_start();
        // `甲以及国内厂商乙`
        let title = self.lexicon.phrases.firm_titles.last_in(words).map_or(0, |(i, w)| i + w.len());
        let words = if title < words.len() { &words[title..] } else { words };
        let start = span.end - words.len();
        let mut words = words.trim_end();
        if last && let Some(tail) = self.tail_within(words) {
            words = &words[..tail];
        }
        let span = Span::new(start, start + words.len());
        if !named.is_empty() || !is_plain(words, NAME) {
            return None;
        }
        if let [known] = self.lexicon.by_name(words).as_slice() {
            let id = self.lexicon.home_id(&known.security.id).to_owned();
            let name = self.lexicon.name_of(&id).unwrap_or(words).to_owned();
            return Some(Piece::Known(Mention { id, name, ..mention(self.passage, span, words) }));
        }
        self.is_name(span).then(|| Piece::Strange(mention(self.passage, span, words)))
    }

    /// Where a name ends of which the tail stands before other words: 某某医疗 of 某某医疗监护仪.
    fn tail_within(&self, words: &str) -> Option<usize> {
        let tails = &self.lexicon.phrases.name_tails;
        let whole = |i: usize| words[..i].chars().count() >= *NAME.start();
        let found = tails.places(words).find(|(i, _)| whole(*i)).map(|(i, t)| i + t.len());
        found.filter(|_| tails.closing(words).is_none())
    }

    /// Whether words are a name: no sector, no goods, no kind of firm, nobody's subsidiary.
    fn is_name(&self, span: Span) -> bool {
        let phrases = &self.lexicon.phrases;
        let name = span.of(self.text);
        let stem = phrases.name_tails.closing(name).map_or(name, |t| &name[..name.len() - t.len()]);
        let sector = |w: &str| {
            self.lexicon.words.industries.contains(w)
                || is_generic(phrases, w)
                || [&phrases.goods, &phrases.goods_kinds].iter().any(|l| l.contains(&w))
        };
        let lead = &self.text[..span.start];
        let rest = &self.text[span.end..];
        // Dell of `Dell EMC`, 有限公司 behind its name
        let torn = lead.ends_with(|c: char| c == ' ' || c.is_ascii_alphanumeric()) && name.is_ascii()
            || ["股份", "有限", "集团"].iter().any(|w| rest.starts_with(w));
        !sector(name)
            && !torn
            && !sector(stem)
            && stem.chars().count() >= *NAME.start()
            && !phrases.no_strangers.is_in(name)
            && !phrases.goods.is_in(name)
            && !phrases.measured.places(name).any(|(_, w)| w.chars().count() >= 2)
            && phrases.lesser_firms.closing(lead).is_none()
            && !name.starts_with(FRONTS)
    }

    /// Whether a name is another's that the lexicon has, with a tail: 伊利集团.
    fn is_listed(&self, name: &str) -> bool {
        let tail = self.lexicon.phrases.name_tails.closing(name).unwrap_or_default();
        !self.lexicon.by_name(&name[..name.len() - tail.len()]).is_empty()
    }

    /// Whether words behind a name say that it invests: `拟投资20亿元扩建`, `在某地投建`.
    fn invests(&self, behind: Span) -> bool {
        const OPENS: [&str; 9] = ["拟", "计划", "将", "宣布", "公告", "在", "投资", "投建", "斥资"];
        const INVESTS: [&str; 6] = ["投资", "投建", "斥资", "资本开支", "资本支出", "扩产"];
        let words = behind.of(self.text);
        OPENS.iter().any(|w| words.starts_with(w)) && INVESTS.iter().any(|w| words.contains(w))
    }

    /// Whether what a firm earns or holds stands at a place.
    fn earns(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches('的');
        let end = (0..=EARNED.min(rest.len())).rev().find(|i| rest.is_char_boundary(*i)).unwrap_or(0);
        let first = self.lexicon.triggers.find(&rest[..end]).next();
        first.is_some_and(|(start, _, t)| start == 0 && (t.kind == "financial" || t.metric == "share"))
    }
}
