// Pastes what Word, Outlook and Google Docs put on the clipboard as the Markdown that an editor would have typed.
(() => {
  "use strict";
  const OFFICE = /urn:schemas-microsoft-com|class=["']?Mso|mso-|docs-internal-guid/;
  const BULLET = /^\s*(?:[·•▪§o–-]|\d{1,3}[.)])[\s\u00a0]+/;
  const NUMBER = /^\s*(\d{1,3})[.)]/;
  const ours = new WeakSet();

  const plain = (text) => text.replace(/[\s\u00a0\u00ad\u200b]+/g, (found) => (/^[\u00ad\u200b]+$/.test(found) ? "" : " "));

  // The words of an element on one line; links keep their addresses.
  function words(node) {
    if (node.nodeType === Node.TEXT_NODE) return plain(node.textContent);
    if (node.nodeType !== Node.ELEMENT_NODE || /^(STYLE|SCRIPT|META|LINK|XML|TITLE)$/.test(node.nodeName)) return "";
    if (node.nodeName === "BR") return " ";
    const inner = [...node.childNodes].map(words).join("");
    const address = node.nodeName === "A" ? node.getAttribute("href") || "" : "";
    const label = inner.trim();
    if (!/^(https?:|mailto:)/.test(address) || !label || label === address) return inner;
    return inner.replace(label, () => `[${label}](${address})`);
  }

  // Word's lists are paragraphs whose sign stands in a span of its own.
  function depthOf(paragraph) {
    const level = /level(\d)/.exec(paragraph.getAttribute("style") || "");
    return level ? Number(level[1]) - 1 : 0;
  }

  function entry(text, depth, sign) {
    return `${"  ".repeat(depth)}${sign} ${text.trim()}`;
  }

  function* blocks(node, depth) {
    for (const child of node.children) {
      const name = child.nodeName;
      if (/^(STYLE|SCRIPT|META|LINK|XML|TITLE)$/.test(name)) continue;
      if (/^(UL|OL)$/.test(name)) {
        let count = 0;
        for (const item of child.children) {
          const own = [...item.childNodes].filter((each) => !/^(UL|OL)$/.test(each.nodeName)).map(words).join("");
          if (item.nodeName === "LI") yield entry(own, depth, name === "OL" ? `${(count += 1)}.` : "-");
          yield* blocks(item.nodeName === "LI" ? { children: lists(item) } : { children: [item] }, depth + 1);
        }
        if (!depth) yield "";
      } else if (/^H[1-6]$/.test(name)) {
        yield* ["", `${"#".repeat(Math.max(2, Number(name[1])))} ${words(child).trim()}`, ""];
      } else if (/^(P|LI)$/.test(name)) {
        const text = words(child).trim();
        const isEntry = /mso-list/.test(child.getAttribute("style") || "") || /MsoListParagraph/.test(child.className);
        const number = NUMBER.exec(text);
        if (isEntry) yield entry(text.replace(BULLET, ""), depthOf(child), number ? `${number[1]}.` : "-");
        else if (text) yield* ["", text, ""];
      } else if (child.querySelector("p, ul, ol, h1, h2, h3, h4, h5, h6")) {
        yield* blocks(child, depth);
      } else if (words(child).trim()) {
        yield* ["", words(child).trim(), ""];
      }
    }
  }

  const lists = (item) => [...item.children].filter((each) => /^(UL|OL)$/.test(each.nodeName));

  function markdown(html) {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    return [...blocks(body, 0)].join("\n").replace(/\n{3,}/g, "\n\n").trim();
  }

  addEventListener("paste", (event) => {
    const into = event.target instanceof Element && event.target.closest("[contenteditable=true]");
    const html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
    if (!into || ours.has(event) || !OFFICE.test(html)) return;
    const text = markdown(html);
    if (!text) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const instead = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    ours.add(instead);
    if (event.target.dispatchEvent(instead)) document.execCommand("insertText", false, text);
  }, true);
})();
