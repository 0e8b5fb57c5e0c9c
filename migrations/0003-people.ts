import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** Targets of the office's plan, accounts, sessions and tokens; secrets of people are kept as hashes only. */
export async function people(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, real, bytes, tableEnd } = engine
  await run(db, [
    `create table target (
      id ${integer} primary key, unit_id ${integer} not null references unit (id), group_code text not null,
      operator text not null, value ${real} not null, valid_from text not null, valid_to text not null,
      source text not null, retired ${integer} not null
    )${tableEnd}`,
    `create table account (
      id ${integer} primary key, username text not null unique, password_hash text not null, role text not null,
      unit_id ${integer} not null references unit (id), must_change ${integer} not null, retired ${integer} not null
    )${tableEnd}`,
    `create table session (
      token_hash ${bytes} primary key, account_id ${integer} not null references account (id),
      expires_at ${integer} not null
    )${tableEnd}`,
    `create table api_token (
      id ${integer} primary key, token_hash ${bytes} not null unique, role text not null,
      unit_id ${integer} not null references unit (id), label text not null, expires_at ${integer},
      revoked ${integer} not null
    )${tableEnd}`,
  ])
}
