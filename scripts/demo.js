// @ts-check
import { setup } from './setup.js'

setup()
  .then(() => import(new URL('../dist/server/demo.js', import.meta.url).href))
  .catch((error) => {
    process.stderr.write(String(error.stack) + '\n')
    process.exit(1)
  })
