//! What the items of a hierarchy are in a model, by how deep they lie.

use std::collections::HashMap;
use std::rc::Rc;

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
    /// The competences above each item. Items of one way have one list.
    homes: HashMap<&'s str, Rc<Vec<&'s str>>>,
}

impl<'s> Hierarchy<'s> {
    /// The items of a hierarchy whose roles are known.
    pub fn new(roles: HashMap<&'s str, Role>, above: HashMap<&'s str, Vec<&'s str>>) -> Self {
        let below = below(&above);
        Self::of(roles, above, below)
    }

    fn of(
        roles: HashMap<&'s str, Role>,
        above: HashMap<&'s str, Vec<&'s str>>,
        below: HashMap<&'s str, Vec<&'s str>>,
    ) -> Self {
        let homes = homes(&roles, &above, &below);
        Self {
            roles,
            above,
            below,
            homes,
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
        let roles = roles.map(|(item, depth)| (item, role(depth))).collect();
        Self::of(roles, above, below)
    }

    /// The items that have a role, in order.
    pub fn with(&self, role: Role) -> Vec<&'s str> {
        let all = self.roles.iter().filter(|(_, it)| **it == role);
        let mut all: Vec<&str> = all.map(|(item, _)| *item).collect();
        all.sort_unstable();
        all
    }

    /// The competences above an item, over the fewest steps to one, in order.
    pub fn competences_above(&self, item: &str) -> &[&'s str] {
        self.homes.get(item).map_or(&[], |it| it.as_slice())
    }
}

/// The competences above each item: one step after the other from them, so that neither long ways nor circles
/// take longer than there are items.
fn homes<'s>(
    roles: &HashMap<&'s str, Role>,
    above: &HashMap<&'s str, Vec<&'s str>>,
    below: &HashMap<&'s str, Vec<&'s str>>,
) -> HashMap<&'s str, Rc<Vec<&'s str>>> {
    let is_competence = |it: &&str| roles.get(*it) == Some(&Role::Competence);
    let mut steps: HashMap<&str, usize> = HashMap::new();
    let mut homes: HashMap<&'s str, Rc<Vec<&'s str>>> = HashMap::new();
    let mut level: Vec<&'s str> = roles.keys().copied().filter(is_competence).collect();
    let mut number = 0;
    while !level.is_empty() {
        steps.extend(level.iter().map(|it| (*it, number)));
        let mut next: Vec<&'s str> = Vec::new();
        for it in &level {
            next.extend(below.get(it).into_iter().flatten());
        }
        next.sort_unstable();
        next.dedup();
        next.retain(|it| !steps.contains_key(it));
        for it in &next {
            let parents = above.get(it).into_iter().flatten();
            let nearer = parents.filter(|it| steps.contains_key(*it));
            let mut all: Option<Rc<Vec<&'s str>>> = None;
            for parent in nearer {
                let own = homes.get(parent).cloned();
                let own = own.unwrap_or_else(|| Rc::new(vec![*parent]));
                all = Some(match all {
                    Some(all) if all == own => all,
                    Some(all) => {
                        let mut both = [all.as_slice(), own.as_slice()].concat();
                        both.sort_unstable();
                        both.dedup();
                        Rc::new(both)
                    }
                    None => own,
                });
            }
            homes.extend(all.map(|all| (*it, all)));
        }
        (level, number) = (next, number + 1);
    }
    homes
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A way of many steps, each with two ways to the one above it, takes no longer than it is long.
    #[test]
    fn long_ways_are_short_work() {
        let names: Vec<String> = (0..40_000).map(|it| format!("n{it:06}")).collect();
        let name = |at: usize| names.get(at).map(String::as_str);
        let above = (0..names.len()).filter_map(|at| {
            let both = [at.checked_sub(1), at.checked_sub(2)];
            Some((
                name(at)?,
                both.into_iter().flatten().filter_map(name).collect(),
            ))
        });
        let found = Hierarchy::by_depth(above.collect(), |_| false, &mut Vec::new());
        let last = found.competences_above("n039999");
        assert_eq!(last, ["n000001", "n000002"]);
    }

    #[test]
    fn the_nearest_competence_is_the_home() {
        let above = [
            ("group", vec![]),
            ("near", vec!["group"]),
            ("far", vec!["group"]),
            ("between", vec!["far"]),
            ("statement", vec!["near", "between"]),
            ("inside", vec!["statement", "inside"]),
        ];
        let found = Hierarchy::by_depth(above.into_iter().collect(), |_| false, &mut Vec::new());
        assert_eq!(found.competences_above("statement"), ["near"]);
        assert_eq!(found.competences_above("inside"), ["near"]);
        assert_eq!(found.competences_above("group"), [""; 0]);
    }
}
