import type { Kysely } from 'kysely'
import type { ProcedureReport } from '#contract/procedures'
import type { Words } from '#core/questions/questionnaire'
import type { Attribution } from '#core/ledger/actor'
import { definedOnly } from '#core/text/defined-only'
import { toFlag } from '../engine/flag.ts'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import { textOrder } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'

/** Thủ tục with the code of its area. */
export interface ProcedureRow {
  readonly id: number
  readonly code: string
  readonly area: string
  readonly name: Words
  /** Cấp thực hiện; null: not said. */
  readonly level: string | null
  readonly retired: boolean
}

/** All procedures that ever were, by code: old responses refer to them. */
export async function allProcedures(db: Kysely<Tables>): Promise<ProcedureRow[]> {
  const rows = await db
    .selectFrom('procedure')
    .innerJoin('area', 'area.id', 'procedure.area_id')
    .select([
      'procedure.id',
      'procedure.code',
      'area.code as area',
      'procedure.name_vi',
      'procedure.name_en',
      'procedure.level',
      'procedure.retired',
    ])
    .orderBy(textOrder('procedure.code'))
    .execute()
  return rows.map(({ name_vi: vi, name_en: en, retired, ...procedure }) => ({
    ...procedure,
    name: { vi, en },
    retired: retired === 1,
  }))
}

export interface NewProcedure {
  readonly code: string
  readonly areaId: number
  readonly name: Words
  readonly level: string | null
}

/** Inside a transaction. @returns the new id; a code that is taken is refused by the database */
export async function createProcedure(trx: Kysely<Tables>, procedure: NewProcedure): Promise<number> {
  const { code, areaId, name, level } = procedure
  const { id } = await trx
    .insertInto('procedure')
    .values({
      id: await nextId(trx, 'procedure'),
      code,
      area_id: areaId,
      name_vi: name.vi,
      name_en: name.en,
      level,
      retired: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What of a procedure can change; its code never does, since the ledger names it. */
export interface ProcedureEdit {
  readonly area?: { readonly id: number; readonly code: string } | undefined
  readonly name?: Words | undefined
  readonly level?: string | null | undefined
  readonly retired?: boolean | undefined
}

/** Inside a transaction: changes what is given and leaves the rest. */
export async function changeProcedure(trx: Kysely<Tables>, id: number, edit: ProcedureEdit): Promise<void> {
  const { area, name, level, retired } = edit
  const change = definedOnly({
    area_id: area?.id,
    name_vi: name?.vi,
    name_en: name?.en,
    level,
    retired: toFlag(retired),
  })
  if (Object.keys(change).length > 0) await trx.updateTable('procedure').set(change).where('id', '=', id).execute()
}

/** What a list of a province makes of the procedures, worked out beforehand. */
export interface ProcedurePlan {
  readonly added: readonly NewProcedure[]
  readonly changed: readonly { readonly id: number; readonly edit: ProcedureEdit }[]
  readonly report: ProcedureReport
}

/** Rows written before whoever else waits for the thread gets a turn; nobody else writes until the transaction ends. */
const STEP = 100

async function inSteps<T>(list: readonly T[], write: (each: T) => Promise<unknown>): Promise<void> {
  for (const [index, each] of list.entries()) {
    if (index % STEP === STEP - 1) await new Promise((resolve) => setImmediate(resolve))
    await write(each)
  }
}

/** Thủ tục; every change is audited in the same transaction. */
export type Procedures = ReturnType<typeof createProcedures>

export function createProcedures({ reads, transaction }: Database) {
  return {
    /** Retired ones too. */
    all: () => allProcedures(reads),
    create: (procedure: NewProcedure, by: Attribution) =>
      transaction(async (trx) => {
        await createProcedure(trx, procedure)
        const detail = { name: procedure.name.vi }
        await audit(trx, by, { action: 'procedure.create', subject: procedure.code, detail })
      }),
    change: ({ id, code }: ProcedureRow, edit: ProcedureEdit, by: Attribution) =>
      transaction(async (trx) => {
        await changeProcedure(trx, id, edit)
        const { area, name, level, retired } = edit
        const detail = definedOnly({ area: area?.code, name: name?.vi, level, retired })
        await audit(trx, by, { action: 'procedure.change', subject: code, detail })
      }),
    /**
     * Takes a list, all or nothing: the plan is made inside the transaction, from what is there then.
     * @returns what `plan` returned
     */
    importList: <T extends ProcedurePlan>(plan: (known: readonly ProcedureRow[]) => T, by: Attribution): Promise<T> =>
      transaction(async (trx) => {
        const made = plan(await allProcedures(trx))
        await inSteps(made.added, (procedure) => createProcedure(trx, procedure))
        await inSteps(made.changed, ({ id, edit }) => changeProcedure(trx, id, edit))
        const { read, added, changed, retired, rejected } = made.report
        const detail = { read, added, changed, retired, rejected }
        await audit(trx, by, { action: 'procedure.import', subject: 'procedures', detail })
        return made
      }),
  }
}
