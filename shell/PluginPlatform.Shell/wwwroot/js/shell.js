// Keys, theme, dialogs, list movement: what must answer at once, without a round trip. Everything is declared in markup:
//   data-key="ctrl+k"   the key (or "g p": one after the other) that clicks or focuses the element
//   data-do="theme"     what a click does here
//   data-list/data-row  rows that J K and the arrows move through
import { openPalette } from './palette.js';
import { moveRows } from './rows.js';
import './passkeys.js';

const year = 60 * 60 * 24 * 365;

const actions = {
  palette: () => openPalette(document.getElementById('palette')),
  reload: () => location.reload(),
  print: () => window.print(),
  theme: () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=${year}; SameSite=Lax`;
  },
  culture: element => {
    const value = encodeURIComponent(`c=${element.dataset.value}|uic=${element.dataset.value}`);
    document.cookie = `.AspNetCore.Culture=${value}; path=/; max-age=${year}; SameSite=Lax`;
    location.reload();
  },
  'sign-out': () => document.querySelector('form[action="/connect/sign-out"]')?.requestSubmit(),
  dialog: element => document.getElementById(element.dataset.value)?.showModal(),
  'close-dialog': element => element.closest('dialog')?.close(),
  demo: element => {
    const { username, password } = document.forms[0].elements;
    username.value = element.dataset.user;
    password.value = element.dataset.password;
    document.forms[0].requestSubmit();
  },
};

document.addEventListener('click', event => {
  const actor = event.target.closest?.('[data-do]');
  if (actor) {
    actions[actor.dataset.do]?.(actor);
  }

  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    if (!menu.contains(event.target) || event.target.closest('a')) {
      menu.open = false;
    }
  }

  if (event.target instanceof HTMLDialogElement && event.target.open) {
    event.target.close(); // a click on the backdrop
  }
});

// A form in a dialog closes it; the circuit, which handles the submission, keeps the browser from doing so.
document.addEventListener('submit', event => {
  if (event.target.method === 'dialog') {
    event.target.closest('dialog')?.close();
  }
}, true);

let first = '';
let firstAt = 0;

function keyOf(event) {
  const key = event.code.startsWith('Digit') ? event.code.slice(5) : event.key.toLowerCase();
  return (event.ctrlKey || event.metaKey ? 'ctrl+' : '') + (event.altKey ? 'alt+' : '') + key;
}

function press(keys) {
  const target = document.querySelector(`[data-key="${CSS.escape(keys)}"]`);
  if (!target) {
    return false;
  }

  if (target.matches('input, textarea')) {
    target.focus();
    target.select();
  } else {
    target.click();
  }

  return true;
}

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    const menu = document.querySelector('details[data-menu][open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  }

  if (document.querySelector('dialog[open]')) {
    return;
  }

  const chord = event.ctrlKey || event.altKey || event.metaKey;
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (moveRows(event, typing)) {
    event.preventDefault();
    return;
  }

  if (typing && !chord) {
    return;
  }

  const key = keyOf(event);
  const sequence = !chord && event.timeStamp - firstAt < 1200 ? `${first} ${key}` : '';
  [first, firstAt] = chord ? ['', 0] : [key, event.timeStamp];
  if ((sequence && press(sequence)) || press(key)) {
    event.preventDefault();
  }
});
