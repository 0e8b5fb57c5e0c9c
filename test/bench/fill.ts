import { mkdirSync } from 'node:fs'
import type { NewResponse } from '../../server/store/ratings/response-writer.ts'
import { openDatabase } from '../../server/store/engine/database.ts'
import { createResponseWriter } from '../../server/store/ratings/response-writer.ts'
import { unitByCode } from '../../server/store/office/units.ts'
import { createStores } from '../../server/stores.ts'
import { prepareDatabase } from '../../server/databases.ts'
import { filesIn } from '../../server/store/engine/data-files.ts'
import { newResponse } from '../fault/support/client.ts'

/** Responses of the commune whose year is asked for; all others belong to other communes. */
export const COMMUNE_YEAR = 20_000
const COMMUNES = 50
const PER_TRANSACTION = 5000
const FIRST_DAY = Date.UTC(2025, 0, 1)
const DAY_MS = 86_400_000
const DAYS = 365

/** What a filled data folder is like. */
export interface Filled {
  readonly responses: number
  /** Code of the commune with COMMUNE_YEAR responses in 2025. */
  readonly commune: string
}

/** Fills a data folder with a year of released responses through the store's own way in, ledger and tallies included. */
export async function fill(dataDir: string, responses: number): Promise<Filled> {
  mkdirSync(dataDir, { recursive: true })
  const files = filesIn(dataDir)
  await prepareDatabase(files.database)
  const database = openDatabase(files.database)
  try {
    const fail = (error: unknown): never => {
      throw error
    }
    const { ledger, release } = await createStores(database, {
      clock: Date.now,
      release: 'daily',
      onStorageFailure: fail,
    })
    const places = await prepareOffices(database)
    const writer = createResponseWriter(database, ledger)
    for (let start = 0; start < responses; start += PER_TRANSACTION)
      await database.transaction(async () => {
        const batch = writer('none')
        const end = Math.min(start + PER_TRANSACTION, responses)
        for (let number = start; number < end; number += 1)
          await batch.write(imported(place(number, responses), places))
        for (const unitId of await batch.finish()) await release.release(unitId, { kind: 'import' })
      })
    return { responses, commune: 'xa-0' }
  } finally {
    await database.close()
  }
}

interface Places {
  readonly units: readonly number[]
  readonly areas: readonly { readonly id: number; readonly code: string }[]
  readonly questionnaireId: number
}

async function prepareOffices({ transaction, reads }: ReturnType<typeof openDatabase>): Promise<Places> {
  const { createUnit } = await import('../../server/store/office/units.ts')
  const province = await unitByCode(reads, 'van-phong')
  const units = await transaction(async (trx) => {
    const ids: number[] = []
    for (let number = 0; number < COMMUNES; number += 1)
      ids.push(await createUnit(trx, { code: `xa-${number}`, name: `Xã ${number}`, parentId: province?.id ?? null }))
    return ids
  })
  const areas = await reads.selectFrom('area').select(['id', 'code']).orderBy('id').execute()
  const asked = await reads
    .selectFrom('questionnaire')
    .select('id')
    .where('code', '=', 'quay-nhanh')
    .executeTakeFirstOrThrow()
  return { units, areas, questionnaireId: asked.id }
}

/** Where the response of a number belongs. */
interface Spot {
  readonly number: number
  readonly commune: number
  /** 0 to 364. */
  readonly day: number
}

/** The first COMMUNE_YEAR go to the first commune, the others to the rest, each in the order of its days. */
function place(number: number, responses: number): Spot {
  if (number < COMMUNE_YEAR) return { number, commune: 0, day: Math.floor((number / COMMUNE_YEAR) * DAYS) }
  const share = ((number - COMMUNE_YEAR) / (responses - COMMUNE_YEAR)) * (COMMUNES - 1)
  return { number, commune: 1 + Math.floor(share), day: Math.floor((share % 1) * DAYS) }
}

function imported({ number, commune, day }: Spot, { units, areas, questionnaireId }: Places): NewResponse {
  const area = areas[number % areas.length]
  const localDate = new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10)
  const { id } = newResponse(1, 1, Date.parse(localDate))
  return {
    unitId: units[commune] ?? 0,
    assignmentId: null,
    areaId: area?.id ?? 0,
    procedureId: 0,
    questionnaireId,
    comment: null,
    dueDay: null,
    record: {
      id,
      assignment: null,
      seq: null,
      counter: 0,
      area: area?.code ?? null,
      procedure: null,
      stage: null,
      channel: 'import',
      questionnaire: 'quay-nhanh@1',
      localDate,
      halfDay: number % 2,
      language: 'vi',
      assisted: false,
      uncertainTime: false,
      dwellBucket: null,
      gapBucket: null,
      reasons: null,
      answers: [['overall', (number % 5) + 1]],
    },
  }
}
