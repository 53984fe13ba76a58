//! Series read from a file of ratings.

use competence_core::Model;
use competence_core::migration::{Fate, Migration};

use super::gathered::Gathered;
use super::indicators::Led;
use super::{CompetenceSeries, Series};
use crate::people::{Untold, latest};
use crate::reading::{Reader, Subject};

impl Series {
    /// The series of the ratings of a file.
    ///
    /// # Errors
    /// [`Untold`] if they cannot be read, or do not say of whom they are.
    pub fn of(reader: &mut Reader<'_>, min_group: u64) -> Result<Self, Untold> {
        let versions = reader.versions();
        let last = latest(reader)?;
        let models: Vec<Model> = versions.models().cloned().collect();
        let migrations: Vec<Option<Migration>> = (0..models.len())
            .map(|at| Migration::over(models.get(at..).unwrap_or_default()))
            .collect();
        let mut gathered = Gathered::new(min_group);
        let left_out = gather(reader, &migrations, &mut gathered)?;
        let points = gathered.points();
        let led = Led {
            versions,
            migrations: &migrations,
            gathered: &gathered,
        };
        let indicators = led.indicators(last, &points);
        let competences = last.competences().iter();
        let competences = competences.filter_map(|it| CompetenceSeries::of(&it.id, &indicators));
        Ok(Self {
            format: 1,
            framework: last.framework().id.clone(),
            version: last.framework().version.clone(),
            min_group,
            competences: competences.collect(),
            ended: led.ended(),
            indicators,
            left_out,
        })
    }
}

/// Brings each rating to where it leads, and tells how many lead nowhere since they are not in order.
fn gather<'m>(
    reader: &mut Reader<'_>,
    migrations: &'m [Option<Migration>],
    gathered: &mut Gathered<'m>,
) -> Result<u64, Untold> {
    let versions = reader.versions();
    let (mut left_out, mut key) = (0, Vec::new());
    while let Some(row) = reader.next()? {
        if row.value().is_blank() {
            continue;
        }
        let Some((version, subject @ Subject::Indicator(_), value)) = row.rated() else {
            left_out += 1;
            continue;
        };
        let id = versions.id(version, subject).unwrap_or_default();
        let migration = migrations.get(version).and_then(Option::as_ref);
        let found = migration.and_then(|it| Some((it, it.find(id)?)));
        let Some((migration, (id, fate))) = found else {
            left_out += 1;
            continue;
        };
        gathered.seen(version, id);
        let Fate::Carried(targets) = fate else {
            continue;
        };
        let Ok(value) = migration.convert(value, row.parts()) else {
            left_out += 1;
            continue;
        };
        let year = row.year().and_then(|it| std::str::from_utf8(it).ok());
        let year = year.and_then(|it| it.parse().ok());
        key.clear();
        row.form(&mut key);
        for target in targets {
            gathered.add(
                version,
                year,
                target,
                value,
                row.parts(),
                row.person(),
                &key,
            );
        }
    }
    Ok(left_out)
}
