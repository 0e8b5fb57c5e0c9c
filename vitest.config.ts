import { statfsSync } from 'node:fs'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/** Rounds that start servers and browsers: fewer at a time, and after the quick ones. */
const heavy = ['test/e2e/**/*.test.ts', 'test/fault/**/*.test.ts', 'test/flow/**/*.test.ts']
/** Faults that only root on Linux can cause are named `*.root.test.ts` and run by `npm run test:faults` alone. */
const rootOnly = process.env['HAILONG_FAULTS'] === '1' ? [] : ['test/**/*.root.test.ts']

const MEMORY_FOLDER = '/dev/shm'
const ENOUGH_BYTES = 1024 ** 3

/** Whether the system keeps a folder in memory that has room for the offices of tests. */
function hasMemoryFolder(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER)
    return bavail * bsize >= ENOUGH_BYTES
  } catch {
    return false
  }
}

/**
 * Where quick tests keep their files: each commit waits for the disk, which took three quarters of the time of some files.
 * What a disk keeps when the power goes is tested by the heavy rounds, on the disk.
 */
const quickEnvironment = hasMemoryFolder() ? { TMPDIR: MEMORY_FOLDER } : {}

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
          env: quickEnvironment,
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
          testTimeout: process.env['HAILONG_FULL'] === '1' ? 300_000 : 120_000,
          hookTimeout: 120_000,
          // A page that settles and a process that starts leave the machine idle.
          maxWorkers: 3,
          // What is waited for comes late on a busy machine.
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
