// The command palette: a native modal dialog (focus stays inside, the rest is inert, Escape closes). The circuit delivers the
// options; choosing among them happens here.

const ready = new WeakSet();
let named = 0;

function optionsOf(dialog) {
  return [...dialog.querySelectorAll('[role=option]')];
}

function choose(dialog, option) {
  for (const other of optionsOf(dialog)) {
    other.setAttribute('aria-selected', String(other === option));
  }

  const input = dialog.querySelector('input');
  if (option) {
    option.id ||= `option-${++named}`;
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  } else {
    input.removeAttribute('aria-activedescendant');
  }
}

function chosen(dialog) {
  return dialog.querySelector('[role=option][aria-selected=true]');
}

function steer(dialog, event) {
  const options = optionsOf(dialog);
  const at = options.indexOf(chosen(dialog));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
  if (event.key === 'Enter') {
    event.preventDefault();
    chosen(dialog)?.click();
  } else if (to !== undefined && options.length > 0) {
    event.preventDefault();
    choose(dialog, options[(to + options.length) % options.length]);
  }
}

function prepare(dialog) {
  const found = dialog.querySelector('#found');
  new MutationObserver(() => {
    if (!chosen(dialog)) {
      choose(dialog, optionsOf(dialog)[0]);
    }
  }).observe(found, { childList: true, subtree: true, characterData: true }); // the same options, marked anew, are chosen from too

  dialog.querySelector('input').addEventListener('keydown', event => steer(dialog, event));
  dialog.querySelector('input').addEventListener('input', () => choose(dialog, null));
  found.addEventListener('pointermove', event => {
    const option = event.target.closest('[role=option]');
    if (option && option !== chosen(dialog)) {
      choose(dialog, option);
    }
  });
  found.addEventListener('click', event => {
    if (event.target.closest('[role=option]')) {
      dialog.close();
    }
  });
}

export function openPalette(dialog) {
  if (!dialog || dialog.open) {
    return;
  }

  if (!ready.has(dialog)) {
    ready.add(dialog);
    prepare(dialog);
  }

  const input = dialog.querySelector('input');
  input.value = '';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  dialog.showModal();
  choose(dialog, optionsOf(dialog)[0]);
}
