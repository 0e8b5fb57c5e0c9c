import type { KioskSetup } from '#contract/kiosk-setup'
import type { Step } from './visit.ts'

/** What happens when nobody touches the screen for that long. */
export interface IdleRule {
  readonly seconds: number
  readonly then: 'ask' | 'leave'
}

/** @param asking whether "Ông/Bà cần thêm thời gian không?" is already on the screen */
export function idleRule(step: Step, asking: boolean, settings: KioskSetup['settings']): IdleRule {
  if (step === 'thanks') return { seconds: settings.thanksSeconds, then: 'leave' }
  if (step !== 'faces') return { seconds: settings.idleSeconds, then: 'leave' }
  return asking
    ? { seconds: settings.askMoreTimeSeconds, then: 'leave' }
    : { seconds: settings.idleFacesSeconds, then: 'ask' }
}

/** Calls `onidle` after so many seconds without a touch or a key. @returns how to stop watching */
export function watchIdle(seconds: number, onidle: () => void): () => void {
  let timer = setTimeout(onidle, seconds * 1000)
  const restart = () => {
    clearTimeout(timer)
    timer = setTimeout(onidle, seconds * 1000)
  }
  const signs = ['pointerdown', 'keydown'] as const
  for (const sign of signs) addEventListener(sign, restart, { passive: true })
  return () => {
    clearTimeout(timer)
    for (const sign of signs) removeEventListener(sign, restart)
  }
}
