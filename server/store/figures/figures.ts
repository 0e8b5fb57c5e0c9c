import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Cell } from '#core/statistics/breakdown'
import { halfMonthOf } from '#core/time/period'
import { emptyTally } from '#core/statistics/tally'
import type { Database } from '../engine/database.ts'
import { allQuestionnaires } from '../catalogue/questionnaires.ts'
import { sumOf } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'

/** What cells are told apart by; `time` gives dates (the first day of a half-month where that is enough). */
export type Dimension = 'total' | 'area' | 'procedure' | 'unit' | 'counter' | 'channel' | 'stage' | 'criterion' | 'time'

/** Which cells a figure is made of; null: no filter. */
export interface Selection {
  readonly unitIds: readonly number[]
  /** Civil dates, both inclusive. */
  readonly from: string
  readonly to: string
  readonly areaIds: readonly number[] | null
  readonly procedureId: number | null
  readonly stage: string | null
  /** Any of these stages; left out: no filter. */
  readonly stages?: readonly string[]
  readonly channel: string | null
  readonly counterIds: readonly number[] | null
  readonly questionnaireId: number | null
  /** Ignored when cells are told apart by criterion. */
  readonly criterion: string
}

const columnOf: Record<Exclude<Dimension, 'total' | 'time'>, string> = {
  area: 'area_id',
  procedure: 'procedure_id',
  unit: 'unit_id',
  counter: 'counter_id',
  channel: 'channel',
  stage: 'stage',
  criterion: 'criterion',
}

interface CountRow {
  readonly raw: string | number
  readonly questionnaire_id: number
  readonly received: number
}

type TallyRow = Omit<CountRow, 'received'> & Record<'n1' | 'n2' | 'n3' | 'n4' | 'n5' | 'n0', number>

/** Released answers of a selection made of whole half-months, told apart by one dimension. SQL counts, core divides. */
export async function talliedCells(db: Kysely<Tables>, chosen: Selection, by: Dimension): Promise<Cell[]> {
  const fine = isFine(chosen, by)
  const criterion = by === 'criterion' ? sql`` : sql`and criterion = ${chosen.criterion}`
  const raw = by === 'time' ? sql`${fine ? sql`day` : firstDayOfHalfMonth}` : rawOf(by)
  const range = fine
    ? sql`day between ${chosen.from} and ${chosen.to}`
    : sql`half_month between ${halfMonthOf(chosen.from)} and ${halfMonthOf(chosen.to)}`
  const found = await sql<TallyRow>`
    select ${raw} as raw, questionnaire_id,
      ${sumOf('n1')} as n1, ${sumOf('n2')} as n2, ${sumOf('n3')} as n3,
      ${sumOf('n4')} as n4, ${sumOf('n5')} as n5, ${sumOf('n0')} as n0
    from ${sql.table(fine ? 'tally_day' : 'tally_half_month')}
    where ${unitIn(chosen.unitIds)} and ${range} ${filters(chosen, fine)} ${criterion}
    group by 1, 2
    order by 1, 2`.execute(db)
  const comparable = await comparableOf(db)
  return found.rows.map(({ raw: key, questionnaire_id, ...tally }) => ({
    raw: String(key),
    comparable: comparable(questionnaire_id),
    received: 0,
    tally,
  }))
}

/** A cell of one half-month, by its first day. */
export interface HalfMonthCell extends Cell {
  readonly firstDay: string
}

/** Released answers of all half-months that the selection touches, told apart by one dimension and by half-month. */
export async function halfMonthCells(
  db: Kysely<Tables>,
  chosen: Selection,
  by: Exclude<Dimension, 'time'>,
): Promise<HalfMonthCell[]> {
  const fine = isFine(chosen, by)
  const criterion = by === 'criterion' ? sql`` : sql`and criterion = ${chosen.criterion}`
  const range = fine
    ? sql`day between ${chosen.from} and ${chosen.to}`
    : sql`half_month between ${halfMonthOf(chosen.from)} and ${halfMonthOf(chosen.to)}`
  const found = await sql<TallyRow & { first_day: string }>`
    select ${rawOf(by)} as raw, questionnaire_id, ${fine ? halfMonthOfDay : firstDayOfHalfMonth} as first_day,
      ${sumOf('n1')} as n1, ${sumOf('n2')} as n2, ${sumOf('n3')} as n3,
      ${sumOf('n4')} as n4, ${sumOf('n5')} as n5, ${sumOf('n0')} as n0
    from ${sql.table(fine ? 'tally_day' : 'tally_half_month')}
    where ${unitIn(chosen.unitIds)} and ${range} ${filters(chosen, fine)} ${criterion}
    group by 1, 2, 3
    order by 1, 2, 3`.execute(db)
  const comparable = await comparableOf(db)
  return found.rows.map(({ raw: key, questionnaire_id, first_day: firstDay, ...tally }) => ({
    raw: String(key),
    comparable: comparable(questionnaire_id),
    received: 0,
    tally,
    firstDay,
  }))
}

/** Whether the coarser tally knows too little: it has neither procedures nor counters. */
const isFine = (chosen: Selection, by: Dimension): boolean =>
  by === 'procedure' || by === 'counter' || chosen.procedureId !== null || chosen.counterIds !== null

/** Responses received, live, in any range of days; by criterion they are given once, under the id of their version. */
export async function receivedCells(db: Kysely<Tables>, chosen: Selection, by: Dimension): Promise<Cell[]> {
  const raw = by === 'time' ? sql`day` : by === 'criterion' ? sql`questionnaire_id` : rawOf(by)
  const found = await sql<CountRow>`
    select ${raw} as raw, questionnaire_id, ${sumOf('received')} as received
    from received_day
    where ${unitIn(chosen.unitIds)} and day between ${chosen.from} and ${chosen.to} ${filters(chosen, true)}
    group by 1, 2
    order by 1, 2`.execute(db)
  const comparable = await comparableOf(db)
  return found.rows.map((row) => ({
    raw: String(row.raw),
    comparable: comparable(row.questionnaire_id),
    received: row.received,
    tally: emptyTally,
  }))
}

const firstDayOfHalfMonth = sql`substr(half_month, 1, 8) ||
  case when substr(half_month, 9) = '1' then '01' else '15' end`

const halfMonthOfDay = sql`substr(day, 1, 8) || case when substr(day, 9) < '15' then '01' else '15' end`

const rawOf = (by: Exclude<Dimension, 'time'>): RawBuilder<unknown> =>
  by === 'total' ? sql`''` : sql.ref(columnOf[by])

const unitIn = (ids: readonly number[]): RawBuilder<unknown> => sql`unit_id in (${sql.join(ids)})`

function filters(chosen: Selection, fine: boolean): RawBuilder<unknown> {
  const equals = (column: string, value: string | number | null): RawBuilder<unknown> =>
    value === null ? sql`` : sql`and ${sql.ref(column)} = ${value}`
  const among = (column: string, values: readonly (string | number)[] | null): RawBuilder<unknown> =>
    values === null ? sql`` : sql`and ${sql.ref(column)} in (${sql.join(values)})`
  return sql`${among('area_id', chosen.areaIds)} ${equals('stage', chosen.stage)}
    ${among('stage', chosen.stages ?? null)} ${equals('channel', chosen.channel)}
    ${equals('questionnaire_id', chosen.questionnaireId)} ${fine ? equals('procedure_id', chosen.procedureId) : sql``}
    ${fine ? among('counter_id', chosen.counterIds) : sql``}`
}

async function comparableOf(db: Kysely<Tables>): Promise<(questionnaireId: number) => string> {
  const known = new Map((await allQuestionnaires(db)).map((row) => [row.id, row.comparable]))
  return (questionnaireId) => known.get(questionnaireId) ?? ''
}

/** Figures as routes use them. */
export type Figures = ReturnType<typeof createFigures>

/** Binds the questions about figures to an open store. */
export function createFigures({ reads }: Database) {
  return {
    tallied: (chosen: Selection, by: Dimension) => talliedCells(reads, chosen, by),
    received: (chosen: Selection, by: Dimension) => receivedCells(reads, chosen, by),
    halfMonths: (chosen: Selection, by: Exclude<Dimension, 'time'>) => halfMonthCells(reads, chosen, by),
  }
}
