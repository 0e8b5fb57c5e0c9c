import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Atom } from '#core/editions/atoms'
import type { DateRange } from '#core/time/period'
import { OVERALL } from '#core/questions/questionnaire'
import type { Questionnaire } from '#core/questions/questionnaire'
import { countRows, sumOf, textOrder } from '../engine/portable.ts'
import type { Database } from '../engine/database.ts'
import type { Tables } from '../engine/tables.ts'
import { createForms } from '../figures/forms.ts'
import { genesisHash } from '../ledger/ledger.ts'

/** Where a unit's ledger stood, and which of its records had not entered the figures of the range. */
export interface LedgerState {
  readonly unitId: number
  readonly size: number
  readonly head: Buffer
  readonly waiting: readonly number[]
}

/** Of a range of days in some units. */
export interface FactsOf extends DateRange {
  readonly unitIds: readonly number[]
}

/** What a period is closed from. */
export type EditionFacts = ReturnType<typeof createEditionFacts>

export function createEditionFacts({ reads }: Pick<Database, 'reads'>, parse: (body: string) => Questionnaire) {
  const forms = createForms(reads, parse)
  return {
    atoms: async (of: FactsOf): Promise<readonly Atom[]> => {
      const rows = await storedAtoms(reads, of)
      const comparableOf = await forms.comparableOf(rows.map(({ questionnaireId }) => questionnaireId))
      return mergedAtoms(
        rows.map(({ questionnaireId, ...atom }) => ({ ...atom, comparable: comparableOf(questionnaireId) })),
      )
    },
    ledgers: (of: FactsOf) => ledgerStates(reads, of),
    /** Changes with everything that enters the figures of the range, or leaves them. */
    fingerprint: (of: FactsOf) => fingerprint(reads, of),
    auditSize: async (): Promise<number> =>
      (await reads.selectFrom('audit').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? 0,
    /** Ids of the sites of counters, by counter. */
    sites: (unitIds: readonly number[]) =>
      reads
        .selectFrom('counter')
        .innerJoin('site', 'site.id', 'counter.site_id')
        .select(['counter.id as counterId', 'site.name as name'])
        .where('counter.unit_id', 'in', unitIds)
        .orderBy('counter.id')
        .execute(),
  }
}

type StoredAtomRow = Omit<Atom, 'comparable'> & { readonly questionnaireId: number }

async function storedAtoms(reads: Kysely<Tables>, { unitIds, from, to }: FactsOf): Promise<readonly StoredAtomRow[]> {
  const half = sql`substr(day, 1, 8) || case when substr(day, 9) < '15' then '1' else '2' end`
  const { rows } = await sql<StoredAtomRow>`
    select unit_id as "unitId", ${half} as half, area_id as "areaId", stage, channel, counter_id as "counterId",
      questionnaire_id as "questionnaireId", ${sumOf(sql`n1 + n2 + n3 + n4 + n5`)} as answered,
      ${sumOf(sql`n4 + n5`)} as satisfied, ${sumOf('n0')} as "none"
    from tally_day
    where unit_id in (${sql.join(unitIds)}) and day between ${from} and ${to} and criterion = ${OVERALL}
    group by 1, 2, 3, 4, 5, 6, 7
    order by unit_id, half, area_id, ${textOrder('stage')}, ${textOrder('channel')}, counter_id, questionnaire_id`.execute(
    reads,
  )
  return rows
}

/** Versions of a form whose answers may be added make one atom. */
function mergedAtoms(atoms: readonly Atom[]): readonly Atom[] {
  const merged = new Map<string, Atom>()
  for (const atom of atoms) {
    const { unitId, half, areaId, stage, channel, counterId, comparable } = atom
    const name = [unitId, half, areaId, stage, channel, counterId, comparable].join(' ')
    const before = merged.get(name)
    merged.set(
      name,
      before === undefined
        ? atom
        : {
            ...atom,
            answered: before.answered + atom.answered,
            satisfied: before.satisfied + atom.satisfied,
            none: before.none + atom.none,
          },
    )
  }
  return [...merged.values()].filter(({ answered, none }) => answered !== 0 || none !== 0)
}

async function ledgerStates(reads: Kysely<Tables>, { unitIds, from, to }: FactsOf): Promise<readonly LedgerState[]> {
  const heads = await sql<{ unitId: number; ledgerKey: string; size: number | null; head: Buffer | null }>`
    select unit.id as "unitId", unit.ledger_key as "ledgerKey", ledger.position as size, ledger.hash as head
    from unit left join ledger on ledger.unit_id = unit.id
      and ledger.position = (select max(position) from ledger as l where l.unit_id = unit.id)
    where unit.id in (${sql.join(unitIds)}) order by unit.id`.execute(reads)
  const waiting = await sql<{ unitId: number; position: number }>`
    select w.unit_id as "unitId", w.position from waiting as w
      join ledger as l on l.unit_id = w.unit_id and l.position = w.position
      join response as r on r.unit_id = w.unit_id and r.id = l.response_id
    where w.unit_id in (${sql.join(unitIds)}) and r.local_date between ${from} and ${to}
    order by w.unit_id, w.position`.execute(reads)
  return heads.rows.map(({ unitId, ledgerKey, size, head }) => ({
    unitId,
    size: size ?? 0,
    head: head ?? genesisHash(ledgerKey),
    waiting: waiting.rows.filter((row) => row.unitId === unitId).map(({ position }) => position),
  }))
}

async function fingerprint(reads: Kysely<Tables>, { unitIds, from, to }: FactsOf): Promise<string> {
  const weighted = sql`n1 + 3 * n2 + 7 * n3 + 31 * n4 + 127 * n5 + 511 * n0`
  const { rows } = await sql<{ rows: number; weight: number; places: number }>`
    select ${countRows()} as rows, ${sumOf(weighted)} as weight,
      ${sumOf(sql`(${weighted}) * (area_id + 17 * counter_id + 257 * procedure_id)`)} as places
    from tally_day
    where unit_id in (${sql.join(unitIds)}) and day between ${from} and ${to}`.execute(reads)
  return JSON.stringify(rows)
}
