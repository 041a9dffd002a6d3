//! `price_change`: a price raised or cut.
//!
//! reads: percentages that change a price word (价格 涨价 提价 ASP 电价) of a product in their clause; a price rise
//! that is announced without an amount. needs: the price word and a direction. gives: the signed
//! percentage, whose price, which product. does not match: share prices, indices, plain 涨幅 of stocks.

use super::actor::Subject;
use super::draft::{circumstances, fact};
use super::page::{Page, is_firm, is_plain};
use super::priced;
use super::sentence::Sentence;
use super::source;
use super::statement::Statement;
use super::{Basis, Fact, FactKind, follows, halved, quoted, supposed};
use crate::decimal::Decimal;
use crate::lexicon::Wordlist;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Quantity};

/// Clauses before one that but says how far, in which the price is sought.
pub(super) const BEFORE: usize = 2;

pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], used: &mut [bool]) -> Vec<Fact> {
    let words = sentence.span.of(page.text);
    // a move is a percentage, a word that doubles or halves, or told of prices without either
    let moves =
        all.iter().any(|s| s.quantity.unit == "%") || words.contains(['翻', '腰', '折', '倍', '半', '价', '涨']);
    if !moves {
        return Vec::new();
    }
    if priced::is_of_shares(page, words) || !follows::opens(page, sentence) || is_doubtful(words) {
        return Vec::new();
    }
    let mut out = Vec::new();
    all.iter().zip(used.iter_mut()).for_each(|(s, used)| *used |= quoted::is_revised(page, s));
    for (i, s) in all.iter().enumerate().filter(|(_, s)| s.quantity.unit == "%" || is_times(page, s)) {
        let first = is_onward(page, sentence, s);
        let beside = quoted::beside(page, s).filter(|_| first || is_next(page, sentence, s, &out));
        let level = quoted::moved(page, sentence, s);
        let ahead = || quoted::ahead(page, sentence, s).or_else(|| priced::one_of(page, all, i));
        let moves = moved(page, sentence, s).or(level.map(|l| l.0)).or(beside.map(|b| b.1));
        let follows = follows::moved(page, sentence, s, &out).or_else(ahead).filter(|_| moves.is_none());
        let tenths = is_discount(page, s);
        let moves = moves.or(follows.as_ref().map(|f| f.0)).or(tenths.then_some(true));
        let Some(falls) = moves.filter(|_| !used[i] && !quoted::is_none(page, s)) else { continue };
        used[i] = true;
        let (at, span) = (s.quantity.span.start, Span::new(s.clause.start, s.quantity.span.end));
        let clause = level.map_or(s.clause, |l| l.1);
        let object = priced::second(page, s).or(beside.map(|b| b.0.to_owned())).or(follows.map(|f| f.1));
        let object = object.unwrap_or_else(|| priced::object(page, sentence, clause, at));
        let object = priced::dealt(page, all, i, &object).unwrap_or(object);
        let (mut subject, own) = whose(page, sentence, at, &object);
        // `甲模型输入价下调40%，缓存命中部分降幅达75%`: a part of what the clause before prices
        let part = object.ends_with("部分") || object.ends_with('端');
        let whole = out.last().filter(|f| part && is_next(page, sentence, s, &out) && !f.subject_id.is_empty());
        if let Some(f) = whole.filter(|_| subject.id.is_empty()) {
            subject = Subject { id: f.subject_id.clone(), name: f.subject.clone() };
        }
        if subject.name.is_empty() {
            continue;
        }
        let mut f = fact(page, FactKind::PriceChange, "price", subject, span, "price_words");
        let sign = |v: Decimal| if falls { -v.abs() } else { v };
        let left = |v: Decimal| Some(sign(percent(page, s, v)));
        let ends = (left(s.quantity.low), left(s.quantity.high));
        (f.low, f.high) = if falls { (ends.0.min(ends.1), ends.0.max(ends.1)) } else { ends };
        f.unit = "%".to_owned();
        f.approximation = Some(s.quantity.approximation);
        circumstances(&mut f, page, sentence, at, own);
        if supposed::is_assumed(page, sentence) || page.text.trim_start().starts_with("假设") {
            f.basis = Some(Basis::Forecast);
        }
        f.change = f.low.filter(|low| Some(*low) == f.high);
        quoted::settle(&mut f, page, sentence, s, own);
        if let Some(last) = out.last().filter(|_| beside.is_some()) {
            f.period = last.period.clone();
        }
        f.object = object;
        out.push(f);
    }
    if out.is_empty() { told(page, sentence) } else { out }
}

/// Changes without a percentage: in words, or but told of.
fn told(page: &Page<'_>, sentence: &Sentence) -> Vec<Fact> {
    let worded = halved::read(page, sentence);
    if worded.is_empty() { announced(page, sentence).into_iter().collect() } else { worded }
}

/// A number of a price in per cent of it: what three tenths off leave, how many times it rose.
fn percent(page: &Page<'_>, s: &Statement<'_>, v: Decimal) -> Decimal {
    if is_discount(page, s) {
        return Decimal::ONE_HUNDRED - v;
    }
    if is_times(page, s) { v * Decimal::ONE_HUNDRED } else { v }
}

/// Whether a number says by how many times a price rose: `涨幅高达1.5倍`.
fn is_times(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let lead = lead.trim_end_matches(['高', '达', '约', '近', '逾', '超', '过', '了', ' ']);
    s.quantity.unit == "x" && ["涨", "涨幅", "上涨"].iter().any(|w| lead.ends_with(w))
}

/// Whether a number is what is left of a price: `输出价格打了六折`.
fn is_discount(page: &Page<'_>, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    s.quantity.span.of(page.text).ends_with('折')
        && lead.trim_end_matches(['了', '至', '到', '约']).ends_with('打')
        && page.lexicon.phrases.prices.is_in(lead)
}

/// Whether a clause goes on with another price where its sentence has read none: behind `；`, or of a week in a passage of prices.
fn is_onward(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> bool {
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let weekly = ["单月", "单周", "一周"].iter().any(|w| lead.contains(w));
    weekly && follows::speaks(page, sentence, s.clause.start)
        || sentence.before(s.clause.start).next().is_none() && follows::goes_on(page, sentence)
}

/// Whether the change read last is of the clause before a number's.
fn is_next(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, out: &[Fact]) -> bool {
    let before = sentence.before(s.clause.start).next();
    let last = out.last().filter(|f| before.is_some_and(|b| b.start <= f.span.start && f.span.end <= b.end));
    last.is_some() && !page.quantities_in(s.clause).any(|q| q.unit == "%" && q.span.end <= s.quantity.span.start)
}

/// Whose a price is, and whether a firm sets it: who acts in the sentence, else, where neither it nor a company's passage
/// speaks of one, the product itself.
pub(super) fn whose(page: &Page<'_>, sentence: &Sentence, at: usize, object: &str) -> (Subject, bool) {
    let named = page.names_actor(sentence, at) && (object.is_empty() || !is_of_crowd(page, sentence, at))
        || sentence.span.of(page.text).trim_start().starts_with(['其', '该']);
    // a price that a house quotes is the market's
    let quoted = || !source::said_by(page.text, sentence, at, page.lexicon).is_empty();
    let own = named || page.is_of_company() && (object.is_empty() || page.speaks_of_own() && !quoted());
    // what `；` goes on from says whose it is
    let before = page.part_before(sentence);
    let before = before.filter(|b| !named && page.names_actor(b, b.span.end));
    let subject = match before {
        _ if !own => Subject::default(),
        Some(b) => page.actor(b, b.span.end),
        None => page.actor(sentence, at),
    };
    // another firm of a sentence before has not priced a product that this one names
    let carried = !named && before.is_none() && !object.is_empty() && subject.id != page.own.id;
    let subject = if carried { Subject::default() } else { subject };
    let subject = if subject.name.is_empty() { sender(page, sentence, at).unwrap_or(subject) } else { subject };
    let firm = !subject.name.is_empty();
    // a model or chip that the lexicon has is the one that it names
    let thing = |m: &&Mention| {
        matches!(m.kind, MentionKind::Model | MentionKind::Chip) && object.contains(m.span.of(page.text))
    };
    let inside = page.mentions.iter().filter(|m| sentence.span.contains(m.span) && m.span.start < at);
    let known = inside.rev().find(thing).map(Subject::from);
    (if firm { subject } else { known.unwrap_or_else(|| Subject::named(object)) }, firm)
}

/// Whether the firms of a clause before are but a list of some (`甲、乙等代工企业产能满载，某芯片普遍提价30%`): none of them sets the price.
fn is_of_crowd(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let clause = sentence.clause_at(at);
    let firms = || page.mentions.iter().filter(|m| sentence.span.contains(m.span) && m.span.end <= at && is_firm(m));
    let last = firms().last().filter(|m| m.span.end <= clause.start);
    let listed = |m: &Mention| {
        page.text[..m.span.start].ends_with(['、', '和', '及']) && page.rest(m.span.end).starts_with('等')
    };
    last.is_some_and(listed) && !["其", "公司", "均", "都"].iter().any(|w| clause.of(page.text).contains(w))
}

/// Who sends word of a price, by a plain name alone before the verb: `某某近期发出调涨报价20%的通知`.
fn sender(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Subject> {
    let clause = sentence.clause_at(at);
    let lead = between(page.text, clause.start, at);
    let verb = lead.find("发出")?;
    let told = between(page.text, at, clause.end);
    let words = lead[..verb].trim_end_matches(['已', '向', '客', '户']);
    let name = ["近期", "近日", "日前", "昨日", "今日", "再度"].iter().find_map(|w| words.strip_suffix(w))?.trim();
    let group = ["厂", "商", "者", "业", "方", "公司", "们"].iter().any(|w| name.ends_with(w));
    let plain = is_plain(name, 2..=6) && !group && !page.is_generic(name);
    (plain && ["通知", "函"].iter().any(|w| told.contains(w))).then(|| Subject::named(name))
}

/// Whether a sentence but supposes a change, or tells one that is denied.
fn is_doubtful(words: &str) -> bool {
    let told = ["传言", "传闻", "网传"].iter().any(|w| words.contains(w));
    supposed::opens(words) || told && ["否认", "不实", "澄清"].iter().any(|w| words.contains(w))
}

/// Whether a percentage says that a price rose (false) or fell (true): with the price in its clause, or where the clause
/// but says how far what a clause before names has moved (`对全系列产品提价，军规级最高涨30%`).
fn moved(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<bool> {
    let phrases = &page.lexicon.phrases;
    let clause = s.clause.of(page.text);
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    // alone, 升 and 加 are parts of other words (升级费); 涨, 跌 and 降 are of prices
    let tip = lead.trim_end().trim_end_matches(['约', '近', '超', '逾', '了', ' ']);
    let moves = |(i, w): &(usize, &str)| {
        w.chars().count() > 1
            || matches!(*w, "涨" | "跌" | "降")
            || i + w.len() == tip.len() && matches!(*w, "加" | "减" | "升")
    };
    let turn = |lead: &str| {
        let last = |words: &Wordlist| words.places(lead).rev().find(moves).map(|(i, _)| i);
        let (up, down) =
            (last(&phrases.rises).max(last(&phrases.dearer)), last(&phrases.falls).max(last(&phrases.cheaper)));
        (up.is_some() || down.is_some()).then(|| down.is_some_and(|d| up.is_none_or(|u| d > u)))
    };
    let cost =
        ["费用", "成本"].iter().any(|w| clause.contains(w)) && !clause.contains('价') && !clause.contains("电费");
    // a rise that narrows is none that falls
    let narrows = ["涨幅", "跌幅", "降幅", "增幅"].iter().any(|w| lead.contains(w)) && lead.contains("收窄");
    // by how much one is dearer than another
    let dearer = ["较", "比"].iter().any(|w| lead.contains(w))
        && ["高出", "高约", "便宜", "贵"].iter().any(|w| lead.contains(w))
        && !quoted::is_of_time(page, s.clause, s.quantity.span.start);
    // what the clause measures is no price: `终端补贴、财务费用分别降低23%`
    if cost || narrows || dearer || lead.contains("补贴") {
        return None;
    }
    if phrases.prices.is_in(clause) {
        return turn(lead).or(quoted::is_lower(page, s).then_some(true));
    }
    let mut before = sentence.before(s.clause.start).take(BEFORE);
    // what changes a level (`均价3元/公斤，同比下跌2%`) is that one's
    let level = |q: &&Quantity| q.span.end <= s.clause.start && (page.is_money(q) || q.unit.contains('/'));
    if page.quantities_in(sentence.span).any(|q| level(&q)) {
        return None;
    }
    // 财务费用 is no price
    let priced = before.find(|c| {
        (c.of(page.text).contains(['价', '租']) || c.of(page.text).contains("调涨"))
            && phrases.prices.is_in(c.of(page.text))
    })?;
    let extent = ["幅度", "涨幅", "降幅", "升幅"].iter().any(|w| lead.contains(w));
    let other = page.is_measured(lead.trim_end_matches(|c: char| !c.is_alphanumeric())) || phrases.measured.is_in(lead);
    match turn(lead) {
        Some(falls)
            if !other
                && ["涨", "跌", "降", "加价", "调", "上浮", "下浮", "最高减"].iter().any(|w| lead.contains(w)) =>
        {
            Some(falls)
        }
        // `输入价下调，缓存部分降幅达70%`
        Some(falls) if extent && !other && ["降幅", "涨幅"].iter().any(|w| lead.contains(w)) => Some(falls),
        _ if extent => turn(priced.of(page.text)),
        _ => None,
    }
}

/// `某某正式官宣涨价`: no amount, but the act.
fn announced(page: &Page<'_>, sentence: &Sentence) -> Option<Fact> {
    let words = sentence.span.of(page.text);
    let (at, word) = ["官宣涨价", "宣布涨价", "正式涨价", "宣布提价", "宣布降价", "官宣降价"]
        .iter()
        .find_map(|w| words.find(w).map(|i| (sentence.span.start + i, *w)))
        .or_else(|| letter(page, sentence))?;
    let clause = sentence.clause_at(at);
    let subject = page.actor(sentence, at);
    if subject.name.is_empty() {
        return None;
    }
    let mut f = fact(
        page,
        FactKind::PriceChange,
        "price",
        subject,
        Span::new(clause.start, at + word.len()),
        "price_announced",
    );
    let behind = page.periods.iter().find(|p| p.span.start > at && sentence.span.contains(p.span));
    circumstances(&mut f, page, sentence, at, true);
    f.period = behind.and_then(|p| p.period.clone()).or(f.period);
    f.object = priced::named(page, clause, between(page.text, clause.start, clause.end));
    Some(f)
}

/// `已致函客户，4月1日起上调某某价格`: the words by which a price is raised or cut from a day on, told to those who pay it.
fn letter<'d>(page: &Page<'d>, sentence: &Sentence) -> Option<(usize, &'d str)> {
    let words = sentence.span.of(page.text);
    let told = ["宣布", "致函", "发函", "通知", "公告"].iter().any(|w| words.contains(w));
    let denied = ["暂无", "没有", "否认", "暂不", "未"]
        .iter()
        .any(|w| words.split('，').any(|c| c.contains(w) && c.contains("价") && c.contains("调")));
    let turn =
        ["上调", "下调", "调高", "调降"].iter().filter_map(|w| words.find(w)).min().filter(|_| told && !denied)?;
    let clause = sentence.clause_at(sentence.span.start + turn);
    let rest = between(page.text, sentence.span.start + turn, clause.end);
    let price = ["价格", "售价", "报价", "出厂价"].iter().filter_map(|w| rest.find(w).map(|i| i + w.len())).min()?;
    let dated = between(page.text, clause.start, sentence.span.start + turn).contains('起');
    (dated && !page.quantities_in(clause).any(|q| q.unit == "%")).then(|| (sentence.span.start + turn, &rest[..price]))
}
