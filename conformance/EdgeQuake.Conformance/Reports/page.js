'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const panel = document.getElementById('panel');
const filters = document.getElementById('filters');
const rows = [...document.querySelectorAll('#matrix tr[data-level]')];
const heads = [...document.querySelectorAll('#matrix thead th')].slice(1);
const columns = heads.map((head, n) => ({ index: String(n), name: head.title, cells: [head, ...rows.map((row) => row.cells[n + 1])] }));
const make = (tag, text, className) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
};
const section = (title, ...content) => content.length ? [make('h2', title), ...content] : [];
const list = (items) => {
  if (!items.length) return [];
  const ul = make('ul');
  ul.append(...items.map((item) => make('li', item)));
  return [ul];
};
const stamped = (lines, body) => {
  if (!lines.length) return [];
  const dl = make('dl', null, 'mono');
  for (const line of lines) dl.append(make('dt', line[0] || '\u00a0'), body(line));
  return [dl];
};
const wireLine = ([, act, dump]) => {
  const dd = make('dd', act);
  if (dump) dd.append(make('pre', dump));
  return dd;
};
const clause = ({ url, quote }) => {
  const block = make('blockquote', quote);
  const link = make('a', url);
  link.href = url;
  block.append(make('br'), link);
  return block;
};

let current = null;
const close = () => {
  panel.hidden = true;
  current?.removeAttribute('aria-current');
  current?.focus();
  current = null;
  history.replaceState(null, '', location.href.split('#')[0]);
};
const open = (button) => {
  current?.removeAttribute('aria-current');
  current = button;
  button.setAttribute('aria-current', 'true');
  const cell = data.cells[button.dataset.i];
  const rule = data.rules[cell.case] ?? { spec: [] };
  const shut = make('button', 'Close', 'close');
  shut.addEventListener('click', close);
  const verdict = make('p', `${cell.client}: ${cell.standing}`, 'verdict ' + button.className.split(' ')[0]);
  panel.replaceChildren(
    shut, make('h2', cell.case), make('p', cell.place), verdict,
    ...(cell.reason ? [make('p', cell.reason)] : []), ...(cell.known ? [make('p', 'Known failure: ' + cell.known)] : []), ...(cell.cells ? [make('p', cell.cells)] : []),
    ...section('Rule', ...[rule.about, rule.why].filter(Boolean).map((text) => make('p', text)), ...rule.spec.map(clause)),
    ...section('Findings', ...list(cell.findings)), ...section('Observed, never judged', ...list(cell.observed)),
    ...section('What the client said', ...stamped(cell.said, ([, text]) => make('dd', text))),
    ...section('What the server saw', ...stamped(cell.saw, ([, text]) => make('dd', text))),
    ...section("The adapter's last words on stderr, whichever run they belong to", ...(cell.stderr.length ? [make('pre', cell.stderr.join('\n'))] : [])),
    ...section('The bytes, with times', ...stamped(cell.wire, wireLine)));
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.focus();
  history.replaceState(null, '', '#' + encodeURIComponent(`${cell.case}~${cell.client}~${cell.place}`));
};

const apply = () => {
  const form = new FormData(filters);
  const wanted = new Set(form.getAll('s'));
  const words = form.get('text').toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  const client = form.get('client');
  for (const column of columns) for (const cell of column.cells) cell.hidden = client !== '' && column.index !== client;
  for (const row of rows) {
    const buttons = [...row.querySelectorAll('td:not([hidden]) button')];
    for (const button of buttons) button.classList.toggle('off', !wanted.has(button.className.split(' ')[0]));
    const text = row.cells[0].textContent.toLowerCase();
    row.hidden = !(buttons.some((b) => !b.classList.contains('off')) && words.every((w) => text.includes(w))
      && (!form.get('level') || row.dataset.level === form.get('level')) && (!form.get('profile') || row.dataset.profile === form.get('profile')));
    shown += row.hidden ? 0 : 1;
  }
  for (const body of document.querySelectorAll('#matrix tbody')) body.hidden = ![...body.querySelectorAll('tr[data-level]')].some((row) => !row.hidden);
  filters.elements.count.value = `${shown} of ${rows.length} cases`;
};

for (const { index, name } of columns) filters.elements.client.append(Object.assign(make('option', name), { value: index }));
for (const profile of new Set(rows.map((row) => row.dataset.profile))) filters.elements.profile.append(make('option', profile));
filters.hidden = false;
filters.addEventListener('input', apply);
filters.addEventListener('submit', (event) => event.preventDefault());
document.getElementById('matrix').addEventListener('click', (event) => { if (event.target.dataset.i) open(event.target); });
document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !panel.hidden) close(); });
apply();
const asked = decodeURIComponent(location.hash.slice(1));
const target = data.cells.findIndex((cell) => asked && `${cell.case}~${cell.client}~${cell.place}` === asked);
if (target >= 0) open(document.querySelector(`button[data-i="${target}"]`));
