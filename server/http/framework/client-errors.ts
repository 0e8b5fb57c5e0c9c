import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ErrorCode } from '#core/words/failures'
import { statuses } from './errors.ts'
import { replyOf } from './failure.ts'

const parserCodes: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

/**
 * Answers what Node's parser refuses, which never becomes a request: with a code of the catalogue like all the rest. What
 * follows on the connection cannot be read any more, so it is closed.
 */
export function refuseUnreadable(error: { readonly code: string }, socket: Socket): void {
  const code = parserCodes[error.code] ?? (error.code.startsWith('HPE_') ? 'invalid_request' : null)
  // Reset, or a failed TLS handshake: nobody is there who could read an answer.
  if (code === null || !socket.writable) socket.destroy()
  else socket.end(rawReply(code), () => socket.destroy())
}

function rawReply(code: ErrorCode): string {
  const status = statuses[code]
  const body = JSON.stringify(replyOf(code, null))
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}
