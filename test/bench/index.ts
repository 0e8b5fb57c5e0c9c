import { fileURLToPath } from 'node:url'
import { isRole, playRole } from './load/roles.ts'

// The processes of the bench load no more than their role needs: one of them is measured for its memory.
const [role] = process.argv.slice(2)
if (isRole(role)) await playRole(role)
else {
  const { runBench } = await import('./bench.ts')
  await runBench(fileURLToPath(import.meta.url), process.argv.slice(2))
}
