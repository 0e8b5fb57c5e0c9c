import { civilDate } from '#core/time/civil-time'
import { isStorageFailure } from '../engine/database.ts'
import type { Keys } from '../ledger/keys.ts'
import { importedId } from '../ledger/keys.ts'
import type { NewResponse, WriteOutcome } from '../ratings/response-writer.ts'

/** A unit or an area as a file names it; with a label, a missing one is made. */
export interface NamedCode {
  readonly code: string
  readonly label: string | null
}

/** A row of a file whose cells could all be read. */
export interface ImportRow {
  readonly unit: NamedCode
  readonly area: NamedCode | null
  readonly procedure: string | null
  readonly stage: string | null
  readonly channel: string
  /** Civil date. */
  readonly localDate: string
  readonly halfDay: 0 | 1
  readonly answers: readonly (readonly [criterion: string, level: number | null])[]
  /** NFC; null when nothing was written. */
  readonly comment: string | null
  /** What makes the row itself, and which of its repeats it is. */
  readonly identity: readonly (string | number)[]
  /** The identity that imports gave the row when every blank in a cell counted, where it is another one. */
  readonly formerIdentity?: readonly (string | number)[]
}

export type UnknownCode = 'unknown_unit' | 'unknown_area' | 'unknown_procedure'

/** What codes stand for and where responses go: the database, or in a dry run nowhere. */
export interface ImportTarget {
  unit(code: string): Promise<number | null>
  area(code: string): Promise<number | null>
  procedure(code: string): Promise<number | null>
  createUnit(code: string, label: string): Promise<number>
  createArea(code: string, label: string): Promise<number>
  isStored(response: NewResponse): Promise<boolean>
  write(response: NewResponse): Promise<WriteOutcome>
}

/** What became of a row; `not_storable`: the database refused it, the disk is well. */
export type RowOutcome = WriteOutcome | 'not_storable'

/** Takes the rows of an import one by one. */
export interface RowTarget {
  /** The codes of a row that stand for nothing and are not to be made. */
  unknownCodes(row: ImportRow): Promise<UnknownCode[]>
  /** Makes what is missing and writes the row; its codes are known. @throws when the disk or the file fails */
  write(row: ImportRow): Promise<RowOutcome>
}

/** What all rows of one import share. */
export interface ImportContext {
  readonly keys: Keys
  readonly questionnaire: { readonly id: number; readonly reference: string }
  /** Milliseconds since the epoch. */
  readonly now: number
}

export function rowTarget(target: ImportTarget, context: ImportContext): RowTarget {
  return {
    unknownCodes: (row) => unknownCodes(target, row),
    write: async (row) => {
      try {
        return await writeRow(target, row, context)
      } catch (error) {
        if (isStorageFailure(error)) throw error
        return 'not_storable'
      }
    },
  }
}

async function unknownCodes(
  target: ImportTarget,
  row: Pick<ImportRow, 'unit' | 'area' | 'procedure'>,
): Promise<UnknownCode[]> {
  const { unit, area, procedure } = row
  return [
    ...(unit.label === null && (await target.unit(unit.code)) === null ? ['unknown_unit' as const] : []),
    ...(area?.label === null && (await target.area(area.code)) === null ? ['unknown_area' as const] : []),
    ...(procedure !== null && (await target.procedure(procedure)) === null ? ['unknown_procedure' as const] : []),
  ]
}

async function writeRow(target: ImportTarget, row: ImportRow, context: ImportContext): Promise<WriteOutcome> {
  const { unit, area, procedure } = row
  const unitId = (await target.unit(unit.code)) ?? (await target.createUnit(unit.code, unit.label ?? unit.code))
  const areaId = area
    ? ((await target.area(area.code)) ?? (await target.createArea(area.code, area.label ?? area.code)))
    : 0
  const procedureId = procedure === null ? 0 : ((await target.procedure(procedure)) ?? 0)
  const codes = { unitId, areaId, procedureId }
  if (row.formerIdentity) {
    const former = newResponse({ ...row, identity: row.formerIdentity }, codes, context)
    if (await target.isStored(former)) return target.write(former)
  }
  return target.write(newResponse(row, codes, context))
}

interface RowCodes {
  readonly unitId: number
  readonly areaId: number
  readonly procedureId: number
}

/** No counter, device or language is known of an imported response; what lies before today is released with it. */
function newResponse(row: ImportRow, codes: RowCodes, { keys, questionnaire, now }: ImportContext): NewResponse {
  return {
    ...codes,
    assignmentId: null,
    questionnaireId: questionnaire.id,
    comment: row.comment,
    dueDay: row.localDate < civilDate(now) ? null : row.localDate,
    record: {
      id: importedId(row.identity, keys),
      assignment: null,
      seq: null,
      counter: 0,
      area: row.area?.code ?? null,
      procedure: row.procedure,
      stage: row.stage,
      channel: row.channel,
      questionnaire: questionnaire.reference,
      localDate: row.localDate,
      halfDay: row.halfDay,
      language: '',
      assisted: false,
      uncertainTime: false,
      dwellBucket: null,
      gapBucket: null,
      reasons: null,
      answers: row.answers,
    },
  }
}
