import type { EditionRequest } from '#contract/editions'
import type { Attribution } from '#core/ledger/actor'
import { actorText } from '#core/ledger/actor'
import { civilDate } from '#core/time/civil-time'
import { cutOffDayOf, isWholeHalfMonths, resolvePeriod } from '#core/time/period'
import type { DateRange } from '#core/time/period'
import type { EditionRow } from '../../store/editions/editions.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField } from '../refusal.ts'
import { computeEdition } from './compute-edition.ts'
import type { ClosingPeriod } from './compute-edition.ts'
import { sealContent } from './edition-content.ts'
import type { EditionStores } from './edition-stores.ts'

/** What is to be closed. */
export interface ClosingOrder {
  readonly unitId: number
  readonly request: Pick<EditionRequest, 'period' | 'from' | 'to' | 'reason'>
  /** Up to when days count as over, in milliseconds since the epoch: stands still while the clock is uncertain. */
  readonly settled: number
}

/** Ratings that enter the figures while they are added up make it begin again; a period that is over has few. */
const TRIES = 5

/**
 * Closes a period of a unit: its figures as they are now become an edition that nothing changes any more.
 * @returns the edition; refused with `invalid_request`, `period_not_over`, or `already_closed` where no reason was given to
 *   amend it
 */
export async function closeEdition(
  stores: EditionStores,
  { unitId, request, settled }: ClosingOrder,
  by: Attribution,
): Promise<EditionRow | Refusal> {
  const closing = await closingPeriod(stores, unitId, request)
  if (isRefusal(closing)) return closing
  if (closing.to >= civilDate(settled)) return refuse('period_not_over')
  const { reason = null } = request
  const { family, period, from, to } = closing
  const isClosed = (await stores.editions.newest(unitId, closing)) !== null
  if (isClosed && reason === null) return refuse('already_closed')
  const of = { unitIds: family.below.map(({ id }) => id), from, to }
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await stores.editionFacts.fingerprint(of)
    const computed = await computeEdition(closing, stores, settled)
    const sealing = {
      isUnchanged: async () => (await stores.editionFacts.fingerprint(of)) === before,
      seal: (number: number) =>
        sealContent({
          ...computed,
          number,
          closedAt: by.at,
          closedBy: actorText(by.actor),
          reason: number > 1 ? reason : null,
        }),
    }
    const kept = { unitId, period, from, to, reason, auditSize: computed.auditSize }
    const id = await stores.editions.close(kept, sealing, by)
    if (id === 'closed') return refuse('already_closed')
    const edition = id === 'changed' ? null : await stores.editions.byId(id)
    if (edition !== null) return edition
  }
  return refuse('storage_locked')
}

/** The days that are asked to be closed. */
async function closingPeriod(
  { figures }: EditionStores,
  unitId: number,
  { period, from, to }: ClosingOrder['request'],
): Promise<ClosingPeriod | Refusal> {
  const family = await figures.family({ id: unitId })
  if (!family) return refuse('unknown_unit')
  if (period !== undefined) {
    if (from !== undefined || to !== undefined) return refuseField('invalid_request', 'period', 'not_with_from_to')
    const range = resolvePeriod(period, cutOffDayOf(family.unit))
    return range ? { family, period, ...range } : refuseField('invalid_request', 'period', 'invalid_format')
  }
  if (from === undefined || to === undefined) return refuseField('invalid_request', 'period', 'required')
  const range: DateRange = { from, to }
  if (!isWholeHalfMonths(range)) return refuseField('invalid_request', 'to', 'not_whole_half_months')
  return { family, period: null, ...range }
}
