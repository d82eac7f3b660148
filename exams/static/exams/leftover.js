/* On the receipt: what this device has not sent yet is sent now, so that it is kept at least, and
   then nothing of the sitting stays here. */

import { Clock } from "./clock.js";
import { FileLane } from "./files.js";
import { openStore } from "./store.js";
import { Link } from "./link.js";
import { forgetPaper } from "./paper.js";

const box = document.querySelector("[data-leftover]");
const attempt = box.dataset.leftover;

async function clear() {
  const store = await openStore(attempt);
  const acts = await store.all();
  const waiting = acts.filter((act) => !act.sent && act.epoch);
  const files = (await store.files.all()).filter((one) => one.epoch);
  const done = async () => {
    await store.wipe().catch(() => undefined);
    await forgetPaper(attempt);
    document.documentElement.dataset.leftoverDone = "1";
  };
  if (!waiting.length && !files.length) {
    await done();
    return;
  }
  const link = new Link({
    address: box.dataset.address, attempt, ticket: "", store, clock: new Clock(0, 0),
    tell: (what, facts) => {
      if (what !== "acked") return;
      if (facts.verdict === "late") box.hidden = false;
      if (!link.waiting) done();
    },
  });
  link.queue = waiting.sort((a, b) => a.epoch - b.epoch || a.seq - b.seq);
  link.receiptIsHere = true;
  addEventListener("online", () => link.wake(0));
  if (files.length) sendFiles(link, store, files, done);
  link.wake(0);
}

function sendFiles(link, store, files, done) {
  const [{ ticket, epoch }] = files;
  Object.assign(link, { ticket, epoch, files });
  const tell = (what) => { if (what === "unfit" && !link.waiting) done(); };
  const lane = new FileLane({ address: box.dataset.page, attempt, store, link, tell });
  addEventListener("online", () => lane.wake(0));
  lane.wake(0);
}

clear();
