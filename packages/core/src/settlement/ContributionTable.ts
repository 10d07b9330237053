import { compareIds, type ParticipantId } from "../shared/index.ts"
import { Amounts } from "./Amounts.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"

/** What was paid into the pool, as a plan has it. */
export type Contribution = SettlementPlan["contributions"][number]

/** The one order in which plans list contributions: by payer, kind, participant and amount. */
export const byContent = (a: Contribution, b: Contribution): number =>
  compareIds(a.payer, b.payer) ||
  compareIds(a.kind, b.kind) ||
  compareIds(a.participantId ?? "", b.participantId ?? "") ||
  (a.minorUnits < b.minorUnits ? -1 : a.minorUnits > b.minorUnits ? 1 : 0)

/** Contributions in columns, some 80 bytes each. */
export class ContributionTable {
  readonly #payers: Array<string> = []
  readonly #kinds: Array<Contribution["kind"]> = []
  readonly #participants: Array<ParticipantId | undefined> = []
  readonly #minorUnits = new Amounts()
  #isInOrder = true

  push({ payer, kind, participantId, minorUnits }: Contribution): void {
    // Who pays for oneself is one text in memory.
    this.#payers.push(payer === participantId ? participantId : payer)
    this.#kinds.push(kind)
    this.#participants.push(participantId)
    this.#minorUnits.push(minorUnits)
    const last = this.#payers.length - 1
    this.#isInOrder &&= last === 0 || this.#compare(last - 1, last) <= 0
  }

  /** The contributions in the order in which plans list them, each made in its turn. */
  *inOrder(): Generator<Contribution, void, undefined> {
    const places = Uint32Array.from(this.#payers, (_, place) => place)
    if (!this.#isInOrder) places.sort((a, b) => this.#compare(a, b))
    for (const place of places) yield this.#at(place)
  }

  /** As `byContent`; mostly the payers say it all. */
  #compare(a: number, b: number): number {
    return compareIds(this.#payers[a] ?? "", this.#payers[b] ?? "") || byContent(this.#at(a), this.#at(b))
  }

  #at(place: number): Contribution {
    const participantId = this.#participants[place]
    return {
      payer: this.#payers[place] ?? "",
      kind: this.#kinds[place] ?? "EntryFee",
      ...(participantId === undefined ? {} : { participantId }),
      minorUnits: this.#minorUnits.at(place)
    }
  }
}
