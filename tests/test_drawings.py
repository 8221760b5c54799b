"""SVG pictures: drawings pass, and whatever acts or loads something does not, however it is written."""

import pytest

from learnbrief.readers.drawings import unsafe_in_drawing
from tests.support import for_each

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

HARMLESS = {
    "a path": f'<svg {SVG}><path d="M0 0h9v9z" fill="#14505c" style="stroke: #fff"/></svg>',
    "a gradient": f'<svg {SVG}><linearGradient id="a"/><path fill="url(#a)"/><use xlink:href="#b"/></svg>',
    "a picture inside": f'<svg {SVG}><image href="data:image/png;base64,iVBORw0KGgo="/></svg>',
    "a font inside": f"<svg {SVG}><style>@font-face {{ src: url('data:font/woff2;base64,AA=') }}</style></svg>",
    "a doctype": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    f'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg {SVG}/>',
    "what drawing programs note": f'<?xml version="1.0" encoding="UTF-8"?><!-- Made on Monday --><svg {SVG} '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><metadata><rdf:RDF/></metadata>'
    "<title>Once upon a time: on, script, url</title></svg>",
    "movement": f'<svg {SVG}><circle r="1"><animate attributeName="r" values="1;2" dur="1s"/></circle></svg>',
}

UNSAFE: dict[str, str | bytes] = {
    "script": f"<svg {SVG}><script>alert(1)</script></svg>",
    "script under a prefix": '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>',
    "script of HTML": f'<svg {SVG}><h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script></svg>',
    "HTML": f'<svg {SVG}><h:p xmlns:h="http://www.w3.org/1999/xhtml">words</h:p></svg>',
    "foreignObject": f"<svg {SVG}><foreignObject/></svg>",
    "a handler": f'<svg {SVG} onload="alert(1)"/>',
    "a handler set later": f'<svg {SVG}><set attributeName="onclick" to="alert(1)"/></svg>',
    "an address set later": f'<svg {SVG}><set attributeName="xlink:href" to="javascript:alert(1)"/></svg>',
    "a link": f'<svg {SVG}><a xlink:href="javascript:alert(1)"><path d="M0 0"/></a></svg>',
    "a link written with references": f'<svg {SVG}><a href="&#106;avascript:alert(1)"/></svg>',
    "a picture elsewhere": f'<svg {SVG}><image href="https://example.org/x.png"/></svg>',
    "a drawing inside": f'<svg {SVG}><a href="data:image/svg+xml,x"/></svg>',
    "a page inside": f'<svg {SVG}><a href="data:text/html,x"/></svg>',
    "a style elsewhere": f"<svg {SVG}><style>@import 'https://example.org/x.css';</style></svg>",
    "a style in pieces": f"<svg {SVG}><style>@im<![CDATA[port]]> 'x.css';</style></svg>",
    "a style with escapes": f"<svg {SVG}><style>@\\69mport 'x.css';</style></svg>",
    "a ground elsewhere": f'<svg {SVG}><path style="fill: url( https://example.org/x )"/></svg>',
    "a paint elsewhere": f'<svg {SVG}><path fill="url(//example.org/x)"/></svg>',
    "a style sheet": f'<?xml-stylesheet href="https://example.org/x.css"?><svg {SVG}/>',
    "entities": f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {SVG}>&a;</svg>',
    "attributes by declaration": f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg {SVG}/>',
    "an encoding that hides it": f"<svg {SVG}><script>alert(1)</script></svg>".encode("utf-16"),
    "an encoding that is unknown": f'<?xml version="1.0" encoding="UTF-7"?><svg {SVG}/>',
    "another document": '<html xmlns="http://www.w3.org/1999/xhtml"/>',
    "a tag left open": f"<svg {SVG}><path></svg>",
    "no namespace": "<svg/>",
    "nothing": "",
}


@pytest.mark.parametrize("what", HARMLESS)
def test_drawings_pass(what: str) -> None:
    """What only draws is let through, with what drawing programs leave in their files."""
    assert unsafe_in_drawing(HARMLESS[what].encode()) == ""


@for_each("what", UNSAFE)
def test_what_acts_does_not(what: str) -> None:
    """Scripts, handlers, foreign addresses and declarations are found, whatever they hide behind."""
    drawing = UNSAFE[what]
    assert unsafe_in_drawing(drawing if isinstance(drawing, bytes) else drawing.encode())


def test_many_laughs_cost_nothing() -> None:
    """A document whose entities would grow beyond all measure is refused before any is expanded."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 40))
    assert unsafe_in_drawing(f'<!DOCTYPE svg [<!ENTITY l0 "ha">{entities}]><svg {SVG}>&l39;</svg>'.encode())


def test_depth_is_no_danger() -> None:
    """A drawing of very many groups inside one another is read like any other."""
    assert unsafe_in_drawing(f"<svg {SVG}>{'<g>' * 50_000}{'</g>' * 50_000}</svg>".encode()) == ""
