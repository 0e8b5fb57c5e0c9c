import type { EditionContent } from '#contract/editions'
import type { DateRange } from '#core/time/period'
import type { EditionRow } from '../../store/editions/editions.ts'
import type { UnitFamily } from '../../store/office/unit-family.ts'
import { contentOf } from './edition-content.ts'
import type { EditionStores } from './edition-stores.ts'

/**
 * Every edition that could be added to or subtracted from a new one: of the unit, those above and below it, and, where one
 * above has closed anything, of all below that; of periods that overlap, whose others overlap, and so on.
 */
export async function earlierEditions(
  { family, from, to }: DateRange & { readonly family: UnitFamily },
  { editions, units }: Pick<EditionStores, 'editions' | 'units'>,
): Promise<readonly EditionContent[]> {
  const own = family.below.map(({ id }) => id)
  const above = family.chain.slice(1)
  let known = await touching(await editions.overlapping([...own, ...above], { from, to }), { from, to }, [
    ...own,
    ...above,
  ])
  const highest = above.toReversed().find((id) => known.some((row) => row.unitId === id))
  if (highest !== undefined) {
    const all = (await units.under(highest)).map(({ id }) => id)
    const ids = [...new Set([...all, ...own, ...above])]
    known = await touching(await editions.overlapping(ids, { from, to }), { from, to }, ids)
  }
  return known.map(contentOf)

  async function touching(
    found: readonly EditionRow[],
    range: DateRange,
    ids: readonly number[],
  ): Promise<readonly EditionRow[]> {
    const wider = {
      from: found.reduce((first, row) => (row.from < first ? row.from : first), range.from),
      to: found.reduce((last, row) => (row.to > last ? row.to : last), range.to),
    }
    if (wider.from === range.from && wider.to === range.to) return found
    return touching(await editions.overlapping(ids, wider), wider, ids)
  }
}
