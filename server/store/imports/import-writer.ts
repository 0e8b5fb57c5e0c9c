import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { ImportTotals } from '#contract/mapping'
import { civilDate } from '#core/time/civil-time'
import { createArea } from '../catalogue/areas.ts'
import type { Actor } from '#core/ledger/actor'
import { actingAt } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { ParseQuestionnaire } from '../catalogue/codes.ts'
import { createCodes } from '../catalogue/codes.ts'
import type { Database } from '../engine/database.ts'
import type { ImportContext, ImportTarget, RowTarget } from './import-row.ts'
import { rowTarget } from './import-row.ts'
import type { Keys } from '../ledger/keys.ts'
import { uuidBytes } from '../ledger/keys.ts'
import { createLedger } from '../ledger/ledger.ts'
import { quarantine } from '../ratings/quarantine.ts'
import { createRelease } from '../ratings/release.ts'
import { createResponseWriter } from '../ratings/response-writer.ts'
import { prepareComparison } from '../ratings/stored-content.ts'
import type { Tables } from '../engine/tables.ts'
import { createUnit, unitByCode } from '../office/units.ts'

/** What an import needs besides its rows. */
export interface ImportOptions {
  readonly questionnaire: ImportContext['questionnaire']
  /** The unit under which units are made; null where none are. */
  readonly parentId: number | null
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Goes into the audit, as all that follows. */
  readonly actor: Actor
  readonly source: ImportSource
}

/** What an import came from, as the audit tells it. */
export interface ImportSource {
  /** The file's name, without its folders. */
  readonly file: string
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string
}

/** Writes an import in slices, each a transaction of its own, so that a server beside it is never kept waiting long. */
export interface ImportWriter {
  /**
   * Runs one slice; what it brought for past days is released in the same transaction. The first that stores something
   * for a unit says so in the audit there and then: an import that is broken off leaves no ratings that nobody brought.
   */
  slice(work: (target: RowTarget) => Promise<void>): Promise<void>
  /** Signs the ledgers of all units that got rows, and closes the import in the audit: for each of them and as a whole. */
  finish(counts: ImportTotals): Promise<void>
}

/** What a unit got. */
interface UnitCounts {
  readonly stored: number
  readonly channels: ReadonlySet<string>
}

const nothing: UnitCounts = { stored: 0, channels: new Set() }

export interface ImportWriterParts {
  readonly keys: Keys
  readonly parse: ParseQuestionnaire
}

/** Prepares an import on the writing connection. */
export function createImportWriter(
  database: Database,
  { keys, parse }: ImportWriterParts,
  options: ImportOptions,
): ImportWriter {
  const { questionnaire, now, actor, source } = options
  const ledger = createLedger(database, keys)
  const release = createRelease(database)
  const codes = createCodes(database.statement, parse)
  const writer = createResponseWriter(database, ledger)
  const compareWithStored = prepareComparison(database.statement)
  const today = civilDate(now)
  const touched = new Map<number, UnitCounts>()
  const by = actingAt(actor, now)
  const subject = source.file
  const detailOf = ({ channels }: UnitCounts) => ({
    questionnaire: questionnaire.reference,
    channels: [...channels].sort().join(' '),
  })

  return {
    slice: async (work) => {
      const counts = new Map<number, UnitCounts>()
      await database.transaction(async (trx) => {
        const batch = writer('perResponse')
        const target: ImportTarget = {
          ...codesIn(trx, options),
          procedure: codes().procedure,
          isStored: async (response) => (await compareWithStored(response, uuidBytes(response.record.id))) !== null,
          write: async (response) => {
            const outcome = await batch.write(response)
            if (outcome === 'stored') add(counts, response.unitId, one(response.record.channel))
            if (outcome === 'conflict') await quarantine(trx, response, { deviceId: null, actor, day: today })
            return outcome
          },
        }
        await work(rowTarget(target, { keys, questionnaire, now }))
        for (const unitId of await batch.finish()) {
          await release.release(unitId, { kind: 'import' })
          await ledger.checkpoint(unitId, today)
        }
        for (const [unitId, got] of counts) {
          const detail = { ...detailOf(got), sha256: source.sha256 }
          if (!touched.has(unitId)) await audit(trx, by, { action: 'import.begin', subject, unitId, detail })
        }
      })
      for (const [unitId, got] of counts) add(touched, unitId, got)
    },
    finish: (totals) =>
      database.transaction(async (trx) => {
        for (const [unitId, got] of touched) {
          await ledger.sign(unitId, today)
          const detail = { ...detailOf(got), stored: got.stored }
          await audit(trx, by, { action: 'import.end', subject, unitId, detail })
        }
        await audit(trx, by, { action: 'import', subject, unitId: null, detail: { ...totals } })
      }),
  }
}

const one = (channel: string): UnitCounts => ({ stored: 1, channels: new Set([channel]) })

function add(counts: Map<number, UnitCounts>, unitId: number, more: UnitCounts): void {
  const before = counts.get(unitId) ?? nothing
  const channels = new Set([...before.channels, ...more.channels])
  counts.set(unitId, { stored: before.stored + more.stored, channels })
}

type ImportCodes = Pick<ImportTarget, 'unit' | 'area' | 'createUnit' | 'createArea'>

/** Codes as the transaction sees them, each asked for once. */
function codesIn(trx: Transaction<Tables>, { parentId }: ImportOptions): ImportCodes {
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
