import { readFileSync } from 'node:fs'
import { beforeEach, afterEach, describe, expect, test } from 'vitest'
import { writeXlsx } from 'hucre/xlsx'
import type { ProcedureReport } from '#contract/procedures'
import { guardXlsx, uploadLimits } from '../../../server/files/xlsx/guard.ts'
import { allProcedures } from '../../../server/store/catalogue/procedures.ts'
import { CommandError, UsageError } from '../../../server/cli/args.ts'
import { proceduresCommand } from '../../../server/cli/imports/procedures.ts'
import type { Office } from './office.ts'
import { enterOffice } from './office.ts'

let office: Office
beforeEach(() => {
  office = enterOffice()
})
afterEach(() => office.leave())

const take = async (content: string | Buffer, ...words: string[]): Promise<ProcedureReport> => {
  const file = office.write('danh-muc', content)
  const { out } = await office.run(proceduresCommand, 'import', file, '--json', ...words)
  return JSON.parse(out[0] ?? '')
}
const stored = (...codes: string[]) =>
  office.open(async ({ reads }) =>
    (await allProcedures(reads))
      .filter(({ code }) => codes.length === 0 || codes.includes(code))
      .map(({ code, area, name, level, retired }) => [code, area, name.vi, level, retired]),
  )
const counts = ({ issues, ...rest }: ProcedureReport) => [Object.values(rest).join(' '), issues.map(({ code }) => code)]

/** As lists of provinces come: a title, a header in capitals with line breaks, codes in their long shape. */
const list = [
  'DANH MỤC THỦ TỤC HÀNH CHÍNH;;;;',
  '(Kèm theo Quyết định số 12/QĐ-UBND);;;;',
  'STT;MÃ SỐ TTHC;"TÊN THỦ TỤC\nHÀNH CHÍNH";LĨNH VỰC;CẤP THỰC HIỆN',
  '1;1.001193.000.00.00.H61;Đăng ký khai sinh;Hộ tịch;Cấp Xã',
  '2;1.012812;"Hòa giải tranh chấp đất đai";Lĩnh vực đất đai;Cấp Xã',
  '3;1.014034.H61;Đăng ký thành lập hộ kinh doanh;Thành lập và hoạt động của hộ kinh doanh;Cấp Xã',
  '4;1.003622;"Thông báo tổ chức lễ hội";Lễ hội;Cấp Xã',
].join('\n')

describe('hailong procedures import', () => {
  test('reads a list of a province as it is, tries first, and says what each row became', async () => {
    const before = await stored()
    const tried = await take(list, '--dry-run')
    expect(counts(tried)).toEqual(['4 3 1 0 0 0', ['unknown_area']])
    expect(tried.issues).toEqual([{ row: 4, column: 'LĨNH VỰC', code: 'unknown_area', value: 'Lễ hội' }])
    expect(await stored()).toEqual(before)
    expect(await take(list)).toEqual(tried)
    expect(await stored('1.001193', '1.012812', '1.014034', '1.003622')).toEqual([
      ['1.001193', 'ho-tich', 'Đăng ký khai sinh', 'Cấp Xã', false],
      ['1.003622', 'khac', 'Thông báo tổ chức lễ hội', 'Cấp Xã', false],
      ['1.012812', 'dat-dai', 'Hòa giải tranh chấp đất đai', 'Cấp Xã', false],
      ['1.014034', 'ho-kinh-doanh', 'Đăng ký thành lập hộ kinh doanh', 'Cấp Xã', false],
    ])
    expect(counts(await take(list))).toEqual(['4 0 0 4 0 0', ['unknown_area']])
    expect(office.said.some((line) => line.includes('Đã đọc 4 thủ tục'))).toBe(true)
  })

  test('knows the areas that are not on the glass, by the words of lists', async () => {
    const words = ['Nuôi con nuôi', 'Tín ngưỡng, tôn giáo', 'Việc làm', 'Trẻ em', 'An toàn thực phẩm', 'Đường bộ', 'Thi đua, khen thưởng', 'Công tác dân tộc'] // prettier-ignore
    const rows = words.map((area, index) => `1.09900${index};Thủ tục ${index};${area}`)
    expect((await take(['MÃ SỐ TTHC;TÊN THỦ TỤC;LĨNH VỰC', ...rows].join('\n'))).issues).toEqual([])
    expect((await stored(...words.map((_, index) => `1.09900${index}`))).map(([, area]) => area)).toEqual([
      'nuoi-con-nuoi', 'ton-giao-tin-nguong', 'lao-dong-viec-lam', 'tre-em',
      'y-te-an-toan-thuc-pham', 'giao-thong-ha-tang', 'thi-dua-khen-thuong', 'dan-toc',
    ]) // prettier-ignore
  })

  test('retires what the list lacks only when told that it is whole, and takes back what it has', async () => {
    await take(list)
    const shorter = list.split('\n').slice(0, 5).join('\n')
    expect(counts(await take(shorter))).toEqual(['1 0 0 1 0 0', []])
    expect((await stored()).filter(([, , , , retired]) => retired)).toEqual([])
    const whole = await take(shorter, '--retire-missing')
    expect([whole.unchanged, whole.retired]).toEqual([1, (await stored()).length - 1])
    expect(await stored('2.000815')).toEqual([
      ['2.000815', 'chung-thuc', 'Chứng thực bản sao từ bản chính', null, true],
    ])
    expect((await take(list)).changed).toBe(0)
    expect((await take(list, '--retire-missing')).changed).toBe(3)
    expect((await stored('1.012812'))[0]?.[4]).toBe(false)
  })

  test('rejects single rows with row, column, code and value, and never retires what it could not read', async () => {
    await take(list)
    const bad = [
      'Mã TTHC,Tên thủ tục,Lĩnh vực',
      '1.001193,,Hộ tịch',
      ',Không có mã,Hộ tịch',
      '1.001193.H61,Đăng ký khai sinh,Hộ tịch',
      'mã lạ?,Gì đó,Hộ tịch',
      '1.009999,Thủ tục mới,',
    ].join('\n')
    const report = await take(bad, '--retire-missing', '--dry-run')
    expect([report.read, report.added, report.rejected]).toEqual([5, 1, 4])
    expect(report.issues).toEqual([
      { row: 1, column: 'Tên thủ tục', code: 'required', value: '' },
      { row: 2, column: 'Mã TTHC', code: 'required', value: '' },
      { row: 3, column: 'Mã TTHC', code: 'repeated_code', value: '1.001193.H61' },
      { row: 4, column: 'Mã TTHC', code: 'invalid_format', value: 'mã lạ?' },
      { row: 5, column: 'Lĩnh vực', code: 'no_area', value: '' },
    ])
    expect(report.retired).toBe((await stored()).length - 1)
  })

  test('follows a mapping of columns and areas, and refuses one to an area that is not there', async () => {
    const foreign = 'Code|Ten|Nhom\n1.003622|Thông báo tổ chức lễ hội|Lễ hội'.replaceAll('|', '\t')
    const columns = { code: 'Code', name: 'Ten', area: 'Nhom' }
    const map = office.write('map.json', JSON.stringify({ columns, areas: { 'Lễ hội': 'van-hoa' } }))
    expect(counts(await take(foreign, '--map', map))).toEqual(['1 1 0 0 0 0', []])
    expect((await stored('1.003622'))[0]?.[1]).toBe('van-hoa')
    const wrong = office.write('wrong.json', JSON.stringify({ columns, areas: { 'Lễ hội': 'le-hoi' } }))
    await expect(take(foreign, '--map', wrong)).rejects.toThrow(UsageError)
  })

  test('takes the 740 procedures of the State, each once', async () => {
    const rows = readFileSync(new URL('../../data/vn_procedures/tthc_codes.tsv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
    const text = ['Mã TTHC\tTên thủ tục\tLĩnh vực', ...rows.slice(1).map((row) => `${row}\tKhác`)].join('\n')
    const known = (await stored()).length
    const report = await take(text)
    expect([report.read, report.rejected, report.issues]).toEqual([740, 0, []])
    expect(report.added + report.changed + report.unchanged).toBe(740)
    expect(await stored()).toHaveLength(known + report.added)
  })

  test.each([
    ['no column of that kind', 'Tên,Số\nA,1', 'missing_column'],
    ['nothing under the header', 'Mã TTHC,Tên thủ tục,Lĩnh vực\n', 'empty_file'],
    ['another encoding', Buffer.from([0x4d, 0xe3, 0x0a, 0xff]), 'not_utf8'],
    ['no archive', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'not_xlsx'],
  ])('fails on a file with %s and stores nothing', async (_, content, code) => {
    const before = await stored()
    await expect(take(content)).rejects.toThrow(code)
    expect(await stored()).toEqual(before)
  })
})

describe('a spreadsheet', () => {
  const sheet = (rows: (string | number | Date | null)[][]) =>
    writeXlsx({ sheets: [{ name: 'Danh mục', rows }] }).then((bytes) => Buffer.from(bytes))
  const header = ['STT', 'Mã TTHC', 'Tên thủ tục', 'Lĩnh vực']

  test('keeps the zeros of codes that are text, and rejects a number that may have lost some', async () => {
    const content = await sheet([
      ['Danh mục thủ tục hành chính'],
      header,
      [1, '1.001190', 'Thủ tục thứ nhất', 'Hộ tịch'],
      [2, 1.001191, 'Thủ tục thứ hai', 'Hộ tịch'],
      [3, 1.00119, 'Thủ tục thứ ba', 'Hộ tịch'],
    ])
    const report = await take(content)
    expect([report.added, report.rejected]).toEqual([2, 1])
    expect(report.issues).toEqual([{ row: 3, column: 'Mã TTHC', code: 'number_not_text', value: '1.00119' }])
    expect((await stored('1.001190', '1.001191', '1.00119')).map(([code]) => code)).toEqual(['1.001190', '1.001191'])
  })

  test('that would unpack to more than a list can be is refused before it is unpacked', async () => {
    const small = await sheet([header, [1, '1.001190', 'A', 'Hộ tịch']])
    expect(() => guardXlsx('x', small, uploadLimits)).not.toThrow()
    const limits = { ...uploadLimits, unpackedBytes: 100 }
    expect(() => guardXlsx('x', small, limits)).toThrow('x is larger than a list can be')
    // A directory that says an entry unpacks to nothing would leave the reader without a limit.
    const lying = Buffer.from(small)
    const entry = lying.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    lying.writeUInt32LE(0, entry + 24)
    expect(() => guardXlsx('x', lying, uploadLimits)).toThrow('larger')
    // One that stands elsewhere, as in an archive of more than 4 GB, would be read by the reader alone.
    const end = small.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
    for (const [field, length] of [
      [10, 2],
      [12, 4],
      [16, 4],
    ] as const)
      // prettier-ignore
      expect(() => guardXlsx('x', Buffer.from(small).fill(0xff, end + field, end + field + length), uploadLimits)).toThrow(
        'larger',
      )
    const long = Array.from({ length: uploadLimits.rows + 1 }, () => ['1', '1.001190', 'A', 'Hộ tịch'])
    await expect(take(await sheet([header, ...long]))).rejects.toThrow(CommandError)
  })

  test('has no columns right of the header, however far', async () => {
    const wide = await sheet([header, ['1', '1.001190', 'A', 'Hộ tịch', ...Array.from({ length: 2000 }, () => 'x')]])
    expect(await take(wide)).toMatchObject({ read: 1, rejected: 0, sheet: 'Danh mục' })
  })
})
