import type { Devices } from '../store/devices/devices.ts'
import type { Job, JobLog } from './job.ts'
import { EVERY_QUARTER_OF_AN_HOUR } from './timetable.ts'

export interface AheadJobParts {
  readonly devices: Pick<Devices, 'ahead'>
  readonly log: JobLog
}

const words =
  'Máy chủ có ít hơn thiết bị đã thấy: dữ liệu đã mất, bị cắt hoặc là tệp cũ. Hãy chạy "hailong verify". (Kiosks hold checkpoints that the ledger here does not contain.)'

/** Says once of each kiosk that it has seen more than the ledger here holds. */
export function aheadJob({ devices, log }: AheadJobParts): Job {
  let named = ''
  return {
    name: 'devices-ahead',
    at: EVERY_QUARTER_OF_AN_HOUR,
    of: 'process',
    beforeOpening: false,
    run: async () => {
      const ahead = await devices.ahead()
      const names = ahead.map(({ unit, device, size }) => `${unit} ${device} ${size}`).join(', ')
      if (names !== named && names !== '') log.error({ devices: names }, words)
      named = names
      return 'done'
    },
  }
}
