//! The schedule of the learning rate.

use std::f64::consts::PI;

use namelight_scores::report::{Recipe, ScheduleKind};

/// A linear warm-up from zero, and then the course that `kind` names: transformers' `get_linear_schedule_with_warmup`,
/// `get_cosine_schedule_with_warmup` and `get_constant_schedule_with_warmup`.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// The course after the warm-up.
    pub kind: ScheduleKind,
    /// The highest learning rate.
    pub peak: f64,
    /// The number of steps in which the rate rises.
    pub warmup: usize,
    /// The number of all steps.
    pub total: usize,
}

impl Schedule {
    /// The schedule of a recipe; it ends where the steps do.
    pub fn of(recipe: &Recipe, steps_per_epoch: usize) -> Self {
        let total = steps_per_epoch * recipe.epochs;
        let total = recipe.max_steps.map_or(total, |most| most.min(total));
        Self {
            kind: recipe.schedule,
            peak: recipe.learning_rate,
            warmup: (recipe.warmup_ratio * total as f64).ceil() as usize,
            total,
        }
    }

    /// The rate of a step, counted from 0.
    pub fn rate(&self, step: usize) -> f64 {
        if step < self.warmup {
            return self.peak * step as f64 / self.warmup as f64;
        }
        let left = self.total.saturating_sub(step) as f64;
        let share_left = left / self.total.saturating_sub(self.warmup).max(1) as f64;
        match self.kind {
            ScheduleKind::Linear => self.peak * share_left,
            ScheduleKind::Cosine => self.peak * 0.5 * (1.0 - (PI * share_left).cos()),
            ScheduleKind::Constant => self.peak,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(kind: ScheduleKind, warmup: usize, total: usize) -> Vec<f64> {
        let schedule = Schedule {
            kind,
            peak: 1.0,
            warmup,
            total,
        };
        (0..=total).map(|step| schedule.rate(step)).collect()
    }

    #[test]
    fn linear_rises_to_the_peak_and_falls_evenly_to_zero() {
        let rates = rates(ScheduleKind::Linear, 2, 10);
        assert_eq!(rates[..4], [0.0, 0.5, 1.0, 0.875]);
        assert_eq!(rates[10], 0.0);
    }

    #[test]
    fn cosine_is_half_way_in_the_middle_and_zero_at_the_end() {
        let rates = rates(ScheduleKind::Cosine, 2, 10);
        assert_eq!(rates[..3], [0.0, 0.5, 1.0]);
        assert!((rates[6] - 0.5).abs() < 1e-12);
        // transformers' schedule at a quarter: 0.5 (1 + cos(π / 4)).
        assert!((rates[4] - 0.853_553_390_593).abs() < 1e-9);
        assert!(rates[10].abs() < 1e-12);
    }

    #[test]
    fn constant_stays_behind_the_warm_up() {
        assert_eq!(
            rates(ScheduleKind::Constant, 2, 4),
            [0.0, 0.5, 1.0, 1.0, 1.0]
        );
    }

    #[test]
    fn starts_at_the_peak_without_warm_up() {
        assert_eq!(rates(ScheduleKind::Linear, 0, 4)[0], 1.0);
    }
}
