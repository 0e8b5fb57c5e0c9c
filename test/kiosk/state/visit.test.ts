import { describe, expect, it } from 'vitest'
import { nextStep, areaTiles, asksArea, emptyVisit } from '../../../kiosk/state/visit.ts'
import type { Touch, Visit } from '../../../kiosk/state/visit.ts'
import { officeSetup } from '../../e2e/kiosk/support/kiosk-setup.ts'

const office = officeSetup()
const oneArea = officeSetup({ areas: office.areas.slice(2, 3) })
const noReasons = officeSetup({ questionnaires: office.questionnaires.map((one) => ({ ...one, reasons: null })) })
const levels = [1, 2, 3, 4, 5]

const walk = (setup: typeof office, touches: readonly Touch[]): readonly Visit[] => {
  let visit = emptyVisit
  return touches.map((touch) => (visit = nextStep(visit, touch, setup)))
}
const steps = (setup: typeof office, touches: readonly Touch[]) => walk(setup, touches).map(({ step }) => step)

describe('the way of a citizen', () => {
  it.each(levels)('has the same three touches and screens for level %i', (level) => {
    const touches: readonly Touch[] = [
      { kind: 'begin' },
      { kind: 'area', area: 'dat-dai' },
      { kind: 'rate', level },
      { kind: 'reason', reason: 'khong' },
    ]
    expect(steps(office, touches)).toEqual(['areas', 'faces', 'reasons', 'thanks'])
    expect(walk(office, touches).at(-1)).toEqual({ step: 'thanks', area: 'dat-dai', level, reason: 'khong' })
  })

  it.each(levels)('differs after level %i from any other level in nothing but the level', (level) => {
    const kinds: readonly Touch[] = [
      { kind: 'again' },
      { kind: 'reason', reason: 'phi' },
      { kind: 'leave' },
      { kind: 'back' },
    ]
    const at = (given: number): Visit => ({ step: 'reasons', area: null, level: given, reason: null })
    for (const touch of kinds) {
      const [one, other] = [nextStep(at(level), touch, office), nextStep(at(3), touch, office)]
      expect({ ...one, level: null }).toEqual({ ...other, level: null })
    }
  })

  it('asks a counter with one area only for the face, and knows the area', () => {
    const visits = walk(oneArea, [{ kind: 'begin' }, { kind: 'rate', level: 4 }])
    expect(visits.map(({ step, area }) => [step, area])).toEqual([
      ['faces', 'dat-dai'],
      ['reasons', 'dat-dai'],
    ])
  })

  it('thanks after the face where the questionnaire has no reasons', () => {
    expect(steps(noReasons, [{ kind: 'begin' }, { kind: 'area', area: null }, { kind: 'rate', level: 1 }])).toEqual([
      'areas',
      'faces',
      'thanks',
    ])
  })

  it('goes back to the faces by "Chọn lại" and on again, with the new level', () => {
    const touches: readonly Touch[] = [
      { kind: 'begin' },
      { kind: 'area', area: null },
      { kind: 'rate', level: 1 },
      { kind: 'again' },
      { kind: 'rate', level: 5 },
    ]
    expect(walk(office, touches).at(-1)).toEqual({ step: 'reasons', area: null, level: 5, reason: null })
  })

  it('lets the area be chosen anew until a face was touched', () => {
    const rated: readonly Touch[] = [
      { kind: 'begin' },
      { kind: 'area', area: 'cu-tru' },
      { kind: 'back' },
      { kind: 'area', area: 'dat-dai' },
      { kind: 'rate', level: 2 },
      { kind: 'again' },
      { kind: 'back' },
    ]
    expect(steps(office, rated)).toEqual(['areas', 'faces', 'areas', 'faces', 'reasons', 'faces', 'faces'])
  })

  it.each<Touch>([
    { kind: 'rate', level: 1 },
    { kind: 'reason', reason: 'phi' },
    { kind: 'again' },
    { kind: 'area', area: 'cu-tru' },
  ])('takes no notice of %o on a screen that does not offer it', (touch) => {
    expect(nextStep(emptyVisit, touch, office)).toBe(emptyVisit)
  })

  it('leaves nothing behind', () => {
    expect(walk(office, [{ kind: 'begin' }, { kind: 'area', area: 'cu-tru' }, { kind: 'leave' }]).at(-1)).toBe(
      emptyVisit,
    )
  })
})

describe('areas', () => {
  it('get at most eight tiles, "khác" none of them', () => {
    expect(office.areas.length).toBeGreaterThan(8)
    expect(areaTiles(office)).toEqual(office.areas.slice(0, 8))
    const few = officeSetup({ areas: office.areas.filter(({ code }) => code === 'khac' || code === 'cu-tru') })
    expect(areaTiles(few).map(({ code }) => code)).toEqual(['cu-tru'])
    expect(asksArea(few)).toBe(true)
  })
})
