import type { Step } from './step.ts'

const target = {
  ...{ unit: 'van-phong', group: 'dat-dai-xay-dung', operator: '>=', value: 0.85 },
  ...{ validFrom: '2026-01-01', validTo: '2026-12-31', document: 'Kế hoạch số 12/KH-UBND ngày 05/01/2026' },
  sentence: 'trong đó mức độ hài lòng trong lĩnh vực đất đai, xây dựng đạt tối thiểu 85%',
}

/** Figures, what they are held against, and what leaves the office. */
export const figureSteps: readonly Step[] = [
  {
    route: 'GET /api/target-presets',
    says: 'Chỉ tiêu của những kế hoạch có thật, để làm mẫu.',
    call: () => ({ url: '/api/target-presets' }),
  },
  {
    route: 'POST /api/targets',
    says: 'Thêm chỉ tiêu kèm văn bản và câu nguyên văn.',
    call: () => ({ url: '/api/targets', body: target }),
  },
  {
    route: 'PUT /api/targets/:id',
    says: 'Sửa chỉ tiêu: thành phiên bản mới, bản cũ vẫn giữ.',
    call: (earlier) => ({
      url: `/api/targets/${earlier('POST /api/targets').id}`,
      body: { ...target, stages: ['result'] },
    }),
  },
  {
    route: 'GET /api/targets',
    says: 'Chỉ tiêu của đơn vị và chỉ tiêu được áp dụng từ cấp trên.',
    call: () => ({ url: '/api/targets' }),
  },
  {
    route: 'PUT /api/dossiers',
    says: 'Ghi số hồ sơ theo tháng, lĩnh vực và số liệu của Cổng Dịch vụ công; sửa số là ghi thêm, số cũ vẫn giữ.',
    call: () => ({
      url: '/api/dossiers',
      body: {
        unit: 'van-phong',
        counts: [
          { month: '2026-10', area: 'ho-tich', received: 80, early: 30, onTime: 44, late: 2, apologised: 2 },
          { month: '2026-10', area: 'dat-dai', received: 52, early: 9, onTime: 36, late: 5, apologised: 4 },
        ],
        portal: [{ month: '2026-10', dossiers: 126, untroubled: 117, petitions: 3, answered: 3, onTime: 2 }],
      },
    }),
  },
  {
    route: 'GET /api/dossiers',
    says: 'Số hồ sơ đã nhập của từng tháng và tổng hợp với các đơn vị trực thuộc.',
    call: () => ({ url: '/api/dossiers?from=2026-10-01&to=2026-10-31' }),
  },
  {
    route: 'POST /api/dossiers/read',
    says: 'Đọc số hồ sơ trong tệp (csv hoặc xlsx) để xem trước; chưa lưu gì, lưu bằng PUT /api/dossiers.',
    call: () => ({
      url: '/api/dossiers/read?month=2026-10',
      body: 'Lĩnh vực,Tiếp nhận,Trước hạn,Đúng hạn,Quá hạn\nHộ tịch,80,30,44,2\n',
      type: 'text/csv',
    }),
  },
  {
    route: 'GET /api/scores/qd766',
    says: 'Điểm nhóm “Mức độ hài lòng” theo Quyết định số 766/QĐ-TTg từ số liệu của Cổng Dịch vụ công.',
    call: () => ({ url: '/api/scores/qd766?period=2026-10' }),
  },
  {
    route: 'GET /api/satisfaction',
    says: 'Tỷ lệ hài lòng theo lĩnh vực của một kỳ, kèm số lượt, khoảng tin cậy 95%, chỉ tiêu và kết luận.',
    call: () => ({ url: '/api/satisfaction?period=2026-10&by=area' }),
  },
  {
    route: 'GET /api/satisfaction/overview',
    says: 'Số liệu trang tổng quan trong một lần hỏi: chung, từng nhóm lĩnh vực, theo lĩnh vực.',
    call: () => ({ url: '/api/satisfaction/overview?period=2026-10' }),
  },
  {
    route: 'GET /api/satisfaction/units',
    says: 'Các đơn vị cấp dưới đặt cạnh nhau, xếp theo tên, không xếp hạng: tỷ lệ, chỉ tiêu, kỳ chốt gần nhất.',
    call: () => ({ url: '/api/satisfaction/units?period=2026-10' }),
  },
  {
    route: 'GET /api/reasons',
    says: 'Điều người dân đề nghị làm tốt hơn trong một kỳ: số lượt chọn và tỷ lệ trên lượt chưa hài lòng.',
    call: () => ({ url: '/api/reasons?period=2026-10' }),
  },
  {
    route: 'GET /api/tables/figures',
    says: 'Bảng 2 của báo cáo: theo lĩnh vực (hoặc khâu, điểm tiếp nhận, cơ quan giải quyết), so với chỉ tiêu và kỳ trước.',
    call: () => ({ url: '/api/tables/figures?period=2026-10' }),
  },
  {
    route: 'GET /api/tables/criteria',
    says: 'Bảng 3 của báo cáo: theo yếu tố và tiêu chí, mỗi bộ câu hỏi một bảng.',
    call: () => ({ url: '/api/tables/criteria?period=2026-10' }),
  },
  {
    route: 'GET /api/reports/quarterly',
    says: 'Đoạn văn, bảng và bản tin của một kỳ, để đưa vào báo cáo; mọi câu đều là đề xuất, người soạn sửa lại.',
    call: () => ({ url: '/api/reports/quarterly?period=2026-10' }),
  },
  {
    route: 'GET /api/satisfaction/file',
    says: 'Số liệu của câu hỏi trên thành tệp XLSX hoặc CSV, kèm phần giải thích; có ghi vào nhật ký.',
    call: () => ({ url: '/api/satisfaction/file?period=2026-10&by=area&format=csv' }),
  },
  {
    route: 'GET /api/satisfaction/overview/file',
    says: 'Số liệu trang tổng quan thành tệp XLSX hoặc CSV.',
    call: () => ({ url: '/api/satisfaction/overview/file?period=2026-10&format=csv' }),
  },
  {
    route: 'GET /api/tables/figures/file',
    says: 'Bảng 2 của báo cáo thành tệp XLSX hoặc CSV.',
    call: () => ({ url: '/api/tables/figures/file?period=2026-10&format=csv' }),
  },
  {
    route: 'GET /api/tables/criteria/file',
    says: 'Bảng 3 của báo cáo thành tệp XLSX (mỗi bộ câu hỏi một trang tính) hoặc CSV.',
    call: () => ({ url: '/api/tables/criteria/file?period=2026-10&format=csv' }),
  },
  {
    route: 'GET /api/reports/quarterly/file',
    says: 'Bảng của báo cáo thành tệp XLSX hoặc CSV.',
    call: () => ({ url: '/api/reports/quarterly/file?period=2026-10&format=csv' }),
  },
  {
    route: 'GET /api/editions/due',
    says: 'Những kỳ đã kết thúc mà chưa chốt số liệu, và những gì còn thiếu trước khi chốt.',
    call: () => ({ url: '/api/editions/due' }),
  },
  {
    route: 'POST /api/editions',
    says: 'Chốt số liệu một kỳ đã kết thúc; từ đó số liệu của kỳ không đổi. Đã chốt rồi thì lập bản đính chính, kèm lý do.',
    shown: ['id', 'unit', 'period', 'from', 'to', 'number', 'closedAt', 'closedBy', 'checkCode', 'hash'],
    call: () => ({ url: '/api/editions', body: { period: '2026-10' } }),
  },
  {
    route: 'GET /api/editions',
    says: 'Những kỳ đã chốt số liệu: khi nào, ai chốt, mã kiểm tra.',
    call: () => ({ url: '/api/editions' }),
  },
  {
    route: 'GET /api/editions/:id',
    says: 'Một bản số liệu đã chốt: chung và từng bảng, như người gọi được xem.',
    shown: ['id', 'period', 'number', 'isNewest', 'coverage', 'view', 'total', 'changes'],
    call: (earlier) => ({ url: `/api/editions/${earlier('POST /api/editions').id}` }),
  },
  {
    route: 'DELETE /api/targets/:id',
    says: 'Ngừng dùng chỉ tiêu.',
    call: (earlier) => ({ url: `/api/targets/${earlier('PUT /api/targets/:id').id}` }),
  },
  {
    route: 'POST /api/external-results',
    says: 'Ghi kết quả do cơ quan khác công bố; luôn hiện riêng, không cộng với lượt đánh giá tại quầy.',
    call: () => ({
      url: '/api/external-results',
      body: {
        ...{
          unit: 'van-phong',
          group: 'y-te-giao-duc',
          value: 0.884,
          source: 'Khảo sát của Sở Y tế, 6 tháng đầu năm 2026',
        },
        ...{ periodFrom: '2026-01-01', periodTo: '2026-06-30', answers: 412 },
      },
    }),
  },
  {
    route: 'GET /api/external-results',
    says: 'Kết quả do cơ quan khác công bố, so với chỉ tiêu của nhóm.',
    call: () => ({ url: '/api/external-results' }),
  },
  {
    route: 'DELETE /api/external-results/:id',
    says: 'Ngừng dùng một kết quả do cơ quan khác công bố.',
    call: (earlier) => ({ url: `/api/external-results/${earlier('POST /api/external-results').id}` }),
  },
  {
    route: 'GET /api/exports/responses',
    says: 'Tải từng lượt đánh giá của một kỳ đã chốt, đã gộp để không nhận ra được ai (csv hoặc jsonl).',
    call: () => ({ url: '/api/exports/responses?format=csv&from=2026-10-01&to=2026-10-31' }),
  },
]
