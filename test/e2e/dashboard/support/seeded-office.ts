import { tmpdir } from 'node:os'
import { usualHours } from '#core/time/opening-hours'
import { createUnit } from '../../../../server/store/office/units.ts'
import type { Caller } from '../../../support/caller.ts'
import type { Office, OfficeOptions, OfficeTemplate } from '../../../support/office.ts'
import { openOffice } from '../../../support/office.ts'
import { builtProgram } from '../../../support/server-process.ts'
import { seedDevices } from './seed-devices.ts'
import { seedLists } from './seed-lists.ts'
import { seedPeople } from './seed-people.ts'
import { seedFewRatings, seedRatings, seedTwoQuestionnaires, seedTwoYears } from './seed-ratings.ts'
import { addTargets } from './seed-targets.ts'

export const LONG_UNIT = 'Đặc khu Phú Quốc – Trung tâm Phục vụ hành chính công cấp xã'
export const LONG_AREA = 'Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất, tài sản gắn liền với đất'

/**
 * What an office begins with besides its set-up: nothing, targets, a quarter of ratings with targets or few of them, ratings
 * of two years with one questionnaire or two, devices of every kind, people with
 * links and a history, or long lists of areas and procedures.
 */
export type Seed =
  'bare' | 'targets' | 'rated' | 'few' | 'two-years' | 'two-questionnaires' | 'devices' | 'people' | 'lists'

const seeds: Readonly<Record<Seed, (office: Office) => Promise<void>>> = {
  bare: async () => undefined,
  targets: addTargets,
  few: async (office) => {
    await addTargets(office)
    await seedFewRatings(office)
  },
  rated: async (office) => {
    await addTargets(office)
    await seedRatings(office)
  },
  'two-years': seedTwoYears,
  'two-questionnaires': seedTwoQuestionnaires,
  devices: seedDevices,
  people: seedPeople,
  lists: seedLists,
}

/** 17:30 in Vietnam. */
const LAST_BACKUP = '2026-11-19T10:30:04.000Z'

const templates = new Map<Seed, Promise<OfficeTemplate>>()

/** Opens an office of a commune with a unit below it; what it begins with is made once for all tests. */
export async function openSeededOffice(seed: Seed, options: OfficeOptions = {}): Promise<Office> {
  const making = templates.get(seed) ?? makeTemplate(seed)
  templates.set(seed, making)
  return openOffice({ distDir: builtProgram, ...options, template: await making })
}

async function makeTemplate(seed: Seed): Promise<OfficeTemplate> {
  const office = await openOffice()
  await signedInSinceSummer(office)
  await settle(office)
  await seeds[seed](office)
  return office.template()
}

/** Seeds and tests tell of earlier days, on which a session that was begun later is not taken. */
const signedInSinceSummer = (office: Office) =>
  office.stores.database.transaction((trx) =>
    trx
      .updateTable('session')
      .set({ created_at: Date.parse('2026-08-01T08:00:00+07:00') })
      .execute(),
  )

/** The names of a real commune, long ones, and a set-up that is over. */
async function settle(office: Office): Promise<void> {
  await office.stores.database.transaction(async (trx) => {
    const names = { code: 'phu-quoc', name: LONG_UNIT }
    await trx.updateTable('unit').set(names).where('code', '=', 'van-phong').execute()
  })
  const parentId = await office.unitId('phu-quoc')
  const below = { code: 'duong-dong', name: 'Điểm tiếp nhận Dương Đông', parentId }
  await office.stores.database.transaction((trx) => createUnit(trx, below))
  const lan = office.as('lan')
  const answer = (step: string, more: object) => ok(lan, 'put', '/api/setup', { step, ...more })
  await answer('people', { displayName: 'Nguyễn Thị Lan' })
  await answer('hours', usualHours)
  await answer('progress', { state: 'done', at: 7 })
  await answer('backup', { folder: tmpdir() })
  const backup = { folder: tmpdir(), file: 'hai-long-20261119-173004.db', bytes: 37_240_000 }
  await office.stores.backups.record({ ...backup, at: LAST_BACKUP, reason: null, detail: '', ledgerOk: true })
  const name = { vi: LONG_AREA, en: LONG_AREA }
  await ok(lan, 'patch', '/api/areas/bao-tro-xa-hoi', { name })
}

/** Calls what must be taken. @returns the reply's body */
export async function ok(caller: Caller, method: 'post' | 'put' | 'patch' | 'delete', url: string, body?: object) {
  const reply = method === 'delete' ? await caller.delete(url) : await caller[method](url, body)
  if (reply.status >= 300) throw new Error(`${method} ${url}: ${reply.status} ${reply.text}`)
  return reply.body
}
