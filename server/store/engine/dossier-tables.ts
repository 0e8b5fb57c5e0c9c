/** The tables of dossier counts. */
export interface DossierTables {
  dossier_count: DossierCountTable
  portal_count: PortalCountTable
}

/** Numbers are null together where what was entered before is taken back. */
interface DossierCountTable {
  unit_id: number
  /** 0: calendar months. */
  cut_off_day: number
  month: string
  /** 0: not parted by area. */
  area_id: number
  version: number
  received: number | null
  early: number | null
  on_time: number | null
  late: number | null
  apologised: number | null
  at: string
  actor: string
}

interface PortalCountTable {
  unit_id: number
  month: string
  version: number
  dossiers: number | null
  untroubled: number | null
  petitions: number | null
  answered: number | null
  on_time: number | null
  at: string
  actor: string
}
