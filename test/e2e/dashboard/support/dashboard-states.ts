import { office } from './dashboard-api.ts'
import * as figures from './dashboard-figures.ts'
import { ofRound } from '../../support/rounds.ts'

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
export const password = { session: { ...figures.session, mustChangePassword: true } }

/** The figure of a period in which nothing was received. */
export const nobody = figures.row('total', 'Tất cả', { answered: null, suppressed: 'few' })
const offline = { answers: new Map([['GET /api/satisfaction', { status: 0 }]]) }
const twoMethods = { all: [figures.all, figures.row('total', '', { comparable: 'kcmo', received: 44 })] }

/** Every page in every state: its name, the office behind it, its path and the heading to wait for. */
export const everyPage = [
  ['sign-in', office({ session: null }), '', 'Đăng nhập'],
  ['first password', office(password), '', 'Đặt mật khẩu riêng'],
  ['overview', office(), '', ALL],
  ['overview, too few', office({ all: [figures.tooFew], land: [figures.suppressed] }), '', ALL],
  ['overview, two questionnaires', office(twoMethods), '', ALL],
  [
    'overview, empty',
    office({ all: [nobody], land: [nobody], areas: [] }),
    '',
    'Chưa có lượt đánh giá nào trong kỳ này',
  ],
  ['overview, failed', office(offline), '', 'Chưa tải được số liệu'],
  ['targets', office(), 'chi-tieu', 'Chỉ tiêu của kế hoạch cải cách hành chính'],
  ['devices', office(), 'thiet-bi', 'Thiết bị đánh giá'],
  ['my account', office(), 'tai-khoan', 'Đổi mật khẩu'],
  ['unknown page', office(), 'khong-co', 'Không có trang này'],
] as const
