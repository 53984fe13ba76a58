//! The cells of a column as texts.

use std::fmt::Write;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BinaryViewArray, Float32Array, Float64Array, Int64Array, StringViewArray,
};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::DataType;

/// A part of a column, whose cells are texts one at a time.
pub(super) struct Cells<'a> {
    values: Values<'a>,
    array: &'a dyn Array,
    text: String,
}

enum Values<'a> {
    Texts(&'a StringViewArray),
    Bytes(&'a BinaryViewArray),
    Integers(Int64Array),
    Numbers(&'a Float64Array),
    Short(&'a Float32Array),
    /// Days, times, and whatever else is shown by a rule.
    Others(ArrayFormatter<'a>),
}

const DIGITS: &[u8; 10] = b"0123456789";

impl<'a> Cells<'a> {
    pub fn of(array: &'a ArrayRef) -> Result<Self, String> {
        let kind = array.data_type();
        let values = match kind {
            DataType::Utf8View => Values::Texts(array.as_string_view()),
            DataType::BinaryView => Values::Bytes(array.as_binary_view()),
            DataType::Float64 => Values::Numbers(array.as_primitive::<Float64Type>()),
            DataType::Float32 => Values::Short(array.as_primitive::<Float32Type>()),
            // Some of the largest are larger than those with a sign.
            it if it.is_integer() && *it != DataType::UInt64 => {
                let cast = arrow_cast::cast(array, &DataType::Int64);
                let cast = cast.map_err(|it| it.to_string())?;
                Values::Integers(cast.as_primitive::<Int64Type>().clone())
            }
            _ => {
                let shown = ArrayFormatter::try_new(array, &OPTIONS);
                Values::Others(shown.map_err(|it| it.to_string())?)
            }
        };
        Ok(Self {
            values,
            array,
            text: String::new(),
        })
    }

    /// A cell; what is null is empty.
    pub fn get(&mut self, row: usize) -> Result<&[u8], String> {
        if self.array.is_null(row) {
            return Ok(&[]);
        }
        self.text.clear();
        let written = match &self.values {
            Values::Texts(texts) => return Ok(texts.value(row).as_bytes()),
            Values::Bytes(bytes) => return Ok(bytes.value(row)),
            Values::Integers(numbers) => {
                let number = numbers.value(row);
                let digit = usize::try_from(number).ok();
                if let Some(digit) = digit.and_then(|it| DIGITS.get(it..=it)) {
                    return Ok(digit);
                }
                write!(self.text, "{number}")
            }
            Values::Numbers(numbers) => write!(self.text, "{}", numbers.value(row)),
            Values::Short(numbers) => write!(self.text, "{}", numbers.value(row)),
            Values::Others(shown) => {
                shown
                    .value(row)
                    .write(&mut self.text)
                    .map_err(|it| it.to_string())?;
                Ok(())
            }
        };
        written.map_err(|it: std::fmt::Error| it.to_string())?;
        Ok(self.text.as_bytes())
    }
}

static OPTIONS: FormatOptions<'static> = FormatOptions::new();
