//! What was written → the contract's period, against the report's date and what the sentence said.
//!
//! *takes*: a stretch and its context. *gives*: `2026`, `2026-03`, `2026-03-03`, `2025Q4`, `2026H1`, `FY2026Q2`
//! or a span of two; `None` where a year is missing and nothing gives it. A month or day without a year
//! takes the year its sentence named, else the nearest before the report's date, after it where the
//! sentence speaks of what is to come. *source*: contract, section 2; issue 5, point 4.

use super::point::{Grain, Point, Year};
use super::what::What;
use jiff::ToSpan;
use jiff::civil::Date;

/// Months ahead in which a day of an act that begins is to come.
const SOON: i16 = 4;

/// Months ahead in which a month or day that no word dates is to come, rather than most of a year back.
const NEXT: i16 = 1;

/// What is known where a stretch stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    published: Option<Date>,
    /// Month in which the fiscal year of the company spoken of ends, where it is known not to be December.
    pub fiscal_end: Option<u8>,
    /// The year that this sentence named last.
    year: Option<i16>,
    /// The date that this sentence named last.
    last: Option<Point>,
    /// The year that this sentence wrote out last: 上年 is the one before it.
    written: Option<i16>,
    /// The quarter that the passage named last: 当季.
    quarter: Option<Point>,
    /// The quarter whose results the passage tells: 本季度 behind `公布三季度业绩`.
    told: Option<Point>,
}

/// What a quarter has out.
const RESULTS: [&str; 5] = ["业绩", "财报", "季报", "财务", "经营数据"];

/// Characters behind the mark of a quarter in which its results are named, and those that both have at most.
const RESULTS_IN: usize = 6;
const QUARTER: usize = 14;

impl Context {
    /// Nothing said yet.
    pub fn new(published: Option<Date>) -> Self {
        Self { published, ..Self::default() }
    }

    /// Forgets what a sentence said.
    pub fn sentence_ends(&mut self) {
        self.year = None;
        self.last = None;
        self.written = None;
    }

    /// The period of a stretch that begins at `at`; remembers the year it names.
    pub fn resolve(&mut self, what: &What, t: &[char], at: usize) -> Option<String> {
        match what {
            What::One(point) => self.one(*point, t, at),
            What::Span(a, b) => {
                // 1Q-3Q25: the year stands behind
                let a = match b.year {
                    Year::Of(year) if a.year == Year::Open => {
                        let earlier = i16::from(a.grain == b.grain && (a.n, a.day) > (b.n, b.day));
                        Point { year: Year::Of(year - earlier), ..*a }
                    }
                    _ => *a,
                };
                let wraps = a.year == Year::Open && b.year == Year::Open && (b.n, b.day) < (a.n, a.day);
                let (a, b) = if wraps {
                    // 12月29日-1月4日: the later end says in which year
                    let b = self.settle(*b, t, at)?;
                    let Year::Of(year) = b.year else { return None };
                    (Point { year: Year::Of(year - 1), ..a }, b)
                } else {
                    let a = self.settle(self.over(a, *b, t, at), t, at)?;
                    let b = if b.year == Year::Open { Point { year: a.year, ..*b } } else { self.settle(*b, t, at)? };
                    (a, b)
                };
                self.remember(b);
                Some(format!("{}/{}", edge(text(a)?, false), edge(text(b)?, true)))
            }
            What::Since(point) => {
                let point = self.settle(*point, t, at)?;
                self.remember(point);
                let (from, published) = (edge(text(point)?, false), self.published?.to_string());
                // what begins after the report has not lasted yet
                Some(if from <= published { format!("{from}/{published}") } else { from })
            }
            What::Around(n, grain) => self.around(*n, *grain),
            What::Word(rule) => self.word(rule),
            What::Weekday(weeks, day) => {
                let since_monday = i64::from(self.published?.weekday().to_monday_zero_offset());
                let days = self.week(i64::from(*weeks))? * 7 + i64::from(*day) - since_monday;
                Some(self.published?.checked_add(days.days()).ok()?.to_string())
            }
            What::YearToDate(year) => match self.published.filter(|p| p.year() == *year) {
                Some(published) => Some(format!("{year:04}-01-01/{published}")),
                None => Some(format!("{year:04}")),
            },
            What::SameMonth(day) => {
                let point = Point { day: *day, ..self.last.filter(|l| l.grain == Grain::Day && l.day < *day)? };
                self.remember(point);
                text(point)
            }
            What::Open => None,
        }
    }

    /// The period of one point in time.
    fn one(&mut self, point: Point, t: &[char], at: usize) -> Option<String> {
        // `2025年支出86亿元，较上年增长31%，其中四季度…`: what is compared with is not spoken of
        let than = matches!(point.year, Year::From(_)) && at > 0 && matches!(t[at - 1], '较' | '比');
        let point = self.beside(point, t, at);
        let point = self.own(self.settle(point, t, at)?, t, at);
        if !than || self.year.is_none() {
            self.remember(point);
        }
        if point.grain == Grain::Quarter && point.n == point.last {
            let written = t[at..].iter().take(QUARTER).skip_while(|c| !matches!(c, '季' | 'Q' | 'q'));
            let behind: String = written.skip(1).take(RESULTS_IN).collect();
            self.told = if RESULTS.iter().any(|w| behind.contains(w)) { Some(point) } else { self.told };
        }
        text(point)
    }

    /// `4月1日起上调报价` in a report of March: what begins within some months is to come; so is the very next month or
    /// quarter, since the other one lies most of a year back.
    fn is_soon(&self, point: Point, t: &[char], at: usize) -> bool {
        let begins = t[at..].iter().take(8).collect::<String>();
        let Some(month) = self.published.map(|p| i16::from(p.month())) else { return false };
        let first = if point.grain == Grain::Quarter { i16::from(point.n) * 3 - 2 } else { i16::from(point.n) };
        let ahead = first - month;
        let starts = ["日起", "月起", "日 起", "月 起", "季度起", "季起"].iter().any(|w| begins.contains(w));
        match point.grain {
            Grain::Month | Grain::Day => (0..=if starts { SOON } else { NEXT }).contains(&ahead),
            Grain::Quarter => (1..=if starts { SOON + 2 } else { 3 }).contains(&ahead) && point.n == point.last,
            Grain::Year | Grain::Half => false,
        }
    }

    /// `Q1、Q2和Q3分别实现` of a report of March: quarters of which the last is not over are those of the year before.
    fn over(&self, first: Point, last: Point, t: &[char], at: usize) -> Point {
        let quarters = last.grain == Grain::Quarter && !last.fiscal && first.n < last.n;
        let bare = quarters && first.year == Year::Open && last.year == Year::Open && self.year.is_none();
        let told = is_ahead(t, at) || comes(t, at) || self.is_soon(last, t, at);
        let year = self.published.filter(|p| bare && !told && i16::from(p.month()) < i16::from(last.n) * 3 - 2);
        year.map_or(first, |p| Point { year: Year::Of(p.year() - 1), ..first })
    }

    /// `2024年销量由上年的5万台增至本年的7万台`: the years beside the one that the sentence names.
    fn beside(&mut self, point: Point, t: &[char], at: usize) -> Point {
        match (point.year, self.written) {
            (Year::From(offset), Some(year)) if is_near(t, at) => {
                Point { year: Year::Of(year.saturating_add(offset)), ..point }
            }
            (Year::Of(year), _) => {
                self.written = Some(year);
                point
            }
            _ => point,
        }
    }

    fn remember(&mut self, point: Point) {
        if let Year::Of(year) = point.year {
            self.year = Some(year);
            self.last = Some(point);
            let one = point.grain == Grain::Quarter && point.n == point.last;
            self.quarter = if one { Some(point) } else { self.quarter };
        }
    }

    /// The point with its year, where one can be found.
    fn settle(&self, point: Point, t: &[char], at: usize) -> Option<Point> {
        let year = match point.year {
            Year::Of(year) => year,
            Year::From(offset) => self.published?.year().checked_add(offset)?,
            Year::Same => self.year?,
            Year::Fiscal(offset) => {
                let (published, end) = (self.published?, self.fiscal_end?);
                published.year().checked_add(offset + i16::from(published.month() > end as i8))?
            }
            Year::Open => {
                let ahead = is_ahead(t, at);
                // 去年投产，将于4月…: what is to come is not in a year gone by
                let gone = |y: &i16| ahead && self.published.is_some_and(|p| *y < p.year());
                match self.year.filter(|y| !gone(y)) {
                    Some(year) => year,
                    None => self.nearest(point, ahead, ahead || comes(t, at) || self.is_soon(point, t, at))?,
                }
            }
        };
        Some(Point { year: Year::Of(year), ..point })
    }

    /// `阿里 26Q2` in a report of December 2025 is a fiscal quarter: the calendar's has not begun.
    fn own(&self, point: Point, t: &[char], at: usize) -> Point {
        let quarter = point.grain == Grain::Quarter && !point.fiscal && self.fiscal_end.is_some();
        let (Year::Of(year), Some(published)) = (point.year, self.published) else { return point };
        let begins = Date::new(year, (point.n.clamp(1, 4) as i8 - 1) * 3 + 1, 1);
        let future = begins.is_ok_and(|b| b > published) && !is_ahead(t, at) && !comes(t, at);
        let estimate = t[at..].iter().take(8).any(|c| *c == 'E');
        Point { fiscal: point.fiscal || quarter && future && !estimate, ..point }
    }

    /// The year in which a point without one lies nearest to the report; `ahead`: it is said to come, `comes`:
    /// it is if it has not been yet.
    fn nearest(&self, point: Point, ahead: bool, comes: bool) -> Option<i16> {
        let published = self.published?;
        let (year, month) = (published.year(), published.month());
        if point.fiscal {
            let end = self.fiscal_end? as i8;
            let current = if month > end { year + 1 } else { year };
            let length = if point.grain == Grain::Half { 6 } else { 3 };
            let begins = if point.grain == Grain::Year { 0 } else { (point.n as i8 - 1) * length };
            // months since the fiscal year began
            let started = begins <= (month - end - 1).rem_euclid(12);
            return Some(if started || comes { current } else { current - 1 });
        }
        let first = match point.grain {
            Grain::Year => return Some(year),
            Grain::Half => (point.n as i8 - 1) * 6 + 1,
            // of several, such as 前三季度, the last must have begun
            Grain::Quarter => (point.last as i8 - 1) * 3 + 1,
            Grain::Month | Grain::Day => point.n as i8,
        };
        // 上半年 in a report of the year's first months is the last year's
        if point.grain == Grain::Half && point.n == 1 && month <= 3 && !comes {
            return Some(year - 1);
        }
        let last = if point.grain == Grain::Month { point.last as i8 } else { first };
        let started =
            last < month || last == month && (point.grain != Grain::Day || point.day as i8 <= published.day());
        Some(match (started, ahead) {
            (true, true) if last < month && point.grain >= Grain::Month => year + 1,
            (true, _) => year,
            (false, _) if comes => year,
            (false, _) => year - 1,
        })
    }

    /// So many years, quarters, months before or after the report.
    fn around(&self, n: i16, grain: Grain) -> Option<String> {
        let published = self.published?;
        let n64 = i64::from(n);
        let other = match grain {
            Grain::Year => {
                let other = published.year().checked_add(n)?;
                let (a, b) = if n < 0 { (other, published.year()) } else { (published.year(), other) };
                return Some(format!("{a:04}/{b:04}"));
            }
            Grain::Half => published.checked_add((6 * n64).months()),
            Grain::Quarter => published.checked_add((3 * n64).months()),
            Grain::Month => published.checked_add(n64.months()),
            Grain::Day => published.checked_add(n64.days()),
        };
        let other = other.ok()?;
        Some(if n < 0 { format!("{other}/{published}") } else { format!("{published}/{other}") })
    }

    fn word(&self, rule: &str) -> Option<String> {
        let (name, argument) = rule.split_once(':').unwrap_or((rule, ""));
        if name == "span" {
            return Some(argument.to_owned());
        }
        if name == "same" {
            return self.year_before();
        }
        let published = self.published?;
        let offset: i64 = argument.parse().unwrap_or(0);
        match name {
            "now" => Some(published.to_string()),
            "ytd" => Some(format!("{:04}-01-01/{published}", published.year())),
            "day" => Some(published.checked_add(offset.days()).ok()?.to_string()),
            "week" => {
                let since_monday = i64::from(published.weekday().to_monday_zero_offset());
                let monday = published.checked_add((7 * self.week(offset)? - since_monday).days()).ok()?;
                Some(format!("{monday}/{}", monday.checked_add(6.days()).ok()?))
            }
            "month" => {
                let date = published.first_of_month().checked_add(offset.months()).ok()?;
                Some(format!("{:04}-{:02}", date.year(), date.month()))
            }
            // the quarter just spoken of, else the last one that is over
            "that_quarter" => self.quarter.and_then(text).or_else(|| quarter(published, -1)),
            "named_quarter" => self.quarter.and_then(text),
            "quarter" => {
                let told = self.told.filter(|_| offset == 0).and_then(text);
                told.or_else(|| quarter(published, offset))
            }
            _ => None,
        }
    }

    /// How many weeks from the report's own a word means: 上周 of a report of a week's end is the week that ends.
    fn week(&self, offset: i64) -> Option<i64> {
        let ended = offset == -1 && self.published?.weekday().to_monday_zero_offset() >= 5;
        Some(if ended { 0 } else { offset })
    }

    /// 去年同期: the date named last, a year before.
    fn year_before(&self) -> Option<String> {
        let last = self.last?;
        let Year::Of(year) = last.year else { return None };
        text(Point { year: Year::Of(year - 1), ..last })
    }
}

/// The quarter so many before or after that of a date.
fn quarter(date: Date, offset: i64) -> Option<String> {
    let date = date.first_of_month().checked_add((3 * offset).months()).ok()?;
    Some(format!("{:04}Q{}", date.year(), (date.month() + 2) / 3))
}

/// Whether a stretch is 本年 or 上年, which a text of a year counts from that year.
fn is_near(t: &[char], at: usize) -> bool {
    // 至本年
    let at = at + usize::from(matches!(t.get(at), Some('至' | '到' | '从' | '自')));
    matches!(t.get(at), Some('本' | '上')) && t.get(at + 1) == Some(&'年')
}

/// Whether the words behind say that it is to come: 年底将, 年底前, 9月有望.
fn comes(t: &[char], at: usize) -> bool {
    let clause = t[at..].iter().take(10).take_while(|c| !matches!(c, '。' | '；' | '，' | '、'));
    let clause: Vec<char> = clause.copied().collect();
    let words: [&[char]; 6] = [&['将'], &['有', '望'], &['拟'], &['预', '计'], &['底', '前'], &['末', '前']];
    words.iter().any(|w| clause.windows(w.len()).any(|c| c == *w))
}

/// Whether the clause before speaks of what is to come.
fn is_ahead(t: &[char], at: usize) -> bool {
    let clause = t[..at].iter().rev().take(12).take_while(|c| !matches!(c, '。' | '；' | '，'));
    let clause: Vec<char> = clause.collect::<Vec<_>>().into_iter().rev().copied().collect();
    let words: [&[char]; 7] =
        [&['将'], &['预', '计'], &['计', '划'], &['拟'], &['有', '望'], &['预', '期'], &['展', '望']];
    // 模拟 and 虚拟 plan nothing
    let thing = |i: usize| clause[i] == '拟' && i > 0 && matches!(clause[i - 1], '模' | '虚' | '比' | '仿');
    words.iter().any(|w| clause.windows(w.len()).enumerate().any(|(i, c)| c == *w && !thing(i)))
}

/// One end of a span that is itself a span.
fn edge(text: String, last: bool) -> String {
    match text.split_once('/') {
        Some((a, b)) => if last { b } else { a }.to_owned(),
        None => text,
    }
}

/// The contract's form of a point whose year is known.
fn text(point: Point) -> Option<String> {
    let Year::Of(year) = point.year else { return None };
    let fiscal = if point.fiscal { "FY" } else { "" };
    let one = |n: u8| match point.grain {
        Grain::Year => format!("{fiscal}{year:04}"),
        Grain::Half => format!("{fiscal}{year:04}H{n}"),
        Grain::Quarter => format!("{fiscal}{year:04}Q{n}"),
        Grain::Month | Grain::Day => format!("{year:04}-{n:02}"),
    };
    if point.grain == Grain::Day {
        let date = Date::new(year, point.n as i8, point.day as i8).ok()?;
        return Some(date.to_string());
    }
    Some(if point.n == point.last { one(point.n) } else { format!("{}/{}", one(point.n), one(point.last)) })
}
