/** A list of whole numbers from 0 to 2^32 - 1 that takes four bytes for each, however long it grows. */
export interface NumberList {
  push(value: number): void
  at(index: number): number
  readonly length: number
}

export function createNumberList(): NumberList {
  let values = new Uint32Array(1_024)
  let length = 0
  return {
    push: (value) => {
      if (length === values.length) {
        const longer = new Uint32Array(values.length * 2)
        longer.set(values)
        values = longer
      }
      values[length] = value
      length += 1
    },
    at: (index) => values[index] ?? 0,
    get length() {
      return length
    },
  }
}
