//! Names by how they sound: full pinyin and initials, built when first asked for.
//!
//! A character with several readings is taken by its first; Latin letters and digits read as
//! themselves.

use std::collections::BTreeMap;

use ::pinyin::ToPinyin;

use super::security::Security;

/// Letters → indexes of securities.
#[derive(Debug, Default)]
pub struct Index {
    by_letters: BTreeMap<String, Vec<u32>>,
}

impl Index {
    /// Reads the short name of each security.
    pub fn build(securities: &[Security]) -> Self {
        let mut index = Self::default();
        for (i, security) in securities.iter().enumerate() {
            let (full, initials) = letters(&security.name);
            index.by_letters.entry(full).or_default().push(i as u32);
            index.by_letters.entry(initials).or_default().push(i as u32);
        }
        index
    }

    /// Those whose name reads so, sorted and unique.
    pub fn find(&self, letters: &str) -> Vec<u32> {
        let key: String =
            letters.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
        let mut found = self.by_letters.get(&key).cloned().unwrap_or_default();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The full pinyin and the initials of a name, in lower case without tones.
pub fn letters(name: &str) -> (String, String) {
    let (mut full, mut initials) = (String::new(), String::new());
    for c in name.chars() {
        if let Some(p) = c.to_pinyin() {
            full.push_str(p.plain());
            initials.extend(p.plain().chars().next());
        } else if c.is_ascii_alphanumeric() {
            full.push(c.to_ascii_lowercase());
            initials.push(c.to_ascii_lowercase());
        }
    }
    (full, initials)
}
