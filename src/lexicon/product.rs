//! Model families and chips: what the grammars in `tag` start from.
//!
//! Read from the embedded tables, in their order. Ids follow the slugs: lower case, parts
//! joined by `-`.

use std::collections::HashSet;

use super::rows::{rows, table};

/// Whether a family's name without a version names a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alone {
    /// It does (Seedance).
    Yes,
    /// It needs a version (GPT, Kimi: alone an app or a maker).
    No,
    /// It needs a version and other models in the report (Step, Wan).
    Context,
    /// It needs a version, its maker right before it or models beside it (盘古, 混元).
    Maker,
    /// Never a model (ChatGPT, Codex): in the table so that nothing shorter is read there.
    Never,
}

/// A family of AI models.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// A written form.
    pub surface: &'static str,
    /// First part of the id.
    pub slug: &'static str,
    /// First part of the standard name.
    pub name: &'static str,
    /// Id of the maker; may be empty.
    pub maker: &'static str,
    /// Whether it counts without a version.
    pub alone: Alone,
}

/// What must stand around a chip's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// Words of computing somewhere in the report.
    Report,
    /// Words of computing or the maker in the passage.
    Passage,
    /// The maker in the passage.
    Maker,
    /// A model number behind it.
    Model,
    /// Never a chip: L2 and L4 are levels of driving.
    Never,
}

/// A chip or a line of chips.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    /// A written form.
    pub surface: &'static str,
    /// The id without `chip:`.
    pub slug: &'static str,
    /// The standard name.
    pub name: &'static str,
    /// Id of the maker.
    pub maker: &'static str,
    /// What must stand around it.
    pub need: Need,
}

/// Families, chips and the words that may stand in a model's name.
#[derive(Debug, Clone, Default)]
pub struct Products {
    /// Families of models.
    pub families: Vec<Family>,
    /// Chips.
    pub chips: Vec<Chip>,
    /// Words of a model's name behind the family: `pro`, `flash`, `preview`.
    pub variants: HashSet<&'static str>,
}

impl Products {
    /// Reads the embedded tables.
    pub fn load() -> Self {
        let families = rows(table("families")).map(|[surface, slug, name, maker, alone]| {
            let alone = match alone {
                "y" => Alone::Yes,
                "c" => Alone::Context,
                "m" => Alone::Maker,
                "x" => Alone::Never,
                _ => Alone::No,
            };
            Family { surface, slug, name, maker, alone }
        });
        let chips = rows(table("chips")).map(|[surface, slug, name, maker, need]| {
            let need = match need {
                "ai" => Need::Report,
                "near" => Need::Passage,
                "maker" => Need::Maker,
                "model" => Need::Model,
                "never" => Need::Never,
                _ => Need::Nothing,
            };
            Chip { surface, slug, name, maker, need }
        });
        Self {
            families: families.collect(),
            chips: chips.collect(),
            variants: rows(table("variants")).map(|[word]| word).collect(),
        }
    }
}
