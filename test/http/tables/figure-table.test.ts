import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FigureTableReply } from '#contract/tables'
import { cellText } from '#core/tables/cell-text'
import { ensureSite } from '../../../server/store/office/sites.ts'
import type { Caller } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office
let manager: Caller

const levels = (satisfied: number, answered: number): number[] =>
  Array.from({ length: answered }, (_, at) => (at < satisfied ? 5 : 2))

/** October by area, and September. */
const now = { 'ho-tich': [40, 44], 'dat-dai': [30, 40], 'xay-dung': [9, 12], 'chung-thuc': [95, 100], 'cu-tru': [11, 12], 'nong-nghiep': [3, 3] } as const // prettier-ignore
const before = { 'ho-tich': [28, 35], 'dat-dai': [20, 40], 'van-hoa': [4, 6] } as const

beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const first = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 1', stage: 'result' })
  const second = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 2', stage: 'submit' })
  for (const [area, [satisfied, answered]] of Object.entries(now))
    await (area === 'ho-tich' ? second : first).rate(levels(satisfied, answered), {
      area,
      answeredAt: '2026-10-10T09:00:00+07:00',
      stage: area === 'ho-tich' ? 'submit' : 'result',
    })
  for (const [area, [satisfied, answered]] of Object.entries(before))
    await first.rate(levels(satisfied, answered), { area, answeredAt: '2026-09-10T09:00:00+07:00' })
  manager = await office.person('manager', 'xa-an')
  await inSite(office)
  const target = { unit: 'xa-an', operator: '>=', validFrom: '2026-01-01', validTo: '2026-12-31', source: 'KH 01' }
  for (const [group, value] of [
    ['chung', 0.9],
    ['dat-dai-xay-dung', 0.85],
  ] as const)
    // prettier-ignore
    expect((await manager.post('/api/targets', { ...target, group, value })).status).toBe(200)
})
afterAll(() => office.close())

/** The first of the counters stands at a reception point. */
async function inSite({ database, unitId }: Office): Promise<void> {
  const id = await unitId('xa-an')
  await database.transaction(async (trx) => {
    const siteId = await ensureSite(trx, { unitId: id, name: 'Trụ sở', address: '' })
    await trx
      .updateTable('counter')
      .set({ site_id: siteId })
      .where('name', '=', 'Quầy 1')
      .where('unit_id', '=', id)
      .execute()
  })
}

async function tableOf(query: string): Promise<FigureTableReply['table']> {
  const reply = await manager.get(`/api/tables/figures?${query}`)
  if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`)
  return (reply.body as FigureTableReply).table
}
const linesOf = ({ rows }: FigureTableReply['table']) => rows.map(({ cells }) => cells.map(cellText).join(' | '))

describe('Bảng 2', () => {
  test('has all areas, đất đai – xây dựng with its areas, then the others; small ones are one row', async () => {
    const table = await tableOf('period=2026-10')
    expect(table.title).toBe('Bảng 2. Theo lĩnh vực, so với chỉ tiêu')
    expect(table.columns.map(({ label }) => label).join(' | ')).toBe(
      'TT | Lĩnh vực | Số lượt | Rất không hài lòng | Không hài lòng | Bình thường | Hài lòng | Rất hài lòng | ' +
        'Hài lòng + Rất hài lòng | Tỷ lệ hài lòng (%) | Khoảng tin cậy 95% | Chỉ tiêu | Đánh giá | Kỳ trước (%)',
    )
    expect(linesOf(table).map((line) => line.replace(/ \d\d,\d\d–\d\d,\d\d /, ' … '))).toEqual([
      'A | Tất cả lĩnh vực | 211 | 0 | 23 | 0 | 0 | 188 | 188 | 89,10 | … | ≥ 90% | – | 64,20',
      'B | Đất đai, xây dựng | 52 | 0 | 13 | 0 | 0 | 39 | 39 | 75,00 | … | ≥ 85% | – | 50,00',
      'B.1 | Đất đai | 40 | 0 | 10 | 0 | 0 | 30 | 30 | 75,00 | … | ≥ 85% | – | 50,00',
      'B.2 | Xây dựng | 12 | 0 | 3 | 0 | 0 | 9 | 9 | 75,00 | … | ≥ 85% | – | –',
      'C.1 | Chứng thực | 100 | 0 | 5 | 0 | 0 | 95 | 95 | 95,00 | … | ≥ 90% | – | –',
      'C.2 | Hộ tịch | 44 | 0 | 4 | 0 | 0 | 40 | 40 | 90,91 | … | ≥ 90% | – | 80,00',
      'C.3 | Lĩnh vực khác (Cư trú, Nông nghiệp) | 15 | 0 | 1 | 0 | 0 | 14 | 14 | 93,33 | … | – | – | –',
      ' | Có chọn mức (B + C, bằng A) | 211 | 0 | 23 | 0 | 0 | 188 | 188 |  |  |  |  | ',
    ])
    expect(table.notes).toEqual([
      'Số lượt: lượt có chọn mức hài lòng. Tỷ lệ hài lòng = (Hài lòng + Rất hài lòng) / số lượt.',
      'Chỉ tiêu ≥ 90%: KH 01.',
      'Kỳ trước: tháng 9 năm 2026.',
    ])
  })

  test('says of a quarter how it stands to the target', async () => {
    const judged = (await tableOf('from=2026-09-01&to=2026-11-30')).rows.map(({ cells }) => cells.at(-2))
    expect(judged[0]).toEqual({ kind: 'text', text: 'Chưa đủ ngày' })
    expect(judged.at(-1)).toEqual({ kind: 'text', text: '' })
  })

  test.each([
    ['stage', 'Khâu', ['A | Tất cả | 211', '1 | Nộp hồ sơ | 44', '2 | Nhận kết quả | 167']],
    ['site', 'Điểm tiếp nhận', ['A | Tất cả | 211', '1 | Trụ sở | 167', '2 | Không ghi điểm tiếp nhận | 44']],
    [
      'answeredBy',
      'Phòng, cơ quan giải quyết',
      [
        'A | Tất cả | 211',
        '1 | Văn phòng HĐND và UBND | 144',
        '2 | Phòng Kinh tế (Kinh tế, Hạ tầng và Đô thị) | 15',
        '3 | Công an cấp xã | 12',
        '4 | Chưa ghi cơ quan giải quyết | 40',
      ],
    ],
  ])('stands again by %s', async (by, head, rows) => {
    const table = await tableOf(`period=2026-10&by=${by}`)
    expect(table.columns[1]?.label).toBe(head)
    expect(linesOf(table).map((line) => line.split(' | ').slice(0, 3).join(' | '))).toEqual(rows)
  })
})
