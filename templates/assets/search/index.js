//# allFunctionsCalledOnLoad
// Reads the search index (learnbrief/search): in which points words stand, and what points have of each facet.
learnbrief.openIndex = (index) => {
  "use strict";
  const { decode, sums, load, taken } = learnbrief;

  // Briefings stand in the order of the index: one segment after the other. So do points.
  const briefings = [];
  const segments = [];
  let count = 0;
  for (const rows of index.segments) {
    segments.push({ point: count, briefing: briefings.length });
    for (const [slug, mark, points, month, partnerships, kind, topics] of rows) {
      briefings.push({ slug, mark, first: count, end: count + points, month, partnerships, kind, topics });
      count += points;
    }
  }
  const ofBriefing = new Uint32Array(count);
  briefings.forEach((briefing, number) => ofBriefing.fill(number, briefing.first, briefing.end));

  // ---- Facets

  const columns = new Map();
  const ofWhole = {
    partnership: (briefing) => [...decode(briefing.partnerships)],
    kind: (briefing) => [briefing.kind],
    // A neighbour's id holds a slash, and no other does.
    from: (briefing) => [Number(index.facets.partnership[decode(briefing.partnerships)[0]][0].includes("/"))],
    topic: (briefing) => [...sums(decode(briefing.topics))],
  };

  // Loads what results are narrowed by, which the first of them can do without.
  const choices = () => load("choices", index.choices);

  // Reads a facet's column when it is first asked for.
  function column(facet) {
    if (!columns.has(facet)) columns.set(facet, readColumn(facet));
    return columns.get(facet);
  }

  function readColumn(facet) {
    if (ofWhole[facet]) return briefings.map(ofWhole[facet]);
    if (facet === "theme" || facet === "lesson") {
      const [lengths, steps] = taken.get("choices")[facet].map(decode);
      return { ends: sums(lengths), steps };
    }
    if (facet === "length") return decode(index.columns.length);
    if (facet === "bears") return readRuns(index.columns.bears, Number);
    if (facet === "year") {
      const numbers = new Map(index.facets.year.map(([id], number) => [Number(id) || 0, number]));
      return readRuns(index.columns.year, (year) => numbers.get(year));
    }
    const { audience, state, role } = index.facets;
    const states = state.length + 1;
    const [step, many] = { state: [1, states], audience: [states, audience.length], role: [states * audience.length, role.length] }[facet];
    return readRuns(index.columns.section, (number) => Math.floor(number / step) % many);
  }

  // Reads a column in which each value stands once, with how many more points in a row have it.
  function readRuns(codes, valueOf) {
    const runs = decode(codes);
    const values = new Uint16Array(count);
    let point = 0;
    for (let at = 0; at < runs.length; at += 2) values.fill(valueOf(runs[at]), point, (point += runs[at + 1] + 1));
    return values;
  }

  // Calls visit with each of a point's choices in a facet, until it answers true; tells whether it did.
  function someChoice(facet, point, visit) {
    const held = column(facet);
    if (held.ends) {
      let choice = 0;
      for (let at = held.ends[point - 1] || 0; at < held.ends[point]; at += 1) {
        if (visit((choice += held.steps[at]))) return true;
      }
      return facet === "theme" && column("topic")[ofBriefing[point]].some(visit);
    }
    if (ofWhole[facet]) return held[ofBriefing[point]].some(visit);
    if (facet === "state") return held[point] > 0 && visit(held[point] - 1); // 0 for what is no action
    return visit(held[point]);
  }

  // Gives the points that have a choice.
  function pointsWith(facet, choice) {
    const points = [];
    const isIt = (each) => each === choice;
    for (let point = 0; point < count; point += 1) if (someChoice(facet, point, isIt)) points.push(point);
    return points;
  }

  const marksOfThemes = index.themes.split(" ");

  // Gives the points of a theme, from a file of its own.
  async function pointsOfTheme(number) {
    const name = `themes/${index.facets.theme[number][0]}`;
    const codes = marksOfThemes[number] ? await load(name, `search/${name}.${marksOfThemes[number]}.js`) : [];
    const points = codes.flatMap((code, segment) => [...sums(decode(code), segments[segment].point)]);
    column("topic").forEach((topics, briefing) => {
      if (!topics.includes(number)) return;
      for (let point = briefings[briefing].first; point < briefings[briefing].end; point += 1) points.push(point);
    });
    return points;
  }

  // ---- Words

  const begun = new Map();
  const marks = new Map(index.shards.split(" ").map((each) => [each.slice(0, -6), each.slice(-6)]));
  const inAddress = (letter) => (letter < "\x80" ? letter : `_${letter.codePointAt(0).toString(16)}`);

  for (const theme of index.facets.theme) theme[0] = theme[0] || theme[1].toLowerCase().replace(/[^a-z0-9]+/g, "-");

  // Loads the file of words that begin as a word does, by two letters or three: the words' own files, and the rows of
  // each segment in the alphabet's order.
  async function shard(word) {
    const letters = marks.has(word.slice(0, 3)) ? word.slice(0, 3) : word.slice(0, 2);
    if (!marks.has(letters)) return [{}, []];
    return load(`words/${letters}`, `search/words/${[...letters].map(inAddress).join("")}.${marks.get(letters)}.js`);
  }

  // Gives the words that begin so, each with what the segments' rows say of it.
  async function wordsThatBegin(beginning, like) {
    if (!begun.has(beginning)) {
      const [files, rowsOfSegments] = await shard(like);
      const found = new Map();
      rowsOfSegments.forEach((rows, segment) => {
        let at = rows.startsWith(beginning) ? 0 : rows.indexOf(`,${beginning}`) + 1;
        while (rows.startsWith(beginning, at) && (at === 0 || rows[at - 1] === ",")) {
          const end = rows.indexOf(",", at);
          const row = end < 0 ? rows.slice(at) : rows.slice(at, end);
          const form = row.slice(0, row.indexOf(" "));
          if (!found.has(form)) found.set(form, { form, file: files[form], rows: [] });
          found.get(form).rows.push([segment, row]);
          at += row.length + 1;
        }
      });
      begun.set(beginning, [...found.values()]);
    }
    return begun.get(beginning);
  }

  // Gives the words that `accept` lets through, of those that begin as `like` does.
  async function wordsThat(accept, like, letters = 3) {
    return (await wordsThatBegin(like.slice(0, letters), like)).filter(accept);
  }

  // Reads in which points a word stands, and where in each: the number times 32, how many words stand before it in
  // fours times four, and the place (above a point: how many words stand there in eights). And in which briefings'
  // titles.
  async function read(word) {
    if (!word.points) {
      const own = word.file && await load(`postings/${word.form}`, word.file);
      word.points = [];
      word.titles = [];
      for (const [segment, row] of word.rows) {
        const [, postings, titles] = row.split(" ");
        let point = segments[segment].point;
        for (const code of decode(postings === "*" ? own[segment] : postings)) {
          point += code >> 5;
          word.points.push(point * 32 + (code & 31));
        }
        if (titles) for (const briefing of sums(decode(titles))) word.titles.push(segments[segment].briefing + briefing);
      }
    }
    return word;
  }

  async function allWords() {
    const coded = await load("all-words", index.words);
    return coded.split(" ").flatMap((group) => group.slice(3).split(",").map((end) => group.slice(0, 3) + end));
  }

  // ---- Texts

  // Gives a briefing's title, its address and its points' texts, as the file has them.
  function textsOf(number) {
    const { slug, mark } = briefings[number];
    return load(`texts/${slug}`, `search/texts/${slug}.${mark}.js`);
  }

  // Gives a point's id, what stands above it, its text and its date. The file leaves out what is as in the point before,
  // and ids that are the first words of the text.
  async function textOf(point) {
    const number = ofBriefing[point];
    const [, , rows] = await textsOf(number);
    const own = point - briefings[number].first;
    const [id, , text] = rows[own];
    const asBefore = (part) => {
      let at = own;
      while (rows[at][part] === 0) at -= 1;
      return rows[at][part];
    };
    const words = () => text.toLowerCase().replace(/['’]/g, "").match(/[a-z0-9]+/g);
    return [typeof id === "number" ? words().slice(0, id).join("-") : id, asBefore(1), text, asBefore(3)];
  }

  const lessons = () => load("lessons", index.lessons);

  return { index, briefings, ofBriefing, count, column, choices, someChoice, pointsWith, pointsOfTheme, wordsThat, read, allWords, textsOf, textOf, lessons };
};
