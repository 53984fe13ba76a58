//! The report as JUnit XML, for CI servers: each file is a test class. A finding that reaches
//! the threshold is a failed test, one below it a test with output, and a file without
//! findings a passed test.

use std::collections::HashSet;
use std::io;

use competence_core::check::Finding;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Report, message};
use crate::Error;
use crate::visible::visible;

pub(super) fn render(report: &Report<'_>) -> Result<String, Error> {
    let bytes = write(report)?;
    String::from_utf8(bytes).map_err(|error| Error::Xml(io::Error::other(error)))
}

fn write(report: &Report<'_>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = Writer::new_with_indent(&mut bytes, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let findings = report.findings.iter();
    let found: HashSet<&str> = findings.map(|it| it.place.file.as_str()).collect();
    let paths = report.files.iter();
    let passed: Vec<&String> = paths.filter(|it| !found.contains(it.as_str())).collect();
    let failures = report
        .findings
        .iter()
        .filter(|finding| report.fails(finding))
        .count();
    let tests = (passed.len() + report.findings.len()).to_string();
    writer
        .create_element("testsuites")
        .write_inner_content(|writer| {
            writer
                .create_element("testsuite")
                .with_attributes([
                    ("name", "competence check"),
                    ("tests", tests.as_str()),
                    ("failures", failures.to_string().as_str()),
                    ("errors", "0"),
                    ("skipped", "0"),
                    ("time", "0"),
                ])
                .write_inner_content(|writer| {
                    for path in passed {
                        let path = visible(path);
                        let attributes = [
                            ("classname", &*path),
                            ("name", "no findings"),
                            ("time", "0"),
                        ];
                        writer
                            .create_element("testcase")
                            .with_attributes(attributes)
                            .write_empty()?;
                    }
                    report
                        .findings
                        .iter()
                        .try_for_each(|finding| case(writer, report, finding))
                })?;
            Ok(())
        })?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn case(
    writer: &mut Writer<&mut Vec<u8>>,
    report: &Report<'_>,
    finding: &Finding,
) -> io::Result<()> {
    let place = &finding.place;
    let path = visible(&place.file);
    let name = format!("{} at {}:{}", finding.rule.id, place.line, place.column);
    let attributes = [
        ("classname", &*path),
        ("name", name.as_str()),
        ("time", "0"),
    ];
    let text = format!(
        "{}:{}:{}: {}: {}",
        place.file,
        place.line,
        place.column,
        finding.severity.as_str(),
        message(finding, "\n", "")
    );
    let text = visible(&text);
    let message = visible(&finding.message);
    writer
        .create_element("testcase")
        .with_attributes(attributes)
        .write_inner_content(|writer| {
            let content = BytesText::new(&text);
            if report.fails(finding) {
                let attributes = [("message", &*message), ("type", finding.rule.id)];
                writer
                    .create_element("failure")
                    .with_attributes(attributes)
                    .write_text_content(content)?;
            } else {
                writer
                    .create_element("system-out")
                    .write_text_content(content)?;
            }
            Ok(())
        })?;
    Ok(())
}
