import type { Instant, PrincipalId } from "../shared/index.ts"

/** What a person may do beyond their own affairs: `approver` signs settlements, `administrator` looks after the whole installation. */
export const roles = ["approver", "administrator"] as const
/** One of them. */
export type Role = (typeof roles)[number]

/**
 * What a key may be used for; a person may do all of it that they may do at all.
 *
 * **Details**: `read` to look at anything that whoever it acts for may see; `record` to send in activities, of anybody, for the challenges
 * that whoever it acts for organises; `join` to enter people; `organise` to define, publish and amend challenges; `settle` to plan, sign
 * and pay; `administer` for keys, jobs, the audit and the books of everybody.
 */
export const scopes = ["read", "record", "join", "organise", "settle", "administer"] as const
/** One of them. */
export type Scope = (typeof scopes)[number]

/** Nobody who is known. */
export interface Anonymous {
  readonly _tag: "Anonymous"
}

/** A person who has shown who they are. */
export interface Person {
  readonly _tag: "Person"
  readonly id: PrincipalId
  readonly roles: ReadonlySet<Role>
  /** When they last proved it themselves, by a password or another factor; absent where nobody can tell. */
  readonly provenAt?: Instant
}

/** A program that acts for somebody, within its scopes. */
export interface Program {
  readonly _tag: "Program"
  /** For whom it acts. */
  readonly id: PrincipalId
  /** Which key it showed. */
  readonly key: string
  readonly scopes: ReadonlySet<Scope>
}

/** Who asks for something. There is no other way to say it: every decision about what somebody may do is told this. */
export type Principal = Anonymous | Person | Program

/** Nobody who is known. */
export const anonymous: Anonymous = { _tag: "Anonymous" }
