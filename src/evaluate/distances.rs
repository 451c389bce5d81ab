//! Distances between where places are and where they were put.

/// The largest error there is, in kilometres: half the Earth around. It stands for a place that was not found.
///
/// Source: Gritta et al. (2018), What's missing in geographical parsing?, section 4.1.
pub(super) const LARGEST_KM: f64 = 20_039.0;

/// Kilometres within which a place is right: 100 miles, the field's custom since Leidner (2007).
pub(super) const RIGHT_KM: f64 = 161.0;

/// The errors of a resolution, in kilometres.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distances(Vec<f64>);

impl Distances {
    pub(super) fn push(&mut self, km: f64) {
        self.0.push(km);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The share within 161 km; `None` of none.
    pub fn within_161_km(&self) -> Option<f64> {
        let n_right = self.0.iter().filter(|&&km| km <= RIGHT_KM).count();
        (!self.0.is_empty()).then(|| n_right as f64 / self.0.len() as f64)
    }

    /// The mean in kilometres; `None` of none.
    pub fn mean_km(&self) -> Option<f64> {
        (!self.0.is_empty()).then(|| self.0.iter().sum::<f64>() / self.0.len() as f64)
    }

    /// The median in kilometres; `None` of none.
    pub fn median_km(&self) -> Option<f64> {
        let sorted = self.sorted();
        let upper = *sorted.get(sorted.len() / 2)?;
        // Of an even number, the mean of the two in the middle.
        let lower = if sorted.len().is_multiple_of(2) { *sorted.get(sorted.len() / 2 - 1)? } else { upper };
        Some((lower + upper) / 2.0)
    }

    /// The area under the curve of the sorted logarithms of the errors, of the largest that it could be: 0 is best, 1 worst; `None` of none.
    ///
    /// Source: Gritta et al. (2018), section 4.1: ln(error + 1), by the trapezoidal rule, over ln(20,039).
    pub fn auc(&self) -> Option<f64> {
        let logs: Vec<f64> = self.sorted().into_iter().map(f64::ln_1p).collect();
        let largest = LARGEST_KM.ln();
        if let &[only] = logs.as_slice() {
            return Some(only / largest);
        }
        let area: f64 = logs.windows(2).map(|w| w.iter().sum::<f64>() / 2.0).sum();
        (!logs.is_empty()).then(|| area / (largest * (logs.len() - 1) as f64))
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }
}

#[cfg(test)]
mod tests {
    use super::{Distances, LARGEST_KM};

    #[test]
    fn the_area_is_between_nothing_and_all() {
        let check = |km: &[f64], median: Option<f64>, auc: Option<f64>| {
            let distances = Distances(km.to_vec());
            assert_eq!(distances.median_km(), median, "{km:?}");
            assert_eq!(distances.auc().map(|a| (a * 1e4).round() / 1e4), auc, "{km:?}");
        };
        check(&[], None, None);
        check(&[0.0], Some(0.0), Some(0.0));
        check(&[LARGEST_KM, LARGEST_KM], Some(LARGEST_KM), Some(1.0));
        check(&[LARGEST_KM, 0.0], Some(LARGEST_KM / 2.0), Some(0.5));
        check(&[9.0, 0.0, 99.0], Some(9.0), Some(0.2325));
        assert_eq!(Distances(vec![161.0, 161.1]).within_161_km(), Some(0.5));
    }
}
