//! The one integration binary: a module a line.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::print_stdout)] // tests use files and tell

mod any;
mod broken;
mod cells;
mod cli;
mod corpus;
mod drawn;
mod edges;
mod entries;
mod export;
mod flow;
mod fronts;
mod golden;
mod house;
mod lexicon;
mod lists;
mod names;
mod numbers;
mod order;
mod own_names;
mod period_form;
mod repair;
mod sample;
mod schema;
mod search;
mod second_reader;
mod specs;
mod store;
mod tables;
mod wordy;
