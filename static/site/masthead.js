// What drops from the masthead and the tabs: it closes when one looks elsewhere; the search, once opened on a phone, gets
// the caret; the days on which a page changed become a slider. Without this script all of it works by itself, but the
// days are links.

const open = () => document.querySelectorAll("details.drop[open]");

document.addEventListener("click", (event) => {
    for (const each of open()) {
        if (!each.contains(event.target)) {
            each.open = false;
        }
    }
});

document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) {
        return;
    }
    for (const each of open()) {
        const within = each.contains(document.activeElement);
        each.open = false;
        if (within) {
            each.querySelector("summary").focus();
        }
    }
});

// At once, so that what is typed next is not lost; the browser's own way leaves the caret where it was.
document.querySelector(".seek-open")?.addEventListener("click", (event) => {
    const form = document.getElementById("seek-form");
    if (form.showPopover) {
        event.preventDefault();
        form.showPopover();
        form.elements.q.focus();
    }
});

// The chip may be put in place anew (days.js), so it is looked at when it opens. Toggling does not bubble.
document.addEventListener(
    "toggle",
    (event) => {
        if (event.target.matches?.(".chip") && event.target.open) {
            slide(event.target);
        }
    },
    true,
);

// A slider over the days of change that the chip lists: it fills in the day, and says it in words.
function slide(chip) {
    const list = chip.querySelector("[data-days]");
    const field = chip.querySelector("[name=on]");
    if (!list || chip.querySelector("[type=range]")) {
        return;
    }
    const links = [...list.querySelectorAll("[data-day]")];
    const row = document.createElement("p");
    row.className = "by-days";
    const range = document.createElement("input");
    const ticks = document.createElement("datalist");
    ticks.id = "moment-days";
    ticks.append(...links.map((link, index) => new Option(link.textContent, String(index))));
    Object.assign(range, { type: "range", min: "0", max: String(links.length - 1), value: String(nearest(links, field)) });
    range.setAttribute("list", ticks.id);
    range.setAttribute("aria-label", list.dataset.days);
    const words = document.createElement("strong"); // no live region: the slider tells its value itself
    row.append(range, ticks, words);
    field.closest("p").after(row);

    const tell = () => {
        words.textContent = links[range.valueAsNumber].textContent;
        range.setAttribute("aria-valuetext", words.textContent);
    };
    tell();
    range.addEventListener("input", () => {
        field.value = links[range.valueAsNumber].dataset.day;
        tell();
    });
}

// The last day of change that is not after the one shown; today, the last of all that have come.
function nearest(links, field) {
    const day = field.value || new Date().toISOString().slice(0, 10);
    const found = links.findLastIndex((link) => link.dataset.day <= day);
    return Math.max(found, 0);
}
