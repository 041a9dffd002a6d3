//! What a line's words tell of its part on the page: captions, sources, list marks, headings.
//!
//! Pure look at the text; geometry is judged elsewhere. Conventions are those of brokers'
//! templates as seen in the sample corpus.

/// `图表 12：…` taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaptionWords<'t> {
    pub(super) label: &'t str,
    pub(super) number: &'t str,
    pub(super) words: &'t str,
}

const LABELS: [&str; 14] = [
    "图表目录",
    "附图表",
    "图表",
    "附图",
    "附表",
    "表格",
    "图",
    "表",
    "Figure",
    "Exhibit",
    "Table",
    "Chart",
    "FIGURE",
    "EXHIBIT",
];

/// Reads a caption's label and number; `None` where the line is none.
pub(super) fn caption(line: &str) -> Option<CaptionWords<'_>> {
    let line = line.trim_start_matches(['●', '▌', '■', '【', '[', ' ']);
    let label = LABELS.iter().find(|l| line.starts_with(**l))?;
    if *label == "图表目录" {
        return None;
    }
    let rest = line[label.len()..].trim_start();
    let digits = rest.find(|c: char| !(c.is_ascii_digit() || "-—.".contains(c))).unwrap_or(rest.len());
    let mut number = &rest[..digits];
    if number.is_empty() {
        let han = rest.find(|c: char| !"一二三四五六七八九十".contains(c)).unwrap_or(rest.len());
        number = &rest[..han];
    }
    let cut = number.trim_end_matches(['.', '-', '—']);
    let after = &rest[cut.len()..];
    number = cut;
    if !number.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)) || number.len() > 9
    {
        return None;
    }
    let words = after.trim_start_matches(['】', ']']);
    let marked = words.trim_start().starts_with([':', '：', '.', '、', '．', '|', '│', '-', '—']);
    let spaced = words.starts_with(' ');
    let words = words.trim_start_matches([' ', ':', '：', '.', '、', '．', '|', '│', '-', '—']);
    if marked {
        return (!words.is_empty()).then_some(CaptionWords { label, number, words });
    }
    // without a mark, `图 3 显示…` is a sentence: a caption has no full stop, and goes on at once; a comma stands
    // in a short one alone, which fills no line of text
    let count = line.chars().count();
    let sentence = words.contains(['。', '；'])
        || words.contains('，') && (count > SHORT || words.ends_with('，'))
        || VERBS.iter().any(|v| words.starts_with(v));
    let glued = words.starts_with('《') || words.starts_with(super::repair::is_wide) && count <= SHORT;
    let short = !words.is_empty() && words.chars().count() < 60;
    ((spaced || glued && !words.contains('，')) && !sentence && short).then_some(CaptionWords { label, number, words })
}

/// Characters that a caption without a mark may have where its words could also be a sentence's.
const SHORT: usize = 34;

/// A caption, or its label and number alone (`图表 12`), whose words stand apart behind it.
pub(super) fn is_captioned(text: &str) -> bool {
    let label = || LABELS.iter().find_map(|l| text.trim().strip_prefix(l)).unwrap_or_default().trim();
    let number = |n: &str| {
        n.starts_with(|c: char| c.is_ascii_digit()) && n.chars().all(|c| c.is_ascii_digit() || "-.:：".contains(c))
    };
    caption(text).is_some() || number(label()) && label().len() <= 8
}

/// A caption's label without its number (`图表`).
pub(super) fn is_label(text: &str) -> bool {
    LABELS.contains(&text.trim())
}

/// What goes on a sentence after `图 3`; `可比公司…` and `中国…` open captions.
const VERBS: [&str; 27] = [
    "显示",
    "所示",
    "为",
    "中的",
    "中可",
    "中，",
    "可见",
    "可以",
    "可知",
    "是",
    "给出",
    "展示",
    "列",
    "的",
    "和图",
    "和表",
    "至",
    "说明",
    "反映",
    "表明",
    "对比了",
    "来自",
    "示",
    "及",
    "我们",
    "则",
    "与图",
];

/// The words of a source line; `None` where the line is none.
pub(super) fn source(line: &str) -> Option<&str> {
    const HEADS: [&str; 9] =
        ["资料来源", "数据来源", "图片来源", "信息来源", "来源", "资料源", "Source", "SOURCE", "source"];
    let line = line.trim_start_matches([' ', '●', '*', '（', '(']);
    let head = HEADS.iter().find(|h| line.starts_with(**h))?;
    let rest = line[head.len()..].trim_start();
    let rest = rest.strip_prefix("于").map_or(rest, |_| "");
    rest.strip_prefix([':', '：']).map(str::trim).or_else(|| bare_source(head, rest))
}

/// `数据来源Wind，某证券研究所`: a source whose colon was left out begins with a vendor's Latin name and ends with a house.
fn bare_source<'t>(head: &str, rest: &'t str) -> Option<&'t str> {
    const ENDS: [&str; 6] = ["研究所", "研究院", "研究中心", "研究", "证券", "整理"];
    let vendor = head.chars().count() == 4 && rest.starts_with(|c: char| c.is_ascii_uppercase() || c == 'i');
    let house = ENDS.iter().any(|e| rest.ends_with(e)) || rest.is_ascii();
    (vendor && house && !rest.contains(['。', '；'])).then_some(rest)
}

/// A note under a figure (`注：…`).
pub(super) fn is_note(line: &str) -> bool {
    ["注：", "注:", "备注：", "备注:", "说明：", "Note:", "Note："].iter().any(|h| line.starts_with(h))
        || (line.starts_with('注')
            && line[3..].trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['：', ':']))
}

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// A bullet: `●` `■` `➢` `-`.
    Bullet,
    /// `1）` `（1）` `①` `1.` `1、` inside running text.
    Point,
    /// `一、` `（一）` `1.1` `1.` at a heading's place; the level counts from 1.
    Numbered(u8),
    /// Anything else.
    Plain,
}

/// Judges the first characters of a line.
pub(super) fn opening(line: &str) -> Opening {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return Opening::Plain };
    if "●■◆▶►➢➤⚫•·▪□○◼◇★☆✓✔√※❖❑▲△▼◎⚪♦".contains(first) {
        return Opening::Bullet;
    }
    if "-–—*".contains(first) && chars.next() == Some(' ') {
        return Opening::Bullet;
    }
    if ('①'..='⑳').contains(&first) || ('⑴'..='⒇').contains(&first) || ('❶'..='❿').contains(&first) {
        return Opening::Point;
    }
    let han = "一二三四五六七八九十";
    if han.contains(first) {
        let rest = line.trim_start_matches(|c| han.contains(c));
        return if rest.starts_with(['、', '.', '．']) { Opening::Numbered(1) } else { Opening::Plain };
    }
    if first == '第' {
        let rest = line[3..].trim_start_matches(|c: char| han.contains(c) || c.is_ascii_digit());
        return if rest.len() < line.len() - 3 && rest.starts_with(['章', '部']) {
            Opening::Numbered(1)
        } else {
            Opening::Plain
        };
    }
    if first == '（' || first == '(' {
        let inner = &line[first.len_utf8()..];
        let rest = inner.trim_start_matches(|c: char| han.contains(c));
        if rest.len() < inner.len() && rest.starts_with(['）', ')']) {
            return Opening::Numbered(2);
        }
        let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit());
        let short = (1..=2).contains(&(inner.len() - rest.len()));
        return if short && rest.starts_with(['）', ')']) { Opening::Point } else { Opening::Plain };
    }
    if first.is_ascii_digit() { arabic(line) } else { Opening::Plain }
}

fn arabic(line: &str) -> Opening {
    let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    if digits > 2 {
        return Opening::Plain;
    }
    let rest = &line[digits..];
    if rest.starts_with(['）', ')', '、']) {
        return Opening::Point;
    }
    let mut level = 1u8;
    let mut tail = rest;
    while let Some(t) = tail.strip_prefix(['.', '．']) {
        let d = t.find(|c: char| !c.is_ascii_digit()).unwrap_or(t.len());
        if d == 0 {
            // `1. 标题`: a mark without a further number
            return if t.starts_with(|c: char| c.is_ascii_digit() || c == '%') {
                Opening::Plain
            } else {
                Opening::Numbered(level)
            };
        }
        if d > 2 {
            return Opening::Plain;
        }
        level += 1;
        tail = &t[d..];
    }
    // `1.2 标题` is a heading, `1.2 亿元` and `3.5%` are numbers
    let word = tail.trim_start();
    let unit = [
        "亿", "万", "%", "倍", "元", "个", "pct", "pp", "GW", "MW", "月", "年", "-", "~", "—", "/", "x", "X", "寸",
        "英",
    ];
    let heading = level > 1 && !word.is_empty() && !unit.iter().any(|u| word.starts_with(u));
    if heading && !word.starts_with(|c: char| c.is_ascii_digit()) { Opening::Numbered(level) } else { Opening::Plain }
}

/// Whether a text ends a sentence.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '）', ')', '」', '』', ' ']).ends_with(['。', '！', '？', '；', '!', '?', ';'])
}

/// Whether a line breaks off inside a date or a percentage that the next one goes on with: `2026 年 2` over `月 14 日`.
pub(super) fn is_broken(above: &str, below: &str) -> bool {
    let above: String = above.chars().rev().filter(|c| !c.is_whitespace()).take(8).collect();
    let below: String = below.chars().filter(|c| !c.is_whitespace()).take(6).collect();
    let count = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    // `above` is written backwards
    let (last, next) = (count(&above), count(&below));
    let (before, behind) = (above[last..].chars().next(), below[next..].chars().next());
    let short = (1..=2).contains(&last);
    match below.chars().next() {
        Some('月') => short && before == Some('年'),
        Some('日') => short && before == Some('月'),
        Some('%' | '％') => last > 0,
        Some('0'..='9') if last == 0 && (1..=2).contains(&next) => match (before, behind) {
            (Some('年'), Some('月')) => count(&above['年'.len_utf8()..]) >= 2,
            (Some('月'), Some('日')) => (1..=2).contains(&count(&above['月'.len_utf8()..])),
            _ => false,
        },
        _ => false,
    }
}

/// A contents line: leaders or a tab, then a page number.
pub(super) fn is_contents(line: &str) -> bool {
    let body = line.trim_end();
    // a page's number between dashes: `风险提示 ........ - 22 -`
    let framed = body.strip_suffix(['-', '—']).map(str::trim_end).filter(|b| b.ends_with(|c: char| c.is_ascii_digit()));
    let body = framed.unwrap_or(body);
    let digits = body.len() - body.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 3 {
        return dots(body) >= 6;
    }
    dots(&body[..body.len() - digits]) >= 4
}

fn dots(text: &str) -> usize {
    let tail = text.trim_end();
    tail.chars()
        .rev()
        .take_while(|c| "….·.．‥ -—_".contains(*c))
        .map(|c| if c == '…' { 3 } else { usize::from(c != ' ') })
        .sum()
}

/// `[Table_Main]`, `[Table_Summary]`, `＃title＃`, `$$Start$$`: a template's tag. Gives the text
/// without it, and the tag's words where they count as hidden text.
pub(super) fn strip_tags(text: &str) -> Option<String> {
    let mut out = text.to_owned();
    while let Some(start) = out.find("[Table_").or_else(|| out.find("[table_")).or_else(|| out.find("[TABLE_")) {
        let end = out[start..].find(']').map_or(out.len(), |e| start + e + 1);
        out.replace_range(start..end, "");
    }
    (out.len() != text.len()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_captions_and_leaves_sentences() {
        let c = caption("图表 12：全球算力投资（亿美元）").expect("a caption");
        assert_eq!((c.label, c.number, c.words), ("图表", "12", "全球算力投资（亿美元）"));
        assert_eq!(caption("表3 可比公司估值").expect("a caption").number, "3");
        assert_eq!(caption("图 5 中国数据中心规模").expect("a caption").number, "5");
        assert_eq!(caption("图 2-1：产业链").expect("a caption").number, "2-1");
        assert_eq!(caption("图 3 显示，公司收入增长。"), None);
        assert_eq!(caption("表现优于大盘"), None);
        assert_eq!(caption("图书出版业务"), None);
    }

    #[test]
    fn reads_sources() {
        assert_eq!(source("资料来源：Wind，某证券研究所"), Some("Wind，某证券研究所"));
        assert_eq!(source("数据来源Wind，公司公告，某证券研究所"), Some("Wind，公司公告，某证券研究所"));
        assert_eq!(source("数据来源 iFinD"), Some("iFinD"));
        assert_eq!(source("数据来源IDC，与上述口径一致"), None);
        assert_eq!(source("来源于海外的收入"), None);
        assert_eq!(source("来源广泛"), None);
    }

    #[test]
    fn tells_openings_apart() {
        assert_eq!(opening("一、行业观点"), Opening::Numbered(1));
        assert_eq!(opening("（二）风险提示"), Opening::Numbered(2));
        assert_eq!(opening("1.2 盈利预测"), Opening::Numbered(2));
        assert_eq!(opening("1.2 亿元"), Opening::Plain);
        assert_eq!(opening("1）短期"), Opening::Point);
        assert_eq!(opening("2025 年"), Opening::Plain);
        assert_eq!(opening("3.5%的增速"), Opening::Plain);
        assert_eq!(opening("一季度"), Opening::Plain);
    }

    #[test]
    fn knows_dates_and_percentages_that_a_line_breaks() {
        for (above, below) in [
            ("定于 2026 年 2", "月 14 日发布"),
            ("3 月 1", "日起"),
            ("增长 12", "%，"),
            ("2026 年", "3 月"),
            ("3 月", "5 日，"),
        ] {
            assert!(is_broken(above, below), "{above} | {below}");
        }
        for (above, below) in [
            ("图 2", "月度出货量"),
            ("表 2025", "年报点评"),
            ("第 3", "日本市场"),
            ("去年", "3 月"),
            ("每月", "5 日均线"),
            ("共", ""),
        ] {
            assert!(!is_broken(above, below), "{above} | {below}");
        }
    }

    #[test]
    fn knows_contents_lines() {
        assert!(is_contents("1. 行业概况 ........................ 5"));
        assert!(is_contents("图表 3：资本开支………………12"));
        assert!(is_contents("风险提示 ................ - 22 -"));
        assert!(!is_contents("同比 -12 -"));
        assert!(!is_contents("收入 1.2 亿元，同比 12"));
    }
}
