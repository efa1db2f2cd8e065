// The one script of the site: a button that copies the text it names. Without it the text is marked by hand.
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const told = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    told.textContent = (await copied(text)) ? button.dataset.copied : button.dataset.marked;
  });
}

// Browsers give the clipboard to https pages only; elsewhere the text is marked, and the old command tried.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.innerText);
    return true;
  } catch {
    getSelection().selectAllChildren(text);
    return document.execCommand("copy");
  }
}
