import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shipped } from '../../../server/shipped.ts'

const plans = join(import.meta.dirname, '../../data/plans')
const planOf = (code: string): string => {
  const name = code.startsWith('phuong-2') ? 'phuong-2' : code
  return readFileSync(join(plans, `${name}.txt`), 'utf8')
}

/** The headings and marks that a sentence of a plan begins behind. */
const START = String.raw`(?:^|[.;] )(?:[-+] |\d\.\d\. )?`
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const quoted = shipped.targetPresets.flatMap(({ code, targets }) =>
  targets.map(({ sentence, place, measure, value }) => [code, place, `${measure} ${value}`, sentence] as const),
)

test.each(quoted)('%s, %s, %s: the sentence stands in the plan, and says where it is cut', (code, _p, _t, sentence) => {
  const isCutBefore = sentence.startsWith('… ')
  const isCutAfter = sentence.endsWith(' …')
  const words = escaped(sentence.replace(/^… | …$|\.$/g, ''))
  const whole = `${isCutBefore ? '' : START}${words}${isCutAfter ? '' : '[.;]'}`
  expect(planOf(code)).toMatch(new RegExp(whole, 'm'))
})

test('the targets that a plan names in two places are both there, each with its place', () => {
  const vinhLoc = shipped.targetPresets.find(({ code }) => code === 'vinh-loc-2024')
  expect(
    vinhLoc?.targets.map(({ measure, operator, value, place }) => `${place} ${measure} ${operator} ${value}`),
  ).toEqual([
    'I.2 share > 0.8',
    'II.1.4 share >= 0.9',
    'I.2 early >= 0.7',
    'II.1.3 early >= 0.8',
    'II.2.3 timeliness >= 0.98',
    'II.1.3 timeliness >= 1',
  ])
  expect(vinhLoc?.targets.every(({ note }) => note !== null)).toBe(true)
  expect(shipped.targetPresets[0]?.targets.map(({ place }) => place)).toEqual(['II.1.3', 'II.2.2'])
})

test('a plan of a unit that is no more says so in its name', () => {
  for (const { name } of shipped.targetPresets) expect(name).toMatch(/\(kế hoạch trước 01\/7\/2025\)$/)
})
