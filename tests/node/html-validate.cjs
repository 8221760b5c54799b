// How html-validate judges built pages. Each rule that is not as recommended has its reason beside it.
module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    // HTML takes both; ours are written small.
    "doctype-style": ["error", { style: "lowercase" }],

    // Ids with an underscore in front are ours, and never an editor's point (ARCHITECTURE.md). HTML allows them.
    "valid-id": ["error", { relaxed: true }],

    // A title is what editors wrote, with the owner's name for the site behind it. Nobody is to shorten either.
    "long-title": "off",

    // A blank at a line's end, where a template's loop stood, changes nothing that a reader gets.
    "no-trailing-whitespace": "off",

    // VoiceOver takes a list without marks for none, unless it says that it is one. The Nu checker tells of other roles
    // that say nothing.
    "no-redundant-role": "off",
    "prefer-native-element": ["error", { exclude: ["list"] }],

    // Filters act on every choice and say what they did: there is nothing to submit. They are there only with a script.
    "wcag/h32": "off",
  },
};
