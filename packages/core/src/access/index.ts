export { ApiKey, isTaken, KeyId } from "./ApiKey.ts"
export { ApiKeys } from "./ApiKeys.ts"
export { type Asked, authorise } from "./authorise.ts"
export { Budgets, type Take, type Taken } from "./Budgets.ts"
export { type Bucket, stepMs, takeFromBucket } from "./bucket.ts"
export {
  AccessDenied,
  AccessUnavailable,
  BudgetsUnavailable,
  FreshProofNeeded,
  KeyEnded,
  KeyNotFound,
  NotAuthenticated,
  ScopeMissing
} from "./errors.ts"
export { findKey } from "./findKey.ts"
export { answersKeptMs, forgetAnswers, forgetStreamTokens } from "./forgetAnswers.ts"
export { issueKey, type KeyWanted } from "./issueKey.ts"
export { issueStreamToken, streamTokenBytes, streamTokenMs, streamTokenPrefix } from "./issueStreamToken.ts"
export { type AnswerKey, type KeptAnswer, KeptAnswers } from "./KeptAnswers.ts"
export { isUnpublished, type KnownChallenge, knownOf } from "./KnownChallenge.ts"
export { keyBytes, keyPrefix, newKey, readKey } from "./keyText.ts"
export {
  type Anonymous,
  anonymous,
  type Person,
  type Principal,
  type Program,
  type Role,
  roles,
  type Scope,
  scopes
} from "./Principal.ts"
export {
  type Denied,
  freshForMs,
  isAdministrator,
  mayBeUnknown,
  mayRecord,
  maySee,
  permit,
  permitLooking,
  permitRecording,
  permitSync,
  type Subject,
  type Synced
} from "./permit.ts"
export { permitCovering, permitEndpoint } from "./permitEndpoint.ts"
export { permitChanging, permitIssuing } from "./permitKey.ts"
export { permitView } from "./permitView.ts"
export { programOf } from "./programOf.ts"
export { dependsOnChallenge, type Rule, type Who } from "./Rule.ts"
export { redeemStreamToken } from "./redeemStreamToken.ts"
export { revokeKey } from "./revokeKey.ts"
export { keyOverlapMs, rotateKey } from "./rotateKey.ts"
export { type StreamGrant, type StreamPurpose, streamPurposes } from "./StreamGrant.ts"
export { StreamTokens } from "./StreamTokens.ts"
export { visibleTo } from "./visibleTo.ts"
