import {
  type Counterexample,
  formatReplay,
  type Person,
  type SimulatedRun,
  type SimulationReport
} from "@laurel/core/simulation"

/** The report as one document; amounts are minor units as text. */
export const reportJson = (
  { challengeId, outcomes, faults, counterexample, ...report }: SimulationReport,
  path: string
) => ({
  _v: 1,
  challenge: challengeId,
  ...report,
  outcomes: Object.fromEntries(outcomes),
  faults: Object.fromEntries(faults),
  kept: counterexample === undefined,
  ...(counterexample === undefined ? {} : { counterexample: counterexampleJson(counterexample, path) })
})

const counterexampleJson = ({ violation, replay, run, trials }: Counterexample, path: string) => ({
  ...violation,
  trials,
  replay: `laurel simulate ${path} --replay ${formatReplay(replay)}`,
  people: peopleJson(run)
})

const adjustmentJson = ({ at, wanted: { amount }, reversedAt }: Person["adjustments"][number]) => ({
  at: new Date(at).toISOString(),
  amount,
  ...(reversedAt === undefined ? {} : { reversedAt: new Date(reversedAt).toISOString() })
})

const peopleJson = ({ history: { people } }: SimulatedRun) =>
  people.map(({ number, habit, entry, submissions, amendment, adjustments }: Person) => ({
    number,
    habit,
    participant: entry.participantId,
    enteredAt: new Date(entry.enteredAt).toISOString(),
    ...(amendment === undefined ? {} : { amendedTo: amendment.entry.status }),
    ...(adjustments.length === 0 ? {} : { adjustments: adjustments.map(adjustmentJson) }),
    rows: submissions.map(({ number: row, fault, arrival: { activity, receivedAt } }) => ({
      row,
      ...(fault === undefined ? {} : { fault }),
      ...activity,
      at: new Date(activity.at).toISOString(),
      receivedAt: new Date(receivedAt).toISOString()
    }))
  }))

/** One run again as one document. */
export const replayJson = (run: SimulatedRun) => ({
  _v: 1,
  seed: run.seed,
  ending: run.ending ?? "BrokenOff",
  traceHash: run.traceHash,
  checked: Object.fromEntries(run.checked),
  outcomes: Object.fromEntries(run.outcomes),
  board: (run.board?.overall.ranked ?? []).map(({ rank, standing: { participantId, status, score } }) => ({
    rank,
    participant: participantId,
    status,
    score
  })),
  awards: (run.plan?.prizes.awards ?? []).map(({ participantId, stage, minorUnits }) => ({
    participant: participantId,
    stage,
    minorUnits
  })),
  people: peopleJson(run),
  kept: run.violation === undefined,
  ...(run.violation === undefined ? {} : { violation: run.violation })
})
