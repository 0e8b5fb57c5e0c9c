import type { SuperiorFileRequest } from '#contract/files/superior-file'
import { daysBetween } from '#core/time/period'
import type { EditionRow, Editions } from '../../store/editions/editions.ts'
import type { Refusal } from '../refusal.ts'
import { refuse, refuseField } from '../refusal.ts'

/** Which closed period is meant: as in `SuperiorFileRequest`. */
export type PeriodChoice = Pick<SuperiorFileRequest, 'period' | 'from' | 'to'>

/**
 * The newest edition of the period that is meant; with nothing said, of the one that ended last, the longest of those.
 * @returns refused with `no_edition` where the period is not closed
 */
export async function closedPeriod(
  { editions }: { readonly editions: Pick<Editions, 'of' | 'newest'> },
  unitId: number,
  { period, from, to }: PeriodChoice,
): Promise<EditionRow | Refusal> {
  if (period !== undefined) {
    if (from !== undefined || to !== undefined) return refuseField('invalid_request', 'period', 'not_with_from_to')
    const named = (await editions.of([unitId])).find((row) => row.period === period)
    return named ?? refuse('no_edition')
  }
  if (from !== undefined && to !== undefined)
    return (await editions.newest(unitId, { from, to })) ?? refuse('no_edition')
  if (from !== undefined || to !== undefined)
    return refuseField('invalid_request', from === undefined ? 'from' : 'to', 'required')
  const all = await editions.of([unitId])
  const [last] = all.toSorted((a, b) => (a.to === b.to ? lengthOf(b) - lengthOf(a) : a.to < b.to ? 1 : -1))
  return last ?? refuse('no_edition')
}

const lengthOf = ({ from, to }: EditionRow): number => daysBetween(from, to)
