// Asks before a page is left whose form has changes that are not saved. Must not know what they are.

export function warnOfLeaving(form, isChanged) {
    let sending = false;
    form.addEventListener("submit", (event) => {
        sending = true;
        setTimeout(() => {
            sending &&= !event.defaultPrevented; // a script may have stopped it
        });
    });
    addEventListener("pageshow", () => {
        sending = false;
    });
    addEventListener("beforeunload", (event) => {
        if (!sending && isChanged()) {
            event.preventDefault();
            event.returnValue = true; // what older browsers go by
        }
    });
}
