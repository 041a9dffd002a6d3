//! The values of a report's head.
//!
//! Words of the contract's `reports` table; an empty string or `None` says: not printed, or not sure.

use crate::decimal::Decimal;

/// What kind of report it is (contract, `reports.kind`).
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
#[allow(missing_docs)] // the words of the contract
pub enum ReportKind {
    IndustryWeekly,
    Industry,
    Company,
    Strategy,
    Macro,
    Quant,
    FixedIncome,
    Morning,
    #[default]
    Other,
}

impl ReportKind {
    /// All kinds, in the contract's order.
    pub const ALL: [Self; 9] = [
        Self::IndustryWeekly,
        Self::Industry,
        Self::Company,
        Self::Strategy,
        Self::Macro,
        Self::Quant,
        Self::FixedIncome,
        Self::Morning,
        Self::Other,
    ];

    /// The word the contract uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::IndustryWeekly => "industry_weekly",
            Self::Industry => "industry",
            Self::Company => "company",
            Self::Strategy => "strategy",
            Self::Macro => "macro",
            Self::Quant => "quant",
            Self::FixedIncome => "fixed_income",
            Self::Morning => "morning",
            Self::Other => "other",
        }
    }
}

/// Where `published_on` comes from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    /// The report's text.
    Text,
    /// The file's name.
    FileName,
    /// The PDF's own creation date.
    Pdf,
}

/// What this report does to the rating.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the words of the contract
pub enum RatingAction {
    Initiate,
    Maintain,
    Upgrade,
    Downgrade,
}

/// One of the report's authors.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct Analyst {
    /// Name as printed, without spaces between Han characters.
    pub name: String,
    /// Licence number (执业编号, `S1130525120005`); empty where not printed.
    pub licence: String,
    /// E-mail; empty where not printed.
    pub email: String,
    /// Telephone as printed; empty where not printed.
    #[serde(default)]
    pub phone: String,
    /// `analyst`, `contact` (联系人, 研究助理) …; empty where not printed.
    pub role: String,
}

/// What the report says of itself. Empty strings and `None` mean: not printed, or not sure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// Standard name of the broker.
    pub broker: String,
    /// Main title.
    pub title: String,
    /// Subtitle.
    pub subtitle: String,
    /// Kind of report.
    pub kind: ReportKind,
    /// As printed on the front.
    pub industry: String,
    /// Date of publication.
    pub published_on: Option<jiff::civil::Date>,
    /// Where the date comes from.
    pub date_source: Option<DateSource>,
    /// As printed.
    pub rating: String,
    /// What the report does to it.
    pub rating_action: Option<RatingAction>,
    /// Price target.
    pub target_price: Option<Decimal>,
    /// Its currency (`CNY`).
    pub target_currency: String,
    /// The rating before, as printed (`上次评级：增持`).
    pub previous_rating: String,
    /// The share's price that the report is written at.
    pub current_price: Option<Decimal>,
    /// Its currency.
    pub current_currency: String,
    /// Id of the security a company report is about.
    pub company: String,
    /// Authors in printed order.
    pub analysts: Vec<Analyst>,
}
