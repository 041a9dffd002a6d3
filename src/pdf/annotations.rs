//! What lies on top of a page: form fields' values and annotations' appearances.
//!
//! Draws the normal appearance stream of each annotation that is shown (ISO 32000-2, 12.5.5).
//! Pop-ups and hidden ones are not read.

use super::interpret::Interpreter;
use super::matrix::Matrix;
use hayro_syntax::object::{Array, Dict, Name, Rect, Stream};
use hayro_syntax::page;

/// Annotation flags (table 167): hidden, no view.
const HIDDEN: u32 = 1 << 1;
const NO_VIEW: u32 = 1 << 5;
/// Annotations a page: beyond this somebody is playing.
const MOST: usize = 5_000;

/// Draws all appearances of the page.
pub(super) fn draw<'a>(reader: &mut Interpreter<'_, 'a>, source: &page::Page<'a>) {
    let Some(list) = source.raw().get::<Array<'a>>("Annots") else { return };
    for annotation in list.iter::<Dict<'a>>().take(MOST) {
        let flags = annotation.get::<u32>("F").unwrap_or(0);
        let popup = annotation.get::<Name<'_>>("Subtype").as_deref() == Some(b"Popup");
        if popup || flags & (HIDDEN | NO_VIEW) != 0 {
            continue;
        }
        if let Some(form) = appearance(&annotation)
            && let Some(rect) = annotation.get::<Rect>("Rect")
        {
            let place = placement(&form, rect);
            reader.form(&form, place, source.resources());
        }
    }
}

fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    let all = annotation.get::<Dict<'a>>("AP")?;
    if let Some(stream) = all.get::<Stream<'a>>("N") {
        return Some(stream);
    }
    let states = all.get::<Dict<'a>>("N")?;
    let state = annotation.get::<Name<'_>>("AS")?;
    states.get::<Stream<'a>>(&*state)
}

/// The map from the appearance's box to the annotation's rectangle (algorithm 12.5.5).
fn placement(form: &Stream<'_>, rect: Rect) -> Matrix {
    let matrix = form.dict().get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix);
    let Some(inner) = form.dict().get::<Rect>("BBox") else { return Matrix::IDENTITY };
    let b = matrix.bounds(inner.x0, inner.y0, inner.x1, inner.y1);
    let scale = |outer: f64, inner: f32| if inner.abs() < 1e-6 { 1.0 } else { outer / f64::from(inner) };
    let sx = scale(rect.x1 - rect.x0, b.x1 - b.x0);
    let sy = scale(rect.y1 - rect.y0, b.y1 - b.y0);
    Matrix([sx, 0.0, 0.0, sy, rect.x0 - f64::from(b.x0) * sx, rect.y0 - f64::from(b.y0) * sy])
}
