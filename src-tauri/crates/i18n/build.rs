//! Lists the files of `locales` for the crate, so that a new file needs no line anywhere.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folders, each with the variant of `Locale` that it is read as.
const LOCALES: [(&str, &str); 2] = [("ar", "Ar"), ("en", "En")];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../../locales");
    let mut list = String::from("&[\n");
    for (folder, variant) in LOCALES {
        let folder = root.join(folder);
        // Cargo looks at every file of a folder, and at the folder itself for new ones.
        println!("cargo::rerun-if-changed={}", folder.display());
        for path in fluent_files(&folder)? {
            let name = path.file_stem().ok_or("a file without a name")?;
            let name = name.to_str().ok_or("a file name that is not UTF-8")?;
            let path = path.canonicalize()?;
            writeln!(
                list,
                "    Source {{ locale: Locale::{variant}, file: {name:?}, text: include_str!({path:?}) }},"
            )?;
        }
    }
    list.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("sources.rs"), list)?;
    Ok(())
}

/// The Fluent files of a folder, by name.
fn fluent_files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "ftl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
