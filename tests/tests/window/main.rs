//! Journeys through the real window of the built shell, one module a subject.

mod answers;
mod caller;
mod cases;
mod centre;
mod desk;
mod desktop;
mod drafts;
mod form;
mod heard;
mod house;
mod kills;
mod languages;
mod layers;
mod layouts;
mod lock;
mod looks;
mod palette;
mod planted;
mod refusals;
mod shift;
mod shortcuts;
mod start;
mod three_drafts;
mod traps;
