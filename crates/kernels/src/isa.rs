//! Which instructions there are.

/// A set of instructions that products of integers are computed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isa {
    /// None in particular. The other paths are tested against it.
    Scalar,
    /// WebAssembly's `i32x4.dot_i16x8_s`.
    #[cfg(all(target_arch = "wasm32", not(target_feature = "relaxed-simd")))]
    Simd128,
    /// WebAssembly's `i16x8.relaxed_dot_i8x16_i7x16_s`.
    #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
    RelaxedSimd,
    /// x86's `vpmaddubsw`.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// x86's `vpdpbusd`, as the extension AVX-VNNI has it.
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    /// x86's `vpdpbusd`, as AVX-512 has it.
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
}

impl Isa {
    /// Every path that this program has, whether or not this machine does; the fastest first.
    pub const ALL: &[Self] = &[
        #[cfg(target_arch = "x86_64")]
        Self::Avx512Vnni,
        #[cfg(target_arch = "x86_64")]
        Self::AvxVnni,
        #[cfg(target_arch = "x86_64")]
        Self::Avx2,
        #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
        Self::RelaxedSimd,
        #[cfg(all(target_arch = "wasm32", not(target_feature = "relaxed-simd")))]
        Self::Simd128,
        Self::Scalar,
    ];

    /// The fastest that this machine has.
    pub fn best() -> Self {
        let available = Self::ALL.iter().find(|path| path.is_available());
        available.copied().unwrap_or(Self::Scalar)
    }

    /// Whether this machine has it.
    pub fn is_available(self) -> bool {
        match self {
            Self::Scalar => true,
            // A module with instructions that the browser does not know would not have been compiled.
            #[cfg(all(target_arch = "wasm32", not(target_feature = "relaxed-simd")))]
            Self::Simd128 => true,
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            Self::RelaxedSimd => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => is_x86_feature_detected!("avx2"),
            #[cfg(target_arch = "x86_64")]
            Self::AvxVnni => is_x86_feature_detected!("avxvnni"),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512Vnni => {
                is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512vl")
            }
        }
    }

    /// Its name, as the page shows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            #[cfg(all(target_arch = "wasm32", not(target_feature = "relaxed-simd")))]
            Self::Simd128 => "simd128",
            #[cfg(all(target_arch = "wasm32", target_feature = "relaxed-simd"))]
            Self::RelaxedSimd => "relaxed simd",
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Self::AvxVnni => "avx-vnni",
            #[cfg(target_arch = "x86_64")]
            Self::Avx512Vnni => "avx512-vnni",
        }
    }
}
