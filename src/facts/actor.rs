//! Who acts at a place in the text: the company, organisation or group that a statement is about.
//!
//! reads: mentions of the clause, the sentence, the passage, the section's heading; 公司 and 集团; groups (四大云厂商).
//! gives: the subject's id and name. refuses: sources, whom a closed bracket or a title names, customers, makers, exchanges.

use super::outsider;
use super::page::{Page, counts, is_firm, part};
use super::sentence::Sentence;
use super::source;
use super::whose;
use crate::layout::{Document, PassageKind};
use crate::span::{Span, between};
use crate::tag::{Mention, MentionKind, Tags};

/// How many characters may stand before a name that leads its sentence (a date, a link).
const LEAD: usize = 14;

/// Passages before one in which its section's heading is sought.
const SECTION: usize = 80;

/// Pages over which the section of a heading goes on.
const PAGES: u32 = 6;

/// Characters of a heading that but says what stands below it: 简评, 投资建议.
const LABEL: usize = 6;

/// Characters behind a name in which what it ordered may stand: `中标甲数据中心二期设备采购项目`.
const ORDER: usize = 24;

/// Bytes over which a bracket or the title of a work stays open.
const OPEN: usize = 600;

/// Whom a statement is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Subject {
    pub(super) id: String,
    pub(super) name: String,
}

/// Whether words speak of 公司 or 集团; 有限责任公司 is but a legal form.
pub(super) fn says_firm(words: &str) -> bool {
    words.contains("集团") || words.match_indices("公司").any(|(i, _)| !words[..i].ends_with("有限责任"))
}

/// Whether 公司 or 集团 in a clause stands for the report's own company, else for the one named last; the subsidiary of
/// `甲公告，控股子公司拟…` is of whom the sentence names.
fn says_own(clause: &str, named: bool) -> bool {
    let lesser = named && !says_firm(&clause.replace("子公司", ""));
    !clause.contains("该公司") && !lesser && says_firm(clause)
}

impl Subject {
    /// A subject that the lexicon has not: a market, a product, a group.
    pub(super) fn named(name: &str) -> Self {
        Self { id: String::new(), name: name.to_owned() }
    }
}

impl From<&Mention> for Subject {
    fn from(m: &Mention) -> Self {
        Self { id: m.id.clone(), name: m.name.clone() }
    }
}

impl<'d> Page<'d> {
    /// The company of a quantity that stands in a list over companies.
    pub(super) fn actor_listed(&self, at: usize) -> Option<&'d Mention> {
        self.actors.binary_search_by_key(&at, |a| a.0).ok().map(|i| self.actors[i].1)
    }

    /// The company, organisation or group that a place in a sentence speaks of.
    pub(super) fn actor(&self, sentence: &Sentence, at: usize) -> Subject {
        let stranger = || whose::stranger(self, sentence, at).or_else(|| outsider::acts(self, sentence, at));
        if let Some(name) = stranger().filter(|_| self.actor_listed(at).is_none()) {
            return Subject::named(name);
        }
        self.actor_of(sentence, at, |m| matches!(m.kind, MentionKind::Company | MentionKind::Organisation))
    }

    /// The same for the kinds of mentions that `fits` lets through.
    pub(super) fn actor_of(&self, sentence: &Sentence, at: usize, fits: impl Fn(&Mention) -> bool) -> Subject {
        if let Some(m) = self.actor_listed(at).filter(|m| fits(m)) {
            return m.into();
        }
        let mine: Vec<&'d Mention> =
            self.mentions.iter().filter(|m| counts(m) && fits(m) && self.may_act(m, at)).collect();
        let clause = sentence.clause_at(at);
        let here = mine.iter().rev().find(|m| clause.contains(m.span) && m.span.start < at).copied();
        let mut groups = self.triggers.iter().rev().filter(|(s, t)| t.kind == "group" && !self.estimates(*s));
        let group = groups.clone().find(|(s, _)| sentence.span.contains(*s) && s.start < at);
        let carried = |m: &&&Mention| m.span.start < at && (clause.contains(m.span) || !self.is_example(m.span));
        let earlier = mine.iter().rev().filter(|m| sentence.span.contains(m.span)).find(carried).copied();
        if let Some(m) = self.headed(sentence, &mine, at).filter(|m| here.is_none_or(|h| h.id == m.id)) {
            return m.into();
        }
        let own = says_own(clause.of(self.text), earlier.is_some());
        if let Some((s, _)) = group
            && !whose::is_circumstance(self, sentence, *s, at)
            && here.or(earlier).is_none_or(|m| m.span.start < s.start && !self.is_faced(sentence, &mine, *s))
            && (!self.is_of_company() || !own && !between(self.text, sentence.span.start, s.start).contains("公司"))
        {
            return Subject::named(s.of(self.text));
        }
        if let Some(m) = here {
            return m.into();
        }
        if (own || self.is_led_by_own(sentence, at))
            && let Some(m) = self.item_head(sentence, &mine)
        {
            return m.into();
        }
        // in a section on one company 公司 is that one, unless the passage has named another
        let free = !self.head.company.is_empty() || !mine.iter().any(|m| m.span.start < at);
        if (own || self.is_led_by_own(sentence, at)) && self.is_of_company() && free {
            return self.meant();
        }
        let before = groups.find(|(s, _)| s.end <= sentence.span.start);
        if let Some((s, _)) = before
            && earlier.is_none()
            && !own
            && !between(self.text, sentence.span.start, at).contains("公司")
            && mine.iter().rev().find(|m| m.span.start < at).is_none_or(|m| m.span.start < s.start)
        {
            return Subject::named(s.of(self.text));
        }
        let behind = mine.iter().find(|m| clause.contains(m.span)).copied();
        let leads = |m: &&&Mention| self.leads(m.span, own);
        let past = || mine.iter().rev().filter(carried);
        let last = past().find(leads).or_else(|| past().next().filter(|_| self.head.company.is_empty())).copied();
        match earlier.or(behind).or(last) {
            Some(m) => m.into(),
            None => self.unnamed(own, fits),
        }
    }

    /// Whether a company may be carried on to later sentences; `own`: to one that says 公司. In a company's own report only
    /// from where it leads its sentence; 公司 of a list of companies is the one that its sentences begin with, not a customer
    /// named on the way, nor one that it does something with (`公司与甲合作深化`).
    fn leads(&self, name: Span, own: bool) -> bool {
        let from = self.sentences.iter().find(|s| s.span.contains(name)).map_or(0, |s| s.span.start);
        let lead = between(self.text, from, name.start);
        let beside = own && lead.trim_end().ends_with(['与', '和', '同', '向', '对', '给']);
        self.head.company.is_empty() && !own || !beside && lead.chars().count() <= LEAD
    }

    /// Who acts where the passage names nobody; `own`: whether its clause says 公司.
    fn unnamed(&self, own: bool, fits: impl Fn(&Mention) -> bool) -> Subject {
        match self.before {
            _ if !self.head.company.is_empty() && own => self.covered(),
            // `before`: the section does speak of it here
            _ if !self.head.company.is_empty() => self.spoken_of(),
            _ if self.leader.is_none() && !self.own.id.is_empty() => self.own.clone(),
            before => before.filter(|m| fits(m)).map(Subject::from).unwrap_or_default(),
        }
    }

    /// `据运营商估算`: a group that says a figure does not have it.
    fn estimates(&self, group: Span) -> bool {
        let says = ["估算", "测算", "统计", "预测", "预计", "调研"];
        let rest = self.text[group.end..].trim_start_matches(['的', '们']);
        self.text[..group.start].ends_with('据') && says.iter().any(|w| rest.starts_with(w))
    }

    /// `甲面临运营商的竞争，营业收入…` is 甲's: whether a company stands before a group in its clause.
    fn is_faced(&self, sentence: &Sentence, mine: &[&'d Mention], group: Span) -> bool {
        let clause = sentence.clause_at(group.start);
        mine.iter().any(|m| m.kind == MentionKind::Company && clause.contains(m.span) && m.span.end <= group.start)
    }

    /// Whom a bracket names beside a sentence, whom it quotes or sells to, and who says it does not act in it.
    fn may_act(&self, m: &Mention, at: usize) -> bool {
        let span = m.span;
        !source::names_a_source(self.text, span, &self.lexicon.phrases)
            && !self.bracketed(span, at)
            && !self.quoted(span)
            && !self.text[span.end..].starts_with("事件")
            && !self.is_counterpart(span)
            && !self.is_cited(span)
            && !self.is_publisher(span)
            && !source::is_counter(m, self.text, self.lexicon)
    }

    /// `某某证券研究所`: the house that has published the report or another one.
    fn is_publisher(&self, span: Span) -> bool {
        // its own name on every page
        if !self.head.broker.is_empty() && span.of(self.text) == self.head.broker {
            return true;
        }
        let rest = self.text[span.end..].trim_start();
        ["研究所", "研究院", "研究部", "研究中心", "研究发展", "研究整理", "研报"].iter().any(|w| rest.starts_with(w))
    }

    /// `巨头如甲、乙、丙等已推出产品，`: an example of many; a later clause speaks of all of them.
    fn is_example(&self, span: Span) -> bool {
        let lead = self.lead(span.start);
        let head = lead.rsplit(['，', '。', '；', '\n', '（', '(']).next().unwrap_or(lead);
        let opens = ["如", "例如", "譬如", "诸如", "包括", "比如"]
            .iter()
            .filter_map(|w| head.rfind(w).map(|i| i + w.len()))
            .max();
        let listed = opens.is_some_and(|i| {
            let between = &head[i..];
            between.is_empty() || between.ends_with(['、', '和', '及', '与', '/'])
        });
        let rest = || self.rest(span.end).split(['，', '。', '；', '）']).next().unwrap_or("");
        listed && rest().contains('等')
    }

    /// `据某某研究院及甲，预计…`: named beside a house in a clause that but says who says it.
    fn is_cited(&self, span: Span) -> bool {
        let from = self.text[..span.start].rfind(['，', '。', '；', '\n']).map_or(0, |i| i + '，'.len_utf8());
        let from = if self.text.is_char_boundary(from) { from } else { span.start };
        let lead = between(self.text, from, span.start).trim_start();
        let house = self.lexicon.phrases.houses.is_in(lead);
        ["据", "根据"].iter().any(|w| lead.starts_with(w))
            && house
            && lead.trim_end().ends_with(['及', '和', '与', '、'])
    }

    /// `对甲销售额`, `在上交所上市`, `受甲影响`: whom it sells to, where its shares are traded, what befalls it does not act.
    fn is_counterpart(&self, span: Span) -> bool {
        let phrases = &self.lexicon.phrases;
        let lead = self.text[..span.start].trim_end();
        let rest = self.text[span.end..].trim_start_matches(['的', '等', ' ']);
        let starts = |words: &[&str]| words.iter().any(|w| rest.starts_with(w));
        // `中标甲的项目`, `获得甲订单`, `从甲独立`, `技术来自于甲`, `份额比甲高`, `引进甲的设备`
        let ends = |words: &[&str]| words.iter().any(|w| lead.ends_with(w));
        let near: String = rest.chars().take(ORDER).take_while(|c| !matches!(c, '，' | '。' | '；')).collect();
        let ordered = ["项目", "订单", "工程", "合同", "认证"].iter().any(|w| near.contains(w));
        let left = ["独立", "剥离", "分拆", "收购", "引进", "脱离", "影响", "拖累"].iter().any(|w| near.contains(w));
        let more = ["高", "低", "多", "少", "快", "慢"].iter().any(|w| near.contains(w));
        // `甲成为公司首批客户`
        let own = starts(&["成为公司", "是公司", "为公司", "作为公司"])
            && ["客户", "供应商", "合作伙伴"].iter().any(|w| rest.chars().take(ORDER).collect::<String>().contains(w));
        own || (lead.ends_with(['对', '向']) || lead.ends_with("来自")) && starts(&phrases.dealings)
            || lead.ends_with(['在', '于']) && starts(&phrases.venues)
            || ends(&["中标", "获得", "斩获"]) && ordered
            || ends(&["从", "自", "由", "受", "受到"]) && left
            || ends(&["来自于", "来源于", "大客户", "大客户为"])
            || ends(&["引进", "引入", "代理", "采购", "收购"]) && self.text[span.end..].starts_with('的')
            || ends(&["比", "较", "相比"]) && more
    }

    /// The name as it is written of the subsidiary that acts at a place, where that stands for its parent `id`.
    pub(super) fn subsidiary(&self, sentence: &Sentence, at: usize, id: &str) -> &'d str {
        let inside = |m: &&Mention| m.id == id && m.span.start < at && counts(m);
        let named = self.mentions.iter().rev().find(|m| inside(m) && sentence.span.contains(m.span));
        let named = named.or_else(|| self.mentions.iter().rev().find(inside));
        let carried = || self.before.filter(|m| m.id == id).map(|m| m.span.of(&self.document.passages[m.passage].text));
        named
            .map(|m| m.span.of(self.text))
            .or_else(carried)
            .map(|name| name.split(['（', '(']).next().unwrap_or(name).trim())
            .filter(|name| self.lexicon.is_subsidiary(name, id))
            .unwrap_or_default()
    }

    /// Whether a clause of the sentence up to a place speaks of 公司 alone, and no other company's name begins
    /// a later one: `公司已成为甲、乙等的供应商，规模达…`.
    fn is_led_by_own(&self, sentence: &Sentence, at: usize) -> bool {
        let before = sentence.clauses.iter().rev().filter(|c| c.start <= at);
        for clause in before {
            let words = clause.of(self.text).trim_start_matches([' ', '，', ',', '●', '•']);
            let mut start = clause.end - words.len();
            if let Some(p) = self.periods.iter().find(|p| p.span.start == start) {
                start = p.span.end;
            }
            let rest = between(self.text, start, clause.end.min(at.max(start)));
            let others = ["该公司", "子公司", "上市公司", "各公司", "家公司", "些公司", "母公司", "可比公司"];
            let own = rest.contains("公司") && !others.iter().any(|o| rest.contains(o));
            if own
                && !self.mentions.iter().any(|m| {
                    clause.contains(m.span)
                        && m.kind == MentionKind::Company
                        && counts(m)
                        && !self.is_counterpart(m.span)
                })
            {
                return true;
            }
            let named = |m: &&Mention| m.span.start == start && m.kind == MentionKind::Company && counts(m);
            if self.mentions.iter().any(|m| named(&m)) {
                return false;
            }
        }
        false
    }

    /// Whether a sentence itself, or a group before it, says who acts at a place.
    pub(super) fn has_actor(&self, sentence: &Sentence, at: usize) -> bool {
        self.names_actor(sentence, at) || self.triggers.iter().any(|(s, t)| t.kind == "group" && s.start < at)
    }

    /// Whether a sentence itself says who acts at a place.
    pub(super) fn names_actor(&self, sentence: &Sentence, at: usize) -> bool {
        let clause = sentence.clause_at(at);
        let named = self.mentions.iter().any(|m| {
            counts(m)
                && matches!(m.kind, MentionKind::Company | MentionKind::Organisation)
                && sentence.span.contains(m.span)
                && (m.span.start < at || clause.contains(m.span))
                && !source::names_a_source(self.text, m.span, &self.lexicon.phrases)
                && !source::is_counter(m, self.text, self.lexicon)
        });
        let group =
            self.triggers_in(sentence.span).any(|(s, t)| t.kind == "group" && s.start < at && !self.estimates(*s));
        named || group || says_firm(between(self.text, sentence.span.start, clause.end))
    }

    /// Whether a span stands in a bracket that closes before `at`.
    pub(super) fn bracketed(&self, span: Span, at: usize) -> bool {
        let before = self.lead(span.start);
        let open = before.rfind(['（', '(']);
        let Some(open) = open.filter(|&o| !before[o..].contains(['）', ')'])) else { return false };
        let inside = before[open..].chars().count() > 1;
        inside && self.text.get(span.end..at).is_some_and(|t| t.contains(['）', ')']))
    }

    /// The text behind a place, as far as a bracket or a title may stay open.
    pub(super) fn rest(&self, at: usize) -> &'d str {
        let end = at.saturating_add(OPEN).min(self.text.len());
        let end = (at..=end).rev().find(|i| self.text.is_char_boundary(*i)).unwrap_or(at);
        between(self.text, at, end)
    }

    /// The text before a place, as far back as a bracket or a title may open.
    pub(super) fn lead(&self, at: usize) -> &'d str {
        let from = (at.saturating_sub(OPEN)..=at).find(|i| self.text.is_char_boundary(*i)).unwrap_or(at);
        between(self.text, from, at)
    }

    /// Whether a span stands inside the title of a work: 《…白皮书》.
    fn quoted(&self, span: Span) -> bool {
        let before = self.lead(span.start);
        before.rfind('《').is_some_and(|open| !before[open..].contains('》'))
    }

    /// Whether the passage stands in a section on an industry, a market or a policy.
    pub(super) fn is_of_wide_section(&self) -> bool {
        let section = self.document.passages[self.passage].section.as_str();
        let phrases = &self.lexicon.phrases;
        let own = phrases.own_sections.is_in(section) || section.contains(&self.own.name);
        self.is_of_company() && !own && phrases.wide_sections.is_in(section)
    }

    /// Whether the passage names the company that the report covers.
    pub(super) fn speaks_of_own(&self) -> bool {
        self.mentions.iter().any(|m| m.id == self.own.id) || says_firm(self.text)
    }

    /// Whether the text is a report whose front page is read: in a piece of one whom it speaks of stands elsewhere.
    pub(super) fn is_report(&self) -> bool {
        !self.head.broker.is_empty() || self.is_of_company()
    }

    /// Whether 公司 means somebody.
    pub(super) fn is_of_company(&self) -> bool {
        !self.own.name.is_empty()
    }

    /// The company that a section on another one speaks of, where its passages do, else the covered one.
    pub(super) fn spoken_of(&self) -> Subject {
        let other = self.before.is_some_and(|m| m.id == self.section.id);
        if other { self.section.clone() } else { self.covered() }
    }

    /// Whom 公司 means: in a section that is headed by another company that one, where the passage does not name the
    /// report's own.
    fn meant(&self) -> Subject {
        let named = self.mentions.iter().any(|m| m.id == self.own.id);
        let headed = !self.section.id.is_empty() && !named && self.before.is_some_and(|m| m.id == self.section.id);
        if headed { self.section.clone() } else { self.covered() }
    }

    /// The company that the report or its section covers.
    pub(super) fn covered(&self) -> Subject {
        self.own.clone()
    }
}

/// The company that the heading of a passage's section names, where it names one alone; where it names none (简评), the
/// heading that it stands under.
pub(super) fn section_company<'d>(document: &'d Document, tags: &'d Tags, passage: usize) -> Option<&'d Mention> {
    let own = &document.passages[passage];
    let from = passage.saturating_sub(SECTION);
    for title in own.section.rsplit(" / ").take(2).filter(|t| !t.is_empty()) {
        let heading = (from..passage).rev().find(|i| {
            let p = &document.passages[*i];
            p.kind == PassageKind::Heading && p.text == title && p.page() + PAGES >= own.page()
        })?;
        let mut named = part(&tags.mentions, heading, |m| m.passage).iter().filter(|m| is_firm(m));
        if let Some(first) = named.next() {
            return named.all(|m| m.id == first.id).then_some(first);
        }
        if title.chars().count() > LABEL {
            return None;
        }
    }
    None
}
