//! What the page reads: reports, links, and the messages between it and its workers.

use namelight_protocol::{Request, Response};
use namelight_web::export::share_link;
use namelight_web::report::{ReportFile, sections};

/// `report.json`: what is read is drawn.
pub fn report(data: &[u8]) -> bool {
    let Ok(file) = ReportFile::read(data.to_vec()) else {
        return false;
    };
    !sections(&file.report).is_empty()
}

/// Messages of either direction, in the form of JSON.
pub fn messages(data: &[u8]) -> bool {
    let is_request = serde_json::from_slice::<Request>(data).is_ok();
    is_request || serde_json::from_slice::<Response>(data).is_ok()
}

/// The fragment of an address.
pub fn share_link(data: &[u8]) -> bool {
    let fragment = String::from_utf8_lossy(data);
    let Some(Ok(text)) = share_link::text_of(&fragment) else {
        return false;
    };
    let again = share_link::fragment(&text).map(|again| share_link::text_of(&again));
    if let Ok(again) = again {
        assert_eq!(again, Some(Ok(text)));
    }
    true
}
