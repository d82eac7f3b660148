/* Answers that have not reached the server yet, kept on this device: IndexedDB, else localStorage,
   else memory. An act is kept under attempt/device/seq, so pages do not tread on one another. */

const DATABASE = "exams";

function opened() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("acts", { keyPath: "id" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
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
  const change = (work) => {
    const transaction = database.transaction("acts", "readwrite");
    work(transaction.objectStore("acts"));
    return finished(transaction);
  };
  return {
    put: (acts) => change((table) => acts.forEach((act) => table.put(act))),
    drop: (ids) => change((table) => ids.forEach((id) => table.delete(id))),
    wipe: () => change((table) => table.delete(range)),
    all: () => new Promise((done, failed) => {
      const request = database.transaction("acts").objectStore("acts").getAll(range);
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    }),
  };
}

function inLocalStorage(attempt) {
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith("acts/" + attempt));
  return {
    put: async (acts) => acts.forEach((act) => localStorage.setItem("acts/" + act.id, JSON.stringify(act))),
    drop: async (ids) => ids.forEach((id) => localStorage.removeItem("acts/" + id)),
    wipe: async () => keys().forEach((key) => localStorage.removeItem(key)),
    all: async () => keys().sort().map((key) => JSON.parse(localStorage.getItem(key))),
  };
}

function inMemory() {
  const nothing = async () => undefined;
  return { put: nothing, drop: nothing, wipe: nothing, all: async () => [] };
}

export async function openStore(attempt) {
  try {
    const store = inDatabase(await opened(), attempt);
    await store.all();
    return store;
  } catch (error) {
    try {
      localStorage.setItem("acts", "1");
      return inLocalStorage(attempt);
    } catch (refused) {
      return inMemory();
    }
  }
}
