//! The store's folder: what stands where, and files written whole or not at all.
//!
//! `store.json` (version) · `lock` · `batch.json` (journal of the batch under way) ·
//! `reports/ab/<id>.json` · `catalog.sqlite` · `search/` (the index, another room's).

use super::{STORE_VERSION, StoreError};
use fs4::FileExt;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Files that wait for the disk at once.
const WRITERS: usize = 16;
/// How the file of a report ends.
const END: &[u8; 2] = b"}\n";

/// Paths of one store.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The store's folder.
    pub root: PathBuf,
}

impl Layout {
    /// The paths of a store at `root`; touches no disk.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Version marker.
    pub fn marker(&self) -> PathBuf {
        self.root.join("store.json")
    }

    /// The one writer's lock.
    pub fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// Journal of the batch under way.
    pub fn journal(&self) -> PathBuf {
        self.root.join("batch.json")
    }

    /// The catalogue.
    pub fn catalogue(&self) -> PathBuf {
        self.root.join("catalog.sqlite")
    }

    /// The user's own names.
    pub fn names(&self) -> PathBuf {
        self.root.join("names.tsv")
    }

    /// Folder of all reports.
    pub fn reports(&self) -> PathBuf {
        self.root.join("reports")
    }

    /// Folder of the index.
    pub fn search(&self) -> PathBuf {
        self.root.join("search")
    }

    /// One report's file. An id is hex digits; anything else has no file.
    pub fn report(&self, id: &str) -> PathBuf {
        self.reports().join(id.get(..2).unwrap_or("__")).join(format!("{id}.json"))
    }

    /// Makes a new store of an empty or absent folder (a README may stand in it); checks an old one.
    pub fn create(&self) -> Result<(), StoreError> {
        fs::create_dir_all(&self.root).map_err(StoreError::io("make folder", &self.root))?;
        if self.marker().exists() {
            return self.check();
        }
        let entries = fs::read_dir(&self.root).map_err(StoreError::io("read folder", &self.root))?;
        let ours = ["README.md", "names.tsv", ".gitignore", ".gitkeep", "lock", ".tmp"];
        let foreign = |name: &str| !ours.iter().any(|o| name == *o || name.starts_with(".tmp"));
        if entries.flatten().any(|e| foreign(&e.file_name().to_string_lossy())) {
            return Err(StoreError::Foreign(self.root.clone()));
        }
        let marker = format!("{{\"store_version\":{STORE_VERSION}}}\n");
        write_whole(&self.marker(), marker.as_bytes())
    }

    /// Whether a store of this version stands here.
    pub fn check(&self) -> Result<(), StoreError> {
        let text = match fs::read_to_string(self.marker()) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Err(StoreError::Missing(self.root.clone())),
            Err(e) => return Err(StoreError::io("read", &self.marker())(e)),
        };
        let found = serde_json::from_str::<serde_json::Value>(&text).ok().and_then(|v| v.get("store_version").cloned());
        match found {
            Some(v) if v.as_u64() == Some(u64::from(STORE_VERSION)) => Ok(()),
            other => Err(StoreError::Version {
                path: self.root.clone(),
                expected: STORE_VERSION,
                found: other.map_or("unknown".into(), |v| v.to_string()),
            }),
        }
    }

    /// Takes the one writer's lock, held until the file is dropped.
    pub fn take_lock(&self) -> Result<fs::File, StoreError> {
        let path = self.lock();
        let open = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let lock = open.map_err(StoreError::io("open", &path))?;
        FileExt::try_lock(&lock).map_err(|_| StoreError::Locked(self.root.clone()))?;
        Ok(lock)
    }

    /// Whether a report's file is there and has its end: a look at its last bytes, not a reading.
    pub fn has_report(&self, id: &str) -> bool {
        let end = |mut file: fs::File| {
            let mut end = [0; END.len()];
            file.seek(SeekFrom::End(-(END.len() as i64)))?;
            file.read_exact(&mut end)?;
            Ok(end == *END)
        };
        fs::File::open(self.report(id)).and_then(end).unwrap_or(false)
    }

    /// Removes what a killed writer left half written; whole files are never touched.
    pub fn sweep(&self) -> Result<(), StoreError> {
        sweep(&self.root)?;
        read_folder(&self.reports())?.iter().try_for_each(|folder| sweep(folder))
    }

    /// Ids of all reports on disk, sorted.
    pub fn report_ids(&self) -> Result<Vec<String>, StoreError> {
        let mut ids = Vec::new();
        for folder in read_folder(&self.reports())? {
            for file in read_folder(&folder)? {
                let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                ids.extend(name.strip_suffix(".json").filter(|n| !n.starts_with('.')).map(str::to_owned));
            }
        }
        ids.sort_unstable();
        Ok(ids)
    }
}

/// Removes what a killed writer left half written in a folder.
fn sweep(folder: &Path) -> Result<(), StoreError> {
    for path in read_folder(folder)? {
        let left = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(".tmp"));
        if left && path.is_file() {
            fs::remove_file(&path).map_err(StoreError::io("remove", &path))?;
        }
    }
    Ok(())
}

/// Entries of a folder; none where it is absent.
fn read_folder(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    match fs::read_dir(path) {
        Ok(entries) => Ok(entries.flatten().map(|e| e.path()).collect()),
        Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            Ok(Vec::new())
        }
        Err(e) => Err(StoreError::io("read folder", path)(e)),
    }
}

/// Writes a file aside, syncs it, renames it into place: a reader sees the old bytes or the new ones.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = write_aside(path, bytes)?;
    sync_folder(&folder);
    Ok(())
}

/// As [`write_whole`] for many files at once: most of the time is waiting for the disk, and disks take
/// many requests together. `bytes` makes the contents of each.
pub fn write_many<T: Sync>(
    items: &[T],
    path: impl Fn(&T) -> PathBuf + Sync,
    bytes: impl Fn(&T) -> Result<Vec<u8>, StoreError> + Sync,
) -> Result<(), StoreError> {
    let write = |items: &[T]| {
        let folders = items.iter().map(|item| write_aside(&path(item), &bytes(item)?));
        folders.collect::<Result<BTreeSet<PathBuf>, StoreError>>()
    };
    let share = items.len().div_ceil(WRITERS).max(1);
    let folders: Result<Vec<_>, StoreError> = std::thread::scope(|scope| {
        let writers: Vec<_> = items.chunks(share).map(|items| scope.spawn(move || write(items))).collect();
        writers.into_iter().map(|w| w.join().unwrap_or_else(|p| std::panic::resume_unwind(p))).collect()
    });
    let folders: Vec<PathBuf> = folders?.into_iter().flatten().collect::<BTreeSet<_>>().into_iter().collect();
    let share = folders.len().div_ceil(WRITERS).max(1);
    std::thread::scope(|scope| {
        for folders in folders.chunks(share) {
            scope.spawn(|| folders.iter().for_each(|f| sync_folder(f)));
        }
    });
    Ok(())
}

/// Writes and renames; gives the folder, which is still to be synced.
fn write_aside(path: &Path, bytes: &[u8]) -> Result<PathBuf, StoreError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(StoreError::io("make folder", folder))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tmp");
    #[cfg(unix)] // as any new file: the user's umask decides who may read it
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut aside = builder.tempfile_in(folder).map_err(StoreError::io("write in", folder))?;
    aside.write_all(bytes).map_err(StoreError::io("write", path))?;
    aside.as_file().sync_data().map_err(StoreError::io("sync", path))?;
    aside.persist(path).map_err(|e| StoreError::io("write", path)(e.error))?;
    Ok(folder.to_owned())
}

/// Makes a rename last over a power cut. Not every file system can; the rename stands all the same.
fn sync_folder(folder: &Path) {
    if let Ok(handle) = fs::File::open(folder) {
        let _ = handle.sync_all();
    }
}
