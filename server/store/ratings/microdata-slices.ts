import { dayOfResponse } from '../ledger/records.ts'
import { sql } from 'kysely'
import type { Snapshot } from '../engine/database.ts'
import { SMALLEST_RELEASE } from '#core/disclosure/suppression'

/** The columns of `microdataColumns`, a level per criterion (0: không có ý kiến, null: not answered), reasons. */
export type MicrodataRow = readonly MicrodataCell[]

type MicrodataCell = string | number | null

/** What is left out of a unit: it waited when the reading began, or came after that. */
export interface HeldBack {
  readonly ids: Set<string>
  /** Position in the ledger up to which all that is left out is known. */
  seenTo: number
}

/** How the database is looked at. */
export interface MicrodataSlices {
  open(): Snapshot
  /** Responses per view. */
  readonly rowsPerSlice: number
}

interface UnitSelection {
  readonly id: number
  readonly code: string
  readonly heldBack: HeldBack
  /** Civil dates, both inclusive. */
  readonly from: string
  readonly to: string
  readonly criteria: readonly string[]
}

/** Responses that are alike in all that may leave the office. */
interface AlikeRows {
  readonly cells: readonly MicrodataCell[]
  count: number
}

type Alike = Map<string, AlikeRows>

/** Where the procedure and the month stand in a row. */
const MONTH = 1
const PROCEDURE = 3

/** The rows of one unit in the order of what is in them: gathered slice by slice, equal ones as one with their count. */
export async function* microdataOfUnit(slices: MicrodataSlices, unit: UnitSelection): AsyncGenerator<MicrodataRow> {
  const alike: Alike = new Map()
  let after: Buffer | null = Buffer.alloc(0)
  while (after !== null) {
    const snapshot = slices.open()
    try {
      after = await gatherSlice(snapshot, unit, { alike, after, most: slices.rowsPerSlice })
    } finally {
      await snapshot.close()
    }
  }
  const rows = [...withoutRareProcedures(alike).values()].sort((a, b) => compareRows(a.cells, b.cells))
  for (const { cells, count } of rows) for (let n = 0; n < count; n += 1) yield cells
}

interface SliceStart {
  readonly alike: Alike
  /** The id after which it begins. */
  readonly after: Buffer
  readonly most: number
}

/** Comes after every id. */
const BEYOND_IDS = Buffer.alloc(17, 0xff)

/** Adds one slice. @returns the id it ended with, null after the last one */
async function gatherSlice(
  snapshot: Snapshot,
  unit: UnitSelection,
  { alike, after, most }: SliceStart,
): Promise<Buffer | null> {
  const { id: unitId, code, heldBack } = unit
  await markLateOnes(snapshot, unit)
  const lastId = snapshot.statement<void, { id: Buffer }>(
    () => sql`select id from response where unit_id = ${unitId} and id > ${after}
      order by id limit 1 offset ${most - 1}`,
  )
  const last = (await lastId.first())?.id ?? null
  for await (const [id, ...cells] of responsesBetween(snapshot, unit, { after, last: last ?? BEYOND_IDS })) {
    if (!(id instanceof Uint8Array) || heldBack.ids.has(Buffer.from(id).toString('hex'))) continue
    addAlike(alike, { cells: [code, ...cells.map(cellOf)], count: 1 })
  }
  return last
}

/** What came after the reading began has no place in it. */
async function markLateOnes(snapshot: Snapshot, { id, heldBack }: UnitSelection): Promise<void> {
  const late = snapshot.statement<void, { position: number; response_id: Buffer }>(
    () => sql`select position, response_id from ledger
      where unit_id = ${id} and position > ${heldBack.seenTo} order by position`,
  )
  for await (const { position, response_id } of late.iterate()) {
    heldBack.ids.add(response_id.toString('hex'))
    heldBack.seenTo = position
  }
}

const cellOf = (value: MicrodataCell | Uint8Array): MicrodataCell => (value instanceof Uint8Array ? null : value)

const responsesBetween = (
  { listStatement }: Snapshot,
  { id: unitId, from, to, criteria }: UnitSelection,
  { after, last }: { readonly after: Buffer; readonly last: Buffer },
) => {
  const levels = criteria.map(
    (criterion) => sql`(
      select coalesce(a.level, 0)
      from answer as a
      where a.unit_id = r.unit_id and a.response_id = r.id and a.criterion = ${criterion}
    )`,
  )
  const columns = [
    ...[sql`r.id`, sql`substr(${dayOfResponse}, 1, 7)`, sql`area.code`, sql`procedure.code`],
    ...[sql`nullif(r.stage, '')`, sql`r.channel`, sql`q.code || '@' || q.version`, sql`nullif(r.language, '')`],
    ...[sql`r.assisted`, ...levels, sql`r.reasons`],
  ]
  const named = sql.join(columns.map((column, index) => sql`${column} as ${sql.ref(`column_${index}`)}`))
  const rows = listStatement<void, MicrodataCell | Uint8Array>(
    () => sql`select ${named}
      from response as r
      join questionnaire as q on q.id = r.questionnaire_id
      left join area on area.id = r.area_id
      left join procedure on procedure.id = r.procedure_id
      where r.unit_id = ${unitId} and r.id > ${after} and r.id <= ${last} and ${dayOfResponse} between ${from} and ${to}`,
  )
  return rows.iterate()
}

/** A procedure is named only where its unit and month hold five responses. */
function withoutRareProcedures(alike: Alike): Alike {
  const counts = new Map<string, number>()
  const keyOf = ({ cells }: AlikeRows): string => `${cells[MONTH]} ${cells[PROCEDURE]}`
  for (const rows of alike.values()) counts.set(keyOf(rows), (counts.get(keyOf(rows)) ?? 0) + rows.count)
  const kept: Alike = new Map()
  for (const rows of alike.values()) {
    const isRare = (counts.get(keyOf(rows)) ?? 0) < SMALLEST_RELEASE
    addAlike(kept, isRare ? { ...rows, cells: rows.cells.with(PROCEDURE, null) } : rows)
  }
  return kept
}

function addAlike(alike: Alike, rows: AlikeRows): void {
  const key = JSON.stringify(rows.cells)
  const known = alike.get(key)
  if (known) known.count += rows.count
  else alike.set(key, { ...rows })
}

/** What is empty comes first. */
function compareRows(a: MicrodataRow, b: MicrodataRow): number {
  const at = a.findIndex((cell, index) => cell !== b[index])
  const [left, right] = [a[at] ?? null, b[at] ?? null]
  if (at === -1) return 0
  if (left === null || right === null) return left === null ? -1 : 1
  return left < right ? -1 : 1
}
