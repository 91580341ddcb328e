//! Learning rate over the steps of a run.

/// Linear warm-up from zero, then a linear fall to zero at the last step: transformers'
/// `get_linear_schedule_with_warmup`.
#[derive(Clone, Copy, Debug)]
pub struct LinearSchedule {
    /// The highest rate.
    pub peak: f64,
    /// Steps in which the rate rises.
    pub warmup: usize,
    /// All steps.
    pub total: usize,
}

impl LinearSchedule {
    /// The rate of a step, counted from 0.
    pub fn rate(&self, step: usize) -> f64 {
        if step < self.warmup {
            return self.peak * step as f64 / self.warmup as f64;
        }
        let left = self.total.saturating_sub(step) as f64;
        self.peak * left / self.total.saturating_sub(self.warmup).max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rises_to_the_peak_and_falls_to_zero() {
        let schedule = LinearSchedule {
            peak: 1.0,
            warmup: 2,
            total: 10,
        };
        let rates: Vec<f64> = (0..=10).map(|step| schedule.rate(step)).collect();
        assert_eq!(rates[..4], [0.0, 0.5, 1.0, 0.875]);
        assert_eq!(rates[10], 0.0);
    }

    #[test]
    fn starts_at_the_peak_without_warm_up() {
        assert_eq!(
            LinearSchedule {
                peak: 2.0,
                warmup: 0,
                total: 4
            }
            .rate(0),
            2.0
        );
    }
}
