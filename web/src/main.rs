//! The page's program.

fn main() {
    yew::Renderer::<namelight_web::App>::new().render();
}
