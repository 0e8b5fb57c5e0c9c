import { relative, resolve } from 'node:path'
import { z } from 'zod'
import type { Retention } from '#core/operations/backup-retention'
import { USUAL_RETENTION } from '#core/operations/backup-retention'

/** A setting is wrong; the message says which and how to mend it. */
export class SettingError extends Error {}

const wholeNumber = (text: string): number => (/^\d+$/.test(text) ? Number(text) : NaN)

/** Pages and their files are addressed from the root, so nothing may come after the host. */
function isWholeOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { pathname, search, hash, username } = new URL(address)
  return /^\/+$/.test(pathname) && search === '' && hash === '' && username === ''
}

const Settings = z.object({
  PORT: z
    .string()
    .default('3000')
    .transform(wholeNumber)
    .refine(
      (port) => port >= 0 && port <= 65535,
      'must be a number from 0 (any free port) to 65535, such as PORT=3000',
    ),
  HOST: z.string().min(1, 'must be an address such as HOST=127.0.0.1').default('127.0.0.1'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as PUBLIC_URL=https://mot-cua.example.vn' })
    .refine(
      isWholeOrigin,
      'phải là địa chỉ gốc, không có đường dẫn phía sau (must have no path: the pages are at the root), such as PUBLIC_URL=https://mot-cua.example.vn',
    )
    .optional(),
  DATA_DIR: z.string().min(1, 'must be a folder such as DATA_DIR=./data').default('./data'),
  DATABASE_URL: z.never('is not supported yet: leave DATABASE_URL out, the data lies in DATA_DIR').optional(),
  RELEASE: z.enum(['daily', 'live'], 'must be RELEASE=daily or RELEASE=live').default('daily'),
  TLS_CERT: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  SIGNING_KEY_FILE: z.string().min(1).optional(),
  BACKUP_DIR: z.string().min(1).optional(),
  BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be an hour of the day such as BACKUP_AT=17:30')
    .default('17:30'),
  BACKUP_KEEP: z
    .string()
    .regex(/^\d{1,3},\d{1,3},\d{1,3}$/, 'must be how many days, weeks and months to keep, such as BACKUP_KEEP=7,4,12')
    .transform((text): Retention => {
      const [daily = 0, weekly = 0, monthly = 0] = text.split(',').map(Number)
      return { daily, weekly, monthly }
    })
    .default(USUAL_RETENTION),
  LOG: z.enum(['auto', 'json'], 'must be LOG=auto or LOG=json').default('auto'),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug'], 'must be LOG_LEVEL=error, warn, info or debug').default('info'),
})

export interface Config {
  readonly port: number
  readonly host: string
  /** Where people reach the server from outside, without a closing slash; null: as the request says. */
  readonly publicUrl: string | null
  readonly dataDir: string
  readonly release: 'daily' | 'live'
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** Where the key that signs checkpoints lies; null: in the database, or where it was moved to before. */
  readonly signingKeyFile: string | null
  readonly backup: {
    /** Goes before the folder chosen at set-up; null: that one, if any. */
    readonly folder: string | null
    /** Minutes after midnight in Vietnam. */
    readonly minute: number
    readonly keep: Retention
  }
  readonly log: {
    /** `auto`: lines for people on a terminal, JSON elsewhere. */
    readonly format: 'auto' | 'json'
    readonly level: 'error' | 'warn' | 'info' | 'debug'
  }
}

/** Apart from the data and their copies: whoever takes one of them must not have the key too. */
function keyFileOf({ SIGNING_KEY_FILE, DATA_DIR, BACKUP_DIR }: z.infer<typeof Settings>): string | null {
  if (SIGNING_KEY_FILE === undefined) return null
  const file = resolve(SIGNING_KEY_FILE)
  for (const folder of [DATA_DIR, BACKUP_DIR])
    if (folder !== undefined && !relative(resolve(folder), file).startsWith('..'))
      throw new SettingError(
        `SIGNING_KEY_FILE=${SIGNING_KEY_FILE}: tệp khóa ký phải nằm ngoài thư mục dữ liệu và thư mục sao lưu, ví dụ SIGNING_KEY_FILE=/etc/hai-long/khoa-ky.pem. (The key must lie outside DATA_DIR and BACKUP_DIR.)`,
      )
  return file
}

/**
 * Reads the settings; an empty text counts as left out.
 * @throws SettingError with a sentence that names the setting
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0] ?? '')
    // An address of a database carries its password.
    const shown = name === 'DATABASE_URL' ? '…' : (given[name] ?? '')
    throw new SettingError(`${name}=${shown}: ${name} ${issue?.message ?? 'is wrong'}.`)
  }
  const settings = parsed.data
  if ((settings.TLS_CERT === undefined) !== (settings.TLS_KEY === undefined))
    throw new SettingError('TLS_CERT and TLS_KEY belong together: set both files or neither.')
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir: resolve(settings.DATA_DIR),
    release: settings.RELEASE,
    tls: settings.TLS_CERT && settings.TLS_KEY ? { cert: settings.TLS_CERT, key: settings.TLS_KEY } : null,
    signingKeyFile: keyFileOf(settings),
    backup: {
      folder: settings.BACKUP_DIR === undefined ? null : resolve(settings.BACKUP_DIR),
      minute: Number(settings.BACKUP_AT.slice(0, 2)) * 60 + Number(settings.BACKUP_AT.slice(3)),
      keep: settings.BACKUP_KEEP,
    },
    log: { format: settings.LOG, level: settings.LOG_LEVEL },
  }
}
