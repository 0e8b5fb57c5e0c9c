import type { Step } from './step.ts'
import { backupFolder } from './step.ts'

/** Units, places, set-up. */
export const officeSteps: readonly Step[] = [
  {
    route: 'GET /healthz',
    says: 'Máy chủ có lưu được không: 200 khi được, 503 khi không.',
    as: 'anyone',
    call: (_earlier, office) => ({ url: '/healthz', caller: office.nobody() }),
  },
  {
    route: 'GET /api/openapi.json',
    says: 'Mô tả toàn bộ giao diện theo OpenAPI 3.1.',
    as: 'anyone',
    shown: ['openapi', 'info'],
    call: (_earlier, office) => ({ url: '/api/openapi.json', caller: office.nobody() }),
  },
  { route: 'GET /api/units', says: 'Các đơn vị trong phạm vi của tài khoản.', call: () => ({ url: '/api/units' }) },
  {
    route: 'PATCH /api/units/:code',
    says: 'Đổi ngày chốt kỳ báo cáo và số lượt tối thiểu để kết luận.',
    call: () => ({ url: '/api/units/van-phong', body: { minimumAnswers: 20 } }),
  },
  {
    route: 'GET /api/administrative-units',
    says: 'Tìm tỉnh, xã, phường, đặc khu hiện nay; gõ không dấu cũng được.',
    call: () => ({ url: '/api/administrative-units?search=sai%20gon' }),
  },
  {
    route: 'GET /api/setup',
    says: 'Những gì đã thiết lập, kèm đề xuất cho phần còn lại.',
    call: () => ({ url: '/api/setup' }),
  },
  {
    route: 'GET /api/setup/progress',
    says: 'Đang thiết lập đến bước nào.',
    call: () => ({ url: '/api/setup/progress' }),
  },
  {
    route: 'PUT /api/setup',
    says: 'Trả lời một câu hỏi thiết lập; được lưu trọn vẹn hoặc không lưu gì.',
    call: () => ({
      url: '/api/setup',
      body: { step: 'reports', periods: ['quarter', 'year'], cutOffDay: null, recipients: ['Sở Nội vụ'] },
    }),
  },
  {
    route: 'POST /api/setup/check-folder',
    says: 'Thư mục này có dùng để sao lưu được không.',
    call: () => ({ url: '/api/setup/check-folder', body: { folder: backupFolder, create: true } }),
  },
  {
    route: 'POST /api/sites',
    says: 'Thêm điểm tiếp nhận.',
    call: () => ({ url: '/api/sites', body: { unit: 'van-phong', name: 'Cơ sở 2', address: 'Số 12 đường Lê Lợi' } }),
  },
  {
    route: 'PATCH /api/sites/:id',
    says: 'Sửa điểm tiếp nhận, hoặc ngừng dùng ("retired": true).',
    call: (earlier) => ({
      url: `/api/sites/${earlier('POST /api/sites').id}`,
      body: { address: 'Số 15 đường Lê Lợi' },
    }),
  },
  {
    route: 'GET /api/sites',
    says: 'Các điểm tiếp nhận của đơn vị.',
    call: () => ({ url: '/api/sites?unit=van-phong' }),
  },
  {
    route: 'POST /api/counters',
    says: 'Thêm quầy: thuộc điểm nào, nhận hồ sơ hay trả kết quả, những lĩnh vực nào.',
    call: (earlier) => ({
      url: '/api/counters',
      body: {
        unit: 'van-phong',
        name: 'Quầy 3',
        site: earlier('POST /api/sites').id,
        stage: 'result',
        areas: ['dat-dai', 'xay-dung'],
      },
    }),
  },
  {
    route: 'PATCH /api/counters/:id',
    says: 'Sửa quầy, hoặc ngừng dùng ("retired": true).',
    call: (earlier) => ({ url: `/api/counters/${earlier('POST /api/counters').id}`, body: { areas: ['dat-dai'] } }),
  },
  { route: 'GET /api/counters', says: 'Các quầy của đơn vị.', call: () => ({ url: '/api/counters?unit=van-phong' }) },
]
