import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/store/engine/database.ts'
import { createStores } from '../../server/stores.ts'
import { unitByCode } from '../../server/store/office/units.ts'
import { prepareDatabase } from '../../server/databases.ts'
import { filesIn } from '../../server/store/engine/data-files.ts'
import { newResponse } from '../fault/support/client.ts'
import type { Figure } from './report.ts'
import { actingAs } from '../support/actors.ts'

const RESPONSES = 50_000
const DEVICES = 10
const BATCH = 100
const DAY_MS = 86_400_000
/** The rest of a year of one counter would lie in days like these. */
const DAYS = 60

/** Bytes on disk per one-tap response, everything included: facts, ledger, numbering, tallies, free pages. */
export async function measureStorage(): Promise<Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'hailong-bench-'))
  try {
    const { database: path } = filesIn(scratch)
    await prepareDatabase(path)
    const empty = statSync(path).size
    await tapMany(path)
    const bytes = (statSync(path).size - empty) / RESPONSES
    return [{ name: 'bytes a one-tap response, everything included', value: Math.round(bytes), target: '<= 300' }]
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Days pass as they do in an office, each released when it has closed; closing the store folds the log into the file. */
async function tapMany(path: string): Promise<void> {
  const database = openDatabase(path)
  let now = Date.now() - DAYS * DAY_MS
  const fail = (error: unknown): never => {
    throw error
  }
  const stores = await createStores(database, { clock: () => now, release: 'live', onStorageFailure: fail })
  const devices = await pair(stores, now)
  const perDay = RESPONSES / DAYS
  for (let sent = 0; sent < RESPONSES; sent += BATCH) {
    now = Date.now() - (DAYS - Math.floor(sent / perDay)) * DAY_MS
    const device = devices[(sent / BATCH) % DEVICES]
    if (!device) throw new Error('no device')
    const responses = Array.from({ length: BATCH }, (_, index) => {
      const record = newResponse(device.seq++, ((sent + index) % 5) + 1, now)
      return { kind: 'record' as const, record }
    })
    const { receipts } = await stores.intake.accept({ deviceId: device.id, responses })
    if (receipts.some(({ status }) => status !== 'stored')) throw new Error(JSON.stringify(receipts[0]))
  }
  await database.close()
}

async function pair(
  { pairing, database }: Awaited<ReturnType<typeof createStores>>,
  now: number,
): Promise<{ readonly id: number; seq: number }[]> {
  const unit = await unitByCode(database.reads, 'van-phong')
  const by = actingAs('bench', new Date(now).toISOString())
  const devices: { id: number; seq: number }[] = []
  for (let number = 1; number <= DEVICES; number += 1) {
    const code = await pairing.codeFor({ unitId: unit?.id ?? 0, name: `Quầy ${number}` }, now, by)
    const paired = await pairing.pair(code, now)
    if (paired) devices.push({ id: paired.id, seq: 1 })
  }
  return devices
}
