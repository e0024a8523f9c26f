// Citations of facts as text, `@source-slug, place; @another, place`, read and written. Must not know how they are shown.

const ONE = /^@([a-z0-9]+(?:-[a-z0-9]+)*)\s*(?:,([\s\S]*))?$/;

// The citations in a text, as `[{slug, place}]`; null where one of them cannot be read.
export function read(text) {
    const parts = text.split(/[;\r\n]/).map((part) => part.trim()).filter(Boolean);
    const found = parts.map((part) => part.match(ONE));
    return found.includes(null) ? null : found.map(([, slug, place = ""]) => ({ slug, place: place.trim() }));
}

// The text of citations; those that say nothing are left out.
export function write(citations) {
    return citations
        .filter(({ slug, place }) => slug || place)
        .map(({ slug, place }) => (place ? `@${slug}, ${place}` : `@${slug}`))
        .join("; ");
}

// What a typed name of a source can stand for: a slug as it is, and else the words of the name.
export function slugOf(name) {
    const typed = name.trim().replace(/^@/, "");
    const plain = typed.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || typed;
}

// A place in a source; what parts citations from each other cannot stand in it.
export const placeOf = (text) => text.replace(/[;\r\n]+/g, ",").trim();
