import { describe, expect, test } from 'vitest'
import { scaleOf, validityMarks } from '../../../dashboard/charts/validity.ts'
import { draftFrom, draftOf, emptyDraft, requestOf, stepsTyped } from '../../../dashboard/targets/target-draft.ts'
import { targets } from '../support/figures.ts'
import presets from '../../../server/data/target-presets.json'
import { TargetPreset } from '#contract/targets'

const [own = targets[0]!] = targets
const TODAY = '2026-11-20'

describe('the form of a target', () => {
  test.each([0.9, 0.855, 0.8333, 0.571, 1])('keeps the value %d when it is opened and saved unchanged', (value) => {
    expect(requestOf(draftOf({ ...own, value }), own.unit)?.value).toBe(value)
  })

  test('sends nothing without a percentage, and no stages of other measures', () => {
    expect(requestOf(emptyDraft(TODAY), 'xa')).toBeNull()
    const draft = { ...emptyDraft(TODAY), percent: '90', stages: 'result', document: ' KH 1 ' }
    expect(requestOf(draft, 'xa')).toMatchObject({ stages: ['result'], document: 'KH 1', sentence: null })
    expect(requestOf({ ...draft, measure: 'external' }, 'xa')?.stages).toBeNull()
  })

  test('sends the steps of a milestone as typed, and none of an annual one', () => {
    const draft = { ...emptyDraft(TODAY), percent: '95', steps: '2027: 92; 2028: 93,5', document: 'KH 1' }
    const steps = [{ year: 2027, value: 0.92 }, { year: 2028, value: 0.935 }] // prettier-ignore
    expect(requestOf({ ...draft, kind: 'milestone' }, 'xa')).toMatchObject({ kind: 'milestone', steps })
    expect(requestOf(draft, 'xa')).toMatchObject({ kind: 'annual', steps: null })
    expect([stepsTyped('2027'), stepsTyped('')]).toEqual([null, []])
  })

  test('takes the dates of a plan while it lasts, else those of this year', () => {
    const [first, , , last] = presets.map((preset) => TargetPreset.parse(preset).targets[0]!)
    const dates = (preset: typeof first) => draftFrom(preset!, emptyDraft(TODAY), TODAY)
    expect(dates(first)).toMatchObject({ validFrom: '2026-01-01', validTo: '2026-12-31', percent: '85', document: '' })
    expect(dates(last)).toMatchObject({ validFrom: '2026-01-01', validTo: '2030-12-31', percent: '95' })
  })
})

test('a validity lies on the scale of whole years that holds all of them and today', () => {
  const scale = scaleOf([{ from: '2025-03-01', to: '2025-12-31' }], TODAY)
  expect(scale).toEqual({ from: '2025-01-01', to: '2026-12-31' })
  expect(validityMarks({ from: '2026-01-01', to: '2026-12-31' }, scale, TODAY)).toEqual({
    start: '50%', width: '50%', today: '94.25%', isNow: true,
  }) // prettier-ignore
})
