// Adds rows to the lists of a form, and takes them away; without it, buttons that send the form and ticks do the same.
// Must not know what is in a row.
//
// A list is a [data-claims] that holds rows ([data-claim]), a <template> of one, and a button ([data-add]). Says
// `formset:added`, as Django's admin does, of each row that it adds. A row that is taken away stays in the form, ticked
// to be deleted: its number is one of a sequence.

import { word } from "./words.js";

const tick = (row) => row.querySelector('input[name$="-DELETE"]');

function totalOf(list) {
    return list.querySelector(`input[name="${CSS.escape(list.dataset.claims)}-TOTAL_FORMS"]`);
}

function add(list) {
    const template = list.querySelector("template");
    const total = totalOf(list);
    const made = document.createElement("template");
    made.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    const row = made.content.firstElementChild;
    template.before(row);
    total.value = String(Number(total.value) + 1);
    dress(row);
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: list.dataset.claims } }));
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

// Puts a button in the place of the tick that says that a row is to go.
function dress(row) {
    const label = row.querySelector(".remove");
    if (!label || row.querySelector("[data-remove]")) {
        return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.remove = "";
    button.className = "remove";
    label.hidden = true;
    label.after(button);
    show(row);
}

function show(row) {
    const gone = tick(row).checked;
    const name = row.querySelector("legend").textContent.trim();
    const button = row.querySelector("[data-remove]");
    row.classList.toggle("removed", gone);
    button.textContent = word(gone ? "undo" : "remove");
    button.setAttribute("aria-label", word(gone ? "undo-named" : "remove-named", { name }));
    for (const part of row.querySelectorAll(":scope > .cells, :scope > details")) {
        part.inert = gone;
    }
}

document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-add], [data-remove]") : null;
    if (!button) {
        return;
    }
    event.preventDefault();
    if (button.matches("[data-add]")) {
        add(button.closest("[data-claims]"));
        return;
    }
    const row = button.closest("[data-claim]");
    const box = tick(row);
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
});

// Whoever ticks it: a draft that is brought back does, too.
document.addEventListener("change", (event) => {
    const row = event.target.name?.endsWith("-DELETE") ? event.target.closest("[data-claim]") : null;
    if (row?.querySelector("[data-remove]")) {
        show(row);
    }
});

document.querySelectorAll("[data-claim]").forEach(dress);
