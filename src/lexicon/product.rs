//! Model families and chips: what the grammars in `tag` start from.
//!
//! Read from the embedded tables, in their order. Ids follow the slugs: lower case, parts
//! joined by `-`.

use std::collections::HashSet;

use super::import::UserRow;
use super::rows::{Word, rows, table};

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
    pub surface: Word,
    /// First part of the id.
    pub slug: Word,
    /// First part of the standard name.
    pub name: Word,
    /// Id of the maker; may be empty.
    pub maker: Word,
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
    /// Its maker right before it: 寒武纪 590.
    Behind,
    /// A model number behind it.
    Model,
    /// Never a chip: L2 and L4 are levels of driving.
    Never,
}

/// A chip or a line of chips.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    /// A written form.
    pub surface: Word,
    /// The id without `chip:`.
    pub slug: Word,
    /// The standard name.
    pub name: Word,
    /// Id of the maker.
    pub maker: Word,
    /// What must stand around it.
    pub need: Need,
}

/// A written form of a model or chip, whichever it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Product<'a> {
    /// `model` or `chip`, as in its id.
    pub kind: &'static str,
    /// A written form.
    pub surface: &'a str,
    /// The id without its kind.
    pub slug: &'a str,
    /// The standard name.
    pub name: &'a str,
    /// Id of the maker; may be empty.
    pub maker: &'a str,
}

impl Product<'_> {
    /// `model:glm`, `chip:h200`.
    pub fn id(&self) -> String {
        format!("{}:{}", self.kind, self.slug)
    }
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
    /// The embedded tables with a user's models and chips before them: what a user says of a name or an
    /// id goes before what the tables say. A user's name stands by itself, without a version or a maker.
    pub fn with(user: &[UserRow]) -> Self {
        let mut all = Self::load();
        let (mut families, mut chips) = (Vec::new(), Vec::new());
        for row in user {
            let (Some((kind, slug)), name) = (row.id.split_once(':'), &row.name) else { continue };
            let known = all.maker_of(kind, slug).unwrap_or_default();
            let maker: Word = if row.maker.is_empty() { known } else { row.maker.clone().into() };
            for surface in std::iter::once(name).chain(&row.aliases) {
                let (surface, slug, name, maker) =
                    (surface.clone().into(), slug.to_owned().into(), name.clone().into(), maker.clone());
                match kind {
                    "model" => families.push(Family { surface, slug, name, maker, alone: Alone::Yes }),
                    "chip" => chips.push(Chip { surface, slug, name, maker, need: Need::Nothing }),
                    _ => {}
                }
            }
        }
        all.families.splice(0..0, families);
        all.chips.splice(0..0, chips);
        all
    }

    /// The maker of the product of that very slug.
    fn maker_of(&self, kind: &str, slug: &str) -> Option<Word> {
        match kind {
            "model" => self.families.iter().find(|f| f.slug == slug).map(|f| f.maker.clone()),
            _ => self.chips.iter().find(|c| c.slug == slug).map(|c| c.maker.clone()),
        }
    }

    /// Every written form with its id's kind, slug, standard name and maker, models first.
    pub fn all(&self) -> impl Iterator<Item = Product<'_>> {
        let models = self.families.iter().map(|f| ("model", &f.surface, &f.slug, &f.name, &f.maker));
        let chips = self.chips.iter().map(|c| ("chip", &c.surface, &c.slug, &c.name, &c.maker));
        models.chain(chips).map(|(kind, surface, slug, name, maker)| Product { kind, surface, slug, name, maker })
    }

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
            Family { surface: surface.into(), slug: slug.into(), name: name.into(), maker: maker.into(), alone }
        });
        let chips = rows(table("chips")).map(|[surface, slug, name, maker, need]| {
            let need = match need {
                "ai" => Need::Report,
                "near" => Need::Passage,
                "maker" => Need::Maker,
                "behind" => Need::Behind,
                "model" => Need::Model,
                "never" => Need::Never,
                _ => Need::Nothing,
            };
            Chip { surface: surface.into(), slug: slug.into(), name: name.into(), maker: maker.into(), need }
        });
        Self {
            families: families.collect(),
            chips: chips.collect(),
            variants: rows(table("variants")).map(|[word]| word).collect(),
        }
    }
}
