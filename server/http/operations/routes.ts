import { statSync } from 'node:fs'
import type { FastifyRequest } from 'fastify'
import { Operations } from '#contract/operations'
import { backupState } from '#core/operations/backup-state'
import type { DiskSpace } from '#core/operations/disk-space'
import { diskState } from '#core/operations/disk-space'
import { historyOf } from '../../services/backups/backup-history.ts'
import type { BackupRun, Backups } from '../../store/operations/backup-runs.ts'
import type { Devices } from '../../store/devices/devices.ts'
import type { Units } from '../../store/office/units.ts'
import { principalOf } from '../access/access.ts'
import { civilTime } from '#core/time/civil-time'
import { ApiError } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

export interface OperationsParts {
  readonly backups: Backups
  readonly disk: { space(): DiskSpace }
  readonly units: Units
  readonly devices: Pick<Devices, 'ahead'>
  /** null where nothing makes backups. */
  readonly runner: { running(): boolean; start(): Promise<void> } | null
  /** When a backup is made, in minutes after midnight in Vietnam. */
  readonly backupMinute: number
  readonly dataDir: string
  readonly clock: () => number
  readonly version: string
}

/** How the installation is kept safe; there is one for the whole tree of units, so those at its root look after it. */
export const operationsRoutes =
  (parts: OperationsParts): Routes =>
  (app) => {
    const { units, runner, backups } = parts

    const atRoot = async (request: FastifyRequest): Promise<void> => {
      const chain = await units.chain(principalOf(request).unitId)
      if (chain.length > 1) throw new ApiError('outside_scope')
    }

    app.get(
      '/api/operations',
      { config: { access: ['admin', 'manager'] }, schema: { response: { 200: Operations } } },
      async (request) => {
        await atRoot(request)
        return operationsOf(parts)
      },
    )

    app.post(
      '/api/operations/backup',
      { config: { access: ['admin'] }, schema: { response: { 202: Operations } } },
      async (request, reply) => {
        await atRoot(request)
        if (runner === null || (await backups.runs(parts.clock())).folder === null)
          throw new ApiError('no_backup_folder')
        // It may take minutes: the reply says that it runs, a later GET what came of it.
        runner.start().catch((error: unknown) => request.log.error({ error: String(error) }, 'backup not recorded'))
        return reply.status(202).send({ ...(await operationsOf(parts)) })
      },
    )
  }

async function operationsOf({
  backups,
  devices,
  disk,
  runner,
  clock,
  version,
  ...rest
}: OperationsParts): Promise<Operations> {
  const now = clock()
  const runs = await backups.runs(now)
  const { folder, lastGood, lastFailure, lastChecked } = runs
  const space = disk.space()
  return {
    version,
    backup: {
      state: backupState(historyOf(runs), now),
      folder,
      dailyAt: hourText(rest.backupMinute),
      running: runner?.running() ?? false,
      sameDisk: folder !== null && onSameDisk(folder, rest.dataDir),
      lastGood: lastGood && { at: civilOf(lastGood), file: lastGood.file ?? '', bytes: lastGood.bytes ?? 0 },
      lastFailure: lastFailure?.reason
        ? { at: civilOf(lastFailure), reason: lastFailure.reason, detail: lastFailure.detail }
        : null,
    },
    disk: { state: diskState(space), ...space },
    ahead: (await devices.ahead()).map(({ unit, device, size }) => ({ unit, device, size })),
    ledger: lastChecked && { ok: lastChecked.ledgerOk === true, checkedAt: civilOf(lastChecked) },
  }
}

const civilOf = (run: BackupRun): string => civilTime(Date.parse(run.at))
const hourText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Whether both lie on one disk; a folder that is not there now is on none. */
function onSameDisk(folder: string, dataDir: string): boolean {
  const found = [folder, dataDir].map((path) => statSync(path, { throwIfNoEntry: false })?.dev)
  return found[0] !== undefined && found[0] === found[1]
}
