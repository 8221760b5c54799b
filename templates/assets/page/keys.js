// Ctrl and "/" together, or Command and "/", lead to the search box, if there is one to be seen.
addEventListener("keydown", (event) => {
  "use strict";
  if (event.key !== "/" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const box = document.querySelector("main input[type=search]") || document.getElementById("_find");
  if (!box?.checkVisibility()) return;
  event.preventDefault();
  box.focus();
  box.select();
});
