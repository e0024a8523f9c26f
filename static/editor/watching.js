// Hears of everything that changes a form, whoever changes it. Must not know what follows from it.

// Calls `changed` after each change of the form's fields and rows.
export function watch(form, changed) {
    for (const name of ["input", "change", "formset:added"]) {
        form.addEventListener(name, changed);
    }
    document.addEventListener("formset:removed", changed); // Django's admin says it of the document
    // select2, in the admin, tells jQuery alone of what was chosen.
    globalThis.django?.jQuery?.(form).on("change", changed);
}
