import { describe, expect, test } from 'vitest'
import type { ReportFacts } from '#core/report/facts'
import { tableHead, tableRows } from '#core/report/table'
import { tableAsHtml, tableAsText } from '#core/report/table-copy'
import { counts, facts, of, target, targetsOf } from './facts.ts'

const textsOf = (given: ReportFacts): string[][] => tableRows(given).map(({ cells }) => cells.map(({ text }) => text))
const rowOf = (given: ReportFacts, number: string) => textsOf(given).find(([first]) => first === number)

const dossiers = { early: 1_500, onTime: 500, late: 15, apologised: 14 }
const petitions = { received: 12, answered: 11, onTime: 10 }

const whole = facts(
  counts(of(750, 806), of(126, 155), {
    received: 812,
    channels: { kiosk: 700, qr: 100, web: 0, paper: 12, import: 0 },
    dossiers,
    petitions,
  }),
  {
    yearToDate: counts(of(1_500, 1_623), of(300, 360), { received: 1_700 }),
    lastYear: counts(of(3, 4)),
    targets: new Map([...targetsOf([target(0.9)], [target(0.85)]), ['nhay-cam', [target(0.8)]]]),
    dossierTargets: { timeliness: target(0.99), early: target(0.8) },
    published: [
      {
        name: 'Chỉ số hài lòng SIPAS',
        percent: '87,30%',
        period: 'Năm 2025',
        source: 'Bộ Nội vụ',
        target: target(0.85),
        verdict: 'Đạt (theo số công bố)',
      },
    ],
  },
)

describe('the table', () => {
  test('has its columns and its rows in their order', () => {
    expect(tableHead.join(' | ')).toBe(
      'STT | Nội dung | Đơn vị tính | Kỳ báo cáo | Lũy kế từ đầu năm | Cùng kỳ năm trước | Chỉ tiêu | Đánh giá | Ghi chú',
    )
    expect(textsOf(whole)).toEqual([
      ['1', 'Số hồ sơ đã trả kết quả', 'hồ sơ', '2.015', '', '', '', '', ''],
      ['1.1', 'Trước hạn', 'hồ sơ', '1.500', '', '', '≥ 80%', 'Chưa đạt', '74,4% số hồ sơ đã trả'],
      ['1.2', 'Đúng hạn', 'hồ sơ', '500', '', '', '', '', ''],
      ['1.3', 'Quá hạn', 'hồ sơ', '15', '', '', '', '', ''],
      ['2', 'Tỷ lệ đúng hạn và trước hạn', '%', '99,3', '', '', '≥ 99%', 'Đạt', '2.000/2.015 hồ sơ'],
      ['3', 'Tổng số lượt đánh giá', 'lượt', '812', '1.700', '4', '', '', ''],
      ['3.1', 'Tại quầy', 'lượt', '700', '1.623', '4', '', '', ''],
      ['3.2', 'Mã QR, mạng', 'lượt', '100', '', '', '', '', ''],
      ['3.3', 'Phiếu giấy', 'lượt', '12', '', '', '', '', ''],
      [
        ...['4', 'Tỷ lệ lượt đánh giá trên hồ sơ đã trả', '%', '40,0', '', '', '', ''],
        '806/2.015 (lượt có chọn mức/hồ sơ)',
      ],
      [
        ...['5', 'Tỷ lệ hài lòng về giải quyết TTHC', '%', '93,1', '92,4 (1.500/1.623)', '–', '≥ 90%', 'Đạt'],
        '750/806 lượt; 95%: 91,1–94,6',
      ],
      [
        ...['5.1', 'Trong đó đất đai, xây dựng', '%', '81,3', '83,3 (300/360)', '', '≥ 85%'],
        ...['Chưa đạt, chưa chắc chắn', '126/155 lượt; 95%: 74,4–86,6'],
      ],
      ['5.2', 'Lĩnh vực nhạy cảm', '%', '', '', '', '≥ 80%', 'Chưa đủ lượt', ''],
      [
        ...['6', 'Số lượt chưa hài lòng, không hài lòng', 'lượt', '56', '123', '–', '', ''],
        'các mức Bình thường, Không hài lòng, Rất không hài lòng',
      ],
      [
        ...['7', 'Phản ánh, kiến nghị: tiếp nhận / đã trả lời / đúng hạn', 'phản ánh, kiến nghị'],
        ...['12 / 11 / 10', '', '', '', '', ''],
      ],
      ['8', 'Hồ sơ trễ hẹn đã xin lỗi bằng văn bản', '%', '93,3', '', '', '', '', '14/15 hồ sơ'],
      [
        ...['9', 'Kết quả do cơ quan khác công bố: Chỉ số hài lòng SIPAS', '%', '87,30', '', '', '≥ 85%'],
        ...['Đạt (theo số công bố)', 'Năm 2025; Bộ Nội vụ'],
      ],
    ])
  })

  test('leaves out what has neither data nor target', () => {
    expect(textsOf(facts(counts(of(750, 806)))).map(([number]) => number)).toEqual(['3', '3.1', '5', '6'])
  })

  test('prints no share of fewer than five', () => {
    const given = facts(counts(of(1, 1), 'few'), { targets: targetsOf([target(0.9)], [target(0.85)]) })
    const row = (number: string) => rowOf(given, number)?.slice(3)
    expect(row('5')).toEqual(['–', '', '', '≥ 90%', 'Chưa đủ lượt', 'dưới 5 lượt, không nêu'])
    expect(row('5.1')).toEqual(['–', '', '', '≥ 85%', 'Chưa đủ lượt', 'dưới 5 lượt, không nêu'])
    expect(row('6')?.[0]).toBe('–')
  })

  test('of five to twenty-nine a share and no verdict', () => {
    const given = facts(counts(of(29, 29)), { targets: targetsOf([target(0.9)]) })
    expect(rowOf(given, '5')?.slice(3)).toEqual([
      ...['100,0', '', '', '≥ 90%', 'Chưa đủ lượt', '29/29 lượt; 95%: 88,3–100,0'],
    ])
  })

  test('shows both targets that contradict, and a milestone to come', () => {
    const both = targetsOf([target(0.8, { operator: '>' }), target(0.9)], [target(0.95, { milestone: 2030 })])
    const given = facts(counts(of(700, 800), of(126, 155)), { targets: both })
    expect(rowOf(given, '5')?.slice(6, 8)).toEqual(['> 80%; ≥ 90%', 'Đạt; Chưa đạt'])
    expect(rowOf(given, '5.1')?.slice(6, 8)).toEqual(['≥ 95%', 'Hướng tới mốc 2030'])
  })

  test('numbers the results of others where there are several', () => {
    const published = [...whole.published, ...whole.published]
    expect(textsOf(facts(counts(of(750, 806)), { published })).map(([number]) => number)).toEqual([
      ...['3', '3.1', '5', '6', '9.1', '9.2'],
    ])
  })

  test('has numbers that a spreadsheet can count with', () => {
    const values = tableRows(whole).map(({ number, cells }) => [number, cells[3]?.value] as const)
    expect(Object.fromEntries(values)).toMatchObject({ '1': 2015, '3.3': 12, '6': 56, '7': null })
    expect(Object.fromEntries(values)['5']).toBeCloseTo(93.0521, 4)
  })
})

describe('copied', () => {
  const rows = tableRows(whole).map(({ cells }) => cells)

  test('as text it is one row a line, its cells parted by tabs', () => {
    const lines = tableAsText(rows).split('\r\n')
    expect(lines).toHaveLength(rows.length + 1)
    for (const line of lines) expect(line.split('\t')).toHaveLength(9)
    expect(lines[11]).toBe(
      '5\tTỷ lệ hài lòng về giải quyết TTHC\t%\t93,1\t92,4 (1.500/1.623)\t–\t≥ 90%\tĐạt\t750/806 lượt; 95%: 91,1–94,6',
    )
  })

  test('as HTML its numbers keep their value, and its words are no markup', () => {
    const html = tableAsHtml([
      [
        { text: '1.460', value: 1460 },
        { text: '<b>"&\t', value: null },
      ],
    ])
    expect(html).toContain('x:num="1460"')
    expect(html).toContain('>1.460</td>')
    expect(html).toContain('>&lt;b&gt;&quot;&amp;</td>')
    expect(tableAsHtml(rows).match(/<tr>/g)).toHaveLength(rows.length + 1)
  })

  test('a cell that holds a line break or a tab stays one cell', () => {
    expect(tableAsText([[{ text: 'a\tb\nc', value: null }]]).split('\r\n')[1]).toBe('a b c')
  })
})
