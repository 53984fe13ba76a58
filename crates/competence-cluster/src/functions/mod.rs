//! Our aggregates, as functions of the engine.
//!
//! | function | of | is |
//! |---|---|---|
//! | [`FORM`]`(question, indicator, value)` | the rows of one form | its ratings, as bytes |
//! | [`MOMENTS`]`(question, forms)` | a row a person: the list of their forms | [`Gathered`](crate::Gathered), as bytes |
//!
//! Plans name them, and each node looks them up: client, scheduler and executors all have to know them.

mod form;
mod moments;

use std::sync::Arc;

use datafusion::common::{DataFusionError, Result, ScalarValue, plan_err};
use datafusion::logical_expr::AggregateUDF;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::Literal;

use crate::question::Question;

/// The name of the function that gathers the rows of a form.
pub const FORM: &str = "competence_form";
/// The name of the function that gathers the forms of all persons.
pub const MOMENTS: &str = "competence_moments";

/// All of our functions.
pub fn all() -> [Arc<AggregateUDF>; 2] {
    [
        Arc::new(AggregateUDF::new_from_impl(form::FormFunction::new())),
        Arc::new(AggregateUDF::new_from_impl(moments::MomentsFunction::new())),
    ]
}

/// The first argument of both.
fn question(arguments: &[Arc<dyn PhysicalExpr>]) -> Result<Question> {
    let literal = arguments
        .first()
        .and_then(|it| it.downcast_ref::<Literal>())
        .map(Literal::value);
    let Some(
        ScalarValue::Utf8(Some(json))
        | ScalarValue::Utf8View(Some(json))
        | ScalarValue::LargeUtf8(Some(json)),
    ) = literal
    else {
        return plan_err!("the first argument is to be the question, as a text");
    };
    Question::from_json(json).map_err(failed)
}

/// Our errors, as one of the engine.
#[allow(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn failed(error: anyhow::Error) -> DataFusionError {
    DataFusionError::Execution(format!("{error:#}"))
}
