'use strict';
// The page of a plain serve: what is served, one stream as it arrives, the journal as it grows. Everything it shows is set as text, never as markup.
const $ = id => document.getElementById(id);
const Most = 500; // rows kept in the document: beyond it the oldest go, and the count says so
const test = 'page-' + Math.random().toString(36).slice(2, 8); // attempts of our own: watching must not use up a test's

function el(name, className, text) {
  const e = document.createElement(name);
  if (className) e.className = className;
  if (text !== undefined) e.textContent = text;
  return e;
}

async function ask(path, init) {
  const response = await fetch('/__fake/' + path, init);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response;
}

// ---- scenarios ----
let scenarios = [], chosen = null;

async function loadScenarios() {
  scenarios = await (await ask('scenarios')).json();
  $('root').textContent = location.origin;
  $('served').textContent = scenarios.length === 1 ? '1 scenario' : `${scenarios.length} scenarios`;
  $('list').replaceChildren(...scenarios.map(item));
  filter();
}

function item(s) {
  const li = el('li');
  const name = el('button', 'name', s.scenario);
  name.type = 'button';
  name.setAttribute('aria-pressed', 'false');
  name.addEventListener('click', () => {
    choose(s, name);
    play();
    if (matchMedia('(max-width: 860px)').matches) $('viewer').scrollIntoView(); // else the stream would play below the fold
  });
  const curl = el('div', 'curl');
  const code = el('code', '', s.try.curl);
  code.tabIndex = 0;
  const copy = el('button', 'copy', 'Copy');
  copy.type = 'button';
  copy.setAttribute('aria-label', `Copy the curl line of ${s.scenario}`);
  copy.addEventListener('click', () => copyText(s.try.curl, copy));
  curl.append(code, copy);
  li.append(name, el('p', '', s.about ?? ''), el('p', 'quiet', `${s.try.method} ${s.try.target.split('?')[0]} · ${s.protocol}`), curl);
  li.dataset.words = `${s.scenario} ${s.about ?? ''} ${s.try.method} ${s.try.target} ${s.protocol} ${s.routes.join(' ')}`.toLowerCase();
  return li;
}

async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard outside a secure context: the old way, through a selection.
    const area = el('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    button.focus();
  }
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
}

function filter() {
  const words = $('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const li of $('list').children) {
    li.hidden = !words.every(w => li.dataset.words.includes(w));
    shown += li.hidden ? 0 : 1;
  }
  $('none').hidden = shown > 0;
}

function choose(s, button) {
  document.querySelectorAll('#list .name[aria-pressed="true"]').forEach(b => b.setAttribute('aria-pressed', 'false'));
  button.setAttribute('aria-pressed', 'true');
  chosen = s;
  $('play').disabled = false;
}

// ---- one stream ----
let leave = null;

async function play() {
  leave?.abort();
  const mine = leave = new AbortController();
  const view = new View(chosen, mine);
  const headers = { ...chosen.try.headers, 'x-test-id': test };
  try {
    const response = await fetch(chosen.try.target, {
      method: chosen.try.method, headers, body: chosen.try.body ?? undefined, signal: mine.signal, cache: 'no-store', redirect: 'manual',
    });
    view.head(response);
    const reader = response.body?.getReader();
    for (let r; reader && !(r = await reader.read()).done;) view.read(r.value);
    view.ended('clean end', 'good');
  } catch (e) {
    view.ended(mine.signal.aborted ? 'stopped here' : view.status ? `cut: ${e.message}` : `no answer: ${e.message}`, mine.signal.aborted ? 'live' : 'bad');
  }
}

class View {
  constructor(scenario, controller) {
    Object.assign(this, { controller, started: performance.now(), text: new TextDecoder(), rest: '', frames: 0, bytes: 0, spoken: '', status: null, lines: false });
    $('what').textContent = `${scenario.scenario}: ${scenario.about ?? scenario.protocol}`;
    for (const id of ['frames', 'bytes']) $(id).replaceChildren();
    for (const id of ['status', 'first']) $(id).textContent = '–';
    this.show();
    $('end').textContent = 'playing';
    $('end').className = 'live';
    $('facts').hidden = false;
    $('answer').hidden = true;
    $('stop').disabled = false;
  }

  get now() { return performance.now() - this.started; }

  get current() { return leave === this.controller; }

  head(response) {
    this.status = response.status;
    this.lines = /ndjson/.test(response.headers.get('content-type') ?? '');
    if (this.current) $('status').textContent = `${response.status} ${response.statusText}`;
  }

  read(chunk) {
    if (!this.current) return;
    const at = this.now;
    this.bytes += chunk.length;
    row($('bytes'), at, hex(chunk));
    this.rest += this.text.decode(chunk, { stream: true });
    const parts = this.rest.split(this.lines ? /\r\n|\r|\n/ : /\r\n\r\n|\n\n|\r\r/);
    this.rest = parts.pop();
    for (const part of parts.filter(Boolean)) this.frame(at, part);
    this.show();
  }

  frame(at, text) {
    if (this.frames++ === 0) $('first').textContent = ms(at);
    row($('frames'), at, text);
    const said = spokenIn(text);
    if (said) {
      this.spoken += said;
      $('answer').textContent = this.spoken;
      $('answer').hidden = false;
    }
  }

  ended(how, className) {
    if (!this.current) return;
    if (this.rest) row($('frames'), this.now, this.rest + ' ⏎ not ended');
    $('end').textContent = `${how}, ${ms(this.now)}`;
    $('end').className = className;
    $('stop').disabled = true;
  }

  show() {
    $('frames-count').textContent = this.frames;
    $('bytes-count').textContent = this.bytes;
  }
}

/** The text that a frame adds to the answer, in the spellings of the known protocols; '' for anything else. */
function spokenIn(frame) {
  const data = frame.split(/\r\n|\n|\r/).filter(l => !l.includes(':') || l.startsWith('data:') || l.startsWith('{')).map(l => l.replace(/^data: ?/, '')).join('\n');
  try {
    const j = JSON.parse(data);
    if (j.type === 'token') return j.content ?? j.chunk ?? '';
    return j.choices?.[0]?.delta?.content ?? (typeof j.delta === 'string' ? j.delta : j.delta?.text) ?? j.message?.content ?? j.response ?? '';
  } catch {
    return '';
  }
}

function row(list, at, text) {
  const bottom = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  const li = el('li');
  li.append(el('time', '', ms(at)), el('pre', '', text));
  list.append(li);
  while (list.children.length > Most) list.firstChild.remove();
  if (bottom) list.scrollTop = list.scrollHeight;
}

const ms = t => `${t.toFixed(1)} ms`;

function hex(bytes) {
  const lines = [];
  for (let i = 0; i < Math.min(bytes.length, 4096); i += 16) {
    const part = [...bytes.slice(i, i + 16)];
    lines.push(part.map(b => b.toString(16).padStart(2, '0')).join(' ').padEnd(48) + part.map(b => b > 31 && b < 127 ? String.fromCharCode(b) : '·').join(''));
  }
  if (bytes.length > 4096) lines.push(`… ${bytes.length} bytes`);
  return lines.join('\n');
}

function showAs(bytes) {
  $('as-bytes').setAttribute('aria-pressed', String(bytes));
  $('as-frames').setAttribute('aria-pressed', String(!bytes));
  $('bytes').hidden = !bytes;
  $('frames').hidden = bytes;
}

// ---- the journal ----
const entries = new Map(); // number → row
let seen = 0, playing = new Set();

function entry(e) {
  if (e.missed) {
    seen += e.missed;
    return;
  }
  let tr = entries.get(e.request);
  if (!tr) {
    seen++;
    tr = el('tr');
    entries.set(e.request, tr);
    $('rows').prepend(tr);
    if (entries.size > Most) {
      const oldest = Math.min(...entries.keys());
      entries.get(oldest).remove();
      entries.delete(oldest);
    }
  }
  const ended = Boolean(e.end);
  ended ? playing.delete(e.request) : playing.add(e.request);
  const asked = el('td', '', `${e.method} ${e.target}`);
  for (const note of e.notes) asked.append(el('small', '', note));
  const end = !ended ? 'playing' : e.end.done === 'peer-closed' ? 'client left' : e.end.done;
  tr.replaceChildren(
    el('td', '', e.request), asked, el('td', '', e.exchange < 0 ? 'no scenario' : `${e.scenario}${e.attempt > 1 ? `, attempt ${e.attempt}` : ''}`),
    el('td', '', `${e.bytes} B, ${e.writeCount} ${e.writeCount === 1 ? 'write' : 'writes'}`), el('td', !ended ? 'live' : end === 'close' ? 'good' : 'bad', end));
  $('entries').textContent = seen > entries.size ? `the newest ${entries.size} of ${seen} requests` : seen === 1 ? '1 request' : `${seen} requests`;
}

function forget() {
  entries.clear();
  playing.clear();
  seen = 0;
  $('rows').replaceChildren();
  $('entries').textContent = 'No requests yet.';
}

async function follow() {
  for (;;) {
    try {
      const reader = (await ask('journal?follow&writes=0')).body.pipeThrough(new TextDecoderStream()).getReader();
      forget();
      $('link').textContent = 'journal live';
      $('link').className = 'good';
      let rest = '';
      for (let r; !(r = await reader.read()).done;) {
        const lines = (rest + r.value).split('\n');
        rest = lines.pop();
        for (const line of lines) if (line) entry(JSON.parse(line));
      }
    } catch { /* the server stopped or is not there yet: said below, and asked again */ }
    $('link').textContent = 'no connection to the server; trying again';
    $('link').className = 'bad';
    await new Promise(again => setTimeout(again, 1000));
  }
}

// ---- gates ----
async function gates() {
  for (;;) {
    if (playing.size > 0 || !$('gates').hidden) {
      const { waiting } = await ask('gates').then(r => r.json()).catch(() => ({ waiting: [] }));
      showGates(waiting.filter(g => !g.gate.startsWith('reported(')));
    }
    await new Promise(again => setTimeout(again, 500));
  }
}

let shownGates = '';

function showGates(waiting) {
  const now = JSON.stringify(waiting);
  if (now === shownGates) return; // the button under a finger or a focus stays
  shownGates = now;
  $('gates').hidden = waiting.length === 0;
  $('waiting').replaceChildren(...waiting.map(g => {
    const li = el('li');
    const open = el('button', '', 'Open');
    open.type = 'button';
    open.setAttribute('aria-label', `Open gate ${g.gate}`);
    open.addEventListener('click', () => ask(`gates/${encodeURIComponent(g.gate)}${g.testId ? `?test-id=${encodeURIComponent(g.testId)}` : ''}`, { method: 'POST' }));
    li.append(open, el('span', '', `${g.gate}, ${g.streams === 1 ? '1 stream waits' : `${g.streams} streams wait`}${g.testId ? ` (test ${g.testId})` : ''}`));
    return li;
  }));
}

// ---- wiring ----
$('filter').addEventListener('input', filter);
$('play').addEventListener('click', play);
$('stop').addEventListener('click', () => leave?.abort());
$('as-frames').addEventListener('click', () => showAs(false));
$('as-bytes').addEventListener('click', () => showAs(true));
$('reset').addEventListener('click', async () => { await ask('reset', { method: 'POST' }); forget(); });
document.addEventListener('keydown', e => {
  if (e.key === '/' && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    e.preventDefault();
    $('filter').focus();
  } else if (e.key === 'Escape') {
    leave?.abort();
  }
});
loadScenarios().catch(e => { $('served').textContent = `the scenarios cannot be read: ${e.message}`; });
follow();
gates();
