import { compareIds } from "../shared/index.ts"
import type { Contender } from "./Contender.ts"
import type { ItemAward, RuleReference } from "./Prizes.ts"
import { remember, type StageContext, stillIn } from "./StageContext.ts"

/** Items given to contenders, and the items that nobody won. */
export interface AwardedItems {
  readonly items: ReadonlyArray<ItemAward>
  readonly left: ReadonlyArray<string>
}

/** Gives the items of a rule to the first places: by score, the tie-break chain, and then the seed's key. */
export const awardItems = (context: StageContext, rule: RuleReference, names: ReadonlyArray<string>): AwardedItems => {
  const contenders = firstPlaces(stillIn(context), names.length, context.rules.key)
  const items: Array<ItemAward> = []
  const left: Array<string> = []
  for (const [index, item] of names.entries()) {
    const winner = contenders[index]
    if (winner === undefined || !winner.isEligible) left.push(item)
    else items.push({ participantId: winner.id, stage: context.stage.name, rule, item, place: index + 1 })
  }
  remember(context, contenders)
  return { items, left }
}

/** The first `count` contenders with no tie left among them. */
const firstPlaces = (
  contenders: ReadonlyArray<Contender>,
  count: number,
  key: (id: string) => string
): ReadonlyArray<Contender> => {
  const first: Array<Contender> = []
  for (let start = 0; start < contenders.length && start < count; ) {
    const level = contenders[start]?.level
    let end = start + 1
    while (end < contenders.length && contenders[end]?.level === level) end++
    const tied = contenders.slice(start, end).map((contender) => ({ contender, key: key(contender.id) }))
    if (tied.length > 1) tied.sort((a, b) => compareIds(a.key, b.key))
    for (const { contender } of tied) first.push(contender)
    start = end
  }
  return first.slice(0, count)
}
