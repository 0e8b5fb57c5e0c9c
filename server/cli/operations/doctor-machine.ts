import { civilDate } from '#core/time/civil-time'
import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { Health } from '#contract/operations'
import { bytesText } from '#core/words/bytes'
import { diskState } from '#core/operations/disk-space'
import type { Config } from '../../config.ts'
import { portProblem } from '../../start-failures.ts'
import { measureDisk } from '../../schedule/disk-watch.ts'
import type { Finding } from './doctor-findings.ts'
import { findingsOf } from './doctor-findings.ts'

const DAY_MS = 86_400_000
/** A certificate is renewed before it ends: a note this long before. */
const CERTIFICATE_NOTE_MS = 30 * DAY_MS

/** Node, folder, disk, port and certificate. */
export async function machineFindings(config: Config, now: number): Promise<Finding[]> {
  const certificate = config.tls === null ? [] : [certificateFinding(config.tls.cert, now)]
  return [
    nodeFinding(process.versions.node),
    ...folderFindings(config.dataDir),
    await portFinding(config),
    ...certificate,
  ]
}

/** The line is that of the launcher: 20.19 and later 20, 22.12 and everything after. */
function nodeFinding(version: string): Finding {
  const { good, bad } = findingsOf('node')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  return fits
    ? good(`Node.js ${version}`)
    : bad(`Node.js ${version} quá cũ: hãy cài bản LTS mới nhất từ https://nodejs.org. (Node.js is too old.)`)
}

function folderFindings(dataDir: string): Finding[] {
  const { good, bad, note } = findingsOf('folder')
  if (!existsSync(dataDir))
    return [note(`Chưa có thư mục dữ liệu ${dataDir}: nó được tạo khi chạy lần đầu. (There is no data yet.)`)]
  const probe = join(dataDir, `.kham-${process.pid}`)
  try {
    writeFileSync(probe, '')
    rmSync(probe)
  } catch {
    return [bad(`Không ghi được vào ${dataDir}: hãy cấp quyền ghi cho tài khoản đang chạy. (It cannot be written.)`)]
  }
  const open = process.platform !== 'win32' && (statSync(dataDir).mode & 0o077) !== 0
  const folder = open
    ? note(`Tài khoản khác trên máy đọc được ${dataDir}: hãy chạy "chmod 700 ${dataDir}". (Others can read the data.)`)
    : good(`Thư mục dữ liệu ${dataDir} ghi được`)
  return [folder, diskFinding(dataDir)]
}

function diskFinding(dataDir: string): Finding {
  const { good, note, bad } = findingsOf('disk')
  const space = measureDisk(dataDir)
  const words = `Ổ đĩa chứa dữ liệu còn trống ${bytesText(space.freeBytes)}`
  const state = diskState(space)
  if (state === 'fine') return good(words)
  if (state === 'low') return note(`${words}: sắp đầy, hãy dọn bớt tệp. (Disk space is low.)`)
  return bad(`${words}: máy chủ không nhận đánh giá nữa, hãy dọn bớt tệp ngay. (The disk is full.)`)
}

async function portFinding({ port, host, tls }: Config): Promise<Finding> {
  const { good, note, bad } = findingsOf('port')
  const address = `${tls === null ? 'http' : 'https'}://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`
  const refusal = port === 0 ? null : await portRefusal(port, host)
  if (refusal !== null && refusal !== 'EADDRINUSE') {
    const words = portProblem(refusal, port)
    if (words !== null) return bad(words)
  }
  if (refusal === 'EADDRINUSE') {
    const health = await healthOf(address)
    if (health === 'ours') return good(`Máy chủ Hài Lòng trả lời tại ${address}`)
    if (health === 'ailing')
      return bad(`Máy chủ Hài Lòng tại ${address} báo không lưu được: xem ổ đĩa rồi khởi động lại. (It cannot store.)`)
    return tls === null
      ? bad(`Cổng ${port} đang do chương trình khác dùng: hãy đặt PORT khác. (The port is taken by something else.)`)
      : note(`Cổng ${port} đang được dùng; không hỏi được qua https bằng chứng thư riêng. (The port is in use.)`)
  }
  return note(`Máy chủ chưa chạy; cổng ${port} còn trống. (The server is not running.)`)
}

/** Why the system does not give the port, as its code; null where it does. */
const portRefusal = (port: number, host: string): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve('code' in error ? String(error.code) : null))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })

async function healthOf(address: string): Promise<'ours' | 'ailing' | 'other'> {
  try {
    const reply = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(3_000) })
    const body: unknown = await reply.json()
    if (reply.status === 503) return 'ailing'
    return Health.safeParse(body).success ? 'ours' : 'other'
  } catch {
    return 'other'
  }
}

function certificateFinding(file: string, now: number): Finding {
  const { good, note, bad } = findingsOf('certificate')
  try {
    const { validTo } = new X509Certificate(readFileSync(file))
    const left = Date.parse(validTo) - now
    const day = civilDate(Date.parse(validTo))
    if (left < 0) return bad(`Chứng thư TLS đã hết hạn ngày ${day}: hãy thay ngay. (The certificate has ended.)`)
    return left < CERTIFICATE_NOTE_MS
      ? note(`Chứng thư TLS hết hạn ngày ${day}: hãy chuẩn bị thay. (The certificate ends soon.)`)
      : good(`Chứng thư TLS có hạn đến ${day}`)
  } catch {
    return bad(`Không đọc được chứng thư ${file} trong ${dirname(file)}: hãy kiểm tra TLS_CERT. (It cannot be read.)`)
  }
}
