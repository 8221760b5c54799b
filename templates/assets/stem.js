// What a word shares with its inflections: Snowball's rules for English (https://snowballstem.org), and the forms that
// no rule gives. tests/browser/test_stemming.py holds the rules to those of the Python package, word by word.
learnbrief.stem = (() => {
  "use strict";
  const EXCEPTIONS = new Map(Object.entries({
    skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
    sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
  }));
  const BEGINNING = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)|^[^aeiouy]*[aeiouy]+[^aeiouy]/;
  const SYLLABLE = /^[^aeiouy]*[aeiouy]+[^aeiouy]/;
  const SHORT = /(?:[^aeiouy][aeiouy][^aeiouwxyY]|^[aeiouy][^aeiouy]|past)$/;
  const ING_STAYS = /^(?:even|cann|inn|earr|herr|out)ing$/;
  const SECOND = /(?:anci|enci|ogi|bli|abli|alli|fulli|lessli|ousli|entli|li|aliti|biliti|iviti|tional|ational|alism|ation|ization|izer|ator|iveness|fulness|ousness|ogist)$/;
  const SECOND_TO = {
    anci: "ance", enci: "ence", bli: "ble", abli: "able", alli: "al", fulli: "ful", lessli: "less", ousli: "ous",
    entli: "ent", aliti: "al", biliti: "ble", iviti: "ive", tional: "tion", ational: "ate", alism: "al", ation: "ate",
    ization: "ize", izer: "ize", ator: "ate", iveness: "ive", fulness: "ful", ousness: "ous", ogist: "og",
  };
  const THIRD = /(?:icate|ative|alize|iciti|ical|tional|ational|ful|ness)$/;
  const THIRD_TO = { icate: "ic", alize: "al", iciti: "ic", ical: "ic", tional: "tion", ational: "ate", ful: "", ness: "" };
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

  const known = new Map();

  return (word) => {
    if (!known.has(word)) known.set(word, byRule(word));
    return known.get(word);
  };
})();
