// Makes of each field for citations a list of sources, each with the place in it: <source-picker> around its text area,
// which goes on holding the text that is posted. Must not know what is cited, nor how names are completed (names.js).
//
// Words and shapes come from the page's template[data-source-picker], which also knows the titles of sources cited on
// the page. Without it, or where the text cannot be read, the text area stands as it is.

import { placeOf, read, slugOf, write } from "./citing.js";
import "./names.js";

let count = 0;

// The title of a source that is cited on the page; parts of a page can come one by one, each with titles of its own.
function titleOf(slug) {
    const known = [...document.querySelectorAll("template[data-source-picker]")];
    const option = slug && known.map(({ content }) => content.querySelector(`option[value="${slug}"]`)).find(Boolean);
    return option ? option.textContent.trim() : "";
}

class SourcePicker extends HTMLElement {
    connectedCallback() {
        const area = this.querySelector("textarea");
        this.shapes = document.querySelector("template[data-source-picker]");
        if (!area || area.readOnly || area.disabled || area.name.includes("__prefix__")) {
            return;
        }
        this.querySelector(".sources")?.remove(); // copied along with a row
        this.area = area;
        this.id0 = area.id || this.dataset.for;
        this.show();
        // A draft that is brought back, or a choice of versions, changes the text.
        area.addEventListener("input", () => this.area.value !== this.written && this.show());
    }

    // Draws the sources that the text names, at least one line for the first.
    show() {
        const cites = this.shapes && read(this.area.value);
        this.list?.remove();
        this.list = null;
        this.written = this.area.value;
        this.area.hidden = Boolean(cites);
        const help = document.getElementById(`${this.id0}_helptext`);
        if (help) {
            help.hidden = Boolean(cites); // it tells how to write the text
        }
        if (!cites) {
            this.area.id = this.id0;
            return;
        }
        this.list = this.shape("[data-list]");
        this.rows = this.list.querySelector("[data-rows]");
        this.list.setAttribute("aria-label", document.querySelector(`label[for="${CSS.escape(this.id0)}"]`)?.textContent.trim() ?? "");
        this.dataset.for = this.id0;
        this.area.removeAttribute("id"); // what leads to the field leads to its first source
        for (const cite of cites.length ? cites : [{ slug: "", place: "" }]) {
            this.add(cite);
        }
        this.append(this.list);
        this.list.addEventListener("input", () => this.tell());
        this.list.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
        this.list.addEventListener("focusin", () => this.lead());
        this.list.addEventListener("keydown", (event) => this.done(event));
    }

    shape(name) {
        return this.shapes.content.querySelector(name).content.firstElementChild.cloneNode(true);
    }

    add({ slug, place }) {
        const row = this.shape("[data-row]");
        const [source, locator] = this.inputsOf(row);
        source.value = titleOf(slug) || slug;
        Object.assign(source.dataset, { suggest: this.area.dataset.suggest, slug, named: source.value });
        locator.value = place;
        for (const input of [source, locator]) {
            count += 1;
            input.id = `source-${count}`;
            input.previousElementSibling.htmlFor = input.id;
            if (this.area.getAttribute("aria-invalid")) {
                input.setAttribute("aria-invalid", "true");
            }
            const told = (this.area.getAttribute("aria-describedby") ?? "").replace(`${this.id0}_helptext`, "").trim();
            if (told) {
                input.setAttribute("aria-describedby", told);
            }
        }
        this.rows.append(row);
        this.number();
        return source;
    }

    inputsOf(row) {
        return [row.querySelector("[data-source]"), row.querySelector("[data-place]")];
    }

    // The first source has the field's id, and each says to whom the buttons are read which one it is.
    number() {
        for (const [index, row] of [...this.rows.children].entries()) {
            const [source] = this.inputsOf(row);
            if (index === 0) {
                source.id = this.id0;
                source.previousElementSibling.htmlFor = source.id;
            }
            const label = row.querySelector("[data-remove-source]");
            label.setAttribute("aria-label", `${label.dataset.removeSource} ${index + 1}`);
        }
    }

    slugIn(source) {
        const { slug, named } = source.dataset;
        return slug && source.value === named ? slug : source.value.trim() && slugOf(source.value);
    }

    // Writes what the list says into the text area, and says so to whoever listens.
    tell() {
        const cites = [...this.rows.children].map((row) => {
            const [source, locator] = this.inputsOf(row);
            return { slug: this.slugIn(source), place: placeOf(locator.value) };
        });
        const text = write(cites);
        if (text !== this.area.value) {
            this.written = text;
            this.area.value = text;
            this.area.dispatchEvent(new Event("input", { bubbles: true }));
            this.area.dispatchEvent(new Event("change", { bubbles: true }));
        }
        this.lead();
    }

    pressed(button) {
        if (button?.matches("[data-add-source]")) {
            this.add({ slug: "", place: "" }).focus();
        } else if (button?.matches("[data-remove-source]")) {
            const row = button.closest("[data-cite]");
            const next = row.nextElementSibling ?? row.previousElementSibling;
            row.remove();
            const source = next ? this.inputsOf(next)[0] : this.add({ slug: "", place: "" });
            this.number();
            this.tell();
            source.focus();
        }
    }

    // Enter ends a place, and not the form that it is in.
    done(event) {
        if (event.key === "Enter" && !event.isComposing && event.target.matches("[data-place]")) {
            event.preventDefault();
            this.list.querySelector("[data-add-source]").focus();
        }
    }

    // A source that is not there yet is made on its own page, which begins with the name that is typed here.
    lead() {
        const link = this.list.querySelector("[data-new-source]");
        const named = [...this.rows.children].map((row) => this.inputsOf(row)[0]).filter((source) => source.value !== source.dataset.named);
        if (link) {
            const title = named.at(-1)?.value.trim() ?? "";
            link.href = title ? `${link.dataset.newSource}?${new URLSearchParams({ title })}` : link.dataset.newSource;
        }
    }
}

customElements.define("source-picker", SourcePicker);
