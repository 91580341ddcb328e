//! End-to-end tests and reference fixtures of Namelight.
