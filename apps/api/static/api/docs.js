// Shows the API's description with Swagger UI. The page's policy allows no inline script, so the address of the
// description stands in the page.
//
// Swagger UI leaves some of what it draws without a name, or out of the keyboard's reach: that is mended as it draws.
const place = document.getElementById("api-docs");

SwaggerUIBundle({
  url: place.dataset.openapi,
  domNode: place,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: false, // else there are links within its buttons
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // nothing is sent elsewhere
});

function mend() {
  for (const row of place.querySelectorAll("tr[data-param-name]")) {
    for (const field of row.querySelectorAll("select:not([aria-label]), input:not([aria-label])")) {
      field.setAttribute("aria-label", row.dataset.paramName);
    }
  }
  for (const field of place.querySelectorAll("select:not([aria-label])")) {
    field.setAttribute("aria-label", place.dataset.choice);
  }
  for (const code of place.querySelectorAll("pre:not([tabindex])")) {
    code.tabIndex = 0;
  }
}

new MutationObserver(mend).observe(place, { childList: true, subtree: true });
