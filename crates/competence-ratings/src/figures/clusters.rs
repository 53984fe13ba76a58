//! Which indicators go together, without asking for factors.

use kodama::{Method, linkage};

use super::correlation::Correlations;

/// Clusters of indicators, each joined of two: average linkage (Sokal & Michener 1958) of 1 - |r|. So two
/// indicators are near if they go together, or against each other; 0 is as near, 1 as far as can be.
///
/// ```
/// use competence_ratings::figures::{Correlations, Dendrogram};
/// let rows = [vec![1.0, 0.8, 0.1], vec![0.8, 1.0, 0.3], vec![0.1, 0.3, 1.0]];
/// let dendrogram = Dendrogram::of(&Correlations::from_rows(&rows, 100)?);
/// assert_eq!(dendrogram.joins()[0].indicators, [0, 1]);
/// assert!((dendrogram.joins()[1].height - 0.8).abs() < 1e-12);
/// assert_eq!(dendrogram.clusters(2), [vec![0, 1], vec![2]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Dendrogram {
    count: usize,
    joins: Vec<Join>,
}

/// Two clusters that become one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Join {
    /// The two: a number below that of the indicators is one indicator, a higher one that of an earlier
    /// join, from the number of indicators on.
    pub of: [usize; 2],
    /// The mean distance between their indicators.
    pub height: f64,
    /// All indicators of both, those of the first before those of the second.
    pub indicators: Vec<usize>,
}

impl Dendrogram {
    /// That of these correlations.
    pub fn of(correlations: &Correlations) -> Self {
        let count = correlations.indicators();
        let mut distances = Vec::with_capacity(count * count.saturating_sub(1) / 2);
        for one in 0..count {
            for other in one + 1..count {
                let correlation = correlations.get(one, other).unwrap_or(0.0);
                distances.push((1.0 - correlation.abs()).max(0.0));
            }
        }
        let mut joins: Vec<Join> = Vec::with_capacity(count.saturating_sub(1));
        for step in linkage(&mut distances, count, Method::Average).steps() {
            let mut sides =
                [step.cluster1, step.cluster2].map(|it| (members(count, &joins, it), it));
            // The side with the first indicator comes first.
            sides.sort_by_key(|(members, _)| members.iter().min().copied());
            let [(mut indicators, one), (rest, other)] = sides;
            indicators.extend(rest);
            joins.push(Join {
                of: [one, other],
                height: step.dissimilarity,
                indicators,
            });
        }
        Self { count, joins }
    }

    /// All joins, from the lowest.
    pub fn joins(&self) -> &[Join] {
        &self.joins
    }

    /// The indicators in the order in which a picture shows them, so that no lines cross.
    pub fn order(&self) -> Vec<usize> {
        match self.joins.last() {
            Some(last) => last.indicators.clone(),
            None => (0..self.count).collect(),
        }
    }

    /// The clusters when there are so many, each in order, and in the order of their first indicators. There
    /// are at least one and at most as many as indicators.
    pub fn clusters(&self, many: usize) -> Vec<Vec<usize>> {
        let many = many.clamp(1, self.count.max(1));
        self.after(self.count.saturating_sub(many))
    }

    /// The clusters whose indicators are joined at this height or below.
    pub fn below(&self, height: f64) -> Vec<Vec<usize>> {
        self.after(self.joins.iter().filter(|it| it.height <= height).count())
    }

    fn after(&self, joins: usize) -> Vec<Vec<usize>> {
        let mut clusters: Vec<Vec<usize>> = (0..self.count).map(|it| vec![it]).collect();
        for join in self.joins.iter().take(joins) {
            clusters.retain(|it| it.iter().all(|it| !join.indicators.contains(it)));
            let mut together = join.indicators.clone();
            together.sort_unstable();
            clusters.push(together);
        }
        clusters.sort();
        clusters
    }
}

fn members(count: usize, joins: &[Join], cluster: usize) -> Vec<usize> {
    let join = cluster.checked_sub(count).and_then(|it| joins.get(it));
    join.map_or_else(|| vec![cluster], |it| it.indicators.clone())
}
