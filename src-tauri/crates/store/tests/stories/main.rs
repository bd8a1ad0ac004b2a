//! Stories of a store, told through what it offers to others, on real encrypted files.

#[cfg(test)]
mod acting;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod world;
