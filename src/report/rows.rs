//! The rows of the contract's tables as types; `schema/report.schema.json` is made from them.
//!
//! Key order is the order of the fields. A number is written exactly; an unknown value is `null`.

use crate::decimal::Decimal;
use crate::facts::{Analyst, Basis, ChangeBase, DateSource, FactKind, RatingAction, ReportKind};
use crate::layout::PassageKind;
use crate::note::Note;
use crate::span::Place;
use crate::tag::{Approximation, MentionKind, Role};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the report JSON. Raised when a key changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// One file, read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// [`SCHEMA_VERSION`] of the program that wrote it.
    pub schema_version: u32,
    /// The `reports` row and what belongs to the file.
    pub report: ReportHead,
    /// Text in reading order.
    pub passages: Vec<PassageRow>,
    /// Names.
    pub mentions: Vec<MentionRow>,
    /// Numbers with units.
    pub quantities: Vec<QuantityRow>,
    /// Dates and periods.
    pub periods: Vec<PeriodRow>,
    /// Statements.
    pub facts: Vec<FactRow>,
    /// Captions with their sources.
    pub figures: Vec<FigureRow>,
    /// Body cells of tables.
    pub tables: Vec<CellRow>,
    /// Oddities.
    pub warnings: Vec<Note>,
}

/// The `reports` table's row, with analysts as objects, and the file's own data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportHead {
    /// First 16 hex digits of `blake3`.
    pub report_id: String,
    /// The file's name without its folder.
    pub file: String,
    /// Standard name.
    pub broker: Option<String>,
    /// Main title.
    pub title: Option<String>,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Kind of report.
    pub kind: ReportKind,
    /// As printed.
    pub industry: Option<String>,
    /// ISO date.
    pub published_on: Option<String>,
    /// Where the date comes from.
    pub date_source: Option<DateSource>,
    /// As printed.
    pub rating: Option<String>,
    /// What this report does to the rating.
    pub rating_action: Option<RatingAction>,
    /// Price target.
    #[serde(with = "rust_decimal::serde::arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub target_price: Option<Decimal>,
    /// ISO code.
    pub target_currency: Option<String>,
    /// Security id.
    pub company: Option<String>,
    /// The rating before, as printed.
    #[serde(default)]
    pub previous_rating: Option<String>,
    /// The share's price that the report is written at.
    #[serde(default, with = "rust_decimal::serde::arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub current_price: Option<Decimal>,
    /// ISO code.
    #[serde(default)]
    pub current_currency: Option<String>,
    /// Authors in printed order.
    pub analysts: Vec<Analyst>,
    /// Number of pages.
    pub pages: u32,
    /// Number of passages.
    pub passages: u32,
    /// Number of mentions.
    pub mentions: u32,
    /// Number of facts.
    pub facts: u32,
    /// `ok`, or `partial` where a page could not be read or is garbled.
    pub status: String,
    /// Hash of the file's bytes, 64 hex digits.
    pub blake3: String,
    /// Size of the file.
    pub bytes: u64,
    /// What the PDF says of itself; absent for a text file.
    pub pdf: Option<PdfInfo>,
    /// Hash of the lexicon that read it, 16 hex digits.
    pub lexicon: String,
    /// Version of the program that read it.
    pub version: String,
}

/// What a PDF says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct PdfInfo {
    /// The producing software.
    pub producer: Option<String>,
    /// `1.7`.
    pub version: String,
    /// Whether it is encrypted (with the empty password).
    pub encrypted: bool,
}

/// A row of `passages`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PassageRow {
    /// Page on which it starts, from 1.
    pub page: u32,
    /// Number of the passage in the report, from 1.
    pub passage: u32,
    /// What it is.
    pub kind: PassageKind,
    /// Sections it stands in.
    pub section: String,
    /// Its text.
    pub text: String,
    /// One a line.
    pub boxes: Vec<Place>,
}

/// A row of `mentions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MentionRow {
    /// Page on which it begins.
    pub page: u32,
    /// What it names.
    pub kind: MentionKind,
    /// Identifier.
    pub id: String,
    /// Standard name.
    pub name: String,
    /// As it stands in the report.
    pub text: String,
    /// Part it plays.
    pub role: Role,
    /// Passage number.
    pub passage: u32,
    /// First Unicode scalar value in the passage's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The rule that decided.
    pub rule: String,
}

/// A row of `quantities`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuantityRow {
    /// Page on which it begins.
    pub page: u32,
    /// With its range and approximation words.
    pub text: String,
    /// Lower end in the base unit.
    #[serde(with = "rust_decimal::serde::arbitrary_precision")]
    #[schemars(with = "f64")]
    pub low: Decimal,
    /// Upper end.
    #[serde(with = "rust_decimal::serde::arbitrary_precision")]
    #[schemars(with = "f64")]
    pub high: Decimal,
    /// May be empty.
    pub unit: String,
    /// How exact.
    pub approximation: Approximation,
    /// Passage number.
    pub passage: u32,
    /// First Unicode scalar value in the passage's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A row of `periods`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PeriodRow {
    /// Page on which it begins.
    pub page: u32,
    /// As written.
    pub text: String,
    /// Resolved; absent where it could not be.
    pub period: Option<String>,
    /// Passage number.
    pub passage: u32,
    /// First Unicode scalar value in the passage's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A row of `facts`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactRow {
    /// The same in every run: hash of report, kind, place and value.
    pub id: String,
    /// Page on which the quote begins.
    pub page: u32,
    /// Kind of statement.
    pub kind: FactKind,
    /// Identifier; absent for a market or a group.
    pub subject_id: Option<String>,
    /// Name or words.
    pub subject: Option<String>,
    /// What is measured.
    pub metric: String,
    /// Lower end in the base unit.
    #[serde(with = "rust_decimal::serde::arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub low: Option<Decimal>,
    /// Upper end.
    #[serde(with = "rust_decimal::serde::arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub high: Option<Decimal>,
    /// May be absent.
    pub unit: Option<String>,
    /// How exact.
    pub approximation: Option<Approximation>,
    /// Resolved period.
    pub period: Option<String>,
    /// Signed percentage; of a rate (a margin, a share) in percentage points.
    #[serde(with = "rust_decimal::serde::arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub change: Option<Decimal>,
    /// Against what.
    pub change_base: Option<ChangeBase>,
    /// On what the figure rests.
    pub basis: Option<Basis>,
    /// Whom the sentence names as its source.
    pub said_by: Option<String>,
    /// As each kind says.
    pub object: Option<String>,
    /// The shortest run of text that carries the fact.
    pub quote: String,
    /// The rule that read it.
    pub rule: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Passage number.
    pub passage: u32,
    /// First Unicode scalar value in the passage's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Where the quote is printed.
    pub boxes: Vec<Place>,
}

/// A row of `figures`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FigureRow {
    /// Page.
    pub page: u32,
    /// `图表`, `表` …
    pub label: String,
    /// As printed; may be empty.
    pub number: String,
    /// The caption's words.
    pub caption: String,
    /// The source's words; absent where it has none.
    pub source: Option<String>,
}

/// A row of `tables`: one cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CellRow {
    /// Page.
    pub page: u32,
    /// Counts the report's tables from 1.
    pub table: u32,
    /// As printed; may be empty.
    pub number: String,
    /// The caption's words; may be empty.
    pub caption: String,
    /// Body row, from 1.
    pub row: u32,
    /// Column, from 1.
    pub column: u32,
    /// The column's header; may be empty.
    pub header: String,
    /// As printed.
    pub value: String,
    /// The cell's number in the base unit; absent for text.
    #[serde(default, with = "rust_decimal::serde::arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub amount: Option<Decimal>,
    /// Its unit from cell, header, row label, corner or caption; empty where none says one, absent for text.
    #[serde(default)]
    pub unit: Option<String>,
}
