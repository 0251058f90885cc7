// Passkeys: the one thing of the account that a form alone cannot do. A form with data-passkey asks the platform for a
// challenge (data-options), the device for the answer, puts it into its field "credential" and goes on as a form does.
const form = event => event.target.closest?.('form[data-passkey]');

for (const waiting of document.querySelectorAll('form[data-passkey][hidden]')) {
  waiting.hidden = !window.PublicKeyCredential?.parseRequestOptionsFromJSON;
}

document.addEventListener('submit', event => {
  const asked = form(event);
  if (asked && !asked.elements.credential.value) {
    event.preventDefault();
    answer(asked).catch(() => leave(asked, 'failed'));
  }
});

async function answer(asked) {
  const reply = await fetch(asked.dataset.options, { method: 'POST', body: new URLSearchParams(new FormData(asked)) });
  if (!reply.ok) {
    const refusal = await reply.json().catch(() => ({}));
    leave(asked, refusal.error ?? 'failed');
    return;
  }

  const options = await reply.json();
  const credential = asked.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  asked.elements.credential.value = JSON.stringify(credential);
  for (const secret of asked.querySelectorAll('input[type=password]')) {
    secret.disabled = true; // it was looked at; it need not travel again
  }

  asked.submit();
}

function leave(asked, error) {
  const address = new URL(asked.dataset.page, location.href);
  address.searchParams.set('error', asked.dataset.passkey === 'create' ? error : 'passkey');
  if (asked.elements.returnUrl) {
    address.searchParams.set('returnUrl', asked.elements.returnUrl.value);
  }

  location.assign(address);
}
