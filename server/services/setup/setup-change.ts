import type { FolderCheck, FolderReply, SetupAnswer } from '#contract/setup'
import type { SetupChange } from '../../store/setup/setup.ts'
import { administrativeList } from './administrative-list.ts'
import type { ForbiddenFolders } from '../backups/folder-check.ts'
import { checkFolder } from '../backups/folder-check.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField } from '../refusal.ts'

/** What an answer is judged by besides itself. */
export interface AnswerContext {
  /** Where no backup may lie. */
  readonly forbidden: ForbiddenFolders
  /** null for an API token. */
  readonly account: { readonly id: number } | null
}

/** What an answer changes. @returns refused with invalid_request at the field that cannot stand, or not_allowed */
export async function changeOf(answer: SetupAnswer, context: AnswerContext): Promise<SetupChange | Refusal> {
  switch (answer.step) {
    case 'office':
      return officeChange(answer)
    case 'places':
      return { step: 'places', sites: answer.sites }
    case 'targets':
      return { step: 'targets', targets: answer.targets }
    case 'hours':
      return { step: 'hours', hours: { week: answer.week, closedDays: answer.closedDays } }
    case 'reports': {
      const { cutOffDay, periods, recipients } = answer
      const settings = { 'report.periods': JSON.stringify(periods), 'report.recipients': recipients.join('\n') }
      return { step: 'reports', cutOffDay, settings }
    }
    case 'backup':
      return backupChange(answer, context.forbidden)
    case 'people':
      if (!context.account) return refuse('not_allowed')
      return { step: 'people', accountId: context.account.id, displayName: answer.displayName }
    case 'progress':
      return { step: 'progress' }
  }
}

async function officeChange(answer: Extract<SetupAnswer, { step: 'office' }>): Promise<SetupChange | Refusal> {
  const { administrativeUnit: code, name, unitName, useCode } = answer
  const chosen = code === null ? null : (await administrativeList()).byCode(code)
  if (code !== null && !chosen) return refuseField('invalid_request', 'administrativeUnit', 'unknown_unit')
  const settings = { 'office.name': name, 'office.administrative-unit': code }
  return { step: 'office', name: unitName, code: useCode ? code : null, settings }
}

async function backupChange(
  { folder, create }: Extract<SetupAnswer, { step: 'backup' }>,
  forbidden: ForbiddenFolders,
): Promise<SetupChange | Refusal> {
  if (folder === null) return { step: 'backup', settings: { 'backup.folder': null } }
  const checked = await checkBackupFolder({ folder, create }, forbidden)
  return isRefusal(checked) ? checked : { step: 'backup', settings: { 'backup.folder': checked.folder } }
}

/** Tries a folder as the place of backups. @returns refused at `folder` with what stands against it */
export async function checkBackupFolder(
  folder: FolderCheck,
  forbidden: ForbiddenFolders,
): Promise<FolderReply | Refusal> {
  const checked = await checkFolder(folder, forbidden)
  return typeof checked === 'string' ? refuseField('invalid_request', 'folder', checked) : checked
}
