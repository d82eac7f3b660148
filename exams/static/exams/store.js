/* Answers that have not reached the server yet, kept on this device: IndexedDB, else localStorage,
   else memory. An act is kept under attempt/device/seq, so pages do not tread on one another. */

const DATABASE = "exams";
const TABLES = ["acts", "files"];

function opened() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(DATABASE, 2);
    request.onupgradeneeded = () => TABLES.forEach((name) => {
      const there = request.result.objectStoreNames.contains(name);
      if (!there) request.result.createObjectStore(name, { keyPath: "id" });
    });
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      done(request.result);
    };
    request.onerror = request.onblocked = () => failed(request.error);
  });
}

function finished(transaction) {
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}

function inDatabase(database, attempt) {
  const range = IDBKeyRange.bound(attempt + "/", attempt + "0", false, true);
  const change = (name, work) => {
    const transaction = database.transaction(name, "readwrite");
    work(transaction.objectStore(name));
    return finished(transaction);
  };
  const table = (name) => ({
    put: (rows) => change(name, (kept) => rows.forEach((row) => kept.put(row))),
    drop: (ids) => change(name, (kept) => ids.forEach((id) => kept.delete(id))),
    wipe: () => change(name, (kept) => kept.delete(range)),
    all: () => new Promise((done, failed) => {
      const request = database.transaction(name).objectStore(name).getAll(range);
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    }),
  });
  const acts = table("acts");
  const files = table("files");
  return { ...acts, files, wipe: () => Promise.all([acts.wipe(), files.wipe()]) };
}

function inLocalStorage(attempt) {
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith("acts/" + attempt));
  return {
    put: async (acts) => acts.forEach((act) => localStorage.setItem("acts/" + act.id, JSON.stringify(act))),
    drop: async (ids) => ids.forEach((id) => localStorage.removeItem("acts/" + id)),
    wipe: async () => keys().forEach((key) => localStorage.removeItem(key)),
    all: async () => keys().sort().map((key) => JSON.parse(localStorage.getItem(key))),
    files: inMemory(),
  };
}

function inMemory() {
  const nothing = async () => undefined;
  const table = { put: nothing, drop: nothing, wipe: nothing, all: async () => [] };
  return { ...table, files: table };
}

export async function openStore(attempt) {
  try {
    const store = inDatabase(await opened(), attempt);
    await store.all();
    return store;
  } catch (error) {
    try {
      localStorage.setItem("acts", "1");
      localStorage.removeItem("acts");
      return inLocalStorage(attempt);
    } catch (refused) {
      return inMemory();
    }
  }
}
