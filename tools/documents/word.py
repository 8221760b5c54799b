"""Word files written by hand, part by part, so that each shape that programs give can be tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": _OFFICE,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
_DECLARED = " ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Blue"><w:name w:val="House blue"/><w:basedOn w:val="Heading2"/></w:style>
<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"""
_BULLETS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>'
    for level in range(3)
)
_NUMBERS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, form, text in ((0, "decimal", "%1."), (1, "lowerLetter", "(%2)"), (2, "lowerRoman", "%3."))
)
_LEGAL = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, text in ((0, "%1"), (1, "%1.%2"))
)
BULLETED, NUMBERED, LEGAL, NUMBERED_ANEW = "1", "2", "3", "4"
"""The lists that every file has."""


def run(text: str, *marks: str) -> str:
    """Write a run: marks are the names of properties, such as "b", or whole ones, such as 'sz w:val="32"'."""
    properties = "".join(f"<w:{mark}/>" for mark in marks)
    pieces = []
    for number, line in enumerate(text.split("\n")):
        pieces.append(f'{"<w:br/>" if number else ""}<w:t xml:space="preserve">{escape(line)}</w:t>')
    return f"<w:r><w:rPr>{properties}</w:rPr>{''.join(pieces)}</w:r>"


def p(*runs: str, style: str = "", number: str = "", level: int = 0, left: int = 0, outline: str = "") -> str:
    """Write a paragraph of runs; what is no run yet becomes a plain one."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    properties += f'<w:ind w:left="{left}"/>' if left else ""
    properties += f'<w:outlineLvl w:val="{outline}"/>' if outline else ""
    inside = "".join(text if text.startswith("<") else run(text) for text in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def bold(text: str) -> str:
    """Write a paragraph that is wholly bold."""
    return p(run(text, "b"))


def bullets(*entries: str, level: int = 0) -> str:
    """Write entries with Word's own bullets."""
    return "".join(p(entry, style="ListParagraph", number=BULLETED, level=level) for entry in entries)


def table(*rows: Sequence[str], head: bool = False) -> str:
    """Write a table; what is no paragraph yet becomes one."""
    written = []
    for at, row in enumerate(rows):
        about = "<w:trPr><w:tblHeader/></w:trPr>" if head and at == 0 else ""
        cells = "".join(f"<w:tc><w:tcPr/>{cell if cell.startswith('<w:') else p(cell)}</w:tc>" for cell in row)
        written.append(f"<w:tr>{about}{cells}</w:tr>")
    return f"<w:tbl><w:tblPr/>{''.join(written)}</w:tbl><w:p/>"


def box(*paragraphs: str, form: str = "both", words: str = "") -> str:
    """Write a text box: of the new form alone, of the old alone, or as Word itself writes both."""
    inside = "".join(paragraphs)
    described = f" descr={quoteattr(words)}" if words else ""
    new = (
        f'<w:drawing><wp:anchor><wp:docPr id="1" name="Box"{described}/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    return f"<w:p><w:r>{ {'both': both, 'new': new, 'old': old}[form] }</w:r></w:p>"


def picture(words: str) -> str:
    """Write a picture with the words that describe it."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="2" name="Picture" descr={quoteattr(words)}/><a:graphic>'
        "<a:graphicData><pic:pic><pic:blipFill><a:blip/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r></w:p>"
    )


def field_link(text: str, address: str) -> str:
    """Write a link as a field, as older Word files have them."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> HYPERLINK {quoteattr(address)} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@dataclass(slots=True)
class WordFile:
    """A Word file while it is put together."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """Paragraphs of what runs over all pages: "header", "footer"."""
    comments: int = 0
    author: str = ""
    settings: str = ""
    _links: dict[str, str] = field(default_factory=dict)
    _notes: list[str] = field(default_factory=list)

    def link(self, text: str, address: str) -> str:
        """Write a link."""
        id_ = self._links.setdefault(address, f"rIdL{len(self._links)}")
        return f'<w:hyperlink r:id="{id_}">{run(text)}</w:hyperlink>'

    def note(self, text: str) -> str:
        """Write the mark of a footnote, and keep its words for the foot of the page."""
        self._notes.append(text)
        return f'<w:r><w:footnoteReference w:id="{len(self._notes)}"/></w:r>'

    def content(self, *body: str) -> bytes:
        """Put the file together."""
        parts = {"word/styles.xml": f"<w:styles {_DECLARED}>{_STYLES}</w:styles>", "word/numbering.xml": _numbering()}
        relations = [(f"rId{name}", f"{_OFFICE}/{name}", f"{name}.xml") for name in ("styles", "numbering")]
        around = ""
        for at, (name, inside) in enumerate(self.headers.items()):
            tag = "hdr" if name == "header" else "ftr"
            parts[f"word/{name}{at}.xml"] = f"<w:{tag} {_DECLARED}>{inside}</w:{tag}>"
            relations.append((f"rId{name}", f"{_OFFICE}/{name}", f"{name}{at}.xml"))
            around += f'<w:{name}Reference w:type="default" r:id="rId{name}"/>'
        if self._notes:
            notes = "".join(
                f'<w:footnote w:id="{at}"><w:p><w:r><w:footnoteRef/></w:r>{run(f" {note}")}</w:p></w:footnote>'
                for at, note in enumerate(self._notes, 1)
            )
            separator = f'<w:footnote w:type="separator" w:id="0">{p()}</w:footnote>'
            parts["word/footnotes.xml"] = f"<w:footnotes {_DECLARED}>{separator}{notes}</w:footnotes>"
            relations.append(("rIdNotes", f"{_OFFICE}/footnotes", "footnotes.xml"))
        if self.comments:
            said = "".join(
                f'<w:comment w:id="{at}" w:author="A. Person">{p("A remark.")}</w:comment>'
                for at in range(self.comments)
            )
            parts["word/comments.xml"] = f"<w:comments {_DECLARED}>{said}</w:comments>"
            relations.append(("rIdComments", f"{_OFFICE}/comments", "comments.xml"))
        section = f"<w:sectPr>{around}</w:sectPr>"
        parts["word/document.xml"] = f"<w:document {_DECLARED}><w:body>{''.join(body)}{section}</w:body></w:document>"
        outside = [(id_, f"{_OFFICE}/hyperlink", address) for address, id_ in self._links.items()]
        parts["word/_rels/document.xml.rels"] = _relations(relations, outside)
        root = [("rId1", f"{_OFFICE}/officeDocument", "word/document.xml")]
        if self.author:
            core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
            parts["docProps/core.xml"] = (
                f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                f"<dc:creator>{escape(self.author)}</dc:creator></cp:coreProperties>"
            )
            root.append(
                ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                 "docProps/core.xml")
            )  # fmt: skip
        parts["_rels/.rels"] = _relations(root, [])
        parts["[Content_Types].xml"] = _types(parts)
        return packed({name: f"{_HEAD}{part}".encode() for name, part in parts.items()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts, so that the same parts give the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda name: name != "[Content_Types].xml"):
            info = ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = ZIP_DEFLATED, 3
            archive.writestr(info, parts[name])
    return out.getvalue()


def _numbering() -> str:
    lists = {BULLETED: _BULLETS, NUMBERED: _NUMBERS, LEGAL: _LEGAL, NUMBERED_ANEW: _NUMBERS}
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{id_}">{levels}</w:abstractNum>' for id_, levels in lists.items()
    )
    numbers = "".join(f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{id_}"/></w:num>' for id_ in lists)
    return f"<w:numbering {_DECLARED}>{abstract}{numbers}</w:numbering>"


def _relations(inside: Sequence[tuple[str, str, str]], outside: Sequence[tuple[str, str, str]]) -> str:
    written = [f'<Relationship Id="{id_}" Type="{kind}" Target={quoteattr(to)}/>' for id_, kind, to in inside]
    written += [
        f'<Relationship Id="{id_}" Type="{kind}" Target={quoteattr(to)} TargetMode="External"/>'
        for id_, kind, to in outside
    ]
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(written)}</Relationships>'


def _types(parts: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}.{_kind(name)}+xml"/>'
        for name in parts
        if name.startswith("word/") and not name.endswith(".rels")
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _kind(name: str) -> str:
    stem = name.rpartition("/")[2].rstrip("0123456789.xml").rstrip("0123456789")
    return {"document": "document.main"}.get(stem, stem)
