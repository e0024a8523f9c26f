// The toolbar over prose, and its keyboard shortcuts. Must not know what a button does to the text.

import { menuButton } from "./menu.js";
import * as marking from "./marking.js";
import { word } from "./words.js";

const FACTS = [
    ['{{members of="…"}}', "fact-members"],
    ['{{parties of="…"}}', "fact-parties"],
    ['{{count of="…"}}', "fact-count"],
    ['{{date of="…"}}', "fact-date"],
    ['{{fact name="…" of="…"}}', "fact-other"],
];

// Its glyph, the word for its name, what it does, its shortcut, and the class of its glyph.
const BUTTONS = [
    ["B", "bold", marking.bold, "b", "glyph-bold"],
    ["I", "italic", marking.italic, "i", "glyph-italic"],
    ["H", "heading", marking.heading],
    ["•", "bullets", marking.bullets],
    ["1.", "numbers", marking.numbers],
    ["❞", "quotation", marking.quotation],
    ["⊞", "table", marking.table],
    ["[[ ]]", "link", marking.link, "k"],
    ["[@]", "citation", marking.citation],
    ["x¹", "footnote", marking.footnote],
];

const TALL = [marking.heading, marking.table]; // what a note has no room for

const command = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl+";

// The bar of the area that `areaOf` gives when a button is pressed; a `small` one is for notes.
export function toolbar(areaOf, small = false) {
    const bar = document.createElement("div");
    bar.className = small ? "editor-tools small" : "editor-tools";
    bar.setAttribute("role", "toolbar");
    for (const [glyph, name, act, key, look] of BUTTONS) {
        if (small && TALL.includes(act)) {
            continue;
        }
        const shown = key ? `${word(name)} (${command}${key.toUpperCase()})` : word(name);
        const button = makeButton(glyph, shown, look);
        button.addEventListener("click", () => act(areaOf()));
        bar.append(button);
    }
    const button = makeButton("{{ }}", word("quote-fact"));
    const choices = FACTS.map(([mark, name]) => ({ name: word(name), hint: mark, act: () => marking.quoteFact(areaOf(), mark) }));
    bar.append(menuButton(button, choices, word("facts")));
    rove(bar);
    // A button that is pressed leaves the caret, and a phone's keyboard, where they are.
    bar.addEventListener("pointerdown", (event) => event.preventDefault());
    bar.addEventListener("mousedown", (event) => event.preventDefault());
    return bar;
}

export function makeButton(glyph, name, look = "") {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = glyph;
    button.title = name;
    button.setAttribute("aria-label", name);
    if (look) {
        button.className = look;
    }
    return button;
}

// Names the bar, and the area that it is for.
export function isFor(bar, area) {
    const label = area.labels?.[0]?.textContent.replace(/:$/, "").trim();
    bar.setAttribute("aria-label", label ? word("formatting-of", { name: label }) : word("formatting"));
    if (area.id) {
        bar.setAttribute("aria-controls", area.id);
    }
}

// One stop for the Tab key; the arrows lead from button to button.
function rove(bar) {
    const buttons = () => [...bar.querySelectorAll("button:not([role=menuitem])")];
    const stopAt = (chosen) => {
        for (const button of buttons()) {
            button.tabIndex = button === chosen ? 0 : -1;
        }
    };
    stopAt(buttons()[0]);
    bar.addEventListener("focusin", (event) => {
        if (event.target.matches("button:not([role=menuitem])")) {
            stopAt(event.target);
        }
    });
    bar.addEventListener("keydown", (event) => {
        const all = buttons();
        const here = all.indexOf(document.activeElement);
        const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
        if (here >= 0 && next !== undefined) {
            event.preventDefault();
            all[(next + all.length) % all.length].focus();
        }
    });
}

// Ctrl or Cmd with B, I or K, in an area of prose.
export function shortcut(event) {
    const found = BUTTONS.find(([, , , key]) => key && key === event.key.toLowerCase());
    if (found && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        found[2](event.target);
    }
}
