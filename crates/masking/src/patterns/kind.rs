//! The types of fixed forms.

/// What has a fixed form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A link.
    Url,
    /// An IP address, version 4 or 6.
    Ip,
    /// An international bank account number (ISO 13616).
    Iban,
    /// The number of a payment card (ISO/IEC 7812).
    Card,
    /// A date of birth.
    Birthdate,
    /// A key, token or private key of a program.
    Key,
}

impl Kind {
    /// All types of fixed forms.
    pub const ALL: [Self; 8] = [
        Self::Email,
        Self::Phone,
        Self::Url,
        Self::Ip,
        Self::Iban,
        Self::Card,
        Self::Birthdate,
        Self::Key,
    ];

    /// Returns the type as placeholders and lists of entities name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "EMAIL",
            Self::Phone => "PHONE",
            Self::Url => "URL",
            Self::Ip => "IP",
            Self::Iban => "IBAN",
            Self::Card => "CARD",
            Self::Birthdate => "BIRTHDATE",
            Self::Key => "KEY",
        }
    }
}
