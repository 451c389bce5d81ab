//! JSON lines of results in, a Parquet table out, a group of rows at a time.
//!
//! The columns are the fields of a result, lists as lists of records. Source of the levels: Melnik et al. (2010), Dremel, VLDB 3(1), 4.

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::io::{Error, Write};
use std::sync::Arc;

/// Bytes of JSON lines that make a group of rows: large enough to pack well, small enough to be held.
const GROUP_BYTES: usize = 16 << 20;

/// What a column holds.
enum Kind {
    Words,
    Whole,
    Number,
    List(&'static [Column]),
}

/// A column: a field of a result.
struct Column(&'static str, Kind);

const STOP: &[Column] = &[
    Column("name", Kind::Words),
    Column("lat", Kind::Number),
    Column("lon", Kind::Number),
    Column("start", Kind::Whole),
    Column("end", Kind::Whole),
    Column("date", Kind::Words),
    Column("date_start", Kind::Words),
    Column("date_end", Kind::Words),
    Column("status", Kind::Words),
];

/// The columns of a table of results, as "Batch records" in the README names them. An id that is no word is its JSON.
const COLUMNS: &[Column] = &[
    Column("id", Kind::Words),
    Column("title", Kind::Words),
    Column("byline", Kind::Words),
    Column("published", Kind::Words),
    Column("source", Kind::Words),
    Column("text", Kind::Words),
    Column(
        "toponyms",
        Kind::List(&[
            Column("start", Kind::Whole),
            Column("end", Kind::Whole),
            Column("text", Kind::Words),
            Column("name", Kind::Words),
            Column("kind", Kind::Words),
            Column("lat", Kind::Number),
            Column("lon", Kind::Number),
            Column("geonameid", Kind::Whole),
            Column("country", Kind::Words),
            Column("confidence", Kind::Number),
        ]),
    ),
    Column(
        "timexes",
        Kind::List(&[
            Column("start", Kind::Whole),
            Column("end", Kind::Whole),
            Column("text", Kind::Words),
            Column("type", Kind::Words),
            Column("value", Kind::Words),
        ]),
    ),
    Column(
        "events",
        Kind::List(&[
            Column("start", Kind::Whole),
            Column("end", Kind::Whole),
            Column("title", Kind::Words),
            Column("status", Kind::Words),
            Column("place", Kind::Words),
            Column("lat", Kind::Number),
            Column("lon", Kind::Number),
            Column("date", Kind::Words),
            Column("date_start", Kind::Words),
            Column("date_end", Kind::Words),
        ]),
    ),
    Column(
        "journeys",
        Kind::List(&[
            Column("mover", Kind::Words),
            Column("status", Kind::Words),
            Column("start", Kind::Whole),
            Column("end", Kind::Whole),
            Column("stops", Kind::List(STOP)),
            Column("alternatives", Kind::List(&[Column("at", Kind::Whole), Column("options", Kind::List(STOP))])),
        ]),
    ),
    Column("line", Kind::Whole),
    Column("error", Kind::Words),
];

/// The values of a column in a group of rows, with how deep each is defined and at which list it repeats.
#[derive(Default)]
struct Values {
    words: Vec<ByteArray>,
    wholes: Vec<i64>,
    numbers: Vec<f64>,
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
}

/// A table that is being written.
pub(super) struct Table<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Values>,
    n_bytes: usize,
}

impl<W: Write + Send> Table<W> {
    /// Begins a table.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub(super) fn new(out: W) -> std::io::Result<Table<W>> {
        let mut schema = "message dateline {".to_owned();
        describe(COLUMNS, &mut schema);
        schema.push('}');
        let schema = parse_message_type(&schema).map_err(Error::other)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("dateline version ", env!("CARGO_PKG_VERSION")).to_owned());
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties.build())).map_err(Error::other)?;
        Ok(Table { writer, columns: columns(), n_bytes: 0 })
    }

    /// Adds whole lines.
    ///
    /// # Errors
    /// Where they cannot be written, or are no results.
    pub(super) fn add(&mut self, lines: &[u8]) -> std::io::Result<()> {
        for line in lines.split(|&b| b == b'\n').filter(|l| !l.is_empty()) {
            let result: Map<String, Value> = serde_json::from_slice(line)?;
            put(COLUMNS, &result, Level::default(), &mut self.columns);
            self.n_bytes += line.len();
            if self.n_bytes >= GROUP_BYTES {
                self.write_group()?;
            }
        }
        Ok(())
    }

    /// Writes what is left, and the table's contents behind it, without which it cannot be read.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn end(mut self) -> std::io::Result<()> {
        if self.n_bytes > 0 {
            self.write_group()?;
        }
        self.writer.finish().map_err(Error::other)?;
        self.writer.inner_mut().flush()
    }

    fn write_group(&mut self) -> std::io::Result<()> {
        self.n_bytes = 0;
        let mut group = self.writer.next_row_group().map_err(Error::other)?;
        for (values, kind) in std::mem::replace(&mut self.columns, columns()).iter().zip(leaves(COLUMNS)) {
            let Some(mut column) = group.next_column().map_err(Error::other)? else { break };
            let levels = (Some(values.definitions.as_slice()), Some(values.repetitions.as_slice()));
            match kind {
                Kind::Words => column.typed::<ByteArrayType>().write_batch(&values.words, levels.0, levels.1),
                Kind::Whole => column.typed::<Int64Type>().write_batch(&values.wholes, levels.0, levels.1),
                Kind::Number => column.typed::<DoubleType>().write_batch(&values.numbers, levels.0, levels.1),
                Kind::List(_) => Ok(0),
            }
            .map_err(Error::other)?;
            column.close().map_err(Error::other)?;
        }
        group.close().map(|_| ()).map_err(Error::other)
    }
}

/// Writes columns in the language of Parquet's schemas. Source: its LogicalTypes.md, "Lists".
fn describe(columns: &[Column], schema: &mut String) {
    for Column(name, kind) in columns {
        // A string takes all that is written to it.
        let _ = match kind {
            Kind::Words => write!(schema, "optional binary {name} (STRING);"),
            Kind::Whole => write!(schema, "optional int64 {name};"),
            Kind::Number => write!(schema, "optional double {name};"),
            Kind::List(columns) => {
                let _ = write!(schema, "required group {name} (LIST) {{repeated group list {{required group element {{");
                describe(columns, schema);
                write!(schema, "}}}}}}")
            }
        };
    }
}

/// The columns that hold values, in the order of the table.
fn leaves(columns: &'static [Column]) -> Vec<&'static Kind> {
    let leaf = |column: &'static Column| match &column.1 {
        Kind::List(columns) => leaves(columns),
        kind => vec![kind],
    };
    columns.iter().flat_map(leaf).collect()
}

fn columns() -> Vec<Values> {
    leaves(COLUMNS).iter().map(|_| Values::default()).collect()
}

/// Where a record stands: in how many lists, and at which of them it repeats.
#[derive(Clone, Copy, Default)]
struct Level {
    depth: i16,
    repetition: i16,
}

/// Puts the fields of a record into `values`, which are those of `columns` and all that stand in them.
fn put(columns: &'static [Column], record: &Map<String, Value>, level: Level, values: &mut [Values]) {
    let mut rest = values;
    for Column(name, kind) in columns {
        let n = if let Kind::List(columns) = kind { leaves(columns).len() } else { 1 };
        let (own, others) = rest.split_at_mut(n.min(rest.len()));
        rest = others;
        let value = record.get(*name);
        if let Kind::List(columns) = kind {
            let items = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            for (i, item) in items.iter().enumerate() {
                let repetition = if i == 0 { level.repetition } else { level.depth + 1 };
                let nothing = Map::new();
                put(columns, item.as_object().unwrap_or(&nothing), Level { depth: level.depth + 1, repetition }, own);
            }
            if items.is_empty() {
                own.iter_mut().for_each(|values| values.add(level, false));
            }
        } else if let Some(values) = own.first_mut() {
            let is_there = values.take(kind, value);
            values.add(level, is_there);
        }
    }
}

impl Values {
    /// Takes a value of a kind; whether it is one.
    fn take(&mut self, kind: &Kind, value: Option<&Value>) -> bool {
        let Some(value) = value.filter(|v| !v.is_null()) else { return false };
        match kind {
            Kind::Words => {
                let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                self.words.push(words.into_bytes().into());
            }
            Kind::Whole => match value.as_i64() {
                Some(whole) => self.wholes.push(whole),
                None => return false,
            },
            Kind::Number => match value.as_f64() {
                Some(number) => self.numbers.push(number),
                None => return false,
            },
            Kind::List(_) => return false,
        }
        true
    }

    fn add(&mut self, level: Level, is_there: bool) {
        self.definitions.push(level.depth + i16::from(is_there));
        self.repetitions.push(level.repetition);
    }
}
