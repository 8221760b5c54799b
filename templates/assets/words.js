//# allFunctionsCalledOnLoad
// What scripts of this site share: words folded as the index has them, numbers read back, files of the index loaded.
var learnbrief = (() => {
  "use strict";
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Uint8Array(128);
  [...ALPHABET].forEach((letter, value) => (VALUES[letter.charCodeAt(0)] = value));
  const STROKES = {
    ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th",
    "‐": "-", "‒": "-", "–": "-", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "′": "'",
  };
  const TO_REPLACE = new RegExp(`[${Object.keys(STROKES).join("")}]`, "g");
  const WORD = /[\p{L}\p{N}]+/gu;
  const SHOWN_WORD = /\p{L}(?:\.\p{L})+|(?:[Ss]ections? |[Ss]\.? ?)\d+|[\p{L}\p{N}\p{M}\p{Cf}'’ʼ‘`]+/gu;

  const PLAIN = /^[a-z ,;:?!()/.“”"'’-]*$/; // most texts are, and need hardly any of the rules
  let rules;
  const NOT_PLAIN = / and [a-z](?![a-z])|\.[a-z]/;

  // Takes away what makes no difference: case, accents, apostrophes, how an abbreviation is dotted.
  // learnbrief/search/words.py does the same.
  function fold(text) {
    const lower = text.toLowerCase();
    if (PLAIN.test(lower) && !NOT_PLAIN.test(lower)) {
      return /['’]/.test(lower) ? lower.replace(/([a-z])['’]s(?![a-z])/g, "$1").replace(/['’]/g, "") : lower;
    }
    rules = rules || writeRules();
    return text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase()
      .replace(TO_REPLACE, (letter) => STROKES[letter])
      .replace(rules.possessive, "$1").replace(/'/g, "")
      .replace(rules.twoLetters, "$1$2and$3").replace(/&/g, " and ")
      .replace(rules.dotted, (_, before, dotted) => before + dotted.replace(/\./g, ""))
      .replace(/(\d),(?=\d{3}(?!\d))/g, "$1").replace(/(\d)\+/g, "$1 plus")
      .replace(rules.section, "$1s$2").replace(rules.plural, "$1");
  }

  // Writes the patterns of rules that few texts need, when the first does: to read them takes a while.
  function writeRules() {
    const alone = "(^|[^\\p{L}\\p{N}])"; // no look behind: Safari learned that late
    const end = "(?![\\p{L}\\p{N}])";
    const rule = (pattern) => new RegExp(pattern, "gu");
    return {
      possessive: rule(`([\\p{L}\\p{N}])'s${end}`),
      twoLetters: rule(`${alone}(\\p{L})(?: ?& ?| and )(\\p{L})${end}`),
      dotted: rule(`${alone}(\\p{L}(?:\\.\\p{L})+)${end}`),
      section: rule(`${alone}(?:sections?|sec|ss?)\\.?[ \\n]?([0-9]+[a-z]?)s?${end}`),
      plural: rule(`([0-9])s${end}`),
    };
  }

  const SIMPLE = /^[a-z]+(?: (?!and [a-z]\b)[a-z]+)*$/i; // as most names are

  function wordsOf(text) {
    if (SIMPLE.test(text)) return text.toLowerCase().split(" ");
    const folded = fold(text);
    return folded.match(/^[\0-\x7f]*$/.test(folded) ? /[a-z0-9]+/g : WORD) || [];
  }

  // Reads back numbers of five bits a letter, the lowest first; a letter above 31 says that more follow.
  function decode(text) {
    const numbers = new Uint32Array(text.length);
    let count = 0;
    let number = 0;
    let factor = 1;
    for (let at = 0; at < text.length; at += 1) {
      const value = VALUES[text.charCodeAt(at)];
      number += (value & 31) * factor;
      factor *= 32;
      if (value < 32) {
        numbers[count] = number;
        count += 1;
        number = 0;
        factor = 1;
      }
    }
    return numbers.subarray(0, count);
  }

  function sums(gaps, before = 0) {
    let sum = before;
    return gaps.map((gap) => (sum += gap));
  }

  // Tells whether two words differ by one letter at most: another, one more, one less, or two changed over.
  function isOneSlipAway(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    let endA = a.length;
    let endB = b.length;
    while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
      endA -= 1;
      endB -= 1;
    }
    if (endA - start <= 1 && endB - start <= 1) return true;
    return endA - start === 2 && endB - start === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
  }

  // Puts text into an element, with the words that `isFound` accepts in <mark>.
  function appendMarked(element, text, isFound) {
    let end = 0;
    for (const match of text.matchAll(SHOWN_WORD)) {
      const words = /^[a-z]+$/i.test(match[0]) ? [match[0].toLowerCase()] : wordsOf(match[0]);
      if (!words.some(isFound)) continue;
      element.append(text.slice(end, match.index));
      const mark = document.createElement("mark");
      mark.textContent = match[0];
      element.append(mark);
      end = match.index + match[0].length;
    }
    element.append(text.slice(end));
  }

  // The index's files are scripts, so that they load from a folder too: each calls take() with its name and value.
  const taken = new Map();
  const waiting = new Map();
  let home = "";

  function take(name, value) {
    if (name === "index" || name === "terms") home = new URL("../", document.currentScript.src).href;
    taken.set(name, value);
    waiting.get(name)?.give(value);
  }

  // Loads a file of the index once; what could not be loaded may be asked for again.
  function load(name, address) {
    if (taken.has(name)) return Promise.resolve(taken.get(name));
    if (!waiting.has(name)) {
      const asked = {};
      asked.promise = new Promise((give, refuse) => {
        asked.give = give;
        const script = document.createElement("script");
        script.src = home + address;
        script.onerror = () => {
          waiting.delete(name);
          script.remove();
          refuse(Object.assign(new Error(`The search index lacks ${address}`), { isMissing: true }));
        };
        document.head.append(script);
      });
      waiting.set(name, asked);
    }
    return waiting.get(name).promise;
  }

  return { fold, wordsOf, decode, sums, isOneSlipAway, appendMarked, take, load, taken, home: () => home };
})();
