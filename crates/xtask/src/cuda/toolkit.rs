//! NVIDIA's compiler and libraries: this machine's own, or Python packages in a folder of the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{locate, process, workspace};

/// The packages and the version of the toolkit that they are of.
const VERSION: &str = "13.0";
const PACKAGES: [&str; 8] = [
    "nvidia-cuda-nvcc==13.0.88",
    "nvidia-nvvm==13.0.88",
    "nvidia-cuda-crt==13.0.88",
    "nvidia-cuda-runtime==13.0.96",
    "nvidia-cuda-cccl==13.0.85",
    "nvidia-cuda-nvrtc==13.0.88",
    "nvidia-cublas==13.1.0.3",
    "nvidia-curand==10.4.0.35",
];

/// GPUs since 2020 (Ampere), which multiply bf16; `CUDA_COMPUTE_CAP` chooses others.
const COMPUTE_CAP: &str = "80";

/// `CUDA_ERROR_STUB_LIBRARY`.
const STUB_ERROR: u32 = 34;

/// A CUDA root.
pub struct Toolkit {
    root: PathBuf,
    /// Whether we laid it out, and know its version.
    ours: bool,
}

impl Toolkit {
    /// The one that `CUDA_HOME` or the PATH leads to; else the Python packages, installed where need be.
    ///
    /// # Errors
    /// When there is none and it cannot be installed.
    pub fn find() -> Result<Self> {
        if let Some(root) = installed() {
            return Ok(Self { root, ours: false });
        }
        let root = lay_out(&install_packages()?)?;
        Ok(Self { root, ours: true })
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its version, where it is ours.
    pub fn version(&self) -> &'static str {
        if self.ours {
            VERSION
        } else {
            "of this machine"
        }
    }

    /// Lets a command compile, link and run with it.
    pub fn prepare(&self, command: &mut Command) {
        if std::env::var_os("CUDA_COMPUTE_CAP").is_none() {
            command.env("CUDA_COMPUTE_CAP", COMPUTE_CAP);
        }
        if !self.ours {
            return;
        }
        let (libraries, stubs) = (self.root.join("lib64"), self.root.join("lib64/stubs"));
        let (major, minor) = VERSION.split_once('.').unwrap_or((VERSION, "0"));
        command.env("CUDARC_CUDA_VERSION", format!("{major}0{minor}0"));
        command
            .env("CUDA_HOME", &self.root)
            .env("CUDA_PATH", &self.root);
        let search = [&libraries, &stubs].map(|folder| format!("-L native={}", folder.display()));
        command.env("RUSTFLAGS", search.join(" "));
        // The stub last: where a driver is, it goes first.
        let inherited = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
        let folders = std::env::split_paths(&inherited).chain([libraries, stubs]);
        if let Ok(path) = std::env::join_paths(folders) {
            command.env("LD_LIBRARY_PATH", path);
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = [self.root.join("bin")]
            .into_iter()
            .chain(std::env::split_paths(&path));
        if let Ok(path) = std::env::join_paths(folders) {
            command.env("PATH", path);
        }
    }
}

/// A toolkit that somebody put on this machine.
fn installed() -> Option<PathBuf> {
    let named = ["CUDA_HOME", "CUDA_PATH"]
        .into_iter()
        .filter_map(std::env::var_os);
    let on_path = locate::on_path(&["nvcc"]);
    let on_path = on_path.and_then(|nvcc| Some(nvcc.parent()?.parent()?.to_owned()));
    let usual = PathBuf::from("/usr/local/cuda");
    named
        .map(PathBuf::from)
        .chain(on_path)
        .chain([usual])
        .find(|root| root.join("bin/nvcc").is_file())
}

/// The root in an environment of Python that has the packages.
fn install_packages() -> Result<PathBuf> {
    let environment = workspace::tools().join("cuda").join(VERSION);
    let python = environment.join("bin/python");
    if !python.is_file() {
        let folder = environment.as_os_str();
        process::run(Command::new("python3").args(["-m", "venv"]).arg(folder))
            .context("an environment of Python cannot be made; on Debian install python3-venv")?;
    }
    println!("Installing NVIDIA's compiler and libraries: 1.2 GB, once.");
    let arguments = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    process::run(Command::new(&python).args(arguments).args(PACKAGES))?;
    let script = "import sysconfig; print(sysconfig.get_path('purelib'))";
    let packages = process::captured(Command::new(&python).args(["-c", script]))?;
    let major = VERSION.split('.').next().unwrap_or(VERSION);
    Ok(Path::new(packages.trim())
        .join("nvidia")
        .join(format!("cu{major}")))
}

/// Gives the packages' folder the names that build scripts look for. What is there already stays.
fn lay_out(root: &Path) -> Result<PathBuf> {
    let libraries = root.join("lib");
    link("lib", &root.join("lib64"))?;
    let entries = fs::read_dir(&libraries).with_context(|| libraries.display().to_string())?;
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some((stem, _)) = name.split_once(".so.") {
            link(&name, &libraries.join(format!("{stem}.so")))?;
        }
    }
    write_driver_stub(root)?;
    Ok(root.to_owned())
}

fn link(target: &str, place: &Path) -> Result<()> {
    if place.symlink_metadata().is_ok() {
        return Ok(());
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(target, place).with_context(|| place.display().to_string())?;
    #[cfg(not(unix))]
    anyhow::bail!(
        "{} -> {target}: the packages can be laid out on Unix only",
        place.display()
    );
    Ok(())
}

/// The driver's library comes with the driver, and the packages have no stand-in to link with, as the toolkit has. In
/// this one every function says that it is a stub.
fn write_driver_stub(root: &Path) -> Result<()> {
    let folder = root.join("lib/stubs");
    let library = folder.join("libcuda.so");
    if library.is_file() {
        return link("libcuda.so", &folder.join("libcuda.so.1"));
    }
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let header = root.join("include/cuda.h");
    let header = fs::read_to_string(&header).with_context(|| header.display().to_string())?;
    let source = folder.join("libcuda.c");
    fs::write(&source, stub(&header)).with_context(|| source.display().to_string())?;
    let mut compiler = Command::new("cc");
    compiler.args(["-w", "-shared", "-fPIC", "-Wl,-soname,libcuda.so.1", "-o"]);
    process::run(compiler.arg(&library).arg(&source))?;
    link("libcuda.so", &folder.join("libcuda.so.1"))
}

/// A function for each name in the header that looks like one of the driver's; names too many do no harm.
fn stub(header: &str) -> String {
    let words =
        header.split(|character: char| !character.is_ascii_alphanumeric() && character != '_');
    let is_function = |word: &&str| {
        let rest = word.strip_prefix("cu");
        rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()))
    };
    let names: std::collections::BTreeSet<&str> = words.filter(is_function).collect();
    names
        .into_iter()
        .map(|name| format!("int {name}(void) {{ return {STUB_ERROR}; }}\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_has_each_function_of_the_header_once() {
        let header = "#define cuInit cuInit_v2\nCUresult CUDAAPI cuInit(unsigned int Flags);\n\
                      typedef struct CUctx_st *CUcontext; /* current */";
        let expected = "int cuInit(void) { return 34; }\nint cuInit_v2(void) { return 34; }\n";
        assert_eq!(stub(header), expected);
    }
}
