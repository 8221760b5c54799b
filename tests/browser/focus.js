// What a test asks a page while the Tab key walks through it. Needs measure.js.
(() => {
  const { forget, name, shown, unseen, rgba, ground, contrast } = window.measure;
  const looks = new Map();
  const faults = [];
  let last = null;
  let hasLeft = false;

  const focusable = () =>
    [...document.querySelectorAll("*")].filter((each) => each.tabIndex >= 0 && !each.disabled && shown(each));

  function look(element) {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
    const outline = outlineStyle === "none" || parseFloat(outlineWidth) === 0 ? "" : outlineColor;
    return { outline, shadow: boxShadow === "none" ? "" : boxShadow };
  }

  /** Note how everything looks that can have the focus, while nothing has it; give how much that is at least. */
  function begin() {
    for (const element of focusable()) looks.set(element, look(element));
    addEventListener("keyup", step, true);
    return [...looks.keys()].filter((each) => !each.matches("[type=radio]")).length;
  }

  /** Whether the focus is seen: an outline or a shadow that was not there before, and stands out from the ground. */
  function isMarked(element) {
    const [before, now] = [looks.get(element) ?? { outline: "", shadow: "" }, look(element)];
    const colour = now.outline !== before.outline ? now.outline : now.shadow !== before.shadow ? now.shadow : "";
    const [plain] = colour.match(/^\w[\w-]*\([^)]*\)|^#\w+/) ?? [];
    return Boolean(plain) && contrast(rgba(plain), ground(element.parentElement)) >= 3;
  }

  /** Give the parts of an element that lie inside the window, and inside every box around it that scrolls. */
  function partsInSight(element) {
    const frames = [{ left: 0, top: 0, right: innerWidth, bottom: innerHeight }];
    for (let each = element.parentElement; each && each !== document.body; each = each.parentElement) {
      if (getComputedStyle(each).overflowX !== "visible") frames.push(each.getBoundingClientRect());
    }
    return [...element.getClientRects()]
      .map((box) => ({
        left: Math.max(box.left, ...frames.map((frame) => frame.left)),
        top: Math.max(box.top, ...frames.map((frame) => frame.top)),
        right: Math.min(box.right, ...frames.map((frame) => frame.right)),
        bottom: Math.min(box.bottom, ...frames.map((frame) => frame.bottom)),
      }))
      .filter(({ left, top, right, bottom }) => right - left > 1 && bottom - top > 1);
  }

  /** Whether an element is in sight and not wholly covered by another, as WCAG 2.2 asks in 2.4.11. */
  function isOpen(element) {
    return partsInSight(element).some(({ left, top, right, bottom }) =>
      [0.1, 0.5, 0.9].some((share) => {
        const hit = document.elementFromPoint(left + (right - left) * share, (top + bottom) / 2);
        return element.contains(hit) || [...(element.labels ?? [])].some((label) => label.contains(hit));
      }),
    );
  }

  /** Note the faults of what has the focus now, or that the focus has left the page. */
  function step() {
    const element = document.activeElement;
    hasLeft ||= !element || element === document.body;
    if (hasLeft) return;
    forget();
    const found = [];
    if (element.tabIndex > 0) found.push("has a place of its own in the order");
    if (last && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) found.push("comes too late");
    if (!isMarked(element)) found.push("does not show that it has the focus");
    if (unseen(element) || !isOpen(element)) found.push("is wholly covered, or out of sight");
    last = element;
    looks.delete(element);
    faults.push(...found.map((fault) => `${name(element)} ${fault}`));
  }

  /** Name what never had the focus. Of boxes of which one can be chosen, one has it for all. */
  const missed = () => [...looks.keys()].filter((each) => !each.matches("[type=radio]")).map((each) => `${name(each)} was not reached`);

  /** Tell whether the focus has left the page, and all faults. */
  const end = () => [(hasLeft ||= document.activeElement === document.body), [...faults, ...missed()]];

  window.focusing = { begin, end };
})();
