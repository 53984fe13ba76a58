//! Ids that are keywords, that are names of Rust and of the library, and that are alike.
#![deny(warnings)]
#![allow(deprecated)]

mod here {
    /// The library is known by another name too.
    pub use competence_core as renamed;
    renamed::include_model!("names");
}

use here::ids;

fn main() {
    assert_eq!(ids::competence::TYPE, "type");
    assert_eq!(ids::indicator::type_::SELF, "type.self");
    assert_eq!(ids::indicator::self_::CRATE, "self.crate");
    assert_eq!(ids::indicator::a_b::C, "a-b.c");
    assert_eq!(ids::indicator::a::B_C, "a.b-c");
    assert_eq!(ids::indicator::core::STD, "core.std");
    assert_eq!(ids::indicator::competence_core::COMPETENCE_ID, "competence-core.competence-id");
    assert_eq!(here::model().competences().len(), 6);
}
