//! A corpus as a Parquet table in, its rows out as the JSON lines of a corpus, one at a time.
//!
//! Only the columns that a record has are read; memory does not grow with the number of rows.

use super::Failure;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fs::File;
use std::io::{Error, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

/// The columns that are read: the fields of a record.
const COLUMNS: &[&str] = &["id", "text", "published", "source", "near", "mentions"];

/// The rows of a table that are being read.
pub(super) struct Rows {
    rows: RowIter<'static>,
    n_rows: u64,
    n_taken: u64,
    size: u64,
    position: Rc<Cell<u64>>,
}

impl Rows {
    /// Opens the table at `path`; `position` is told how far it was read, in bytes of the file.
    ///
    /// # Errors
    /// Where it is no whole table, or has no column "text".
    pub(super) fn open(path: &Path, position: Rc<Cell<u64>>) -> Result<Rows, Failure> {
        let name = path.display();
        let damaged = |what: String| Failure(format!("could not read the corpus: it is a Parquet table that is {what}: {name}"));
        let file = File::open(path).map_err(|e| Failure(format!("could not read the corpus: {e}: {name}")))?;
        let size = file.metadata().map_or(0, |m| m.len()); // only the progress that is told depends on it
        let reader = sound(|| SerializedFileReader::new(file)).map_err(damaged)?;
        let metadata = reader.metadata().file_metadata();
        let n_rows = u64::try_from(metadata.num_rows()).unwrap_or(0);
        let schema = metadata.schema();
        let fields: Vec<Arc<Type>> = schema.get_fields().iter().filter(|f| COLUMNS.contains(&f.name())).cloned().collect();
        if !fields.iter().any(|f| f.name() == "text") {
            let has: Vec<&str> = schema.get_fields().iter().map(|f| f.name()).take(20).collect();
            let has = has.join(", ");
            return Err(Failure(format!(
                "could not read the corpus: its table has no column \"text\"; name the one with the articles so (it has: {has}): {name}"
            )));
        }
        let wanted = Type::group_type_builder(schema.name()).with_fields(fields).build().map_err(|e| damaged(said(&e)))?;
        let rows = sound(|| RowIter::from_file_into(Box::new(reader)).project(Some(wanted))).map_err(damaged)?;
        Ok(Rows { rows, n_rows, n_taken: 0, size, position })
    }

    /// Returns the next row as a line; `None` at the end.
    ///
    /// # Errors
    /// Where the table is damaged.
    pub(super) fn next_line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let row = sound(|| self.rows.next().transpose());
        let row = row.map_err(|what| Error::new(ErrorKind::InvalidData, format!("the Parquet table is {what}")))?;
        let Some(row) = row else { return Ok(None) };
        self.n_taken += 1;
        // Columns lie apart in the file, so its place in the file is that of the row among the rows.
        let position = u128::from(self.size) * u128::from(self.n_taken) / u128::from(self.n_rows.max(1));
        self.position.set(u64::try_from(position).unwrap_or(self.size).min(self.size));
        let mut line = Value::Object(record(&row)).to_string().into_bytes();
        line.push(b'\n');
        Ok(Some(line))
    }
}

/// The record of a row.
fn record(row: &Row) -> Map<String, Value> {
    let value = |field: &Field| match field {
        // Some writers do not say that bytes are words.
        Field::Bytes(bytes) => Value::from(String::from_utf8_lossy(bytes.data())),
        field => field.to_json_value(),
    };
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
}

/// What a reader gives, or one line on what is wrong: tables are other people's bytes.
fn sound<T>(read: impl FnOnce() -> parquet::errors::Result<T>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(e)) => Err(said(&e)),
        Err(_) => Err("damaged: its parts contradict each other".to_owned()),
    }
}

/// What a table is that gives an error, in one line.
fn said(e: &parquet::errors::ParquetError) -> String {
    let words = e.to_string();
    match words.split_once("Disabled feature at compile time: ") {
        Some((_, packing)) => format!("packed by {packing}; write it anew with Snappy, gzip or Zstandard"),
        None => format!("damaged: {}", words.lines().next().unwrap_or_default()),
    }
}
