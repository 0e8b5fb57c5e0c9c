/** Characters of a pairing code. */
export const CODE_LENGTH = 8
/** The characters a code is made of: none that can be taken for another. */
export const CODE_CHARACTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** The code as it was typed, without spaces and dashes, in capitals. */
export function tidyCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, CODE_LENGTH)
}

/** The code of a pairing link (`#pair=CODE`); null where the address has none. */
export function pairingCode(hash: string): string | null {
  const code = new URLSearchParams(hash.replace(/^#/, '')).get('pair')
  return code === null || code === '' ? null : tidyCode(code)
}
