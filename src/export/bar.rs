//! A small bar behind each count, for a terminal: how much of the greatest it is.

use crate::store::Cell;

/// Columns of the longest bar.
const LONGEST: u64 = 16;
/// Eighths of a column.
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// Adds a cell with the bar of the count in column `of` to every row.
pub fn add(rows: &mut [Vec<Cell>], of: usize) {
    let count = |row: &[Cell]| match row.get(of) {
        Some(Cell::Int(n)) => u64::try_from(*n).unwrap_or(0),
        _ => 0,
    };
    let most = rows.iter().map(|r| count(r)).max().unwrap_or(0);
    for row in rows {
        let bar = bar(count(row), most);
        row.push(Cell::Text(bar));
    }
}

fn bar(count: u64, most: u64) -> String {
    if count == 0 {
        return String::new();
    }
    let eighths = (count.saturating_mul(LONGEST * 8) / most.max(1)).clamp(1, LONGEST * 8);
    let mut bar: String = std::iter::repeat_n('█', (eighths / 8) as usize).collect();
    bar.extend((eighths % 8).checked_sub(1).map(|i| EIGHTHS[i as usize]));
    bar
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn the_greatest_is_longest_and_none_has_none() {
        assert_eq!(bar(10, 10).chars().count(), 16);
        assert_eq!(bar(5, 10), "████████");
        assert_eq!(bar(1, 100_000), "▏");
        assert_eq!((bar(0, 10).as_str(), bar(0, 0).as_str()), ("", ""));
    }
}
