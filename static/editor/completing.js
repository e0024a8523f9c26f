// Completing `[[`, `[@`, `of="` of a quoted fact and, in a list of citations, `@`, as it is typed. Must not know
// how suggestions are shown.

import * as popup from "./popup.js";
import { type } from "./typing.js";

const WAIT = 120; // milliseconds after the last key
const LONGEST = 120;

// What opens a name, what is asked for, what is left of the name after the caret, how brackets that are closed already
// go on from there, and what closes them. What `goesOn` says more after the name: the place in a source.
const OPENINGS = {
    prose: [
        {
            open: /\[\[([^[\]|\n]*)$/,
            wanted: "link",
            rest: /^[^[\]|\n]*(?=\]\]|\|[^[\]\n]*\]\])/,
            closed: /^(?:\|[^[\]\n]*)?\]\]/,
            close: "]]",
        },
        {
            open: /\[@(?:[^[\]\n]*;\s*@)?([^[\]\n,;@]*)$/,
            wanted: "source",
            rest: /^[a-z0-9-]*(?=\s*[,;\]])/,
            closed: /^[^[\]\n]*\]/,
            close: "]",
            goesOn: true,
        },
        {
            open: /\{\{[a-z]+\b[^{}\n]*\bof="([^"{}\n]*)$/,
            wanted: "entry",
            rest: /^[^"{}\n]*(?=")/,
            closed: /^"/,
            close: '"',
        },
    ],
    cites: [
        {
            open: /(?:^|[;\n])\s*@([^;,\n@]*)$/,
            wanted: "source",
            rest: /^[a-z0-9-]*(?=\s*(?:[,;\n]|$))/,
            closed: /^/,
            close: "",
        },
    ],
};

let timer = 0;
let asking = null;
let dismissed = null; // the place of an opening whose suggestions were closed by Escape

// What is being named at the caret, or null.
function naming(area) {
    const { selectionStart: caret, selectionEnd, value } = area;
    if (caret !== selectionEnd) {
        return null;
    }
    const before = value.slice(0, caret);
    for (const opening of OPENINGS[area.dataset.editor] ?? []) {
        const match = before.match(opening.open);
        if (match && match[1].length <= LONGEST) {
            return { ...opening, name: match[1], start: caret - match[1].length, caret };
        }
    }
    return null;
}

// To be called when something was typed.
export function typed(area) {
    clearTimeout(timer);
    asking?.abort();
    const found = naming(area);
    if (!found || dismissed === found.start) {
        popup.close();
        dismissed = found ? dismissed : null;
        return;
    }
    dismissed = null;
    if (!found.name.trim() && found.wanted !== "source") {
        popup.close(); // every entry begins with nothing
        return;
    }
    timer = setTimeout(() => suggest(area, found), WAIT);
}

async function suggest(area, found) {
    asking = new AbortController();
    const query = new URLSearchParams({ for: found.wanted, q: found.name.trim() });
    let results;
    try {
        const answer = await fetch(`${area.dataset.suggest}?${query}`, { signal: asking.signal });
        results = answer.ok ? (await answer.json()).results : [];
    } catch {
        return; // asked anew, or no network: what is typed stands
    }
    const now = naming(area);
    if (document.activeElement === area && now?.start === found.start && now.name === found.name) {
        popup.open(area, found.start, results, (chosen) => complete(area, chosen));
    }
}

const MORE = ", ";

// Puts the chosen name in the place of what was typed, with its brackets closed and the caret after them; where the
// place in a source is to follow, with the caret before the bracket.
function complete(area, chosen) {
    const found = naming(area);
    if (!found) {
        return;
    }
    const after = area.value.slice(found.caret);
    const end = found.caret + (after.match(found.rest)?.[0].length ?? 0);
    const following = area.value.slice(end);
    if (found.goesOn) {
        const isClosed = found.closed.test(following);
        const goesOn = isClosed && !following.startsWith(found.close); // a place, or another source, is there already
        const more = goesOn ? "" : MORE;
        const tail = isClosed ? "" : found.close;
        type(area, found.start, end, chosen.insert + more + tail, (chosen.insert + more).length);
    } else if (!found.closed.test(following)) {
        type(area, found.start, end, chosen.insert + found.close);
    } else if (following.startsWith(found.close)) {
        type(area, found.start, end + found.close.length, chosen.insert + found.close);
    } else {
        type(area, found.start, end, chosen.insert); // a label, or a place in the source, comes before the brackets
    }
    dismissed = null;
}

// The bracket that was closed already is typed over; a place that nobody gave leaves no comma behind.
function overtype(area) {
    const { selectionStart: caret, selectionEnd, value } = area;
    const before = value.slice(0, caret);
    if (caret !== selectionEnd || value[caret] !== "]" || !/\[@[^[\]\n]*$/.test(before)) {
        return false;
    }
    if (before.endsWith(MORE)) {
        type(area, caret - MORE.length, caret + 1, "]");
    } else {
        area.setSelectionRange(caret + 1, caret + 1);
    }
    return true;
}

// To be called with every key; takes those that lead through an open list, and the bracket that ends a citation.
export function key(event) {
    const area = event.target;
    if (event.key === "]" && !event.isComposing && area.dataset.editor === "prose" && overtype(area)) {
        event.preventDefault();
        popup.close();
        return;
    }
    if (event.isComposing || !popup.isOpenFor(area)) {
        return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        popup.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) {
        event.preventDefault();
        popup.take();
    } else if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        dismissed = naming(area)?.start ?? null;
        popup.close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"].includes(event.key)) {
        popup.close();
    }
}

// To be called when the area loses the focus.
export function left() {
    clearTimeout(timer);
    asking?.abort();
    popup.close();
}
