// A pane that shows the page as it will be, while its form is being filled in. Must not know what a page shows: the
// server answers with a piece of HTML.

import { makeButton } from "./toolbar.js";
import { remember, remembered } from "./storing.js";
import { word } from "./words.js";

const WAIT = 400; // milliseconds after the last change
const CHOICE = "preview";

const { htmx } = globalThis;
if (htmx) {
    // Our policy: no styles but from files, nothing that is evaluated. htmx starts once the document is ready: later.
    Object.assign(htmx.config, { includeIndicatorStyles: false, allowEval: false, allowScriptTags: false });
}

// Gives the button that shows and hides the pane, and what is to be called after each change.
//
// There is one preview at a time: the form's own button opens the pane, in the place of a page that comes back with it.
export function livePreview(form, address) {
    if (!htmx) {
        return null;
    }
    const pane = document.createElement("section");
    pane.className = "live-preview";
    pane.id = "live-preview";
    pane.tabIndex = 0; // what scrolls can be scrolled by keys
    pane.setAttribute("aria-label", word("preview"));
    pane.hidden = true;
    const page = document.createElement("div");
    const closing = makeButton("×", word("preview-close"), "preview-close");
    pane.append(closing, page);
    form.after(pane);

    const button = makeButton(word("live-preview"), word("live-preview"), "preview-toggle");
    button.tabIndex = -1; // it stands in a toolbar
    button.setAttribute("aria-controls", pane.id);
    button.addEventListener("click", () => choose(pane.hidden));
    const opening = [...form.querySelectorAll("button[name=act][value=preview]:not([aria-hidden])")];
    for (const each of opening) {
        each.hidden = false; // where there is none without scripts
        each.setAttribute("aria-controls", pane.id);
        each.addEventListener("click", (event) => {
            event.preventDefault();
            choose(true);
            pane.focus();
        });
    }
    const leave = () => {
        choose(false);
        (opening[0] ?? button).focus();
    };
    closing.addEventListener("click", leave);
    pane.addEventListener("keydown", (event) => event.key === "Escape" && leave());

    function choose(shown) {
        show(shown);
        remember(CHOICE, shown ? "shown" : "");
    }

    let timer = 0;
    let asking = false;
    let again = false;

    function show(shown) {
        pane.hidden = !shown;
        button.setAttribute("aria-pressed", String(shown));
        form.parentElement.classList.toggle("with-preview", shown);
        if (shown) {
            document.getElementById("preview")?.remove(); // that of the page as it came back
            ask();
        }
    }

    function later() {
        clearTimeout(timer);
        if (!pane.hidden) {
            timer = setTimeout(ask, WAIT);
        }
    }

    // One question at a time; what changed meanwhile is asked after it, so the last answer is the newest.
    async function ask() {
        clearTimeout(timer);
        if (asking) {
            again = true;
            return;
        }
        asking = true;
        pane.setAttribute("aria-busy", "true");
        const scrolled = pane.scrollTop;
        const values = new FormData(form);
        values.set("act", "preview"); // as the button without scripts says; the form must never be published by this
        try {
            await htmx.ajax("POST", address, { source: page, target: page, swap: "innerHTML", values });
        } catch {
            // told by htmx's own events, below
        }
        pane.scrollTop = scrolled;
        pane.removeAttribute("aria-busy");
        asking = false;
        if (again) {
            again = false;
            ask();
        }
    }

    function fail(sentence) {
        const said = document.createElement("p");
        said.className = "preview-failed";
        said.setAttribute("role", "status");
        said.textContent = sentence;
        page.replaceChildren(said);
    }

    // A whole page, such as the one to sign in on, is no preview, and its buttons would be beside the form's own.
    page.addEventListener("htmx:beforeSwap", (event) => {
        if (/^\s*(?:<!doctype|<html)/i.test(event.detail.serverResponse)) {
            event.detail.shouldSwap = false;
            fail(word("preview-other"));
        }
    });
    page.addEventListener("htmx:responseError", (event) => {
        fail(word("preview-error", { status: event.detail.xhr.status }));
    });
    page.addEventListener("htmx:sendError", () => fail(word("preview-none")));
    // The form stays open: what is followed from the pane opens beside it.
    page.addEventListener("click", (event) => {
        const link = event.target.closest("a[href]");
        if (link && !link.getAttribute("href").startsWith("#")) {
            link.target = "_blank";
            link.rel = "noopener";
        }
    });

    show(remembered(CHOICE) === "shown");
    return { button, later };
}
