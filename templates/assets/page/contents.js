// Marks in the contents the section that one is in, and folds them up again once they have led on. Unfolds what a link
// leads into. Without this script they stand there all the same, and many browsers unfold it themselves.
(() => {
  "use strict";
  function unfold() {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let folded = place?.closest("details:not([open])");
    if (!folded) return;
    for (; folded; folded = folded.parentElement.closest("details:not([open])")) folded.open = true;
    place.scrollIntoView();
  }

  addEventListener("hashchange", unfold);
  unfold();

  const contents = document.querySelector(".contents");
  if (!contents) return;
  const fold = contents.querySelector("details");
  const links = new Map();
  for (const link of contents.querySelectorAll("li:not(.ends) a")) {
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (place) links.set(place, link);
  }

  function mark() {
    let current = null;
    for (const [place, link] of links) {
      const isShown = !link.closest("[hidden]") && !place.parentElement.closest("details:not([open])");
      if (isShown && place.getBoundingClientRect().top < innerHeight / 3) current = link;
    }
    for (const link of links.values()) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  let isAwaited = false;
  addEventListener("scroll", () => {
    if (isAwaited) return;
    isAwaited = true;
    requestAnimationFrame(() => {
      isAwaited = false;
      mark();
    });
  }, { passive: true });
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a")) fold.open = false;
  });
  contents.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !contents.contains(relatedTarget)) fold.open = false;
  });
  contents.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
  mark();
})();
