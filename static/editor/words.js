// What scripts say: the server wrote it, in the language of the page, into a template[data-words]. Must not know who asks.

// The text of that name, with its {parts} filled in.
export function word(name, parts = {}) {
    const texts = document.querySelector("template[data-words]")?.content;
    const text = texts?.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
    return text.replace(/\{(\w+)\}/g, (hole, part) => parts[part] ?? hole);
}
