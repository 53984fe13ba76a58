//! The report as SARIF 2.1.0 (OASIS standard), for code scanning.

use competence_core::Severity;
use competence_core::check::{Category, Finding, Place, Rule, rules};
use serde_json::{Value, json};

use super::{Report, message};
use crate::Error;
use crate::json::pretty;
use crate::visible::visible;

pub(super) fn render(report: &Report<'_>) -> Result<String, Error> {
    let mut rules: Vec<&Rule> = rules::all().collect();
    for finding in &report.findings {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule);
        }
    }
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| result(&rules, finding))
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "competence",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    pretty(&log)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.why },
        "help": { "text": rule.fix },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [Category::title(rule.category)] },
    })
}

fn result(rules: &[&Rule], finding: &Finding) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.id,
        "level": level(finding.severity),
        "message": { "text": visible(&message(finding, "\n", "")) },
        "partialFingerprints": { "competence/v1": finding.fingerprint },
        "locations": [location(&finding.place, finding.element.as_deref())],
    });
    if let Some(index) = rules.iter().position(|rule| rule.id == finding.rule.id) {
        result["ruleIndex"] = index.into();
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(number, related)| {
            let mut location = location(&related.place, related.element.as_deref());
            location["id"] = number.into();
            location["message"] = json!({ "text": visible(&related.message) });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some((suggestion, text)) = finding
        .suggestion
        .as_ref()
        .and_then(|it| Some((it, it.replacement()?)))
    {
        result["fixes"] = json!([{
            "description": { "text": visible(suggestion.message()) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(&finding.place.file) },
                "replacements": [{
                    "deletedRegion": region(&finding.place),
                    "insertedContent": { "text": text },
                }],
            }],
        }]);
    }
    result
}

fn location(place: &Place, element: Option<&str>) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.file) },
            "region": region(place),
        },
    });
    if let Some(element) = element {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": element }]);
    }
    location
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.length,
    })
}

/// A path as a relative URI reference (RFC 3986): everything but unreserved characters and the
/// slash is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.extend(format!("%{byte:02X}").chars()),
        }
    }
    uri
}
