import type { Random } from "../Random.ts"
import type { ContestCommand, Row } from "./Contest.ts"
import { maximumCalls } from "./linearize.ts"

/** More people than places, so that it matters who is first. */
const people = ["ada", "bob", "eve", "lin"] as const

/** What is drawn how often: recording and looking most, as in life. */
const kinds = [
  ...([
    "Join",
    "Join",
    "Record",
    "Record",
    "Record",
    "Record",
    "Board",
    "Board",
    "Board",
    "Explain",
    "Explain"
  ] as const),
  ...(["Review", "Amend", "Freeze", "Unfreeze", "Pool"] as const)
] as const

/** Some quantities that count and one that is put in quarantine. */
const quantities = [1, 5, 20, 100, 300] as const

const row = (random: Random): Row => {
  const person = random.pick(people)
  return {
    person,
    key: `${person}-${random.below(2)}`,
    revision: random.below(4),
    quantity: random.pick(quantities),
    void: random.chance(1, 8)
  }
}

const several = <A>(random: Random, most: number, one: () => A): ReadonlyArray<A> =>
  Array.from({ length: random.between(1, most) }, one)

const command = (random: Random): ContestCommand => {
  const _tag = random.pick(kinds)
  switch (_tag) {
    case "Join":
      return { _tag, people: several(random, 2, () => random.pick(people)) }
    case "Record":
      return { _tag, rows: several(random, 3, () => row(random)) }
    case "Board":
      return { _tag, view: random.pick(["Public", "Organiser"]) }
    case "Explain":
      return { _tag, person: random.pick(people) }
    case "Review":
      return { _tag, key: row(random).key, verdict: random.pick(["Released", "Rejected"]) }
    case "Amend":
      return { _tag, person: random.pick(people), status: random.pick(["Active", "Disqualified"]) }
    default:
      return { _tag }
  }
}

/** What each of several callers asks of one challenge, in order: as many calls in all as can be searched. */
export const drawCommands = (random: Random, callers: number): ReadonlyArray<ReadonlyArray<ContestCommand>> => {
  const most = Math.floor(maximumCalls / callers)
  return Array.from({ length: callers }, () => Array.from({ length: most }, () => command(random)))
}
