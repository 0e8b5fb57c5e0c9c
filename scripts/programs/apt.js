// @ts-check
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * Installs a package of Debian or Ubuntu where that can be done: by root, with apt. Says nothing of whether it did.
 *
 * @param {string} name
 * @param {string[]} [options]
 */
export async function installByApt(name, options = []) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  process.stderr.write(`Installing ${name}…\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', ...options, name],
  ]) {
    const apt = spawn('apt-get', args, { stdio: ['ignore', 2, 2], env })
    await new Promise((resolve) => apt.on('close', resolve).on('error', resolve))
  }
}
