import { describe, expect, test } from 'vitest'
import { newTotpSecret, totpOffer, totpStep } from '../../../server/services/people/totp.ts'

/** The key of RFC 6238, Appendix B; its codes have eight digits, of which ours are the last six (RFC 4226 §5.3). */
const key = Buffer.from('12345678901234567890', 'ascii')
const vectors = [
  [59, '94287082', 0x1],
  [1_111_111_109, '07081804', 0x23523ec],
  [1_111_111_111, '14050471', 0x23523ed],
  [1_234_567_890, '89005924', 0x273ef07],
  [2_000_000_000, '69279037', 0x3f940aa],
  [20_000_000_000, '65353130', 0x27bc86aa],
] as const

describe('a code', () => {
  test.each(vectors)('at %i s is the one of RFC 6238', (seconds, code, step) => {
    expect(totpStep(key, code.slice(2), seconds * 1000)).toBe(step)
  })

  test.each([
    [-60, null],
    [-30, 0x23523ed],
    [30, 0x23523ed],
    [60, null],
  ])('asked %i s from its own time is of step %s', (shift, step) => {
    expect(totpStep(key, '050471', (1_111_111_111 + shift) * 1000)).toBe(step)
  })

  test.each(['050472', '', '14050471', '05047', 'abcdef'])('%j is wrong', (code) => {
    expect(totpStep(key, code, 1_111_111_111_000)).toBeNull()
  })
})

describe('an offer', () => {
  test('says in base32 and as an address what an authenticator app needs', () => {
    const { secret, uri } = totpOffer(key, 'lan')
    // RFC 4648 of the key above.
    expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    const address = new URL(uri)
    expect([address.protocol, address.host, decodeURIComponent(address.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/Hài Lòng:lan',
    ])
    expect(Object.fromEntries(address.searchParams)).toEqual({
      issuer: 'Hài Lòng',
      secret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
  })

  test('has a new secret of 160 bits each time', () => {
    const [one, two] = [newTotpSecret(), newTotpSecret()]
    expect(one).toHaveLength(20)
    expect(one.equals(two)).toBe(false)
  })
})
