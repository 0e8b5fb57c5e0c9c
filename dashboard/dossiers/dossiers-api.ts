import type { DossierFileReply } from '#contract/dossier-files'
import type { DossierEntry, DossierSheet } from '#contract/dossiers'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

const path = '/api/dossiers'

/** What was entered for a unit in these days, whole months of one calendar. */
export const readDossiers = (
  client: Client,
  query: { readonly unit: string; readonly from: string; readonly to: string },
) => client.get<DossierSheet>(withQuery(path, query))

/** Stores all of it or nothing. */
export const saveDossiers = (client: Client, entry: DossierEntry) => client.send<DossierSheet>('PUT', path, entry)

/** What a file of counts says; nothing is stored by it. */
export const readDossierFile = (client: Client, file: File, query: { readonly unit: string; readonly month: string }) =>
  client.sendFile<DossierFileReply>(withQuery(`${path}/read`, query), file)
