/** Characters of each half of a pairing code. */
export const PAIRING_HALF = 4

/** The halves of a pairing code as it was typed: the first finds it, the second is the secret. */
export function pairingHalves(typed: string): { readonly selector: string; readonly secret: string } {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  return { selector: code.slice(0, PAIRING_HALF), secret: code.slice(PAIRING_HALF) }
}
