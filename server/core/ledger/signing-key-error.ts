/** `missing`: not there, or not to be read or written. `other`: no key, or not the one this database was signed with. */
export class SigningKeyError extends Error {
  readonly file: string
  readonly problem: 'missing' | 'other'

  constructor(file: string, problem: 'missing' | 'other') {
    super(`${file}: ${problem}`)
    this.file = file
    this.problem = problem
  }
}
