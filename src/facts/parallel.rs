//! Parallel lists: `2025-2027 年收入分别为 92.0/115.2/140.1 亿元，同比+28%/+25%/+22%`.
//!
//! Takes a sentence's quantities, periods and names; gives the year of each value of a list that has as many
//! values as its span has years (or as years are listed), the company of each where as many are listed, and
//! for each change of a second list the value that it changes. Refuses lists of another length: their values keep the whole span.

use super::sentence::Sentence;
use crate::lexicon::{Phrases, Wordlist};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Period, Quantity};

/// Characters of what one of a list is, before its name: 两家大陆上市晶圆代工厂商.
const TITLE: usize = 12;

/// Values of one unit with nothing but a mark between them, at least two: from and to (not included).
pub(super) fn runs(text: &str, all: &[&Quantity]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    for i in 1..=all.len() {
        // `3.42元/5.11元/6.77元/股`
        let bare = |q: &Quantity| q.unit.trim_end_matches("/share").to_owned();
        // `分别为58亿美元、240亿元`
        let money = |q: &Quantity| q.unit.len() == 3 && q.unit.bytes().all(|b| b.is_ascii_uppercase());
        let alike = |a: &Quantity, b: &Quantity| a.unit == b.unit || bare(a) == bare(b) || money(a) && money(b);
        let goes_on = i < all.len() && alike(all[i], all[i - 1]) && {
            let link = between(text, all[i - 1].span.end, all[i].span.start).trim();
            let link = behind_bracket(link, "%").trim_start_matches(['）', ')']);
            let link = link.trim_end_matches(['+', '＋', '-']).trim();
            matches!(link, "/" | "、" | "和" | "及" | "，" | "," | "~" | "→" | "|" | "／" | "，和" | "以及" | "与")
        };
        if !goes_on {
            if i - from >= 2 {
                out.push((from, i));
            }
            from = i;
        }
    }
    out
}

/// What a link says behind the bracket that it begins with, where that holds a mark: 、 of `（-50%）、`.
fn behind_bracket<'t>(link: &'t str, mark: &str) -> &'t str {
    let inside = link.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']));
    inside.filter(|(inside, _)| inside.contains(mark)).map_or(link, |(_, behind)| behind)
}

/// The values of a sentence without the change that a bracket right behind one holds: `1.5亿元（-50%）、3.4亿元（-28%）`.
pub(super) fn without_asides<'q>(text: &str, all: &[&'q Quantity]) -> Vec<&'q Quantity> {
    let aside = |i: usize| {
        let (before, q) = (all.get(i.checked_sub(1)?)?, all[i]);
        let link = between(text, before.span.end, q.span.start).trim().strip_prefix(['（', '('])?;
        let says = ["", "+", "＋", "-", "同比", "同比+", "YoY", "YoY+", "yoy", "同比增长", "同比下降"].contains(&link);
        let closed = text[q.span.end..].starts_with(['）', ')']);
        (says && closed && q.unit == "%" && before.unit != "%").then_some(())
    };
    (0..all.len()).filter(|i| aside(*i).is_none()).map(|i| all[i]).collect()
}

/// The run of values, from and to, that holds the `i`-th quantity.
pub(super) fn run_of(text: &str, all: &[&Quantity], i: usize) -> Option<(usize, usize)> {
    runs(text, all).into_iter().find(|(from, to)| (*from..*to).contains(&i))
}

/// A quantity of a list over years: its start, its year, and where the years were named.
pub(super) type Listed = (usize, String, usize);

/// The period of each quantity that stands in a list over years, by the quantity's start. `carried`: where the
/// sentences begin whose span of years a list without its own one may go on with.
pub(super) fn periods(
    text: &str,
    sentence: &Sentence,
    carried: usize,
    all: &[&Quantity],
    named: &[Period],
    moves: &[&str],
) -> Vec<Listed> {
    let mut out = ends(text, sentence, all, named, moves);
    for (from, to) in runs(text, all) {
        let start = all[from].span.start;
        // 过去两年 is reckoned from the report's day, not over whole years
        let relative = |p: &Period| ["近", "过去", "未来", "最近"].iter().any(|w| p.span.of(text).starts_with(w));
        let inside = |p: &&Period| sentence.span.contains(p.span) && p.span.end <= start && !relative(p);
        let before: Vec<&Period> = named.iter().filter(inside).collect();
        // the last period before the list, or one with as many years in the same sentence
        let spans = before.iter().rev().filter_map(|p| years(p.period.as_deref()?));
        let exact = before.last().and_then(|p| slashed(text, p, to - from));
        let exact = exact.or_else(|| quarters(text, &before, to - from));
        // `2016、2019年` are the two that it names, not a span of as many years before
        let fits = exact.or_else(|| listed(text, &before, to - from));
        let fits = fits.or_else(|| spans.take(2).find(|y| y.len() == to - from));
        let mut named_at = before.last().map_or(sentence.span.start, |p| p.span.start);
        let long = |p: &&&Period| p.period.as_deref().is_some_and(|p| p.len() == 4 || p.contains(['/', 'Q', 'H']));
        let fits = fits.or_else(|| {
            let earlier = named.iter().rev().filter(|p| p.span.end <= sentence.span.start && p.span.start >= carried);
            let (at, years) = earlier.filter_map(|p| Some((p.span.start, years(p.period.as_deref()?)?))).next()?;
            named_at = at;
            (years.len() == to - from && !before.iter().any(|p| long(&p))).then_some(years)
        });
        for (q, year) in all[from..to].iter().zip(fits.unwrap_or_default()) {
            out.push((q.span.start, year, named_at));
        }
    }
    out.sort();
    out.dedup_by_key(|l| l.0);
    out
}

/// `2017-2022 年…从 12 亿元增长至 121 亿元`: the first amount is of the span's first year, the second of its last.
fn ends(text: &str, sentence: &Sentence, all: &[&Quantity], named: &[Period], moves: &[&str]) -> Vec<Listed> {
    let mut out = Vec::new();
    for pair in all.windows(2).filter(|p| p[0].unit == p[1].unit) {
        let lead = between(text, sentence.span.start, pair[0].span.start).trim_end();
        let link = between(text, pair[0].span.end, pair[1].span.start);
        let from = lead.ends_with(['从', '由', '自']);
        // 增长至, 扩张为, 提升到
        let bare = link.trim().trim_end_matches(['约', '近', '了', ' ']);
        let turns = moves.iter().any(|w| link.contains(w)) || link.contains(['升', '降', '增']);
        let to = bare.ends_with(['至', '到', '达']) || bare.ends_with('为') && turns;
        if !from || !to || !turns || link.chars().count() > 14 {
            continue;
        }
        let inside = |p: &&Period| sentence.span.contains(p.span) && p.span.end <= pair[1].span.start;
        let relative = |p: &Period| ["近", "过去"].iter().any(|w| p.span.of(text).starts_with(w));
        let last = named.iter().rev().find(inside).filter(|p| p.span.end <= pair[0].span.start && !relative(p));
        let Some((first, end)) = last.and_then(|p| p.period.as_deref()?.split_once('/')) else { continue };
        if let Some(p) = last.filter(|_| first.len() == 4 && end.len() == 4) {
            out.push((pair[0].span.start, first.to_owned(), p.span.start));
            out.push((pair[1].span.start, end.to_owned(), p.span.start));
        }
    }
    out
}

/// `2025/2027` → 2025, 2026, 2027; fiscal years and quarters of one year too.
fn years(period: &str) -> Option<Vec<String>> {
    let (a, b) = period.split_once('/')?;
    let fiscal = a.starts_with("FY") && b.starts_with("FY");
    let number = |t: &str| t.trim_start_matches("FY").parse::<i32>().ok().filter(|y| (1900..2200).contains(y));
    if let (Some(first), Some(last)) = (number(a), number(b)) {
        let mark = if fiscal { "FY" } else { "" };
        return (first < last && last - first < 12).then(|| (first..=last).map(|y| format!("{mark}{y}")).collect());
    }
    let quarter = |t: &str| Some((t.get(..4)?.parse::<i32>().ok()?, t.strip_prefix(t.get(..5)?)?.parse::<i32>().ok()?));
    let (first, last) = (a.contains('Q').then(|| quarter(a))??, b.contains('Q').then(|| quarter(b))??);
    let at = |(year, q): (i32, i32)| year * 4 + q - 1;
    let all = at(first)..=at(last);
    (all.clone().count() <= 12).then(|| all.map(|n| format!("{}Q{}", n.div_euclid(4), n.rem_euclid(4) + 1)).collect())
}

/// `2024、2025 年`, `2022年、2023年和2024年`: as many periods in a list as there are values.
fn listed(text: &str, before: &[&Period], count: usize) -> Option<Vec<String>> {
    // two neighbours that a mark joins were read as one span
    let each = |p: &Period| {
        let several = p.span.of(text).contains(['、', '和', '及', '/']);
        let all = p.period.as_deref().filter(|_| several).and_then(years);
        all.or_else(|| p.period.clone().map(|p| vec![p]))
    };
    let mut out: Vec<String> = Vec::new();
    let mut after: Option<&Period> = None;
    for p in before.iter().rev() {
        let link = after.map_or("、", |a| between(text, p.span.end, a.span.start)).trim_matches([' ', '年']);
        if out.len() >= count || !matches!(link, "/" | "、" | "和" | "及" | "，" | "与") {
            break;
        }
        out.splice(..0, each(p)?);
        after = Some(p);
    }
    (out.len() == count && count >= 2).then_some(out)
}

/// `去年四个季度利润分别为`: the quarters of a year, where there are four values.
fn quarters(text: &str, before: &[&Period], count: usize) -> Option<Vec<String>> {
    let year = before.iter().rev().find(|p| p.period.is_some())?;
    let rest = text[year.span.end..].trim_start_matches(['年', '的', ' ']);
    let all = ["四个季度", "4个季度", "各季度", "四个单季"].iter().any(|w| rest.starts_with(w));
    let all = all || year.span.of(text).ends_with("个季度");
    let year = year.period.as_deref().filter(|p| p.len() == 4 && all && count == 4)?;
    Some((1..=4).map(|n| format!("{year}Q{n}")).collect())
}

/// `2017/2018/2019/2020H1`, `2020/21/25年`: as many years or parts of years between bars as there are values, around the
/// last period before them.
fn slashed(text: &str, last: &Period, count: usize) -> Option<Vec<String>> {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '/' | 'H' | 'Q');
    let head = &text[..last.span.start];
    let start = head.trim_end_matches(part).len();
    let rest = &text[start..];
    let words = &rest[..rest.find(|c: char| !part(c)).unwrap_or(rest.len())];
    let all: Vec<&str> = words.split('/').collect();
    if count < 2 || all.len() != count {
        return None;
    }
    let century = all.first().and_then(|w| w.get(..2)).filter(|c| matches!(*c, "19" | "20"));
    let year = |w: &str| {
        let digits = w.find(|c: char| !c.is_ascii_digit()).unwrap_or(w.len());
        let (year, rest) = w.split_at(digits);
        let year = if year.len() == 2 { format!("{}{year}", century?) } else { year.to_owned() };
        let known = year.len() == 4 && year.parse::<i32>().is_ok_and(|y| (1990..2060).contains(&y));
        let of = matches!(rest, "" | "H1" | "H2" | "Q1" | "Q2" | "Q3" | "Q4");
        (known && of).then(|| format!("{year}{rest}"))
    };
    all.into_iter().map(year).collect()
}

/// `甲、乙和丙收入分别下降 3%、2%和 1%`: the company of each value, by the quantity's start, where as many
/// companies stand in a list before 分别, in the sentence or, where that names none, in the one before. What a name is
/// may stand before it (`甲及两家内地厂商乙、丙`).
pub(super) fn actors<'d>(
    text: &str,
    (earlier, sentence): (Option<&Sentence>, &Sentence),
    all: &[&Quantity],
    named: &'d [Mention],
    phrases: &Phrases,
) -> Vec<(usize, &'d Mention)> {
    let mut out = Vec::new();
    for (from, to) in runs(text, all) {
        let start = all[from].span.start;
        let mut before = firms(text, Span::new(sentence.span.start, start), named);
        let mut lead = before.last().map_or("", |m| between(text, m.span.end, start));
        if let Some(earlier) = earlier.filter(|_| before.is_empty()) {
            before = firms(text, earlier.span, named);
            lead = between(text, sentence.span.start, start);
            if before.len() != to - from {
                continue;
            }
        }
        let Some(first) = before.len().checked_sub(to - from) else { continue };
        let run = &before[first..];
        let joined = run.windows(2).all(|w| is_joined(text, (w[0], w[1]), phrases));
        let alone = first == 0
            || !between(text, before[first - 1].span.end, run[0].span.start).trim().starts_with(['、', '和']);
        let apart = lead.contains("分别") || lead.contains("依次");
        if joined && alone && apart {
            out.extend(all[from..to].iter().map(|q| q.span.start).zip(run.iter().copied()));
        }
    }
    out
}

/// The firms of the list that ends in the last one named within a span, in order; one alone is no list.
pub(super) fn list_of_firms<'d>(text: &str, within: Span, named: &'d [Mention], phrases: &Phrases) -> Vec<&'d Mention> {
    let all = firms(text, within, named);
    let joined = all.windows(2).rev().take_while(|w| is_joined(text, (w[0], w[1]), phrases)).count();
    all[all.len() - if joined == 0 { 0 } else { joined + 1 }..].to_vec()
}

/// Whether two firms stand beside each other in a list.
fn is_joined(text: &str, (one, next): (&Mention, &Mention), phrases: &Phrases) -> bool {
    let link = between(text, one.span.end, next.span.start).trim();
    // 制药 of `龙沙制药、`
    let link = &link[phrases.name_tails.opening(link).map_or(0, str::len)..];
    // `甲（600000 CH）、乙（601000 CH）`
    let link = behind_bracket(link, "").trim();
    let join = ["以及", "、", "和", "及", "与", "，", "/"].iter().find_map(|j| link.strip_prefix(j));
    join.is_some_and(|title| title.is_empty() || is_title(title, &phrases.firm_titles))
}

/// The firms named within a span.
fn firms<'d>(text: &str, within: Span, named: &'d [Mention]) -> Vec<&'d Mention> {
    let firm = |m: &&Mention| {
        matches!(m.kind, MentionKind::Company | MentionKind::Organisation)
            && m.span.end <= within.end
            && !text[m.span.end..].starts_with("事件")
    };
    let from = named.partition_point(|m| m.span.start < within.start);
    named[from..].iter().take_while(|m| m.span.start < within.end).filter(firm).collect()
}

/// `两家内地厂商`, `印度的`: whether words before a name say but what or whence it is.
fn is_title(words: &str, titles: &Wordlist) -> bool {
    (titles.closing(words).is_some() || words.ends_with('的'))
        && words.chars().count() <= TITLE
        && words.chars().all(char::is_alphabetic)
}

/// `甲、乙和丙收入分别为`: as many things as the list behind has values, each with its place. `from..end`: the clause
/// up to the list's links; the last thing holds the noun that all share. `None` where their number differs.
pub(super) fn items(text: &str, from: usize, end: usize, count: usize) -> Option<Vec<Span>> {
    let words = between(text, from, end).trim_end_matches(['，', ',', ' ', '则']);
    let start = words
        .rfind(['，', ',', '：', ':', '；', '。', '（', '('])
        .map_or(0, |i| i + words[i..].chars().next().map_or(0, char::len_utf8));
    let split = |marks: &[&str]| {
        let mut out = Vec::new();
        let mut at = start;
        let mut rest = &words[start..];
        while let Some((i, mark)) = marks.iter().filter_map(|m| rest.find(m).map(|i| (i, *m))).min() {
            out.push((at, at + i));
            at += i + mark.len();
            rest = &words[at..];
        }
        out.push((at, words.len()));
        out
    };
    let fits =
        [&["、", "/"][..], &["、", "/", "以及", "和", "与", "及"]].into_iter().map(split).find(|s| s.len() == count)?;
    let mut spans: Vec<Span> = fits.into_iter().map(|(a, b)| Span::new(from + a, from + b)).collect();
    if let Some(first) = spans.first_mut() {
        let lead = first.of(text);
        let verbs = ["是", "为", "包括", "其中", "分别", "的"];
        let cut = verbs.iter().filter_map(|v| lead.rfind(v).map(|i| i + v.len())).max().unwrap_or(0);
        first.start += cut;
    }
    spans.iter().all(|s| (2..=16).contains(&s.of(text).trim().chars().count())).then_some(spans)
}

/// For each quantity of a list of changes right behind a list of as many values, the value's index.
pub(super) fn changed(text: &str, all: &[&Quantity]) -> Vec<Option<usize>> {
    let mut out = vec![None; all.len()];
    for pair in runs(text, all).windows(2) {
        let [(a, b), (c, d)] = [pair[0], pair[1]];
        let link = between(text, all[b - 1].span.end, all[c].span.start);
        let moves = ["同比", "环比", "增长", "增速", "增幅", "下降", "上涨", "下跌", "YoY", "yoy", "+", "（", "("]
            .iter()
            .any(|w| link.contains(w));
        // `至6.8/10.1亿元，归母净利同比增长27%/48%` changes another; a compound growth is no change of the value before it
        let other = ["净利", "利润", "营收", "收入", "毛利", "销量", "复合", "CAGR"].iter().any(|w| link.contains(w));
        let moves = moves && !other;
        // `费用率分别为14%/7%，同比变动分别为1.2/-0.4pct`
        let steps = all[c].unit == "pp" && all[a].unit == "%" && link.contains("同比");
        let steps = steps || all[c].unit == "%" && all[a].unit != "%";
        if b == c && b - a == d - c && steps && moves && link.chars().count() <= 16 {
            for (slot, value) in out[c..d].iter_mut().zip(a..b) {
                *slot = Some(value);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn spans_become_their_years() {
        assert_eq!(years("2025/2027").unwrap_or_default(), ["2025", "2026", "2027"]);
        assert_eq!(years("FY2026/FY2027").unwrap_or_default(), ["FY2026", "FY2027"]);
        assert_eq!(years("2024Q4/2025Q1").unwrap_or_default(), ["2024Q4", "2025Q1"]);
        assert_eq!(years("2025"), None);
        assert_eq!(years("2020-01/2020-03"), None);
    }
}
