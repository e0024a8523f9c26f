// On a phone the long lists of an entry are folded; what is folded opens for whoever is led into it, and on paper.
// Browsers open by themselves for a search in the page, and most for a link into a fold; none for one to its heading.
(function () {
  "use strict";

  const LISTS = ".entry-body > section > details[open]";

  // Before anything is drawn: this script stands in the head, and sees each list as it comes.
  if (matchMedia("(max-width: 44rem)").matches) {
    const coming = new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const each of addedNodes) {
          if (each.nodeName === "DETAILS" && each.matches(LISTS)) {
            each.open = false;
          }
        }
      }
    });
    coming.observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", () => coming.disconnect());
  }

  function openAround(target) {
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
  }

  function follow() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) {
      return;
    }
    const own = target.querySelector(":scope > details");
    const hidden = target.closest("details:not([open])");
    if (own) {
      own.open = true;
    }
    if (hidden) {
      openAround(target);
      target.scrollIntoView();
    }
  }

  let folded = [];

  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.('a[href^="#"]')?.hash === location.hash) {
      follow(); // there again, after the reader has folded it
    }
  });
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    for (const each of folded) {
      each.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const each of folded) {
      each.open = false;
    }
  });
  document.addEventListener("DOMContentLoaded", follow);
})();
