// Live pages. An element says what it shows and where its newest form is:
//   <section data-live="brief_01j…" data-live-subject="brief,gen" data-live-from="/briefs/brief_01j…">
// When an event comes, the page is fetched again and the element with the same id is replaced in place.
// An element with data-stream="variant_01j…" gets the tokens of a draft as they are written.

const watched = [...document.querySelectorAll('[data-live]')];
const streams = new Map([...document.querySelectorAll('[data-stream]')].map((e) => [e.dataset.stream, e]));
const pending = new Map();

async function refresh(element) {
  const url = element.dataset.liveFrom ?? location.pathname + location.search;
  const response = await fetch(url, { headers: { accept: 'text/html' } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const next = page.getElementById(element.id);
  const current = document.getElementById(element.id);
  if (!next || !current || isBeingFilled(current)) return;
  document.dispatchEvent(new CustomEvent('starling:replaced', { detail: next }));
  keepState(current, next);
  if (!current.isEqualNode(next)) replace(current, next);
  const index = watched.indexOf(element);
  if (index >= 0) watched[index] = document.getElementById(element.id);
}

// Never take a field away from under the person who is typing in it, or who has typed in it.
function isBeingFilled(element) {
  if (element.contains(document.activeElement) && document.activeElement.matches('input, textarea, select')) return true;
  return [...element.querySelectorAll('input, textarea')].some((field) =>
    field.type === 'checkbox' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
}

// What is open stays open, and a draft that is being written keeps what it has.
function keepState(current, next) {
  const before = [...current.querySelectorAll('details')];
  const after = [...next.querySelectorAll('details')];
  if (before.length === after.length) after.forEach((e, index) => { e.open = before[index].open; });
  for (const stream of next.querySelectorAll('[data-stream]')) {
    stream.textContent = streams.get(stream.dataset.stream)?.textContent ?? '';
    streams.set(stream.dataset.stream, stream);
  }
}

function replace(current, next) {
  const focusable = 'a[href], button, summary';
  const focused = [...current.querySelectorAll(focusable)].indexOf(document.activeElement);
  current.replaceWith(next);
  if (focused >= 0) next.querySelectorAll(focusable)[focused]?.focus();
}

// Several events in one moment cost one fetch.
function refreshSoon(element) {
  if (pending.has(element.id)) return;
  pending.set(element.id, setTimeout(() => {
    pending.delete(element.id);
    refresh(element).catch(() => {});
  }, 150));
}

function wants(element, event) {
  const subjects = (element.dataset.liveSubject ?? '').split(',').filter(Boolean);
  const resource = element.dataset.live;
  return (resource === '' || resource === '*' || event.resource === resource)
    && (subjects.length === 0 || subjects.some((s) => event.subject === s || event.subject.startsWith(`${s}.`)));
}

function receive(event) {
  const stream = streams.get(event.resource);
  if (stream && typeof event.data?.text === 'string') stream.textContent += event.data.text;
  for (const element of watched) if (wants(element, event)) refreshSoon(element);
}

let source;
let last = '';

function open() {
  const subjects = new Set(watched.flatMap((e) => (e.dataset.liveSubject ?? '').split(',')).filter(Boolean));
  if (streams.size > 0) subjects.add('gen');
  const query = new URLSearchParams();
  if (subjects.size > 0) query.set('subject', [...subjects].join(','));
  if (last) query.set('after', last);
  source = new EventSource(`/v1/events?${query}`);
  const take = (message) => {
    if (message.lastEventId) last = message.lastEventId;
    try { receive(JSON.parse(message.data)); } catch { /* not for us */ }
  };
  source.onmessage = take;
  // What happened since the page was made, or while nothing was heard.
  source.onopen = () => watched.forEach(refreshSoon);
  source.addEventListener('end', (message) => {
    source.close();
    const end = JSON.parse(message.data);
    if (end.reason === 'signed-out') return location.reload();
    if (end.resume_after !== undefined) last = String(end.resume_after);
    setTimeout(open, end.reason === 'stopping' ? 2000 : 250);
  });
}

if (watched.length > 0 || streams.size > 0) {
  open();
  addEventListener('pagehide', () => source.close());
}
