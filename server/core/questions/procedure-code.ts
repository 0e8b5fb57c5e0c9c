/** The whole code of a procedure, then the local number 000.00.00 and the province, in the shapes that portals write. */
const shapes = /^(\d+\.\d+)(?:\.000\.00\.00)?(?:\.[A-Z]\d{2})?$/i

/**
 * The national code of a procedure whichever shape it is written in: `2.000815`, `2.000815.000.00.00.H61` and
 * `2.000815.H61` are one procedure. A code is text: 1.010 is not 1.01, so nothing is ever read as a number. What is not
 * of these shapes is the office's own and stays as it is, without blanks around.
 */
export function procedureCode(text: string): string {
  const trimmed = text.normalize('NFC').trim()
  return shapes.exec(trimmed)?.[1] ?? trimmed
}

/** Whether the text is a code of the National Database of Procedures: one digit, a dot, six digits. */
export function isNationalCode(code: string): boolean {
  return /^\d\.\d{6}$/.test(code)
}
