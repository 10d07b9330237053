import type { Activity, Arrival } from "../src/activity/index.ts"
import type { Entry } from "../src/challenge/index.ts"
import { Name, UserId } from "../src/shared/index.ts"
import type { Effort } from "./effortsOf.ts"
import type { Fault, Habit, Submission } from "./History.ts"
import type { Random } from "./Random.ts"
import type { Setting } from "./Setting.ts"

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Nobody of this name takes part, and nothing of this name is measured. */
const stranger = UserId.make("stranger")
const unheardOf = Name.make("unheard-of")

/** How often something goes wrong with an effort, of 100; with a cheat more often than not. */
const ordinaryFaults = 12
const cheatFaults = 60

const ofEverybody: readonly [Fault, ...Array<Fault>] = [
  "Duplicate",
  "Duplicate",
  "Late",
  "OutOfOrder",
  "OutOfOrder",
  "Correction",
  "Correction",
  "Void",
  "DeviceOverlap",
  "DeviceOverlap",
  "ZoneChange",
  "Implausible",
  "OutOfRange",
  "ForeignUser",
  "ForeignMetric",
  "OutsideWindow",
  "Conflict",
  "StolenKey",
  "Future"
]
const ofCheats: readonly [Fault, ...Array<Fault>] = [
  "Implausible",
  "Implausible",
  "Future",
  "OutsideWindow",
  "StolenKey",
  "Conflict",
  "OutOfRange"
]

/** What the devices of a person send for these efforts, mishaps included: a function of the stream. */
export const submissionsOf = (
  setting: Setting,
  entry: Entry,
  habit: Habit,
  efforts: ReadonlyArray<Effort>,
  random: Random,
  withFaults: boolean
): ReadonlyArray<Submission> => {
  const devices = new Devices(setting, entry, random)
  // Half of the people have no trouble at all, and a twin none of its own: else no tie would survive.
  const isTroubled = withFaults && habit !== "Twin" && (habit === "Cheat" || random.chance(1, 2))
  for (const effort of efforts) {
    const happens = isTroubled && random.chance(habit === "Cheat" ? cheatFaults : ordinaryFaults, 100)
    if (happens) devices.mishap(effort, random.pick(habit === "Cheat" ? ofCheats : ofEverybody))
    else devices.report(effort)
  }
  return devices.sent
}

class Devices {
  readonly sent: Array<Submission> = []
  readonly #setting: Setting
  readonly #entry: Entry
  readonly #random: Random

  constructor(setting: Setting, entry: Entry, random: Random) {
    this.#setting = setting
    this.#entry = entry
    this.#random = random
  }

  /** Everything as it should be. */
  report(effort: Effort): void {
    this.#send(this.#activityOf(effort))
  }

  /** One thing goes wrong. */
  mishap(effort: Effort, fault: Fault): void {
    const activity = this.#activityOf(effort)
    const { start, end, graceEnds } = this.#setting.rules.schedule
    const random = this.#random
    switch (fault) {
      case "Duplicate":
        this.#send(activity)
        this.#send(activity, fault, random.between(1, 72) * hour)
        break
      case "Late":
        this.#sendAt(activity, fault, graceEnds + random.between(1, 600) * minute)
        break
      case "OutOfOrder":
        this.#send(activity, fault, random.between(1, 10) * day)
        break
      case "Correction": {
        const corrected = { ...activity, revision: random.between(1, 3), quantity: this.#otherQuantity(activity) }
        this.#send(activity)
        this.#send(corrected, fault, random.pick([-1, 2, 50]) * hour)
        break
      }
      case "Void":
        this.#send(activity)
        this.#send({ ...activity, revision: 1, void: true }, fault, random.pick([-1, 3, 40]) * hour)
        break
      case "DeviceOverlap":
        this.#send(activity)
        this.#send({ ...activity, source: this.#otherSource(activity.source), quantity: this.#nearly(activity) }, fault)
        break
      case "ZoneChange":
        this.#send({ ...activity, at: this.#edgeOf(effort) }, fault)
        break
      case "Implausible":
        this.#send({ ...activity, quantity: this.#tooMuch(activity) }, fault)
        break
      case "OutOfRange":
        this.#send({ ...activity, quantity: this.#outOfRange(activity) }, fault)
        break
      case "ForeignUser":
        this.#send({ ...activity, userId: stranger }, fault)
        break
      case "ForeignMetric":
        this.#send({ ...activity, metric: unheardOf }, fault)
        break
      case "Future":
        this.#sendAt(activity, fault, activity.at - random.between(6, 600) * minute)
        break
      case "OutsideWindow":
        this.#send({ ...activity, at: random.pick([start - 1, start - day, end, end + hour]) }, fault)
        break
      case "Conflict":
        this.#send(activity)
        this.#send({ ...activity, quantity: this.#otherQuantity(activity) }, fault, 2 * hour)
        break
      case "StolenKey":
        this.#send(activity)
        this.#send({ ...activity, revision: 1, userId: stranger }, fault, hour)
        break
    }
  }

  #activityOf({ metric, quantity, at, day, number }: Effort): Activity {
    const sources = this.#setting.typical.get(metric)?.metric.sources ?? ["phone", "watch"]
    const source = sources[this.#random.chance(3, 4) ? 0 : this.#random.below(sources.length)] ?? "phone"
    const sourceKey = `${this.#entry.userId}/${metric}/${day}/${number}`
    return { userId: this.#entry.userId, metric, quantity, at, source, sourceKey, revision: 0, void: false }
  }

  /** Sends as soon as usual, or so much later than it happened; never after the grace period. */
  #send(activity: Activity, fault?: Fault, delay = this.#random.pick([1, 30, 120, 1200]) * minute): void {
    const { graceEnds } = this.#setting.rules.schedule
    this.#sendAt(activity, fault, Math.min(graceEnds, activity.at + Math.max(0, delay)))
  }

  #sendAt(activity: Activity, fault: Fault | undefined, receivedAt: number): void {
    const arrival: Arrival = { activity, receivedAt: Math.max(receivedAt, this.#setting.rules.schedule.start) }
    this.sent.push({
      number: this.sent.length,
      arrival,
      ...(fault === undefined ? {} : { fault }),
      turn: this.#random.word(),
      endsBatch: this.#random.chance(1, 8)
    })
  }

  #otherSource(source: string): string {
    return source === "watch" ? "phone" : "watch"
  }

  #nearly({ quantity }: Activity): number {
    return quantity + this.#random.between(-1, 1) * Math.ceil(Math.abs(quantity) / 20)
  }

  #otherQuantity({ metric, quantity }: Activity): number {
    const { least = 0, most = quantity + 1 } = this.#setting.typical.get(metric) ?? {}
    const other = this.#random.pick([quantity + 1, Math.floor(quantity / 2), quantity - 1, least])
    return Math.max(least, Math.min(most, other === quantity ? quantity + 1 : other))
  }

  #tooMuch({ metric, quantity }: Activity): number {
    const { plausible, most = quantity } = this.#setting.typical.get(metric) ?? {}
    const much = plausible === undefined ? 50 * (quantity + 1) : plausible + this.#random.pick([1, plausible])
    return Math.min(much, Math.max(most, quantity))
  }

  #outOfRange({ metric, quantity }: Activity): number {
    const { metric: { min, max } = {}, least = 0, most = 0 } = this.#setting.typical.get(metric) ?? {}
    if (min !== undefined && this.#random.chance(1, 2)) return least - 1
    return max === undefined ? (min === undefined ? quantity : least - 1) : Math.min(most + 1, Number.MAX_SAFE_INTEGER)
  }

  /** The first instant of the day of an effort, or one just beside it. */
  #edgeOf({ day }: Effort): number {
    const { schedule } = this.#setting.rules
    const zone = this.#entry.zone ?? this.#setting.definition.zone
    const edge = this.#setting.dayStartsOf(zone)[day] ?? schedule.start
    const at = edge + this.#random.pick([-1, 0, 1, -hour, hour])
    return Math.max(schedule.start, Math.min(schedule.end - 1, at))
  }
}
