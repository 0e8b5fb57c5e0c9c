import type { FileRefusal } from '../../services/imports/file-refusal.ts'
import { CommandError, UsageError } from '../args.ts'
import { fileProblemWords } from './file-problem-words.ts'

/** A wrong file fails, a wrong mapping is wrong use: what it is and what to do, then the place, the code and more in English. */
export function errorOf(refusal: FileRefusal): CommandError | UsageError {
  const { path, code, message } = refusal
  const detail = [path, code, message].filter((part) => part !== '').join(': ')
  const words = fileProblemWords(code, refusal)
  const sentence = words === null ? detail : `${words} [${detail}]`
  return path === '' ? new CommandError(sentence) : new UsageError(sentence)
}
