import fc from "fast-check"
import {
  type AnswerKey,
  type ApiKey,
  KeyId,
  roles,
  type StreamGrant,
  scopes,
  streamPurposes
} from "../../src/access/index.ts"
import { ChallengeId, PrincipalId } from "../../src/shared/index.ts"
import { instants } from "./shared.ts"

/** Few names of keys, so that they meet again. */
export const keyIds = fc.constantFrom("aaaaaaaaaaaa", "bbbbbbbbbbbb", "c2c2c2c2c2c2").map((text) => KeyId.make(text))

/** Few people who have keys, hostile names among them. */
export const owners = fc.constantFrom("ada", "Zoë", 'O\'Hara "x" \\').map((text) => PrincipalId.make(text))

/** Keys that are not revoked. */
export const apiKeys: fc.Arbitrary<ApiKey> = fc
  .record({
    id: keyIds,
    hash: fc.constantFrom("0".repeat(64), "f".repeat(64)),
    owner: owners,
    label: fc.constantFrom("", "watch \u{1f3c6}", "$1"),
    scopes: fc.subarray([...scopes]),
    createdAt: instants,
    ending: fc.option(instants)
  })
  .map(({ ending, ...key }) => ({ ...key, ...(ending === null ? {} : { expiresAt: ending }) }))

/** Few requests, so that they come again. */
export const answerKeys: fc.Arbitrary<AnswerKey> = fc.record(
  { by: owners, operation: fc.constantFrom("join", "join challenge"), key: fc.constantFrom("1", "1 x", "\uff5e") },
  { noNullPrototype: true }
)

/** What tokens open: as people and as programs. */
export const streamGrants: fc.Arbitrary<StreamGrant> = fc
  .record({
    about: fc.option(fc.constantFrom("spring", 'O\'Hara "x" \\').map((text) => ChallengeId.make(text))),
    purpose: fc.constantFrom(...streamPurposes),
    principal: owners,
    roles: fc.subarray([...roles]),
    until: instants,
    shown: fc.option(keyIds),
    proven: fc.option(instants)
  })
  .map(({ about, shown, proven, ...grant }) => ({
    ...grant,
    ...(about === null ? {} : { challengeId: about }),
    ...(shown === null ? {} : { key: shown }),
    ...(proven === null ? {} : { provenAt: proven })
  }))
