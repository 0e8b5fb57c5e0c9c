import { describe, expect, test } from 'vitest'
import { audienceOf } from '../../../server/services/disclosure/audience.ts'

const everything = { smallestCell: 5, ranges: 'half-month', levels: true }
const sharesOnly = { smallestCell: 10, ranges: 'period', levels: false }

describe('an audience sees', () => {
  test.each(['admin', 'manager', 'leader', 'superior'])('as %s the levels of all areas', (role) => {
    expect(audienceOf({ role, unitId: 7, areas: null })).toEqual({ unitId: 7, policy: everything, areas: null })
  })

  test('as an officer the shares of the areas given to them, and of none when none is given', () => {
    const officer = { role: 'officer', unitId: 7 }
    expect(audienceOf({ ...officer, areas: ['dat-dai'] })).toEqual({
      unitId: 7,
      policy: sharesOnly,
      areas: ['dat-dai'],
    })
    expect(audienceOf({ ...officer, areas: null }).areas).toEqual([])
  })

  test('as a supervisor the shares of all areas', () => {
    expect(audienceOf({ role: 'supervisor', unitId: 7, areas: null })).toMatchObject({
      policy: sharesOnly,
      areas: null,
    })
  })

  test.each(['', 'auditor', 'Admin', 'constructor', '__proto__'])('in an unknown role (%j) the least', (role) => {
    expect(audienceOf({ role, unitId: 7, areas: null })).toEqual({ unitId: 7, policy: sharesOnly, areas: [] })
  })
})
