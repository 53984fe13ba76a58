//! Rows as CSV.

use std::io;

use crate::failure::Failure;

/// Rows below a header, for programs: as RFC 4180 has it, but with line feeds. Texts that others wrote go through
/// [`plain`](competence_render::csv::plain) before.
pub fn as_csv<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<String, Failure> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::Output(io::Error::other(error));
    table.write_record(header).map_err(failed)?;
    for row in rows {
        table.write_record(row).map_err(failed)?;
    }
    let bytes = table
        .into_inner()
        .map_err(|it| Failure::Output(it.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
