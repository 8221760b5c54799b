// Search down to the single learning point, in the index that the build wrote (learnbrief/search/index.py).
(() => {
  "use strict";
  const { fold, wordsOf, stem, isOneSlipAway, appendMarked, load, taken, root, openIndex } = learnbrief;
  const FACETS = ["theme", "audience", "role", "partnership", "kind", "year", "from"].filter(
    (facet) => document.getElementById(`_facet-${facet}`)); // only a site with neighbours asks whose learning it is
  const PLACE_WEIGHT = [1, 1.4, 0.7, 1.8]; // in the text, in it often, in a heading above it, in its title
  const IN_BRIEFING_TITLE = 0.4;
  const IN_THEME = 0.8;
  const OF_THE_THEME = 0.6; // for a point of the theme that the whole query names
  const AT_ONCE = 10;
  const MOST_BEGINNINGS = 24;

  const form = document.getElementById("_search");
  const input = form.querySelector("input[type=search]");
  const status = document.getElementById("_status");
  const facetBox = document.getElementById("_facets");
  const themeBox = document.getElementById("_found-themes");
  const list = document.getElementById("_results");
  const more = document.getElementById("_more");

  let site; // what stands in the index
  let latest; // what was found and chosen, for the facets that are unfolded later
  let turn = 0; // a search that began later makes an earlier one give up

  // ---- Words

  // Finds the words that are meant, by their stems: all of this one, while typing what begins so, else what one slip
  // would make of it.
  async function meant(word, isBeginning, termWords) {
    const root = stem(word);
    let found = await site.wordsThat((other) => other.root === root, word);
    const roots = new Set([root]);
    if (isBeginning && word.length > 1) {
      const beginning = await site.wordsThat((other) => other.form.startsWith(word), word);
      found = [...new Set([...found, ...beginning.slice(0, MOST_BEGINNINGS)])];
      for (const other of found) roots.add(other.root);
    }
    const isKnown = found.length || termWords.some((other) => stem(other) === root);
    if (isKnown || word.length < 5) return { words: found, roots, slipped: [] };
    const all = new Set([...await site.allWords(), ...termWords]);
    const slipped = [...all].filter((form) => isOneSlipAway(form, word));
    for (const each of new Set(slipped.map(stem))) {
      roots.add(each);
      for (const form of slipped.filter((other) => stem(other) === each).slice(0, 1)) {
        found.push(...await site.wordsThat((other) => other.root === each, form));
      }
    }
    return { words: found, roots, slipped };
  }

  // ---- A query

  function readQuery(text, isTyping) {
    const phrases = [...text.matchAll(/"([^"]+)"/g)].map((match) => wordsOf(match[1])).filter((words) => words.length > 1);
    const words = wordsOf(text);
    const last = isTyping && !/[\s"]$/.test(text) ? words[words.length - 1] : null;
    return { words: [...new Set(words)], last, phrases, whole: words.join(" ") };
  }

  // Scores every point that holds the words: BM25 (k1 0, because a point is short), weighed by where a word stands.
  async function score(query) {
    const scores = new Float64Array(site.count);
    const matched = new Uint8Array(site.count);
    const forms = new Set();
    const slips = [];
    const lengths = site.column("length");
    const terms = await load("terms", site.index.terms);
    const namesOf = ([label, , also]) => [label, ...also.filter((term) => !term.includes(" "))].flatMap(wordsOf);
    const termWords = terms.flatMap(namesOf);
    for (const word of query.words) {
      const { words, roots, slipped } = await meant(word, word === query.last, termWords);
      if (slipped.length) slips.push([word, slipped]);
      const best = new Float64Array(site.count);
      const holding = new Set();
      for (const other of words) {
        forms.add(other.form);
        for (const posting of (await site.read(other)).points) holding.add(posting >> 2);
      }
      const rarity = Math.log(1 + (site.count - holding.size + 0.5) / (holding.size + 0.5));
      const inTitle = new Set();
      for (const other of words) {
        const weight = other.form === word ? rarity : rarity * 0.9;
        for (const posting of other.points) {
          const point = posting >> 2;
          const worth = (weight * PLACE_WEIGHT[posting & 3]) / (0.7 + 0.2 * lengths[point]);
          if (worth > best[point]) best[point] = worth;
        }
        for (const briefing of other.titles) inTitle.add(briefing);
      }
      for (const briefing of inTitle) {
        const { first, end } = site.briefings[briefing];
        for (let point = first; point < end; point += 1) best[point] += rarity * IN_BRIEFING_TITLE;
      }
      const named = new Set(numbersOf(terms.filter((term) => namesOf(term).some((each) => roots.has(stem(each))))));
      if (named.size) {
        for (let point = 0; point < site.count; point += 1) {
          if (site.someChoice("theme", point, (theme) => named.has(theme))) best[point] += rarity * IN_THEME;
        }
      }
      for (let point = 0; point < site.count; point += 1) {
        if (best[point] > 0) {
          scores[point] += best[point];
          matched[point] += 1;
        }
      }
    }
    return { scores, matched, forms, slips };
  }

  function numbersOf(terms) {
    const numbers = new Map(site.index.facets.theme.map((theme, number) => [theme && theme[1], number]));
    return terms.map(([label]) => numbers.get(label)).filter((number) => number !== undefined);
  }

  // Finds the themes that a query names: as a whole, or else those of whose names its words are a part.
  async function themesOf(query) {
    const terms = await load("terms", site.index.terms);
    const exact = [];
    const partly = [];
    const numbers = new Map(site.index.facets.theme.map((theme, number) => [theme && theme[1], number]));
    terms.forEach(([label, address, also]) => {
      const names = [label, ...also];
      const number = numbers.get(label);
      const whole = names.find((name) => wordsOf(name).join(" ") === query.whole);
      if (whole) exact.push({ number, label, address, name: whole });
      else {
        const part = names.find((name) => {
          const words = wordsOf(name);
          return query.words.every((word) => words.some((other) => other === word || (word.length > 3 && other.startsWith(word))));
        });
        if (part) partly.push({ number, label, address, name: part });
      }
    });
    return { exact, partly };
  }

  // Newest first, and in a briefing as printed.
  function byDate(a, b) {
    return site.briefings[site.ofBriefing[a]].place - site.briefings[site.ofBriefing[b]].place || a - b;
  }

  function newestFirst() {
    const inOrder = [...site.briefings].sort((a, b) => a.place - b.place);
    return inOrder.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, at) => first + at));
  }

  async function find(query) {
    if (!query.words.length) return { found: null, themes: { exact: [], partly: [] }, forms: new Set(), slips: [], isPartial: false };
    const { scores, matched, forms, slips } = await score(query);
    const themes = await themesOf(query);
    const named = new Set(themes.exact.filter((theme) => theme.address).map((theme) => theme.number));
    if (named.size) {
      for (let point = 0; point < site.count; point += 1) {
        if (site.someChoice("theme", point, (theme) => named.has(theme))) {
          scores[point] += OF_THE_THEME;
          matched[point] = query.words.length;
        }
      }
    }
    let most = 0;
    for (const count of matched) most = Math.max(most, count);
    let found = [];
    for (let point = 0; most && point < site.count; point += 1) {
      if (matched[point] === most) found.push(point);
    }
    found.sort((a, b) => scores[b] - scores[a] || byDate(a, b));
    const isPartial = most > 0 && most < query.words.length;
    if (query.phrases.length) {
      const holding = await holdingPhrases(found, query.phrases);
      if (holding.length || !named.size) found = holding;
    }
    return { found, scores, themes, forms, slips, isPartial };
  }

  async function holdingPhrases(found, phrases) {
    await Promise.all([...new Set(found.map((point) => site.ofBriefing[point]))].map(site.textsOf));
    const holding = [];
    for (const point of found) {
      const [, lead, text] = await site.textOf(point);
      const words = ` ${wordsOf(`${lead} ${text}`).join(" ")} `;
      if (phrases.every((phrase) => words.includes(` ${phrase.join(" ")} `))) holding.push(point);
    }
    return holding;
  }

  // Puts, of the points shown first, those before the others in which the query's words stand side by side.
  async function bySideBySide(shown, query, scores) {
    if (query.words.length < 2 || !scores) return shown;
    const pairs = query.words.slice(1).map((word, at) => ` ${query.words[at]} ${word} `);
    const worth = new Map();
    for (const point of shown) {
      const [, lead, text] = await site.textOf(point);
      const words = ` ${wordsOf(`${lead} ${text}`).join(" ")} `;
      const beside = pairs.filter((pair) => words.includes(pair)).length / pairs.length;
      worth.set(point, scores[point] * (1 + beside));
    }
    return [...shown].sort((a, b) => worth.get(b) - worth.get(a));
  }

  // ---- The address

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    const chosen = {};
    for (const facet of FACETS) {
      const choices = site.index.facets[facet].map((choice) => choice && choice[0]);
      chosen[facet] = new Set(asked.getAll(facet).map((id) => choices.indexOf(id)).filter((choice) => choice >= 0));
    }
    return { text: asked.get("q") || "", chosen };
  }

  function writeAddress(state, isNewStep) {
    const asked = new URLSearchParams();
    if (state.text.trim()) asked.set("q", state.text.trim());
    for (const facet of FACETS) {
      for (const choice of state.chosen[facet]) asked.append(facet, site.index.facets[facet][choice][0]);
    }
    const query = asked.toString();
    const address = query ? `?${query}` : location.pathname;
    if (isNewStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  // ---- What is shown

  // Gives the points that all facets let through.
  function narrow(found, chosen) {
    const asked = FACETS.filter((facet) => chosen[facet].size);
    if (!asked.length) return found;
    return found.filter((point) =>
      asked.every((facet) => site.someChoice(facet, point, (choice) => chosen[facet].has(choice))));
  }

  // Counts a facet's choices among the points that all other facets let through.
  function countChoices(facet, found, chosen) {
    const counts = new Uint32Array(site.index.facets[facet].length);
    for (const point of narrow(found, { ...chosen, [facet]: new Set() })) {
      site.someChoice(facet, point, (choice) => {
        counts[choice] += 1;
        return false;
      });
    }
    return counts;
  }

  // Shows which facets there are to choose by; the choices of one are made when it is unfolded.
  function showFacets(found, chosen) {
    const focused = document.activeElement;
    latest = { found, chosen };
    for (const facet of FACETS) {
      const box = document.getElementById(`_facet-${facet}`);
      if (chosen[facet].size) box.open = true;
      if (box.open) showChoices(facet);
      else box.querySelector("ul").replaceChildren();
    }
    if (focused.type === "checkbox") {
      document.querySelector(`#_facet-${focused.name} input[value="${focused.value}"]`)?.focus();
    }
  }

  function showChoices(facet) {
    const counts = countChoices(facet, latest.found, latest.chosen);
    const chosen = latest.chosen[facet];
    const choices = [...counts.keys()].filter((choice) => counts[choice] || chosen.has(choice));
    if (facet !== "year") choices.sort((a, b) => counts[b] - counts[a] || a - b);
    document.querySelector(`#_facet-${facet} ul`).replaceChildren(...choices.map((choice) => {
      const [id, label] = site.index.facets[facet][choice];
      const item = document.createElement("li");
      const wrapper = document.createElement("label");
      const tick = document.createElement("input");
      tick.type = "checkbox";
      tick.name = facet;
      tick.value = id;
      tick.checked = chosen.has(choice);
      const count = document.createElement("span");
      count.className = "quiet";
      count.textContent = ` ${counts[choice]}`;
      wrapper.append(tick, ` ${label}`, count);
      item.append(wrapper);
      return item;
    }));
  }

  function showThemes(themes, query, isFound) {
    const shown = themes.exact.length ? themes.exact : themes.partly.slice(0, 6);
    themeBox.replaceChildren();
    if (!query.words.length) return;
    if (!shown.length && !isFound) {
      const wayOn = document.createElement("p");
      const link = document.createElement("a");
      link.href = `${root()}themes/index.html`;
      link.textContent = "Look through all themes, A to Z";
      wayOn.append(link);
      themeBox.append(wayOn);
    }
    if (!shown.length) return;
    const lead = document.createElement("p");
    const links = document.createElement("ul");
    lead.textContent = themes.exact.length ? "A theme of this name:" : shown.length > 1 ? "Did you mean one of these themes?" : "A theme that fits:";
    for (const theme of shown) {
      const item = document.createElement("li");
      const link = document.createElement(theme.address ? "a" : "span");
      if (theme.address) link.href = root() + theme.address;
      link.textContent = theme.label;
      item.append(link);
      if (fold(theme.name) !== fold(theme.label)) item.append(` (${theme.name}: shown under ${theme.label})`);
      if (!theme.address) item.append(" – no briefing has raised it yet");
      links.append(item);
    }
    themeBox.append(lead, links);
  }

  async function resultOf(point, forms) {
    const number = site.ofBriefing[point];
    const [title, address] = await site.textsOf(number);
    const publisher = site.column("partnership")[number].map((each) => site.index.facets.partnership[each][2]).join(" and ");
    const kind = site.index.facets.kind[site.briefings[number].kind][1];
    const [id, lead, text, held] = await site.textOf(point);
    const isFound = (word) => forms.has(word);
    const item = document.createElement("li");
    const words = [...forms].slice(0, 12).join(" ");
    const [role, label] = site.index.facets.role[site.column("role")[point]];
    item.className = `point role-${role}`;
    const leadIn = document.createElement("p");
    leadIn.className = "lead-in";
    appendMarked(leadIn, lead, isFound);
    const link = document.createElement("a");
    const isTheirs = address.includes("://"); // what a reader searched for is not told to a neighbour
    link.href = isTheirs ? `${address}#${id}` : `${root()}${address}${words ? `?words=${encodeURIComponent(words)}` : ""}#${id}`;
    appendMarked(link, text, isFound);
    const body = document.createElement("p");
    body.append(link);
    const source = document.createElement("p");
    source.className = "source";
    source.textContent = `${label} · ${title} · ${publisher} · ${held} · ${kind}`;
    if (isTheirs) {
      const whose = document.createElement("span");
      whose.className = "beside";
      whose.textContent = "Neighbour";
      source.prepend(whose, " ");
    }
    item.append(leadIn, body, source);
    return item;
  }

  function say(found, kept, query, outcome) {
    const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
    const nouns = (count) => (count === 1 ? "1 learning point" : `${grouped(count)} learning points`);
    if (!query.words.length) return `${nouns(kept.length)}. Type a word, or choose below.`;
    if (!found.length) return "Nothing was found. Try fewer or other words, or look through the themes.";
    if (!kept.length) return `${nouns(found.length)} hold these words, but none fits the choices. Take one away.`;
    const slip = outcome.slips.map(([word, meant]) => `Nothing holds “${word}”; this is for ${meant.slice(0, 3).map((each) => `“${each}”`).join(", ")}. `).join("");
    const partly = outcome.isPartial ? "No point holds all the words; these hold most. " : "";
    const many = kept.length > 200 ? " Add a word, or choose below, to narrow them down." : "";
    return `${slip}${partly}${nouns(kept.length)}.${many}`;
  }

  async function run(state, isTyping) {
    const mine = (turn += 1);
    const query = readQuery(state.text, isTyping);
    const outcome = await find(query);
    if (mine !== turn) return;
    const found = outcome.found || newestFirst();
    const kept = narrow(found, state.chosen);
    const first = await bySideBySide(kept.slice(0, AT_ONCE), query, outcome.scores);
    const items = await Promise.all(first.map((point) => resultOf(point, outcome.forms)));
    if (mine !== turn) return;
    showFacets(found, state.chosen);
    showThemes(outcome.themes, query, found.length > 0);
    list.replaceChildren(...items);
    status.textContent = say(found, kept, query, outcome);
    more.hidden = kept.length <= AT_ONCE;
    more.onclick = async () => {
      const start = list.children.length;
      const next = await Promise.all(kept.slice(start, start + AT_ONCE).map((point) => resultOf(point, outcome.forms)));
      list.append(...next);
      next[0].querySelector("a").focus();
      more.hidden = list.children.length >= kept.length;
    };
    document.documentElement.dataset.searched = state.text.trim();
  }

  // ---- Beginning

  function stateOfForm() {
    const chosen = {};
    for (const facet of FACETS) {
      const choices = site.index.facets[facet].map((choice) => choice && choice[0]);
      const ticked = form.ownerDocument.querySelectorAll(`#_facet-${facet} input:checked`);
      chosen[facet] = new Set([...ticked].map((tick) => choices.indexOf(tick.value)));
    }
    return { text: input.value, chosen };
  }

  function begin() {
    site = openIndex(taken.get("index"));
    document.getElementById("_without-script").hidden = true;
    const state = readAddress();
    input.value = state.text;
    run(state, false);

    let pause;
    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => {
        const now = stateOfForm();
        writeAddress(now, false);
        run(now, true);
      }, 120);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(pause);
      const now = stateOfForm();
      writeAddress(now, true);
      run(now, false);
    });
    facetBox.addEventListener("change", () => {
      const now = stateOfForm();
      writeAddress(now, true);
      run(now, false);
    });
    for (const facet of FACETS) {
      const box = document.getElementById(`_facet-${facet}`);
      box.addEventListener("toggle", () => {
        if (box.open && latest && !box.querySelector("li")) showChoices(facet);
      });
    }
    addEventListener("popstate", () => {
      const then = readAddress();
      input.value = then.text;
      run(then, false);
    });
  }

  begin();
})();
