//! namelight
fn main() {}
