import type { Command } from '../io.ts'
import { readArgs } from '../args.ts'
import type { Finding } from './doctor-findings.ts'
import { machineFindings } from './doctor-machine.ts'
import { databaseFindings } from './doctor-database.ts'

const signs = { good: '  tốt   ', note: '  chú ý ', bad: '  HỎNG  ' } as const

/** `hailong doctor`: whether the installation is well, and what to do where it is not. */
export const doctorCommand: Command = {
  summary: 'khám máy chủ: ổ đĩa, dữ liệu, sao lưu, đồng hồ, cổng (checks the installation and says what to do)',
  usage: 'hailong doctor [--json]',
  run: async (args, io) => {
    const { values } = readArgs(args, { json: { type: 'boolean' } }, 0)
    const now = io.clock()
    const findings: readonly Finding[] = [
      ...(await machineFindings(io.config, now)),
      ...(await databaseFindings(io.config, now)),
    ]
    const ok = findings.every(({ state }) => state !== 'bad')
    if (values.json) io.out(JSON.stringify({ ok, findings }))
    else {
      for (const { state, words: sentence } of findings) io.out(`${signs[state]}${sentence}`)
      io.out(ok ? 'Máy chủ làm việc tốt. (All is well.)' : 'Có chỗ cần xử lý, xem ở trên. (Something needs care.)')
    }
    return ok ? 0 : 1
  },
}
