//! The page's program: it mounts the page.

fn main() {
    namelight_web::mount();
}
