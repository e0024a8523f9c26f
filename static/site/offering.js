// What a filter can name, offered as one types, where there is too much to choose from. Without it one types a name.

const WAIT = 150; // milliseconds after the last key

for (const input of document.querySelectorAll("[data-offers]")) {
    let timer = 0;
    let asking = null;
    input.addEventListener("input", () => {
        clearTimeout(timer);
        asking?.abort();
        timer = setTimeout(() => offer(input), WAIT);
    });

    async function offer() {
        asking = new AbortController();
        const query = new URLSearchParams({ q: input.value.trim() });
        try {
            const answer = await fetch(`${input.dataset.offers}&${query}`, { signal: asking.signal });
            const { results } = answer.ok ? await answer.json() : { results: [] };
            input.list.replaceChildren(...results.map((each) => new Option(each.title, each.slug)));
        } catch {
            // asked anew, or no network: what is typed stands
        }
    }
}
