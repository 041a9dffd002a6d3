//! A small picture of a report's text, by which the same report issued twice is found.
//!
//! Takes the running text, letters and digits alone, lower case; cuts it into runs of 8 characters and
//! keeps for each of 64 bins the smallest hash (one-permutation MinHash, Li, Owen and Zhang 2012). Two
//! reports are the same where at least 52 of 64 bins agree: about 0.8 of all their runs are shared. A stamp or a new
//! cover changes a few hundredths; two weeklies of one house share a twentieth, their disclaimers left out.
//! Texts of fewer than 400 runs have no sketch: too little to tell.

use crate::layout::PassageKind;
use crate::report::Report;

const BINS: usize = 64;
const ROWS: usize = 4;
const RUN: usize = 8;
const LEAST: usize = 400;
const SAME: usize = 52;

/// The smallest hash in each bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch([u32; BINS]);

impl Sketch {
    /// The sketch of a report's running text.
    pub fn of(report: &Report) -> Option<Self> {
        let running =
            |k: PassageKind| matches!(k, PassageKind::Paragraph | PassageKind::ListItem | PassageKind::Heading);
        Self::of_texts(report.passages.iter().filter(|p| running(p.kind)).map(|p| p.text.as_str()))
    }

    fn of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut bins = [u32::MAX; BINS];
        let mut window = [0u32; RUN];
        let mut seen = 0usize;
        for c in texts.flat_map(str::chars).filter(|c| c.is_alphanumeric()) {
            window[seen % RUN] = c.to_ascii_lowercase() as u32;
            seen += 1;
            if seen >= RUN {
                let hash = (0..RUN).fold(0xcbf2_9ce4_8422_2325u64, |h, i| {
                    (h ^ u64::from(window[(seen + i) % RUN])).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
                });
                let bin = (hash >> 58) as usize;
                bins[bin] = bins[bin].min(hash as u32);
            }
        }
        (seen >= LEAST + RUN).then_some(Self(bins))
    }

    /// Whether the two texts are the same to a reader.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() >= SAME
    }

    /// 16 hashes of 4 bins each: two sketches that are the same share at least one (chance of a miss at
    /// 0.8 agreement: 0.0002).
    pub fn bands(&self) -> Vec<i64> {
        let band = |(i, bins): (usize, &[u32])| {
            bins.iter()
                .fold(i as u64 + 1, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31))
                as i64
        };
        self.0.chunks(ROWS).enumerate().map(band).collect()
    }

    /// As stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|b| b.to_le_bytes()).collect()
    }

    /// From its stored form; none where that is no sketch.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let bins: Vec<u32> = bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        Some(Self(bins.try_into().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::Sketch;

    fn text(seed: u32, sentences: u32) -> String {
        let sentence = |i: u32| {
            format!("第{}家公司在{}月出货{}台，毛利率为百分之{}。", i * seed, i % 12, i * 37 + seed, (i * seed) % 41)
        };
        (1..=sentences).map(sentence).collect()
    }

    #[test]
    fn a_stamp_changes_little_and_another_report_much() {
        let whole = Sketch::of_texts([text(7, 200).as_str()].into_iter()).unwrap();
        let stamped = format!("仅供张三使用。{}", text(7, 200));
        assert!(whole.is_same(&Sketch::of_texts([stamped.as_str()].into_iter()).unwrap()));
        assert!(!whole.is_same(&Sketch::of_texts([text(11, 200).as_str()].into_iter()).unwrap()));
        assert_eq!(Sketch::of_bytes(&whole.to_bytes()).as_ref(), Some(&whole));
        assert!(Sketch::of_texts(["太短"].into_iter()).is_none());
    }
}
