//! The one integration binary: a module a line.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // tests use files

mod any;
mod cli;
mod export;
mod house;
mod lexicon;
mod names;
mod numbers;
mod sample;
mod schema;
mod search;
mod specs;
mod store;
