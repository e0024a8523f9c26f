// What is folded opens for whoever is led into it, and on paper. Browsers do so by themselves, the older ones do not.

function openAround(target) {
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
}

function follow() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.closest("details:not([open])")) {
    openAround(target);
    target.scrollIntoView();
  }
}

let folded = [];

addEventListener("hashchange", follow);
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  for (const each of folded) {
    each.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const each of folded) {
    each.open = false;
  }
});
follow();
