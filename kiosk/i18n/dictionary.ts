/** The words of the kiosk itself; questions, levels, reasons and areas come with the setup. */
export interface Dictionary {
  readonly title: string
  readonly attractQuestion: string
  readonly attractPromise: string
  readonly attractStart: string
  readonly otherLanguage: string
  readonly areasQuestion: string
  readonly areasSkip: string
  readonly facesPromise: string
  readonly back: string
  readonly chooseAgain: string
  readonly thanks: string
  readonly thanksRecorded: string
  readonly thanksReply: string
  readonly moreTime: string
  readonly goOn: string
  readonly sampleData: string
  readonly outOfOrder: string
  readonly outOfOrderPaper: string
  readonly notConnected: string
  readonly insecure: string
  readonly insecureWhy: string
  readonly insecureHttps: string
  readonly insecureHere: string
  readonly insecurePolicy: string
  readonly pairHeading: string
  readonly pairHint: string
  readonly pairField: string
  readonly pairConnect: string
  readonly pairDelete: string
  readonly pairBusy: string
  readonly pairWrong: string
  readonly pairOften: string
  readonly pairOffline: string
  readonly pairTrouble: string
  readonly pairNoSetup: string
}
