//! Tests of what is text that people write.

use super::*;

/// Asserts what each line is.
fn assert_all(lines: &[&str], expected: bool) {
    let wrong: Vec<&&str> = lines
        .iter()
        .filter(|line| is_prose(line) != expected)
        .collect();
    assert!(wrong.is_empty(), "not {expected}: {wrong:#?}");
}

#[test]
fn text_is_prose_whatever_marks_it_has() {
    assert_all(
        &[
            "Ada",
            "Ada Berg (42) sings in Oslo; Bo dances.",
            "He said: \"Go (now)!\" -- and Bo went; Ada stayed; nobody = happy.",
            "The U.S. and 3M agreed on B2B deals (worth $3.5m) in 2026.",
            "3M",
            "Quillon Robotics: 4 - 3",
            "Select the best hotels from our list.",
            "Update your browser; set it up in Oslo.",
            "SELECT COMMITTEE HEARS FROM BANK OF ENGLAND",
            "Delete my account from Facebook, please.",
            "With Ada in Oslo, select what you like.",
            "Import duties from Norway rose.",
            "from Ada import duties were asked",
            "2026-03-22 08:51:06 Ada: I met Bo in Oslo",
            "[08:51:06] <ada> hello from Oslo",
            "08:51:06 Ada Berg crossed the line in Bergen",
            "WARNING: Ada Berg is missing",
            "Error: Ada was not found in Oslo",
            "INFO: Oslo Opera reopens",
            "Return to Oslo; class is over.",
            "If (and only if) Ada sings, Bo dances.",
            "For Ada (and Bo) this was new.",
            "Mail ada@example.org or see https://example.org/a_b/c?x=1",
            "Follow @ada_berg and #VisitOslo",
            "E = mc2, said Einstein",
            "Ada & Bo -> Oslo",
            "a.m. and p.m.",
            "@OsloOpera",
            "Name: Ada Berg; City: Oslo",
            "Ada=Bo",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
            "北京",
            "Git was written by Linus Torvalds.",
            "make Oslo great",
            "sudo is a command, said Ada",
            "$5 to Oslo",
            "at Acme (Oslo)",
            "At Oslo Opera (1999): Ada",
            "Caused by: Ada",
            "Sales rose 3 percent (from 2 percent) in Norway == good",
        ],
        true,
    );
}

#[test]
fn lines_of_logs_are_no_prose() {
    assert_all(
        &[
            "03/22 08:51:06 INFO :...read_netif: index #1, interface TR1 up",
            "2026-03-22 08:51:06,123 ERROR [main] com.example.App - Paris failed",
            "2026-03-22T08:51:06.123Z WARN app::server: slow request from Berlin",
            "Mar 22 08:51:06 washington sshd[4242]: Accepted password for ada",
            "[2026-03-22 08:51:06] production.ERROR: Undefined variable",
            "127.0.0.1 - - [10/Oct/2025:13:55:36 -0700] \"GET /paris HTTP/1.0\" 200 2326",
            "[   12.345678] usb 1-1: new high-speed device",
            "I0322 08:51:06.123456    42 server.cc:21] Ready",
            "E/AndroidRuntime( 1234): FATAL EXCEPTION: main",
            "[INFO] Building Paris 1.0",
            "ERROR [main] org.example.Oslo - failed",
            "DEBUG:root:value is 3",
            "level=info msg=ready port=80 host=berlin",
            "2026-03-22 08:51:06 [error] 42#0: upstream timed out",
        ],
        false,
    );
}

#[test]
fn queries_and_programs_are_no_prose() {
    assert_all(
        &[
            "SELECT name FROM users WHERE id=42;",
            "select name from users where city = 'Oslo';",
            "INSERT INTO cities (name) VALUES ('Oslo');",
            "UPDATE users SET city = 'Paris' WHERE id = 7",
            "DELETE FROM users WHERE name LIKE '%Ada%';",
            "CREATE TABLE oslo (id INT PRIMARY KEY);",
            "WHERE city_id = 42",
            "def read_file(path):",
            "    return paris.read(london);",
            "import numpy as np",
            "from paris import london",
            "let berlin = Oslo::new();",
            "const paris = require('paris');",
            "public static void main(String[] args) {",
            "for (int i = 0; i < n; i++) {",
            "if (paris == null) {",
            "}",
            "});",
            "console.log(\"Hello Paris\");",
            "printf(\"Hello, Oslo!\\n\");",
            "#include <stdio.h>",
            "#!/bin/bash",
            "<?php echo $paris; ?>",
            "git commit -m \"Paris\"",
            "ada@berlin:~$ ls",
            "$ ls -la /srv/paris",
            "MAX_SIZE=10",
            "color: #fff;",
            "x = paris.london",
            "@@ -1,3 +1,4 @@",
            "```python",
            "<script>var Paris = 1;</script>",
            "<style>.oslo { color: red }</style>",
        ],
        false,
    );
}

#[test]
fn stack_traces_are_no_prose() {
    assert_all(
        &[
            "Traceback (most recent call last):",
            "  File \"/srv/paris.py\", line 3, in <module>",
            "ValueError: invalid literal for int() with base 10: 'Paris'",
            "java.lang.NullPointerException: Cannot invoke \"Paris\"",
            "    at com.example.Paris.main(Paris.java:42)",
            "    at run (/srv/paris.js:10:5)",
            "Caused by: org.example.OsloException: closed",
            "... 23 more",
            "thread 'main' panicked at src/paris.rs:3:5:",
            "  12: core::panicking::panic",
            "src/oslo.rs:10:5: error: expected `;`",
            "error[E0308]: mismatched types",
        ],
        false,
    );
}

#[test]
fn numbers_keys_and_paths_are_no_prose() {
    assert_all(
        &[
            "6033391",
            "1607635102.00 -0.96",
            "1e-5 3.2E+04 0x1F (7%) $4",
            "+47 22 33 44 55",
            "00000010  4d 5a 90 00 03 00 00 00 04 00 00 00 ff ff 00 00",
            "d41d8cd98f00b204e9800998ecf8427e",
            "123e4567-e89b-12d3-a456-426614174000",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV",
            "TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24sIGJ1dCBieSB0aGlz",
            "/usr/share/paris/london",
            "C:\\Users\\Ada",
            "",
            "---",
        ],
        false,
    );
}

#[test]
fn a_long_paragraph_is_prose_whatever_it_begins_with() {
    let long = "Ada sings in Oslo. ".repeat(200);
    assert!(is_prose(&format!("x = 1; y(); {long}")));
    assert!(!is_prose(&"TWFuIGlzIGRpc3Rpbmd1aXNoZWQs".repeat(200)));
}
