import { failureWords } from '../i18n/failure-words.ts'
import type { Failure } from '../api/client.ts'

/** The rule of the server's contract (`SHORTEST_PASSWORD`), without bringing its schemas into the browser. */
export const SHORTEST_PASSWORD = 10

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
  if (next === current) return { next: 'Mật khẩu mới phải khác mật khẩu hiện tại.' }
  return next === again ? null : { again: 'Hai lần nhập mật khẩu mới chưa giống nhau.' }
}

/** What the server's refusal means. */
export function refusalOf(failure: Failure): PasswordRefusal {
  if (failure.issues.some(({ path }) => path === 'next')) return { next: 'Mật khẩu mới quá ngắn hoặc quá dài.' }
  const isWrong = failure.status === 401 || failure.status === 403 || failure.code.includes('password')
  return isWrong ? { current: 'Mật khẩu hiện tại chưa đúng.' } : { again: failureWords(failure) }
}
