//! From the text of a file to a document, by the events of the YAML parser.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

use super::look;
use super::rules;
use super::slip::{self, Slip};
use super::{Document, Kind, Node, NodeId, Position, place, scalar};
use crate::check::finding::{Finding, Place};
use crate::check::source::limits;
use crate::model::Invisible;

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
        raw: HashSet::new(),
    };
    if let Some(slip) = slip::conflict(text) {
        let finding = slip_finding(file, slip);
        builder.report(finding);
        return Document::default();
    }
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

fn slip_finding(file: &str, slip: Slip) -> Finding {
    let start = Position {
        line: number(slip.line + 1),
        column: number(slip.column + 1),
    };
    let end = Position {
        column: number(slip.column + slip.length + 1),
        ..start
    };
    let place = place(file, start, end);
    let finding = Finding::new(&rules::invalid_yaml::RULE, place, slip.message);
    match slip.edit {
        // Quotes around a text leave it as it was written.
        Some(edit) if edit.starts_with(['"', '\'']) => finding.replace_safely(edit, slip.help),
        Some(edit) => finding.replace(edit, slip.help),
        None => finding.help(slip.help),
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
    /// The characters that stand unseen in the file's text, and not as escapes.
    raw: HashSet<char>,
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
        if let Some((before, _)) = text.split_once('\r') {
            let line = before.bytes().filter(|&byte| byte == b'\n').count();
            let length = before
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
        self.raw = look::report_invisible(self.file, text, self.findings);
        look::report_decomposed(self.file, text, self.findings);
        text
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
                    self.check_properties(span, anchor, tag.as_ref(), true);
                    self.scalar(&text, style, span)?;
                }
                Event::SequenceStart(anchor, tag) => {
                    self.check_properties(span, anchor, tag.as_ref(), false);
                    self.start(Kind::List, span)?;
                }
                Event::MappingStart(anchor, tag) => {
                    self.check_properties(span, anchor, tag.as_ref(), false);
                    self.start(Kind::Map, span)?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.end(span),
            }
        }
        Ok(())
    }

    fn check_properties(
        &mut self,
        span: Span,
        anchor: usize,
        tag: Option<&Cow<'_, Tag>>,
        is_scalar: bool,
    ) {
        let (sign, what) = match (anchor > 0, tag) {
            (true, _) => ('&', "an anchor (`&name`)"),
            (false, Some(_)) => ('!', "a tag (`!name`)"),
            (false, None) => return,
        };
        let place = self.place_of(span);
        let is_told = is_scalar && self.unsupported < REPEATS;
        let source = if is_told { self.line_at(&place) } else { "" };
        // A sentence that begins with the sign, and no sign of YAML.
        if source.starts_with(sign) && source.contains(' ') {
            self.unsupported += 1;
            let message =
                format!("a text that begins with `{sign}` has a meaning of its own in YAML");
            let finding = Finding::new(&rules::unsupported_yaml::RULE, place, message);
            // A word alone behind the sign's own may be the value that is meant.
            let is_sentence = source.split_whitespace().count() > 2;
            let finding = if is_sentence {
                finding.replace_safely(slip::quoted(source), "put the text in quotes")
            } else {
                finding.help(format!(
                    "put the text in quotes, or remove what begins with `{sign}`"
                ))
            };
            self.report(finding);
            return;
        }
        self.unsupported(span, what, "remove it, and quote the value if it is a text");
    }

    /// What the file has at a place that is on one line.
    fn line_at(&self, place: &Place) -> &'a str {
        let line = self
            .text
            .lines()
            .nth(place.line as usize - 1)
            .unwrap_or_default();
        let at = |column: u32| {
            let mut characters = line.char_indices().map(|(at, _)| at);
            characters.nth(column as usize - 1).unwrap_or(line.len())
        };
        line.get(at(place.column)..at(place.column + place.length))
            .unwrap_or_default()
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
            && let Some((c, known)) = first_unwanted(text)
            && !self.raw.contains(&c)
        {
            let (rule, message) = look::described(c, known);
            let place = self.place_of(span);
            self.report(Finding::new(rule, place, message).help("remove the escape"));
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
        self.close(id, span);
        if self.document.kind(id) == Kind::Map {
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
            // Of a file with a fault, the fault is what is told.
            if !self.document.is_cut {
                self.report(finding);
            }
            self.document.drop_node(key);
        }
    }

    fn finish(self) -> Document {
        let mut document = self.document;
        let nothing = match document.nodes.first() {
            None => true,
            Some(root) => root.kind == Kind::Null && document.nodes.len() == 1,
        };
        if document.is_cut && nothing {
            return Document::default();
        }
        if nothing {
            let place = Place::file(self.file);
            self.findings.push(
                Finding::new(&rules::empty_file::RULE, place, "the file is empty")
                    .help("fill it, or delete it"),
            );
            return Document::default();
        }
        document.index_lists();
        look::report_comments(self.file, self.text, &document, self.findings);
        look::report_typographic(self.file, self.text, &document, self.findings);
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
        // A file with control characters is of another kind than what people write.
        let slip = slip::diagnose(self.text, marker.line as usize - 1);
        let finding = match slip.filter(|_| !self.raw.contains(&'\0')) {
            Some(slip) => slip_finding(self.file, slip),
            None => Finding::new(
                &rules::invalid_yaml::RULE,
                self.end_of(marker),
                format!("this is not valid YAML: {info}"),
            )
            .help("correct this first: the file is not read any further"),
        };
        self.report(finding);
        self.keep_prefix();
        self.finish()
    }

    /// Keeps what was read before the fault, but for the last entry, of which nobody knows where it
    /// was to end. Whatever is open lacks an entry, and is known to.
    fn keep_prefix(&mut self) {
        self.document.is_cut = true;
        let mut is_innermost = true;
        while let Some((id, is_key)) = self.open.pop() {
            let kind = self.document.kind(id);
            // A key without a value gets one, to be left out with it.
            if kind == Kind::Map && !is_key {
                self.append(Kind::Null);
            }
            self.close(id, Span::default());
            let last = match kind {
                Kind::Map => self.document.entries(id).last().map(|(key, _)| key),
                _ => self.document.items(id).last(),
            };
            if let Some(last) = last.filter(|_| is_innermost) {
                self.document.drop_node(last);
            }
            is_innermost = false;
            let lacks = if kind == Kind::Map {
                let key = self.append(Kind::Text { start: 0, end: 0 });
                self.append(Kind::Null);
                key
            } else {
                self.append(Kind::Null)
            };
            self.document.drop_node(lacks);
            self.close(id, Span::default());
            if kind == Kind::Map {
                self.check_keys(id);
            }
        }
    }

    /// A value that does not stand in the file.
    fn append(&mut self, kind: Kind) -> NodeId {
        let index = number(self.document.nodes.len());
        let nowhere = Position { line: 1, column: 1 };
        self.document.nodes.push(Node {
            kind,
            start: nowhere,
            end: nowhere,
            next: index + 1,
            dropped: false,
        });
        NodeId(index)
    }

    /// Ends a list or a map behind the last node.
    fn close(&mut self, id: NodeId, span: Span) {
        let next = number(self.document.nodes.len());
        if let Some(node) = self.document.nodes.get_mut(id.0 as usize) {
            node.next = next;
            node.end = position(span.end);
        }
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

/// The first character of a text that is not seen and has no place there.
fn first_unwanted(text: &str) -> Option<(char, Invisible)> {
    let mut before = None;
    let mut all = text.chars().peekable();
    while let Some(c) = all.next() {
        if let Some(known) = look::unwanted(before, c, all.peek().copied()) {
            return Some((c, known));
        }
        before = Some(c);
    }
    None
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
