import type { Edition, EditionChange, EditionList, EditionQuery } from '#contract/editions'
import type { SatisfactionRow } from '#contract/satisfaction'
import { satisfiedShare } from '#core/statistics/tally'
import type { EditionRow } from '../../store/editions/editions.ts'
import type { Audience } from '../disclosure/audience.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { EditionStores } from './edition-stores.ts'
import type { EditionView } from './edition-view.ts'
import { summaryOf, viewEdition } from './edition-view.ts'

/** Who asks for the closed periods of which unit. */
export interface EditionReading {
  readonly unitId: number
  readonly audience: Audience
  readonly query: Pick<EditionQuery, 'period'>
}

/** The closed periods of a unit, the newest closing first; amendments stand for themselves. */
export async function listEditions(
  { editions }: Pick<EditionStores, 'editions'>,
  { unitId, audience, query }: EditionReading,
): Promise<EditionList> {
  const rows = await editions.of([unitId])
  const newest = new Map(rows.toReversed().map((row) => [rangeText(row), row.id]))
  return {
    editions: rows
      .filter(({ period }) => query.period === undefined || period === query.period)
      .map((row) => summaryOf(row, { audience, isNewest: newest.get(rangeText(row)) === row.id })),
  }
}

const rangeText = ({ from, to }: EditionRow): string => `${from} ${to}`

/** The unit that an edition is of; refused with `not_found` where there is no such edition. */
export async function unitOfEdition(
  { editions }: Pick<EditionStores, 'editions'>,
  id: number,
): Promise<number | Refusal> {
  return (await editions.byId(id))?.unitId ?? refuse('not_found')
}

/** One edition whole, as an audience may see it. */
export async function readEdition(
  stores: Pick<EditionStores, 'editions'>,
  id: number,
  audience: Audience,
): Promise<Edition | Refusal> {
  const row = await stores.editions.byId(id)
  if (row === null) return refuse('not_found')
  const newest = await stores.editions.newest(row.unitId, row)
  const view = viewEdition(row, audience)
  const { definition, coverage, tables } = view.content
  const before = row.number === 1 ? null : await editionBefore(stores, row)
  return {
    ...summaryOf(row, { audience, isNewest: newest?.id === row.id }),
    definition,
    coverage,
    view: { ...audience.policy, areas: audience.areas && [...audience.areas] },
    totals: view.rowsOf('total') ?? [],
    total: view.total,
    tables: tables.flatMap(({ by }) => {
      const rows = view.rowsOf(by)
      return rows === null ? [] : [{ by, rows }]
    }),
    changes: before === null ? [] : changesBetween(viewEdition(before, audience), view),
  }
}

async function editionBefore(
  { editions }: Pick<EditionStores, 'editions'>,
  row: EditionRow,
): Promise<EditionRow | null> {
  const all = await editions.of([row.unitId])
  return all.find((each) => rangeText(each) === rangeText(row) && each.number === row.number - 1) ?? null
}

/** What an amendment made different, as its reader may see both. */
function changesBetween(before: EditionView, after: EditionView): EditionChange[] {
  const tables = ['total', ...after.content.tables.map(({ by }) => by)]
  return tables.flatMap((table) => {
    const old = new Map((before.rowsOf(table) ?? []).map((row) => [nameOf(row), row]))
    const rows = after.rowsOf(table) ?? []
    const known = new Set(rows.map(nameOf))
    const gone = [...old.values()].filter((row) => !known.has(nameOf(row)))
    return [
      ...rows.flatMap((row) => changeOf(table, old.get(nameOf(row)) ?? null, row)),
      ...gone.flatMap((row) => changeOf(table, row, null)),
    ]
  })
}

const nameOf = ({ key, comparable }: SatisfactionRow): string => `${key}\n${comparable}`

function changeOf(table: string, old: SatisfactionRow | null, row: SatisfactionRow | null): EditionChange[] {
  const [before, after] = [figuresOf(old), figuresOf(row)]
  const { key, label } = row ?? old ?? { key: '', label: '' }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ table, key, label, before, after }]
}

function figuresOf(row: SatisfactionRow | null): EditionChange['before'] {
  if (row === null) return { answered: 0, satisfiedShare: null, target: null, verdict: null, returned: null }
  const { answered, tally, target, verdict, dossiers } = row
  return {
    answered,
    satisfiedShare: tally === null ? row.satisfiedShare : satisfiedShare(tally),
    target,
    verdict,
    returned: dossiers?.returned ?? null,
  }
}
