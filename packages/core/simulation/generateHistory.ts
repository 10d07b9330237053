import { AdjustmentId, type ChallengeDefinition, type Deposit, type Entry, outside } from "../src/challenge/index.ts"
import { entryFeeAt } from "../src/prize/index.ts"
import { type Instant, maxMagnitude, Name, ParticipantId, Rational, UserId } from "../src/shared/index.ts"
import { effortsOf } from "./effortsOf.ts"
import type { Amendment, Habit, History, OrganiserPlan, Person, PlannedAdjustment } from "./History.ts"
import { Random, seedFrom } from "./Random.ts"
import { type Setting, settingOf } from "./Setting.ts"
import { submissionsOf } from "./submissionsOf.ts"

const day = 86_400_000

/** Published this long before anything else happens. */
const ahead = 7 * day

/** How large a history is, and whether things go wrong in it. */
export interface HistoryOptions {
  readonly participants: number
  /** True unless said otherwise. */
  readonly faults?: boolean
  /** Whether an organiser freezes, cancels, adjusts scores, upholds disputes and corrects; true unless said otherwise. */
  readonly incidents?: boolean
}

/** Streams of their own, so that what one purpose draws changes no other. */
const streams = { habit: 1, entry: 2, efforts: 3, devices: 4, organiser: 5, adjustments: 6 } as const

const habitsAsLikely: readonly [Habit, ...Array<Habit>] = [
  "Steady",
  "Steady",
  "Steady",
  "Weekend",
  "Weekend",
  "Streaky",
  "Streaky",
  "Idle",
  "LateJoiner",
  "Cheat",
  "Twin",
  "Twin"
]

/**
 * Imagines all that happens in a challenge: who enters, what they do, what goes wrong, what the organiser does. Pure: the
 * same definition, seed and options give the same history, byte for byte. The definition must be sound.
 */
export const generateHistory = (definition: ChallengeDefinition, seed: number, options: HistoryOptions): History =>
  historyIn(settingOf(definition), seed, options)

/** As `generateHistory`, in a setting that is ready. */
export const historyIn = (setting: Setting, seed: number, options: HistoryOptions): History => {
  const publishedAt = publicationOf(setting)
  const people = Array.from({ length: options.participants }, (_, number) =>
    personOf(setting, seed, number, publishedAt, options)
  )
  const organiser =
    options.incidents === false ? uneventful : organiserOf(setting, new Random(seedFrom(seed, streams.organiser)))
  return { seed, publishedAt, people, deposits: depositsOf(setting, publishedAt), organiser }
}

const publicationOf = ({ rules: { schedule } }: Setting): Instant =>
  Math.min(schedule.start, schedule.entriesOpen ?? schedule.start, schedule.entriesClose) - ahead

const habitOf = (seed: number, number: number): Habit =>
  new Random(seedFrom(seed, streams.habit, number)).pick(habitsAsLikely)

/** Whose efforts a person's are: for a twin those of the nearest person before who is none. */
const originalOf = (seed: number, number: number): number => {
  let original = number
  while (original > 0 && habitOf(seed, original) === "Twin") original--
  return original
}

const personOf = (
  setting: Setting,
  seed: number,
  number: number,
  publishedAt: Instant,
  { faults = true, incidents = true }: HistoryOptions
): Person => {
  const habit = habitOf(seed, number)
  const original = originalOf(seed, number)
  const entry = entryOf(setting, seed, number, original, publishedAt)
  const zone = entry.zone ?? setting.definition.zone
  const efforts = effortsOf(
    setting,
    habitOf(seed, original),
    new Random(seedFrom(seed, streams.efforts, original)),
    zone,
    entry.enteredAt
  )
  const random = new Random(seedFrom(seed, streams.devices, number))
  const submissions = submissionsOf(setting, entry, habit, efforts, random, faults)
  const amendment = amendmentOf(setting, entry, habit, random)
  const adjustments = incidents
    ? adjustmentsOf(setting, entry, new Random(seedFrom(seed, streams.adjustments, number)))
    : []
  return { number, habit, entry, submissions, adjustments, ...(amendment === undefined ? {} : { amendment }) }
}

const entryOf = (
  { definition, rules: { schedule }, zones, categories, usesHandicaps }: Setting,
  seed: number,
  number: number,
  original: number,
  publishedAt: Instant
): Entry => {
  const random = new Random(seedFrom(seed, streams.entry, original))
  const own = new Random(seedFrom(seed, streams.entry, number, number))
  const padded = `${number + 1}`.padStart(3, "0")
  const opens = Math.max(publishedAt, schedule.entriesOpen ?? publishedAt)
  const isLate = habitOf(seed, original) === "LateJoiner" && schedule.entriesClose > schedule.start
  const [from, to] = isLate
    ? [schedule.start, schedule.entriesClose - 1]
    : [opens, Math.min(schedule.start, schedule.entriesClose) - 1]
  const enteredAt = from + random.below(Math.max(1, to - from + 1))
  const fee = definition.prizes === undefined ? 0n : entryFeeAt(definition.prizes.funding, enteredAt)
  const zone = random.pick(zones)
  const handicap = random.between(-4, 4)
  const eligibility = eligibilities[own.below(16)]
  const division = definition.divisions[random.below(Math.max(1, definition.divisions.length))]
  return {
    participantId: ParticipantId.make(`p${padded}`),
    userId: UserId.make(`u${padded}`),
    enteredAt,
    ...(definition.teams === undefined ? {} : { team: teamOf(definition.teams, number) }),
    ...(division === undefined ? {} : { division }),
    ...(zone === definition.zone ? {} : { zone }),
    ...(usesHandicaps && handicap !== 0 ? { handicap: Rational.rational(BigInt(handicap), 4n) } : {}),
    categories: categories.filter(() => own.chance(1, 2)).map((category) => Name.make(category)),
    ...(eligibility === undefined ? {} : { eligibility }),
    status: "Active",
    ...(fee === 0n ? {} : { fee: { payer: own.chance(1, 6) ? "company" : `u${padded}`, minorUnits: fee } })
  }
}

/** One in sixteen each is paid nothing, is not ranked, or has yet to be verified. */
const eligibilities = ["RankedNotPaid", "Excluded", "Unverified"] as const

/** Teams fill up one after the other; the last may stay too small. */
const teamOf = (teams: NonNullable<ChallengeDefinition["teams"]>, number: number): ParticipantId =>
  ParticipantId.make(`team-${Math.floor(number / (teams.maximum ?? Math.max(teams.minimum, 4))) + 1}`)

/** Some withdraw on the way, and every second cheat is found out before the end. */
const amendmentOf = (
  { rules: { schedule } }: Setting,
  entry: Entry,
  habit: Habit,
  random: Random
): Amendment | undefined => {
  if (habit === "Cheat" && random.chance(1, 2))
    return { at: schedule.end - 1, entry: { ...entry, status: "Disqualified" } }
  if (!random.chance(1, 20)) return undefined
  const at =
    Math.max(entry.enteredAt, schedule.start) + random.below(schedule.end - Math.max(entry.enteredAt, schedule.start))
  return { at, entry: { ...entry, status: "Withdrawn" } }
}

/** Of one in eight the organiser adjusts the score, up to three times: mostly by a little, at times by more than a score can hold. */
const adjustmentsOf = (
  { rules: { schedule, program } }: Setting,
  { participantId, enteredAt }: Entry,
  random: Random
): ReadonlyArray<PlannedAdjustment> => {
  if (!random.chance(1, 8)) return []
  const from = Math.max(enteredAt, schedule.start)
  return Array.from({ length: random.between(1, 3) }, (_, number) => {
    const size = random.chance(1, 12) ? maxMagnitude : random.between(1, 20 * 10 ** program.score.decimals)
    const at = from + random.below(schedule.graceEnds - from)
    const id = AdjustmentId.make(`${participantId}-${number}`)
    const wanted = { id, participantId, amount: random.chance(1, 2) ? size : -size, reason: "missed a checkpoint" }
    return random.chance(1, 3) ? { at, wanted, reversedAt: at + random.below(schedule.graceEnds - at) } : { at, wanted }
  })
}

const depositsOf = ({ definition: { prizes } }: Setting, at: Instant): ReadonlyArray<Deposit> => {
  const { sponsor = 0n, carryOver = 0n } = prizes?.funding ?? {}
  const deposits: ReadonlyArray<Deposit> = [
    { id: "sponsor", kind: "Sponsor", payer: "sponsor", minorUnits: sponsor, at },
    { id: "carry-over", kind: "CarryOver", payer: `${outside}an-earlier-challenge`, minorUnits: carryOver, at }
  ]
  return deposits.filter(({ minorUnits }) => minorUnits > 0n)
}

const uneventful: OrganiserPlan = { upholdsDispute: false, corrects: false, judges: "Disqualified" }

const organiserOf = ({ definition, rules: { schedule } }: Setting, random: Random): OrganiserPlan => {
  const { start, end } = schedule
  const from = start + random.below(end - start)
  const to = random.chance(1, 2) ? { to: from + random.below(end - from) } : {}
  const freeze = definition.freezeAt === undefined && random.chance(1, 2) ? { freeze: { from, ...to } } : {}
  const cancel = random.chance(1, 12) ? { cancel: random.chance(1, 2) ? from : ("InsteadOfSettling" as const) } : {}
  const [upholdsDispute, corrects] = [random.chance(1, 6), random.chance(1, 4)]
  const judges = random.pick(["Disqualified", "RankedNotPaid", "Excluded"] as const)
  return { ...freeze, ...cancel, upholdsDispute, corrects, judges }
}
