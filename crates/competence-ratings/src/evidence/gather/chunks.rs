//! Things in a row, in memory that grows without being copied.

/// How many things are allocated at a time.
const CHUNK: usize = 1 << 14;

/// A row of things, allocated in equal pieces: it never holds twice what it needs, as a vector does that grows.
/// Each place holds `width` of them.
#[derive(Debug)]
pub(super) struct Chunks<T> {
    width: usize,
    pieces: Vec<Vec<T>>,
    count: usize,
}

impl<T: Copy> Chunks<T> {
    pub fn of(width: usize) -> Self {
        Self {
            width,
            pieces: Vec::new(),
            count: 0,
        }
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// One more place, with this thing in it as often as it is wide.
    pub fn push(&mut self, value: T) {
        let piece = self.count / CHUNK;
        if piece == self.pieces.len() {
            self.pieces.push(Vec::with_capacity(CHUNK * self.width));
        }
        let piece = &mut self.pieces[piece];
        piece.resize(piece.len() + self.width, value);
        self.count += 1;
    }

    pub fn get(&self, place: usize) -> &[T] {
        let at = (place % CHUNK) * self.width;
        &self.pieces[place / CHUNK][at..at + self.width]
    }

    pub fn get_mut(&mut self, place: usize) -> &mut [T] {
        let at = (place % CHUNK) * self.width;
        &mut self.pieces[place / CHUNK][at..at + self.width]
    }

    /// Takes all out. The memory of the first piece is kept.
    pub fn clear(&mut self) {
        self.pieces.truncate(1);
        self.pieces.iter_mut().for_each(Vec::clear);
        self.count = 0;
    }
}
