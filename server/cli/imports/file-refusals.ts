import type { FileRefusal } from '../../services/imports/file-refusal.ts'
import { CommandError, UsageError } from '../args.ts'

/** A wrong file fails, a wrong mapping is wrong use. */
export function errorOf({ path, code, message }: FileRefusal): CommandError | UsageError {
  const sentence = [path, code, message].filter((part) => part !== '').join(': ')
  return path === '' ? new CommandError(sentence) : new UsageError(sentence)
}
