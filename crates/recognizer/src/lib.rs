//! namelight-recognizer
