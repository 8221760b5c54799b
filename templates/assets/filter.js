// Narrows a list by its items' data. Without this script the list is whole; with it, the choices stand in the address.
(() => {
  "use strict";
  const box = document.getElementById("_filters");
  const form = box.querySelector("form");
  const status = document.getElementById("_count");
  const items = [...document.querySelectorAll(".group [data-year], main > .briefings [data-year]")];
  const groups = [...document.querySelectorAll(".group")];
  const selects = [...form.querySelectorAll("select")];
  const [one, many] = [status.dataset.one, status.dataset.many];

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

  function matches(item) {
    return selects.every((select) => !select.value || item.dataset[select.name].split(" ").includes(select.value));
  }

  function show() {
    for (const item of items) item.hidden = !matches(item);
    for (const group of groups) group.hidden = !group.querySelector("[data-year]:not([hidden])");
    const shown = items.filter((item) => !item.hidden).length;
    const isNarrowed = selects.some((select) => select.value);
    if (!isNarrowed) status.textContent = "";
    else if (shown === 0) status.textContent = `No ${one} fits all of this. Choose “All” somewhere.`;
    else status.textContent = `${shown} of ${items.length} ${items.length === 1 ? one : many}`;
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
})();
