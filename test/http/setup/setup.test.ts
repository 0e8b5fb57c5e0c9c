import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { usualHours } from '#core/time/opening-hours'
import type { Caller } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'

let office: Office
let lan: Caller
beforeEach(async () => {
  office = await officeOfTest()
  lan = office.as('lan')
})

const put = (step: string, more: object = {}) => lan.put('/api/setup', { step, ...more })
const setupNow = async () => (await lan.get('/api/setup')).body
const saiGon = {
  administrativeUnit: '26740',
  unitName: 'Phường Sài Gòn',
  name: 'Trung tâm Phục vụ hành chính công phường Sài Gòn',
  useCode: true,
}
const issuesOf = (reply: { body: { issues: unknown } }) => reply.body.issues

describe('a new office', () => {
  test('is proposed one site with one counter, the usual hours and reports, a folder beside the data', async () => {
    const setup = await setupNow()
    expect(setup).toMatchObject({
      unit: { code: 'van-phong' },
      progress: { state: 'new', step: 1 },
      first: true,
      settled: [],
      office: { unitName: 'Bộ phận Một cửa', name: 'Bộ phận Một cửa', administrativeUnit: null },
      places: [{ id: null, name: 'Trụ sở', counters: [{ id: null, name: 'Quầy 1', stage: null, areas: [] }] }],
      hours: { week: usualHours.week, closedDays: [] },
      reports: { periods: ['quarter', '6M', '9M', 'year'], cutOffDay: 14 },
      backup: { folder: null },
      people: { username: 'lan', displayName: '' },
    })
    expect(setup.backup.proposal).toMatch(/hai-long-sao-luu$/)
  })

  test('keeps where it stopped, and is done after the last question', async () => {
    const seen: unknown[] = []
    for (const [step, more] of [
      ['office', saiGon],
      ['places', { sites: (await setupNow()).places }],
      ['progress', { state: 'later', at: 4 }],
      ['progress', { state: 'begun', at: 4 }],
      ['hours', usualHours],
      ['office', saiGon],
      ['people', { displayName: 'Nguyễn Thị Lan' }],
      ['reports', { periods: ['year'], cutOffDay: null, recipients: [] }],
      ['progress', { state: 'later', at: 1 }],
    ] as const) {
      expect((await put(step, more)).status).toBe(200)
      const { state, step: at } = (await lan.get('/api/setup/progress')).body.progress
      seen.push(`${state} ${at}`)
    }
    expect(seen).toEqual([
      'begun 2',
      'begun 3',
      'later 4',
      'begun 4',
      'begun 5',
      'begun 5',
      'done 7',
      'done 7',
      'done 7',
    ])
    const { people, settled } = await setupNow()
    expect(people.displayName).toBe('Nguyễn Thị Lan')
    expect(settled).toEqual(['office', 'places', 'hours', 'reports'])
  })

  test('gets its name and official code, and is the same unit as before', async () => {
    const kiosk = await office.pairKiosk()
    expect((await put('office', saiGon)).body).toMatchObject({
      unit: { code: '26740', name: 'Phường Sài Gòn' },
      office: { name: saiGon.name, administrativeUnit: { label: 'Phường Sài Gòn — Thành phố Hồ Chí Minh' } },
    })
    expect(rowsOf(office.database.file, 'select id from unit where code = ?', '26740')).toEqual([{ id: 1 }])
    const seen = (await kiosk.caller.get('/api/kiosk/setup')).body
    expect(seen.unit).toEqual({ code: '26740', name: saiGon.name })
    expect((await lan.get('/api/satisfaction?unit=van-phong')).body.unit.code).toBe('26740')
    const { units } = (await lan.get('/api/units')).body
    expect(units).toMatchObject([{ code: '26740', name: 'Phường Sài Gòn' }])
  })

  test('keeps the names as the office writes them, whatever the list has', async () => {
    const names = { unitName: 'Phường Hòa Bình', name: 'Trung tâm Phục vụ hành chính công phường Hòa Bình' }
    const listed = { unitName: 'Phường Hoà Bình', name: 'Trung tâm Phục vụ hành chính công phường Hoà Bình' }
    const kiosk = await office.pairKiosk()
    for (const typed of [names, listed, names]) {
      await put('office', { ...saiGon, ...typed })
      const { name } = (await kiosk.caller.get('/api/kiosk/setup')).body.unit
      const [unit] = (await lan.get('/api/units')).body.units
      expect([unit.name, name]).toEqual([typed.unitName, typed.name])
    }
  })

  test('says every change in the audit', async () => {
    await put('office', saiGon)
    await put('hours', usualHours)
    const rows = rowsOf(office.database.file, `select actor, action, subject from audit where action like 'setup.%'`)
    expect(rows).toEqual([
      { actor: 'lan', action: 'setup.office', subject: 'van-phong' },
      { actor: 'lan', action: 'setup.hours', subject: '26740' },
    ])
  })

  test('says a change after the end as such, with what stood there before', async () => {
    await put('office', { ...saiGon, useCode: false })
    await put('people', { displayName: 'Lan' })
    await put('office', { ...saiGon, useCode: false, name: 'Một cửa mới' })
    await put('office', { ...saiGon, useCode: false, name: 'Một cửa mới' })
    const rows = rowsOf(office.database.file, `select detail from audit where action = 'setup.office' order by id`)
    const [first, changed, same] = rows.map(({ detail }) => JSON.parse(String(detail)))
    expect(first).not.toHaveProperty('again')
    expect(changed).toMatchObject({ again: true, 'office.name.old': saiGon.name, 'office.name': 'Một cửa mới' })
    expect(same).not.toHaveProperty('office.name.old')
  })

  test('says what figures depend on in the audit: each target, and the day on which reports close', async () => {
    const plan = { unit: 'van-phong', group: 'chung', operator: '>=', value: 0.85, source: 'KH 01' }
    await put('targets', { targets: [{ ...plan, validFrom: '2026-01-01', validTo: '2026-12-31' }] })
    await put('reports', { periods: ['quarter'], cutOffDay: 14, recipients: [] })
    const rows = rowsOf(office.database.file, 'select action, detail from audit order by id desc limit 3')
    const said = rows.map(({ action, detail }) => [action, JSON.parse(String(detail))])
    expect(said).toMatchObject([
      ['setup.reports', { cutOffDay: 14 }],
      ['setup.targets', {}],
      ['target.create', { group: 'chung', operator: '>=', value: 0.85 }],
    ])
  })
})

describe('an answer that cannot stand', () => {
  const day = (...spans: (readonly [number, number])[]) => spans.map(([opens, closes]) => ({ opens, closes }))
  const week = (first: object) => [first, [], [], [], [], [], []]

  test.each([
    ['office', { ...saiGon, administrativeUnit: '99999' }, 'administrativeUnit', 'unknown_unit'],
    ['office', { ...saiGon, name: ' ' }, 'name', 'too_short'],
    ['hours', { week: week([]), closedDays: [] }, 'week', 'never_open'],
    ['hours', { week: week(day([600, 500])), closedDays: [] }, 'week.0', 'closes_before_opens'],
    ['hours', { week: week(day([420, 690], [600, 900])), closedDays: [] }, 'week.0', 'spans_overlap'],
    ['hours', { week: week(day([420, 690])), closedDays: ['2026-02-30'] }, 'closedDays.0', 'invalid_format'],
    ['reports', { periods: [], cutOffDay: 14, recipients: [] }, 'periods', 'too_few'],
    ['backup', { folder: 'sao-luu' }, 'folder', 'not_absolute'],
    ['places', { sites: [] }, 'sites', 'too_few'],
  ])('to "%s" is refused at its field, and nothing of it stays', async (step, more, path, code) => {
    const before = await setupNow()
    const refused = await put(step, more)
    expect([refused.status, issuesOf(refused)]).toEqual([400, [{ path, code }]])
    expect(await setupNow()).toEqual(before)
  })

  test('leaves a code to the unit that has it', async () => {
    const chief = await office.program('admin', 'tinh')
    expect((await chief.put('/api/setup', { step: 'office', unit: 'xa-an', ...saiGon })).status).toBe(200)
    expect(issuesOf(await put('office', saiGon))).toEqual([{ path: 'useCode', code: 'already_exists' }])
    expect((await put('office', { ...saiGon, useCode: false })).body.unit.code).toBe('van-phong')
  })
})

describe('targets', () => {
  const target = {
    ...{ unit: 'van-phong', group: 'chung', operator: '>=', value: 0.9 },
    ...{
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      document: 'Kế hoạch số 12/KH-UBND',
      sentence: 'từ 90% trở lên',
    },
  }

  test('are stored together and not twice', async () => {
    const both = [target, { ...target, group: 'dat-dai-xay-dung', value: 0.85 }]
    for (let round = 0; round < 2; round += 1) expect((await put('targets', { targets: both })).status).toBe(200)
    expect((await lan.get('/api/targets')).body.targets).toHaveLength(2)
  })

  test('are stored all or none', async () => {
    const refused = await put('targets', { targets: [target, { ...target, group: 'khong-co' }] })
    expect(issuesOf(refused)).toEqual([{ path: 'targets.1.group', code: 'unknown_group' }])
    expect((await lan.get('/api/targets')).body.targets).toEqual([])
  })

  test('may be none', async () => {
    expect((await put('targets', { targets: [] })).body.progress.step).toBe(4)
  })
})

describe('the folder of backups', () => {
  const folderOfTest = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'hailong-backup-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    return folder
  }
  const check = (folder: string, create = false) => lan.post('/api/setup/check-folder', { folder, create })

  test('must be there, be a folder, and lie apart from the data', async () => {
    const folder = folderOfTest()
    writeFileSync(join(folder, 'tep'), '')
    mkdirSync(join(office.folder, 'con'))
    for (const [path, code] of [
      [join(folder, 'chua-co'), 'folder_missing'],
      [join(folder, 'tep'), 'not_a_folder'],
      [office.folder, 'inside_data'],
      [join(office.folder, 'con'), 'inside_data'],
      ['sao-luu', 'not_absolute'],
    ] as const)
      expect(issuesOf(await check(path))).toEqual([{ path: 'folder', code }])
    expect((await check(folder)).body).toMatchObject({ folder, created: false, sameDisk: true })
  })

  test('may not lie among the pages that everybody can open', async () => {
    const pages = join(folderOfTest(), 'dist')
    mkdirSync(join(pages, 'kiosk'), { recursive: true })
    const served = await officeOfTest({ distDir: pages })
    for (const [folder, create] of [
      [join(pages, 'kiosk'), false],
      [join(pages, 'kiosk', 'sao-luu'), true],
    ] as const) {
      const body = { folder, create }
      expect(issuesOf(await served.as('lan').post('/api/setup/check-folder', body))).toEqual([
        { path: 'folder', code: 'inside_served' },
      ])
      const answer = { unit: 'van-phong', step: 'backup', ...body }
      expect(issuesOf(await served.as('lan').put('/api/setup', answer))).toEqual([
        { path: 'folder', code: 'inside_served' },
      ])
    }
  })

  test('is made when asked to, but not inside the data, nor with the folders around it', async () => {
    const folder = folderOfTest()
    expect((await check(join(folder, 'moi'), true)).body).toMatchObject({ created: true })
    expect(issuesOf(await check(join(folder, 'a', 'b'), true))).toEqual([{ path: 'folder', code: 'parent_missing' }])
    expect(issuesOf(await check(join(office.folder, 'moi'), true))).toEqual([{ path: 'folder', code: 'inside_data' }])
    expect(issuesOf(await check(join(office.folder, 'moi')))).toEqual([{ path: 'folder', code: 'folder_missing' }])
    expect((await put('backup', { folder: join(folder, 'moi') })).body.backup.folder).toBe(join(folder, 'moi'))
    expect((await put('backup', { folder: null })).body.backup.folder).toBe(null)
  })

  test('is settled by who looks after the whole installation only', async () => {
    const [chief, below] = [await office.program('admin', 'tinh'), await office.program('admin', 'xa-an')]
    const folder = folderOfTest()
    expect((await chief.put('/api/setup', { step: 'backup', folder })).body.code).toBe('outside_scope')
    expect((await below.post('/api/setup/check-folder', { folder })).body.code).toBe('outside_scope')
    expect((await chief.get('/api/setup')).body.backup).toBe(null)
    expect((await put('backup', { folder })).body.settled).toContain('backup')
    expect((await chief.get('/api/setup')).body.settled).not.toContain('backup')
  })
})
