import type { SetupAnswer } from '#contract/setup'
import type { SetupChange } from '../../store/setup/setup.ts'
import { administrativeList } from './administrative-list.ts'
import { checkFolder } from '../backups/folder-check.ts'
import { ApiError } from '../../http/framework/errors.ts'

/** What an answer is judged by besides itself. */
export interface AnswerSight {
  readonly dataDir: string
  /** null for an API token. */
  readonly account: { readonly id: number } | null
}

/** What an answer changes. @throws invalid_request at the field that cannot stand */
export async function changeOf(answer: SetupAnswer, sight: AnswerSight): Promise<SetupChange> {
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
      return { step: 'backup', settings: { 'backup.folder': await folderOf(answer, sight.dataDir) } }
    case 'people':
      if (!sight.account) throw new ApiError('not_allowed')
      return { step: 'people', accountId: sight.account.id, displayName: answer.displayName }
    case 'progress':
      return { step: 'progress' }
  }
}

async function officeChange(answer: Extract<SetupAnswer, { step: 'office' }>): Promise<SetupChange> {
  const { administrativeUnit: code, name, unitName, useCode } = answer
  const chosen = code === null ? null : (await administrativeList()).byCode(code)
  if (code !== null && !chosen)
    throw new ApiError('invalid_request', [{ path: 'administrativeUnit', code: 'unknown_unit' }])
  const settings = { 'office.name': name.normalize('NFC'), 'office.administrative-unit': code }
  return { step: 'office', name: unitName.normalize('NFC'), code: useCode ? code : null, settings }
}

async function folderOf(
  { folder, create }: Extract<SetupAnswer, { step: 'backup' }>,
  dataDir: string,
): Promise<string | null> {
  if (folder === null) return null
  const checked = await checkFolder({ folder, create: create ?? false }, dataDir)
  if (typeof checked === 'string') throw new ApiError('invalid_request', [{ path: 'folder', code: checked }])
  return checked.folder
}
