// J / K and the arrows through the rows of the page's list. From its search field the arrow down goes to the first row, and
// the arrow up from the first row, or Escape, goes back.

function rowsOf(start) {
  const list = start?.closest?.('[data-list]') ?? document.querySelector('main [data-list]');
  return list ? [...list.querySelectorAll('[data-row]')] : [];
}

export function moveRows(event, typing) {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return false;
  }

  const down = event.key === 'ArrowDown' || (!typing && event.key === 'j');
  const up = event.key === 'ArrowUp' || (!typing && event.key === 'k');
  const field = document.querySelector('[data-list-input]');
  if (typing && typing !== field) {
    return false;
  }

  const row = event.target.closest?.('[data-row]');
  if (event.key === 'Escape' && row && field) {
    field.focus();
    return true;
  }

  if (!down && !(up && !typing)) {
    return false;
  }

  if (!row && !typing && event.key.startsWith('Arrow')) {
    return false; // the arrows scroll the page until a row has focus
  }

  const rows = rowsOf(row);
  const at = rows.indexOf(row);
  if (up && at === 0 && field) {
    field.focus();
    return true;
  }

  const next = rows[row ? at + (down ? 1 : -1) : 0];
  next?.focus();
  return Boolean(next ?? row);
}
