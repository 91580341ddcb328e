//! namelight-encoder
