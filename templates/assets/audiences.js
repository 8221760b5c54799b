// Shows only the points for one audience. Without this script the briefing is whole, and its headings say for whom.
(() => {
  "use strict";
  const form = document.getElementById("__for");
  const points = [...document.querySelectorAll(".sections .point")];
  const sections = [...document.querySelectorAll(".sections > .section, .section .section")];
  form.hidden = false;
  form.addEventListener("change", () => {
    const audience = new FormData(form).get("for");
    for (const point of points) point.hidden = audience !== "" && point.dataset.audience !== audience;
    for (const section of sections) section.hidden = audience !== "" && !section.querySelector(".point:not([hidden])");
  });
  form.reset();
})();
