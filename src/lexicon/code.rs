//! Codes in their written forms: `688981.SH`, `688981 CH`, `SH688981`, `0981.HK`, `981 HK`,
//! `NVDA.O`, `NVDA US`, bare `688981`.
//!
//! Takes a written code alone (not a text), gives the listing if the caller's table has it.

/// Suffixes as written, in lower case, with the exchange they stand for.
pub const SUFFIXES: [(&str, &str); 34] = [
    ("sh", "SH"),
    ("ss", "SH"),
    ("xshg", "SH"),
    ("sz", "SZ"),
    ("xshe", "SZ"),
    ("ch", ""),
    ("bj", "BJ"),
    ("hk", "HK"),
    ("hk equity", "HK"),
    ("us", "US"),
    ("o", "US"),
    ("n", "US"),
    ("oq", "US"),
    ("nasdaq", "US"),
    ("nyse", "US"),
    ("a", "US"),
    ("tw", "TW"),
    ("tt", "TW"),
    ("two", "TWO"),
    ("ks", "KS"),
    ("kq", "KS"),
    ("t", "T"),
    ("jp", "T"),
    ("jt", "T"),
    ("de", "DE"),
    ("gr", "DE"),
    ("as", "AS"),
    ("na", "AS"),
    ("pa", "PA"),
    ("fp", "PA"),
    ("sw", "SW"),
    ("l", "L"),
    ("co", "CO"),
    ("jk", "JK"),
];

/// The exchange that a suffix stands for; empty for `CH`, any mainland one.
pub fn exchange(suffix: &str) -> Option<&'static str> {
    SUFFIXES.iter().find(|s| s.0 == suffix).map(|s| s.1)
}

/// The listing of a bare mainland code: its first digits say the exchange.
pub fn mainland<T>(digits: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // tried at every number of six digits of every text: no allocation
    let mut id = *b"000000.XX";
    id[..6].copy_from_slice(digits.as_bytes());
    [b"SH", b"SZ", b"BJ"].into_iter().find_map(|exchange| {
        id[7..].copy_from_slice(exchange);
        find(std::str::from_utf8(&id).ok()?)
    })
}

/// The listing of a code with its exchange; Hong Kong's are filled up to five digits.
pub fn listed<T>(code: &str, exchange: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    match exchange {
        "" => mainland(code, find),
        "HK" if code.len() <= 5 && code.bytes().all(|b| b.is_ascii_digit()) => find(&format!("{code:0>5}.HK")),
        _ => find(&format!("{}.{exchange}", code.to_ascii_uppercase())),
    }
}

/// The listing of a written code.
pub fn parse<T>(written: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    let written = written.trim().to_ascii_lowercase();
    if let Some((code, suffix)) = written.rsplit_once(['.', ' ', ':']) {
        let (code, suffix) = (code.trim(), suffix.trim());
        let plain = exchange(suffix).and_then(|e| listed(code, e, &find));
        return plain.or_else(|| exchange(code).and_then(|e| listed(suffix, e, &find)));
    }
    for prefix in ["sh", "sz", "bj", "hk"] {
        if let Some(found) = written.strip_prefix(prefix).and_then(|c| listed(c, exchange(prefix)?, &find)) {
            return Some(found);
        }
    }
    mainland(&written, &find)
        .or_else(|| if written.len() == 5 { listed(&written, "HK", &find) } else { None })
        .or_else(|| ["US", "TW", "TWO", "T", "KS"].iter().find_map(|e| listed(&written, e, &find)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_written_form() {
        let known = ["688981.SH", "00981.HK", "NVDA.US", "2330.TW", "000001.SZ", "920002.BJ"];
        let find = |id: &str| known.iter().position(|k| *k == id);
        for (written, id) in [
            ("688981", 0),
            ("688981.SH", 0),
            ("688981 CH", 0),
            ("SH688981", 0),
            ("0981.HK", 1),
            ("981 HK", 1),
            ("HK0981", 1),
            ("00981", 1),
            ("NVDA.O", 2),
            ("NVDA US", 2),
            ("nasdaq:NVDA", 2),
            ("NVDA", 2),
            ("2330.TW", 3),
            ("000001", 4),
            ("920002", 5),
        ] {
            assert_eq!(parse(written, find), Some(id), "{written}");
        }
        assert_eq!(parse("20260301", find), None);
        assert_eq!(parse("", find), None);
    }
}
