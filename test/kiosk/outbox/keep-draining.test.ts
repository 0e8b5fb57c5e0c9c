import { describe, expect, it } from 'vitest'
import { backoffMs, LONGEST_WAIT_MS } from '../../../kiosk/outbox/keep-draining.ts'

describe('backoffMs', () => {
  it.each([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [3, 2_000, 4_000],
    [6, 16_000, 32_000],
    [7, 30_000, 60_000],
    [5_000, 30_000, 60_000],
  ])('waits after %i failures between %i and %i ms', (failures, least, most) => {
    expect(backoffMs(failures, 0)).toBe(least)
    expect(backoffMs(failures, 1)).toBe(most)
    expect(most).toBeLessThanOrEqual(LONGEST_WAIT_MS)
  })
})
