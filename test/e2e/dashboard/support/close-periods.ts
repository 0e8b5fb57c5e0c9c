import type { EditionsDue } from '#contract/editions'
import type { Office } from '../../../support/office.ts'
import { ok } from './seeded-office.ts'

/** Closes every period of the office that is over, the largest first, as one button of its page does. */
export async function closePeriods(office: Office): Promise<void> {
  const lan = office.as('lan')
  const { periods } = (await lan.get('/api/editions/due')).body as EditionsDue
  for (const { period } of periods) await ok(lan, 'post', '/api/editions', { period })
}
