// Narrows the list of briefings. Without this script the list is whole; with it, the choices stand in the address.
(() => {
  "use strict";
  const form = document.getElementById("_filters");
  const status = document.getElementById("_count");
  const lines = [...document.querySelectorAll(".briefing-line")];
  const selects = [...form.querySelectorAll("select")];

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

  function matches(line) {
    return selects.every((select) => !select.value || line.dataset[select.name].split(" ").includes(select.value));
  }

  function show() {
    for (const line of lines) line.hidden = !matches(line);
    const shown = lines.filter((line) => !line.hidden).length;
    status.textContent = shown === lines.length
      ? `All ${shown} briefings`
      : shown === 0
        ? "No briefing fits all of this. Choose “All” somewhere."
        : `${shown} of ${lines.length} briefings`;
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

  form.hidden = false;
  readAddress();
  show();
})();
