import type { TargetRequest } from '#contract/targets'
import type { Office } from '../../../support/office.ts'
import { ok } from './seeded-office.ts'

export const PLAN = 'Kế hoạch số 12/KH-UBND ngày 05/01/2026 về cải cách hành chính, mục II.2a'

const usual = {
  unit: 'phu-quoc',
  group: 'chung',
  operator: '>=',
  value: 0.9,
  document: PLAN,
  sentence: 'tối thiểu 90%',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
} as const satisfies TargetRequest

/** A target of at least 90 % of all answers of 2026, but for what is given instead. */
export const targetWith = (change: Partial<TargetRequest>): TargetRequest => ({ ...usual, ...change })

/** Enters such a target. @returns its id */
export async function addTarget(office: Office, change: Partial<TargetRequest> = {}): Promise<string> {
  return (await ok(office.as('lan'), 'post', '/api/targets', targetWith(change))).id
}

/** The targets of the plan: all areas, and less for land and construction. */
export async function addTargets(office: Office): Promise<void> {
  await addTarget(office)
  const sentence = 'đất đai, xây dựng tối thiểu 85%'
  await addTarget(office, { group: 'dat-dai-xay-dung', value: 0.85, sentence })
}
