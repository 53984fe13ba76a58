"""A table of ratings as Parquet, as DuckDB writes it without being asked for anything."""

import sys

import duckdb

source, target = sys.argv[1:]
connection = duckdb.connect(config={"threads": 2})
connection.execute("SET preserve_insertion_order = true")
connection.execute(f"COPY (SELECT * FROM read_csv('{source}')) TO '{target}' (FORMAT parquet)")
