import type { Earlier, Step } from './step.ts'

const jobOf = (earlier: Earlier): string => earlier('POST /api/exports/superior').id

/** What goes to the superior unit, row by row. */
export const superiorFileSteps: readonly Step[] = [
  {
    route: 'POST /api/exports/templates',
    says: 'Lưu mẫu cột của cấp trên từ hàng tiêu đề họ gửi; cột không có thông tin thì để trống.',
    call: () => ({
      url: '/api/exports/templates',
      body: { name: 'Mẫu của tỉnh', header: 'MaPhieu\tThang\tLinhVuc\tMucHaiLong\tGhiChu' },
    }),
  },
  {
    route: 'GET /api/exports/templates',
    says: 'Những mẫu cột có sẵn và của đơn vị.',
    call: () => ({ url: '/api/exports/templates' }),
  },
  {
    route: 'DELETE /api/exports/templates/:id',
    says: 'Bỏ một mẫu cột.',
    call: (earlier) => ({ url: `/api/exports/templates/${earlier('POST /api/exports/templates').id}` }),
  },
  {
    route: 'POST /api/exports/superior',
    says: 'Bắt đầu làm tệp gửi cấp trên của một kỳ đã chốt (xlsx hoặc csv); trả lời ngay, tệp làm ở phía sau.',
    call: () => ({ url: '/api/exports/superior', body: { period: '2026-10', format: 'csv', template: 'phu-luong' } }),
  },
  {
    route: 'GET /api/exports/superior/:id',
    says: 'Tệp đã làm đến đâu; xong thì cho biết số dòng, số lượt không đưa vào và những gì đã gộp.',
    call: async (earlier, office) => {
      const url = `/api/exports/superior/${jobOf(earlier)}`
      while ((await office.as('lan').get(url)).body.state === 'running') await new Promise(setImmediate)
      return { url }
    },
  },
  {
    route: 'GET /api/exports/superior/:id/file',
    says: 'Tải tệp đã làm xong.',
    call: (earlier) => ({ url: `/api/exports/superior/${jobOf(earlier)}/file` }),
  },
  {
    route: 'DELETE /api/exports/superior/:id',
    says: 'Dừng làm tệp, hoặc xóa tệp đã làm khỏi máy chủ.',
    call: (earlier) => ({ url: `/api/exports/superior/${jobOf(earlier)}` }),
  },
]
