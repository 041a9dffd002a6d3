//! Any bytes as a PDF → a report or a refusal: no panic; what stands at a place is what is said to stand there.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use yanbao::lexicon::Lexicon;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

fuzz_target!(|bytes: &[u8]| {
    let Ok(report) = yanbao::pipeline::read(bytes, "a.pdf", &LEXICON) else { return };
    for q in &report.quantities {
        let text: Vec<char> = report.passages[q.passage as usize - 1].text.chars().collect();
        let there: String = text[q.start as usize..q.end as usize].iter().collect();
        assert_eq!(there, q.text);
    }
});
