// Copies a point's link, or the briefing's citation. Without this script the link can be followed and the text marked.
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  const said = document.createElement("span");
  said.className = "copied";
  said.setAttribute("role", "status");

  async function copy(text, beside) {
    beside.after(said);
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied";
    } catch {
      said.textContent = "Your browser does not let this page copy";
    }
  }

  for (const link of document.querySelectorAll(".here")) {
    link.firstChild.data = "Copy link";
    link.addEventListener("click", () => copy(link.href, link));
  }
  const citation = document.getElementById("__citation");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy the citation";
  citation.after(button);
  button.addEventListener("click", () => copy(citation.textContent, button));
})();
