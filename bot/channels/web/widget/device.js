// What the device keeps once the chat was opened: what opens the conversation again, the draft, and what is not sent yet.
import { sleep } from "./dom.js";

const STORES = ["kept", "outbox"];
const PATIENCE = 10_000; // a browser that takes longer to keep something refuses it

/** A place in a store and what comes there; nothing: it is emptied. @typedef {[store: string, key: any, value?: any]} Change */

/** @param {IDBRequest} request @returns {Promise<any>} */
const result = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @template T @param {Promise<T>} work @returns {Promise<T>} */
function inTime(work) {
  return Promise.race([work, sleep(PATIENCE).then(() => Promise.reject())]);
}

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
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close(); // no tab keeps another from forgetting
      resolve(request.result);
    };
    request.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
  });
}

/** Where the browser refuses storage, the conversation lasts as long as the page. */
class Memory {
  /** @type {Map<string, Map<any, any>>} */
  #stores = new Map(STORES.map((each) => [each, new Map()]));
  #last = 0;

  /** What was kept elsewhere, as far as it can be read. @param {Disk | Memory} place */
  static async of(place) {
    const memory = new Memory();
    for (const store of STORES) {
      const all = await inTime(place.all(store)).catch(() => []);
      memory.write(all.map(([key, value]) => [store, key, value]));
    }
    return memory;
  }

  /** @param {string} store @returns {Promise<[any, any][]>} */
  async all(store) {
    return [...(this.#stores.get(store) ?? [])];
  }

  /** @param {Change[]} changes */
  async write(changes) {
    for (const [store, key, value] of changes) {
      if (value === undefined) this.#stores.get(store)?.delete(key);
      else this.#stores.get(store)?.set(key ?? this.#last + 1, value);
      if (store === "outbox") this.#last = Math.max(this.#last, key ?? this.#last + 1);
    }
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

  /** @param {string} store @returns {Promise<[any, any][]>} */
  async all(store) {
    const opened = this.database.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([result(opened.getAllKeys()), result(opened.getAll())]);
    return keys.map((/** @type {any} */ key, /** @type {number} */ rank) => [key, values[rank]]);
  }

  /** All of them or none. @param {Change[]} changes */
  write(changes) {
    return this.#written((store) => {
      for (const [name, key, value] of changes) {
        if (value === undefined) store(name).delete(key);
        else store(name).put(value, key);
      }
    });
  }

  clear() {
    return this.#written((store) => STORES.forEach((each) => store(each).clear()));
  }

  /**
   * Resolves once it is on the disk: a full one may say so as late as that.
   * @param {(store: (name: string) => IDBObjectStore) => void} work @returns {Promise<void>}
   */
  #written(work) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORES, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      work((name) => transaction.objectStore(name));
      transaction.commit(); // goes on when the page is left
    });
  }

  close() {
    this.database.close();
  }
}

export class Device {
  /** @type {Disk | Memory | null} */
  #place = null;
  /** @type {Promise<void> | null} */
  #moving = null; // into memory, once
  forgotten = () => {}; // called when another tab has forgotten everything

  /** @param {string} name one consultation, among those that this device has met */
  constructor(name) {
    this.name = name;
  }

  /** Opens what was kept here before, if anything was. */
  async find() {
    await this.#open(false);
    return this.#place !== null;
  }

  /** From here on things are kept: the person has opened the chat. */
  async begin() {
    await this.#open(true);
    this.#place ??= new Memory();
  }

  /** @param {boolean} making */
  async #open(making) {
    if (this.#place) return;
    const found = await inTime(opened(this.name, making)).catch(() => null); // storage may be refused with an error too
    if (this.#place) found?.close(); // both were on their way
    else if (found) this.#place = this.#disk(found);
  }

  /** @param {IDBDatabase} database */
  #disk(database) {
    database.onclose = () => (this.#place = new Memory()); // the browser has taken it away
    database.onversionchange = () => {
      this.#leave();
      this.forgotten();
    };
    return new Disk(database);
  }

  #leave() {
    this.#place?.close();
    this.#place = this.#moving = null;
  }

  /**
   * Works where things are kept: on the disk, or in memory once that is full, or was taken away.
   * @template T @param {(place: Disk | Memory) => Promise<T>} work @returns {Promise<T | undefined>}
   */
  async #at(work) {
    if (this.#moving) await this.#moving;
    const place = this.#place;
    if (!place) return undefined;
    try {
      return await inTime(work(place));
    } catch {
      if (this.#place === place) await (this.#moving ??= this.#move(place));
      return this.#place ? work(this.#place) : undefined;
    }
  }

  /** @param {Disk | Memory} from */
  async #move(from) {
    this.#place = await Memory.of(from);
    from.close();
  }

  /** @param {string} key */
  async get(key) {
    const all = (await this.#at((place) => place.all("kept"))) ?? [];
    return all.find(([known]) => known === key)?.[1];
  }

  /** @param {string} key @param {any} value */
  put(key, value) {
    return this.#at((place) => place.write([["kept", key, value]]));
  }

  /** What is not acknowledged yet, in the order it was written. @returns {Promise<import("./types").Unsent[]>} */
  async unsent() {
    const all = (await this.#at((place) => place.all("outbox"))) ?? [];
    return all.map(([order, message]) => ({ ...message, order }));
  }

  /** A text is no draft any more from the moment it is kept for sending. @param {import("./types").Unsent} message */
  keep({ order, ...message }) {
    /** @type {Change[]} */
    const changes = [["outbox", order, message]];
    if (order === undefined && message.text !== undefined) changes.push(["kept", "draft"]);
    return this.#at((place) => place.write(changes));
  }

  /** @param {number | undefined} order */
  drop(order) {
    return this.#at((place) => place.write([["outbox", order]]));
  }

  /** Nothing is left on the device; not even where it can't be emptied but deleted, or deleted but emptied. */
  async forget() {
    await Promise.allSettled([this.#place && inTime(this.#place.clear())]);
    this.#leave();
    await Promise.allSettled([this.#deleted()]);
  }

  async #deleted() {
    await inTime(result(indexedDB.deleteDatabase(this.name)));
  }
}
