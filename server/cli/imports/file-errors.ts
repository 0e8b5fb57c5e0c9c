import { FileProblem } from '../../files/file-problem.ts'
import { CommandError, UsageError } from '../args.ts'

/** A wrong file fails, a wrong mapping is wrong use. */
export async function asCommandErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    const sentence = [error.path, error.code, error.message].filter((part) => part !== '').join(': ')
    throw error.path === '' ? new CommandError(sentence) : new UsageError(sentence)
  }
}
