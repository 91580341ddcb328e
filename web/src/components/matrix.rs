//! A matrix of counts. It is a table whose cells are shaded, so that its letters are those of the page.

use yew::prelude::*;

use crate::report::{Matrix, MatrixCell};

/// Heads of columns that are longer, or more columns than five, are written upwards: there is no room for them otherwise.
const LONGEST_HEAD: usize = 6;

/// The matrix, named and described by the elements with these identifiers.
pub fn matrix_html(matrix: &Matrix, described_by: &str) -> Html {
    let is_long = |name: &String| name.chars().count() > LONGEST_HEAD;
    let upright = matrix.columns.len() > 5 || matrix.columns.iter().any(is_long);
    html! {
        <table class={classes!("matrix", upright.then_some("upright"))} aria-labelledby={described_by.to_owned()}>
            <thead>
                <tr>
                    <td>{ matrix.row_title }</td>
                    <th scope="colgroup" colspan={matrix.columns.len().to_string()}>{ matrix.column_title }</th>
                </tr>
                <tr>
                    <td></td>
                    for column in matrix.columns.iter() {
                        <th scope="col"><span>{ column }</span></th>
                    }
                </tr>
            </thead>
            <tbody>
                for (name, cells) in matrix.rows.iter() {
                    <tr>
                        <th scope="row">{ name }</th>
                        for cell in cells.iter() {
                            { cell_html(cell.as_ref()) }
                        }
                    </tr>
                }
            </tbody>
        </table>
    }
}

fn cell_html(cell: Option<&MatrixCell>) -> Html {
    match cell {
        Some(cell) => html! { <td class={format!("level-{}", cell.level)}>{ &cell.text }</td> },
        None => html! { <td></td> },
    }
}
