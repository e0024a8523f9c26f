// Asks the server for the forms of some parts, and what it makes of them as they are filled in. Must not know where
// they are shown.

// The forms of some parts as they were at a changeset (empty: as they are); null for any other answer.
export async function ask(address, parts, base) {
    const query = new URLSearchParams(parts.map((part) => ["part", part]));
    if (base) {
        query.set("base", base);
    }
    try {
        return read(await fetch(`${address}?${query}`, { headers: { "HX-Request": "true" } }));
    } catch {
        return null;
    }
}

// The forms as the server reads what is in them now, with what is wrong; undefined for any other answer. Throws where
// there is none.
export async function checked(form) {
    const values = new FormData(form);
    values.set("act", "check");
    const answer = await read(await fetch(form.action, { method: "POST", body: values, headers: { "HX-Request": "true" } }));
    return answer ?? undefined;
}

async function read(response) {
    const made = document.createElement("template");
    made.innerHTML = await response.text();
    const parts = made.content.querySelector("[data-parts]");
    if (parts) {
        const { content } = parts.querySelector("template[data-scripts]");
        const words = content.querySelector("template[data-words]");
        if (words && !document.querySelector("template[data-words]")) {
            document.head.append(words); // before the scripts that say them
        }
        const scripts = content.querySelectorAll("script[type=module]");
        await Promise.all([...scripts].map((script) => import(script.src)));
    }
    return parts;
}
