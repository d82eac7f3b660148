/* Files handed in: made small, kept on this device, sent whole until the server has them. Beside the
   way of the answers, so that none of these waits for a file. Then an act names the file. */

import { randomId } from "./link.js";

const WAIT_FOR_RECEIPT = 120000;
const LONGEST_REST = 30000;
const LIGHT = 400000;
const LONGEST_SIDE = 1600;

/* A photo of a phone is ten times what is needed to read it. Browsers that would turn it over send
   it as it is. */
async function smaller(file) {
  if (!/^image\//.test(file.type) || file.size <= LIGHT || !CSS.supports("image-orientation", "from-image")) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    return drawn && drawn.size < file.size ? drawn : file;
  } catch (failure) {
    return file;
  }
}

export class FileLane {
  /* `tell` is called with (what, facts): kept, sent, unfit, offline, refused. */
  constructor({ address, attempt, store, link, tell }) {
    Object.assign(this, { address, attempt, store, link, tell });
    this.busy = false;
    this.failures = 0;
  }

  async adopt() {
    const kept = await this.store.files.all().catch(() => []);
    this.link.files = kept.map((one) => ({ ...one, ready: true }));
    return this.link.files;
  }

  /* Under the epoch of this page: what it cannot send a later page still may. */
  async claimed() {
    this.link.files.forEach((one) => Object.assign(one, this.pass()));
    await this.store.files.put(this.link.files).catch(() => undefined);
    this.wake(0);
  }

  has(slot) {
    return this.link.files.some((one) => one.slot === slot);
  }

  /* Another file for the same question takes its place. */
  async add(slot, file) {
    const before = this.link.files.filter((one) => one.slot === slot);
    const id = this.attempt + "/" + slot + "/" + randomId();
    const one = { id, slot, name: file.name, blob: file, ...this.pass() };
    this.link.files = this.link.files.filter((other) => other.slot !== slot).concat(one);
    this.tell("kept", one);
    one.blob = await smaller(file);
    await this.store.files.put([one]).catch(() => undefined);
    await this.store.files.drop(before.map((other) => other.id)).catch(() => undefined);
    one.ready = true;
    this.wake(0);
  }

  pass() {
    return { ticket: this.link.ticket, epoch: this.link.epoch };
  }

  wake(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.work(), delay);
  }

  async work() {
    const one = this.link.files.find((file) => file.ready);
    if (this.busy || !one || !this.link.epoch) return;
    this.busy = true;
    let pause = 0;
    try {
      await this.send(one);
      this.failures = 0;
    } catch (failure) {
      this.failures += 1;
      pause = Math.min(LONGEST_REST, 1000 * 2 ** (this.failures - 1)) * (0.75 + Math.random() / 2);
      this.tell(failure.refused ? "refused" : "offline", { words: failure.words });
    }
    this.busy = false;
    if (this.link.files.length) this.wake(pause);
    else this.link.wake(0);
  }

  async send(one) {
    const form = new FormData();
    form.append("ticket", this.link.ticket);
    form.append("file", one.blob, one.name);
    const stop = new AbortController();
    const alarm = setTimeout(() => stop.abort(), WAIT_FOR_RECEIPT);
    try {
      const options = { method: "POST", body: form, signal: stop.signal, credentials: "same-origin" };
      const response = await fetch(this.address + "files/" + one.slot + "/", options);
      if (!response.ok && ![401, 422].includes(response.status)) throw new Error(String(response.status));
      const reply = await response.json();
      if (response.status === 401) throw Object.assign(new Error("refused"), { refused: true, words: reply.message });
      await this.settle(one, reply);
    } finally {
      clearTimeout(alarm);
    }
  }

  /* The act is kept before the file is let go: nothing in between can lose both. */
  async settle(one, reply) {
    const still = this.link.files.includes(one);
    if (still && !reply.error) await this.link.keep(one.slot, [reply.value]);
    this.link.files = this.link.files.filter((other) => other !== one);
    await this.store.files.drop([one.id]).catch(() => undefined);
    if (!still) return;
    if (reply.error) this.tell("unfit", { slot: one.slot, words: reply.message });
    else this.tell("sent", { slot: one.slot, name: reply.name, value: reply.value });
  }
}
