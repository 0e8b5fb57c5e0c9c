/** Names that were given up because they said several things or nothing; each with the name that says it now. */
export const oldNames: readonly { readonly old: RegExp; readonly now: string }[] = [
  { old: /^(Device|Backup)?Standing$|^prepareStanding$|^markStanding$/, now: 'compareWithStored, TargetVersion, …' },
  { old: /^Admit$|^Arrival$|^admits$/, now: 'ResolveResponse, IncomingResponse, acceptsDevice' },
  { old: /^IntakeRound$|^Grouping$/, now: 'IntakeTransaction, SavepointMode' },
  { old: /^(Response|Outbox)Record$/, now: 'SubmittedResponse, OutboxEntry' },
  { old: /^Arrangement$|^arrange$/, now: 'SitesWithCounters, replaceSites, writeSite' },
  { old: /^Reference$|^Kept[A-Z]\w*$/, now: 'what it holds: Area, Counter, Account' },
  { old: /^View(Policy)?$/, now: 'Audience, DisclosurePolicy' },
  { old: /^Chosen$|^SelectionParts$|^Selection$/, now: 'FigureQuestion, FigureStores, CellFilter' },
  { old: /Place$|Sight$|^Sheet$/, now: 'ResolvedCodes, UnitScope, *Context' },
  { old: /^Shelf$|^Brought$/, now: 'ImportTarget, UnitCounts' },
  { old: /^beginAnew$|^putInPlace$/, now: 'resetAfterRestore, replaceDatabase' },
  { old: /^shown[A-Z]\w*$/, now: 'to…' },
  {
    old: /^[gs]etPassage$|^Passage$|^Ground$|^knownAgain$|^readdress\w*$/,
    now: 'VisitSession, StorageContext, retryRefused',
  },
  { old: /^advance$|^nobody$|^settle$/, now: 'nextStep, emptyVisit, applyReceipt' },
  { old: /^leaving$|^told$|^heard$|^asked$/, now: 'pendingRemoval, message, reply, query' },
  { old: /^(create)?People$/, now: 'Credentials, createCredentials' },
  { old: /^(create)?[sS]enders$/, now: 'token cache, deviceIds' },
  { old: /^([cC]lockwork|[uU]pkeep|[dD]uties)$/, now: 'jobs, scheduler' },
]
