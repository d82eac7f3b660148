/* The sitting page: one question a screen, each tap kept on the device and sent at once. Without
   this script the same page is answered by plain posts. Words come from the page. */

import { Clock, timeLeftInWords } from "./clock.js";
import { openStore } from "./store.js";
import { Link } from "./link.js";
import { fieldsOf, fieldsOfAll, findAll, isTyped, putValue, slotOf, valueOf } from "./fields.js";
import { FileLane } from "./files.js";
import { fill, wordsOf } from "./words.js";
import { forgetPaper, keepPaper, leftAtLast, rememberLeft } from "./paper.js";

const WAIT_AFTER_KEY = 2000;
const form = document.querySelector("[data-sitting]");
const words = wordsOf(document.querySelector("[data-words-of-sitting]").dataset);
const find = (selector) => document.querySelector(selector);
const screens = findAll("[data-screen]");
const questions = screens.filter((screen) => screen.dataset.slot);
const total = questions.length;
const held = "sitting/" + form.dataset.sitting;
const clock = new Clock(Number(form.dataset.now), Number(form.dataset.deadline));
const atFirst = find("[data-save-state] span").textContent;
/* Shown by the worker without a network: time and answers are those of the first load. */
const isCopy = form.dataset.cached === "1";
const spoken = new Set([10, 5, 1].filter((minutes) => clock.left() < minutes * 60000));
const marks = {};
const typing = {};
const kept = {};
let shown = form.dataset.shown;
let link;
let lane;
let over = false;
let hiddenSince = 0;

function withoutNetwork() {
  return navigator.onLine === false || link.failures > 0;
}

function say(text, kind) {
  const strip = find("[data-save-state]");
  strip.className = "note" + (kind ? " " + kind : "");
  strip.querySelector("span").textContent = text;
  strip.querySelector("[data-retry]").hidden = kind !== "error";
  find("[data-without-network]").hidden = kind !== "off" || !withoutNetwork();
}

function clockTime(milliseconds) {
  const options = { hour: "numeric", minute: "2-digit", hour12: true, timeZone: "Asia/Shanghai" };
  const text = new Date(milliseconds).toLocaleTimeString(document.documentElement.lang, options);
  return text.replace(/^([^\d\s]+)(\d)/, "$1 $2");
}

const isFlagged = (slot) => find('[name="flag"][value="' + slot + '"]').checked;
const slots = () => questions.map((screen) => Number(screen.dataset.slot));

const isAnswered = (slot) => valueOf(slot).length > 0 || lane.has(slot);

function setValue(slot, value) {
  putValue(slot, value);
  remember(slot);
}

/* What is known of a question, and at which place each line of an order stands. */
function remember(slot) {
  kept[slot] = valueOf(slot).join("\n");
  fieldsOf(slot).forEach((field) => { if (field.hasAttribute("data-places")) field.dataset.was = field.selectedIndex; });
}

/* Two lines cannot have one place: the other takes the place this one had. */
function swapPlaces(select) {
  const place = (field) => field.value.split(":")[0];
  const others = fieldsOf(slotOf(select)).filter((field) => field !== select);
  const other = others.find((field) => field.value && place(field) === place(select));
  if (other) other.selectedIndex = Number(select.dataset.was);
}

function show(target) {
  shown = String(target);
  screens.forEach((screen) => { screen.hidden = screen.dataset.screen !== shown; });
  const slot = Number(shown);
  if (slot) {
    find("[data-number]").textContent = slot;
    history.replaceState(null, "", "?q=" + slot);
  }
  find("[data-place]").hidden = !slot;
  find("[data-foot]").hidden = !slot;
  find("[data-go=prev]").hidden = slot === 1;
  find("[data-go=next]").textContent = slot === total ? words.toend : words.next;
  if (shown === "end") drawEnd();
  const heading = find('[data-screen="' + shown + '"] [tabindex="-1"]');
  if (heading) heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function drawMark(slot) {
  const answered = isAnswered(slot);
  const mark = answered ? marks[slot] || "local" : "none";
  const button = find('.map [data-go="' + slot + '"]');
  button.className = [mark === "none" ? "" : "done", mark, isFlagged(slot) ? "flag" : ""].join(" ");
  const text = words[mark];
  button.setAttribute("aria-label", fill(words.place, { number: slot }) + " " + text + (isFlagged(slot) ? " " + words.flagged : ""));
  find('[data-mark="' + slot + '"]').textContent = text;
}

function drawProgress() {
  const done = slots().filter(isAnswered).length;
  const label = fill(words.progress, { number: done });
  const bar = find("[data-progress] [role=progressbar]");
  bar.setAttribute("aria-valuenow", done);
  bar.setAttribute("aria-label", label);
  bar.querySelector("rect").setAttribute("width", done);
  find("[data-progress] span").textContent = label;
}

function drawEnd() {
  const open = slots().filter((slot) => !isAnswered(slot));
  const flagged = slots().filter(isFlagged);
  const list = (numbers) => ({ number: numbers.length, list: numbers.join(words.comma) });
  find("[data-unanswered]").textContent = open.length ? fill(words.unanswered, list(open)) : words.allanswered;
  find("[data-flagged]").textContent = flagged.length ? fill(words.flaggedlist, list(flagged)) : "";
  find("[data-back]").dataset.go = open[0] || flagged[0] || total;
}

function drawAll() {
  slots().forEach(drawMark);
  drawProgress();
}

function chosen(slot) {
  clearTimeout(typing[slot]);
  delete typing[slot];
  const value = valueOf(slot);
  if (value.join("\n") === kept[slot]) return;
  remember(slot);
  marks[slot] = "local";
  link.keep(slot, value);
  if (withoutNetwork()) sayOffline();
  else say(words.saving, "busy");
  drawMark(slot);
  drawProgress();
}

/* What is typed is sent two seconds after the last key, or as soon as something else is done. */
function typed(slot) {
  clearTimeout(typing[slot]);
  typing[slot] = setTimeout(() => chosen(slot), WAIT_AFTER_KEY);
}

function keepTyped() {
  Object.keys(typing).forEach((slot) => chosen(Number(slot)));
}

function sayOffline() {
  const number = new Set(link.queue.concat(link.files).map((one) => one.slot)).size;
  if (link.serverFails) say(fill(words.unsaved, { number }), "error");
  else say(fill(words.offline, { number }), "off");
}

const heard = {
  claimed({ answers, epoch }) {
    sessionStorage.setItem(held, epoch);
    const waiting = new Set(link.queue.map((act) => act.slot).concat(Object.keys(typing).map(Number)));
    slots().forEach((slot) => { if (!waiting.has(slot)) setValue(slot, answers[slot] || []); });
    slots().forEach((slot) => { if (!waiting.has(slot) && !lane.has(slot) && valueOf(slot).length) marks[slot] = "sent"; });
    drawAll();
    lane.claimed();
  },
  acked({ act, verdict }) {
    const newer = link.queue.some((other) => other.slot === act.slot);
    if (!newer && verdict === "accepted") marks[act.slot] = "sent";
    drawMark(act.slot);
    if (verdict === "late") say(words.late, "off");
    else if (!link.waiting) say(fill(words.saved, { time: clockTime(clock.now()) }));
    heard.count += 1;
  },
  offline() {
    heard.count = 0;
    if (link.moved && !link.waiting) return;
    if (link.waiting) sayOffline();
    else say(words.nonet, "off");
  },
  online() {
    if (link.moved) return;
    say(heard.count ? fill(words.online, { number: heard.count }) : fill(words.saved, { time: clockTime(clock.now()) }));
  },
  refused(facts) {
    say(facts.words, "error");
  },
  moved() {
    keepTyped();
    freeze(true);
    say(words.paused, "off");
    show("moved");
  },
  /* More time was given while this page believed that it was over. */
  early() {
    over = false;
    spoken.clear();
    freeze(false);
    say(words.moretime, "off");
    tick();
  },
  words(list) {
    drawWords(list);
  },
  async receipt() {
    freeze(true);
    over = true;
    removeEventListener("beforeunload", warn);
    await forgetPaper(form.dataset.sitting);
    location.replace(form.dataset.result);
  },
  count: 0,
};

/* What is told of files; the act that names one is told of as any other. */
const heardOfFile = {
  kept({ slot, name }) {
    marks[slot] = "local";
    sayOfFile(slot, fill(words.filekept, { name }));
    if (withoutNetwork()) sayOffline();
  },
  sent({ slot, name, value }) {
    setValue(slot, [value]);
    sayOfFile(slot, fill(words.filesent, { name }));
  },
  unfit({ slot, words: reason }) {
    marks[slot] = valueOf(slot).length ? "sent" : undefined;
    sayOfFile(slot, reason);
    say(reason, "error");
  },
  offline: () => heard.offline(),
  refused: (facts) => heard.refused(facts),
};

function sayOfFile(slot, text) {
  find('[data-file="' + slot + '"]').textContent = text;
  drawMark(slot);
  drawProgress();
}

function fileChosen(field) {
  if (field.files[0]) lane.add(Number(field.closest("[data-slot]").dataset.slot), field.files[0]);
  field.value = "";
}

/* What the invigilators say stands below the question, so that nothing jumps. */
function drawWords(list) {
  const box = find("[data-words]");
  if (!list.length || box.dataset.newest === String(list.length)) return;
  box.dataset.newest = list.length;
  box.querySelector("ul").replaceWith(list.reduce((ul, { at, text }) => {
    ul.appendChild(document.createElement("li")).textContent = at + " · " + text;
    return ul;
  }, document.createElement("ul")));
  box.hidden = false;
  say(words.told, "off");
}

function freeze(yes) {
  questions.forEach((screen) => { screen.querySelector("fieldset").disabled = yes; });
}

function warn(event) {
  keepTyped();
  if (link && link.waiting) {
    event.preventDefault();
    event.returnValue = "";
  }
}

function takeOver() {
  freeze(false);
  link.claim();
  say(atFirst);
  show(Number(form.dataset.shown) || 1);
}

function tick() {
  const left = clock.left();
  if (!over) rememberLeft(form.dataset.sitting, left);
  const timer = find("[data-timer]");
  const last = left <= 300000;
  timer.classList.toggle("last", last);
  const inWords = timeLeftInWords(left, words.minutes);
  if (timer.dataset.quiet && !last) timer.textContent = words.time;
  else timer.textContent = clock.sure ? inWords : fill(words.atmost, { time: inWords });
  [10, 5, 1].filter((minutes) => left <= minutes * 60000 && !spoken.has(minutes)).forEach((minutes) => {
    spoken.add(minutes);
    const text = fill(words.left, { number: minutes });
    find("[data-spoken]").textContent = text;
    if (minutes < 10 && !link.waiting && !withoutNetwork()) say(text, "off");
  });
  if (!left && !over) {
    over = true;
    keepTyped();
    freeze(true);
    say(fill(words.timeup, { number: slots().filter(isAnswered).length }), "off");
    if (link.moved) location.replace(form.dataset.result);
    else link.submit(true);
  }
}

/* A signal for those who keep watch, never a penalty. */
function noteAbsence() {
  if (document.hidden) hiddenSince = performance.now();
  else if (hiddenSince) {
    link.away.push([Math.round(hiddenSince), Math.round(performance.now())]);
    hiddenSince = 0;
  }
}

function pressed(event) {
  const button = event.target.closest("[data-go], [data-retry], [data-take-over], [data-timer]");
  if (!button) return;
  event.preventDefault();
  keepTyped();
  const go = link.moved && button.dataset.go ? "moved" : button.dataset.go;
  if (button.hasAttribute("data-retry")) { link.failures = 0; link.wake(0); lane.wake(0); }
  else if (button.hasAttribute("data-take-over")) takeOver();
  else if (button.hasAttribute("data-timer")) { button.dataset.quiet = button.dataset.quiet ? "" : "1"; tick(); }
  else if (go === "prev") show(Number(shown) - 1);
  else if (go === "next") show(Number(shown) === total ? "end" : Number(shown) + 1);
  else if (go === "submit") { button.textContent = words.submitting; button.setAttribute("aria-disabled", "true"); link.submit(); }
  else show(go);
}

/* Number keys choose an option, the arrows left and right turn the page. */
function keyed(event) {
  const isWriting = isTyped(event.target) || event.target.type === "file" || event.target.tagName === "SELECT";
  if (isWriting || event.altKey || event.ctrlKey || event.metaKey || !Number(shown)) return;
  const inputs = findAll('input[name="q' + shown + '"]');
  const option = inputs[Number(event.key) - 1];
  const onRadio = event.target.type === "radio";
  if (option && !option.disabled) option.click();
  else if (event.key === "ArrowRight" && !onRadio) find("[data-go=next]").click();
  else if (event.key === "ArrowLeft" && !onRadio && Number(shown) > 1) find("[data-go=prev]").click();
}

async function begin() {
  const store = await openStore(form.dataset.sitting);
  link = new Link({
    address: form.dataset.address, attempt: form.dataset.sitting, ticket: form.ticket.value,
    store, clock, tell: (what, facts) => heard[what](facts), told: Number(form.dataset.told),
  });
  lane = new FileLane({
    address: location.pathname, attempt: form.dataset.sitting, store, link,
    tell: (what, facts) => heardOfFile[what](facts),
  });
  if (isCopy) clock.guess(leftAtLast(form.dataset.sitting));
  const acts = await link.adopt();
  const files = await lane.adopt();
  const restored = fieldsOfAll().filter((field) => isTyped(field) && field.value !== field.defaultValue);
  slots().forEach((slot) => { if (valueOf(slot).length) marks[slot] = "sent"; remember(slot); });
  /* What the server has is on a fresh page already, and may come from another device. */
  acts.filter((act) => isCopy || !act.sent).forEach((act) => {
    setValue(act.slot, act.value);
    marks[act.slot] = act.sent ? "sent" : "local";
  });
  files.forEach((one) => heardOfFile.kept(one));
  drawAll();
  /* The browser has put back what was typed before a reload and had not been sent. */
  restored.map(slotOf).filter((slot) => !acts.some((act) => act.slot === slot)).forEach((slot) => {
    kept[slot] = null;
    chosen(slot);
  });
  const epoch = form.dataset.epoch;
  const mine = sessionStorage.getItem(held);
  if (epoch === "0" || mine === epoch || (isCopy && mine)) link.claim(Number(mine || epoch));
  else heard.moved();
  link.wake(0);
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field.hasAttribute("data-places")) swapPlaces(field);
    if (field.type === "file") fileChosen(field);
    else if (field.name === "flag") drawMark(Number(field.value));
    else chosen(slotOf(field));
  });
  form.addEventListener("input", (event) => { if (isTyped(event.target)) typed(slotOf(event.target)); });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", pressed);
  document.addEventListener("keydown", keyed);
  addEventListener("online", () => { link.failures = Math.min(link.failures, 1); link.wake(0); lane.wake(0); });
  // Counted as a failure, so that "the network is back" is said even if nothing was sent meanwhile.
  addEventListener("offline", () => { link.failures += 1; heard.offline(); });
  addEventListener("beforeunload", warn);
  document.addEventListener("visibilitychange", () => {
    keepTyped();
    noteAbsence();
    if (document.hidden) link.wake(0);
    else link.look();
  });
  keepPaper(form.dataset.worker);
  const asked = new URLSearchParams(location.search).get("q");
  if (isCopy && slots().includes(Number(asked))) show(asked);
  setInterval(tick, 500);
  tick();
  document.documentElement.dataset.sittingReady = "1";
}

begin();
