// Where the form of a part stands in the page, and what it stands for there. Must not know forms.

const LOWEST = 6;

// Whether a pencil leads to what is not there yet.
export const adds = (pencil) => pencil.matches(".adding");

// What a pencil edits: what it names, or what it stands in.
export function partOf(pencil) {
    const named = pencil.dataset.edit && document.querySelector(`[data-part="${CSS.escape(pencil.dataset.edit)}"]`);
    return named || pencil.closest("[data-part], tr");
}

// The place of a pencil: `put` puts a form there, `hidden` is what it stands for, `covers` says whether that holds
// a form that is open already.
export function places(pencil) {
    const part = adds(pencil) ? null : partOf(pencil);
    if (!part) {
        const before = pencil.closest("p, li, ul") ?? pencil;
        return place([], (holder) => (before.closest("ul") ?? before).before(holder), "div");
    }
    if (part.matches("tr")) {
        return place([part], (holder) => part.after(holder), "tr", part.cells.length);
    }
    if (part.matches(".heading")) {
        return place(sectionOf(part), (holder) => part.before(holder), "div");
    }
    if (part.parentElement.matches("dl")) {
        return place([...part.querySelectorAll(":scope > dd")], (holder) => part.append(holder), "dd");
    }
    return place(part.matches("[data-stays]") ? [] : [part], (holder) => part.after(holder), "div");
}

function place(hidden, insert, tag, columns = 0) {
    return {
        hidden,
        covers: (holder) => hidden.some((each) => each === holder || each.contains(holder)),
        put(parts) {
            const holder = document.createElement(tag);
            holder.className = "holder";
            holder.dataset.holder = "";
            if (columns) {
                const cell = document.createElement("td");
                cell.colSpan = columns;
                holder.append(cell);
            }
            (holder.firstElementChild ?? holder).append(parts);
            insert(holder);
            unfold(holder);
            return holder;
        },
    };
}

// Opens what something is folded in.
export function unfold(element) {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) {
        fold.open = true;
    }
}

// A heading with all that stands below it, as far as the next one of its level; of the lead, as far as the first.
function sectionOf(heading) {
    const found = [heading];
    const level = Number(heading.dataset.level) || LOWEST;
    for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
        if (next.matches(".heading") && Number(next.dataset.level) <= level) {
            break;
        }
        found.push(next);
    }
    return found;
}

// Hides what a form stands for; gives what shows it again.
export function hide({ hidden }) {
    const shown = hidden.filter((each) => !each.hidden);
    shown.forEach((each) => (each.hidden = true));
    return () => shown.forEach((each) => (each.hidden = false));
}
