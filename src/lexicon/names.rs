//! The lexicon itself: everything the house knows of names, loaded once, read-only.
//!
//! Takes the embedded tables and what a user brought, gives lookups by name, code, pinyin and id.
//! Knows no report. Never fails on a lookup: what it does not know is `None` or empty.

use std::sync::OnceLock;

use super::import::UserRow;
use super::measures::Measures;
use super::phrases::Phrases;
use super::product::Products;
use super::rows::{TABLES, rows, table};
use super::rules::Rules;
use super::security::{Entities, Security};
use super::surface::{Class, Surface, Surfaces};
use super::times::Times;
use super::triggers::Triggers;
use super::units::Units;
use super::words::Words;
use super::{code, fold, pinyin, user};

/// What the house knows of names.
pub struct Lexicon {
    pub(super) entities: Entities,
    pub(super) surfaces: Surfaces,
    pub(super) pinyin: OnceLock<pinyin::Index>,
    vendors: Vec<u32>,
    /// Model families and chips.
    pub products: Products,
    /// Brokers, ratings, vendors, cues.
    pub words: Words,
    /// What numbers measure.
    pub triggers: Triggers,
    /// Words that fact rules look for.
    pub phrases: Phrases,
    /// How often each fact rule was right.
    pub rules: Rules,
    /// Units as written.
    pub units: Units,
    /// Words beside numbers.
    pub measures: Measures,
    /// Words of time, fiscal calendars.
    pub times: Times,
    hash: String,
}

/// One meaning of a looked-up word.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'l> {
    /// The security or organisation.
    pub security: &'l Security,
    /// How sure the word names it in a text.
    pub class: Class,
}

impl Lexicon {
    /// The embedded lexicon.
    pub fn load() -> Self {
        Self::with(&[])
    }

    /// The embedded lexicon overlaid with a user's rows: a row of a known id takes the place of the
    /// embedded one (whose name stays an alias, and whose other names stand where the row has none),
    /// another id is added.
    pub fn with(user: &[UserRow]) -> Self {
        let mut entities = Entities::load();
        let mut aliases = Vec::new();
        for row in user.iter().filter(|r| !user::is_product(&r.id)) {
            let old = entities.index(&row.id).map(|i| entities.all[i as usize].clone());
            if let Some(old) = old.as_ref().filter(|old| old.name != row.name) {
                aliases.push((old.name.to_string(), row.id.clone()));
            }
            entities.put(row.security(old.as_ref()));
            aliases.extend(row.aliases.iter().map(|a| (a.clone(), row.id.clone())));
        }
        let products = Products::with(user);
        let surfaces = Surfaces::build(&entities, &products, &aliases);
        let words = Words::load();
        let mut vendors: Vec<u32> = words.vendors.iter().filter_map(|(_, id)| entities.index(id)).collect();
        vendors.sort_unstable();
        Self {
            vendors,
            entities,
            surfaces,
            pinyin: OnceLock::new(),
            products,
            words,
            triggers: Triggers::load(),
            phrases: Phrases::load(),
            rules: Rules::load(),
            units: Units::load(),
            measures: Measures::load(),
            times: Times::load(),
            hash: Self::hash_with(user),
        }
    }

    /// The hash that the lexicon [`with`](Self::with) a user's rows has, without loading it.
    pub fn hash_with(user: &[UserRow]) -> String {
        hash(user)
    }

    /// Stable hex of everything the lexicon holds; reports read with another one may differ.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The entity at an index that a mention or a meaning gave.
    pub fn entity(&self, index: u32) -> &Security {
        &self.entities.all[index as usize]
    }

    /// The index of an id as written in the tables.
    pub fn index(&self, id: &str) -> Option<u32> {
        self.entities.index(id)
    }

    /// The index of the home listing: the A share, else Hong Kong, else the US, else itself.
    pub fn home(&self, index: u32) -> u32 {
        self.entities.home[index as usize]
    }

    /// Whether an entity is one whose data reports cite.
    pub fn is_vendor(&self, index: u32) -> bool {
        self.vendors.binary_search(&index).is_ok()
    }

    /// The security of an id.
    pub fn security(&self, id: &str) -> Option<&Security> {
        self.index(id).map(|i| self.entity(i))
    }

    /// The id of a company's home listing; the id itself where it is unknown.
    pub fn home_id<'a>(&'a self, id: &'a str) -> &'a str {
        self.index(id).map_or(id, |i| &self.entity(self.home(i)).id)
    }

    /// The standard name of an id of any kind; models and chips by their first family.
    pub fn name_of(&self, id: &str) -> Option<&str> {
        if user::is_product(id) {
            return self.products.all().find(|p| id.split_once(':') == Some((p.kind, p.slug))).map(|p| p.name);
        }
        self.security(id).map(|s| &*s.name)
    }

    /// All securities and organisations.
    pub fn securities(&self) -> &[Security] {
        &self.entities.all
    }

    /// What a name may mean, the likeliest first.
    pub fn by_name(&self, name: &str) -> Vec<Found<'_>> {
        let found = self.surfaces.by_text.get(&fold::fold_name(name));
        let meanings = found.map_or(&[][..], |&i| &self.surfaces.all[i as usize].meanings);
        meanings.iter().map(|m| Found { security: self.entity(m.entity), class: m.class }).collect()
    }

    /// The listing of a code in any written form (`688981`, `688981.SH`, `SH688981`, `688981 CH`,
    /// `0981.HK`, `981 HK`, `NVDA.O`, `NVDA`).
    pub fn by_code(&self, written: &str) -> Option<&Security> {
        code::parse(written, |id| self.find_code(id)).map(|i| self.entity(i))
    }

    /// `CODE.EXCHANGE` of a code written with its exchange (`XLNX.O`), also of one that no list has: delisted since.
    pub fn written_code(&self, written: &str) -> Option<String> {
        let (code, suffix) = written.rsplit_once('.')?;
        let letters = (1..=5).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase());
        let digits = (4..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
        let exchange = code::exchange(&suffix.to_ascii_lowercase()).filter(|e| !e.is_empty())?;
        let fits = if exchange == "US" { letters } else { digits };
        code::listed(code, exchange, |id| fits.then(|| id.to_owned()))
    }

    /// The index of `CODE.EXCHANGE`, Beijing's old codes included.
    pub fn find_code(&self, id: &str) -> Option<u32> {
        self.index(id).or_else(|| self.index(self.entities.old_codes.get(id)?))
    }

    /// Securities whose name reads so in pinyin (`hanwuji`) or by its initials (`hwj`), sorted by id.
    pub fn by_pinyin(&self, letters: &str) -> Vec<&Security> {
        let index = self.pinyin.get_or_init(|| pinyin::Index::build(&self.entities.all));
        index.find(letters).into_iter().map(|i| self.entity(i)).collect()
    }

    /// Whether a name is that of a subsidiary which counts as the company `id`.
    pub fn is_subsidiary(&self, name: &str, id: &str) -> bool {
        static KNOWN: OnceLock<Vec<[&str; 2]>> = OnceLock::new();
        let all = || rows(table("aliases")).filter(|r: &[&str; 3]| r[2] == "subsidiary").map(|[n, id, _]| [n, id]);
        KNOWN.get_or_init(|| all().collect()).iter().any(|[n, of]| *n == name && self.home_id(of) == id)
    }

    /// The names by which an id is known, its standard name first: what a search expands to.
    /// Products and forms that are ordinary words are left out.
    pub fn aliases(&self, id: &str) -> Vec<&str> {
        let Some(index) = self.index(id) else { return Vec::new() };
        let home = self.home(index);
        let mut names: Vec<&str> = vec![&self.entity(index).name];
        for surface in &self.surfaces.all {
            let means = |m: &super::surface::Meaning| self.home(m.entity) == home && m.class < Class::Word;
            if surface.meanings.iter().any(means) && !names.contains(&&*surface.written) {
                names.push(&surface.written);
            }
        }
        names[1..].sort_unstable();
        names
    }

    /// Every written name of what `word` names (a name, code, pinyin or initials), for search; empty
    /// where it names nothing.
    pub fn expansions(&self, word: &str) -> Vec<String> {
        let mut ids: Vec<&str> = self.by_name(word).iter().map(|f| f.security.id.as_ref()).collect();
        ids.extend(self.by_code(word).map(|s| s.id.as_ref()));
        if ids.is_empty() {
            ids.extend(self.by_pinyin(word).iter().map(|s| s.id.as_ref()));
        }
        let mut out: Vec<String> = ids.iter().flat_map(|id| self.aliases(id)).map(str::to_owned).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Standard names of all securities and organisations, for the word list of the index; sorted.
    pub fn names(&self) -> Vec<String> {
        let mut out: Vec<String> =
            self.securities().iter().map(|s| s.name.to_string()).filter(|n| !n.is_empty()).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The maker's id of a model or chip (`model:glm-5` → `02513.HK`): the longest family whose
    /// slug begins the id.
    pub fn maker(&self, id: &str) -> Option<&str> {
        let (kind, slug) = id.split_once(':')?;
        let begins = |s: &str| slug.strip_prefix(s).is_some_and(|r| r.is_empty() || r.starts_with(['-', '.']));
        let makers = self.products.all().filter(|p| p.kind == kind && begins(p.slug) && !p.maker.is_empty());
        // of equal slugs the first: the user's own stand before the tables'
        makers.reduce(|best, p| if p.slug.len() > best.slug.len() { p } else { best }).map(|p| p.maker)
    }

    /// A written form by its index.
    pub fn surface(&self, index: u32) -> &Surface {
        &self.surfaces.all[index as usize]
    }

    /// The written forms in a folded text, leftmost longest: `(start, end, surface)`.
    pub fn find<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = (usize, usize, u32)> + 't {
        self.surfaces.find(folded)
    }
}

fn hash(user: &[UserRow]) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in TABLES {
        hasher.update(name.as_bytes()).update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }
    for row in user {
        for part in [&row.id, &row.name, &row.full_name, &row.english_name, &row.maker].into_iter().chain(&row.aliases)
        {
            hasher.update(part.as_bytes()).update(b"\t");
        }
        hasher.update(b"\n");
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
