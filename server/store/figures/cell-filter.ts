import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { textOrder } from '../engine/portable.ts'

/**
 * What cells are told apart by; `time` and `day` give dates, `time` the first day of a half-month where that is enough.
 */
export type Dimension =
  | 'total' | 'area' | 'procedure' | 'unit' | 'counter' | 'channel' | 'stage' | 'criterion' | 'time' | 'day' // prettier-ignore

/** Which cells a figure is made of; null: no filter. */
export interface CellFilter {
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

const columnOf: Record<Exclude<Dimension, 'total' | 'time' | 'day'>, string> = {
  area: 'area_id',
  procedure: 'procedure_id',
  unit: 'unit_id',
  counter: 'counter_id',
  channel: 'channel',
  stage: 'stage',
  criterion: 'criterion',
}

/** The column that tells cells apart. */
export const rawOf = (by: Exclude<Dimension, 'time' | 'day'>): RawBuilder<unknown> =>
  by === 'total' ? sql`''` : sql.ref(columnOf[by])

/** How `raw`, the column that tells cells apart, is ordered: text by its bytes, ids and days as they are. */
export const rawOrder = (by: Dimension): RawBuilder<unknown> =>
  by === 'channel' || by === 'stage' || by === 'criterion' ? textOrder(by) : sql.ref('raw')

/** Whether the counts by half-month know too little: they have neither procedures nor counters. */
export const needsDays = (filter: CellFilter, by: Dimension): boolean =>
  by === 'day' || by === 'procedure' || by === 'counter' || filter.procedureId !== null || filter.counterIds !== null

export const unitIn = (ids: readonly number[]): RawBuilder<unknown> => sql`unit_id in (${sql.join(ids)})`

/** The conditions of a filter besides units, days and the criterion, each behind an `and`. */
export function conditionsOf(filter: CellFilter, byDay: boolean): RawBuilder<unknown> {
  const equals = (column: string, value: string | number | null): RawBuilder<unknown> =>
    value === null ? sql`` : sql`and ${sql.ref(column)} = ${value}`
  const among = (column: string, values: readonly (string | number)[] | null): RawBuilder<unknown> =>
    values === null ? sql`` : sql`and ${sql.ref(column)} in (${sql.join(values)})`
  return sql`${among('area_id', filter.areaIds)} ${equals('stage', filter.stage)}
    ${among('stage', filter.stages ?? null)} ${equals('channel', filter.channel)}
    ${equals('questionnaire_id', filter.questionnaireId)}
    ${byDay ? equals('procedure_id', filter.procedureId) : sql``}
    ${byDay ? among('counter_id', filter.counterIds) : sql``}`
}
