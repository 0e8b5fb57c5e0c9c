import type { Step } from './step.ts'

const words = { vi: 'Tôn giáo, tín ngưỡng', en: 'Religion and belief' }
const file = 'Mã TTHC,Tên thủ tục hành chính,Lĩnh vực\n1.004873,Cấp giấy xác nhận tình trạng hôn nhân,Hộ tịch\n'
const option = (vi: string, en: string) => ({ vi, en })
const question = option('Chỗ ngồi chờ thế nào?', 'How was the waiting area?')

/** Areas, procedures, questionnaires. */
export const referenceSteps: readonly Step[] = [
  {
    route: 'POST /api/areas',
    says: 'Thêm lĩnh vực: tên chính thức, chữ trên ô chạm, các nhóm.',
    call: () => ({
      url: '/api/areas',
      body: { code: 'ton-giao', name: words, label: words, groups: ['dat-dai-xay-dung'] },
    }),
  },
  {
    route: 'PATCH /api/areas/:code',
    says: 'Sửa lĩnh vực, đổi thứ tự ("before"), hoặc ngừng dùng ("retired": true).',
    call: () => ({ url: '/api/areas/ton-giao', body: { label: { vi: 'Tôn giáo', en: 'Religion' } } }),
  },
  {
    route: 'GET /api/areas',
    says: 'Các lĩnh vực theo thứ tự trên màn hình đánh giá.',
    call: () => ({ url: '/api/areas' }),
  },
  {
    route: 'POST /api/procedures',
    says: 'Thêm thủ tục; ba dạng của một mã là cùng một thủ tục.',
    call: () => ({
      url: '/api/procedures',
      body: { code: '2.001255.000.00.00.H61', area: 'ho-tich', name: 'Đăng ký nhận cha, mẹ, con' },
    }),
  },
  {
    route: 'PATCH /api/procedures/:code',
    says: 'Sửa thủ tục, hoặc ngừng dùng ("retired": true).',
    call: () => ({ url: '/api/procedures/2.001255', body: { level: 'Cấp xã' } }),
  },
  {
    route: 'POST /api/procedures/import',
    says: 'Nhập danh mục thủ tục của tỉnh từ tệp CSV hoặc XLSX; "dryRun=true" chỉ xem trước.',
    call: () => ({ url: '/api/procedures/import?dryRun=true', body: file, type: 'text/csv' }),
  },
  { route: 'GET /api/procedures', says: 'Các thủ tục đang dùng.', call: () => ({ url: '/api/procedures' }) },
  {
    route: 'POST /api/questionnaires',
    says: 'Thêm một phiên bản bộ câu hỏi; bản đã lưu không bao giờ đổi.',
    call: () => ({
      url: '/api/questionnaires',
      body: {
        ...{ code: 'cho-cho', version: 1, name: option('Chỗ ngồi chờ', 'Waiting area'), comparable: 'cho-cho' },
        criteria: [
          {
            code: 'cho-ngoi',
            question: { submit: question, result: question, inquiry: question, any: question },
            options: [option('Chưa được', 'Poor'), option('Được', 'Fair'), option('Tốt', 'Good')],
          },
        ],
        reasons: null,
      },
    }),
  },
  {
    route: 'PATCH /api/questionnaires/:reference',
    says: 'Ngừng hỏi một phiên bản, hoặc hỏi lại.',
    call: () => ({ url: '/api/questionnaires/cho-cho@1', body: { retired: true } }),
  },
  { route: 'GET /api/questionnaires', says: 'Các bộ câu hỏi đã lưu.', call: () => ({ url: '/api/questionnaires' }) },
]
