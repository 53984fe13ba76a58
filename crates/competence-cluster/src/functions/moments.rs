//! The forms of persons gathered to sufficient statistics.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{Result, ScalarValue, internal_err, plan_err};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::format_state_name;
use datafusion::logical_expr::{Accumulator, AggregateUDFImpl, Signature, Volatility};

use super::{MOMENTS, failed, question};
use crate::gathered::Gathered;
use crate::question::Lookup;

#[derive(Debug, PartialEq, Eq, Hash)]
pub struct MomentsFunction {
    signature: Signature,
}

impl MomentsFunction {
    pub fn new() -> Self {
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
        }
    }
}

impl AggregateUDFImpl for MomentsFunction {
    fn name(&self) -> &str {
        MOMENTS
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        match arguments {
            [_, forms @ DataType::List(form)] if form.data_type() == &DataType::LargeBinary => {
                Ok(vec![DataType::Utf8, forms.clone()])
            }
            _ => plan_err!("{MOMENTS} takes the question and the list of a person's forms"),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::LargeBinary)
    }

    fn state_fields(&self, arguments: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let name = format_state_name(arguments.name, "gathered");
        Ok(vec![Arc::new(Field::new(
            name,
            DataType::LargeBinary,
            true,
        ))])
    }

    fn accumulator(&self, arguments: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        let lookup = Lookup::of(&question(arguments.exprs)?).map_err(failed)?;
        Ok(Box::new(All {
            gathered: Gathered::of(lookup.indicators()).map_err(failed)?,
            levels: lookup.levels().to_vec(),
        }))
    }
}

#[derive(Debug)]
struct All {
    gathered: Gathered,
    levels: Vec<f64>,
}

impl Accumulator for All {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let Some(persons) = values.get(1).and_then(|it| it.as_list_opt::<i32>()) else {
            return internal_err!("{MOMENTS} takes a list of forms");
        };
        for forms in persons.iter().flatten() {
            let Some(forms) = forms.as_binary_opt::<i64>() else {
                return internal_err!("{MOMENTS} takes forms as bytes");
            };
            let forms = forms.iter().flatten();
            self.gathered.add(forms, &self.levels).map_err(failed)?;
        }
        Ok(())
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let Some(states) = states.first().and_then(|it| it.as_binary_opt::<i64>()) else {
            return internal_err!("{MOMENTS} merges gathered ratings as bytes");
        };
        for state in states.iter().flatten() {
            let other = Gathered::from_bytes(state).map_err(failed)?;
            self.gathered.merge(&other).map_err(failed)?;
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![self.evaluate()?])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(ScalarValue::LargeBinary(Some(self.gathered.to_bytes())))
    }

    fn size(&self) -> usize {
        // Two indicators on a scale of five levels.
        const PAIR: usize = 240;
        let indicators = self.gathered.moments.indicators();
        size_of_val(self) + indicators * (indicators + 1) / 2 * PAIR
    }
}
