//! Journeys through the real window of the built shell, one module a subject.

mod house;
