/** Formats that every spreadsheet knows by number and that show a date or a time (ECMA-376 part 1, 18.8.30). */
const builtIn: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]

/**
 * Whether a number format shows a date or a time.
 * @param id its number
 * @param code as it is written: `dd/mm/yyyy\ hh:mm`; null for one that is known by its number alone
 */
export function showsDate(id: number, code: string | null): boolean {
  if (code === null) return builtIn.some(([from, to]) => id >= from && id <= to)
  const elapsed = /\[(?:h+|m+|s+)\]/i.test(code)
  // Without words, single signs and colours or countries: "đồng", \d, [Red].
  const signs = code.replace(/"[^"]*"|\\.|[*_].|\[[^\]]*\]/gu, '')
  return elapsed || (!/general|standard/i.test(signs) && /[ymdhs]/i.test(signs))
}
