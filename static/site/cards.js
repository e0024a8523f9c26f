// The card of a citation, or of a link to an entry, on hover and focus. The first is made of the page's own list of
// references; the second is asked for below the address of the entry. Without this script, both are plain links.

const WAIT = 350; // milliseconds that a pointer rests before a card opens
const LINGER = 250; // and for which it stays, so that the pointer can reach it
const GAP = 8;

const article = document.querySelector("article[data-cards]");
const roots = article ? article.dataset.cards.split(" ") : [];
const known = new Map();
const card = document.createElement("div");
card.className = "card";
card.id = "card";
card.role = "tooltip";
card.hidden = true;

let owner = null;
let opening = 0;
let closing = 0;

function ofCitation(link) {
  const place = document.getElementById(link.hash.slice(1));
  const source = place?.closest(".references > li")?.querySelector(".source");
  if (!source) {
    return null;
  }
  const said = document.createElement("p");
  said.append(...source.cloneNode(true).childNodes);
  for (const link of said.querySelectorAll("a")) {
    link.tabIndex = -1; // it is for the pointer: the keyboard reaches it in the list of references
  }
  const where = place.dataset.place || place.querySelector(".locator")?.textContent;
  if (where) {
    const locator = document.createElement("span");
    locator.className = "locator";
    locator.textContent = where;
    said.append(". ", locator);
  }
  return said;
}

function addressOf(link) {
  const here = link.origin === location.origin && link.pathname !== location.pathname && !link.hash;
  const root = here && roots.find((each) => link.pathname.startsWith(each));
  if (!root || !/^[^/]+\/$/.test(link.pathname.slice(root.length))) {
    return "";
  }
  const query = new URLSearchParams(link.search);
  const language = new URLSearchParams(location.search).get("lang");
  if (language) {
    query.set("lang", language);
  }
  return `${link.pathname}card/${query.size ? `?${query}` : ""}`;
}

async function ofEntry(address) {
  if (!known.has(address)) {
    known.set(address, fetch(address).then((answer) => (answer.ok ? answer.text() : "")).catch(() => ""));
  }
  const html = await known.get(address);
  if (!html) {
    return null;
  }
  const found = document.createDocumentFragment();
  found.append(...new DOMParser().parseFromString(html, "text/html").body.children);
  for (const flag of found.querySelectorAll("img")) {
    flag.loading = "eager";
  }
  return found;
}

function isCitation(link) {
  return link.matches(".cite a") && link.hash.startsWith("#ref-");
}

async function open(link) {
  const content = isCitation(link) ? ofCitation(link) : await ofEntry(addressOf(link));
  if (!content || owner !== link) {
    return;
  }
  card.replaceChildren(content);
  card.hidden = false;
  link.setAttribute("aria-describedby", "card");
  place(link);
}

function place(link) {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const above = at.bottom + GAP + height > innerHeight && at.top - GAP - height > 0;
  const x = Math.max(GAP, Math.min(at.left, document.documentElement.clientWidth - width - GAP));
  card.style.left = `${x + scrollX}px`;
  card.style.top = `${(above ? at.top - GAP - height : at.bottom + GAP) + scrollY}px`;
}

function close() {
  clearTimeout(opening);
  clearTimeout(closing);
  owner?.removeAttribute("aria-describedby");
  owner = null;
  card.hidden = true;
}

function closeSoon() {
  clearTimeout(opening);
  clearTimeout(closing);
  closing = setTimeout(leave, LINGER);
}

function leave() {
  if (!owner?.matches(":focus-visible")) { // a pointer does not take away what the keyboard has opened
    close();
  }
}

function hasCard(link) {
  return link && !card.contains(link) && (isCitation(link) || addressOf(link));
}

function want(link, wait) {
  clearTimeout(opening);
  clearTimeout(closing);
  if (owner !== link) {
    opening = setTimeout(() => {
      close();
      owner = link;
      open(link);
    }, wait);
  }
}

if (article) {
  document.body.append(card);
  article.addEventListener("pointerover", (event) => {
    const link = event.target.closest("a[href]");
    if (event.pointerType !== "touch" && hasCard(link)) {
      want(link, WAIT);
    }
  });
  article.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && event.target.closest("a[href]")) {
      closeSoon();
    }
  });
  article.addEventListener("focusin", (event) => {
    const link = event.target.closest("a[href]");
    if (hasCard(link) && link.matches(":focus-visible")) {
      want(link, 0);
    }
  });
  article.addEventListener("focusout", closeSoon);
  card.addEventListener("pointerenter", () => clearTimeout(closing));
  card.addEventListener("pointerleave", closeSoon);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (owner || !card.hidden)) {
      close();
    }
  });
}
