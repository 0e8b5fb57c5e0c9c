import * as OTPAuth from 'otpauth'
import { PASSWORD } from '../../support/office.ts'
import type { Step } from './step.ts'

const username = 'nguyen.thi.mai'
const ownPassword = 'mot-mat-khau-rieng'
/** The secret part of a link. */
const tokenIn = (link: string): string => link.slice(link.indexOf('=') + 1)

/** Accounts, sessions, links, tokens. */
export const peopleSteps: readonly Step[] = [
  {
    route: 'POST /api/accounts',
    says: 'Thêm tài khoản. Người dùng tự đặt mật khẩu qua liên kết một lần trong trả lời.',
    call: () => ({
      url: '/api/accounts',
      body: { username, displayName: 'Nguyễn Thị Mai', role: 'officer', areas: ['dat-dai'] },
    }),
  },
  {
    route: 'PATCH /api/accounts/:id',
    says: 'Sửa vai trò, đơn vị, lĩnh vực của tài khoản, hoặc ngừng dùng ("retired": true).',
    call: (earlier) => ({
      url: `/api/accounts/${earlier('POST /api/accounts').account.id}`,
      body: { areas: ['dat-dai', 'xay-dung'] },
    }),
  },
  {
    route: 'POST /api/accounts/:id/reset-link',
    says: 'Liên kết đặt lại mật khẩu: dùng một lần, trong 24 giờ.',
    call: (earlier) => ({ url: `/api/accounts/${earlier('POST /api/accounts').account.id}/reset-link` }),
  },
  {
    route: 'POST /api/password-resets',
    says: 'Đặt mật khẩu qua liên kết một lần.',
    as: 'anyone',
    call: (earlier, office) => ({
      url: '/api/password-resets',
      body: { token: tokenIn(earlier('POST /api/accounts/:id/reset-link').link), password: ownPassword },
      caller: office.nobody(),
    }),
  },
  { route: 'GET /api/accounts', says: 'Các tài khoản trong phạm vi.', call: () => ({ url: '/api/accounts' }) },
  {
    route: 'POST /api/session',
    says: 'Đăng nhập; "code" chỉ cần khi tài khoản bật xác thực hai lớp. Trả về cookie phiên.',
    as: 'anyone',
    call: (_earlier, office) => ({
      url: '/api/session',
      body: { username, password: ownPassword },
      caller: office.nobody(),
    }),
  },
  { route: 'GET /api/session', says: 'Ai đang đăng nhập, với quyền gì.', call: () => ({ url: '/api/session' }) },
  {
    route: 'PUT /api/session/password',
    says: 'Đổi mật khẩu của mình.',
    call: (_earlier, office) => ({
      url: '/api/session/password',
      body: { current: PASSWORD, next: ownPassword },
      caller: office.as('hoa'),
    }),
  },
  {
    route: 'POST /api/session/totp',
    says: 'Bắt đầu bật xác thực hai lớp: khóa cho ứng dụng xác thực.',
    call: () => ({ url: '/api/session/totp', body: { password: PASSWORD } }),
  },
  {
    route: 'PUT /api/session/totp',
    says: 'Xác nhận bằng mã đầu tiên của ứng dụng.',
    call: (earlier, office) => {
      const secret = OTPAuth.Secret.fromBase32(earlier('POST /api/session/totp').secret)
      const code = new OTPAuth.TOTP({ secret }).generate({ timestamp: office.clock.now })
      return { url: '/api/session/totp', body: { code } }
    },
  },
  {
    route: 'DELETE /api/session/totp',
    says: 'Tắt xác thực hai lớp.',
    call: () => ({ url: '/api/session/totp', body: { password: PASSWORD } }),
  },
  {
    route: 'GET /api/sessions',
    says: 'Các trình duyệt đang đăng nhập bằng tài khoản này.',
    call: () => ({ url: '/api/sessions' }),
  },
  {
    route: 'DELETE /api/sessions/:id',
    says: 'Đăng xuất một trình duyệt.',
    call: async (earlier, office) => {
      const account = earlier('POST /api/accounts').account.id
      const { body } = await office.as('lan').get(`/api/sessions?account=${account}`)
      return { url: `/api/sessions/${body.sessions[0].id}` }
    },
  },
  {
    route: 'POST /api/reading-links',
    says: 'Tạo liên kết giám sát có thời hạn cho HĐND, MTTQ, Ban giám sát.',
    call: () => ({ url: '/api/reading-links', body: { label: 'Ban Pháp chế HĐND', days: 14 } }),
  },
  {
    route: 'POST /api/session/link',
    says: 'Mở liên kết giám sát: được một phiên chỉ đọc.',
    as: 'anyone',
    call: (earlier, office) => ({
      url: '/api/session/link',
      body: { token: tokenIn(earlier('POST /api/reading-links').link) },
      caller: office.nobody(),
    }),
  },
  {
    route: 'GET /api/reading-links',
    says: 'Các liên kết giám sát đã cấp.',
    call: () => ({ url: '/api/reading-links' }),
  },
  {
    route: 'DELETE /api/reading-links/:id',
    says: 'Thu hồi liên kết giám sát.',
    call: (earlier) => ({ url: `/api/reading-links/${earlier('POST /api/reading-links').id}` }),
  },
  {
    route: 'POST /api/tokens',
    says: 'Tạo mã truy cập cho một chương trình; chỉ hiện một lần.',
    call: () => ({ url: '/api/tokens', body: { role: 'leader', days: 365, label: 'Trang thông tin của tỉnh' } }),
  },
  { route: 'GET /api/tokens', says: 'Các mã truy cập đã cấp.', call: () => ({ url: '/api/tokens' }) },
  {
    route: 'DELETE /api/tokens/:id',
    says: 'Thu hồi mã truy cập.',
    call: (earlier) => ({ url: `/api/tokens/${earlier('POST /api/tokens').id}` }),
  },
]
