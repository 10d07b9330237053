import type { Claim } from "../ledger/index.ts"
import { compareIds, type Instant } from "../shared/index.ts"
import { Amounts } from "./Amounts.ts"
import type { PlannedLine } from "./SettlementPlan.ts"

/** What many lines share. */
interface Kind {
  readonly claim: Claim
  readonly line: string
}

/**
 * The lines of a plan in columns: some 130 bytes a line, its key and its recipient among them, where an object takes 300. Each
 * line is made again when it is asked for.
 */
export class LineTable implements Iterable<PlannedLine> {
  readonly #keys: Array<string> = []
  readonly #recipients: Array<string> = []
  readonly #kinds: Array<Kind> = []
  readonly #known = new Map<string, Kind>()
  readonly #minorUnits = new Amounts()
  readonly #advance = new Amounts()
  readonly #due = new Amounts()
  readonly #holds = new Map<number, Instant>()

  /** The table of these lines. */
  static of(lines: Iterable<PlannedLine>): LineTable {
    if (lines instanceof LineTable) return lines
    const table = new LineTable()
    for (const line of lines) table.push(line)
    return table
  }

  push({ key, claim, recipient, line, minorUnits, advance, due, holdUntil }: PlannedLine): void {
    if (holdUntil !== undefined) this.#holds.set(this.#keys.length, holdUntil)
    this.#keys.push(key)
    this.#recipients.push(recipient)
    this.#kinds.push(this.#kindOf(claim, line))
    this.#minorUnits.push(minorUnits)
    this.#advance.push(advance)
    this.#due.push(due)
  }

  *[Symbol.iterator](): Generator<PlannedLine, void, undefined> {
    for (let place = 0; place < this.#keys.length; place++) yield this.#at(place)
  }

  /** The lines in the order of their keys, in which a store adds them with the least effort. */
  *byKey(): Generator<PlannedLine, void, undefined> {
    const keyAt = (place: number): string => this.#keys[place] ?? ""
    const places = Uint32Array.from(this.#keys, (_, place) => place)
    for (const place of places.sort((a, b) => compareIds(keyAt(a), keyAt(b)))) yield this.#at(place)
  }

  #at(place: number): PlannedLine {
    const { claim, line } = this.#kinds[place] ?? none
    const holdUntil = this.#holds.get(place)
    return {
      key: this.#keys[place] ?? "",
      claim,
      recipient: this.#recipients[place] ?? "",
      line,
      minorUnits: this.#minorUnits.at(place),
      advance: this.#advance.at(place),
      due: this.#due.at(place),
      ...(holdUntil === undefined ? {} : { holdUntil })
    }
  }

  #kindOf(claim: Claim, line: string): Kind {
    const name = `${claim} ${line}`
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const kind = { claim, line }
    this.#known.set(name, kind)
    return kind
  }
}

const none: Kind = { claim: "refund", line: "" }
