// Suggestions under the search box as one types: a combobox (ARIA 1.2). Must not know what is suggested: the server
// answers with a piece of HTML. Without it the box is a form.
//
// Until the box gets the focus it costs nothing: htmx, which puts the questions, is fetched only then.

const CONFIG = { includeIndicatorStyles: false, allowEval: false, allowScriptTags: false }; // as our policy has it
const SHORTEST = 2; // letters; one alone begins too much
const WAIT = 150; // milliseconds after the last key, as the box tells htmx

const input = document.querySelector("[data-seek]");
const list = document.getElementById("seek-offers");
const voice = document.getElementById("seek-voice");
let active = -1;

const options = () => [...list.querySelectorAll("[role=option]")];

// Makes a combobox of the box, and fetches htmx; what was typed before it came is asked then.
function prepare() {
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    if (globalThis.htmx) {
        return;
    }
    const typed = input.value;
    const config = document.createElement("meta");
    config.name = "htmx-config";
    config.content = JSON.stringify(CONFIG);
    const script = document.createElement("script");
    script.src = input.dataset.seek;
    script.addEventListener("load", () => {
        let goesOn = false; // then htmx has seen it
        input.addEventListener("input", () => (goesOn = true), { once: true });
        setTimeout(() => !goesOn && input.value !== typed && ask(), WAIT);
    });
    document.head.append(config, script);
}

// Unless an answer is under way already: `htmx-request` is htmx's own mark of that.
function ask() {
    if (!input.classList.contains("htmx-request")) {
        globalThis.htmx?.trigger(input, "seek");
    }
}

function open() {
    const count = options().length;
    if (!count || document.activeElement !== input || input.value.trim().length < SHORTEST) {
        close();
        return;
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    point(-1);
    voice.textContent = list.dataset.found.replace("{count}", count);
}

function close() {
    list.hidden = true;
    voice.textContent = "";
    if (input.hasAttribute("role")) {
        input.setAttribute("aria-expanded", "false");
    }
    point(-1);
}

// The option of this number, or with -1 what was typed.
function point(index) {
    active = index;
    for (const [number, option] of options().entries()) {
        option.setAttribute("aria-selected", String(number === index));
    }
    if (index < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
    }
    input.setAttribute("aria-activedescendant", options()[index].id);
    options()[index].scrollIntoView({ block: "nearest" });
}

function move(step) {
    const count = options().length + 1; // past the last stands what was typed
    point(((active + 1 + step + count) % count) - 1);
}

function pressed(event) {
    const isOpen = !list.hidden;
    if (event.isComposing) {
        return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (isOpen) {
            move(event.key === "ArrowDown" ? 1 : -1);
        } else {
            ask();
        }
    } else if (isOpen && event.key === "Enter" && active >= 0) {
        event.preventDefault();
        options()[active].click();
    } else if (isOpen && event.key === "Escape") {
        event.preventDefault(); // closed, it empties the box
        close();
    }
}

if (input) {
    input.addEventListener("focus", prepare, { once: true });
    input.addEventListener("keydown", pressed);
    input.addEventListener("blur", close);
    input.addEventListener("htmx:beforeRequest", (event) => {
        if (input.value.trim().length < SHORTEST) {
            event.preventDefault();
            close();
        }
    });
    list.addEventListener("htmx:afterSwap", open);
    for (const failure of ["htmx:responseError", "htmx:sendError"]) {
        input.addEventListener(failure, close); // Enter still searches
    }
    // Choosing by mouse or finger must not take the focus from the box before the click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    addEventListener("pageshow", close);
    if (document.activeElement === input) {
        prepare();
    }
}
