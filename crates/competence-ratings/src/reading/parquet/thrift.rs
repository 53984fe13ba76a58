//! The headers of pages, in the compact protocol of Apache Thrift: as much of it as tells their sizes.
//!
//! <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>, and `PageHeader` in
//! <https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift>.

/// What the header of a page says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// Its own length, in bytes.
    pub length: u64,
    /// The length of the page, unpacked.
    pub unpacked: u64,
    /// And as it stands in the file.
    pub packed: u64,
    /// How many values it has.
    pub values: u64,
    pub is_dictionary: bool,
    /// Whether a value is put together from the one before and what is new.
    pub is_incremental: bool,
}

/// Structures in each other, at most; a header of a page has three.
const DEPTH: u32 = 8;

/// The encoding `DELTA_BYTE_ARRAY`.
const INCREMENTAL: i64 = 7;

/// The header that bytes begin with; nothing if they do not, or it goes on behind them.
pub(super) fn header(bytes: &[u8]) -> Option<Header> {
    let mut rest = Bytes(bytes);
    let mut header = Header::default();
    let (mut has_unpacked, mut has_packed) = (false, false);
    rest.fields(|rest, field, kind| {
        match (field, kind) {
            (2, I32) => {
                header.unpacked = rest.size()?;
                has_unpacked = true;
            }
            (3, I32) => {
                header.packed = rest.size()?;
                has_packed = true;
            }
            // Of values, of a dictionary, and of values in the second form of pages.
            (5 | 7 | 8, STRUCT) => {
                header.is_dictionary |= field == 7;
                let encoding = if field == 8 { 4 } else { 2 };
                rest.fields(|rest, inner, kind| {
                    match (inner, kind) {
                        (1, I32) => header.values = rest.size()?,
                        (it, I32) if it == encoding => {
                            header.is_incremental |= rest.signed()? == INCREMENTAL;
                        }
                        _ => rest.skip(kind, DEPTH)?,
                    }
                    Some(())
                })?;
            }
            _ => rest.skip(kind, DEPTH)?,
        }
        Some(())
    })?;
    header.length = (bytes.len() - rest.0.len()) as u64;
    (has_unpacked && has_packed).then_some(header)
}

const TRUE: u8 = 1;
const FALSE: u8 = 2;
const I32: u8 = 5;
const STRUCT: u8 = 12;

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn pass(&mut self, count: u64) -> Option<()> {
        self.0 = self.0.get(usize::try_from(count).ok()?..)?;
        Some(())
    }

    /// A number of as many groups of seven bits as it needs.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A number whose last bit is its sign.
    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        let half = i64::try_from(number >> 1).ok()?;
        Some(if number & 1 == 1 { -half - 1 } else { half })
    }

    /// A number of 32 bits that is not negative.
    fn size(&mut self) -> Option<u64> {
        let size = i32::try_from(self.signed()?).ok()?;
        u64::try_from(size).ok()
    }

    /// Each field of a structure by its number and the kind of its value, which is read by what is called.
    fn fields(&mut self, mut read: impl FnMut(&mut Self, i64, u8) -> Option<()>) -> Option<()> {
        let mut field = 0_i64;
        loop {
            let byte = self.byte()?;
            if byte == 0 {
                return Some(());
            }
            field = match i64::from(byte >> 4) {
                0 => self.signed()?,
                more => field.checked_add(more)?,
            };
            read(self, field, byte & 0x0f)?;
        }
    }

    /// Passes over a value.
    fn skip(&mut self, kind: u8, depth: u32) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match kind {
            // The value is in the kind.
            TRUE | FALSE => Some(()),
            // A byte; integers; a double; bytes; a list, or a set; a map; a structure.
            3 => self.pass(1),
            4..=6 => self.number().map(drop),
            7 => self.pass(8),
            8 => {
                let length = self.number()?;
                self.pass(length)
            }
            9 | 10 => {
                let byte = self.byte()?;
                let count = match byte >> 4 {
                    15 => self.number()?,
                    count => u64::from(count),
                };
                self.elements(count, byte & 0x0f, depth)
            }
            11 => {
                let count = self.number()?;
                if count == 0 {
                    return Some(());
                }
                let kinds = self.byte()?;
                for _ in 0..count {
                    self.element(kinds >> 4, depth)?;
                    self.element(kinds & 0x0f, depth)?;
                }
                Some(())
            }
            STRUCT => self.fields(|rest, _, kind| rest.skip(kind, depth)),
            _ => None,
        }
    }

    fn elements(&mut self, count: u64, kind: u8, depth: u32) -> Option<()> {
        for _ in 0..count {
            self.element(kind, depth)?;
        }
        Some(())
    }

    /// An element of a list: a truth value takes a byte there.
    fn element(&mut self, kind: u8, depth: u32) -> Option<()> {
        match kind {
            TRUE | FALSE => self.pass(1),
            kind => self.skip(kind, depth),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_tells_its_sizes() {
        // Type 0, 300 bytes unpacked, 100 packed, of 40 values, dictionary indices, with statistics.
        let bytes = [
            0x15, 0x00, 0x15, 0xd8, 0x04, 0x15, 0xc8, 0x01, 0x2c, 0x15, 0x50, 0x15, 0x10, 0x15,
            0x06, 0x15, 0x06, 0x1c, 0x18, 0x01, b'a', 0x00, 0x00, 0x00, 0xff,
        ];
        let expected = Header {
            length: 24,
            unpacked: 300,
            packed: 100,
            values: 40,
            is_dictionary: false,
            is_incremental: false,
        };
        assert_eq!(header(&bytes), Some(expected));
        for end in 0..24 {
            assert_eq!(header(&bytes[..end]), None, "{end}");
        }
    }

    #[test]
    fn what_is_no_header_is_none() {
        assert_eq!(header(&[0]), None, "no sizes");
        assert_eq!(header(&[0x15, 0x00, 0x15, 0x01]), None, "less than nothing");
        assert_eq!(header(&[0x1c; 100]), None, "too deep");
        assert_eq!(
            header(&[0x19, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]),
            None,
            "a long list"
        );
    }
}
