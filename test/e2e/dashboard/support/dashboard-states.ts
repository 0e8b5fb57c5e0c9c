import type { BrowserContext } from 'playwright-core'
import { ofRound } from '../../support/rounds.ts'
import type { Visitor } from './dashboard-tests.ts'
import { cutOff } from './forced.ts'
import type { Seed } from './seeded-office.ts'

/** The heading of the first figure of the overview. */
export const ALL = 'Giải quyết TTHC, tất cả lĩnh vực'

/** Phone, desk and wall: the widths every page must fit. */
export const sizes = ofRound(
  [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
    { width: 1920, height: 1080 },
  ],
  2,
)

/** Somebody who has signed in with the password that was handed out. */
export const newcomer = { role: 'admin', unit: 'phu-quoc', mustChange: true } as const

/** A page in one of its states. */
export interface PageState {
  readonly name: string
  readonly seed: Seed
  /** Below /dashboard/. */
  readonly path?: string
  readonly visitor?: Visitor
  /** The heading to wait for. */
  readonly title: string
  /** What goes wrong before the page is opened. */
  readonly break?: (profile: BrowserContext) => Promise<unknown>
}

/** Every page in every state. */
export const everyPage: readonly PageState[] = [
  { name: 'sign-in', seed: 'rated', visitor: null, title: 'Đăng nhập' },
  { name: 'first password', seed: 'rated', visitor: newcomer, title: 'Đặt mật khẩu riêng' },
  { name: 'overview', seed: 'rated', path: '?period=2026-Q4', title: ALL },
  { name: 'overview, too few', seed: 'few', path: '?period=2026-Q4', title: ALL },
  { name: 'overview, two questionnaires', seed: 'two-questionnaires', path: '?period=2026', title: ALL },
  { name: 'overview, empty', seed: 'targets', title: 'Chưa có lượt đánh giá nào trong kỳ này' },
  {
    name: 'overview, failed',
    seed: 'rated',
    title: 'Chưa tải được số liệu',
    break: (profile) => cutOff(profile, 'GET /api/satisfaction/overview'),
  },
  { name: 'detail', seed: 'rated', path: 'chi-tiet?area=dat-dai&period=2026-Q4', title: 'Đất đai' },
  { name: 'detail, of all', seed: 'rated', path: 'chi-tiet?period=2026-Q4', title: 'Tất cả lĩnh vực' },
  { name: 'detail, too few', seed: 'few', path: 'chi-tiet?area=dat-dai&period=2026-Q4', title: 'Đất đai' },
  { name: 'detail, empty', seed: 'targets', path: 'chi-tiet?area=dat-dai', title: 'Đất đai' },
  { name: 'units', seed: 'rated', path: 'don-vi?period=2026-Q4', title: 'Đơn vị' },
  {
    name: 'criteria',
    seed: 'rated',
    path: 'tieu-chi?period=2026-Q4',
    title: 'Chưa có phiếu nào theo tiêu chí trong kỳ này',
  },
  { name: 'report', seed: 'rated', path: 'bao-cao?period=2026-Q4', title: 'Bảng số liệu' },
  { name: 'report, too few', seed: 'few', path: 'bao-cao?period=2026-Q4', title: 'Bảng số liệu' },
  { name: 'report, empty', seed: 'targets', path: 'bao-cao', title: 'Bảng số liệu' },
  {
    name: 'report, failed',
    seed: 'rated',
    path: 'bao-cao',
    title: 'Chưa tải được số liệu',
    break: (profile) => cutOff(profile, 'GET /api/reports/quarterly'),
  },
  { name: 'targets', seed: 'rated', path: 'chi-tieu', title: 'Chỉ tiêu của kế hoạch cải cách hành chính' },
  { name: 'devices', seed: 'devices', path: 'thiet-bi', title: 'Thiết bị đánh giá' },
  { name: 'my account', seed: 'rated', path: 'tai-khoan', title: 'Đổi mật khẩu' },
  { name: 'unknown page', seed: 'rated', path: 'khong-co', title: 'Không có trang này' },
]
