//! A table as parquet: every column nullable, whole numbers as INT64, confidence as DOUBLE, yes and no as
//! BOOLEAN, all else as strings.
//!
//! A fact's number is its exact decimal digits in a string column: base units run from nanometres to
//! 10²⁰ FLOPS and computed shares have 28 digits, more than one DECIMAL holds. Same rows, same bytes.

use super::error::ExportError;
use super::format::{Columns, plain};
use crate::store::Cell;
use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::Type;
use std::io::Write;
use std::sync::Arc;

/// Rows a group: some tens of megabytes of text at most.
const GROUP: usize = 50_000;
/// Columns of whole numbers, over all tables.
const WHOLE: [&str; 16] = [
    "page",
    "pages",
    "passage",
    "passages",
    "mentions",
    "facts",
    "start",
    "end",
    "table",
    "row",
    "column",
    "reports",
    "brokers",
    "recommended",
    "lists",
    "statements",
];

/// Values of one column of the group under way, with 1 for each value and 0 for each unknown.
enum Values {
    Whole(Vec<i64>),
    Real(Vec<f64>),
    Yes(Vec<bool>),
    Text(Vec<ByteArray>),
}

struct Column {
    name: String,
    values: Values,
    levels: Vec<i16>,
}

/// A parquet file under way; its bytes are held until the end.
pub struct Parquet<'a> {
    out: &'a mut dyn Write,
    writer: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Column>,
    rows: u64,
}

fn wrong(error: ParquetError) -> ExportError {
    ExportError::Format { format: "parquet", message: error.to_string() }
}

impl<'a> Parquet<'a> {
    pub(super) fn open(columns: &Columns, out: &'a mut dyn Write) -> Result<Self, ExportError> {
        let columns: Vec<Column> = columns.0.iter().map(|name| Column::of(name)).collect();
        let fields = columns.iter().map(|c| c.field().map(Arc::new)).collect::<Result<_, _>>().map_err(wrong)?;
        let schema = Type::group_type_builder("yanbao").with_fields(fields).build().map_err(wrong)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties)).map_err(wrong)?;
        Ok(Self { out, writer, columns, rows: 0 })
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        self.rows += 1;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell)?;
        }
        if self.rows.is_multiple_of(GROUP as u64) { self.group() } else { Ok(()) }
    }

    pub(super) fn end(mut self) -> Result<u64, ExportError> {
        if self.columns.first().is_some_and(|c| !c.levels.is_empty()) {
            self.group()?;
        }
        let bytes = self.writer.into_inner().map_err(wrong)?;
        self.out.write_all(&bytes)?;
        self.out.flush()?;
        Ok(self.rows)
    }

    fn group(&mut self) -> Result<(), ExportError> {
        let mut group = self.writer.next_row_group().map_err(wrong)?;
        for column in &mut self.columns {
            column.write(&mut group).map_err(wrong)?;
        }
        group.close().map(|_| ()).map_err(wrong)
    }
}

impl Column {
    fn of(name: &str) -> Self {
        let values = match name {
            "confidence" | "score" => Values::Real(Vec::new()),
            "new" => Values::Yes(Vec::new()),
            "previous_mentions" => Values::Whole(Vec::new()),
            name if WHOLE.contains(&name) => Values::Whole(Vec::new()),
            _ => Values::Text(Vec::new()),
        };
        Self { name: name.to_owned(), values, levels: Vec::new() }
    }

    fn field(&self) -> Result<Type, ParquetError> {
        let (physical, logical) = match self.values {
            Values::Whole(_) => (Physical::INT64, None),
            Values::Real(_) => (Physical::DOUBLE, None),
            Values::Yes(_) => (Physical::BOOLEAN, None),
            Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let field = Type::primitive_type_builder(&self.name, physical).with_logical_type(logical);
        field.with_repetition(Repetition::OPTIONAL).build()
    }

    fn push(&mut self, cell: &Cell) -> Result<(), ExportError> {
        self.levels.push(i16::from(*cell != Cell::Null));
        match (&mut self.values, cell) {
            (_, Cell::Null) => {}
            (Values::Whole(values), Cell::Int(n)) => values.push(*n),
            (Values::Real(values), Cell::Real(r)) => values.push(*r),
            (Values::Yes(values), Cell::Bool(b)) => values.push(*b),
            (Values::Text(values), cell) => values.push(plain(cell).into_bytes().into()),
            (_, cell) => {
                let message = format!("expected another value in column {}, found {:?}", self.name, plain(cell));
                return Err(ExportError::Format { format: "parquet", message });
            }
        }
        Ok(())
    }

    /// Writes the column and forgets its values.
    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, Vec<u8>>) -> Result<(), ParquetError> {
        match &mut self.values {
            Values::Whole(values) => chunk::<Int64Type>(group, values, &self.levels)?,
            Values::Real(values) => chunk::<DoubleType>(group, values, &self.levels)?,
            Values::Yes(values) => chunk::<BoolType>(group, values, &self.levels)?,
            Values::Text(values) => chunk::<ByteArrayType>(group, values, &self.levels)?,
        }
        self.levels.clear();
        Ok(())
    }
}

fn chunk<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    values: &mut Vec<T::T>,
    levels: &[i16],
) -> Result<(), ParquetError> {
    let next = group.next_column()?;
    let mut column = next.ok_or_else(|| ParquetError::General("a column too many".into()))?;
    column.typed::<T>().write_batch(values, Some(levels), None)?;
    values.clear();
    column.close()
}
