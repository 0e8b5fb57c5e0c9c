import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import type { DossierFileReply } from '#contract/dossier-files'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type Cell = string | number | Date | null

const send = (office: Office, payload: string | Buffer, { type = 'text/csv', query = '' } = {}) =>
  office.as('minh').call('POST', `/api/dossiers/read${query}`, { payload, headers: { 'content-type': type } })

async function read(
  payload: string | Buffer,
  options: { type?: string; query?: string } = {},
): Promise<DossierFileReply> {
  const reply = await send(await officeOfTest(), payload, options)
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, ''])
  return reply.body as DossierFileReply
}
const sheet = async (rows: Cell[][]) => Buffer.from(await writeXlsx({ sheets: [{ name: 'Báo cáo', rows }] }))

const land = { month: '2026-09', area: 'dat-dai', received: 1460, early: 9, onTime: 1400, late: 5, apologised: 4 }
const civil = { month: '2026-09', area: 'ho-tich', received: 30, early: 0, onTime: 30, late: 0, apologised: null }

describe('a file of counts', () => {
  test('comes as a report has it: titles above, sums below, dots in its numbers', async () => {
    const csv = [
      'TÌNH HÌNH GIẢI QUYẾT HỒ SƠ;;;;;;;',
      'STT;Tháng;Lĩnh vực;Số hồ sơ tiếp nhận;Trả trước hạn;Trả đúng hạn;Trả quá hạn;Đã xin lỗi bằng văn bản',
      '1;Tháng 9/2026;Đất đai;1.460;9;1.400;5;4',
      '2;;Hộ tịch;30;0;30;0;',
      ';;TỔNG CỘNG;1.490;9;1.430;5;4',
      ';;;;;;;',
      ';;Người lập biểu;;;;;',
    ].join('\n')
    expect(await read(csv)).toEqual({ read: 2, sums: 1, counts: [land, civil], issues: [], sheet: null })
  })

  test('comes as a workbook with a header of two rows and the month as a date', async () => {
    const month = new Date(Date.UTC(2026, 8, 1))
    const rows: Cell[][] = [
      ['TT', 'Tháng', 'Lĩnh vực', 'Tiếp nhận', 'Đã trả kết quả', null, null, 'Xin lỗi', 'Tỷ lệ đúng hạn'],
      [null, null, null, null, 'Trước hạn', 'Đúng hạn', 'Quá hạn', null, null],
      [1, month, 'Đất đai', 1460, 9, 1400, 5, 4, 99.6],
      [2, month, 'Hộ tịch', 30, 0, 30, 0, null, 100],
    ]
    const reply = await read(await sheet(rows), { type: XLSX })
    expect(reply).toEqual({ read: 2, sums: 0, counts: [land, civil], issues: [], sheet: 'Báo cáo' })
  })

  test('takes the month that is asked for where it has no column for it, and says so where nobody asks', async () => {
    const csv = 'Lĩnh vực,Trước hạn,Đúng hạn,Quá hạn\nĐất đai,9,1400,5\n'
    const { counts } = await read(csv, { query: '?month=2026-09' })
    expect(counts).toEqual([{ ...land, received: null, apologised: null }])
    expect((await send(await officeOfTest(), csv)).body).toMatchObject({
      code: 'unreadable_file',
      issues: [{ path: 'file', code: 'no_month' }],
    })
  })

  test('gives no counts where a row cannot be taken, and names every such cell', async () => {
    const csv = [
      'Tháng,Lĩnh vực,Tiếp nhận,Trước hạn,Đúng hạn,Quá hạn,Xin lỗi,Đơn vị',
      '2026-09,Đất đai,nhiều,1,2,3,,',
      '2026-13,Đất đai,1,1,2,3,,xa-an',
      '2026-09,Thiên văn,1,1,2,3,,',
      '2026-09,Hộ tịch,1,1,,3,,',
      '2026-09,Hộ tịch,1,1,2,3,4,',
      '2026-09,Xây dựng,1,1,2,3,,Xã khác',
      '2026-09,Chứng thực,1,1,2,3,,',
      '2026-09,chung-thuc,1,1,2,3,,',
    ].join('\n')
    const reply = await read(csv)
    expect(reply.counts).toEqual([])
    expect(reply.issues.map(({ row, column, code, value }) => [row, column, code, value])).toEqual([
      [1, 'Tiếp nhận', 'not_a_count', 'nhiều'],
      [2, 'Tháng', 'unknown_month', '2026-13'],
      [3, 'Lĩnh vực', 'unknown_area', 'Thiên văn'],
      [4, 'onTime', 'required', ''],
      [5, 'apologised', 'more_than_whole', '4'],
      [6, 'Đơn vị', 'other_unit', 'Xã khác'],
      [8, 'Lĩnh vực', 'repeated', 'chung-thuc'],
    ])
  })

  test.each([
    ['without areas', 'Tháng,Tiếp nhận\n2026-09,1\n', 'missing_column'],
    [
      'with two columns of one kind',
      'Lĩnh vực,Hồ sơ quá hạn A,Hồ sơ quá hạn B,Trước hạn,Đúng hạn\na,1,1,1,1\n',
      'ambiguous_column',
    ],
    ['without counts', 'Tháng,Lĩnh vực,Tiếp nhận\n,,\n', 'empty_file'],
  ])('is refused %s', async (_, csv, code) => {
    expect((await send(await officeOfTest(), csv)).body).toMatchObject({ code: 'unreadable_file', issues: [{ code }] })
  })

  test('is stored by nobody, and what it says as any other entry', async () => {
    const office = await officeOfTest()
    const csv = 'Tháng,Lĩnh vực,Tiếp nhận,Trước hạn,Đúng hạn,Quá hạn,Xin lỗi\n09/2026,Đất đai,1460,9,1400,5,4\n'
    const { counts } = (await send(office, csv)).body as DossierFileReply
    const months = async () =>
      (
        (await office.as('minh').get('/api/dossiers?from=2026-09-01&to=2026-09-30')).body as {
          months: { counts: object[] }[]
        }
      ).months[0]!.counts
    expect(await months()).toEqual([])
    expect((await office.as('minh').put('/api/dossiers', { unit: 'xa-an', counts })).status).toBe(200)
    expect(await months()).toMatchObject([{ area: 'dat-dai', received: 1460, early: 9, onTime: 1400, late: 5 }])
  })
})
