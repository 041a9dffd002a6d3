//! The value that fact reading gives: one statement with its evidence (contract, section 4).

use crate::decimal::Decimal;
use crate::span::Span;
use crate::tag::Approximation;

/// What kind of statement a fact is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the contract's section 4 is the documentation of each
pub enum FactKind {
    Capex,
    Capacity,
    PriceChange,
    ModelSpec,
    ChipSpec,
    Usage,
    Release,
    Financial,
    Forecast,
    Market,
    Rating,
    Recommendation,
    Risk,
    Ranking,
    Indicator,
}

impl FactKind {
    /// All kinds, in the contract's order.
    pub const ALL: [Self; 15] = [
        Self::Capex,
        Self::Capacity,
        Self::PriceChange,
        Self::ModelSpec,
        Self::ChipSpec,
        Self::Usage,
        Self::Release,
        Self::Financial,
        Self::Forecast,
        Self::Market,
        Self::Rating,
        Self::Recommendation,
        Self::Risk,
        Self::Ranking,
        Self::Indicator,
    ];

    /// The word the contract uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Capex => "capex",
            Self::Capacity => "capacity",
            Self::PriceChange => "price_change",
            Self::ModelSpec => "model_spec",
            Self::ChipSpec => "chip_spec",
            Self::Usage => "usage",
            Self::Release => "release",
            Self::Financial => "financial",
            Self::Forecast => "forecast",
            Self::Market => "market",
            Self::Rating => "rating",
            Self::Recommendation => "recommendation",
            Self::Risk => "risk",
            Self::Ranking => "ranking",
            Self::Indicator => "indicator",
        }
    }
}

/// Against what a change is measured.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ChangeBase {
    /// 同比.
    Yoy,
    /// 环比 of quarters.
    Qoq,
    /// 环比 of months.
    Mom,
    /// 年初至今.
    Ytd,
    /// Another stated period.
    Period,
}

/// On what a figure rests.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Reported.
    Actual,
    /// The actor's announced intention or budget.
    Plan,
    /// 指引.
    Guidance,
    /// Somebody else's estimate.
    Forecast,
    /// 据称, 据报道 without the company's word.
    Rumour,
}

/// One statement. The quote is the text at `span`; there is no fact without it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Index into `Document::passages`.
    pub passage: usize,
    /// The shortest run of text that carries the fact.
    pub span: Span,
    /// What kind of statement.
    pub kind: FactKind,
    /// Id of the subject, empty where it has none (a market, a group).
    pub subject_id: String,
    /// The subject's standard name, or its words; empty where not said.
    pub subject: String,
    /// What is measured.
    pub metric: String,
    /// Lower end in the base unit, absent where the fact has no number.
    pub low: Option<Decimal>,
    /// Upper end.
    pub high: Option<Decimal>,
    /// Unit of `low` and `high`; may be empty.
    pub unit: String,
    /// From the quantity.
    pub approximation: Option<Approximation>,
    /// Resolved period; absent where not said or not resolvable.
    pub period: Option<String>,
    /// Signed percentage.
    pub change: Option<Decimal>,
    /// Against what.
    pub change_base: Option<ChangeBase>,
    /// On what the figure rests.
    pub basis: Option<Basis>,
    /// Whom the sentence names as its source; empty where none.
    pub said_by: String,
    /// What each kind says (contract, section 4); may be empty.
    pub object: String,
    /// The rule that read it.
    pub rule: &'static str,
    /// Share of the rule's facts that were right where they were judged, 0 to 1 (`lexicon::Rules`).
    pub confidence: f32,
}
