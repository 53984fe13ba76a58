//! The report in its forms, of an analysis with every kind of figure, known and not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use competence_core::{LanguageTag, Model};
use competence_ratings::evidence::Analysis;
use competence_ratings::report::{html, json, markdown, xlsx};
use serde_json::{Value, json};

/// Two competences, with three indicators and two, whose texts begin so.
fn model(title: &str) -> Model {
    let text =
        |sl: &str, en: &str| json!({ "sl": format!("{title}{sl}"), "en": format!("{title}{en}") });
    let indicator = |id: &str, sl: &str, en: &str| json!({ "id": id, "statement": text(sl, en) });
    let competence = |id: &str, sl: &str, en: &str, indicators: Value| json!({ "id": id, "kind": "core", "title": text(sl, en), "status": "approved", "indicators": indicators });
    let levels: Vec<Value> = [
        ("Ni razvita", "Not developed"),
        ("Razvita", "Developed"),
        ("Odlična", "Excellent"),
    ]
    .iter()
    .zip(1..)
    .map(|((sl, en), value)| json!({ "value": value, "title": { "sl": sl, "en": en } }))
    .collect();
    let bundle = json!({
        "format": 1,
        "framework": {
            "id": "demo", "version": "1.0.0", "title": text("Model občine", "Model of a municipality"),
            "languages": { "primary": "sl", "required": ["en"] }, "scale": { "levels": levels },
            "organisations": [{ "id": "town-hall", "title": text("Mestna uprava", "Town hall") }],
        },
        "competences": [
            competence("initiative", "Proaktivnost", "Initiative", json!([
                indicator("initiative.needs", "Predvidi potrebe", "Anticipates needs"),
                indicator("initiative.improves", "Predlaga izboljšave", "Proposes improvements"),
                indicator("initiative.waits", "Čaka na navodila", "Waits to be told"),
            ])),
            competence("service", "Usmerjenost k ljudem", "Service", json!([
                indicator("service.explains", "Razloži jasno", "Explains clearly"),
                indicator("service.informs", "Sproti obvešča", "Keeps people informed"),
            ])),
        ],
    });
    Model::from_bundle(bundle.to_string().as_bytes()).unwrap()
}

const INDICATORS: [(&str, &str); 5] = [
    ("initiative.needs", "initiative"),
    ("initiative.improves", "initiative"),
    ("initiative.waits", "initiative"),
    ("service.explains", "service"),
    ("service.informs", "service"),
];

fn none(reason: &str) -> Value {
    json!({ "none": { "reason": reason, "text": "in English" } })
}

fn too_few(found: u64, needed: u64) -> Value {
    json!({ "none": { "reason": "too-few", "text": "too few", "found": found, "needed": needed } })
}

fn interval(value: f64) -> Value {
    json!({ "value": value, "lower": value - 0.05, "upper": value + 0.05, "level": 0.95 })
}

/// Of 210 forms about 100 persons, with one factor behind both competences.
fn analysis() -> Value {
    let indicators = INDICATORS.iter().zip(0..).map(|((id, competence), at)| {
        let at = f64::from(at);
        let is_last = *id == "service.informs";
        json!({
            "id": id, "competence": competence, "reversed": *id == "initiative.waits",
            "n": 210, "missing": 3, "persons": 100,
            "mean": 2.1 + at / 10.0, "sd": 0.62, "se": 0.062, "median": 2.0,
            "distribution": [
                { "value": 1.0, "count": 20 }, { "value": 1.5, "count": 4 },
                { "value": 2.0, "count": 120 }, { "value": 3.0, "count": 66 },
            ],
            "floor": 0.095, "ceiling": 0.314, "skewness": -0.21,
            "item-rest": if is_last { none("suppressed") } else { json!(0.55) },
            "alpha-without": if is_last { json!({ "none": { "reason": "too-few-indicators", "text": "", "found": 1, "needed": 2 } }) } else { json!(0.71) },
            "kmo": 0.8,
        })
    });
    let competences = json!([
        {
            "id": "initiative", "kind": "core",
            "indicators": ["initiative.needs", "initiative.improves", "initiative.waits"],
            "persons": 100, "n": 210, "mean": 2.2, "sd": 0.5, "alpha": interval(0.78), "omega-total": 0.79,
            "mean-correlation": 0.54,
            "agreement": { "persons": 55, "raters": 3.0, "icc-single": interval(0.41), "icc-mean": interval(0.68), "r-wg-j": 0.83 },
        },
        {
            "id": "service", "kind": "core", "indicators": ["service.explains", "service.informs"],
            "persons": 100, "n": 210, "mean": 2.45, "sd": 0.5, "alpha": interval(0.66),
            "omega-total": { "none": { "reason": "too-few-indicators", "text": "", "found": 2, "needed": 3 } },
            "mean-correlation": 0.5, "agreement": none("nothing-to-tell"),
        },
    ]);
    let mut pairs = Vec::new();
    for (at, (one, _)) in INDICATORS.iter().enumerate() {
        for (more, (other, _)) in INDICATORS.iter().enumerate().skip(at + 1) {
            let value = 0.3 + 0.05 * f64::from(u8::try_from(more - at).unwrap());
            pairs.push(
                json!({ "of": [one, other], "n": 207, "pearson": value, "spearman": value - 0.02 }),
            );
        }
    }
    let ids: Vec<&str> = INDICATORS.iter().map(|it| it.0).collect();
    let loadings: Vec<Value> = ids
        .iter()
        .zip(1..)
        .map(|(id, at)| json!({ "indicator": id, "loadings": [0.8 - 0.12 * f64::from(at)], "communality": 0.4 }))
        .collect();
    let factors = json!({
        "factors": 1, "loadings": loadings, "explained": [0.42], "between": [[1.0]],
        "fit": { "rmsr": 0.021, "test": { "chi-squared": 6.2, "degrees": 5, "p": 0.287 }, "rmsea": 0.03, "tli": 0.99 },
    });
    json!({
        "format": 1,
        "framework": { "id": "demo", "version": "1.0.0", "language": "sl", "levels": [1, 2, 3] },
        "read": { "ratings": 1042, "repeated": 0, "contradicting": 0, "forms": 210, "persons": 100, "rated-by-several": 55 },
        "settings": {},
        "indicators": indicators.collect::<Vec<_>>(),
        "competences": competences,
        "between": [{ "of": ["initiative", "service"], "n": 207, "correlation": interval(0.71), "corrected": interval(0.97) }],
        "structure": {
            "correlations": pairs, "indicators": ids, "left-out": [], "n": 100,
            "adequacy": { "kmo": 0.81, "bartlett": { "chi-squared": 312.4, "degrees": 10, "p": 0.0 } },
            "parallel": { "observed": [2.6, 0.8, 0.7, 0.5, 0.4], "random-mean": [1.2, 1.1, 1.0, 0.9, 0.8],
                "random-quantile": [1.3, 1.15, 1.05, 0.95, 0.87], "factors": 1 },
            "oblimin": factors, "varimax": factors,
            "dendrogram": { "order": ids, "joins": [
                { "of": [0, 1], "height": 0.4, "indicators": ["initiative.needs", "initiative.improves"] },
                { "of": [3, 4], "height": 0.45, "indicators": ["service.explains", "service.informs"] },
                { "of": [5, 2], "height": 0.5, "indicators": ["initiative.needs", "initiative.improves", "initiative.waits"] },
                { "of": [7, 6], "height": 0.6, "indicators": ids },
            ] },
        },
        "breakdowns": [
            { "by": "organisation", "groups": [
                { "name": "town-hall", "persons": 80, "forms": 170, "indicators": [],
                  "competences": [{ "id": "initiative", "mean": 2.25 }, { "id": "service", "mean": 2.5 }] },
                { "persons": none("suppressed"), "forms": none("suppressed"), "indicators": [],
                  "competences": [{ "id": "initiative", "mean": none("suppressed") }, { "id": "service", "mean": none("suppressed") }] },
            ] },
            { "by": "role", "groups": none("suppressed") },
        ],
        "suggestions": [{
            "question": "one-competence", "change": "merged", "from": ["initiative", "service"], "to": ["initiative-service"], "reason": "Ocene ne ločijo kompetenc",
            "evidence": [{ "text": "Ocene 100 oseb: popravljena korelacija 0,97" }],
            "figures": [
                { "figure": "persons", "of": ["initiative", "service"], "value": 100.0 },
                { "figure": "corrected-correlation", "of": ["initiative", "service"], "value": 0.97, "lower": 0.92, "upper": 1.02, "threshold": 0.85 },
            ],
            "command": "competence merge initiative service --into initiative-service",
        }],
        "unanswered": [{ "question": "two-competences", "of": ["service"],
            "why": { "reason": "too-few-indicators", "text": "", "found": 2, "needed": 3 } }],
    })
}

/// The same where nothing can be told.
fn empty() -> Value {
    let mut all = analysis();
    for it in all["indicators"].as_array_mut().unwrap() {
        for (key, value) in it.as_object_mut().unwrap() {
            if !["id", "competence", "reversed"].contains(&key.as_str()) {
                *value = none("suppressed");
            }
        }
    }
    for it in all["competences"].as_array_mut().unwrap() {
        for (key, value) in it.as_object_mut().unwrap() {
            if !["id", "kind", "indicators"].contains(&key.as_str()) {
                *value = too_few(4, 30);
            }
        }
    }
    let structure = all["structure"].as_object_mut().unwrap();
    for key in [
        "n",
        "adequacy",
        "parallel",
        "oblimin",
        "varimax",
        "dendrogram",
    ] {
        structure.insert(key.to_owned(), too_few(4, 100));
    }
    for key in ["correlations", "indicators", "left-out"] {
        structure.insert(key.to_owned(), json!([]));
    }
    all["breakdowns"] = json!([]);
    all["suggestions"] = json!([]);
    all
}

fn read(analysis: Value) -> Analysis {
    serde_json::from_value(analysis).unwrap()
}

fn language(tag: &str) -> LanguageTag {
    tag.parse().unwrap()
}

#[test]
fn it_is_told_in_the_language_that_is_asked_for() {
    let (analysis, model) = (read(analysis()), model(""));
    insta::assert_snapshot!("slovene", markdown(&analysis, &model, None).unwrap());
    let english = markdown(&analysis, &model, Some(&language("en"))).unwrap();
    insta::assert_snapshot!("english", english);
}

/// In the plural forms of the language.
#[test]
fn groups_that_are_not_shown_are_counted() {
    let mut told = String::new();
    for number in [1, 2, 3, 5, 101, 102] {
        let mut all = analysis();
        let hidden = all["breakdowns"][0]["groups"][1].clone();
        all["breakdowns"] = json!([{ "by": "organisation", "groups": vec![hidden; number] }]);
        all["indicators"][4]["item-rest"] = json!(0.5);
        let (analysis, model) = (read(all), model(""));
        for tag in ["sl", "en"] {
            let markdown = markdown(&analysis, &model, Some(&language(tag))).unwrap();
            let is_told = |it: &&str| it.contains("fewer than 5") || it.contains("manj kot 5");
            let line = markdown.lines().find(is_told);
            told.push_str(line.unwrap());
            told.push('\n');
        }
    }
    insta::assert_snapshot!("groups-not-shown", told);
}

#[test]
fn what_cannot_be_told_is_said_to_be_so() {
    let (analysis, model) = (read(empty()), model(""));
    let english = language("en");
    insta::assert_snapshot!(
        "nothing",
        markdown(&analysis, &model, Some(&english)).unwrap()
    );
    let page = html(&analysis, &model, Some(&english)).unwrap();
    assert!(!page.contains("NaN") && !page.contains("=\"inf"), "{page}");
}

#[test]
fn no_text_is_more_than_a_text() {
    let hostile = "</title><script>alert(1)</script>| `x` \u{202e}=1+1 @team ";
    let (analysis, model) = (read(analysis()), model(hostile));
    let page = html(&analysis, &model, None).unwrap();
    assert!(!page.contains("<script") && !page.contains('\u{202e}'));
    assert_eq!(
        page.matches("</title>").count(),
        page.matches("<title").count()
    );
    let markdown = markdown(&analysis, &model, None).unwrap();
    assert!(
        !markdown.contains("<script")
            && !markdown.contains("@team")
            && !markdown.contains('\u{202e}')
    );
    for table in markdown.split("\n\n").filter(|it| it.starts_with('|')) {
        let cells = |row: &str| row.replace("\\|", "").matches('|').count();
        let all: Vec<usize> = table.lines().map(cells).collect();
        assert!(all.windows(2).all(|it| it[0] == it[1]), "{table}");
    }
}

#[test]
fn every_picture_of_a_page_has_an_id_of_its_own() {
    let page = html(&read(analysis()), &model(""), None).unwrap();
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .map(|it| it.split('"').next().unwrap())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for link in page.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap();
        assert!(ids.binary_search(&id).is_ok(), "{id}");
    }
}

#[test]
fn the_same_analysis_makes_the_same_bytes() {
    for analysis in [analysis(), empty()] {
        let (analysis, model) = (read(analysis), model(""));
        assert_eq!(
            html(&analysis, &model, None).unwrap(),
            html(&analysis, &model, None).unwrap()
        );
        let workbook = xlsx(&analysis, &model, None).unwrap();
        assert_eq!(workbook, xlsx(&analysis, &model, None).unwrap());
        assert!(workbook.starts_with(b"PK"));
        // The JSON is the analysis.
        let text = json(&analysis).unwrap();
        assert_eq!(serde_json::from_str::<Analysis>(&text).unwrap(), analysis);
    }
}
