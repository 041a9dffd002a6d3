//! Which model or chip a size is of.
//!
//! reads: 前者 and 后者, 两款模型…均, `2800亿参数的甲`, the model of the clause or sentence, a name that was launched in it which no
//! list has, a Latin name before GPU or 芯片, names that a stroke deals sizes to, a name before the size's bracket, a maker's
//! model named by its size. gives: one subject, of two models at once both. refuses: a model that another one's figure is
//! compared with, a size in the name of nobody's model.

use super::actor::Subject;
use super::page::{Page, is_firm, is_plain};
use super::sentence::Sentence;
use super::statement::Statement;
use super::{launch, modelled, spoken};
use crate::lexicon::is_han;
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind};

/// Characters between 的 and the model that a size stands before.
const BEHIND: usize = 12;

/// Sizes that strokes part, at most.
const STROKES: usize = 6;

/// Bytes between a size and the 模型 whose name it is a part of.
const KIND: usize = 30;

/// The models that a size is of; `from`: where the value before it ends.
pub(super) fn models(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>, from: usize) -> Vec<Subject> {
    let at = s.quantity.span.start;
    let named = |m: &&Mention| m.kind == MentionKind::Model && m.span.end <= at;
    let own = behind(page, s).or_else(|| defined(page, sentence, s)).or_else(|| slashed(page, sentence, s));
    if let Some(subject) = own {
        return vec![subject];
    }
    // `甲推出7B代码大模型`: a size that is a part of a name is of nobody else
    if let Some(kind) = kind(page, s) {
        return launch::name_with(page, sentence, kind).map(|n| Subject::named(&n)).into_iter().collect();
    }
    if let Some(of) = pair(page, sentence, s) {
        return of;
    }
    // `由乙的36万亿扩充到52万亿`: what the value before was of is not what this one is of
    let base = |m: &Mention| {
        let lead = between(page.text, s.clause.start, m.span.start);
        lead.ends_with(['由', '从', '较', '比']) && m.span.end <= at
    };
    // `甲属于乙系列，其参数量为`
    let family = |m: &Mention| page.text[m.span.end..].trim_start().starts_with("系列");
    let here = || {
        let all = page.mentions.iter().rev().filter(named);
        all.filter(|m| sentence.span.contains(m.span) && !base(m))
    };
    let known = here().find(|m| !family(m)).or_else(|| here().next());
    let since = known.map_or(sentence.span.start, |m| m.span.end);
    let launched = Span::new(since, from.max(s.clause.start).min(at).max(since));
    if let Some(name) = launch::name_between(page, sentence, launched) {
        return vec![Subject::named(&name)];
    }
    let stranger = modelled::named(page, Span::new(since, at)).or_else(|| modelled::again(page, sentence, at));
    if let Some((_, name)) = stranger.filter(|(end, _)| *end >= since) {
        return vec![Subject::named(&name)];
    }
    if let Some(m) = known {
        return vec![variant(page, m, at).unwrap_or_else(|| m.into())];
    }
    // a sentence that names nobody goes on about the model of the one before
    let lead = between(page.text, sentence.span.start, at);
    let many = ["国内", "国产", "厂商", "企业", "普遍", "主流", "行业", "业内", "同类", "多家", "头部", "通常", "一般"];
    if many.iter().any(|w| lead.contains(w)) {
        return Vec::new();
    }
    if !page.names_firm(Span::new(sentence.span.start, at)) {
        match modelled::spoken(page, sentence) {
            Some(modelled::Spoken::Known(m)) => return vec![m.into()],
            Some(modelled::Spoken::Named(name)) => return vec![Subject::named(&name)],
            None => {}
        }
    }
    let subject = page.actor_of(sentence, at, |m| m.kind == MentionKind::Model && !base(m));
    if subject.id.starts_with("model:") {
        return if is_others(page, sentence, at, &subject) { Vec::new() } else { vec![subject] };
    }
    unlisted(page, sentence, s).into_iter().collect()
}

/// Whose each of several sizes is where a stroke parts them behind as many names: `甲和乙（130/160亿参数）`.
fn slashed(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Subject> {
    let at = s.quantity.span.start;
    let lead = between(page.text, sentence.span.start, at);
    let open = sentence.span.start + lead.rfind(['（', '('])?;
    let rest = between(page.text, open, sentence.span.end);
    let inside = Span::new(open, open + rest.find(['）', ')', '，'])?);
    let all: Vec<Span> = page.quantities_in(inside).map(|q| q.span).collect();
    let row = all.windows(2).all(|p| between(page.text, p[0].end, p[1].start).trim() == "/");
    let nth = all.iter().position(|q| q.start == at).filter(|_| (2..=STROKES).contains(&all.len()) && row)?;
    let mut names = Vec::new();
    let mut end = open;
    let mut joined = true;
    while joined && names.len() <= all.len() {
        let words = between(page.text, sentence.span.start, end).trim_end();
        end = sentence.span.start + words.len();
        let known = page.mentions.iter().find(|m| m.kind == MentionKind::Model && m.span.end == end);
        let run = || launch::latin_place(page, words).filter(|(_, e)| *e == words.len());
        let (start, name) = match known {
            Some(m) => (m.span.start, m.into()),
            None => run().map(|(a, e)| (sentence.span.start + a, Subject::named(&words[a..e])))?,
        };
        names.push(name);
        let before = between(page.text, sentence.span.start, start).trim_end();
        let link = before.strip_suffix(['和', '与', '及', '、']);
        joined = link.is_some();
        end = sentence.span.start + link.unwrap_or(before).len();
    }
    names.reverse();
    (names.len() == all.len()).then(|| names.swap_remove(nth))
}

/// Whose a size is where no list has the model: a name in front of its bracket, the product that is spoken of, the maker.
fn unlisted(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Subject> {
    let at = s.quantity.span.start;
    if let Some(name) = bracketed(page, sentence, at) {
        return Some(name);
    }
    // `Foobar是甲训练的130亿参数的代码模型`
    let model = between(page.text, s.quantity.span.end, s.clause.end).contains("模型");
    if let Some(of) = spoken::product(page, sentence, at).filter(|_| model && s.quantity.unit == "param") {
        return Some(of);
    }
    // a count of a maker needs a unit that says what it counts
    let maker = || page.actor_of(sentence, at, |m| m.kind == MentionKind::Organisation);
    let maker = if s.quantity.unit.is_empty() { Subject::default() } else { maker() };
    let fine = !maker.name.is_empty() && !maker.id.contains('.');
    fine.then_some(maker)
}

/// The words of a size that is a part of a model's name: 7B代码大模型.
fn kind<'t>(page: &Page<'t>, s: &Statement<'_>) -> Option<&'t str> {
    let text = page.text;
    let words = s.quantity.span.of(text);
    let size = words.trim_start_matches(|c: char| !c.is_ascii_digit());
    let rest = between(text, s.quantity.span.end, s.clause.end);
    let end = rest.find("模型").filter(|i| *i <= KIND && rest[..*i].chars().all(is_han))? + "模型".len();
    let head = size.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    (head == "B").then(|| between(text, s.quantity.span.end - size.len(), s.quantity.span.end + end))
}

/// `甲的某某（参数量7B，…`: the name right before the bracket that a size opens.
fn bracketed(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Subject> {
    let lead = between(page.text, sentence.span.start, at);
    let open = lead.rfind(['（', '('])?;
    if !lead[open..].contains("参数") || lead[open..].contains(['）', ')', '，', '。', '；']) {
        return None;
    }
    let head = lead[..open].trim_end();
    let border = head.rfind(['的', '、', '和', '与', '及', '：', '，', '“']).map(|i| sentence.span.start + i);
    let start = border.and_then(|i| Some(i + page.text[i..].chars().next()?.len_utf8())).unwrap_or(sentence.span.start);
    let name = Span::new(start, sentence.span.start + head.len());
    let words = name.of(page.text).trim_end_matches('”');
    let firm = page.mentions.iter().any(|m| is_firm(m) && m.span.overlaps(name));
    let kind = ["模型", "产品", "系统", "平台"].iter().any(|w| words.ends_with(w));
    (is_plain(words, 2..=8) && !firm && !kind && !page.is_generic(words)).then(|| Subject::named(words))
}

/// Whether a sentence that a maker's name heads (`（2）某某：推出…，参数…`) names no model, so that one of an earlier sentence is
/// another one's.
fn is_others(page: &Page<'_>, sentence: &Sentence, at: usize, model: &Subject) -> bool {
    let lead = between(page.text, sentence.span.start, at);
    let Some(head) = lead.find('：').map(|i| Span::new(sentence.span.start, sentence.span.start + i)) else {
        return false;
    };
    let inside = page.mentions.iter().any(|m| m.id == model.id && sentence.span.contains(m.span));
    page.names_firm(head) && !inside
}

/// `拥有2800亿参数的甲`: the model right behind.
fn behind(page: &Page<'_>, s: &Statement<'_>) -> Option<Subject> {
    let words = between(page.text, s.quantity.span.end, s.clause.end);
    let rest = words.strip_prefix("参数").unwrap_or(words).trim_start().strip_prefix('的')?;
    let at = s.clause.end - rest.len();
    let near = |m: &&Mention| m.span.start >= at && between(page.text, at, m.span.start).chars().count() <= BEHIND;
    let known = page.mentions.iter().filter(|m| m.kind == MentionKind::Model && s.clause.contains(m.span)).find(near);
    let own = || {
        let head = rest.trim_start().split([' ', '，', '。', '、', '和', '与', '及']).next().unwrap_or("");
        let latin = head.starts_with(|c: char| c.is_ascii_uppercase()) && head.is_ascii();
        latin.then(|| launch::latin_name(page, head)).flatten()
    };
    known.map(Subject::from).or_else(|| own().map(|n| Subject::named(&n)))
}

/// `30B参数（MoE）模型某某`, `380亿参数多模态基础模型某某`: the model that a size stands before with its description.
fn defined(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Subject> {
    let words = between(page.text, s.quantity.span.end, sentence.span.end);
    let words = words.trim_start().strip_prefix("参数").unwrap_or(words).trim_start().trim_start_matches('的');
    let rest = match words.strip_prefix(['（', '(', '）', ')']) {
        // the size stands within the bracket, or the bracket behind it
        Some(rest) if words.starts_with(['（', '(']) => {
            let near = rest.char_indices().nth(40).map_or(rest, |(i, _)| &rest[..i]);
            rest[near.find(['）', ')'])?..].trim_start_matches(['）', ')'])
        }
        Some(rest) => rest,
        None => words,
    };
    let near = rest.char_indices().nth(24 + 2).map_or(rest, |(i, _)| &rest[..i]);
    let at = near.find("模型")?;
    if rest[..at].contains(['，', '。', '；', '、', '（', '：', '的']) {
        return None;
    }
    let name = rest[at + "模型".len()..].trim_start().trim_start_matches(['“', '「', '"']);
    let start = sentence.span.end - name.len();
    if let Some(m) = page.mentions.iter().find(|m| m.kind == MentionKind::Model && m.span.start == start) {
        return Some(m.into());
    }
    let head = name.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ' '))).next()?.trim_end();
    let latin = head.starts_with(|c: char| c.is_ascii_uppercase());
    latin.then(|| launch::latin_name(page, head)).flatten().map(|n| Subject::named(&n))
}

/// `甲V4，分Pro（1.6T）和Flash（284B）`: a grade of the model that the sentence names, before the bracket of its size.
fn variant(page: &Page<'_>, model: &Mention, at: usize) -> Option<Subject> {
    let lead = between(page.text, model.span.end, at);
    let open = lead.rfind(['（', '(']).filter(|o| !lead[*o..].contains(['）', ')', '，', '。']))?;
    let head = lead[..open].trim_end();
    let from = head
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |i| i + head[i..].chars().next().map_or(0, char::len_utf8));
    let grade = head[from..].to_ascii_lowercase();
    let graded = from > 0 && page.lexicon.products.variants.contains(grade.as_str());
    graded.then(|| Subject {
        id: format!("{}-{grade}", model.id),
        name: format!("{} {}", Subject::from(model).name, &head[from..]),
    })
}

/// Of the two models that the sentence or the one before names last: 前者, 后者, or both (`两款模型均为`).
fn pair(page: &Page<'_>, sentence: &Sentence, s: &Statement<'_>) -> Option<Vec<Subject>> {
    const WORDS: [&str; 5] = ["前者", "后者", "两款", "两者", "二者"];
    let at = s.quantity.span.start;
    let lead = between(page.text, sentence.span.start, at);
    let (_, word) = WORDS.iter().filter_map(|w| lead.rfind(w).map(|i| (i, *w))).max()?;
    let first = sentence.span.start + WORDS.iter().filter_map(|w| lead.find(w)).min()?;
    let models = || page.mentions.iter().filter(|m| m.kind == MentionKind::Model);
    // what the sentence names later goes before
    if models().any(|m| m.span.start > first && m.span.end <= at) {
        return None;
    }
    let mut before = models().rev().filter(|m| m.span.end <= first);
    let last = before.next()?;
    let other = before.find(|m| m.id != last.id)?;
    let beside = between(page.text, other.span.end, last.span.start).chars().count() <= 2 * BEHIND;
    let each = between(page.text, s.clause.start, at).contains(['均', '都']);
    match word {
        _ if !beside => None,
        "前者" => Some(vec![other.into()]),
        "后者" => Some(vec![last.into()]),
        _ => each.then(|| vec![other.into(), last.into()]),
    }
}

/// A chip that no list has, named last in the sentence before a value by a Latin name: `甲GPU`, `甲芯片`, `甲 单卡带宽`.
pub(super) fn chip(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Subject> {
    let lead = between(page.text, sentence.span.start, at);
    let nouns = ["GPU", "NPU", "TPU", "DPU", "LPU"];
    let follows: [&str; 8] = ["芯片", "单芯片", "单颗", "处理器", "加速卡", "加速器", "满载", "单卡"];
    let mut found: Option<(usize, String)> = None;
    for (start, clause) in
        sentence.clauses.iter().filter(|c| c.start < at).map(|c| (c.start, between(page.text, c.start, c.end.min(at))))
    {
        let Some((from, end)) = launch::latin_place(page, clause) else { continue };
        let run = &clause[from..end];
        let rest = clause[end..].trim_start();
        let kind = run.split(' ').any(|w| nouns.contains(&w)) || follows.iter().any(|w| rest.starts_with(w));
        let span = Span::new(start + from, start + end);
        let taken = page.mentions.iter().any(|m| m.span.overlaps(span) && (is_firm(m) || m.kind == MentionKind::Chip));
        if kind && !taken {
            found = Some((span.end, run.to_owned()));
        }
    }
    let (end, name) = found.filter(|_| !lead.is_empty())?;
    // a known one named later
    let later = page.mentions.iter().any(|m| m.kind == MentionKind::Chip && m.span.start >= end && m.span.end <= at);
    (!later).then(|| Subject::named(&name))
}
