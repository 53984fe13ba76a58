//! From the text of a file to a document, by the events of the YAML parser.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

use super::rules;
use super::{Document, Kind, Node, NodeId, Position, place, scalar};
use crate::check::finding::{Finding, Place};
use crate::check::source::limits;

/// The most findings of one rule that are reported of one file.
const REPEATS: usize = 20;

const TOO_DEEP: &str = "lists and maps are nested deeper than they may be";

/// Parses the text of one file. What is wrong becomes findings; the document is what could be
/// understood, and empty if that is nothing.
pub(crate) fn parse(file: &str, text: &str, findings: &mut Vec<Finding>) -> Document {
    let mut builder = Builder {
        file,
        text,
        findings,
        document: Document::default(),
        open: Vec::new(),
        documents: 0,
        unsupported: 0,
        controls: 0,
        raw_controls: HashSet::new(),
    };
    let text = builder.check_characters();
    // Nearly every value takes 16 characters or more.
    builder.document.nodes.reserve(text.len() / 16);
    builder.document.text.reserve(text.len());
    let mut parser = Parser::new_from_str(text);
    match builder.take_all(&mut parser) {
        Ok(()) => builder.finish(),
        Err(Stop::Invalid(error)) => builder.invalid(&error),
        Err(Stop::Reported) => Document::default(),
    }
}

/// Why a file is read no further.
enum Stop {
    Invalid(ScanError),
    /// For a reason that is a finding already.
    Reported,
}

impl From<ScanError> for Stop {
    fn from(error: ScanError) -> Self {
        Self::Invalid(error)
    }
}

struct Builder<'a> {
    file: &'a str,
    text: &'a str,
    findings: &'a mut Vec<Finding>,
    document: Document,
    /// The lists and maps that are not closed yet, and whether a key of the map is next.
    open: Vec<(NodeId, bool)>,
    documents: usize,
    unsupported: usize,
    controls: usize,
    /// The unwanted characters that stand in the file's text, and not as escapes.
    raw_controls: HashSet<char>,
}

impl<'a> Builder<'a> {
    /// Looks for a byte order mark, line ends of Windows and control characters, and returns
    /// the text without the mark.
    fn check_characters(&mut self) -> &'a str {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        if text.len() < self.text.len() {
            let message = "the file begins with a byte order mark (BOM)";
            self.report(
                Finding::new(
                    &rules::byte_order_mark::RULE,
                    Place::file(self.file),
                    message,
                )
                .help("save the file as UTF-8 without a BOM"),
            );
        }
        if let Some(at) = text.find('\r') {
            let line = text[..at].bytes().filter(|&byte| byte == b'\n').count();
            let length = text[..at]
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count();
            let at = Position {
                line: number(line + 1),
                column: number(length + 1),
            };
            let message = "the lines of this file end with a carriage return";
            self.report(
                Finding::new(
                    &rules::line_endings::RULE,
                    place(self.file, at, at),
                    message,
                )
                .help("save the file with line feeds (LF), as on Linux and macOS"),
            );
        }
        // One look for the bytes that any unwanted character has; almost no file goes further.
        let suspicious = |&byte: &u8| {
            byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t')
                || matches!(byte, 0x7f | 0xc2 | 0xe2)
        };
        if text.as_bytes().iter().any(suspicious) {
            for (index, line) in text.split('\n').enumerate() {
                for (column, c) in line.chars().enumerate().filter(|&(_, c)| is_unwanted(c)) {
                    let at = Position {
                        line: number(index + 1),
                        column: number(column + 1),
                    };
                    let end = Position {
                        column: at.column + 1,
                        ..at
                    };
                    self.raw_controls.insert(c);
                    self.control_character(place(self.file, at, end), c);
                }
            }
        }
        text
    }

    fn control_character(&mut self, place: Place, c: char) {
        self.controls += 1;
        if self.controls <= REPEATS {
            let message = format!("there is a control character here, U+{:04X}", u32::from(c));
            self.report(
                Finding::new(&rules::control_character::RULE, place, message)
                    .help("remove it: it is invisible, and can make a text look like another"),
            );
        }
    }

    fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn take_all(&mut self, parser: &mut Parser<'a, StrInput<'a>>) -> Result<(), Stop> {
        while let Some(event) = parser.next_event() {
            let (event, span) = event?;
            match event {
                Event::Nothing | Event::StreamStart | Event::DocumentEnd => {}
                Event::StreamEnd => break,
                Event::DocumentStart(_) => {
                    self.documents += 1;
                    if self.documents > 1 {
                        self.report(
                            Finding::new(
                                &rules::multiple_documents::RULE,
                                self.place_of(span),
                                "a second YAML document begins here",
                            )
                            .help("put each document into a file of its own, and remove the `---`"),
                        );
                        // Half of an element would only lead to more findings.
                        return Err(Stop::Reported);
                    }
                }
                Event::Alias(_) => {
                    self.unsupported(span, "an alias (`*name`)", "write the value out");
                    self.push(Kind::Null, span)?;
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.check_properties(span, anchor, tag.as_ref());
                    self.scalar(&text, style, span)?;
                }
                Event::SequenceStart(anchor, tag) => {
                    self.check_properties(span, anchor, tag.as_ref());
                    self.start(Kind::List, span)?;
                }
                Event::MappingStart(anchor, tag) => {
                    self.check_properties(span, anchor, tag.as_ref());
                    self.start(Kind::Map, span)?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.end(span),
            }
        }
        Ok(())
    }

    fn check_properties(&mut self, span: Span, anchor: usize, tag: Option<&Cow<'_, Tag>>) {
        if anchor > 0 {
            self.unsupported(
                span,
                "an anchor (`&name`)",
                "remove it, and write values out",
            );
        }
        if tag.is_some() {
            self.unsupported(
                span,
                "a tag (`!name`)",
                "remove it, and quote the value if it is a text",
            );
        }
    }

    fn unsupported(&mut self, span: Span, what: &str, advice: &str) {
        self.unsupported += 1;
        if self.unsupported <= REPEATS {
            let message = format!("{what} cannot be used in a model");
            let place = self.place_of(span);
            self.report(Finding::new(&rules::unsupported_yaml::RULE, place, message).help(advice));
        }
    }

    fn push(&mut self, kind: Kind, span: Span) -> Result<NodeId, Stop> {
        let index = self.document.nodes.len();
        if index >= limits::VALUES {
            return Err(self.limit(span, "the file holds more values than a file may"));
        }
        if let Some((map, is_key)) = self.open.last_mut() {
            // In a map, a value follows each key.
            *is_key = !*is_key && self.document.kind(*map) == Kind::Map;
        }
        self.document.nodes.push(Node {
            kind,
            start: position(span.start),
            end: position(span.end),
            next: number(index + 1),
            dropped: false,
        });
        Ok(NodeId(number(index)))
    }

    fn limit(&mut self, span: Span, message: &str) -> Stop {
        let place = self.place_of(span);
        self.report(
            Finding::new(&rules::too_large::RULE, place, message)
                .help("the file is not read any further; no model needs this much"),
        );
        Stop::Reported
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Result<(), Stop> {
        let plain = style == ScalarStyle::Plain;
        let is_key = self.open.last().is_some_and(|&(_, is_key)| is_key);
        let resolved = if plain && !is_key {
            if text.is_empty() {
                Some(Kind::Null)
            } else {
                scalar::resolve(text)
            }
        } else {
            None
        };
        let kind = resolved.unwrap_or_else(|| {
            let start = number(self.document.text.len());
            self.document.text.push_str(text);
            Kind::Text {
                start,
                end: number(self.document.text.len()),
            }
        });
        // Characters that are written as escapes; the others were seen in the file's text.
        if style == ScalarStyle::DoubleQuoted
            && let Some(c) = text.chars().find(|&c| is_unwanted(c))
            && !self.raw_controls.contains(&c)
        {
            let place = self.place_of(span);
            self.control_character(place, c);
        }
        let id = self.push(kind, span)?;
        if plain && matches!(kind, Kind::Text { .. }) {
            let misread = scalar::misread(text).map(|misread| (id, misread));
            self.document.ambiguous.extend(misread);
        }
        Ok(())
    }

    fn start(&mut self, kind: Kind, span: Span) -> Result<(), Stop> {
        if self.open.len() >= limits::DEPTH {
            return Err(self.limit(span, TOO_DEEP));
        }
        let id = self.push(kind, span)?;
        self.open.push((id, kind == Kind::Map));
        Ok(())
    }

    fn end(&mut self, span: Span) {
        let Some((id, _)) = self.open.pop() else {
            return;
        };
        let next = number(self.document.nodes.len());
        let node = &mut self.document.nodes[id.0 as usize];
        node.next = next;
        node.end = position(span.end);
        if node.kind == Kind::Map {
            self.check_keys(id);
        }
    }

    /// Reports keys that are not texts and keys that occur twice, and leaves them out.
    fn check_keys(&mut self, map: NodeId) {
        let mut wrong = Vec::new();
        {
            let document = &self.document;
            let mut names: Vec<(&str, NodeId)> = Vec::new();
            let mut many: HashMap<&str, NodeId> = HashMap::new();
            for (key, _) in document.entries(map) {
                let Some(name) = document.text(key) else {
                    wrong.push((key, None));
                    continue;
                };
                // Maps are short as a rule: a look through a few names is faster than a hash.
                let first = if names.len() < 16 {
                    names
                        .iter()
                        .find(|(have, _)| *have == name)
                        .map(|&(_, first)| first)
                } else {
                    if many.is_empty() {
                        many.extend(names.iter().copied());
                    }
                    many.get(name).copied()
                };
                match first {
                    Some(first) => wrong.push((key, Some(first))),
                    None if names.len() < 16 => names.push((name, key)),
                    None => {
                        many.insert(name, key);
                    }
                }
            }
        }
        for (key, first) in wrong {
            let place = self.document.place(self.file, key);
            let finding = match first {
                Some(first) => {
                    let name = self.document.text(key).unwrap_or_default();
                    let message = format!("the key `{name}` is given twice");
                    let first = self.document.place(self.file, first);
                    Finding::new(&rules::duplicate_key::RULE, place, message)
                        .help("remove one of them; the first is read")
                        .related(first, "the first is here")
                }
                None => Finding::new(
                    &rules::unsupported_yaml::RULE,
                    place,
                    "a key must be a text",
                )
                .help("use a plain word as the key"),
            };
            self.report(finding);
            self.document.drop_node(key);
        }
    }

    fn finish(self) -> Document {
        let mut document = self.document;
        let nothing = match document.nodes.first() {
            None => true,
            Some(root) => root.kind == Kind::Null && document.nodes.len() == 1,
        };
        if nothing {
            let place = Place::file(self.file);
            self.findings.push(
                Finding::new(&rules::empty_file::RULE, place, "the file is empty")
                    .help("fill it, or delete it"),
            );
            return Document::default();
        }
        document.index_lists();
        document
    }

    fn invalid(mut self, error: &ScanError) -> Document {
        let info = error.info();
        let marker = position(*error.marker());
        if info.contains("recursion limit") {
            self.report(
                Finding::new(&rules::too_large::RULE, self.end_of(marker), TOO_DEEP)
                    .help("the file is not read any further; no model needs this much"),
            );
            return Document::default();
        }
        let is_indented_with_tab = |line: &&str| {
            line.chars()
                .take_while(|c| c.is_whitespace())
                .any(|c| c == '\t')
        };
        let from = marker.line as usize - 1;
        let tab = self
            .text
            .lines()
            .skip(from)
            .take(2)
            .position(|line| is_indented_with_tab(&line));
        let (place, advice) = match tab {
            Some(offset) => {
                let at = Position {
                    line: number(from + 1 + offset),
                    column: 1,
                };
                let end = Position { column: 2, ..at };
                (
                    place(self.file, at, end),
                    "indent with spaces: YAML allows no tabs here",
                )
            }
            None => (
                self.end_of(marker),
                "mend this first: the file is not read any further",
            ),
        };
        let message = format!("this is not valid YAML: {info}");
        self.report(Finding::new(&rules::invalid_yaml::RULE, place, message).help(advice));
        Document::default()
    }

    /// The place of one character, at the end of its line at most.
    fn end_of(&self, at: Position) -> Place {
        let line = self
            .text
            .lines()
            .nth(at.line as usize - 1)
            .unwrap_or_default();
        let length = number(line.chars().count());
        let column = at.column.min(length.max(1));
        let end = Position {
            column: column + u32::from(length > 0),
            ..at
        };
        place(self.file, Position { column, ..at }, end)
    }

    fn place_of(&self, span: Span) -> Place {
        place(self.file, position(span.start), position(span.end))
    }
}

/// Whether a character has no place in a text: controls but for tab and line ends, the separators
/// that YAML 1.1 and 1.2 read differently, and the bidirectional controls that can make a text
/// look like another.
pub(crate) fn is_unwanted(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn position(marker: Marker) -> Position {
    Position {
        line: number(marker.line()),
        column: number(marker.col() + 1),
    }
}

/// Sizes are limited far below what 32 bits hold.
fn number(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
