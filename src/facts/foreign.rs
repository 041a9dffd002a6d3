//! Figures whose own words, or the sentence around them, name a holder that is not the company which a report covers.
//!
//! reads: people that a figure's words begin with (`农村宴席的每桌成本`), a customer's project (`某集团试点项目…优化成本375万元`),
//! what makes a thing rise (`甲功能让效率提升50%`), what contributes (`甲对乙的贡献`), two firms named together, the first of
//! partners (`甲联合乙`), a foreign holder (`新西兰某某原奶价格`), the market of a paragraph, the company's own short form.
//! gives: the subject and the words without it. refuses: clauses in which a company acts, parts of the company.

use super::actor::{Subject, says_firm};
use super::page::{Page, is_firm, is_plain};
use super::segment::is_part;
use super::sentence::Sentence;
use super::statement::Statement;
use super::whose::MARKS;
use super::{frame, indicator};
use crate::span::{Span, between};
use crate::tag::Mention;

/// Characters that a holder's name may have.
const NAME: std::ops::RangeInclusive<usize> = 3..=18;

/// Whose an indicator is by what its words or its sentence name, and the words without that.
pub(super) fn told<'t>(
    page: &Page<'t>,
    sentence: &Sentence,
    s: &Statement<'_>,
    words: &'t str,
) -> Option<(Subject, &'t str)> {
    short(page, s, words)
        .or_else(|| stake(page, sentence, s, words))
        .or_else(|| contribution(page, s, words))
        .or_else(|| joint(page, sentence, s, words))
        .or_else(|| project(page, sentence, s, words))
        .or_else(|| causer(page, sentence, s, words))
        .or_else(|| {
            let silent = !page.names_firm(s.clause) && !says_firm(s.clause.of(page.text));
            silent.then(|| people(words).or_else(|| abroad(page, words)).or_else(|| value(page, s, words)))?
        })
        .or_else(|| model(page, s, words))
        .or_else(|| kind(page, s, words))
        .or_else(|| channel(page, sentence, s, words))
        .or_else(|| saved(page, sentence, s, words))
        .or_else(|| of_each(page, sentence, s, words))
}

/// The words from `end` on, where they say something.
fn rest(words: &str, end: usize) -> Option<&str> {
    let rest = words[end..].trim_start_matches(['的', ' ']);
    (rest.chars().count() >= 2).then_some(rest)
}

/// `千味相关业务CAGR` of 千味央厨: the covered company by the first two of four characters.
fn short<'t>(page: &Page<'t>, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let name = page.own.name.as_str();
    let end = name.char_indices().nth(2)?.0;
    if !page.is_of_company() || name.chars().count() != 4 || page.is_named_at(s.indicator.start) {
        return None;
    }
    let rest = words.strip_prefix(&name[..end])?;
    let region = page.lexicon.phrases.regions.is_in(&name[..end]) || page.is_generic(&name[..end]);
    let own = ["相关业务", "自身", "的", "自有"].iter().any(|w| rest.starts_with(w));
    let rest = rest.strip_prefix("自身").unwrap_or(rest).trim_start_matches(['的', ' ']);
    (own && !region && rest.chars().count() >= 2).then(|| (page.covered(), rest))
}

/// `实控人李伟持股62%`, `员工持股平台占股5%`: of the company's own shares; `甲集团持股44%，是公司的第一大股东` too.
fn stake<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    if s.quantity.unit != "%" || !page.is_of_company() || !words.contains("持股") {
        return None;
    }
    let clause = s.clause.of(page.text).trim_start_matches(MARKS);
    let holders = ["实控人", "实际控制人", "控股股东", "员工持股平台", "管理层持股", "创始人", "董事长"];
    let behind = page.rest(s.quantity.span.end).trim_start_matches(['，', ',', ' ']);
    let major = ["是公司的", "为公司的", "是公司", "为公司"].iter().find_map(|w| behind.strip_prefix(w));
    let major = major.is_some_and(|r| {
        ["第一大股东", "第二大股东", "第三大股东", "控股股东", "大股东"].iter().any(|w| r.starts_with(w))
    });
    let lead = between(page.text, sentence.span.start, s.quantity.span.start);
    if ["子公司", "标的", "收购", "旗下"].iter().any(|w| lead.contains(w)) {
        return None;
    }
    let item = words.starts_with("员工持股") || holders.iter().any(|w| words.starts_with(w));
    if !(item || major || holders.iter().any(|w| clause.starts_with(w)) && !page.names_firm(s.clause)) {
        return None;
    }
    // 员工持股平台占股: the noun is the last word
    let lead = between(page.text, s.indicator.start, s.quantity.span.start).trim_end();
    let whole = lead.find(words).map(|i| &lead[i..]).filter(|w| w.ends_with("占股"));
    // a metric says who holds
    let bare = ["持股", "持股比例", "直接持股", "合计持股"].contains(&words);
    let start = frame::opened(page, s.clause.start, s.quantity.span.start);
    let named = between(page.text, start, s.quantity.span.start).trim_end();
    let named = named.find(words).map(|i| &named[..i + words.len()]).filter(|w| bare && w.chars().count() <= 20);
    Some((page.covered(), whole.or(named).unwrap_or(words)))
}

/// `甲对于乙就业的贡献`: what contributes.
fn contribution<'t>(page: &Page<'t>, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    if !words.ends_with("贡献") && !words.ends_with("贡献度") && !words.ends_with("贡献率") {
        return None;
    }
    let lead = between(page.text, s.clause.start, s.quantity.span.start);
    let at = s.clause.start + lead.rfind(words)?;
    let before = between(page.text, s.clause.start, at);
    let link = ["对于", "对"].iter().find(|w| before.ends_with(**w))?;
    let head = at - link.len();
    let name = page.phrase_before(s.clause.start, head).filter(|p| p.end == head)?;
    let firm = page.mentions.iter().any(|m| m.span.overlaps(name)) || says_firm(name.of(page.text));
    let name = name.of(page.text).trim();
    let plain = is_plain(name, NAME);
    (plain && !firm && !page.is_generic(name))
        .then(|| (Subject::named(name), between(page.text, head, at + words.len())))
}

/// `甲和乙（…）稳坐第一第二，专利达6000多项` is of both; `甲联合乙在某地开通基站，配合…，速率` of the first.
fn joint<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let lead = between(page.text, sentence.span.start, s.clause.start);
    let links = ["联合", "携手", "协同", "和", "与", "、", "及"];
    let own = s.item.is_some() || !links.iter().any(|w| lead.contains(w)) || says_firm(s.clause.of(page.text));
    if own || says_firm(lead) || page.names_firm(s.clause) {
        return None;
    }
    let inside = |m: &&Mention| sentence.span.contains(m.span) && m.span.end <= s.clause.start && is_firm(m);
    let named: Vec<&Mention> = page.mentions.iter().filter(inside).collect();
    // the first of partners, where the others are named but on the way
    let linked = |m: &&&Mention| ["联合", "携手", "协同"].iter().any(|w| page.text[m.span.end..].starts_with(w));
    if let Some(first) = named.iter().find(linked) {
        let others = named.iter().filter(|m| m.span.start > first.span.end).all(|m| m.id == named[named.len() - 1].id);
        return others.then(|| (Subject::from(*first), words));
    }
    let before = sentence.before(s.clause.start).next()?;
    let first = named.iter().find(|m| before.contains(m.span))?;
    let rest = between(page.text, first.span.end, before.end);
    let second = rest.strip_prefix(['和', '与', '及', '、'])?;
    let end = second.find(|c: char| !c.is_ascii_alphanumeric()).filter(|i| *i >= 3);
    let at = first.span.end + rest.len() - second.len();
    let other = named.iter().find(|m| m.span.start == at).map(|m| m.span.end - at);
    let end = other.or(end)?;
    let behind = second.get(end..)?;
    let behind = behind.strip_prefix('（').and_then(|r| r.split_once('）')).map_or(behind, |(_, r)| r);
    let both = ["长期", "均", "都", "分列", "稳坐", "共同"].iter().any(|w| behind.starts_with(w));
    let names = between(page.text, first.span.start, at + end);
    (both && indicator::is_noun(page, words)).then(|| (Subject::named(names), words))
}

/// `某集团试点项目…优化成本375万元`, `在某项目中，…节约费用15万`: what a customer's project saves.
fn project<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    const SAVES: [&str; 5] = ["节约", "节省", "优化", "减少", "降低"];
    const COSTS: [&str; 5] = ["成本", "费用", "工期", "投资", "人工"];
    let noun = COSTS.iter().find(|w| words.ends_with(**w))?;
    let verb = words[..words.len() - noun.len()].trim_end_matches(['了', '的']);
    let verb = SAVES.iter().find(|w| verb.ends_with(**w)).map(|w| verb.len() - w.len())?;
    let before = sentence.clauses.iter().rev().filter(|c| c.start <= s.clause.start);
    for clause in before {
        let text = between(page.text, clause.start, clause.end.min(s.quantity.span.start));
        let Some(i) = text.find("项目").filter(|i| *i > 0) else { continue };
        let end = clause.start + i + "项目".len();
        let framed = text[i + "项目".len()..].starts_with('中') && text[..i].contains('在');
        let piloted = ["试点", "示范", "标杆"].iter().any(|w| text[..i].ends_with(w));
        if !framed && !piloted {
            continue;
        }
        let lead = &text[..i];
        let cut = ["例如", "比如", "龙头", "在"].iter().filter_map(|w| lead.rfind(w).map(|at| at + w.len())).max();
        let name = between(page.text, clause.start + cut.unwrap_or(0), end).trim_start_matches(MARKS);
        let sized = is_plain(name, NAME);
        return (sized && !name.contains("公司")).then(|| (Subject::named(name), &words[verb..]));
    }
    None
}

/// `甲功能使设计效率提升50%`, `甲功能，让设计效率提升50%`: what does it.
fn causer<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    s.change.as_ref()?;
    let phrases = &page.lexicon.phrases;
    if page.names_firm(s.clause) || page.quantities_in(s.clause).next().is_none_or(|q| q.span != s.quantity.span) {
        return None;
    }
    let name = frame::causer(page, sentence, s.clause)?;
    let behind = words.strip_prefix(name);
    let noun = behind.unwrap_or(words);
    let noun = ["使得", "使", "令", "让"].iter().find_map(|w| noun.strip_prefix(w)).unwrap_or(noun);
    let bare = noun.trim_start_matches("公司").trim_start_matches('的');
    if bare.chars().count() < 2 {
        return None;
    }
    let own = says_firm(s.clause.of(page.text)) || phrases.of_companies.is_in(words) || is_part(page.document, name);
    let product = ["功能", "技术", "算法", "模型", "工具"].iter().any(|w| name.ends_with(w))
        || phrases.solutions.closing(name).is_some();
    if product && !own {
        return Some((Subject::named(name), noun));
    }
    // `自动化产线使产能利用率提升5%`: the company's, and no part of the metric
    (behind.is_some() && page.is_of_company()).then(|| (page.covered(), bare))
}

/// `农村宴席的每桌成本`, `一线城市的新中产群体每个月下厨的次数`: the people or the occasion that the words begin with.
fn people(words: &str) -> Option<(Subject, &str)> {
    const PEOPLE: [&str; 11] =
        ["群体", "人群", "家庭", "居民", "消费者", "年轻人", "宴席", "家宴", "患者", "学生", "农户"];
    let end = PEOPLE.iter().filter_map(|w| words.find(w).map(|i| i + w.len())).min()?;
    let name = &words[..end];
    let behind = &words[end..];
    let each = ["每", "平均每", "人均", "户均"].iter().any(|w| behind.trim_start_matches('的').starts_with(w));
    let named = is_plain(name, NAME);
    let noun = rest(words, end)?;
    let spoken = ["对", "为", "使", "让", "向", "给"].iter().any(|w| name.starts_with(w));
    (each && named && !spoken).then(|| (Subject::named(name), noun))
}

/// `连锁餐厅的翻台率`, `单个基站的成本`, `某央企客户上线后采购成本`: of those that the words name, in a passage that has
/// spoken of no company.
fn kind<'t>(page: &Page<'t>, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    const KINDS: [&str; 13] =
        ["餐厅", "医院", "学校", "酒店", "工厂", "银行", "药店", "超市", "工地", "基站", "养殖户", "牧场", "园区"];
    const ONES: [&str; 9] = ["单个", "单台", "单座", "一台", "一座", "每台", "每座", "每个", "每户"];
    let (of, noun) = match words.strip_prefix('某') {
        Some(other) => {
            let end = ["客户", "企业", "项目"].iter().filter_map(|w| other.find(w).map(|i| i + w.len())).min()?;
            words.split_at(end + '某'.len_utf8())
        }
        None => words.split_once('的')?,
    };
    let of = of.strip_prefix("平均").unwrap_or(of);
    let own = ["用户", "客户", "门店", "产品"].iter().any(|w| of.ends_with(w)) && !of.starts_with('某');
    let named = of.starts_with('某') || KINDS.iter().any(|k| of.ends_with(k)) || ONES.iter().any(|o| of.starts_with(o));
    let plain = is_plain(of, NAME);
    let fits = named && plain && !own && page.is_of_company() && noun.chars().count() >= 2;
    let silent = !page.names_firm(s.clause) && !says_firm(s.clause.of(page.text));
    let alone = || if of.starts_with('某') { silent } else { !spoke_of_firm(page, s.clause.end) };
    (fits && alone()).then(|| (Subject::named(of), noun))
}

/// `新西兰某某原奶价格`: a price of goods with the holder's country before it.
fn abroad<'t>(page: &Page<'t>, words: &'t str) -> Option<(Subject, &'t str)> {
    let phrases = &page.lexicon.phrases;
    let country = phrases.countries.iter().find(|c| words.starts_with(**c))?;
    let noun = phrases.raw_prices.closings(words).max_by_key(|w| w.len())?;
    let name = words[..words.len() - noun.len()].trim_end_matches(['的', ' ']);
    let more = name.len() >= country.len() && name.chars().count() <= *NAME.end();
    more.then(|| (Subject::named(name), &words[words.len() - noun.len()..]))
}

/// `5G宏基站PCB价值量在周期峰值`: a value is of the goods.
fn value<'t>(page: &Page<'t>, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let end = words.find("价值量")?;
    // 单车 of `某系统单车价值量` goes with the value
    let each = words[..end].char_indices().rev().nth(1).map_or(end, |(i, _)| i);
    let at = if words[each..].starts_with(['单', '每', '整']) { each } else { end };
    let name = words[..at].trim_end_matches(['的', ' ']);
    let own = ["单", "每", "产品", "公司", "该", "其"].iter().any(|w| name.starts_with(w));
    let plain = is_plain(name, NAME);
    (s.item.is_none() && plain && !own && !page.is_generic(name)).then(|| (Subject::named(name), &words[at..]))
}

/// `速冻米面市场进入成熟阶段…；B端市场目前占比16%`: a channel's market in a paragraph that has spoken of no company.
fn channel<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let at = words.find("市场").filter(|i| *i > 0)?;
    let share = words.ends_with("占比") && s.quantity.unit == "%" && s.item.is_none();
    let channel = words[..at].ends_with('端') || ["线上", "线下"].contains(&&words[..at]);
    if !share || !channel || !page.is_of_company() || spoke_of_firm(page, s.clause.end) {
        return None;
    }
    let before = |t: &&super::topic::Topic| t.span.end <= sentence.span.start.max(s.clause.start);
    let market = page
        .topics
        .iter()
        .rev()
        .filter(before)
        .map(|t| t.span.of(page.text))
        .find(|name| NAME.contains(&name.chars().count()) && !page.is_generic(name) && !name.contains('端'));
    Some((market.map_or_else(Subject::default, Subject::named), words))
}

/// `IDM模式下的销售额` in a passage that has spoken of no company: of the firms that work so.
fn model<'t>(page: &Page<'t>, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let end = words.find("模式下").map(|i| i + "模式".len())?;
    let named = is_plain(&words[..end], NAME);
    let noun = rest(words, end + "下".len())?;
    (named && !spoke_of_firm(page, s.clause.end)).then(|| (Subject::named(&words[..end]), noun))
}

/// Whether a passage speaks of a company up to a place.
fn spoke_of_firm(page: &Page<'_>, at: usize) -> bool {
    page.names_firm(Span::new(0, at)) || says_firm(between(page.text, 0, at))
}

/// `中央厨房能够有效降低成本。…，合计可减少成本4%`: what a thing would save, in a passage that has spoken of no company.
fn saved<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let bare = words.strip_prefix("合计").unwrap_or(words);
    let saves = ["可减少", "可降低", "可节约", "可节省"].iter().any(|w| bare.starts_with(w));
    if !saves || !page.is_of_company() || spoke_of_firm(page, s.clause.end) {
        return None;
    }
    let able = ["能够", "可以", "能有效", "可有效"];
    let head = page.earlier(sentence).iter().chain([sentence]).find_map(|b| {
        let start = frame::opened(page, b.span.start, b.span.end);
        let lead = between(page.text, start, b.span.end);
        let name = &lead[..able.iter().filter_map(|w| lead.find(w)).min()?];
        (is_plain(name, NAME)).then_some(name)
    });
    Some((head.map_or_else(Subject::default, Subject::named), words))
}

/// `我国建筑业总产值…，每个项目投入10万元`, `中国高速公路里程数14万公里，每公里费用`: what is reckoned for one of many is not
/// the country's; it is of what the clause before measures in the same unit.
fn of_each<'t>(page: &Page<'t>, sentence: &Sentence, s: &Statement<'_>, words: &'t str) -> Option<(Subject, &'t str)> {
    let unit = ["每个", "单个", "每公里", "每台", "每座", "每套", "每家"].iter().find(|w| words.starts_with(**w))?;
    let topic = page.led_by_topic(sentence, s.quantity.span.start).filter(|t| t.end <= s.clause.start)?;
    if !page.lexicon.phrases.regions.contains(&topic.of(page.text)) || page.names_actor(sentence, s.clause.start) {
        return None;
    }
    let wide = page.wider(topic).of(page.text);
    let same = unit.trim_start_matches(['每', '单']);
    let before = sentence.before(s.clause.start).next()?;
    let named = same != "个" && wide.len() > topic.of(page.text).len() && before.of(page.text).contains(same);
    Some((if named { Subject::named(wide) } else { Subject::default() }, words))
}

/// `各类信息服务商…将产生…，占…的58%`: firms that the whole words begin with, instead of those named before.
pub(super) fn firms<'t>(page: &Page<'_>, subject: Subject, words: &'t str) -> (Subject, &'t str) {
    // 下沉 of 下沉市场容量 is a market
    let torn = subject.id.is_empty() && subject.name.chars().count() == 2 && words.starts_with("市场");
    if torn && !page.lexicon.phrases.regions.contains(&subject.name.as_str()) && rest(words, "市场".len()).is_some() {
        return (Subject::named(&format!("{}市场", subject.name)), &words["市场".len()..]);
    }
    let all = ["各类", "各家", "各大"].iter().any(|w| words.starts_with(w));
    let groups = page.lexicon.phrases.firm_groups.iter().chain(&page.lexicon.phrases.firm_words);
    let ends = groups.filter(|_| all && subject.id.is_empty()).filter_map(|g| words.find(*g).map(|i| i + g.len()));
    let end = ends.min().filter(|end| words[..*end].chars().count() <= 12);
    let Some((end, noun)) = end.and_then(|end| Some((end, rest(words, end)?))) else { return (subject, words) };
    (Subject::named(&words[..end]), noun)
}

/// What 行业 stands for: the last topic, or the trade before it where that is but whom a figure counts (`甲行业从业人数`).
pub(super) fn trade<'d>(page: &Page<'d>, sentence: &Sentence, at: usize) -> Option<&'d str> {
    let topic = page.topic_at(sentence, at)?;
    let counts = |t: &Span| ["从业", "协会", "人员"].iter().any(|w| page.text[t.end..].starts_with(w));
    let trade =
        |t: &Span| t.of(page.text).ends_with("行业") && t.end <= at && !counts(t) && !page.is_generic(t.of(page.text));
    let before = || page.topics.iter().rev().map(|t| t.span).find(trade);
    Some(if counts(&topic) { before().unwrap_or(topic) } else { topic }.of(page.text))
}
