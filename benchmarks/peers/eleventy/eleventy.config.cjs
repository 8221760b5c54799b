// Pages for briefings and themes, lists of both, a feed and a sitemap.
const newestFirst = (pages) => [...pages].sort((one, other) => other.date - one.date);

module.exports = (config) => {
  config.addCollection("briefings", (all) => newestFirst(all.getFilteredByTag("briefing")));
  config.addCollection("themes", (all) => {
    const themes = {};
    for (const page of newestFirst(all.getFilteredByTag("briefing"))) {
      for (const theme of page.data.themes) (themes[theme] ??= []).push(page);
    }
    return Object.keys(themes).sort().map((name) => ({ name, pages: themes[name] }));
  });
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return { dir: { includes: "frame", output: "public" }, markdownTemplateEngine: false };
};
