import type { SuperiorFileJob } from '#contract/files/superior-file'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openXlsx } from '../../../server/files/xlsx/source.ts'
import { uploadLimits } from '../../../server/files/xlsx/guard.ts'
import { redateRatings } from '../../../server/store/clock/redate.ts'
import { actingAs } from '../../support/actors.ts'
import type { Kiosk, TapFields } from '../../support/kiosk.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'
import { buildWorker } from '../exports/built-worker.ts'

let worker: Awaited<ReturnType<typeof buildWorker>>
let office: Office
let kiosk: Kiosk

const days = ['2026-07-08', '2026-08-12', '2026-09-16'] as const
/** How many rate what in each of the three months. */
const groups: readonly (readonly [number, TapFields])[] = [
  [12, { area: 'ho-tich', stage: 'result' }],
  [7, { area: 'dat-dai', stage: 'result', level: 2 }],
  [6, { area: 'dat-dai', stage: 'submit' }],
  [3, { area: 'ho-tich', stage: 'result', language: 'en' }],
  [2, { area: 'chung-thuc', stage: 'submit', level: 5 }],
  [2, { area: 'moi-truong', stage: 'result', level: 1 }],
  [1, { area: 'cu-tru', stage: 'inquiry' }],
]
const PER_MONTH = 33

beforeAll(async () => {
  worker = await buildWorker()
  office = await openOffice({ release: 'live', distDir: worker.distDir })
  office.clock.moveTo(`${days[0]}T09:00:00+07:00`)
  kiosk = await office.pairKiosk({ counter: 'Quầy 1' })
  for (const day of days) {
    office.clock.moveTo(`${day}T09:00:00+07:00`)
    const taps = groups.flatMap(([count, fields]) =>
      Array.from({ length: count }, () => kiosk.tap({ level: 4, ...fields })),
    )
    await kiosk.send(...taps)
  }
  office.clock.moveTo('2026-11-20T09:00:00+07:00')
}, 60_000)
afterAll(async () => {
  await office.close()
  worker.remove()
})

const close = async (period: string, reason?: string): Promise<void> => {
  const body = { period, ...(reason === undefined ? {} : { reason }) }
  expect((await office.as('lan').post('/api/editions', body)).status).toBe(200)
}

/** The whole way of a file: begun, waited for, fetched. */
async function fileOf(body: object): Promise<{ bytes: Buffer; job: SuperiorFileJob }> {
  const begun = await office.as('lan').post('/api/exports/superior', body)
  expect(begun.status).toBe(200)
  const url = `/api/exports/superior/${begun.body.id}`
  let job: SuperiorFileJob = begun.body
  while (job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 20))
    job = (await office.as('lan').get(url)).body
  }
  expect(job.state).toBe('done')
  if (job.fileName === null) return { bytes: Buffer.alloc(0), job }
  const cookie = `hl_session=${await office.token('lan')}`
  const reply = await office.app.inject({ url: `${url}/file`, headers: { cookie } })
  expect(reply.statusCode).toBe(200)
  expect(reply.headers['content-disposition']).toBe(`attachment; filename="${job.fileName}"`)
  await office.as('lan').delete(url)
  expect((await office.as('lan').get(url)).status).toBe(404)
  return { bytes: reply.rawPayload, job }
}

/** Rows of a CSV without commas in its quoted cells, by their heads. */
function rowsIn(bytes: Buffer): Record<string, string>[] {
  const lines = bytes.toString().replace('\uFEFF', '').split('\r\n').slice(0, -1)
  const cells = lines.map((line) => [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell]) => cell ?? ''))
  const [heads = [], ...rows] = cells
  return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? ''])))
}

const said = [
  'Mã đơn vị',
  'Tháng',
  'Lĩnh vực',
  'Khâu',
  'Kênh',
  'Ngôn ngữ',
  'Được hỗ trợ',
  'Mã thủ tục',
  'Điểm tiếp nhận',
]
const combination = (row: Record<string, string>): string => said.map((head) => row[head]).join('|')

function countsIn(rows: readonly Record<string, string>[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(combination(row), (counts.get(combination(row)) ?? 0) + 1)
  return counts
}

test('is refused while the period is not closed', async () => {
  const reply = await office.as('lan').post('/api/exports/superior', { period: '2026-Q3', format: 'xlsx' })
  expect([reply.status, reply.body.code]).toEqual([404, 'no_edition'])
})

test('of a month and of its quarter hold no combination of fewer than five, nor does their difference', async () => {
  await close('2026-08')
  const month = await fileOf({ period: '2026-08', format: 'csv' })
  const ofMonth = rowsIn(month.bytes)
  expect([...countsIn(ofMonth).values()].every((count) => count >= 5)).toBe(true)
  expect(month.job.summary).toMatchObject({ rows: ofMonth.length, leftOut: PER_MONTH - ofMonth.length })
  // 12 and 7 and 6 as they are, 3 without their language, of which with 2 + 2 + 1 others 8 become another area.
  expect(countsIn(ofMonth).get('van-phong|2026-08|Hộ tịch|Nhận kết quả|Thiết bị tại quầy|Tiếng Việt|Không||')).toBe(12)
  expect(ofMonth.filter((row) => row['Lĩnh vực'] === 'Lĩnh vực khác')).toHaveLength(8)

  await close('2026-Q3')
  const quarter = await fileOf({ period: '2026-Q3', format: 'csv' })
  const ofQuarter = rowsIn(quarter.bytes)
  const counts = countsIn(ofQuarter)
  expect([...counts.values()].every((count) => count >= 5)).toBe(true)
  for (const [text, count] of countsIn(ofMonth)) {
    const rest = (counts.get(text) ?? 0) - count
    expect(rest === 0 || rest >= 5).toBe(true)
  }
  expect(quarter.job.summary?.leftOut).toBe(3 * PER_MONTH - ofQuarter.length)
  // A code tells nothing of the same person in two files.
  const codes = new Set(ofMonth.map((row) => row['Mã phiếu']))
  expect(codes.size).toBe(ofMonth.length)
  expect(ofQuarter.some((row) => codes.has(row['Mã phiếu'] ?? ''))).toBe(false)
})

const sheetsOf = async (bytes: Buffer, sheet: string): Promise<string[][]> => {
  const options = { limits: uploadLimits, sheet, readsAsTime: () => false, score: () => 1 }
  const rows: string[][] = []
  for await (const batch of (await openXlsx('the file', bytes, options)).rows())
    rows.push(...batch.map(({ cells }) => (cells ?? []).map(({ text }) => text)))
  return rows
}

test('holds seven sheets, which agree with each other, and proves where it comes from', async () => {
  const { bytes, job } = await fileOf({ period: '2026-Q3', format: 'xlsx' })
  expect(job.fileName).toBe('khao-sat-hai-long_van-phong_2026-Q3.xlsx')
  const csv = await fileOf({ period: '2026-Q3', format: 'csv' })
  const rows = rowsIn(csv.bytes)

  const [heads = [], codes = [], ...answers] = await sheetsOf(bytes, '1_Phieu')
  expect(heads.slice(0, 6)).toEqual(['STT', 'Mã phiếu', 'Mã tỉnh', 'Tên tỉnh', 'Mã đơn vị', 'Tên đơn vị'])
  expect(codes.slice(0, 2)).toEqual(['stt', 'ma_phieu'])
  expect(answers.map((row) => row[1])).toEqual(rows.map((row) => row['Mã phiếu']))

  const source = new Map((await sheetsOf(bytes, '7_Nguon')).map(([what = '', value = '']) => [what, value]))
  expect(Number(source.get('Số dòng ở 1_Phieu'))).toBe(rows.length)
  expect(Number(source.get('Không hài lòng'))).toBe(rows.filter((row) => row['Mức hài lòng chung'] === '2').length)
  expect(source.get('SHA-256 của 1_Phieu dạng CSV')).toBe(createHash('sha256').update(csv.bytes).digest('hex'))
  const { editions } = (await office.as('lan').get('/api/editions?period=2026-Q3')).body
  expect(source.get('Mã kiểm tra của sổ ghi')).toBe(editions[0].checkCode)
  expect(source.get('Mã băm của bản chốt (SHA-256)')).toBe(editions[0].hash)
  expect(source.get('Chữ ký (Ed25519)')).toMatch(/^[\w+/]{86}==$/)

  const areas = await sheetsOf(bytes, '2_Linh_vuc')
  const all = areas.find(([number]) => number === 'A')
  expect(Number(all?.[2])).toBe(rows.filter((row) => row['Mức hài lòng chung'] !== '').length)
  expect((await sheetsOf(bytes, '3_Tieu_chi')).flat().join()).toContain('không có số liệu')
  expect((await sheetsOf(bytes, '4_Nhan_khau')).flat().join()).toContain('không có đợt khảo sát')
  expect((await sheetsOf(bytes, '5_Tien_do'))[0]).toContain('Còn thiếu')
  expect((await sheetsOf(bytes, '6_Tu_dien')).flat()).toContain('Rất không hài lòng')
})

test('made again is the same, whatever came or was changed after the closing', async () => {
  const before = [
    await fileOf({ period: '2026-Q3', format: 'xlsx' }),
    await fileOf({ period: '2026-08', format: 'csv' }),
  ]
  await kiosk.send(kiosk.tap({ level: 1, area: 'moi-truong', answeredAt: '2026-08-12T09:30:00+07:00' }))
  const order = {
    unitId: await office.unitId('van-phong'),
    from: days[1],
    to: days[1],
    halfDay: null,
    day: '2026-08-13',
  }
  await redateRatings(office.database, { ...order, reason: 'Thử' }, actingAs('test'))
  await office.as('lan').patch('/api/areas/ho-tich', { name: { vi: 'Hộ tịch, quốc tịch', en: 'Civil status' } })
  const after = [
    await fileOf({ period: '2026-Q3', format: 'xlsx' }),
    await fileOf({ period: '2026-08', format: 'csv' }),
  ]
  for (const [at, { bytes }] of before.entries()) expect(after[at]?.bytes.equals(bytes)).toBe(true)
})

test('of an amendment tells nobody who came late', async () => {
  const first = rowsIn((await fileOf({ period: '2026-08', format: 'csv' })).bytes)
  await close('2026-08', 'Có lượt đến muộn')
  const second = rowsIn((await fileOf({ period: '2026-08', format: 'csv' })).bytes)
  const counts = countsIn(second)
  for (const [text, count] of countsIn(first)) {
    const change = Math.abs((counts.get(text) ?? 0) - count)
    expect(change === 0 || change >= 5).toBe(true)
  }
})

test('says beforehand what would be in it, and puts down only what leaves', async () => {
  const lines = async (): Promise<number> =>
    (await office.as('lan').get('/api/audit?action=export.superior')).body.entries.length
  await close('2026-09')
  const before = await lines()
  const { job } = await fileOf({ period: '2026-09', format: 'summary' })
  expect(job).toMatchObject({ fileName: null, summary: { rows: expect.any(Number) } })
  expect((job.summary?.rows ?? 0) + (job.summary?.leftOut ?? 0)).toBe(PER_MONTH)
  expect(await lines()).toBe(before)
  await fileOf({ period: '2026-09', format: 'csv' })
  expect(await lines()).toBe(before + 1)
})

test('takes the columns of a template: what is not known here stays empty', async () => {
  const header = 'MaPhieu\tThang\tLinhVuc\tMuc\tGhiChu'
  const saved = await office.as('lan').post('/api/exports/templates', { name: 'Mẫu của tỉnh', header })
  expect(saved.body.columns.map(({ fills }: { fills: string | null }) => fills)).toEqual([
    ...['ma_phieu', 'thang', 'linh_vuc', 'muc'],
    null,
  ])
  const own = rowsIn((await fileOf({ period: '2026-Q3', format: 'csv', template: saved.body.id })).bytes)
  expect(Object.keys(own[0] ?? {})).toEqual(header.split('\t'))
  expect(own.every((row) => row['GhiChu'] === '')).toBe(true)
  const file = Buffer.from('Báo cáo\r\nMã phiếu;Lĩnh vực;Giới tính\r\n').toString('base64')
  const fromFile = await office.as('lan').post('/api/exports/templates', { name: 'Từ tệp', file })
  expect(fromFile.body.columns).toHaveLength(3)
  const shipped = rowsIn((await fileOf({ period: '2026-Q3', format: 'csv', template: 'phu-luong' })).bytes)
  expect(Object.keys(shipped[0] ?? {}).join()).toBe(
    'MaPhieu,ThoiGianGui,LinhVuc,q_1,q_2,q_3,q_4,q_5,q_6,q_7,q_8,q_9,GioiTinh,DoTuoi,TrinhDo',
  )
  const unknown = await office.as('lan').post('/api/exports/templates', { name: 'Sai', header: 'A\tB' })
  expect(unknown.body.issues).toEqual([{ path: 'header', code: 'no_known_column' }])
})

test('can be ended while it is made', async () => {
  const begun = await office.as('lan').post('/api/exports/superior', { period: '2026-Q3', format: 'xlsx' })
  expect((await office.as('lan').delete(`/api/exports/superior/${begun.body.id}`)).status).toBe(204)
  expect((await office.as('lan').get(`/api/exports/superior/${begun.body.id}`)).status).toBe(404)
})
