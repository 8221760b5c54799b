// What tests measure inside a page. Each function gives faults as lines that name an element; none changes the page.
(() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link]";
  const SMALLEST = 24;
  const WORD = /\p{Letter}{2}/u;

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const folds = all("details:not([open])");

  const memories = [];

  /** Remember what is found of each element, until the page changes. */
  function remembering(find) {
    const known = new Map();
    memories.push(known);
    return (element) => {
      if (!known.has(element)) known.set(element, find(element));
      return known.get(element);
    };
  }

  const forget = () => memories.forEach((known) => known.clear());

  const shown = remembering((element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0);

  /** Name an element by its tag and words, and by the nearest part of the page that has a name. */
  function name(element) {
    const words = (element.getAttribute("aria-label") || element.textContent || element.name || "").trim();
    const part = element.parentElement?.closest("[id], [class], main, header, footer, nav");
    const where = part ? ` in ${part.cloneNode().outerHTML.replace(/<\/.*/, "").slice(0, 80)}` : "";
    return `<${element.localName}> “${words.replace(/\s+/g, " ").slice(0, 60)}”${where}`;
  }

  // Widths

  const scrolls = remembering((element) => /auto|scroll/.test(getComputedStyle(element).overflowX));
  const scroller = remembering((element) =>
    !element || element === document.body ? null : scrolls(element) ? element : scroller(element.parentElement));

  /** Whether an element takes no room that one sees: words for screen readers alone. */
  const unseen = remembering((element) => {
    if (!element) return false;
    const style = getComputedStyle(element);
    const isUnseen = style.clipPath.startsWith("inset(50%") || (element.clientWidth <= 1 && style.overflowX === "hidden");
    return isUnseen || unseen(element.parentElement);
  });

  function* texts(within = document.body) {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && shown(node.parentElement) && !node.parentElement.closest("script, style, option")) yield node;
    }
  }

  function rectsOf(node, start = 0, end = node.data.length) {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return [...range.getClientRects()];
  }

  /** What makes the page scroll sideways, is cut off at its edge, or scrolls in a box of its own and is no table. */
  function sideways() {
    const root = document.documentElement;
    const edge = root.clientWidth + 1;
    const faults = [];
    if (root.scrollWidth > root.clientWidth) {
      const wide = all("body *").filter((each) => each.getBoundingClientRect().right > edge && !scroller(each.parentElement));
      faults.push(`the page is ${root.scrollWidth} px wide on ${root.clientWidth} px`, ...wide.slice(-5).map(name));
    }
    for (const node of texts()) {
      const element = node.parentElement;
      if (!scroller(element) && !unseen(element) && rectsOf(node).some((box) => box.right > edge || box.left < -1)) {
        faults.push(`cut off: ${name(element)}`);
      }
    }
    const boxes = all("body *").filter((each) => scrolls(each) && each.scrollWidth > each.clientWidth + 1 && shown(each));
    faults.push(
      ...boxes.filter((box) => !box.matches("table, pre, input") && !box.querySelector("table, pre"))
        .map((box) => `scrolls sideways and holds no table: ${name(box)}`),
    );
    return faults;
  }

  // Targets, as WCAG 2.2 has them in 2.5.8

  /** Where an element takes a pointer: for a box to tick, its label is part of it. */
  function region(element) {
    const boxes = [...element.getClientRects()];
    if (element.matches("[type=checkbox], [type=radio]")) {
      for (const label of element.labels) boxes.push(...label.getClientRects());
    }
    return boxes.filter((box) => box.width && box.height);
  }

  function bounds(boxes) {
    const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
    const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
    return { width: right - left, height: bottom - top, x: (left + right) / 2, y: (top + bottom) / 2 };
  }

  /** Whether a link stands in a line with words that are none: its height is that line's. */
  function isInline(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    for (const node of texts(block)) {
      let around = node.parentElement;
      while (around !== block && getComputedStyle(around).display === "inline" && !around.matches(CONTROLS)) {
        around = around.parentElement;
      }
      if (around === block && WORD.test(node.data)) return true;
    }
    return false;
  }

  const distance = (x, y, box) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));

  /** Targets that are less than 24 by 24 pixels, stand in no sentence, and have another one too near. */
  function smallTargets() {
    const targets = all(CONTROLS)
      .filter((each) => shown(each) && !unseen(each) && !each.disabled)
      .map((element) => ({ element, boxes: region(element) }))
      .filter(({ boxes }) => boxes.length)
      .map((target) => ({ ...target, ...bounds(target.boxes) }));
    const isSmall = (target) => Math.min(target.width, target.height) < SMALLEST - 0.01;
    const isApart = (one, other) =>
      one.element === other.element || one.element.contains(other.element) || other.element.contains(one.element);
    const inline = new Set(targets.filter((target) => isSmall(target) && isInline(target.element)));
    const near = (small, other) =>
      other.boxes.some((box) => distance(small.x, small.y, box) < SMALLEST / 2 - 0.01) ||
      (isSmall(other) && !inline.has(other) && Math.hypot(small.x - other.x, small.y - other.y) < SMALLEST - 0.01);
    return targets.filter((target) => isSmall(target) && !inline.has(target)).flatMap((small) => {
      const neighbour = targets.find((other) => !isApart(small, other) && near(small, other));
      const size = `${small.width.toFixed(1)} by ${small.height.toFixed(1)} px`;
      return neighbour ? [`${name(small.element)} is ${size} and too near to ${name(neighbour.element)}`] : [];
    });
  }

  // Colours

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();

  /** Give a colour, in whatever form, as red, green, blue and opacity. */
  function rgba(colour) {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [red, green, blue, alpha / 255]);
    }
    return known.get(colour);
  }

  const over = (front, back) => front.map((part, at) => (at < 3 ? part * front[3] + back[at] * (1 - front[3]) : 1));

  const ground = remembering((element) => {
    if (!element) return rgba("Canvas");
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(element.parentElement));
  });
  const opacity = remembering((element) =>
    element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1);

  function luminance(colour) {
    const [red, green, blue] = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  function contrastOf(element) {
    const [red, green, blue, alpha] = rgba(getComputedStyle(element).color);
    const back = ground(element);
    return contrast(over([red, green, blue, alpha * opacity(element)], back), back);
  }

  /** Body text, in its paragraph's own colour and at full size, below 7:1; any other text below 4.5:1. */
  function faintTexts() {
    const full = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const faults = new Map();
    for (const node of texts()) {
      const element = node.parentElement;
      const block = element.closest("main :is(p, li, dd)");
      const style = getComputedStyle(element);
      const isBody = block && style.color === getComputedStyle(block).color && parseFloat(style.fontSize) >= full;
      const ratio = contrastOf(element);
      if (!unseen(element) && ratio < (isBody ? 7 : 4.5)) {
        faults.set(`${style.color}`, `${isBody ? "body" : "other"} text at ${ratio.toFixed(2)}:1: ${name(element)}`);
      }
    }
    return [...faults.values()];
  }

  /** Controls that one could not see: of a button or field neither edge nor words, of a field no edge. */
  function unseenControls() {
    return all(CONTROLS).filter((each) => shown(each) && !unseen(each)).flatMap((element) => {
      const style = getComputedStyle(element);
      const back = ground(element.parentElement);
      const hasEdge = ["Top", "Right", "Bottom", "Left"].some((side) =>
        style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0 &&
        contrast(rgba(style[`border${side}Color`]), back) >= 3);
      const isField = element.matches("input, select, textarea");
      const hasWords = /\S/.test(element.textContent) && contrastOf(element) >= 4.5;
      const isTick = element.matches("[type=checkbox], [type=radio]") && style.appearance !== "none";
      return hasEdge || isTick || (hasWords && !isField) ? [] : [name(element)];
    });
  }

  // Movement and lines

  /** What moves: a transition or an animation that takes time, a scroll that is drawn out. */
  function movements() {
    const seconds = (times) => Math.max(...times.split(",").map((time) => parseFloat(time) * (time.includes("ms") ? 0.001 : 1)));
    const faults = [];
    for (const element of [document.documentElement, ...all("body, body *")]) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        const moves = style.transitionProperty !== "none" && seconds(style.transitionDuration) > 0.01;
        const plays = style.animationName !== "none" && seconds(style.animationDuration) > 0.01;
        if (moves || plays || style.scrollBehavior === "smooth") faults.push(name(element) + (part ?? ""));
      }
    }
    return faults;
  }

  const length = (element) => element.textContent.replace(/\s+/g, " ").trim().length;
  const isRunning = (paragraph) =>
    length(paragraph) >= 160 &&
    [...paragraph.children].every((child) => /^inline/.test(getComputedStyle(child).display)) &&
    all("a", paragraph).reduce((sum, link) => sum + length(link), 0) < length(paragraph) / 2;

  /** Give how many characters stand on each full line of every running paragraph of three lines or more. */
  function lines() {
    const found = [];
    for (const paragraph of all("main :is(p, li, dd)")) {
      if (!shown(paragraph) || !isRunning(paragraph)) continue;
      const counts = [];
      let [count, before] = [0, Infinity];
      for (const node of texts(paragraph)) {
        if (unseen(node.parentElement)) continue;
        for (let at = 0; at < node.data.length; at += 1) {
          const box = rectsOf(node, at, at + 1).find(({ width }) => width);
          if (!box) continue;
          if (box.left < before - 1 && count) {
            counts.push(count);
            count = 0;
          }
          before = box.left;
          count += 1;
        }
      }
      if (counts.length >= 2) found.push({ name: name(paragraph), counts });
    }
    return found;
  }

  const measures = { sideways, smallTargets, faintTexts, unseenControls, movements, lines };

  /** Take some measures, with all folded that is folded at first, or with all unfolded. */
  function take(names, isOpen) {
    for (const fold of folds) fold.open = isOpen;
    return names.flatMap((name) => {
      forget();
      return measures[name]();
    });
  }

  window.measure = { take, forget, name, shown, unseen, rgba, ground, contrast };
})();
