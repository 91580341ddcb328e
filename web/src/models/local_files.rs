//! Model files of the person's own, as the browser has them. The state of the page knows them by number alone, and the
//! worker gets them as `Blob`s beside its request.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

use super::LocalModel;
use super::pick_files::{Candidate, FilesError, choose};
use crate::platform::BrowserError;

/// A folder with more files than this is not a model's: the rest is not listed.
const MAX_FILES: usize = 1000;

thread_local! {
    /// The files of every model that was picked, by number. A file here is a handle: its bytes stay on the disk.
    static KEPT: RefCell<Vec<Vec<File>>> = const { RefCell::new(Vec::new()) };
}

/// A file with its path below the folder that was picked.
pub struct PickedFile {
    path: String,
    file: File,
}

/// Keeps the files of the model that is among these, until the page is left.
///
/// # Errors
/// When there is none, or more than one.
pub fn store(picked: &[PickedFile]) -> Result<LocalModel, FilesError> {
    let candidate = |picked: &PickedFile| Candidate {
        path: picked.path.clone(),
        bytes: picked.file.size() as u64,
    };
    let candidates: Vec<_> = picked.iter().map(candidate).collect();
    let choice = choose(&candidates)?;
    let files = choice
        .places
        .iter()
        .map(|place| picked[*place].file.clone());
    let files = files.collect();
    let id = KEPT.with_borrow_mut(|kept| {
        kept.push(files);
        kept.len() as u32 - 1
    });
    Ok(LocalModel {
        id,
        name: choice.name.into(),
        bytes: choice.bytes,
    })
}

/// The files of a model, for a message to the worker.
pub fn get(id: u32) -> Option<Array> {
    KEPT.with_borrow(|kept| Some(kept.get(id as usize)?.iter().collect()))
}

impl From<File> for PickedFile {
    fn from(file: File) -> Self {
        // Below the folder that was picked; a file that was picked by itself has none.
        let path = Reflect::get(&file, &"webkitRelativePath".into());
        let path = path.ok().and_then(|path| path.as_string());
        let path = path.filter(|path| !path.is_empty());
        Self {
            path: path.unwrap_or_else(|| file.name()),
            file,
        }
    }
}

/// What was dropped. The entries have to be taken while the event lasts; the files of folders can be read later.
pub struct Dropped {
    entries: Vec<FileSystemEntry>,
    /// The files for which the browser has no entries.
    files: Vec<PickedFile>,
}

impl Dropped {
    /// Takes what an event brings.
    pub fn new(transfer: &DataTransfer) -> Self {
        let (mut entries, mut files) = (Vec::new(), Vec::new());
        let items = transfer.items();
        for item in (0..items.length()).filter_map(|place| items.get(place)) {
            match item.webkit_get_as_entry() {
                Ok(Some(entry)) => entries.push(entry),
                _ => files.extend(item.get_as_file().ok().flatten().map(PickedFile::from)),
            }
        }
        Self { entries, files }
    }

    /// The files that were dropped, and the files of dropped folders without their subfolders.
    ///
    /// # Errors
    /// When the browser cannot read a folder.
    pub async fn files(self) -> Result<Vec<PickedFile>, BrowserError> {
        let mut picked = self.files;
        for entry in self.entries {
            if !entry.is_directory() {
                picked.push(read(&entry).await?);
                continue;
            }
            for inner in list(entry.unchecked_into()).await? {
                if inner.is_file() {
                    picked.push(read(&inner).await?);
                }
            }
        }
        Ok(picked)
    }
}

async fn read(entry: &FileSystemEntry) -> Result<PickedFile, BrowserError> {
    let entry: &FileSystemFileEntry = entry.unchecked_ref();
    let file = settled(|resolve, reject| {
        entry.file_with_callback_and_callback(resolve, reject);
    });
    let file: File = file.await?.unchecked_into();
    let path = entry.full_path().trim_start_matches('/').to_owned();
    Ok(PickedFile { path, file })
}

/// All entries of a folder. Browsers list them in portions.
async fn list(folder: FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, BrowserError> {
    let reader: FileSystemDirectoryReader = folder.create_reader();
    let mut entries: Vec<FileSystemEntry> = Vec::new();
    loop {
        let mut refused = Ok(());
        let portion = settled(|resolve, reject| {
            refused = reader.read_entries_with_callback_and_callback(resolve, reject);
        });
        refused?;
        let portion: Array = portion.await?.unchecked_into();
        if portion.length() == 0 || entries.len() > MAX_FILES {
            return Ok(entries);
        }
        entries.extend(portion.iter().map(JsCast::unchecked_into));
    }
}

/// A promise that is settled by the callbacks that `ask` is given.
fn settled(mut ask: impl FnMut(&Function, &Function)) -> JsFuture {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| ask(&resolve, &reject));
    JsFuture::from(promise)
}
