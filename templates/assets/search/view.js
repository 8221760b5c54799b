// The search page: what is typed and chosen, what is found, and the address that keeps both.
(() => {
  "use strict";
  const { fold, wordsOf, appendMarked, load, taken, home, openIndex, finder } = learnbrief;
  const FACETS = [...document.querySelectorAll("[id^=_facet-]")].map((box) => box.id.slice("_facet-".length));
  const AT_ONCE = 10;
  const MOST_FORMS = 12; // that an address carries on to a point
  const MOST_THEMES = 6;
  const PAUSE = 120; // milliseconds after a letter, before a search
  const REST = 900; // after a letter, before what was found is announced

  const element = (id) => document.getElementById(`_${id}`);
  const form = element("search");
  const input = element("q");
  const status = element("status");
  const said = element("said");
  const list = element("results");
  const more = element("more");
  const unfold = element("unfold");
  const { title } = document;
  const isWide = matchMedia("(min-width: 52rem)");

  let site; // what stands in the index
  let search; // finds in it
  let latest; // what was found and chosen, for the facets that are unfolded later
  let announcing;
  let turn = 0; // a search that began later makes an earlier one give up

  function make(tag, content = "", attributes = {}) {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(content);
    return made;
  }

  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  const pointsOf = (count) => (count === 1 ? "1 learning point" : `${grouped(count)} learning points`);
  const quoted = (words) => words.map((each) => `“${each}”`).join(", ");

  // ---- The address

  const nothingChosen = () => Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    const chosen = nothingChosen();
    for (const facet of FACETS) {
      const ids = idsOf(facet);
      for (const id of asked.getAll(facet)) if (ids.includes(id)) chosen[facet].add(ids.indexOf(id));
    }
    return { text: asked.get("q") || "", chosen };
  }

  // Keeps a search in the address: as a step of its own to go back from, unless it stands there already.
  function writeAddress({ text, chosen }, isStep) {
    const asked = new URLSearchParams();
    if (text.trim()) asked.set("q", text.trim());
    for (const facet of FACETS) {
      for (const choice of chosen[facet]) asked.append(facet, choiceOf(facet, choice)[0]);
    }
    const address = asked.toString() ? `?${asked}` : location.pathname;
    if (new URL(address, location.href).href === location.href) return;
    if (isStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  // ---- Facets

  // Gives the points that all facets let through.
  function narrow(found, chosen) {
    const asked = FACETS.filter((facet) => chosen[facet].size);
    if (!asked.length) return found;
    return found.filter((point) =>
      asked.every((facet) => site.someChoice(facet, point, (choice) => chosen[facet].has(choice))));
  }

  // Counts a facet's choices among the points that all other facets let through.
  function countChoices(facet, { found, chosen }) {
    const counts = new Uint32Array(site.index.facets[facet].length);
    for (const point of narrow(found, { ...chosen, [facet]: new Set() })) {
      site.someChoice(facet, point, (choice) => {
        counts[choice] += 1;
        return false;
      });
    }
    return counts;
  }

  // Shows what there is to choose by; the choices of a facet are made when it is unfolded.
  function showFacets(found, chosen) {
    const { name, value, type } = document.activeElement;
    latest = { found, chosen, focused: type === "checkbox" ? `${name}=${value}` : "" };
    for (const facet of FACETS) {
      const box = element(`facet-${facet}`);
      if (chosen[facet].size) box.open = true;
      if (facet === "lesson" || facet === "state") {
        box.hidden = !chosen[facet].size && !found.some((point) => site.someChoice(facet, point, () => true));
      }
      if (box.open) showChoices(facet);
      else box.querySelector("ul").replaceChildren();
    }
    if (latest.focused) document.querySelector(`#_facet-${name} input[value="${value}"]`)?.focus();
  }

  // Gives a choice's id and label; what lessons say is loaded when it is first asked for.
  const choiceOf = (facet, choice) => (facet === "lesson"
    ? [...site.index.facets.lesson[choice], taken.get("lessons")?.[choice]]
    : site.index.facets[facet][choice]);
  const idsOf = (facet) => site.index.facets[facet].map((choice) => choice && choice[0]);

  async function showChoices(facet) {
    if (facet === "lesson") await site.lessons();
    const counts = countChoices(facet, latest);
    const chosen = latest.chosen[facet];
    const choices = [...counts.keys()].filter((choice) => counts[choice] || chosen.has(choice) ||
      latest.focused === `${facet}=${choiceOf(facet, choice)[0]}`); // else the focus would be lost
    if (facet !== "year" && facet !== "state") choices.sort((a, b) => counts[b] - counts[a] || a - b);
    element(`facet-${facet}`).querySelector("ul").replaceChildren(...choices.map((choice) => {
      const [value, label] = choiceOf(facet, choice);
      const tick = make("input", "", { type: "checkbox", name: facet, value, checked: chosen.has(choice) });
      const wrapper = make("label", tick);
      wrapper.append(` ${label}`, make("span", ` ${grouped(counts[choice])}`, { className: "quiet" }));
      return make("li", wrapper);
    }));
  }

  // Shows each choice that was made, to be taken away.
  function showChosen(chosen) {
    const made = FACETS.flatMap((facet) => [...chosen[facet]].map((choice) => [facet, choice]));
    const items = made.map(([facet, choice]) => {
      const [, label] = choiceOf(facet, choice);
      const button = make("button", `${label} ×`, { type: "button" });
      button.setAttribute("aria-label", `Take away: ${label}`);
      button.onclick = () => choose((now) => now.chosen[facet].delete(choice));
      return make("li", button);
    });
    if (made.length > 1) {
      items.push(make("li", make("button", "Clear all", { type: "button", onclick: () => choose((now) => (now.chosen = nothingChosen())) })));
    }
    element("chosen").replaceChildren(...items);
    unfold.textContent = made.length ? `Narrow down (${made.length} chosen)` : "Narrow down";
  }

  // Changes what is chosen by a button, which may be gone afterwards: the focus goes to what was found.
  function choose(change) {
    const now = { text: input.value, chosen: readAddress().chosen };
    change(now);
    input.value = now.text;
    writeAddress(now, true);
    run(now, false).then(() => status.focus());
  }

  // ---- What is shown

  function themeLink({ id, label, nearest }) {
    return nearest ? label : make("a", label, { href: `${home()}themes/${id}/index.html` });
  }

  // Names a theme, with the reason where a reader called it by another name.
  function themeLine(tag, theme, lead) {
    const isOther = theme.name && fold(theme.name) !== fold(theme.label);
    const line = make(tag, isOther ? `${theme.name}: shown under ` : lead, { className: "line" });
    line.append(themeLink(theme));
    if (theme.nearest) line.append(" – no briefing has raised it yet");
    return line;
  }

  // Shows the themes that the words name: one on a line, several behind a line.
  function showThemes({ themes }, query) {
    const box = element("found-themes");
    box.replaceChildren();
    const shown = themes.exact.length ? themes.exact : themes.partly.slice(0, MOST_THEMES);
    if (!query.words.length || !shown.length) return;
    if (shown.length === 1) box.append(themeLine("p", shown[0], themes.exact.length ? "Theme: " : "A theme that fits: "));
    else {
      const lead = themes.exact.length ? "Themes of this name" : "Did you mean one of these themes?";
      const choice = make("details", make("summary", lead), { open: isWide.matches });
      const links = make("ul");
      links.append(...shown.map((theme) => themeLine("li", theme, "")));
      choice.append(links);
      box.append(choice);
    }
    if (shown[0].nearest && themes.exact.length) explain(shown[0], box);
  }

  // Says what a theme is that nobody raised, and which come nearest.
  async function explain(theme, box) {
    const mine = turn;
    const terms = await load("terms", site.index.terms);
    if (mine !== turn) return;
    box.append(make("p", terms.find(([label]) => label === theme.label)[3]));
    if (!theme.nearest.length) return;
    const line = make("p", "Nearest: ");
    theme.nearest.forEach((number, at) => line.append(at ? ", " : "", themeLink(search.themes[number])));
    box.append(line);
  }

  // Shows the lessons that the words name, when the points stand there already: what they say is a file of its own.
  async function showLessons(query) {
    const mine = turn;
    const lessons = await search.lessonsOf(query);
    if (mine !== turn) return;
    const lines = lessons.slice(0, 3).map(({ id, statement, number }) => {
      const count = site.pointsWith("lesson", number).length;
      const line = make("p", "Lesson: ", { className: "line" });
      line.append(make("a", statement, { href: `?lesson=${encodeURIComponent(id)}` }), make("span", ` ${pointsOf(count)}`, { className: "quiet" }));
      return line;
    });
    element("found-lessons").replaceChildren(...lines);
  }

  // Offers what words name as choices: "managers" the points for managers, "2022" those of that year.
  function showOffers({ choices }, found, { chosen }) {
    const offers = choices.filter(({ facet, number }) => chosen[facet] && !chosen[facet].has(number)).map((choice) => {
      const fitting = found.filter((point) => site.someChoice(choice.facet, point, (each) => each === choice.number));
      return { ...choice, count: fitting.length };
    }).filter(({ count }) => count);
    const box = element("offers");
    box.replaceChildren();
    if (!offers.length) return;
    box.append("Only ");
    for (const { facet, number, label, count, words } of offers.slice(0, 4)) {
      const name = facet === "audience" ? `for ${label.toLowerCase()}` : label;
      const button = make("button", `${name} (${grouped(count)})`, { type: "button" });
      button.onclick = () => choose((now) => {
        now.chosen[facet].add(number);
        now.text = without(words, now.text);
      });
      box.append(button, " ");
    }
  }

  // Takes words out of a text, unless nothing that says anything would be left but marks.
  function without(words, text) {
    return text.split(/\s+/).filter((part) => !wordsOf(part).length || wordsOf(part).some((word) => !words.includes(word))).join(" ");
  }

  async function resultOf(point, forms) {
    const number = site.ofBriefing[point];
    const [title, address] = await site.textsOf(number);
    const [id, lead, text, held] = await site.textOf(point);
    const { facets } = site.index;
    const publisher = site.column("partnership")[number].map((each) => facets.partnership[each][1]).join(" and ");
    const [role, label] = facets.role[site.column("role")[point]];
    const isFound = (word) => forms.includes(word);
    const item = make("li", "", { className: `point role-${role}` });
    const leadIn = make("p", "", { className: "lead-in" });
    appendMarked(leadIn, lead, isFound);
    const words = make("p", "", { className: "words" });
    appendMarked(words, text, isFound);
    const source = make("p", `${label} · `, { className: "source" });
    const isTheirs = address.includes("://"); // what a reader searched for is not told to a neighbour
    const carried = isTheirs || !forms.length ? "" : `?words=${encodeURIComponent(forms.slice(0, MOST_FORMS).join(" "))}`;
    const href = `${isTheirs ? "" : home()}${address}${carried}#${id}`;
    source.append(make("a", `${title} · ${publisher} · ${held}`, { href }), ` · ${facets.kind[site.briefings[number].kind][1]}`);
    if (isTheirs) source.prepend(make("span", "Neighbour", { className: "beside" }), " ");
    item.append(leadIn, words, source);
    return item;
  }

  function sentence(found, kept, query, { isPartial, slips, nearest, themes }) {
    if (!query.words.length) return `${pointsOf(kept.length)}. Type a word, or narrow them down.`;
    const unraised = themes.exact.find((theme) => theme.nearest);
    if (nearest.length || (unraised && !found.length)) {
      const lead = unraised ? `No briefing has raised ${unraised.label} yet.` : "No point has these words.";
      return `${lead}${nearest.length ? " These points are of the nearest themes." : ""}`;
    }
    if (!found.length && query.phrases.length) return `No point has the phrase ${quoted(query.phrases.map((phrase) => phrase.join(" ")))}. Try without quotation marks.`;
    if (!found.length) return "Nothing was found. Try fewer or other words, or look through the themes.";
    if (!kept.length) return `${pointsOf(found.length)} ${found.length === 1 ? "has" : "have"} these words, but none fits your choices. Take one away.`;
    const slip = slips.map(([word, meant]) => `No point has “${word}”. These have ${quoted(meant.slice(0, 3))}. `).join("");
    const partly = isPartial ? "Nothing has all these words. These come closest. " : "";
    const many = kept.length > 200 ? " Add a word, or narrow them down." : "";
    return `${slip}${partly}${pointsOf(kept.length)}.${many}`;
  }

  // Says what was found: to see at once, to hear once typing rests, and then all in one.
  function say(text, isTyping, atRest = announce) {
    status.textContent = text;
    clearTimeout(announcing);
    announcing = setTimeout(atRest, isTyping ? REST : 0);
  }

  function announce() {
    const named = document.querySelectorAll("#_found-themes :is(p, summary, li), #_found-lessons p");
    said.textContent = [status, ...named].map((each) => each.textContent).join(" ");
  }

  async function run(state, isTyping) {
    const mine = (turn += 1);
    try {
      if (state.chosen.lesson?.size) await site.lessons(); // what is chosen is named
      const query = search.readQuery(state.text, isTyping);
      const outcome = await search.find(query);
      if (mine !== turn) return;
      const { found } = outcome;
      if (state.chosen.theme.size || state.chosen.lesson.size) await site.choices();
      const kept = narrow(found, state.chosen);
      const first = await search.byNearness(kept.slice(0, AT_ONCE), query, outcome.scores);
      const items = await Promise.all(first.map((point) => resultOf(point, outcome.forms)));
      if (mine !== turn) return;
      showThemes(outcome, query);
      showOffers(outcome, found, state);
      showChosen(state.chosen);
      list.replaceChildren(...items);
      element("no-end").hidden = isTyping || found.length > 0;
      showMore(kept, outcome.forms);
      const isOpen = isTyping && !found.length; // slips are looked for only when a word stands there whole
      say(isOpen ? "Nothing so far." : sentence(found, kept, query, outcome), isTyping, isOpen ? () => run(state, false) : announce);
      document.title = [state.text.trim(), title].filter(Boolean).join(" – ");
      document.documentElement.dataset.searched = state.text.trim();
      await new Promise((go) => setTimeout(go)); // what was found can be seen meanwhile
      await site.choices();
      if (mine !== turn) return;
      showFacets(found, state.chosen);
      await showLessons(query);
    } catch (failure) {
      if (!failure.isMissing) throw failure;
      fail();
    }
  }

  function showMore(kept, forms) {
    const show = () => {
      const count = list.children.length;
      more.hidden = kept.length <= count;
      more.textContent = `Show more (${count} of ${grouped(kept.length)} are shown)`;
    };
    show();
    more.onclick = async () => {
      const start = list.children.length;
      const next = await Promise.all(kept.slice(start, start + AT_ONCE).map((point) => resultOf(point, forms)));
      list.append(...next);
      next[0].querySelector("a").focus();
      show();
    };
  }

  function fail() {
    list.replaceChildren();
    more.hidden = true;
    say("A part of the search could not be loaded. Check your connection and load this page again.", false);
  }

  // ---- Beginning

  function stateOfForm() {
    const chosen = nothingChosen();
    for (const facet of FACETS) {
      if (!element(`facet-${facet}`).querySelector("li")) chosen[facet] = readAddress().chosen[facet];
      const ids = idsOf(facet);
      for (const tick of document.querySelectorAll(`#_facet-${facet} input:checked`)) chosen[facet].add(ids.indexOf(tick.value));
    }
    return { text: input.value, chosen };
  }

  function searchAgain(isStep, isTyping) {
    const now = stateOfForm();
    writeAddress(now, isStep);
    run(now, isTyping);
  }

  function begin() {
    site = openIndex(taken.get("index"));
    search = finder(site);
    if (isWide.matches) for (const facet of ["theme", "year"]) element(`facet-${facet}`).open = true;
    const state = readAddress();
    input.value = state.text;
    run(state, false);

    let pause;
    input.addEventListener("input", () => {
      clearTimeout(pause);
      clearTimeout(announcing);
      pause = setTimeout(() => searchAgain(false, true), PAUSE);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(pause);
      searchAgain(true, false);
    });
    element("facets").addEventListener("change", () => searchAgain(true, false));
    unfold.addEventListener("click", () => {
      const isOpen = unfold.getAttribute("aria-expanded") !== "true";
      unfold.setAttribute("aria-expanded", String(isOpen));
    });
    element("choices").addEventListener("toggle", ({ target }) => {
      if (target.open && latest && !target.querySelector("li")) showChoices(target.id.slice("_facet-".length));
    }, true);
    addEventListener("popstate", () => {
      const then = readAddress();
      input.value = then.text;
      run(then, false);
    });
  }

  element("without-script").hidden = true;
  if (taken.has("index")) begin();
  else fail();
})();
