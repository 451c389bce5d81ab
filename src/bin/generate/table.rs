//! Tables of tab-separated values, with the row in every complaint.

use anyhow::{Context, anyhow};

/// A row of a table.
pub struct Row<'t> {
    path: &'t str,
    number: usize,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    /// Returns the text of a column, counted from 0.
    pub fn cell(&self, column: usize) -> anyhow::Result<&'t str> {
        self.cells.get(column).copied().ok_or_else(|| anyhow!("{}:{}: no column {}", self.path, self.number, column + 1))
    }

    /// Returns the number in a column.
    pub fn number<N: std::str::FromStr>(&self, column: usize) -> anyhow::Result<N> {
        let cell = self.cell(column)?;
        cell.parse().map_err(|_| anyhow!("{}:{}: column {}: {cell:?} is not a number", self.path, self.number, column + 1))
    }

    /// Returns the parts of a column between bars.
    pub fn list(&self, column: usize) -> anyhow::Result<impl Iterator<Item = &'t str> + use<'t>> {
        Ok(self.cell(column)?.split('|').map(str::trim).filter(|part| !part.is_empty()))
    }

    /// Returns a complaint that names the row.
    pub fn wrong(&self, what: &str) -> anyhow::Error {
        anyhow!("{}:{}: {what}", self.path, self.number)
    }
}

/// Reads a file.
pub fn load(path: &str) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| path.to_owned())
}

/// Returns the rows of a table without a head; lines that begin with "# " are comments.
pub fn rows<'t>(path: &'t str, text: &'t str) -> impl Iterator<Item = Row<'t>> {
    text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("# ")).map(move |(i, line)| Row {
        path,
        number: i + 1,
        cells: line.split('\t').collect(),
    })
}

/// Returns the records of comma-separated values with quotes, the head first.
pub fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push(record);
    }
    records
}
