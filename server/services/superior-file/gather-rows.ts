import type { FileScope } from '#contract/files/superior-file'
import type { RowGroup } from '#core/superior-file/file-plan'
import { monthOf } from '#core/time/period'
import type { LedgerPart, LedgerResponse } from '../../store/superior-file/file-rows.ts'

/** Reads the responses of a unit in the order of its ledger. */
export type ReadRows = (file: string, part: LedgerPart) => AsyncIterable<LedgerResponse>

/** All responses that any of the files counts, and the answers of those that the last one counts. */
export interface GatheredRows {
  readonly groups: readonly RowGroup[]
  /** What was answered, each once: criteria with levels, a tab, reasons. */
  readonly answers: readonly string[]
  /** The group of each response of the last file, by its number. */
  readonly groupOf: NumberList
  /** What it answered, by its number. */
  readonly answersOf: NumberList
}

interface RowReading {
  readonly databaseFile: string
  readonly files: readonly FileScope[]
  readonly read: ReadRows
  /** Told now and then how much has been read, 0 to 1. */
  readonly onProgress: (share: number) => void
}

const ROWS_BETWEEN_PROGRESS = 5_000

/** Reads what was counted when the periods were closed: what came later, or waited then, is not of it. */
export async function gatherRows({ databaseFile, files, read, onProgress }: RowReading): Promise<GatheredRows> {
  const groups = createIndex<RowGroup & { count: number }>()
  const answers = createIndex<string>()
  const [groupOf, answersOf] = [createNumberList(), createNumberList()]
  const parts = ledgerParts(files)
  const all = parts.reduce((sum, { size }) => sum + size, 0)
  let looked = 0
  for (const part of parts) {
    const scopes = files.map((file) => scopeIn(file, part.unitId))
    const unit = scopes.findLast((scope) => scope !== null)?.unit ?? ''
    for await (const row of read(databaseFile, part)) {
      looked += 1
      if (looked % ROWS_BETWEEN_PROGRESS === 0) onProgress(looked / all)
      const months = scopes.map((scope) => scope && monthIn(scope, row))
      const first = scopes.find((_, file) => (months[file] ?? null) !== null) ?? null
      if (first === null) continue
      const site = first.sites[row.counterId] ?? ''
      const name = `${unit}\n${months.join()}\n${site}\n${nameOf(row)}`
      const group = groups.numberOf(name, () => ({ key: keyOf(row, unit, site), months, count: 0 }))
      const known = groups.all[group]
      if (known !== undefined) known.count += 1
      if ((months.at(-1) ?? null) === null) continue
      groupOf.push(group)
      const said = `${row.answers}\t${row.reasons}`
      answersOf.push(answers.numberOf(said, () => said))
    }
  }
  return { groups: groups.all, answers: answers.all, groupOf, answersOf }
}

/** Numbers what has the same name, from 0. */
function createIndex<T>() {
  const numbers = new Map<string, number>()
  const all: T[] = []
  return {
    all,
    numberOf: (name: string, make: () => T): number => {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, all.length)
      return all.push(make()) - 1
    },
  }
}

/** Every unit once, up to where any of the files reaches. */
function ledgerParts(files: readonly FileScope[]): readonly LedgerPart[] {
  const sizes = new Map<number, number>()
  for (const { unitId, size } of files.flatMap(({ ledgers }) => ledgers))
    sizes.set(unitId, Math.max(size, sizes.get(unitId) ?? 0))
  return [...sizes].map(([unitId, size]) => ({ unitId, size })).sort((a, b) => a.unitId - b.unitId)
}

interface UnitScope extends Pick<FileScope, 'from' | 'to' | 'auditSize' | 'sites'> {
  readonly unit: string
  readonly size: number
  readonly waiting: ReadonlySet<number>
}

function scopeIn({ ledgers, from, to, auditSize, sites }: FileScope, unitId: number): UnitScope | null {
  const ledger = ledgers.find((each) => each.unitId === unitId)
  if (ledger === undefined) return null
  const { unit, size, waiting } = ledger
  return { from, to, auditSize, sites, unit, size, waiting: new Set(waiting) }
}

/** The month that a response counts for in a file, by what was known at its closing; null: it is not of it. */
function monthIn({ size, waiting, from, to, auditSize }: UnitScope, row: LedgerResponse): string | null {
  if (row.position > size || waiting.has(row.position)) return null
  const day = row.redates.findLast(({ auditId }) => auditId <= auditSize)?.day ?? row.day
  return from <= day && day <= to ? monthOf(day) : null
}

const nameOf = ({ questionnaire, area, channel, stage, procedure, assisted, language }: LedgerResponse): string =>
  `${questionnaire}\n${area}\n${channel}\n${stage}\n${procedure}\n${assisted}\n${language}`

/** In the order of `places`. */
const keyOf = (row: LedgerResponse, unit: string, site: string): RowGroup['key'] => [
  unit,
  row.questionnaire,
  row.area,
  '',
  row.channel,
  row.stage,
  row.procedure,
  site,
  String(row.assisted),
  row.language,
]

/** A list of whole numbers from 0 to 2^32 - 1 that takes four bytes for each, however long it grows. */
interface NumberList {
  push(value: number): void
  at(index: number): number
  readonly length: number
}

function createNumberList(): NumberList {
  let values = new Uint32Array(1_024)
  let length = 0
  return {
    push: (value) => {
      if (length === values.length) {
        const longer = new Uint32Array(values.length * 2)
        longer.set(values)
        values = longer
      }
      values[length] = value
      length += 1
    },
    at: (index) => values[index] ?? 0,
    get length() {
      return length
    },
  }
}
