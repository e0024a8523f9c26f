// Changing the text of a text area as if it had been typed, so that the browser's undo takes it back. Must not know
// Markdown.

// Puts `text` in the place of what stands from `start` to `end`, and selects from `from` to `to`, counted from `start`.
export function type(area, start, end, text, from = text.length, to = from) {
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    if (text || start !== end) {
        const command = text ? "insertText" : "delete";
        // Deprecated in name only: nothing else keeps the undo of a text area.
        if (!document.execCommand(command, false, text)) {
            area.setRangeText(text, start, end, "end");
            area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
        }
    }
    area.setSelectionRange(start + from, start + to);
}

// What is selected: where it starts and ends, and its text; white space at its ends is left out.
export function selection(area) {
    let { selectionStart: start, selectionEnd: end } = area;
    while (start < end && /\s/.test(area.value[start])) {
        start += 1;
    }
    while (end > start && /\s/.test(area.value[end - 1])) {
        end -= 1;
    }
    return { start, end, text: area.value.slice(start, end) };
}

// The same; where nothing is selected, the word at the caret.
export function selectionOrWord(area) {
    const chosen = selection(area);
    if (chosen.text) {
        return chosen;
    }
    const before = area.value.slice(0, chosen.start).match(/[\p{L}\p{N}]*$/u)[0];
    const after = area.value.slice(chosen.start).match(/^[\p{L}\p{N}]*/u)[0];
    return { start: chosen.start - before.length, end: chosen.start + after.length, text: before + after };
}

// The whole lines that the selection touches.
export function selectedLines(area) {
    const { value, selectionStart, selectionEnd } = area;
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    // A selection that ends at the beginning of a line does not touch that line.
    const last = selectionEnd > selectionStart && value[selectionEnd - 1] === "\n" ? selectionEnd - 1 : selectionEnd;
    const next = value.indexOf("\n", last);
    const end = next < 0 ? value.length : next;
    return { start, end, lines: value.slice(start, end).split("\n") };
}
