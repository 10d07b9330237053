import { Option } from "effect"
import type { AnswerKey, KeptAnswer } from "../../src/access/index.ts"
import type { Instant } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

interface Kept {
  readonly request: AnswerKey
  readonly kept: KeptAnswer
  readonly at: Instant
}

/** What `KeptAnswers` promises, over one list. */
export type KeptAnswersModel = ReadonlyArray<Kept>

const isSame = (a: AnswerKey, b: AnswerKey): boolean => a.by === b.by && a.operation === b.operation && a.key === b.key

export const claim = (
  model: KeptAnswersModel,
  request: AnswerKey,
  requestHash: string,
  at: Instant
): Prediction<KeptAnswersModel> => {
  const found = model.find((one) => isSame(one.request, request))
  return found === undefined
    ? [Option.none(), [...model, { request, kept: { requestHash }, at }]]
    : [Option.some(found.kept), model]
}

export const answer = (model: KeptAnswersModel, request: AnswerKey, text: string): Prediction<KeptAnswersModel> => [
  undefined,
  model.map((one) => (isSame(one.request, request) ? { ...one, kept: { ...one.kept, answer: text } } : one))
]

/** All of those that are old: of how few is an example's. */
export const forget = (model: KeptAnswersModel, before: Instant): Prediction<KeptAnswersModel> => [
  model.filter(({ at }) => at < before).length,
  model.filter(({ at }) => at >= before)
]
