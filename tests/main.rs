//! The one integration binary: a module a line.
mod lexicon;
mod names;
mod specs;
