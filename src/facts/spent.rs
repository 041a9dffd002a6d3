//! `capex`, around an amount: of which time it is, on what it rests, which change is its own.
//!
//! reads: acts that but announce (宣布 决定), counts of years before an amount (`3年3800亿元`), 预计 of a whole trade's
//! spending, outlooks on the whole year (`维持全年520亿美元的区间`), changes before an amount (`下滑19%至3562亿元`) and behind its bracket,
//! parts of an amount that move by themselves (`算力投资同比增长26%`). gives: period, basis, change.
//! does not match: acts behind which a date of the spending stands, what has been spent already (累计, 已).
//! source: fresh readings of the sample corpus.

use super::actor::Subject;
use super::draft::{circumstances, fact, moved};
use super::page::{Page, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{Basis, ChangeBase, Fact, FactKind, change, frame, said};
use crate::decimal::Decimal;
use crate::span::{Span, between};
use crate::tag::{Period, Quantity};

/// Acts of a day on which nothing is spent yet.
const ACTS: [&str; 8] = ["宣布", "官宣", "公告", "决定", "考虑", "签署", "签约", "达成协议"];

/// Words that leave 预计 with the actor: what it has published itself.
const OWN: [&str; 8] = ["公布", "指引", "预算", "计划", "目标", "规划", "将", "拟"];

/// Characters of what a part of an amount builds at most.
const PART: usize = 10;

/// Letters that a clause may have besides its years which says but that an amount stays: `预计2025年同比持平`.
const LEVEL: [&str; 18] = [
    "预计", "预期", "同比", "基本", "大致", "大体", "有望", "维持", "保持", "持平", "指引", "口径", "上年", "去年",
    "将", "仍", "为", "与",
];

/// Time and basis of an amount at `at`; `weak`: spending that no capex word names.
pub(super) fn settle(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, at: usize, weak: bool) {
    let clause = sentence.clause_at(at);
    let lead = between(page.text, sentence.span.start, at);
    let act = ACTS.iter().filter_map(|w| lead.rfind(w).map(|i| i + w.len())).max().filter(|_| weak);
    let spent = |from: usize| ["已", "累计", "完成"].iter().any(|w| lead[from..].contains(w));
    if let Some(i) = act.filter(|i| !spent(*i)) {
        let behind = Span::new(sentence.span.start + i, clause.end);
        if !page.periods.iter().any(|p| p.period.is_some() && behind.contains(p.span)) {
            f.period = None;
        }
        if f.basis == Some(Basis::Actual) {
            f.basis = Some(Basis::Plan);
        }
    }
    // what is spent over years is of no one of them
    let single = f.period.as_deref().is_some_and(|p| !p.contains('/'));
    if single && said::over_years(between(page.text, clause.start, at)) {
        f.period = None;
    }
    // what is spent in a single quarter is of no year named before, and no plan for being of it
    let words = clause.of(page.text);
    let own = page.periods.iter().any(|p| clause.contains(p.span) && p.period.is_some());
    if ["单季", "当季"].iter().any(|w| words.contains(w)) && !own && f.period.as_deref().is_some_and(|p| p.len() == 4)
    {
        f.period = None;
        let planned = ["计划", "预算", "拟", "目标", "预计", "将", "指引"].iter().any(|w| words.contains(w));
        f.basis = f.basis.filter(|b| *b != Basis::Plan || planned).or(Some(Basis::Actual));
    }
    outlook(f, page, sentence, at);
    estimated(f, page, sentence, at);
    // `摩根士丹利估计，…数据中心建设开支将逼近2.9万亿美元`: a house that reckons spends nothing of it
    let phrases = &page.lexicon.phrases;
    let house =
        phrases.banks.contains(&f.said_by.as_str()) || page.lexicon.words.vendor_names.contains(&f.said_by.as_str());
    let told = page.mentions.iter().any(|m| m.id == f.subject_id && m.span.of(page.text) == f.said_by);
    if house && told {
        (f.subject_id, f.subject) = (String::new(), String::new());
        f.basis = Some(Basis::Forecast);
    }
}

/// `维持全年520亿美元的资本开支区间`, `年初约2000亿美元的目标`: an outlook on the report's own year.
fn outlook(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, at: usize) {
    const KEEPS: [&str; 8] = ["维持", "重申", "区间", "展望", "指引", "上修", "口径", "下修"];
    let clause = sentence.clause_at(at);
    let words = clause.of(page.text);
    let lead = between(page.text, clause.start, at);
    let before = between(page.text, sentence.span.start, at);
    let opened = ["展望全年", "全年资本", "全年Capex", "全年CapEx"].iter().any(|w| before.contains(w));
    let yearly = words.contains("年度") && ["投资计划", "预算", "资本"].iter().any(|w| words.contains(w));
    let whole = opened || yearly || lead.contains("全年") || words.contains("全年计划") || words.contains("全年目标");
    let planned = ["目标", "计划", "安排", "预算", "不低于", "不少于", "不超过"].iter().any(|w| words.contains(w));
    let held = KEEPS.iter().any(|w| words.contains(w));
    if f.basis == Some(Basis::Actual) && (whole && (held || planned) || held && planned) {
        f.basis = Some(if held { Basis::Guidance } else { Basis::Plan });
    }
    // a range or a level that is held out is the company's guidance, whatever verb moves it
    let range =
        ["区间", "口径", "展望"].iter().any(|w| words.contains(w)) && !["传", "讨论"].iter().any(|w| words.contains(w));
    if f.basis == Some(Basis::Plan) && range {
        f.basis = Some(Basis::Guidance);
    }
    let ahead = matches!(f.basis, Some(Basis::Guidance | Basis::Plan));
    let dated = |p: &&Period| {
        clause.contains(p.span) && p.period.is_some() && !["年初", "年初至今"].contains(&p.span.of(page.text))
    };
    let early = lead.contains("年初");
    let fiscal = page.lexicon.times.fiscal_end(&f.subject_id).is_some();
    // `一季度已投100亿元，预计全年投400亿元`: of the year whose part the sentence tells
    let part = |p: &&Period| {
        let open = p.period.as_deref().is_some_and(|p| ["Q1", "Q2", "Q3", "H1"].iter().any(|w| p.ends_with(w)));
        open && sentence.span.contains(p.span) && p.span.end <= at
    };
    let told = page.periods.iter().rfind(part).is_some() && f.period.is_some();
    if ahead && (whole && !fiscal || early) && !told && !page.periods.iter().any(|p| dated(&p)) {
        f.period = page.head.published_on.map(|d| d.year().to_string()).or(f.period.take());
    }
}

/// `预计三大运营商资本开支…`: what a whole trade is to spend is the house's estimate, unless it has said so itself;
/// 预计 behind the trade may be its own where an amount follows.
pub(super) fn estimated(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, at: usize) {
    let clause = sentence.clause_at(at);
    let words = clause.of(page.text);
    let mut groups = page.triggers_in(sentence.span).filter(|(s, t)| t.kind == "group" && s.of(page.text) == f.subject);
    let trade = f.subject_id.is_empty().then(|| groups.next()).flatten().map(|(s, _)| s.start);
    let opens = |i: usize| f.low.is_none() || trade.is_some_and(|t| clause.start + i < t);
    let expected = words.find("预计").is_some_and(opens);
    if trade.is_some() && f.basis == Some(Basis::Plan) && expected && !OWN.iter().any(|w| words.contains(w)) {
        f.basis = Some(Basis::Forecast);
    }
}

/// What the names of those end in who spend without a firm's being named: trades, which have no budget of their own, and
/// kinds of firms.
const TRADES: [&str; 6] = ["数据中心", "晶圆厂", "代工厂", "半导体", "行业", "产业"];
const KINDS: [&str; 3] = ["运营商", "服务商", "存储厂"];

/// What a trade is to spend is nobody's plan; an amount that goes on from it (`，预计全年将近1500亿美元`) is the trade's.
/// So is one that goes on from a group's without naming anybody.
pub(super) fn by_trade(f: &mut Fact, page: &Page<'_>, s: &Statement<'_>, last: Option<&Fact>) {
    let at = s.quantity.span.start;
    let silent = last.is_some_and(|l| !page.names_firm(Span::new(l.span.end.min(at), at)));
    let is = |f: &Fact| f.subject_id.is_empty() && TRADES.iter().any(|w| f.subject.ends_with(w));
    let kinds = [&page.lexicon.phrases.firm_kinds, &page.lexicon.phrases.firm_groups];
    let several = |name: &str| name.contains('前') && name.ends_with("公司");
    let kind = |name: &str| several(name) || kinds.iter().any(|list| list.closing(name).is_some());
    let group = |l: &Fact| l.subject_id.is_empty() && kind(&l.subject);
    if let Some(last) = last.filter(|l| silent && f.rule == "capex_carried" && group(l)) {
        (f.subject_id, f.subject) = (String::new(), last.subject.clone());
    }
    if let Some(last) = last.filter(|l| f.subject.is_empty() && f.rule == "capex_carried" && is(l)) {
        f.subject.clone_from(&last.subject);
    }
    if is(f) && f.basis == Some(Basis::Plan) {
        f.basis = Some(Basis::Forecast);
    }
}

/// `宣布2026年资本开支为250-280亿` of a firm abroad behind amounts in dollars: in the currency that the passage has named last.
pub(super) fn in_currency(f: &mut Fact, page: &Page<'_>, quantity: &Quantity) {
    const NAMED: [char; 5] = ['元', '￥', '¥', '$', '币'];
    let home = f.subject_id.is_empty() || [".SH", ".SZ", ".BJ", ".HK"].iter().any(|w| f.subject_id.ends_with(w));
    if home || f.unit != "CNY" || quantity.span.of(page.text).contains(NAMED) {
        return;
    }
    let before = page.quantities[..page.quantities.partition_point(|q| q.span.start < quantity.span.start)].iter();
    let last = before.rev().find(|q| page.is_money(q) && q.span.of(page.text).contains(NAMED));
    f.unit = last.map_or_else(|| f.unit.clone(), |q| q.unit.clone());
}

/// Who spends where no firm is named: the trade right before the word, `全球主要数据中心资本开支`.
pub(super) fn trade(
    page: &Page<'_>,
    sentence: &Sentence,
    (word, at): (Span, usize),
    actor: &Subject,
) -> Option<Subject> {
    let clause = sentence.clause_at(word.start);
    let other = page.names_firm(Span::new(clause.start, at.max(clause.start)));
    let group = page.triggers_in(clause).any(|(_, t)| t.kind == "group");
    if let Some(kind) = kind_of_firms(page, clause, word).filter(|_| !other && !group) {
        return Some(Subject::named(kind));
    }
    let words = page.phrase_before(clause.start, word.start)?.of(page.text).trim();
    let name = ["预测", "预计", "年"].iter().filter_map(|w| words.rfind(w).map(|i| &words[i + w.len()..]));
    let name = name.min_by_key(|w| w.len()).unwrap_or(words).trim_start_matches('的').replace("范围内", "");
    let trade = TRADES.iter().chain(&KINDS).find(|w| name.ends_with(**w)).filter(|_| name.chars().count() <= 14)?;
    // a firm of a sentence before spends not what all do
    let carried = !page.is_of_company() && !page.names_actor(sentence, word.start) && name.len() > trade.len();
    (actor.name.is_empty() || carried).then(|| Subject::named(&name))
}

/// `国内晶圆厂2026年资本开支`, `全球营收前20公司的资本开支`: the kind of firms that a clause begins with, where it names none.
fn kind_of_firms<'d>(page: &Page<'d>, clause: Span, word: Span) -> Option<&'d str> {
    let start = frame::opened(page, clause.start, word.start);
    let lead = between(page.text, start, word.start);
    let phrases = &page.lexicon.phrases;
    let kinds = [&phrases.firm_kinds, &phrases.firm_groups, &phrases.firm_titles].into_iter();
    let one = |w: &str| w.ends_with("公司") || w == "龙头";
    let kind = kinds.filter_map(|l| l.places(lead).find(|(_, w)| !one(w))).map(|(i, w)| i + w.len());
    // 前20公司, 前十大公司
    let firms = lead.find("公司").filter(|i| lead[..*i].contains('前'));
    let first = lead.find('前').unwrap_or(lead.len());
    let counted = |c: char| c.is_ascii_digit() || "前十五三二两大家强名".contains(c);
    let many = |words: &str| words.chars().count() > 1 && words.chars().all(|c| c == '前' || counted(c));
    let ranked = firms.filter(|i| many(&lead[first.min(*i)..*i])).map(|i| i + "公司".len());
    let name = &lead[..kind.chain(ranked).min()?];
    let pointer = ["其", "该", "各", "此", "这", "公司", "与", "为", "对", "向", "由", "被", "从"];
    let open = pointer.iter().any(|p| name.starts_with(p)) || phrases.predicates.is_in(name);
    (is_plain(name, 4..=16) && !open).then_some(name)
}

/// Whose an amount is that is one of a list of things, and of what: 存储 of `其中存储和代工分别为106亿和56亿元` of what many spend.
pub(super) fn of_thing(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) {
    let Some(item) = s.item.filter(|i| !page.names_firm(*i)) else { return };
    let thing = item.of(page.text).trim().trim_start_matches("其中");
    let group = !f.subject.is_empty() && f.subject_id.is_empty();
    if group || page.names_actor(sentence, s.quantity.span.start) || page.is_of_company() {
        f.object = thing.to_owned();
    } else {
        (f.subject_id, f.subject) = (String::new(), thing.to_owned());
    }
}

/// `2016年下滑19%至3562亿元`: the change right before an amount; its statement.
pub(super) fn change_before(f: &mut Fact, page: &Page<'_>, all: &[Statement<'_>], i: usize, used: &mut [bool]) {
    let Some(k) = i.checked_sub(1).filter(|k| !used[*k]) else { return };
    let Some(c) = all[k].change.as_ref() else { return };
    // `将增长4%，达到595亿美元`
    let joint = between(page.text, all[k].quantity.span.end, all[i].quantity.span.start);
    let joint = joint.strip_prefix('，').filter(|j| j.starts_with("达")).unwrap_or(joint);
    // `增长54%至2026年的250亿美元`
    let date = page.periods.iter().find(|p| between(page.text, p.span.end, all[i].quantity.span.start) == "的");
    let date = date.map_or("", |p| p.span.of(page.text)).trim_start_matches(['至', '到']);
    let joint = joint.trim_end_matches('的').strip_suffix(date).filter(|_| !date.is_empty()).unwrap_or(joint);
    if matches!(joint.trim_matches(['约', '近', ' ', '为']), "至" | "到" | "达" | "达到") {
        moved(f, c);
        let year = f.period.as_deref().is_some_and(|p| p.len() == 4);
        f.change_base = f.change_base.or(year.then_some(ChangeBase::Yoy));
        used[k] = true;
    }
}

/// `共2859亿元（甲1499亿元，…），同比基本持平`: what is said behind the bracket that parts an amount.
pub(super) fn change_behind_bracket(f: &mut Fact, page: &Page<'_>, sentence: &Sentence, all: &[Statement<'_>]) {
    let Some(from) = all.first().map(|s| s.quantity.span.end) else { return };
    let rest = between(page.text, from, sentence.span.end);
    let Some(close) = rest.find(['）', ')']).filter(|_| rest.starts_with(['（', '('])) else { return };
    let behind = rest[close..].trim_start_matches(['）', ')', '，', ',', ' ']);
    let start = from + rest.len() - behind.len();
    let end = start + behind.find(['，', ',', '。', '；']).unwrap_or(behind.len());
    let words = between(page.text, start, end);
    if f.change.is_some() || !["同比", "较上年", "较去年", "与上年", "与去年"].iter().any(|w| words.starts_with(w))
    {
        return;
    }
    let told = all.iter().find(|s| s.quantity.span.start >= start && s.quantity.span.end <= end);
    let value = told.and_then(|s| s.change.as_ref()).map(|c| c.value.normalize());
    f.change = value.or_else(|| told.is_none().then(|| change::in_words(words)).flatten().map(|(v, _)| v));
    f.change_base = f.change.map(|_| ChangeBase::Yoy);
}

/// The part of a spending whose change a statement gives: 算力 of `算力投资同比增长26%`.
pub(super) fn part<'t>(page: &Page<'t>, s: &Statement<'_>) -> Option<&'t str> {
    s.change.as_ref().filter(|_| s.quantity.unit == "%")?;
    let clause = s.clause.of(page.text);
    let words = clause.trim_start_matches(['，', ' ', '（', '(']).trim_start_matches("其中");
    let start = s.clause.start + (clause.len() - words.len());
    let nouns = ["投资", "投入", "支出", "开支"];
    let (end, length) = nouns.iter().filter_map(|w| words.find(w).map(|i| (i, w.len()))).min()?;
    let name = words[..end].trim_end_matches(['的', '方', '向', '类', ' ']);
    let built = page.lexicon.phrases.built.closing(name).is_some();
    let plain = name.chars().all(char::is_alphanumeric) && (2..=PART).contains(&name.chars().count());
    // what a company puts into research or shares is another matter
    let phrases = &page.lexicon.phrases;
    let other = phrases.not_capex.is_in(words) || phrases.not_built.is_in(words);
    let near = between(page.text, start + end + length, s.quantity.span.start).chars().count() <= PART;
    let named = page.names_firm(Span::new(start, s.quantity.span.start));
    (built && plain && near && !other && !named).then_some(name)
}

/// `2026年预算730亿元，算力投资同比增长26%`: how a part of an amount moves, what it builds named before its 投资.
pub(super) fn part_moves(
    page: &Page<'_>,
    sentence: &Sentence,
    all: &[Statement<'_>],
    out: &[Fact],
    used: &mut [bool],
) -> Vec<Fact> {
    let mut parts = Vec::new();
    for (s, used) in all.iter().zip(used.iter_mut()).filter(|(_, used)| !**used) {
        let whole = out.iter().rev().find(|f| f.span.end <= s.quantity.span.start && f.low.is_some());
        let (Some(name), Some(whole)) = (part(page, s), whole) else { continue };
        let subject = Subject { id: whole.subject_id.clone(), name: whole.subject.clone() };
        let span = Span::new(s.clause.start, s.quantity.span.end);
        let mut f = fact(page, FactKind::Capex, "capex", subject, span, "capex_change");
        circumstances(&mut f, page, sentence, s.quantity.span.start, true);
        if let Some(c) = s.change.as_ref() {
            moved(&mut f, c);
        }
        f.change_base = f.change_base.or(Some(ChangeBase::Yoy));
        f.approximation = Some(s.quantity.approximation);
        (f.period, f.basis) = (whole.period.clone(), whole.basis);
        f.object = name.to_owned();
        *used = true;
        parts.push(f);
    }
    parts
}

/// `2024年达543亿元，预计2025年同比持平`: another year's spending that but stays on the level.
pub(super) fn level_alone(page: &Page<'_>, sentence: &Sentence, out: &[Fact]) -> Option<Fact> {
    let before = out.last()?;
    let flat = |c: &&Span| {
        let mut years: Vec<_> = page.periods.iter().filter(|p| c.contains(p.span)).collect();
        let mut words = c.of(page.text).to_owned();
        for p in &years {
            words = words.replace(p.span.of(page.text), "");
        }
        // what it is compared with
        years.retain(|p| !page.text[..p.span.start].trim_end().ends_with(['与', '较', '比', '和', '同']));
        let level = words.contains("持平");
        let bare = LEVEL.iter().fold(words, |w, l| w.replace(l, ""));
        let other = matches!(years[..], [p] if p.period.is_some() && p.period != before.period);
        level && other && !bare.chars().any(char::is_alphanumeric)
    };
    let clause = *sentence.clauses.iter().filter(|c| c.start >= before.span.end).find(flat)?;
    if page.quantities_in(Span::new(before.span.end, clause.start)).next().is_some() {
        return None;
    }
    let subject = Subject { id: before.subject_id.clone(), name: before.subject.clone() };
    let mut f = fact(page, FactKind::Capex, "capex", subject, clause, "capex_change");
    let at = clause.start + clause.of(page.text).find("持平")?;
    circumstances(&mut f, page, sentence, at, true);
    f.change = Some(Decimal::ZERO);
    f.change_base = Some(ChangeBase::Yoy);
    f.object = before.object.clone();
    Some(f)
}
