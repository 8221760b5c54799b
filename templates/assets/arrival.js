// Marks, in the point that a search led to, the words that were found.
(() => {
  "use strict";
  const words = new Set(learnbrief.wordsOf(new URLSearchParams(location.search).get("words") || ""));
  const point = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!words.size || !point) return;
  const texts = document.createTreeWalker(point.querySelector(".words"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (texts.nextNode()) nodes.push(texts.currentNode);
  for (const node of nodes) {
    const marked = document.createDocumentFragment();
    learnbrief.appendMarked(marked, node.data, (word) => words.has(word));
    node.replaceWith(marked);
  }
})();
