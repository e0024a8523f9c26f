// Completes the names of entries as they are typed: a combobox (ARIA 1.2) on each input[data-entry-name].
// Must not know what is chosen for. Without it a name is typed whole.
//
// An input costs nothing until it gets the focus: a page can have hundreds, and rows of them are added by scripts.

import { word } from "./words.js";

const INPUT = "input[data-entry-name]";
const WAIT = 120; // milliseconds after the last key

const list = document.createElement("ul");
list.className = "editor-popup";
list.id = "entry-names";
list.hidden = true;
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", word("entries"));

const voice = document.createElement("div");
voice.className = "editor-voice";
voice.setAttribute("role", "status");

let input = null; // the one that the list is open for
let active = -1;
let timer = 0;
let asking = null;
let waiting = false; // for the answer to what was typed last
let takesFirst = false; // Enter was pressed before the answer came

const inputOf = (event) => (event.target instanceof Element ? event.target.closest(INPUT) : null);

// What is written for an entry: its title, with the kind where several can be chosen; `kind:slug` where two are the same.
function nameFor(result, results, kinds) {
    const said = (each) => (kinds.includes(",") ? each.label : each.title);
    const same = results.filter((each) => said(each).toLowerCase() === said(result).toLowerCase());
    return same.length > 1 ? result.insert : said(result);
}

function attach(asked) {
    asked.setAttribute("role", "combobox");
    asked.setAttribute("aria-autocomplete", "list");
    asked.setAttribute("aria-expanded", "false");
    if (!voice.isConnected) {
        document.body.append(voice);
    }
}

function typed(asked) {
    clearTimeout(timer);
    asking?.abort();
    takesFirst = false;
    waiting = true;
    if (!asked.value.trim()) {
        left();
        return;
    }
    timer = setTimeout(() => suggest(asked), WAIT);
}

async function suggest(asked) {
    asking = new AbortController();
    const { suggest: address, kinds } = asked.dataset;
    const query = new URLSearchParams({ for: "entry", kind: kinds, q: asked.value.trim() });
    let results;
    try {
        const answer = await fetch(`${address}?${query}`, { signal: asking.signal });
        results = answer.ok ? (await answer.json()).results : [];
    } catch {
        return; // asked anew, or no network: what is typed stands
    }
    waiting = false;
    if (document.activeElement === asked) {
        open(asked, results);
        if (takesFirst && input) {
            take(list.children[0]);
        }
    }
}

function open(asked, results) {
    close();
    if (!results.length) {
        voice.textContent = word("no-entry");
        return;
    }
    input = asked;
    list.replaceChildren(...results.map((result, index) => option(result, index, nameFor(result, results, asked.dataset.kinds))));
    asked.after(list); // below it, whatever scrolls
    list.hidden = false;
    asked.setAttribute("aria-expanded", "true");
    asked.setAttribute("aria-controls", list.id);
    move(1); // Enter takes the first
    voice.textContent = word("found", { count: results.length });
}

function option(result, index, name) {
    const item = document.createElement("li");
    item.id = `entry-names-${index}`;
    item.dataset.name = name;
    item.dataset.slug = result.slug;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const title = document.createElement("strong");
    title.textContent = result.title;
    const kind = document.createElement("span");
    kind.className = "editor-kind";
    kind.textContent = result.kind === "source" ? `@${result.slug}` : result.kind;
    item.append(title, " ", kind);
    if (result.summary) {
        const summary = document.createElement("small");
        summary.textContent = result.summary;
        item.append(summary);
    }
    item.addEventListener("click", () => take(item));
    return item;
}

function close() {
    list.hidden = true;
    voice.textContent = "";
    input?.setAttribute("aria-expanded", "false");
    input?.removeAttribute("aria-activedescendant");
    input?.removeAttribute("aria-controls");
    input = null;
    active = -1;
}

function move(step) {
    const items = [...list.children];
    active = active < 0 && step < 0 ? items.length - 1 : (active + step + items.length) % items.length;
    for (const [index, item] of items.entries()) {
        item.setAttribute("aria-selected", String(index === active));
    }
    input.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
}

function take(item) {
    const taken = input;
    close();
    taken.value = item.dataset.name;
    Object.assign(taken.dataset, { slug: item.dataset.slug, named: taken.value });
    taken.dispatchEvent(new Event("input", { bubbles: true }));
    taken.dispatchEvent(new Event("change", { bubbles: true }));
    left();
}

function left() {
    clearTimeout(timer);
    asking?.abort();
    waiting = false;
    close();
}

document.addEventListener("focusin", (event) => inputOf(event) && attach(event.target));
document.addEventListener("focusout", (event) => inputOf(event) && left());
document.addEventListener("input", (event) => inputOf(event) && typed(event.target));
document.addEventListener("keydown", (event) => {
    if (!inputOf(event) || event.isComposing) {
        return;
    }
    const isOpen = input === event.target;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (isOpen) {
            move(event.key === "ArrowDown" ? 1 : -1);
        } else if (event.target.value.trim()) {
            typed(event.target);
        } else {
            suggest(event.target); // the latest, where nothing is typed yet
        }
    } else if (event.key === "Enter" && (isOpen || waiting)) {
        event.preventDefault();
        takesFirst = !isOpen;
        if (isOpen) {
            take(list.children[active]);
        }
    } else if (isOpen && event.key === "Escape") {
        event.preventDefault();
        close();
    }
});
// Choosing by mouse or finger must not take the focus from the input.
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("mousedown", (event) => event.preventDefault());
