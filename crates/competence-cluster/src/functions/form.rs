//! Rows gathered to forms.

use std::sync::Arc;

use competence_ratings::Rated;
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Float64Array, LargeBinaryArray, StringViewArray,
};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Float64Type};
use datafusion::common::{Result, ScalarValue, internal_err, plan_err};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::format_state_name;
use datafusion::logical_expr::{
    Accumulator, AggregateUDFImpl, EmitTo, GroupsAccumulator, Signature, Volatility,
};

use super::{FORM, failed, question};
use crate::form::Forms;
use crate::question::Lookup;

#[derive(Debug, PartialEq, Eq, Hash)]
pub struct FormFunction {
    signature: Signature,
}

impl FormFunction {
    pub fn new() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
        }
    }
}

impl AggregateUDFImpl for FormFunction {
    fn name(&self) -> &str {
        FORM
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        let [_, _, value] = arguments else {
            return plan_err!("{FORM} takes the question, an indicator and a value");
        };
        let value = match value {
            DataType::Dictionary(_, of) => of,
            other => other,
        };
        let value = if value.is_numeric() {
            DataType::Float64
        } else {
            DataType::Utf8View
        };
        Ok(vec![DataType::Utf8, DataType::Utf8View, value])
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::LargeBinary)
    }

    fn state_fields(&self, arguments: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let name = format_state_name(arguments.name, "form");
        Ok(vec![Arc::new(Field::new(
            name,
            DataType::LargeBinary,
            true,
        ))])
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs) -> bool {
        true
    }

    fn create_groups_accumulator(
        &self,
        arguments: AccumulatorArgs,
    ) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(ManyForms::of(&arguments)?))
    }

    fn accumulator(&self, arguments: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(OneForm(ManyForms::of(&arguments)?)))
    }
}

#[derive(Debug)]
struct ManyForms {
    lookup: Lookup,
    forms: Forms,
}

impl ManyForms {
    fn of(arguments: &AccumulatorArgs) -> Result<Self> {
        let question = question(arguments.exprs)?;
        let lookup = Lookup::of(&question).map_err(failed)?;
        let forms = Forms::of(lookup.indicators());
        Ok(Self { lookup, forms })
    }

    fn add(
        &mut self,
        values: &[ArrayRef],
        places: impl Iterator<Item = usize>,
        filter: Option<&BooleanArray>,
    ) -> Result<()> {
        let [_, indicators, values] = values else {
            return internal_err!("{FORM} takes three arguments");
        };
        let Some(indicators) = indicators.as_string_view_opt() else {
            return internal_err!("{FORM} takes the id of an indicator as a text");
        };
        let values = Values::of(values)?;
        for (row, form) in places.enumerate() {
            if filter.is_none_or(|it| it.is_valid(row) && it.value(row)) {
                let id = indicators
                    .is_valid(row)
                    .then(|| indicators.value(row).trim());
                self.forms
                    .add(form, &mut self.lookup, id, values.rated(row));
            }
        }
        Ok(())
    }

    fn taken(&mut self, emit: EmitTo) -> ArrayRef {
        let count = match emit {
            EmitTo::All => self.forms.len(),
            EmitTo::First(count) => count,
        };
        let forms = self.forms.take(count);
        Arc::new(
            forms
                .iter()
                .map(Option::as_deref)
                .collect::<LargeBinaryArray>(),
        )
    }
}

/// The ratings of a batch, as numbers or as texts.
enum Values<'a> {
    Numbers(&'a Float64Array),
    Texts(&'a StringViewArray),
}

impl<'a> Values<'a> {
    fn of(array: &'a ArrayRef) -> Result<Self> {
        if let Some(numbers) = array.as_primitive_opt::<Float64Type>() {
            Ok(Self::Numbers(numbers))
        } else if let Some(texts) = array.as_string_view_opt() {
            Ok(Self::Texts(texts))
        } else {
            internal_err!("{FORM} takes values as numbers or texts")
        }
    }

    fn rated(&self, row: usize) -> Rated {
        match self {
            Self::Numbers(numbers) if numbers.is_valid(row) => Rated::Number(numbers.value(row)),
            Self::Texts(texts) if texts.is_valid(row) => Rated::of(texts.value(row)),
            Self::Numbers(_) | Self::Texts(_) => Rated::Blank,
        }
    }
}

impl GroupsAccumulator for ManyForms {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        places: &[usize],
        filter: Option<&BooleanArray>,
        count: usize,
    ) -> Result<()> {
        self.forms.resize(count);
        self.add(values, places.iter().copied(), filter)
    }

    fn merge_batch(&mut self, values: &[ArrayRef], places: &[usize], count: usize) -> Result<()> {
        self.forms.resize(count);
        let Some(forms) = values.first().and_then(|it| it.as_binary_opt::<i64>()) else {
            return internal_err!("{FORM} merges forms as bytes");
        };
        for (form, place) in forms.iter().zip(places) {
            if let Some(form) = form {
                self.forms.merge(*place, form).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn evaluate(&mut self, emit: EmitTo) -> Result<ArrayRef> {
        Ok(self.taken(emit))
    }

    fn state(&mut self, emit: EmitTo) -> Result<Vec<ArrayRef>> {
        Ok(vec![self.taken(emit)])
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let rows = values.first().map_or(0, Array::len);
        let mut each = Self {
            lookup: self.lookup.clone(),
            forms: Forms::of(self.lookup.indicators()),
        };
        each.forms.resize(rows);
        each.add(values, 0..rows, filter)?;
        Ok(vec![each.taken(EmitTo::All)])
    }

    fn size(&self) -> usize {
        self.forms.size()
    }
}

/// Without `GROUP BY`: all rows are of one form.
#[derive(Debug)]
struct OneForm(ManyForms);

impl Accumulator for OneForm {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.0.forms.resize(1);
        let rows = values.first().map_or(0, Array::len);
        self.0.add(values, std::iter::repeat_n(0, rows), None)
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let rows = states.first().map_or(0, Array::len);
        GroupsAccumulator::merge_batch(&mut self.0, states, &vec![0; rows], 1)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        self.0.forms.resize(1);
        let form = ScalarValue::try_from_array(&self.0.taken(EmitTo::All), 0)?;
        Ok(vec![form])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.0.forms.resize(1);
        ScalarValue::try_from_array(&self.0.taken(EmitTo::All), 0)
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.0.forms.size()
    }
}
