//! The fold, told as stories; its merge against a model; its patience with rubbish.

mod cases;
mod desk;
mod merging;
mod records;
