//! namelight-wordpieces
