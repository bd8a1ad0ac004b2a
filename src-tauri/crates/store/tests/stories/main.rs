//! Stories of a store, told through what it offers to others, on real encrypted files.

#[cfg(test)]
mod acting;
#[cfg(test)]
mod backups;
#[cfg(test)]
mod callers;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod due;
#[cfg(test)]
mod duties;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod faults;
#[cfg(test)]
mod list_changes;
#[cfg(test)]
mod opening;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod own_mounts;
#[cfg(test)]
mod packs;
#[cfg(test)]
mod people;
#[cfg(test)]
mod persons;
#[cfg(test)]
mod questions;
#[cfg(test)]
mod restoring;
#[cfg(test)]
mod shift_log;
#[cfg(test)]
mod world;
