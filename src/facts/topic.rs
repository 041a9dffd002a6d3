//! What a figure is of where nobody acts: a region, an industry, a market, a product.
//!
//! reads: words before a market word (`行业` `市场规模` `渗透率`), back to the last mark, date, name or word that
//! cannot stand in a name (`在` `预计`); regions that begin a clause. gives: a topic's words, the topic that a
//! place in the text speaks of, whether words name nothing by themselves (全球, 整体市场). refuses: phrases with
//! 公司 or a company's name: who acts is no topic.

use super::actor::says_firm;
use super::page::Page;
use super::sentence::Sentence;
use super::{naming, torn, trade};
use crate::lexicon::Phrases;
use crate::span::{Span, between};
use crate::tag::{MentionKind, Role};

/// Bytes before a market word in which its name is sought; the longest of the sample corpus has 20 characters.
const REACH: usize = 66;

/// Bytes between a count of companies and the word that says what they are: `57家典型上市房企`.
const GROUP: usize = 30;

/// Sentences over which a topic is carried on.
const CARRIED: usize = 3;

/// A topic's words in its passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Topic {
    pub(super) span: Span,
    /// Whether it begins its clause, so that the clause speaks of it.
    pub(super) leads: bool,
}

/// Where the trade that stands behind a region ends: 建筑业企业 of `我国建筑业企业信息化率`.
pub(super) fn industry(rest: &str) -> Option<usize> {
    let plain = rest.find(|c: char| !c.is_alphabetic()).map_or(rest, |i| &rest[..i]);
    let found = plain.match_indices('业').find(|(i, w)| {
        let (head, behind) = (&plain[..*i], &plain[i + w.len()..]);
        (1..=7).contains(&head.chars().count())
            && !head.ends_with(['企', '就', '从', '作', '营', '毕', '创', '开', '商', '专'])
            && !behind.starts_with(['务', '绩', '态', '主', '界', '内', '余', '协', '研'])
    });
    let end = found.map(|(i, w)| i + w.len())?;
    Some(if plain[end..].starts_with("企业") { end + "企业".len() } else { end })
}

/// Whether words name no market by themselves: a region, 整体, 行业.
pub(super) fn is_generic(phrases: &Phrases, words: &str) -> bool {
    let mut rest = words.trim();
    loop {
        let bare = rest.trim_matches([' ', '的', '-', '/', '年', '约', '：']);
        let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit());
        let lead = phrases.regions.opening(bare).or_else(|| phrases.generic.opening(bare));
        let next = lead.map_or(bare, |w| &bare[w.len()..]);
        if next.len() == rest.len() {
            return rest.chars().filter(|c| c.is_alphabetic()).count() < 2;
        }
        rest = next;
    }
}

impl Page<'_> {
    /// The noun phrase that ends at `end` and begins at `from` or later; `None` where no name stands there.
    pub(super) fn phrase_before(&self, from: usize, end: usize) -> Option<Span> {
        let text = self.text;
        let floor = (end.saturating_sub(REACH)..=end).find(|i| text.is_char_boundary(*i))?;
        let mut start = from.max(floor);
        let mut end = end;
        end = start + between(text, start, end).trim_end_matches(['的', ' ', '“', '”']).len();
        // `某某平台每年的市场空间`: how often is no part of the name
        if let Some(p) =
            self.periods.iter().find(|p| p.span.end == end && p.span.start > start && p.span.of(text).starts_with('每'))
        {
            end = start + between(text, start, p.span.start).trim_end_matches(['的', ' ']).len();
        }
        for border in self.borders(start, end) {
            start = start.max(border);
        }
        start += self.region_within(between(text, start, end)).unwrap_or(0);
        loop {
            let words = between(text, start, end);
            let bare = words.trim_start_matches([
                ' ', '的', '年', '月', '度', '末', '底', '期', '-', '—', '·', '/', '+', '）', ')',
            ]);
            // 来 of `19年来销量`; 来料加工 is a word
            let since = text[..end - bare.len()].ends_with('年') && !bare.starts_with("来料");
            let bare = bare.strip_prefix('来').filter(|_| since).unwrap_or(bare);
            let phrases = &self.lexicon.phrases;
            let kept = phrases.topic_words.opening(bare).is_some();
            let open = phrases.opens.opening(bare).or_else(|| phrases.topic_opens.opening(bare)).filter(|_| !kept);
            let next = end - bare.len() + open.map_or(0, |o| o.len());
            if next == start {
                break;
            }
            start = next;
        }
        let words = between(text, start, end);
        let named = words.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        (start < end && named).then(|| Span::new(start, end))
    }

    /// Where a region stands inside a phrase: `某某咨询数据我国速冻食品` begins with it. 国内 and 海外 go on with
    /// the words before them as often (`公司海外`), and so does a region behind another one.
    pub(super) fn region_within(&self, words: &str) -> Option<usize> {
        let regions = &self.lexicon.phrases.regions;
        if regions.opening(words).is_some() {
            return None;
        }
        let mut inside = regions.places(words).filter(|(_, r)| !matches!(*r, "国内" | "海外" | "世界" | "全国"));
        let (at, _) = inside.find(|(i, r)| *i > 0 && i + r.len() < words.len())?;
        let joined = words[..at].ends_with(['和', '与', '及', '、', '/', '-', '在', '占']);
        let named = self
            .mentions
            .iter()
            .map(|m| m.span.of(self.text))
            .any(|name| words.match_indices(name).any(|(i, _)| (i..i + name.len()).contains(&at)));
        (!joined && !named && !words[at..].starts_with("中国产")).then_some(at)
    }

    /// Places inside a stretch at which a name cannot go on to the left.
    fn borders(&self, start: usize, end: usize) -> Vec<usize> {
        let words = between(self.text, start, end);
        let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '·' | '&' | '+' | '.' | ' ');
        let marks = words.char_indices().rev().find(|(_, c)| !part(*c)).map(|(i, c)| start + i + c.len_utf8());
        let dates = self.periods.iter().rev().map(|p| p.span.end).find(|e| (start..=end).contains(e));
        let company = |m: &&crate::tag::Mention| m.kind == MentionKind::Company && m.role != Role::Boilerplate;
        let names = self.mentions.iter().rev().filter(company).map(|m| m.span.end).find(|e| (start..=end).contains(e));
        let phrases = &self.lexicon.phrases;
        let kept = |at: usize, word: &str| {
            let inside = |w: &str, i: usize| words.get(at.checked_sub(i)?..).filter(|t| t.starts_with(w)).map(|_| ());
            phrases.topic_words.iter().any(|w| w.match_indices(word).any(|(i, _)| inside(w, i).is_some()))
        };
        // from the right, so that the first is the last: names are short
        let stops = words.char_indices().rev().map(|(i, c)| i + c.len_utf8()).find(|end| {
            let head = &words[..*end];
            phrases.topic_borders.closings(head).any(|w| !kept(*end - w.len(), w))
        });
        let stops = stops.map(|end| start + end);
        let numbered = naming::numbered(self, start, end);
        [marks, dates, names, stops, numbered].into_iter().flatten().collect()
    }

    /// The topics of the passage, in order.
    pub(super) fn topics(&self) -> Vec<Topic> {
        let mut out: Vec<Topic> = Vec::new();
        for sentence in &self.sentences {
            for clause in &sentence.clauses {
                let from = out.len();
                for (word, trigger) in self.triggers_in(*clause).filter(|(_, t)| matches!(t.kind, "topic" | "market")) {
                    let Some(mut span) = self.phrase_before(clause.start, word.start) else { continue };
                    if self.is_generic(span.of(self.text)) || trigger.metric == "share" || trigger.metric == "cagr" {
                        continue;
                    }
                    let behind = self.text.get(word.end..).unwrap_or("");
                    // 产业 in 产业研究院 and 行业 in 行业协会 name who says it
                    if self.lexicon.phrases.topic_stops.opening(behind).is_some() {
                        continue;
                    }
                    if trigger.kind == "topic" && !torn::is_measure(trigger.word, behind) {
                        span.end = word.end;
                    }
                    // 大数据总市场规模 is of 大数据
                    span.end = span.start + span.of(self.text).trim_end_matches(['总', '各']).len();
                    let begin = naming::numbered(self, clause.start, word.start).filter(|at| *at <= span.start);
                    let lead = between(self.text, begin.unwrap_or(clause.start), span.start);
                    // `由于某某市场震荡，…` gives a reason
                    let words = span.of(self.text);
                    // 这种市场 is named elsewhere
                    if words.starts_with(['这', '该', '此'])
                        || words.starts_with("前者")
                        || words.starts_with("后者")
                        || trade::is_reputation(words, behind)
                        || torn::is_rest(words)
                    {
                        continue;
                    }
                    if self.lexicon.phrases.reasons.iter().any(|w| lead.trim_end().ends_with(w) || words.starts_with(w))
                    {
                        continue;
                    }
                    if ["公司", "集团", "我们"].iter().any(|w| lead.trim_end().ends_with(w)) {
                        continue;
                    }
                    let wide = trigger.kind == "market" || self.lexicon.phrases.industries.contains(&trigger.word);
                    let speaks = trigger.kind == "market"
                        || behind.trim_start().starts_with(|c: char| !c.is_alphabetic())
                        || self.lexicon.phrases.topic_followers.opening(behind).is_some();
                    let leads = wide && speaks && out.len() == from && self.is_no_word(lead, span.start - lead.len());
                    out.push(Topic { span, leads });
                }
                if !out[from..].iter().any(|t| t.leads) {
                    out.extend(self.group_of(*clause).or_else(|| self.region_of(*clause)));
                }
            }
        }
        out
    }

    /// Companies counted at the head of a clause: `57家上市银行2025年营业收入…` speaks of them together.
    fn group_of(&self, clause: Span) -> Option<Topic> {
        let firms = ["公司", "企业", "厂商", "机构"];
        let counted = self.quantities_in(clause).find(|q| q.unit == "家")?;
        let rest = between(self.text, counted.span.end, clause.end);
        let tails = firms.iter().chain(&self.lexicon.phrases.firm_groups);
        let end = tails.filter_map(|t| rest.find(*t).map(|i| i + t.len())).min().filter(|end| *end <= GROUP)?;
        // what the clause goes on to say is of them
        let named = rest[..end].chars().all(|c| c.is_alphanumeric() || c == ' ')
            && rest[end..].trim_start().starts_with(char::is_alphanumeric);
        let span = Span::new(counted.span.start, counted.span.end + end);
        let lead = between(self.text, clause.start, span.start);
        (named && self.is_no_word(lead, clause.start)).then_some(Topic { span, leads: true })
    }

    /// The country or the world that begins a clause: `2025年全球…`. 国内 is said of a company's business as often.
    fn region_of(&self, clause: Span) -> Option<Topic> {
        let words = clause.of(self.text);
        let mut regions = self.lexicon.phrases.regions.places(words);
        let region = regions.find(|(_, r)| !matches!(*r, "国内" | "海外"));
        // `新加坡拥有300家企业`; a company's plant in a country is no topic
        let speaks = |i: usize| ["拥有", "在", "的", "是", "作为", "已"].iter().any(|w| words[i..].starts_with(w));
        let country = self.lexicon.phrases.countries.places(words).find(|(i, c)| speaks(i + c.len()));
        let (at, region) = region.into_iter().chain(country).min()?;
        let at = clause.start + at;
        let span = Span::new(at, at + region.len());
        let named = self.mentions.iter().any(|m| m.span.overlaps(span));
        let lead = between(self.text, clause.start, at);
        // 全球 of `占全球产能的5%` is the whole, not the part
        if self.text[..at].ends_with(['占', '据', '到']) || self.text[span.end..].starts_with("会计准则") {
            return None;
        }
        if trade::is_no_region_of(self, clause, span) {
            return None;
        }
        // 亚洲其他国家 are others
        let rest = &self.text[span.end..];
        let others = trade::others(rest);
        if others.is_none() && ["其他", "其它", "各国"].iter().any(|w| rest.starts_with(w)) {
            return None;
        }
        let span = Span::new(span.start, span.end + others.unwrap_or(0));
        // 中国连锁经营协会 says it
        let house: String = self.text[span.end..].chars().take(12).take_while(|c| c.is_alphabetic()).collect();
        if self.lexicon.phrases.houses.is_in(&house) || ["协会", "学会"].iter().any(|h| house.contains(h)) {
            return None;
        }
        (lead.len() < REACH && !named && self.is_no_word(lead, clause.start)).then_some(Topic { span, leads: true })
    }

    /// A region with what is measured behind it: 中国协作机器人 of `中国协作机器人出货量`; the region alone where
    /// other words follow.
    pub(super) fn wider(&self, region: Span) -> Span {
        let words = region.of(self.text);
        if !self.lexicon.phrases.regions.contains(&words) {
            return region;
        }
        let rest = self.text.get(region.end..).unwrap_or("");
        if let Some(end) = industry(rest) {
            return Span::new(region.start, region.end + end);
        }
        let plain = rest.find(|c: char| !c.is_alphanumeric()).map_or(rest, |i| &rest[..i]);
        let nouns = self.lexicon.phrases.measured.iter().filter(|w| w.chars().count() >= 2);
        let Some(noun) = nouns.filter_map(|w| plain.find(*w)).min() else { return region };
        let noun = torn::measured_from(plain, noun);
        match self.phrase_before(region.end, region.end + noun) {
            Some(thing) if thing.start == region.end && !self.is_generic(thing.of(self.text)) => {
                let bare = thing.of(self.text).trim_end_matches(['总', '年', '每', '的', ' ']);
                Span::new(region.start, thing.start + bare.len())
            }
            _ => region,
        }
    }

    /// Whether nothing but marks, dates and opening words stand in the lead of a clause.
    fn is_no_word(&self, lead: &str, start: usize) -> bool {
        let mut rest = lead.to_owned();
        for p in self.periods.iter().filter(|p| p.span.start >= start && p.span.end <= start + lead.len()) {
            rest = rest.replace(p.span.of(self.text), "");
        }
        let phrases = &self.lexicon.phrases;
        loop {
            let bare = rest.trim_start_matches(|c: char| !c.is_alphabetic() || "年月度末底期从在到".contains(c));
            let open = phrases.opens.opening(bare).or_else(|| phrases.topic_opens.opening(bare));
            match open {
                Some(o) => rest = bare[o.len()..].to_owned(),
                None => return bare.is_empty(),
            }
        }
    }

    /// Whether words name no market by themselves: a region, 整体, 行业.
    pub(super) fn is_generic(&self, words: &str) -> bool {
        is_generic(&self.lexicon.phrases, words)
    }

    /// The topic that a place speaks of: the last one before it in its sentence, else one that leads a clause of
    /// the sentences before; `None` behind a sentence in which a company acts.
    pub(super) fn topic_at(&self, sentence: &Sentence, at: usize) -> Option<Span> {
        let before = |t: &&Topic| t.span.end <= at && !self.is_generic(t.span.of(self.text));
        let here = self.topics.iter().rev().filter(before).find(|t| sentence.span.contains(t.span));
        if let Some(topic) = here {
            return Some(topic.span);
        }
        for earlier in self.earlier(sentence).iter().rev().take(CARRIED) {
            if let Some(t) = self.topics.iter().rev().filter(before).find(|t| earlier.span.contains(t.span)) {
                return Some(t.span);
            }
            if self.names_actor(earlier, earlier.span.end) {
                return None;
            }
        }
        None
    }

    /// Whether a sentence or those before it speak of a topic rather than of a company.
    pub(super) fn led_by_topic(&self, sentence: &Sentence, at: usize) -> Option<Span> {
        let index = self.sentences.iter().position(|s| s.span == sentence.span)?;
        for (n, s) in self.sentences[..=index].iter().rev().take(CARRIED).enumerate() {
            let end = if n == 0 { at } else { s.span.end };
            let topic = self.topics.iter().rev().find(|t| t.leads && s.span.contains(t.span) && t.span.end <= end);
            let led = topic.is_some_and(|t| n == 0 && self.acts_behind(s.span.start, t.span.start));
            if led || self.names_actor(s, end) && topic.is_none_or(|t| self.acts_behind(t.span.end, end)) {
                return None;
            }
            if let Some(t) = topic {
                return Some(t.span);
            }
        }
        None
    }

    /// Whether a company is named between a topic and a place.
    fn acts_behind(&self, from: usize, to: usize) -> bool {
        let words = between(self.text, from, to);
        says_firm(words)
            || self.mentions.iter().any(|m| {
                m.kind == MentionKind::Company
                    && m.span.start >= from
                    && m.span.end <= to
                    && m.role != Role::Boilerplate
            })
    }

    /// A region's own words with what the place speaks of: 中国 in a sentence of 智能算力 is 中国智能算力.
    pub(super) fn in_region(&self, words: &str, topic: Span) -> String {
        let regions = &self.lexicon.phrases.regions;
        let topic = topic.of(self.text);
        let bare = regions.iter().find_map(|r| topic.strip_prefix(*r)).unwrap_or(topic).trim_start_matches(['的', ' ']);
        let region = regions.iter().find(|r| words.trim().starts_with(**r));
        region.map_or_else(|| topic.to_owned(), |r| format!("{r}{bare}"))
    }
}
