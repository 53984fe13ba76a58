//! A model that is a part of the program: its bundle, read when it is first asked for.
//!
//! The module is not part of the documented API: what `competence-build` writes uses it, and
//! [`include_model!`](crate::include_model) brings that in.

use std::sync::OnceLock;

use super::Model;

/// Brings in a model that the build script embedded with the crate `competence-build`: the function
/// `model`, which gives a `&'static Model`, and the module `ids`, with a constant for the id of every
/// competence, indicator, cluster, profile, organisation, scale and facet.
///
/// The model is read from its bundle when it is first asked for. YAML and JSON Schema have no part in
/// that, so the program can do without the feature `check`; only its build script needs it.
///
/// It stands in a module, not in a function, and once in each:
///
/// ```ignore
/// mod framework {
///     competence_core::include_model!(); // what `competence_build::embed` wrote
/// }
/// mod released {
///     competence_core::include_model!("released"); // what `embed_as` wrote under this name
/// }
///
/// use framework::{ids, model};
/// let competence = model().competence(&ids::competence::COOPERATION);
/// let indicator = model().indicator(&ids::indicator::cooperation::SHARES_KNOWLEDGE);
/// ```
///
/// An id that the model does not have is no constant, so a program that names it does not compile; to
/// name one that is deprecated gives a warning with what to use instead.
#[macro_export]
macro_rules! include_model {
    () => {
        $crate::include_model!("model");
    };
    ($name:literal) => {
        // What is included finds the library by this name, whatever the program calls it.
        #[doc(hidden)]
        #[allow(unused_imports)]
        use $crate as _core;

        ::core::include!(::core::concat!(
            ::core::env!("OUT_DIR"),
            "/competence-",
            $name,
            ".rs"
        ));
    };
}

/// The version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A bundle that is a part of the program, and the model that was read from it.
#[derive(Debug)]
pub struct Embedded {
    bundle: &'static str,
    model: OnceLock<Model>,
}

impl Embedded {
    /// Takes a canonical bundle that this version of the library wrote, and read back, while the program
    /// was built.
    ///
    /// # Panics
    /// While the program is compiled, if another version wrote it.
    pub const fn new(bundle: &'static str, version: &str) -> Self {
        assert!(
            is_same(version, VERSION),
            "the build script and the program use different versions of competence-core: give \
             competence-core and competence-build the same version in Cargo.toml"
        );
        Self {
            bundle,
            model: OnceLock::new(),
        }
    }

    /// The model.
    #[expect(
        clippy::unreachable,
        reason = "the build script read these bytes, with this version of this function"
    )]
    pub fn model(&'static self) -> &'static Model {
        self.model
            .get_or_init(|| match Model::from_bundle(self.bundle.as_bytes()) {
                Ok(model) => model,
                Err(error) => unreachable!("the build script read this bundle: {error}"),
            })
    }
}

#[allow(
    clippy::indexing_slicing,
    reason = "a constant function has no iterators; `at` is below both ends"
)]
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn versions_are_told_apart() {
        assert!(is_same("0.1.0", "0.1.0"));
        assert!(!is_same("0.1.0", "0.1.1"));
        assert!(!is_same("0.1.0", "0.1.0-a"));
    }
}
