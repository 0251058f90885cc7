// The file format: a string table, then numbers. Everything is LEB128; a string is its place in the table.
export class PayloadWriter {
  #strings = new Map();
  #bytes = [];

  number(value) {
    if (!Number.isInteger(value) || value < 0) throw new Error(`not a count: ${value}`);
    varint(value, this.#bytes);
  }

  string(value) {
    if (!this.#strings.has(value)) this.#strings.set(value, this.#strings.size);
    this.number(this.#strings.get(value));
  }

  list(items, write) {
    this.number(items.length);
    for (const item of items) write(item);
  }

  toBuffer() {
    const head = [];
    varint(this.#strings.size, head);
    for (const text of this.#strings.keys()) {
      const utf8 = Buffer.from(text, 'utf8');
      varint(utf8.length, head);
      for (const b of utf8) head.push(b);
    }
    return Buffer.concat([Buffer.from(head), Buffer.from(this.#bytes)]);
  }
}

function varint(value, into) {
  while (value > 127) {
    into.push((value & 127) | 128);
    value >>>= 7;
  }
  into.push(value);
}
