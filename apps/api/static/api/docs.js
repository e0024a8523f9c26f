// Shows the API's description with Swagger UI. The page's policy allows no inline script, so the address of the
// description stands in the page.
const place = document.getElementById("api-docs");

SwaggerUIBundle({
  url: place.dataset.openapi,
  domNode: place,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // nothing is sent elsewhere
});
