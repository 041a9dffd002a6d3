//! What an act is of whose clause names nothing: what stands before it.
//!
//! reads: what an authority approved then (`产品为甲疫苗，在2019年获批`), the drug that heads the sentence, what stands behind the kind
//! of drug (`重磅产品甲获批`), the launch of the clause before (`甲6月推出乙预览版，并于次年4月正式发布`), a model that it begins with
//! (`甲已送样，预计三季度发布`), what the clause before counts the sales of, what somebody works on (`甲布局Foo处理器，预计2027年推出`), a head
//! before a colon (`某网：2006年上线`). gives: one name. refuses: acts behind which or before which something stands, 上市 of what a
//! clause before names (it may be shares), heads that name no thing (`发展历程：`).

use super::act::{self, Act};
use super::latin;
use super::licence;
use super::name::{self, Kind, Name};
use super::thing::{self, is_product, stripped};
use crate::facts::page::{Page, is_firm, is_plain};
use crate::facts::sentence::Sentence;
use crate::span::{Span, between};

/// Characters of a head before a colon.
const HEAD: std::ops::RangeInclusive<usize> = 2..=10;

/// The thing of an act whose clause names none.
pub(super) fn read(page: &Page<'_>, sentence: &Sentence, act: &Act) -> Vec<Name> {
    if let Some(name) = approved(page, sentence, act) {
        return vec![name];
    }
    let drug = || approved_head(page, sentence, act).or_else(|| kind_of_drug(page, act));
    if let Some(name) = sold(page, sentence, act).or_else(drug) {
        return vec![name];
    }
    let (items, of) = thing::behind(page, act);
    if of || !items.is_empty() || !thing::is_free(page, act) {
        return Vec::new();
    }
    let before = thing::before(page, act);
    let meant = matches!(before.as_slice(), [one] if name::is_pronoun(page, *one));
    if !before.is_empty() && !meant {
        return Vec::new();
    }
    let model = || begun(page, sentence, act).and_then(|s| name::name(page, s, false));
    let model = || model().filter(|n| n.kind == Kind::Known && n.numbered);
    let carried = if meant { None } else { model().or_else(|| again(page, sentence, act)) };
    carried.or_else(|| worked_on(page, sentence, act)).or_else(|| headed(page, act)).into_iter().collect()
}

/// `优势产品为某某疫苗，在2019年获批`: the kind of product or the marked name that the clause before ends in, of an approval with
/// its date alone.
fn approved(page: &Page<'_>, sentence: &Sentence, act: &Act) -> Option<Name> {
    let rest = between(page.text, act.span.end, act.clause.end);
    let rest = rest.strip_prefix("注册").unwrap_or(rest).trim_start_matches('后');
    let alone = !rest.starts_with(|c: char| c.is_alphanumeric());
    let dated = page.periods.iter().any(|p| act.clause.contains(p.span) && p.span.end <= act.span.start);
    // `已于3月获得某局批准`
    let lead = between(page.text, act.clause.start, act.span.start);
    let given = lead.rfind('获').filter(|_| act.word == "批准").map_or(act.span.start, |i| act.clause.start + i);
    let left = stripped(page, act.clause.start, given);
    let bare = ["", "在", "于", "已于", "已在"].contains(&between(page.text, act.clause.start, left).trim());
    let by = act.is_approval() || act.is_for_sale() && act.word != "上市销售";
    let before = sentence.before(act.clause.start).next().filter(|_| alone && dated && bare && by)?;
    let words = before.of(page.text).trim_end_matches(['，', ',', ' ']);
    // `第三代产品“甲”，`
    if let Some((_, name)) = words.strip_suffix('”').and_then(|w| w.rsplit_once('“')) {
        let start = before.start + words.len() - '”'.len_utf8() - name.len();
        return (2..=12).contains(&name.chars().count()).then(|| Name::own(name, Span::new(start, start + name.len())));
    }
    let from = ["为", "是", "的"].iter().filter_map(|w| words.rfind(w).map(|i| i + w.len())).max()?;
    let span = Span::new(before.start + from, before.start + words.len());
    let phrases = &page.lexicon.phrases;
    let kind = phrases.launched.closing(span.of(page.text))?;
    // 人纤维蛋白原 is a name by itself
    let drug = kind.chars().count() >= 3 && span.of(page.text).chars().count() > kind.chars().count();
    let named = drug && phrases.launch_generic.opening(span.of(page.text)).is_none();
    let own = || named.then(|| Name::own(span.of(page.text), span));
    name::name(page, span, false).filter(|n| n.kind != Kind::Plain).or_else(own)
}

/// `甲最畅销机型Foo2出货量约3万部，自2025年10月发布以来`, `…，于1月15日开售`: what the clause before counts the sales of.
fn sold(page: &Page<'_>, sentence: &Sentence, act: &Act) -> Option<Name> {
    let dated = page.periods.iter().any(|p| act.clause.contains(p.span) && p.span.end <= act.span.start);
    let before = sentence.before(act.clause.start).next().filter(|_| dated && thing::is_free(page, act))?;
    let left = stripped(page, act.clause.start, act.span.start);
    let lead = between(page.text, act.clause.start, left).trim();
    let words = before.of(page.text);
    let end = ["出货量", "销量", "累计销", "累计出货"].iter().filter_map(|w| words.find(w)).min()?;
    let kinds = ["机型", "车型", "产品", "手机", "单品"];
    let start = kinds.iter().filter_map(|w| words[..end].find(w).map(|i| i + w.len())).min()?;
    let item = Span::new(before.start + start, before.start + words[..end].trim_end_matches(['的', ' ']).len());
    let fits = matches!(lead, "" | "自" | "从" | "于" | "在") && item.start < item.end;
    name::name(page, item, false).filter(|n| fits && matches!(n.kind, Kind::Known | Kind::Own))
}

/// `某某滴眼液：已在美国获批上市`: the drug that heads a sentence in which it is let be sold.
fn approved_head(page: &Page<'_>, sentence: &Sentence, act: &Act) -> Option<Name> {
    let lead = between(page.text, sentence.span.start, act.span.start);
    let colon = lead.rfind(['：', ':'])?;
    let told = &lead[colon + lead[colon..].chars().next()?.len_utf8()..];
    let own = told.rsplit(['，', ',', '；']).next()?;
    let done = own.starts_with('已') || own.contains('获') || own.starts_with('在');
    let other = ["临床", "受理", "申请", "申报", "公司", "预计", "计划", "将"].iter().any(|w| own.contains(w));
    let head = lead[..colon].rsplit(['）', ')', '，', ' ', '●', '■', '、']).next()?;
    let item = Span::new(sentence.span.start + colon - head.len(), sentence.span.start + colon);
    let by = act.is_for_sale() || act.is_approval();
    licence::drug(page, item).filter(|_| by && done && !other && thing::is_free(page, act))
}

/// `重磅产品甲获批，`: what stands behind the kind of drug, a few Han alone.
fn kind_of_drug(page: &Page<'_>, act: &Act) -> Option<Name> {
    let left = stripped(page, act.clause.start, act.span.start);
    let lead = between(page.text, act.clause.start, left).trim_end();
    let kinds = ["产品", "新药", "药物", "单品", "品种"];
    let at = kinds.iter().filter_map(|k| lead.rfind(k).map(|i| i + k.len())).max()?;
    let name = &lead[at..];
    let phrases = &page.lexicon.phrases;
    let other = phrases.launch_generic.is_in(name)
        || phrases.launched.is_in(name)
        || ["的", "在", "已", "于", "线", "未", "均", "也", "又", "等", "管", "新", "陆", "首", "多"]
            .iter()
            .any(|w| name.contains(w));
    let plain = is_plain(name, 2..=5) && name.chars().all(crate::lexicon::is_han) && !page.is_generic(name);
    let fine = act.word == "获批" && plain && !other && thing::is_free(page, act);
    let start = act.clause.start + at;
    fine.then(|| Name::own(name, Span::new(start, start + name.len())))
}

/// Whether nothing but a date stands before an act in its clause.
fn is_bare(page: &Page<'_>, act: &Act) -> bool {
    let left = stripped(page, act.clause.start, act.span.start);
    between(page.text, act.clause.start, left).trim().is_empty()
}

/// The model or chip that the clause before begins with.
fn begun(page: &Page<'_>, sentence: &Sentence, act: &Act) -> Option<Span> {
    let before = sentence.before(act.clause.start).next().filter(|_| is_bare(page, act))?;
    let m = page.mentions.iter().find(|m| is_product(m.kind) && before.contains(m.span))?;
    let lead = between(page.text, before.start, m.span.start);
    let maker = lead.trim().is_empty() || page.mentions.iter().any(|f| f.span.end == m.span.start);
    maker.then_some(m.span)
}

/// The one thing that the clause before launches: `推出乙预览版，并于次年4月正式发布`.
fn again(page: &Page<'_>, sentence: &Sentence, act: &Act) -> Option<Name> {
    let dated = page.periods.iter().any(|p| act.clause.contains(p.span) && p.span.end <= act.span.start);
    let before = sentence.before(act.clause.start).next().filter(|_| is_bare(page, act) && dated)?;
    let last = act::acts(page, sentence, *before).pop().filter(|_| act.word != "上市" && !act.is_approval())?;
    let mut names = super::direct(page, sentence, &last);
    names.extend(approved(page, sentence, &last).filter(|_| names.is_empty()));
    let one = names.pop().filter(|n| names.is_empty() && matches!(n.kind, Kind::Known | Kind::Own))?;
    Some(Name { span: act.span, ..one })
}

/// What a clause before works on, by its Latin name and kind: `甲布局Foo处理器，预计2027年推出`.
fn worked_on(page: &Page<'_>, sentence: &Sentence, act: &Act) -> Option<Name> {
    let lead = between(page.text, act.clause.start, act.span.start);
    let planned = ["预计", "计划", "拟", "将", "有望"].iter().any(|w| lead.contains(w));
    let quoted = |c: &&Span| c.of(page.text).trim_start().starts_with(['据', '根']);
    let before = sentence.before(act.clause.start).find(|c| !quoted(c)).filter(|_| planned)?;
    let words = before.of(page.text).trim_end_matches(['，', ',', ' ']);
    let kind = page.lexicon.phrases.launched.closing(words)?;
    let run = latin::run(page, words).filter(|r| words[r.end..].trim_start() == kind)?;
    Some(Name::own(&words[run.start..], act.span))
}

/// The head before a colon behind which but a date stands: `某网：2006年上线`.
fn headed(page: &Page<'_>, act: &Act) -> Option<Name> {
    let lead = between(page.text, act.clause.start, act.span.start);
    let colon = lead.rfind(['：', ':'])?;
    let told = Span::new(act.clause.start + colon + lead[colon..].chars().next()?.len_utf8(), act.span.start);
    let left = stripped(page, told.start, told.end);
    let bare = between(page.text, told.start, left).trim().is_empty();
    let dated = page.periods.iter().any(|p| told.contains(p.span));
    let head = lead[..colon].rsplit(['：', ':', '）', ')', '、', '，', ' ', '●', '.']).next()?;
    let start = act.clause.start + colon - head.len();
    let phrases = &page.lexicon.phrases;
    let label = phrases.head_labels.closing(head).is_some()
        || phrases.no_products.closing(head).is_some()
        || phrases.not_launched.closing(head).is_some();
    let firm = page.mentions.iter().any(|m| is_firm(m) && m.span == Span::new(start, start + head.len()));
    let name = is_plain(head, HEAD) && !page.is_generic(head) && !head.chars().all(|c| c.is_ascii_digit());
    // papers and rules are published too
    let latin = head.starts_with(|c: char| c.is_ascii_alphabetic());
    let begins = matches!(act.word, "上线" | "问世" | "面世") || latin && matches!(act.word, "发布" | "推出");
    let verb = ["发布", "推出", "上线"].iter().any(|w| head.contains(w));
    let fine = bare && dated && name && begins && !label && !firm && !verb;
    fine.then(|| Name::own(head, Span::new(start, start + head.len())))
}
