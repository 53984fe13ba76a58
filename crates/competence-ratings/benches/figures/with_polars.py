"""Means, standard deviations and all correlations of 40 indicators with Polars, in two threads."""

import os

for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "2"

import resource
import sys
import time

import polars

path, indicators = sys.argv[1], sys.argv[2].split(",")
start = time.perf_counter()
rows = polars.scan_parquet(path) if path.endswith(".parquet") else polars.scan_csv(path)
# A column for each indicator by an aggregate with a filter: `pivot` took as long, and cannot stream.
columns = [
    polars.col("value").filter(polars.col("indicator") == name).first().alias(name) for name in indicators
]
wide = rows.group_by("person").agg(columns).select(indicators).collect(engine="streaming")
means, deviations, correlations = wide.mean().row(0), wide.std().row(0), wide.corr()
seconds = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(seconds, memory, means[0], deviations[0], correlations[1, 0])
