//! The groups that forms are in.

use std::collections::HashMap;

use super::super::breakdown::Dimension;

/// How many groups there may be along one dimension. With more, it is not broken down.
pub const GROUPS: usize = 1000;

/// What a form tells of the group that it is in, along each dimension; nothing where it does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Groups<'a> {
    /// The organisation that the person works for.
    pub organisation: Option<&'a [u8]>,
    /// The profile of the person's position.
    pub profile: Option<&'a [u8]>,
    /// Who rates. What is called `self` is the person, and enters no agreement of raters.
    pub role: Option<&'a [u8]>,
    /// The year of the rating.
    pub year: Option<&'a [u8]>,
}

impl<'a> Groups<'a> {
    fn names(&self) -> [Option<&'a [u8]>; 4] {
        Dimension::EACH.map(|it| match it {
            Dimension::Organisation => self.organisation,
            Dimension::Profile => self.profile,
            Dimension::Role => self.role,
            Dimension::Year => self.year,
        })
    }
}

/// A group along each dimension: 0 where none is named.
pub(super) type Group = [u16; 4];

/// The group of forms that name several, which is none.
pub(super) const SEVERAL: u16 = u16::MAX;

/// All groups by their names, and all combinations of them that forms are in. The first is no group.
#[derive(Debug)]
pub(super) struct Memberships {
    names: [Names; 4],
    combinations: Vec<Group>,
    places: HashMap<Group, u32>,
    last: ([Option<Vec<u8>>; 4], u32),
}

impl Memberships {
    pub fn new() -> Self {
        Self {
            names: Default::default(),
            combinations: vec![[0; 4]],
            places: HashMap::from([([0; 4], 0)]),
            last: Default::default(),
        }
    }

    /// The place of a combination by the names of its groups.
    pub fn place(&mut self, groups: &Groups<'_>) -> u32 {
        let names = groups.names();
        let is_last = names
            .iter()
            .zip(&self.last.0)
            .all(|(it, last)| *it == last.as_deref());
        if is_last {
            return self.last.1;
        }
        let mut group = [0; 4];
        for ((number, known), name) in group.iter_mut().zip(&mut self.names).zip(names) {
            *number = name.map_or(0, |it| known.number(it));
        }
        let place = self.place_of(group);
        for (last, name) in self.last.0.iter_mut().zip(names) {
            match name {
                Some(name) => {
                    let last = last.get_or_insert_default();
                    last.clear();
                    last.extend_from_slice(name);
                }
                None => *last = None,
            }
        }
        self.last.1 = place;
        place
    }

    /// The place of what is said by both of two combinations: a group that only one names is that, and two
    /// different ones are none.
    pub fn joined(&mut self, one: u32, other: u32) -> u32 {
        if one == other {
            return one;
        }
        let (mut group, other) = (self.group(one), self.group(other));
        for (one, other) in group.iter_mut().zip(other) {
            *one = match (*one, other) {
                (one, 0) => one,
                (0, other) => other,
                (one, other) if one == other => one,
                _ => SEVERAL,
            };
        }
        self.place_of(group)
    }

    pub fn group(&self, place: u32) -> Group {
        self.combinations
            .get(place as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The number of a group along a dimension, if there is one of this name.
    pub fn number(&self, by: Dimension, name: &[u8]) -> Option<u16> {
        self.names[by as usize].numbers.get(name).copied()
    }

    /// The names of the groups along a dimension, in the order of their numbers, from 1; none if there were too
    /// many.
    pub fn names(&self, by: Dimension) -> Option<&[Vec<u8>]> {
        let names = &self.names[by as usize];
        (!names.are_too_many).then_some(&names.all)
    }

    /// Where each combination of another is here.
    pub fn taken_in(&mut self, other: &Self) -> Vec<u32> {
        for (here, there) in self.names.iter_mut().zip(&other.names) {
            here.are_too_many |= there.are_too_many;
        }
        let places = other.combinations.iter().map(|group| {
            let mut here = [0; 4];
            for (at, number) in group.iter().enumerate() {
                let name = usize::from(*number).checked_sub(1);
                let name = name.and_then(|it| other.names[at].all.get(it));
                here[at] = match name {
                    Some(name) => self.names[at].number(name),
                    None => *number,
                };
            }
            self.place_of(here)
        });
        places.collect()
    }

    fn place_of(&mut self, group: Group) -> u32 {
        let next = u32::try_from(self.combinations.len()).unwrap_or(0);
        let place = *self.places.entry(group).or_insert(next);
        if place == next && next > 0 {
            self.combinations.push(group);
        }
        place
    }
}

#[derive(Debug, Default)]
struct Names {
    all: Vec<Vec<u8>>,
    numbers: HashMap<Vec<u8>, u16>,
    are_too_many: bool,
}

impl Names {
    fn number(&mut self, name: &[u8]) -> u16 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u16::try_from(self.all.len() + 1).unwrap_or(SEVERAL);
        if self.all.len() >= GROUPS {
            self.are_too_many = true;
            return 0;
        }
        self.all.push(name.to_vec());
        self.numbers.insert(name.to_vec(), number);
        number
    }
}
