//! The arguments of `mask` and `restore`.

use std::path::PathBuf;

use clap::Args;
use namelight_masking::Kind;

/// Arguments of `mask`.
#[derive(Debug, Args)]
pub struct MaskArgs {
    /// Model folder, float or int8; the shipped model unless given.
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,
    /// Where the table of names goes, which `restore` reads. It holds the names: keep it where the text may be.
    #[arg(long, value_name = "FILE")]
    pub table: PathBuf,
    /// Replace a table that is there.
    #[arg(long)]
    pub overwrite: bool,
    /// Things with a fixed form that stay readable: EMAIL, PHONE, URL, IP, IBAN, CARD, BIRTHDATE or KEY, with commas
    /// between them.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kind)]
    pub keep: Vec<Kind>,
    /// Your own list of what is always a name and what never.
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,
    /// Make every name likelier by so many nats, as for `annotate`: fewer names stay readable.
    #[arg(long, value_name = "NATS", default_value_t = 0.0, value_parser = super::recall_bias, allow_negative_numbers = true)]
    pub recall_bias: f32,
    /// Encoding of the file, as for `annotate`.
    #[arg(long, value_name = "NAME", value_parser = crate::commands::text_file::encoding)]
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// A text file; standard input unless given.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The table that `mask` wrote, or that the page was asked for.
    #[arg(long, value_name = "FILE")]
    pub table: PathBuf,
    /// Encoding of the answer, as for `annotate`.
    #[arg(long, value_name = "NAME", value_parser = crate::commands::text_file::encoding)]
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// The answer, a text file; standard input unless given.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

fn kind(text: &str) -> Result<Kind, String> {
    let mut kinds = Kind::ALL.into_iter();
    let known = kinds.find(|kind| kind.name().eq_ignore_ascii_case(text));
    known.ok_or_else(|| {
        let names = Kind::ALL.map(Kind::name).join(", ");
        format!("expected one of {names}")
    })
}
