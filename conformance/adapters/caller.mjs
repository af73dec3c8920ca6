/** The caller of the client: stops at the moment that the case names, in the way that it names. Only a caller knows that it cancelled. */
export class Caller {
  /** With `how: break`: the caller has seen enough, and the adapter leaves its loop. */
  left = false;
  /** With `how: throw`: what the caller's own code threw; it must come out of the client as it is. */
  thrown = null;
  /** With `how: twice` and `at: end`: how the caller tells again; a client with a way of its own puts it here. */
  again = () => this.#abort.abort();
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
  /** Inside the client's error handler, before it connects again. */
  error() { if (this.#at.at === 'error') this.#abort.abort(); }
  /** The answer is over. */
  over() { if (this.#at.at === 'end' || this.#at.how === 'twice') this.again(); }
  saw(item) {
    if (this.#at.at === 'stall') this.#in(150);
    const content = 'token' in item || 'event' in item;
    if (content && ++this.#seen === this.#at.n && this.#at.at === 'token') this.#stop();
  }
  #stop() {
    if (this.#at.how === 'break') { this.left = true; return; }
    if (this.#at.how === 'throw') throw this.thrown = new Error("the caller's own");
    this.#abort.abort();
    if (this.#at.how === 'twice') this.again();
  }
  stop() { clearTimeout(this.#timer); }
  #in(ms) { clearTimeout(this.#timer); this.#timer = setTimeout(() => this.#abort.abort(), ms); }
}

/** Performs one run: every report is said as it comes, and what the client made of it is the end; a throw is the adapter's own. */
export async function run(message, perform, say) {
  const { seq } = message;
  const caller = new Caller(message.cancel);
  try {
    const end = await perform(message, (item) => { say({ seq, ...item }); caller.saw(item); }, caller);
    say({ seq, ...end, ...over(caller) });
  } catch (error) {
    say({ seq, errored: { message: String(error?.message ?? error), trace: String(error?.stack ?? '') } });
  } finally {
    caller.stop();
  }
}

/** What the client makes of a caller that cancels when all is over: nothing, or it throws. */
function over(caller) {
  try { caller.over(); return {}; } catch (error) { return { end: 'failed', kind: 'protocol', message: words(error) }; }
}

/** undici says 'terminated' and hides the reason in `cause`; the client's words are kept whole. */
export const words = (error) => [error?.message, error?.cause?.code, error?.cause?.message].filter(Boolean).join(': ');
