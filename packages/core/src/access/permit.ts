import { Result } from "effect"
import { ChallengeNotFound } from "../challenge/index.ts"
import type { Instant, PrincipalId, UserId } from "../shared/index.ts"
import { AccessDenied, FreshProofNeeded, NotAuthenticated, ScopeMissing } from "./errors.ts"
import type { KnownChallenge } from "./KnownChallenge.ts"
import type { Person, Principal, Program } from "./Principal.ts"
import type { Rule, Who } from "./Rule.ts"

/** What somebody wants to do something with. */
export interface Subject {
  /** The challenge that it is about, where it is about one. */
  readonly challenge?: KnownChallenge | undefined
  /** Whether whoever asks takes part in it, or is let in: by an invitation, or by the circle that it is for. */
  readonly takesPart?: boolean
  /** The person whom it is about, where it is about one. */
  readonly userId?: UserId | undefined
}

/** Why somebody may not do something, the first that applies. What somebody may not see does not exist for them. */
export type Denied = NotAuthenticated | ScopeMissing | ChallengeNotFound | AccessDenied | FreshProofNeeded

/** For how long the proof of who somebody is stays fresh: as long as signing a settlement after looking at it takes. */
export const freshForMs = 15 * 60_000

/** Whether this may be done by whoever asks. */
export const permit = (
  { who, scope, isFresh = false }: Rule,
  principal: Principal,
  subject: Subject,
  now: Instant
): Result.Result<void, Denied> => {
  if (principal._tag === "Anonymous") return permitUnknown(who, subject)
  if (principal._tag === "Program" && !mayBeUsedFor(principal, scope)) {
    return Result.fail(new ScopeMissing({ key: principal.key, needed: scope }))
  }
  const hidden = hiddenFrom(principal, subject)
  if (hidden !== undefined) return Result.fail(hidden)
  if (!isOneOf(who, principal, subject)) {
    return Result.fail(new AccessDenied({ by: principal.id, only: names[who] }))
  }
  if (isFresh && principal._tag === "Person" && !(now - (principal.provenAt ?? -Infinity) <= freshForMs)) {
    return Result.fail(new FreshProofNeeded({ by: principal.id, maximumAgeSeconds: freshForMs / 1_000 }))
  }
  return Result.void
}

/** Whether nobody who is known might do it at all, whatever it is done with. */
export const mayBeUnknown = (who: Who): boolean => who === "Anyone" || who === "Seer"

const permitUnknown = (who: Who, { challenge }: Subject): Result.Result<void, Denied> => {
  if (!mayBeUnknown(who)) return Result.fail(new NotAuthenticated())
  return challenge === undefined || isPublic(challenge)
    ? Result.void
    : Result.fail(new ChallengeNotFound({ challengeId: challenge.id }))
}

/** A key that administers may be used for reading too. */
const mayBeUsedFor = ({ scopes }: Program, scope: Rule["scope"]): boolean =>
  scopes.has(scope) || (scope === "read" && scopes.has("administer"))

const isPublic = ({ isUnpublished, definition }: KnownChallenge): boolean =>
  !isUnpublished && definition.visibility === "public"

/** Whether somebody looks after the whole installation. */
export const isAdministrator = (principal: Principal): boolean =>
  principal._tag === "Person"
    ? principal.roles.has("administrator")
    : principal._tag === "Program" && principal.scopes.has("administer")

/** Whether somebody may see a challenge. */
export const maySee = (challenge: KnownChallenge, principal: Principal, takesPart: boolean): boolean =>
  isPublic(challenge) ||
  isAdministrator(principal) ||
  (principal._tag !== "Anonymous" && (principal.id === challenge.organiser || (takesPart && !challenge.isUnpublished)))

/** Whoever signs settlements sees what is to be signed. */
const needNotTakePart = (principal: Person | Program, { isUnpublished }: KnownChallenge): boolean =>
  !isUnpublished && principal._tag === "Person" && principal.roles.has("approver")

/** What somebody may not see does not exist for them. */
const hiddenFrom = (principal: Person | Program, subject: Subject): ChallengeNotFound | undefined => {
  const { challenge, takesPart = false } = subject
  if (challenge === undefined) return undefined
  return maySee(challenge, principal, takesPart) || needNotTakePart(principal, challenge)
    ? undefined
    : new ChallengeNotFound({ challengeId: challenge.id })
}

const isOneOf = (who: Who, principal: Person | Program, { challenge, userId }: Subject): boolean => {
  const organises = challenge !== undefined && challenge.organiser === principal.id
  switch (who) {
    case "Anyone":
    case "Known":
    case "Seer":
    case "Insider":
    case "Entrant":
      return true
    case "Subject":
      return organises || isAdministrator(principal) || (userId !== undefined && principal.id === asPrincipal(userId))
    case "Organiser":
      return organises
    case "Approver":
      return organises || (principal._tag === "Person" && principal.roles.has("approver"))
    case "Overseer":
      return isOneOf("Approver", principal, { challenge }) || isAdministrator(principal)
    case "Administrator":
      return isAdministrator(principal)
  }
}

/** A user acts under the same name. */
const asPrincipal = (userId: UserId): string => userId

const names: Readonly<Record<Who, string>> = {
  Anyone: "anybody",
  Known: "who is signed in",
  Seer: "who may see the challenge",
  Insider: "who may see the challenge",
  Entrant: "who may enter the challenge",
  Subject: "the person themself, or the organiser,",
  Organiser: "the organiser of the challenge",
  Approver: "an approver, or the organiser,",
  Overseer: "the organiser, an approver or an administrator",
  Administrator: "an administrator"
}

/** Whether somebody may see what a person did in a challenge, or where nobody is named what everybody did: that person, the organiser and administrators. */
export const permitLooking = (
  principal: Principal,
  challenge: KnownChallenge,
  userId: UserId | undefined
): Result.Result<void, AccessDenied | NotAuthenticated> => {
  if (principal._tag === "Anonymous") return Result.fail(new NotAuthenticated())
  return isOneOf("Subject", principal, { challenge, userId })
    ? Result.void
    : Result.fail(new AccessDenied({ by: principal.id, only: names.Subject }))
}

/** Whether somebody may send in what a person did: of themself; and a program that of anybody, for whoever organises the challenge. */
export const mayRecord = (principal: Principal, challenge: KnownChallenge, userId: UserId): boolean =>
  principal._tag !== "Anonymous" &&
  (asPrincipal(userId) === principal.id ||
    (principal._tag === "Program" && (principal.id === challenge.organiser || isAdministrator(principal))))

const ofRecording = "the person themself, or a program of the organiser,"

/** Whether somebody may send in activities of these users, all of them, as `mayRecord` says. */
export const permitRecording = (
  principal: Principal,
  challenge: KnownChallenge,
  userIds: Iterable<UserId>
): Result.Result<void, AccessDenied | NotAuthenticated> => {
  if (principal._tag === "Anonymous") return Result.fail(new NotAuthenticated())
  for (const userId of userIds) {
    if (!mayRecord(principal, challenge, userId)) {
      return Result.fail(new AccessDenied({ by: principal.id, only: ofRecording }))
    }
  }
  return Result.void
}

/** For which of the challenges of a person somebody may send in what that person did: for those of an organiser, or all. */
export interface Synced {
  readonly organiser?: PrincipalId
}

/** Whether somebody may send in what a person did for all challenges: the person, and programs; gives for which of them, as `mayRecord` says of each. */
export const permitSync = (
  principal: Principal,
  userId: UserId
): Result.Result<Synced, AccessDenied | NotAuthenticated> => {
  if (principal._tag === "Anonymous") return Result.fail(new NotAuthenticated())
  if (asPrincipal(userId) === principal.id) return Result.succeed({})
  if (principal._tag === "Person") return Result.fail(new AccessDenied({ by: principal.id, only: ofRecording }))
  return Result.succeed(isAdministrator(principal) ? {} : { organiser: principal.id })
}
