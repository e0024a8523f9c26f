// Lets a draft go once the wiki says that it was saved, or changed nothing: on the page that answers the form, which says
// so in a message.
// Must not know forms.

import { answered, drop, forgetSent } from "./storing.js";

const sent = answered();
if (sent && document.querySelector(":is(.messagelist, .messages) :is(.success, .warning)")) {
    drop(sent.key);
    forgetSent();
}
