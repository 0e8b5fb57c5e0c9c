import type { PasswordWeakness } from '../text/weak-password.ts'

/** Why a password is refused, and what to do. */
export const passwordWeaknesses: Readonly<Record<PasswordWeakness, string>> = {
  sequence: 'Mật khẩu này là một dãy phím liền nhau, rất dễ đoán. Mời đặt một câu ngắn dễ nhớ.',
  repeated_signs: 'Mật khẩu này lặp lại vài ký tự, rất dễ đoán. Mời đặt một câu ngắn dễ nhớ.',
  contains_username: 'Mật khẩu này gần như chỉ là tên đăng nhập. Mời đặt một câu ngắn dễ nhớ.',
  contains_office: 'Mật khẩu này gần như chỉ là tên cơ quan. Mời đặt một câu ngắn dễ nhớ.',
  common_password: 'Mật khẩu này nhiều người dùng nên dễ đoán. Mời đặt một câu ngắn dễ nhớ.',
}

/** The sentence for the first of these issues that is about a weak password; undefined where none is. */
export function passwordWeaknessWords(issues: readonly { readonly code: string }[]): string | undefined {
  const codes = new Set(issues.map(({ code }) => code))
  return Object.entries(passwordWeaknesses).find(([code]) => codes.has(code))?.[1]
}
