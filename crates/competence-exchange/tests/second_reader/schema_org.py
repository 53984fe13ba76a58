"""Reads schema.org as others do: two processors of JSON-LD see one graph, in terms of schema.org only, in which each
term is in the sets that have it.

Prints the number of terms.
"""

import json
import sys

import rdflib
from pyld import jsonld
from rdflib import SDO
from rdflib.compare import isomorphic
from rdflib.namespace import RDF

[path] = sys.argv[1:]


def refuse(address, options):
    sys.exit(f"{address} would have to be fetched")


with open(path) as file:
    document = json.load(file)
quads = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": refuse})
graph = rdflib.Graph().parse(data=quads, format="nt")
if not isomorphic(graph, rdflib.Graph().parse(path, format="json-ld")):
    sys.exit("two processors differ")
for subject, term, value in graph:
    named = [it for it in (term, value if term == RDF.type else None) if it is not None]
    wrong = [it for it in named if it != RDF.type and it not in SDO]
    if wrong:
        sys.exit(f"{wrong} is not of schema.org")
for holder, term in graph.subject_objects(SDO.hasDefinedTerm):
    if (term, SDO.inDefinedTermSet, holder) not in graph:
        sys.exit(f"{term} does not say that it is in {holder}")
print(len(set(graph.subjects(RDF.type, SDO.DefinedTerm))))
