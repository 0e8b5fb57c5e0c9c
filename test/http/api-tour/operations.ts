import type { Step } from './step.ts'
import { backupFolder } from './step.ts'

/** Keeping the installation well; signing out comes last. */
export const operationSteps: readonly Step[] = [
  {
    route: 'GET /api/operations',
    says: 'Tình trạng sao lưu, ổ đĩa và sổ cái.',
    call: () => ({ url: '/api/operations' }),
  },
  {
    route: 'POST /api/operations/backup',
    says: 'Sao lưu ngay; trả lời khi bắt đầu, kết quả xem ở GET /api/operations.',
    call: async (_earlier, office) => {
      await office.as('lan').put('/api/setup', { step: 'backup', folder: backupFolder })
      return { url: '/api/operations/backup' }
    },
  },
  {
    route: 'GET /api/clock',
    says: 'Giờ của máy chủ có chắc chắn không, và các lượt có giờ chưa chắc chắn.',
    call: () => ({ url: '/api/clock' }),
  },
  {
    route: 'POST /api/clock/confirm',
    says: 'Người quản trị xác nhận giờ của máy chủ đúng.',
    call: () => ({ url: '/api/clock/confirm' }),
  },
  {
    route: 'GET /api/audit',
    says: 'Nhật ký thao tác, mới nhất trước.',
    call: () => ({ url: '/api/audit?action=target&limit=2' }),
  },
  {
    route: 'GET /api/exports/audit',
    says: 'Tải nhật ký thao tác thành tệp CSV.',
    call: () => ({ url: '/api/exports/audit?action=target' }),
  },
  { route: 'DELETE /api/session', says: 'Đăng xuất.', call: () => ({ url: '/api/session' }) },
]
