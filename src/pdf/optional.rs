//! Optional content (ISO 32000-2, 8.11): which layers are shown when the file is opened.
//!
//! Content of a layer that is off is not read: nobody sees it.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};
use std::collections::HashSet;

/// The layers that are off.
pub(super) struct Optional {
    off: HashSet<ObjectIdentifier>,
}

impl Optional {
    /// Reads the default configuration of the catalogue.
    pub(super) fn new(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        let mut off = HashSet::new();
        let properties = xref.get::<Dict<'_>>(xref.root_id()).and_then(|c| c.get::<Dict<'_>>("OCProperties"));
        if let Some(properties) = properties
            && let Some(config) = properties.get::<Dict<'_>>("D")
        {
            if config.get::<Name<'_>>("BaseState").as_deref() == Some(b"OFF") {
                off.extend(ids(&properties, "OCGs"));
            }
            for id in ids(&config, "ON") {
                off.remove(&id);
            }
            off.extend(ids(&config, "OFF"));
        }
        Self { off }
    }

    /// Whether the content that names this layer, or membership of layers, is shown.
    pub(super) fn shows(&self, properties: &Dict<'_>, id: Option<ObjectIdentifier>) -> bool {
        if self.off.is_empty() {
            return true;
        }
        if properties.get::<Name<'_>>("Type").as_deref() != Some(b"OCMD") {
            return id.is_none_or(|id| !self.off.contains(&id));
        }
        let mut members: Vec<_> = ids(properties, "OCGs").collect();
        members.extend(properties.get_ref("OCGs").map(ObjectIdentifier::from));
        let on = |id: &ObjectIdentifier| !self.off.contains(id);
        if members.is_empty() {
            return true;
        }
        match properties.get::<Name<'_>>("P").as_deref() {
            Some(b"AllOn") => members.iter().all(on),
            Some(b"AnyOff") => !members.iter().all(on),
            Some(b"AllOff") => !members.iter().any(on),
            _ => members.iter().any(on),
        }
    }
}

fn ids<'a>(dict: &Dict<'a>, key: &str) -> impl Iterator<Item = ObjectIdentifier> + use<'a> {
    let array = dict.get::<Array<'_>>(key);
    array
        .into_iter()
        .flat_map(|a| a.raw_iter().filter_map(|item| item.as_obj_ref()).map(ObjectIdentifier::from).collect::<Vec<_>>())
}
