// Passkeys. The button stays hidden where a browser has none, and the page says what to do instead.
"use strict";

const form = document.querySelector("form[data-passkey]");
if (form && window.PublicKeyCredential) {
  const button = form.querySelector("button");
  button.hidden = false;
  form.querySelector(".needs-script").hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify(await asked(form.dataset));
      form.submit();
    } catch {
      form.querySelector("[role=status]").textContent = form.dataset.failed;
      button.disabled = false;
    }
  });
}

async function asked({ passkey, options }) {
  const { publicKey } = JSON.parse(options);
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  for (const list of [publicKey.allowCredentials, publicKey.excludeCredentials]) {
    for (const one of list ?? []) one.id = bytes(one.id);
  }
  return written(await navigator.credentials[passkey]({ publicKey }));
}

// A credential as the server reads it: every buffer as base64url.
function written(found) {
  const { response } = found;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  return {
    id: found.id,
    rawId: text(found.rawId),
    type: found.type,
    authenticatorAttachment: found.authenticatorAttachment,
    clientExtensionResults: found.getClientExtensionResults(),
    response: Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, text(response[part])])),
  };
}

function bytes(base64url) {
  return Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
}

function text(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
