//! The machine, as the report describes it.

use namelight_scores::report::Hardware;

/// Describes the machine that this program runs on.
pub fn hardware(device: &str, threads: usize) -> Hardware {
    Hardware {
        device: device.to_owned(),
        processor: processor_name().unwrap_or_else(|| "unknown".to_owned()),
        threads,
        platform: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
    }
}

/// The name of the processor in `/proc/cpuinfo`, which only Linux has.
fn processor_name() -> Option<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = info.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
