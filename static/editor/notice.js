// Tells above a form that a draft of it is kept, and asks what becomes of it. Must not know what restoring does.

import { word } from "./words.js";

const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

// `acts` are `discard()` and `restore()`, which returns how many rows and fields found no place.
export function offer(form, draft, base, acts) {
    const notice = document.createElement("div");
    notice.className = "draft-notice";
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    const restore = button(word("restore"));
    const discard = button(word("discard"));
    notice.append(said, restore, discard);
    form.before(notice);
    // A region that is there before its text is read out.
    setTimeout(() => {
        said.textContent = sentences(draft, base).join(" ");
    });

    discard.addEventListener("click", () => {
        acts.discard();
        leave();
    });
    restore.addEventListener("click", () => {
        const lost = acts.restore();
        if (!lost.rows && !lost.fields) {
            for (const older of document.querySelectorAll(".draft-notice")) {
                older.remove(); // what is restored is gone on with: others stay kept, and are offered another time
            }
            leave();
            return;
        }
        said.textContent = word("draft-lost", lost);
        restore.remove();
        discard.focus();
    });

    // The focus was on a button that is going.
    function leave() {
        notice.remove();
        const next = document.querySelector(".draft-notice button") ?? form.querySelector("textarea, input:not([type=hidden])");
        next?.focus();
    }
}

function sentences(draft, base) {
    const begun = draft.base && draft.base !== "0";
    const told = [word(begun ? "draft-kept-from" : "draft-kept", { when: when.format(draft.at), number: draft.base })];
    if (draft.sent) {
        told.push(word("draft-sent"));
    }
    if (draft.base !== base) {
        told.push(word("draft-behind", { number: base }));
    }
    return told;
}

function button(name) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    return made;
}
