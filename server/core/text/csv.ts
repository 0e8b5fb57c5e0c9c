/**
 * One line of CSV by RFC 4180, ended by CRLF; null is an empty cell. A text that a spreadsheet would run as a formula
 * gets an apostrophe in front (OWASP, "CSV Injection": also one that begins with the full-width forms of these signs or
 * with a line break); numbers are written as they are.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellText).join(',')}\r\n`
}

function cellText(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
