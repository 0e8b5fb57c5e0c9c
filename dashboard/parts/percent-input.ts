/**
 * A percentage as an officer types it (`90`, `85,5`, `85.5%`) as a share above 0, at most 1.
 *
 * @returns null when it is no such number.
 */
export function shareTyped(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,4}))?\s*%?$/.exec(text.trim())
  if (match === null) return null
  const [, whole = '', decimals = ''] = match
  // Written as a decimal from the digits, so that 57,1 is the same number as 0.571.
  const share = Number(`${whole}.${decimals}e-2`)
  return share > 0 && share <= 1 ? share : null
}

/** How many decimals such a percentage was typed with: 2 for `87,30`. */
export const decimalsTyped = (text: string): number => /[.,](\d+)/.exec(text)?.[1]?.length ?? 0
