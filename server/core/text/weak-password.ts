import { commonPasswordWords } from './common-passwords.ts'
import { foldVietnamese } from './slug.ts'

/** Why a password is soon guessed. */
export type PasswordWeakness =
  'sequence' | 'repeated_signs' | 'contains_username' | 'contains_office' | 'common_password'

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly username: string
  /** What the office is called. */
  readonly officeNames: readonly string[]
}

/** Signs that must be left once all that is guessed first has been taken out. */
const FEWEST_OWN_SIGNS = 5
/** Signs in a row that make a sequence. */
const SEQUENCE = 4

/** Rows and columns of the keyboard, the alphabet and the digits: what fingers run along. */
const runs: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '!@#$%^&*()',
  'a1b2c3d4e5f6g7h8i9j0',
  '1a2b3c4d5e6f7g8h9i0j',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
].flatMap((run) => [run, [...run].reverse().join('')])

/** Digits and signs that stand for letters. */
const leet: Readonly<Record<string, string>> = {
  '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i',
} // prettier-ignore

/**
 * Whether a password is one of those that are tried first: a run along the keyboard, few signs over and over, the user's
 * or the office's name, a common word with digits behind it. Length is judged elsewhere. Source: NIST SP 800-63B §5.1.1.2
 * (values known to be commonly used, expected or compromised: repetitive or sequential characters, context-specific words).
 *
 * @returns null when nothing is known against it
 */
export function passwordWeakness(password: string, { username, officeNames }: PasswordOwner): PasswordWeakness | null {
  const text = foldVietnamese(password.normalize('NFKC'))
  if (isRepeated(text)) return 'repeated_signs'
  if (ownSigns(withoutRuns(text.replaceAll(/(.)\1+/gu, '$1'))) < FEWEST_OWN_SIGNS) return 'sequence'
  const plain = text.replaceAll(/[^a-z0-9]/g, '')
  const names = (list: readonly string[]): string[] =>
    list.map((name) => foldVietnamese(name).replaceAll(/[^a-z0-9]/g, '')).filter((name) => name.length >= 3)
  if (isMadeOf(plain, names([username]))) return 'contains_username'
  if (isMadeOf(plain, names(officeNames.flatMap(partsOfName)))) return 'contains_office'
  const letters = [...text].map((sign) => leet[sign] ?? sign).join('')
  const isCommon = [plain, letters.replaceAll(/[^a-z0-9]/g, '')].some((each) => isMadeOf(each, commonPasswordWords))
  return isCommon ? 'common_password' : null
}

/** Whether little is left of the text without these words, years and runs. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const found = [...words].sort((a, b) => b.length - a.length).filter((word) => text.includes(word))
  if (found.length === 0) return false
  const rest = found.reduce((left, word) => left.replaceAll(word, ' '), text)
  return ownSigns(withoutRuns(rest.replaceAll(/(19|20)\d\d/g, ' '))) < FEWEST_OWN_SIGNS
}

/** Signs that are not blanks, nor the same one again. */
const ownSigns = (text: string): number => text.replaceAll(' ', '').replaceAll(/(.)\1+/gu, '$1').length

/** One to four signs over and over, or no more than three different ones. */
const isRepeated = (text: string): boolean => /^(.{1,4}?)\1+.{0,3}$/u.test(text) || new Set(text).size <= 3

/** The text with a blank in place of whatever runs along a keyboard, an alphabet or the digits. */
function withoutRuns(text: string): string {
  let left = ''
  for (let at = 0; at < text.length;) {
    const length = runAt(text, at)
    left += length >= SEQUENCE ? ' ' : text.charAt(at)
    at += length >= SEQUENCE ? length : 1
  }
  return left
}

function runAt(text: string, at: number): number {
  let longest = 0
  for (const run of runs) {
    const start = run.indexOf(text.charAt(at))
    let length = 0
    while (start !== -1 && at + length < text.length && run.charAt(start + length) === text.charAt(at + length))
      length += 1
    longest = Math.max(longest, length)
  }
  return longest
}

/** A name with and without what kind of office it is, and the letters its words begin with. */
function partsOfName(name: string): string[] {
  const words = foldVietnamese(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const kinds = [
    'phuong',
    'xa',
    'thi',
    'tran',
    'dac',
    'khu',
    'tinh',
    'thanh',
    'pho',
    'ubnd',
    'trung',
    'tam',
    'bo',
    'phan',
  ]
  const own = words.filter((word) => !kinds.includes(word))
  return [words.join(''), own.join(''), own.slice(-2).join('')]
}
