import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'

const pathOf = (module: string): string => fileURLToPath(new URL(`../../../server/store/${module}`, import.meta.url))
const JOBS = 60

/** Another process that claims all jobs, one after the other. @returns the names of those it got */
async function claimAll(file: string, by: string): Promise<string[]> {
  const program = `import('vite').then(async ({ createServer }) => {
    const vite = await createServer({ configFile: false, server: { middlewareMode: true, ws: false }, logLevel: 'silent', appType: 'custom', optimizeDeps: { noDiscovery: true } })
    const { openDatabase } = await vite.ssrLoadModule(${JSON.stringify(pathOf('engine/database.ts'))})
    const { createJobClaims } = await vite.ssrLoadModule(${JSON.stringify(pathOf('jobs/job-claims.ts'))})
    const claims = createJobClaims(openDatabase(${JSON.stringify(file)}))
    const got = []
    // Both begin at the same moment, so that they meet at many jobs.
    await new Promise((resolve) => setTimeout(resolve, ${Date.now() + 4_000} - Date.now()))
    for (let job = 0; job < ${JOBS}; job += 1) {
      const turn = { name: 'job-' + job, due: 60_000, now: 60_000 }
      if (await claims.claim(turn, { by: ${JSON.stringify(by)}, forMs: 180_000 })) got.push(turn.name)
    }
    process.stdout.write(JSON.stringify(got))
    process.exit(0)
  })`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return JSON.parse(await text(child.stdout))
}

test('of two processes over one database each job is claimed by one', async () => {
  const office = await officeOfTest()
  const [one, two] = await Promise.all([claimAll(office.file, 'one'), claimAll(office.file, 'two')])
  const claimed = rowsOf(office.file, `select name, claimed_by from job where name like 'job-%'`)
  expect(one.length + two.length).toBe(JOBS)
  expect(new Set([...one, ...two]).size).toBe(JOBS)
  expect(claimed).toHaveLength(JOBS)
})
