// Lists beside the button that publishes what is changed in a form, while it is being filled in. Must not know what
// any field means.
//
// The list is the form's [data-changes], with its words; what the server told there, of a form that came back, stays.

import { changed, fieldsOf } from "./fields.js";

const ROW = "[data-claim], .inline-related.claim";
const LIST = "[data-claims], .inline-group.claims";
const WAIT = 150; // milliseconds after the last change

// What is to be called after each change; null where the form has no such list.
export function listChanges(form) {
    const box = form.querySelector("[data-changes]");
    if (!box) {
        return null;
    }
    const list = box.querySelector("ul");
    const told = [...list.children];
    box.open = matchMedia("(min-width: 52rem) and (min-height: 36rem)").matches;
    let timer = 0;

    function show() {
        const items = new Map(told.map((item) => [item.dataset.key, item]));
        for (const [key, { place, text }] of changesOf(form, box.dataset)) {
            const link = document.createElement("a");
            link.href = `#${place}`;
            link.textContent = text;
            const item = document.createElement("li");
            item.append(link);
            items.set(key, item);
        }
        list.replaceChildren(...items.values());
        box.querySelector("[data-count]").textContent = items.size;
        box.hidden = !items.size;
    }

    show();
    return () => {
        clearTimeout(timer);
        timer = setTimeout(show, WAIT);
    };
}

// By the field's name or the row's id: where it is, and what it is called.
function changesOf(form, words) {
    const found = new Map();
    for (const field of fieldsOf(form)) {
        const row = field.closest(ROW);
        if (field.name === "edit_summary" || !changed(field)) {
            continue;
        }
        if (!row) {
            found.set(field.name, { place: placeOf(field), text: labelOf(field) });
        } else if (found.has(row.id)) {
            found.get(row.id).fields.add(labelOf(field));
        } else {
            found.set(row.id, { row, place: row.id, fields: new Set([labelOf(field)]) });
        }
    }
    for (const [key, change] of found) {
        if (change.row) {
            change.text = rowText(change, words);
            if (!change.text) {
                found.delete(key);
            }
        }
    }
    return found;
}

function rowText({ row, fields }, words) {
    const isNew = row.dataset.claim === "new" || (!row.dataset.claim && !row.matches(".has_original"));
    const removed = row.querySelector("input[name$='-DELETE']")?.checked;
    if (isNew && removed) {
        return "";
    }
    const heading = row.closest(LIST)?.querySelector("h2")?.textContent.trim() ?? "";
    const name = [heading, whoIn(row)].filter(Boolean).join(": ");
    if (removed || isNew) {
        return `${name} (${removed ? words.removed : words.new})`;
    }
    return `${name} – ${[...fields].filter(Boolean).join(", ")}`;
}

// What a claim is called here: the first entry that is chosen in it, or what is written first.
function whoIn(row) {
    const chosen = row.querySelector("input[data-entry-name]:not([data-source]), select.admin-autocomplete, input[type=text]");
    return (chosen?.options ? chosen.selectedOptions[0]?.text : chosen?.value)?.trim() ?? "";
}

function labelOf(field) {
    const label = field.closest(".cell")?.querySelector("label")?.cloneNode(true);
    label?.querySelector(".needed")?.remove();
    return label?.textContent.replace(/:\s*$/, "").trim() ?? "";
}

const placeOf = (field) => field.id || (field.closest(".cell")?.querySelector("label")?.htmlFor ?? "");
