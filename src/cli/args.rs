//! What was typed, word for word; what it means is found elsewhere.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Facts out of Chinese broker research (研报): PDFs in, structured facts, an index and tables out.
#[derive(Parser)]
#[command(name = "yanbao", version, arg_required_else_help = true)]
pub struct Args {
    /// Folder of the store.
    #[arg(long, global = true, value_name = "DIR", env = "YANBAO_STORE", default_value = "index")]
    pub store: PathBuf,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Read PDFs, text files and folders into the store.
    #[command(after_help = "Example: yanbao ingest ~/reports extra.pdf")]
    Ingest(Ingest),
    /// Find passages.
    #[command(after_help = "Example: yanbao query '资本开支 (字节跳动 OR \"腾讯云\") -游戏' --since 2026-01-01")]
    Query(Query),
    /// Write a table.
    #[command(
        after_help = "Example: yanbao export tickers --by week --top 20 --format csv -o tickers.csv\n         yanbao export comentions --ticker 寒武纪 --top 50\n         yanbao export facts --fact capex --since 2026-01-01 -o capex.xlsx\n         yanbao export facts --fact capex --by subject --top 10"
    )]
    Export(Export),
    /// Show one report: head, counts, facts.
    #[command(after_help = "Example: yanbao show 3f8a12c0")]
    Show(Show),
    /// Read one file and print its report as JSON; of the store only the own names are read.
    #[command(
        after_help = "Example: yanbao extract report.pdf | jq .facts\n         yanbao extract report.pdf --format md > report.md\n         yanbao extract report.pdf --debug-pages pages"
    )]
    Extract(Extract),
    /// What the program knows of names.
    #[command(after_help = "Example: yanbao lexicon lookup 寒武纪")]
    Lexicon(Lexicon),
    /// Check every stored report against the catalogue and the index.
    #[command(after_help = "Example: yanbao verify --store index")]
    Verify,
}

#[derive(clap::Args)]
pub struct Ingest {
    /// PDFs, text files (.txt .md), or folders of them.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read again what another version or lexicon has read, and what is damaged in the store.
    #[arg(long)]
    pub again: bool,
    /// Refuse files larger than this many megabytes.
    #[arg(long, value_name = "MB", default_value_t = 512)]
    pub max_size: u64,
}

/// Filters; each may be given more than once, values of one are alternatives.
#[derive(clap::Args, Default)]
#[command(next_help_heading = "Filters")]
pub struct Filters {
    /// Broker, by its standard name.
    #[arg(long, value_name = "NAME")]
    pub broker: Vec<String>,
    /// Company, by code in any form, name, former name, alias, English name or pinyin.
    #[arg(long, value_name = "CODE|NAME")]
    pub ticker: Vec<String>,
    /// With the companies of --ticker also the AI models and chips that they make.
    #[arg(long, requires = "ticker")]
    pub with_products: bool,
    /// AI model, by id or name.
    #[arg(long, value_name = "NAME")]
    pub model: Vec<String>,
    /// Kind of report: industry_weekly, company, strategy …
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Kind of fact: capex, price_change, rating …
    #[arg(long, value_name = "KIND")]
    pub fact: Vec<String>,
    /// Industry as printed.
    #[arg(long, value_name = "NAME")]
    pub industry: Vec<String>,
    /// Analyst, by name or licence number.
    #[arg(long, value_name = "NAME")]
    pub analyst: Vec<String>,
    /// Published on this day or later (2026-03-05); of several the earliest counts.
    #[arg(long, value_name = "DATE")]
    pub since: Vec<String>,
    /// Published on this day or earlier; of several the latest counts.
    #[arg(long, value_name = "DATE")]
    pub until: Vec<String>,
    /// Report, by id, the first four characters of its id or more, file name or a part of it.
    #[arg(long, value_name = "REPORT")]
    pub report: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    Table,
    Jsonl,
    Csv,
}

#[derive(clap::Args)]
pub struct Query {
    /// Bare words are all required; "…" phrase, OR, NOT or -, parentheses, title:…
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// At most so many passages.
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: u64,
    /// How to write them.
    #[arg(long, value_enum, default_value_t = QueryFormat::Table)]
    pub format: QueryFormat,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableName {
    Mentions,
    Tickers,
    Comentions,
    Facts,
    Quantities,
    Periods,
    Figures,
    Tables,
    Reports,
    Passages,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Csv,
    Jsonl,
    Md,
    Parquet,
    Xlsx,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ByName {
    Week,
    Month,
    Report,
    Broker,
    All,
    Subject,
}

#[derive(clap::Args)]
pub struct Export {
    /// Which table.
    #[arg(value_enum, value_name = "TABLE")]
    pub table: TableName,
    /// How to write it; without it, aligned for a terminal, csv otherwise. Numbers of facts stay
    /// exact: in parquet they are decimal digits in string columns (`CAST(low AS DECIMAL(38, 10))`), in
    /// xlsx numbers where Excel's 15 digits hold them exactly, else text.
    #[arg(long, value_enum)]
    pub format: Option<ExportFormat>,
    /// Into this file; its ending (.csv .jsonl .ndjson .md .parquet .xlsx) tells the format where --format does not.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Of tickers: the period [default: week]. Of facts: `subject` makes one row of all statements of the same
    /// thing (kind, subject, metric, period, object, unit), over pages and reports: least and most that is said,
    /// what the newest report says, how many statements, reports and brokers; by unit, the highest first.
    #[arg(long, value_enum)]
    pub by: Option<ByName>,
    /// Of tickers: at most so many rows a period, the most named first; of comentions: so many pairs; of facts by
    /// subject: so many rows a unit.
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Of tickers: companies alone that no earlier period names.
    #[arg(long)]
    pub only_new: bool,
    /// Of csv: begin with a byte order mark, as Excel wants it.
    #[arg(long)]
    pub bom: bool,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(clap::Args)]
pub struct Show {
    /// Id, the first four characters of an id or more, file name or a part of it.
    pub report: String,
}

#[derive(clap::Args)]
pub struct Extract {
    /// A PDF or text file.
    pub file: PathBuf,
    /// `json`: the report JSON. `md`: the report as readable Markdown.
    #[arg(long, value_enum, default_value_t = ExtractFormat::Json)]
    pub format: ExtractFormat,
    /// In place of the report, draw each page into DIR as a PNG, passages outlined and numbered in reading order:
    /// titles and headings blue, text green, tables orange, captions and sources violet, charts pink, sidebar
    /// teal, furniture grey.
    #[arg(long, value_name = "DIR", conflicts_with = "format")]
    pub debug_pages: Option<PathBuf>,
}

/// What `extract` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ExtractFormat {
    Json,
    Md,
}

#[derive(clap::Args)]
pub struct Lexicon {
    #[command(subcommand)]
    pub command: LexiconCommand,
}

#[derive(Subcommand)]
pub enum LexiconCommand {
    /// What a name, code, alias, English name, pinyin or initials stands for: all its meanings.
    #[command(after_help = "Example: yanbao lexicon lookup hwj")]
    Lookup {
        /// Name or code.
        #[arg(required = true)]
        word: Vec<String>,
    },
    /// All names, one a line: id, name, kind; for models and chips the maker behind them.
    #[command(after_help = "Example: yanbao lexicon list --kind chip")]
    List {
        /// Of this kind alone.
        #[arg(long, value_enum)]
        kind: Option<NameKind>,
    },
    /// Take a list of securities into the store's own names: all of it or nothing.
    ///
    /// csv, tsv or txt in UTF-8 or GB18030, xls or xlsx; the columns are found by their names, as
    /// tushare, akshare, the exchanges, Wind, Choice and iFinD write them. What the program knows
    /// already is left out.
    #[command(after_help = "Example: yanbao lexicon import stock_basic.csv --store index")]
    Import {
        /// The list.
        file: PathBuf,
    },
    /// Add a name to a company, organisation, model or chip, or a new one.
    #[command(
        after_help = "Example: yanbao lexicon add 思元厂 688256.SH\n         yanbao lexicon add 星河算力 org:xinghe --alias 星河\n         yanbao lexicon add 星河大模型 model:xinghe --maker org:xinghe"
    )]
    Add(AddName),
    /// What a list would change: new, renamed, more names, gone.
    #[command(after_help = "Example: yanbao lexicon diff stock_basic.xlsx")]
    Diff {
        /// The list.
        file: PathBuf,
    },
}

/// A name to add.
#[derive(clap::Args)]
pub struct AddName {
    /// Of a known id a further name, else the standard name of a new one.
    pub name: String,
    /// `688256.SH`, `00700.HK`, `org:some-name`, `model:some-name`, `chip:some-name`.
    #[arg(required_unless_present = "code")]
    pub id: Option<String>,
    /// The code of a listing in any written form, in place of the id.
    #[arg(long, conflicts_with = "id")]
    pub code: Option<String>,
    /// A further name.
    #[arg(long)]
    pub alias: Vec<String>,
    /// Who makes the model or chip: an id, a code or a name that is known.
    #[arg(long)]
    pub maker: Option<String>,
}

/// Kinds of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NameKind {
    Company,
    Organisation,
    Model,
    Chip,
}
