//! What the report says of itself: broker, title, kind, industry, date, rating, company, analysts.
//!
//! Takes the document, the lexicon, the file's name and the PDF's creation date; gives the head.
//! The front page decides; headers of the next pages, legal text and sources help. One reader a
//! file, each leaves empty what it is not sure of.

mod analysts;
mod broker;
mod company;
mod date;
mod front;
mod kind;
mod price;
mod rating;
mod values;

pub use values::{Analyst, DateSource, Head, RatingAction, ReportKind};

use crate::layout::{Document, Passage, PassageKind};
use crate::lexicon::{Lexicon, Phrases};
use front::Front;
pub(super) use front::last_page;

/// Reads the head of a document. `file_name` and `pdf_created` serve only where the text prints
/// no date.
pub fn head(document: &Document, lexicon: &Lexicon, file_name: &str, pdf_created: Option<jiff::civil::Date>) -> Head {
    let front = Front::new(document);
    let analysts = analysts::read(&front, &lexicon.phrases);
    let broker = broker::read(document, lexicon, &analysts);
    let (published_on, date_source) = date::read(&front, file_name, pdf_created, &lexicon.phrases);
    let company = company::read(&front, lexicon).or_else(|| company::spoken_of(document, lexicon));
    let kind = kind::read(&front, company.as_deref(), &broker, lexicon);
    let (rating, rating_action) = rating::read(&front, lexicon);
    let (target_price, target_currency) = price::target(&front, company.as_deref());
    let (current_price, current_currency) = price::current(&front, company.as_deref());
    let is_company = kind == ReportKind::Company;
    Head {
        broker,
        title: title(document, &lexicon.phrases),
        subtitle: subtitle(document),
        kind,
        industry: kind::industry(&front, lexicon),
        published_on,
        date_source,
        rating,
        rating_action,
        target_price: target_price.filter(|_| is_company),
        target_currency: if is_company { target_currency } else { String::new() },
        previous_rating: rating::previous(&front, lexicon),
        current_price: current_price.filter(|_| is_company),
        current_currency: if is_company { current_currency } else { String::new() },
        company: company.filter(|_| is_company).unwrap_or_default(),
        analysts,
    }
}

/// The title's passage without the company's name and code in front.
fn title(document: &Document, phrases: &Phrases) -> String {
    let Some(at) = document.passages.iter().position(|p| p.kind == PassageKind::Title) else { return String::new() };
    let mut at = at;
    // `某某行业事件点评` alone is the label: the title is the heading below
    if is_label(&document.passages[at].text, phrases)
        && let Some(next) = document.passages[at + 1..].iter().take(8).position(|p| is_headline(document, at, p))
    {
        at += 1 + next;
    }
    let text = document.passages[at].text.trim().trim_start_matches(['—', '–', '-']).trim();
    // `某某股份（600000.SH） 主标题` on one line: what follows the bracket is the title
    let after = text
        .find(['）', ')'])
        .filter(|&end| text[..end].chars().filter(char::is_ascii_digit).count() >= 4)
        .map(|end| text[end..].trim_start_matches(['）', ')', ' ', '：', ':', '|']))
        .filter(|rest| rest.chars().count() >= 6);
    after.unwrap_or(text).trim().to_owned()
}

/// Whether a title is nothing but the label of a kind of report.
fn is_label(title: &str, phrases: &Phrases) -> bool {
    let labels = || phrases.industry_kinds.iter().chain(&phrases.company_kinds);
    let bare: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    labels().any(|l| bare.ends_with(l)) && bare.chars().count() <= 14 && !bare.contains(['：', ':', '，', '！', '？'])
}

/// Whether a passage below may be the headline that a label of a kind of report stands over.
fn is_headline(document: &Document, label: usize, p: &Passage) -> bool {
    let above = &document.passages[label];
    let count = p.text.chars().filter(|c| c.is_alphanumeric()).count();
    p.kind == PassageKind::Heading
        && p.page() == above.page()
        && (8..=60).contains(&count)
        && p.bbox().y0 > above.bbox().y0
        && p.size >= 12.0
        && !p.text.contains(['。', '：'])
}

/// The line of dashes under the title.
fn subtitle(document: &Document) -> String {
    let at = document.passages.iter().position(|p| p.kind == PassageKind::Title);
    let mut after = at.into_iter().flat_map(|i| document.passages.iter().skip(i + 1).take(4)).filter(|p| p.page() == 1);
    after
        .find(|p| p.text.starts_with(['—', '–', '-']) && p.text.chars().count() < 80)
        .map(|p| p.text.trim_matches(['—', '–', '-', ' ']).to_owned())
        .unwrap_or_default()
}
