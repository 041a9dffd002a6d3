//! Which part of a front page is the report's main title.
//!
//! Takes the parts in reading order, gives at most one of page one. The largest words that read
//! like a sentence win; a company's name with its code, an industry, a house, a date, a rating or
//! an author is none. Where all type is of one size, the last short line above the first summary
//! heading is it.

use super::part::{Body, Part};

/// What a title is worth in points of type: a sentence's marks, and a sentence's length.
const SENTENCE: f32 = 4.0;
const LENGTH: f32 = 2.0;
/// Labels that head a front page's summary.
const SUMMARY: [&str; 14] = [
    "投资要点",
    "核心观点",
    "本周观点",
    "投资逻辑",
    "要点",
    "事件",
    "摘要",
    "报告摘要",
    "主要观点",
    "投资摘要",
    "内容摘要",
    "观点",
    "本期内容提要",
    "报告要点",
];

/// The index of the part that is the title.
pub(super) fn find(parts: &[Part], body: f32) -> Option<usize> {
    let front: Vec<(usize, String, f32, bool)> = parts
        .iter()
        .enumerate()
        .take_while(|(_, p)| p.page == 1)
        .filter_map(|(i, p)| match &p.body {
            Body::Text(d) if d.lines.len() <= 4 => Some((i, d.words(), d.size(), d.aside)),
            _ => None,
        })
        .collect();
    let mut best: Option<(f32, usize)> = None;
    for (i, text, size, aside) in &front {
        if *size < 1.1 * body || is_label(text) || is_subtitle(text) {
            continue;
        }
        let worth = worth(text, *size) - if *aside { 5.0 } else { 0.0 };
        if best.is_none_or(|(w, _)| worth > w + 0.2) {
            best = Some((worth, *i));
        }
    }
    let large = best.filter(|(worth, _)| *worth > 1.1 * body + 1.0).map(|(_, i)| i);
    large
        .or_else(|| front.iter().find(|(_, text, size, _)| *size > 1.2 * body && is_subtitle(text)).map(|f| f.0))
        .or_else(|| above_summary(&front))
}

fn worth(text: &str, size: f32) -> f32 {
    let count = text.chars().filter(|c| c.is_alphanumeric()).count();
    let marks =
        text.contains(['，', '：', '；', '、', '！', '？', ',', '—', '“', ':', '《']) || text.trim().contains(' ');
    let industry = count <= 10 && (text.ends_with("行业") || text.ends_with("研究") || !marks);
    size + if marks { SENTENCE } else { 0.0 } + if count >= 9 { LENGTH } else { 0.0 } - if industry { 2.0 } else { 0.0 }
}

fn above_summary(front: &[(usize, String, f32, bool)]) -> Option<usize> {
    let at = front.iter().position(|(_, text, ..)| SUMMARY.contains(&bare(text).as_str()))?;
    front[..at]
        .iter()
        .rev()
        .find(|(_, text, ..)| !is_label(text) && (5..=40).contains(&bare(text).chars().count()))
        .map(|f| f.0)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '：' | ':' | '●' | '■' | '◼')).collect()
}

/// `——某某系列之三`: stands under the title.
pub(super) fn is_subtitle(text: &str) -> bool {
    text.trim_start().starts_with(['—', '–', '-', '－'])
}

/// Lines of a front page that are never a title.
fn is_label(text: &str) -> bool {
    const WORDS: [&str; 26] = [
        "证券研究报告",
        "研究报告",
        "有限公司",
        "有限责任公司",
        "证券股份",
        "公司研究",
        "行业研究",
        "深度报告",
        "点评报告",
        "研究所",
        "首次覆盖",
        "www.",
        "分析师",
        "研究助理",
        "联系人",
        "执业",
        "研究员",
        "行业周报",
        "行业深度",
        "公司深度",
        "公司点评",
        "行业点评",
        "评级",
        "日期",
        "专题研究",
        "动态研究",
    ];
    let bare = bare(text);
    let count = bare.chars().filter(|c| c.is_alphanumeric()).count();
    if !(4..=60).contains(&count) || bare.contains('@') || text.contains('。') {
        return true;
    }
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let code = digits >= 5 && count < 22 && bare.contains(['(', '（', '.', '|', '-']) && !bare.contains(['，', '：']);
    let date = digits >= 5 && bare.contains('年') && bare.contains('月') && count < 14;
    let rating = ["买入", "增持", "推荐", "中性", "看好", "强于大市", "优于大市"].iter().any(|r| bare.starts_with(r))
        && count <= 12;
    let summary = SUMMARY.iter().any(|s| bare == *s || bare.starts_with(s) && count <= 6) || bare.ends_with("目录");
    let word = count <= 18 && !bare.contains(['，', '！', '？']) && WORDS.iter().any(|w| bare.contains(w));
    let house = bare.starts_with("证券研究报告") || digits >= 10 && count < 40;
    code || house || date || rating || summary || word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_titles() {
        for text in
            ["证券研究报告", "云帆科技（688999.SH）", "2025年3月4日", "买入（维持）", "投资要点：", "分析师：张三"]
        {
            assert!(is_label(text), "{text}");
        }
        for text in ["算力需求超预期，国产芯片迎来拐点", "开启新增长极", "1Q25业绩点评：盈利承压，静待改善"]
        {
            assert!(!is_label(text), "{text}");
        }
    }
}
