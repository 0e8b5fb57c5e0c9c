import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/** Rounds that start servers and browsers: fewer at a time, and after the quick ones. */
const heavy = ['test/e2e/**/*.test.ts', 'test/fault/**/*.test.ts', 'test/flow/**/*.test.ts']
/** Faults that only root on Linux can cause are named `*.root.test.ts` and run by `npm run test:faults` alone. */
const rootOnly = process.env['HAILONG_FAULTS'] === '1' ? [] : ['test/**/*.root.test.ts']

export default defineConfig({
  plugins: [svelte()],
  test: {
    pool: 'forks',
    // A forgotten `test.only` would leave out the rest of its file and pass, on a developer's machine too.
    allowOnly: false,
    // To load the same modules for each of a hundred files took as long as their tests.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [...heavy, ...rootOnly],
          maxWorkers: 2,
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'heavy',
          include: heavy,
          exclude: rootOnly,
          testTimeout: process.env['HAILONG_FULL'] === '1' ? 300_000 : 60_000,
          hookTimeout: 60_000,
          // A page that settles and a process that starts leave the machine idle.
          maxWorkers: 3,
          // What is waited for comes late on a busy machine.
          expect: { poll: { timeout: 20_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
