import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** Tables of facts: nothing in them is ever changed or deleted. */
export const appendOnly = ['response', 'answer', 'ledger', 'checkpoint', 'questionnaire', 'audit'] as const

/** The office, what is asked, and the append-only facts: responses, answers, the ledger over them. */
export async function facts(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  await run(db, [...reference(engine), ...places(engine), ...responses(engine), ...ledger(engine)])
  for (const table of appendOnly) await run(db, engine.forbidChange(table))
}

const reference = ({ integer, tableEnd, clusteredEnd }: Engine): string[] => [
  `create table unit (
    id ${integer} primary key, code text not null unique, name text not null, parent_id ${integer} references unit (id),
    ledger_key text not null unique, cut_off_day ${integer}, minimum_answers ${integer} not null
  )${tableEnd}`,
  `create table area (
    id ${integer} primary key, code text not null unique, position ${integer} not null,
    name_vi text not null, name_en text not null, label_vi text not null, label_en text not null,
    retired ${integer} not null
  )${tableEnd}`,
  `create table area_group (
    group_code text not null, area_id ${integer} not null references area (id), primary key (group_code, area_id)
  )${clusteredEnd}`,
  `create table procedure (
    id ${integer} primary key, code text not null unique, area_id ${integer} not null references area (id),
    name_vi text not null, name_en text not null, retired ${integer} not null
  )${tableEnd}`,
  `create table questionnaire (
    id ${integer} primary key, code text not null, version ${integer} not null, comparable text not null,
    body text not null, unique (code, version)
  )${tableEnd}`,
]

const places = ({ integer, real, bytes, tableEnd, clusteredEnd }: Engine): string[] => [
  `create table counter (
    id ${integer} primary key, unit_id ${integer} not null references unit (id), name text not null, stage text,
    unique (unit_id, name)
  )${tableEnd}`,
  `create table counter_area (
    counter_id ${integer} not null references counter (id), area_id ${integer} not null references area (id),
    primary key (counter_id, area_id)
  )${clusteredEnd}`,
  `create table device (
    id ${integer} primary key, unit_id ${integer} not null references unit (id), name text not null,
    token_hash ${bytes} not null unique, paired_at text not null, received_to ${integer} not null,
    flagged ${integer} not null, revoked ${integer} not null,
    last_seen_at text, waiting ${integer}, last_seq ${integer}, clock_offset_ms ${integer}, app_version text,
    storage text, battery ${real}, last_error text
  )${tableEnd}`,
  `create table device_sequence (
    device_id ${integer} not null references device (id), seq ${integer} not null, response_id ${bytes},
    primary key (device_id, seq)
  )${clusteredEnd}`,
  `create table assignment (
    id ${integer} primary key, device_id ${integer} not null references device (id),
    unit_id ${integer} not null references unit (id), counter_id ${integer} not null references counter (id), stage text
  )${tableEnd}`,
  `create index assignment_of_device on assignment (device_id, id)`,
  `create table pairing_code (
    selector text primary key, secret_hash ${bytes} not null, unit_id ${integer} not null references unit (id),
    counter_id ${integer} not null references counter (id), expires_at ${integer} not null, tries ${integer} not null,
    used ${integer} not null
  )${tableEnd}`,
]

const responses = ({ integer, bytes, tableEnd, clusteredEnd }: Engine): string[] => [
  `create table response (
    unit_id ${integer} not null references unit (id), id ${bytes} not null,
    assignment_id ${integer} references assignment (id), seq ${integer}, counter_id ${integer} not null,
    area_id ${integer} not null, procedure_id ${integer} not null, stage text not null, channel text not null,
    questionnaire_id ${integer} not null references questionnaire (id), local_date text not null,
    half_day ${integer} not null, language text not null, assisted ${integer} not null,
    uncertain_time ${integer} not null, dwell_bucket ${integer}, gap_bucket ${integer}, reasons text,
    primary key (unit_id, id)
  )${clusteredEnd}`,
  `create table answer (
    unit_id ${integer} not null, response_id ${bytes} not null, criterion text not null, level ${integer},
    primary key (unit_id, response_id, criterion),
    foreign key (unit_id, response_id) references response (unit_id, id)
  )${clusteredEnd}`,
  `create table comment (
    unit_id ${integer} not null, response_id ${bytes} not null, text text, salt ${bytes} not null,
    commitment ${bytes} not null, primary key (unit_id, response_id),
    foreign key (unit_id, response_id) references response (unit_id, id)
  )${clusteredEnd}`,
  `create table quarantine (
    id ${integer} primary key, unit_id ${integer} not null references unit (id), response_id ${bytes} not null,
    device_id ${integer}, day text not null, record text not null
  )${tableEnd}`,
]

const ledger = ({ integer, bytes, tableEnd, clusteredEnd }: Engine): string[] => [
  `create table ledger (
    unit_id ${integer} not null references unit (id), position ${integer} not null, response_id ${bytes} not null,
    hash ${bytes} not null, primary key (unit_id, position)
  )${clusteredEnd}`,
  `create table checkpoint (
    unit_id ${integer} not null references unit (id), size ${integer} not null, hash ${bytes} not null,
    day text not null, signature ${bytes} not null, primary key (unit_id, size)
  )${clusteredEnd}`,
  `create table secret (name text primary key, value ${bytes} not null)${tableEnd}`,
  `create table audit (
    id ${integer} primary key, at text not null, actor text not null, action text not null, subject text not null,
    detail text not null
  )${tableEnd}`,
]
