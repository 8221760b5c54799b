// Opens what is folded away while a page is printed. Newer browsers need no script for that: print.css does the same.
(() => {
  "use strict";
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("main details:not([open], .elsewhere)")) {
      fold.open = true;
      opened.push(fold);
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of opened.splice(0)) fold.open = false;
  });
})();
