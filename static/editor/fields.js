// What the fields of a form hold, and held as they came from the server. Must not know rows, nor where it is kept.
//
// A value is a text, true or false, or the `{value, label}`s of a choice.

const NEVER = /^(?:csrfmiddlewaretoken|base|seen|writer|_\w+|theirs-.*|unsourced-.*)$|-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|__prefix__/;
const NO_TEXT = new Set(["password", "file", "submit", "button", "image", "reset"]);

// The fields that hold what somebody typed or chose.
export function fieldsOf(form) {
    return [...form.elements].filter(
        (field) =>
            field.name &&
            "value" in field &&
            !NO_TEXT.has(field.type) &&
            !NEVER.test(field.name) &&
            !field.closest("[data-not-kept]"),
    );
}

const ticked = (field) => field.type === "checkbox" || field.type === "radio";

// The name of a field, and of the one value of it where there are several fields of the name.
export const nameOf = (field, name = field.name) => (ticked(field) ? `${name}=${field.value}` : name);

// The field that `nameOf` names.
export function fieldNamed(form, name) {
    const at = name.indexOf("=");
    const found = form.elements.namedItem(at < 0 ? name : name.slice(0, at));
    if (found instanceof RadioNodeList) {
        return at < 0 ? found[0] : [...found].find((each) => each.value === name.slice(at + 1));
    }
    return found;
}

// What a field holds, or held `asItCame`. A date that was written in words is what it was read as: so it is saved.
export function held(field, asItCame = false) {
    if (ticked(field)) {
        return asItCame ? field.defaultChecked : field.checked;
    }
    if (field.options) {
        return chosen(field, asItCame).map((option) => ({ value: option.value, label: option.text }));
    }
    if (!asItCame && field.dataset.readOf === field.value) {
        return field.dataset.readAs;
    }
    return asItCame ? field.defaultValue : field.value;
}

function chosen(field, asItCame) {
    const options = [...field.options].filter((option) => (asItCame ? option.defaultSelected : option.selected));
    // Browsers choose the first where none is marked; the admin's autocomplete came without any.
    const first = asItCame && !options.length && !field.multiple && !field.matches(".admin-autocomplete");
    return first ? [...field.options].slice(0, 1) : options;
}

// Whether two values are the same; line ends, and blanks at the end, are the server's to change.
export function same(one, other) {
    const alike = Array.isArray(one) === Array.isArray(other);
    return alike ? plain(one) === plain(other) : plain(written(one)) === plain(written(other));
}

// A choice as it is written where it is no list: one form of an entry has its names typed, the other chosen.
const written = (value) => (Array.isArray(value) ? value.map((each) => each.label).join(", ") : value);

function plain(value) {
    const text = Array.isArray(value) ? value.map((each) => each.value).filter(Boolean) : value;
    return JSON.stringify(typeof text === "string" ? text.replace(/\r\n?/g, "\n").trimEnd() : text);
}

export const changed = (field) => !same(held(field), held(field, true));

// Gives a field a value, and says so to whoever listens. Returns false for a value that cannot be chosen there.
export function put(field, value) {
    if (same(held(field), value)) {
        return true;
    }
    if (ticked(field)) {
        field.checked = value;
    } else if (field.options) {
        const choice = typeof value === "string" ? named(field, value) : value;
        if (!choice) {
            return false;
        }
        choose(field, choice);
    } else {
        field.value = written(value);
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.closest("details")?.setAttribute("open", "");
    return true;
}

// The choice that a typed name is in a select; nothing where it is not among its options.
function named(field, name) {
    const found = [...field.options].find((option) => option.text === name);
    return name.trim() ? found && [{ value: found.value, label: found.text }] : [];
}

// Chooses in a select, which may not have been given the choice yet: those of the admin's autocomplete are not.
function choose(field, value) {
    for (const { value: key, label } of value) {
        if (![...field.options].some((option) => option.value === key)) {
            field.add(new Option(label, key));
        }
    }
    const keys = value.map((each) => each.value);
    for (const option of field.options) {
        option.selected = keys.includes(option.value);
    }
}
