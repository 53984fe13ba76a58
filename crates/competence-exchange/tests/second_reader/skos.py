"""Reads an export as others do: the Turtle and the JSON-LD are one graph, and SKOS holds in it.

Prints the number of concepts, and the conditions that are broken, each on a line of its own.
"""

import sys

import pyshacl
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH, SKOS

shapes, turtle, *json_ld = sys.argv[1:]
graph = rdflib.Graph().parse(turtle, format="turtle")
for path in json_ld:
    other = rdflib.Graph().parse(path, format="json-ld")
    if not isomorphic(graph, other):
        only = list(graph - other)[:3] + list(other - graph)[:3]
        sys.exit(f"the Turtle and the JSON-LD differ: {only}")
_, report, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(shapes), advanced=True)
print(len(set(graph.subjects(RDF.type, SKOS.Concept))))
broken = set()
for result in report.subjects(RDF.type, SH.ValidationResult):
    for shape in report.objects(result, SH.sourceShape):
        name = str(shape)
        if not name.startswith("urn:skos:"):
            # A property shape has no name of its own: what it is about tells.
            name = {SKOS.prefLabel: "S14", SKOS.altLabel: "S13", SKOS.exactMatch: "S46"}.get(
                report.value(result, SH.resultPath), name
            )
        broken.add(name.removeprefix("urn:skos:"))
print("\n".join(sorted(broken)))
