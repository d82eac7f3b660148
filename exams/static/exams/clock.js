/* Time left by the server's clock. The date of the device is never used: an offset to its steady
   counter is taken from the reply with the smallest round trip, and anew when a clock was set. */

/* Milliseconds by which two good clocks may drift apart during an exam. */
const SAME = 500;

export class Clock {
  constructor(serverTime, deadline) {
    /* False while only an upper limit of the time left is known. */
    this.sure = true;
    this.offset = serverTime - performance.now();
    this.roundTrip = Infinity;
    this.deadline = deadline;
  }

  /* A reply came: sent and received are values of performance.now(). */
  heard(reply, sent, received) {
    this.deadline = reply.deadline;
    this.sure = true;
    const roundTrip = received - sent;
    const offset = reply.server_time - (sent + received) / 2;
    /* More than both round trips explain: a clock was set, and what was known of it is worthless. */
    const wasSet = Math.abs(offset - this.offset) > (roundTrip + this.roundTrip) / 2 + SAME;
    if (roundTrip < this.roundTrip || wasSet) {
      this.roundTrip = roundTrip;
      this.offset = offset;
    }
  }

  /* A copy of the page, without a network: at most this much is left, or nothing is known. */
  guess(left) {
    this.sure = false;
    this.deadline = this.now() + (left === null ? Infinity : left);
  }

  /* The counter may have stood still while the device slept. */
  doubt() {
    this.roundTrip = Infinity;
  }

  now() {
    return performance.now() + this.offset;
  }

  left() {
    return Math.max(0, this.deadline - this.now());
  }
}

export function timeLeftInWords(milliseconds, minutesWord) {
  if (milliseconds === Infinity) return "…";
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds > 300) return minutesWord.replace("{number}", Math.ceil(seconds / 60));
  return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
}
