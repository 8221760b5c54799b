// Finds a theme by the word that one types: its label, another word for it, an abbreviation, or its definition.
(() => {
  "use strict";
  const { wordsOf, isOneSlipAway, appendMarked, taken, home } = learnbrief;
  const MOST = 20;
  const form = document.getElementById("_themes-search");
  const input = form.querySelector("input");
  const status = document.getElementById("_term-count");
  const list = document.getElementById("_found");
  const all = document.getElementById("_all-themes");

  if (!taken.has("terms")) return; // its file could not be loaded: the whole list stands below

  const themes = taken.get("terms").map(([label, address, also, definition, points, briefings]) => ({
    label, address, definition, points, briefings,
    names: [label, ...also].map((name) => ({ name, words: wordsOf(name) })),
    definitionWords: wordsOf(definition),
  }));

  const counted = (number, noun) => `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;

  function fits(word, asked) {
    return word.startsWith(asked);
  }

  function nearlyFits(word, asked) {
    return asked.length >= 5 && word.length >= 4 && isOneSlipAway(word, asked);
  }

  // How well a name answers: 0 not at all; the whole name above its beginning, that above a word in it.
  function worth(words, asked, test) {
    if (!asked.every((each) => words.some((word) => test(word, each)))) return 0;
    if (words.length === asked.length && asked.every((each, at) => words[at] === each)) return 4;
    return test(words[0], asked[0]) ? 3 : 2;
  }

  function look(asked, test) {
    const found = [];
    for (const theme of themes) {
      let best = 0;
      let reason = null;
      theme.names.forEach(({ name, words }, at) => {
        const value = worth(words, asked, test) * 2 + (at === 0 ? 1 : 0);
        if (value > best + 1 || (value > best && value > 1)) {
          best = value;
          reason = at === 0 ? null : name;
        }
      });
      if (best <= 1 && asked.every((each) => theme.definitionWords.some((word) => test(word, each)))) best = 1.5;
      if (best > 1) found.push({ theme, best, reason });
    }
    return found.sort((a, b) => b.best - a.best || b.theme.points - a.theme.points);
  }

  function lineOf({ theme, reason }, isFound) {
    const item = document.createElement("li");
    const name = document.createElement("a");
    name.href = home() + theme.address;
    appendMarked(name, theme.label, isFound);
    item.append(name);
    const counts = document.createElement("span");
    counts.className = "quiet";
    counts.textContent = theme.points === 0
      ? " no points of this site"
      : theme.points
      ? ` ${counted(theme.points, "point")} in ${counted(theme.briefings, "briefing")}`
      : " not raised yet";
    item.append(counts);
    const why = document.createElement("p");
    if (reason) {
      appendMarked(why, reason, isFound);
      why.append(": also called");
    } else appendMarked(why, theme.definition, isFound);
    item.append(why);
    return item;
  }

  const REST = 800; // milliseconds after which typing rests
  let telling;

  function tell(words, wait = REST) {
    clearTimeout(telling);
    telling = setTimeout(() => {
      if (status.textContent !== words) status.textContent = words;
    }, wait);
  }

  function outcome(found) {
    if (!found.length) return "No theme has this name. Try another word, or search the learning points.";
    const more = found.length > MOST ? `, the first ${MOST} of them shown` : "";
    return `${counted(found.length, "theme")}${more}`;
  }

  function show() {
    const asked = wordsOf(input.value);
    all.hidden = asked.length > 0;
    list.hidden = asked.length === 0;
    if (!asked.length) {
      tell("", 0);
      list.replaceChildren();
      return;
    }
    let test = fits;
    let found = look(asked, fits);
    if (!found.length) {
      test = (word, each) => fits(word, each) || nearlyFits(word, each);
      found = look(asked, test);
    }
    const isFound = (word) => asked.some((each) => test(word, each));
    list.replaceChildren(...found.slice(0, MOST).map((each) => lineOf(each, isFound)));
    tell(outcome(found));
  }

  function writeAddress() {
    const text = input.value.trim();
    history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname);
  }

  function move(step) {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement) + step;
    if (at < 0) input.focus();
    else if (links[at]) links[at].focus();
  }

  let pause;

  function clear() {
    input.value = "";
    clearTimeout(pause);
    writeAddress();
    show();
    input.focus();
  }

  input.addEventListener("input", () => {
    show();
    clearTimeout(pause);
    pause = setTimeout(writeAddress, 150); // the address can wait, the reader should not
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    move(1);
  });
  for (const element of [input, list]) {
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") clear();
      else if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else return;
      event.preventDefault();
    });
  }

  input.value = new URLSearchParams(location.search).get("q") || "";
  form.hidden = false;
  show();
})();
