// What a word shares with its inflections: Snowball's rules for English (https://snowballstem.org), and the forms that
// no rule gives. tests/browser/test_stemming.py holds the rules to those of the Python package, word by word.
(() => {
  "use strict";
  const IRREGULAR = `
child children|grandchild grandchildren|stepchild stepchildren|schoolchild schoolchildren|man men|woman women|person people
policeman policemen|policewoman policewomen|chairman chairmen|foot feet|tooth teeth|knife knives|life lives
wife wives|midwife midwives|housewife housewives|half halves|self selves|thief thieves
crisis crises|analysis analyses analyse|diagnosis diagnoses diagnose|hypothesis hypotheses|basis bases|emphasis emphases
criterion criteria|curriculum curricula|appendix appendices|index indices
arise arose arisen|be am is are was were been|beat beaten|become became|begin began begun
break broke broken|bring brought|build built|buy bought|catch caught|choose chose chosen|come came|deal dealt
die dying died|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed
feel felt|fight fought|find found|forget forgot forgotten|get got|give gave given|go went gone
grow grew grown|have has had|hear heard|hide hid hidden|hold held|keep kept|know knew known|lay laid|lead led
learn learnt|leave left|lie lying lied lain|lose lost|make made|mean meant|meet met|overcome overcame
oversee oversaw overseen|pay paid|rise rose risen|run ran|say said|see saw seen|seek sought
send sent|shake shook shaken|show shown|sit sat|sleep slept|speak spoke spoken|spend spent|stand stood
steal stole stolen|take took taken|teach taught|tell told
think thought|tie tying|undergo underwent undergone|understand understood
undertake undertook undertaken|uphold upheld|wear wore worn|win won|withdraw withdrew withdrawn|withhold withheld
write wrote written
two 2|three 3|four 4|five 5|six 6|seven 7|eight 8|nine 9|ten 10|eleven 11|twelve 12
advise advice|apply application applications|behave behaviour behaviours|close closure closures|decide decision decisions
deny denial denials|disclose disclosure disclosures|expose exposure|fail failure failures|practise practice practices
respond response responses`;
  const EXCEPTIONS = new Map(Object.entries({
    skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
    sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
  }));
  const BEGINNING = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)|^[^aeiouy]*[aeiouy]+[^aeiouy]/;
  const SYLLABLE = /^[^aeiouy]*[aeiouy]+[^aeiouy]/;
  const SHORT = /(?:[^aeiouy][aeiouy][^aeiouwxyY]|^[aeiouy][^aeiouy]|past)$/;
  const ING_STAYS = /^(?:even|cann|inn|earr|herr|out)ing$/;
  const SECOND_TO = {
    anci: "ance", enci: "ence", bli: "ble", abli: "able", alli: "al", fulli: "ful", lessli: "less", ousli: "ous",
    entli: "ent", aliti: "al", biliti: "ble", iviti: "ive", tional: "tion", ational: "ate", alism: "al", ation: "ate",
    ization: "ize", izer: "ize", ator: "ate", iveness: "ive", fulness: "ful", ousness: "ous", ogist: "og",
  };
  const SECOND = new RegExp(`(?:li|ogi|${Object.keys(SECOND_TO).join("|")})$`);
  const THIRD_TO = { icate: "ic", alize: "al", iciti: "ic", ical: "ic", tional: "tion", ational: "ate", ful: "", ness: "" };
  const THIRD = new RegExp(`(?:ative|${Object.keys(THIRD_TO).join("|")})$`);
  const FOURTH = /(?:ic|ance|ence|able|ible|ate|ive|ize|iti|al|ism|ion|er|ous|ant|ent|ment|ement)$/;

  function end(word) {
    if (/sses$/.test(word)) return word.slice(0, -2);
    if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
    return /[aeiouy].+s$/.test(word) && !/[us]s$/.test(word) ? word.slice(0, -1) : word;
  }

  function past(word, first) {
    const [ending] = word.match(/(?:eed|eedly|ed|edly|ing|ingly)$/) || [""];
    if (!ending) return word;
    const start = word.length - ending.length;
    const rest = word.slice(0, start);
    if (ending.startsWith("eed")) {
      return start >= first && !/^(?:succ|proc|exc)$/.test(rest) ? `${rest}ee` : word;
    }
    if (ending === "ing") {
      if (/^[^aeiouy]y$/.test(rest)) return `${rest[0]}ie`;
      if (ING_STAYS.test(word)) return word;
    }
    if (!/[aeiouy]/.test(rest)) return word;
    if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1);
    return rest.length === first && SHORT.test(rest) ? `${rest}e` : rest;
  }

  function replace(word, endings, act) {
    const [ending] = word.match(endings) || [];
    return ending ? act(word.slice(0, -ending.length), ending) ?? word : word;
  }

  // Stems a folded word: lower case, no apostrophes.
  function byRule(whole) {
    if (EXCEPTIONS.has(whole)) return EXCEPTIONS.get(whole);
    if (whole.length < 3) return whole;
    let word = whole.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const first = (word.match(BEGINNING) || [word])[0].length;
    const second = first + (word.slice(first).match(SYLLABLE) || [word.slice(first)])[0].length;
    word = past(end(word), first).replace(/(.[^aeiouy])[yY]$/, "$1i");
    word = replace(word, SECOND, (rest, ending) => {
      if (rest.length < first) return word;
      if (ending === "ogi") return rest.endsWith("l") ? `${rest}og` : word;
      if (ending === "li") return /[cdeghkmnrt]$/.test(rest) ? rest : word;
      return rest + SECOND_TO[ending];
    });
    word = replace(word, THIRD, (rest, ending) => {
      if (rest.length < first) return word;
      if (ending === "ative") return rest.length >= second ? rest : word;
      return rest + THIRD_TO[ending];
    });
    word = replace(word, FOURTH, (rest, ending) =>
      rest.length >= second && (ending !== "ion" || /[st]$/.test(rest)) ? rest : word);
    if (word.endsWith("e")) {
      const rest = word.slice(0, -1);
      if (rest.length >= second || (rest.length >= first && !SHORT.test(rest))) word = rest;
    } else if (word.endsWith("ll") && word.length - 1 >= second) word = word.slice(0, -1);
    return word.replace(/Y/g, "y");
  }

  // Takes away what English puts to a word's end to bend it, and no more: managers and manager share this, managing not.
  function inflection(word) {
    return word.length < 3 ? word : past(end(word), Infinity).replace(/e$/, "").replace(/(.[^aeiouy])y$/, "$1i");
  }

  const roots = new Map();

  // A word's stem where all forms agree: recognize as recognise, referral as refer, curiosity as curious, violence as
  // violent, representation as represented.
  function root(word) {
    if (!roots.has(word)) {
      const like = word.replace(/(.{3})iz(e[ds]?|ers?|ing|ations?)$/, "$1is$2").replace(/(.{3})osit(?:y|ies)$/, "$1ous")
        .replace(/^(?!comm)(.{3,})ences?$/, "$1ent");
      const stem = byRule(like);
      roots.set(word, (stem.length > 6 ? byRule(stem) : stem).replace(/^(.{3,}r)r$/, "$1"));
    }
    return roots.get(word);
  }

  const groups = IRREGULAR.trim().split(/[|\n]/).map((group) => group.split(" "));

  // Gives the words of which this one is an irregular form, and the irregular forms of it and of these.
  function relatives(word) {
    const bases = groups.filter(([, ...forms]) => forms.includes(word)).map(([base]) => base);
    const isOne = (base) => [word, ...bases].some((each) => each[0] === base[0] && root(each) === root(base));
    return { bases, forms: groups.flatMap(([base, ...forms]) => (isOne(base) ? forms : [])) };
  }

  Object.assign(learnbrief, { stem: byRule, root, inflection, relatives });
})();
