// A slider over the days of a form's select: each step fetches the page of that day and puts its parts in place.
// Without this script the form shows the day chosen.
(function () {
  "use strict";

  const SWAPPED = ["#shown", "#moment-note", "#moment-bar", "#cite-line"];

  function slider(form) {
    const select = form.querySelector("select");
    const range = document.createElement("input");
    range.type = "range";
    range.min = "0";
    range.max = String(select.options.length - 1);
    range.value = String(select.selectedIndex);
    range.setAttribute("aria-label", form.dataset.days);
    const output = document.createElement("output");
    form.querySelector("button").before(range, output);
    form.querySelector("button").hidden = true;

    let last = 0;
    function tell() {
      range.setAttribute("aria-valuetext", select.options[select.selectedIndex].text);
      output.textContent = form.dataset.place.replace("{place}", select.selectedIndex + 1).replace("{count}", select.options.length);
    }

    async function show() {
      tell();
      const turn = ++last;
      const query = new URLSearchParams(new FormData(form));
      if (!query.get("on")) {
        query.delete("on");
      }
      const address = `${location.pathname}?${query}`;
      const answer = await fetch(address).catch(() => null);
      if (!answer || !answer.ok) {
        form.submit(); // the browser says what is wrong
        return;
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn !== last) {
        return; // the slider has moved on
      }
      for (const part of SWAPPED) {
        const old = document.querySelector(part);
        const young = fresh.querySelector(part);
        if (old && young) {
          old.replaceWith(young);
        }
      }
      history.replaceState(null, "", address);
    }

    range.addEventListener("input", function () {
      select.selectedIndex = Number(range.value);
      show();
    });
    select.addEventListener("change", function () {
      range.value = String(select.selectedIndex);
      show();
    });
    tell();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-days]").forEach(slider);
  });
})();
