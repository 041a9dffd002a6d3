//! `indicator`: every other measured statement: some indicator of some subject has some value.
//!
//! reads: statements whose words end in a noun that is measured (a rate, an amount), or in one that is counted
//! beside a classifier. gives: whom or what it is of (a region, an industry, else who acts), the indicator's words,
//! value or change, period. does not match: names of products and processes (`8 英寸`), what was said before.

use super::actor::Subject;
use super::draft::{circumstances, fact, measure};
use super::holder::{framed, holder};
use super::page::Page;
use super::segment::segment;
use super::sentence::Sentence;
use super::statement::Statement;
use super::{
    Basis, Fact, FactKind, attached, behind, branch, cohort, doubt, foreign, grown, growth, market, member, noun,
    outsider, portion, ratings, reckoned, relative, repeated, span, step, theme, torn, trade, whole, whose,
};
use crate::span::{Span, between};
use crate::tag::Approximation;
use std::borrow::Cow;

/// How many characters may stand between the noun of an indicator and its number.
const REST: usize = 10;

/// What makes another word with 年 behind it: 老年, 多年.
const YEARS: &str = "老少青中成幼近今去全当多同隔逐历常往";

/// Any other statement; none where its words name nothing that is measured.
pub(super) fn read(page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>], i: usize) -> Option<Fact> {
    let s = &all[i];
    let words = measure_words(page, s)
        .filter(|words| !doubt::refuses(page, all, i, bare(page, words)) && !trade::is_whole(page, s))?;
    let words = whose::unnamed(page, s, words);
    let start = s.indicator.start.min(s.quantity.span.start);
    // of a list over things each has its own words
    let words = s.item.map_or(Cow::Borrowed(words), |item| Cow::Owned(member::words(page, item, words)));
    let (subject, words) = holder(page, sentence, s, &words);
    let grouped = cohort::read(page, sentence, s, (&subject, words));
    let of_group = grouped.is_some();
    let (subject, object, words) = match grouped {
        Some(group) => group,
        None => owned(page, sentence, all, s, (subject, words))?,
    };
    let (words, ratio) = named(page, sentence, all, i, (&subject, &object, words))?;
    let (subject, words) = foreign::firms(page, subject, words.as_ref());
    let subject = whose::of_another(page, subject, ratio.then_some(words), own_words(page, s.indicator));
    if subject == Subject::default() && doubt::is_nobodys(page, s, words) || doubt::is_count_of_ratio(s, words) {
        return None;
    }
    let ended = behind::noun(page, s, words).or_else(|| step::ended(page, s, words));
    let words = ended.as_deref().unwrap_or(words);
    let span = Span::new(start, s.quantity.span.end);
    // what an industry or a region sells or invests is a market's size
    let wide = subject.id.is_empty() && !subject.name.is_empty() && page.is_money(s.quantity);
    let firm = || outsider::acts(page, sentence, s.quantity.span.start).is_some();
    let size = wide && page.lexicon.phrases.sizes.contains(&words) && !firm();
    let mut f = if size {
        let name = market::of_size(page, &subject.name);
        fact(page, FactKind::Market, "size", Subject { name, ..subject }, span, "market_figure")
    } else {
        fact(page, FactKind::Indicator, words, subject, span, "indicator_words")
    };
    let compound = ["CAGR", "复合", "年均"].iter().any(|w| f.metric.contains(w));
    // a yearly change of a later clause is of no compound growth
    if compound && s.inherited && s.change.as_ref().is_some_and(|c| c.base.is_some()) {
        return None;
    }
    let growth = ratio || page.lexicon.phrases.relatives.closing(&f.metric).is_some();
    valued(page, s, &mut f, compound || growth && s.quantity.low != s.quantity.high);
    circumstances(&mut f, page, sentence, s.quantity.span.start, false);
    weigh(page, sentence, s, &mut f, size);
    let anew = f.subject_id.is_empty() && theme::is_anew(page, sentence, s, &f.subject);
    f.period = span::of_move(page, all, i).or(f.period.filter(|_| !anew));
    reckoned::undated(page, s, &mut f, compound);
    f.object = if of_group { object } else { part(page, sentence, s, &f, object) };
    f.object = branch::told(page, sentence, all, s, &f).unwrap_or(f.object);
    placed(page, sentence, s, &mut f, ended.is_some());
    if !f.subject_id.is_empty() && f.object.is_empty() && doubt::is_hollow(&f.metric)
        || doubt::is_undated_start(page, s, &f)
    {
        return None;
    }
    if compound {
        f.period = growth::span_of_years(page, s, f.period.take());
    }
    whole::mended(page, sentence, all, i, f)
}

/// What a holding is of (`收购甲，完成后持股59%`), and where what a number counts stands: `平台中已有超7万家企业`.
fn placed(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &mut Fact, ended: bool) {
    if let Some(firm) = theme::held(page, sentence, s, &f.subject_id) {
        (f.object, f.metric) = (firm, "持股比例".to_owned());
    } else if let Some(place) = behind::place(page, s).filter(|_| ended && f.object.is_empty()) {
        f.object = place.to_owned();
    }
    member::researched(page, s.item.is_some(), f);
}

/// Gives a figure its value or its change. A range of a growth, a compound one, and what its own noun says (`增长率8%`)
/// is a value.
fn valued(page: &Page<'_>, s: &Statement<'_>, f: &mut Fact, level: bool) {
    match &s.change {
        Some(c) if c.base.is_none() && step::is_rate(page, s, &f.metric) => measure(f, s.quantity),
        Some(c) if !level => growth::grew(f, s.quantity, c),
        _ => measure(f, s.quantity),
    }
    if f.approximation == Some(Approximation::Exact) && portion::is_about(page, s) {
        f.approximation = Some(Approximation::About);
    }
}

/// Whose an indicator is, and which part: what its noun had before it says that also where the head of the clause
/// before can't be named.
fn owned<'t>(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    s: &Statement<'_>,
    (subject, words): (Subject, &'t str),
) -> Option<(Subject, String, &'t str)> {
    let own = subject.clone();
    let framed = framed(page, sentence, all, s, (words, subject));
    let again = || repeated::modifier(page, sentence, s, words).map(|_| (own, String::new()));
    framed.or_else(again).map(|(subject, object)| (subject, object, words))
}

/// The indicator's words with what its own clause leaves out, and whether they are a share or a growth of it; `None`
/// where nobody knows of what.
fn named<'t>(
    page: &Page<'t>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    i: usize,
    (subject, object, words): (&Subject, &str, &'t str),
) -> Option<(Cow<'t, str>, bool)> {
    let s = &all[i];
    let own = own_words(page, s.indicator);
    // CAGR of `日本1987-1992年CAGR`
    let own = if own.ends_with(words) && own.contains(|c: char| c.is_ascii_digit()) { words } else { own };
    // 中值 of `中值对应为`
    let led = relative::is_bare(page, words) && own.strip_prefix(words).is_some_and(|rest| grown::is_led(page, rest));
    let own = if led { words } else { own };
    let words = doubt::chosen(page, all, i).map_or(words, |whole| own_words(page, whole));
    let longer = among(page, all, i, words).or_else(|| taken(page, s, words));
    let bare = s.item.is_none() && relative::is_bare(page, own) && !(own.starts_with('占') && s.change.is_some());
    // `奶粉收入100亿元，在集团营收中占比11%`
    let within = portion::within(page, s, longer.as_deref().unwrap_or(words));
    let own = within.as_deref().unwrap_or(own);
    if bare || within.is_some() {
        let regions = &page.lexicon.phrases.regions;
        let whole = relative::whole(page, sentence, all, i, own.trim_start_matches("分别"));
        let whole = whole.or_else(|| grown::of(page, sentence, s, own));
        // 收入占比 of what the text speaks of says something, CAGR of a country does not
        let growth = matches!(own, "CAGR" | "复合增速" | "年复合增速" | "复合增长率");
        let said = subject.id.is_empty() && own.chars().count() > 3 && !own.starts_with('占');
        let said = said && !(growth && regions.contains(&subject.name.as_str()));
        let alone = || said.then(|| longer.map_or(Cow::Borrowed(words), Cow::Owned));
        return whole.map(Cow::Owned).or_else(alone).map(|words| (words, true));
    }
    if let Some(longer) = longer {
        return Some((Cow::Owned(longer), false));
    }
    let name = subject.name.as_str();
    let again = |of: &str| words.contains(of) || name.contains(of) || !name.is_empty() && of.contains(name);
    let modifier = || repeated::modifier(page, sentence, s, words).filter(|of| object.is_empty() && !again(of));
    let whole = attached::whole(page, sentence, s, words).filter(|w| {
        let of = w.strip_suffix(words).unwrap_or("");
        of.is_empty() || !name.contains(of)
    });
    let whole = whole.or_else(|| modifier().map(|of| format!("{of}{words}")));
    Some((whole.map_or(Cow::Borrowed(words), Cow::Owned), false))
}

/// `新增申请专利212项，其中发明专利150项`: what is among the things before has their verb, 研发 of `研发投入…，其中2024年投入`.
fn among(page: &Page<'_>, all: &[Statement<'_>], i: usize, words: &str) -> Option<String> {
    let s = &all[i];
    let clause = between(page.text, s.clause.start, s.quantity.span.start).trim_start();
    let before = all[..i].iter().rev().find(|b| !b.inherited && b.clause.end <= s.clause.start)?;
    let whole = own_words(page, before.indicator).trim_start_matches("累计");
    let shared = whole.char_indices().map(|(at, _)| at).find(|at| words.ends_with(&whole[*at..]))?;
    let (lead, noun) = whole.split_at(shared);
    let regions = &page.lexicon.phrases.regions;
    let wide = regions.opening(lead).is_some() && regions.opening(words).is_some();
    let named = (1..=6).contains(&lead.chars().count()) && !page.is_generic(&format!("{lead}业")) && !wide;
    let fits = named && noun.chars().count() >= 2 && !words.contains(lead);
    (clause.starts_with("其中") && fits && s.item.is_none()).then(|| format!("{lead}{words}"))
}

/// On what a figure rests beyond its clause's words, and of when it is.
fn weigh(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &mut Fact, size: bool) {
    let potential = size && growth::is_potential(between(page.text, s.clause.start, s.quantity.span.start));
    let own = f.basis == Some(Basis::Actual) && reckoned::is_own(page, s);
    if potential || own || is_expected(page, sentence, f) {
        f.basis = Some(Basis::Forecast);
    }
    if counts_spent(page, s, f) {
        f.basis = Some(Basis::Plan);
    }
    if let Some(period) = reckoned::counted(page, sentence, s) {
        f.period = period;
    }
}

/// `中国移动预期投入3万个基站`: what who acts expects to build is its plan.
fn counts_spent(page: &Page<'_>, s: &Statement<'_>, f: &Fact) -> bool {
    let spent = f.metric.starts_with("投入") && f.metric.ends_with('数') && !f.subject_id.is_empty();
    spent && f.basis == Some(Basis::Forecast) && !s.clause.of(page.text).contains("我们")
}

/// Where nobody acts nobody plans (`间接拉动的GDP将达到`); what the house thinks a share worth is expected.
fn is_expected(page: &Page<'_>, sentence: &Sentence, f: &Fact) -> bool {
    let words = sentence.span.of(page.text);
    let plans = ["计划", "目标", "规划", "拟", "力争", "要求", "预算"];
    let nobodys = f.basis == Some(Basis::Plan) && f.subject_id.is_empty() && !plans.iter().any(|w| words.contains(w));
    let fair = ["合理估值", "合理价值", "合理市值"].iter().any(|w| words.contains(w)) && f.metric.ends_with("市值");
    nobodys || fair || f.metric.ends_with("目标市值") || f.metric.ends_with("绝对估值")
}

/// `直营渠道营收大致占4成`: an amount in per cent is its share.
fn taken(page: &Page<'_>, s: &Statement<'_>, words: &str) -> Option<String> {
    let lead = between(page.text, s.indicator.start, s.quantity.span.start);
    let lead = lead.find(words).map_or("", |i| &lead[i + words.len()..]);
    let ratio = page.lexicon.phrases.amounts.closing(words).is_some() && s.quantity.unit == "%";
    (ratio && s.change.is_none() && lead.contains('占')).then(|| format!("{words}占比"))
}

/// The part, or the scenario, that an indicator is of; `head`: what the clause before says.
fn part(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, f: &Fact, head: String) -> String {
    let start = s.indicator.start.min(s.quantity.span.start);
    // 销量 alone may be a part's
    let alone = !f.subject_id.is_empty() && page.lexicon.phrases.measured.contains(&f.metric.as_str());
    let own = alone.then(|| segment(page, sentence, s, Span::new(start, start))).flatten();
    let brand = page.subsidiary(sentence, s.quantity.span.start, &f.subject_id);
    let brand = if f.said_by == brand { String::new() } else { brand.to_owned() };
    let whole = portion::among(page, sentence, s, &f.metric).filter(|_| !f.subject_id.is_empty()).unwrap_or_default();
    let mut names = own.into_iter().chain([head, brand, whole.to_owned()]);
    let named = names.find(|o| !o.is_empty() && !doubt::is_amount(o));
    let case = || growth::scenario(page, sentence, s).or_else(|| growth::case(page, sentence, s));
    named.or_else(case).or_else(|| without(page, sentence, s)).unwrap_or_default()
}

/// `剔除甲和乙后，板块净利润…`: without whom the figures of a sentence are.
fn without(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<String> {
    let first = sentence.clauses.first().filter(|c| c.end <= s.clause.start)?;
    let words = first.of(page.text).trim().trim_end_matches(['，', ',']).trim_start_matches(['；', ' ']);
    let opens = ["剔除", "扣除", "不考虑", "若不考虑"].iter().any(|w| words.starts_with(w));
    (opens && words.ends_with('后') && words.chars().count() <= 24).then(|| words.to_owned())
}

/// The words without marks, dates, list numbers and what opens a clause: `公司2018-20年ROE` is ROE.
pub(super) fn bare<'t>(page: &Page<'_>, words: &'t str) -> &'t str {
    let rest = reckoned::behind(&page.lexicon.phrases, words);
    let mut rest = page.region_within(rest).map_or(rest, |at| &rest[at..]);
    let mut cut_date = false;
    loop {
        let bare = rest
            .trim_start_matches(|c: char| !c.is_alphanumeric() || c == '的' || cut_date && "年月度末底期".contains(c));
        // 后装 of `2020年后装市场` is a word
        let bare = bare.strip_prefix('后').filter(|b| cut_date && b.starts_with("公司")).unwrap_or(bare);
        let dates = page.periods.iter().filter(|p| !noun::is_duration(page, p)).map(|p| p.span.of(page.text));
        let dated = dates.clone().find(|p| bare.starts_with(p));
        let phrases = &page.lexicon.phrases;
        // 其 of 其他业务 is part of the word
        let word = phrases.topic_words.opening(bare).is_some() || ["其余", "其次"].iter().any(|w| bare.starts_with(w));
        let mut leads = phrases.opens.openings(bare).chain(phrases.indicator_leads.openings(bare));
        // what one has abroad is one's own
        let abroad = |o: &str| o == "拥有" && phrases.regions.opening(&bare[o.len()..]).is_some();
        let other = |o: &str| word && o.len() == '其'.len_utf8() || abroad(o);
        let open = leads.find(|o| !other(o));
        let cut = dated.map(str::len).or(open.map(|o| o.len())).unwrap_or(0);
        let next = &bare[cut..];
        if next.chars().filter(|c| c.is_alphabetic()).count() < 2 {
            return if bare.is_empty() { words } else { bare };
        }
        if next.len() == rest.len() {
            return rest;
        }
        cut_date = dated.is_some();
        rest = next;
    }
}

/// An indicator's words without what stands around them.
pub(super) fn own_words<'d>(page: &Page<'d>, indicator: Span) -> &'d str {
    let words = indicator.of(page.text).trim();
    // `甲2019及2020年分别新开门店`
    let words = words.rsplit_once("分别").map(|(_, w)| w).filter(|w| w.chars().count() >= 2).unwrap_or(words);
    let words = page.mentions.iter().find(|m| m.span.start == indicator.start).map_or(words, |m| {
        let rest = between(page.text, m.span.end, indicator.end).trim_start_matches(['的', ' ']);
        if rest.chars().count() >= 2 { rest } else { words }
    });
    bare(page, words)
}

/// What an indicator's words measure, without the noun: 六维力传感器 of 六维力传感器出货量; `None` where no name
/// stands before the noun.
pub(super) fn thing<'d>(page: &Page<'d>, indicator: Span) -> Option<&'d str> {
    let words = page.phrase_before(indicator.start, indicator.end)?.of(page.text);
    let (of, noun) = split(page, bare(page, words));
    (of != noun && !page.is_generic(of)).then_some(of)
}

/// `我国速冻食品人均消费量` → 我国速冻食品, 人均消费量: the longest run of measuring words at the end.
pub(super) fn split<'t>(page: &Page<'_>, words: &'t str) -> (&'t str, &'t str) {
    let phrases = &page.lexicon.phrases;
    let mut at = words.len();
    loop {
        let head = &words[..at];
        let lists = [&phrases.measured, &phrases.modifiers, &phrases.relatives];
        let nouns = lists.iter().flat_map(|list| list.closings(head)).filter(|w| w.chars().count() >= 2);
        match nouns.map(str::len).max() {
            Some(n) if n < at => at -= n,
            _ => break,
        }
    }
    at = torn::measured_from(words, at);
    // of `信息化投入占总产值的比重` the whole is measured
    if words.char_indices().skip(1).any(|(i, c)| c == '占' && words.len() - i > 6) {
        return (words, words);
    }
    // 经济总产出 is 经济, 总产出
    while let Some(of) = words[..at].strip_suffix(['总', '均']).filter(|of| !of.is_empty() && at < words.len()) {
        at = of.len();
    }
    // 医疗器械年出口额 is exported in a year; 老年人口 is old
    let year = words[..at].strip_suffix("每年").or_else(|| words[..at].strip_suffix(['年', '月']));
    let year = year.filter(|of| at < words.len() && of.ends_with(|c: char| c.is_alphabetic() && !YEARS.contains(c)));
    at = year.map_or(at, str::len);
    if at == words.len() { (words, words) } else { (words[..at].trim_end_matches(['的', ' ']), &words[at..]) }
}

/// Whether words are a noun of what is measured and name no thing: 准确率, 平均规模.
pub(super) fn is_noun(page: &Page<'_>, words: &str) -> bool {
    let phrases = &page.lexicon.phrases;
    let lists = [&phrases.measured, &phrases.modifiers, &phrases.relatives];
    let mut rest = words.trim();
    while let Some(noun) = lists.iter().filter_map(|list| list.closing(rest)).max_by_key(|w| w.len()) {
        rest = rest[..rest.len() - noun.len()].trim_end_matches(['的', '总', '均', ' ']);
    }
    rest.is_empty() || words.chars().count() <= 4 && !words.contains(|c: char| c.is_ascii())
}

/// The indicator's words without what trails behind its noun, where they end in a noun that is measured
/// (a rate, an amount), or in one that is counted beside a classifier.
fn measure_words<'d>(page: &Page<'d>, s: &Statement<'_>) -> Option<&'d str> {
    let phrases = &page.lexicon.phrases;
    let unit = s.quantity.unit.as_str();
    let indicator = s.indicator.of(page.text);
    // a target price has its own rule; 前值 is what was said before
    let last = indicator.char_indices().rev().nth(7).map_or(indicator, |(at, _)| &indicator[at..]);
    // the end of a range that a cut went through
    let torn = ["内的", "以内", "以上的", "以下的", "之间的", "这一数", "这一比", "上述各", "是"]
        .iter()
        .any(|w| indicator.starts_with(w));
    if torn
        || ratings::is_target(page, last, s.quantity)
        || ["前值", "前次", "原值"].iter().any(|w| indicator.contains(w))
    {
        return None;
    }
    let mut words = indicator.trim_end();
    while let Some(tail) = phrases.trailing.closings(words).find(|t| !phrases.measured.contains(t)) {
        words = words[..words.len() - tail.len()].trim_end();
    }
    // PE is none in CAPE
    let whole = |w: &str, at: usize| !(w.is_ascii() && words[..at].ends_with(|c: char| c.is_ascii_alphabetic()));
    let mut measured = phrases.measured.closings(words).any(|w| whole(w, words.len() - w.len()));
    // a classifier counts things; `8 英寸`, `28nm` name a product
    let classifier = !unit.is_empty() && !unit.is_ascii() && !phrases.nodes.contains(&unit);
    let counted = classifier && (phrases.counted.closing(words).is_some() || whole::is_record(unit, words));
    // `出厂价稳定上升至`: a few words may stand behind the noun
    let fits = |w: &str| w.chars().count() >= 2 && !whole::is_uncountable(unit, w);
    // 功率 of 功率半导体 is measured by nobody
    let product = |end: usize| ["半导体", "器件", "模块", "芯片"].iter().any(|w| words[end..].starts_with(w));
    let nouns = phrases.measured.places(words).filter(|(i, w)| fits(w) && whole(w, *i) && !product(i + w.len()));
    let inner = if measured || counted { None } else { nouns.map(|(i, w)| i + w.len()).max() };
    let dated = |end: usize| {
        let from = s.indicator.start + end;
        let inside = page.periods.iter().filter(|p| p.span.start >= from && p.span.end <= s.indicator.end);
        inside.map(|p| p.span.of(page.text).chars().count()).sum::<usize>()
    };
    if let Some(end) = inner.filter(|end| words[*end..].chars().count() <= REST + dated(*end)) {
        words = &words[..end];
        measured = true;
    }
    let share = unit == "%" && words.rfind('占').is_some_and(|i| words[i..].chars().count() >= 3);
    let node =
        phrases.nodes.contains(&unit) && !["度", "径", "宽", "高", "长", "厚"].iter().any(|w| words.ends_with(w));
    let bare = words.chars().filter(|c| c.is_alphanumeric()).count() < 2 || ["公司", "企业", "产品"].contains(&words);
    let act = unit == "%"
        && ["投资", "支付", "采购", "消费", "投入"].iter().any(|w| words.ends_with(w))
        && s.change.as_ref().is_none_or(|c| c.base.is_none());
    // 出货量增长 of `出货量增长受益于…增至`
    let reasons = ["受益于", "得益于", "由于", "高于", "低于"];
    let verb = reasons.iter().filter_map(|w| words.find(*w).filter(|i| *i > 0)).min();
    let head = verb.map_or(words, |i| words[..i].trim_end());
    let head = if verb.is_some() && page.is_measured(head) { head } else { words };
    (!node && !bare && !act && (measured || share || counted)).then_some(head)
}
