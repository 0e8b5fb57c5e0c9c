import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'

const pathOf = (module: string): string => fileURLToPath(new URL(`../../../server/store/${module}`, import.meta.url))
const JOBS = 60

/** Another process that is ready to claim all jobs, one after the other. @returns how to begin; it gives the names of those it got */
async function claimant(file: string, by: string): Promise<() => Promise<string[]>> {
  const program = `import('vite').then(async ({ createServer }) => {
    const vite = await createServer({ configFile: false, server: { middlewareMode: true, ws: false }, logLevel: 'silent', appType: 'custom', optimizeDeps: { noDiscovery: true } })
    const { openDatabase } = await vite.ssrLoadModule(${JSON.stringify(pathOf('engine/database.ts'))})
    const { createJobClaims } = await vite.ssrLoadModule(${JSON.stringify(pathOf('jobs/job-claims.ts'))})
    const claims = createJobClaims(openDatabase(${JSON.stringify(file)}))
    const got = []
    process.stdout.write('ready ')
    await new Promise((resolve) => process.stdin.once('data', resolve))
    for (let job = 0; job < ${JOBS}; job += 1) {
      const turn = { name: 'job-' + job, due: 60_000, now: 60_000 }
      if (await claims.claim(turn, { by: ${JSON.stringify(by)}, forMs: 180_000 })) got.push(turn.name)
    }
    process.stdout.write(JSON.stringify(got))
    process.exit(0)
  })`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = text(child.stdout)
  await once(child.stdout, 'data')
  return async () => {
    child.stdin.end('go')
    return JSON.parse((await said).replace('ready ', ''))
  }
}

test('of two processes over one database each job is claimed by one', { timeout: 60_000 }, async () => {
  const office = await officeOfTest()
  // Both begin at the same moment, so that they meet at many jobs.
  const ready = await Promise.all([claimant(office.file, 'one'), claimant(office.file, 'two')])
  const [one = [], two = []] = await Promise.all(ready.map((claimAll) => claimAll()))
  const claimed = rowsOf(office.file, `select name, claimed_by from job where name like 'job-%'`)
  expect(one.length + two.length).toBe(JOBS)
  expect(new Set([...one, ...two]).size).toBe(JOBS)
  expect(claimed).toHaveLength(JOBS)
})
