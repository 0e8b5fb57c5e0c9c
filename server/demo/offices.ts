import { civilTimeOn } from '#core/time/civil-time'
import type { Stage } from '#core/questions/questionnaire'
import { KIOSK_FORM } from '#core/questions/questionnaire-rules'
import { addDays } from '#core/time/period'
import { hashPassword } from '../services/people/passwords.ts'
import type { Database } from '../store/engine/database.ts'
import { createAccount } from '../store/people/credentials.ts'
import { writeSettings } from '../store/office/settings.ts'
import { createUnit, firstUnit, renameUnit, unitByCode } from '../store/office/units.ts'
import type { Stores } from '../stores.ts'
import type { DemoCommune } from './places.ts'
import { communes, counters, DEMO_PASSWORD, officerAreas, people, province, provinceCounters } from './places.ts'
import { answerSetup, officeSettings } from './setup.ts'

/** A paired kiosk that hands out its own sequence numbers. */
export interface DemoKiosk {
  readonly deviceId: number
  readonly token: string
  readonly assignmentId: number
  readonly counterId: number
  readonly counter: string
  readonly stage: Stage | null
  readonly areas: readonly string[]
  nextSeq(): number
  lastSeq(): number
}

/** A commune as it stands in the database, with the ids its ratings are stored under. */
export interface DemoOffice {
  readonly commune: DemoCommune
  readonly unitId: number
  readonly kiosks: readonly DemoKiosk[]
  readonly areaIds: ReadonlyMap<string, number>
  readonly procedures: ReadonlyMap<string, readonly { readonly id: number; readonly code: string }[]>
  readonly questionnaire: { readonly id: number; readonly reference: string }
}

/** The day on which the demonstration begins, and the one on which it is looked at. */
export interface DemoTime {
  readonly from: string
  readonly today: string
}

/** The day before the first rating: by then the offices are set up and their kiosks are paired. */
const openingOf = (from: string): string => civilTimeOn(addDays(from, -1), '08:00:00')

/** Who sets the offices up, and when. */
const by = (from: string) => ({ actor: { kind: 'server', name: 'demo' } as const, at: openingOf(from) })

/** Fills an empty database with the province, its people, targets, counters and kiosks. */
export async function createOffices(
  database: Database,
  stores: Stores,
  time: DemoTime,
): Promise<readonly DemoOffice[]> {
  const unitIds = await createUnits(database)
  await writeAccounts(database, unitIds)
  await addSettings(database, stores, time)
  const root = unitIds.get(province.code)
  if (root !== undefined) for (const target of targetsOf(time)) await stores.targets.create(root, target, by(time.from))
  const shared = await sharedIds(stores)
  const offices: DemoOffice[] = []
  for (const commune of communes) {
    const unitId = unitIds.get(commune.code)
    if (unitId === undefined) throw new Error(`no unit was made for ${commune.code}`)
    const kiosks: DemoKiosk[] = []
    for (const counter of counters) kiosks.push(await pair(stores, { ...counter, unitId, ...shared, time }))
    offices.push({ commune, unitId, kiosks, ...shared })
  }
  return offices
}

async function createUnits({ reads, transaction }: Database): Promise<ReadonlyMap<string, number>> {
  const root = await firstUnit(reads)
  if (root === null) throw new Error('the database has no unit')
  return transaction(async (trx) => {
    await renameUnit(trx, root.id, province)
    await writeSettings(trx, root.id, officeSettings(province))
    const ids = new Map<string, number>([[province.code, root.id]])
    for (const { code, name } of communes) {
      const id = await createUnit(trx, { code, name, parentId: root.id })
      await writeSettings(trx, id, officeSettings({ code, name }))
      ids.set(code, id)
    }
    return ids
  })
}

/** Each office has answered its set-up. */
async function addSettings({ reads }: Database, stores: Stores, { from, today }: DemoTime): Promise<void> {
  const offices = [
    { code: province.code, counters: provinceCounters },
    ...communes.map(({ code }) => ({ code, counters })),
  ]
  for (const { code, counters: own } of offices) {
    const unit = await unitByCode(reads, code)
    if (unit === null) throw new Error(`no unit was made for ${code}`)
    await answerSetup(stores, { unit, counters: own, year: today.slice(0, 4), by: by(from) })
  }
}

async function writeAccounts({ reads, transaction }: Database, unitIds: ReadonlyMap<string, number>): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const areas = await reads.selectFrom('area').select(['id', 'code']).execute()
  const own = areas.filter(({ code }) => officerAreas.some((area) => area === code)).map(({ id }) => id)
  await transaction(async (trx) => {
    for (const { username, role, unit, name } of people) {
      const account = { username, passwordHash, role, unitId: unitIds.get(unit) ?? 0, mustChange: false }
      await createAccount(trx, { ...account, displayName: name, areaIds: role === 'officer' ? own : [] })
    }
  })
}

/** Two yearly plans, the later one asking for more, as the plans of real communes do. */
function targetsOf({ from, today }: DemoTime) {
  const [before, now] = [from.slice(0, 4), today.slice(0, 4)]
  const plan = (year: string, all: number, land: number) =>
    (
      [
        ['chung', all, `mức độ hài lòng về giải quyết thủ tục hành chính đạt tối thiểu ${all}%`],
        ['dat-dai-xay-dung', land, `trong đó lĩnh vực đất đai, xây dựng đạt tối thiểu ${land}%`],
      ] as const
    ).map(([group, percent, sentence]) => ({
      unit: province.code,
      group,
      operator: '>=' as const,
      value: percent / 100,
      sentence,
      validFrom: `${year}-01-01`,
      validTo: `${year}-12-31`,
      document: `Kế hoạch cải cách hành chính năm ${year} (dữ liệu mẫu)`,
    }))
  return before === now ? plan(now, 90, 85) : [...plan(before, 85, 80), ...plan(now, 90, 85)]
}

async function sharedIds(stores: Stores): Promise<Omit<DemoOffice, 'commune' | 'unitId' | 'kiosks'>> {
  const areas = (await stores.areas.inUse()).filter(({ offered }) => offered)
  const procedures = await stores.procedures.all()
  const questionnaire = (await stores.questionnaires.all()).find(({ reference }) =>
    reference.startsWith(`${KIOSK_FORM}@`),
  )
  if (questionnaire === undefined) throw new Error('the questionnaire of kiosks is not there')
  return {
    areaIds: new Map(areas.map(({ code, id }) => [code, id])),
    procedures: new Map(areas.map(({ code }) => [code, procedures.filter(({ area }) => area === code)])),
    questionnaire,
  }
}

interface NewKiosk {
  readonly unitId: number
  readonly name: string
  readonly stage: Stage | null
  readonly areas: readonly string[]
  readonly areaIds: ReadonlyMap<string, number>
  readonly time: DemoTime
}

async function pair({ pairing, devices }: Stores, counter: NewKiosk): Promise<DemoKiosk> {
  const { unitId, name, stage, areas, time } = counter
  const at = Date.parse(openingOf(time.from))
  const areaIds = areas.flatMap((code) => counter.areaIds.get(code) ?? [])
  const code = await pairing.codeFor({ unitId, name, stage, areaIds }, at, by(time.from))
  const paired = await pairing.pair(code, at)
  if (paired === null) throw new Error(`the kiosk of ${name} could not be paired`)
  const { id: assignmentId, counterId } = await devices.assignment(paired.id)
  let seq = 0
  return {
    deviceId: paired.id,
    token: paired.token,
    assignmentId,
    counterId,
    counter: name,
    stage,
    areas,
    nextSeq: () => (seq += 1),
    lastSeq: () => seq,
  }
}
