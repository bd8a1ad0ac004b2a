//! Journeys through the real window of the built shell, one module a subject.

mod answers;
mod caller;
mod cases;
mod centre;
mod channels;
mod clock;
mod correct;
mod desk;
mod desktop;
mod drafts;
mod form;
mod house;
mod kills;
mod languages;
mod layouts;
mod lock;
mod looks;
mod notices;
mod palette;
mod patient;
mod people;
mod policy;
mod refusals;
mod shift;
mod start;
