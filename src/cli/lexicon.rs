//! `yanbao lexicon`: what the program knows of names.

use super::Ended;
use super::args::{Lexicon as Typed, LexiconCommand};
use super::output::{say, to_stdout};
use crate::lexicon::Lexicon;

pub fn run(typed: &Typed) -> anyhow::Result<Ended> {
    let lexicon = Lexicon::load();
    let names = match &typed.command {
        LexiconCommand::Lookup { word } => lexicon.expansions(word),
        LexiconCommand::List => lexicon.names(),
    };
    if names.is_empty() {
        say("nothing is known by that name");
        return Ok(Ended::Short);
    }
    to_stdout(|out| Ok(names.iter().try_for_each(|name| writeln!(out, "{name}"))?))?;
    Ok(Ended::Well)
}
