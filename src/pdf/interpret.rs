//! Runs a content stream: keeps the state, follows Forms, hands strings and paths on.
//!
//! Takes decoded content and its resources, gives what was drawn. Ends early, with a note, where
//! the budget ends. Never fails.

use super::budget::{self, Budget};
use super::fonts::Fonts;
use super::graphics::{Path, Shapes, State, clipped, rgb};
use super::marked::Mark;
use super::matrix::Matrix;
use super::optional::Optional;
use super::page::{Face, Fill, Glyph, Rule};
use crate::span::BBox;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Rect, Stream};
use hayro_syntax::page::Resources;
use std::collections::HashSet;

/// What a page's content drew.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) faces: Vec<Face>,
    pub(super) rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
    pub(super) images: Vec<BBox>,
    pub(super) drawings: Vec<BBox>,
}

/// One page's interpreter.
pub(super) struct Interpreter<'i, 'a> {
    pub(super) fonts: &'i Fonts<'a>,
    pub(super) optional: &'i Optional,
    budget: &'i mut Budget,
    pub(super) state: State,
    /// The page itself, before any clip.
    pub(super) page_clip: BBox,
    stack: Vec<State>,
    path: Path,
    point: (f64, f64),
    shapes: Shapes,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) faces: Vec<Face>,
    images: Vec<BBox>,
    pub(super) text_matrix: Matrix,
    line_matrix: Matrix,
    /// For each open marked content: whether it hides, and the `ActualText` with its first glyph.
    pub(super) marks: Vec<Mark>,
    pub(super) hidden: u32,
    forms: HashSet<usize>,
    notes: Vec<String>,
}

impl<'i, 'a> Interpreter<'i, 'a> {
    pub(super) fn new(
        fonts: &'i Fonts<'a>,
        optional: &'i Optional,
        budget: &'i mut Budget,
        base: Matrix,
        (width, height): (f32, f32),
    ) -> Self {
        // a glyph half off the page is still seen
        let clip = BBox { x0: -1.0, y0: -1.0, x1: width + 1.0, y1: height + 1.0 };
        Self {
            fonts,
            optional,
            budget,
            state: State::new(base, clip),
            page_clip: clip,
            stack: Vec::new(),
            path: Path::default(),
            point: (0.0, 0.0),
            shapes: Shapes::default(),
            glyphs: Vec::new(),
            faces: Vec::new(),
            images: Vec::new(),
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            marks: Vec::new(),
            hidden: 0,
            forms: HashSet::new(),
            notes: Vec::new(),
        }
    }

    /// What was drawn, and what was odd.
    pub(super) fn finish(self) -> (Drawn, Vec<String>) {
        let Shapes { rules, fills, drawings } = self.shapes;
        (Drawn { glyphs: self.glyphs, faces: self.faces, rules, fills, images: self.images, drawings }, self.notes)
    }

    /// Runs one content stream to its end or the budget's.
    pub(super) fn run(&mut self, content: &[u8], resources: &Resources<'a>) {
        let depth = self.stack.len();
        let mut operators = TypedIter::new(content);
        while let Some(op) = operators.next() {
            if !self.budget.operator() {
                self.note("the page asks for more drawing than a report does: the rest of it is not read");
                break;
            }
            self.step(&op, resources);
        }
        // an unbalanced `q` must not leak out of its Form
        if self.stack.len() > depth {
            self.stack.truncate(depth + 1);
            if let Some(state) = self.stack.pop() {
                self.state = state;
            }
        }
    }

    pub(super) fn note(&mut self, message: &str) {
        if !self.notes.iter().any(|n| n == message) {
            self.notes.push(message.to_owned());
        }
    }

    /// Whether what is drawn now can be seen.
    pub(super) fn visible(&self) -> bool {
        self.hidden == 0
    }

    fn step(&mut self, op: &Op<'_, '_>, resources: &Resources<'a>) {
        match op {
            Op::SaveState(_) if self.stack.len() < 512 => self.stack.push(self.state.clone()),
            Op::RestoreState(_) => {
                if let Some(state) = self.stack.pop() {
                    self.state = state;
                }
            }
            Op::Transform(t) => {
                let m = Matrix([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5].map(Number::as_f64));
                let next = m.then(&self.state.ctm);
                if next.is_finite() {
                    self.state.ctm = next;
                }
            }
            Op::SetGraphicsState(g) => self.graphics_state(g.0, resources),
            Op::LineWidth(w) => self.state.line_width = w.0.as_f64(),
            Op::XObject(x) => {
                if let Some(object) = resources.get_x_object(x.0) {
                    self.object(&object, resources);
                }
            }
            Op::InlineImage(_) => self.image(),
            _ => {
                let _ = self.text_step(op, resources)
                    || self.path_step(op)
                    || self.color_step(op)
                    || self.mark_step(op, resources);
            }
        }
    }

    fn text_step(&mut self, op: &Op<'_, '_>, resources: &Resources<'a>) -> bool {
        match op {
            Op::BeginText(_) => {
                self.text_matrix = Matrix::IDENTITY;
                self.line_matrix = Matrix::IDENTITY;
            }
            Op::EndText(_) => {}
            Op::TextFont(f) => {
                self.set_font(resources.get_font(f.0));
                self.state.size = f.1.as_f64();
            }
            Op::CharacterSpacing(v) => self.state.char_space = v.0.as_f64(),
            Op::WordSpacing(v) => self.state.word_space = v.0.as_f64(),
            Op::HorizontalScaling(v) => self.state.scale = v.0.as_f64() / 100.0,
            Op::TextLeading(v) => self.state.leading = v.0.as_f64(),
            Op::TextRise(v) => self.state.rise = v.0.as_f64(),
            Op::TextRenderingMode(v) => self.state.mode = v.0.as_i64(),
            Op::NextLine(v) => self.next_line(v.0.as_f64(), v.1.as_f64()),
            Op::NextLineAndSetLeading(v) => {
                self.state.leading = -v.1.as_f64();
                self.next_line(v.0.as_f64(), v.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::SetTextMatrix(t) => {
                let m = Matrix([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5].map(Number::as_f64));
                if m.is_finite() {
                    self.text_matrix = m;
                    self.line_matrix = m;
                }
            }
            Op::ShowText(s) => self.show(s.0),
            Op::NextLineAndShowText(s) => {
                self.next_line(0.0, -self.state.leading);
                self.show(s.0);
            }
            Op::ShowTextWithParameters(s) => {
                self.state.word_space = s.0.as_f64();
                self.state.char_space = s.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(s.2);
            }
            Op::ShowTexts(array) => self.show_array(array.0),
            _ => return false,
        }
        true
    }

    fn next_line(&mut self, x: f64, y: f64) {
        let next = Matrix::translate(x, y).then(&self.line_matrix);
        if next.is_finite() {
            self.line_matrix = next;
            self.text_matrix = next;
        }
    }

    /// Sets the font of the state; its face gets a place in the page's list.
    pub(super) fn set_font(&mut self, dict: Option<Dict<'a>>) {
        self.state.font = dict.and_then(|d| self.fonts.get(&d));
        if let Some(font) = &self.state.font {
            let found = self.faces.iter().position(|f| *f == font.face);
            self.state.face = found.unwrap_or(self.faces.len()) as u16;
            if found.is_none() {
                self.faces.push(font.face.clone());
            }
        }
    }

    fn graphics_state(&mut self, name: &Name<'_>, resources: &Resources<'a>) {
        let Some(dict) = resources.get_ext_g_state(name) else { return };
        if let Some(width) = dict.get::<f64>("LW") {
            self.state.line_width = width;
        }
        if let Some(font) = dict.get::<Array<'a>>("Font") {
            let mut items = font.flex_iter();
            if let Some((dict, size)) = items.next::<(Dict<'a>, f64)>() {
                self.set_font(Some(dict));
                self.state.size = size;
            }
        }
    }

    fn path_step(&mut self, op: &Op<'_, '_>) -> bool {
        let at = |ctm: &Matrix, x: &Number, y: &Number| ctm.apply(x.as_f64(), y.as_f64());
        let ctm = self.state.ctm;
        match op {
            Op::MoveTo(p) => {
                self.point = at(&ctm, &p.0, &p.1);
                self.path.start(self.point);
            }
            Op::LineTo(p) => {
                self.point = at(&ctm, &p.0, &p.1);
                self.path.line(self.point);
            }
            Op::CubicTo(c) => self.curve([at(&ctm, &c.0, &c.1), at(&ctm, &c.2, &c.3), at(&ctm, &c.4, &c.5)]),
            Op::CubicStartTo(c) => self.curve([self.point, at(&ctm, &c.0, &c.1), at(&ctm, &c.2, &c.3)]),
            Op::CubicEndTo(c) => self.curve([at(&ctm, &c.0, &c.1), at(&ctm, &c.2, &c.3), at(&ctm, &c.2, &c.3)]),
            Op::ClosePath(_) => self.path.close(),
            Op::RectPath(r) => {
                let [x, y, w, h] = [&r.0, &r.1, &r.2, &r.3].map(Number::as_f64);
                self.path.rectangle([(x, y), (x + w, y), (x + w, y + h), (x, y + h)].map(|(x, y)| ctm.apply(x, y)));
            }
            Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => self.path.clips = true,
            Op::EndPath(_) => self.paint(false, false),
            Op::StrokePath(_) => self.paint(false, true),
            Op::CloseAndStrokePath(_) => {
                self.path.close();
                self.paint(false, true);
            }
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => {
                self.paint(true, false)
            }
            Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_) => self.paint(true, true),
            Op::CloseFillAndStrokeNonZero(_) | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.path.close();
                self.paint(true, true);
            }
            _ => return false,
        }
        true
    }

    fn curve(&mut self, points: [(f64, f64); 3]) {
        self.point = points[2];
        self.path.curve(points);
    }

    fn paint(&mut self, fill: bool, stroke: bool) {
        if self.visible() && self.shapes.len() < budget::SHAPES_A_PAGE {
            if fill {
                self.shapes.fill(&self.path, self.state.clip, self.state.fill);
            }
            if stroke {
                let width = self.state.line_width * self.state.ctm.y_scale().max(self.state.ctm.x_scale());
                self.shapes.stroke(&self.path, self.state.clip, self.state.stroke, width as f32);
            }
        }
        if self.path.clips
            && let Some(bounds) = self.path.bounds()
        {
            // nothing shows through an empty clip: a box outside every page says so
            let nothing = BBox { x0: -9e8, y0: -9e8, x1: -9e8, y1: -9e8 };
            self.state.clip = clipped(bounds, self.state.clip).unwrap_or(nothing);
        }
        self.path.clear();
    }

    fn color_step(&mut self, op: &Op<'_, '_>) -> bool {
        let all = |numbers: &[Number]| rgb(&numbers.iter().map(Number::as_f32).collect::<Vec<_>>());
        match op {
            Op::NonStrokeColorDeviceGray(c) => self.state.fill = rgb(&[c.0.as_f32()]),
            Op::NonStrokeColorDeviceRgb(c) => self.state.fill = rgb(&[c.0.as_f32(), c.1.as_f32(), c.2.as_f32()]),
            Op::NonStrokeColorCmyk(c) => self.state.fill = rgb(&[&c.0, &c.1, &c.2, &c.3].map(Number::as_f32)),
            Op::NonStrokeColor(c) => self.state.fill = all(&c.0),
            Op::NonStrokeColorNamed(c) => self.state.fill = all(&c.0),
            Op::StrokeColorDeviceGray(c) => self.state.stroke = rgb(&[c.0.as_f32()]),
            Op::StrokeColorDeviceRgb(c) => self.state.stroke = rgb(&[c.0.as_f32(), c.1.as_f32(), c.2.as_f32()]),
            Op::StrokeColorCmyk(c) => self.state.stroke = rgb(&[&c.0, &c.1, &c.2, &c.3].map(Number::as_f32)),
            Op::StrokeColor(c) => self.state.stroke = all(&c.0),
            Op::StrokeColorNamed(c) => self.state.stroke = all(&c.0),
            Op::ColorSpaceNonStroke(_) => self.state.fill = 0,
            Op::ColorSpaceStroke(_) => self.state.stroke = 0,
            _ => return false,
        }
        true
    }

    fn object(&mut self, object: &Stream<'a>, resources: &Resources<'a>) {
        match object.dict().get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.image(),
            Some(b"Form") => self.form(object, Matrix::IDENTITY, resources),
            _ => {}
        }
    }

    fn image(&mut self) {
        let bounds = self.state.ctm.bounds(0.0, 0.0, 1.0, 1.0);
        if self.visible()
            && self.images.len() < budget::SHAPES_A_PAGE
            && let Some(shown) = clipped(bounds, self.state.clip)
        {
            self.images.push(shown);
        }
    }

    /// Draws a Form with its own resources, `place` after its own matrix.
    pub(super) fn form(&mut self, form: &Stream<'a>, place: Matrix, outer: &Resources<'a>) {
        let dict = form.dict();
        let layer = dict.get::<Dict<'_>>("OC");
        if layer.is_some_and(|l| !self.optional.shows(&l, dict.get_ref("OC").map(Into::into))) {
            return;
        }
        // the bytes' address names the Form, also where it has no object number
        let key = dict.data().as_ptr() as usize;
        if self.forms.len() >= budget::DEPTH || !self.budget.form() {
            self.note("Forms within Forms without end: the inner ones are not read");
            return;
        }
        if !self.forms.insert(key) {
            self.note("a Form draws itself: not read again");
            return;
        }
        if let Some(content) = self.fonts.decode(form) {
            let saved = self.state.clone();
            let (text, line) = (self.text_matrix, self.line_matrix);
            let matrix = dict.get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix);
            self.state.ctm = matrix.then(&place).then(&self.state.ctm);
            if let Some(b) = dict.get::<Rect>("BBox") {
                let bounds = self.state.ctm.bounds(b.x0, b.y0, b.x1, b.y1);
                let nothing = BBox { x0: -9e8, y0: -9e8, x1: -9e8, y1: -9e8 };
                self.state.clip = clipped(bounds, self.state.clip).unwrap_or(nothing);
            }
            let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
            self.run(&content, own.as_ref().unwrap_or(outer));
            self.state = saved;
            (self.text_matrix, self.line_matrix) = (text, line);
        }
        self.forms.remove(&key);
    }
}
