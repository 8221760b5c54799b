// Copies a point's link, what others name it by when they answer it, the briefing's citation, or a year's words and
// tables. Without this script the link can be followed and the text marked.
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  const LONGEST_NAME = 60;
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.querySelector("main").append(status);
  const shown = document.createElement("span");
  shown.className = "copied";
  shown.setAttribute("aria-hidden", "true");
  const IN_BRIEFING = /\/briefings\/([a-z0-9-]+)\/(?:index\.html)?#(.+)$/;
  let pause;
  let nameButton; // beside the link that was copied last

  function say(words, beside) {
    clearTimeout(pause);
    status.textContent = words;
    shown.textContent = words;
    beside.after(shown);
    pause = setTimeout(() => {
      status.textContent = "";
      shown.remove();
    }, 5000);
  }

  async function copy(text, beside) {
    try {
      await navigator.clipboard.writeText(text);
      say("Copied", beside);
    } catch {
      say("Your browser does not let this page copy", beside);
    }
  }

  function buttonThatCopies(words, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words;
    button.addEventListener("click", () => copy(text(), button));
    return button;
  }

  // Gives what the attribute `answers` takes for a point of this site: its briefing's slug, "#" and its own id.
  function nameOf(link) {
    const parts = link.host === location.host && link.href.match(IN_BRIEFING);
    return parts ? `${parts[1]}#${decodeURIComponent(parts[2])}` : "";
  }

  // Editors need it and few others, so it is offered only after the link.
  function offerName(link, button) {
    nameButton?.remove();
    const name = nameOf(link);
    if (!name) return;
    nameButton = buttonThatCopies(`Copy ${name}`, () => name);
    button.after(nameButton);
  }

  // The words of a point are what has no class beside its link, or beside the line that the link is in.
  function linkButton(link) {
    const button = buttonThatCopies("Copy link", () => link.href);
    button.addEventListener("click", () => offerName(link, button));
    const line = link.closest(".source, .themes") || link;
    const said = [...line.parentElement.children].filter((each) => each !== line && !each.className);
    const words = said.map((each) => each.textContent).join(" ").trim().replace(/\s+/g, " ");
    const name = words.length > LONGEST_NAME ? `${words.slice(0, LONGEST_NAME).replace(/\s\S*$/, "")} …` : words;
    button.setAttribute("aria-label", `Copy link to: ${name}`);
    return button;
  }

  for (const link of document.querySelectorAll('.themes > a[href^="#"]')) link.replaceWith(linkButton(link));
  for (const link of document.querySelectorAll('.point > .source > a, [class^="role-"] > .points > li > * + a')) {
    link.parentElement.append(" ", linkButton(link));
  }
  const citation = document.getElementById("__citation");
  if (citation) citation.after(buttonThatCopies("Copy the citation", () => citation.textContent));

  const words = document.getElementById("__words");
  if (words) words.after(buttonThatCopies("Copy the text", () => words.innerText.trim()));
  const cells = (row) => [...row.cells].map((cell) => cell.innerText.trim()).join("\t");
  for (const table of document.querySelectorAll("#__figures, #__partnerships")) {
    const button = buttonThatCopies("Copy the table", () => [...table.rows].map(cells).join("\n"));
    button.setAttribute("aria-label", `Copy the table: ${table.caption.textContent}`);
    table.parentElement.after(button);
  }
})();
