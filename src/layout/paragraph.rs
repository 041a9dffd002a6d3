//! Lines of one column → paragraphs, headings and list items.
//!
//! Takes a block's lines, gives its paragraphs: where a line ends short, where the next is
//! indented, opens a list item, changes its type or stands further down, a new one begins.

use super::block::{TextLine, is_entry_s_first};
use super::points::{counts_on, listed};
use super::words::{self, Opening};

/// A paragraph in the making: its lines with their pages.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) lines: Vec<(u32, TextLine)>,
    /// Right edge of the column it stands in.
    pub(super) right: f32,
    /// Left edge of the column.
    pub(super) left: f32,
    pub(super) heading: bool,
    pub(super) item: bool,
    pub(super) contents: bool,
    /// Stands in a narrow column beside the text.
    pub(super) aside: bool,
}

impl Draft {
    pub(super) fn words(&self) -> String {
        self.lines.iter().map(|(_, l)| l.words()).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn last_words(&self) -> String {
        self.lines.last().map(|(_, l)| l.words()).unwrap_or_default()
    }

    pub(super) fn size(&self) -> f32 {
        self.lines.iter().map(|(_, l)| l.size()).fold(0.0, f32::max)
    }

    pub(super) fn bold(&self) -> bool {
        self.lines.iter().filter(|(_, l)| l.bold()).count() * 2 > self.lines.len()
    }

    /// Whether its last line runs to the column's end without ending a sentence.
    pub(super) fn is_open(&self) -> bool {
        let Some((_, last)) = self.lines.last() else { return false };
        let full = self.right - last.bbox.x1 < 2.2 * last.size().max(6.0);
        let text = last.words();
        let comma = text.ends_with(['，', '、', ',', '（', '(', '《', '“', '；']);
        !self.heading && !self.contents && !text.ends_with(['。', '！', '？']) && (full || comma)
    }
}

/// Splits a block's lines. `body` is the size of the report's running text.
pub(super) fn drafts(page: u32, lines: Vec<TextLine>, body: f32, contents_page: bool) -> Vec<Draft> {
    let left = edge(lines.iter().map(|l| l.bbox.x0), false);
    let right = edge(lines.iter().map(|l| l.bbox.x1), true);
    let pitch = pitch(&lines);
    let mut out: Vec<Draft> = Vec::new();
    let firsts: Vec<bool> = lines.windows(2).map(|p| is_entry_s_first(&p[0], &p[1])).chain([false]).collect();
    let listed = listed(&lines);
    for ((line, first), listed) in lines.into_iter().zip(firsts).zip(listed) {
        let text = line.words();
        let contents = first || words::is_contents(&text) || (contents_page && ends_in_page(&line));
        let heading = !contents && is_heading(&line, &text, body, right);
        let opening = words::opening(&text);
        let fresh = match out.last() {
            None => true,
            Some(draft) => {
                listed && !contents || begins(draft, &line, (contents, heading, opening), (left, right, pitch))
            }
        };
        if fresh {
            let item = (listed || matches!(opening, Opening::Bullet | Opening::Point)) && !heading;
            out.push(Draft { lines: vec![(page, line)], right, left, heading, item, contents, aside: false });
        } else if let Some(draft) = out.last_mut() {
            // a heading's last line may be a single character
            draft.heading &= heading || text.chars().count() < 2;
            draft.lines.push((page, line));
        }
    }
    for draft in &mut out {
        // a bold paragraph is a paragraph
        let long = draft.lines.len() > 3 || draft.words().contains('。');
        // a heading of several lines does not run to the column's end
        let open = draft.lines.len() > 1
            && !draft.bold()
            && draft.lines.last().is_some_and(|(_, l)| right - l.bbox.x1 < l.size());
        draft.heading &= !long && !open;
    }
    if contents_page {
        wrapped_entries(&mut out);
    }
    out
}

/// An entry of a list of contents over several lines, its page number beside them: lines between two entries.
fn wrapped_entries(drafts: &mut [Draft]) {
    let entry = |d: &Draft| d.contents || super::part::is_contents_head(&d.words());
    let mut after = None;
    for at in 0..drafts.len() {
        if !entry(&drafts[at]) {
            continue;
        }
        let between = after.map_or(0..0, |before: usize| before + 1..at);
        let piece = |d: &Draft| d.lines.len() <= 3 && !words::ends_sentence(&d.words());
        if drafts[between.clone()].iter().all(piece) && between.len() <= 4 {
            drafts[between].iter_mut().for_each(|d| (d.contents, d.heading) = (true, false));
        }
        after = Some(at);
    }
}

/// Whether a line begins a new paragraph after what stands above it.
fn begins(
    draft: &Draft,
    line: &TextLine,
    (contents, heading, opening): (bool, bool, Opening),
    (left, right, pitch): (f32, f32, f32),
) -> bool {
    let Some((_, above)) = draft.lines.last() else { return true };
    if draft.contents || contents {
        return draft.contents != contents || !draft.contents;
    }
    let em = line.size().max(above.size()).max(4.0);
    let resized = (line.size() - above.size()).abs() > 0.13 * em
        && line.runs.iter().all(|r| (r.size - above.size()).abs() > 0.1 * em);
    // a title set wide goes on behind a comma, or with its last character
    let title = draft.heading
        && (above.words().ends_with(['，', '：', '、']) || line.words().chars().count() <= 2)
        && above.color() == line.color()
        && above.size() > DISPLAY;
    let white = line.bbox.y0 - above.bbox.y1;
    let apart = white > pitch + 0.55 * em && !(title && white < 1.6 * em) && !wraps(draft, line, (left, right, white));
    if resized
        || apart
        || super::title::is_subtitle(&line.words()) && line.words().starts_with(['—', '–']) && draft.heading
    {
        return true;
    }
    // a running head at the right, and the title at the left below it
    if draft.heading && above.bbox.x0 > line.bbox.x1 {
        return true;
    }
    let full = right - above.bbox.x1 < 1.7 * em;
    // words this far apart are points of their own, however short
    if is_apart(draft, above, line, (white, right - left)) {
        return true;
    }
    // a narrow column's labels: `邮箱：…`, `电话：…`
    if right - left < 22.0 * em && is_labelled(&line.words()) && !above.words().ends_with(['，', '、']) {
        return true;
    }
    // bold words in the middle of a sentence are no heading
    let inside = full && !draft.heading && opening == Opening::Plain && !words::ends_sentence(&above.words());
    let heading = heading && !inside;
    // a bold lead begins a paragraph, though the one above ends at the column's edge
    if line.bold() && !above.bold() && words::ends_sentence(&above.words()) {
        return true;
    }
    if draft.heading || heading {
        return !heading_goes_on(draft, above, line, (full, heading, opening));
    }
    opens(draft, line, opening, (left, right, em))
}

/// Whether a line stands beside the one above it, is a point of its own, or an entry of a list.
fn is_apart(draft: &Draft, above: &TextLine, line: &TextLine, (white, width): (f32, f32)) -> bool {
    let em = line.size().max(above.size()).max(4.0);
    // words this far apart are points of their own, however short
    let word = |t: &str| t.chars().count() <= LONE && t.chars().any(char::is_alphabetic);
    let lone = |l: &TextLine| l.runs.len() == 1 && word(&l.words());
    let open = above.words().ends_with(['，', '、', '：', '—']) || draft.heading;
    let point = white > 1.2 * em && lone(above) && lone(line) && !open;
    white < -0.8 * em || point || super::entry::begins(above, line, (draft.lines.len() == 1, width / em))
}

/// A heading's last words, set below its full line with the white that headings have around them.
fn wraps(draft: &Draft, line: &TextLine, (left, right, white): (f32, f32, f32)) -> bool {
    let Some((_, above)) = draft.lines.last() else { return false };
    let em = above.size();
    let alike = (line.size() - em).abs() < 0.2 && line.bold() == above.bold() && line.color() == above.color();
    let rest = line.bbox.width() < 0.5 * (right - left) && (line.bbox.x0 - draft.lines[0].1.bbox.x0).abs() < 2.5 * em;
    let full = right - above.bbox.x1 < 1.7 * em && above.bbox.width() > 0.6 * (right - left);
    draft.heading && alike && rest && full && white < 1.8 * em && words::opening(&line.words()) == Opening::Plain
}

/// Whether a line of running text begins a new paragraph: by its mark, its indent, or the short line above it.
fn opens(draft: &Draft, line: &TextLine, opening: Opening, (left, right, em): (f32, f32, f32)) -> bool {
    let Some((_, above)) = draft.lines.last() else { return true };
    let above_text = above.words();
    let full = right - above.bbox.x1 < 1.7 * em;
    // prose that stops in the middle goes on, however far the type setter let it fall short
    let prose = above_text.chars().count() >= 18 && !above_text.ends_with(['：', ':']);
    // `…模型 Seedance` over `2.0、图像…`: a number in the middle of a sentence opens nothing
    let broken = prose && !words::ends_sentence(&above_text) && right - above.bbox.x1 < 4.0 * em;
    let closed = !full || words::ends_sentence(&above_text);
    let marked = match opening {
        Opening::Bullet => true,
        Opening::Numbered(_) => closed && !broken && !(full && counts_on(&draft.lines, line)),
        Opening::Point => closed && !(full && counts_on(&draft.lines, line)),
        Opening::Plain => false,
    };
    if marked {
        return true;
    }
    // a hanging indent: the item's further lines stand right of its mark
    let first_left = draft.lines[0].1.bbox.x0;
    let item = draft.item || is_marked(&draft.lines[0].1.words());
    let hanging = item && line.bbox.x0 > first_left + 0.4 * em;
    let indented = line.bbox.x0 > left + 1.3 * em && above.bbox.x0 < line.bbox.x0 - 1.2 * em && !hanging;
    if indented {
        return true;
    }
    // ragged right: a long Latin word did not fit
    let first_word = line.runs[0].text.split(' ').next().unwrap_or("");
    let word = if first_word.is_ascii() { first_word.len() as f32 * 0.55 * em } else { 0.0 };
    let short = right - above.bbox.x1 > 2.0 * em + word;
    short && (words::ends_sentence(&above_text) || !prose && right - above.bbox.x1 > 6.0 * em + word)
}

/// A heading's second line looks like its first, and the first was full; or it was a bold lead.
fn heading_goes_on(
    draft: &Draft,
    above: &TextLine,
    line: &TextLine,
    (full, heading, opening): (bool, bool, Opening),
) -> bool {
    let open = full || above.words().ends_with(['，', '、', '：', '—', '-']);
    let alike = above.bold() == line.bold() && above.color() == line.color();
    // a line set like the one above it that runs to the column's end goes on with it, and is no heading then
    let text = full && draft.heading && alike && (line.size() - above.size()).abs() < 0.2 && !line.bold();
    let last = line.words().chars().count() <= 2 && above.words().chars().count() >= 10 && above.size() > DISPLAY;
    // two long lines of a title close below each other, where the block is wider than the title's column
    let tight = line.bbox.y0 - above.bbox.y1 < 0.6 * above.size() && (line.bbox.x0 - above.bbox.x0).abs() < 2.0;
    let long = tight && above.size() > DISPLAY && above.words().chars().count() >= 14;
    let goes = open || last || long && (line.size() - above.size()).abs() < 0.2;
    let same = draft.heading && (heading || text || last) && alike && goes && opening == Opening::Plain;
    // the bold words may end in the middle of the next line
    let ends = !line.bold() || line.words().contains('。');
    // a heading in larger type is none of the paragraph's words
    let level = (line.size() - above.size()).abs() < 0.08 * above.size();
    let lead = draft.heading && !heading && full && above.bold() && ends && level;
    same || lead
}

/// `1.`, `a）`: a point's mark, which a heading may bear too.
fn is_marked(text: &str) -> bool {
    let mut chars = text.chars();
    let letter = chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && matches!(chars.next(), Some('）' | ')'));
    letter || words::opening(text) != Opening::Plain
}

/// Type from this size on, in points, is a title's.
const DISPLAY: f32 = 16.0;
/// Type this much larger than running text is a heading's.
const LARGE: f32 = 1.15;
/// Characters of a line that may stand alone.
const LONE: usize = 16;

/// Begins with a short label and a colon.
fn is_labelled(text: &str) -> bool {
    text.char_indices().take(9).skip(2).any(|(_, c)| c == '：' || c == ':')
}

/// How far beyond the edge that most of a column's lines share its longest may reach, in points.
const HANGING: f32 = 12.0;

/// A column's edge: the outermost that at least two lines (or one of few) reach; where most lines share an edge, words far
/// beyond it do not count.
fn edge(values: impl Iterator<Item = f32>, right: bool) -> f32 {
    let mut all: Vec<f32> = values.collect();
    all.sort_by(f32::total_cmp);
    if right {
        let shared = all.get(all.len() / 2).copied().unwrap_or(0.0);
        let near = all.iter().filter(|x| (*x - shared).abs() < HANGING / 2.0).count();
        if near * 2 > all.len() && all.len() > 6 {
            all.retain(|x| *x < shared + HANGING);
        }
        all.reverse();
    }
    match all.as_slice() {
        [] => 0.0,
        [one] => *one,
        // one line alone that hangs over does not make the column wider
        [a, b, ..] if all.len() > 6 && (a - b).abs() > 30.0 => *b,
        [a, ..] => *a,
    }
}

/// The usual white between two lines of the block.
fn pitch(lines: &[TextLine]) -> f32 {
    let mut gaps: Vec<f32> = lines.windows(2).map(|p| p[1].bbox.y0 - p[0].bbox.y1).filter(|g| *g > -20.0).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0).clamp(0.0, 14.0)
}

fn ends_in_page(line: &TextLine) -> bool {
    line.runs.len() >= 2
        && line.runs.last().is_some_and(|r| r.text.len() <= 3 && r.text.chars().all(|c| c.is_ascii_digit()))
}

/// A short line that stands out, or a numbered one, and is no sentence.
fn is_heading(line: &TextLine, text: &str, body: f32, right: f32) -> bool {
    let count = text.chars().filter(|c| !c.is_whitespace()).count();
    let leads = line.size() > LARGE * body && matches!(words::opening(text), Opening::Numbered(_));
    let room = right - line.bbox.x1 > 1.5 * line.size() || count <= 30 || leads;
    if !(2..=46).contains(&count) || !room || !text.chars().any(char::is_alphabetic) {
        return false;
    }
    // `2.2.1 …`: a section's, however long, and a question at times
    let section =
        matches!(words::opening(text), Opening::Numbered(2..)) && text.starts_with(|c: char| c.is_ascii_digit());
    let question = text.ends_with(['？', '?'])
        && (section && !text.contains(['，', '。']) || line.size() > LARGE * body && !text.contains('。'));
    if words::ends_sentence(text) && !question || text.ends_with(['，', ',', '、']) && line.size() < DISPLAY {
        return false;
    }
    // a full stop inside is a sentence's, in whatever type
    let big = line.size() > 1.1 * body && count <= 40 && !text.contains('。');
    let numbered = matches!(words::opening(text), Opening::Numbered(_)) && (count <= 36 || section);
    let bullet = words::opening(text) == Opening::Bullet;
    big && !bullet
        || numbered && (line.bold() || line.size() >= body) && !text.contains(['。', '；'])
        || line.bold() && count <= 30 && !text.contains('。')
}
