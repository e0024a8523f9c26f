// Opens the form of a part of a page in its place, where a pencil leads to that form: as many as one likes, which are
// then published together by the one form at the foot of the window. Must not know what a part holds: the server draws
// it, checks it and says what is changed. Without this, a pencil leads to a page with the same form.
//
// A pencil is an a[data-edit] in the [data-part] that it edits; one that adds has none, and its form opens before it.

import { ask, checked } from "./asking.js";
import { adds, hide, partOf, places, unfold } from "./holding.js";
import { warnOfLeaving } from "./leaving.js";
import { control, firstWrong, wear } from "./parting.js";

const WAIT = 500; // milliseconds after the last change

const bar = document.querySelector("[data-inplace]");
const counted = bar.querySelector("[data-count]");
const said = bar.querySelector("[data-errors]");
const summary = bar.elements.namedItem("edit_summary");
const open = new Map(); // the pencil of each form that is open, or for one that adds its name, and what is open there
let changes = 0;
let timer = 0;
let asking = false;

const partsOf = (pencil) => new URL(pencil.href).searchParams.getAll("part");
const opened = () => [...document.querySelectorAll("[data-part-form]")].map((part) => part.dataset.partForm);

// A part that is to be added gets the first name that no other has.
function free(part, taken) {
    let [name, number] = [part, 1];
    while (taken.includes(name)) {
        number += 1;
        name = `${part}-${number}`;
    }
    return name;
}

function wanted(pencil) {
    const taken = opened();
    const [first, ...beside] = partsOf(pencil);
    const name = first.endsWith(":new") ? free(first, taken) : first;
    return [name, ...beside.filter((part) => !taken.includes(part))];
}

async function edit(pencil) {
    const before = open.get(pencil);
    const within = document.querySelector(`[data-part-form="${CSS.escape(partsOf(pencil)[0])}"]`);
    if (before || within) {
        (control(before?.holder ?? within) ?? pencil).focus();
        return;
    }
    const place = places(pencil);
    const inside = [...open.values()].find(({ holder }) => place.covers(holder));
    if (inside) {
        control(inside.holder).focus(); // it is part of what would be opened
        return;
    }
    pencil.setAttribute("aria-busy", "true");
    const base = bar.elements.namedItem("base");
    const answer = await ask(bar.action, wanted(pencil), base.value);
    pencil.removeAttribute("aria-busy");
    if (!answer) {
        location.assign(pencil.href);
        return;
    }
    base.value ||= answer.dataset.base;
    const parts = wear(answer, bar);
    const cancel = document.createElement("button");
    Object.assign(cancel, { type: "button", className: "cancel", textContent: bar.dataset.cancel });
    parts.append(cancel);
    const holder = place.put(parts);
    cancel.addEventListener("click", () => close(holder));
    open.set(adds(pencil) ? holder : pencil, { holder, pencil, restore: hide(place) });
    show();
    holder.dispatchEvent(new CustomEvent("parts:opened", { bubbles: true }));
    control(holder)?.focus();
    holder.scrollIntoView({ block: "nearest" });
}

const entryOf = (holder) => [...open].find(([, each]) => each.holder === holder);

function close(holder, focus = true) {
    const [key, { pencil, restore }] = entryOf(holder);
    open.delete(key);
    holder.remove();
    restore();
    show();
    later();
    if (focus) {
        pencil.focus();
    }
}

function show() {
    bar.hidden = !open.size;
    document.documentElement.classList.toggle("editing-in-place", Boolean(open.size));
    if (!open.size) {
        bar.elements.namedItem("base").value = "";
        summary.value = summary.dataset.made = "";
        said.replaceChildren();
        tell({ dataset: { changes: "0" } });
    }
}

function tell({ dataset }) {
    changes = Number(dataset.changes);
    counted.textContent = changes ? dataset.count : counted.dataset.none;
    if (dataset.summary !== undefined && [summary.dataset.made ?? "", ""].includes(summary.value)) {
        summary.value = summary.dataset.made = dataset.summary;
    }
}

function later() {
    clearTimeout(timer);
    timer = setTimeout(count, WAIT);
}

async function count() {
    if (asking || !open.size) {
        return;
    }
    asking = true;
    const answer = await checked(bar);
    asking = false;
    if (answer && open.size) {
        tell(answer);
    }
}

// What is wrong comes back at its field. What is right goes on as any form does: so does what only the server can
// say, such as that others changed the same, or that one is not signed in any more.
async function publish(button) {
    clearTimeout(timer);
    counted.textContent = bar.dataset.waiting;
    const answer = await checked(bar).catch(() => null);
    if (answer === null) {
        counted.textContent = bar.dataset.failed;
        return;
    }
    if (answer) {
        tell(answer);
    }
    if (answer && "wrong" in answer.dataset) {
        said.replaceChildren(...answer.querySelectorAll(":scope > [data-said]"));
        for (const part of wear(answer, bar).querySelectorAll("[data-part-form]")) {
            document.querySelector(`[data-part-form="${CSS.escape(part.dataset.partForm)}"]`)?.replaceWith(part);
        }
        (firstWrong(open) ?? summary).focus();
        return;
    }
    bar.dataset.sent = "";
    bar.requestSubmit(button);
}

document.addEventListener("click", (event) => {
    const pencil = event.target instanceof Element ? event.target.closest("a[data-edit]") : null;
    if (pencil && !event.defaultPrevented && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
        event.preventDefault();
        edit(pencil);
    }
});
document.addEventListener("keydown", (event) => {
    const holder = event.target instanceof Element ? event.target.closest("[data-holder]") : null;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && holder) {
        event.preventDefault();
        bar.requestSubmit(bar.querySelector('[value="publish"]'));
    } else if (event.key === "Escape" && !event.isComposing && holder) {
        // A list of suggestions that is open takes the key first.
        setTimeout(() => !event.defaultPrevented && holder.isConnected && close(holder));
    }
});
for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => event.target.form === bar && event.target !== summary && later());
}
bar.addEventListener("submit", (event) => {
    const button = event.submitter ?? bar.querySelector('[value="publish"]');
    if (button.value === "publish" && !("sent" in bar.dataset)) {
        event.preventDefault();
        publish(button);
    }
    delete bar.dataset.sent;
});
bar.querySelector("[data-discard]").addEventListener("click", () => {
    const all = [...open.values()];
    all.forEach(({ holder }) => close(holder, false));
    all[0]?.pencil.focus();
});
warnOfLeaving(bar, () => changes > 0);
show();
// Back from publishing: where one was.
if (location.hash.startsWith("#part-")) {
    const pencil = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (pencil) {
        unfold(partOf(pencil) ?? pencil);
        pencil.focus();
    }
}
