const numerals = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

/** A whole number of 1 to 39 as headings count: `I`, `IV`, `XX`. */
export function romanOf(count: number): string {
  const found = numerals.find(([value]) => value <= count)
  return found === undefined ? '' : found[1] + romanOf(count - found[0])
}
