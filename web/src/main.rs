//! The page's entry.

fn main() {
    namelight_web::start();
}
