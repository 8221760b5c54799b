// Lets readers sort a table by any of its columns, and says what a count that is a link counts.
// Without this script the table stands in its first order.
(() => {
  "use strict";
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.querySelector("main").append(status);

  const wordsIn = (cell) => cell.textContent.trim();
  const numberIn = (cell) => Number(wordsIn(cell).replace(/\D/g, ""));

  function sort(table, header) {
    const column = header.cellIndex;
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const isText = rows[0].cells[column].tagName === "TH";
    const now = header.getAttribute("aria-sort");
    const order = now ? (now === "ascending" ? "descending" : "ascending") : isText ? "ascending" : "descending";
    const sign = order === "ascending" ? 1 : -1;
    rows.sort((one, other) => {
      const [a, b] = [one.cells[column], other.cells[column]];
      return sign * (isText ? wordsIn(a).localeCompare(wordsIn(b), "en-GB") : numberIn(a) - numberIn(b));
    });
    body.append(...rows);
    for (const cell of header.parentElement.cells) cell.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", order);
    const way = isText
      ? order === "ascending" ? "A to Z" : "Z to A"
      : order === "ascending" ? "lowest first" : "highest first";
    status.textContent = `Sorted by ${wordsIn(header)}, ${way}`;
  }

  // "12" is said as "12 points: Neglect, 2022"; before the headings become buttons, since then they say more.
  for (const link of document.querySelectorAll("table.sortable td a")) {
    const cell = link.closest("td");
    const column = link.closest("table").tHead.rows[0].cells[cell.cellIndex];
    const noun = column.dataset.counted || link.closest("table").dataset.counted;
    const counted = `${wordsIn(link)} ${noun}${wordsIn(link) === "1" ? "" : "s"}`;
    link.setAttribute("aria-label", `${counted}: ${wordsIn(cell.parentElement.cells[0])}, ${wordsIn(column)}`);
  }

  // Browsers take what is half hidden beneath the first column for seen.
  document.addEventListener("focusin", ({ target }) => {
    if (target.closest(".tally")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  for (const table of document.querySelectorAll("table.sortable")) {
    if (table.tBodies[0].rows.length < 2) continue;
    for (const header of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => sort(table, header));
    }
  }
})();
