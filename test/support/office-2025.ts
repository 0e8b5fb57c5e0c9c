/** A year of one commune's ratings as counts of levels 1…5 per area; shares below are worked out by hand from them. */
export const office2025 = {
  'Hộ tịch': [3, 6, 9, 120, 292],
  'Chứng thực': [8, 16, 28, 250, 439],
  'Đất đai': [6, 10, 8, 57, 40],
  'Xây dựng': [0, 1, 2, 16, 15],
  'Bảo trợ xã hội': [1, 3, 4, 50, 68],
  'Cư trú': [0, 0, 1, 2, 1],
} as const

/** How the file's words become codes. */
export const office2025Mapping = {
  questionnaire: 'quay-nhanh@1',
  area: {
    column: 'Lĩnh vực',
    values: {
      'Hộ tịch': 'ho-tich',
      'Chứng thực': 'chung-thuc',
      'Đất đai': 'dat-dai',
      'Xây dựng': 'xay-dung',
      'Bảo trợ xã hội': 'bao-tro-xa-hoi',
      'Cư trú': 'cu-tru',
    },
  },
  time: { column: 'Thời gian', format: 'dd/MM/yyyy HH:mm' },
  answers: {
    overall: {
      column: 'Mức độ hài lòng',
      levels: { 'Rất không hài lòng': 1, 'Không hài lòng': 2, 'Bình thường': 3, 'Hài lòng': 4, 'Rất hài lòng': 5 },
    },
  },
  identity: { columns: ['Mã phiếu'] },
} as const

const levelNames = ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'] as const

/** The file an office would export from its older form: semicolons, a BOM, one row a rating, spread over the year. */
export function office2025File(): string {
  const rows: string[] = []
  for (const [area, counts] of Object.entries(office2025))
    for (const [index, count] of counts.entries())
      for (let nth = 0; nth < count; nth += 1) {
        const day = (rows.length * 37) % 365
        const date = new Date(Date.UTC(2025, 0, 1 + day))
        const when = `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/2025 ${two(8 + (rows.length % 9))}:15`
        rows.push([`P${rows.length + 1}`, when, area, levelNames[index]].join(';'))
      }
  return `\uFEFFMã phiếu;Thời gian;Lĩnh vực;Mức độ hài lòng\r\n${rows.join('\r\n')}\r\n`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** What the overview of 2025 must say, with chỉ tiêu ≥ 90 % for all and ≥ 85 % for land and construction. */
export const overview2025 = {
  all: { share: '92,7%', count: '1.456 lượt', interval: '91,3–93,9%', chip: 'Đạt' },
  land: { share: '82,6%', count: '155 lượt', interval: '75,8–87,7%', chip: 'Thấp hơn chỉ tiêu, chưa đủ căn cứ' },
  areas: [
    ['Hộ tịch', '95,8%', '430', 'Đạt'],
    ['Chứng thực', '93,0%', '741', 'Đạt'],
    ['Đất đai', '80,2%', '121', 'Thấp hơn chỉ tiêu, chưa đủ căn cứ'],
    ['Xây dựng', '91,2%', '34', 'Đạt, chưa chắc chắn'],
    ['Cư trú', null, null, 'Chưa đủ lượt'],
    ['Bảo trợ xã hội', '93,7%', '126', 'Đạt, chưa chắc chắn'],
  ],
} as const
