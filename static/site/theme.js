// The reader's choice of light, dark or the system's own; shares its key and attribute with Django's admin.
(function () {
  "use strict";

  const THEMES = ["auto", "light", "dark"];
  const root = document.documentElement;

  function chosen() {
    try {
      const theme = localStorage.getItem("theme");
      return THEMES.includes(theme) ? theme : "auto";
    } catch {
      return "auto";
    }
  }

  function show(theme) {
    root.dataset.theme = theme;
    for (const name of document.querySelectorAll("[data-theme-name]")) {
      name.textContent = name.dataset[theme] ?? theme; // the words are the page's
    }
  }

  show(chosen()); // in the head, before anything is drawn

  document.addEventListener("DOMContentLoaded", function () {
    show(chosen());
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.hidden = false;
      button.addEventListener("click", function () {
        const next = THEMES[(THEMES.indexOf(chosen()) + 1) % THEMES.length];
        try {
          localStorage.setItem("theme", next);
        } catch {
          // a reader who keeps nothing keeps the system's theme
        }
        show(next);
      });
    }
  });
})();
