// The forms of parts as the server draws them, made part of the form at the foot. Must not know where they stand.

const FIELD = "input:not([type=hidden]), select, textarea";

// Takes the parts out of an answer; each of their fields belongs to the form.
export function wear(answer, form) {
    const picker = answer.querySelector("template[data-source-picker]");
    const known = document.querySelector("template[data-source-picker]");
    if (picker && known) {
        known.content.querySelector("datalist").append(...picker.content.querySelectorAll("option"));
    } else if (picker) {
        form.after(picker);
    }
    const parts = document.createElement("div");
    parts.className = "edit opened";
    parts.append(...answer.querySelectorAll("[data-part-form]"));
    for (const field of parts.querySelectorAll("input, select, textarea, button")) {
        field.setAttribute("form", form.id);
    }
    return parts;
}

const usable = (field) => !field.hidden && field.checkVisibility();

// The first field that one can type in.
export const control = (holder) => [...holder.querySelectorAll(FIELD)].find(usable);

// The first field that is wrong, of all that are open.
export function firstWrong(open) {
    const wrong = [...open.values()].flatMap(({ holder }) => [...holder.querySelectorAll('[aria-invalid="true"]')]);
    return wrong.find(usable) ?? [...open.values()].flatMap(({ holder }) => [...holder.querySelectorAll(".part.wrong")]).map(control)[0];
}
