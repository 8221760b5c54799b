// Says of a table that is wider than its place that it can be scrolled, and lets the keyboard stop at those alone.
(() => {
  "use strict";
  const boxes = [...document.querySelectorAll(".scroller, main table:not(.scroller table), main pre")];
  const hints = new Map();
  const STOP = { tabindex: "0", role: "group", "aria-label": "Scrolls sideways" };

  function hintOf(box) {
    if (!hints.has(box)) {
      const hint = document.createElement("p");
      hint.className = "quiet hint";
      hint.textContent = "There is more to the right: scroll sideways.";
      box.before(hint);
      hints.set(box, hint);
    }
    return hints.get(box);
  }

  function look(box) {
    const isWide = box.scrollWidth > box.clientWidth + 1;
    for (const [name, value] of Object.entries(STOP)) {
      if (box.tagName === "TABLE" && name !== "tabindex") continue; // it stays a table, and has its own name
      if (isWide) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
    if (isWide || hints.has(box)) hintOf(box).hidden = !isWide;
    box.classList.toggle("goes-on", box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
  }

  const resized = new ResizeObserver((changes) => changes.forEach(({ target }) => look(target)));
  for (const box of boxes) {
    look(box);
    resized.observe(box);
    box.addEventListener("scroll", () => look(box), { passive: true });
  }
})();
