import { describe, expect, it } from 'vitest'
import { createKioskClock } from '../../../kiosk/clock/kiosk-clock.ts'
import { serverNow } from '../../../kiosk/clock/tap-time.ts'

const HOUR = 3_600_000
const start = Date.parse('2026-11-20T08:00:00+07:00')

function clockOfTest(deviceMs = start) {
  const device = { now: deviceMs, monotonic: 0 }
  const clock = createKioskClock('this', { now: () => device.now, monotonic: () => device.monotonic })
  const pass = (ms: number, asleep = false) => {
    device.now += ms
    if (!asleep) device.monotonic += ms
  }
  return { clock, pass, set: (ms: number) => (device.now = ms), now: () => serverNow(clock.read()) }
}

describe('the clock of a page', () => {
  it('is sure of nothing before the server has told the time, and goes by what was known', () => {
    const { clock, pass, now } = clockOfTest(start - 3 * HOUR)
    expect([clock.isSure(), now()]).toEqual([false, start - 3 * HOUR])
    clock.recall({ offsetMs: 3 * HOUR, serverMs: start - HOUR })
    pass(1000)
    expect([clock.isSure(), now()]).toEqual([false, start + 1000])
    expect(clock.stamp()).toMatchObject({ offsetMs: 3 * HOUR, learnt: false, knownMs: start - HOUR })
  })

  it('goes by the monotonic clock from then on, whatever the device clock is set to', () => {
    const { clock, pass, set, now } = clockOfTest(0)
    clock.learn(start)
    pass(HOUR)
    expect([clock.isSure(), now()]).toEqual([true, start + HOUR])
    set(-5 * HOUR)
    expect([clock.isSure(), now()]).toEqual([false, start + HOUR])
    clock.recall({ offsetMs: 7, serverMs: 7 })
    expect(now()).toBe(start + HOUR)
  })

  it('follows the device clock through a sleep, and is not sure of it until the server has told the time again', () => {
    const { clock, pass, now } = clockOfTest()
    clock.learn(start)
    pass(14 * HOUR, true)
    expect([clock.isSure(), now()]).toEqual([false, start + 14 * HOUR])
    clock.learn(start + 14 * HOUR)
    expect(clock.isSure()).toBe(true)
  })
})
