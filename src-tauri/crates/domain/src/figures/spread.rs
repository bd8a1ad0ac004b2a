//! Mean, median and percentile of lengths.

/// How lengths lie, in their own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many there are, from 1.
    pub count: u32,
    /// Their sum by their number, rounded down.
    pub mean: i64,
    /// The one in the middle; of an even number the mean of the two in the middle, rounded down.
    pub median: i64,
    /// The smallest that at least nine of ten do not exceed (nearest rank).
    pub p90: i64,
}

/// The spread of these; none of none.
#[must_use]
pub fn spread(mut lengths: Vec<i64>) -> Option<Spread> {
    lengths.sort_unstable();
    let count = lengths.len();
    let upper = *lengths.get(count / 2)?;
    let lower = *lengths.get((count - 1) / 2)?;
    let p90 = *lengths.get((count * 9).div_ceil(10) - 1)?;
    let sum: i128 = lengths.iter().map(|length| i128::from(*length)).sum();
    let many = i128::try_from(count).ok()?;
    let median = (i128::from(lower) + i128::from(upper)).div_euclid(2);
    Some(Spread {
        count: u32::try_from(count).unwrap_or(u32::MAX),
        mean: i64::try_from(sum.div_euclid(many)).ok()?,
        median: i64::try_from(median).ok()?,
        p90,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The three are told beside each other, and each is known by another habit of counting.
    #[test]
    fn a_spread_is_by_nearest_rank() {
        let check = |lengths: &[i64], expected: Option<(i64, i64, i64)>| {
            let found = spread(lengths.to_vec()).map(|of| (of.mean, of.median, of.p90));
            assert_eq!(found, expected, "{lengths:?}");
        };
        check(&[], None);
        check(&[7], Some((7, 7, 7)));
        check(&[4, 1], Some((2, 2, 4)));
        check(&[3, 1, 2], Some((2, 2, 3)));
        check(&[10, 1, 2, 3, 4, 5, 6, 7, 8, 9], Some((5, 5, 9)));
        check(&[11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Some((6, 6, 10)));
        check(&[i64::MAX, i64::MAX], Some((i64::MAX, i64::MAX, i64::MAX)));
    }
}
