"""Reads tables with Python's `csv`, strictly, and prints their rows as JSON by the names of the files."""

import csv
import json
import pathlib
import sys

tables = {}
for path in map(pathlib.Path, sys.argv[1:]):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    widths = {len(row) for row in rows}
    assert len(widths) == 1, f"{path.name}: rows of {sorted(widths)} cells"
    # A reader that asks by name finds each column once.
    assert len(set(rows[0])) == len(rows[0]), f"{path.name}: {rows[0]}"
    tables[path.stem] = rows
json.dump(tables, sys.stdout)
