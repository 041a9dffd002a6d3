//! The period that a reader would carry to a figure.
//!
//! reads: the dates of the figure's clause, of those before it in the sentence, of the sentences before. gives: the
//! period and how far it was carried. refuses: dates of something else: in a title (`《2025年…报告》`), of a source, a
//! deadline or a base (`以2018年为基数`), of another company's sentence, of what happened then; and any date of
//! before where the figure's own words speak of no time (目前, 每年, 中长期, 始终).

use super::page::{Page, is_base};
use super::sentence::Sentence;
use super::source;
use super::span;
use crate::lexicon::Wordlist;
use crate::span::{Span, between};
use crate::tag::{Approximation, MentionKind, Period};

/// Letters besides its dates that a clause has which says but when: `预计到2020年，`.
const DATED: usize = 3;

/// What stands between an amount and the time that something happens to it.
const RUNS_IN: [&str; 8] = ["", "在", "于", "将在", "将于", "预计在", "预计于", "计划于"];

/// How far a period was carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carried {
    /// It stands in the figure's clause, or in a list over years.
    Own,
    /// It stands in a clause before, in the same sentence.
    Clause,
    /// It stands in a sentence before.
    Sentence,
}

/// Signs of a change.
const SIGNS: [char; 4] = ['+', '-', '＋', '－'];

impl Page<'_> {
    /// The period of a figure at `at`, and how far it was carried.
    pub(super) fn dated(&self, sentence: &Sentence, at: usize) -> Option<(String, Carried)> {
        self.period_at(sentence, at)
            .or_else(|| self.period_before(sentence, at).map(|period| (period, Carried::Sentence)))
    }

    /// The nearest period before `at` in the sentence, else the first one behind it in its clause.
    fn period_at(&self, sentence: &Sentence, at: usize) -> Option<(String, Carried)> {
        if let Ok(i) = self.listed.binary_search_by_key(&at, |l| l.0) {
            return Some((self.listed[i].1.clone(), Carried::Own));
        }
        let clause = self.dated_clause(sentence, at);
        if let Some(span) = self.that_time(sentence, clause, at) {
            return Some((span, Carried::Clause));
        }
        let known = |p: &&Period| p.period.is_some() && !self.is_other(sentence, clause, p, at);
        let first = self.periods.partition_point(|p| p.span.start < sentence.span.start);
        let last = self.periods.partition_point(|p| p.span.start < sentence.span.end);
        let inside = self.periods[first..last].iter().filter(|p| sentence.span.contains(p.span));
        let same = inside.clone().rfind(|p| clause.contains(p.span) && p.span.end <= at && known(p));
        // `76%（2018年为 86%）`: a date in a bracket is of what stands there
        let bracketed = |p: &Period| p.span.start > at && between(self.text, at, p.span.start).contains(['（', '(']);
        let behind = inside.clone().find(|p| clause.contains(p.span) && known(p) && !bracketed(p));
        let own = |p: &Period| {
            let whole = self.in_a_row(clause, p).or_else(|| span::named(self, sentence, p)).or(p.period.clone());
            whole.map(|period| (period, Carried::Own))
        };
        if let Some(p) = same {
            return own(p);
        }
        // `其中50万吨在上半年投产`: when it is to be, right behind it
        let runs = |p: &Period| {
            let head = self.quantities.iter().find(|q| q.span.start == at).map(|q| q.span.end);
            head.is_some_and(|end| RUNS_IN.contains(&between(self.text, end, p.span.start).trim()))
                && self.lexicon.phrases.events.opening(self.rest(p.span.end)).is_some()
        };
        if let Some(p) = behind.filter(|p| runs(p)) {
            return own(p);
        }
        let mut earlier = inside.filter(|p| p.span.end <= at && known(p) && self.reaches(sentence, p.span, at));
        // `2024年投资10亿元，年底产能5万片，出货8万片`: the end of the year is of its own clause alone
        let opening = earlier.clone().next();
        let end = |p: &&Period| p.span.of(self.text).starts_with(['年', '月', '期']);
        // `2019年均价15元，2014-2019年复合增速3%，销量70亿升`: the years of a growth are of that alone
        let plain = earlier.clone().rfind(|p| !end(p) && !span::is_growth(self, sentence, p, at));
        let earlier = plain.or_else(|| earlier.rfind(|p| !end(p))).or(opening);
        earlier.and_then(|p| p.period.clone()).map(|period| (period, Carried::Clause)).or_else(|| own(behind?))
    }

    /// The clause of a figure, with those before it that say but when.
    fn dated_clause(&self, sentence: &Sentence, at: usize) -> Span {
        let own = sentence.clause_at(at);
        let before = sentence.before(own.start);
        let start = before.take_while(|c| self.is_date(**c)).last().map_or(own.start, |c| c.start);
        Span::new(start, own.end)
    }

    /// Whether a clause says but when: `2024年，`, `截至2024年底，`.
    fn is_date(&self, clause: Span) -> bool {
        let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
        let inside = || self.periods.iter().filter(|p| clause.contains(p.span));
        let dates: usize = inside().map(|p| letters(p.span.of(self.text))).sum();
        dates > 0 && letters(clause.of(self.text)) <= dates + DATED
    }

    /// Whether nothing between a date of a clause before and a figure says that the figure is of no such date.
    fn reaches(&self, sentence: &Sentence, date: Span, at: usize) -> bool {
        let mut clauses = sentence.clauses.iter().skip_while(|c| c.end <= date.start);
        let mut end = clauses.next().map_or(date.end, |c| c.end);
        if self.is_date(sentence.clause_at(date.start)) {
            end = clauses.next().map_or(end, |c| c.end);
        }
        let to = sentence.clause_at(at).end;
        end >= to || !self.is_timeless(Span::new(end, to), at)
    }

    /// Whether words before a figure speak of no time that a date named before could be.
    fn is_timeless(&self, span: Span, at: usize) -> bool {
        let words = between(self.text, span.start, span.end.min(at.max(span.start)));
        self.lexicon.phrases.timeless.is_in(words) || words.contains("在") && words.contains("前，")
    }

    /// Whether a date of the sentence is of something else than the figure at `at`.
    fn is_other(&self, sentence: &Sentence, clause: Span, p: &Period, at: usize) -> bool {
        let now = ["当前", "目前", "日前", "近日", "近期", "现在", "今日"];
        let words = p.span.of(self.text);
        // 当年 is the year named before; 近5年 of an earlier clause, and what a bracket adds, is of what stands there
        let then = ["当年", "同年", "该年", "当期", "同期"].contains(&words);
        let span = ["近", "过去"].iter().any(|w| words.starts_with(w));
        let apart = p.span.end <= at && (span && !clause.contains(p.span) || self.is_aside(p.span, at));
        // 2020年以前 is of no year
        let before = ["以前", "之前"].iter().any(|w| words.ends_with(w) || self.text[p.span.end..].starts_with(w));
        // `4月6日至12日当周` is of the days before it
        let lead = self.text[..p.span.start].trim_end();
        let same = ["当周", "当月", "当日"].contains(&words) && self.periods.iter().any(|o| o.span.end == lead.len());
        // H2 of `8.6代线（H2）` is which line it is
        let code = words.len() <= 2 && lead.ends_with(['（', '(']) && self.text[p.span.end..].starts_with(['）', ')']);
        // `创2017年以来新高`: since when nothing was higher
        let record = ["新高", "新低", "最高", "最低"].iter().any(|w| self.text[p.span.end..].starts_with(w));
        then || apart
            || code
            || same
            || before
            || record && words.ends_with("以来")
            || now.iter().any(|w| words.contains(w))
            || self.is_compared(sentence, p, at)
            || span::is_start(self, p, at)
            || !clause.contains(p.span) && span::starts_move(self, sentence, p)
            || self.is_titled(p.span)
            || self.is_cohort(p.span)
            || !clause.contains(p.span) && self.is_of_else(sentence, p.span)
    }

    /// `较去年同期增加`: what is compared with, unless an amount of then stands right behind.
    fn is_compared(&self, sentence: &Sentence, p: &Period, at: usize) -> bool {
        let phrases = &self.lexicon.phrases;
        let behind = between(self.text, p.span.end, at);
        let turns = |list: &Wordlist| list.places(behind).any(|(_, w)| w.chars().count() > 1);
        let moved = [&phrases.rises, &phrases.falls].into_iter().any(turns)
            || ["减亏", "增亏", "增利"].iter().any(|w| behind.contains(w))
            || behind.ends_with(SIGNS)
            || self.text[at..].starts_with(SIGNS);
        let lead = self.text[..p.span.start].trim_end();
        // `分别为2019年的2.8倍和1.5倍`
        let times = self.text[p.span.end..].strip_prefix('的').is_some_and(|r| {
            let bare = r.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '约' | '近'));
            bare.len() < r.len() && bare.starts_with('倍') && !lead.ends_with(['至', '到'])
        });
        let level = lead.ends_with(['与', '和', '同'])
            && ["持平", "相当", "一致"].iter().any(|w| {
                self.rest(p.span.end).find(w).is_some_and(|i| self.rest(p.span.end)[..i].chars().count() <= 6)
            });
        let than = ["较于", "比于", "较之", "比之"].iter().any(|w| lead.ends_with(w));
        times || level || (than || lead.ends_with(['较', '比'])) && (moved || !sentence.clause_at(at).contains(p.span))
    }

    /// Whether a date stands in the title of a document: `《2025年政府工作报告》`.
    fn is_titled(&self, date: Span) -> bool {
        let lead = self.lead(date.start);
        let open = lead.rfind('《').filter(|i| !lead[*i..].contains('》'));
        let rest = self.rest(date.end);
        // `《…市场份额，2023》` names the year of its figures
        let figures = lead.trim_end().ends_with(['，', ',']);
        open.is_some() && rest.contains('》') && !figures
    }

    /// Whether a year says which of several are meant: `2019年转型地区的续费率`.
    fn is_cohort(&self, date: Span) -> bool {
        let rest = self.rest(date.end);
        let noun = ["地区", "区域", "省份", "门店", "批次"].iter().filter_map(|w| rest.find(w)).min();
        let of = |w: &str| ["转型", "开业", "新开", "签约", "投放"].iter().any(|t| w.contains(t));
        noun.is_some_and(|i| {
            rest[..i].chars().count() <= 12 && of(&rest[..i]) && !rest[..i].contains(['，', '、', '；'])
        })
    }

    /// Whether a date of another clause is a deadline, a base, a source's or that of a share's worth.
    fn is_of_else(&self, sentence: &Sentence, date: Span) -> bool {
        let clause = sentence.clause_at(date.start);
        let (lead, rest) = (between(self.text, clause.start, date.start), between(self.text, date.end, clause.end));
        let any = |words: &str, all: &[&str]| all.iter().any(|w| words.contains(w));
        let until = any(lead, &["工期", "竣工", "完工", "期限", "有效期", "到期", "交付期", "考核期"]);
        let base = lead.trim_end().ends_with('以') && any(rest, &["为基数", "为基准", "为基础", "为例"])
            || ["均值", "平均水平"].iter().any(|w| rest.starts_with(w));
        let worth = any(clause.of(self.text), &["给予", "对应", "合理市值", "目标市值", "合理估值"])
            && any(clause.of(self.text), &["PE", "PB", "PS", "市盈率", "倍", "市值", "估值"]);
        let told = any(rest, &["披露的", "发布的", "公布的", "出版的"])
            || ["研究报告", "调研报告", "白皮书"].iter().any(|w| rest.trim_start().starts_with(w));
        let source = ["根据", "依据", "据", "按照", "参考"].iter().any(|w| lead.trim_start().starts_with(w)) && told;
        let since = (lead.trim_end().ends_with(['自', '从']) || date.of(self.text).starts_with(['自', '从']))
            && rest.trim_start().starts_with(['起', '开']);
        let aim = any(lead, &["目标", "愿景", "力争"]);
        // `产品下半年推出甲，推动收入增长`: half a year of what happened then
        let half = ["上半年", "下半年", "年底", "年初"].contains(&date.of(self.text));
        let event = half && self.lexicon.phrases.events.opening(rest.trim_start_matches(['已', '将', ' '])).is_some();
        event || until || base || worth || source || since || aim
    }

    /// `这一时期`, `同期`: the span of years that was named before.
    fn that_time(&self, sentence: &Sentence, clause: Span, at: usize) -> Option<String> {
        let lead = between(self.text, clause.start, at);
        let whole = |p: &str| p.contains('/') && p.len() == 9;
        let here = between(self.text, sentence.span.start, at);
        let then = ["这一时期", "该时期", "这段时期", "此期间", "这一阶段"].iter().filter_map(|w| here.rfind(w)).max();
        let dated = |from: usize| self.periods.iter().any(|p| p.span.start >= from && p.span.end <= at);
        if then.is_some_and(|i| !dated(sentence.span.start + i)) {
            let before = self.periods.iter().rev().filter(|p| p.span.end <= at && !self.is_aside(p.span, at));
            return before.filter_map(|p| p.period.clone()).find(|p| whole(p));
        }
        // `2010年…，2020年…，年复合增速…，同期GDP增速…`
        if !lead.contains("同期") || ["去年同期", "上年同期", "较同期", "比同期"].iter().any(|w| lead.contains(w))
        {
            return None;
        }
        let before = between(self.text, sentence.span.start, at);
        let inside = self.periods.iter().filter(|p| sentence.span.contains(p.span) && p.span.end <= at);
        let mut named: Vec<String> =
            inside.filter(|p| !p.span.of(self.text).contains("同期")).filter_map(|p| p.period.clone()).collect();
        named.dedup();
        let compound = ["复合", "CAGR"].iter().any(|w| before.contains(w));
        match &named[..] {
            [.., last] if whole(last) => Some(last.clone()),
            [.., first, last] if compound && first.len() == 4 && last.len() == 4 && first < last => {
                Some(format!("{first}/{last}"))
            }
            _ => None,
        }
    }

    /// `自2018年起连续四年`: from the year named so many years on.
    fn in_a_row(&self, clause: Span, p: &Period) -> Option<String> {
        let first: i16 =
            p.period.as_deref().map(|y| y.split('/').next().unwrap_or(y)).filter(|y| y.len() == 4)?.parse().ok()?;
        let lead = between(self.text, clause.start, p.span.start);
        let words = p.span.of(self.text);
        let since = words.starts_with(['自', '从']) || lead.trim_end().ends_with(['自', '从']);
        let rest = between(self.text, p.span.end, clause.end);
        let count = rest.trim_start_matches(['起', '开', '始', '，', ' ']).strip_prefix("连续")?;
        let (number, _) = count.split_once('年')?;
        let years: i16 = match number {
            "两" | "二" => 2,
            "三" => 3,
            "四" => 4,
            "五" => 5,
            "六" => 6,
            "七" => 7,
            "八" => 8,
            other => other.parse().ok().filter(|n| (2..=20).contains(n))?,
        };
        since.then(|| format!("{first}/{}", first.saturating_add(years - 1)))
    }

    /// Whether a quantity stands in a list over years.
    pub(super) fn is_over_years(&self, at: usize) -> bool {
        self.listed.binary_search_by_key(&at, |l| l.0).is_ok()
    }

    /// The sentence before, where a quantity is of a list over years that were named there.
    pub(super) fn carried_from(&self, sentence: &Sentence, at: usize) -> Option<(&Sentence, usize)> {
        let i = self.listed.binary_search_by_key(&at, |l| l.0).ok()?;
        let named = self.listed[i].2;
        let earlier = self.sentences.iter().find(|s| s.span.start <= named && named < s.span.end)?;
        (earlier.span.start < sentence.span.start).then_some((earlier, named))
    }

    /// Whether a date stands in a closed bracket that says more than the date: `（2018年为86.3%）`.
    fn is_aside(&self, date: Span, at: usize) -> bool {
        let (Some(before), Some(behind)) = (self.text.get(..date.start), self.text.get(date.end..at)) else {
            return false;
        };
        let opens = before.trim_end().ends_with(['（', '(']);
        let closes = behind.find(['）', ')']);
        opens && closes.is_some_and(|i| behind[..i].chars().any(|c| c.is_ascii_digit()))
    }

    /// The year, half or quarter named last before the sentence in this passage, where the sentence goes on with
    /// what was said there.
    fn period_before(&self, sentence: &Sentence, at: usize) -> Option<String> {
        let end = sentence.clause_at(at).end;
        let own = between(self.text, sentence.span.start, at.max(sentence.span.start));
        let here = between(self.text, sentence.clause_at(at).start, at);
        let rough = self.quantities.iter().find(|q| q.span.start == at);
        let rough = rough.is_some_and(|q| q.low != q.high || q.approximation != Approximation::Exact);
        // what a level keeps to, and who holds what, is of no one year
        let lasting = rough && ["保持", "维持", "稳定在", "普遍"].iter().any(|w| here.contains(w))
            || ["持股", "占股"].iter().any(|w| here.contains(w));
        let sourced = ["根据", "依据", "据"].iter().any(|w| own.trim_start().starts_with(w))
            && !source::said_by(self.text, sentence, at, self.lexicon).is_empty();
        // `，远高于行业的增长率8%` is of whatever year the other is of
        let compared =
            ["远高于", "高于", "远低于", "低于", "快于", "慢于"].iter().any(|w| here.trim_start().starts_with(w));
        if self.is_timeless(Span::new(sentence.span.start, end), at) || sourced || lasting || compared {
            return None;
        }
        let row = self.row(sentence);
        let long = |p: &&Period| {
            let of = p.period.as_deref().unwrap_or_default();
            of.len() == 4
                || of.contains(['Q', 'H'])
                || span::is_part_of_a_year(of)
                    && p.span.start >= row
                    && !span::is_of_another_time(between(self.text, p.span.end, at))
        };
        let before = self.periods.iter().rev().filter(|p| p.span.end <= sentence.span.start).filter(long);
        let before = before.filter(|p| !is_base(self.text, p));
        let Some(found) = before.into_iter().find(|p| !self.is_others(sentence, p, at)) else {
            let own = |p: &&Period| p.span.end <= at && p.period.is_some() && !is_base(self.text, p);
            let dated = self.periods.iter().filter(own).any(|p| !self.is_compared(sentence, p, at));
            return self.carried.filter(|_| !dated).map(str::to_owned);
        };
        let named = self.sentences.iter().find(|s| s.span.contains(found.span))?;
        let between = Span::new(named.clause_at(found.span.end).end, sentence.span.start);
        // 目前 of a sentence between begins anew
        let anew = ["目前", "当前", "现阶段"].iter().any(|w| between.of(self.text).contains(w));
        // `2016年提出转型。…拥有员工8000人`: what one has is of the report's day, not of its history
        let owns = ["拥有", "现有", "共有", "设有"].iter().any(|w| here.contains(w));
        let year = found.period.as_deref().and_then(|p| p.get(..4)).and_then(|y| y.parse::<i16>().ok());
        let past = year.zip(self.head.published_on).is_some_and(|(y, d)| y + 1 < d.year());
        (!(anew || owns && past)).then(|| found.period.clone())?
    }

    /// Whether a date of a sentence before is of something else than this sentence speaks of.
    fn is_others(&self, sentence: &Sentence, p: &Period, at: usize) -> bool {
        let Some(named) = self.sentences.iter().find(|s| s.span.contains(p.span)) else { return true };
        let words = p.span.of(self.text);
        let lead = self.text[..p.span.start].trim_end();
        let clause = named.clause_at(p.span.start);
        let rest = between(self.text, p.span.end, clause.end);
        let told = if self.is_date(clause) {
            named.clauses.iter().find(|c| c.start >= clause.end).map_or("", |c| c.of(self.text))
        } else {
            rest
        };
        let happened = self.lexicon.phrases.happenings.is_in(told)
            && self.quantities_in(Span::new(clause.start, clause.end)).next().is_none();
        let since = between(self.text, named.span.start, p.span.start);
        let reason = ["由于", "因为", "受益于"].iter().any(|w| since.contains(w));
        lead.ends_with(['较', '比', '于', '将'])
            || ["当年", "同年", "该年", "当期", "同期"].contains(&words)
            || self.bracketed(p.span, sentence.span.start)
            || self.is_aside(p.span, sentence.span.start)
            || self.is_titled(p.span)
            || self.is_cohort(p.span)
            || self.is_of_else(named, p.span)
            || happened
            || reason
            // `1月甲份额23%；乙份额22%`: a month or a quarter holds for all parts, whomever they speak of
            || !(p.period.as_deref().is_some_and(span::is_part_of_a_year)
                && p.span.start >= self.row(sentence)
                && !span::is_of_another_time(between(self.text, p.span.end, at)))
                && self.speaks_of_others(named, sentence, (at, p.period.as_ref().is_some_and(|p| p.len() == 4)))
    }

    /// Whether two sentences speak of different companies, or of parts set side by side (`上海方面，…；北京方面，…`).
    fn speaks_of_others(&self, named: &Sentence, sentence: &Sentence, (at, year): (usize, bool)) -> bool {
        let side = |s: &Sentence| {
            s.clauses.first().is_some_and(|c| c.of(self.text).trim_end_matches(['，', ',']).ends_with("方面"))
        };
        if side(named) && side(sentence) {
            return true;
        }
        let of = |s: &Sentence, until: usize| {
            let inside = self.mentions.iter().filter(move |m| s.span.contains(m.span) && m.span.start < until);
            let names = inside.filter(|m| {
                m.kind == MentionKind::Company && !source::names_a_source(self.text, m.span, &self.lexicon.phrases)
            });
            let mut ids: Vec<&str> = names.map(|m| m.id.as_str()).collect();
            if between(self.text, s.span.start, s.span.end.min(until)).contains("公司") && !self.own.id.is_empty() {
                ids.push(self.own.id.as_str());
            }
            ids
        };
        let (before, here) = (of(named, named.span.end), of(sentence, at));
        // a year that the sentence before names for one holds for the next one too
        let index = |s: &Sentence| self.sentences.iter().position(|n| n.span == s.span).unwrap_or(0);
        if year && index(sentence) <= index(named) + 2 {
            return false;
        }
        !before.is_empty() && !here.is_empty() && !here.iter().any(|id| before.contains(id))
    }
}
