import { civilClock } from '#core/time/civil-time'
import type { AppOptions } from '../app.ts'
import type { Config } from '../config.ts'

/** Where lines go; stdout of the process. */
export interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Whether people read along, or a program does. */
export const readByPeople = ({ format }: Config['log'], out: Terminal): boolean =>
  format === 'auto' && out.isTTY === true

/**
 * The log of the server: one JSON object a line, or lines for people on a terminal. Requests are not logged; what is
 * logged names no address, no content and no secret.
 */
export function logOptions(log: Config['log'], out: Terminal): AppOptions['logger'] {
  return {
    level: log.level,
    // No process id or host name on every line.
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    stream: { write: (line: string) => out.write(readByPeople(log, out) ? lineForPeople(line) : line) },
  }
}

const signs: Readonly<Record<string, string>> = { warn: 'CHÚ Ý ', error: 'LỖI ', fatal: 'LỖI ' }

/** `17:30:02  Đã sao lưu.  bytes=1234` */
export function lineForPeople(line: string): string {
  const entries = Object.entries(fieldsOf(line))
  const { level, time, msg } = Object.fromEntries(entries)
  const rest = entries.filter(([name]) => !['level', 'time', 'msg'].includes(name))
  const details = rest.map(([name, value]) => `  ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const clock = typeof time === 'string' ? civilClock(Date.parse(time)) : ''
  return `${clock}  ${signs[String(level)] ?? ''}${typeof msg === 'string' ? msg : ''}${details.join('')}\n`
}

function fieldsOf(line: string): object {
  const parsed: unknown = JSON.parse(line)
  return typeof parsed === 'object' && parsed !== null ? parsed : {}
}
