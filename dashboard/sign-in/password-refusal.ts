import { passwordWeaknessWords } from '#core/words/failures'
import { failureWords } from '../i18n/failure-words.ts'
import type { Failure } from '../app/client.ts'

/** The rule of the server's contract (`SHORTEST_PASSWORD`), without bringing its schemas into the browser. */
export const SHORTEST_PASSWORD = 10

const SAME = 'Mật khẩu mới phải khác mật khẩu hiện tại.'

/** What is wrong with a new password, at the field where it is wrong; undefined where nothing is. */
export interface PasswordRefusal {
  readonly current?: string
  readonly next?: string
  readonly again?: string
}

/** What can be said before asking the server; null when nothing stands against it. */
export function refusalBefore(current: string, next: string, again: string): PasswordRefusal | null {
  if ([...next].length < SHORTEST_PASSWORD) {
    return { next: `Mật khẩu mới cần từ ${SHORTEST_PASSWORD} ký tự trở lên; hiện có ${[...next].length}.` }
  }
  if (next === current) return { next: SAME }
  return next === again ? null : { again: 'Hai lần nhập mật khẩu mới chưa giống nhau.' }
}

/** What the server's refusal means. */
export function refusalOf(failure: Failure): PasswordRefusal {
  const [issue] = failure.issues
  if (issue?.code === 'same_password') return { next: SAME }
  const weakness = passwordWeaknessWords(failure.issues)
  if (weakness !== undefined) return { next: weakness }
  if (issue?.path === 'next') return { next: 'Mật khẩu mới quá ngắn hoặc quá dài.' }
  return issue?.path === 'current' ? { current: 'Mật khẩu hiện tại chưa đúng.' } : { again: failureWords(failure) }
}
