// Loads the page again when the server shows something new, and finds the place on it again.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.shown;
  const kept = "learnbrief-preview-place";
  const here = location.pathname + location.search;

  // Beside the distance from the top, what stood where is remembered: text above may have grown or shrunk. A list of
  // contents stays in sight however one scrolls, and tells nothing.
  function place() {
    const near = [...document.querySelectorAll("main [id]:not(nav *)")]
      .filter((element) => element.getClientRects().length)
      .map((element) => [element.id, element.getBoundingClientRect().top])
      .sort((a, b) => Math.abs(a[1]) - Math.abs(b[1]))
      .slice(0, 12);
    const folds = [...document.querySelectorAll("details")].map((fold) => [signOf(fold), fold.open]);
    const boxes = [...document.querySelectorAll("input[id], select[id]")].map((box) => [box.id, box.value]);
    const focus = document.activeElement && document.activeElement.id;
    return { here, near, folds, boxes, focus, left: scrollX, top: scrollY };
  }

  // A fold is known again by its own id or that of what holds it, and by its first words.
  function signOf(fold) {
    const holder = fold.closest("[id]");
    const words = fold.querySelector("summary");
    return `${holder ? holder.id : ""} ${words ? words.textContent.trim() : ""}`;
  }

  function restore(was) {
    const open = new Map(was.folds);
    for (const fold of document.querySelectorAll("details")) {
      const sign = signOf(fold);
      if (open.has(sign)) fold.open = open.get(sign);
    }
    for (const [id, value] of was.boxes) {
      const box = document.getElementById(id);
      if (box && box.value !== value) {
        box.value = value;
        box.dispatchEvent(new Event("input", { bubbles: true }));
        box.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
    const focused = was.focus && document.getElementById(was.focus);
    if (focused) focused.focus({ preventScroll: true });
    scrollBack(was);
  }

  function scrollBack(was) {
    const anchor = was.top > 0 && was.near.find(([id]) => document.getElementById(id));
    const behavior = "instant";
    if (!anchor) return scrollTo({ left: was.left, top: was.top, behavior });
    const top = document.getElementById(anchor[0]).getBoundingClientRect().top;
    scrollBy({ left: was.left - scrollX, top: top - anchor[1], behavior });
  }

  function find() {
    let was = null;
    try {
      was = JSON.parse(sessionStorage.getItem(kept));
      sessionStorage.removeItem(kept);
    } catch {
      return; // a browser that keeps nothing
    }
    if (!was || was.here !== here) return;
    restore(was);
    let moved = false;
    for (const move of ["wheel", "touchmove", "keydown", "mousedown"]) {
      addEventListener(move, () => { moved = true; }, { once: true, passive: true });
    }
    addEventListener("load", () => {
      if (!moved) scrollBack(was); // pictures have their height only now
    });
  }

  // While the page is there, the browser leaves its place alone; who comes back to it later finds it as ever.
  let isReloading = false;
  addEventListener("pagehide", () => {
    if (!isReloading) history.scrollRestoration = "auto";
  });

  function reload() {
    isReloading = true;
    try {
      sessionStorage.setItem(kept, JSON.stringify(place()));
      history.scrollRestoration = "manual";
    } catch {
      // then the browser's own memory must do
    }
    location.reload();
  }

  let wait = 500;
  function listen() {
    const socket = new WebSocket(`ws://${location.host}/_preview/socket`);
    const send = (message) => socket.send(JSON.stringify(message));
    socket.addEventListener("open", () => {
      wait = 500;
      send({ command: "hello" });
      send({ command: "info", url: here });
    });
    socket.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      if (message.command === "reload" && message.shown !== shown) reload();
    });
    socket.addEventListener("close", () => {
      setTimeout(listen, wait);
      wait = Math.min(wait * 2, 5000);
    });
  }

  find();
  listen();
})();
