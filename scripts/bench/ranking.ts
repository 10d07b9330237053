import { type RankingRule, rank, type Standing } from "@laurel/core/ranking"
import { ParticipantId } from "@laurel/core/shared"
import { beside, type Figure, numbers, print } from "./measure.ts"

const field = 1_000_000

interface Case {
  readonly name: string
  readonly scores: Float64Array
  readonly ids: ReadonlyArray<ParticipantId>
  /** Whether ties are broken by the instant at which the score was reached and by active days. */
  readonly hasChain: boolean
}

const chain: RankingRule["tieBreaks"] = [{ _tag: "EarliestReached" }, { _tag: "MoreActiveDays" }]
const startOfMonth = Date.UTC(2026, 0, 1)
const month = 31 * 86_400_000

/** The numbers 0 to `field - 1` in random order (Fisher and Yates). */
const mixedNumbers = (): Uint32Array => {
  const next = numbers(3)
  const mixed = Uint32Array.from({ length: field }, (_, index) => index)
  for (let at = field - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1))
    const moved = mixed[at] ?? 0
    mixed[at] = mixed[other] ?? 0
    mixed[other] = moved
  }
  return mixed
}

/** The text as whoever reads bytes gets it: in one piece, not as the parts that it was put together from. */
const asRead = (text: string): string => Buffer.from(text).toString()

const cases = function* (): Generator<Case> {
  const next = numbers(1)
  const scoresUpTo = (count: number): Float64Array =>
    Float64Array.from({ length: field }, () => Math.floor(next() * count))
  const mixture = mixedNumbers()
  const idsLike = (beginning: string, numberAt: (index: number) => number): Array<ParticipantId> =>
    Array.from({ length: field }, (_, index) =>
      ParticipantId.make(asRead(`${beginning}${String(numberAt(index)).padStart(7, "0")}`))
    )
  const mix = (index: number): number => mixture[index] ?? 0
  const ordered = idsLike("p", (index) => index)
  const mixed = idsLike("p", mix)
  const distinct = scoresUpTo(Number.MAX_SAFE_INTEGER)
  const tied = scoresUpTo(100)
  yield { name: "distinct scores, ids in order", scores: distinct, ids: ordered, hasChain: false }
  yield { name: "distinct scores, ids shuffled", scores: distinct, ids: mixed, hasChain: false }
  yield { name: "100 scores, ids in order", scores: tied, ids: ordered, hasChain: false }
  yield { name: "100 scores, ids shuffled", scores: tied, ids: mixed, hasChain: false }
  yield { name: "100 scores, chain of two, ids in order", scores: tied, ids: ordered, hasChain: true }
  yield { name: "100 scores, chain of two, ids shuffled", scores: tied, ids: mixed, hasChain: true }
  yield { name: "100 scores, long ids shuffled", scores: tied, ids: idsLike("participant-", mix), hasChain: false }
}

const standingsOf = ({ scores, ids, hasChain }: Case): ReadonlyArray<Standing> => {
  const next = numbers(2)
  return ids.map((participantId, index) => ({
    participantId,
    status: "Scored",
    score: scores[index] ?? 0,
    tieBreak: hasChain ? [startOfMonth + Math.floor(next() * month), 0 - Math.floor(next() * 31)] : [],
    measures: {}
  }))
}

/** Ranking a million standings, beside `Float64Array.prototype.sort` of a copy of the same scores. */
export const rankingBench = function* (): Generator<Figure> {
  for (const one of cases()) {
    const rule: RankingRule = { direction: "highest", tieBreaks: one.hasChain ? chain : [], ranks: "standard" }
    const standings = standingsOf(one)
    yield beside(
      one.name,
      () => rank(rule, standings),
      () => one.scores.slice().sort()
    )
  }
}

if (import.meta.main) print(`rank ${field} standings, beside the bare sort of their scores`, rankingBench())
