//! The fold, told as stories; its merge against a model of causality; its patience with rubbish.

mod additions;
mod cases;
mod deciding;
mod desk;
mod erasing;
mod history;
mod merging;
mod model;
mod people;
mod properties;
mod records;
mod rubbish;
mod shifts;
mod steps;
mod surveys;
mod world;
