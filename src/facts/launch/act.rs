//! The act of launching in a clause, and what its clause says of it.
//!
//! reads: the verbs of `launches`, joined ones as one (上线并开源). gives: its place. refuses: parts of other words (线上线下,
//! 上市公司), what stands in a title, what is denied, put off or but supposed, shares that are listed.

use super::licence;
use super::thing::stripped;
use crate::facts::page::{Page, is_firm};
use crate::facts::sentence::Sentence;
use crate::facts::supposed;
use crate::span::{Span, between};
use crate::tag::Period;

/// Characters of whom a licence is from.
const BY: usize = 24;

/// A launch in its clause.
pub(super) struct Act {
    pub(super) clause: Span,
    pub(super) span: Span,
    pub(super) word: &'static str,
    /// Whether it is but added to the one before, whose things are its own: 开源 of `推出甲并开源`.
    pub(super) is_joined: bool,
    /// What its paper is of, where that stands within: `获得甲片注册证书`.
    pub(super) licensed: Vec<Span>,
}

impl Act {
    /// Whether what is launched may stand behind it.
    pub(super) fn takes_an_object(&self) -> bool {
        const WITHOUT: [&str; 27] = [
            "首发量产",
            "现身",
            "登场",
            "揭开面纱",
            "开放服务",
            "开启公测",
            "全量开放",
            "正式可用",
            "开放使用",
            "开卖",
            "见面",
            "登陆",
            "开放下载",
            "亮相",
            "问世",
            "面世",
            "开售",
            "公测",
            "商用",
            "开放预览",
            "开放权重",
            "量产出货",
            "开始交付",
            "定档",
            "开启预售",
            "预售",
            "首销",
        ];
        !WITHOUT.contains(&self.word) && !self.is_for_sale()
    }

    /// Whether the verb has other things too, so that only what has a name of its own is launched by it: 拿出方案.
    pub(super) fn is_loose(&self) -> bool {
        matches!(self.word, "拿出" | "端出" | "祭出" | "现身" | "登场" | "上架" | "见面" | "登陆" | "首秀" | "揭晓")
    }

    /// Whether an authority lets it be sold: 获批上市, 获得注册证.
    pub(super) fn is_for_sale(&self) -> bool {
        matches!(self.word, "获准上市" | "批准上市" | "获批上市" | "上市销售") || is_licence(self.word)
    }

    /// Whether the title of a work is what is launched: games, films, books.
    pub(super) fn takes_titles(&self) -> bool {
        matches!(self.word, "上线" | "公测" | "定档" | "首发" | "开售" | "发售")
    }

    /// Whether an authority does it.
    pub(super) fn is_approval(&self) -> bool {
        matches!(self.word, "批准" | "获批")
    }
}

/// The acts of a clause that are done or planned, in order.
pub(super) fn acts(page: &Page<'_>, sentence: &Sentence, clause: Span) -> Vec<Act> {
    let phrases = &page.lexicon.phrases;
    let words = clause.of(page.text);
    let mut out: Vec<Act> = Vec::new();
    for (i, word) in phrases.launches.places(words) {
        let span = Span::new(clause.start + i, clause.start + i + word.len());
        if out.last().is_some_and(|a| span.start < a.span.end) {
            continue;
        }
        let rest = words[i + word.len()..].trim_start();
        if is_licence(word) {
            licensed(page, clause, (i, word), &mut out);
            continue;
        }
        // `在2019年获批后`
        let dated = word == "获批" && rest.trim_end_matches(['，', '。', ' ']) == "后";
        let dated = dated || since(page, clause, (span, word));
        let (lead, noun) = (&words[..i], phrases.launch_tails.opening(rest).is_some() && !dated);
        if noun
            || is_time_since(rest)
            || lead.trim_end().ends_with('的')
            || is_part(word, lead)
            || is_quoted(lead, rest)
        {
            continue;
        }
        let joined = ["", "并", "及", "和", "与", "、", "且", "并正式", "并全面", "并同步", "并宣布"];
        if let Some(last) = out.last_mut()
            && joined.contains(&between(page.text, last.span.end, span.start).trim())
        {
            let licensed = std::mem::take(&mut last.licensed);
            let span = Span::new(last.span.start, span.end);
            *last = Act { clause, span, word, is_joined: last.is_joined, licensed };
            continue;
        }
        let free = !rest.starts_with(|c: char| c.is_alphanumeric());
        let is_joined = free && lead.ends_with('并') && out.last().is_some_and(Act::takes_an_object);
        out.push(Act { clause, span, word, is_joined, licensed: Vec::new() });
    }
    // `定档5月28日上线` is one
    let last = out.len().saturating_sub(1);
    let mut index = 0..;
    out.retain(|a| index.next() == Some(last) || a.word != "定档");
    out.retain(|a| !is_denied(page, sentence, a) && !is_of_shares(page, a));
    out
}

/// Whether a word is of the paper by which a thing may be sold, which somebody gets: 注册证.
fn is_licence(word: &str) -> bool {
    ["认证", "注册证", "证书", "批件", "上市许可", "紧急使用授权", "紧急使用认可"].iter().any(|w| word.ends_with(w))
}

/// `甲于3月获得某局批复的注册证`: the getting of a licence is an act from its verb on; `120张注册证` are of no one thing.
fn licensed(page: &Page<'_>, clause: Span, (at, word): (usize, &'static str), out: &mut Vec<Act>) {
    let words = clause.of(page.text);
    let verbs =
        ["获得", "取得", "拿到", "获颁", "获"].iter().filter_map(|v| words[..at].rfind(v).map(|i| (i, i + v.len())));
    let Some((verb, end)) = verbs.max() else { return };
    let by = &words[verb..at];
    let things = licence::within(page, Span::new(clause.start + end, clause.start + at));
    let other = by.chars().count() > BY
        || by.contains(|c: char| c.is_ascii_digit())
        || by.contains(['，', '、', '多', '等'])
        || by.contains("临床");
    if things.is_empty() && other {
        return;
    }
    // `获得国家局批准的注册证` is one
    out.retain(|a| a.span.end <= clause.start + verb);
    let span = Span::new(clause.start + verb, clause.start + at + word.len());
    out.push(Act { clause, span, word, is_joined: false, licensed: things });
}

/// `上线百日内`, `发布3个月后`: whether how long since then follows, so that the act is told of as past.
fn is_time_since(rest: &str) -> bool {
    let count =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一两三四五六七八九十百半数近不到仅".contains(c));
    let units = ["天", "周", "日内", "日后", "个月", "年内", "年后", "小时", "余天", "多天", "年多"];
    count.len() < rest.len() && units.iter().any(|u| count.starts_with(u)) && !count.starts_with("周年")
}

/// Whether the end of one word and the beginning of the next make the act: 线上线下, 试商用.
fn is_part(word: &str, lead: &str) -> bool {
    match word {
        "商用" => lead.ends_with(['试', '预', '民', '车', '模']),
        "上线" | "上市" => lead.ends_with(['线', '以', '海', '沪', '新']),
        "发布" => lead.ends_with("开"),
        _ => false,
    }
}

/// Whether a place stands in a title or in quotation marks.
fn is_quoted(lead: &str, rest: &str) -> bool {
    [('《', '》'), ('“', '”')]
        .iter()
        .any(|(open, close)| lead.rfind(*open).is_some_and(|i| !lead[i..].contains(*close)) && rest.contains(*close))
}

/// Whether a clause says that it is not so, not yet, or only if.
fn is_denied(page: &Page<'_>, sentence: &Sentence, act: &Act) -> bool {
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, act.clause.start, act.span.start);
    let rest = between(page.text, act.span.end, act.clause.end);
    let opening = sentence.clauses.first().map_or("", |c| c.of(page.text).trim_start());
    let supposed = supposed::opens(opening) || ["假设", "一旦"].iter().any(|w| opening.starts_with(w));
    let late = ["推迟", "延期", "延后", "存在变数", "尚未"].iter().any(|w| rest.contains(w));
    // `自甲推出乙以来`, `发布乙后`: told of what came after
    let since = rest.trim_end_matches(['，', ',', '。', ' ']);
    // `甲在2019年获批后`: what an authority did in a year it did
    let dated = page.periods.iter().any(|p| act.clause.contains(p.span) && p.span.end <= act.span.start);
    let done = act.is_approval() && dated && since == "后";
    let since = !done
        && !is_since(page, act)
        && !is_dated_from(page, act)
        && ["以来", "以后", "之后", "后"].iter().any(|w| since.ends_with(w));
    supposed
        || since
        || late
        || phrases.launch_denials.places(lead).any(|(i, w)| w != "未" || !lead[i + w.len()..].starts_with('来'))
}

/// `自2019年某某发布甲以来`: whether what has been since is told by the date of a launch.
pub(super) fn is_dated_from(page: &Page<'_>, act: &Act) -> bool {
    let rest = between(page.text, act.span.end, act.clause.end).trim_end_matches(['，', ',', '。', ' ']);
    let p = page.periods.iter().find(|p| act.clause.contains(p.span) && p.span.end <= act.span.start);
    rest.len() > "以来".len() && rest.ends_with("以来") && p.is_some_and(|p| p.period.is_some() && opens_span(page, p))
}

/// Whether a date is one since when something is told: 自2019年.
fn opens_span(page: &Page<'_>, p: &Period) -> bool {
    p.span.of(page.text).starts_with(['自', '从']) || page.text[..p.span.start].ends_with(['自', '从'])
}

/// Whether a clause tells of what has been since a launch by its date.
pub(super) fn is_since(page: &Page<'_>, act: &Act) -> bool {
    since(page, act.clause, (act.span, act.word))
}

/// `自2025年10月发布以来累计销量`: whether a verb is that of the launch since when something is told.
fn since(page: &Page<'_>, clause: Span, (span, word): (Span, &str)) -> bool {
    let rest = between(page.text, span.end, clause.end);
    let p = page.periods.iter().rfind(|p| clause.contains(p.span) && p.span.end <= span.start);
    let from = p.is_some_and(|p| {
        let link = between(page.text, p.span.end, span.start).trim();
        p.period.is_some() && opens_span(page, p) && matches!(link, "" | "正式" | "首次" | "国内")
    });
    let fresh = matches!(word, "发布" | "上线" | "推出" | "开售" | "发售" | "上新" | "正式发布" | "正式推出");
    from && fresh && ["以来", "至今"].iter().any(|w| rest.starts_with(w))
}

/// Whether shares are listed, not a product.
fn is_of_shares(page: &Page<'_>, act: &Act) -> bool {
    let words = act.clause.of(page.text);
    let first = || act.word == "首发" && ["过会", "上会", "获通过", "IPO", "发审"].iter().any(|w| words.contains(w));
    act.word == "上市" && page.lexicon.phrases.listings.is_in(words) || first()
}

/// Whether a clause speaks of what is done again and again, or may be.
pub(super) fn is_habit(page: &Page<'_>, sentence: &Sentence, act: &Act) -> bool {
    let phrases = &page.lexicon.phrases;
    let lead = between(page.text, act.clause.start, act.span.start);
    let rest = between(page.text, act.span.end, act.clause.end);
    // `有利于产业链成熟，推出符合要求的产品`
    let from = stripped(page, act.clause.start, act.span.start);
    let before = between(page.text, sentence.span.start, act.clause.start);
    let goes_on = between(page.text, act.clause.start, from).trim().is_empty();
    let hopes = ["有利于", "有望", "未来", "我们认为", "可以", "能够", "需要", "如推出"];
    phrases.launch_habits.is_in(lead)
        || lead.trim_start().starts_with('如')
        || ["等方式", "的方式"].iter().any(|w| rest.contains(w))
        || goes_on && hopes.iter().any(|w| before.contains(w))
}

/// Whether several launch, each its own: `甲、乙相继推出服务`.
pub(super) fn is_of_many(page: &Page<'_>, act: &Act) -> bool {
    let lead = between(page.text, act.clause.start, act.span.start);
    ["相继", "纷纷", "均", "都", "各自", "密集", "竞相", "先后"].iter().any(|w| lead.contains(w))
}

/// Whether nothing but a date stands between the act and who does it, or the clause's begin.
pub(super) fn is_close(page: &Page<'_>, act: &Act) -> bool {
    let end = stripped(page, act.clause.start, act.span.start);
    let left = between(page.text, act.clause.start, end).trim_start();
    let firm = page.mentions.iter().any(|m| m.span.end == end && is_firm(m));
    let own = ["公司", "集团", "团队", "其", "旗下", "研究院", "实验室", "】", "：", "）", ")"];
    left.is_empty() || firm || own.iter().any(|w| left.ends_with(w))
}
