import { expect, test } from 'vitest'
import { opensOnlyHere } from '#core/text/own-address'

test.each([
  ['http://localhost:3000/dashboard/#mat-khau=abc', true],
  ['http://127.0.0.1:3000/dashboard/#doc=abc', true],
  ['http://[::1]:3000/kiosk/#pair=ABCDEFGH', true],
  ['https://mot-cua.example.vn/dashboard/#doc=abc', false],
  ['http://192.168.1.20:3000/dashboard/#doc=abc', false],
  ['hl_token', false],
])('%s opens only on the machine it was made on: %s', (link, isLocal) => {
  expect(opensOnlyHere(link)).toBe(isLocal)
})
