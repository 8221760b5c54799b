// The key "/" leads to the search box, unless one is typing already.
addEventListener("keydown", (event) => {
  "use strict";
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
  event.preventDefault();
  const box = document.querySelector("main input[type=search]") || document.getElementById("_find");
  box.focus();
  box.select();
});
