import type { IssueList } from '../../services/imports/issue-list.ts'
import type { CommandIo } from '../io.ts'

/** Ends the list of all issues and says where it is. */
export function closeIssueFile(list: IssueList, io: CommandIo): void {
  const end = list.close()
  if (end.kind === 'written') io.say(`Danh sách đầy đủ các lỗi: ${end.file} (all issues)`)
  if (end.kind !== 'failed') return
  io.say(`Không ghi được danh sách đầy đủ các lỗi: ${end.file} (cannot write all issues: ${end.reason})`)
}
