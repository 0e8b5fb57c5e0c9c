import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { ImportReport } from '#contract/mapping'
import { civilDate } from '#core/time/period'
import { createArea } from '../catalogue/areas.ts'
import { writeAudit } from '../ledger/audit.ts'
import type { ParseQuestionnaire } from '../catalogue/codes.ts'
import { createCodes } from '../catalogue/codes.ts'
import type { Database } from '../engine/database.ts'
import type { Shelf } from './import-row.ts'
import type { Keys } from '../ledger/keys.ts'
import { createLedger } from '../ledger/ledger.ts'
import { quarantine } from '../ratings/quarantine.ts'
import { createRelease } from '../ratings/release.ts'
import { createResponseWriter } from '../ratings/response-writer.ts'
import type { Tables } from '../engine/tables.ts'
import { createUnit, unitByCode } from '../office/units.ts'

/** What an import needs besides its rows. */
export interface ImportOptions {
  readonly keys: Keys
  readonly parse: ParseQuestionnaire
  /** The unit under which units are made; null where none are. */
  readonly parentId: number | null
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Goes into the audit, as all that follows. */
  readonly actor: string
  readonly source: ImportSource
}

/** What an import came from, as the audit tells it. */
export interface ImportSource {
  /** The file's name, without its folders. */
  readonly file: string
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string
  /** Reference of the questionnaire its answers belong to. */
  readonly questionnaire: string
}

/** Writes an import in slices, each a transaction of its own, so that a server beside it is never kept waiting long. */
export interface ImportWriter {
  /**
   * Runs one slice; what it brought for past days is released in the same transaction. The first that stores something
   * for a unit says so in the audit there and then: an import that is broken off leaves no ratings that nobody brought.
   */
  slice(work: (shelf: Shelf) => Promise<void>): Promise<void>
  /** Signs the ledgers of all units that got rows, and closes the import in the audit: for each of them and as a whole. */
  finish(counts: Omit<ImportReport, 'issues'>): Promise<void>
}

/** What a unit got. */
interface Brought {
  readonly stored: number
  readonly channels: ReadonlySet<string>
}

const nothing: Brought = { stored: 0, channels: new Set() }

/** Prepares an import on the writing connection. */
export function createImportWriter(database: Database, options: ImportOptions): ImportWriter {
  const { keys, parse, now, actor, source } = options
  const ledger = createLedger(database, keys)
  const release = createRelease(database)
  const codes = createCodes(database, parse)
  const writer = createResponseWriter(database, ledger)
  const today = civilDate(now)
  const touched = new Map<number, Brought>()
  const entry = { at: new Date(now).toISOString(), actor, subject: source.file }
  const told = ({ channels }: Brought) => ({
    questionnaire: source.questionnaire,
    channels: [...channels].sort().join(' '),
  })

  return {
    slice: async (work) => {
      const brought = new Map<number, Brought>()
      await database.transaction(async (trx) => {
        const batch = writer('apart')
        await work({
          ...createShelf(trx, options),
          procedure: codes().procedure,
          write: async (response) => {
            const outcome = await batch.write(response)
            if (outcome === 'stored') add(brought, response.unitId, one(response.record.channel))
            if (outcome === 'conflict') await quarantine(trx, response, { deviceId: null, actor, day: today })
            return outcome
          },
        })
        for (const unitId of await batch.finish()) {
          await release.release(unitId, { kind: 'import' })
          await ledger.checkpoint(unitId, today)
        }
        for (const [unitId, got] of brought) {
          const detail = { ...told(got), sha256: source.sha256 }
          if (!touched.has(unitId)) await writeAudit(trx, { ...entry, action: 'import.begin', unitId, detail })
        }
      })
      for (const [unitId, got] of brought) add(touched, unitId, got)
    },
    finish: (counts) =>
      database.transaction(async (trx) => {
        for (const [unitId, got] of touched) {
          await ledger.sign(unitId, today)
          const detail = { ...told(got), stored: got.stored }
          await writeAudit(trx, { ...entry, action: 'import.end', unitId, detail })
        }
        await writeAudit(trx, { ...entry, action: 'import', unitId: null, detail: { ...counts } })
      }),
  }
}

const one = (channel: string): Brought => ({ stored: 1, channels: new Set([channel]) })

function add(brought: Map<number, Brought>, unitId: number, more: Brought): void {
  const before = brought.get(unitId) ?? nothing
  const channels = new Set([...before.channels, ...more.channels])
  brought.set(unitId, { stored: before.stored + more.stored, channels })
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
