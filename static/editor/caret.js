// Where in the window a place in a text area is. Must not know why it is asked.

const COPIED = [
    ...["boxSizing", "width", "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth"],
    ...["paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "borderStyle", "direction", "textAlign"],
    ...["fontStyle", "fontVariant", "fontWeight", "fontStretch", "fontSize", "fontFamily", "lineHeight"],
    ...["letterSpacing", "wordSpacing", "textIndent", "textTransform", "tabSize"],
];

// The left, top and bottom of the line at `position`, in pixels of the window; never outside the area's own box.
export function caretBox(area, position) {
    // A copy of the area, out of sight, whose text can be measured: a text area's own cannot.
    const copy = document.createElement("div");
    const drawn = getComputedStyle(area);
    for (const name of COPIED) {
        copy.style[name] = drawn[name];
    }
    Object.assign(copy.style, {
        position: "absolute",
        visibility: "hidden",
        overflow: "hidden",
        height: "0",
        top: "0",
        left: "0",
        whiteSpace: "pre-wrap",
        overflowWrap: "break-word",
    });
    copy.textContent = area.value.slice(0, position);
    const mark = document.createElement("span");
    mark.textContent = area.value.slice(position) || ".";
    copy.append(mark);
    document.body.append(copy);
    const box = area.getBoundingClientRect();
    const height = Number.parseFloat(drawn.lineHeight) || Number.parseFloat(drawn.fontSize) * 1.4;
    const top = box.top + mark.offsetTop - area.scrollTop + Number.parseFloat(drawn.borderTopWidth);
    const left = box.left + mark.offsetLeft - area.scrollLeft;
    copy.remove();
    const bottom = Math.min(Math.max(top + height, box.top + height), box.bottom);
    return { left: Math.min(Math.max(left, box.left), box.right), top: bottom - height, bottom };
}
