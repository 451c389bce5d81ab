//! Rows of words in, a table for people out.

/// Returns `rows` under their heads, in columns two blanks apart; nothing where there are no rows.
pub(super) fn table<const N: usize>(heads: [&str; N], rows: &[[String; N]]) -> String {
    let heads = heads.map(str::to_owned);
    let mut widths = [0usize; N];
    for row in rows.iter().chain([&heads]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    for row in [&heads].into_iter().chain(rows).filter(|_| !rows.is_empty()) {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [["Łódź", "city"], ["Rhine", ""]].map(|row| row.map(str::to_owned));
        assert_eq!(table(["Words", "Kind"], &rows), "Words  Kind\nŁódź   city\nRhine\n");
        assert_eq!(table(["Words", "Kind"], &[]), "");
    }
}
