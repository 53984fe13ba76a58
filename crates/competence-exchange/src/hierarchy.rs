//! What the items of a hierarchy are in a model, by how deep they lie.

use std::collections::HashMap;

use crate::Problem;

/// What an item is in a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Cluster,
    Competence,
    Indicator,
}

/// The items of a hierarchy, each with its role. What is above itself, over whatever steps, has none.
pub(crate) struct Hierarchy<'s> {
    pub roles: HashMap<&'s str, Role>,
    /// What is above each item.
    pub above: HashMap<&'s str, Vec<&'s str>>,
    /// What is below each item, in order.
    pub below: HashMap<&'s str, Vec<&'s str>>,
}

impl<'s> Hierarchy<'s> {
    /// The items of a hierarchy whose roles are known.
    pub fn new(roles: HashMap<&'s str, Role>, above: HashMap<&'s str, Vec<&'s str>>) -> Self {
        let below = below(&above);
        Self {
            roles,
            above,
            below,
        }
    }

    /// Gives each item its role by its depth: on the lowest of three levels are indicators. Of two levels,
    /// the lower one holds competences where most of it is described beside its title, as statements
    /// never are.
    pub fn by_depth(
        above: HashMap<&'s str, Vec<&'s str>>,
        is_described: impl Fn(&str) -> bool,
        problems: &mut Vec<Problem>,
    ) -> Self {
        // Depths from the top, level by level; what is in a circle is never reached.
        let below = below(&above);
        let mut depth: HashMap<&'s str, usize> = HashMap::new();
        let top = above.iter().filter(|(_, all)| all.is_empty());
        let mut level: Vec<&'s str> = top.map(|(item, _)| *item).collect();
        let mut number = 1;
        while !level.is_empty() {
            let mut next = Vec::new();
            for it in level {
                if !depth.contains_key(it) {
                    depth.insert(it, number);
                    next.extend(below.get(it).into_iter().flatten().copied());
                }
            }
            (level, number) = (next, number + 1);
        }
        let mut circular: Vec<&str> = above
            .keys()
            .filter(|it| !depth.contains_key(*it))
            .copied()
            .collect();
        circular.sort_unstable();
        let message = "what is above it goes in a circle, and it was left out";
        problems.extend(circular.into_iter().map(|it| Problem::new(it, message)));
        let deepest = depth.values().max().copied().unwrap_or(1);
        let second: Vec<&str> = depth
            .iter()
            .filter(|(_, it)| **it == 2)
            .map(|(item, _)| *item)
            .collect();
        let described = second.iter().filter(|it| is_described(it)).count();
        let is_of_groups = deepest > 2 || deepest == 2 && described * 2 > second.len();
        let lowest = if is_of_groups { 3 } else { 2 };
        let too_deep = depth.values().filter(|it| **it > lowest).count();
        if too_deep > 0 {
            let message = format!(
                "{too_deep} lie deeper than a model does: they are indicators of the competence above"
            );
            problems.push(Problem::new("items", message));
        }
        let role = |depth: usize| match (is_of_groups, depth) {
            (true, 1) => Role::Cluster,
            (true, 2) | (false, 1) => Role::Competence,
            _ => Role::Indicator,
        };
        let roles = depth.into_iter();
        Self {
            roles: roles.map(|(item, depth)| (item, role(depth))).collect(),
            above,
            below,
        }
    }

    /// The items that have a role, in order.
    pub fn with(&self, role: Role) -> Vec<&'s str> {
        let all = self.roles.iter().filter(|(_, it)| **it == role);
        let mut all: Vec<&str> = all.map(|(item, _)| *item).collect();
        all.sort_unstable();
        all
    }

    /// The competences above an item, over whatever steps, in order.
    pub fn competences_above(&self, item: &str) -> Vec<&'s str> {
        let mut seen = std::collections::BTreeSet::new();
        let mut open: Vec<&'s str> = self.above.get(item).cloned().unwrap_or_default();
        let mut found = Vec::new();
        while let Some(it) = open.pop() {
            if !seen.insert(it) {
                continue;
            }
            match self.roles.get(it) {
                Some(Role::Competence) => found.push(it),
                _ => open.extend(self.above.get(it).into_iter().flatten()),
            }
        }
        found.sort_unstable();
        found
    }
}

/// The items below each item, in order.
fn below<'s>(above: &HashMap<&'s str, Vec<&'s str>>) -> HashMap<&'s str, Vec<&'s str>> {
    let mut below: HashMap<&str, Vec<&'s str>> = HashMap::new();
    for (item, all) in above {
        for it in all {
            below.entry(it).or_default().push(item);
        }
    }
    for all in below.values_mut() {
        all.sort_unstable();
    }
    below
}
