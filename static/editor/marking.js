// What the buttons of the toolbar do to the text: Markdown, and the wiki's own marks. Must not know buttons.

import { selectedLines, selection, selectionOrWord, type } from "./typing.js";
import { word } from "./words.js";

export const bold = (area) => emphasise(area, 2);
export const italic = (area) => emphasise(area, 1);

// One star each side is italic, two are bold, three are both. What is so already is so no longer.
function emphasise(area, stars) {
    const { start, end, text } = selectionOrWord(area);
    const mark = "*".repeat(stars);
    const has = (count) => count === stars || count === 3;
    const inside = Math.min(starsAtStart(text), starsAtEnd(text));
    const before = starsAtEnd(area.value.slice(0, start));
    const around = Math.min(before, starsAtStart(area.value.slice(end)));
    if (text.length > 2 * stars && has(inside)) {
        const bare = text.slice(stars, -stars);
        type(area, start, end, bare, 0, bare.length);
    } else if (has(around) || (around === 4 && !text)) {
        type(area, start - stars, end + stars, text, 0, text.length);
    } else {
        type(area, start, end, mark + text + mark, stars, stars + text.length);
    }
}

const starsAtStart = (text) => text.match(/^\**/)[0].length;
const starsAtEnd = (text) => text.match(/\**$/)[0].length;

export const heading = (area) => prefix(area, /^#{1,6}\s+/, () => "## ", /^## /);
export const bullets = (area) => prefix(area, /^(?:[-*+]|\d+[.)])\s+/, () => "- ", /^[-*+]\s/);
export const numbers = (area) => prefix(area, /^(?:[-*+]|\d+[.)])\s+/, (n) => `${n}. `, /^\d+[.)]\s/);
export const quotation = (area) => prefix(area, /^$/, () => "> ", /^>/, /^>\s?/);

// Begins every selected line with a mark, in the place of `instead`; takes it off where all lines have it (`had`).
function prefix(area, instead, mark, had, off = instead) {
    const { start, end, lines } = selectedLines(area);
    const filled = lines.filter((line) => line.trim());
    const done = filled.length > 0 && filled.every((line) => had.test(line));
    let number = 0;
    const changed = lines.map((line) => {
        if (done) {
            return line.replace(off, "");
        }
        if (!line.trim() && lines.length > 1) {
            return line;
        }
        number += 1;
        return mark(number) + line.replace(instead, "");
    });
    const text = changed.join("\n");
    // One line: the caret stays at its end; several: they stay selected, for the next press.
    type(area, start, end, text, lines.length > 1 ? 0 : text.length, text.length);
}

// Two line ends before a block, unless it begins the text or an empty line stands there.
function gap(before) {
    if (!before || before.endsWith("\n\n")) {
        return "";
    }
    return before.endsWith("\n") ? "\n" : "\n\n";
}

export function table(area) {
    const [head, cell] = [word("heading"), word("cell")];
    const rows = [`| ${head} | ${head} |`, "| --- | --- |", `| ${cell} | ${cell} |`, `| ${cell} | ${cell} |`].join("\n");
    const at = selection(area).end;
    const lead = gap(area.value.slice(0, at));
    const tail = area.value.slice(at);
    const trail = !tail || tail.startsWith("\n\n") ? "\n" : gap(tail.startsWith("\n") ? "\n" : " ");
    const from = lead.length + rows.indexOf(head);
    type(area, at, at, lead + rows + trail, from, from + head.length);
}

// A link to an entry: around what is selected, else with the caret where its name comes.
export function link(area) {
    const { start, end, text } = selection(area);
    if (text.startsWith("[[") && text.endsWith("]]")) {
        type(area, start, end, text.slice(2, -2), 0, text.length - 4);
    } else {
        type(area, start, end, `[[${text}]]`, text ? text.length + 4 : 2);
    }
}

// A citation after what is selected, with the caret where its source comes.
export function citation(area) {
    const at = selection(area).end;
    type(area, at, at, "[@]", 2);
}

// A note's number after what is selected, and the caret at the end of the text, where the note itself comes.
export function footnote(area) {
    const at = selection(area).end;
    const taken = [...area.value.matchAll(/\[\^(\d+)\]/g)].map((match) => Number(match[1]));
    let number = 1;
    while (taken.includes(number)) {
        number += 1;
    }
    const tail = area.value.slice(at).trimEnd();
    const lastLine = (area.value.slice(0, at) + tail).trimEnd().split("\n").pop();
    const between = /^\[\^[^\]]+\]:/.test(lastLine) ? "\n" : "\n\n";
    // One change, from the caret to the end, is one step to undo.
    type(area, at, area.value.length, `[^${number}]${tail}${between}[^${number}]: `);
}

// A fact that is quoted from an entry; what is to be typed is selected.
export function quoteFact(area, mark) {
    const at = selection(area).end;
    const from = mark.indexOf("…");
    type(area, at, at, mark, from, from + 1);
}
