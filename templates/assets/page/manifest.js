// Chromium complains of a manifest where a page is opened from a folder, so it is named only to those served by a host.
if (/^http/.test(location.protocol)) {
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = new URL("../site.webmanifest", document.currentScript.src);
  document.head.append(link);
}
