import { Eligibility, type Stake } from "@laurel/core/challenge"
import { Party } from "@laurel/core/ledger"
import { type ChallengeId, Name, ParticipantId } from "@laurel/core/shared"
import { Schema } from "effect"
import type { Kysely } from "kysely"
import { stakePage, stakesAtOnce } from "./entryStatements.ts"
import type { Tables } from "./tables.ts"

/** Gives what a settlement rests on of the entries of a challenge, some at a time; the next are read while those are taken. */
export const eachStake = async (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  take: (stakes: ReadonlyArray<Stake>) => void
): Promise<void> => {
  let next = linesAfter(db, challengeId, "")
  for (;;) {
    const page = await next
    const last = page.ids.at(-1)
    const isLast = last === undefined || page.ids.length < stakesAtOnce
    if (!isLast) next = linesAfter(db, challengeId, last)
    // Where these cannot be taken, what comes is nobody's to hear.
    next.catch(() => undefined)
    take(stakesIn(page))
    if (isLast) return
  }
}

/** A page of stakes, its lines by column. */
interface Lines {
  readonly ids: ReadonlyArray<string>
  readonly payers: ReadonlyArray<string>
  readonly amounts: ReadonlyArray<string>
  readonly eligibility: ReadonlyArray<string>
  readonly categories: ReadonlyArray<string>
}

const linesAfter = async (db: Kysely<Tables>, challengeId: ChallengeId, after: string): Promise<Lines> => {
  const page = await stakePage(db, challengeId, after).executeTakeFirstOrThrow()
  const lines: Lines = {
    ids: linesOf(page.ids),
    payers: linesOf(page.payers),
    amounts: linesOf(page.amounts),
    eligibility: linesOf(page.eligibility),
    categories: linesOf(page.categories)
  }
  if (Object.values(lines).some(({ length }) => length !== lines.ids.length)) {
    throw new Error(`an entry of challenge ${challengeId} has a line break in it`)
  }
  return lines
}

const linesOf = (text: string | null): ReadonlyArray<string> => (text === null ? [] : text.split("\n"))

const isId = Schema.is(ParticipantId)
const decodeParty = Schema.decodeUnknownSync(Party)
const decodeId = Schema.decodeUnknownSync(ParticipantId)
const decodeEligibility = Schema.decodeUnknownSync(Eligibility)
const decodeCategories = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Array(Name)))

const stakesIn = ({ ids, payers, amounts, eligibility, categories }: Lines): ReadonlyArray<Stake> =>
  ids.map((id, place): Stake => {
    const participantId = isId(id) ? id : decodeId(id)
    const [payer = "", amount = "", judged = "", named = ""] = [
      payers[place],
      amounts[place],
      eligibility[place],
      categories[place]
    ]
    const stake = { participantId, categories: named === "" ? [] : decodeCategories(named) }
    const paid =
      payer === "" || amount === ""
        ? stake
        : // Who pays for oneself is one text in memory; any id may be that of a payer.
          { ...stake, fee: { payer: payer === id ? participantId : decodeParty(payer), minorUnits: BigInt(amount) } }
    return judged === "" ? paid : { ...paid, eligibility: decodeEligibility(judged) }
  })
