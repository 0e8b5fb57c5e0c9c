import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { ImportReport } from '#contract/mapping'
import { civilDate } from '#core/period'
import { createArea } from './areas.ts'
import { writeAudit } from './audit.ts'
import type { ParseQuestionnaire } from './codes.ts'
import { createCodes } from './codes.ts'
import type { Database } from './database.ts'
import type { Shelf } from './import-row.ts'
import type { Keys } from './keys.ts'
import { createLedger } from './ledger.ts'
import { quarantine } from './quarantine.ts'
import { createRelease } from './release.ts'
import { createResponseWriter } from './response-writer.ts'
import type { Tables } from './tables.ts'
import { createUnit, unitByCode } from './units.ts'

/** What an import needs besides its rows. */
export interface ImportOptions {
  readonly keys: Keys
  readonly parse: ParseQuestionnaire
  /** The unit under which units are made; null where none are. */
  readonly parentId: number | null
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Goes into the audit. */
  readonly actor: string
}

/** Writes an import in slices, each a transaction of its own, so that a server beside it is never kept waiting long. */
export interface ImportWriter {
  /** Runs one slice; what it brought for past days is released in the same transaction. */
  slice(work: (shelf: Shelf) => Promise<void>): Promise<void>
  /** Signs the ledgers of all units that got rows and writes the line of the audit. */
  finish(file: string, counts: Omit<ImportReport, 'issues'>): Promise<void>
}

/** Prepares an import on the writing connection. */
export function createImportWriter(database: Database, options: ImportOptions): ImportWriter {
  const { keys, parse, now, actor } = options
  const ledger = createLedger(database, keys)
  const release = createRelease(database)
  const codes = createCodes(database, parse)
  const writer = createResponseWriter(database, ledger)
  const today = civilDate(now)
  const touched = new Set<number>()

  return {
    slice: (work) =>
      database.transaction(async (trx) => {
        const batch = writer('apart')
        await work({
          ...createShelf(trx, options),
          procedure: codes().procedure,
          write: async (response) => {
            const outcome = await batch.write(response)
            if (outcome === 'conflict') await quarantine(trx, response, { deviceId: null, actor, day: today })
            return outcome
          },
        })
        for (const unitId of await batch.finish()) {
          await release.release(unitId, { kind: 'import' })
          await ledger.checkpoint(unitId, today)
          touched.add(unitId)
        }
      }),
    finish: (file, counts) =>
      database.transaction(async (trx) => {
        for (const unitId of touched) await ledger.sign(unitId, today)
        const at = new Date(now).toISOString()
        await writeAudit(trx, { at, actor, action: 'import', subject: file, detail: { ...counts } })
      }),
  }
}

type Codes = Pick<Shelf, 'unit' | 'area' | 'createUnit' | 'createArea'>

/** Codes as the transaction sees them, each asked for once. */
function createShelf(trx: Transaction<Tables>, { parentId }: ImportOptions): Codes {
  const units = new Map<string, number>()
  const areas = new Map<string, number>()
  const keep = (known: Map<string, number>, code: string, id: number | undefined): number | null => {
    if (id !== undefined) known.set(code, id)
    return id ?? null
  }
  return {
    unit: async (code) => units.get(code) ?? keep(units, code, (await unitByCode(trx, code))?.id),
    area: async (code) => {
      const known = areas.get(code)
      if (known !== undefined) return known
      const found = await sql<{ id: number }>`select id from area where code = ${code}`.execute(trx)
      return keep(areas, code, found.rows[0]?.id)
    },
    createUnit: async (code, label) => {
      const id = await createUnit(trx, { code, name: label, parentId })
      units.set(code, id)
      return id
    },
    createArea: async (code, label) => {
      const words = { vi: label, en: label }
      const id = await createArea(trx, { code, name: words, label: words, groups: [] })
      areas.set(code, id)
      return id
    },
  }
}
