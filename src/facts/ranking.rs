//! `ranking`: a place in a list, or a score in a benchmark.
//!
//! reads: `位居全球第四、开源第一`, `排名第 27 位`, `登顶某榜`, `市场份额全球第八`, `位列前三`; `在某基准上得分 88.7`.
//! needs: a verb or a measure of ranking before the place, and somebody who has it. gives: `rank` (from 1,
//! `前三` is 1 to 3) or `score`, whose it is, the list's words as object. does not match: targets and
//! suppositions, ordinals of other things (第一大股东, 第二曲线, 第一季度, 第三方), `第一，` before an item.

use super::actor::Subject;
use super::draft::{circumstances, fact};
use super::page::Page;
use super::places::{self, Place};
use super::ranked::{self, Before, Ranked, SCOPE};
use super::sentence::Sentence;
use super::{Fact, FactKind, bench, board, dealt, joint, podium, said, score, slices, source, spoken, unlisted};
use crate::decimal::Decimal;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Role};

/// Sentences before one that may say of what its first rank is.
const BACK: usize = 2;

/// A rank that was read: its place, whose it is, of what.
struct Read {
    place: Span,
    subjects: Vec<Subject>,
    /// All that its clause names, also those that another place of it is of.
    named: Vec<Subject>,
    ranked: Ranked,
}

pub(super) fn read(page: &Page<'_>, sentence: &Sentence) -> Vec<Fact> {
    let mut out = podium::read(page, sentence);
    out.extend(ranks(page, sentence, BACK).1);
    out.extend(slices::places(page, sentence));
    let scores = score::read(page, sentence);
    out.extend(bench::read(page, sentence, &scores));
    out.extend(scores);
    out
}

/// The ranks of a sentence, and what the last one is of. `back`: sentences before it whose last rank says of what
/// the first one here is, where it says nothing itself.
fn ranks(page: &Page<'_>, sentence: &Sentence, back: usize) -> (Option<Read>, Vec<Fact>) {
    let mut out: Vec<Fact> = Vec::new();
    let mut last: Option<Read> = None;
    let all = places::read(page.text, sentence.span, |at| sentence.clause_at(at));
    for place in &all {
        let clause = sentence.clause_at(place.span.start);
        let Some(verb) = verb(page, clause, place, last.as_ref().map(|l| l.place)) else { continue };
        let wished = |w: &&str| clause.of(page.text).contains(*w);
        let behind = between(page.text, place.span.end, clause.end);
        // `在销量排名前十的企业中，甲居首`
        let among =
            behind.trim_start().starts_with('的') && behind.trim_end_matches(['，', ',']).ends_with(['中', '里', '内']);
        let other = among || podium::deals(behind);
        if other || page.lexicon.phrases.wishes.iter().any(wished) || is_quoted(page.text, clause, place.span) {
            continue;
        }
        // `位居全球第五，中国第三`: the second is of whom the first is
        let goes_on = last.as_ref().filter(|l| verb.start == verb.end && l.place.end <= verb.start);
        let goes_on =
            goes_on.filter(|l| !between(page.text, l.place.end, verb.start).chars().any(char::is_alphanumeric));
        let own = || match joint::merged(page, sentence, verb.start) {
            Some(joint) => vec![joint],
            None => match unlisted::name(page, clause, verb).filter(|_| last.is_some()) {
                Some(name) => vec![Subject::named(name)],
                None => subjects(page, sentence, verb, place.span),
            },
        };
        let named = goes_on.map_or_else(own, |l| l.named.clone());
        let here = all.iter().map(|p| p.span).filter(|p| clause.contains(*p)).collect::<Vec<_>>();
        let area = dealt::area(page, (clause, verb), place.span, &here);
        let subjects = match area {
            Some(_) => named.clone(),
            None => dealt::out(page, (sentence, clause), (verb, place.span), &here, &named),
        };
        let before = match &last {
            None if back > 0 => before(page, sentence, back - 1),
            _ => None,
        };
        let earlier = last.as_ref().or(before.as_ref());
        let earlier = earlier.map(|l| Before { place: l.place, subjects: &l.subjects, ranked: &l.ranked });
        let ranked = ranked::read(page, sentence, (verb, place.span), &subjects, earlier.as_ref());
        let object = area.unwrap_or_else(|| unlisted::with_measure(page, (clause, verb), ranked.words(page)));
        // two at the head are the first two
        let high = if place.first { place.high.max(u32::try_from(subjects.len()).unwrap_or(1)) } else { place.high };
        let each = subjects.iter().filter(|_| !object.is_empty());
        out.extend(each.map(|s| rank(page, sentence, (place, high), s.clone(), object.clone())));
        last = Some(Read { place: place.span, subjects, named, ranked });
    }
    (last, out)
}

/// The rank of one at a place, the last of which may be `high`.
fn rank(
    page: &Page<'_>,
    sentence: &Sentence,
    (place, high): (&Place, u32),
    mut subject: Subject,
    mut object: String,
) -> Fact {
    let at = place.span;
    let span = Span::new(sentence.clause_at(at.start).start, at.end);
    let mut f = fact(page, FactKind::Ranking, "rank", subject.clone(), span, "rank_words");
    (f.low, f.high) = (Some(Decimal::from(place.low)), Some(Decimal::from(high)));
    circumstances(&mut f, page, sentence, at.start, false);
    undated(&mut f, page, sentence, at);
    ranked::apart(page, &mut subject, &mut object);
    let object = board::of_company(page, sentence, &subject, object);
    f.object = named_by_brand(page, sentence, &subject, at, &object);
    f.subject = subject.name;
    f
}

/// The last rank of the sentence before.
fn before(page: &Page<'_>, sentence: &Sentence, back: usize) -> Option<Read> {
    let here = page.sentences.partition_point(|s| s.span.start < sentence.span.start);
    ranks(page, page.sentences.get(here.checked_sub(1)?)?, back).0
}

/// A brand or a product that an alias stands for is said with its list: 豆包 is no other's than its maker's.
fn named_by_brand(page: &Page<'_>, sentence: &Sentence, subject: &Subject, place: Span, object: &str) -> String {
    let of = |m: &&Mention| sentence.span.contains(m.span) && m.span.end <= place.start && m.id == subject.id;
    let Some(m) = page.mentions.iter().rev().find(of).filter(|_| !subject.id.is_empty()) else {
        return object.to_owned();
    };
    let brand = m.span.of(page.text);
    let han = |s: &str| s.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    let other = brand.chars().count() >= 2 && han(brand) && !brand.chars().any(|c| subject.name.contains(c));
    if other && han(&subject.name) && !object.contains(brand) {
        return format!("{brand} {object}");
    }
    object.to_owned()
}

/// What holds now, or of a yardstick that somebody else strives for, is of no date said before it.
fn undated(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, place: Span) {
    let clause = sentence.clause_at(place.start);
    let inside = |span: Span| page.periods.iter().any(|p| span.contains(p.span) && p.period.is_some());
    let lead = between(page.text, sentence.span.start, place.start);
    let now = ["近年来", "近年", "目前", "当前", "如今", "近日"].iter().any(|w| lead.contains(w));
    let aimed = ["对标", "比标", "媲美", "追赶", "赶超"]
        .iter()
        .any(|w| between(page.text, clause.start, place.start).contains(w));
    if now && !inside(Span::new(sentence.span.start, place.start)) || aimed && !inside(clause) {
        f.period = None;
        f.basis = Some(said::basis(page.text, sentence, place.start, false));
    }
}

/// The verb of ranking (排名 位居 …) that a place belongs to, or what stands for one: a measure right
/// before the list (市场份额全球第八), the place before it (、开源第一). Its end is where the list begins.
fn verb(page: &Page<'_>, clause: Span, place: &Place, last: Option<Span>) -> Option<Span> {
    let text = page.text;
    let lead = between(text, clause.start, place.span.start);
    let phrases = &page.lexicon.phrases;
    if place.word {
        return Some(places::worded(page, clause, place));
    }
    // a 排行榜 is a list
    let verb = |w: &&str| lead.rfind(w).map(|at| (at + w.len(), w.len())).filter(|v| !lead[v.0..].starts_with('榜'));
    let found = phrases.rank_verbs.iter().filter_map(verb).max();
    if let Some((end, length)) = found {
        let scope = &lead[end..];
        let long = if scope.ends_with('榜') { 2 * SCOPE } else { SCOPE };
        if scope.chars().count() <= long && !scope.contains(['、', '；', '：', '“', '”', '。']) {
            return Some(Span::new(clause.start + end - length, clause.start + end));
        }
    }
    // `以12.7%紧随其后，排第三`, `得分1455，列第11位`
    if lead.ends_with('排') || lead.trim_start() == "列" {
        return Some(Span::new(place.span.start - "排".len(), place.span.start));
    }
    // `位居全球第五，中国第三`, `全球第四、开源第一`
    if let Some(last) = last {
        let bare = between(text, last.end, place.span.start).trim_start_matches(['，', ',', '、', '和', ' ', '且']);
        let listed = bare.is_empty() && dealt::is_shared_out(lead) && clause.contains(last);
        if listed || phrases.scopes.contains(&bare) {
            let at = place.span.start - bare.len();
            return Some(Span::new(at, at));
        }
    }
    let scope = phrases.scopes.closing(lead).map_or(0, str::len);
    // `出货量继续保持全球第一`
    let measured = unlisted::kept(lead[..lead.len() - scope].trim_end());
    let at = clause.start + lead.len() - scope;
    let measure = phrases.ranked.closing(measured).is_some();
    // `某榜第三`, `SWE-Bench Pro全球第一`
    let listed = board::right_before(page, Span::new(clause.start, clause.start + measured.len()));
    if listed.is_some_and(|l| measured.ends_with(l)) {
        return Some(Span::new(at, at));
    }
    let closes = between(text, place.span.end, clause.end).chars().count() <= 1;
    if scope > 0 && closes && is_named_before(page, clause, clause.start + measured.len()) {
        return Some(Span::new(at, at));
    }
    // `拿到71分，国内第一`
    let before = text[..clause.start].trim_end_matches(['，', ',', ' ']);
    if measured.trim().is_empty() && scope > 0 && before.ends_with('分') && closes {
        return Some(Span::new(at, at));
    }
    // `为亚洲乳业第一强`
    let strong = place.span.of(text).ends_with('强') && ["为", "是"].iter().any(|w| lead.contains(w));
    if measure && (scope > 0 || !place.first)
        || scope > 0 && places::is_said(measured, between(text, place.span.end, clause.end))
    {
        return Some(Span::new(at, at));
    }
    let is = ["为", "是"].iter().filter_map(|w| lead.rfind(w).map(|i| i + w.len())).max()?;
    strong.then(|| Span::new(clause.start + is, clause.start + is))
}

/// `某某2025年全球第一`: whether a name ends at a place of its clause, but for a date.
fn is_named_before(page: &Page<'_>, clause: Span, end: usize) -> bool {
    let dated =
        page.periods.iter().find(|p| p.span.end == end && clause.contains(p.span)).map_or(end, |p| p.span.start);
    page.mentions.iter().any(|m| clause.contains(m.span) && m.span.end == dated)
}

/// Whether the place stands in quotation marks that its clause opened: a slogan.
fn is_quoted(text: &str, clause: Span, place: Span) -> bool {
    let lead = between(text, clause.start, place.start);
    let open = lead.rfind(['“', '‚', '「', '"']);
    open.is_some_and(|o| !lead[o..].chars().skip(1).any(|c| matches!(c, '”' | '‛' | '」' | '"')))
}

/// Who has the place: whom `第二的某某` names, who is named before it, what its clause or the one before
/// begins with; several where a list of names does. Empty where nobody is said.
fn subjects(page: &Page<'_>, sentence: &Sentence, verb: Span, place: Span) -> Vec<Subject> {
    let (text, clause) = (page.text, sentence.clause_at(place.start));
    let behind = between(text, place.end, clause.end);
    let equates = ["为", "是"].iter().any(|w| between(text, clause.start, verb.start).contains(w));
    if let Some(one) = equated(page, clause, behind).or_else(|| latin(page, clause, verb).map(Subject::named)) {
        return vec![one];
    }
    if let Some(of) = behind.trim_start().strip_prefix('的') {
        let at = clause.end - of.len();
        if let Some(m) = page.mentions.iter().find(|m| m.span.start >= at && m.span.start <= at + 3) {
            return vec![m.into()];
        }
        let words = of.trim().trim_end_matches(['，', '。', '；', ',']);
        if !equates && page.lexicon.phrases.spots.opening(words).is_none() {
            return if (1..=8).contains(&words.chars().count()) { vec![Subject::named(words)] } else { Vec::new() };
        }
    }
    let before: Vec<&Mention> = page.mentions.iter().filter(|m| acts(page, sentence, m, verb)).collect();
    let last = before.last();
    let points = || last.is_none() && between(text, sentence.span.start, verb.start).contains("该模型");
    if let Some(model) = score::before(page, sentence).filter(|_| points()) {
        return vec![model.into()];
    }
    // `在某Bench上位列第一`: whom the sentences before speak of
    if last.is_none() && board::benchmark(page, Span::new(clause.start, verb.start)).is_some() {
        return bench::acting(page, sentence, verb.start).into_iter().collect();
    }
    let own = between(text, last.map_or(sentence.span.start, |m| m.span.end), place.start).contains("公司");
    if own && last.is_none_or(|m| m.kind == MentionKind::Company) {
        return meant(page, sentence, place).into_iter().collect();
    }
    if let Some(last) = last {
        let mut run = vec![(*last).into()];
        for pair in before.windows(2).rev() {
            let link = between(text, pair[0].span.end, pair[1].span.start);
            if !link.trim_end().ends_with(['、', '和', '及', '与']) || link.chars().count() > 12 {
                break;
            }
            run.push(pair[0].into());
        }
        run.reverse();
        return run;
    }
    if let Some(product) = spoken::leading(page, Span::new(clause.start, verb.start.max(clause.start))) {
        return vec![product];
    }
    told(page, sentence, verb, clause)
}

/// Whom the words of a clause and those before it name where no list has them, else whom the passage speaks of.
fn told(page: &Page<'_>, sentence: &Sentence, verb: Span, clause: Span) -> Vec<Subject> {
    let led = sentence.clauses.iter().rev().filter(|c| c.start <= clause.start);
    let mut words = led.map(|c| unlisted::opening(page, *c, verb));
    let used = |w: &str| page.lexicon.triggers.find(w).any(|(_, _, t)| t.kind == "usage");
    let words = words.find(|w| !w.is_empty() && !used(w)).unwrap_or_default();
    // `召回率和精确度在同类产品中`: of the product that the passage speaks of
    if unlisted::measure(page, &words).is_some() {
        return spoken::product(page, sentence, verb.start).map_or_else(|| spoken_of(page, sentence), |of| vec![of]);
    }
    // a share of the market, a profit are somebody's
    let somebodys = words.is_empty()
        || ["份额", "市占率", "收益率"].iter().any(|w| words.ends_with(w))
        || page.lexicon.triggers.find(&words).any(|(_, _, t)| t.kind == "financial")
        || held_on(page, &words);
    if !somebodys {
        return vec![Subject::named(&words)];
    }
    // `通信板块净利润增速`: of the board
    if let Some(end) = ["板块", "指数"].iter().filter_map(|w| words.find(w).map(|i| i + w.len())).min() {
        return vec![Subject::named(&words[..end])];
    }
    spoken_of(page, sentence)
}

/// Whom 公司 means: the covered one, else the one spoken of.
fn meant(page: &Page<'_>, sentence: &Sentence, place: Span) -> Option<Subject> {
    if page.is_of_company() {
        return Some(page.covered());
    }
    Some(page.actor(sentence, place.start)).filter(|s| s.id.contains('.'))
}

/// `某某出货量继续保持`: an amount by which somebody keeps a place.
fn held_on(page: &Page<'_>, words: &str) -> bool {
    let kept = unlisted::kept(words);
    kept.len() < words.len() && page.lexicon.phrases.volumes.closing(kept).is_some()
}

/// Whom the sentences before speak of.
fn spoken_of(page: &Page<'_>, sentence: &Sentence) -> Vec<Subject> {
    let carried = page
        .mentions
        .iter()
        .rev()
        .find(|m| m.kind == MentionKind::Company && m.span.end <= sentence.span.start && m.role != Role::Source);
    match carried {
        Some(m) => vec![m.into()],
        None if page.is_of_company() => vec![page.spoken_of()],
        None => Vec::new(),
    }
}

/// `位列首位的是某某`: whom the words behind a place name.
fn equated(page: &Page<'_>, clause: Span, behind: &str) -> Option<Subject> {
    let behind = behind.trim_start();
    let of =
        ["的是", "的仍是", "的依旧是", "的依然是", "的还是", "的则是"].iter().find_map(|w| behind.strip_prefix(w))?;
    let m = page.mentions.iter().find(|m| m.span.start == clause.end - of.len());
    let words = of.trim().trim_end_matches(['，', '。', '；', ',']);
    let fits = (2..=8).contains(&words.chars().count());
    m.map(Subject::from).or_else(|| fits.then(|| Subject::named(words)))
}

/// `Foobar居次席`: a firm that nobody lists, by the Latin word that its clause begins with.
fn latin<'t>(page: &Page<'t>, clause: Span, verb: Span) -> Option<&'t str> {
    let words = between(page.text, clause.start, verb.start).trim();
    let name = words.chars().all(|c| c.is_ascii_alphabetic()) && (4..=16).contains(&words.len());
    let cased = words.starts_with(|c: char| c.is_ascii_uppercase()) && words.contains(|c: char| c.is_ascii_lowercase());
    let known = page.mentions.iter().any(|m| clause.contains(m.span) && m.span.start < verb.start);
    (name && cased && !known).then_some(words)
}

/// Whether a name stands before the verb as somebody who may have a place, not as a source, a list's
/// title or somebody who is compared with.
fn acts(page: &Page<'_>, sentence: &Sentence, m: &Mention, verb: Span) -> bool {
    let lead = between(page.text, sentence.span.start, m.span.start).trim_end();
    const COMPARED: [&str; 15] = [
        "超过",
        "超越",
        "高于",
        "低于",
        "仅次于",
        "对标",
        "取代",
        "击败",
        "反超",
        "逼近",
        "压过",
        "力压",
        "追平",
        "较",
        "与",
    ];
    let words = COMPARED.iter().find(|w| lead.ends_with(**w));
    // `甲与乙并列第四`
    let beside = page.text[verb.start..verb.end].contains("并列");
    // `按某机构排定的座次`
    let quoted = lead.ends_with('按') && matches!(m.kind, MentionKind::Company | MentionKind::Organisation);
    let compared = words.is_some_and(|w| !(beside && *w == "与"));
    let list = lead.rfind('《').is_some_and(|o| !lead[o..].contains('》'));
    // `在甲计提罚款的情况下`, `与乙合并后`
    let aside =
        ["情况下", "背景下", "影响下"].iter().any(|w| sentence.clause_at(m.span.start).of(page.text).contains(w));
    // `某机构口径下`
    let rest = page.text[m.span.end..].trim_start();
    let counts = ["口径", "自家", "官方"].iter().any(|w| rest.starts_with(w));
    !matches!(m.role, Role::Source | Role::Boilerplate)
        && !counts
        && sentence.span.contains(m.span)
        && m.span.end <= verb.start
        && !source::names_a_source(page.text, m.span, &page.lexicon.phrases)
        && !compared
        && !quoted
        && !list
        && !aside
}
