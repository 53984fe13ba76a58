//! What the first sheet says: how the workbook is used.

use competence_core::Model;

/// The lines of the guide, in the framework's language where it is Slovene, and else in English. The first is the
/// title; a line that begins with `#` is a heading.
pub(super) fn lines(model: &Model) -> Vec<String> {
    let framework = model.framework();
    let title = model.text(&framework.title, None).1;
    let version = &framework.version;
    let is_slovene = framework.languages.primary.as_str().starts_with("sl");
    let (head, lines) = if is_slovene {
        (format!("{title}, različica {version}"), SLOVENE)
    } else {
        (format!("{title}, version {version}"), ENGLISH)
    };
    let lines = lines.iter().map(|it| (*it).to_owned());
    std::iter::once(head).chain(lines).collect()
}

const ENGLISH: &[&str] = &[
    "Change what you want to have otherwise, save the workbook, and send it back. Nothing else has to be done: what you changed is found, shown as a comparison, and taken over into the model.",
    "# The sheets",
    "Each row of clusters, competences, indicators and profiles is one element. What a text says in a language stands in a column of its own.",
    "The other sheets hold what belongs to elements: levels, requirements, mappings, relations. The last two, lineage and changes, are there to be read only.",
    "You may sort, filter and hide rows and columns, and add columns of your own: nothing of that is a change.",
    "# What to do",
    "Reword: write the new text into the cell. Where people were assessed by the statement, write into the column “reason” why; if it means the same as before, choose “editorial” in the column “decision”.",
    "Add: write a new row below the others and leave the id empty.",
    "Move: choose another competence, cluster or kind in its column.",
    "Retire: choose “retired” in the column “decision”, and write the reason.",
    "Merge: choose “merged” in the column “decision”, write the id of the element that takes it in into the column “merged into”, and the reason.",
    "# What to leave alone",
    "The ids: assessments and other documents name elements by them. The headings of columns and the names of sheets.",
    "Several values in a cell stand on lines of their own (Alt+Enter).",
];

const SLOVENE: &[&str] = &[
    "Spremenite, kar naj bo drugače, shranite delovni zvezek in ga vrnite. Drugega ni treba storiti: vaše spremembe bodo najdene, prikazane v primerjavi in prenesene v model.",
    "# Listi",
    "Vsaka vrstica na listih clusters (grozdi), competences (kompetence), indicators (vedenjske trditve) in profiles (profili) je en element. Vsak jezik besedila ima svoj stolpec.",
    "Na drugih listih je, kar elementom pripada: ravni, zahteve, preslikave, povezave. Zadnja dva lista, lineage (rodovnik) in changes (spremembe), sta samo za branje.",
    "Vrstice in stolpce lahko razvrščate, filtrirate in skrivate ter dodajate svoje stolpce: nič od tega ni sprememba modela.",
    "# Kako storite kaj",
    "Preoblikovanje: v celico vpišite novo besedilo. Če so bili zaposleni po trditvi že ocenjeni, v stolpec »reason« vpišite razlog; če trditev pomeni isto kot prej, v stolpcu »decision« izberite »editorial«.",
    "Dodajanje: pod druge vrstice vpišite novo, id pustite prazen.",
    "Premik: v ustreznem stolpcu izberite drugo kompetenco, drug grozd ali drugo vrsto.",
    "Ukinitev: v stolpcu »decision« izberite »retired« in vpišite razlog.",
    "Združitev: v stolpcu »decision« izberite »merged«, v stolpec »merged into« vpišite id elementa, v katerega se vrstica združi, in razlog.",
    "# Česa ne spreminjajte",
    "Oznak v stolpcu id: po njih elemente poznajo ocene in drugi dokumenti. Naslovov stolpcev in imen listov.",
    "Več vrednosti v celici stoji vsaka v svoji vrstici (Alt+Enter).",
];
