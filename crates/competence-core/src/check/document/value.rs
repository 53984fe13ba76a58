//! A document as JSON, for the check against its schema.

use serde_json::{Map, Number, Value};

use super::{Document, Kind, NodeId};

impl Document {
    /// The JSON value of a node, without what is left out.
    pub(crate) fn to_json(&self, id: NodeId) -> Value {
        match self.kind(id) {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::Bool(value),
            Kind::Int(number) => Value::Number(number.into()),
            // JSON has no infinity; the largest number breaks the same bounds.
            Kind::Float(number) => {
                let finite = if number.is_finite() { number } else { f64::MAX };
                Number::from_f64(finite).map_or(Value::Null, Value::Number)
            }
            Kind::Text { .. } => Value::String(self.text(id).unwrap_or_default().to_owned()),
            Kind::List => self.items(id).map(|item| self.to_json(item)).collect(),
            Kind::Map => {
                let key = |key| self.text(key).unwrap_or_default().to_owned();
                let entries = self
                    .entries(id)
                    .map(|(name, value)| (key(name), self.to_json(value)));
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }
}
