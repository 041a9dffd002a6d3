//! How much one file may ask of the interpreter before it is told to stop.
//!
//! The figures are some fifty times what the largest page of the sample corpus needs (a chart of
//! 60,000 path operators), and keep the worst of the hard files under five CPU-seconds.

/// Content operators a page.
pub(super) const OPERATORS_A_PAGE: u32 = 3_000_000;
/// Content operators a file.
pub(super) const OPERATORS_A_FILE: u32 = 20_000_000;
/// Glyphs a page.
pub(super) const GLYPHS_A_PAGE: usize = 400_000;
/// Rules, fills, images and drawings kept a page, each.
pub(super) const SHAPES_A_PAGE: usize = 60_000;
/// Forms within Forms.
pub(super) const DEPTH: usize = 16;
/// Forms drawn a page.
pub(super) const FORMS_A_PAGE: u32 = 20_000;
/// Pages from which a file is read in stretches side by side, and pages a stretch: enough that
/// reading its fonts again for each does not count.
pub(super) const LONG: usize = 96;
pub(super) const STRETCH: usize = 48;
/// Pages a file.
pub(super) const PAGES: usize = 5_000;
/// Bytes of one decoded stream.
pub(super) const DECODED: u64 = 192 << 20;
/// Raw streams below this cannot inflate past `DECODED` (deflate's ratio is at most 1032 to 1).
pub(super) const SURELY_SMALL: usize = 180 << 10;

/// What is left for this file.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    pub(super) page: u32,
    pub(super) file: u32,
    pub(super) forms: u32,
}

impl Budget {
    /// A file's budget, or one stretch's share of it.
    pub(super) fn new(parts: u32) -> Self {
        Self { page: OPERATORS_A_PAGE, file: OPERATORS_A_FILE / parts.max(1), forms: FORMS_A_PAGE }
    }

    /// Starts a page.
    pub(super) fn turn(&mut self) {
        self.page = OPERATORS_A_PAGE;
        self.forms = FORMS_A_PAGE;
    }

    /// Takes one operator; false where none is left.
    pub(super) fn operator(&mut self) -> bool {
        if self.page == 0 || self.file == 0 {
            return false;
        }
        self.page -= 1;
        self.file -= 1;
        true
    }

    /// Takes one Form; false where none is left.
    pub(super) fn form(&mut self) -> bool {
        if self.forms == 0 {
            return false;
        }
        self.forms -= 1;
        true
    }
}
