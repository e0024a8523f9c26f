// Lists of changes: shows in the row what a change changed, and marks what is new to a reader who has no account.
// Without this script the way to a comparison is a link, and what is new is not marked.
(function () {
  "use strict";

  const KEY = "changes-seen"; // [the last number seen before this visit, the last one shown, when, in milliseconds]
  const PAUSE = 30 * 60 * 1000;

  // Gives a part of another page names that are its own here.
  function rename(part, prefix) {
    const renamed = new Map();
    for (const each of part.querySelectorAll("[id]")) {
      renamed.set(each.id, `${prefix}-${each.id}`);
      each.id = renamed.get(each.id);
    }
    for (const name of ["aria-labelledby", "aria-describedby", "for"]) {
      for (const each of part.querySelectorAll(`[${name}]`)) {
        const words = each.getAttribute(name).split(/\s+/);
        each.setAttribute(name, words.map((word) => renamed.get(word) || word).join(" "));
      }
    }
  }

  async function fetched(address, prefix) {
    const answer = await fetch(address);
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = fresh.querySelector(".parts");
    if (!part) {
      throw new Error("no comparison");
    }
    rename(part, prefix);
    return document.adoptNode(part);
  }

  // Makes a button of a link to a comparison; what it fetched once is only shown and hidden.
  function disclose(link, words) {
    const row = link.closest("li, tr");
    const button = document.createElement("button");
    const said = document.createElement("span");
    const panel = document.createElement("div");
    const prefix = `diff-${row.dataset.number}`;
    button.type = "button";
    button.className = "way";
    said.textContent = words.show;
    button.append(said, ...link.querySelectorAll(".visually-hidden"));
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", prefix);
    panel.id = prefix;
    panel.className = "in-place";
    panel.hidden = true;
    link.replaceWith(button);
    row.append(panel);
    let asked = false;

    function show(open) {
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      said.textContent = open ? words.hide : words.show;
    }

    button.addEventListener("click", async function () {
      if (asked) {
        show(panel.hidden);
        return;
      }
      asked = true;
      said.textContent = words.wait;
      try {
        panel.append(await fetched(link.href, prefix));
        show(true);
      } catch {
        location.href = link.href; // the page itself says what is wrong
      }
    });
  }

  // What came after the reader's last visit; a visit goes on as long as no more than PAUSE lies between two looks.
  function mark(list) {
    const numbers = Array.from(list.querySelectorAll("[data-number]"), (row) => Number(row.dataset.number));
    let seen = null;
    let shown = 0;
    let last = 0;
    try {
      [seen, shown, last] = JSON.parse(localStorage.getItem(KEY)) || [null, 0, 0];
    } catch {
      // nothing is kept, or nothing that can be read
    }
    if (last && Date.now() - last > PAUSE) {
      seen = shown;
    }
    if (seen !== null) {
      for (const row of list.querySelectorAll("[data-number]")) {
        if (Number(row.dataset.number) > seen) {
          row.prepend(list.querySelector("template").content.cloneNode(true));
        }
      }
    }
    const newest = Math.max(shown, ...numbers);
    try {
      localStorage.setItem(KEY, JSON.stringify([seen === null ? newest : seen, newest, Date.now()]));
    } catch {
      // a browser that keeps nothing marks nothing
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    const words = document.getElementById("diff-words");
    if (words) {
      document.querySelectorAll("a[data-diff]").forEach((link) => disclose(link, words.dataset));
    }
    document.querySelectorAll("[data-visits]").forEach(mark);
  });
})();
