import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/**
 * What accounts may see and how their owners are known: areas of officers, one-time links, known browsers, failed tries,
 * second factors, and reading links whose sessions belong to no account.
 */
export async function accounts(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, bytes, tableEnd } = engine
  await run(db, [
    `alter table account add column display_name text not null default ''`,
    `alter table api_token add column last_used_day text`,
    `create table account_area (
      account_id ${integer} not null references account (id), area_id ${integer} not null references area (id),
      primary key (account_id, area_id)
    )${tableEnd}`,
    `create table api_token_area (
      token_id ${integer} not null references api_token (id), area_id ${integer} not null references area (id),
      primary key (token_id, area_id)
    )${tableEnd}`,
    `create table reading_link (
      id ${integer} primary key, unit_id ${integer} not null references unit (id), label text not null,
      token_hash ${bytes} not null unique, created_at ${integer} not null, expires_at ${integer} not null,
      last_opened_day text, revoked ${integer} not null
    )${tableEnd}`,
    // A session of before has no id and no age: everybody signs in once more.
    `drop table session`,
    `create table session (
      token_hash ${bytes} primary key, id text not null unique, account_id ${integer} references account (id),
      link_id ${integer} references reading_link (id), created_at ${integer} not null, seen_at ${integer} not null,
      expires_at ${integer} not null, browser text not null,
      check ((account_id is null) <> (link_id is null))
    )${tableEnd}`,
    `create index session_account on session (account_id)`,
    `create table password_reset (
      account_id ${integer} primary key references account (id), token_hash ${bytes} not null unique,
      expires_at ${integer} not null
    )${tableEnd}`,
    `create table known_browser (
      token_hash ${bytes} not null, account_id ${integer} not null references account (id),
      seen_day text not null, primary key (token_hash, account_id)
    )${tableEnd}`,
    `create table failed_sign_in (
      key ${bytes} primary key, failures ${integer} not null, last_at ${integer} not null
    )${tableEnd}`,
    `create table second_factor (
      account_id ${integer} primary key references account (id), secret ${bytes}, offered ${bytes}, last_step ${integer}
    )${tableEnd}`,
  ])
}
