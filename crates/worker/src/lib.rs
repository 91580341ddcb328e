//! namelight-worker
