// Passkeys: their buttons are shown where the browser knows them, signing in with one, and what fails is said on the page.

function fail() {
  const said = document.querySelector('[data-passkey-failed]');
  if (!said) return false;
  said.setAttribute('role', 'alert');
  said.hidden = false;
  return true;
}

async function signIn(button) {
  const { form, dataset: { passkeySignIn: address } } = button;
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { request_options: options } = await answer.json();
    form.elements.credential.value = JSON.stringify(await window.webauthnJSON.get(options));
    form.action = address; // all else that the form carries goes along
    form.submit();
  } catch {
    fail();
  }
}

if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll('[data-passkey]')) {
    button.hidden = false;
    if (button.dataset.passkeySignIn) button.addEventListener('click', () => signIn(button));
  }
}

document.addEventListener('allauth.error', (event) => {
  if (fail()) event.preventDefault(); // else it is told to the console alone
});
