// Keeps what is changed in a form until it is saved, and offers it when the form is opened again. Must not know how
// the offer looks, nor where drafts are kept.

import { offer } from "./notice.js";
import * as storing from "./storing.js";
import { asToldIn, holds, isEmpty, restore, tell } from "./telling.js";

const WAIT = 500; // milliseconds after the last change

// `named` are the data of the form's `[data-edit-form]`. Gives what is to be called after each change, and what says
// whether there are changes that are not saved.
export function keepDraft(form, named) {
    const { draft: name, user = "" } = named;
    const base = form.elements.namedItem("base");
    let last = JSON.stringify({ fields: {}, rows: [] });
    let timer = 0;

    // A form that came back goes on with the draft that was sent: what it shows as its own was typed.
    const sent = storing.answered();
    const before = sent ? storing.get(sent.key) : null;
    const returned = named.returned !== undefined || Boolean(before && holds(form, before.told, true));
    const goesOn = returned && before;
    const key = goesOn ? sent.key : storing.newKey(user, name);
    const kept = goesOn ? asToldIn(before.told) : () => returned; // without its draft, all of it may have been typed
    if (goesOn) {
        storing.keep(key, { ...before, sent: undefined });
    }

    const told = () => tell(form, kept, returned);

    function save(extra = {}) {
        clearTimeout(timer);
        const now = told();
        const text = JSON.stringify(now);
        if (text === last && !extra.sent) {
            return;
        }
        last = text;
        if (isEmpty(now)) {
            storing.drop(key);
        } else {
            storing.keep(key, { at: Date.now(), base: base?.value ?? "", told: now, ...extra });
        }
    }

    function later() {
        clearTimeout(timer);
        timer = setTimeout(save, WAIT);
    }

    form.addEventListener("submit", (event) => {
        if (!event.defaultPrevented) {
            save({ sent: Date.now() });
            storing.noteSent(key);
        }
    });
    addEventListener("pagehide", () => save());
    document.addEventListener("visibilitychange", () => document.hidden && save());

    for (const [place, draft] of storing.draftsOf(user, name)) {
        if (place === key) {
            continue;
        }
        if (holds(form, draft.told, true)) {
            storing.drop(place); // it was saved
        } else {
            offerOf(place, draft);
        }
    }

    function offerOf(place, draft) {
        offer(form, draft, base?.value ?? "", {
            discard: () => storing.drop(place),
            restore() {
                const lost = restore(form, draft.told, (prefix) => addRow(form, prefix));
                goOnFrom(draft.base);
                save();
                if (!lost.rows && !lost.fields) {
                    storing.drop(place);
                }
                return lost;
            },
        });
    }

    // The form now started from where the draft did: what others changed since is merged as it is saved, and not undone.
    function goOnFrom(number) {
        if (base && /^[1-9]\d*$/.test(number) && Number(number) < Number(base.value)) {
            base.value = number;
        }
    }

    return { later, isChanged: () => returned || !isEmpty(told()) };
}

// Adds an empty row to a list as its own button does; says whether it did.
function addRow(form, prefix) {
    const total = form.elements.namedItem(`${prefix}-TOTAL_FORMS`);
    const before = total?.value;
    const quoted = CSS.escape(prefix);
    form.querySelector(`#${quoted}-group .add-row a, [data-claims="${quoted}"] [data-add]`)?.click();
    return total?.value !== before;
}
