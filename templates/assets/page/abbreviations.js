// Explains abbreviations on focus and touch too; a browser alone does so only under a mouse.
(() => {
  "use strict";
  const CONTROLS = "a, button, summary";
  const tip = document.createElement("span");
  tip.className = "tip";
  tip.id = "__tip";
  tip.setAttribute("aria-hidden", "true");
  tip.hidden = true;
  document.querySelector("main").append(tip);
  const abbreviations = [...document.querySelectorAll("main abbr[title]")];

  function show(abbreviation) {
    tip.textContent = abbreviation.dataset.meaning;
    tip.hidden = false;
    const box = abbreviation.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    const isLow = box.bottom + tip.offsetHeight > innerHeight;
    tip.style.left = `${Math.max(8, left) + scrollX}px`;
    tip.style.top = `${(isLow ? box.top - tip.offsetHeight : box.bottom) + scrollY}px`;
  }

  function hide() {
    tip.hidden = true;
  }

  // Under a mouse another one may have been explained meanwhile; then the one with the focus is explained again.
  function leave() {
    const focused = abbreviations.find((each) => hostOf(each) === document.activeElement);
    if (focused) show(focused);
    else hide();
  }

  // Within a link or a button that one has the focus, and is pressed.
  function hostOf(abbreviation) {
    return abbreviation.closest(CONTROLS) || abbreviation;
  }

  // Of those that can be seen, the first of each is told to screen readers and reached by keyboard.
  function chooseFirst() {
    const explained = new Set();
    for (const abbreviation of abbreviations) {
      if (hostOf(abbreviation) !== abbreviation) continue;
      const spoken = abbreviation.querySelector(".spoken");
      const word = abbreviation.firstChild.textContent;
      const isFirst = !abbreviation.closest("[hidden]") && !explained.has(word);
      if (isFirst) explained.add(word);
      if (isFirst === Boolean(spoken)) continue;
      if (spoken) {
        spoken.remove();
        abbreviation.removeAttribute("tabindex");
      } else {
        const meaning = document.createElement("span");
        meaning.className = "unseen spoken";
        meaning.textContent = ` (${abbreviation.dataset.meaning})`;
        abbreviation.append(meaning);
        abbreviation.tabIndex = 0;
      }
    }
  }

  for (const abbreviation of abbreviations) {
    abbreviation.dataset.meaning = abbreviation.title;
    abbreviation.removeAttribute("title");
    abbreviation.addEventListener("pointerenter", () => show(abbreviation));
    abbreviation.addEventListener("click", () => show(abbreviation));
    abbreviation.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && event.relatedTarget !== tip) leave();
    });
    const host = hostOf(abbreviation);
    host.addEventListener("focus", () => show(abbreviation));
    host.addEventListener("blur", hide);
  }
  tip.addEventListener("pointerleave", leave);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("pointerdown", (event) => {
    if (!event.target.closest("abbr, .tip")) hide();
  });
  addEventListener("narrowed", chooseFirst);
  chooseFirst();
})();
