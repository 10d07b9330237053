/** What changes something, by the name under which the audit log knows it. Every use case that does has its row. */
export const actions = {
  "challenge.define": "a challenge was drafted",
  "challenge.revise": "a draft was given another definition",
  "challenge.archive": "a draft that was left alone was archived",
  "challenge.publish": "the rules were frozen and entries opened",
  "challenge.advance": "steps of the clock were taken",
  "challenge.start": "the window opened",
  "challenge.freeze": "the public board was made to stand still",
  "challenge.unfreeze": "the public board moves on",
  "challenge.close": "the window was over",
  "challenge.finish": "the final standings were frozen",
  "challenge.restate": "the final standings were made anew",
  "challenge.join": "participants entered",
  "challenge.reserve": "a place was kept for who is to be charged",
  "challenge.charge": "the charge of an entry fee took a step",
  "challenge.report-charge": "the outcome of a charge was reported",
  "challenge.amend": "an entry was amended",
  "challenge.record": "activities were recorded",
  "challenge.review": "an activity was released or rejected",
  "challenge.deposit": "money was put into the pool",
  "settlement.plan": "a plan was made and published",
  "settlement.uphold-dispute": "a dispute was upheld, and another plan published",
  "settlement.approve": "a plan was approved",
  "settlement.reject": "a plan was rejected",
  "settlement.post": "a plan was posted to the ledger",
  "settlement.payout": "a payout took a step",
  "settlement.complete": "the settlement took the steps that its payouts allow",
  "settlement.report": "the outcome of a payout was reported",
  "settlement.give-up": "a payout was given up",
  "settlement.reclaim": "an unclaimed payout was claimed",
  "settlement.forfeit": "an unclaimed payout was forfeited",
  "settlement.correct": "a settled challenge was corrected",
  "settlement.cancel": "a challenge was cancelled with its settlement",
  "settlement.refund": "the payers of a cancelled challenge were owed their money"
} as const satisfies Readonly<Record<string, string>>

/** The name of something that changes something. */
export type Action = keyof typeof actions
