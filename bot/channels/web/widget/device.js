// What the device keeps once the chat was opened: what opens the conversation again, the draft, and what is not sent yet.

const STORES = ["kept", "outbox"];

/** @param {IDBRequest} request @returns {Promise<any>} */
const result = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * The database, or null where there is none and none may be made: looking leaves nothing behind.
 * @param {string} name @param {boolean} making @returns {Promise<IDBDatabase | null>}
 */
function opened(name, making) {
  return new Promise((resolve) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      if (!making) return request.transaction?.abort();
      for (const each of STORES) request.result.createObjectStore(each, { autoIncrement: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
  });
}

/** Where the browser refuses storage, the conversation lasts as long as the page. */
class Memory {
  #stores = new Map(STORES.map((each) => [each, new Map()]));
  #last = 0;

  /** @param {string} store @returns {Promise<[any, any][]>} */
  async all(store) {
    return [...(this.#stores.get(store) ?? [])];
  }

  /** @param {string} store @param {any} value @param {any} [key] */
  async put(store, value, key = ++this.#last) {
    this.#stores.get(store)?.set(key, value);
  }

  /** @param {string} store @param {any} key */
  async remove(store, key) {
    this.#stores.get(store)?.delete(key);
  }

  async clear() {
    for (const each of this.#stores.values()) each.clear();
  }

  close() {}
}

class Disk {
  /** @param {IDBDatabase} database */
  constructor(database) {
    this.database = database;
  }

  /** @param {string} store @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} work */
  #run(store, mode, work) {
    return result(work(this.database.transaction(store, mode, { durability: "strict" }).objectStore(store)));
  }

  /** @param {string} store @returns {Promise<[any, any][]>} */
  async all(store) {
    const opened = this.database.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([result(opened.getAllKeys()), result(opened.getAll())]);
    return keys.map((/** @type {any} */ key, /** @type {number} */ rank) => [key, values[rank]]);
  }

  /** @param {string} store @param {any} value @param {any} [key] */
  put(store, value, key) {
    return this.#run(store, "readwrite", (opened) => opened.put(value, key));
  }

  /** @param {string} store @param {any} key */
  remove(store, key) {
    return this.#run(store, "readwrite", (opened) => opened.delete(key));
  }

  async clear() {
    for (const each of STORES) await this.#run(each, "readwrite", (opened) => opened.clear());
  }

  close() {
    this.database.close();
  }
}

export class Device {
  /** @type {Disk | Memory | null} */
  #place = null;

  /** @param {string} name one consultation, among those that this device has met */
  constructor(name) {
    this.name = name;
  }

  /** Opens what was kept here before, if anything was. */
  async find() {
    const found = this.#place ? null : await this.#opened(false);
    if (found) this.#place = this.#disk(found);
    return this.#place !== null;
  }

  /** From here on things are kept: the person has opened the chat. */
  async begin() {
    if (this.#place) return;
    const made = await this.#opened(true);
    this.#place = made ? this.#disk(made) : new Memory();
  }

  /** @param {boolean} making */
  async #opened(making) {
    try {
      return await opened(this.name, making);
    } catch {
      return null; // storage is refused here, with an error instead of an event
    }
  }

  /** @param {IDBDatabase} database */
  #disk(database) {
    database.onversionchange = () => this.#leave(); // another tab forgets everything
    return new Disk(database);
  }

  #leave() {
    this.#place?.close();
    this.#place = null;
  }

  /** @param {string} key */
  async get(key) {
    const all = (await this.#place?.all("kept")) ?? [];
    return all.find(([known]) => known === key)?.[1];
  }

  /** @param {string} key @param {any} value */
  async put(key, value) {
    await this.#place?.put("kept", value, key);
  }

  /** What is not acknowledged yet, in the order it was written. @returns {Promise<import("./types").Unsent[]>} */
  async unsent() {
    const all = (await this.#place?.all("outbox")) ?? [];
    return all.map(([order, message]) => ({ ...message, order }));
  }

  /** @param {import("./types").Unsent} message */
  async keep({ order, ...message }) {
    await this.#place?.put("outbox", message, order);
  }

  /** @param {number | undefined} order */
  async drop(order) {
    await this.#place?.remove("outbox", order);
  }

  /** Nothing is left on the device. */
  async forget() {
    await this.#place?.clear();
    const onDisk = this.#place instanceof Disk;
    this.#leave();
    if (onDisk) indexedDB.deleteDatabase(this.name);
  }
}
