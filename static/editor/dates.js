// Says beneath a line for a date how it is read, as it is typed, and keeps the choice beside an end in step with its
// line. Must not know how dates are read: it asks the server.
//
// A line is an input[data-date], which says what it takes; [data-read-date] is asked. Without it, a line comes back from
// the server as the EDTF that was read. What a line is read as is kept at it, so that drafts keep that.

const LINE = "input[data-date]";
const CHOICE = "select[data-date-choice]";
const WAIT = 300; // milliseconds after the last key

const answers = new Map();
let timer = 0;

const lineOf = (event) => (event.target instanceof Element ? event.target.closest(LINE) : null);
const choiceOf = (line) => line.closest(".date-end")?.querySelector(CHOICE);
const readingOf = (line) => (line.closest(".date-end") ?? line).nextElementSibling;

async function ask(line) {
    const { lang } = document.documentElement; // answers are kept, and the reader may choose another
    const query = new URLSearchParams({ q: line.value.trim(), takes: line.dataset.date, lang });
    const address = `${line.dataset.readDate}?${query}`;
    if (!answers.has(address)) {
        const response = await fetch(address, { headers: { Accept: "application/json" } });
        if (!response.ok) {
            return null;
        }
        answers.set(address, await response.json());
    }
    return answers.get(address);
}

// `left` says that nobody is typing any more: then what cannot be read is wrong.
async function read(line, left) {
    clearTimeout(timer);
    const asked = line.value;
    if (!asked.trim()) {
        tell(line, {}, left);
        return;
    }
    let answer;
    try {
        answer = await ask(line);
    } catch {
        return; // no network: what is typed stands, and is read as it is saved
    }
    if (answer && line.value === asked) {
        tell(line, answer, left);
    }
}

function tell(line, { edtf = "", words = "", why_not: wrong = "" }, left) {
    const reading = readingOf(line);
    const typed = line.value.trim();
    Object.assign(line.dataset, { readOf: line.value, readAs: wrong ? typed : edtf });
    const code = document.createElement("code");
    code.textContent = edtf;
    const parts = wrong ? [wrong] : edtf && edtf !== typed ? [`${words} – `, code] : [words];
    const before = reading.textContent;
    const after = parts.map((part) => part.textContent ?? part).join("");
    if (before !== after) {
        reading.replaceChildren(...parts); // said aloud once, and not again as the line is left
    }
    reading.classList.toggle("wrong", Boolean(wrong) && left);
    if (wrong && left) {
        line.setAttribute("aria-invalid", "true");
    } else {
        line.removeAttribute("aria-invalid");
    }
    if (edtf === ".." && choiceOf(line)) {
        choiceOf(line).value = "open";
    }
}

// The admin numbers the names and keys of the rows that it adds, and nothing else.
function describe(line) {
    const told = line.getAttribute("aria-describedby") ?? "";
    const number = line.name.match(/-(\d+)-[^-]*$/)?.[1];
    if (number && told.includes("__prefix__")) {
        line.setAttribute("aria-describedby", told.replaceAll("__prefix__", number));
    }
}

function typed(line) {
    clearTimeout(timer);
    timer = setTimeout(() => read(line, false), WAIT);
    const choice = choiceOf(line);
    if (choice && line.value.trim()) {
        choice.value = line.value.trim() === ".." ? "open" : "ended";
    }
}

function left(line) {
    const choice = choiceOf(line);
    if (choice?.value === "ended" && !line.value.trim()) {
        choice.value = "unrecorded";
    }
    read(line, true);
}

// What is not an end at a date has none; a date that was there comes back if it is one after all.
function chosen(choice) {
    const line = choice.closest(".date-end").querySelector(LINE);
    if (choice.value === "ended") {
        put(line, line.value || (line.dataset.kept ?? ""));
    } else {
        line.dataset.kept = line.value.trim() === ".." ? "" : line.value || (line.dataset.kept ?? "");
        put(line, "");
    }
}

function put(line, value) {
    const choice = choiceOf(line).value;
    if (line.value !== value) {
        line.value = value;
        line.dispatchEvent(new Event("input", { bubbles: true }));
    }
    choiceOf(line).value = choice;
    read(line, true);
}

document.addEventListener("focusin", (event) => lineOf(event) && describe(event.target));
document.addEventListener("input", (event) => lineOf(event) && typed(event.target));
document.addEventListener("change", (event) => {
    if (lineOf(event)) {
        left(event.target);
    } else if (event.target instanceof Element && event.target.matches(CHOICE)) {
        chosen(event.target);
    }
});
