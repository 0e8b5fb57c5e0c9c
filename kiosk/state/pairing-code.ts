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

/** Whether a letter was typed that no code has, as a Vietnamese input method makes of W, AA, DD. */
export function hasForeignLetters(typed: string): boolean {
  return /(?![A-Z])\p{L}|\p{M}/iu.test(typed.normalize('NFC'))
}

/** The code of a pairing link (`#pair=CODE`); null where the address has none. */
export function pairingCode(hash: string): string | null {
  const code = new URLSearchParams(hash.replace(/^#/, '')).get('pair')
  return code === null || code === '' ? null : tidyCode(code)
}

/** What pairing came to; `no-setup`: accepted, but the questions have not arrived. */
export type PairingState = 'idle' | 'busy' | 'wrong' | 'often' | 'offline' | 'trouble' | 'no-setup'

/** What it came to when the server answered with that status; 0: there was no answer. */
export function refusal(status: number): PairingState {
  if (status === 0) return 'offline'
  if (status === 429) return 'often'
  return status >= 500 ? 'trouble' : 'wrong'
}
