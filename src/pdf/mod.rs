//! PDF bytes → pages of glyphs, rules, filled boxes and images, in points from the top left.
//!
//! Takes the bytes of one file, gives its pages in order with every drawn character on them.
//! Knows nothing of reading order, words or meaning. Refuses only what cannot be opened at all.
