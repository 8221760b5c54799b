// Leads on from an old address, to the very point that the link named: a page that refreshes itself would forget it.
(() => {
  "use strict";
  const link = document.querySelector("main a");
  if (link) location.replace(link.href + location.hash);
})();
