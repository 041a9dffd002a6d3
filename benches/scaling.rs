//! How the layout's work grows with a page's contents: `cargo bench --bench scaling` (a word behind it picks cases).
//!
//! Draws pages of n, 2n and 4n things, arranges each, prints processor milliseconds and what 4n costs against n: 4 is
//! linear. Figures alone, no verdict: a machine with other work would make a test of them fail by chance.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::print_stdout)] // a bench reads a clock and prints
#![allow(dead_code)] // tests draw more than this does

#[path = "../tests/drawn.rs"]
mod drawn;

use drawn::Drawn;
use std::time::Instant;
use yanbao::layout::arrange;
use yanbao::pdf::{Page, Rule};
use yanbao::span::BBox;

/// A kind of page: what it is of, the smallest count, how it is drawn.
type Case = (&'static str, usize, fn(usize) -> Vec<Page>);

const CASES: [Case; 17] = [
    ("glyphs in lines", 50_000, lines),
    ("glyphs in lines over each other", 50_000, heap),
    ("glyphs at every angle", 50_000, angles),
    ("glyphs without size, or turned round", 50_000, degenerate),
    ("words on one line", 2_500, one_line),
    ("cells, 50 a row", 10_000, |n| cells(n, 50, false)),
    ("cells, 50 a row, ruled", 10_000, |n| cells(n, 50, true)),
    ("cells, 5 a row, ruled", 10_000, |n| cells(n, 5, true)),
    ("columns of 6 rows", 250, |n| cells(6 * n, n, false)),
    ("columns of 6 rows, ruled", 250, |n| cells(6 * n, n, true)),
    ("numbers in falling columns", 10_000, falling),
    ("rules", 2_500, rules),
    ("shaded rows", 500, shaded),
    ("filled boxes", 2_500, fills),
    ("pictures", 2_500, pictures),
    ("captions", 250, captions),
    ("pages", 100, pages),
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    println!("{:<38} {:>8} {:>9} {:>9} {:>9} {:>7}", "a page of", "n", "n: ms", "2n: ms", "4n: ms", "4n/n");
    for (name, n, draw) in CASES.iter().filter(|c| words.is_empty() || words.iter().any(|w| c.0.contains(w.as_str()))) {
        let [a, b, c] = [1, 2, 4].map(|times| cost(&draw(times * n)));
        println!("{name:<38} {n:>8} {a:>9.1} {b:>9.1} {c:>9.1} {:>7.1}", c / a.max(0.01));
    }
}

/// Processor milliseconds of one arrangement, the least of three.
fn cost(pages: &[Page]) -> f64 {
    let once = || {
        let (from, clock) = (on_processor(), Instant::now());
        std::hint::black_box(arrange(pages));
        match (from, on_processor()) {
            (Some(from), Some(to)) => (to - from) as f64 / 1e6,
            _ => clock.elapsed().as_secs_f64() * 1e3,
        }
    };
    (0..3).map(|_| once()).fold(f64::MAX, f64::min)
}

/// Nanoseconds that this thread has run; `None` where the system does not tell.
fn on_processor() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

fn drawn(draw: impl FnOnce(&mut Drawn)) -> Vec<Page> {
    let mut page = Drawn::new();
    draw(&mut page);
    vec![page.0]
}

fn lines(n: usize) -> Vec<Page> {
    drawn(|page| {
        page.0.height = n as f32 / 5.0;
        for i in 0..n / 50 {
            page.words(60.0, 10.0 + 10.0 * i as f32, &"晨".repeat(50));
        }
    })
}

fn heap(n: usize) -> Vec<Page> {
    drawn(|page| {
        for i in 0..n / 100 {
            page.words(10.0, 10.0 + 0.4 * i as f32, &"晨".repeat(100));
        }
    })
}

fn angles(n: usize) -> Vec<Page> {
    let mut pages = lines(n);
    pages[0].glyphs.iter_mut().enumerate().for_each(|(i, g)| g.angle = (i * 37 % 360) as u16);
    pages
}

fn degenerate(n: usize) -> Vec<Page> {
    let mut pages = lines(n);
    for (i, g) in pages[0].glyphs.iter_mut().enumerate() {
        match i % 3 {
            0 => g.bbox = BBox { x0: g.x, y0: g.y, x1: g.x, y1: g.y },
            1 => g.bbox = BBox { x0: g.x + 30.0, y0: g.y + 30.0, x1: g.x, y1: g.y },
            _ => g.size = 0.0,
        }
    }
    pages
}

fn one_line(n: usize) -> Vec<Page> {
    drawn(|page| {
        for i in 0..n {
            page.words(40.0 * i as f32, 100.0, "晨星");
        }
    })
}

fn cells(n: usize, columns: usize, ruled: bool) -> Vec<Page> {
    drawn(|page| {
        let (width, rows) = (30.0 * columns as f32, n / columns);
        (page.0.width, page.0.height) = (width + 100.0, 14.0 * rows as f32 + 200.0);
        for row in 0..rows {
            let y = 100.0 + 14.0 * row as f32;
            for c in 0..columns {
                page.words(60.0 + 30.0 * c as f32, y, &format!("{}.{}", row % 90, c % 10));
            }
            if ruled {
                page.across(58.0, 58.0 + width, y + 3.0);
            }
        }
        for c in (0..=columns).filter(|_| ruled) {
            page.down(58.0 + 30.0 * c as f32, 88.0, 100.0 + 14.0 * rows as f32);
        }
    })
}

fn falling(n: usize) -> Vec<Page> {
    drawn(|page| {
        for i in 0..n {
            let (row, column) = (i / 20, i % 20);
            page.words(60.0 + 25.0 * column as f32, 100.0 + 14.0 * row as f32, &format!("{}%", 90_000 - 5 * row));
        }
    })
}

fn rules(n: usize) -> Vec<Page> {
    let mut pages = lines(5_000);
    let rule = |i: usize, x0: f32, x1: f32| BBox { x0, y0: 1.7 * i as f32, x1, y1: 1.7 * i as f32 + 0.5 };
    let across = (0..n).map(|i| rule(i, 40.0 + (i * 13 % 200) as f32, 300.0 + (i * 29 % 250) as f32));
    pages[0].rules.extend(across.map(|bbox| Rule { bbox, horizontal: true, color: 0 }));
    pages
}

fn shaded(n: usize) -> Vec<Page> {
    let mut pages = cells(4 * n, 4, false);
    pages[0].fills.extend((0..n).map(|i| {
        let y = 91.0 + 14.0 * i as f32;
        let bbox = BBox { x0: 58.0, y0: y, x1: 200.0, y1: y + 14.0 };
        yanbao::pdf::Fill { bbox, color: if i % 2 == 0 { 0xE0_E8_F0 } else { 0xF4_F6_F8 } }
    }));
    pages
}

fn fills(n: usize) -> Vec<Page> {
    let mut pages = lines(5_000);
    pages[0].fills.extend((0..n).map(|i| {
        let (x, y) = ((i * 13 % 500) as f32, (i * 7 % 9_000) as f32 / 10.0);
        let bbox = BBox { x0: x, y0: y, x1: x + 20.0 + (i % 30) as f32, y1: y + 12.0 };
        yanbao::pdf::Fill { bbox, color: 0x33_66_99 }
    }));
    pages
}

fn pictures(n: usize) -> Vec<Page> {
    let mut pages = lines(5_000);
    let spot = |i: usize| ((i * 97 % 560) as f32, (i * 61 % 8_000) as f32 / 10.0);
    pages[0].drawings.extend((0..n).map(spot).map(|(x, y)| BBox { x0: x, y0: y, x1: x + 9.0, y1: y + 7.0 }));
    pages
}

fn captions(n: usize) -> Vec<Page> {
    drawn(|page| {
        page.0.height = 60.0 * n as f32 + 200.0;
        for i in 0..n {
            let (x, y) = (60.0 + 260.0 * (i % 2) as f32, 100.0 + 60.0 * (i / 2) as f32);
            page.words(x, y, &format!("图{}：晨星出货", i + 1)).row(y + 14.0, &[x, x + 60.0], &["2024", "2025"]);
            page.words(x, y + 28.0, "资料来源：青岚研究院");
        }
    })
}

fn pages(n: usize) -> Vec<Page> {
    (1..=n as u32)
        .map(|number| {
            let mut page = Drawn::numbered(number);
            page.words(60.0, 40.0, "云帆证券").words(500.0, 820.0, &number.to_string());
            for i in 0..40 {
                page.words(60.0, 80.0 + 14.0 * i as f32, &"晨".repeat(50));
            }
            page.0
        })
        .collect()
}
