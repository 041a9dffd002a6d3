//! The contract's tables: their names, columns, and the SQL that reads each.

/// A table that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the contract's section 3
pub enum Table {
    Reports,
    Mentions,
    Facts,
    Quantities,
    Periods,
    Figures,
    Tables,
    Passages,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Unknown: empty in CSV, `null` in JSON.
    Null,
    /// A whole number.
    Int(i64),
    /// A measure (confidence), never a fact's number.
    Real(f64),
    /// Text.
    Text(String),
    /// An exact decimal in plain digits.
    Number(String),
    /// A list in JSON.
    Json(String),
    /// Yes or no.
    Bool(bool),
}

const REPORTS: &str = "report_id,file,broker,title,kind,industry,published_on,date_source,rating,rating_action,target_price,target_currency,company,analysts,pages,passages,mentions,facts,status,previous_rating,current_price,current_currency";
const MENTIONS: &str = "report_id,file,broker,published_on,page,kind,id,name,text,role,passage,start,end,rule";
const FACTS: &str = "report_id,file,broker,published_on,page,kind,subject_id,subject,metric,low,high,unit,approximation,period,change,change_base,basis,said_by,object,quote,rule,confidence,passage,start,end,id";
const QUANTITIES: &str = "report_id,file,page,text,low,high,unit,approximation,passage,start,end";
const PERIODS: &str = "report_id,file,page,text,period,passage,start,end";
const FIGURES: &str = "report_id,file,page,label,number,caption,source";
const TABLES: &str = "report_id,file,page,table,number,caption,row,column,header,value,amount,unit";
const PASSAGES: &str = "report_id,file,page,passage,kind,section,text,bbox";

impl Table {
    /// All of them, in the contract's order.
    pub const ALL: [Table; 8] = [
        Table::Reports,
        Table::Mentions,
        Table::Facts,
        Table::Quantities,
        Table::Periods,
        Table::Figures,
        Table::Tables,
        Table::Passages,
    ];

    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Table::Reports => "reports",
            Table::Mentions => "mentions",
            Table::Facts => "facts",
            Table::Quantities => "quantities",
            Table::Periods => "periods",
            Table::Figures => "figures",
            Table::Tables => "tables",
            Table::Passages => "passages",
        }
    }

    /// The catalogue's table behind it: one row a row, with the report's number in `report`.
    pub(super) fn rows(self) -> &'static str {
        match self {
            Table::Reports => "report",
            Table::Mentions => "mention",
            Table::Facts => "fact",
            Table::Quantities => "quantity",
            Table::Periods => "period",
            Table::Figures => "figure",
            Table::Tables => "cell",
            Table::Passages => "passage",
        }
    }

    /// Column names in order.
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            Table::Reports => REPORTS,
            Table::Mentions => MENTIONS,
            Table::Facts => FACTS,
            Table::Quantities => QUANTITIES,
            Table::Periods => PERIODS,
            Table::Figures => FIGURES,
            Table::Tables => TABLES,
            Table::Passages => PASSAGES,
        }
        .split(',')
        .collect()
    }

    /// The column in SQL: columns of the report come from `r`, the row's own from `t`.
    pub(super) fn sql_column(self, name: &str) -> String {
        let of_report = matches!(name, "report_id" | "file" | "broker" | "published_on");
        let side = if self == Table::Reports || of_report { "r" } else { "t" };
        format!("{side}.\"{name}\"")
    }

    /// Whether the text in the column is an exact number or a JSON list.
    pub(super) fn cell(self, column: &str, value: Cell) -> Cell {
        match (column, value) {
            ("low" | "high" | "change" | "target_price" | "current_price" | "amount", Cell::Text(v)) => Cell::Number(v),
            ("bbox", Cell::Text(v)) => Cell::Json(v),
            (_, value) => value,
        }
    }
}
