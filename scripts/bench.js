// @ts-check
import { join } from 'path'
import { runNode } from './npm.js'
import { root, setup, stop } from './setup.js'

async function bench() {
  await setup()
  // Built by a process of its own, so that the measured one holds nothing of the build tool.
  const built = await runNode([join(root, 'scripts', 'build.js'), '--bench'], root)
  if (!built) stop('The bench could not be built: see the error above.')
  await import(new URL('../dist/bench/index.js', import.meta.url).href)
}

bench().catch((error) => stop(String(error.stack)))
