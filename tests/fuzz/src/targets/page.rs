//! What the page reads: reports, links, and the messages between it and its workers.

use namelight_protocol::{Request, Response};
use namelight_web::export::share_link;
use namelight_web::report::{ReportFile, sections};

use super::{Answer, refused};

/// `report.json`: what is read is drawn.
pub fn report(data: &[u8]) -> Answer {
    let file = ReportFile::read(data.to_vec()).map_err(refused)?;
    assert!(!sections(&file.report).is_empty());
    Ok(())
}

/// Messages of either direction, in the form of JSON.
pub fn messages(data: &[u8]) -> Answer {
    let Err(request) = serde_json::from_slice::<Request>(data) else {
        return Ok(());
    };
    let response = serde_json::from_slice::<Response>(data);
    let no_message = |response| format!("{}; {}", refused(request), refused(response));
    response.map(|_| ()).map_err(no_message)
}

/// The fragment of an address.
pub fn share_link(data: &[u8]) -> Answer {
    let fragment = String::from_utf8_lossy(data);
    let text = share_link::text_of(&fragment).ok_or("it has no text")?;
    let text = text.map_err(refused)?;
    let again = share_link::fragment(&text).map(|again| share_link::text_of(&again));
    if let Ok(again) = again {
        assert_eq!(again, Some(Ok(text)));
    }
    Ok(())
}
