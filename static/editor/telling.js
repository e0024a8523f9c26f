// What is changed in a form, told so that it can be kept and put back. Must not know where it is kept.
//
// Told is `{fields: {name: value}, rows: [{prefix, key, fields}]}`. Rows of a formset are known by their claim's key,
// since their numbers shift as others add and remove claims; new rows have none.

import { changed, fieldNamed, fieldsOf, held, nameOf, put, same } from "./fields.js";

// The formsets of a form: their prefix, how many rows they came with, and how many they have.
function listsOf(form) {
    return [...form.querySelectorAll("input[name$='-INITIAL_FORMS']")].map((field) => {
        const prefix = field.name.replace(/-INITIAL_FORMS$/, "");
        const total = form.elements.namedItem(`${prefix}-TOTAL_FORMS`);
        return { prefix, initial: Number(field.value), total: Number(total?.value ?? 0) };
    });
}

const keyOf = (form, id) => form.elements.namedItem(`${id}id`)?.value ?? "";

// Gives the place of a field: null for the entry's own, else its list's prefix, its row's id, and its name in the row.
function placer(form) {
    const prefixes = listsOf(form).map((list) => list.prefix);
    return (field) => {
        const [id, number] = field.name.match(/^.*?-(\d+)-/) ?? [];
        const prefix = id?.slice(0, -number.length - 2);
        return prefixes.includes(prefix) ? { prefix, id, name: nameOf(field, field.name.slice(id.length)) } : null;
    };
}

// What differs from how the form came. `kept(prefix, key, name)` says what is told though it does not differ. A new row
// is told whole, if anything in it was filled in, or if `newRows` says that it was before the form came.
export function tell(form, kept = () => false, newRows = false) {
    const place = placer(form);
    const fields = {};
    const rows = new Map();
    for (const field of fieldsOf(form)) {
        const at = place(field);
        if (!at) {
            if (changed(field) || kept("", "", nameOf(field))) {
                fields[nameOf(field)] = held(field);
            }
            continue;
        }
        if (!rows.has(at.id)) {
            rows.set(at.id, { prefix: at.prefix, key: keyOf(form, at.id), fields: {}, told: false });
        }
        const row = rows.get(at.id);
        const differs = changed(field) || (row.key ? kept(at.prefix, row.key, at.name) : newRows);
        if (at.name !== "id" && (differs || !row.key)) {
            row.fields[at.name] = held(field);
            row.told ||= differs;
        }
    }
    const told = [...rows.values()].filter((row) => row.told);
    return { fields, rows: told.map(({ prefix, key, fields: own }) => ({ prefix, key, fields: own })) };
}

export const isEmpty = (told) => !told.rows.length && !Object.keys(told.fields).length;

// A `kept` for what was told before.
export function asToldIn(told) {
    const names = new Set(Object.keys(told.fields).map((name) => JSON.stringify(["", "", name])));
    for (const row of told.rows) {
        for (const name of Object.keys(row.fields)) {
            names.add(JSON.stringify([row.prefix, row.key, name]));
        }
    }
    return (...at) => names.has(JSON.stringify(at));
}

// Gives for a row the beginning of its fields' names, `members-body-3-`: by its key, new ones in their order; or null.
function rowFinder(form) {
    const taken = new Set();
    return ({ prefix, key }) => {
        const list = listsOf(form).find((each) => each.prefix === prefix);
        for (let number = key ? 0 : (list?.initial ?? 0); number < (list?.total ?? 0); number += 1) {
            const id = `${prefix}-${number}-`;
            if (!taken.has(id) && keyOf(form, id) === key) {
                taken.add(id);
                return id;
            }
        }
        return null;
    };
}

// Whether the form holds all that is told, as it is or `asItCame`. New rows that were saved have a key by then, and
// their number says nothing: they are looked for by what is in them.
export function holds(form, told, asItCame = false) {
    const full = (id, fields) =>
        Object.entries(fields).every(([name, value]) => {
            const field = fieldNamed(form, id + name);
            return field ? same(held(field, asItCame), value) : false;
        });
    const among = (row) =>
        listsOf(form)
            .filter((list) => list.prefix === row.prefix)
            .flatMap((list) => Array.from({ length: list.total }, (_, number) => `${row.prefix}-${number}-`))
            .filter((id) => !row.key || keyOf(form, id) === row.key);
    return full("", told.fields) && told.rows.every((row) => among(row).some((id) => full(id, row.fields)));
}

// Puts what is told into the form. `addRow(prefix)` is asked for the rows that are missing, and says whether it made
// one. Returns how many rows and other fields found no place.
export function restore(form, told, addRow) {
    const find = rowFinder(form);
    const lost = { fields: 0, rows: 0 };
    const fill = (id, fields) => {
        for (const [name, value] of Object.entries(fields)) {
            const field = fieldNamed(form, id + name);
            if (!field || !put(field, value)) {
                lost.fields += 1;
            }
        }
    };
    fill("", told.fields);
    for (const row of told.rows) {
        const id = find(row) ?? (!row.key && addRow(row.prefix) ? find(row) : null);
        if (id === null) {
            lost.rows += 1;
        } else {
            fill(id, row.fields);
        }
    }
    return lost;
}
