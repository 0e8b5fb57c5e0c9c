import { beforeEach, describe, expect, test } from 'vitest'
import { writeXlsx } from 'hucre/xlsx'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf, valueOf } from '../../support/tables.ts'

let office: Office
beforeEach(async () => {
  office = await officeOfTest()
})

const find = async (code: string) =>
  (await office.as('lan').get('/api/procedures')).body.procedures.find((each: { code: string }) => each.code === code)

test('are added under their national code, changed, retired and found in every shape', async () => {
  const lan = office.as('lan')
  const made = await lan.post('/api/procedures', {
    ...{ code: '1.012812.000.00.00.H61', area: 'dat-dai', name: 'Hòa giải tranh chấp đất đai', level: 'Cấp Xã' },
  })
  const name = { vi: 'Hòa giải tranh chấp đất đai', en: 'Hòa giải tranh chấp đất đai' }
  expect(made.body).toEqual({ code: '1.012812', area: 'dat-dai', name, level: 'Cấp Xã', retired: false })
  const again = await lan.post('/api/procedures', { code: '1.012812', area: 'dat-dai', name: 'x' })
  expect([again.status, again.body.issues]).toEqual([409, [{ path: 'code', code: 'already_exists' }]])
  await lan.patch('/api/procedures/1.012812.H61', { area: 'khac', retired: true, level: null })
  expect(await find('1.012812')).toMatchObject({ area: 'khac', retired: true, level: null, name })
  const lost = await lan.patch('/api/procedures/1.012812', { area: 'x' })
  expect([lost.status, lost.body.issues]).toEqual([400, [{ path: 'area', code: 'unknown_area' }]])
  expect((await lan.patch('/api/procedures/9.999999', { retired: true })).status).toBe(404)
  expect(rowsOf(office.file, "select action, subject, detail from audit where action like 'procedure%'")).toEqual([
    { action: 'procedure.create', subject: '1.012812', detail: JSON.stringify({ name: name.vi }) },
    {
      ...{ action: 'procedure.change', subject: '1.012812' },
      detail: JSON.stringify({ area: 'khac', level: null, retired: true }),
    },
  ])
})

test('that are retired leave the kiosk, but a tap made before is taken', async () => {
  const kiosk = await office.pairKiosk()
  const codes = async () =>
    (await kiosk.caller.get('/api/kiosk/setup')).body.procedures.map((each: { code: string }) => each.code)
  expect(await codes()).toContain('2.000815')
  const tap = kiosk.tap({ procedure: '2.000815' })
  await office.as('lan').patch('/api/procedures/2.000815', { retired: true })
  expect(await codes()).not.toContain('2.000815')
  expect((await kiosk.send(tap)).receipts[0]?.status).toBe('stored')
})

test('of other areas are not shown to an officer', async () => {
  const officer = await office.person('officer', 'van-phong', { areas: ['dat-dai'] })
  const { procedures } = (await officer.get('/api/procedures')).body
  expect(new Set(procedures.map(({ area }: { area: string }) => area))).toEqual(new Set(['dat-dai']))
  const { areas } = (await officer.get('/api/areas')).body
  expect(areas.map(({ code }: { code: string }) => code)).toEqual(['dat-dai'])
})

describe('a list of the province', () => {
  const csv = 'Mã TTHC,Tên thủ tục,Lĩnh vực\n1.001193,Đăng ký khai sinh (mới),Hộ tịch\n1.012812,Hòa giải,Chưa rõ\n'
  const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const send = (payload: string | Buffer, type = 'text/csv', query = '') =>
    office.as('lan').call('POST', `/api/procedures/import${query}`, { payload, headers: { 'content-type': type } })
  const report = { read: 2, added: 1, changed: 1, unchanged: 0, rejected: 0, retired: 0 }
  const issues = [{ row: 2, column: 'Lĩnh vực', code: 'unknown_area', value: 'Chưa rõ' }]

  test('is tried without a trace, then stored with one line of the audit', async () => {
    const audit = () => valueOf(office.file, 'select count(*) from audit')
    const before = audit()
    expect((await send(csv, 'text/csv; charset=utf-8', '?dryRun=true')).body).toEqual({ ...report, issues })
    expect([await find('1.012812'), audit()]).toEqual([undefined, before])
    expect((await send(csv)).body).toEqual({ ...report, issues })
    expect((await find('1.001193')).name.vi).toBe('Đăng ký khai sinh (mới)')
    const { read, added, changed, retired, rejected } = report
    expect(
      JSON.parse(String(valueOf(office.file, "select detail from audit where action = 'procedure.import'"))),
    ).toEqual({ read, added, changed, retired, rejected })
  })

  test('comes as XLSX too', async () => {
    const rows = csv
      .trim()
      .split('\n')
      .map((line) => line.split(','))
    const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: 'DM', rows }] }))
    expect((await send(bytes, XLSX)).body).toEqual({ ...report, issues, sheet: 'DM' })
  })

  test.each([
    ['text', 'text/plain', 'abc', 415, 'unsupported_media_type'],
    ['JSON', 'application/json', '{}', 415, 'unsupported_media_type'],
    ['a table of other things', 'text/csv', 'a,b\n1,2', 400, 'unreadable_file'],
    ['CSV that says it is XLSX but is neither', XLSX, Buffer.from([0x50, 0x4b, 3, 4]), 400, 'unreadable_file'],
    ['more than 5 MiB', 'text/csv', 'a'.repeat(5 * 1024 * 1024 + 1), 413, 'too_large'],
  ])('is refused when it is %s', async (_, type, payload, status, code) => {
    const reply = await send(payload, type)
    expect([reply.status, reply.body.code]).toEqual([status, code])
  })

  test('is a body for this route alone', async () => {
    const reply = await office
      .as('lan')
      .call('POST', '/api/areas', { payload: csv, headers: { 'content-type': 'text/csv' } })
    expect(reply.status).toBe(415)
  })
})
