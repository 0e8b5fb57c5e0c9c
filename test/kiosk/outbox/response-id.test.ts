import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { responseId } from '../../../kiosk/outbox/response-id.ts'

const chance = fc.uint8Array({ minLength: 10, maxLength: 10 })
const moment = fc.integer({ min: 0, max: Date.parse('2100-01-01T00:00:00Z') })
const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

describe('responseId', () => {
  it('is a UUID of version 7 and the RFC variant, whatever the chance', () => {
    fc.assert(
      fc.property(moment, chance, (at, random) => {
        expect(responseId(at, random)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      }),
    )
  })

  it.each([
    ['2026-11-20T00:00:00+07:00', '2026-11-20T00:00:00+07:00'],
    ['2026-11-20T08:31:07+07:00', '2026-11-20T00:00:00+07:00'],
    ['2026-11-20T11:59:59+07:00', '2026-11-20T00:00:00+07:00'],
    ['2026-11-20T12:00:00+07:00', '2026-11-20T12:00:00+07:00'],
    ['2026-11-20T23:59:59+07:00', '2026-11-20T12:00:00+07:00'],
  ])('carries for a tap at %s only the half-day that began at %s', (tap, start) => {
    const id = responseId(Date.parse(tap), new Uint8Array(10).fill(0xff))
    expect(timeOf(id)).toBe(Date.parse(start))
  })

  it('keeps 74 bits of chance', () => {
    const zero = responseId(0, new Uint8Array(10))
    const bits = Array.from({ length: 80 }, (_, bit) => {
      const random = new Uint8Array(10)
      random[bit >> 3] = 1 << (7 - (bit & 7))
      return responseId(0, random) !== zero
    })
    expect(bits.filter(Boolean)).toHaveLength(74)
  })

  it('stays valid on a device whose clock fell back to 1970', () => {
    expect(timeOf(responseId(0, new Uint8Array(10)))).toBe(0)
  })
})
