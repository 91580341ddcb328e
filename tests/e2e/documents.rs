//! Documents that are opened: Word, web pages, e-mails, subtitles, JSON, and several at once.

use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use namelight_tests::{Fault, Page, Site, View, visit};
use tempfile::TempDir;

const WORD: &str = r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>Amara Lindq</w:t></w:r><w:r><w:t>vist</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>
<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">left </w:t><w:tab/><w:t>Oslo.</w:t><w:br/><w:t>So did Zoë.</w:t><w:drawing/></w:r></w:p>
</w:body></w:document>"#;

const NOTES: &str = r#"<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote><w:p><w:r><w:t>Seen in Bergen.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

const HTML: &[u8] = b"<!doctype html><meta charset=windows-1252><title>Caf\xe9</title><script>let secret;</script>
<h1>Amara   Lindqvist</h1><p>left <b style='color: red'>Oslo</b>.<br>So did Bo.<ul><li>Rome<li>Lima</ul><img src=a.png><style>p{}</style>";

const MAIL: &str = "From: =?utf-8?q?Zo=C3=AB_Lind?= <zoe@example.org>\r\nTo: bo@example.org\r\nX-Spam: no\r\nSubject: To\r\n Oslo\r\n\
Content-Type: multipart/mixed; boundary=\"b1\"\r\n\r\nfor old programs\r\n--b1\r\nContent-Type: multipart/alternative; boundary=b2\r\n\r\n\
--b2\r\nContent-Type: text/html\r\n\r\n<p>twice</p>\r\n--b2\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\r\nZo=EB goes to=\r\n Oslo.\r\n--b2--\r\n--b1\r\nContent-Type: application/pdf; name=\"map.pdf\"\r\n\
Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b1--\r\n";

const FILM: &str = "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Amara,</i>\r\ngo to Oslo.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n1984\r\n";

const JSON: &str =
    r#"{"id": 7, "who": {"name": "Amara Lindqvist"}, "places": ["Oslo", "Zoë\nLima", null]}"#;

/// A zip file with these entries, packed.
fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
        packer.write_all(content.as_bytes()).unwrap();
        let packed = packer.finish().unwrap();
        let start = file.len() as u32;
        let sizes = [0, packed.len() as u32, content.len() as u32].map(u32::to_le_bytes);
        let sizes = [
            &sizes.concat()[..],
            &(name.len() as u16).to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        // Version, flags, method 8, time and date.
        let common = [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..], &sizes].concat();
        file.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &packed].concat());
        let ends = [&[0; 10][..], &start.to_le_bytes(), name.as_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\0", &common[..], &ends].concat());
    }
    let counts = [(entries.len() as u16).to_le_bytes(); 2].concat();
    let places = [directory.len() as u32, file.len() as u32]
        .map(u32::to_le_bytes)
        .concat();
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &counts, &places, &[0, 0]].concat();
    [file, directory, end].concat()
}

fn written(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Opens a file, and gives the text in the field once it is this.
async fn assert_read(page: &Page, path: PathBuf, text: &str, left_out: &[&str]) {
    page.open_files("#files", &[path]).await;
    let is_there = format!(
        "return document.getElementById('text').value === {}",
        serde_json::json!(text)
    );
    page.until(&is_there, text).await;
    if !left_out.is_empty() {
        let told = page.text(".left-out").await;
        for words in left_out {
            assert!(told.contains(words), "{words:?} is not in {told:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_opened_as_their_text_and_what_is_left_out_is_said() {
    let site = Site::serve().await;
    visit("documents", &site, View::NARROW, |page| async move {
        page.until_analysed().await;
        let folder = tempfile::tempdir().unwrap();
        let word = zip(&[
            ("word/document.xml", WORD),
            ("word/footnotes.xml", NOTES),
            ("word/header1.xml", "<w:hdr/>"),
        ]);
        let word = written(&folder, "letter.docx", &word);
        let text = "Amara Lindqvist\nleft \tOslo.\nSo did Zoë.\n\nSeen in Bergen.";
        let left_out = ["letter.docx", "1 picture", "1 deleted passage", "headers and footers"];
        assert_read(&page, word, text, &left_out).await;
        page.screenshot("document-told").await;
        let html = written(&folder, "page.html", HTML);
        let text = "Café\n\nAmara Lindqvist\n\nleft Oslo.\nSo did Bo.\n\nRome\nLima";
        assert_read(&page, html, text, &["1 picture", "2 scripts, styles"]).await;
        let mail = written(&folder, "mail.eml", MAIL.as_bytes());
        let text = "From: Zoë Lind <zoe@example.org>\nTo: bo@example.org\nSubject: To Oslo\n\nZoë goes to Oslo.";
        assert_read(&page, mail, text, &["the attachment map.pdf", "other lines of the head"]).await;
        let film = written(&folder, "film.srt", FILM.as_bytes());
        assert_read(&page, film, "Amara,\ngo to Oslo.\n\n1984", &["numbers and times"]).await;
        let json = written(&folder, "data.json", JSON.as_bytes());
        let text = "Amara Lindqvist\nOslo\nZoë\nLima";
        assert_read(&page, json, text, &["names of fields"]).await;
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_reader_of_documents_is_refused_and_the_text_stays() {
    let site = Site::serve().await;
    let mut script = Site::file("document_reader.js");
    script.extend(b"// another line");
    site.damage("document_reader.js", Fault::Replaced(script));
    visit("damaged-reader", &site, View::WIDE, |page| async move {
        page.analyse("Ada lives in Oslo.").await;
        let folder = tempfile::tempdir().unwrap();
        page.open_files("#files", &[written(&folder, "page.html", HTML)])
            .await;
        let told = "const told = document.getElementById('file-error')?.textContent ?? '';
            return told.includes('reader of documents cannot be fetched')";
        page.until(told, "the reader is refused").await;
        assert_eq!(page.typed_text().await, "Ada lives in Oslo.");
        // Nor is the site kept without that file.
        let line = "return document.getElementById('offline')?.textContent.includes('not all of its files')";
        page.until(line, "it is told").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_document_is_named_and_the_text_stays() {
    let site = Site::serve().await;
    visit("broken-documents", &site, View::WIDE, |page| async move {
        page.analyse("Ada lives in Oslo.").await;
        let folder = tempfile::tempdir().unwrap();
        let word = zip(&[("word/document.xml", WORD)]);
        let mut packed = word.clone();
        // The packed text itself.
        packed[60..90].fill(0xff);
        let broken: [(&str, &[u8], &str); 6] = [
            ("cut.docx", &word[..word.len() / 2], "cut off"),
            ("packed.docx", &packed, "damaged"),
            (
                "sheet.docx",
                &zip(&[("xl/workbook.xml", "<x/>")]),
                "no text of a Word document",
            ),
            (
                "damaged.docx",
                &zip(&[("word/document.xml", "<w:p>")]),
                "its text is damaged",
            ),
            ("half.json", b"{\"a\": ", "no JSON"),
            ("note.eml", b"just a note", "no head of an e-mail"),
        ];
        for (name, bytes, reason) in broken {
            page.open_files("#files", &[written(&folder, name, bytes)])
                .await;
            let told = format!(
                "const told = document.getElementById('file-error')?.textContent ?? '';
                return told.startsWith('{name} cannot be read') && told.includes('{reason}')"
            );
            page.until(&told, name).await;
            assert_eq!(page.typed_text().await, "Ada lives in Oslo.", "{name}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_files_stay_apart_beside_what_was_typed() {
    let site = Site::serve().await;
    visit("opened-files", &site, View::NARROW, |page| async move {
        page.analyse("Bo lives in Lima.").await;
        let folder = tempfile::tempdir().unwrap();
        let one = written(&folder, "one.txt", b"Ada lives in Oslo.\r\n");
        let two = written(&folder, "two.md", "Zoë lives in Rome.".as_bytes());
        page.open_files("#files", &[one, two]).await;
        let shows = |text: &str| {
            format!(
                "return document.getElementById('text').value === {}",
                serde_json::json!(text)
            )
        };
        page.until(&shows("Ada lives in Oslo.\n"), "the first file is shown")
            .await;
        page.until_analysed().await;
        page.screenshot("opened-files").await;
        let names = page.text("#opened-files ul").await;
        for name in ["Your text", "one.txt", "two.md"] {
            assert!(names.contains(name), "{name} is not in {names:?}");
        }
        // What is typed in one text is there again when it is shown again.
        page.press("Really.").await;
        page.click("#opened-files li:nth-child(3) .show").await;
        page.until(&shows("Zoë lives in Rome."), "the second file is shown")
            .await;
        page.until_analysed().await;
        let marks = page.marks().await;
        assert!(marks.iter().any(|mark| mark.surface == "Rome"), "{marks:?}");
        page.click("#opened-files li:nth-child(2) .show").await;
        page.until(
            &shows("Ada lives in Oslo.\nReally."),
            "the first file is as it was left",
        )
        .await;
        // Another view loses nothing of it.
        page.go_to_view("#report").await;
        page.go_to_view("#analyse").await;
        page.click("#opened-files li:nth-child(2) .close").await;
        page.until(&shows("Zoë lives in Rome."), "its neighbour is shown")
            .await;
        page.click("#opened-files li:nth-child(2) .close").await;
        page.until(&shows("Bo lives in Lima."), "what was typed is left")
            .await;
        let is_gone = "return document.getElementById('opened-files') === null";
        page.until(is_gone, "one text needs no row").await;
    })
    .await;
}
