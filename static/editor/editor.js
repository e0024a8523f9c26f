// Makes text areas of prose and citations, and the forms they are in, nicer to write in; without it they are plain.
//
// An area costs nothing until it gets the focus: a page can have hundreds, and rows of them are added by scripts.

import { listChanges } from "./changes.js";
import * as completing from "./completing.js";
import { keepDraft } from "./drafts.js";
import { warnOfLeaving } from "./leaving.js";
import { livePreview } from "./preview.js";
import "./saved.js";
import { isFor, shortcut, toolbar } from "./toolbar.js";
import { watch } from "./watching.js";

const AREA = "textarea[data-editor]";
const LONG = 8; // rows, from which on an area has a toolbar of its own that stays

const areaOf = (event) => (event.target instanceof Element ? event.target.closest(AREA) : null);
const isProse = (area) => area.dataset.editor === "prose";

// One small bar for all notes, which goes to the one that has the focus.
let visited = null;
let bar = null;
let pressed = false;

function visit(area) {
    if (!isProse(area) || area.rows >= LONG || area.readOnly) {
        return;
    }
    bar ??= toolbar(() => visited, true);
    visited = area;
    isFor(bar, area);
    area.after(bar);
    bar.hidden = false;
}

// Once a press is over: what is pressed must not move away under the finger.
function leave() {
    if (pressed) {
        addEventListener("pointerup", () => setTimeout(leave), { once: true });
    } else if (bar && !bar.contains(document.activeElement) && document.activeElement !== visited) {
        bar.hidden = true;
    }
}

addEventListener("pointerdown", () => (pressed = true), true);
for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, () => (pressed = false), true);
}
document.addEventListener("focusin", (event) => {
    const area = areaOf(event);
    if (area) {
        area.setAttribute("aria-autocomplete", "list");
        visit(area);
    }
});
document.addEventListener("focusout", (event) => {
    if (areaOf(event)) {
        completing.left();
    }
    setTimeout(leave);
});
document.addEventListener("input", (event) => {
    if (areaOf(event) && document.activeElement === event.target) {
        completing.typed(event.target); // and not what a script wrote there
    }
});
document.addEventListener("keydown", (event) => {
    const area = areaOf(event);
    if (area) {
        completing.key(event);
        if (isProse(area) && !event.defaultPrevented) {
            shortcut(event);
        }
    }
});

const bars = new Map();
function dress(place) {
    for (const area of place.querySelectorAll(AREA)) {
        if (isProse(area) && area.rows >= LONG && !area.name.includes("__prefix__")) {
            const own = toolbar(() => area);
            isFor(own, area);
            area.before(own);
            bars.set(area, own);
        }
    }
}
dress(document);
document.addEventListener("parts:opened", (event) => dress(event.target));

for (const { dataset, parentElement } of document.querySelectorAll("[data-edit-form]")) {
    const form = parentElement.closest("form");
    const heard = [];
    if (dataset.draft) {
        const draft = keepDraft(form, dataset);
        warnOfLeaving(form, draft.isChanged);
        heard.push(draft.later);
    }
    const preview = dataset.preview ? livePreview(form, dataset.preview) : null;
    const place = [...bars].find(([area]) => area.form === form)?.[1];
    if (preview && place) {
        place.append(preview.button);
        heard.push(preview.later);
    }
    const listing = listChanges(form);
    if (listing) {
        heard.push(listing);
    }
    watch(form, () => heard.forEach((hear) => hear()));
}
