// The adapter protocol for node: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
import { createInterface } from 'node:readline';

/** Answers hello with `facts`, and each run with what `perform(run, report, caller)` reports and returns as its end. */
export function serve(facts, perform) {
  const say = (object) => process.stdout.write(JSON.stringify(object) + '\n');
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const message = JSON.parse(line);
    if (message.cmd === 'hello') return say(facts);
    if (message.cmd !== 'run') return;
    const { seq } = message;
    const caller = new Caller(message.cancel);
    try {
      say({ seq, ...(await perform(message, (item) => { say({ seq, ...item }); caller.saw(item); }, caller)) });
    } catch (error) {
      say({ seq, errored: { message: String(error?.message ?? error), trace: String(error?.stack ?? '') } });
    } finally {
      caller.stop();
    }
  }).on('close', () => process.exit(0));
}

/** The caller of the client: aborts at the moment that the case names. Only a caller knows that it cancelled. */
class Caller {
  #at; #timer; #seen = 0; #abort = new AbortController();
  constructor(cancel) {
    this.#at = cancel ?? {};
    if (this.#at.at === 'after') this.#in(this.#at.ms);
    if (this.#at.at === 'before-headers') this.#in(1000);
    if (this.#at.at === 'backoff') this.#in(300);
  }
  get signal() { return this.#abort.signal; }
  get cancelled() { return this.#abort.signal.aborted; }
  /** The response's head is there. */
  headers() {
    if (this.#at.at === 'headers') this.#abort.abort();
    if (this.#at.at === 'before-headers') clearTimeout(this.#timer);
    if (this.#at.at === 'stall') this.#in(150);
  }
  saw(item) {
    if (this.#at.at === 'stall') this.#in(150);
    const content = 'token' in item || 'event' in item;
    if (content && ++this.#seen === this.#at.n && this.#at.at === 'token') this.#abort.abort();
  }
  stop() { clearTimeout(this.#timer); }
  #in(ms) { clearTimeout(this.#timer); this.#timer = setTimeout(() => this.#abort.abort(), ms); }
}

/** undici says 'terminated' and hides the reason in `cause`; the client's words are kept whole. */
export const words = (error) => [error?.message, error?.cause?.code, error?.cause?.message].filter(Boolean).join(': ');
