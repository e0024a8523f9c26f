// The list of suggestions under the caret, and the voice that says how many there are. Must not know what is suggested.

import { caretBox } from "./caret.js";
import { word } from "./words.js";

const PHONE = matchMedia("(max-width: 40rem)");

const list = document.createElement("ul");
list.className = "editor-popup";
list.id = "editor-popup";
list.hidden = true;
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", word("suggestions"));

const voice = document.createElement("div");
voice.className = "editor-voice";
voice.setAttribute("role", "status");

let area = null;
let choose = null;
let active = -1;

export const isOpenFor = (asked) => area !== null && area === asked;

// Shows suggestions under the place at which the name begins; `chosen` is called with the one that is taken.
export function open(forArea, position, results, chosen) {
    if (!list.isConnected) {
        document.body.append(list, voice);
    }
    if (!results.length) {
        close();
        voice.textContent = word("no-suggestions");
        return;
    }
    if (area !== forArea) {
        close();
    }
    area = forArea;
    choose = chosen;
    list.replaceChildren(...results.map(option));
    list.hidden = false;
    area.setAttribute("aria-controls", list.id);
    point(0);
    place(position);
    voice.textContent = word("found", { count: results.length });
}

export function close() {
    list.hidden = true;
    active = -1;
    voice.textContent = "";
    area?.removeAttribute("aria-activedescendant");
    area?.removeAttribute("aria-controls");
    area = null;
    choose = null;
}

// Leads through the list: by 1 or -1.
export function move(step) {
    const count = list.children.length;
    point((active + step + count) % count);
}

export function take() {
    const [taken, chosen] = [list.children[active]?.suggestion, choose];
    close();
    if (taken) {
        chosen(taken);
    }
}

function point(index) {
    active = index;
    for (const [number, item] of [...list.children].entries()) {
        item.setAttribute("aria-selected", String(number === index));
    }
    const item = list.children[index];
    area.setAttribute("aria-activedescendant", item.id);
    list.scrollTop = Math.max(
        Math.min(list.scrollTop, item.offsetTop),
        item.offsetTop + item.offsetHeight - list.clientHeight,
    );
}

function option(result, index) {
    const item = document.createElement("li");
    item.id = `editor-popup-${index}`;
    item.setAttribute("role", "option");
    item.suggestion = result;
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
    item.addEventListener("click", () => {
        active = index;
        take();
    });
    return item;
}

// Under the caret; on a phone under the whole text area; above where there is no room below.
function place(position) {
    const box = area.getBoundingClientRect();
    const line = caretBox(area, position);
    const wide = document.documentElement.clientWidth;
    list.classList.toggle("across", PHONE.matches);
    const left = PHONE.matches ? box.left : Math.min(line.left, wide - list.offsetWidth - 8);
    list.style.width = PHONE.matches ? `${box.width}px` : "";
    const under = PHONE.matches && box.bottom + list.offsetHeight < innerHeight ? box.bottom : line.bottom;
    const above = under + list.offsetHeight > innerHeight && line.top > list.offsetHeight;
    list.style.left = `${Math.max(left, 0) + scrollX}px`;
    list.style.top = `${(above ? line.top - list.offsetHeight - 4 : under + 4) + scrollY}px`;
}

// Choosing by mouse or finger must not take the focus from the text.
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("mousedown", (event) => event.preventDefault());
addEventListener("resize", close);
