import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ErrorReply } from '#contract/errors'
import { failureMessages } from '#core/words/failures'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office
let port = 0
beforeAll(async () => {
  office = await openOffice()
  await office.app.listen({ port: 0, host: '127.0.0.1' })
  port = (office.app.server.address() as AddressInfo).port
})
afterAll(() => office.close())

/** Everything that comes back for bytes as they are, until the server closes the connection. */
function answerTo(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (piece) => pieces.push(piece))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(pieces).toString()))
  })
}

const host = 'Host: localhost\r\n'

test.each([
  ['a head that is too large', `GET /healthz HTTP/1.1\r\n${host}Cookie: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['an address that is too large', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, 431],
  ['a line that is no request', 'xin chào\r\n\r\n', 400],
  ['an unknown version', `GET /healthz HTTP/7.7\r\n${host}\r\n`, 400],
  ['a header without a name', `GET /healthz HTTP/1.1\r\n${host}: 1\r\n\r\n`, 400],
  [
    'a body of two lengths',
    `POST /api/session HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
    400,
  ],
  ['a garbled piece of a body', `POST /api/session HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
])('%s is answered with a code of the catalogue, and the connection closed', async (_name, bytes, status) => {
  const answer = await answerTo(bytes)
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`))
  expect(head.toLowerCase()).toContain('connection: close')
  expect(head).toContain(`content-length: ${Buffer.byteLength(body)}`)
  const code = status === 431 ? 'headers_too_large' : 'invalid_request'
  expect(ErrorReply.parse(JSON.parse(body))).toEqual({ code, message: failureMessages[code] })
})

test('the next connection is served', async () => {
  await answerTo('xin chào\r\n\r\n')
  expect(await answerTo(`GET /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /)
})
