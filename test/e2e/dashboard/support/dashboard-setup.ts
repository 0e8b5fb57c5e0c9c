import { usualHours } from '#core/time/opening-hours'
import type { Setup, SetupProgress } from '#contract/setup'

const saiGon = {
  code: '26740',
  name: 'Phường Sài Gòn',
  province: { code: '79', name: 'Thành phố Hồ Chí Minh' },
  formerly: 'Phường Bến Nghé, Phường Đa Kao, Phường Nguyễn Thái Bình',
  label: 'Phường Sài Gòn — Thành phố Hồ Chí Minh',
}

/** A set-up that stands there, of an office with two counters. */
export function setupAt(progress: SetupProgress): Setup {
  return {
    unit: { code: 'quang-tri', name: 'Phường Sài Gòn' },
    progress,
    first: true,
    settled: ['office', 'places', 'hours', 'reports', 'backup'],
    office: {
      unitName: 'Phường Sài Gòn',
      name: 'Trung tâm Phục vụ hành chính công phường Sài Gòn',
      administrativeUnit: saiGon,
    },
    places: [
      {
        id: '1',
        name: 'Trụ sở',
        address: 'Số 1 Lê Duẩn',
        counters: [
          { id: '1', name: 'Quầy 1', stage: 'submit', areas: ['dat-dai', 'xay-dung'] },
          { id: '2', name: 'Quầy 2', stage: null, areas: [] },
        ],
      },
    ],
    hours: { week: usualHours.week.map((day) => [...day]), closedDays: ['2026-09-02'] },
    reports: { periods: ['quarter', '6M', '9M', 'year'], cutOffDay: 14, recipients: ['Lưu: VT'] },
    backup: { folder: '/mnt/sao-luu', proposal: '/srv/hai-long-sao-luu' },
    people: { username: 'admin', displayName: 'Nguyễn Thị Lan' },
  }
}

/** What the server says of a set-up that is over. */
export const setupDone = { state: 'done', step: 7 } as const
