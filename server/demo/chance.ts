/** Chance that comes out the same each time: of the same seed, the same throws. */
export interface Chance {
  /** 0 to 1, 1 excluded. */
  roll(): number
  /** Whether something of this probability happens. */
  happens(probability: number): boolean
  /** One of the list. @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T
  /** One of the names, as often as its weight says. @throws RangeError when there is none */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K
  /** Bytes as a UUID has them. */
  bytes(count: number): Uint8Array
}

/** Mulberry32, a generator of 32 bits: good enough to look like life, and the same on every machine. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    roll,
    happens: (probability) => roll() < probability,
    pick: (list) => {
      const found = list[Math.floor(roll() * list.length)]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
    weighted: (weights) => {
      const total = Object.keys(weights).reduce((sum, name) => sum + weightOf(weights, name), 0)
      let left = roll() * total
      for (const name in weights) {
        left -= weights[name]
        if (left < 0) return name
      }
      throw new RangeError('nothing to choose from')
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(roll() * 256)),
  }
}

const weightOf = (weights: Readonly<Record<string, number>>, name: string): number => weights[name] ?? 0
