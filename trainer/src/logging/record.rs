//! TFRecord framing: each record stands between its length and a checksum.

/// Frames data as its length, a checksum of that, the data itself and a checksum of it, with numbers in little endian.
pub fn frame(data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u64).to_le_bytes();
    let parts: [&[u8]; 4] = [
        &length,
        &masked_checksum(&length).to_le_bytes(),
        data,
        &masked_checksum(data).to_le_bytes(),
    ];
    parts.concat()
}

/// CRC-32C, rotated and shifted, so that a checksum of data that holds checksums stays a good one.
fn masked_checksum(bytes: &[u8]) -> u32 {
    const MASK: u32 = 0xa282_ead8;
    crc32c::crc32c(bytes).rotate_right(15).wrapping_add(MASK)
}

/// Takes framed records apart again.
///
/// # Panics
/// When a checksum is wrong or a record is cut off.
#[cfg(test)]
pub fn unframe(mut bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut records = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<8>().unwrap();
        let (checksum, rest) = rest.split_first_chunk::<4>().unwrap();
        assert_eq!(u32::from_le_bytes(*checksum), masked_checksum(length));
        let (data, rest) = rest.split_at(u64::from_le_bytes(*length) as usize);
        let (checksum, rest) = rest.split_first_chunk::<4>().unwrap();
        assert_eq!(u32::from_le_bytes(*checksum), masked_checksum(data));
        records.push(data.to_vec());
        bytes = rest;
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3720, appendix B.4.
    #[test]
    fn the_checksum_is_that_of_the_published_vectors() {
        assert_eq!(crc32c::crc32c(&[0; 32]), 0x8a91_36aa);
        assert_eq!(crc32c::crc32c(&[0xff; 32]), 0x62a8_ab43);
        let rising: Vec<u8> = (0..32).collect();
        assert_eq!(crc32c::crc32c(&rising), 0x46dd_794e);
    }

    #[test]
    fn records_come_apart_as_they_were_joined() {
        let records: [&[u8]; 3] = [b"first", b"", b"and a third"];
        let bytes: Vec<u8> = records.iter().flat_map(|data| frame(data)).collect();
        assert_eq!(bytes.len(), 3 * 16 + 5 + 11);
        assert_eq!(unframe(&bytes), records);
    }

    #[test]
    #[should_panic(expected = "assertion")]
    fn a_changed_byte_does_not_go_unseen() {
        let mut bytes = frame(b"first");
        bytes[13] ^= 1;
        unframe(&bytes);
    }
}
