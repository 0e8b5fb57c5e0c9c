import { expect, it } from 'vitest'
import { idleRule } from '../../../kiosk/state/idle.ts'

const settings = { idleSeconds: 30, idleFacesSeconds: 45, askMoreTimeSeconds: 15, thanksSeconds: 4 }

it.each([
  ['areas', false, 30, 'leave'],
  ['faces', false, 45, 'ask'],
  ['faces', true, 15, 'leave'],
  ['reasons', false, 30, 'leave'],
  ['thanks', false, 4, 'leave'],
  ['attract', false, 30, 'leave'],
] as const)('on %s (asking: %s) waits %i s, then: %s', (step, asking, seconds, then) => {
  expect(idleRule(step, asking, settings)).toEqual({ seconds, then })
})
