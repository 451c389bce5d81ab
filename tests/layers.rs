//! The order of the house: a module uses only modules above it in the table of `src/lib.rs`, and only `app` knows the toolkit.

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the modules in the order of the table in `src/lib.rs`.
fn order() -> Vec<String> {
    let crate_doc = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rows = crate_doc.lines().filter_map(|l| l.split_once("| [`")?.1.split_once("`] |"));
    rows.map(|(name, _)| name.to_owned()).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The source files below a folder or of one module, with their code: comments and tests left out.
fn sources(module: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let file = root().join(format!("src/{module}.rs"));
    if file.is_file() {
        files.push(file);
    }
    collect(&root().join("src").join(module), &mut files);
    files.sort();
    assert!(!files.is_empty(), "{module} has no source file");
    files.into_iter().map(|path| (path.clone(), code(&fs::read_to_string(path).unwrap()))).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.file_name().is_some_and(|name| name == "tests.rs") {
            // The tests of a module in a file of their own: they too may use the whole house.
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// The code of a file without comments, and without the tests at its end, which may use the whole house.
fn code(source: &str) -> String {
    let before_tests = source.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or(source);
    before_tests.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// The modules of the crate that some code names: `crate::a::b`, `use crate::{a, b}`.
fn used(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (start, _) in code.match_indices("crate::") {
        let rest = &code[start + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.split(';').next().unwrap_or("");
            let mut depth = 0;
            let mut name = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => names.push(std::mem::take(&mut name)),
                    _ if depth == 0 && !c.is_whitespace() => name.push(c),
                    _ => {}
                }
            }
            names.push(name);
        } else {
            names.push(rest.to_owned());
        }
    }
    let first_word = |name: String| name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    names.into_iter().map(first_word).filter(|n| !n.is_empty()).collect()
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let order = order();
    assert!(order.len() >= 12, "the table of src/lib.rs was not read: {order:?}");
    let mut wrong = Vec::new();
    for (rank, module) in order.iter().enumerate() {
        for (path, code) in sources(module) {
            for name in used(&code) {
                let used_rank = order.iter().position(|m| *m == name);
                // The one way up: the command line opens the window.
                let is_way_up = module == "cli" && name == "app";
                if used_rank.is_some_and(|used_rank| used_rank > rank) && !is_way_up {
                    wrong.push(format!("{} uses crate::{name}, which stands below {module} in src/lib.rs", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_stands_in_the_table() {
    let order = order();
    let crate_root = code(&fs::read_to_string(root().join("src/lib.rs")).unwrap());
    for line in crate_root.lines().filter_map(|l| l.trim().strip_prefix("pub mod ")?.strip_suffix(';')) {
        assert!(order.iter().any(|m| m == line), "{line} is missing in the table of src/lib.rs");
    }
}

#[test]
fn only_the_window_knows_the_toolkit() {
    for module in order().iter().filter(|m| *m != "app") {
        for (path, code) in sources(module) {
            for toolkit in ["egui", "eframe", "walkers", "rfd"] {
                assert!(!code.contains(&format!("{toolkit}::")), "{} uses {toolkit}", path.display());
            }
        }
    }
}

#[test]
fn steps_neither_open_files_nor_look_at_the_clock() {
    for module in ["earth", "text", "places", "dates", "events", "scene"] {
        for (path, code) in sources(module) {
            for door in ["std::fs", "std::net", "std::env", "SystemTime", "Instant::now", "Zoned::now", "Timestamp::now"] {
                assert!(!code.contains(door), "{} uses {door}", path.display());
            }
        }
    }
}

#[test]
fn uses_are_found_in_every_form() {
    let names = used("use crate::{a::B, c, d::{E, F}};\nlet x = crate::g::h();\nuse crate::i;");
    assert_eq!(names, ["a", "c", "d", "g", "i"]);
}
