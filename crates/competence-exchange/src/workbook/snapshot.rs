//! The model as it was when a workbook was made: in a sheet that is not shown.

use competence_core::{ContentHash, Model};

use crate::ImportError;

/// The sheet.
pub(super) const SHEET: &str = "source";

/// What the first cell says: the form of the sheet.
const FORM: &str = "competence workbook 1";

/// The most characters of a cell, by the limits of Excel; a cell has fewer here, since Excel counts some
/// twice.
const CELL: usize = 16_000;

/// The cells of the sheet, from top to bottom: the form, the version, the hash, and the bundle in pieces.
pub(super) fn cells(model: &Model) -> Result<Vec<String>, competence_core::BundleError> {
    let bundle = model.to_bundle()?;
    let mut cells = vec![
        FORM.to_owned(),
        model.framework().version.to_string(),
        ContentHash::of(&bundle).to_string(),
    ];
    let mut piece = String::new();
    let mut length = 0;
    for c in bundle.trim_end().chars() {
        // Blanks at the ends of a cell may be lost.
        if length >= CELL && !c.is_whitespace() && !piece.ends_with(char::is_whitespace) {
            cells.push(std::mem::take(&mut piece));
            length = 0;
        }
        piece.push(c);
        length += 1;
    }
    cells.push(piece);
    Ok(cells)
}

/// The model in the cells.
pub(super) fn model(cells: &[String]) -> Result<Model, ImportError> {
    let wrong = |message: &str| ImportError::Input(format!("sheet `{SHEET}`: {message}"));
    let [form, _, hash, pieces @ ..] = cells else {
        return Err(wrong(
            "it does not hold the model that the workbook was made of: export it again",
        ));
    };
    if form != FORM {
        return Err(wrong(
            "the workbook was made by a newer version of this program: use that",
        ));
    }
    let bundle = pieces.concat() + "\n";
    if ContentHash::of(&bundle).to_string() != *hash {
        return Err(wrong(
            "what it holds was changed, and no longer says what the workbook was made of: export it again",
        ));
    }
    Ok(Model::from_bundle(bundle.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_comes_back_from_its_pieces() {
        let text = format!(
            r#"{{"format":1,"framework":{{"id":"demo","version":"1.0.0","title":{{"en":"{}"}},"languages":{{"primary":"en"}},"scale":{{"levels":[]}}}}}}"#,
            "word ".repeat(9000).trim_end()
        );
        let whole = Model::from_bundle(text.as_bytes()).unwrap();
        let mut cells = cells(&whole).unwrap();
        assert!(cells.len() > 5);
        assert!(
            cells
                .iter()
                .all(|it| it.trim() == it && it.chars().count() < 20_000)
        );
        assert_eq!(model(&cells).unwrap(), whole);
        cells[4].push('x');
        assert!(
            model(&cells)
                .unwrap_err()
                .to_string()
                .contains("was changed")
        );
        assert!(model(&[]).is_err());
    }
}
