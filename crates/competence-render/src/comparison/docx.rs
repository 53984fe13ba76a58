//! A comparison as a Word file that a working group can comment in: the same sentences in the same
//! order as the page.

use std::fmt::Write;
use std::io::Cursor;

use competence_core::LanguageTag;
use competence_core::version::{Aligned, Bump, Comparison};
use docx_rs::{
    AbstractNumbering, BreakType, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing,
    NumberFormat, Numbering, NumberingId, PageMargin, Paragraph, Run, RunFonts, SpecialIndentType,
    Start, Style, StyleType, Table, TableCell, TableLayoutType, TableRow, WidthType, XMLDocx,
};
use similar::ChangeTag;

use super::compared::compared;
use super::page::{Page, Row, Section, Told, ended};
use crate::Error;
use crate::passage::{Block, Run as Words, blocks, of_side, whole};
use crate::telling::{Line, Sides};
use crate::visible::visible;

/// A4 and its margins, in twentieths of a point.
const SHEET: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 1_134;

/// The width between the margins, in twentieths of a point.
const WIDTH: usize = 9_638;

/// The styles of paragraphs: id, name, size in half points, space before in twentieths of a point.
/// The names are those that Word has in every language.
const STYLES: [(&str, &str, usize, u32); 3] = [
    ("Title", "Title", 36, 0),
    ("Heading1", "heading 1", 28, 320),
    ("Heading2", "heading 2", 23, 220),
];

/// The number of the list with bullets. The library brings one of its own, with numbers, which is 1.
const BULLETS: usize = 2;

/// Renders a comparison. The same one gives the same bytes.
pub(super) fn render(
    comparison: &Comparison,
    language: Option<&LanguageTag>,
) -> Result<Vec<u8>, Error> {
    let page = Page::of(comparison, language);
    let mut parts = vec![
        Part::text(plain(&page.framework())),
        Part::text(styled("Title", &page.title())),
        Part::text(Paragraph::new().add_run(run(&page.verdict()).bold())),
    ];
    if page.outline.is_empty() {
        parts.push(Part::text(plain(&page.say("no-change"))));
    } else {
        summary(&page, &mut parts);
        let (told, sections) = (page.decisions(), page.sections());
        at_a_glance(&page, &page.rows(&told, &sections), &mut parts);
        decisions(&page, &told, &mut parts);
        for_whom(&page, &mut parts);
        by_element(&page, &sections, &mut parts);
        settings(&page, &mut parts);
    }
    legend(&page, &mut parts);
    written(parts, page.teller.new.language, &page.title())
}

/// A file with nothing but a sentence.
pub(super) fn message(sentence: &str) -> Result<Vec<u8>, Error> {
    let english = LanguageTag::new("en").map_err(|_| Error::Word)?;
    written(
        vec![Part::text(styled("Title", sentence))],
        &english,
        sentence,
    )
}

/// What a file is made of.
enum Part {
    Text(Box<Paragraph>),
    Table(Box<Table>),
}

impl Part {
    fn text(paragraph: Paragraph) -> Self {
        Self::Text(Box::new(paragraph))
    }
}

fn run(text: &str) -> Run {
    Run::new().add_text(visible(text))
}

fn plain(text: &str) -> Paragraph {
    Paragraph::new().add_run(run(text))
}

fn styled(style: &str, text: &str) -> Paragraph {
    plain(text).style(style)
}

fn heading(page: &Page<'_>, id: &str, parts: &mut Vec<Part>) {
    parts.push(Part::text(
        styled("Heading1", &page.say(id)).keep_next(true),
    ));
}

fn bulleted(paragraph: Paragraph) -> Paragraph {
    paragraph.numbering(NumberingId::new(BULLETS), IndentLevel::new(0))
}

fn item(text: &str) -> Part {
    Part::text(bulleted(plain(text)))
}

/// A table whose first row is its head.
fn table(widths: &[usize], head: &[String], rows: Vec<Vec<Vec<Paragraph>>>) -> Part {
    let cell = |width: usize, paragraphs: Vec<Paragraph>| {
        let cell = TableCell::new().width(width, WidthType::Dxa);
        paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
    };
    let head = head
        .iter()
        .zip(widths)
        .map(|(text, width)| cell(*width, vec![Paragraph::new().add_run(run(text).bold())]));
    let mut all = vec![TableRow::new(head.collect()).cant_split()];
    for row in rows {
        let cells = row.into_iter().zip(widths);
        let cells = cells.map(|(paragraphs, width)| {
            // A cell without a paragraph is not a cell to Word.
            let is_empty = paragraphs.is_empty();
            cell(
                *width,
                if is_empty {
                    vec![Paragraph::new()]
                } else {
                    paragraphs
                },
            )
        });
        all.push(TableRow::new(cells.collect()).cant_split());
    }
    let table = Table::new(all)
        .set_grid(widths.to_vec())
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa);
    Part::Table(Box::new(table))
}

fn summary(page: &Page<'_>, parts: &mut Vec<Part>) {
    heading(page, "summary", parts);
    parts.extend(page.summary().iter().map(|it| Part::text(plain(it))));
}

fn at_a_glance(page: &Page<'_>, rows: &[Row], parts: &mut Vec<Part>) {
    if rows.is_empty() {
        return;
    }
    heading(page, "at-a-glance", parts);
    let head = ["element", "what-changed", "affects"].map(|id| page.say(id));
    let rows = rows.iter().map(|row| {
        let what = row.what.iter().map(|it| plain(it)).collect();
        vec![
            vec![plain(&row.name)],
            what,
            vec![plain(&page.affects(row.affects))],
        ]
    });
    parts.push(table(&[3_100, 4_038, 2_500], &head, rows.collect()));
}

fn decisions(page: &Page<'_>, all: &[Told<'_>], parts: &mut Vec<Part>) {
    if !all.is_empty() {
        heading(page, "decisions", parts);
    }
    for told in all {
        decision(page, told, parts);
    }
}

fn decision(page: &Page<'_>, told: &Told<'_>, parts: &mut Vec<Part>) {
    let title = format!("{} ({})", told.sentence, page.bump(told.decision.level()));
    parts.push(Part::text(styled("Heading2", &title).keep_next(true)));
    let linked = |text: &str, link: &str| format!("{} {link}", ended(text));
    for sentence in told.record.sentences(linked) {
        parts.push(Part::text(plain(&ended(&sentence))));
    }
    let rows = &told.decision.statements;
    if !rows.is_empty() {
        let head = ["before", "after"].map(|id| page.say(id));
        let rows = rows.iter().map(|it| pair(page, it)).collect();
        parts.push(table(&[WIDTH / 2, WIDTH / 2], &head, rows));
    }
    lines(page, &told.lines, parts);
}

fn pair(page: &Page<'_>, row: &Aligned<'_>) -> Vec<Vec<Paragraph>> {
    let (old, new) = page.statements(row);
    let (mut before, mut after) = match (&old[..], &new[..]) {
        ([old], [new]) => {
            let words = compared(old, new);
            (
                side(&words, ChangeTag::Delete),
                side(&words, ChangeTag::Insert),
            )
        }
        _ => (
            old.iter().flat_map(|it| text(it)).collect(),
            new.iter().flat_map(|it| text(it)).collect::<Vec<_>>(),
        ),
    };
    if before.is_empty() {
        before.push(plain("–"));
    }
    after.push(Paragraph::new().add_run(run(&page.carried(row)).italic()));
    vec![before, after]
}

/// The paragraphs and lists of a text that is compared with none.
fn text(text: &str) -> Vec<Paragraph> {
    blocks(&whole(text)).iter().map(marked).collect()
}

/// The paragraphs and lists of one side of two texts.
fn side(words: &[Words], tag: ChangeTag) -> Vec<Paragraph> {
    blocks(of_side(words, tag)).iter().map(marked).collect()
}

/// A paragraph or an item, with the words that only one text has struck out or underlined.
fn marked(block: &Block) -> Paragraph {
    let mut paragraph = Paragraph::new();
    for (at, line) in block.lines.iter().enumerate() {
        if at > 0 {
            paragraph = paragraph.add_run(Run::new().add_break(BreakType::TextWrapping));
        }
        for it in line {
            let run = run(&it.text);
            paragraph = paragraph.add_run(match it.tag {
                ChangeTag::Equal => run,
                ChangeTag::Delete => run.strike().color("A1221B"),
                ChangeTag::Insert => run.underline("single").color("1B6E2E"),
            });
        }
    }
    if block.is_item() {
        bulleted(paragraph)
    } else {
        paragraph
    }
}

fn for_whom(page: &Page<'_>, parts: &mut Vec<Part>) {
    let all = page.for_whom();
    if !all.is_empty() {
        heading(page, "for-whom", parts);
    }
    for (name, _, changes) in all {
        parts.push(item(&format!("{name}: {}", changes.join("; "))));
    }
}

fn by_element(page: &Page<'_>, sections: &[Section<'_>], parts: &mut Vec<Part>) {
    if !sections.is_empty() {
        heading(page, "by-element", parts);
    }
    for section in sections {
        element(page, section, parts);
    }
}

fn element(page: &Page<'_>, section: &Section<'_>, parts: &mut Vec<Part>) {
    let title = match section.level {
        Some(level) => format!("{} ({})", section.heading, page.bump(level)),
        None => section.heading.clone(),
    };
    parts.push(Part::text(styled("Heading2", &title).keep_next(true)));
    lines(page, &section.lines, parts);
    for statement in &section.statements {
        let paragraphs = text(statement).into_iter();
        parts.extend(paragraphs.map(|it| Part::text(bulleted(it))));
    }
}

/// Changes in sentences, with their texts side by side.
fn lines(page: &Page<'_>, lines: &[Line], parts: &mut Vec<Part>) {
    for line in lines {
        let level: Bump = line.level;
        let sentence = format!("{} ({})", line.sentence, page.bump(level));
        parts.push(Part::text(
            plain(&sentence).keep_next(!line.texts.is_empty()),
        ));
        let head = ["before", "after"].map(|id| page.say(id));
        let rows: Vec<_> = line.texts.iter().map(sides).collect();
        if !rows.is_empty() {
            parts.push(table(&[WIDTH / 2, WIDTH / 2], &head, rows));
        }
    }
}

fn sides(sides: &Sides) -> Vec<Vec<Paragraph>> {
    match (&sides.old, &sides.new) {
        (Some(old), Some(new)) => {
            let words = compared(old, new);
            vec![
                side(&words, ChangeTag::Delete),
                side(&words, ChangeTag::Insert),
            ]
        }
        (old, new) => {
            let side = |it: &Option<String>| text(it.as_deref().unwrap_or("–"));
            vec![side(old), side(new)]
        }
    }
}

fn settings(page: &Page<'_>, parts: &mut Vec<Part>) {
    let all = page.settings();
    if !all.is_empty() {
        heading(page, "settings", parts);
        lines(page, &all, parts);
    }
}

fn legend(page: &Page<'_>, parts: &mut Vec<Part>) {
    heading(page, "legend", parts);
    parts.extend(page.legend().iter().map(|(_, text)| item(text)));
}

/// The bytes of a file in a language.
fn written(parts: Vec<Part>, language: &LanguageTag, title: &str) -> Result<Vec<u8>, Error> {
    let margin = PageMargin::new()
        .top(MARGIN)
        .bottom(MARGIN)
        .left(MARGIN)
        .right(MARGIN);
    let fonts = RunFonts::new()
        .ascii("Calibri")
        .hi_ansi("Calibri")
        .cs("Calibri");
    let mut docx = Docx::new()
        .page_size(SHEET.0, SHEET.1)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(21)
        .default_line_spacing(LineSpacing::new().after(60))
        .created_at("1970-01-01T00:00:00Z")
        .updated_at("1970-01-01T00:00:00Z");
    for (id, name, size, before) in STYLES {
        let spacing = LineSpacing::new().before(before).after(80);
        let style = Style::new(id, StyleType::Paragraph).name(name).size(size);
        docx = docx.add_style(style.line_spacing(spacing).bold());
    }
    let bullet = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new("•"),
        LevelJc::new("left"),
    );
    let bullet = bullet.indent(Some(284), Some(SpecialIndentType::Hanging(200)), None, None);
    docx = docx
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(bullet))
        .add_numbering(Numbering::new(BULLETS, BULLETS));
    for part in parts {
        docx = match part {
            Part::Text(paragraph) => docx.add_paragraph(*paragraph),
            // Two tables without a paragraph between them would be one.
            Part::Table(table) => docx.add_table(*table).add_paragraph(Paragraph::new()),
        };
    }
    let mut file = docx.build();
    finish(&mut file, language, title)?;
    let mut bytes = Cursor::new(Vec::new());
    file.pack(&mut bytes).map_err(|_| Error::Word)?;
    Ok(bytes.into_inner())
}

/// What the library leaves out: the language of the document, its title, the style of a paragraph
/// that names none, and that the first row
/// of a table is its head, which is repeated on each page and read aloud. And the numbers of
/// paragraphs, which it counts over all files.
fn finish(file: &mut XMLDocx, language: &LanguageTag, title: &str) -> Result<(), Error> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| Error::Word);
    let lang = format!("<w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" />");
    let styles = text(&file.styles)?;
    file.styles = styles
        .replacen(
            "</w:rPr></w:rPrDefault>",
            &format!("{lang}</w:rPr></w:rPrDefault>"),
            1,
        )
        .into_bytes();
    let normal = "w:type=\"paragraph\" w:styleId=\"Normal\"";
    let styles = text(&file.styles)?;
    file.styles = styles
        .replacen(normal, &format!("w:default=\"1\" {normal}"), 1)
        .into_bytes();
    let core = text(&file.doc_props.core)?;
    let escaped = quick_xml::escape::escape(title);
    let properties = format!(
        "<dc:title>{escaped}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
    );
    file.doc_props.core = core
        .replacen("</cp:coreProperties>", &properties, 1)
        .into_bytes();
    let mut tables = text(&file.document)?
        .split("<w:tbl>")
        .map(|it| it.replacen("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />", 1))
        .collect::<Vec<_>>()
        .join("<w:tbl>");
    let mark = "w14:paraId=\"";
    let mut numbered = String::with_capacity(tables.len());
    let mut number = 0_u32;
    while let Some(at) = tables.find(mark) {
        let rest = tables.split_off(at + mark.len());
        numbered.push_str(&tables);
        number += 1;
        // Writing to a string does not fail.
        let _ = write!(numbered, "{number:08X}");
        rest.get(8..).unwrap_or_default().clone_into(&mut tables);
    }
    numbered.push_str(&tables);
    file.document = numbered.into_bytes();
    Ok(())
}
