import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { readConfig } from './config.ts'
import type { DemoEntry } from './demo/fill.ts'
import { fillDemo } from './demo/fill.ts'
import { DEMO_PASSWORD, people } from './demo/places.ts'
import { logOptions } from './start/log.ts'
import { serve } from './start/serve.ts'
import { startFailure } from './start-failures.ts'
import { createStop } from './start/stop.ts'
import { version } from './version.ts'

const USUAL_MONTHS = 12
const MOST_MONTHS = 24
const BEAT_MS = 60_000

/** A demonstration: a small province with made-up ratings in a throw-away folder, on a server that is otherwise the same. */
async function main(): Promise<void> {
  const months = monthsIn(process.argv.slice(2))
  if (months === null) {
    process.stderr.write(`\n${USAGE}\n`)
    process.exitCode = 1
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'hai-long-mau-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  let config: Config | null = null
  try {
    const settings = readConfig(process.env)
    // Nothing of a demonstration may come to lie where real backups are kept.
    config = { ...settings, dataDir: folder, release: 'live', backup: { ...settings.backup, folder: null } }
    process.stderr.write('Đang tạo dữ liệu mẫu… (Making sample data…)\n')
    const entry = await fillDemo({ config, clock: Date.now, months, version })
    await run(config, entry)
  } catch (error) {
    const sentence = startFailure(error, config)
    process.stderr.write(`\n${sentence ?? (error instanceof Error ? error.stack : String(error)) ?? ''}\n`)
    process.exitCode = 1
  }
}

async function run(config: Config, entry: DemoEntry): Promise<void> {
  const serving = await serve({
    config,
    clock: Date.now,
    version,
    demo: true,
    distDir: dirname(dirname(fileURLToPath(import.meta.url))),
    logger: logOptions(config.log, process.stdout),
    onStorageFailure: (error) => {
      process.stderr.write(`\nKhông ghi được dữ liệu mẫu. (The sample data cannot be written.) ${String(error)}\n`)
      process.exit(1)
    },
  })
  process.stdout.write(greeting(serving.address, entry))
  const beating = setInterval(() => void beatAll(serving.address, entry), BEAT_MS)
  const stop = createStop({
    stop: async () => {
      clearInterval(beating)
      await serving.stop()
    },
    exit: (code) => process.exit(code),
    say: (words) => process.stderr.write(`\n${words}\n`),
  })
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

const USAGE = `Chỉ có thể thêm --months với một số từ 1 đến ${MOST_MONTHS}, ví dụ: npm run demo -- --months 3
(Only --months with a number from 1 to ${MOST_MONTHS} may be added.)`

/** `--months 3` makes fewer ratings. @returns null for anything else */
function monthsIn(args: readonly string[]): number | null {
  const [name, value, ...rest] = args
  if (name === undefined) return USUAL_MONTHS
  const months = Number(value)
  const isWhole = Number.isInteger(months) && months >= 1 && months <= MOST_MONTHS
  return name === '--months' && isWhole && rest.length === 0 ? months : null
}

/** The kiosks of the demonstration report through the interface, as real ones do. One that is not heard is no harm. */
async function beatAll(address: string, { kiosks }: DemoEntry): Promise<void> {
  for (const { token, beat } of kiosks) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const body = JSON.stringify(beat)
    await fetch(`${address}/api/devices/heartbeat`, { method: 'POST', headers, body }).catch(() => null)
  }
}

function greeting(address: string, { pairingCode, readingToken }: DemoEntry): string {
  const signIn = people.map(({ username, words }) => `    ${username.padEnd(10)} ${words}`)
  return [
    '',
    'Hài Lòng đang chạy với DỮ LIỆU MẪU. (Hài Lòng is running on sample data.)',
    `  Bảng số liệu (dashboard):  ${address}/dashboard/`,
    `  Mật khẩu chung (password of everybody): ${DEMO_PASSWORD}`,
    ...signIn,
    `  Liên kết xem của Ban giám sát (a supervisor's reading link):`,
    `    ${address}/dashboard/#doc=${readingToken}`,
    '  Màn hình đánh giá (kiosk, ghép máy này trong 10 phút / pairs this browser within 10 minutes):',
    `    ${address}/kiosk/#pair=${pairingCode}`,
    '  Dừng và xóa dữ liệu mẫu (stop and remove): Ctrl+C',
    '',
    '',
  ].join('\n')
}

await main()
