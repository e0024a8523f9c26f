// Passkeys: their buttons are shown where the browser knows them, and what fails is said on the page.

if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll('[data-passkey]')) button.hidden = false;
}

document.addEventListener('allauth.error', (event) => {
  const said = document.querySelector('[data-passkey-failed]');
  if (!said) return;
  event.preventDefault(); // else it is told to the console alone
  said.setAttribute('role', 'alert');
  said.hidden = false;
});
