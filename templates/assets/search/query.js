// Finds points by words: what each word of a query may mean, and what a point is worth that holds some of them.
learnbrief.finder = (site) => {
  "use strict";
  const { wordsOf, root, inflection, relatives, isOneSlipAway } = learnbrief;
  const PLACE_WEIGHT = [1, 1.4, 0.7, 1.8]; // in the text, in it often, in a heading above it, in its title
  const LONG_ABOVE = 0.6; // how much less every eight words that stand above make each of them say
  const MANY_EIGHTS = 4; // of so many words above a point each counts half as one that it holds
  const IN_BRIEFING_TITLE = 0.4;
  const IN_THEME = 0.8;
  const OF_THE_THEME = 0.6; // for a point of the theme that the whole query names
  const SAME_INFLECTED = 0.92;
  const IRREGULAR = 0.9;
  const SAME_STEM = 0.55;
  const BEGINS_SO = 0.6;
  const ONE_SLIP_AWAY = 0.6;
  const WRITTEN_OTHERWISE = 0.6; // as two words or one, in short or in full
  const CLOSE = 0.6; // of the best, where no point holds all words
  const CLOSENESS = 0.6;
  const NEARNESS = 2; // what it adds where all words stand side by side
  const MOST_BEGINNINGS = 24;
  const FEW = 10;
  const LATEST = 4096; // a month, counted from 1900, that no review was in
  const LITTLE_WORDS = new Set(`a about after again all also am an and any are as at be been before being but by can could
did do does for from get had has have he her him his how i if in into is it its just may me might more most must my no nor
not of off on or our out over own she should so some such than that the their them then there these they this those through
to too under up us very was we were what when where which while who whom whose why will with would you your`.split(/\s+/));
  const ROLES = ["recommendations", "learning", "good-practice", "improvements", "findings", "actions", "questions"];
  const NAMED_BY_WORDS = ["audience", "partnership", "kind", "year", "role"];

  const { facets, glossary } = site.index;
  const rootsOf = (text) => wordsOf(text).map(root);
  const themes = facets.theme.map(([id, label, also, nearest], number) => ({
    id, number, label, nearest, names: [label, ...also].map((name) => ({ name, words: wordsOf(name) })),
  }));
  const meanings = Object.entries(glossary).map(([short, long]) => ({
    short: wordsOf(short).join(""), words: wordsOf(long), long: wordsOf(long).filter((word) => !LITTLE_WORDS.has(word)),
  }));

  // Gives every word of the vocabulary and the glossary.
  const knownWords = () => new Set([
    ...themes.flatMap(({ names }) => names.flatMap(({ words }) => words)), ...meanings.flatMap(({ short, long }) => [short, ...long]),
  ]);

  // Tells where words stand in a row among others; -1 where they do not.
  function placeOf(row, among) {
    for (let at = 0; at + row.length <= among.length; at += 1) {
      if (row.length && row.every((each, step) => among[at + step] === each)) return at;
    }
    return -1;
  }

  // Tells whether a name of several words stands in a query. Names are many: most are passed by for their first letter.
  const isNamedIn = ({ words }, { written, roots }) =>
    words.length > 1 && written.some((word) => word[0] === words[0][0]) && placeOf(words.map(root), roots) >= 0;

  // ---- A query

  function readQuery(text, isTyping) {
    const phrases = [...text.matchAll(/["“”„‟«»″]([^"“”„‟«»″]+)["“”„‟«»″]/g)].map((match) => wordsOf(match[1]));
    const written = wordsOf(text);
    const isOpen = isTyping && written.length && !/[\s"“”„‟«»″]$/.test(text);
    if (isOpen && written[written.length - 1].length === 1) written.pop(); // one letter means nothing yet
    const last = isOpen ? written[written.length - 1] : null;
    const words = [...new Set(written)];
    const weighty = words.filter((word) => !LITTLE_WORDS.has(word));
    return {
      words, written, last, phrases: phrases.filter((phrase) => phrase.length),
      roots: written.map(root), asked: weighty.length ? weighty : words,
    };
  }

  // ---- What a word means

  // Gives the words of the index that a word stands for, each with how near it comes.
  async function meant(word, isBeginning) {
    const found = new Map();
    const add = async (accept, like, quality, letters) => {
      for (const other of await site.wordsThat(accept, like, letters)) {
        found.set(other, Math.max(found.get(other) || 0, quality(other)));
      }
    };
    const bent = inflection(word);
    const sameRoot = (each) => (other) => other.form.startsWith(each.slice(0, 3)) && root(other.form) === root(each);
    const near = (other) => (other.form === word ? 1 : inflection(other.form) === bent ? SAME_INFLECTED : SAME_STEM);
    if (/ers?$/.test(word)) await add((other) => inflection(other.form) === bent, word, near); // managers do not manage
    if (!found.size) await add(sameRoot(word), word, near);
    const { bases, forms } = relatives(word);
    for (const base of bases) await add(sameRoot(base), base, () => IRREGULAR);
    for (const form of forms) await add((other) => other.form === form, form, () => IRREGULAR);
    if (/^[^aeiouy]{2,}s$/.test(word)) await add((other) => `${other.form}s` === word, word, () => IRREGULAR, word.length - 1);
    if (isBeginning) {
      const beginning = await site.wordsThat((other) => other.form.startsWith(word), word);
      for (const other of beginning.slice(0, MOST_BEGINNINGS)) found.set(other, Math.max(found.get(other) || 0, BEGINS_SO));
    }
    return found;
  }

  async function slipsOf(word) {
    const known = [...knownWords()];
    if (word.length < 5 || known.some((each) => root(each) === root(word))) return [];
    return [...new Set([...await site.allWords(), ...known])].filter((form) => isOneSlipAway(form, word));
  }

  // Reads one word of a query: what it means, in which points that stands, and how much it says.
  async function readUnit(word, query) {
    const words = await meant(word, word === query.last);
    const roots = new Set([root(word), ...relatives(word).bases.map(root)]);
    if (word === query.last) for (const other of words.keys()) roots.add(root(other.form));
    let slipped = [];
    if (!words.size && word !== query.last) {
      slipped = await slipsOf(word);
      for (const form of slipped) {
        roots.add(root(form));
        for (const other of (await meant(form, false)).keys()) words.set(other, ONE_SLIP_AWAY);
      }
    }
    for (const other of words.keys()) await site.read(other);
    const holding = new Set();
    for (const { points } of words.keys()) for (const posting of points) holding.add(posting >> 5);
    const unit = {
      word, words, roots, slipped, points: holding.size, rarity: rarityOf(holding.size),
      worth: new Float32Array(site.count), near: new Uint8Array(site.count),
    };
    await weigh(unit);
    return unit;
  }

  function rarityOf(count) {
    return Math.log(1 + (site.count - count + 0.5) / (count + 0.5));
  }

  // Writes down what a unit is worth in each point: BM25 (k1 0, because a point is short), weighed by where it stands.
  async function weigh(unit) {
    const { words, rarity, worth, near, roots } = unit;
    const lengths = site.column("length");
    const titles = new Set();
    for (const [other, quality] of words) {
      for (const posting of other.points) {
        const point = posting >> 5;
        const place = posting & 3;
        const eights = (posting >> 2) & 7;
        const above = place === 2 ? 1 + LONG_ABOVE * eights : 1;
        const value = (rarity * quality * PLACE_WEIGHT[place]) / (0.7 + 0.2 * lengths[point]) / above;
        if (value > worth[point]) {
          worth[point] = value;
          near[point] = place < 2 ? (posting & 31) + 4 : Number(place === 2 && eights >= MANY_EIGHTS);
        }
      }
      for (const briefing of other.titles) titles.add(briefing);
    }
    for (const number of titles) {
      const { first, end } = site.briefings[number];
      for (let point = first; point < end; point += 1) worth[point] += rarity * IN_BRIEFING_TITLE;
    }
    const initials = new Set([...roots].map((each) => each[0]));
    const shares = new Map(); // the longer a theme's name, the less one word of it says
    for (const { names, number } of themes) {
      names.forEach(({ words: own }, at) => {
        if ((at && own.length > 1) || !own.some((each) => initials.has(each[0]) && roots.has(root(each)))) return;
        const share = 1 / Math.max(1, own.filter((each) => !LITTLE_WORDS.has(each)).length);
        shares.set(number, Math.max(share, shares.get(number) || 0));
      });
    }
    await addThemes([unit], shares);
  }

  // Adds to points of themes, by each theme's share.
  async function addThemes(units, shares) {
    const shareOf = new Map();
    await Promise.all([...shares].map(async ([number, share]) => {
      for (const point of await site.pointsOfTheme(number)) shareOf.set(point, Math.max(share, shareOf.get(point) || 0));
    }));
    for (const { worth, rarity } of units) {
      const most = Math.min(rarity, 6) * IN_THEME;
      shareOf.forEach((share, point) => (worth[point] += most * share));
    }
  }

  // Gives the points in which all of some words stand, as far as the index can tell.
  async function pointsWithAll(words) {
    let all = null;
    for (const word of words) {
      const points = new Set();
      for (const other of (await meant(word, false)).keys()) {
        for (const posting of (await site.read(other)).points) points.add(posting >> 5);
      }
      all = all ? new Set([...all].filter((point) => points.has(point))) : points;
    }
    return all || new Set();
  }

  function raise(units, points, rarity) {
    const value = rarity * WRITTEN_OTHERWISE;
    for (const point of points) {
      for (const { worth } of units) worth[point] = Math.max(worth[point], value);
    }
  }

  // Adds what is written otherwise: two words as one and one as two, an abbreviation and its meaning, a theme's name.
  async function addOtherWritings(units, query) {
    const others = [];
    const unitsOf = (words) => units.filter((unit) => words.some((each) => root(each) === root(unit.word)));
    for (let at = 1; at < query.written.length; at += 1) {
      const pair = query.written.slice(at - 1, at + 1);
      const points = await pointsWithAll([pair.join("")]);
      raise(units.filter(({ word }) => pair.includes(word)), points, rarityOf(points.size));
    }
    for (const unit of units) {
      if (unit.points < FEW) await addSplit(unit, others);
    }
    for (const { short, long, words } of meanings) {
      const inShort = units.filter(({ word }) => word === short || word === `${short}s`);
      if (inShort.length && long.length) {
        const points = await pointsWithAll(long);
        raise(inShort, points, rarityOf(points.size));
        others.push(...long);
      }
      if (isNamedIn({ words }, query)) {
        const points = await pointsWithAll([short]);
        raise(unitsOf(words), points, rarityOf(points.size));
        others.push(short);
      }
    }
    for (const { names, number } of themes) {
      for (const name of names) if (isNamedIn(name, query)) await addThemes(unitsOf(name.words), [[number, 1]]);
    }
    return others;
  }

  // A word that hardly stands anywhere may be written as two, side by side: childminder as child minder.
  async function addSplit(unit, others) {
    const { word } = unit;
    const beginnings = await site.wordsThat(({ form }) => word.startsWith(form) && form.length > 1 && word.length - form.length > 2, word, 2);
    for (const { form } of beginnings) {
      const rest = word.slice(form.length);
      const points = [...await pointsWithAll([form, rest])];
      if (!points.length || points.length > 3 * FEW) continue;
      const texts = await Promise.all(points.map(site.textOf));
      const holding = points.filter((_, at) => placeOf([root(form), root(rest)], rootsOf(`${texts[at][1]} ${texts[at][2]}`)) >= 0);
      raise([unit], holding, rarityOf(holding.length));
      if (holding.length) others.push(form, rest);
    }
  }

  // Reads the words of a theme's label where a query calls the theme by quite other words.
  async function inOwnWords(named, query) {
    const asked = query.asked.map(root);
    const labels = named.map(({ names }) => names[0]).filter(({ words }) => !words.some((each) => asked.includes(root(each))));
    const words = labels.flatMap((label) => label.words.filter((word) => !LITTLE_WORDS.has(word)));
    return Promise.all([...new Set(words)].map((word) => readUnit(word, query)));
  }

  // ---- What a query names

  // Gives the themes that a query names: as a whole, or else those of whose names its words are a part.
  function themesOf(query) {
    const named = (test) => themes.flatMap((theme) => {
      const name = theme.names.find(test);
      return name ? [{ ...theme, name: name.name }] : [];
    });
    const isAll = (bend) => ({ words }) => words.length === query.written.length &&
      words.every((word, at) => word[0] === query.written[at][0] && bend(word) === bend(query.written[at]));
    const exact = named(isAll(inflection));
    if (exact.length || !query.written.length) return { exact, partly: [] };
    const isPart = ({ words }) => query.asked.every((each) => words.some((other) => other[0] === each[0] &&
      (inflection(other) === inflection(each) || (query.last && each.length > 3 && other.startsWith(inflection(each))))));
    const partly = [(name) => isNamedIn(name, query), isPart, isAll(root)].map(named).find((found) => found.length);
    return { exact, partly: partly || [] };
  }

  // Gives the lessons whose statement holds all that is asked.
  async function lessonsOf(query) {
    const asked = query.asked.map(root);
    if (!asked.length || !facets.lesson.length || (asked.length === 1 && query.asked[0].length < 4)) return [];
    return (await site.lessons()).flatMap((statement, number) => {
      const mayHold = asked.every((each) => statement.toLowerCase().includes(each[0]));
      const held = mayHold ? rootsOf(statement) : [];
      return asked.every((each) => held.includes(each)) ? [{ id: facets.lesson[number][0], statement, number }] : [];
    });
  }

  // Gives the choices of facets that words of the query name, each with those words.
  function choicesOf(query) {
    return NAMED_BY_WORDS.flatMap((facet) => facets[facet].flatMap((choice, number) => {
      if (!choice || choice[0] === "everyone") return [];
      const [id, label, short, area] = choice;
      const names = facet === "year" ? [rootsOf(id)] : facet === "partnership" ? [rootsOf(label), rootsOf(short)] : [rootsOf(label)];
      const row = names.find((roots) => placeOf(roots, query.roots) >= 0);
      const single = facet === "audience" ? label : facet === "partnership" ? area : "";
      const words = query.asked.filter((word) => (row || []).includes(root(word)) ||
        (word.length > 3 && rootsOf(single).some((each) => each === root(word) && !LITTLE_WORDS.has(word))));
      return words.length ? [{ facet, number, id, label, words }] : [];
    }));
  }

  // ---- The points

  function newestFirst() {
    const inOrder = [...site.briefings].sort((a, b) => b.month - a.month);
    return inOrder.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, at) => first + at));
  }

  // Orders points by worth; of the same worth, one that bears a lesson first, then by role, then the newest. All of it
  // is one number for each, because numbers are sorted many times quicker than what one has to compare.
  function inOrder(found, scores) {
    const { briefings, ofBriefing, count } = site;
    const roles = site.column("role");
    const rank = facets.role.map((role) => (role ? (ROLES.indexOf(role[0]) + 8) % 8 : 0));
    const bears = site.column("bears");
    const keys = new Float64Array(found.length);
    let most = 1e-9;
    for (const point of found) most = Math.max(most, scores[point]);
    for (let at = 0; at < found.length; at += 1) {
      const point = found[at];
      const worth = Math.round((1 - scores[point] / most) * 5e4);
      const tie = ((worth * 2 + 1 - bears[point]) * 8 + rank[roles[point]]) * LATEST + LATEST - briefings[ofBriefing[point]].month;
      keys[at] = tie * count + point;
    }
    return [...keys.sort()].map((each) => each % count);
  }

  // Puts no more than three points of one briefing among the first ten, unless no other has any.
  function mixed(found) {
    const counts = new Map();
    const first = [];
    const later = [];
    for (const point of found) {
      if (first.length > 9) break;
      const briefing = site.ofBriefing[point];
      const count = counts.get(briefing) || 0;
      (count < 3 ? first : later).push(point);
      counts.set(briefing, count + 1);
    }
    return first.concat(later, found.slice(first.length + later.length));
  }

  // Scores every point by the units of a query, and picks those that hold all that is asked, or else come closest.
  function pick(units, query) {
    const scores = new Float32Array(site.count);
    const held = new Float64Array(site.count);
    let all = 0;
    for (const { word, worth, rarity, near } of units) {
      const says = query.asked.includes(word) ? Math.max(rarity, 0.01) : 0;
      all += says;
      for (let point = 0; point < site.count; point += 1) {
        if (worth[point] > 0) {
          scores[point] += worth[point];
          held[point] += near[point] === 1 ? says / 2 : says;
        }
      }
    }
    let most = 0;
    for (let point = 0; point < site.count; point += 1) if (held[point] > most) most = held[point];
    const isPartial = most < all - 1e-9;
    const least = isPartial ? most * CLOSE : all - 1e-9;
    const found = [];
    for (let point = 0; most && point < site.count; point += 1) {
      if (held[point] >= least) {
        found.push(point);
        scores[point] *= 1 + CLOSENESS * closeness(units, point);
      }
    }
    return { found, scores, isPartial: isPartial && most > 0 };
  }

  // Tells how many of the words in a row stand within some eight words of each other, as a share.
  function closeness(units, point) {
    let sum = 0;
    for (let at = 1; at < units.length; at += 1) {
      const [a, b] = [units[at - 1].near[point], units[at].near[point]];
      if (a > 3 && b > 3 && Math.abs((a >> 2) - (b >> 2)) < 2) sum += 1;
    }
    return units.length > 1 ? sum / (units.length - 1) : 0;
  }

  // Lets a named choice stand for its words: "Dudley 2022" means what Dudley published of 2022.
  function addChoices(units, choices) {
    for (const { facet, number, words } of choices) {
      const points = site.pointsWith(facet, number);
      const named = units.filter(({ word }) => words.includes(word));
      raise(named, points, rarityOf(points.length));
      for (const unit of named) unit.rarity = Math.min(unit.rarity, rarityOf(points.length));
    }
  }

  async function holdingPhrases(points, phrases) {
    await Promise.all([...new Set(points.map((point) => site.ofBriefing[point]))].map(site.textsOf));
    const holding = [];
    for (const point of points) {
      const [, lead, text] = await site.textOf(point);
      const words = wordsOf(`${lead} ${text}`);
      if (phrases.every((phrase) => placeOf(phrase, words) >= 0)) holding.push(point);
    }
    return holding;
  }

  // Tells how near to each other words stand in a text: 1 where all of them stand side by side.
  function nearness(asked, text) {
    const letters = new Set(asked.map((each) => each[0]));
    const roots = wordsOf(text).map((word) => (letters.has(word[0]) ? root(word) : ""));
    const places = (each) => roots.flatMap((other, at) => (other === each ? [at] : []));
    let sum = 0;
    for (let at = 1; at < asked.length; at += 1) {
      const before = places(asked[at - 1]);
      const gaps = places(asked[at]).flatMap((place) => before.map((other) => (place > other ? place - other : other - place + 1)));
      if (gaps.length) sum += 1 / Math.min(...gaps);
    }
    return sum / (asked.length - 1);
  }

  // Puts, of the points shown first, those before the others in which what is asked stands together.
  async function byNearness(shown, query, scores) {
    if (query.roots.length < 2 || !scores) return shown;
    const worth = new Map();
    for (const point of shown) {
      const [, lead, text] = await site.textOf(point);
      worth.set(point, scores[point] * (1 + NEARNESS * nearness(query.roots, `${lead} ${text}`)));
    }
    return [...shown].sort((a, b) => worth.get(b) - worth.get(a));
  }

  // Finds all that a query leads to: points in their order, and the themes, lessons and choices that it names.
  async function find(query) {
    if (!query.words.length) return { found: newestFirst(), themes: { exact: [], partly: [] }, choices: [], forms: [], slips: [] };
    const little = query.words.length > query.asked.length;
    const units = await Promise.all((little ? query.asked : query.words).map((word) => readUnit(word, query)));
    const others = await addOtherWritings(units, query);
    const named = { themes: themesOf(query), choices: choicesOf(query) };
    let { found, scores, isPartial } = pick(units, query);
    if ((isPartial || !found.length) && named.choices.length) {
      addChoices(units, named.choices);
      ({ found, scores, isPartial } = pick(units, query));
    }
    const numbers = named.themes.exact.map(({ number }) => number);
    if (numbers.length) {
      const holding = new Set(isPartial ? [] : found);
      const own = await inOwnWords(named.themes.exact, query);
      for (const point of new Set((await Promise.all(numbers.map(site.pointsOfTheme))).flat())) {
        scores[point] += OF_THE_THEME + WRITTEN_OTHERWISE * own.reduce((sum, { worth }) => sum + worth[point], 0);
        holding.add(point);
      }
      if (holding.size) [found, isPartial] = [[...holding], false];
    }
    const wanted = query.phrases;
    if (wanted.length) found = await holdingPhrases(found, wanted);
    const written = [...units.flatMap(({ words }) => [...words.keys()].map(({ form }) => form)), ...others];
    const forms = [...new Set(written.flatMap((form) => (/^[^aeiouy\d]{2,5}$/.test(form) ? [form, `${form}s`] : [form])))];
    const slips = units.filter(({ slipped }) => slipped.length).map(({ word, slipped }) => [word, slipped]);
    let nearest = [];
    if (!found.length && !wanted.length) {
      nearest = [...new Set(Object.values(named.themes).flat().flatMap((theme) => theme.nearest || theme.number))];
      const newest = newestFirst();
      for (const number of nearest) {
        const points = new Set(await site.pointsOfTheme(number));
        found.push(...newest.filter((point) => points.has(point)).slice(0, 2));
      }
    } else found = mixed(inOrder(found, scores));
    return { found, scores, isPartial, forms, slips, nearest, ...named };
  }

  return { readQuery, find, lessonsOf, byNearness, themes };
};
