import { randomBytes } from 'node:crypto'
import type { EditionContent, EditionTableCode } from '#contract/editions'
import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import type { AtomKeys } from '#core/editions/atoms'
import { halvesOf, readerTables } from '#core/editions/edition-periods'
import { hiddenFromOffice } from '#core/editions/office-cells'
import { readerCells } from '#core/editions/reader-cells'
import { managerPolicy, readerPolicy } from '#core/disclosure/suppression'
import type { DisclosurePolicy } from '#core/disclosure/suppression'
import type { DateRange } from '#core/time/period'
import { monthOf } from '#core/time/period'
import type { UnitFamily } from '../../store/office/unit-family.ts'
import { answerFrom } from '../figures/answer-figures.ts'
import { counterKey } from '../figures/cell-codes.ts'
import type { FigureReads } from '../figures/figure-reads.ts'
import { readOnce } from '../figures/figure-reads.ts'
import { reasonsFrom } from '../reasons/answer-reasons.ts'
import { isRefusal } from '../refusal.ts'
import type { EditionStores } from './edition-stores.ts'
import { countedEdition, toStoredAtom } from './edition-content.ts'
import { earlierEditions } from './earlier-editions.ts'

/** A period of a unit that is over. */
export interface ClosingPeriod extends DateRange {
  readonly family: UnitFamily
  readonly period: string | null
}

/** What of an edition follows from what is stored; the rest is who closed it, when and why. */
export type ComputedEdition = Omit<EditionContent, 'number' | 'closedAt' | 'closedBy' | 'reason'>

/** Everything that is stored enters: what each audience sees of it is decided once, and written down beside it. */
const everything: DisclosurePolicy = { smallestCell: 0, ranges: 'half-month', levels: true }

/** Tables whose rows are parts of one total. */
const partitions: readonly string[] = [
  'area',
  'answeredBy',
  'procedure',
  'stage',
  'channel',
  'counter',
  'unit',
  'month',
]

/** All tables of a period from the tallies as they are released now. */
export async function computeEdition(
  closing: ClosingPeriod,
  stores: EditionStores,
  now: number,
): Promise<ComputedEdition> {
  const { family, period, from, to } = closing
  const { unit, below } = family
  const unitIds = below.map(({ id }) => id)
  const of = { unitIds, from, to }
  const codes = new Map(below.map(({ id, code }) => [id, code]))
  const ledgers = (await stores.editionFacts.ledgers(of)).map(({ unitId, size, head, waiting }) => ({
    unitId,
    unit: codes.get(unitId) ?? '',
    size,
    head: head.toString('hex'),
    waiting: [...waiting],
  }))
  const auditSize = await stores.editionFacts.auditSize()
  const reads = readOnce(stores.figures)
  const ask = async (by: EditionTableCode | 'total'): Promise<SatisfactionReply> => {
    const query = { unit: unit.code, from, to, by }
    const answer = await answerFrom(
      { query, audience: { unitId: unit.id, policy: everything, areas: null }, now },
      reads,
    )
    if (isRefusal(answer)) throw new Error(`no figures by ${by}: ${answer.refused}`)
    return answer
  }
  const whole = await ask('total')
  const tables: EditionContent['tables'] = []
  for (const by of tablesOf(closing)) tables.push({ by, rows: (await ask(by)).rows })
  const reasons = await reasonsFrom(
    { query: { unit: unit.code, from, to }, audience: { unitId: unit.id, policy: managerPolicy, areas: null }, now },
    reads,
  )
  if (isRefusal(reasons)) throw new Error(`no reasons: ${reasons.refused}`)
  const { answered, dissatisfied, rows } = reasons
  const atoms = await stores.editionFacts.atoms(of)
  const keys = await keysOf(closing, { reads, stores })
  const counted = { unitIds, halves: halvesOf(closing), atoms, keys, shown: [] }
  const earlier = (await earlierEditions(closing, stores)).map(countedEdition)
  const wanted = readerTables(closing).filter((table) => table !== 'unit' || below.length > 1)
  const { smallestCell } = readerPolicy
  return {
    format: 1,
    secret: randomBytes(32).toString('hex'),
    unit: { code: unit.code, name: unit.name },
    period,
    from,
    to,
    ledgers,
    auditSize,
    definition: whole.definition,
    coverage: whole.coverage,
    totals: whole.rows,
    total: whole.total,
    tables,
    minimumAnswers: unit.minimum_answers,
    reasons: { answered, dissatisfied, rows },
    quickRepeats: await stores.figures.quickRepeats(unitIds, { from, to }),
    atoms: atoms.map(toStoredAtom),
    keys: mutableKeys(keys),
    officeHidden: [
      { table: 'total', rows: whole.rows },
      ...tables.map(({ by, rows }) => ({ table: by, rows })),
    ].flatMap(hiddenIn),
    readersSee: readerCells({ earlier, edition: counted, tables: wanted, smallestCell }).map((cell) => ({ ...cell })),
  }
}

/** What can be told apart within the period: a month has no months, an office without units below no units. */
function tablesOf({ family, from, to }: ClosingPeriod): readonly EditionTableCode[] {
  const always = ['group', 'area', 'answeredBy', 'procedure', 'stage', 'channel', 'counter', 'criterion'] as const
  return [
    ...always,
    ...(family.below.length > 1 ? (['unit'] as const) : []),
    ...(monthOf(from) === monthOf(to) ? [] : (['month'] as const)),
  ]
}

const hiddenIn = ({ table, rows }: { readonly table: string; readonly rows: readonly SatisfactionRow[] }) =>
  hiddenFromOffice(rows, managerPolicy.smallestCell, partitions.includes(table)).map((row) => ({ table, ...row }))

interface KeySources {
  readonly reads: FigureReads
  readonly stores: Pick<EditionStores, 'editionFacts'>
}

async function keysOf({ family }: ClosingPeriod, { reads, stores }: KeySources): Promise<AtomKeys> {
  const unitIds = family.below.map(({ id }) => id)
  const areas = await reads.areas()
  const counters = await reads.counters(unitIds)
  const sites = await stores.editionFacts.sites(unitIds)
  return {
    areas: Object.fromEntries(areas.map(({ id, code, groups, answeredBy }) => [id, { code, groups, answeredBy }])),
    counters: Object.fromEntries(counters.map((counter) => [counter.id, counterKey(counter, family)])),
    sites: Object.fromEntries(sites.map(({ counterId, name }) => [counterId, name])),
    units: Object.fromEntries(family.below.map(({ id }) => [id, childOver(id, family)])),
  }
}

/** The code of the direct child of the family's unit that a unit lies under. */
function childOver(id: number, { unit, below }: UnitFamily): string {
  const found = below.find((each) => each.id === id)
  if (found === undefined || found.id === unit.id || found.parent_id === unit.id) return found?.code ?? ''
  return childOver(found.parent_id ?? unit.id, { unit, below, chain: [] })
}

const mutableKeys = ({ areas, ...keys }: AtomKeys): EditionContent['keys'] => ({
  ...keys,
  areas: Object.fromEntries(Object.entries(areas).map(([id, area]) => [id, { ...area, groups: [...area.groups] }])),
})
