//! What was meant by a name that is not there.

use competence_core::check::nearest;

/// How many names are told with the nearest that there is: each is compared with all of them.
const NEAREST: usize = 100;

/// Advice on names that are not there, for the first hundred of a source.
#[derive(Debug)]
pub(crate) struct Advice {
    left: usize,
}

impl Default for Advice {
    fn default() -> Self {
        Self { left: NEAREST }
    }
}

impl Advice {
    /// The nearest of the names that are there, as the end of a message. Nothing if none is near.
    pub fn on<'n>(&mut self, name: &str, known: impl Iterator<Item = &'n str>) -> String {
        let Some(left) = self.left.checked_sub(1) else {
            return String::new();
        };
        self.left = left;
        // Of equals, the first is taken.
        let mut known: Vec<&str> = known.collect();
        known.sort_unstable();
        nearest(name, known).map_or_else(String::new, |it| format!(": did you mean `{it}`?"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_hundred_are_told_what_is_near() {
        let mut advice = Advice::default();
        let told = (0..200).map(|_| advice.on("plannig", ["planning", "zeal"].into_iter()));
        let told: Vec<String> = told.collect();
        assert_eq!(told[0], ": did you mean `planning`?");
        assert_eq!(told.iter().filter(|it| !it.is_empty()).count(), NEAREST);
    }
}
