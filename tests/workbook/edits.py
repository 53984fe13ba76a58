"""Edits a workbook as people do. Usage: edits.py BOOK, with the edits as Python on standard input."""

import datetime
import sys

import openpyxl

path = sys.argv[1]
book = openpyxl.load_workbook(path)


def column(sheet, heading):
    for cell in book[sheet][1]:
        if cell.value == heading:
            return cell.column
    raise KeyError(heading)


def row(sheet, id):
    for cells in book[sheet].iter_rows(min_row=2):
        if cells[0].value == id:
            return cells[0].row
    raise KeyError(id)


def write(sheet, id, heading, value):
    book[sheet].cell(row(sheet, id), column(sheet, heading)).value = value


def read(sheet, id, heading):
    return book[sheet].cell(row(sheet, id), column(sheet, heading)).value


def add(sheet, **values):
    at = book[sheet].max_row + 1
    for heading, value in values.items():
        heading = heading.replace("__", " (").replace("_", " ")
        heading += ")" if "(" in heading else ""
        book[sheet].cell(at, column(sheet, heading)).value = value


def remove(sheet, id):
    book[sheet].delete_rows(row(sheet, id))


def sort(sheet, heading):
    at = column(sheet, heading) - 1
    rows = [[cell.value for cell in cells] for cells in book[sheet].iter_rows(min_row=2)]
    rows.sort(key=lambda it: str(it[at] or ""))
    for number, values in enumerate(rows, 2):
        for at_, value in enumerate(values, 1):
            book[sheet].cell(number, at_).value = value


exec(sys.stdin.read())
book.save(path)
