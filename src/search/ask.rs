//! What the user typed → what is asked.
//!
//! Bare words are all required; `"…"` (or `“…”`) is a phrase; `OR`, `NOT` or a leading `-`, parentheses;
//! `title:` before a word or phrase looks in the report's title. What is left open at the end is closed there.
//! Refuses only a question without words.

use super::error::SearchError;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// All of them.
    All(Vec<Ask>),
    /// At least one.
    Any(Vec<Ask>),
    /// Not this.
    Not(Box<Ask>),
    /// A bare word.
    Word(String),
    /// Exactly these characters, spaces aside.
    Phrase(String),
    /// In the title of the report.
    Title(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Sign {
    Open,
    Close,
    Or,
    Not,
    Title,
    Word(String),
    Phrase(String),
}

/// Reads a question.
pub fn parse(text: &str) -> Result<Ask, SearchError> {
    let signs = signs(text);
    let mut at = 0;
    let mut parts = Vec::new();
    while at < signs.len() {
        parts.extend(any(&signs, &mut at));
        at += usize::from(at < signs.len()); // a closing parenthesis too many
    }
    one(parts, Ask::All).filter(has_words).ok_or(SearchError::Empty)
}

fn signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '(' => sign(&mut signs, Sign::Open, after),
            ')' => sign(&mut signs, Sign::Close, after),
            '"' | '“' => {
                let end = after.find(['"', '”']).unwrap_or(after.len());
                let next = after[end..].chars().next().map_or(0, char::len_utf8);
                sign(&mut signs, Sign::Phrase(after[..end].to_owned()), &after[end + next..])
            }
            '-' if after.starts_with(|c: char| !c.is_whitespace()) => sign(&mut signs, Sign::Not, after),
            _ if rest.starts_with("title:") => sign(&mut signs, Sign::Title, &rest["title:".len()..]),
            _ => {
                let end =
                    rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“')).unwrap_or(rest.len());
                let word = match &rest[..end] {
                    "OR" => Some(Sign::Or),
                    "NOT" => Some(Sign::Not),
                    "AND" => None,
                    word => Some(Sign::Word(word.to_owned())),
                };
                signs.extend(word);
                &rest[end..]
            }
        }
        .trim_start();
    }
    signs
}

fn sign<'a>(signs: &mut Vec<Sign>, sign: Sign, rest: &'a str) -> &'a str {
    signs.push(sign);
    rest
}

fn any(signs: &[Sign], at: &mut usize) -> Option<Ask> {
    let mut parts = Vec::from_iter(all(signs, at));
    while signs.get(*at) == Some(&Sign::Or) {
        *at += 1;
        parts.extend(all(signs, at));
    }
    one(parts, Ask::Any)
}

fn all(signs: &[Sign], at: &mut usize) -> Option<Ask> {
    let mut parts = Vec::new();
    while *at < signs.len() && !matches!(signs[*at], Sign::Or | Sign::Close) {
        parts.extend(single(signs, at));
    }
    one(parts, Ask::All)
}

fn single(signs: &[Sign], at: &mut usize) -> Option<Ask> {
    let sign = signs.get(*at)?;
    if matches!(sign, Sign::Or | Sign::Close) {
        return None;
    }
    *at += 1;
    match sign {
        Sign::Open => {
            let inside = any(signs, at);
            *at += usize::from(signs.get(*at) == Some(&Sign::Close));
            inside
        }
        Sign::Not => single(signs, at).map(|a| Ask::Not(Box::new(a))),
        Sign::Title => single(signs, at).map(in_title),
        Sign::Word(word) => Some(Ask::Word(word.clone())),
        Sign::Phrase(phrase) => Some(Ask::Phrase(phrase.clone())),
        Sign::Or | Sign::Close => None,
    }
}

fn in_title(ask: Ask) -> Ask {
    match ask {
        Ask::Word(text) | Ask::Phrase(text) | Ask::Title(text) => Ask::Title(text),
        Ask::All(parts) => Ask::All(parts.into_iter().map(in_title).collect()),
        Ask::Any(parts) => Ask::Any(parts.into_iter().map(in_title).collect()),
        Ask::Not(part) => Ask::Not(Box::new(in_title(*part))),
    }
}

fn one(mut parts: Vec<Ask>, many: fn(Vec<Ask>) -> Ask) -> Option<Ask> {
    if parts.len() > 1 { Some(many(parts)) } else { parts.pop() }
}

fn has_words(ask: &Ask) -> bool {
    match ask {
        Ask::All(parts) | Ask::Any(parts) => parts.iter().any(has_words),
        Ask::Not(part) => has_words(part),
        Ask::Word(text) | Ask::Phrase(text) | Ask::Title(text) => text.chars().any(char::is_alphanumeric),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Ask {
        Ask::Word(text.into())
    }

    #[test]
    fn words_phrases_and_operators() {
        assert_eq!(parse("算力 涨价").unwrap(), Ask::All(vec![word("算力"), word("涨价")]));
        let or = Ask::Any(vec![word("寒武纪"), Ask::Phrase("海光 信息".into())]);
        assert_eq!(parse("寒武纪 OR \"海光 信息\"").unwrap(), or);
        let not = Ask::All(vec![or, Ask::Not(Box::new(word("服务器"))), Ask::Title("周报".into())]);
        assert_eq!(parse("(寒武纪 OR “海光 信息”) -服务器 title:周报").unwrap(), not);
        assert_eq!(parse("a NOT b").unwrap(), Ask::All(vec![word("a"), Ask::Not(Box::new(word("b")))]));
    }

    #[test]
    fn what_is_open_is_closed_and_nothing_is_refused_but_nothing() {
        assert_eq!(parse("((算力").unwrap(), word("算力"));
        assert_eq!(parse(") 算力 )").unwrap(), word("算力"));
        assert_eq!(parse("\"算力 涨").unwrap(), Ask::Phrase("算力 涨".into()));
        assert_eq!(parse("GPT-5 - x").unwrap(), Ask::All(vec![word("GPT-5"), word("-"), word("x")]));
        assert!(parse("  ").is_err());
        assert!(parse("OR ( ) \"\"").is_err());
    }
}
