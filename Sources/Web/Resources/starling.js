// What every page gets on top of plain HTML: copy buttons, dialogs, menus that close, forms that
// cannot be sent twice. Everything here also works without it.

const csrf = document.querySelector('meta[name="csrf-token"]')?.content ?? '';

export function toast(message, tone = 'neutral') {
  const region = document.getElementById('toasts');
  if (!region) return;
  const note = document.createElement('div');
  note.className = `toast toast-${tone}`;
  note.textContent = message;
  region.append(note);
  setTimeout(() => note.remove(), 6000);
}

// Calls the API as the signed-in person. Rejects with the problem's own words.
export async function api(method, path, body, headers = {}) {
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json', 'x-csrf-token': csrf,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const reply = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw Object.assign(new Error(reply?.detail ?? `HTTP ${response.status}`), { problem: reply });
  return reply;
}

document.addEventListener('click', async (event) => {
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    const source = document.getElementById(copy.dataset.copy);
    try {
      await navigator.clipboard.writeText(source?.value ?? source?.textContent ?? '');
      toast('Copied');
    } catch {
      toast('Copying is not allowed here: select the text and copy it.', 'warn');
    }
  }
  const opener = event.target.closest('[data-dialog]');
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
  }
  if (event.target.closest('[data-close]')) {
    event.preventDefault();
    event.target.closest('dialog')?.close();
  }
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) {
    event.preventDefault();
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method !== 'post') return;
  form.dataset.sent = 'yes';
  for (const button of form.querySelectorAll('button[type=submit]')) button.setAttribute('aria-disabled', 'true');
});

// Back from the history cache a form may be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled');
  }
});

// Times are written in UTC by the server and shown in the reader's zone.
export function localTimes(root = document) {
  for (const time of root.querySelectorAll('time[datetime][data-local]')) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.valueOf())) continue;
    time.title = time.textContent;
    const two = (number) => String(number).padStart(2, '0');
    const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
    time.textContent = `${day} at ${two(date.getHours())}:${two(date.getMinutes())}`;
  }
}
localTimes();
document.addEventListener('starling:replaced', (event) => localTimes(event.detail));

// Counts what is left in a text field that has a limit.
for (const field of document.querySelectorAll(':not([data-lint]) > * > textarea[maxlength], input[maxlength][data-count]')) {
  const left = document.createElement('p');
  left.className = 'hint count-left';
  const show = () => { left.textContent = `${field.maxLength - field.value.length} characters left`; };
  field.after(left);
  field.addEventListener('input', show);
  show();
}

// A text is judged while it is written: how long it is for its platform, and what its rules say.
const judging = new WeakMap();
document.addEventListener('input', (event) => {
  const form = event.target.closest('form[data-lint]');
  if (!form) return;
  clearTimeout(judging.get(form));
  judging.set(form, setTimeout(() => judge(form, event.target).catch(() => {}), 300));
});

async function judge(form, field) {
  const text = field.value;
  if (!text.trim()) return;
  const { length, limit, findings, preview } = await api('POST', form.dataset.lint, { text });
  if (field.value !== text) return;
  const shown = form.querySelector('[data-preview]');
  if (shown && preview) showAs(shown, preview);
  let box = form.querySelector('.lint');
  if (!box) {
    box = document.createElement('div');
    box.className = 'lint';
    box.setAttribute('role', 'status');
    field.after(box);
  }
  const count = document.createElement('p');
  count.className = 'hint';
  count.textContent = limit === undefined ? `${length} characters` : `${length} of ${limit}`;
  const list = document.createElement('ul');
  list.className = 'findings';
  const counts = new Map();
  for (const { message } of findings) counts.set(message, (counts.get(message) ?? 0) + 1);
  const once = findings.filter((one, index) => findings.findIndex(({ message }) => message === one.message) === index);
  list.append(...once.map((one) => findingLine(one, counts.get(one.message))));
  box.replaceChildren(count, ...(findings.length > 0 ? [list] : []));
}

// The text as its platform shows it.
function showAs(figure, { shown, folded, more, card }) {
  const words = (runs) => {
    const line = document.createElement('p');
    line.append(...runs.map(({ kind, text }) => {
      if (kind === 'text') return text;
      const piece = document.createElement('span');
      piece.className = `entity entity-${kind}`;
      piece.textContent = text;
      return piece;
    }));
    return line;
  };
  const place = figure.querySelector('.preview-text');
  const isOpen = place.querySelector('details')?.open ?? false;
  place.replaceChildren(words(shown));
  if (folded.length > 0) {
    const rest = document.createElement('details');
    const summary = document.createElement('summary');
    summary.textContent = more;
    rest.append(summary, words(folded));
    rest.open = isOpen;
    place.append(rest);
  }
  const host = figure.querySelector('.preview-card');
  host.hidden = card === undefined;
  host.textContent = card ?? '';
}

const severities = { notice: ['Notice', 'info'], warning: ['Look at this', 'warn'], block: ['Stops scheduling', 'bad'] };

function findingLine({ severity, message }, count) {
  const [words, tone] = severities[severity] ?? [severity, 'neutral'];
  const badge = document.createElement('span');
  badge.className = `badge badge-${tone}`;
  badge.textContent = words;
  const line = document.createElement('li');
  line.append(badge, ` ${message}`, count > 1 ? ` (${count} times)` : '');
  return line;
}

// One-time links carry their code behind the #, which browsers send to nobody. It moves into the form
// and out of the address bar and the history.
for (const form of document.querySelectorAll('form[data-from-hash]')) {
  const field = form.elements.namedItem(form.dataset.fromHash);
  const code = location.hash.slice(1);
  if (!field || !code) continue;
  field.value = code;
  history.replaceState(null, '', location.pathname + location.search);
}

// A page that waits for something asks again after so many seconds.
for (const form of document.querySelectorAll('form[data-again]')) {
  setTimeout(() => form.requestSubmit(), Number(form.dataset.again) * 1000);
}

// The reader's time zone, for a first account.
for (const field of document.querySelectorAll('input[data-time-zone]')) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || field.value;
}

// Words that are selected in a variant are what a new comment is about.
let selected;
document.addEventListener('selectionchange', () => {
  const selection = getSelection();
  const variant = selection.anchorNode?.parentElement?.closest('[data-variant]')?.dataset.variant;
  if (variant && !selection.isCollapsed) selected = { variant, quote: selection.toString().trim().slice(0, 1000) };
});
document.addEventListener('toggle', (event) => {
  if (!selected || !event.target.matches?.('details.new-comment[open]')) return;
  const { variant_id: about, quote } = event.target.querySelector('form').elements;
  about.value = selected.variant;
  quote.value = selected.quote;
  selected = undefined;
}, true);
