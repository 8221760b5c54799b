// Marks, in the point that a search led to, the words that were found.
(() => {
  "use strict";
  const words = new Set(learnbrief.wordsOf(new URLSearchParams(location.search).get("words") || ""));
  const point = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!words.size || !point) return;
  const nodes = [];
  for (const part of point.querySelectorAll(":scope > :not([class]), :scope > td > :not([class])")) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) nodes.push(texts.currentNode);
  }
  for (const node of nodes) {
    const marked = document.createDocumentFragment();
    learnbrief.appendMarked(marked, node.data, (word) => words.has(word));
    node.replaceWith(marked);
  }
})();
