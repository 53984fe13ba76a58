"""Reads CTDL-ASN as others do: two processors of JSON-LD see one graph, in published terms only.

Prints the number of competencies.
"""

import json
import sys

import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, XSD

terms, path = sys.argv[1:]
ASN, CTDL = "https://purl.org/ctdlasn/terms/", "https://purl.org/ctdl/terms/"
prefixes = {"ceasn": ASN, "ceterms": CTDL, "publicationStatus": "http://purl.org/ctdlasn/vocabs/publicationStatus/"}
published = {str(RDF.type): ""}
for line in open(terms):
    if not line.startswith("#"):
        name, values, domain = line.rstrip("\n").split("\t")
        prefix, name = name.split(":")
        published[prefixes[prefix] + name] = domain


def plain(graph):
    """A graph without the type of strings, which says nothing in RDF 1.1."""
    clean = rdflib.Graph()
    for subject, term, value in graph:
        if isinstance(value, rdflib.Literal) and value.datatype == XSD.string:
            value = rdflib.Literal(str(value))
        clean.add((subject, term, value))
    return clean


def refuse(address, options):
    sys.exit(f"{address} would have to be fetched")


with open(path) as file:
    document = json.load(file)
quads = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": refuse})
graph = plain(rdflib.Graph().parse(data=quads, format="nt"))
other = plain(rdflib.Graph().parse(path, format="json-ld"))
if not isomorphic(graph, other):
    sys.exit(f"two processors differ: {list(graph - other)[:3] + list(other - graph)[:3]}")
classes = {ASN + "CompetencyFramework": "F", ASN + "Competency": "C"}
for subject, term, value in graph:
    kind = classes[str(graph.value(subject, RDF.type))]
    if str(term) not in published:
        sys.exit(f"{term} is not published")
    if term != RDF.type and kind not in published[str(term)]:
        sys.exit(f"{term} is not for {subject}")
    if term == rdflib.URIRef(ASN + "publicationStatusType") and str(value) not in published:
        sys.exit(f"{value} is not published")
print(len(set(graph.subjects(RDF.type, rdflib.URIRef(ASN + "Competency")))))
