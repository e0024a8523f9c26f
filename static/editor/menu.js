// A button that opens a small menu. Must not know what its choices are.

// The button in a box with its menu: arrows, Home and End lead through it, Escape and leaving it close it.
export function menuButton(button, choices, label) {
    const box = document.createElement("span");
    box.className = "editor-menu-box";
    const menu = document.createElement("span");
    menu.className = "editor-menu";
    menu.setAttribute("role", "menu");
    menu.setAttribute("aria-label", label);
    menu.hidden = true;
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    box.append(button, menu);

    const items = choices.map(({ name, hint, act }) => {
        const item = document.createElement("button");
        item.type = "button";
        item.tabIndex = -1;
        item.setAttribute("role", "menuitem");
        const code = document.createElement("code");
        code.textContent = hint;
        item.append(name, code);
        item.addEventListener("click", () => {
            show(false);
            act();
        });
        menu.append(item);
        return item;
    });

    function show(open) {
        menu.hidden = !open;
        button.setAttribute("aria-expanded", String(open));
        if (open) {
            keepInSight(menu);
        }
    }

    button.addEventListener("click", () => {
        show(menu.hidden);
        if (!menu.hidden) {
            items[0].focus();
        }
    });
    button.addEventListener("keydown", (event) => {
        if (event.key === "ArrowDown") {
            event.preventDefault();
            show(true);
            items[0].focus();
        }
    });
    menu.addEventListener("keydown", (event) => {
        const here = items.indexOf(document.activeElement);
        const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
        if (next !== undefined) {
            event.preventDefault();
            items[(next + items.length) % items.length].focus();
        } else if (event.key === "Escape") {
            event.preventDefault();
            show(false);
            button.focus();
        }
        event.stopPropagation(); // the toolbar's arrows are not the menu's
    });
    box.addEventListener("focusout", (event) => {
        if (!box.contains(event.relatedTarget)) {
            show(false);
        }
    });
    return box;
}

// Opens to the left where the window has no room to the right.
function keepInSight(menu) {
    menu.classList.remove("to-the-left");
    const { right } = menu.getBoundingClientRect();
    menu.classList.toggle("to-the-left", right > document.documentElement.clientWidth);
}
