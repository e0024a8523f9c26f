// Keeping drafts in this browser, whose storage may be full or denied: then nothing is kept, and nothing breaks. Must
// not know forms.
//
// A draft is `{at, base, told}`: an instant in milliseconds, the changeset that its form began with, and what was
// changed; and `sent`, the instant when it was sent to the wiki, while nobody knows whether it was saved.

const OLDEST = 60 * 24 * 60 * 60 * 1000;
const MOST = 5; // drafts of one form; beyond them the oldest goes
const ALL = "draft/";
const SENT = "draft-sent";

const placeOf = (user, form) => `${ALL}${encodeURIComponent(user)}/${encodeURIComponent(form)}/`;

// Does what may be denied, and gives `otherwise` where it is.
function tried(act, otherwise) {
    try {
        return act();
    } catch {
        return otherwise;
    }
}

// A key of its own for each time that a form is opened: two tabs do not write over each other's draft.
export const newKey = (user, form) => placeOf(user, form) + Date.now().toString(36) + Math.random().toString(36).slice(2);

export const keep = (key, draft) => tried(() => localStorage.setItem(key, JSON.stringify(draft)), undefined);

export const drop = (key) => tried(() => localStorage.removeItem(key), undefined);

export function get(key) {
    const draft = tried(() => JSON.parse(localStorage.getItem(key)), null);
    return draft && Number.isFinite(draft.at) && draft.told?.fields && Array.isArray(draft.told.rows) ? draft : null;
}

// The drafts of a form, newest first, as `[key, draft]`. What is too old goes, whosesoever it is.
export function draftsOf(user, form) {
    const keys = tried(() => Object.keys(localStorage), []).filter((key) => key.startsWith(ALL));
    const kept = [];
    for (const key of keys) {
        const draft = get(key);
        if (!draft || Date.now() - draft.at > OLDEST) {
            drop(key);
        } else if (key.startsWith(placeOf(user, form))) {
            kept.push([key, draft]);
        }
    }
    kept.sort(([, one], [, other]) => other.at - one.at);
    for (const [key] of kept.slice(MOST)) {
        drop(key);
    }
    return kept.slice(0, MOST);
}

// What this tab sent last: the draft's key, and the page that it was sent from.
export const noteSent = (key) =>
    tried(() => sessionStorage.setItem(SENT, JSON.stringify({ key, from: here() })), undefined);

export const forgetSent = () => tried(() => sessionStorage.removeItem(SENT), undefined);

// What was sent, if this page is the answer: the page that it was sent from led here.
export function answered() {
    const sent = tried(() => JSON.parse(sessionStorage.getItem(SENT)), null);
    return sent && document.referrer.split("#")[0] === sent.from ? sent : null;
}

const here = () => location.href.split("#")[0];

// A choice of the editor's about the editor itself.
export const remember = (name, value) => tried(() => localStorage.setItem(`editor/${name}`, value), undefined);

export const remembered = (name) => tried(() => localStorage.getItem(`editor/${name}`), null);
