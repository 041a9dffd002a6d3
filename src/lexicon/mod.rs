//! Names and words the house knows: securities, aliases, organisations, brokers; loaded once, read-only.
