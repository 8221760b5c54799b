// Narrows a list by its items' data. Without this script the list is whole; with it, the choices stand in the address.
(() => {
  "use strict";
  const box = document.getElementById("_filters");
  const form = box.querySelector("form");
  const status = document.getElementById("_count");
  const items = [...document.querySelectorAll(".group [data-year], main > .briefings [data-year]")];
  const groups = [...document.querySelectorAll(".group")].map((group) => ({
    group,
    counts: [group.querySelector("h2 .quiet"), entryOf(group)?.querySelector(".quiet")].filter(Boolean),
    entry: entryOf(group),
  }));
  const selects = [...form.querySelectorAll("select")];
  const [one, many] = [status.dataset.one, status.dataset.many];

  function entryOf(group) {
    const place = group.getAttribute("aria-labelledby");
    return document.querySelector(`.contents a[href="#${CSS.escape(place)}"]`)?.closest("li");
  }

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = asked.get(select.name) || "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
  }

  function writeAddress() {
    const asked = new URLSearchParams();
    for (const select of selects) {
      if (select.value) asked.set(select.name, select.value);
    }
    const query = asked.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  }

  // What is for everyone is for each audience; of a briefing some points always are, so there it would say nothing.
  function fits(item, name, value) {
    const has = item.dataset[name].split(" ");
    return has.includes(value) || (name === "audience" && item.closest(".group") && has.includes("everyone"));
  }

  function matches(item) {
    return selects.every((select) => !select.value || fits(item, select.name, select.value));
  }

  function wordsFor(select) {
    const { text } = select.selectedOptions[0];
    const isForAll = groups.length > 0 && select.name === "audience" && select.value !== "everyone";
    return isForAll ? `${text}, with what is for everyone` : text;
  }

  function counted(number) {
    return number === 1 ? "1 point" : `${number} points`;
  }

  function show() {
    for (const item of items) item.hidden = !matches(item);
    for (const { group, counts, entry } of groups) {
      const left = group.querySelectorAll("[data-year]:not([hidden])").length;
      group.hidden = left === 0;
      if (entry) entry.hidden = left === 0;
      for (const count of counts) count.textContent = counted(left);
    }
    const shown = items.filter((item) => !item.hidden).length;
    const chosen = selects.filter((select) => select.value).map(wordsFor).join(", ");
    if (!chosen) status.textContent = "";
    else if (shown === 0) status.textContent = `No ${one} fits ${chosen}. Choose “All” in one of the boxes, or “Show all”.`;
    else status.textContent = `${shown} of ${items.length} ${items.length === 1 ? one : many}: ${chosen}`;
    dispatchEvent(new Event("narrowed"));
  }

  form.addEventListener("change", () => {
    writeAddress();
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    writeAddress();
    show();
  }));
  addEventListener("popstate", () => {
    readAddress();
    show();
  });

  readAddress();
  box.hidden = false;
  box.open = selects.some((select) => select.value);
  show();
  const folded = box.parentElement.closest("details:not([open])");
  if (folded && box.open) {
    folded.open = true;
    folded.scrollIntoView();
  }
})();
