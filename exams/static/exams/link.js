/* The way to the server (EXAMS.md §6.3): one request at a time, at most twenty acts in their order,
   repeated until a reply comes. Only the server's word makes an answer "saved". */

const MOST_ACTS = 20;
const WAIT_FOR_REPLY = 8000;
const WAIT_AFTER_TAP = 300;
const LONGEST_PAUSE = 30000;

export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function hashOf(text) {
  if (!window.crypto.subtle) return "";
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Link {
  /* `tell` is called with (what, facts): claimed, acked, offline, online, moved, refused, early,
     words, receipt. */
  constructor({ address, attempt, ticket, store, clock, tell, told = 0 }) {
    Object.assign(this, { address, attempt, store, clock, tell, told, pageTicket: ticket });
    this.device = randomId();
    this.nonce = null;
    this.epoch = 0;
    this.ticket = "";
    this.seq = 0;
    this.chain = "";
    this.chaining = Promise.resolve();
    this.queue = [];
    this.sent = [];
    this.busy = false;
    this.failures = 0;
    /* The server was reached but could not: a full disk, a database that is busy, a restart. */
    this.serverFails = false;
    this.submitKey = null;
    this.moved = false;
    this.done = false;
    this.over = false;
    this.away = [];
    this.receiptIsHere = false;
    /* Files on their way (files.js); the paper is not handed in before them. */
    this.files = [];
  }

  /* What earlier pages of this device kept; what they could not send is sent now. Acts that never
     had an epoch become ours. */
  async adopt() {
    const acts = (await this.store.all()).sort((a, b) => (a.epoch || Infinity) - (b.epoch || Infinity) || a.seq - b.seq);
    const waiting = acts.filter((act) => !act.sent);
    const orphans = waiting.filter((act) => !act.epoch);
    this.queue = waiting.filter((act) => act.epoch);
    await this.store.drop(orphans.map((act) => act.id));
    for (const act of orphans) await this.keep(act.slot, act.value);
    return acts;
  }

  /* From now on this page writes; with `after` only if nobody has taken over since that epoch. */
  claim(after = null) {
    this.nonce = randomId();
    this.after = after;
    this.epoch = 0;
    this.moved = false;
    this.wake(0);
  }

  async keep(slot, value) {
    const act = {
      device: this.device, seq: ++this.seq, slot, value,
      epoch: this.epoch, ticket: this.ticket, mono: Math.round(performance.now()), prev: "",
    };
    act.id = [this.attempt, act.device, String(act.seq).padStart(6, "0")].join("/");
    this.queue.push(act);
    this.sent.push(act);
    this.wake(WAIT_AFTER_TAP);
    this.chaining = this.chaining.then(() => this.chainOn(act));
    await this.store.put([act]).catch(() => undefined);
  }

  /* Each act names the hash of the one before: evidence of their order. */
  async chainOn(act) {
    act.prev = this.chain;
    this.chain = await hashOf([act.prev, act.seq, act.slot, act.value.join()].join("|"));
    if (act.prev) await this.store.put([act]).catch(() => undefined);
  }

  /* `over`: the time is over, nobody has tapped. */
  submit(over = false) {
    this.over = over;
    this.submitKey = this.submitKey || randomId();
    this.wake(0);
  }

  wake(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.work(), delay);
  }

  get waiting() {
    return this.queue.length + this.files.length;
  }

  async work() {
    if (this.busy || this.done) return;
    const step = this.nextStep();
    if (!step) return;
    this.busy = true;
    let pause = 0;
    try {
      await step();
      if (this.failures) this.tell("online", {});
      this.failures = 0;
      this.serverFails = false;
    } catch (failure) {
      this.failures += 1;
      this.serverFails = Boolean(failure.ofServer);
      pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** (this.failures - 1)) * (0.75 + Math.random() / 2);
      this.tell(failure.refused ? "refused" : "offline", { words: failure.words });
    }
    this.busy = false;
    if (this.nextStep()) this.wake(pause);
  }

  nextStep() {
    if (this.nonce && !this.epoch && !this.moved) return () => this.sendClaim();
    if (this.queue.length && this.queue[0].epoch) return () => this.sendActs();
    if (this.waiting || this.moved || !this.epoch) return null;
    return this.submitKey ? () => this.sendSubmit() : null;
  }

  async sendClaim() {
    const reply = await this.post("claim", {
      ticket: this.pageTicket, device: this.device, nonce: this.nonce, after: this.after,
    }, [409]);
    if (reply.error) {
      this.leave();
      return;
    }
    if (reply.state !== "open") {
      this.epoch = reply.epoch || 1;
      this.ticket = reply.ticket;
      this.submit();
      return;
    }
    this.epoch = reply.claimed;
    this.ticket = reply.ticket;
    const mine = this.queue.filter((act) => !act.epoch);
    mine.forEach((act) => Object.assign(act, { epoch: this.epoch, ticket: this.ticket }));
    await this.store.put(mine).catch(() => undefined);
    this.tell("claimed", { answers: reply.answers, epoch: this.epoch });
  }

  async sendActs() {
    await this.chaining;
    const first = this.queue[0];
    const same = (act) => act.device === first.device && act.epoch === first.epoch;
    const end = this.queue.findIndex((act) => !same(act));
    const batch = this.queue.slice(0, Math.min(MOST_ACTS, end < 0 ? this.queue.length : end));
    const reply = await this.post("ops", {
      ticket: first.ticket, device: first.device, epoch: first.epoch,
      ops: batch.map(({ seq, slot, value, mono, prev }) => ({ seq, slot, value, mono, prev })),
      ...this.absence(first),
    });
    this.reported();
    const acked = batch.filter((act) => reply.ack[act.seq]);
    this.queue = this.queue.filter((act) => !acked.includes(act));
    acked.forEach((act) => { act.sent = true; });
    /* Kept until the receipt: a reload without a network shows them. */
    await this.store.put(acked).catch(() => undefined);
    acked.forEach((act) => this.tell("acked", { act, verdict: reply.ack[act.seq] }));
    if (this.receiptIsHere) return;
    if (reply.state !== "open") this.submit();
    else if (this.epoch && reply.epoch > this.epoch) this.leave();
  }

  /* When the page was out of sight, told along with the answers of its own device. */
  absence(act) {
    const away = act.device === this.device ? this.away.slice(0, 10) : [];
    this.reporting = away.length;
    return away.length ? { away } : {};
  }

  reported() {
    this.away.splice(0, this.reporting);
  }

  async sendSubmit() {
    const reply = await this.post("submit", {
      ticket: this.ticket, device: this.device, key: this.submitKey, last_seq: this.seq,
      over: this.over, ...this.absence(this),
    }, [409]);
    this.reported();
    if (reply.error === "early") {
      this.submitKey = null;
      this.tell("early", {});
    } else if (reply.missing) {
      const [from, to] = reply.missing;
      const again = this.sent.filter((act) => act.seq >= from && act.seq <= to);
      again.forEach((act) => Object.assign(act, { epoch: act.epoch || this.epoch, ticket: act.ticket || this.ticket }));
      this.queue = again;
    } else if (reply.error) {
      this.submitKey = null;
      this.leave();
    } else {
      this.done = true;
      await this.store.wipe().catch(() => undefined);
      this.tell("receipt", reply.receipt);
    }
  }

  leave() {
    if (this.moved) return;
    this.moved = true;
    this.nonce = null;
    this.tell("moved", {});
  }

  /* The server's time, after the device has slept, and the words of the invigilators. */
  async look() {
    this.clock.doubt();
    try {
      const reply = await this.ask(this.address, { headers: { "X-Ticket": this.ticket || this.pageTicket } }, []);
      this.tell("words", reply.words);
    } catch (failure) {
      this.wake(0);
    }
  }

  hear(reply, sent, received) {
    this.clock.heard(reply, sent, received);
    if (reply.told > this.told) {
      this.told = reply.told;
      if (!reply.words) setTimeout(() => this.look(), 0);
    }
  }

  post(call, body, expected = []) {
    return this.ask(this.address + "/" + call, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }, expected);
  }

  async ask(address, options, expected) {
    const stop = new AbortController();
    const alarm = setTimeout(() => stop.abort(), WAIT_FOR_REPLY);
    const sent = performance.now();
    try {
      const response = await fetch(address, { ...options, signal: stop.signal, credentials: "same-origin" });
      const received = performance.now();
      if (response.status === 401) {
        const words = (await response.json()).message;
        throw Object.assign(new Error("refused"), { refused: true, words });
      }
      if (response.status >= 500) throw Object.assign(new Error("server"), { ofServer: true });
      if (!response.ok && !expected.includes(response.status)) throw new Error(String(response.status));
      const reply = await response.json();
      if (reply.server_time) this.hear(reply, sent, received);
      return reply;
    } finally {
      clearTimeout(alarm);
    }
  }
}
