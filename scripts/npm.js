// @ts-check
import { spawn } from 'child_process'
import fs from 'fs'
import { basename, delimiter, dirname, join } from 'path'

/**
 * Finds npm as a script that Node itself can run: shells and `npm.cmd` differ between systems, this does not.
 *
 * @returns {string | null} null when no npm is installed beside this Node or on the path
 */
export function findNpm() {
  const given = process.env.npm_execpath
  // Started by another package manager, `npm_execpath` names that one.
  if (given && basename(given) === 'npm-cli.js' && fs.existsSync(given)) return given
  const home = dirname(process.execPath)
  const found = [home, join(home, '..', 'lib'), ...String(process.env.PATH).split(delimiter)]
    .flatMap((folder) => [join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'), join(folder, 'npm')])
    .filter((path) => fs.existsSync(path))
    .map((path) => fs.realpathSync(path))
  return found.find((path) => basename(path) === 'npm-cli.js') || null
}

/**
 * Runs a Node script to its end. Its output goes to stderr: stdout belongs to the command the user asked for.
 *
 * @param {string[]} args the script and its arguments
 * @param {string} folder to run it in
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>} whether it ended well
 */
export function runNode(args, folder, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 2, 2] })
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0))
  })
}
