//! `capacity`, of which of several or of what: the heads of a list of plants, the product whose capacity grows.
//!
//! reads: `8英寸晶圆厂共建34座、在建5座、规划11座，产能分别…` (each capacity is of its own head), `扩充光模块产能80万只`,
//! `扩大先进制程产能，每月产能将增加…`, `总化学合成能力`, `2023年芜湖将释放产能3万吨`. gives: the object of a capacity,
//! whether its plants stand. does not match: 公司产能, 生产能力 alone, lists of another length.

use super::page::Page;
use super::parallel;
use super::plant;
use super::sentence::Sentence;
use super::statement::Statement;
use crate::span::between;
use crate::tag::Quantity;

/// Characters of a product's name.
const NAME: std::ops::RangeInclusive<usize> = 2..=12;

/// Characters of a place's name.
const PLACE: std::ops::RangeInclusive<usize> = 2..=4;

/// The head of a capacity in a list of as many capacities as kinds of plants were counted before, and whether these
/// stand: `8英寸晶圆厂 在建`.
pub(super) fn head(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<(String, bool)> {
    let at = s.quantity.span.start;
    let plants = plant::counted(page, sentence, at)?;
    let all: Vec<&Quantity> = page.quantities_in(sentence.span).collect();
    let i = all.iter().position(|q| q.span == s.quantity.span)?;
    let (from, to) = parallel::run_of(page.text, &all, i)?;
    let first = from.checked_sub(to - from)?;
    let same = |q: &&Quantity| matches!(q.unit.as_str(), "座" | "条" | "家" | "个");
    let counts = &all[first..from];
    if !counts.iter().all(same) || first.checked_sub(1).is_some_and(|b| same(&all[b])) {
        return None;
    }
    let k = first + i - from;
    let start = k.checked_sub(1).map_or(sentence.span.start, |b| all[b].span.end).max(sentence.span.start);
    let words = between(page.text, start, all[k].span.start);
    let words = words.find('厂').map_or(words, |at| &words[at + '厂'.len_utf8()..]);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let stands = ["共建", "已建", "现有", "共有", "建成"].iter().any(|w| words.contains(w));
    (2..=10).contains(&words.chars().count()).then(|| (format!("{plants} {words}"), stands))
}

/// What a capacity makes, or where, by the words before its number, else by those of the clause before.
pub(super) fn product<'d>(page: &Page<'d>, sentence: &Sentence, s: &Statement<'_>) -> Option<&'d str> {
    let lead: &'d str = between(page.text, s.clause.start, s.quantity.span.start);
    let lead = lead.trim_end_matches(['约', '近', '：', ':', ' ', '为', '达', '可', '将']);
    if let Some(stem) = lead.strip_suffix("能力") {
        let stem = stem.rsplit(['总', '的', '，', '、']).next()?;
        let stem = stem.strip_suffix("生产").unwrap_or(stem);
        let bare = ["加工", "处理", "发酵", "合成", "供应", "制造", "计算", "公司"].contains(&stem);
        return (!bare && NAME.contains(&stem.chars().count())).then_some(stem);
    }
    if let Some(place) = freed(page, s, lead) {
        return Some(place);
    }
    if let Some(product) = lead.strip_suffix("产能").and_then(widened) {
        return Some(product);
    }
    // `扩大先进制程产能，每月产能将增加30万片，达220万片`
    let opens = lead.trim_start().chars().take(6).collect::<String>();
    let goes_on =
        lead.trim().is_empty() || ["产能", "每月", "单月", "月产能", "达", "预计"].iter().any(|w| opens.starts_with(w));
    let before = sentence.before(s.clause.start).take(3);
    before.filter(|_| goes_on).find_map(|c| {
        let words: &'d str = c.of(page.text);
        let end = words.rfind("产能")?;
        let counted = page.quantities_in(*c).any(|q| q.unit == s.quantity.unit);
        widened(&words[..end]).filter(|_| !counted)
    })
}

/// The product behind a verb that widens its capacity or has it: 100G光模块 of `用于扩充100G光模块`, `具备甲粉产能`.
fn widened(head: &str) -> Option<&str> {
    let verbs =
        ["扩充", "扩大", "扩张", "扩建", "新增", "提升", "增加", "具备", "形成", "建成", "建有", "拥有", "具有"];
    let at = verbs.iter().filter_map(|v| head.rfind(v).map(|i| i + v.len())).max()?;
    let noun = head[at..].trim();
    let plain = noun.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let none = [
        "公司",
        "其",
        "现有",
        "自身",
        "总",
        "整体",
        "生产",
        "有效",
        "了",
        "的",
        "投入",
        "对",
        "先进的",
        "年",
        "自主",
        "完整",
        "较",
        "一定",
        "规模",
    ];
    let amount = noun.ends_with(['吨', '片', '台', '只', '套', '个', '升', '瓦', '年', '月']);
    (plain && !amount && NAME.contains(&noun.chars().count()) && !none.iter().any(|w| noun.starts_with(w)))
        .then_some(noun)
}

/// The place whose plant is to give a capacity: 芜湖 of `2023年芜湖将释放产能`.
fn freed<'d>(page: &Page<'d>, s: &Statement<'_>, lead: &'d str) -> Option<&'d str> {
    let head = ["释放产能", "释放"].iter().find_map(|w| lead.strip_suffix(w))?;
    let end = s.clause.start + head.len();
    let dated = page.periods.iter().rfind(|p| p.span.start >= s.clause.start && p.span.end <= end)?;
    let place: &'d str = between(page.text, dated.span.end, end);
    let place = place.trim().trim_end_matches(['将', '可']).trim_end_matches("预计");
    let none = ["公司", "我们", "逐步", "陆续", "开始", "全部", "新增", "完全", "有望", "全国"];
    let name = place.chars().all(crate::lexicon::is_han) && !none.iter().any(|w| place.contains(w));
    (name && PLACE.contains(&place.chars().count()) && !page.is_named_at(dated.span.end)).then_some(place)
}
