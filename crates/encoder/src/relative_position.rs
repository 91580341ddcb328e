//! The buckets that MPNet sorts relative positions into, for both forms of the encoder.

/// Distances from this one on share a bucket.
const MAX_DISTANCE: f32 = 128.0;

/// transformers' `MPNetEncoder.relative_position_bucket`: half of the buckets for keys behind the query; of each half
/// one bucket a distance at first, then wider ones.
pub(crate) fn bucket(query: usize, key: usize, buckets: usize) -> u32 {
    let half = buckets / 2;
    let exact = half / 2;
    let side = if key > query { half } else { 0 };
    let distance = key.abs_diff(query);
    if distance < exact {
        return (side + distance) as u32;
    }
    // In f32, as transformers rounds.
    let ratio = (distance as f32 / exact as f32).ln() / (MAX_DISTANCE / exact as f32).ln();
    let wide = exact + (ratio * (half - exact) as f32) as usize;
    (side + wide.min(half - 1)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_those_of_transformers() {
        // relative_position_bucket(key - 200) of transformers, num_buckets=32.
        let known = [
            (0, 15),
            (72, 15),
            (73, 15),
            (180, 10),
            (190, 8),
            (192, 8),
            (193, 7),
            (199, 1),
            (200, 0),
            (201, 17),
            (207, 23),
            (208, 24),
            (212, 25),
            (260, 29),
            (327, 31),
            (400, 31),
        ];
        for (key, expected) in known {
            assert_eq!(bucket(200, key, 32), expected, "{key}");
        }
    }
}
