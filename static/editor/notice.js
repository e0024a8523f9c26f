// Tells above a form that a draft of it is kept, and asks what becomes of it. Must not know what restoring does.

const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });

// `acts` are `discard()` and `restore()`, which returns how many rows and fields found no place.
export function offer(form, draft, base, acts) {
    const notice = document.createElement("div");
    notice.className = "draft-notice";
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    const restore = button("Restore it");
    const discard = button("Discard it");
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
        said.textContent = `The draft was restored, but for ${many(lost)}. It is kept, until you discard it.`;
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
    const number = draft.base && draft.base !== "0" ? `, begun from #${draft.base},` : "";
    const told = [`A draft of ${when.format(draft.at)}${number} is kept in this browser.`];
    if (draft.sent) {
        told.push("It was sent to the wiki, but may not have been saved.");
    }
    if (draft.base !== base) {
        told.push(`The entry was changed since, in #${base}: both will be merged as you save.`);
    }
    return told;
}

function many({ rows, fields }) {
    const told = [];
    if (rows) {
        told.push(rows === 1 ? "1 row that has no place here" : `${rows} rows that have no place here`);
    }
    if (fields) {
        told.push(fields === 1 ? "1 field that is not here" : `${fields} fields that are not here`);
    }
    return told.join(" and ");
}

function button(name) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    return made;
}
