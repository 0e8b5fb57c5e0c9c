/**
 * A count as an officer types it or a spreadsheet shows it: `1460`, `1.460`, `1,460`, `1 460`, `12,00`.
 * @returns null for nothing: empty or a dash; `undefined` for what is no whole number, or has more than eight digits
 */
export function countTyped(text: string): number | null | undefined {
  const plain = text.replaceAll(/[\s\u00A0\u202F]+/g, ' ').trim()
  if (plain === '' || /^[-–—]$/.test(plain)) return null
  const whole = plain.replace(/(?<=\d)[.,]0{1,2}$/, '')
  if (!/^\d+$/.test(whole) && !/^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$/.test(whole)) return undefined
  const digits = whole.replaceAll(/\D/g, '')
  return digits.length > 8 ? undefined : Number(digits)
}
