"""Reads XML files with the standard library. Document types and entities, which could grow endlessly, are refused."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, XMLParser
from xml.parsers import expat


class UnsafeXml(Exception):
    """The file declares a document type or entities."""


def read_xml(path: Path) -> Element:
    """The file's root, with tags and attributes that have lost their name spaces."""
    data = path.read_bytes()
    _refuse_declarations(data, path)
    root = ElementTree.fromstring(data, parser=XMLParser())
    for element in root.iter():
        element.tag = _local(element.tag)
        for name in list(element.attrib):
            if "}" in name:
                element.attrib[_local(name)] = element.attrib.pop(name)
    return root


def _refuse_declarations(data: bytes, path: Path) -> None:
    def refuse(*_: object) -> NoReturn:
        raise UnsafeXml(f"{path.name} declares a document type")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.Parse(data, True)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def text_of(element: Element | None) -> str:
    """The text inside an element, or inside its `text` child; empty if there is none."""
    if element is None:
        return ""
    inner = element.find("text")
    return (inner.text if inner is not None else element.text) or ""


def named(element: Element) -> str:
    """The element's `name`, blanks made single."""
    return " ".join(element.get("name", "").split())
