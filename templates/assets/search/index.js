// Reads the search index (learnbrief/search): in which points words stand, and what points have of each facet.
learnbrief.openIndex = (index) => {
  "use strict";
  const { decode, sums, load } = learnbrief;
  const bySlug = (a, b) => (a.slug < b.slug ? -1 : 1);

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
  [...briefings].sort((a, b) => b.month - a.month || bySlug(a, b)).forEach((briefing, place) => (briefing.place = place));

  // ---- Facets

  const columns = new Map();
  const several = {
    theme: () => readSeveral(index.columns.theme, (briefing) => sums(decode(briefing.topics))),
    lesson: () => readSeveral(index.columns.lesson, () => []),
  };
  const ofWhole = {
    partnership: (briefing) => [...decode(briefing.partnerships)],
    kind: (briefing) => [briefing.kind],
    // A neighbour's id holds a slash, and no other does.
    from: (briefing) => [Number(index.facets.partnership[decode(briefing.partnerships)[0]][0].includes("/"))],
  };

  // Reads a facet's column when it is first asked for: most searches narrow nothing.
  function column(facet) {
    if (!columns.has(facet)) {
      if (several[facet]) columns.set(facet, several[facet]());
      else if (ofWhole[facet]) columns.set(facet, briefings.map(ofWhole[facet]));
      else columns.set(facet, facet === "year" ? readYears() : decode(index.columns[facet]));
    }
    return columns.get(facet);
  }

  function readYears() {
    const numbers = new Map(index.facets.year.map(([id], number) => [Number(id) || 0, number]));
    return decode(index.columns.year).map((year) => numbers.get(year));
  }

  // The choices of point n stand in `values` from starts[n] to starts[n + 1].
  function readSeveral(coded, ofAll) {
    const own = decode(coded);
    const values = [];
    const starts = new Uint32Array(count + 1);
    let at = 0;
    for (const briefing of briefings) {
      const shared = ofAll(briefing);
      for (let point = briefing.first; point < briefing.end; point += 1) {
        for (const each of shared) values.push(each);
        let value = 0;
        for (let left = own[at]; left > 0; left -= 1) {
          at += 1;
          value += own[at];
          values.push(value);
        }
        at += 1;
        starts[point + 1] = values.length;
      }
    }
    return { values, starts };
  }

  // Calls visit with each of a point's choices in a facet, until it answers true; tells whether it did.
  function someChoice(facet, point, visit) {
    const held = column(facet);
    if (several[facet]) {
      for (let at = held.starts[point]; at < held.starts[point + 1]; at += 1) {
        if (visit(held.values[at])) return true;
      }
      return false;
    }
    if (ofWhole[facet]) return held[ofBriefing[point]].some(visit);
    if (facet === "state") return held[point] > 0 && visit(held[point] - 1); // 0 for what is no action
    return visit(held[point]);
  }

  // ---- Words

  const shards = new Map();
  const marks = new Map(index.shards.split(" ").map((each) => [each.slice(0, -6), each.slice(-6)]));
  const inAddress = (letter) => (letter < "\x80" ? letter : `_${letter.codePointAt(0).toString(16)}`);

  for (const theme of index.facets.theme) theme[0] = theme[0] || theme[1].toLowerCase().replace(/[^a-z0-9]+/g, "-");

  // Gives the words that begin as a word does, by two letters or three, each with what the segments' rows say of it.
  async function shard(word) {
    const letters = marks.has(word.slice(0, 3)) ? word.slice(0, 3) : word.slice(0, 2);
    if (!marks.has(letters)) return new Map();
    if (!shards.has(letters)) {
      const address = `search/words/${[...letters].map(inAddress).join("")}.${marks.get(letters)}.js`;
      const [files, rowsOfSegments] = await load(`words/${letters}`, address);
      const words = new Map();
      rowsOfSegments.forEach((rows, segment) => {
        for (const row of rows ? rows.split(",") : []) {
          const [form, postings, titles] = row.split(" ");
          if (!words.has(form)) words.set(form, { form, file: files[form], rows: [] });
          words.get(form).rows.push({ segment, postings, titles });
        }
      });
      shards.set(letters, words);
    }
    return shards.get(letters);
  }

  // Gives the words that begin as `word` does and that `accept` lets through.
  async function wordsThat(accept, word) {
    return [...(await shard(word)).values()].filter(accept);
  }

  // Reads in which points a word stands, and where in each: the number times 32, how many words stand before it in
  // fours times four, and the place. And in which briefings' titles.
  async function read(word) {
    if (!word.points) {
      const own = word.file && await load(`postings/${word.form}`, word.file);
      word.points = [];
      word.titles = [];
      for (const { segment, postings, titles } of word.rows) {
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

  // Gives a briefing's title, its address and of each point its id, what stands above it, its text and its date. The
  // file leaves out what is as in the point before, and ids that are the first words of the text.
  async function textsOf(number) {
    const { slug, mark } = briefings[number];
    const texts = await load(`texts/${slug}`, `search/texts/${slug}.${mark}.js`);
    if (!texts.isWhole) {
      texts.isWhole = true;
      texts[2].reduce((before, point) => {
        const words = point[2].toLowerCase().replace(/['’]/g, "").match(/[a-z0-9]+/g);
        if (typeof point[0] === "number") point[0] = words.slice(0, point[0]).join("-");
        for (const at of [1, 3]) if (point[at] === 0) point[at] = before[at];
        return point;
      }, []);
    }
    return texts;
  }

  async function textOf(point) {
    const number = ofBriefing[point];
    return (await textsOf(number))[2][point - briefings[number].first];
  }

  const lessons = () => load("lessons", index.lessons);

  return { index, briefings, ofBriefing, count, column, someChoice, wordsThat, read, allWords, textsOf, textOf, lessons };
};
