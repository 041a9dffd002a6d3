//! The values that tagging gives. Spans are bytes of the passage's text.

use crate::decimal::Decimal;
use crate::note::Note;
use crate::span::Span;

/// What kind of thing a mention names (contract, `mentions.kind`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A listed company.
    Company,
    /// An organisation without a listing.
    Organisation,
    /// An AI model.
    Model,
    /// A chip.
    Chip,
}

/// The part a mention plays (contract, `mentions.role`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Running text.
    Body,
    /// The title, or the company the report covers.
    Subject,
    /// A list of related or suggested stocks.
    Recommended,
    /// A table's cell.
    Table,
    /// A caption.
    Caption,
    /// A heading.
    Heading,
    /// A source line; a publisher or data vendor named as such.
    Source,
    /// Disclaimer, header, footer, rating scale, contacts, contents.
    Boilerplate,
}

/// How exact a quantity is said to be.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Approximation {
    /// As stated.
    #[default]
    Exact,
    /// 约, 左右, 近.
    About,
    /// 超, 逾, 突破, 以上.
    Over,
    /// 不足, 不到, 以下.
    Under,
    /// 高达, 最高, 至多.
    UpTo,
}

/// A place where a company, organisation, model or chip is named. Mentions of one passage do not
/// overlap unless they are of different kinds (`百度昆仑芯`: a company and a chip).
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Index into `Document::passages`.
    pub passage: usize,
    /// Where in it.
    pub span: Span,
    /// What it names.
    pub kind: MentionKind,
    /// `688256.SH`, `org:bytedance`, `model:glm-5`, `chip:h200`.
    pub id: String,
    /// The standard name.
    pub name: String,
    /// The part it plays.
    pub role: Role,
    /// The rule that decided that this is a mention.
    pub rule: &'static str,
}

/// A number with its unit. Quantities of one passage do not overlap and stand in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Index into `Document::passages`.
    pub passage: usize,
    /// Where in it, with range and approximation words.
    pub span: Span,
    /// Lower end in the base unit.
    pub low: Decimal,
    /// Upper end; equal to `low` for a single value.
    pub high: Decimal,
    /// `CNY`, `%`, `W`, `片/月`; empty where none is written.
    pub unit: String,
    /// From the words around it.
    pub approximation: Approximation,
}

/// A table cell's number.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// In the base unit.
    pub value: Decimal,
    /// `CNY`, `%`, `x`, `CNY/share`; empty where neither cell nor table says one.
    pub unit: String,
}

/// A date or stretch of time. Periods of one passage do not overlap and stand in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// Index into `Document::passages`.
    pub passage: usize,
    /// Where in it.
    pub span: Span,
    /// `2026`, `2026-03-03`, `2025Q4`, `FY2026Q2`, `2020/2028`; absent where it could not be resolved.
    pub period: Option<String>,
}

/// What the head of the report tells the taggers. Everything may be unknown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Frame {
    /// The report's date: relative periods count from it.
    pub published_on: Option<jiff::civil::Date>,
    /// The security a company report is about.
    pub company: Option<String>,
    /// The publisher's standard name: its own name is no mention in running text's edges.
    pub broker: Option<String>,
}

/// All tags of a document, each kind sorted by passage and place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tags {
    /// Names.
    pub mentions: Vec<Mention>,
    /// Numbers with units, of running text.
    pub quantities: Vec<Quantity>,
    /// Dates and periods, of running text.
    pub periods: Vec<Period>,
    /// Numbers of tables: one list a table, one entry a cell in the cells' order, `None` for text.
    pub amounts: Vec<Vec<Option<Amount>>>,
    /// Oddities.
    pub notes: Vec<Note>,
}
