import type { ColumnType } from 'kysely'

/** The tables of people, and of what lets them in. */
export interface PeopleTables {
  account: AccountTable
  account_area: { account_id: number; area_id: number }
  session: SessionTable
  reading_link: ReadingLinkTable
  password_reset: { account_id: number; token_hash: Buffer; expires_at: number }
  known_browser: { token_hash: Buffer; account_id: number; seen_day: string }
  failed_sign_in: { key: Buffer; failures: number; last_at: number }
  second_factor: { account_id: number; secret: Buffer | null; offered: Buffer | null; last_step: number | null }
  api_token: ApiTokenTable
  api_token_area: { token_id: number; area_id: number }
}

interface AccountTable {
  id: number
  username: string
  password_hash: string
  role: string
  unit_id: number
  must_change: number
  retired: number
  display_name: string
}

/** Of an account or of a reading link: one of the two ids is null. */
interface SessionTable {
  token_hash: Buffer
  id: string
  account_id: number | null
  link_id: number | null
  created_at: number
  seen_at: number
  expires_at: number
  browser: string
}

interface ReadingLinkTable {
  id: number
  unit_id: number
  label: string
  token_hash: Buffer
  created_at: number
  expires_at: number
  last_opened_day: string | null
  revoked: number
}

interface ApiTokenTable {
  id: number
  token_hash: Buffer
  role: string
  unit_id: number
  label: string
  expires_at: number | null
  revoked: number
  last_used_day: ColumnType<string | null, string | null | undefined, string | null>
  created_at: ColumnType<number | null, number | null | undefined, number | null>
}
