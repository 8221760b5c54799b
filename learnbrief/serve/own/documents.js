// Sends what is dropped, chosen or pasted to be read, shows the draft with its roles to choose, and asks to write it.
(() => {
  "use strict";
  const token = document.querySelector("meta[name=token]").content;
  const holding = new Set(document.body.dataset.holding.split(" "));
  const part = (id) => document.getElementById(id);
  let draft = null;
  let lines = [];

  function made(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function say(text) {
    part("status").textContent = text;
  }

  async function ask(what, body, headers) {
    const address = `/_preview/documents/${what}`;
    const answer = await fetch(address, { method: "POST", body, headers: { "X-Learnbrief-Token": token, ...headers } });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  async function read(name, content) {
    say("Reading …");
    part("result").hidden = true;
    try {
      show(await ask("read", content, { "X-Learnbrief-Name": encodeURIComponent(name) }), name);
    } catch (fault) {
      say(`It could not be read: ${fault.message}`);
    }
  }

  function show(told, name) {
    if (told.refused) return say(`${name === "-" ? "What was pasted" : name}: ${told.refused}`);
    draft = told.draft;
    lines = told.lines;
    part("path").textContent = `It will be ${told.path}`;
    part("original").replaceChildren(...original(told.original));
    part("draft").replaceChildren(...told.lines.map(lineOf));
    list("left", told.leftOut.map((left) => (left.words ? `${left.why}: “${left.words}”` : left.why)));
    list("assumed", told.assumed);
    mark();
    part("result").hidden = false;
    say(told.lost.length
      ? `Read, but not complete. These words are in neither the draft nor the list below: ${told.lost.join(" ")}`
      : `Read: ${told.words} words, each of them in the draft or told below.`);
  }

  function original(blocks) {
    let page = null;
    return blocks.flatMap((block) => {
      const before = block.page && block.page !== page ? [made("p", "page", `Page ${block.page}`)] : [];
      page = block.page;
      return [...before, made("p", block.heading ? "heading" : "", block.text)];
    });
  }

  function lineOf(line) {
    const element = made("p", line.kind, line.kind === "heading" ? undefined : line.text);
    element.dataset.line = line.line;
    if (line.kind === "heading") {
      const select = part("roles").content.firstElementChild.cloneNode(true);
      select.value = line.role;
      select.setAttribute("aria-label", `Role of “${line.text}”`);
      select.addEventListener("change", () => {
        line.role = select.value;
        mark();
      });
      element.append(made("span", "", line.text), select);
    }
    return element;
  }

  function list(id, texts) {
    part(id).replaceChildren(...texts.map((text) => made("li", "", text)));
    part(id).parentElement.hidden = !texts.length;
  }

  // Entries and rows of a section whose role holds points are points; one of prose alone is itself one.
  function mark() {
    let count = 0;
    for (const section of sections()) {
      const isHolding = holding.has(section.heading.role) || section.heading.role === "";
      const entries = section.lines.filter((line) => line.kind === "entry" || line.kind === "row");
      const prose = section.isLast ? section.lines.filter((line) => line.kind === "text") : [];
      const points = new Set(isHolding ? (entries.length ? entries : prose) : []);
      count += isHolding ? entries.length || Math.min(prose.length, 1) : 0;
      for (const line of section.lines) {
        const element = part("draft").querySelector(`[data-line="${line.line}"]`);
        element.classList.toggle("point", points.has(line));
      }
    }
    part("count").textContent = count;
  }

  function sections() {
    const found = [];
    for (const line of lines) {
      const last = found[found.length - 1];
      if (line.kind === "heading") {
        if (last) last.isLast = line.level <= last.heading.level;
        found.push({ heading: line, lines: [], isLast: true });
      } else if (last) last.lines.push(line);
    }
    return found;
  }

  async function write() {
    const headings = lines.filter((line) => line.kind === "heading" && line.role);
    const roles = Object.fromEntries(headings.map((line) => [line.line, line.role]));
    say("Writing …");
    try {
      const told = await ask("write", JSON.stringify({ draft, roles }), { "Content-Type": "application/json" });
      if (told.refused) return say(told.refused);
      say(`Written: ${told.path}. Its page opens as soon as it is built.`);
      await open(told.page);
    } catch (fault) {
      say(`It could not be written: ${fault.message}`);
    }
  }

  async function open(page) {
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await fetch(`/_preview/documents/shown?page=${encodeURIComponent(page)}`);
      if ((await answer.json()).shown) return location.assign(page);
      await new Promise((done) => setTimeout(done, 200));
    }
    say("It is written. Its page cannot be shown yet: the start page names what is to mend.");
  }

  function take(data) {
    const file = data.files[0];
    if (file) return read(file.name, file);
    const text = data.getData("text/html") || data.getData("text/plain");
    if (text.trim()) read("-", text);
  }

  addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    take(event.dataTransfer);
  });
  addEventListener("paste", (event) => {
    event.preventDefault();
    take(event.clipboardData);
  });
  part("file").addEventListener("change", (event) => {
    const file = event.target.files[0];
    if (file) read(file.name, file);
  });
  part("write").addEventListener("click", write);
})();
