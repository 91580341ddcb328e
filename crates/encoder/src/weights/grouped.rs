//! Integers of 2 to 8 bits that share a scale in groups, one behind the other without gaps.
//!
//! A row of a matrix is cut into groups of equally many numbers. Each number is an unsigned integer `q` of `bits` bits, and a
//! group has a scale, so that `weight = (q − 2^(bits − 1)) · scale`. The integers of a group lie one behind the other from
//! the lowest bit of its first byte on, each with its own lowest bit first.

use half::f16;

use super::WeightsError;
use super::int8::quantize_row;

/// The numbers of bits that an integer may have.
pub(super) const BITS: std::ops::RangeInclusive<usize> = 2..=8;

/// Scales that are tried for a group, by the scale with which its largest magnitude is exact: smaller ones cut that off and
/// keep what is near zero finer.
const TRIED: [f32; 12] = [
    1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5,
];

/// Added to a small number and subtracted again, this leaves the nearest integer.
const ROUND: f32 = 1.5 * (1 << 23) as f32;

/// How the integers of a matrix are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The number of bits of an integer, from 2 to 8.
    pub bits: usize,
    /// The number of integers that share a scale, a multiple of 8.
    pub group: usize,
}

impl Grouping {
    /// The number of bytes of a group.
    pub(super) fn group_bytes(self) -> usize {
        self.group * self.bits / 8
    }

    /// What is subtracted from an unsigned integer.
    fn zero(self) -> i32 {
        1 << (self.bits - 1)
    }

    /// Quantizes rows of floats; the scales of all groups are appended to `scales`, the bytes to `bytes`.
    pub(super) fn quantize(self, values: &[f32], bytes: &mut Vec<u8>, scales: &mut Vec<f16>) {
        let mut integers = Vec::with_capacity(self.group);
        for group in values.chunks_exact(self.group) {
            scales.push(self.quantize_group(group, &mut integers));
            self.write(&integers, bytes);
        }
    }

    /// Replaces rows of floats by those that their integers stand for. Numbers behind the last whole group stay.
    pub fn round(self, values: &mut [f32]) {
        let mut integers = Vec::with_capacity(self.group);
        for group in values.chunks_exact_mut(self.group) {
            let scale = self.quantize_group(group, &mut integers).to_f32();
            for (value, integer) in group.iter_mut().zip(&integers) {
                *value = *integer as f32 * scale;
            }
        }
    }

    /// Quantizes a group with the scale of the least squared error, and gives that. The number of the largest magnitude gets
    /// the integer that has no counterpart on the other side of zero, which may make the scale negative.
    fn quantize_group(self, group: &[f32], integers: &mut Vec<i32>) -> f16 {
        let largest = group.iter().copied();
        let largest = largest.fold(0f32, |most, value| match value.abs() > most.abs() {
            true => value,
            false => most,
        });
        let exact = -largest / self.zero() as f32;
        let tried = TRIED.iter().map(|factor| usable(exact * factor));
        let error = |scale: f16| -> f32 {
            let (scale, inverse) = (scale.to_f32(), scale.to_f32().recip());
            let squares = group.iter().map(|value| {
                let rounded = self.nearest(value * inverse) * scale;
                (value - rounded) * (value - rounded)
            });
            squares.sum()
        };
        let errors = tried.map(|scale| (scale, error(scale)));
        let least = errors.reduce(|least, other| match other.1 < least.1 {
            true => other,
            false => least,
        });
        let scale = least.map_or(f16::ONE, |(scale, _)| scale);
        integers.clear();
        let inverse = scale.to_f32().recip();
        let nearest = group.iter().map(|value| self.nearest(value * inverse));
        integers.extend(nearest.map(|integer| integer as i32));
        scale
    }

    /// The nearest of the integers that there are.
    fn nearest(self, number: f32) -> f32 {
        let zero = self.zero() as f32;
        // The sum has no room for what is behind the point; the compiler makes vectors of it, as it does not of `round`.
        (number.clamp(-zero, zero - 1.0) + ROUND) - ROUND
    }

    fn write(self, integers: &[i32], bytes: &mut Vec<u8>) {
        let (mut waiting, mut count) = (0u32, 0);
        for integer in integers {
            let unsigned = (integer + self.zero()).cast_unsigned();
            waiting |= unsigned << count;
            count += self.bits;
            while count >= 8 {
                bytes.push((waiting & 0xff) as u8);
                waiting >>= 8;
                count -= 8;
            }
        }
    }

    /// Adds the floats of the groups that these bytes and scales stand for to as many numbers.
    fn add(self, bytes: &[u8], scales: &[f32], numbers: &mut [f32]) {
        let mask = (1u32 << self.bits) - 1;
        let groups = bytes.chunks_exact(self.group_bytes()).zip(scales);
        for ((bytes, scale), numbers) in groups.zip(numbers.chunks_exact_mut(self.group)) {
            let (mut waiting, mut count) = (0u32, 0);
            let mut bytes = bytes.iter();
            for number in numbers {
                while count < self.bits {
                    waiting |= bytes.next().map_or(0, |byte| u32::from(*byte)) << count;
                    count += 8;
                }
                let integer = (waiting & mask).cast_signed() - self.zero();
                // Both have few bits, so that the product is exact.
                *number += integer as f32 * scale;
                waiting >>= self.bits;
                count -= self.bits;
            }
        }
    }
}

/// The nearest scale that can be divided by: what is too small for 16 bits is the smallest of those.
fn usable(scale: f32) -> f16 {
    let smallest = f16::MIN_POSITIVE_SUBNORMAL;
    match f16::from_f32(scale) {
        near if near != f16::ZERO => near,
        _ if scale < 0.0 => -smallest,
        _ => smallest,
    }
}

/// A matrix of grouped integers, whose scales are elsewhere.
pub(super) struct GroupedMatrix {
    pub(super) bytes: Vec<u8>,
    pub(super) grouping: Grouping,
}

impl GroupedMatrix {
    /// All numbers, row by row.
    pub(super) fn floats(&self, scales: &[f32]) -> Vec<f32> {
        let mut values = vec![0.0; scales.len() * self.grouping.group];
        self.grouping.add(&self.bytes, scales, &mut values);
        values
    }

    /// The integers and the scales of the int8 form of so many rows, which the kernels read. Only a row at a time is floats.
    pub(super) fn int8(&self, scales: &[f32], rows: usize) -> (Vec<i8>, Vec<f32>) {
        let groups = (scales.len() / rows.max(1)).max(1);
        let row_bytes = groups * self.grouping.group_bytes();
        let mut integers = Vec::with_capacity(scales.len() * self.grouping.group);
        let mut row = vec![0.0; groups * self.grouping.group];
        let bytes = self.bytes.chunks_exact(row_bytes);
        let rows = bytes.zip(scales.chunks_exact(groups));
        let scales = rows.map(|(bytes, scales)| {
            row.fill(0.0);
            self.grouping.add(bytes, scales, &mut row);
            quantize_row(&row, &mut integers)
        });
        let scales = scales.collect();
        (integers, scales)
    }
}

/// A table of grouped integers that is kept as the file has it: a pass reads few of its rows, so that it takes half the memory
/// of int8 and no time that counts.
pub(crate) struct GroupedTable {
    matrix: GroupedMatrix,
    scales: Vec<f32>,
    /// The number of groups of a row.
    groups: usize,
}

impl GroupedTable {
    /// A table of so many rows.
    pub(super) fn new(matrix: GroupedMatrix, scales: Vec<f32>, rows: usize) -> Self {
        let groups = scales.len() / rows.max(1);
        Self {
            matrix,
            scales,
            groups,
        }
    }

    /// Adds a row, as floats, to `x` `(columns)`. The row has been checked to be there.
    pub(crate) fn add(&self, row: usize, x: &mut [f32]) {
        let GroupedMatrix { bytes, grouping } = &self.matrix;
        let row_bytes = self.groups * grouping.group_bytes();
        let bytes = &bytes[row * row_bytes..][..row_bytes];
        let scales = &self.scales[row * self.groups..][..self.groups];
        grouping.add(bytes, scales, x);
    }
}

/// Checks that every scale can be divided by.
pub(super) fn check_group_scales(name: &str, scales: &[f32]) -> Result<(), WeightsError> {
    match scales.iter().position(|scale| *scale == 0.0) {
        Some(index) => Err(WeightsError::GroupScale {
            name: name.to_owned(),
            index,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn grouped(grouping: Grouping, values: &[f32]) -> (GroupedMatrix, Vec<f32>) {
        let (mut bytes, mut scales) = (Vec::new(), Vec::new());
        grouping.quantize(values, &mut bytes, &mut scales);
        let scales = scales.into_iter().map(f16::to_f32).collect();
        (GroupedMatrix { bytes, grouping }, scales)
    }

    #[test]
    fn integers_lie_from_the_lowest_bit_on_without_gaps() {
        let grouping = Grouping { bits: 3, group: 8 };
        let mut bytes = Vec::new();
        // As unsigned integers 0 to 7, from the lowest bit on: 000 100 010 110 001 101 011 111.
        grouping.write(&[-4, -3, -2, -1, 0, 1, 2, 3], &mut bytes);
        assert_eq!(bytes, [0b1000_1000, 0b1100_0110, 0b1111_1010]);
        let mut values = [0.0; 8];
        grouping.add(&bytes, &[0.5], &mut values);
        assert_eq!(values, [-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5]);
    }

    #[test]
    fn a_number_of_the_largest_magnitude_is_exact_where_nothing_else_counts() {
        let grouping = Grouping { bits: 4, group: 8 };
        for largest in [3.0, -3.0f32] {
            let (matrix, scales) = grouped(grouping, &[0.0, largest, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
            assert_eq!(matrix.floats(&scales)[1], largest);
        }
    }

    #[test]
    fn zeros_and_what_16_bits_cannot_hold_stay_near() {
        let grouping = Grouping { bits: 2, group: 8 };
        for value in [0.0, 1e-12, -1e-12f32] {
            let (matrix, scales) = grouped(grouping, &[value; 16]);
            check_group_scales("w", &scales).unwrap();
            let floats = matrix.floats(&scales);
            assert!(floats.iter().all(|float| float.abs() < 1e-6), "{floats:?}");
        }
    }

    #[test]
    fn rows_of_the_int8_form_are_those_of_the_floats() {
        let grouping = Grouping { bits: 4, group: 8 };
        let values: Vec<f32> = (0..64).map(|index| (index as f32 * 0.7).sin()).collect();
        let (matrix, scales) = grouped(grouping, &values);
        let (integers, row_scales) = matrix.int8(&scales, 4);
        let floats = matrix.floats(&scales);
        assert_eq!((integers.len(), row_scales.len()), (64, 4));
        let rows = floats.chunks_exact(16).zip(integers.chunks_exact(16));
        for ((floats, integers), scale) in rows.zip(row_scales) {
            for (float, integer) in floats.iter().zip(integers) {
                assert!((float - f32::from(*integer) * scale).abs() <= scale * 0.5001);
            }
        }
    }

    #[test]
    fn a_row_of_a_table_is_added_to_what_is_there() {
        let grouping = Grouping { bits: 5, group: 8 };
        let values: Vec<f32> = (0..48).map(|index| (index as f32 * 0.3).cos()).collect();
        let (matrix, scales) = grouped(grouping, &values);
        let floats = matrix.floats(&scales);
        let table = GroupedTable::new(matrix, scales, 3);
        for row in 0..3 {
            let mut x = vec![1.0; 16];
            table.add(row, &mut x);
            let expected = floats[row * 16..][..16].iter().map(|value| 1.0 + value);
            assert_eq!(x, expected.collect::<Vec<_>>());
        }
    }

    proptest! {
        #[test]
        fn a_group_is_as_near_as_its_steps_allow(
            bits in BITS,
            values in prop::collection::vec(-1000f32..1000.0, 32),
        ) {
            let grouping = Grouping { bits, group: 16 };
            let (matrix, scales) = grouped(grouping, &values);
            prop_assert_eq!(matrix.bytes.len(), 32 * bits / 8);
            let floats = matrix.floats(&scales);
            prop_assert_eq!(floats.len(), 32);
            for (group, floats) in values.chunks_exact(16).zip(floats.chunks_exact(16)) {
                let square = |(one, other): (&f32, &f32)| f64::from(one - other).powi(2);
                let error: f64 = group.iter().zip(floats).map(square).sum();
                let largest = group.iter().fold(0f32, |most, value| most.max(value.abs()));
                // The error of the scale that makes the largest exact: at most a step on the shorter side, half one elsewhere.
                let step = f64::from(largest) / f64::from(grouping.zero()) * 1.01;
                prop_assert!(error <= 16.0 * step * step, "{error} with steps of {step}");
            }
        }
    }
}
