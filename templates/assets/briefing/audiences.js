// Shows the points for one audience, with those for everyone. Without this script the briefing is whole, and its
// headings say for whom.
(() => {
  "use strict";
  const form = document.getElementById("__for");
  if (!form) return;
  const status = document.getElementById("__shown");
  const points = [...document.querySelectorAll(".sections .point")];
  const sections = [...document.querySelectorAll(".sections .section")].filter((each) => each.querySelector(".point"));
  const entries = [...document.querySelectorAll(".contents li:not(.ends)")].map((item) => ({
    item,
    section: document.getElementById(decodeURIComponent(item.querySelector("a").hash.slice(1))),
    count: item.querySelector(".quiet"),
  }));

  const standing = (within) => [...within.querySelectorAll(".point")].filter((point) => !point.hidden).length;

  const grouped = (number) => number.toLocaleString("en-GB");

  function show() {
    const { value } = form.elements.for;
    const isFor = ({ dataset }) => !value || !dataset.audience || dataset.audience === value;
    for (const point of points) point.hidden = !isFor(point);
    for (const section of sections) section.hidden = standing(section) === 0;
    for (const { item, section, count } of entries) {
      if (!sections.includes(section)) continue;
      const shown = standing(section);
      item.hidden = shown === 0;
      count.textContent = shown === 1 ? "1 point" : `${grouped(shown)} points`;
    }
    const shown = points.filter((point) => !point.hidden).length;
    const label = form.querySelector(":checked + label").firstChild.data.trim().toLowerCase();
    status.textContent = value ? `Shown: ${grouped(shown)} of ${grouped(points.length)} points, those for ${label} and for everyone.` : "";
    dispatchEvent(new Event("narrowed"));
  }

  // A link to a point that is hidden brings all points back.
  function arrive() {
    const point = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!point?.closest("[hidden]")) return;
    form.reset();
    show();
    point.scrollIntoView();
  }

  form.hidden = false;
  form.reset();
  form.addEventListener("change", show);
  addEventListener("hashchange", arrive);
})();
