/** The caller of the client: aborts at the moment that the case names. Only a caller knows that it cancelled. */
export class Caller {
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

/** Performs one run: every report is said as it comes, and what the client made of it is the end; a throw is the adapter's own. */
export async function run(message, perform, say) {
  const { seq } = message;
  const caller = new Caller(message.cancel);
  try {
    say({ seq, ...(await perform(message, (item) => { say({ seq, ...item }); caller.saw(item); }, caller)) });
  } catch (error) {
    say({ seq, errored: { message: String(error?.message ?? error), trace: String(error?.stack ?? '') } });
  } finally {
    caller.stop();
  }
}

/** undici says 'terminated' and hides the reason in `cause`; the client's words are kept whole. */
export const words = (error) => [error?.message, error?.cause?.code, error?.cause?.message].filter(Boolean).join(': ');
