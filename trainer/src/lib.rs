//! namelight-trainer
