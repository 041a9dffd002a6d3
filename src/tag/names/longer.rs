//! Names inside longer names: subsidiaries, parents, bonds, funds, buildings, other firms that begin
//! alike, and Han words that merely overlap a name.
//!
//! *reads*: a place in a folded passage. *needs*: tails, places, seams of the lexicon. *gives*:
//! whether the form there is part of a longer name. *does not match*: 寒武纪股份有限公司 (itself),
//! 腾讯资本开支, 招商银行业绩. *source*: `doubtful` of the sample reports; measured on the corpus.

use super::hit::before;
use crate::lexicon::{Lexicon, Meaning, Surface, Tail, is_han};
use crate::span::between;

/// Characters that end a name: a run that holds one is a sentence, not a name.
const FUNCTION: &str = "的是在与和及为将对了等或由向从被把其该并而以于之也还就都已拟将";

/// Characters that the name of a plan may take behind a company's.
const PLAN: usize = 24;

/// What a form is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// Of nothing: it stands by itself.
    Nothing,
    /// Of words that merely overlap it: another name may begin inside it.
    Words,
    /// Of a longer name that begins with it: no other name stands in it (申万宏源证券有限公司).
    Name,
}

/// What the form at `start..end` is a part of.
pub fn inside(text: &str, start: usize, end: usize, form: &Surface, lexicon: &Lexicon) -> Inside {
    let rest = &text[end..];
    let nickname = form.meanings.first().is_some_and(|m| m.short);
    if crosses_a_seam(text, start, rest, form, lexicon)
        || is_of_another(text, form, lexicon)
        || nickname && behind_place(text, start, form, lexicon)
    {
        return Inside::Words;
    }
    if bracketed_place(rest, lexicon) || plan_of(rest) {
        return Inside::Name;
    }
    if !rest.chars().next().is_some_and(is_han) {
        return Inside::Nothing;
    }
    let short = form.length <= 2 || nickname;
    // 伊利集团 is the company that is registered as …伊利实业集团股份有限公司
    let own = |m: &Meaning| lexicon.entity(m.entity).full_name.contains("集团");
    if nickname && rest.strip_prefix("集团").is_some_and(ends_group) && form.meanings.iter().all(own) {
        return Inside::Nothing;
    }
    let longer = tail(rest, short, lexicon)
        || parent(rest, form, lexicon)
        || company_of(rest, lexicon)
        || index_of(rest, lexicon)
        || nickname && branch(text, between(text, start, end), rest, lexicon)
        || industry(between(text, start, end), rest, lexicon);
    if longer { Inside::Name } else { Inside::Nothing }
}

/// 证监会 in a passage on Hong Kong's law is Hong Kong's.
fn is_of_another(text: &str, form: &Surface, lexicon: &Lexicon) -> bool {
    lexicon.words.contexts.get(&*form.written).is_some_and(|words| words.iter().any(|w| text.contains(w.as_str())))
}

/// The place that `rest` begins with, and what follows it.
fn place<'t>(rest: &'t str, lexicon: &Lexicon) -> Option<(&'t str, &'t str)> {
    (2..=3).rev().find_map(|n| {
        let end = rest.char_indices().nth(n).map_or(rest.len(), |c| c.0);
        lexicon.words.places.contains(&rest[..end]).then_some((&rest[..end], &rest[end..]))
    })
}

/// 中芯北京, 中芯南方: a subsidiary named after its place; 旭创苏州工厂 is the company's own. What is no place
/// is one too where such a one stands in the passage: 中芯京城、中芯深圳.
fn branch(text: &str, name: &str, rest: &str, lexicon: &Lexicon) -> bool {
    if let Some(behind) = region(rest, lexicon) {
        return !lexicon.words.listed("site").iter().any(|w| behind.starts_with(w));
    }
    let mut chars = rest.chars();
    let two = chars.by_ref().take(2).filter(|c| is_han(*c) && !FUNCTION.contains(*c)).count() == 2;
    let item = two && chars.next().is_none_or(|c| matches!(c, '、' | '\t' | '\n' | ',' | '和' | '及'));
    item && text.match_indices(name).any(|(at, name)| region(&text[at + name.len()..], lexicon).is_some())
}

/// What follows the city, province or part of the country that `rest` begins with.
fn region<'t>(rest: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let area = lexicon.words.listed("area").iter().find_map(|a| rest.strip_prefix(a));
    area.or_else(|| place(rest, lexicon).filter(|p| lexicon.words.towns.contains(p.0)).map(|p| p.1))
}

/// 苏州旭创: a subsidiary or another firm, where the place clings to the nickname; 内蒙古伊利 is the company, whose
/// registered name begins so.
fn behind_place(text: &str, start: usize, form: &Surface, lexicon: &Lexicon) -> bool {
    let before = &text[..start];
    (2..=3).any(|n| {
        let at = before.char_indices().rev().nth(n - 1).map(|c| c.0);
        let town = at.map(|at| &before[at..]).filter(|t| lexicon.words.towns.contains(t));
        let own = |m: &Meaning| lexicon.entity(m.entity).full_name.starts_with(town.unwrap_or(""));
        town.is_some() && !form.meanings.iter().any(own)
    })
}

/// 广联达1号定向资产管理计划: a plan or a fund with a number, named after a company.
fn plan_of(rest: &str) -> bool {
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).take(PLAN).collect();
    name.split_once('号').is_some_and(|(number, kind)| {
        let digits = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let kind_before = number.trim_end_matches(digits);
        kind_before.len() < number.len()
            && ["", "投资", "定增", "增持"].contains(&kind_before)
            && ["计划", "基金", "产品"].iter().any(|w| kind.contains(w))
    })
}

/// 摩根士丹利中国指数: an index named after a company.
fn index_of(rest: &str, lexicon: &Lexicon) -> bool {
    let mut rest = rest;
    while let Some(behind) = lexicon.words.listed("index").iter().find_map(|w| rest.strip_prefix(w)) {
        rest = behind;
    }
    rest.starts_with("指数")
}

fn crosses_a_seam(text: &str, start: usize, rest: &str, form: &Surface, lexicon: &Lexicon) -> bool {
    // 我国新能源, 中国电力: the country is named, not 国新能源
    if form.written.starts_with('国')
        && before(text, start).is_some_and(|c| "中我美英法德韩泰各外本两多全他贵该".contains(c))
    {
        return true;
    }
    let Some((left, right)) = lexicon.words.seams.get(&*form.written) else { return false };
    before(text, start).is_some_and(|c| left.contains(c)) || rest.chars().next().is_some_and(|c| right.contains(c))
}

/// 锐捷网络（日本）: a subsidiary.
fn bracketed_place(rest: &str, lexicon: &Lexicon) -> bool {
    let Some(inside) = rest.strip_prefix('(') else { return false };
    let close = inside.char_indices().take(6).find(|c| c.1 == ')');
    close.is_some_and(|(at, _)| lexicon.words.places.contains(&inside[..at]))
}

fn tail(rest: &str, short: bool, lexicon: &Lexicon) -> bool {
    lexicon.words.tails.iter().any(|(tail, kind)| {
        let Some(behind) = rest.strip_prefix(tail.as_str()) else { return false };
        let itself =
            tail == "股份" && (behind.starts_with("有限公司") || !behind.chars().next().is_some_and(is_han) && !short);
        let business = ["业务", "销售", "代销", "规模", "收入", "持仓", "管理", "开支", "支出", "重仓", "产品"]
            .iter()
            .any(|b| behind.starts_with(b));
        let counts = match kind {
            Tail::Any => true,
            Tail::Short => short,
            Tail::Item => ends_item(behind),
        };
        counts && !itself && !business
    })
}

/// An item of a list, or a name with its form of company, ends here.
fn ends_item(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || "等和与及以".contains(c)) || rest.starts_with("有限")
}

/// Whether 集团 ends a name: a mark, a number or a word of a sentence follows.
fn ends_group(rest: &str) -> bool {
    let next = rest.chars().next();
    next.is_none_or(|c| !is_han(c) || FUNCTION.contains(c) || c == '成')
}

/// 中国移动集团, 大唐电信科技产业集团: the parent of an A share is another company; others' groups are the company.
fn parent(rest: &str, form: &Surface, lexicon: &Lexicon) -> bool {
    let mainland =
        form.meanings.first().is_some_and(|m| matches!(lexicon.entity(m.entity).exchange(), "SH" | "SZ" | "BJ"));
    let mut head = rest;
    while let Some(behind) = lexicon.words.listed("parent").iter().find_map(|w| head.strip_prefix(w)) {
        head = behind;
    }
    mainland && head.strip_prefix("集团").is_some_and(|r| !r.starts_with("股份"))
}

/// 中天科技海缆有限公司, 中国移动广东公司, 中国移动香港.
fn company_of(rest: &str, lexicon: &Lexicon) -> bool {
    let run = run_of_name(rest);
    if let Some(at) = run.find("有限公司").or_else(|| run.find("有限责任公司")) {
        let gap = &run[..at];
        return !matches!(gap, "" | "股份" | "科技股份" | "集团股份");
    }
    let Some((place, behind)) = place(rest, lexicon) else { return false };
    match place {
        "香港" | "澳门" => {
            !["交易", "上市", "联交", "市场", "股", "特别", "地区", "发行"].iter().any(|w| behind.starts_with(w))
        }
        "集团" | "控股" | "国际" => false,
        _ => ["公司", "分公司", "有限"].iter().any(|w| behind.starts_with(w)),
    }
}

/// The Han characters that may go on a name, at most twelve, brackets with places included.
fn run_of_name(rest: &str) -> &str {
    let mut end = 0;
    for (i, (at, c)) in rest.char_indices().enumerate() {
        if i >= 16 || FUNCTION.contains(c) || !(is_han(c) || matches!(c, '(' | ')')) {
            break;
        }
        end = at + c.len_utf8();
    }
    &rest[..end]
}

fn industry(name: &str, rest: &str, lexicon: &Lexicon) -> bool {
    if rest.starts_with('业') && (name.ends_with("银行") || name.ends_with("电信") || name.starts_with("中国")) {
        return !["业绩", "业务", "内", "业态"].iter().any(|w| rest.starts_with(w));
    }
    if !name.starts_with("中国") {
        return false;
    }
    if rest.starts_with("市场") {
        return !rest.starts_with("市场份额") && !rest.starts_with("市场占有率") && !rest.starts_with("市场部");
    }
    lexicon.words.listed("industry").iter().any(|w| rest.starts_with(w))
        && !rest.starts_with("企业网")
        && !rest.starts_with("行业客户")
}
