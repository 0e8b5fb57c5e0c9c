import type { Office } from '../../support/office.ts'
import type { Earlier, Step } from './step.ts'

const idOf = (earlier: Earlier): string => earlier('POST /api/devices/pair').device.id
const kiosk = (earlier: Earlier, office: Office) => office.bearer(earlier('POST /api/devices/pair').token)

/** Kiosks, and what they send. */
export const deviceSteps: readonly Step[] = [
  {
    route: 'POST /api/pairing-codes',
    says: 'Lấy mã ghép thiết bị cho một quầy: dùng một lần, trong 10 phút.',
    call: () => ({ url: '/api/pairing-codes', body: { unit: 'van-phong', counter: 'Quầy 3' } }),
  },
  {
    route: 'POST /api/devices/pair',
    says: 'Thiết bị đổi mã ghép lấy mã truy cập của mình.',
    as: 'anyone',
    call: (earlier, office) => ({
      url: '/api/devices/pair',
      body: { code: earlier('POST /api/pairing-codes').code },
      caller: office.nobody(),
    }),
  },
  {
    route: 'GET /api/kiosk/setup',
    says: 'Mọi thứ thiết bị cần để hiện màn hình đánh giá; có ETag.',
    as: 'device',
    call: (earlier, office) => ({ url: '/api/kiosk/setup', caller: kiosk(earlier, office) }),
  },
  {
    route: 'POST /api/responses',
    says: 'Gửi 1 đến 100 lượt đánh giá. Mỗi lượt được trả lời riêng: stored, duplicate, conflict hoặc rejected.',
    as: 'device',
    call: (earlier, office) => ({
      url: '/api/responses',
      body: {
        responses: [
          {
            id: '019a9f3c-8400-7000-8000-000000000001',
            seq: 1,
            assignment: earlier('GET /api/kiosk/setup').assignment,
            questionnaire: 'quay-nhanh@1',
            area: 'dat-dai',
            answers: { overall: 4 },
            reasons: ['cho-doi'],
            language: 'vi',
            answeredAt: '2026-11-20T08:31:07+07:00',
            dwellMs: 5400,
            assisted: false,
          },
          {
            id: '019a9f3c-8400-7000-8000-000000000002',
            seq: 2,
            questionnaire: 'quay-nhanh@1',
            answers: { overall: 9 },
            answeredAt: '2026-11-20T08:36:40+07:00',
          },
        ],
      },
      caller: kiosk(earlier, office),
    }),
  },
  {
    route: 'POST /api/devices/heartbeat',
    says: 'Thiết bị báo tình trạng của mình; không có gì về người dân.',
    as: 'device',
    call: (earlier, office) => ({
      url: '/api/devices/heartbeat',
      body: { waiting: 0, lastSeq: 2, appVersion: '0', clockOffsetMs: 120, storage: 'durable' },
      caller: kiosk(earlier, office),
    }),
  },
  {
    route: 'GET /api/devices',
    says: 'Các thiết bị của đơn vị và tình trạng của chúng.',
    call: () => ({ url: '/api/devices' }),
  },
  {
    route: 'PATCH /api/devices/:id',
    says: 'Đổi tên thiết bị, hoặc chuyển sang quầy khác; lượt đánh giá đang chờ gửi vẫn thuộc quầy cũ.',
    call: (earlier) => ({ url: `/api/devices/${idOf(earlier)}`, body: { name: 'Máy cạnh cửa ra' } }),
  },
  {
    route: 'POST /api/devices/:id/replacement',
    says: 'Lấy mã ghép cho máy mới thay máy này.',
    call: (earlier) => ({ url: `/api/devices/${idOf(earlier)}/replacement` }),
  },
  {
    route: 'DELETE /api/devices/:id',
    says: 'Thu hồi thiết bị: từ đó nó không gửi được nữa.',
    call: (earlier) => ({ url: `/api/devices/${idOf(earlier)}` }),
  },
]
