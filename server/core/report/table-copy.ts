import { tableHead } from './table.ts'
import type { ReportCell } from './table-cells.ts'

/** The cells of a row as they are copied: as printed, or as somebody changed them. */
export type CopiedRow = readonly ReportCell[]

/** Tab-separated text, one row a line: what a spreadsheet takes from the clipboard. A cell never breaks its row. */
export function tableAsText(rows: readonly CopiedRow[]): string {
  const lines = [tableHead.map(String), ...rows.map((cells) => cells.map(({ text }) => text))]
  return lines.map((cells) => cells.map(oneLine).join('\t')).join('\r\n')
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/**
 * The same as an HTML table that Word and Excel take with its lines. Numbers carry their value beside the text (`x:num` for
 * Excel, `sdval` for LibreOffice), because `1.460` is one and a half to a spreadsheet that writes numbers the English way;
 * words are marked as text, so that `5.1` stays a number of a row.
 */
export function tableAsHtml(rows: readonly CopiedRow[]): string {
  const head = tableHead.map((text) => `<th style="${border}">${escaped(text)}</th>`).join('')
  const body = rows.map((cells) => `<tr>${cells.map(cellHtml).join('')}</tr>`).join('')
  return `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></body></html>`
}

const border = 'border:1px solid #000;padding:4px'

function cellHtml({ text, value }: ReportCell): string {
  if (value === null) return `<td style="${border};mso-number-format:'\\@'">${escaped(oneLine(text))}</td>`
  const decimals = text.split(',')[1]?.length ?? 0
  const format = decimals === 0 ? '#,##0' : `0.${'0'.repeat(decimals)}`
  const number = `x:num="${value}" sdval="${value}"`
  return `<td ${number} style="${border};text-align:right;mso-number-format:'${format}'">${escaped(oneLine(text))}</td>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
