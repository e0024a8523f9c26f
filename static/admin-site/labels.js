// Gives select2's boxes the names of their fields' labels; its own markup leaves them without one.
"use strict";
{
    function nameBoxes(root) {
        for (const select of root.querySelectorAll("select.admin-autocomplete.select2-hidden-accessible")) {
            const label = root.querySelector(`label[for="${CSS.escape(select.id)}"]`);
            const box = select.nextElementSibling?.querySelector(".select2-selection");
            if (label && box) {
                label.id = `${select.id}_label`;
                const chosen = box.querySelector(".select2-selection__rendered");
                box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
                chosen.setAttribute("aria-labelledby", label.id);
            }
        }
    }

    const $ = django.jQuery;
    $(() => nameBoxes(document)); // autocomplete.js, loaded before, has made the boxes by then
    document.addEventListener("formset:added", (event) => {
        setTimeout(() => nameBoxes(event.target)); // after select2 has made the new row's boxes
    });
    // The field that select2 opens to search in is made anew each time.
    $(document).on("select2:open", (event) => {
        const label = document.querySelector(`label[for="${CSS.escape(event.target.id)}"]`);
        const search = document.querySelector(".select2-container--open .select2-search__field");
        if (search) {
            const name = label ? label.textContent.replace(/:$/, "").trim() : "";
            const words = document.querySelector("template[data-words]").content; // as static/editor/words.js reads them
            search.setAttribute("aria-label", words.querySelector('[data-word="search"]').textContent.replace("{name}", name));
            search.focus(); // select2 4.0 with jQuery 3.6 and later does not
        }
    });
}
