import { readFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startServer } from '../support/server-process.ts'
import type { BenchPlace, Figure } from './report.ts'
import { rounded } from './report.ts'
import { messageOf, startRole } from './load/roles.ts'

/** Resident bytes of a process; Linux only, null elsewhere. */
export function residentBytes(pid: number): number | null {
  if (process.platform !== 'linux') return null
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

/** Both processes are given this long: V8 gives back what a start took only after about half a minute of rest. */
const REST_MS = 45_000

/** The idle server against a process that holds nothing but the web framework. */
export async function measureMemory({ dist, script }: BenchPlace): Promise<Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'hailong-bench-'))
  const server = await startServer({ dist, dataDir: join(scratch, 'data') })
  const bare = startRole(script, 'bare')
  try {
    await messageOf<string>(bare)
    await wait(REST_MS)
    const [ours, theirs] = [residentBytes(server.pid), residentBytes(bare.pid ?? 0)]
    if (ours === null || theirs === null) return []
    return [
      { name: 'memory, idle server, MB', value: Math.round(ours / 1e6) },
      { name: 'memory, bare Fastify process, MB', value: Math.round(theirs / 1e6) },
      { name: 'memory, idle / bare', value: rounded(ours / theirs, 2), target: '<= 1.5' },
    ]
  } finally {
    bare.kill()
    await server.kill('SIGTERM')
    rmSync(scratch, { recursive: true, force: true })
  }
}
