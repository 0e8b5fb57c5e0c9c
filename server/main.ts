import { rm, writeFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { definedOnly } from '#core/text/defined-only'
import { builtAt } from './built-at.ts'
import type { Config } from './config.ts'
import { readConfig } from './config.ts'
import { FIRST_ADMIN } from './start/first-run.ts'
import { logOptions, readByPeople } from './start/log.ts'
import type { Serving } from './start/serve.ts'
import { serve } from './start/serve.ts'
import type { StartContext } from './start-failures.ts'
import { startFailure } from './start-failures.ts'
import { createStop } from './start/stop.ts'
import { version } from './version.ts'

/** Starts the server, says where it is, and stops it when asked. */
async function main(): Promise<void> {
  let context: StartContext | null = null
  try {
    const config = readConfig(process.env)
    context = config
    const serving = await serve({
      config,
      clock: Date.now,
      uptime: () => uptime() * 1_000,
      ...definedOnly({ builtAt }),
      version,
      distDir: dirname(dirname(fileURLToPath(import.meta.url))),
      logger: logOptions(config.log, process.stdout),
      onStorageFailure: endAfterStorageFailure,
    })
    await greet(serving, config)
    const say = (words: string): unknown =>
      readByPeople(config.log, process.stdout) && process.stderr.write(`\n${words}\n`)
    const stop = createStop({ stop: serving.stop, exit: (code) => process.exit(code), say })
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  } catch (error) {
    const sentence = startFailure(error, context)
    process.stderr.write(`\n${sentence ?? (error instanceof Error ? error.stack : String(error)) ?? ''}\n`)
    process.exitCode = 1
  }
}

function greeting({ address, password, pairingCode }: Serving): string {
  const lines = [
    '',
    'Hài Lòng đang chạy. (Hài Lòng is running.)',
    `  Bảng số liệu (dashboard):  ${address}/dashboard/`,
    ...(password === null
      ? []
      : [`    tên đăng nhập (username): ${FIRST_ADMIN}`, `    mật khẩu dùng một lần (one-time password): ${password}`]),
    pairingCode === null
      ? `  Màn hình đánh giá (kiosk): ${address}/kiosk/`
      : `  Màn hình đánh giá (kiosk, ghép máy này trong 10 phút / pairs this browser within 10 minutes):\n    ${address}/kiosk/#pair=${pairingCode}`,
    '  Dừng máy chủ (stop): Ctrl+C',
    '',
  ]
  return lines.join('\n') + '\n'
}

/** A taken-back disk must not be written again: the replies in flight are given a moment, then the process ends. */
function endAfterStorageFailure(error: unknown): void {
  process.stderr.write(
    `\nKhông ghi được dữ liệu: ${error instanceof Error ? error.message : String(error)}. Máy chủ dừng để không nhận đánh giá mà không lưu được. Hãy kiểm tra ổ đĩa rồi khởi động lại.\n(Storage failed: the server stops rather than acknowledge what it cannot keep. Check the disk and start again.)\n`,
  )
  setTimeout(() => process.exit(1), 500).unref()
}

/**
 * Words for whoever started it. Where every line must be JSON, the secrets of a first start go into a file that only
 * this account can read: logs are copied about.
 */
async function greet(serving: Serving, config: Config): Promise<void> {
  if (config.log.format !== 'json') {
    process.stdout.write(greeting(serving))
    return
  }
  const file = join(config.dataDir, FIRST_STEPS_FILE)
  if (serving.password === null && serving.pairingCode === null) await rm(file, { force: true })
  else await writeFile(file, greeting(serving), { mode: 0o600 })
}

/** What a first start has to say, where it does not say it on a terminal. */
const FIRST_STEPS_FILE = 'lan-dau-dang-nhap.txt'

await main()
