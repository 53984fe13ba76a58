//! The elements that the command line names: by id, code or address, or by their titles.

use competence_core::check::nearest;
use competence_core::{Contents, Element, ElementId, Found};
use competence_render::visible::visible_line;

use crate::failure::Failure;
use crate::model::unknown;

/// The element that has this id, or alone has this code or address, without regard to case, or this
/// title in any of its languages.
pub fn element<'m>(model: &'m Contents, name: &str) -> Result<Element<'m>, Failure> {
    of_noun(model, name, None)
}

/// The id of that element.
pub fn id(model: &Contents, name: &str) -> Result<ElementId, Failure> {
    let id = element(model, name)?.id();
    ElementId::new(id).map_err(|it| Failure::Unknown(it.to_string()))
}

/// The ids of such elements.
pub fn ids(model: &Contents, names: &[String]) -> Result<Vec<ElementId>, Failure> {
    names.iter().map(|it| id(model, it)).collect()
}

/// The element that has this id, code or address, or else what the name is as an id. A title does
/// not do: a new element may have the id that another one has the title of.
pub fn id_or_new(model: &Contents, name: &str) -> Result<ElementId, Failure> {
    match model.find(name) {
        Found::Nothing => ElementId::new(name).map_err(|it| Failure::Unknown(it.to_string())),
        Found::One(_) | Found::Several(_) => id(model, name),
    }
}

/// The id of a cluster, a competence, an indicator or a profile.
pub fn id_of<I: std::str::FromStr>(
    model: &Contents,
    name: &str,
    noun: &'static str,
) -> Result<I, Failure>
where
    I::Err: std::fmt::Display,
{
    let id = of_noun(model, name, Some(noun))?.id().parse();
    id.map_err(|it: I::Err| Failure::Unknown(it.to_string()))
}

fn of_noun<'m>(
    model: &'m Contents,
    name: &str,
    noun: Option<&'static str>,
) -> Result<Element<'m>, Failure> {
    let is_meant = |it: &Element<'_>| noun.is_none_or(|noun| it.noun() == noun);
    let shown = visible_line(name);
    let by_id = match model.find(name) {
        Found::One(element) if is_meant(&element) => return Ok(element),
        Found::One(element) => Some(element),
        _ => None,
    };
    let named = model.named(name).filter(is_meant);
    let titled = model.titled(name).filter(is_meant);
    for (found, what) in [(Found::of(named), "code"), (Found::of(titled), "title")] {
        match found {
            Found::One(element) => return Ok(element),
            Found::Nothing => {}
            Found::Several(all) => {
                let ids: Vec<String> = all.iter().map(|it| format!("`{}`", it.id())).collect();
                return Err(Failure::Unknown(format!(
                    "`{shown}` is the {what} of several elements: name one of {}",
                    ids.join(", ")
                )));
            }
        }
    }
    let noun = noun.unwrap_or("element");
    let message = format!("there is no {noun} `{shown}`");
    if let Some(other) = by_id {
        let other = format!("{} `{}`", other.noun(), other.id());
        return Err(Failure::Unknown(format!("{message}\n  it is the {other}")));
    }
    Err(nothing(&message, name, &[model], is_meant))
}

/// The failure to find an element, with the nearest id, code, title or address.
pub fn nothing(
    message: &str,
    name: &str,
    models: &[&Contents],
    is_meant: impl Fn(&Element<'_>) -> bool,
) -> Failure {
    let mut near = models
        .iter()
        .filter_map(|it| near_address(it, name, &is_meant));
    if let Some(near) = near.next() {
        let near = visible_line(&near);
        return Failure::Unknown(format!("{message}\n  did you mean `{near}`?"));
    }
    let elements = models.iter().flat_map(|it| it.elements());
    let elements: Vec<Element<'_>> = elements.filter(is_meant).collect();
    let codes = elements.iter().filter_map(|it| {
        let code = it.annotations().code.as_ref()?;
        Some(code.as_str())
    });
    let titles = elements.iter().flat_map(|it| it.title().iter());
    let others = codes.chain(titles.map(|(_, text)| text));
    unknown(message, name, elements.iter().map(Element::id), others)
}

/// The address that is most like another one: with the same beginning, since all are long and alike.
fn near_address(
    model: &Contents,
    name: &str,
    is_meant: impl Fn(&Element<'_>) -> bool,
) -> Option<String> {
    let end = |it: &str| it.rfind(['/', '#', ':']).map(|at| at + 1);
    let (start, last) = name.split_at_checked(end(name)?)?;
    let elements = model.elements().filter(is_meant);
    let addresses = elements.filter_map(|it| Some(model.iri_of(it)?.to_string()));
    let beside = addresses.filter(|it| {
        let own = end(it).and_then(|at| it.get(..at));
        own.is_some_and(|own| own.eq_ignore_ascii_case(start))
    });
    let beside: Vec<String> = beside.collect();
    let names = beside.iter().filter_map(|it| it.get(start.len()..));
    let near = nearest(last, names)?;
    let is_near = |it: &&String| it.get(start.len()..) == Some(near);
    beside.iter().find(is_near).cloned()
}
