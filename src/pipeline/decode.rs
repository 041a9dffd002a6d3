//! Bytes of a text file → its text.
//!
//! UTF-8 with or without byte order mark, UTF-16 with one, else GB18030 (the encoding of old Chinese
//! text files, which holds GBK and GB2312). Refuses bytes that are none of them: binary files.

use super::{Reason, Refusal};

/// Decodes; `no_text` for an empty file, `damaged` for bytes that are no text.
pub fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::new(Reason::NoText, "expected text, found an empty file"));
    }
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return checked(text.into_owned(), bad);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return checked(text.to_owned(), false);
    }
    let (text, bad) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    checked(text.into_owned(), bad)
}

fn checked(text: String, bad: bool) -> Result<String, Refusal> {
    if bad || text.contains('\0') {
        return Err(Refusal::new(Reason::Damaged, "expected text in UTF-8 or GB18030, found other bytes"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn one_text_in_four_coats() {
        let text = "算力需求";
        let (gb, _, _) = encoding_rs::GB18030.encode(text);
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for bytes in [text.as_bytes(), format!("\u{feff}{text}").as_bytes(), &gb, &utf16] {
            assert_eq!(decode(bytes).unwrap(), text);
        }
    }

    #[test]
    fn binary_is_refused() {
        assert!(decode(&[0x89, b'P', b'N', b'G', 0xff, 0xff, 0, 1]).is_err());
        assert!(decode(b" \n").is_err());
    }
}
