//! Plain loops, compiled once more for a machine's wider vectors and chosen when the program runs.

/// Defines functions that run with AVX2 where an x86 machine has it. Their bodies are plain loops, and what they call has to
/// be inlined to profit; a closure does not profit, because the compiler leaves it out of the wide form. The results are
/// the same to the bit: neither form fuses a multiplication with an addition.
macro_rules! dispatch {
    ($($(#[$attribute:meta])* $visibility:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) $body:block)*) => {$(
        $(#[$attribute])*
        $visibility fn $name($($argument: $type),*) {
            #[inline(always)]
            fn plain($($argument: $type),*) $body

            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2")]
                fn with_avx2($($argument: $type),*) {
                    plain($($argument),*);
                }
                if is_x86_feature_detected!("avx2") {
                    // SAFETY: the machine has the instructions.
                    // `src/math/exp.rs::exp_is_within_its_bound_in_every_form` would catch a breach.
                    return unsafe { with_avx2($($argument),*) };
                }
            }
            plain($($argument),*);
        }
    )*};
}

pub(crate) use dispatch;
