//! Pseudonyms of persons.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The fewest bytes of a key: as many as the hash has.
const KEY: usize = 32;

/// Makes pseudonyms of names, with a key: the same name gets the same one each time, and who has no key can
/// neither tell the name, nor find out by trying names.
///
/// ```
/// use competence_ratings::reading::Pseudonyms;
/// let pseudonyms = Pseudonyms::of(b"0123456789abcdef0123456789abcdef")?;
/// assert_eq!(pseudonyms.of_person(b"ana"), pseudonyms.of_person(b" ana "));
/// assert_ne!(pseudonyms.of_person(b"ana"), pseudonyms.of_person(b"bor"));
/// assert!(Pseudonyms::of(b"short").is_err());
/// # Ok::<(), competence_ratings::reading::KeyTooShort>(())
/// ```
pub struct Pseudonyms(Hmac<Sha256>);

/// A key that could be found by trying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the key has {has} bytes, and needs {KEY} or more: make one, such as with `openssl rand -hex 32`"
)]
pub struct KeyTooShort {
    /// How many bytes it has.
    pub has: usize,
}

impl Pseudonyms {
    /// Those that a key makes.
    ///
    /// # Errors
    /// If the key is too short.
    pub fn of(key: &[u8]) -> Result<Self, KeyTooShort> {
        let too_short = KeyTooShort { has: key.len() };
        if key.len() < KEY {
            return Err(too_short);
        }
        // A key of any length will do.
        Hmac::new_from_slice(key).map(Self).map_err(|_| too_short)
    }

    /// The pseudonym of a person: 32 hexadecimal digits, behind a letter, so that no program takes it for a
    /// number. Of nothing, nothing. Blanks around the name do not count.
    pub fn of_person(&self, name: &[u8]) -> String {
        let name = name.trim_ascii();
        if name.is_empty() {
            return String::new();
        }
        let mut mac = self.0.clone();
        mac.update(name);
        let mut pseudonym = String::from("p");
        for byte in mac.finalize().into_bytes().iter().take(16) {
            // Writing to a string does not fail.
            let _ = write!(pseudonym, "{byte:02x}");
        }
        pseudonym
    }
}

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pseudonyms")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_hmac_sha_256() {
        // RFC 4231, test case 6: a key of 131 bytes.
        let pseudonyms = Pseudonyms::of(&[0xaa; 131]).unwrap();
        let found = pseudonyms.of_person(b"Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(found, "p60e431591ee0b67f0d8a26aacbf5b77f");
    }
}
