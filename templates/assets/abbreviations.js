// Explains abbreviations on focus and touch too; a browser alone does so only under a mouse.
(() => {
  "use strict";
  const tip = document.createElement("span");
  tip.className = "tip";
  tip.id = "__tip";
  tip.setAttribute("aria-hidden", "true");
  tip.hidden = true;
  document.querySelector("main").append(tip);
  const explained = new Set();

  function show(event) {
    const abbreviation = event.currentTarget;
    tip.textContent = abbreviation.dataset.meaning;
    tip.hidden = false;
    const box = abbreviation.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(8, left) + scrollX}px`;
    tip.style.top = `${box.bottom + scrollY}px`;
  }

  function hide() {
    tip.hidden = true;
  }

  for (const abbreviation of document.querySelectorAll("main abbr[title]")) {
    const meaning = abbreviation.title;
    abbreviation.removeAttribute("title");
    abbreviation.dataset.meaning = meaning;
    if (!explained.has(abbreviation.textContent) && !abbreviation.closest("a, button, summary")) {
      explained.add(abbreviation.textContent);
      const spoken = document.createElement("span");
      spoken.className = "unseen";
      spoken.textContent = ` (${meaning})`;
      abbreviation.append(spoken);
      abbreviation.tabIndex = 0;
    }
    for (const kind of ["focus", "pointerenter", "click"]) abbreviation.addEventListener(kind, show);
    abbreviation.addEventListener("blur", hide);
    abbreviation.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && event.relatedTarget !== tip) hide();
    });
  }
  tip.addEventListener("pointerleave", hide);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("pointerdown", (event) => {
    if (!event.target.closest("abbr, .tip")) hide();
  });
})();
