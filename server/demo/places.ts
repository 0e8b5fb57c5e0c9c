import type { Stage } from '#core/questions/questionnaire'

/** A counter of the demonstration with its kiosk. */
export interface DemoCounter {
  readonly name: string
  readonly stage: Stage | null
  /** Codes; empty: all. */
  readonly areas: readonly string[]
}

/** A commune of the demonstration. */
export interface DemoCommune {
  /** Of today's list of administrative units. */
  readonly code: string
  readonly name: string
  /** Ratings in a usual month. */
  readonly monthly: number
  /** Added to the share of the satisfied of each area. */
  readonly better: number
}

/** The province that the demonstration plays in: its names are real, its figures are not. */
export const province = { code: '44', name: 'Tỉnh Quảng Trị' } as const

/** Communes and wards of it, large and small. */
export const communes: readonly DemoCommune[] = [
  { code: '18880', name: 'Phường Đồng Hới', monthly: 300, better: 0.005 },
  { code: '19333', name: 'Phường Đông Hà', monthly: 260, better: 0.01 },
  { code: '19360', name: 'Phường Quảng Trị', monthly: 180, better: 0 },
  { code: '19702', name: 'Xã Hải Lăng', monthly: 140, better: 0.015 },
  { code: '19429', name: 'Xã Khe Sanh', monthly: 110, better: -0.035 },
  { code: '19432', name: 'Xã Lao Bảo', monthly: 85, better: -0.01 },
]

/** The ward whose people sign in, and whose second kiosk has fallen silent. */
export const home = '19333'

/** What each commune has: a counter for land and construction stands by itself. */
export const counters: readonly DemoCounter[] = [
  { name: 'Quầy 1', stage: null, areas: ['ho-tich', 'chung-thuc', 'cu-tru'] },
  { name: 'Quầy 2', stage: null, areas: ['dat-dai', 'xay-dung'] },
  { name: 'Quầy 3', stage: 'result', areas: [] },
]

/** The province's own office has a counter and no kiosk. */
export const provinceCounters: readonly DemoCounter[] = [{ name: 'Quầy 1', stage: null, areas: [] }]

/** The kiosk that nobody has heard of for two weeks. */
export const silent = { commune: home, counter: 'Quầy 2', days: 14 } as const

/** How often people come for an area, against the others. */
export const demand = {
  'chung-thuc': 36,
  'ho-tich': 21,
  'dat-dai': 15,
  'cu-tru': 9,
  'bao-tro-xa-hoi': 7,
  'xay-dung': 5,
  'ho-kinh-doanh': 3,
  'nguoi-co-cong': 2,
  'nong-nghiep': 1,
  'moi-truong': 0.6,
  'van-hoa': 0.4,
} as const
export type DemoArea = keyof typeof demand

/** Which share of them leaves satisfied in a usual commune: land is what people struggle with. */
export const satisfied: Readonly<Record<DemoArea, number>> = {
  'chung-thuc': 0.955,
  'ho-tich': 0.965,
  'dat-dai': 0.795,
  'cu-tru': 0.945,
  'bao-tro-xa-hoi': 0.935,
  'xay-dung': 0.87,
  'ho-kinh-doanh': 0.935,
  'nguoi-co-cong': 0.95,
  'nong-nghiep': 0.92,
  'moi-truong': 0.9,
  'van-hoa': 0.93,
}

/** The password of everybody in the demonstration. */
export const DEMO_PASSWORD = 'du-lieu-mau'

/** Who can sign in, one for each role. */
export const people = [
  { username: 'admin', role: 'admin', unit: province.code, name: 'Trần Thị Hòa', words: 'Quản trị, toàn tỉnh' },
  { username: 'vanphong', role: 'manager', unit: home, name: 'Lê Thị Mai', words: 'Văn phòng, phường Đông Hà' },
  { username: 'lanhdao', role: 'leader', unit: home, name: 'Nguyễn Văn Thành', words: 'Lãnh đạo, phường Đông Hà' },
  { username: 'diachinh', role: 'officer', unit: home, name: 'Hồ Văn Sơn', words: 'Công chức đất đai, xây dựng' },
  { username: 'captren', role: 'superior', unit: province.code, name: 'Phan Thị Ngọc', words: 'Cấp trên, toàn tỉnh' },
] as const

/** What the officer among them looks after. */
export const officerAreas = ['dat-dai', 'xay-dung'] as const

/** A kiosk that holds ratings it could not send yet. */
export const waiting = { commune: '19432', counter: 'Quầy 3', count: 14 } as const
