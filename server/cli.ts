import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { servedFolders } from './services/backups/folder-check.ts'
import { text } from 'node:stream/consumers'
import { readConfig } from './config.ts'
import type { Command, CommandIo, ExitCode } from './cli/io.ts'
import { CommandError, UsageError } from './cli/args.ts'
import { backupCommand } from './cli/operations/backup.ts'
import { clockCommand } from './cli/clock.ts'
import { doctorCommand } from './cli/operations/doctor.ts'
import { exportCommand } from './cli/exports/export.ts'
import { figuresCommand } from './cli/figures/figures.ts'
import { importCommand } from './cli/imports/import.ts'
import { kioskCommand } from './cli/kiosk.ts'
import { keyCommand } from './cli/operations/key.ts'
import { dossiersCommand } from './cli/imports/dossiers.ts'
import { proceduresCommand } from './cli/imports/procedures.ts'
import { ratingsCommand } from './cli/ratings/redate.ts'
import { rebuildCommand } from './cli/operations/rebuild.ts'
import { reportCommand } from './cli/reports/report.ts'
import { restoreCommand } from './cli/operations/restore.ts'
import { startFailure } from './start-failures.ts'
import { tokenCommand } from './cli/people/token.ts'
import { unitCommand } from './cli/unit.ts'
import { userCommand } from './cli/people/user.ts'
import { verifyCommand } from './cli/operations/verify.ts'
import { version } from './version.ts'

const commands: Readonly<Record<string, Command>> = {
  unit: unitCommand,
  user: userCommand,
  kiosk: kioskCommand,
  token: tokenCommand,
  import: importCommand,
  dossiers: dossiersCommand,
  procedures: proceduresCommand,
  figures: figuresCommand,
  report: reportCommand,
  export: exportCommand,
  verify: verifyCommand,
  rebuild: rebuildCommand,
  backup: backupCommand,
  restore: restoreCommand,
  clock: clockCommand,
  key: keyCommand,
  ratings: ratingsCommand,
  doctor: doctorCommand,
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
const out = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Runs one command. @returns its exit code: 0 ok, 1 problems or failed, 2 wrong use */
async function main(words: readonly string[]): Promise<ExitCode> {
  const [name = '', ...rest] = words
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return overview(name)
  if (rest.includes('--help')) {
    out(`${command.summary}\n\n       ${command.usage}`)
    return 0
  }
  try {
    return await command.run(rest, outsideWorld())
  } catch (error) {
    if (error instanceof UsageError) {
      say(`${error.message}\n\n       ${command.usage}`)
      return 2
    }
    const sentence = error instanceof CommandError ? error.message : startFailure(error, placeOf())
    say(sentence ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)))
    return 1
  }
}

function overview(name: string): ExitCode {
  const isHelp = name === '' || name === '--help' || name === 'help'
  const lines = Object.entries(commands).map(([known, { summary }]) => `  ${known.padEnd(12)}${summary}`)
  const text = `hailong ${version}\n\n${lines.join('\n')}\n\nhailong COMMAND --help shows how each is called.`
  if (isHelp) out(text)
  else say(`There is no command ${name}.\n\n${text}`)
  return isHelp ? 0 : 2
}

const outsideWorld = (): CommandIo => ({
  config: readConfig(process.env),
  clock: Date.now,
  version,
  served: servedFolders(dirname(dirname(fileURLToPath(import.meta.url)))),
  out,
  say,
  stdin: () => text(process.stdin),
})

function placeOf(): { port: number; dataDir: string } | null {
  try {
    return readConfig(process.env)
  } catch {
    return null
  }
}

process.exitCode = await main(process.argv.slice(2))
