//! What the report says of the machine.

use namelight_scores::report::Hardware;

/// The machine that this runs on.
pub fn hardware(device: &str, threads: usize) -> Hardware {
    Hardware {
        device: device.to_owned(),
        processor: processor_name().unwrap_or_else(|| "unknown".to_owned()),
        threads,
        platform: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
    }
}

/// From `/proc/cpuinfo`, so on Linux only.
fn processor_name() -> Option<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = info.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
