import { describe, expect, test } from 'vitest'
import { qrPath } from '../../../dashboard/charts/qr-path.ts'
import { smallBarMarks } from '../../../dashboard/charts/small-bar.ts'

describe('small bar', () => {
  test('runs from 60 to 100 %', () => {
    const marks = smallBarMarks({ satisfiedShare: 0.8, interval: { low: 0.7, high: 0.9 }, targetShare: 0.9 })
    expect(marks).toEqual({ band: { from: 25, to: 75 }, point: 50, tick: 75, below: false })
  })

  test('reaches both ends', () => {
    const marks = smallBarMarks({ satisfiedShare: 1, interval: { low: 0.6, high: 1 }, targetShare: 0.6 })
    expect(marks).toEqual({ band: { from: 0, to: 100 }, point: 100, tick: 0, below: false })
  })

  test('cuts a band that begins below, and says so', () => {
    const marks = smallBarMarks({ satisfiedShare: 0.7, interval: { low: 0.4, high: 0.8 }, targetShare: null })
    expect(marks).toEqual({ band: { from: 0, to: 50 }, point: 25, tick: null, below: true })
  })

  test('shows only the arrow when all of it lies below', () => {
    const marks = smallBarMarks({ satisfiedShare: 0.3, interval: { low: 0.2, high: 0.42 }, targetShare: 0.5 })
    expect(marks).toEqual({ band: null, point: null, tick: null, below: true })
  })

  test('keeps the target when the figure is suppressed', () => {
    const marks = smallBarMarks({ satisfiedShare: null, interval: null, targetShare: 0.85 })
    expect(marks).toEqual({ band: null, point: null, tick: 62.5, below: false })
  })
})

test('a QR code becomes one square a dark module', () => {
  expect(qrPath([[true, false], [false, true]])).toBe('M0 0h1v1h-1zM1 1h1v1h-1z') // prettier-ignore
})
