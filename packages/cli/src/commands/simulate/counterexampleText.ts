import { formatInstant } from "@laurel/core/shared"
import {
  type Counterexample,
  formatReplay,
  type Person,
  type SimulatedRun,
  type Violation
} from "@laurel/core/simulation"
import { plural } from "../../output/plural.ts"
import type { Style } from "../../output/style.ts"

/** At most so many people, and rows of each, are shown; the replay has all. */
const shownPeople = 10
const shownRows = 20

/** A broken promise with the smallest run that breaks it, for people. */
export const counterexampleText = (
  { violation, replay, run, trials }: Counterexample,
  path: string,
  style: Style
): string =>
  [
    violationText(violation, style),
    `Smallest run that breaks it (after ${trials} more runs): ${sizeOf(run)}`,
    ...peopleLines(run),
    `Repeat it with: laurel simulate ${path} --replay ${formatReplay(replay)}`,
    ""
  ].join("\n")

/** What was promised and what was found. */
export const violationText = ({ invariant, promise, message, at }: Violation, { red }: Style): string =>
  `${red(`${invariant} is broken`)}: ${promise}\n  ${message}\n  at ${formatInstant(at)} of the virtual time`

const sizeOf = ({ history: { people } }: SimulatedRun): string => {
  const rows = people.reduce((sum, { submissions }) => sum + submissions.length, 0)
  return `${plural(people.length, "person", "people")}, ${plural(rows, "activity", "activities")}`
}

/** The people of a run and what they sent. */
export const peopleLines = ({ history: { people } }: SimulatedRun): ReadonlyArray<string> => [
  ...people.slice(0, shownPeople).flatMap(personLines),
  ...(people.length > shownPeople ? [`  … and ${people.length - shownPeople} more people`] : [])
]

const personLines = ({ number, habit, entry, submissions, amendment, adjustments }: Person): ReadonlyArray<string> => [
  `  person ${number} (${habit}): ${entry.participantId} entered ${formatInstant(entry.enteredAt)}` +
    `${entry.eligibility === undefined ? "" : `, ${entry.eligibility}`}` +
    `${amendment === undefined ? "" : `; ${amendment.entry.status} ${formatInstant(amendment.at)}`}`,
  ...adjustments.map(adjustmentLine),
  ...submissions.slice(0, shownRows).map(rowLine),
  ...(submissions.length > shownRows ? [`    … and ${submissions.length - shownRows} more rows`] : [])
]

const adjustmentLine = ({ at, wanted, reversedAt }: Person["adjustments"][number]): string =>
  `    adjusted by ${wanted.amount} units ${formatInstant(at)}` +
  `${reversedAt === undefined ? "" : `, taken back ${formatInstant(reversedAt)}`}`

const rowLine = ({ number, arrival: { activity, receivedAt }, fault }: Person["submissions"][number]): string => {
  const { metric, quantity, at, source, sourceKey, revision } = activity
  const what = activity.void ? "void" : `${quantity} units of ${metric}`
  return (
    `    row ${number}${fault === undefined ? "" : ` (${fault})`}: ${what} at ${formatInstant(at)}, ` +
    `from ${source} ${sourceKey} revision ${revision}, received ${formatInstant(receivedAt)}`
  )
}
