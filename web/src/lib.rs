//! namelight-web
