//! Tests of what has a fixed form and of what has none. Numbers are those that their issuers publish as examples.

use super::*;

/// Asserts that a text has these forms, and nothing else.
fn assert_forms(text: &str, expected: &[(Kind, &str)]) {
    let found = fixed_forms(text);
    let found: Vec<(Kind, &str)> = found
        .iter()
        .map(|form| (form.kind, form.span.slice(text).unwrap()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// Asserts that each text has one form, which is marked with `‹` and `›`.
fn assert_each(kind: Kind, marked: &[&str]) {
    for marked in marked {
        let (start, rest) = marked.split_once('‹').unwrap();
        let (form, end) = rest.split_once('›').unwrap();
        assert_forms(&format!("{start}{form}{end}"), &[(kind, form)]);
    }
}

fn assert_none(texts: &[&str]) {
    for text in texts {
        assert_forms(text, &[]);
    }
}

#[test]
fn mail_addresses_end_where_the_sentence_goes_on() {
    assert_each(
        Kind::Email,
        &[
            "Write to ‹ada.berg+news@mail.example.com›.",
            "<‹ada@example.org›>",
            "mailto:‹ada@example.org›?",
            "‹o'brien@example.com›",
            "（‹zoë@exämple.example›）",
            "邮箱‹ada@example.com›，谢谢",
        ],
    );
    assert_none(&[
        "@ada",
        "ada@localhost",
        "5 @ 3.50",
        "a@b",
        "ada@example.1",
        "@example.com",
    ]);
}

#[test]
fn links_keep_their_path_and_lose_the_end_of_the_sentence() {
    assert_each(
        Kind::Url,
        &[
            "See ‹https://example.com/a_(b)?c=d#e›, please.",
            "(‹http://ada:secret@example.com:8080/›)",
            "‹www.example.org›!",
            "[page](‹https://example.com/x›)",
            "‹example.org/ada/berg› has it",
            "前往‹https://example.com/路›。",
        ],
    );
    assert_none(&[
        "and/or",
        "http://",
        "www.",
        "e.g./i.e.",
        "1.5/2",
        "12.30/13.30",
    ]);
}

#[test]
fn ip_addresses_are_no_versions_and_no_sections() {
    assert_each(
        Kind::Ip,
        &[
            "from ‹192.0.2.1›.",
            "‹198.51.100.7›:8080",
            "‹203.0.113.0›/24",
            "‹2001:db8::1›",
            "[‹2001:db8:0:0:0:0:0:1›]",
            "‹fe80::1›%eth0",
            "‹::ffff:192.0.2.128›",
        ],
    );
    assert_forms(
        "192.0.2.1-192.0.2.9",
        &[(Kind::Ip, "192.0.2.1"), (Kind::Ip, "192.0.2.9")],
    );
    assert_none(&[
        "version 1.2.3.4",
        "v1.2.3.4",
        "1.2.3.4 Tests",
        "Section 1.2.3.4",
        "§1.2.3.4",
        "1.2.3",
        "1.2.3.4.5",
        "192.0.2.256",
        "192.0.2.01",
        "12:30",
        "12:30:45",
        "std::vec",
        "f32::add",
        "00:1a:2b:3c:4d:5e",
        "a::b",
        "::",
    ]);
}

#[test]
fn account_numbers_have_the_length_of_their_country_and_right_check_digits() {
    assert_each(
        Kind::Iban,
        &[
            "to ‹DE89 3704 0044 0532 0130 00›.",
            "‹GB29NWBK60161331926819›",
            "‹NO93 8601 1117 947›, today",
            "‹fr14 2004 1010 0505 0001 3m02 606›",
            "‹MT84 MALT 0110 0001 2345 MTLC AST0 01S›",
        ],
    );
    assert_none(&[
        "DE89 3704 0044 0532 0130 01",
        "DE89 3704 0044 0532 0130 0",
        "XX89 3704 0044 0532 0130 00",
        "DE89370400440532013000X",
    ]);
}

#[test]
fn card_numbers_have_an_issuer_and_a_right_check_digit() {
    assert_each(
        Kind::Card,
        &[
            "Card ‹4111 1111 1111 1111›, 12/27",
            "‹4111-1111-1111-1111›",
            "‹5555555555554444›",
            "‹378282246310005›",
            "‹6011111111111117› 12",
            "‹3530111333300000›",
            "‹30569309025904›",
        ],
    );
    assert_none(&[
        "4111 1111 1111 1112",
        "1234567812345670",
        "ISBN 978-3-16-148410-0",
        "order 9784111111111116",
        "0.4111111111111111",
    ]);
}

#[test]
fn phone_numbers_are_told_by_their_form_or_the_word_before_them() {
    assert_each(
        Kind::Phone,
        &[
            "Call ‹+49 30 901820›.",
            "‹+1 (555) 555-0123›",
            "‹+15555550123›",
            "‹+91 98765 43210›",
            "‹+49 (0)30 901820›",
            "‹020 7946 0018›, London",
            "‹01.99.00.12.34›",
            "‹555.555.0123›",
            "‹(030) 901820›",
            "‹030/901820 12›",
            "‹0049 30 901820›",
            "‹01 99 00 12 34›",
            "‹(555) 555-0123›",
            "‹555-555-0123› x12",
            "‹1-555-555-0123›",
            "Tel.: ‹901820›",
            "phone number ‹901 820›",
            "‹+47 22 12 34 56› 12:30",
        ],
    );
    assert_none(&[
        "01.02.2024",
        "2024-01-02",
        "12:30",
        "+5 points",
        "+1.000.000",
        "08.30 12.00 13.30",
        "05.06.2024 – 07.08.2024",
        "0.5 0.25 0.125 0.0625",
        "order 030 901820 1",
        "0012345678",
        "room 0.123",
        "123-45-6789",
        "1 000 000",
        "10 000 000",
        "1999-2004",
        "3,141,592.65",
        "01.02.2024 12:30",
        "ISBN 0-306-40615-2",
        "+ 49 30 901820",
        "555-0123",
        "in 1984 and 2001",
        "01/02/2024",
    ]);
}

#[test]
fn dates_of_birth_stand_behind_a_word_that_says_so() {
    assert_each(
        Kind::Birthdate,
        &[
            "Ada, born ‹12 March 1980›, sings.",
            "born on ‹March 12, 1980›",
            "born in Oslo on the ‹12th of March 1980›",
            "Date of birth: ‹12.03.1980›",
            "DOB ‹3/12/80›",
            "DOB=‹1980-03-12›",
            "geb. ‹12. 3. 1980›",
            "geboren am ‹12. März 1980› in Köln",
            "née le ‹12 mars 1980›",
            "| birthday | ‹12-03-1980› |",
            "fecha de nacimiento: ‹12 de marzo de 1980›",
        ],
    );
    assert_none(&[
        "on 12 March 1980",
        "12.03.1980",
        "a born singer. On 12 March 1980 she",
        "stubborn 12 March 1980",
        "newborn 12.03.1980",
        "born leaders who left on 12 March 1980",
        "born 12 minutes later",
        "born on 45.67.1980",
    ]);
}

/// Keys are put together here, so that no program that looks for lost keys finds one in this file.
#[test]
fn keys_are_known_by_their_first_letters() {
    let keys = [
        format!("AKIA{}", "IOSFODNN7EXAMPLE"),
        format!("ghp_{}", "a1".repeat(18)),
        format!("github_pat_{}", "11AB_".repeat(6)),
        format!("xoxb-{}", "12345-67890-abc"),
        format!("sk_live_{}", "4eC39HqLyjWD".repeat(2)),
        format!("sk-{}", "proj-a1B2c3D4e5F6g7H8"),
        format!("AIza{}", "Sy0".repeat(12).split_at(35).0),
        format!(
            "eyJ{}.eyJ{}.{}",
            "hbGciOiJIUzI1NiJ9", "zdWIiOiIxIn0", "abc_-1"
        ),
    ];
    for key in &keys {
        assert_forms(&format!("key={key}, keep it"), &[(Kind::Key, key)]);
    }
    assert_none(&[
        "sk-learn-and-all-that-is-near",
        "AKIA and ASIA",
        "ghp_short1",
        "eyJ.x",
        "xoxo-1234567890",
        "sk-8",
    ]);
}

#[test]
fn private_keys_end_with_their_last_line() {
    let label = ["-----BEGIN RSA ", "PRIVATE KEY-----"].concat();
    let line = "MIIEpAIBAAKCAQEAabcdefghijklmnop0123456789+/";
    let end = "-----END RSA PRIVATE KEY-----";
    let key = format!("{label}\nProc-Type: 4,ENCRYPTED\n\n{line}\n{line}==\n{end}");
    assert_forms(&format!("Key:\n{key}\nDone."), &[(Kind::Key, &key)]);
    let cut = format!("{label}\n{line}\n{line}");
    assert_forms(&format!("{cut}\nDone and dusted"), &[(Kind::Key, &cut)]);
    assert_none(&["-----BEGIN CERTIFICATE-----", "-----", "----- BEGIN"]);
}

#[test]
fn of_forms_that_start_together_the_longest_is_taken() {
    assert_forms(
        "https://example.com/?mail=ada@example.com ada@example.com",
        &[
            (Kind::Url, "https://example.com/?mail=ada@example.com"),
            (Kind::Email, "ada@example.com"),
        ],
    );
    assert_forms(
        "Tel. +49 30 901820, ada@example.com, 192.0.2.1",
        &[
            (Kind::Phone, "+49 30 901820"),
            (Kind::Email, "ada@example.com"),
            (Kind::Ip, "192.0.2.1"),
        ],
    );
}

#[test]
fn ordinary_numbers_have_no_fixed_form() {
    assert_none(&[
        "",
        "In 1984 it cost 12.50 euros.",
        "Room 12.34",
        "at 12:30 or 9.15",
        "3:2",
        "No. 123456",
        "100,000,000",
        "1.234.567,89",
        "pages 12-15",
        "A4",
        "COVID-19",
        "§ 12",
        "50 %",
        "GPT-4",
        "1-2-3",
        "x = 3.14159",
        "2024/25",
    ]);
}
